"""Kartu peserta: cards to cut apart, each with the QR code of its holder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bazar_desktop.domain.day.model import DayRow, DaySheet
from bazar_desktop.language import _
from bazar_desktop.printing.toolkit import words
from bazar_desktop.printing.toolkit.cutting import draw_cut_marks, draw_qr
from bazar_desktop.printing.toolkit.document import Drawing, Part, page_size
from bazar_desktop.printing.toolkit.fonts import BOLD, REGULAR, SEMIBOLD, fit
from bazar_desktop.printing.toolkit.frame import MARGIN
from bazar_desktop.printing.toolkit.pen import DARK, MUTED, PRIMARY, Pen, tinted

CARD_SIZES = {10: (90.0, 54.0), 8: (95.0, 66.0)}  # cards on an A4 sheet: width and height of one
QR_SIDE = 31.0  # millimetres, without its quiet zone
HEAD = 8.6


@dataclass(frozen=True, slots=True)
class _Holder:
    row: DayRow
    booths: tuple[str, ...]


def compose_cards(sheet: DaySheet, *, paper: str = "A4", per_sheet: int = 10) -> Part:
    """Cards in booth order; `per_sheet` (8 or 10) is how many an A4 sheet holds, larger papers hold more.

    Raises KeyError for another `per_sheet`.
    """
    sheet = words.masked(sheet)
    size, card = page_size(paper), CARD_SIZES[per_sheet]
    across, down = int((size[0] - 10) // card[0]), int((size[1] - 14) // card[1])
    holders = _holders(sheet)
    groups = [holders[at : at + across * down] for at in range(0, len(holders), across * down)] or [[]]
    pages = tuple(_page(sheet, group, card, across) for group in groups)
    return Part("KP", _("Kartu peserta"), size, pages, framed=False)


def _holders(sheet: DaySheet) -> list[_Holder]:
    """One a participation, however many stands or sessions it has."""
    holders: dict[str, _Holder] = {}
    for row in sheet.rows:
        known = holders.get(row.participation_id, _Holder(row, ()))
        booths = tuple(dict.fromkeys((*known.booths, *([row.booth] if row.booth else []))))
        holders[row.participation_id] = _Holder(known.row, booths)
    return list(holders.values())


def _page(sheet: DaySheet, holders: Sequence[_Holder], card: tuple[float, float], across: int) -> Drawing:
    def draw(pen: Pen) -> None:
        if not holders:
            pen.boxed(
                MARGIN,
                40,
                pen.width - 2 * MARGIN,
                30,
                _("Belum ada peserta untuk dibuatkan kartu."),
                largest=14,
            )
            return
        rows = -(-len(holders) // across)
        left, top = (pen.width - across * card[0]) / 2, (pen.height - rows * card[1]) / 2
        top = min(top, 13.5)
        for at, holder in enumerate(holders):
            line, place = divmod(at, across)
            _draw_card(pen, sheet, holder, left + place * card[0], top + line * card[1], card)
        draw_cut_marks(pen, (left, top), card, (across, rows))

    return draw


def _draw_card(
    pen: Pen, sheet: DaySheet, holder: _Holder, x: float, y: float, card: tuple[float, float]
) -> None:
    width, height = card
    room = width - 10
    aside = 18 if sheet.is_sample else 0
    pen.one_line(x + 5, y + 4.6, sheet.bazaar_name, room - aside, font=SEMIBOLD, size=9, colour=DARK)
    if sheet.is_sample:
        pen.text(x + width - 5, y + 4.6, _("CONTOH"), font=BOLD, size=9, align="right", colour=MUTED)
    pen.one_line(x + 5, y + 7.4, words.place_words(sheet), room, size=6.5, smallest=5, colour=MUTED)
    pen.teeth(x + 5, y + HEAD, room, height=1.3)
    free = height - HEAD - QR_SIDE
    draw_qr(pen, holder.row.card, x + width - 5 - QR_SIDE, y + HEAD + free / 2, QR_SIDE)
    _draw_words(pen, sheet, holder, (x + 5, y + HEAD + 2.6, width - QR_SIDE - 15, height - HEAD - 6.4))


def _draw_words(pen: Pen, sheet: DaySheet, holder: _Holder, room: tuple[float, float, float, float]) -> None:
    x, y, width, height = room
    row = holder.row
    booth = ", ".join(holder.booths) or "—"
    pen.one_line(x, y + 8, booth, width, font=BOLD, size=25, smallest=9, colour=PRIMARY)
    foot = 10.5
    rest = height - 11 - foot
    business = fit(words.called(row), SEMIBOLD, width, rest * 0.55, 11, 4)
    top = y + 11
    if business:
        top = pen.lines(x, top, business[1], font=SEMIBOLD, size=business[0])
    if row.name and row.name != row.business:
        name = fit(row.name, REGULAR, width, rest - (top - y - 11), 9, 4)
        if name:
            pen.lines(x, top + 0.4, name[1], size=name[0])
    category = words.category_of(sheet, row)
    base = y + height - 5.0
    pen.box(x, base - 3.2, 4.4, 4.2, fill=tinted(category.colour, 0.17), stroke=category.colour, line=0.25)
    pen.text(x + 2.2, base - 0.2, category.letter, font=BOLD, size=7.5, align="centre")
    said = " · ".join(part for part in (category.name, row.agency) if part)
    pen.one_line(x + 6, base - 0.2, said, width - 6, size=7, colour=MUTED)
    pen.one_line(x, y + height, row.card, width, font=SEMIBOLD, size=8.5)
