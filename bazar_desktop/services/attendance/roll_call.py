"""Reading the gate: the list of a day, who is meant by a few letters, who is missing, the figures for the kasi."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy.orm import Session

from bazar_desktop.domain.calendar import parse_time
from bazar_desktop.domain.day.halts import DayCourse
from bazar_desktop.domain.day.model import ABSENT, EXCUSED, EXPECTED, PRESENT, DayLine, DayRow
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.identifiers import folded, folded_both, plain_characters, safe_excerpt
from bazar_desktop.services.bazaars.bazaars import bazaar_of
from bazar_desktop.services.bazaars.days import day_among, off_course
from bazar_desktop.services.bazaars.participants import (
    RESERVE,
    SUBSTITUTE,
    ParticipantFacts,
    participant_facts,
)
from bazar_desktop.services.day.as_sealed import counted_rows, said_as_counted
from bazar_desktop.services.day.seal_guard import require_on
from bazar_desktop.services.day.sheet import (
    BazaarRead,
    day_rows,
    read_bazaar,
    read_day,
    rows_of_day,
    standing_seal,
)
from bazar_desktop.services.journal.history import HistoryEntry, field_history
from bazar_desktop.services.settings.values import get_setting
from bazar_desktop.store.tables import Attendance, natural_id

HISTORY_FIELDS = ("status", "arrived_at", "left_at")
EXACT, BEGINS, PHONE, INSIDE = range(4)  # how well a hit fits, the best first


class NobodyFound(BazarError):
    """No participant fits the words. Facts: words."""


class SeveralFound(BazarError):
    """Several participants fit the words equally well. Facts: words, found."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A line that fits the words; hits of the same `rank` fit equally well. `reserve`: holds no stand yet."""

    row: DayLine
    rank: int
    reserve: bool = False


@dataclass(frozen=True, slots=True)
class RollCall:
    """The gate of one day: rows in booth order, the reserve in its order, from when on somebody is late.

    `counted` are the rows that its figures are of: those of the seal, where one stands; `since` are the keys of rows
    whose mark came after it, so that no figure has it. `off`: how the day was called off; then nobody is on the list.
    """

    day: date
    rows: tuple[DayRow, ...]
    counted: tuple[DayRow, ...]
    reserve: tuple[ParticipantFacts, ...]
    substitutes: frozenset[str]
    cut_off: time
    closed: bool
    since: frozenset[tuple[str, int]] = frozenset()
    off: DayCourse | None = None

    def missing(self) -> tuple[DayRow, ...]:
        """Who is still expected, in booth order."""
        return tuple(row for row in self.rows if row.attendance == EXPECTED)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of whom have come: every party once, whatever its sessions."""

    total: int
    present: int
    excused: int
    absent: int
    expected: int
    substitutes: int


def roll_call(session: Session, bazaar_id: str, day: date) -> RollCall:
    """Read the gate of one day. Raises UnknownBazaar, NotADayOfThisBazaar."""
    bazaar = bazaar_of(session, bazaar_id)
    on = day_among(bazaar.days, day)
    read = read_bazaar(session, bazaar)
    rows = rows_of_day(read, read_day(session, read, day))
    seal = standing_seal(session, bazaar_id, day)
    counted = counted_rows(session, bazaar, day, rows, seal)
    off = off_course(bazaar.days, day)
    return RollCall(
        day=day,
        rows=said_as_counted(rows, counted),
        counted=counted,
        reserve=_waiting(read, {row.participation_id for row in rows}) if off is None else (),
        substitutes=frozenset(row.id for row in read.participations.values() if row.source == SUBSTITUTE),
        cut_off=cut_off_of(session, on.cut_off),
        closed=seal is not None,
        since=marked_since(rows, counted),
        off=off,
    )


def marked_since(rows: Iterable[DayRow], counted: Iterable[DayRow]) -> frozenset[tuple[str, int]]:
    """The keys of the `rows` of a day as it stands whose mark is another than the `counted` rows have it."""
    sealed = {row.key: _mark(row) for row in counted}
    return frozenset(row.key for row in rows if _mark(row) != sealed.get(row.key, (EXPECTED, None, None)))


def _mark(row: DayRow) -> tuple[str, datetime | None, datetime | None]:
    return row.attendance, row.arrived_at, row.left_at


def _waiting(read: BazaarRead, placed: Container[str]) -> tuple[ParticipantFacts, ...]:
    """The reserve in its order, but whom the plan has given a booth."""
    listed = sorted(
        read.participations.values(), key=lambda row: (row.card_letter or "", row.card_number or 0)
    )
    waiting = [
        participant_facts(
            row, read.bazaar.code, read.vendors.get(row.vendor_id or ""), read.agencies, read.uncounted
        )
        for row in listed
        if row.status == RESERVE and row.id not in placed
    ]
    return tuple(sorted(waiting, key=lambda item: (item.reserve_order or 10**6, item.card)))


def cut_off_of(session: Session, own: time | None) -> time:
    """From when on an arrival is late: the day's `own` time, or the office's setting."""
    return own or parse_time(str(get_setting(session, "cut_off"))) or time(23, 59)


def attendance_history(
    session: Session, participation_id: str, day: date, session_no: int = 1
) -> list[HistoryEntry]:
    """Who recorded that they came, were excused or left, and when it was recorded; the latest first."""
    row_id = natural_id("attendance", participation_id, day, session_no)
    if session.get(Attendance, row_id) is None:
        return []
    entries = field_history(session, "attendance", row_id)
    return [entry for entry in entries if entry.field in HISTORY_FIELDS]


def missing(session: Session, bazaar_id: str, day: date) -> tuple[DayRow, ...]:
    """Who is still expected, in booth order. Raises UnknownBazaar, NotADayOfThisBazaar."""
    bazaar = bazaar_of(session, bazaar_id)
    day_among(bazaar.days, day)
    return tuple(row for row in day_rows(session, bazaar, day) if row.attendance == EXPECTED)


def waiting_line(participant: ParticipantFacts) -> DayLine:
    """The line of one of the reserve, who holds no stand yet."""
    return DayLine(participant.id, 1, "", participant.business, participant.name, EXPECTED, None, None)


def find_arrivals(session: Session, bazaar_id: str, day: date, words: str) -> tuple[Hit, ...]:
    """Who may be meant by `words`: booth, name, business, last digits of the phone, or card."""
    return match(roll_call(session, bazaar_id, day), words)


def the_one(session: Session, bazaar_id: str, day: date, words: str) -> Hit:
    """Who alone fits `words` best. Raises DayCalledOff, NobodyFound, SeveralFound."""
    require_on(bazaar_of(session, bazaar_id).days, day)
    hits = find_arrivals(session, bazaar_id, day, words)
    if not hits:
        raise NobodyFound(words=safe_excerpt(words))
    if len(equals(hits)) > 1:
        named = ", ".join(f"{hit.row.business} {hit.row.booth}".strip() for hit in equals(hits)[:4])
        raise SeveralFound(words=safe_excerpt(words), found=named)
    return hits[0]


def equals(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """The hits that fit as well as the first."""
    return tuple(hit for hit in hits if hit.rank == hits[0].rank)


def match(roll: RollCall, words: str) -> tuple[Hit, ...]:
    """The hits for `words`, the best rank first, each rank in booth order, the reserve last."""
    wanted = folded(plain_characters(words)).strip()
    if not wanted:
        return ()
    hits = [Hit(row, rank) for row in roll.rows if (rank := _rank_of_row(row, wanted)) is not None]
    hits += [
        Hit(waiting_line(participant), rank, reserve=True)
        for participant in roll.reserve
        if (
            rank := _rank(
                wanted, "", participant.card, participant.phone, participant.business, participant.name
            )
        )
        is not None
    ]
    return tuple(sorted(hits, key=lambda hit: hit.rank))


def _rank_of_row(row: DayRow, wanted: str) -> int | None:
    return _rank(wanted, row.booth, row.card, row.phone, row.business, row.name)


def _rank(wanted: str, booth: str, card: str, phone: str, business: str, name: str) -> int | None:
    texts = [folded_both(business), folded_both(name)]
    if wanted in {folded(business), folded(name), card.casefold()} or _same_booth(wanted, booth):
        return EXACT
    own_words = [word for text in texts for word in re.findall(r"\w+", text)]
    tokens = re.findall(r"\w+", wanted)
    if tokens and all(any(word.startswith(token) for word in own_words) for token in tokens):
        return BEGINS
    digits = re.sub(r"[ \-.]", "", wanted)
    if digits.isdecimal() and len(digits) >= 3 and phone.endswith(digits[-4:]):
        return PHONE
    if len(wanted) >= 3 and any(wanted in text for text in texts):
        return INSIDE
    return None


def _same_booth(wanted: str, label: str) -> bool:
    """Whether "a7", "A-07" or "7" names one of the booths in `label`."""
    number = _booth_key(wanted)
    if number is None:
        return False
    keys = [_booth_key(item) for item in label.casefold().split(", ")]
    return any(key is not None and number in {key, ("", key[1])} for key in keys)


def _booth_key(text: str) -> tuple[str, int] | None:
    found = re.fullmatch(r"([a-z]*)\W*(\d{1,3})", text)
    return (found[1], int(found[2])) if found else None


def tally(rows: Iterable[DayRow], substitutes: frozenset[str] = frozenset()) -> Tally:
    """Count the parties in `rows`. Somebody present in any session is present."""
    order = (PRESENT, EXCUSED, ABSENT, EXPECTED)
    best: dict[str, str] = {}
    for row in rows:
        known = best.get(row.participation_id, EXPECTED)
        status = row.attendance if row.attendance in order else EXPECTED
        best[row.participation_id] = min(known, status, key=order.index)
    counts = {status: sum(item == status for item in best.values()) for status in order}
    came = sum(status == PRESENT and id_ in substitutes for id_, status in best.items())
    return Tally(
        len(best), counts[PRESENT], counts[EXCUSED], counts[ABSENT], counts[EXPECTED], substitutes=came
    )
