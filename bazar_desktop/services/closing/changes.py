"""What changed in a day between two seals, or since one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import CellChange, DayRow
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.services.bazaars.bazaars import bazaar_of
from bazar_desktop.services.closing.differences import DayOnPaper, differences, state_at
from bazar_desktop.services.day.as_sealed import fits_journal, fits_under_any_code
from bazar_desktop.services.day.day_journal import DayJournal, lifted_at, read_journal, rows_with_newcomers
from bazar_desktop.services.day.seal_reach import covers_of, ends
from bazar_desktop.services.day.sheet import read_bazaar, read_day, rows_of_day, seal_rows
from bazar_desktop.services.settings.officers import officer_names
from bazar_desktop.store.changes import changes_as_written
from bazar_desktop.store.tables import DayClose


class DayNotClosed(BazarError):
    """The day is not sealed."""


class RevisionUnknown(BazarError):
    """The day was never sealed with this revision. Facts: revision."""


def changes_since_seal(session: Session, bazaar_id: str, day: date) -> tuple[CellChange, ...]:
    """What differs now from the latest seal, reopened or not: late answers, merged entries, new entries.

    Raises DayNotClosed where the day was never sealed.
    """
    rows = seal_rows(session, bazaar_id, day)
    if not rows:
        raise DayNotClosed()
    return changed_since(session, rows[0])


def changed_since(session: Session, seal: DayClose) -> tuple[CellChange, ...]:
    """What differs now from what the seal covers."""
    read = read_bazaar(session, bazaar_of(session, seal.bazaar_id))
    rows = rows_of_day(read, read_day(session, read, seal.day))
    journal = read_journal(session, read.bazaar, seal.day)
    return changes_until_now(session, journal, seal, rows, officer_names(session))


def changes_until_now(
    session: Session,
    journal: DayJournal,
    seal: DayClose,
    rows: tuple[DayRow, ...],
    names: Mapping[str, str],
) -> tuple[CellChange, ...]:
    """What differs now, with these `rows`, from what the seal covers; `names` are those of the officers."""
    old = _state_under(session, journal, seal)
    changes = differences(journal, names, old, state_at(session, journal, ends(session), rows))
    return with_reason_of(seal, changes)


def what_changed(
    session: Session, bazaar_id: str, day: date, first: int, second: int
) -> tuple[CellChange, ...]:
    """What differs between two revisions of a day: cell, before, after, who, when, why.

    Where an entry names no reason of its own, the reason for reopening stands. Raises RevisionUnknown.
    """
    seals = seal_rows(session, bazaar_id, day)
    old, new = revision_among(seals, first), revision_among(seals, second)
    journal = read_journal(session, bazaar_of(session, bazaar_id), day)
    covers = covers_of(new)
    old = lifted_at(journal, old, covers)
    rows = rows_with_newcomers(session, journal, covers)
    return changes_between(session, journal, old, new, rows, officer_names(session))


def changes_between(
    session: Session,
    journal: DayJournal,
    old: DayClose,
    new: DayClose,
    rows: tuple[DayRow, ...],
    names: Mapping[str, str],
) -> tuple[CellChange, ...]:
    """What differs in the day with these `rows`, as the seal `new` covers it, from what the seal `old` covers."""
    before = _state_under(session, journal, old)
    return with_reason_of(
        old, differences(journal, names, before, state_at(session, journal, covers_of(new), rows))
    )


def _state_under(session: Session, journal: DayJournal, seal: DayClose) -> DayOnPaper:
    """The day as `seal` covered it when it was made, whatever was rejected or taken back since."""
    covers = covers_of(seal)
    rows = rows_with_newcomers(session, journal, covers)
    if not fits_under_any_code(session, seal, journal.bazaar, rows):
        as_written = read_journal(session, journal.bazaar, journal.day, read=changes_as_written)
        if fits_journal(seal, as_written):
            return state_at(session, as_written, covers)
    return state_at(session, journal, covers, rows)


def with_reason_of(seal: DayClose, changes: tuple[CellChange, ...]) -> tuple[CellChange, ...]:
    """The changes, those without a reason of their own with that for which the seal was lifted.

    What was entered before it was lifted, a late answer, has none: nobody lifted the seal for it.
    """
    lifted, why = seal.reopened_at, seal.reopen_reason or ""
    return tuple(
        change
        if change.reason or (lifted is not None and change.at is not None and change.at < lifted)
        else replace(change, reason=why)
        for change in changes
    )


def revision_among(seals: list[DayClose], revision: int) -> DayClose:
    """The one of a day's seals with this revision. Raises RevisionUnknown."""
    for seal in seals:
        if seal.revision == revision:
            return seal
    raise RevisionUnknown(revision=revision)
