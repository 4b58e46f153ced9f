"""A list of what was sold into a day, or into all days it has columns of: rows find their party; blank stays blank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from bazar_desktop.domain.bazaars.named_days import days_meant
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.services.bazaars.bazaars import bazaar_of
from bazar_desktop.services.bazaars.days import days_of, require_day
from bazar_desktop.services.day.sheet import day_rows, standing_seal
from bazar_desktop.services.imports.omzet_days import (
    ROW_OF_OTHER_DAY,
    RowOnDay,
    TakenDay,
    plan_day,
    rows_aside,
)
from bazar_desktop.services.imports.omzet_rows import OF_DAY, Parties, Said, below, said_of, with_tiny_marked
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


class _Days(NamedTuple):
    """The days that are taken, and what the days that rows name mean: by the day's key."""

    taken: list[TakenDay]
    meant: Mapping[str, date]

    @property
    def suffixes(self) -> list[str]:
        """The ends of the keys of the columns that are taken, each once."""
        return list(dict.fromkeys(each.suffix for each in self.taken))


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
    elsewhere: int = 0

    def add(self, piece: RowOnDay, bucket: str) -> None:
        """Counts in a piece of a row that ended in `bucket`: a row is written for all its days or for none."""
        if bucket in {LOOK, REFUSED}:
            self.held += piece.said.amount
            if piece.said.amount:
                self.held_rows.add(piece.said.number)
        elif any(reason.code == ROW_OF_OTHER_DAY for reason in piece.reasons):
            self.elsewhere += piece.said.amount
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
    days = _days_taken(session, bazaar_id, day, listing, choices)
    said = _said(days, listing, choices, report)
    aside = list(rows_aside(said, listing.row_days, days.meant))
    beside = {piece.said.number for piece in aside}
    own = {on: [item for item in items if item.number not in beside and _is_of(item, on, days, listing)]
           for on, items in said.items()}  # fmt: skip
    pieces: dict[int, list[RowOnDay]] = defaultdict(list)
    for piece in [*aside, *_planned(days, own, aside, listing, choices)]:
        pieces[piece.said.number].append(piece)
    rows = [_joined(pieces[row.number], several=len(days.taken) > 1) for row in listing.rows]
    proof = _proof(rows, pieces, days, listing, accepted=SUMS_DIFFER in choices.accepted)
    plan = ImportPlan(
        OMZET, listing.name, PlannedRows(rows), listing.others, listing.blank, listing.height,
        store_mark(session, *MARKED), bazaar_id, proof, tuple(each.day for each in days.taken),
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
        if not entries:  # a day that was called off takes none, and may stand in the list all the same
            continue
        done = set_many(session, bazaar_id=plan.bazaar_id, day=day, entries=entries)
        if done.refused:
            raise done.refused[0].error
    return Imported(len(fresh), len(changed))


def _days_taken(
    session: Session, bazaar_id: str, day: date, listing: ReadList, choices: ListChoices
) -> _Days:
    """The days that are taken: columns of days with the end of their keys, or as the rows themselves name them."""
    of_bazaar = [facts.day for facts in days_of(session, bazaar_id)]
    if not listing.days:
        meant = days_meant(listing.row_days.values(), of_bazaar)
        if day not in meant.values():  # then the officer has said that all rows are of the day in hand
            meant = {}
        several = sorted(meant.values()) if meant and choices.all_days else [day]
        return _Days([_day_of(session, bazaar_id, on, "") for on in several], meant)
    meant = days_meant(listing.days, of_bazaar)
    taken = [(on, f"{OF_DAY}{key}") for key, on in meant.items() if choices.all_days or on == day]
    if not taken:
        titles = [column.name for key, column in listing.columns.items() if OF_DAY in key]
        raise DayOfColumnsUnknown(day=f"{day:%d/%m/%Y}", days=", ".join(dict.fromkeys(titles)))
    return _Days([_day_of(session, bazaar_id, *pair) for pair in sorted(taken)], {})


def _day_of(session: Session, bazaar_id: str, day: date, suffix: str) -> TakenDay:
    rows = day_rows(session, bazaar_of(session, bazaar_id), day, with_off=True)
    return TakenDay(day, suffix, Parties(rows), standing_seal(session, bazaar_id, day) is not None)


def _said(
    days: _Days, listing: ReadList, choices: ListChoices, report: Report | None
) -> dict[date, list[Said]]:
    """What each row says of each day; a row that names nobody speaks of the party right above it."""
    said: dict[date, list[Said]] = {each.day: [] for each in days.taken}
    for done, row in enumerate(listing.rows):
        if report is not None:
            report(done, len(listing.rows))
        for each in days.taken:
            item, before = said_of(row, each.suffix, listing, each.parties, choices), said[each.day][-1:]
            if item.names_nobody and before and before[0].number == row.number - 1:
                item = below(item, before[0])
            said[each.day].append(item)
    return {on: with_tiny_marked(items) for on, items in said.items()}


def _is_of(item: Said, day: date, days: _Days, listing: ReadList) -> bool:
    return not days.meant or days.meant[listing.row_days[item.number].key] == day


def _planned(
    days: _Days,
    said: Mapping[date, Sequence[Said]],
    aside: Sequence[RowOnDay],
    listing: ReadList,
    choices: ListChoices,
) -> Iterator[RowOnDay]:
    """What becomes of the rows of each day; the list's own total may prove that all its rows are to be added up."""
    whole = sum(item.amount for several in said.values() for item in several)
    whole += sum(piece.said.amount for piece in aside)
    proven = whole > 0 and stated_total(listing.totals, days.suffixes, whole) == whole
    for each in days.taken:
        yield from plan_day(each, said[each.day], choices, proven=proven)


def _proof(
    rows: Sequence[PlannedRow],
    pieces: Mapping[int, Sequence[RowOnDay]],
    days: _Days,
    listing: ReadList,
    *,
    accepted: bool,
) -> Proof:
    sums = _Sums()
    for planned in rows:
        for piece in pieces[planned.number]:
            sums.add(piece, planned.bucket)
    stated = stated_total(listing.totals, days.suffixes, sums.total + sums.elsewhere)
    parties = len({party for party, _day in sums.parties})
    return Proof(parties, sums.total, stated, sums.held, len(sums.held_rows), accepted, sums.elsewhere)


def _joined(pieces: Sequence[RowOnDay], *, several: bool) -> PlannedRow:
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


def _on(piece: RowOnDay, *, several: bool) -> Iterator[Difference]:
    for difference in piece.differences:
        yield Difference(
            difference.field, difference.before, difference.after, piece.day if several else None
        )


def _entries(pieces: Sequence[RowOnDay]) -> Iterator[DayEntry]:
    for piece in pieces:
        if piece.entry is not None and piece.bucket in {NEW, CHANGED}:
            yield DayEntry(piece.day, piece.entry)
