"""Figures in large type beside each other, each with its name above and a remark below."""

from __future__ import annotations

from collections.abc import Sequence

from bazar_desktop.printing.toolkit.flow import Block
from bazar_desktop.printing.toolkit.fonts import BOLD, REGULAR, line_height, wrap
from bazar_desktop.printing.toolkit.pen import DARK, MUTED, TINT, Pen

GAP = 3.0
HEIGHT = 18.0
REMARK = 7.0  # points


def tiles(figures: Sequence[tuple[str, str, str]], width: float) -> Block:
    """(name, figure, remark) from left to right, as wide as each other; a long remark takes a second line."""
    room = (width - GAP * (len(figures) - 1)) / len(figures)
    remarks = [wrap(remark, REGULAR, REMARK, room - 5) for _name, _figure, remark in figures]
    tall = HEIGHT + (max(map(len, remarks), default=1) - 1) * line_height(REMARK)

    def draw(pen: Pen, x: float, y: float) -> None:
        for at, (name, figure, _remark) in enumerate(figures):
            left = x + at * (room + GAP)
            pen.box(left, y, room, tall, fill=TINT, radius=1.8)
            pen.one_line(left + 2.5, y + 4.6, name, room - 5, size=7.5, colour=MUTED)
            pen.one_line(left + 2.5, y + 10.8, figure, room - 5, size=13, font=BOLD, colour=DARK)
            pen.lines(left + 2.5, y + 12.6, remarks[at], size=REMARK, colour=MUTED)

    return Block(tall + 1, draw, keep=True)
