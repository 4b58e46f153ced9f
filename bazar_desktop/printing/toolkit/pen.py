"""Drawing in millimetres from the top left corner, in the paper's own ink."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from bazar_desktop.printing.toolkit.fonts import MM, REGULAR, fit, line_height, printable, width_of

INK, MUTED, RULE, WASH = "#12231F", "#5E6F6A", "#C9D3CF", "#F1F5F3"
PRIMARY, DARK, TINT, GOLD = "#0B6E5B", "#084F42", "#E4F3EF", "#F59E0B"
WHITE, GHOST, MARK = "#FFFFFF", "#E6ECE9", "#FFF1D6"

SIZES = {"A4": (210.0, 297.0), "F4": (215.0, 330.0), "A3": (297.0, 420.0)}


def tinted(colour: str, share: float) -> str:
    """`colour` mixed into white: 0 is white, 1 is the colour."""
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(255 - (255 - part) * share):02X}" for part in parts)


class Pen:
    """One page of a PDF. All lengths are millimetres from the top left, y downwards; font sizes are points."""

    def __init__(self, canvas: Canvas, width: float, height: float) -> None:
        self.canvas = canvas
        self.width = width
        self.height = height

    def _y(self, y: float) -> float:
        return (self.height - y) * MM

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        font: str = REGULAR,
        size: float = 8.5,
        align: str = "left",
        colour: str = INK,
    ) -> None:
        """One line with its baseline at `y`; `align` says what of it stands at `x`: left, centre or right."""
        words = printable(text)
        if not words.strip():
            return
        shift = {"left": 0.0, "centre": 0.5, "right": 1.0}[align] * width_of(words, font, size)
        self.canvas.setFillColor(HexColor(colour))
        self.canvas.setFont(font, size)
        self.canvas.drawString((x - shift) * MM, self._y(y), words)

    def lines(
        self,
        x: float,
        top: float,
        lines: Iterable[str],
        *,
        font: str = REGULAR,
        size: float = 8.5,
        align: str = "left",
        colour: str = INK,
    ) -> float:
        """Lines under each other from `top`; the y of the lower edge of the last."""
        step = line_height(size)
        for line in lines:
            self.text(x, top + step * 0.78, line, font=font, size=size, align=align, colour=colour)
            top += step
        return top

    def one_line(
        self,
        x: float,
        y: float,
        text: str,
        room: float,
        *,
        font: str = REGULAR,
        size: float = 8.5,
        smallest: float = 4.0,
        align: str = "left",
        colour: str = INK,
    ) -> None:
        """As `text`, but shrunk until it is at most `room` wide."""
        while size > smallest and width_of(text, font, size) > room:
            size -= 0.25
        self.text(x, y, text, font=font, size=size, align=align, colour=colour)

    def boxed(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        text: str,
        *,
        font: str = REGULAR,
        largest: float = 9.0,
        smallest: float = 4.0,
        align: str = "centre",
        colour: str = INK,
    ) -> bool:
        """Words inside a box, wrapped and shrunk to fit. False, and nothing drawn, where they cannot."""
        found = fit(text, font, width, height, largest, smallest)
        if found is None:
            return False
        size, lines = found
        top = y + (height - len(lines) * line_height(size)) / 2
        at = {"left": x, "centre": x + width / 2, "right": x + width}[align]
        self.lines(at, top, lines, font=font, size=size, align=align, colour=colour)
        return True

    def rule(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        *,
        colour: str = RULE,
        line: float = 0.2,
        dash: Sequence[float] = (),
    ) -> None:
        self.canvas.saveState()
        self.canvas.setStrokeColor(HexColor(colour))
        self.canvas.setLineWidth(line * MM)
        if dash:
            self.canvas.setDash([each * MM for each in dash])
        self.canvas.line(x1 * MM, self._y(y1), x2 * MM, self._y(y2))
        self.canvas.restoreState()

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str | None = None,
        stroke: str | None = None,
        line: float = 0.2,
        radius: float = 0.0,
        dash: Sequence[float] = (),
    ) -> None:
        self.canvas.saveState()
        if fill:
            self.canvas.setFillColor(HexColor(fill))
        if stroke:
            self.canvas.setStrokeColor(HexColor(stroke))
            self.canvas.setLineWidth(line * MM)
        if dash:
            self.canvas.setDash([each * MM for each in dash])
        place = (x * MM, self._y(y + height), width * MM, height * MM)
        drawn = {"fill": int(bool(fill)), "stroke": int(bool(stroke))}
        if radius:
            self.canvas.roundRect(*place, radius * MM, **drawn)
        else:
            self.canvas.rect(*place, **drawn)
        self.canvas.restoreState()

    def shape(self, rings: Iterable[Sequence[tuple[float, float]]], colour: str) -> None:
        """Closed polygons filled as one path, so that no hairline shows between neighbours."""
        path = self.canvas.beginPath()
        for ring in rings:
            path.moveTo(ring[0][0] * MM, self._y(ring[0][1]))
            for x, y in ring[1:]:
                path.lineTo(x * MM, self._y(y))
            path.close()
        self.canvas.setFillColor(HexColor(colour))
        self.canvas.drawPath(path, stroke=0, fill=1)

    def picture(self, x: float, y: float, width: float, height: float, data: bytes) -> None:
        """A PNG or JPEG inside the box, its proportions kept."""
        image = ImageReader(io.BytesIO(data))
        self.canvas.drawImage(
            image,
            x * MM,
            self._y(y + height),
            width * MM,
            height * MM,
            mask="auto",
            preserveAspectRatio=True,
        )

    def teeth(self, x: float, y: float, width: float, *, height: float = 1.6, colour: str = PRIMARY) -> None:
        """The gigi balang band: a thin rule with saw-teeth hanging from it."""
        count = max(1, round(width / (height * 1.25)))
        step = width / count
        self.shape([[(x, y), (x + width, y), (x + width, y + 0.45), (x, y + 0.45)]], colour)
        self.shape(
            [
                [
                    (x + at * step, y + 0.45),
                    (x + (at + 1) * step, y + 0.45),
                    (x + (at + 0.5) * step, y + height),
                ]
                for at in range(count)
            ],
            colour,
        )

    def watermark(self, text: str) -> None:
        """Pale words across the page, under everything that is drawn later; several marks are set smaller."""
        size = 96 if len(text) < 8 else 64
        self.canvas.saveState()
        self.canvas.translate(self.width * MM / 2, self.height * MM / 2)
        self.canvas.rotate(50 if self.height > self.width else 32)
        self.canvas.setFillColor(HexColor(GHOST))
        self.canvas.setFont("Jakarta-Bold", size)
        self.canvas.drawCentredString(0, -size * 0.35, text)
        self.canvas.restoreState()
