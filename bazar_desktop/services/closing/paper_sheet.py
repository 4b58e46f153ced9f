"""A day as its papers show it: what its seal covers, what was corrected since the seal before, all days together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import DayOmzet, DaySheet, Reopening
from bazar_desktop.domain.figures.day import day_figures
from bazar_desktop.services.attendance.stand_changes import stand_changes_at
from bazar_desktop.services.bazaars.bazaars import bazaar_of
from bazar_desktop.services.bazaars.days import day_among
from bazar_desktop.services.closing.changes import DayNotClosed, changes_between, revision_among
from bazar_desktop.services.closing.seal import SealFacts, reason_of, seal_facts
from bazar_desktop.services.day.as_sealed import (
    SealReachesFurther,
    mismatch_of,
    require_covered,
    sheet_at,
    sheet_under,
)
from bazar_desktop.services.day.day_journal import (
    activity_at,
    is_off_at,
    lifted_at,
    read_journal,
    rows_at,
    stocks_at,
)
from bazar_desktop.services.day.seal_reach import covers_of, standing_covers_at
from bazar_desktop.services.day.sheet import (
    BazaarRead,
    read_bazaar,
    read_day,
    rows_of_day,
    seal_rows,
    sheet_of_bazaar,
    sheet_of_day,
    standing_among,
)
from bazar_desktop.services.journal.signers import Signers, signers_of
from bazar_desktop.services.ledger.goods import goods_among
from bazar_desktop.services.settings.officers import officer_names
from bazar_desktop.store.tables import DayClose


def sealed_sheet(session: Session, bazaar_id: str, day: date, revision: int | None = None) -> DaySheet:
    """The day as its seal covers it (the standing one, or `revision`), for papers and files that carry its code.

    Raises DayNotClosed, RevisionUnknown, SealReachesFurther.
    """
    seals = seal_rows(session, bazaar_id, day)
    seal = standing_among(seals) if revision is None else revision_among(seals, revision)
    if seal is None:
        raise DayNotClosed()
    return sheet_at(session, seal)


@dataclass(frozen=True)
class PaperRead:
    """A bazaar read once for the papers of its days: who takes part, and what all their sheets say alike."""

    participants: BazaarRead
    alike: DaySheet


def read_for_papers(session: Session, bazaar_id: str, day: date) -> PaperRead:
    """Read the bazaar of `day` for its papers. Raises UnknownBazaar, NotADayOfThisBazaar."""
    bazaar = bazaar_of(session, bazaar_id)
    day_among(bazaar.days, day)
    return PaperRead(read_bazaar(session, bazaar), sheet_of_bazaar(session, bazaar))


def paper_sheet(
    session: Session, bazaar_id: str, day: date, *, officer: str = "", printed_at: datetime | None = None
) -> DaySheet:
    """The day as papers and files show it: what the standing seal covers, or the open day as it is.

    What came after the seal waits for the next one: a paper never carries a code that its figures do not have. Under a
    seal that does not fit the rows it claims the day is shown as it stands, without a seal, and says so.
    From revision 2 on it tells what changed since the one before, and why that was lifted.
    Raises UnknownBazaar, NotADayOfThisBazaar, SealReachesFurther.
    """
    sheet = sheet_on_paper(session, read_for_papers(session, bazaar_id, day), day)
    return replace(sheet, officer=officer, printed_at=printed_at)


def sheet_on_paper(session: Session, read: PaperRead, day: date) -> DaySheet:
    """`paper_sheet` of a day of a bazaar that was read; what a sealed day shows is as of its seal.

    Raises SealReachesFurther.
    """
    seals = seal_rows(session, read.participants.bazaar.id, day)
    standing = standing_among(seals)
    if standing is None:
        return replace(_open_sheet(session, read, day), sealed_before=_sealed_before(seals))
    require_covered(session, standing)
    journal = read_journal(session, read.participants.bazaar, day)
    sheet = sheet_under(session, read.alike, journal, standing)
    if mismatch := mismatch_of(session, standing, read.participants.bazaar, sheet.rows):
        return replace(_open_sheet(session, read, day), seal_mismatch=mismatch)
    revision, covers = standing.revision or 0, covers_of(standing)
    earlier = [lifted_at(journal, seal, covers) for seal in seals if (seal.revision or 0) < revision]
    sheet = replace(
        sheet,
        closing_reason=reason_of(journal, standing),
        goods=goods_among(sheet.rows, stocks_at(journal, covers)),
        changes=tuple(stand_changes_at(session, journal, covers).values()),
        activity=activity_at(session, journal, covers),
        sealed_before=_sealed_before(earlier),
    )
    lifted = next((seal for seal in earlier if seal.revision == revision - 1), None)
    if lifted is None:
        return sheet
    names = officer_names(session)
    changed = changes_between(session, journal, lifted, standing, sheet.rows, names)
    return replace(
        sheet,
        reopening=reopening_of(lifted, signers_of(session, [lifted], names), reason_of(journal, lifted)),
        corrections=changed,
    )


def _sealed_before(seals: Sequence[DayClose]) -> tuple[tuple[datetime, datetime | None], ...]:
    """When the day was under a seal that was lifted, the first one first."""
    return tuple(
        (seal.closed_at, seal.reopened_at) for seal in reversed(seals) if seal.closed_at and seal.reopened_at
    )


def _open_sheet(session: Session, read: PaperRead, day: date) -> DaySheet:
    rows = rows_of_day(read.participants, read_day(session, read.participants, day))
    return sheet_of_day(session, read.alike, read.participants.bazaar.id, day, rows=rows)


def whole_bazaar(session: Session, read: PaperRead, sheet: DaySheet) -> tuple[DaySheet, ...]:
    """Every day of the bazaar as its own papers show it, that of `sheet` as it is; none where there is but one.

    The days are those that `sheet` knows, under a seal those that it covers. A day whose seal is not whole here counts
    as open.
    """
    among = replace(read, alike=replace(read.alike, days=sheet.days))

    def read_other(number: int, day: date) -> DaySheet:
        try:
            other = sheet_on_paper(session, among, day)
        except SealReachesFurther:
            other = _open_sheet(session, among, day)
        return replace(other, days=sheet.days, day_number=number)

    if len(sheet.days) < 2:
        return ()
    return tuple(
        sheet if day == sheet.day else read_other(number, day) for number, day in enumerate(sheet.days, 1)
    )


def omzet_by_day(session: Session, read: PaperRead, sheet: DaySheet) -> tuple[DayOmzet, ...]:
    """The vendors' omzet on every day of the bazaar, as the papers of `sheet` tell it; none where there is one day.

    Days that were called off are left out.

    An open day tells what the papers of the others say now; a sealed one what they said as far as its seal covers.
    """
    if not sheet.seal:
        return tuple(
            DayOmzet(other.day, day_figures(other.rows, other.asked).omzet, sealed=bool(other.seal))
            for other in sheet.whole
            if other.off is None
        )
    bazaar = read.participants.bazaar
    standing = standing_among(seal_rows(session, bazaar.id, sheet.day))
    if standing is None or len(sheet.days) < 2:
        return ()
    covers = covers_of(standing)
    sealed = standing_covers_at(session, [bazaar.id], covers)
    told = []
    for day in sheet.days:
        if day == sheet.day:
            told.append(DayOmzet(day, day_figures(sheet.rows, sheet.asked).omzet, sealed=True))
            continue
        journal, own = read_journal(session, bazaar, day), sealed.get((bazaar.id, day))
        if not is_off_at(journal, covers):
            omzet = day_figures(rows_at(journal, own or covers)).omzet
            told.append(DayOmzet(day, omzet, sealed=own is not None))
    return tuple(told)


def reopening_of(lifted: DayClose, signers: Signers, closing_reason: str = "") -> Reopening:
    """How the seal `lifted`, set for that `closing_reason`, was taken off, for papers."""
    facts: SealFacts = seal_facts(lifted, signers, standing=False)
    return Reopening(
        facts.revision,
        facts.seal,
        facts.reopened_by,
        facts.reopened_at,
        facts.reopen_reason,
        facts.countersigned_by,
        facts.countersigned_at,
        closing_reason,
    )
