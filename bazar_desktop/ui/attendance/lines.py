"""One line of the gate's list: who, where, and the state in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bazar_desktop.domain.calendar import format_time, is_late
from bazar_desktop.domain.day.model import ABSENT, EXCUSED, EXPECTED, PRESENT, DayRow
from bazar_desktop.language import N_, _
from bazar_desktop.services.attendance.roll_call import RollCall
from bazar_desktop.services.bazaars.participants import ParticipantFacts
from bazar_desktop.services.day.sheet import booth_order
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.charts import ATTENTION, HERE, MISSING, Square
from bazar_desktop.ui.kit.rows import Column

Marks = dict[str, tuple[str, str, str]]  # category: name, letter, colour
STATUS_WORDS = {PRESENT: N_("hadir"), EXCUSED: N_("izin"), ABSENT: N_("alpa"), EXPECTED: N_("belum")}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the list. `reserve` is the turn on the reserve list, 0 for who has a place."""

    participation_id: str
    session: int
    booth: str
    business: str
    name: str
    category: str
    attendance: str
    arrived_at: datetime | None
    left_at: datetime | None
    late: bool
    reserve: int = 0

    @property
    def key(self) -> tuple[str, int]:
        return (self.participation_id, self.session)


def lines_of(roll: RollCall) -> dict[tuple[str, int], Line]:
    """All lines by key: who is expected in booth order, then the reserve in its order."""
    lines = [_line(row, roll) for row in roll.rows]
    lines += [_waiting(turn, participant) for turn, participant in enumerate(roll.reserve, 1)]
    return {line.key: line for line in lines}


def _line(row: DayRow, roll: RollCall) -> Line:
    return Line(
        participation_id=row.participation_id,
        session=row.session,
        booth=row.booth,
        business=row.business,
        name=row.name,
        category=row.category,
        attendance=row.attendance,
        arrived_at=row.arrived_at,
        left_at=row.left_at,
        late=row.arrived_at is not None and is_late(row.arrived_at, roll.cut_off),
    )


def _waiting(turn: int, participant: ParticipantFacts) -> Line:
    return Line(
        participant.id,
        1,
        "",
        participant.business,
        participant.name,
        participant.category,
        EXPECTED,
        None,
        None,
        late=False,
        reserve=turn,
    )


def state_words(line: Line) -> str:
    """ "hadir 07.42", "terlambat 09.41", "pulang 15.02", "izin", "cadangan ke-2"."""
    if line.reserve:
        return _("cadangan ke-{turn}").format(turn=line.reserve)
    if line.attendance == PRESENT and line.left_at is not None:
        return _("pulang {at}").format(at=format_time(line.left_at))
    if line.attendance == PRESENT and line.arrived_at is not None:
        words = _("terlambat {at}") if line.late else _("hadir {at}")
        return words.format(at=format_time(line.arrived_at))
    return _(STATUS_WORDS.get(line.attendance, line.attendance))


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
        Column(N_("Usaha"), lambda line: line.business, stretch=3, width=160),
        Column(N_("Pemilik"), lambda line: line.name, stretch=2, drop=2),
        Column(
            N_("Jenis"),
            lambda line: marks[line.category][0] if line.category in marks else line.category,
            mark=mark,
            drop=3,
        ),
        Column(N_("Kehadiran"), lambda line: line, show=state_words, sort=_state_key, ink=state_ink),
    )


def _booth_key(line: Line) -> object:
    return booth_order(line.booth) or None


def _state_key(line: Line) -> tuple[str, str]:
    return (line.attendance, line.arrived_at.isoformat() if line.arrived_at else "")


def squares(roll: RollCall) -> tuple[Square, ...]:
    """The small map: one square a booth (or a party without one), in booth order."""
    states = {PRESENT: HERE, EXPECTED: MISSING}
    return tuple(
        Square(
            f"{row.participation_id}/{row.session}",
            states.get(row.attendance, ATTENTION),
            f"{row.booth or '–'} {row.business}: {state_words(_line(row, roll))}",
        )
        for row in roll.rows
        if row.booth or row.attendance == PRESENT
    )
