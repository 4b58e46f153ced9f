"""A list of what was sold into a day, or into all days it has columns of: rows find their party; blank stays blank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from bazar_desktop.domain.bazaars.named_days import days_meant
from bazar_desktop.domain.day.contradictions import is_away
from bazar_desktop.domain.day.model import BLANK, CHANNELS, DECLINED, EXCUSED, NIL, REPORTED, DayRow
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.language import _
from bazar_desktop.services.bazaars.bazaars import bazaar_of
from bazar_desktop.services.bazaars.days import days_of, require_day
from bazar_desktop.services.day.sheet import day_rows, standing_seal
from bazar_desktop.services.imports.omzet_rows import OF_DAY, TOTAL_AS_CASH, Parties, Said, said_of
from bazar_desktop.services.imports.plan import ImportPlan, PlannedRow, PlannedRows
from bazar_desktop.services.imports.proof import SUMS_DIFFER, Proof, require_proven, stated_total
from bazar_desktop.services.omzet.entry import set_many
from bazar_desktop.services.omzet.row import KEEP, OmzetInput
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
    RowReason,
    require_unmoved,
    store_mark,
)
from bazar_desktop.store.tables import Allocation, DayClose, OmzetEntry, Participation, Vendor

OMZET = "omzet"
NOT_IN_BAZAAR = "not_in_bazaar"
DAY_CLOSED = "day_closed"
MARKED_AWAY = "marked_away"  # izin or alpa on that day: an omzet would exclude it
SEVERAL_ROWS = "several_rows"  # of one party, and nothing tells whether they are parts or the same again
SUMMED_ROWS = "summed_rows"
CHANNELS_KNOWN = "channels_known"  # the list has one sum, the store has it by channel and it is another
MARKED = (OmzetEntry, Participation, Allocation, Vendor, DayClose)
_WORST = (REFUSED, LOOK, CHANGED, NEW, SAME)


class DayOfColumnsUnknown(BazarError):
    """The list has columns of several days, and none is surely the day in hand. Facts: day, days (their titles)."""


class DayEntry(NamedTuple):
    """What will be written for a row on one day; a row that is summed into another one writes nothing itself."""

    day: date
    input: OmzetInput


@dataclass(frozen=True, slots=True)
class _Day:
    """A day that is taken from the list: its columns end in `suffix`."""

    day: date
    suffix: str
    parties: Parties
    sealed: bool


@dataclass(slots=True)
class _Piece:
    """What becomes of one row on one day."""

    bucket: str
    said: Said
    day: date
    reasons: tuple[RowReason, ...] = ()
    differences: tuple[Difference, ...] = ()
    entry: OmzetInput | None = None
    target: str = ""
    candidates: tuple[str, ...] = ()


@dataclass(slots=True)
class _Sums:
    """What the pieces come to, for the proof."""

    parties: set[tuple[str, date]] = field(default_factory=set)
    total: int = 0
    held: int = 0
    held_rows: set[int] = field(default_factory=set)

    def add(self, piece: _Piece, bucket: str) -> None:
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
    said: dict[date, list[Said]] = {each.day: [] for each in days}
    for done, row in enumerate(listing.rows):
        if report is not None:
            report(done, len(listing.rows))
        for each in days:
            said[each.day].append(said_of(row, each.suffix, listing, each.parties, choices))
    pieces: dict[int, list[_Piece]] = defaultdict(list)
    sums = _Sums()
    suffixes = [each.suffix for each in days]
    whole = sum(item.amount for several in said.values() for item in several)
    proven = whole > 0 and stated_total(listing.totals, suffixes, whole) == whole
    for each in days:
        for piece in _plan_day(each, said[each.day], choices, proven=proven):
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


def _day_of(session: Session, bazaar_id: str, day: date, suffix: str) -> _Day:
    rows = day_rows(session, bazaar_of(session, bazaar_id), day)
    return _Day(day, suffix, Parties(rows), standing_seal(session, bazaar_id, day) is not None)


def _plan_day(day: _Day, said: Sequence[Said], choices: ListChoices, *, proven: bool) -> Iterator[_Piece]:
    """What becomes of each row on one day; several rows of one party are one sum, or all of them held."""
    several: dict[tuple[str, int], list[Said]] = defaultdict(list)
    for item in said:
        if not item.parties:
            why = RowReason(NOT_IN_BAZAAR, item.named_by)
            yield _Piece(REFUSED, item, day.day, (*item.reasons, why))
        elif item.doubt:
            yield _held(item, day.day, RowReason(item.doubt))
        elif item.says_nothing and not item.unread(choices.accepted):
            yield _Piece(SAME, item, day.day, item.reasons, target=item.parties[0].participation_id)
        else:
            party = item.parties[0]
            several[party.participation_id, party.session].append(item)
    for rows in several.values():
        yield from _plan_party(day, rows, choices, proven=proven)


def _held(item: Said, day: date, *why: RowReason) -> _Piece:
    candidates = tuple(dict.fromkeys(party.participation_id for party in item.parties))
    return _Piece(LOOK, item, day, (*item.reasons, *why), candidates=candidates)


def _plan_party(day: _Day, rows: Sequence[Said], choices: ListChoices, *, proven: bool) -> Iterator[_Piece]:
    """One party's rows on one day."""
    unread = [item for item in rows if item.unread(choices.accepted)]
    if unread:
        for item in rows:
            reasons = item.unread(choices.accepted)
            look = not reasons or any(reason.proposal is not None for reason in reasons)
            why = () if reasons else (_beside(item, rows),)
            piece = _held(item, day.day, *why)
            piece.bucket = LOOK if look else REFUSED
            piece.differences = _differences(item.parties[0], item.values)
            yield piece
        return
    if len(rows) > 1 and not _are_parts(rows, choices, proven=proven):
        for item in rows:
            piece = _held(item, day.day, _beside(item, rows))
            piece.differences = _differences(item.parties[0], item.values)
            yield piece
        return
    yield from _plan_whole(day, rows, choices)


def _beside(item: Said, rows: Sequence[Said]) -> RowReason:
    other = next(row for row in rows if row is not item)
    return RowReason(SEVERAL_ROWS, row=other.number, proposal=True, known=item.parties[0].business)


def _are_parts(rows: Sequence[Said], choices: ListChoices, *, proven: bool) -> bool:
    """Whether these rows of one party are parts of its day: as the list says, its own total proves, or the officer."""
    if any(row.values["state"] == DECLINED for row in rows):
        return False
    if SEVERAL_ROWS in choices.accepted:
        return True
    if len({row.texts for row in rows}) < len(rows):  # the same row again, whatever it was summed into
        return False
    if proven or all(row.is_merged for row in rows[1:]):
        return True
    titles = set.intersection(*(set(row.parts) for row in rows))
    return any(len({row.parts[title].casefold() for row in rows}) == len(rows) for title in titles)


def _plan_whole(day: _Day, rows: Sequence[Said], choices: ListChoices) -> Iterator[_Piece]:
    """The party's sum stands with its first row; the others say where they went."""
    first, *others = rows
    party = first.parties[0]
    values = _summed(rows)
    reasons = first.reasons
    if others:
        numbers = ", ".join(str(item.number) for item in others)
        reasons = (*reasons, RowReason(SUMMED_ROWS, row=others[0].number, known=numbers))
    piece = _compare(first, party, values, reasons, day)
    whole = _known_otherwise(party, rows)
    if whole and piece.bucket in {NEW, CHANGED}:
        same = party.total == values.get("cash")
        piece.bucket, piece.entry = (SAME if same else LOOK), None
        piece.differences = () if same else piece.differences
        piece.reasons = piece.reasons if same else (*piece.reasons, RowReason(CHANNELS_KNOWN, "total"))
    if is_away(party) and piece.bucket in {NEW, CHANGED}:
        mark = _("izin") if party.attendance == EXCUSED else _("alpa")
        piece.reasons = (*piece.reasons, RowReason(MARKED_AWAY, proposal=True, known=mark))
        if MARKED_AWAY not in choices.accepted and choices.of(first.number) != party.participation_id:
            piece.bucket, piece.entry = LOOK, None
            piece.candidates = (party.participation_id,)
    yield piece
    for item in others:
        why = (*item.reasons, RowReason(SUMMED_ROWS, row=first.number, known=str(first.number)))
        yield _Piece(piece.bucket, item, day.day, why, target=party.participation_id)


def _known_otherwise(party: DayRow, rows: Sequence[Said]) -> bool:
    """Whether the list has one sum alone where the store knows more channels than tunai."""
    alone = all(any(reason.code == TOTAL_AS_CASH for reason in item.reasons) for item in rows)
    return alone and any(party.amounts[1:])


def _summed(rows: Sequence[Said]) -> dict[str, Any]:
    if len(rows) == 1:
        return dict(rows[0].values)
    names = [name for name in (*CHANNELS, "transactions") if any(name in row.values for row in rows)]
    values: dict[str, Any] = {name: sum(row.values.get(name) or 0 for row in rows) for name in names}
    state = REPORTED if any(values.get(name) for name in CHANNELS) else NIL
    return {**(values if state == REPORTED else {}), "state": state}


def _differences(party: DayRow, values: Mapping[str, Any]) -> tuple[Difference, ...]:
    now: dict[str, Any] = {
        **dict(zip(CHANNELS, party.amounts, strict=True)),
        "state": party.omzet,
        "transactions": party.transactions,
    }
    return tuple(Difference(name, now[name], value) for name, value in values.items() if now[name] != value)


def _compare(
    said: Said, party: DayRow, values: Mapping[str, Any], reasons: tuple[RowReason, ...], day: _Day
) -> _Piece:
    differences = _differences(party, values)
    entry = OmzetInput(
        party.participation_id,
        party.session,
        **{name: values.get(name, KEEP) for name in (*CHANNELS, "transactions")},
        state=values["state"] if values["state"] != REPORTED else KEEP,
    )
    bucket = SAME if not differences else NEW if party.omzet == BLANK else CHANGED
    piece = _Piece(bucket, said, day.day, reasons, differences, entry, party.participation_id)
    if bucket == CHANGED and day.sealed and not party.late:
        piece.bucket, piece.entry = REFUSED, None
        piece.reasons = (*reasons, RowReason(DAY_CLOSED))
    return piece


def _joined(pieces: Sequence[_Piece], *, several: bool) -> PlannedRow:
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


def _on(piece: _Piece, *, several: bool) -> Iterator[Difference]:
    for difference in piece.differences:
        yield Difference(
            difference.field, difference.before, difference.after, piece.day if several else None
        )


def _entries(pieces: Sequence[_Piece]) -> Iterator[DayEntry]:
    for piece in pieces:
        if piece.entry is not None and piece.bucket in {NEW, CHANGED}:
            yield DayEntry(piece.day, piece.entry)
