"""Closing a day under a seal, reopening it with a reason, and what changed since."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.closing.proofs import DayTotals, seal_code, totals
from bazar_desktop.domain.day.model import CellChange, DaySheet, Reopening
from bazar_desktop.domain.errors import BazarError, ReasonMissing
from bazar_desktop.domain.journal.changes import canonical
from bazar_desktop.services.bazaars.days import require_day
from bazar_desktop.services.closing.checklist import ClosingList, closing_list
from bazar_desktop.services.day.as_sealed import cells_between, covers_of, ends, rows_at, sheet_at
from bazar_desktop.services.day.sheet import day_sheet, standing_seal, undecided
from bazar_desktop.services.omzet.grid import asked_channels
from bazar_desktop.services.settings.officers import officer_names
from bazar_desktop.store.actions import action
from bazar_desktop.store.journal import act_of
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import DayClose, OmzetEntry


class AlreadyClosed(BazarError):
    """The day is sealed already. Facts: seal, revision."""


class DayUndecided(BazarError):
    """Figures of the day are in conflict. Facts: count."""


class NothingToClose(BazarError):
    """Nobody takes part on this day."""


class MissingNotAccepted(BazarError):
    """Something is missing and the officer has not accepted that. Facts: count."""


class DayNotClosed(BazarError):
    """The day is not sealed."""


class RevisionUnknown(BazarError):
    """The day was never sealed with this revision. Facts: revision."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A seal just made: its code, its revision, the proven totals, and how many late answers it took in."""

    day: date
    seal: str
    revision: int
    totals: DayTotals
    late: int


@dataclass(frozen=True, slots=True)
class SealFacts:
    """One seal of a day. `standing`: it is the latest and was not reopened.

    `countersigned_by` is "" while the supervisor's countersign of the reopening is *belum diketahui*.
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
    vendors_total: int
    standing: bool

    @property
    def awaits_countersign(self) -> bool:
        """It was reopened and no supervisor has signed for that yet."""
        return self.reopened_at is not None and not self.countersigned_by


@dataclass(frozen=True, slots=True)
class ClosingState:
    """All that a desk shows before and after closing.

    What is missing, all seals (the latest first), and what changed since the latest.
    """

    missing: ClosingList
    seals: tuple[SealFacts, ...]
    changed: tuple[CellChange, ...]

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
) -> Sealed:
    """Seal the day. What the closing list names must be accepted; conflicts must be decided first.

    The seal covers every change that is in this store now; late answers are taken in and stand apart no longer.
    Raises NotADayOfThisBazaar, AlreadyClosed, NothingToClose, DayUndecided, MissingNotAccepted, TotalsDisagree.
    """
    require_day(session, bazaar_id, day)
    _require_closable(session, bazaar_id, day, accept_missing=accept_missing)
    late = _take_in_late_answers(session, bazaar_id, day)
    revision = max((row.revision or 0 for row in seal_rows(session, bazaar_id, day)), default=0) + 1
    sheet = replace(day_sheet(session, bazaar_id, day), revision=revision)
    sealed = Sealed(day, seal_code(sheet), revision, totals(sheet.rows, asked_channels(session)), late)
    _enter_seal(session, bazaar_id, sealed, officer=officer, at=at)
    return sealed


def _require_closable(session: Session, bazaar_id: str, day: date, *, accept_missing: bool) -> None:
    standing = standing_seal(session, bazaar_id, day)
    if standing is not None:
        raise AlreadyClosed(seal=standing.seal or "", revision=standing.revision)
    if open_conflicts := undecided(session, bazaar_id, day):
        raise DayUndecided(count=open_conflicts)
    missing = closing_list(session, bazaar_id, day)
    if not missing.rows:
        raise NothingToClose()
    if missing.items and not accept_missing:
        raise MissingNotAccepted(count=len(missing.items))


def _enter_seal(session: Session, bazaar_id: str, sealed: Sealed, *, officer: str, at: datetime) -> None:
    key = {"bazaar_id": bazaar_id, "day": sealed.day, "revision": sealed.revision}
    enter(
        session,
        DayClose,
        *key.values(),
        **key,
        seal=sealed.seal,
        totals=canonical(asdict(sealed.totals)),
        covers=canonical(ends(session)),
        closed_at=at,
        closed_by=officer,
    )
    session.flush()


def _take_in_late_answers(session: Session, bazaar_id: str, day: date) -> int:
    query = select(OmzetEntry).where(
        OmzetEntry.bazaar_id == bazaar_id, OmzetEntry.day == day, OmzetEntry.late.is_(True)
    )
    rows = list(session.execute(query.where(OmzetEntry.withdrawn.is_(False))).scalars())
    for row in rows:
        row.late = None
    session.flush()
    return len(rows)


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
    return seal_facts(row, officer_names(session), standing=False)


def seals(session: Session, bazaar_id: str, day: date) -> tuple[SealFacts, ...]:
    """All seals of the day, the latest first."""
    names = officer_names(session)
    rows = seal_rows(session, bazaar_id, day)
    standing = standing_seal(session, bazaar_id, day)
    return tuple(seal_facts(row, names, standing=row is standing) for row in rows)


def closing_state(session: Session, bazaar_id: str, day: date) -> ClosingState:
    """How far the closing of a day has come. Raises UnknownBazaar, NotADayOfThisBazaar."""
    missing = closing_list(session, bazaar_id, day)
    made = seals(session, bazaar_id, day)
    return ClosingState(missing, made, changes_since_seal(session, bazaar_id, day) if made else ())


def sealed_sheet(session: Session, bazaar_id: str, day: date, revision: int | None = None) -> DaySheet:
    """The day as its seal covers it (the standing one, or `revision`), for papers and files that carry its code.

    Raises DayNotClosed, RevisionUnknown, SealReachesFurther.
    """
    return sheet_at(session, _seal(session, bazaar_id, day, revision))


def paper_sheet(
    session: Session, bazaar_id: str, day: date, *, officer: str = "", printed_at: datetime | None = None
) -> DaySheet:
    """The day as papers and files show it: what the standing seal covers, or the open day as it is.

    What came after the seal waits for the next one: a paper never carries a code that its figures do not have.
    From revision 2 on it tells what changed since the one before, and why that was lifted.
    Raises UnknownBazaar, NotADayOfThisBazaar, SealReachesFurther.
    """
    standing = standing_seal(session, bazaar_id, day)
    if standing is None:
        return day_sheet(session, bazaar_id, day, officer=officer, printed_at=printed_at)
    sheet = replace(sealed_sheet(session, bazaar_id, day), officer=officer, printed_at=printed_at)
    revision = standing.revision or 0
    if revision < 2:
        return sheet
    lifted = next((seal for seal in seals(session, bazaar_id, day) if seal.revision == revision - 1), None)
    if lifted is None:
        return sheet
    changed = what_changed(session, bazaar_id, day, revision - 1, revision)
    return replace(sheet, reopening=reopening_of(lifted), corrections=changed)


def reopening_of(lifted: SealFacts) -> Reopening:
    """How the seal `lifted` was taken off, for papers."""
    return Reopening(
        lifted.revision,
        lifted.seal,
        lifted.reopened_by,
        lifted.reopened_at,
        lifted.reopen_reason,
        lifted.countersigned_by,
        lifted.countersigned_at,
    )


def changes_since_seal(session: Session, bazaar_id: str, day: date) -> tuple[CellChange, ...]:
    """What differs now from the latest seal, reopened or not: late answers, merged entries, new entries.

    Raises DayNotClosed where the day was never sealed.
    """
    rows = seal_rows(session, bazaar_id, day)
    if not rows:
        raise DayNotClosed()
    return changed_since(session, rows[0])


def what_changed(
    session: Session, bazaar_id: str, day: date, first: int, second: int
) -> tuple[CellChange, ...]:
    """What differs between two revisions of a day: cell, before, after, who, when, why.

    Where an entry names no reason of its own, the reason for reopening stands. Raises RevisionUnknown.
    """
    old, new = (_seal(session, bazaar_id, day, revision) for revision in (first, second))
    since, until = covers_of(old), covers_of(new)
    changes = cells_between(
        session,
        day,
        rows_at(session, bazaar_id, day, since),
        rows_at(session, bazaar_id, day, until),
        since=since,
        until=until,
    )
    return tuple(replace(change, reason=change.reason or old.reopen_reason or "") for change in changes)


def changed_since(session: Session, row: DayClose) -> tuple[CellChange, ...]:
    """What differs now from what the seal covers."""
    since = covers_of(row)
    old = rows_at(session, row.bazaar_id, row.day, since)
    new = day_sheet(session, row.bazaar_id, row.day).rows
    changes = cells_between(session, row.day, old, new, since=since, until=ends(session))
    return tuple(replace(change, reason=change.reason or row.reopen_reason or "") for change in changes)


def _seal(session: Session, bazaar_id: str, day: date, revision: int | None) -> DayClose:
    if revision is None:
        row = standing_seal(session, bazaar_id, day)
        if row is None:
            raise DayNotClosed()
        return row
    for close in seal_rows(session, bazaar_id, day):
        if close.revision == revision:
            return close
    raise RevisionUnknown(revision=revision)


def seal_rows(session: Session, bazaar_id: str, day: date) -> list[DayClose]:
    """The seals of the day as the store keeps them, the latest first."""
    query = select(DayClose).where(
        DayClose.bazaar_id == bazaar_id, DayClose.day == day, DayClose.withdrawn.is_(False)
    )
    return list(session.execute(query.order_by(DayClose.revision.desc())).scalars())


def seal_facts(row: DayClose, names: dict[str, str], *, standing: bool) -> SealFacts:
    """One seal in words; `names` are those of the officers."""
    kept = json.loads(row.totals or "{}")
    return SealFacts(
        revision=row.revision or 0,
        seal=row.seal or "",
        closed_at=row.closed_at,
        closed_by=names.get(row.closed_by or "", row.closed_by or ""),
        reopened_at=row.reopened_at,
        reopened_by=names.get(row.reopened_by or "", row.reopened_by or ""),
        reopen_reason=row.reopen_reason or "",
        countersigned_by=names.get(row.countersigned_by or "", row.countersigned_by or ""),
        countersigned_at=row.countersigned_at,
        vendors_total=int(kept.get("vendors", {}).get("total", 0)),
        standing=standing,
    )
