"""The plan of a lokasi: tents, booths and fixtures in metres, and the rules of its geometry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import floor, hypot

from bazar_desktop.domain.errors import BazarError

MITRA = "mitra"  # the zone whose booths are for partners only
READING, SNAKE = "reading", "snake"  # orders of numbering
SIDES = ("n", "e", "s", "w")  # clockwise
ZONE, GATE = "zone", "gate"
SOURCES = ("genset", "power")  # fixtures with a reach
FIXTURE_KINDS = (
    "stage", GATE, *SOURCES, "water", "toilet", "prayer", "parking", "office", ZONE, "other",
)  # fmt: skip

CORNER_CLEARANCE = 2.0  # metres of free way beside a stand that make it a corner
FRONT_SHARE = 5  # one booth in so many counts as front
CELL = 6.0  # metres: what lies near is looked up by squares of this side
HAIR = 0.005  # metres: less than this is rounding


class BoothUnknown(BazarError):
    """No such booth on the plan: booth."""


@dataclass(frozen=True, slots=True)
class Booth:
    """One stand. `x`, `y` is its top left corner in metres from the plan's top left, y downwards.

    `label` is unique on the plan ("A-07"). `tent` names its tent or is "" for a free-standing booth. `facing` is
    the side with the counter: "n", "e", "s" or "w". `zone` is "" or "mitra". `blocked`: nobody may stand here.
    `accessible`: a wheelchair reaches it.
    """

    id: str
    label: str
    x: float
    y: float
    width: float = 2.5
    depth: float = 2.5
    tent: str = ""
    facing: str = "s"
    power: bool = False
    water: bool = False
    open_fire: bool = True
    zone: str = ""
    blocked: bool = False
    accessible: bool = True


@dataclass(frozen=True, slots=True)
class Fixture:
    """A labelled rectangle in metres; `kind` is one of FIXTURE_KINDS.

    `reach` is how many metres a genset or power point serves (0: none). A zone lies below what stands in it.
    """

    id: str
    kind: str
    label: str
    x: float
    y: float
    width: float
    depth: float
    reach: float = 0.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo or map of the ground below the plan: its SHA-256, and where it lies, in metres."""

    sha256: str
    x: float
    y: float
    width: float
    depth: float


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole layout in metres. `north` is the bearing of the plan's upper edge, in degrees clockwise."""

    width: float
    depth: float
    booths: tuple[Booth, ...]
    fixtures: tuple[Fixture, ...] = ()
    north: float = 0.0
    picture: Picture | None = None


Box = Booth | Fixture


def centre(box: Box) -> tuple[float, float]:
    return (box.x + box.width / 2, box.y + box.depth / 2)


def distance(box: Box, other: Box) -> float:
    """Metres between the centres, as the crow flies."""
    (ax, ay), (bx, by) = centre(box), centre(other)
    return hypot(ax - bx, ay - by)


def overlap(box: Box, other: Box) -> bool:
    """Whether the two rectangles share more than an edge."""
    return (
        box.x + box.width > other.x + HAIR
        and other.x + other.width > box.x + HAIR
        and box.y + box.depth > other.y + HAIR
        and other.y + other.depth > box.y + HAIR
    )


class Near:
    """The boxes by squares of the ground, so that a plan of 300 booths is checked between two frames."""

    def __init__(self, boxes: Iterable[Box]) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = {}
        for box in boxes:
            for cell in _cells_of(box):
                self._cells.setdefault(cell, []).append(box)

    def around(self, box: Box) -> Iterator[Box]:
        """What may touch the box; something that lies in several squares comes once for each."""
        for cell in _cells_of(box):
            yield from self._cells.get(cell, ())


def _cells_of(box: Box) -> list[tuple[int, int]]:
    acrosses = range(floor(box.x / CELL), floor((box.x + box.width) / CELL) + 1)
    downs = range(floor(box.y / CELL), floor((box.y + box.depth) / CELL) + 1)
    return [(across, down) for across in acrosses for down in downs]


def find_booth(plan: Plan, booth_id: str) -> Booth:
    """The booth with that id. Raises BoothUnknown."""
    for booth in plan.booths:
        if booth.id == booth_id:
            return booth
    raise BoothUnknown(booth=booth_id)


def booth_labelled(booths: Iterable[Booth], label: str) -> Booth:
    """The booth with that label as an officer types it ("a7" finds A-07). Raises BoothUnknown."""
    wanted = _plain_label(label)
    for booth in booths:
        if _plain_label(booth.label) == wanted:
            return booth
    raise BoothUnknown(booth=label.strip())


def _plain_label(label: str) -> tuple[str, int, str]:
    letters = "".join(char for char in label if char.isalpha()).upper()
    digits = "".join(char for char in label if char in "0123456789")
    return (letters, int(digits or "0"), "" if digits else label.strip().upper())


# -- front and corner ----------------------------------------------------------------------------------------


def front_booths(plan: Plan) -> frozenset[str]:
    """Ids of the vendors' booths that visitors meet first: the fifth that lies nearest to a gate.

    Without a gate the stage counts, without either the plan's lower edge. Equal distances are treated alike.
    """
    stands = [booth for booth in plan.booths if booth.zone != MITRA and not booth.blocked]
    if not stands:
        return frozenset()
    far = {booth.id: round(_way(plan, booth), 2) for booth in stands}
    limit = sorted(far.values())[(len(stands) - 1) // FRONT_SHARE]
    return frozenset(booth_id for booth_id, metres in far.items() if metres <= limit)


def _way(plan: Plan, booth: Booth) -> float:
    for kind in ("gate", "stage"):
        marks = [distance(fixture, booth) for fixture in plan.fixtures if fixture.kind == kind]
        if marks:
            return min(marks)
    return plan.depth - centre(booth)[1]


def corner_booths(plan: Plan) -> frozenset[str]:
    """Ids of the vendors' booths with a free way of two metres or more on the left or right of the counter."""
    stands = [booth for booth in plan.booths if booth.zone != MITRA and not booth.blocked]
    near = Near(plan.booths)
    return frozenset(
        booth.id for booth in stands if any(_is_open(near, booth, side) for side in _flanks(booth.facing))
    )


def _flanks(facing: str) -> tuple[str, str]:
    return ("e", "w") if facing in "ns" else ("n", "s")


def _is_open(near: Near, booth: Booth, side: str) -> bool:
    strip = strip_beside(booth, side, CORNER_CLEARANCE)
    return not any(other.id != booth.id and overlap(strip, other) for other in near.around(strip))


def strip_beside(booth: Booth, side: str, metres: float) -> Fixture:
    """The ground of that depth along one side of the booth."""
    x, y, width, depth = booth.x, booth.y, booth.width, booth.depth
    rectangles: dict[str, Callable[[], tuple[float, float, float, float]]] = {
        "e": lambda: (x + width, y, metres, depth),
        "w": lambda: (x - metres, y, metres, depth),
        "n": lambda: (x, y - metres, width, metres),
        "s": lambda: (x, y + depth, width, metres),
    }
    return Fixture("", "other", "", *rectangles[side]())


# -- numbering -----------------------------------------------------------------------------------------------


def booth_rows(booths: Iterable[Booth]) -> list[list[Booth]]:
    """The booths in rows from the top, each row from the left; a booth half a depth lower begins a new row."""
    rows: list[list[Booth]] = []
    for booth in sorted(booths, key=lambda item: (centre(item)[1], item.x, item.id)):
        if rows and centre(booth)[1] - centre(rows[-1][0])[1] < booth.depth / 2:
            rows[-1].append(booth)
        else:
            rows.append([booth])
    return [sorted(row, key=lambda item: (item.x, item.y, item.id)) for row in rows]


def in_order(booths: Sequence[Booth], order: str = READING) -> list[Booth]:
    """The booths row by row; in SNAKE order every second row runs from the right."""
    result: list[Booth] = []
    for index, row in enumerate(booth_rows(booths)):
        result += reversed(row) if order == SNAKE and index % 2 else row
    return result


def booth_label(index: int, per_letter: int = 15) -> str:
    """The label of the vendors' booth with that index from 0: A-01 … A-15, B-01 …; M is kept for mitra."""
    letters = "ABCDEFGHIJKLNOPQRSTUVWXYZ"
    group, number = divmod(index, per_letter)
    more, last = divmod(group, len(letters))
    return f"{letters[more - 1] if more else ''}{letters[last]}-{number + 1:02d}"


def mitra_label(index: int) -> str:
    """M-1, M-2 … for an index from 0."""
    return f"M-{index + 1}"
