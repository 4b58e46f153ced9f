"""A list of what was sold into a day, or into all days it has columns of: rows find their party; blank stays blank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from bazar_desktop.domain.bazaars.named_days import days_meant
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.services.bazaars.bazaars import bazaar_of
from bazar_desktop.services.bazaars.days import days_of, require_day
from bazar_desktop.services.day.sheet import day_rows, standing_seal
from bazar_desktop.services.imports.omzet_days import Piece, TakenDay, plan_day
from bazar_desktop.services.imports.omzet_rows import OF_DAY, Parties, Said, said_of
from bazar_desktop.services.imports.plan import ImportPlan, PlannedRow, PlannedRows
from bazar_desktop.services.imports.proof import SUMS_DIFFER, Proof, require_proven, stated_total
from bazar_desktop.services.omzet.entry import set_many
from bazar_desktop.services.omzet.row import OmzetInput
from bazar_desktop.services.register.list_model import (
    CHANGED,
    LOOK,
    NEW,
    REFUSED,
    SAME,
    UNDECIDED,
    Difference,
    Imported,
    ListChoices,
    NothingToSave,
    ReadList,
    Report,
    require_unmoved,
    store_mark,
)
from bazar_desktop.store.tables import Allocation, DayClose, OmzetEntry, Participation, Vendor

OMZET = "omzet"
MARKED = (OmzetEntry, Participation, Allocation, Vendor, DayClose)
_WORST = (REFUSED, LOOK, CHANGED, NEW, SAME)


class DayOfColumnsUnknown(BazarError):
    """The list has columns of several days, and none is surely the day in hand. Facts: day, days (their titles)."""


class DayEntry(NamedTuple):
    """What will be written for a row on one day; a row that is summed into another one writes nothing itself."""

    day: date
    input: OmzetInput


@dataclass(slots=True)
class _Sums:
    """What the pieces come to, for the proof."""

    parties: set[tuple[str, date]] = field(default_factory=set)
    total: int = 0
    held: int = 0
    held_rows: set[int] = field(default_factory=set)

    def add(self, piece: Piece, bucket: str) -> None:
        """Counts in a piece of a row that ended in `bucket`: a row is written for all its days or for none."""
        if bucket in {LOOK, REFUSED}:
            self.held += piece.said.amount
            if piece.said.amount:
                self.held_rows.add(piece.said.number)
        elif not piece.said.says_nothing:
            self.total += piece.said.amount
            self.parties.add((piece.target, piece.day))


def plan_omzet(
    session: Session,
    bazaar_id: str,
    day: date,
    listing: ReadList,
    choices: ListChoices = UNDECIDED,
    report: Report | None = None,
) -> ImportPlan:
    """Work out what importing `listing` into the day would do; nothing is written.

    Of a list with columns of several days those of `day` are taken, or all days of the bazaar where `choices` say so.
    Amounts that could not be read with certainty need a look; a blank row says nothing. Raises UnknownBazaar,
    NotADayOfThisBazaar, DayOfColumnsUnknown, RowsUnaccounted.
    """
    require_day(session, bazaar_id, day)
    days = [
        _day_of(session, bazaar_id, *pair) for pair in _days_taken(session, bazaar_id, day, listing, choices)
    ]
    said = _said(days, listing, choices, report)
    pieces: dict[int, list[Piece]] = defaultdict(list)
    sums = _Sums()
    suffixes = [each.suffix for each in days]
    whole = sum(item.amount for several in said.values() for item in several)
    proven = whole > 0 and stated_total(listing.totals, suffixes, whole) == whole
    for each in days:
        for piece in plan_day(each, said[each.day], choices, proven=proven):
            pieces[piece.said.number].append(piece)
    rows = [_joined(pieces[row.number], several=len(days) > 1) for row in listing.rows]
    for planned in rows:
        for piece in pieces[planned.number]:
            sums.add(piece, planned.bucket)
    stated = stated_total(listing.totals, suffixes, sums.total)
    proof = Proof(
        len({party for party, _day in sums.parties}), sums.total, stated, sums.held, len(sums.held_rows),
        SUMS_DIFFER in choices.accepted,
    )  # fmt: skip
    plan = ImportPlan(
        OMZET, listing.name, PlannedRows(rows), listing.others, listing.blank, listing.height,
        store_mark(session, *MARKED), bazaar_id, proof, tuple(each.day for each in days),
    )  # fmt: skip
    plan.counts()
    return plan


def import_omzet(session: Session, plan: ImportPlan) -> Imported:
    """Write what `plan` says, as one action.

    Raises StoreMovedOn, SumsDiffer, NothingToSave, and what breaks a rule of omzet.
    """
    require_unmoved(session, plan.mark, *MARKED)
    require_proven(plan.proof)
    fresh, changed = plan.of(NEW), plan.of(CHANGED)
    if not fresh and not changed:
        raise NothingToSave()
    for day in plan.days:
        entries = [entry.input for row in (*fresh, *changed) for entry in row.entry if entry.day == day]
        done = set_many(session, bazaar_id=plan.bazaar_id, day=day, entries=entries)
        if done.refused:
            raise done.refused[0].error
    return Imported(len(fresh), len(changed))


def _days_taken(
    session: Session, bazaar_id: str, day: date, listing: ReadList, choices: ListChoices
) -> list[tuple[date, str]]:
    """The days that are taken, each with the end of its columns' keys."""
    if not listing.days:
        return [(day, "")]
    meant = days_meant(listing.days, [facts.day for facts in days_of(session, bazaar_id)])
    taken = [(on, f"{OF_DAY}{key}") for key, on in meant.items() if choices.all_days or on == day]
    if not taken:
        titles = [column.name for key, column in listing.columns.items() if OF_DAY in key]
        raise DayOfColumnsUnknown(day=f"{day:%d/%m/%Y}", days=", ".join(dict.fromkeys(titles)))
    return sorted(taken)


def _day_of(session: Session, bazaar_id: str, day: date, suffix: str) -> TakenDay:
    rows = day_rows(session, bazaar_of(session, bazaar_id), day)
    return TakenDay(day, suffix, Parties(rows), standing_seal(session, bazaar_id, day) is not None)


def _said(
    days: Sequence[TakenDay], listing: ReadList, choices: ListChoices, report: Report | None
) -> dict[date, list[Said]]:
    """What each row says of each day."""
    said: dict[date, list[Said]] = {each.day: [] for each in days}
    for done, row in enumerate(listing.rows):
        if report is not None:
            report(done, len(listing.rows))
        for each in days:
            said[each.day].append(said_of(row, each.suffix, listing, each.parties, choices))
    return said


def _joined(pieces: Sequence[Piece], *, several: bool) -> PlannedRow:
    """One planned row of what becomes of it on each day: in the bucket of the day that is the worst off."""
    bucket = min((piece.bucket for piece in pieces), key=_WORST.index)
    first = pieces[0]
    party = next((piece.said.parties[0] for piece in pieces if piece.target or piece.said.parties), None)
    title = (
        " ".join(part for part in (party.booth, party.business) if part)
        if party and first.target
        else first.said.title
    )
    return PlannedRow(
        first.said.number,
        bucket,
        title,
        tuple(dict.fromkeys(reason for piece in pieces for reason in piece.reasons)),
        tuple(difference for piece in pieces for difference in _on(piece, several=several)),
        first.target,
        tuple(dict.fromkeys(id_ for piece in pieces for id_ in piece.candidates)),
        tuple(_entries(pieces)) if bucket in {NEW, CHANGED, SAME} else None,
    )


def _on(piece: Piece, *, several: bool) -> Iterator[Difference]:
    for difference in piece.differences:
        yield Difference(
            difference.field, difference.before, difference.after, piece.day if several else None
        )


def _entries(pieces: Sequence[Piece]) -> Iterator[DayEntry]:
    for piece in pieces:
        if piece.entry is not None and piece.bucket in {NEW, CHANGED}:
            yield DayEntry(piece.day, piece.entry)
