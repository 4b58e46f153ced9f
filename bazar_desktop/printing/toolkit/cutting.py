"""What pieces to cut apart share: their QR codes and the marks where the knife goes."""

from __future__ import annotations

import segno

from bazar_desktop.language import _
from bazar_desktop.printing.toolkit.pen import INK, MUTED, RULE, WHITE, Pen


def draw_cut_marks(
    pen: Pen, corner: tuple[float, float], piece: tuple[float, float], counts: tuple[int, int]
) -> None:
    """Thin lines between pieces of the size `piece`, (across, down) of them, and marks in the margins."""
    left, top = corner
    right, bottom = left + counts[0] * piece[0], top + counts[1] * piece[1]
    for at in range(counts[0] + 1):
        x = left + at * piece[0]
        pen.rule(x, top, x, bottom, line=0.1)
        pen.rule(x, top - 4, x, top - 1, colour=INK, line=0.15)
        pen.rule(x, bottom + 1, x, bottom + 4, colour=INK, line=0.15)
    for at in range(counts[1] + 1):
        y = top + at * piece[1]
        pen.rule(left, y, right, y, line=0.1)
        pen.rule(left - 4, y, left - 1, y, colour=INK, line=0.15)
        pen.rule(right + 1, y, right + 4, y, colour=INK, line=0.15)


def draw_qr(pen: Pen, code: str, x: float, y: float, side_mm: float) -> None:
    """The code as a square in its quiet zone; the dark modules are one path, so no hairline cuts them.

    Without a code the place says that no card was issued.
    """
    if not code:
        pen.box(x, y, side_mm, side_mm, stroke=RULE, dash=(1, 1))
        pen.boxed(x + 2, y, side_mm - 4, side_mm, _("Kartu belum diterbitkan"), largest=8, colour=MUTED)
        return
    matrix = segno.make_qr(code, error="m").matrix
    side = side_mm / len(matrix)
    quiet = 4 * side - 0.2
    pen.box(x - quiet, y - quiet, side_mm + 2 * quiet, side_mm + 2 * quiet, fill=WHITE)
    rings = []
    for at, line in enumerate(matrix):
        start = 0
        while start < len(line):
            end = start
            while end < len(line) and line[end]:
                end += 1
            if end > start:
                left, right, upper = x + start * side, x + end * side, y + at * side
                rings.append([(left, upper), (right, upper), (right, upper + side), (left, upper + side)])
            start = end + 1
    pen.shape(rings, INK)
