"""Reading the gate: the list of a day, who is meant by a few letters, who is missing, the figures for the kasi."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.calendar import format_time, parse_time
from bazar_desktop.domain.day.model import ABSENT, EXCUSED, EXPECTED, PRESENT, VENDOR, DayRow
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.identifiers import plain_characters, safe_excerpt
from bazar_desktop.language import _
from bazar_desktop.services.bazaars.bazaars import bazaar_of
from bazar_desktop.services.bazaars.days import require_day
from bazar_desktop.services.bazaars.participants import (
    RESERVE,
    SUBSTITUTE,
    ParticipantFacts,
    list_participants,
)
from bazar_desktop.services.day.sheet import day_rows, standing_seal
from bazar_desktop.services.journal.history import HistoryEntry, field_history
from bazar_desktop.services.settings.values import get_setting
from bazar_desktop.store.tables import Attendance, Participation, natural_id

HISTORY_FIELDS = ("status", "arrived_at", "left_at")
EXACT, BEGINS, PHONE, INSIDE = range(4)  # how well a hit fits, the best first


class NobodyFound(BazarError):
    """No participant fits the words. Facts: words."""


class SeveralFound(BazarError):
    """Several participants fit the words equally well. Facts: words, found."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody who fits the words; hits of the same `rank` fit equally well. `reserve`: holds no stand yet."""

    participation_id: str
    session: int
    booth: str
    business: str
    name: str
    attendance: str
    rank: int
    reserve: bool = False


@dataclass(frozen=True, slots=True)
class RollCall:
    """The gate of one day: rows in booth order, the reserve in its order, from when on somebody is late."""

    rows: tuple[DayRow, ...]
    reserve: tuple[ParticipantFacts, ...]
    substitutes: frozenset[str]
    cut_off: time
    closed: bool

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
    require_day(session, bazaar_id, day)
    rows = day_rows(session, bazaar_of(session, bazaar_id), day)
    placed = {row.participation_id for row in rows}
    listed = list_participants(session, bazaar_id, statuses=(RESERVE,))
    waiting = [
        participant for participant in listed if participant.id not in placed
    ]  # the plan may have given one a booth
    stood_in = select(Participation.id).where(
        Participation.bazaar_id == bazaar_id,
        Participation.source == SUBSTITUTE,
        Participation.withdrawn.is_(False),
    )
    return RollCall(
        rows=rows,
        reserve=tuple(sorted(waiting, key=lambda item: (item.reserve_order or 10**6, item.card))),
        substitutes=frozenset(session.execute(stood_in).scalars()),
        cut_off=cut_off_of(session, bazaar_id, day),
        closed=standing_seal(session, bazaar_id, day) is not None,
    )


def cut_off_of(session: Session, bazaar_id: str, day: date) -> time:
    """From when on an arrival is late: the day's own, or the office's setting."""
    return (
        require_day(session, bazaar_id, day).cut_off
        or parse_time(str(get_setting(session, "cut_off")))
        or time(23, 59)
    )


def attendance_history(
    session: Session, participation_id: str, day: date, session_no: int = 1
) -> list[HistoryEntry]:
    """Who recorded that they came, were excused or left, and when it was recorded; the latest first."""
    row_id = natural_id("attendance", participation_id, day, session_no)
    if session.get(Attendance, row_id) is None:
        return []
    entries = field_history(session, "attendance", row_id)
    return [entry for entry in entries if entry.field in HISTORY_FIELDS]


def expected_rows(session: Session, bazaar_id: str, day: date) -> tuple[DayRow, ...]:
    """Who is still expected, in booth order."""
    rows = day_rows(session, bazaar_of(session, bazaar_id), day)
    return tuple(row for row in rows if row.attendance == EXPECTED)


def missing(session: Session, bazaar_id: str, day: date) -> tuple[DayRow, ...]:
    """Who is still expected, in booth order. Raises NotADayOfThisBazaar."""
    require_day(session, bazaar_id, day)
    return expected_rows(session, bazaar_id, day)


def find_arrivals(session: Session, bazaar_id: str, day: date, words: str) -> tuple[Hit, ...]:
    """Who may be meant by `words`: booth, name, business, last digits of the phone, or card."""
    return match(roll_call(session, bazaar_id, day), words)


def the_one(session: Session, bazaar_id: str, day: date, words: str) -> Hit:
    """Who alone fits `words` best. Raises NobodyFound, SeveralFound."""
    hits = find_arrivals(session, bazaar_id, day, words)
    if not hits:
        raise NobodyFound(words=safe_excerpt(words))
    if len(equals(hits)) > 1:
        named = ", ".join(f"{hit.business} {hit.booth}".strip() for hit in equals(hits)[:4])
        raise SeveralFound(words=safe_excerpt(words), found=named)
    return hits[0]


def equals(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """The hits that fit as well as the first."""
    return tuple(hit for hit in hits if hit.rank == hits[0].rank)


def match(roll: RollCall, words: str) -> tuple[Hit, ...]:
    """The hits for `words`, the best rank first, each rank in booth order, the reserve last."""
    wanted = plain_characters(words).casefold().strip()
    if not wanted:
        return ()
    hits = [_hit(row, rank) for row in roll.rows if (rank := _rank_of_row(row, wanted)) is not None]
    hits += [
        Hit(participant.id, 1, "", participant.business, participant.name, EXPECTED, rank, reserve=True)
        for participant in roll.reserve
        if (
            rank := _rank(
                wanted, "", participant.card, participant.phone, participant.business, participant.name
            )
        )
        is not None
    ]
    return tuple(sorted(hits, key=lambda hit: hit.rank))


def _hit(row: DayRow, rank: int) -> Hit:
    return Hit(row.participation_id, row.session, row.booth, row.business, row.name, row.attendance, rank)


def _rank_of_row(row: DayRow, wanted: str) -> int | None:
    return _rank(wanted, row.booth, row.card, row.phone, row.business, row.name)


def _rank(wanted: str, booth: str, card: str, phone: str, business: str, name: str) -> int | None:
    texts = [business.casefold(), name.casefold()]
    if wanted in {*texts, card.casefold()} or _same_booth(wanted, booth):
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


def summary_text(roll: RollCall, at: datetime) -> str:
    """The state of the gate in one line for the kasi's chat: figures, never names."""
    vendors = [row for row in roll.rows if row.party == VENDOR]
    others = [row for row in roll.rows if row.party != VENDOR]
    parts = [_figures(tally(vendors, roll.substitutes))]
    agencies = sorted({row.agency for row in vendors if row.agency})
    if agencies:
        each = ", ".join(_of(agency, [row for row in vendors if row.agency == agency]) for agency in agencies)
        parts.append(_("per pengampu: {each}").format(each=each))
    if others:
        parts.append(_of(_("instansi dan mitra"), others))
    return "; ".join([*parts, _("pukul {at}").format(at=format_time(at))])


def _figures(found: Tally) -> str:
    words = _("Hadir {present} dari {total}").format(present=found.present, total=found.total)
    kinds = [
        (_("izin {n}"), found.excused),
        (_("alpa {n}"), found.absent),
        (_("belum {n}"), found.expected),
        (_("termasuk pengganti {n}"), found.substitutes),
    ]
    more = ", ".join(text.format(n=count) for text, count in kinds if count)
    return f"{words} ({more})" if more else words


def _of(name: str, rows: list[DayRow]) -> str:
    found = tally(rows)
    return f"{name} {found.present}/{found.total}"
