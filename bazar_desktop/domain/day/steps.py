"""A bazaar day as five steps: what is done, whose turn it is, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from bazar_desktop.domain.day.model import (
    ABSENT,
    EXCUSED,
    EXPECTED,
    PRESENT,
    VENDOR,
    DayRow,
)

PREPARE, ARRIVE, SELL, CLOSE, HAND_OVER = "prepare", "arrive", "sell", "close", "hand_over"
DONE, NOW, LATER, BLOCKED = "done", "now", "later", "blocked"
SLOT, SHORT_SLOT = timedelta(minutes=30), timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Reported:
    """How many UMKM were asked for their omzet, answered, and are still blank, as the figures of the day have them."""

    asked: int = 0
    answered: int = 0
    blank: int = 0


@dataclass(frozen=True, slots=True)
class Situation:
    """What the steps are judged by. `rows` is the day's sheet; `parcel` is "", made, carried or received.

    `lacking` is what the closing list says is missing, the gravest kind first, with how many of it; `contradictory`
    tells whether that is facts that exclude each other. A `seal` that `differs` is not that of the rows it claims, so
    that it has to be set anew. `is_off`: the day was called off.
    """

    rows: tuple[DayRow, ...]
    day: date
    now: datetime
    cut_off: time | None = None
    omzet_from: time | None = None
    has_layout: bool = False
    reported: Reported = Reported()
    undecided: int = 0
    lacking: tuple[tuple[str, int], ...] = ()
    contradictory: bool = False
    seal: str = ""
    differs: bool = False
    revision: int = 0
    parcel: str = ""
    is_off: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One of the five. `code` names what there is to say, with its `facts`; `page` is where it is done."""

    key: str
    state: str
    code: str
    page: str
    facts: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PartyCounts:
    """Parties of the day, UMKM, mitra and coaches' desks, each once: all, with a booth, by attendance.

    `waiting` are those without a booth who may still come: not who is away, or whose booth a substitute took.
    """

    parties: int
    placed: int
    waiting: int
    present: int
    excused: int
    absent: int
    expected: int


def count(rows: tuple[DayRow, ...]) -> PartyCounts:
    """Count the parties of one day, each once however many sessions it has."""
    stays: dict[str, list[DayRow]] = {}
    for row in rows:
        stays.setdefault(row.participation_id, []).append(row)
    marks = [_mark(stay) for stay in stays.values()]
    return PartyCounts(
        parties=len(stays),
        placed=sum(any(row.booth for row in stay) for stay in stays.values()),
        waiting=sum(
            not any(row.booth for row in stay) and mark not in {EXCUSED, ABSENT}
            for stay, mark in zip(stays.values(), marks, strict=True)
        ),
        present=marks.count(PRESENT),
        excused=marks.count(EXCUSED),
        absent=marks.count(ABSENT),
        expected=sum(mark not in {PRESENT, EXCUSED, ABSENT} for mark in marks),
    )


def _mark(stay: list[DayRow]) -> str:
    """The attendance that counts for the day: present in any session is present, then excused, then absent."""
    known = {row.attendance for row in stay}
    return next((mark for mark in (PRESENT, EXCUSED, ABSENT) if mark in known), EXPECTED)


def steps(situation: Situation) -> tuple[Step, ...]:
    """The five steps in their order. Exactly one has the turn, unless all are done.

    Once somebody has arrived the day has begun: a missing layout then takes the turn from nobody. A day that was
    called off has no turn.
    """
    if situation.is_off:
        keys = (PREPARE, ARRIVE, SELL, CLOSE, HAND_OVER)
        return tuple(Step(key, BLOCKED, "called_off", "bazaars") for key in keys)
    counts = count(situation.rows)
    found = [judge(situation, counts) for judge in (_prepare, _arrive, _sell, _close, _hand_over)]
    open_steps = [step for step in found if step.state != DONE]
    begun = [step for step in open_steps if step.key != PREPARE] if counts.present else []
    turn = next(iter(begun or open_steps), None)
    return tuple(_with_turn(step, step is turn) for step in found)


def _with_turn(step: Step, is_turn: bool) -> Step:
    if step.state == DONE:
        return step
    state = NOW if is_turn else BLOCKED if step.state == BLOCKED else LATER
    return Step(step.key, state, step.code, step.page, step.facts)


def _prepare(situation: Situation, counts: PartyCounts) -> Step:
    if not counts.parties:
        return Step(PREPARE, LATER, "no_participants", "bazaars")
    if not situation.has_layout:
        return Step(PREPARE, LATER, "no_layout", "layout", {"parties": counts.parties})
    if counts.waiting and not situation.seal:
        facts: dict[str, object] = {"missing": counts.waiting, "parties": counts.parties}
        return Step(PREPARE, LATER, "not_placed", "layout", facts)
    return Step(PREPARE, DONE, "prepared", "layout", {"parties": counts.placed})


def _arrive(situation: Situation, counts: PartyCounts) -> Step:
    facts: dict[str, object] = {
        "present": counts.present,
        "parties": counts.parties,
        "expected": counts.expected,
        "cut_off": _clock(situation.cut_off),
        "day": situation.day,
    }
    if counts.parties and not counts.expected:
        return Step(
            ARRIVE, DONE, "all_marked", "attendance", {**facts, "away": counts.excused + counts.absent}
        )
    if situation.now.date() < situation.day:
        return Step(ARRIVE, LATER, "day_to_come", "attendance", facts)
    return Step(ARRIVE, LATER, "arriving" if counts.parties else "nobody_yet", "attendance", facts)


def _sell(situation: Situation, counts: PartyCounts) -> Step:
    reported = situation.reported
    facts: dict[str, object] = {
        "answered": reported.answered,
        "asked": reported.asked,
        "blank": reported.blank,
        "from": _clock(situation.omzet_from),
        "present": counts.present,
    }
    if counts.present and not reported.blank and not counts.expected:
        return Step(SELL, DONE, "all_answered", "omzet", facts)
    if situation.seal:  # what comes later stands apart, and takes the turn from nobody
        return Step(SELL, DONE, "answering", "omzet", facts)
    if not reported.answered:
        return Step(SELL, LATER, "not_begun", "omzet", facts)
    return Step(SELL, LATER, "answering", "omzet", facts)


def _close(situation: Situation, counts: PartyCounts) -> Step:
    if situation.seal:
        return _closed(situation)
    if situation.undecided:
        return Step(CLOSE, BLOCKED, "undecided", "sync", {"count": situation.undecided})
    if not counts.parties:
        return Step(CLOSE, BLOCKED, "nobody_takes_part", "bazaars")
    if situation.now.date() < situation.day:
        return Step(CLOSE, BLOCKED, "closing_to_come", "omzet", {"day": situation.day})
    if situation.lacking:
        kind, count = situation.lacking[0]
        code = "contradictory" if situation.contradictory else "lacking"
        return Step(CLOSE, LATER, code, "omzet", {"kind": kind, "count": count})
    return Step(CLOSE, LATER, "ready_to_close", "omzet")


def _closed(situation: Situation) -> Step:
    facts: dict[str, object] = {"seal": situation.seal, "revision": situation.revision}
    if situation.differs:
        return Step(CLOSE, LATER, "seal_differs", "omzet", facts)
    return Step(CLOSE, DONE, "closed", "reports", facts)


def _hand_over(situation: Situation, counts: PartyCounts) -> Step:
    if not situation.seal:
        return Step(HAND_OVER, BLOCKED, "close_first", "sync")
    if situation.parcel == "received":
        return Step(HAND_OVER, DONE, "received", "sync")
    return Step(
        HAND_OVER, LATER, {"": "not_packed", "made": "packed"}.get(situation.parcel, "carried"), "sync"
    )


def _clock(at: time | None) -> str:
    return f"{at:%H.%M}" if at else ""


def arrivals(rows: tuple[DayRow, ...], *, most: int = 6) -> tuple[tuple[str, int], ...]:
    """How many vendors had come by the end of each half hour, the first `most` of them; later ones are in the last.

    Each vendor once, as in *Hadir*: who stands in two sessions came at the first of them. Where all came within an
    hour, as most do, the slots are ten minutes. Words like "07.30" name a slot's end.
    """
    first_of: dict[str, datetime] = {}
    for row in rows:
        if row.party == VENDOR and row.attendance == PRESENT and row.arrived_at:
            who = row.participation_id
            first_of[who] = min(row.arrived_at, first_of.get(who, row.arrived_at))
    came = sorted(first_of.values())
    if not came:
        return ()
    slot = SHORT_SLOT if came[-1] - came[0] <= timedelta(hours=1) else SLOT
    minutes = slot // timedelta(minutes=1)
    first = came[0].replace(minute=came[0].minute // minutes * minutes, second=0, microsecond=0) + slot
    ends = [first]
    while ends[-1] <= came[-1] and len(ends) < most:
        ends.append(ends[-1] + slot)
    bars = [(f"{end:%H.%M}", sum(moment < end for moment in came)) for end in ends[:-1]]
    return (*bars, (f"{ends[-1]:%H.%M}", len(came)))
