"""A day as a seal covers it: folded from the journal up to the seal, so that later entries cannot change it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.closing.proofs import TotalsDisagree, code_of_rows, named_sum, sum_of
from bazar_desktop.domain.day.model import Category, DayRow, DaySheet, SealMismatch
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.journal.authority import ChangeStanding
from bazar_desktop.services.bazaars.bazaars import BazaarFacts, bazaar_of
from bazar_desktop.services.bazaars.codes import former_codes
from bazar_desktop.services.bazaars.days import day_among
from bazar_desktop.services.day.day_journal import (
    DayJournal,
    bazaar_at,
    days_at,
    read_journal,
    rows_at,
    rows_with_newcomers,
    settings_at,
)
from bazar_desktop.services.day.seal_reach import covers_of, ends
from bazar_desktop.services.day.sheet import sheet_of_bazaar, sheet_of_day, standing_seal
from bazar_desktop.services.settings.values import (
    asked_of,
    categories_of,
)
from bazar_desktop.store.changes import changes_with_proposals
from bazar_desktop.store.tables import (
    AsideChange,
    DayClose,
)


class SealReachesFurther(BazarError):
    """The seal covers changes that have not come to this store yet. Facts: missing (how many)."""


def sheet_at(session: Session, seal: DayClose) -> DaySheet:
    """The day as `seal` covers it, with its revision and code. Raises SealReachesFurther.

    Where a merge has put a figure of the day in conflict since, it is *sementara* all the same: the office will decide.
    """
    require_covered(session, seal)
    bazaar = bazaar_of(session, seal.bazaar_id)
    day_among(bazaar.days, seal.day)
    journal = read_journal(session, bazaar, seal.day)
    return sheet_under(session, sheet_of_bazaar(session, bazaar), journal, seal)


def sheet_under(session: Session, alike: DaySheet, journal: DayJournal, seal: DayClose) -> DaySheet:
    """The sheet of the day of `journal` as `seal` covers it; `alike` is what all sheets of the bazaar say of now."""
    covers = covers_of(seal)
    then, settings = bazaar_at(journal, covers), settings_at(session, journal, seal)
    alike = replace(
        alike,
        days=days_at(journal, covers) or alike.days,
        bazaar_code=then.code,
        code_tail=alike.code_tail if then.code == alike.bazaar_code else "",
        asked=asked_of(settings),
        categories=categories_of(settings),
        bazaar_name=then.name,
        lokasi=then.lokasi,
        address=then.address,
        kecamatan=then.kecamatan,
        kota=then.kota,
    )
    rows = rows_with_newcomers(session, journal, covers)
    return sheet_of_day(session, alike, journal.bazaar.id, journal.day, rows=rows, seal=seal)


def require_covered(session: Session, seal: DayClose) -> None:
    """Raise SealReachesFurther where `seal` covers changes that are not in this store."""
    here = ends(session)
    missing = sum(max(0, seq - here.get(origin, 0)) for origin, seq in covers_of(seal).items())
    if missing:
        raise SealReachesFurther(missing=missing)


@dataclass(frozen=True, slots=True)
class CountedDay:
    """What the figures of a day are of: its rows, and the channels that everybody was asked for.

    `categories` name the kinds of business as its seal does; none where the day counts as it stands.
    `seal_mismatch`: whether the seal that stands is that of the rows it claims; else the day counts as it stands.
    """

    rows: tuple[DayRow, ...]
    asked: tuple[str, ...]
    categories: tuple[Category, ...] = ()
    seal_mismatch: SealMismatch = SealMismatch.NONE


def counted_day(
    session: Session,
    bazaar: BazaarFacts,
    day: date,
    now: CountedDay,
    seal: DayClose | None,
    journal: DayJournal | None = None,
) -> CountedDay:
    """Give what the figures of a day are of: as the standing `seal` covers it, else as it stands `now`.

    So a page counts what the papers of the day count. Where the seal covers changes that are not here, or does not fit
    the rows it claims, the day counts as open. `journal` is that of the day, where it was read.
    """
    if seal is None or not _is_covered_here(session, seal):
        return now
    journal, covers = journal or read_journal(session, bazaar, day), covers_of(seal)
    rows = rows_with_newcomers(session, journal, covers)
    if mismatch := mismatch_of(session, seal, bazaar, rows):
        return replace(now, seal_mismatch=mismatch)
    settings = settings_at(session, journal, seal)
    return CountedDay(rows, asked_of(settings), categories_of(settings))


def standing_mismatch(session: Session, bazaar: BazaarFacts, day: date) -> SealMismatch:
    """Tell whether the seal that stands on the day fits the rows it covers here; NONE too where there is none."""
    seal = standing_seal(session, bazaar.id, day)
    if seal is None or not _is_covered_here(session, seal):
        return SealMismatch.NONE
    rows = rows_with_newcomers(session, read_journal(session, bazaar, day), covers_of(seal))
    return mismatch_of(session, seal, bazaar, rows)


def mismatch_of(
    session: Session, seal: DayClose, bazaar: BazaarFacts, rows: Sequence[DayRow]
) -> SealMismatch:
    """Whether `seal` fits the `rows` that it covers here, or would fit if what waits for the office's word counted.

    Neither is taken: a seal over a usul is named apart only because it is no false one.
    """
    if fits_under_any_code(session, seal, bazaar, rows):
        return SealMismatch.NONE
    waiting = select(AsideChange.seq).where(AsideChange.standing == str(ChangeStanding.WAITING))
    if session.execute(waiting.limit(1)).first() is None:
        return SealMismatch.DIFFERS
    journal = read_journal(session, bazaar, seal.day, read=changes_with_proposals)
    return SealMismatch.WAITS if fits_journal(seal, journal) else SealMismatch.DIFFERS


def fits_journal(seal: DayClose, journal: DayJournal) -> bool:
    """Whether the code of `seal` is that of the rows which it covers in `journal`."""
    covers = covers_of(seal)
    return fits_rows(seal, bazaar_at(journal, covers).code, journal.day, rows_at(journal, covers))


def fits_under_any_code(
    session: Session, seal: DayClose, bazaar: BazaarFacts, rows: Sequence[DayRow]
) -> bool:
    """Whether `seal` fits these rows under the bazaar's code, or one that it had before it got another."""
    return fits_rows(seal, bazaar.code, seal.day, rows) or any(
        fits_rows(seal, code, seal.day, rows) for code in former_codes(session, bazaar)
    )


def fits_rows(seal: DayClose, bazaar_code: str, day: date, rows: Sequence[DayRow]) -> bool:
    """Whether the code of `seal` is that of these rows, and the omzet that it names is theirs.

    A seal comes with its code and totals, which a lying or broken laptop may make up, or what it covers was taken back.
    """
    try:
        fits = code_of_rows(bazaar_code, day, seal.revision or 0, rows) == seal.seal
    except TotalsDisagree:
        return False
    return fits and named_sum(seal.totals) == sum_of(rows)


def _is_covered_here(session: Session, seal: DayClose) -> bool:
    try:
        require_covered(session, seal)
    except SealReachesFurther:
        return False
    return True


def counted_rows(
    session: Session, bazaar: BazaarFacts, day: date, rows: Sequence[DayRow], seal: DayClose | None
) -> tuple[DayRow, ...]:
    """The rows of `counted_day` alone."""
    return counted_day(session, bazaar, day, CountedDay(tuple(rows), ()), seal).rows


def said_as_counted(rows: Sequence[DayRow], counted: Sequence[DayRow]) -> tuple[DayRow, ...]:
    """The `rows` of a day as it stands, each party named as the `counted` rows name it: in a sealed day as sealed."""
    words = {row.key: row for row in counted}
    return tuple(
        replace(
            row,
            business=said.business,
            name=said.name,
            product=said.product,
            category=said.category,
            agency=said.agency,
            first_time=said.first_time,
        )
        if (said := words.get(row.key)) is not None
        else row
        for row in rows
    )
