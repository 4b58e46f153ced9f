"""The plan on its page: the scale, where it stands, and who holds which booth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bazar_desktop.domain.day.model import DayRow, DaySheet
from bazar_desktop.domain.layout.model import Booth, Fixture, Plan
from bazar_desktop.printing.toolkit import frame

LARGEST = 9.0  # points of names


@dataclass(frozen=True, slots=True)
class Scene:
    """The plan on its page: 1 : `scale`, its top left corner at `left`, `top`, who holds which booth.

    `size` is the font size of most names; None where the booths are too small for names: then only the index has
    them. `enlarged`: how many times a poster is as large as it is drawn.
    """

    sheet: DaySheet
    plan: Plan
    scale: float
    left: float
    top: float
    panel: frame.Area
    columns: int
    holders: Mapping[str, tuple[DayRow, ...]]
    size: float | None = LARGEST
    keyed: tuple[Fixture, ...] = ()
    enlarged: float = 1.0

    @property
    def true_scale(self) -> int:
        """1 : this on the paper as it is printed."""
        return round(self.scale / self.enlarged)

    def points(self, size: float) -> float:
        """The font size to draw at, for `size` points on the paper as it is printed."""
        return size / self.enlarged

    def length(self, metres: float) -> float:
        """Millimetres on paper."""
        return metres * 1000 / self.scale

    def box(self, thing: Booth | Fixture) -> tuple[float, float, float, float]:
        """x, y, width, height on paper."""
        x, y = self.left + self.length(thing.x), self.top + self.length(thing.y)
        return x, y, self.length(thing.width), self.length(thing.depth)
