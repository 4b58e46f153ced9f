"""A plan made from a few numbers: tents in blocks with aisles between them, and what every bazaar needs."""

from __future__ import annotations

from dataclasses import replace
from math import log
from typing import TypeVar

from bazar_desktop.domain.layout.blocks import (
    BACK_TO_BACK,
    POWER_POINT,
    Grid,
    Measures,
    lay_block,
    require_possible,
)
from bazar_desktop.domain.layout.editing import renumber
from bazar_desktop.domain.layout.model import MITRA, READING, Booth, Fixture, Plan, mitra_label

STAGE = (9.0, 2.5)  # width and depth in metres
GATE = (4.0, 1.5)
GENSET = (3.5, 2.0)
TOILET = (3.5, 2.0)
BEST_RATIO = 1.4  # width to depth: a landscape sheet

Thing = TypeVar("Thing", Booth, Fixture)


def generate_plan(
    tents: int = 15,
    booths_per_tent: int = 2,
    *,
    mitra: int = 3,
    tents_per_row: int | None = None,
    facing: str = BACK_TO_BACK,
    sockets_per_tent: int = 1,
    order: str = READING,
    per_letter: int = 15,
    measures: Measures | None = None,
) -> Plan:
    """A plan that fits its tents: blocks of rows with an aisle after each block.

    `facing` is one of FACINGS. `sockets_per_tent` booths of each tent have power, from a power point in each block
    whose reach covers them. Mitra booths stand in a column at the right, facing west. `tents_per_row` None chooses
    what suits a landscape sheet. Raises LayoutNotPossible, MeasureNotPossible.
    """
    used = measures or Measures()
    require_possible(tents, booths_per_tent, mitra, used)
    columns = tents_per_row or _best_columns(tents, booths_per_tent, mitra, facing, used)
    block = lay_block(
        tents,
        booths_per_tent,
        tents_per_row=columns,
        facing=facing,
        sockets_per_tent=sockets_per_tent,
        measures=used,
    )
    left, top = used.margin, used.margin + STAGE[1] + used.aisle - 1.0
    if any(point.x < 0 for point in block.points):
        left += POWER_POINT + 0.3
    booths, points = _placed(block.booths, left, top), _placed(block.points, left, top)
    right = left + max(block.width, STAGE[0])
    partners = _mitra_column(mitra, right + used.aisle, top, used)
    width, depth = _size((*booths, *partners, *points), left, right, used, has_mitra=bool(mitra))
    fixtures = (*_surroundings(width, depth, used.margin, right), *points)
    plan = Plan(round(width, 2), round(depth, 2), (*booths, *partners), fixtures)
    return renumber(plan, order=order, per_letter=per_letter)


def _size(
    boxes: tuple[Booth | Fixture, ...], left: float, right: float, measures: Measures, *, has_mitra: bool
) -> tuple[float, float]:
    """The width and depth of a plan with room for stage, genset, gate and toilet around these boxes."""
    width = right + measures.margin + (measures.aisle + measures.booth_width if has_mitra else 0.0)
    width = max(width, left + STAGE[0] + GENSET[0] + 1.0 + measures.margin)
    lowest = max(box.y + box.depth for box in boxes)
    return width, lowest + 2.0 + TOILET[1] + measures.margin / 2


def _placed(boxes: tuple[Thing, ...], left: float, top: float) -> tuple[Thing, ...]:
    return tuple(replace(box, x=round(box.x + left, 2), y=round(box.y + top, 2)) for box in boxes)


def _best_columns(tents: int, booths_per_tent: int, mitra: int, facing: str, measures: Measures) -> int:
    """Tents in a row such that the plan is about 1.4 times as wide as deep and the last row is well filled."""

    def unfit(columns: int) -> float:
        grid = Grid(measures, tents, booths_per_tent, columns, facing)
        wide, deep = (grid.depth, grid.width) if facing in ("ew", "e", "w") else (grid.width, grid.depth)
        side = measures.aisle + measures.booth_width if mitra else 0.0
        ratio = (wide + side) / (deep + STAGE[1] + TOILET[1] + measures.aisle)
        missing = -tents % columns
        return abs(log(ratio / BEST_RATIO)) + 0.3 * missing / columns

    return min(range(1, tents + 1), key=lambda columns: (unfit(columns), columns))


def _mitra_column(count: int, x: float, top: float, measures: Measures) -> list[Booth]:
    """Booths side by side, so that a mitra with two of them runs both."""
    step = measures.booth_depth
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
