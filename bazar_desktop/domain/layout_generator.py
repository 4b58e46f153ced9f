"""A plan made from a few numbers: tents in blocks with aisles between them, and what every bazaar needs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil, log

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.layout import MITRA, READING, Booth, Fixture, Plan, distance, mitra_label
from bazar_desktop.domain.layout_editing import renumber

STAGE = (9.0, 2.5)  # width and depth in metres
GATE = (4.0, 1.5)
GENSET = (3.5, 2.0)
TOILET = (3.5, 2.0)
POWER_POINT = 0.6
BEST_RATIO = 1.4  # width to depth: a landscape sheet


class LayoutNotPossible(BazarError):
    """Such numbers make no plan: tents (1 to 200), booths_per_tent (1, 2 or 4), mitra (0 to 20)."""


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
class _Grid:
    """How the tents stand: columns, and the metres of one tent."""

    measures: Measures
    tents: int
    booths_per_tent: int
    columns: int

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
        return row * self.measures.booth_depth + (row // 2) * self.measures.aisle

    @property
    def width(self) -> float:
        return self.left(self.columns - 1) + self.tent_width

    @property
    def depth(self) -> float:
        return self.top(self.rows - 1) + self.measures.booth_depth


def generate_plan(
    tents: int = 15,
    booths_per_tent: int = 2,
    *,
    mitra: int = 3,
    tents_per_row: int | None = None,
    sockets_per_tent: int = 1,
    order: str = READING,
    per_letter: int = 15,
    measures: Measures | None = None,
) -> Plan:
    """A plan that fits its tents: rows stand back to back in blocks, an aisle after each block.

    The upper row of a block faces north, the lower one south. `sockets_per_tent` booths of each tent have power,
    from a power point in each block whose reach covers them. Mitra booths stand in a column at the right, facing
    west. `tents_per_row` None chooses what suits a landscape sheet. Raises LayoutNotPossible.
    """
    if not 1 <= tents <= 200 or booths_per_tent not in (1, 2, 4) or not 0 <= mitra <= 20:
        raise LayoutNotPossible(tents=tents, booths_per_tent=booths_per_tent, mitra=mitra)
    used = measures or Measures()
    columns = min(tents, tents_per_row or _best_columns(tents, booths_per_tent, mitra, used))
    grid = _Grid(used, tents, booths_per_tent, max(1, columns))
    left, top = used.margin, used.margin + STAGE[1] + used.aisle - 1.0
    booths = _tents(grid, left, top, sockets_per_tent)
    right = left + max(grid.width, STAGE[0])
    partners = _mitra_column(mitra, right + used.aisle, top, used)
    width = right + used.margin + (used.aisle + used.booth_width if mitra else 0.0)
    width = max(width, left + STAGE[0] + GENSET[0] + 1.0 + used.margin)
    lowest = max([booth.y + booth.depth for booth in (*booths, *partners)])
    depth = lowest + 2.0 + TOILET[1] + used.margin / 2
    fixtures = (*_surroundings(width, depth, used.margin, right), *_power_points(grid, booths, left, top))
    plan = Plan(round(width, 2), round(depth, 2), (*booths, *partners), fixtures)
    return renumber(plan, order=order, per_letter=per_letter)


def _best_columns(tents: int, booths_per_tent: int, mitra: int, measures: Measures) -> int:
    """Tents in a row such that the plan is about 1.4 times as wide as deep and the last row is well filled."""

    def unfit(columns: int) -> float:
        grid = _Grid(measures, tents, booths_per_tent, columns)
        side = measures.aisle + measures.booth_width if mitra else 0.0
        ratio = (grid.width + side) / (grid.depth + STAGE[1] + TOILET[1] + measures.aisle)
        missing = -tents % columns
        return abs(log(ratio / BEST_RATIO)) + 0.3 * missing / columns

    return min(range(1, tents + 1), key=lambda columns: (unfit(columns), columns))


def _tents(grid: _Grid, left: float, top: float, sockets: int) -> list[Booth]:
    booths: list[Booth] = []
    for number in range(grid.tents):
        row, column = divmod(number, grid.columns)
        x = left + grid.left(column)
        for place in range(grid.booths_per_tent):
            down, across = divmod(place, 2)
            line = row * 2 + down if grid.booths_per_tent == 4 else row
            alone = line == grid.rows - 1 and line % 2 == 0
            booths.append(
                Booth(
                    id=f"b{len(booths) + 1:03d}",
                    label="",
                    x=round(x + across * grid.measures.booth_width, 2),
                    y=round(top + grid.top(line), 2),
                    width=grid.measures.booth_width,
                    depth=grid.measures.booth_depth,
                    tent=f"t{number + 1:03d}",
                    facing="s" if line % 2 or alone else "n",
                    power=place < sockets,
                )
            )
    return booths


def _mitra_column(count: int, x: float, top: float, measures: Measures) -> list[Booth]:
    step = measures.booth_depth + 1.5
    return [
        Booth(
            id=f"m{index + 1:03d}",
            label=mitra_label(index),
            x=round(x, 2),
            y=round(top + 1.0 + index * step, 2),
            width=measures.booth_width,
            depth=measures.booth_depth,
            facing="w",
            zone=MITRA,
        )
        for index in range(count)
    ]


def _surroundings(width: float, depth: float, margin: float, right: float) -> tuple[Fixture, ...]:
    """Stage above the tents, genset in the upper right corner, gate lower left, toilet lower right."""
    stage_x = max(margin, min((margin + right - STAGE[0]) / 2, width - margin - GENSET[0] - 1.0 - STAGE[0]))
    foot = depth - margin / 2
    toilet_x = max(width - margin / 2 - TOILET[0], margin / 2 + GATE[0] + 0.5)
    return (
        Fixture("f001", "stage", "PANGGUNG", round(stage_x, 2), margin / 2, *STAGE),
        Fixture("f002", "genset", "GENSET", round(width - margin / 2 - GENSET[0], 2), margin / 2, *GENSET),
        Fixture("f003", "gate", "PINTU MASUK", margin / 2, round(foot - GATE[1], 2), *GATE),
        Fixture("f004", "toilet", "TOILET", round(toilet_x, 2), round(foot - TOILET[1], 2), *TOILET),
    )


def _power_points(grid: _Grid, booths: list[Booth], left: float, top: float) -> tuple[Fixture, ...]:
    """One point for each stretch of a block between cross aisles, in the middle slit or at its left end."""
    stretches: dict[tuple[int, int], list[Booth]] = {}
    for number, first in enumerate(booths[:: grid.booths_per_tent]):
        row, column = divmod(number, grid.columns)
        block = row if grid.booths_per_tent == 4 else row // 2
        key = (block, column // grid.measures.tents_between_aisles)
        stretches.setdefault(key, []).extend(booth for booth in booths if booth.tent == first.tent)
    points = []
    for index, ((block, stretch), stands) in enumerate(sorted(stretches.items())):
        powered = [booth for booth in stands if booth.power]
        if not powered:
            continue
        x = _point_x(grid, left, stretch, stands)
        middle = grid.measures.booth_depth * (0.5 if _single(stands) else 1.0)
        y = top + grid.top(block * 2) + middle - POWER_POINT / 2
        point = Fixture(f"p{index + 1:03d}", "power", "STOP KONTAK", x, round(y, 2), POWER_POINT, POWER_POINT)
        points.append(replace(point, reach=float(ceil(max(distance(point, booth) for booth in powered)))))
    return tuple(points)


def _single(stands: list[Booth]) -> bool:
    return len({booth.y for booth in stands}) == 1


def _point_x(grid: _Grid, left: float, stretch: int, stands: list[Booth]) -> float:
    start = stretch * grid.measures.tents_between_aisles
    columns = len({booth.tent for booth in stands if booth.y == stands[0].y})
    if columns < 2:
        return round(left + grid.left(start) - POWER_POINT - 0.3, 2)
    after = left + grid.left(start + columns // 2 - 1) + grid.tent_width
    return round(after + (grid.measures.tent_gap - POWER_POINT) / 2, 2)
