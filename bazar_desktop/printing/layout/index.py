"""The denah's index: who stands where, once by booth and once by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bazar_desktop.domain.day.model import DaySheet
from bazar_desktop.domain.layout.model import Plan
from bazar_desktop.language import _
from bazar_desktop.printing.toolkit import frame, words
from bazar_desktop.printing.toolkit.document import Drawing
from bazar_desktop.printing.toolkit.fonts import BOLD, REGULAR, SEMIBOLD, line_height, wrap
from bazar_desktop.printing.toolkit.pen import DARK, MUTED, RULE, Pen
from bazar_desktop.services.day.sheet import booth_order

COLUMNS = 2  # of each of the two lists, beside each other on a page
GAP, LABEL, SIZE, HEAD = 5.0, 13.0, 7.4, 8.5


@dataclass(frozen=True, slots=True)
class _Entry:
    booth: str
    name: str
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        return len(self.lines) * line_height(SIZE) + 1.2


def pages(sheet: DaySheet, plan: Plan, size: tuple[float, float]) -> tuple[Drawing, ...]:
    """The pages of the index."""
    area = frame.body(sheet, size, first=False)
    width = (area.width - GAP * (2 * COLUMNS - 1)) / (2 * COLUMNS)
    by_booth = [_entry(booth, name, width) for booth, name in _entries(sheet, plan)]
    held = [each for each in by_booth if each.name and each.booth]
    by_name = sorted(held, key=lambda each: (each.name.casefold(), each.booth))
    lists = [_in_columns(entries, area.height - HEAD) for entries in (by_booth, by_name)]
    count = max(-(-len(columns) // COLUMNS) for columns in lists)
    headings = (_("Menurut booth"), _("Menurut nama usaha"))

    def page(at: int) -> Drawing:
        def draw(pen: Pen) -> None:
            for side, (heading, columns) in enumerate(zip(headings, lists, strict=True)):
                x = area.x + side * COLUMNS * (width + GAP)
                _draw_list(pen, x, area.y, width, heading, columns[at * COLUMNS : (at + 1) * COLUMNS])

        return draw

    return tuple(page(at) for at in range(count))


def _entries(sheet: DaySheet, plan: Plan) -> list[tuple[str, str]]:
    """Booth and business: in the plan's order of labels, then stands off the plan, then those without a booth."""
    named: dict[str, list[str]] = {}
    for row in sheet.rows:
        for booth in row.booths or ("",):
            named.setdefault(booth, []).append(words.called(row))
    waiting = named.pop("", [])
    labels = sorted({booth.label for booth in plan.booths} | set(named), key=booth_order)
    found = [(label, " / ".join(named.get(label, []))) for label in labels]
    return found + [("", name) for name in waiting]


def _entry(booth: str, name: str, width: float) -> _Entry:
    shown = name or _("kosong")
    return _Entry(booth, name, tuple(wrap(shown, REGULAR, SIZE, width - LABEL)))


def _in_columns(entries: Sequence[_Entry], height: float) -> list[list[_Entry]]:
    columns: list[list[_Entry]] = [[]]
    left = height
    for entry in entries:
        if entry.height > left and columns[-1]:
            columns.append([])
            left = height
        columns[-1].append(entry)
        left -= entry.height
    return columns


def _draw_list(
    pen: Pen, x: float, y: float, width: float, heading: str, columns: Sequence[Sequence[_Entry]]
) -> None:
    if not any(columns):
        return
    pen.text(x, y + 4, heading, font=SEMIBOLD, size=9.5, colour=DARK)
    for at, column in enumerate(columns):
        left, top = x + at * (width + GAP), y + HEAD
        pen.rule(left, top - 1.4, left + width, top - 1.4, colour=DARK, line=0.3)
        for entry in column:
            label = entry.booth or "—"
            pen.lines(left, top, [label], font=BOLD, size=SIZE)
            colour = DARK if entry.name else MUTED
            pen.lines(left + LABEL, top, entry.lines, size=SIZE, colour=colour)
            top += entry.height
            pen.rule(left, top - 0.7, left + width, top - 0.7, colour=RULE, line=0.12)
