"""The denah as a poster: one drawing over several sheets that are glued together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bazar_desktop.domain.day.model import DaySheet
from bazar_desktop.domain.layout.model import Plan
from bazar_desktop.language import _
from bazar_desktop.printing.layout.page import draw_scene, scene_on
from bazar_desktop.printing.layout.scene import Scene
from bazar_desktop.printing.toolkit import frame, words
from bazar_desktop.printing.toolkit.document import Drawing, Part, page_size
from bazar_desktop.printing.toolkit.fonts import MM
from bazar_desktop.printing.toolkit.pen import INK, MUTED, WASH, Pen

EDGE = 9.0  # millimetres that a printer may leave white
OVERLAP = 12.0  # millimetres that a sheet lies below its neighbour
LIKE = 420.0  # the drawing is laid out as on an A3 sheet, then enlarged
WHOLE = "poster"  # the name of the whole drawing within the file
GRIDS = ((2, 1), (1, 2), (2, 2), (3, 2), (2, 3), (3, 3), (4, 4))  # sheets across and down


@dataclass(frozen=True, slots=True)
class _Poster:
    """How the poster lies on its sheets: all in millimetres of paper."""

    across: int
    down: int
    sheet: tuple[float, float]

    @property
    def step(self) -> tuple[float, float]:
        """From one sheet's picture to the next."""
        return self.sheet[0] - 2 * EDGE - OVERLAP, self.sheet[1] - 2 * EDGE - OVERLAP

    @property
    def size(self) -> tuple[float, float]:
        return self.across * self.step[0] + OVERLAP, self.down * self.step[1] + OVERLAP

    @property
    def enlarged(self) -> float:
        return max(1.0, max(self.size) / LIKE)


def compose_poster(sheet: DaySheet, plan: Plan, *, paper: str = "A4", grid: tuple[int, int] = (2, 2)) -> Part:
    """The denah over `grid` sheets (across, down), on whichever way of the paper shows it larger."""
    sheet = words.masked(sheet)
    found = []
    for landscape in (True, False):
        poster = _Poster(*grid, page_size(paper, landscape=landscape))
        drawn = (poster.size[0] / poster.enlarged, poster.size[1] / poster.enlarged)
        found.append((poster, scene_on(sheet, plan, drawn, poster.enlarged)))
    poster, scene = min(found, key=lambda item: item[1].true_scale)
    pages = tuple(
        _page(sheet, poster, scene, row, column)
        for row in range(poster.down)
        for column in range(poster.across)
    )
    return Part("DN", _("Poster denah"), poster.sheet, pages, framed=False)


def _page(sheet: DaySheet, poster: _Poster, scene: Scene, row: int, column: int) -> Drawing:
    def draw(pen: Pen) -> None:
        _through_window(pen, poster, row, column, lambda whole: _draw_whole(whole, sheet, scene))
        _draw_marks(pen, poster, row, column)

    return draw


def _draw_whole(pen: Pen, sheet: DaySheet, scene: Scene) -> None:
    frame.draw_head(pen, sheet, frame.PageNumber("DN", _("Poster denah"), 1, 1))
    draw_scene(pen, scene)


def _through_window(pen: Pen, poster: _Poster, row: int, column: int, draw: Callable[[Pen], None]) -> None:
    """Show this sheet's part of the whole, which the file holds once."""
    canvas, (wide, high) = pen.canvas, poster.sheet
    width, height = (length / poster.enlarged for length in poster.size)
    if not canvas.hasForm(WHOLE):
        canvas.beginForm(WHOLE, 0, 0, width * MM, height * MM)
        draw(Pen(canvas, width, height))
        canvas.endForm()
    canvas.saveState()
    window = canvas.beginPath()
    window.rect(EDGE * MM, EDGE * MM, (wide - 2 * EDGE) * MM, (high - 2 * EDGE) * MM)
    canvas.clipPath(window, stroke=0, fill=0)
    left, top = column * poster.step[0], row * poster.step[1]
    canvas.translate((EDGE - left) * MM, (high - EDGE + top - poster.size[1]) * MM)
    canvas.scale(poster.enlarged, poster.enlarged)
    canvas.doForm(WHOLE)
    canvas.restoreState()


def _draw_marks(pen: Pen, poster: _Poster, row: int, column: int) -> None:
    """Where the next sheet goes, crosses that must meet, which sheet this is, and how all lie together."""
    wide, high = poster.sheet
    right, foot = wide - EDGE, high - EDGE
    glue = {"colour": MUTED, "line": 0.15, "dash": (2.0, 1.2)}
    edges = []
    if column + 1 < poster.across:
        pen.rule(right - OVERLAP, EDGE - 4, right - OVERLAP, foot + 3, **glue)  # type: ignore[arg-type]
        edges.append(_("kanan"))
    if row + 1 < poster.down:
        pen.rule(EDGE - 4, foot - OVERLAP, right + 4, foot - OVERLAP, **glue)  # type: ignore[arg-type]
        edges.append(_("bawah"))
    for x in [EDGE] * (column > 0) + [right - OVERLAP] * (column + 1 < poster.across):
        for y in (EDGE - 2.0, foot + 2.0):
            _draw_cross(pen, x, y)
    for y in [EDGE] * (row > 0) + [foot - OVERLAP] * (row + 1 < poster.down):
        for x in (EDGE - 3.0, right + 3.0):
            _draw_cross(pen, x, y)
    number = row * poster.across + column + 1
    said = _("Lembar {number} dari {of}: baris {row}, kolom {column}").format(
        number=number, of=poster.across * poster.down, row=row + 1, column=column + 1
    )
    if edges:
        said += " · " + _(
            "lem sisi {sides} sampai garis putus-putus, tempel lembar berikutnya di atasnya"
        ).format(sides=_(" dan ").join(edges))
    pen.one_line(EDGE + 16, EDGE - 2.6, said, wide - 2 * EDGE - 20, size=6.5, colour=INK)
    _draw_overview(pen, poster, row, column)


def _draw_cross(pen: Pen, x: float, y: float) -> None:
    pen.rule(x - 1.6, y, x + 1.6, y, colour=INK, line=0.15)
    pen.rule(x, y - 1.6, x, y + 1.6, colour=INK, line=0.15)


def _draw_overview(pen: Pen, poster: _Poster, row: int, column: int) -> None:
    """All sheets, small, with this one filled."""
    high = 6.0 / poster.down
    side = min(high, 10.0 / poster.across)
    for down in range(poster.down):
        for across in range(poster.across):
            here = (down, across) == (row, column)
            x, y = EDGE + 4.5 + across * side, EDGE - 7.5 + down * high
            pen.box(x, y, side, high, fill=INK if here else WASH, stroke=MUTED, line=0.1)
