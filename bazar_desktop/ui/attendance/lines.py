"""One line of the gate's list: who, where, and the state in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bazar_desktop.domain.calendar import format_time, format_time_on, is_late
from bazar_desktop.domain.day.model import ABSENT, EXCUSED, EXPECTED, PRESENT, DayLine, DayRow
from bazar_desktop.language import N_, _
from bazar_desktop.services.attendance.roll_call import RollCall, waiting_line
from bazar_desktop.services.day.sheet import booth_order
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.charts import ATTENTION, HERE, MISSING, Square
from bazar_desktop.ui.kit.rows import Column

Marks = dict[str, tuple[str, str, str]]  # category: name, letter, colour
STATUS_WORDS = {PRESENT: N_("hadir"), EXCUSED: N_("izin"), ABSENT: N_("alpa"), EXPECTED: N_("belum")}


@dataclass(frozen=True, slots=True)
class Line:
    """A party's line in the gate's list. `reserve` is the turn on the reserve list, 0 for who has a place.

    `day` is that of the list; `since`: the mark came after the seal, so that no figure has it.
    `row` is the line itself; what all lists of the gate read of it stands here too.
    """

    row: DayLine
    category: str
    late: bool
    reserve: int = 0
    day: date | None = None
    since: bool = False

    @property
    def key(self) -> tuple[str, int]:
        return self.row.key

    @property
    def participation_id(self) -> str:
        return self.row.participation_id

    @property
    def session(self) -> int:
        return self.row.session

    @property
    def booth(self) -> str:
        return self.row.booth

    @property
    def business(self) -> str:
        return self.row.business

    @property
    def name(self) -> str:
        return self.row.name

    @property
    def attendance(self) -> str:
        return self.row.attendance


def lines_of(roll: RollCall) -> dict[tuple[str, int], Line]:
    """All lines by key: who is expected in booth order, then the reserve in its order."""
    lines = [_line(row, roll) for row in roll.rows]
    lines += [
        Line(waiting_line(participant), participant.category, late=False, reserve=turn)
        for turn, participant in enumerate(roll.reserve, 1)
    ]
    return {line.key: line for line in lines}


def _line(row: DayRow, roll: RollCall) -> Line:
    late = row.arrived_at is not None and is_late(row.arrived_at, roll.cut_off, roll.day)
    return Line(row, row.category, late, day=roll.day, since=row.key in roll.since)


def state_words(line: Line) -> str:
    """ "hadir 07.42", "terlambat 09.41", "pulang 15.02", "izin", "cadangan ke-2"; what came after the seal says so."""
    words = _state_words(line)
    return _("{state} · sesudah segel").format(state=words) if line.since else words


def _state_words(line: Line) -> str:
    if line.reserve:
        return _("cadangan ke-{turn}").format(turn=line.reserve)
    if line.attendance == PRESENT and line.row.left_at is not None:
        return _("pulang {at}").format(at=_time(line.row.left_at, line.day))
    if line.attendance == PRESENT and line.row.arrived_at is not None:
        words = _("terlambat {at}") if line.late else _("hadir {at}")
        return words.format(at=_time(line.row.arrived_at, line.day))
    return _(STATUS_WORDS.get(line.attendance, line.attendance))


def _time(moment: datetime, day: date | None) -> str:
    return format_time_on(moment, day) if day is not None else format_time(moment)


def state_ink(line: Line) -> str:
    """The theme's colour for the state: figures come in green, what needs a look in brown."""
    if line.attendance == PRESENT:
        return theme.ATTENTION_INK if line.late else theme.PRIMARY
    return theme.ERROR if line.attendance in {EXCUSED, ABSENT} else theme.MUTED


def columns(marks: Marks) -> tuple[Column[Line], ...]:
    """The list's columns. `marks`: name, letter and colour of each category by its key."""

    def mark(line: Line) -> tuple[str, str] | None:
        known = marks.get(line.category)
        return known[1:] if known else None

    return (
        Column(N_("Booth"), lambda line: line.booth, bold=True, sort=_booth_key, width=70),
        Column(N_("Usaha"), lambda line: line.business, stretch=3, width=160, tip=lambda line: line.business),
        Column(N_("Pemilik"), lambda line: line.name, stretch=2, drop=2, tip=lambda line: line.name),
        Column(
            N_("Kategori"),
            lambda line: marks[line.category][0] if line.category in marks else line.category or _("Lainnya"),
            mark=mark,
            drop=3,
        ),
        Column(N_("Kehadiran"), lambda line: line, show=state_words, sort=_state_key, ink=state_ink),
    )


def _booth_key(line: Line) -> object:
    return booth_order(line.booth) or None


def _state_key(line: Line) -> tuple[str, str]:
    return (line.attendance, line.row.arrived_at.isoformat() if line.row.arrived_at else "")


def squares(roll: RollCall) -> tuple[Square, ...]:
    """The small map: one square a booth (or a party without one), in booth order, as the figures count them."""
    states = {PRESENT: HERE, EXPECTED: MISSING}
    return tuple(
        Square(
            f"{row.participation_id}/{row.session}",
            states.get(row.attendance, ATTENTION),
            f"{row.booth or '–'} {row.business}: {_state_words(_line(row, roll))}",
        )
        for row in roll.counted
        if row.booth or row.attendance == PRESENT
    )
