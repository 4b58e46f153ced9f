"""Rows of tents back to back or all one way, with aisles between them and a power point in each stretch."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.layout.model import SIDES, Booth, Fixture, distance

POWER_POINT = 0.6  # metres: the side of its square
BACK_TO_BACK, SIDEWAYS = "ns", "ew"  # two rows a block: counters north and south, or east and west
FACINGS = (BACK_TO_BACK, SIDEWAYS, "s", "n", "e", "w")  # one letter: single rows that all look that way
LIMITS = {
    "booth_width": (1.0, 10.0),
    "booth_depth": (1.0, 10.0),
    "tent_gap": (0.0, 10.0),
    "aisle": (1.0, 20.0),
    "margin": (0.0, 20.0),
}  # metres


class LayoutNotPossible(BazarError):
    """Such numbers make no plan: tents (1 to 200), booths_per_tent (1, 2 or 4), mitra (0 to 20)."""


class MeasureNotPossible(BazarError):
    """A length that no bazaar has. Facts: measure (a key of LIMITS), metres, least, most."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Metres: one booth, the slit between tents, the aisle between blocks, the edge, tents between cross aisles.

    A booth 3 m wide is 15 mm at 1:200: a business name fits in two lines.
    """

    booth_width: float = 3.0
    booth_depth: float = 2.5
    tent_gap: float = 1.2
    aisle: float = 3.5
    margin: float = 2.0
    tents_between_aisles: int = 5


@dataclass(frozen=True, slots=True)
class Grid:
    """How the tents stand: columns, and the metres of one tent."""

    measures: Measures
    tents: int
    booths_per_tent: int
    columns: int
    facing: str = BACK_TO_BACK

    @property
    def lines(self) -> int:
        """Rows of booths in a block; those of tents of four always stand back to back."""
        return 2 if self.booths_per_tent == 4 or len(self.facing) == 2 else 1

    @property
    def tent_width(self) -> float:
        return self.measures.booth_width * (1 if self.booths_per_tent == 1 else 2)

    @property
    def rows(self) -> int:
        """Rows of booths; a tent of four is two rows deep."""
        tent_rows = ceil(self.tents / self.columns)
        return tent_rows * 2 if self.booths_per_tent == 4 else tent_rows

    def left(self, column: int) -> float:
        m = self.measures
        cross = column // m.tents_between_aisles
        return column * (self.tent_width + m.tent_gap) + cross * (m.aisle - m.tent_gap)

    def top(self, row: int) -> float:
        return row * self.measures.booth_depth + (row // self.lines) * self.measures.aisle

    @property
    def width(self) -> float:
        return self.left(self.columns - 1) + self.tent_width

    @property
    def depth(self) -> float:
        return self.top(self.rows - 1) + self.measures.booth_depth


@dataclass(frozen=True, slots=True)
class TentBlock:
    """Rows of tents with their power points; the top left corner is 0, 0. Lengths in metres."""

    booths: tuple[Booth, ...]
    points: tuple[Fixture, ...]
    width: float
    depth: float


def lay_block(
    tents: int,
    booths_per_tent: int = 2,
    *,
    tents_per_row: int | None = None,
    facing: str = BACK_TO_BACK,
    sockets_per_tent: int = 1,
    measures: Measures | None = None,
) -> TentBlock:
    """Tents in rows, numbered by nobody yet. Raises LayoutNotPossible, MeasureNotPossible."""
    used = measures or Measures()
    require_possible(tents, booths_per_tent, 0, used)
    columns = max(1, min(tents, tents_per_row or tents))
    looks = {"ew": BACK_TO_BACK, "e": "n", "w": "s"}.get(facing, facing)
    grid = Grid(used, tents, booths_per_tent, columns, looks)
    booths = _tents(grid, sockets_per_tent)
    block = TentBlock(tuple(booths), _power_points(grid, booths), grid.width, grid.depth)
    return _turned(block) if facing in ("ew", "e", "w") else block


def require_possible(tents: int, booths_per_tent: int, mitra: int, measures: Measures) -> None:
    """Raises LayoutNotPossible, MeasureNotPossible."""
    if not 1 <= tents <= 200 or booths_per_tent not in (1, 2, 4) or not 0 <= mitra <= 20:
        raise LayoutNotPossible(tents=tents, booths_per_tent=booths_per_tent, mitra=mitra)
    for name, (least, most) in LIMITS.items():
        metres = getattr(measures, name)
        if not least <= metres <= most:
            raise MeasureNotPossible(measure=name, metres=metres, least=least, most=most)


def _turned(block: TentBlock) -> TentBlock:
    """The block a quarter clockwise: what looked north looks east."""

    def place(box: Booth | Fixture) -> dict[str, Any]:
        return {
            "x": round(block.depth - box.y - box.depth, 2),
            "y": round(box.x, 2),
            "width": box.depth,
            "depth": box.width,
        }

    booths = tuple(
        replace(booth, facing=SIDES[(SIDES.index(booth.facing) + 1) % 4], **place(booth))
        for booth in block.booths
    )
    points = tuple(replace(point, **place(point)) for point in block.points)
    return TentBlock(booths, points, block.depth, block.width)


def _tents(grid: Grid, sockets: int) -> list[Booth]:
    booths: list[Booth] = []
    for number in range(grid.tents):
        row, column = divmod(number, grid.columns)
        x = grid.left(column)
        for place in range(grid.booths_per_tent):
            down, across = divmod(place, 2)
            line = row * 2 + down if grid.booths_per_tent == 4 else row
            alone = line == grid.rows - 1 and line % 2 == 0
            looks = grid.facing if grid.lines == 1 else "s" if line % 2 or alone else "n"
            booths.append(
                Booth(
                    id=f"b{len(booths) + 1:03d}",
                    label="",
                    x=round(x + across * grid.measures.booth_width, 2),
                    y=round(grid.top(line), 2),
                    width=grid.measures.booth_width,
                    depth=grid.measures.booth_depth,
                    tent=f"t{number + 1:03d}",
                    facing=looks,
                    power=place < sockets,
                )
            )
    return booths


def _power_points(grid: Grid, booths: list[Booth]) -> tuple[Fixture, ...]:
    """One point for each stretch of a block between cross aisles, in the middle slit or at its left end."""
    stretches: dict[tuple[int, int], list[Booth]] = {}
    for number, first in enumerate(booths[:: grid.booths_per_tent]):
        row, column = divmod(number, grid.columns)
        block = row if grid.booths_per_tent == 4 else row // grid.lines
        key = (block, column // grid.measures.tents_between_aisles)
        stretches.setdefault(key, []).extend(booth for booth in booths if booth.tent == first.tent)
    points = []
    for index, ((block, stretch), stands) in enumerate(sorted(stretches.items())):
        powered = [booth for booth in stands if booth.power]
        if not powered:
            continue
        x = _point_x(grid, stretch, stands)
        middle = grid.measures.booth_depth * (0.5 if _single(stands) else 1.0)
        y = grid.top(block * grid.lines) + middle - POWER_POINT / 2
        point = Fixture(f"p{index + 1:03d}", "power", "STOP KONTAK", x, round(y, 2), POWER_POINT, POWER_POINT)
        points.append(replace(point, reach=float(ceil(max(distance(point, booth) for booth in powered)))))
    return tuple(points)


def _single(stands: list[Booth]) -> bool:
    return len({booth.y for booth in stands}) == 1


def _point_x(grid: Grid, stretch: int, stands: list[Booth]) -> float:
    start = stretch * grid.measures.tents_between_aisles
    columns = len({booth.tent for booth in stands if booth.y == stands[0].y})
    if columns < 2 or grid.measures.tent_gap < POWER_POINT:
        return round(grid.left(start) - POWER_POINT - 0.3, 2)
    after = grid.left(start + columns // 2 - 1) + grid.tent_width
    return round(after + (grid.measures.tent_gap - POWER_POINT) / 2, 2)
