"""Slip omzet: sheets to cut into slips that then lie in booth order, each with the QR code of its row."""

from __future__ import annotations

from collections.abc import Sequence

from bazar_desktop.domain.day.model import VENDOR, DayRow, DaySheet
from bazar_desktop.domain.omzet.slip_codes import make_slip
from bazar_desktop.language import _
from bazar_desktop.printing.toolkit import figures, words
from bazar_desktop.printing.toolkit.cutting import draw_cut_marks, draw_qr
from bazar_desktop.printing.toolkit.document import Drawing, Part, page_size
from bazar_desktop.printing.toolkit.fonts import BOLD, SEMIBOLD
from bazar_desktop.printing.toolkit.frame import MARGIN
from bazar_desktop.printing.toolkit.pen import DARK, INK, MUTED, PRIMARY, Pen

SLIP = (95.0, 66.0)  # millimetres; eight on A4 and on F4
QR_SIDE = 30.0
HEAD, LINE = 17.0, 7.6


def compose_slips(sheet: DaySheet, *, paper: str = "A4") -> Part:
    """A slip for every UMKM row that may still report: one a session where a stand changed hands.

    The whole pile of sheets is cut at once; the piles of the places, laid on each other from the first to the last,
    are then in booth order.
    """
    sheet = words.masked(sheet)
    size = page_size(paper)
    rows = [row for row in sheet.rows if row.party == VENDOR and not figures.is_away(row)]
    across, down = int((size[0] - 10) // SLIP[0]), int((size[1] - 14) // SLIP[1])
    pages = tuple(_page(sheet, group, across) for group in in_piles(rows, across * down)) or (
        _page(sheet, [], across),
    )
    return Part("SO", _("Slip omzet"), size, pages, framed=False)


def in_piles(rows: Sequence[DayRow], places: int) -> list[list[tuple[int, DayRow]]]:
    """The rows of each sheet with their numbers from 1, so that cut piles of `places` follow each other in order."""
    sheets = -(-len(rows) // places)
    numbered = list(enumerate(rows, start=1))
    return [numbered[at::sheets] for at in range(sheets)]


def _page(sheet: DaySheet, rows: Sequence[tuple[int, DayRow]], across: int) -> Drawing:
    def draw(pen: Pen) -> None:
        if not rows:
            pen.boxed(
                MARGIN,
                40,
                pen.width - 2 * MARGIN,
                30,
                _("Belum ada peserta untuk dibuatkan slip."),
                largest=14,
            )
            return
        down = -(-len(rows) // across)
        left, top = (pen.width - across * SLIP[0]) / 2, min((pen.height - down * SLIP[1]) / 2, 13.5)
        for at, (number, row) in enumerate(rows):
            line, place = divmod(at, across)
            _draw_slip(pen, sheet, row, number, (left + place * SLIP[0], top + line * SLIP[1]))
        draw_cut_marks(pen, (left, top), SLIP, (across, down))

    return draw


def _draw_slip(pen: Pen, sheet: DaySheet, row: DayRow, number: int, corner: tuple[float, float]) -> None:
    x, y = corner[0] + 5, corner[1]
    room = SLIP[0] - 10
    pen.one_line(x, y + 9.2, row.booth or "—", 30, font=BOLD, size=17, smallest=9, colour=PRIMARY)
    day = words.day_words(sheet)
    if row.session > 1:
        day += " · " + _("sesi {number}").format(number=row.session)
    pen.text(
        x + room, y + 5.4, _("Slip omzet {number}").format(number=number), size=7, align="right", colour=MUTED
    )
    pen.one_line(x + room, y + 9.2, day, room - 32, size=8, align="right", font=SEMIBOLD)
    pen.one_line(x, y + 13.4, words.called(row), room, font=SEMIBOLD, size=9.5, colour=DARK)
    if row.name and row.name != row.business:
        pen.one_line(x, y + 16.6, row.name, room, size=7.5, colour=MUTED)
    _draw_lines(pen, x, y + HEAD, room - QR_SIDE - 6)
    right = x + room - QR_SIDE
    code = make_slip(row.card, sheet.day, row.session) if row.card else ""
    draw_qr(pen, code, right, y + HEAD + 3.4, QR_SIDE)
    pen.one_line(right + QR_SIDE / 2, y + HEAD + 37.2, code, QR_SIDE + 4, size=6, smallest=4, align="centre")
    for at, said in enumerate((_("nihil, tidak ada penjualan"), _("tidak bersedia menyebut"))):
        base = y + HEAD + 42.2 + at * 4.4
        pen.box(right - 2, base - 2.5, 2.8, 2.8, stroke=INK, line=0.25)
        pen.one_line(right + 2.2, base, said, QR_SIDE - 1, size=6.8, smallest=5)


def _draw_lines(pen: Pen, x: float, y: float, width: float) -> None:
    asked = (
        (_("Tunai"), "Rp"),
        (_("QRIS"), "Rp"),
        (_("Lainnya"), "Rp"),
        (_("Transaksi"), ""),
        (_("Terlaris"), ""),
        (_("Pesanan"), "Rp"),
    )
    for at, (said, unit) in enumerate(asked, start=1):
        base = y + at * LINE - 0.6
        pen.text(x, base - 1.0, said, size=7.5, colour=MUTED)
        pen.text(x + 15, base - 1.0, unit, size=7.5, colour=MUTED)
        pen.rule(x + 14.5, base, x + width, base, colour=INK, line=0.2)
