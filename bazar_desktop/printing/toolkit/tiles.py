"""Figures in large type beside each other, each with its name above and a remark below."""

from __future__ import annotations

from collections.abc import Sequence

from bazar_desktop.printing.toolkit.flow import Block
from bazar_desktop.printing.toolkit.fonts import BOLD, REGULAR, SMALLEST_FIGURE, shortened
from bazar_desktop.printing.toolkit.pen import DARK, MUTED, TINT, Pen

GAP = 3.0
HEIGHT = 18.0


def tiles(figures: Sequence[tuple[str, str, str]], width: float) -> Block:
    """(name, figure, remark) from left to right, as wide as each other."""
    room = (width - GAP * (len(figures) - 1)) / len(figures)

    def draw(pen: Pen, x: float, y: float) -> None:
        for at, (name, figure, remark) in enumerate(figures):
            left = x + at * (room + GAP)
            pen.box(left, y, room, HEIGHT, fill=TINT, radius=1.8)
            pen.one_line(left + 2.5, y + 4.6, name, room - 5, size=7.5, colour=MUTED)
            pen.one_line(left + 2.5, y + 10.8, figure, room - 5, size=13, font=BOLD, colour=DARK)
            said = shortened(remark, REGULAR, SMALLEST_FIGURE, room - 5)
            pen.one_line(left + 2.5, y + 15.4, said, room - 5, size=7.5, colour=MUTED)

    return Block(HEIGHT + 1, draw, keep=True)
