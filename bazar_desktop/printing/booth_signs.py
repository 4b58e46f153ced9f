"""Nomor booth: large signs to hang on the tents, two on a sheet or one."""

from __future__ import annotations

from collections.abc import Sequence

from bazar_desktop.domain.day.model import DayRow, DaySheet
from bazar_desktop.domain.layout.model import Plan
from bazar_desktop.language import _
from bazar_desktop.printing.toolkit import words
from bazar_desktop.printing.toolkit.document import Drawing, Part, page_size
from bazar_desktop.printing.toolkit.fonts import BOLD, MM, REGULAR, SEMIBOLD, fit, width_of
from bazar_desktop.printing.toolkit.frame import MARGIN
from bazar_desktop.printing.toolkit.pen import DARK, INK, MUTED, RULE, Pen, tinted
from bazar_desktop.services.day.sheet import booth_order

CAP = 0.745  # height of the capitals, in sizes


def compose_booth_signs(
    sheet: DaySheet, *, paper: str = "A4", per_sheet: int = 2, plan: Plan | None = None
) -> Part:
    """A sign for every booth that somebody holds: `per_sheet` 2 on upright sheets to cut, or 1 on a lying sheet.

    With a `plan` also for its booths that nobody holds yet, with the number alone.
    """
    sheet = words.masked(sheet)
    size = page_size(paper, landscape=per_sheet == 1)
    signs = list(_signs(sheet, plan).items())
    groups = [signs[at : at + per_sheet] for at in range(0, len(signs), per_sheet)] or [[]]
    pages = tuple(_page(sheet, group, per_sheet) for group in groups)
    return Part("NB", _("Nomor booth"), size, pages, framed=False)


def _signs(sheet: DaySheet, plan: Plan | None) -> dict[str, tuple[DayRow, ...]]:
    """The holders of each booth, in the order of the booths."""
    rows: dict[str, tuple[DayRow, ...]] = {}
    for row in sheet.rows:
        for booth in row.booths:
            rows[booth] = (*rows.get(booth, ()), row)
    for stand in plan.booths if plan is not None else ():
        if not stand.blocked:
            rows.setdefault(stand.label, ())
    return dict(sorted(rows.items(), key=lambda item: booth_order(item[0])))


def _page(sheet: DaySheet, signs: Sequence[tuple[str, tuple[DayRow, ...]]], per_sheet: int) -> Drawing:
    def draw(pen: Pen) -> None:
        if not signs:
            pen.boxed(
                MARGIN, 40, pen.width - 2 * MARGIN, 30, _("Belum ada booth yang ditempati."), largest=14
            )
            return
        height = (pen.height - 8) / per_sheet
        for at, (label, rows) in enumerate(signs):
            _draw_sign(pen, sheet, label, rows, at * height, height)
        if per_sheet > 1:
            pen.rule(0, height, pen.width, height, line=0.15, colour=MUTED, dash=(1.5, 1.5))

    return draw


def _draw_sign(
    pen: Pen, sheet: DaySheet, label: str, rows: tuple[DayRow, ...], y: float, height: float
) -> None:
    room, middle = pen.width - 2 * MARGIN, pen.width / 2
    pen.one_line(MARGIN, y + 14, sheet.bazaar_name, room * 0.6, font=SEMIBOLD, size=11, colour=DARK)
    pen.one_line(pen.width - MARGIN, y + 14, sheet.lokasi, room * 0.38, size=10, align="right", colour=MUTED)
    pen.teeth(MARGIN, y + 17, room, height=2.4)
    size = _number_size(label, room, height * (0.36 if rows else 0.5))
    base = y + 23 + height * 0.03 + size * CAP / MM
    pen.text(middle, base, label, font=BOLD, size=size, align="centre", colour=INK)
    if not rows:
        return
    category = words.category_of(sheet, rows[0])
    top = base + height * 0.06
    rest = y + height - 19 - top
    found = fit(" / ".join(words.called(row) for row in rows), SEMIBOLD, room, rest, 38, 9)
    if found:
        used = len(found[1]) * found[0] * 1.24 / MM
        pen.lines(middle, top + (rest - used) / 2, found[1], font=SEMIBOLD, size=found[0], align="centre")
    _draw_goods(pen, category.letter, category.colour, _goods(rows, category.name), y + height - 11)


def _goods(rows: Sequence[DayRow], category: str) -> str:
    products = dict.fromkeys(row.product for row in rows if row.product)
    return " · ".join((category, *products))


def _number_size(label: str, room: float, height: float) -> float:
    size = height * MM / CAP
    return min(size, size * room / max(room, width_of(label, BOLD, size)))


def _draw_goods(pen: Pen, letter: str, colour: str, said: str, base: float) -> None:
    """The category's letter in its colour, and what is sold."""
    room = pen.width - 2 * MARGIN
    size = 13.0
    while size > 7 and width_of(said, REGULAR, size) > room - 12:
        size -= 0.5
    left = pen.width / 2 - (width_of(said, REGULAR, size) + 11) / 2
    pen.rule(MARGIN, base - 8, pen.width - MARGIN, base - 8, colour=RULE)
    pen.box(left, base - 5, 7.5, 7, fill=tinted(colour, 0.25), stroke=colour, line=0.4, radius=1)
    pen.text(left + 3.75, base + 0.1, letter, font=BOLD, size=12, align="centre")
    pen.text(left + 11, base, said, size=size, colour=MUTED)
