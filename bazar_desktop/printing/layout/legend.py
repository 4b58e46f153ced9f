"""The denah's legend: categories with their letters, symbols, keyed fixtures, scale bar, north."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import cos, radians, sin

from bazar_desktop.domain.day.model import Category, DaySheet
from bazar_desktop.domain.layout.model import Booth, Fixture, Plan
from bazar_desktop.language import _
from bazar_desktop.printing.toolkit import words
from bazar_desktop.printing.toolkit.fonts import BOLD, SEMIBOLD
from bazar_desktop.printing.toolkit.frame import Area
from bazar_desktop.printing.toolkit.pen import DARK, INK, MUTED, Pen, tinted

POWER, WATER = "power", "water"
BOLT = ((0.62, 0.0), (0.15, 0.58), (0.46, 0.58), (0.34, 1.0), (0.85, 0.4), (0.52, 0.4))
DROP = ((0.5, 0.0), (0.8, 0.5), (0.82, 0.75), (0.66, 0.95), (0.34, 0.95), (0.18, 0.75), (0.2, 0.5))
BLUE, AMBER = "#2F7DB8", "#B45309"  # dark enough to be seen without colour
LINE = 4.8
BARS = (1, 2, 3, 4, 5, 10, 15, 20, 25, 50, 100)  # metres of one part of the scale bar


@dataclass(frozen=True, slots=True)
class Legend:
    """What the legend explains; `keyed` are the fixtures whose label has no room on the plan.

    The plan is drawn at 1 : `scale`; on a poster the paper says 1 : `true_scale`.
    """

    sheet: DaySheet
    plan: Plan
    scale: float
    true_scale: int
    keyed: tuple[Fixture, ...]


Item = Callable[[Pen, float, float, float], None]  # pen, x, baseline, room


def key_of(keyed: Sequence[Fixture], fixture: Fixture) -> str:
    """The number that stands for a fixture too small for its label; equal labels share it."""
    return str(_labels(keyed).index(fixture.label) + 1)


def _labels(keyed: Sequence[Fixture]) -> list[str]:
    return list(dict.fromkeys(fixture.label for fixture in keyed))


def symbols_of(booth: Booth) -> list[str]:
    return [name for name, has in ((POWER, booth.power), (WATER, booth.water)) if has]


def draw_symbol(pen: Pen, symbol: str, x: float, y: float, side: float) -> None:
    """A bolt (power) or a drop (water) in a square."""
    outline, colour = (BOLT, AMBER) if symbol == POWER else (DROP, BLUE)
    pen.shape([[(x + across * side, y + down * side) for across, down in outline]], colour)


def draw(pen: Pen, legend: Legend, panel: Area, columns: int) -> None:
    """Items in `columns` beside each other; scale bar and north last."""
    items = _items(legend)
    last = Area(panel.x + panel.width - 38, panel.y, 38, panel.height) if columns > 1 else panel
    width = (panel.width - (42 if columns > 1 else 0)) / max(1, columns - 1)
    per_column = len(items) if columns == 1 else max(5, -(-len(items) // (columns - 1)))
    step = (
        min(LINE, (panel.height - 38) / max(1, per_column))
        if columns == 1
        else panel.height / (per_column + 0.5)
    )
    step = min(step, LINE)
    for at, item in enumerate(items):
        column, line = divmod(at, per_column)
        item(pen, panel.x + column * width, panel.y + 3 + line * step, width - 2)
    y = panel.y + 3 + len(items) * step + 2 if columns == 1 else panel.y
    _draw_north(pen, last.x + 7, y + 12, legend.plan.north)
    _draw_scale(pen, last.x, y + 24, last.width, legend)


def _items(legend: Legend) -> list[Item]:
    counts: dict[Category, int] = {}
    for row in legend.sheet.rows:
        if row.booth:
            category = words.category_of(legend.sheet, row)
            counts[category] = counts.get(category, 0) + 1
    order = [*legend.sheet.categories, *counts]
    items = [_heading(_("Jenis usaha"))]
    items += [_category(each, counts[each]) for each in dict.fromkeys(order) if each in counts]
    items += [_symbol(POWER, _("Listrik"))] * any(booth.power for booth in legend.plan.booths)
    items += [_symbol(WATER, _("Air"))] * any(booth.water for booth in legend.plan.booths)
    items.append(_counter())
    items += [_keyed(str(key), label) for key, label in enumerate(_labels(legend.keyed), start=1)]
    return items


def _heading(text: str) -> Item:
    return lambda pen, x, y, room: pen.one_line(x, y, text, room, font=SEMIBOLD, size=8.5, colour=DARK)


def _category(category: Category, count: int) -> Item:
    def draw_item(pen: Pen, x: float, y: float, room: float) -> None:
        colour = tinted(category.colour, 0.17)
        pen.box(x, y - 2.8, 4.4, 3.6, fill=colour, stroke=category.colour, line=0.25)
        pen.text(x + 2.2, y - 0.1, category.letter, font=BOLD, size=7, align="centre")
        pen.one_line(x + 6, y, f"{category.name} ({count})", room - 6, size=8)

    return draw_item


def _symbol(symbol: str, text: str) -> Item:
    def draw_item(pen: Pen, x: float, y: float, room: float) -> None:
        draw_symbol(pen, symbol, x + 0.8, y - 2.6, 3)
        pen.one_line(x + 6, y, text, room - 6, size=8)

    return draw_item


def _counter() -> Item:
    def draw_item(pen: Pen, x: float, y: float, room: float) -> None:
        pen.rule(x, y - 0.9, x + 4.4, y - 0.9, colour=MUTED, line=0.8)
        pen.one_line(x + 6, y, _("Sisi meja jual"), room - 6, size=8)

    return draw_item


def _keyed(key: str, label: str) -> Item:
    def draw_item(pen: Pen, x: float, y: float, room: float) -> None:
        pen.text(x + 2.2, y, key, font=BOLD, size=8, align="centre")
        pen.one_line(x + 6, y, label, room - 6, size=8)

    return draw_item


def _draw_north(pen: Pen, x: float, y: float, bearing: float) -> None:
    """An arrow to the north; `bearing` is where the paper's upper edge looks."""
    angle = radians(-bearing)

    def turned(across: float, down: float) -> tuple[float, float]:
        return (
            x + across * cos(angle) - down * sin(angle),
            y + across * sin(angle) + down * cos(angle),
        )

    pen.shape([[turned(0, -6), turned(2.4, 4), turned(0, 2.4)]], INK)
    pen.shape([[turned(0, -6), turned(-2.4, 4), turned(0, 2.4)]], MUTED)
    pen.text(x, y - 7.2, _("U"), font=BOLD, size=9, align="centre")


def _draw_scale(pen: Pen, x: float, y: float, room: float, legend: Legend) -> None:
    """A bar of two equal parts, in whole metres."""
    part = max((m for m in BARS if m * 2000 / legend.scale <= room - 6), default=1)
    length = part * 1000 / legend.scale
    for at in range(2):
        pen.box(x + at * length, y, length, 1.6, fill=INK if at == 0 else None, stroke=INK, line=0.15)
    labels = ["0", str(part), _("{metres} m").format(metres=2 * part)]
    for at, label in enumerate(labels):
        align = "left" if at == 0 else "centre"
        pen.text(x + at * length, y + 4.8, label, size=7, align=align)
    caption = _("Skala 1 : {scale}").format(scale=legend.true_scale)
    pen.text(x, y - 1.6, caption, size=7.5, font=SEMIBOLD, colour=MUTED)
