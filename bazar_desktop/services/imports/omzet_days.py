"""What becomes of each row of an omzet list on one day: written, held back, refused, or summed into another row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bazar_desktop.domain.bazaars.named_days import UNREAD, NamedDay
from bazar_desktop.domain.day.contradictions import is_away
from bazar_desktop.domain.day.model import BLANK, CHANNELS, DECLINED, EXCUSED, NIL, REPORTED, DayRow
from bazar_desktop.domain.identifiers import hide_numbers
from bazar_desktop.domain.values.kinds import NAME
from bazar_desktop.language import _
from bazar_desktop.services.imports.omzet_rows import NO_SALES, TOTAL_AS_CASH, Parties, Said
from bazar_desktop.services.omzet.row import KEEP, OmzetInput
from bazar_desktop.services.register.list_model import (
    CHANGED,
    LOOK,
    NEW,
    REFUSED,
    SAME,
    Difference,
    ListChoices,
    RowReason,
)

NOT_IN_BAZAAR = "not_in_bazaar"
DAY_CLOSED = "day_closed"
MARKED_AWAY = "marked_away"  # izin or alpa on that day: an omzet would exclude it
SEVERAL_ROWS = "several_rows"  # of one party, and nothing tells whether they are parts or the same again
ROW_OF_OTHER_DAY = "row_of_other_day"
ROW_DAY_UNREAD = "row_day_unread"  # the row says its day, and which one is not certain
ROW_DAY_UNKNOWN = "row_day_unknown"  # the rows name their days, and this one's is none of the bazaar's
SUMMED_ROWS = "summed_rows"
CHANNELS_KNOWN = "channels_known"  # the list has one sum, the store has it by channel and it is another


@dataclass(frozen=True, slots=True)
class TakenDay:
    """A day that is taken from the list: its columns end in `suffix`."""

    day: date
    suffix: str
    parties: Parties
    sealed: bool


@dataclass(slots=True)
class RowOnDay:
    """What becomes of one row on one day."""

    bucket: str
    said: Said
    day: date
    reasons: tuple[RowReason, ...] = ()
    differences: tuple[Difference, ...] = ()
    entry: OmzetInput | None = None
    target: str = ""
    candidates: tuple[str, ...] = ()


def plan_day(
    day: TakenDay, said: Sequence[Said], choices: ListChoices, *, proven: bool
) -> Iterator[RowOnDay]:
    """What becomes of each row on one day; several rows of one party are one sum, or all of them held."""
    several: dict[tuple[str, int], list[Said]] = defaultdict(list)
    for item in said:
        if not item.parties:
            why = RowReason(NOT_IN_BAZAAR, item.named_by)
            yield RowOnDay(REFUSED, item, day.day, (*item.reasons, why))
        elif item.doubt:
            yield held(item, day.day, RowReason(item.doubt))
        elif item.says_nothing and not item.unread(choices.accepted):
            yield RowOnDay(SAME, item, day.day, item.reasons, target=item.parties[0].participation_id)
        else:
            party = item.parties[0]
            several[party.participation_id, party.session].append(item)
    for rows in several.values():
        yield from _plan_party(day, rows, choices, proven=proven)


def rows_aside(
    said: Mapping[date, Sequence[Said]], named: Mapping[int, NamedDay], meant: Mapping[str, date]
) -> Iterator[RowOnDay]:
    """The rows that are of another day than those taken, and those of which the day is not certain.

    `named` are the days that rows name, `meant` those of the bazaar that these mean, by key; empty where the rows
    are not told apart by days.
    """
    first = next(iter(said))
    for item in said[first] if meant else ():
        day = meant.get(named[item.number].key) if item.number in named else None
        if day is None and item.says_nothing:
            yield RowOnDay(SAME, item, first, item.reasons)
        elif day is None:
            is_unread = named.get(item.number) == UNREAD
            yield held(item, first, RowReason(ROW_DAY_UNREAD if is_unread else ROW_DAY_UNKNOWN))
        elif day not in said:
            yield RowOnDay(SAME, item, first, (RowReason(ROW_OF_OTHER_DAY, known=f"{day:%d/%m/%Y}"),))


def held(item: Said, day: date, *why: RowReason) -> RowOnDay:
    """A row that waits for somebody's look."""
    candidates = tuple(dict.fromkeys(party.participation_id for party in item.parties))
    return RowOnDay(LOOK, item, day, (*item.reasons, *why), candidates=candidates)


def _plan_party(
    day: TakenDay, rows: Sequence[Said], choices: ListChoices, *, proven: bool
) -> Iterator[RowOnDay]:
    """One party's rows on one day."""
    unread = [item for item in rows if item.unread(choices.accepted)]
    if unread:
        for item in rows:
            reasons = item.unread(choices.accepted)
            look = not reasons or any(reason.proposal is not None for reason in reasons)
            why = () if reasons else (_beside(item, rows),)
            piece = held(item, day.day, *why)
            piece.bucket = LOOK if look else REFUSED
            piece.differences = _differences(item.parties[0], item.values)
            yield piece
        return
    if len(rows) > 1 and not _are_parts(rows, choices, proven=proven):
        for item in rows:
            piece = held(item, day.day, _beside(item, rows))
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
    if _are_of_several(rows):
        return False
    if proven or all(row.is_merged for row in rows[1:]):
        return True
    titles = set.intersection(*(set(row.parts) for row in rows))
    return any(len({row.parts[title].casefold() for row in rows}) == len(rows) for title in titles)


def _are_of_several(rows: Sequence[Said]) -> bool:
    """Whether an unknown column tells the rows apart, or a word as "target" does: their sum may be no day's omzet."""
    titles = {title for row in rows for title in row.marks}
    if any(len({row.marks.get(title, "") for row in rows} - {""}) > 1 for title in titles):
        return True
    return any(NO_SALES.search(text) for row in rows for text in row.parts.values())


def _plan_whole(day: TakenDay, rows: Sequence[Said], choices: ListChoices) -> Iterator[RowOnDay]:
    """The party's sum stands with its first row; the others say where they went."""
    first, *others = rows
    party = first.parties[0]
    values = _summed(rows)
    reasons = first.reasons
    if others:
        numbers = ", ".join(str(item.number) for item in others)
        reasons = (*reasons, RowReason(SUMMED_ROWS, row=others[0].number, known=numbers))
    piece = _compare(first, party, values, reasons, day, _note_of(rows))
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
        yield RowOnDay(piece.bucket, item, day.day, why, target=party.participation_id)


def _note_of(rows: Sequence[Said]) -> str:
    """What the rows of a party note, each once; long numbers are hidden, for a note is shown to everybody."""
    return hide_numbers("; ".join(dict.fromkeys(row.note for row in rows if row.note)))[:NAME]


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
    said: Said,
    party: DayRow,
    values: Mapping[str, Any],
    reasons: tuple[RowReason, ...],
    day: TakenDay,
    note: str,
) -> RowOnDay:
    """What writing the row would change; a note that stands is kept, and a `note` alone is no change."""
    differences = _differences(party, values)
    entry = OmzetInput(
        party.participation_id,
        party.session,
        **{name: values.get(name, KEEP) for name in (*CHANNELS, "transactions")},
        state=values["state"] if values["state"] != REPORTED else KEEP,
        note=note if note and not party.note and not day.sealed else KEEP,
    )
    bucket = SAME if not differences else NEW if party.omzet == BLANK else CHANGED
    piece = RowOnDay(bucket, said, day.day, reasons, differences, entry, party.participation_id)
    if bucket == CHANGED and day.sealed and not party.late:
        piece.bucket, piece.entry = REFUSED, None
        piece.reasons = (*reasons, RowReason(DAY_CLOSED))
    return piece
