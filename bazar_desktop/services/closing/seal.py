"""Closing a day under a seal, reopening it with a reason, and what changed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.bazaars.course import is_ahead
from bazar_desktop.domain.calendar import format_numeric_date, to_wib
from bazar_desktop.domain.closing.proofs import DayTotals, named_sum, seal_code, totals
from bazar_desktop.domain.day.halts import DayCourse
from bazar_desktop.domain.day.model import CellChange, DayRow, SealMismatch
from bazar_desktop.domain.errors import BazarError, ReasonMissing
from bazar_desktop.domain.journal.changes import canonical
from bazar_desktop.services.bazaars.bazaars import bazaar_of
from bazar_desktop.services.bazaars.days import day_among, off_course, require_day
from bazar_desktop.services.closing.changes import DayNotClosed, changes_until_now
from bazar_desktop.services.closing.checklist import ClosingList, missing_of
from bazar_desktop.services.closing.other_laptops import silent_laptops
from bazar_desktop.services.day.as_sealed import CountedDay, counted_day, fits_journal
from bazar_desktop.services.day.day_journal import DayJournal, entry_of, read_journal
from bazar_desktop.services.day.register_kept import without
from bazar_desktop.services.day.seal_guard import require_on
from bazar_desktop.services.day.seal_reach import ends, runs_left_out
from bazar_desktop.services.day.sheet import (
    read_bazaar,
    read_day,
    rows_of_day,
    seal_rows,
    sheet_of_bazaar,
    sheet_of_day,
    standing_among,
    standing_seal,
    undecided,
)
from bazar_desktop.services.journal.signers import Signers, signers_of
from bazar_desktop.services.settings.officers import officer_names
from bazar_desktop.services.settings.values import asked_channels
from bazar_desktop.store.actions import action
from bazar_desktop.store.journal import act_of
from bazar_desktop.store.rows import enter, find
from bazar_desktop.store.tables import DayClose, OmzetEntry


class AlreadyClosed(BazarError):
    """The day is sealed already. Facts: seal, revision."""


class DayUndecided(BazarError):
    """Figures of the day are in conflict. Facts: count."""


class DayStillAhead(BazarError):
    """The day is after today by the laptop's clock. Facts: day, today."""


class NothingToClose(BazarError):
    """Nobody takes part on this day."""


class ContradictionsUnexplained(BazarError):
    """Facts of the day exclude each other, and no reason says why it is closed all the same. Facts: count."""


class SealedUnchanged(BazarError):
    """Nothing differs from the seal before this one, and the officer has not said to seal it again. Facts: revision."""


class MissingNotAccepted(BazarError):
    """Something is missing and the officer has not accepted that. Facts: count."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A seal just made: its code, its revision, the proven totals, and how many late answers it took in."""

    day: date
    seal: str
    revision: int
    totals: DayTotals
    late: int

    @property
    def omzet(self) -> int | None:
        """The UMKM omzet that was sealed; None where nobody has answered."""
        return self.totals.vendors.total if self.totals.vendors.counts.answered else None


@dataclass(frozen=True, slots=True)
class SealFacts:
    """One seal of a day. `standing`: it is the latest and was not reopened.

    `countersigned_by` is "" while the supervisor's countersign of the reopening is *belum diketahui*; `vendors_total`
    is the UMKM omzet that it covers, None where nobody had answered.
    """

    revision: int
    seal: str
    closed_at: datetime | None
    closed_by: str
    reopened_at: datetime | None
    reopened_by: str
    reopen_reason: str
    countersigned_by: str
    countersigned_at: datetime | None
    vendors_total: int | None
    standing: bool

    @property
    def awaits_countersign(self) -> bool:
        """It was reopened and no supervisor has signed for that yet."""
        return self.reopened_at is not None and not self.countersigned_by


@dataclass(frozen=True, slots=True)
class ClosingState:
    """All that a desk shows before and after closing.

    What is missing, all seals (the latest first), and what changed since the latest; `reason` is why that one was made
    although facts excluded each other, "" where none did. `seal_mismatch`: the standing seal is not that of the rows it
    claims, so its total is not used. `silent` are the other laptops at the bazaar of which nothing of the day has come.
    `off`: how the day was called off, so that there is nothing to close.
    """

    missing: ClosingList
    seals: tuple[SealFacts, ...]
    changed: tuple[CellChange, ...]
    reason: str = ""
    seal_mismatch: SealMismatch = SealMismatch.NONE
    silent: tuple[str, ...] = ()
    off: DayCourse | None = None

    @property
    def standing(self) -> SealFacts | None:
        return self.seals[0] if self.seals and self.seals[0].standing else None


@action("day_close.close_day")
def close_day(
    session: Session,
    *,
    bazaar_id: str,
    day: date,
    officer: str,
    at: datetime,
    accept_missing: bool = False,
    accept_unchanged: bool = False,
    reason: str = "",
) -> Sealed:
    """Seal the day. What the closing list names must be accepted; conflicts must be decided first.

    Facts that exclude each other need a `reason`, which stands on the berita acara; a revision without a difference
    from the one before, the reason too, must be accepted as such.
    The seal covers every change that is in this store now, but for what a reopened day leaves out of the register (see
    `services.day.register_kept`); late answers are taken in and stand apart no longer.
    Raises NotADayOfThisBazaar, DayCalledOff, AlreadyClosed, DayStillAhead, NothingToClose, DayUndecided,
    MissingNotAccepted, ContradictionsUnexplained, SealedUnchanged, TotalsDisagree.
    """
    bazaar = bazaar_of(session, bazaar_id)
    day_among(bazaar.days, day)
    require_on(bazaar.days, day)
    seals = seal_rows(session, bazaar_id, day)
    _refuse_sealed_or_undecided(session, seals, bazaar_id, day)
    today = to_wib(at).date()
    if is_ahead(day, today):
        raise DayStillAhead(day=format_numeric_date(day), today=format_numeric_date(today))
    read = read_bazaar(session, bazaar)
    known = read_day(session, read, day)
    missing = missing_of(session, read, day, known, seals, at=at)
    _refuse_missing(missing, accept_missing=accept_missing)
    given = reason.strip() if missing.contradictory else ""
    if missing.contradictory and not given:
        raise ContradictionsUnexplained(count=missing.contradictory)
    rows = rows_of_day(read, known)
    if seals and not accept_unchanged:
        _refuse_unchanged(session, read_journal(session, bazaar, day), seals[0], rows, given)
    if given:
        act_of(session).reason = given
    late = _take_in_late_answers(session, bazaar_id, day)
    revision = max((row.revision or 0 for row in seals), default=0) + 1
    alike = sheet_of_bazaar(session, bazaar)
    sheet = sheet_of_day(session, alike, bazaar_id, day, rows=rows)
    sheet = replace(sheet, revision=revision)
    sealed = Sealed(day, seal_code(sheet), revision, totals(sheet.rows, missing.asked), late)
    left_out = without(runs_left_out(session), known.left_out)
    _enter_seal(session, bazaar_id, sealed, left_out, officer=officer, at=at)
    return sealed


def _refuse_sealed_or_undecided(session: Session, seals: list[DayClose], bazaar_id: str, day: date) -> None:
    standing = standing_among(seals)
    if standing is not None:
        raise AlreadyClosed(seal=standing.seal or "", revision=standing.revision)
    if open_conflicts := undecided(session, bazaar_id, day):
        raise DayUndecided(count=open_conflicts)


def _refuse_missing(missing: ClosingList, *, accept_missing: bool) -> None:
    if not missing.rows:
        raise NothingToClose()
    if missing.items and not accept_missing:
        raise MissingNotAccepted(count=len(missing.items))


def _refuse_unchanged(
    session: Session, journal: DayJournal, seal: DayClose, rows: tuple[DayRow, ...], given: str
) -> None:
    """Refuse a revision that would say what the last `seal` said, with the same `given` reason."""
    if (
        not changes_until_now(session, journal, seal, rows, {})
        and fits_journal(seal, journal)  # one that does not may be sealed anew with what counts
        and given == reason_of(journal, seal)
        and not _late_answers(session, journal.bazaar.id, journal.day)
    ):
        raise SealedUnchanged(revision=seal.revision)


def _enter_seal(
    session: Session,
    bazaar_id: str,
    sealed: Sealed,
    left_out: Mapping[str, list[str]],
    *,
    officer: str,
    at: datetime,
) -> None:
    key = {"bazaar_id": bazaar_id, "day": sealed.day, "revision": sealed.revision}
    enter(
        session,
        DayClose,
        *key.values(),
        **key,
        seal=sealed.seal,
        totals=canonical(asdict(sealed.totals)),
        covers=canonical(ends(session)),
        without=canonical(left_out) if left_out else None,
        closed_at=at,
        closed_by=officer,
    )
    session.flush()


def _take_in_late_answers(session: Session, bazaar_id: str, day: date) -> int:
    rows = _late_answers(session, bazaar_id, day)
    for row in rows:
        row.late = None
    session.flush()
    return len(rows)


def _late_answers(session: Session, bazaar_id: str, day: date) -> list[OmzetEntry]:
    query = select(OmzetEntry).where(
        OmzetEntry.bazaar_id == bazaar_id, OmzetEntry.day == day, OmzetEntry.late.is_(True)
    )
    return list(session.execute(query.where(OmzetEntry.withdrawn.is_(False))).scalars())


def closing_reason(session: Session, bazaar_id: str, day: date, revision: int) -> str:
    """Why the day was closed with facts that exclude each other, as its journal has it; "" where there were none."""
    row = find(session, DayClose, bazaar_id, day, revision)
    return reason_of(read_journal(session, bazaar_of(session, bazaar_id), day), row) if row else ""


def reason_of(journal: DayJournal, seal: DayClose) -> str:
    """`closing_reason` of `seal`: of two seals of one revision, that of the one which stands."""
    entered = entry_of(journal, seal)
    return (entered.reason or "") if entered else ""


@action("day_close.reopen")
def reopen(
    session: Session, *, bazaar_id: str, day: date, officer: str, at: datetime, reason: str
) -> SealFacts:
    """Take entries again; the next seal is the next revision. Returns the seal that was lifted.

    Raises NotADayOfThisBazaar, ReasonMissing, DayNotClosed.
    """
    require_day(session, bazaar_id, day)
    if not reason.strip():
        raise ReasonMissing()
    row = standing_seal(session, bazaar_id, day)
    if row is None:
        raise DayNotClosed()
    row.reopened_at, row.reopened_by, row.reopen_reason = at, officer, reason.strip()
    act_of(session).reason = reason.strip()
    session.flush()
    return seal_facts(row, signers_of(session, [row]), standing=False)


def seals(session: Session, bazaar_id: str, day: date) -> tuple[SealFacts, ...]:
    """All seals of the day, the latest first."""
    return _facts_of(session, seal_rows(session, bazaar_id, day))


def _facts_of(
    session: Session, rows: list[DayClose], names: Mapping[str, str] | None = None
) -> tuple[SealFacts, ...]:
    standing, signers = standing_among(rows), signers_of(session, rows, names)
    return tuple(seal_facts(row, signers, standing=row is standing) for row in rows)


def closing_state(session: Session, bazaar_id: str, day: date, *, at: datetime) -> ClosingState:
    """How far the closing of a day has come at this time. Raises UnknownBazaar, NotADayOfThisBazaar."""
    bazaar = bazaar_of(session, bazaar_id)
    day_among(bazaar.days, day)
    read = read_bazaar(session, bazaar)
    known = read_day(session, read, day)
    rows = seal_rows(session, bazaar_id, day)
    if not rows:
        missing, off = missing_of(session, read, day, known, (), at=at), off_course(bazaar.days, day)
        silent = silent_laptops(session, bazaar_id, day) if off is None else ()
        return ClosingState(missing, (), (), silent=silent, off=off)
    names, now = officer_names(session), rows_of_day(read, known)
    journal = read_journal(session, bazaar, day)
    live = CountedDay(now, asked_channels(session))
    counted = counted_day(session, bazaar, day, live, standing_among(rows), journal)
    changed = changes_until_now(session, journal, rows[0], now, names)
    missing = missing_of(session, read, day, known, rows, counted, counted.asked, at=at)
    return ClosingState(
        missing,
        _facts_of(session, rows, names),
        changed,
        reason_of(journal, rows[0]),
        counted.seal_mismatch,
        silent_laptops(session, bazaar_id, day),
    )


def seal_facts(row: DayClose, signers: Signers, *, standing: bool) -> SealFacts:
    """One seal in words."""
    return SealFacts(
        revision=row.revision or 0,
        seal=row.seal or "",
        closed_at=row.closed_at,
        closed_by=signers.of(row, "closed_by"),
        reopened_at=row.reopened_at,
        reopened_by=signers.of(row, "reopened_by"),
        reopen_reason=row.reopen_reason or "",
        countersigned_by=signers.of(row, "countersigned_by"),
        countersigned_at=row.countersigned_at,
        vendors_total=named_sum(row.totals).omzet,
        standing=standing,
    )
