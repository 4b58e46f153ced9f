"""Daftar hadir: who is expected at which booth, with places to sign that lie left and right in turn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bazar_desktop.domain.day import DayRow, DaySheet
from bazar_desktop.language import N_, _
from bazar_desktop.printing import flow, frame, pieces, words
from bazar_desktop.printing.document import Part, reading_size, write
from bazar_desktop.printing.fonts import REGULAR, SEMIBOLD
from bazar_desktop.printing.pen import MUTED, RULE, Pen


@dataclass(frozen=True, slots=True)
class _Field:
    heading: str
    share: float
    read: Callable[[DaySheet, DayRow], str]
    font: str = REGULAR
    align: str = "left"


FIELDS = {
    "booth": _Field(N_("Booth"), 14, lambda sheet, row: _booth(row), SEMIBOLD),
    "name": _Field(N_("Nama"), 29, lambda sheet, row: row.name),
    "business": _Field(N_("Usaha"), 30, lambda sheet, row: row.business, SEMIBOLD),
    "product": _Field(N_("Jenis produk"), 25, lambda sheet, row: row.product),
    "agency": _Field(N_("Pengampu"), 21, lambda sheet, row: row.agency),
    "phone": _Field(N_("HP"), 23, lambda sheet, row: row.phone),
    "attendance": _Field(N_("Kehadiran"), 19, lambda sheet, row: words.attendance_words(row)),
    "loan": _Field(N_("Pinjam / kembali"), 24, lambda sheet, row: ""),
    "signature": _Field(N_("Tanda tangan"), 36, lambda sheet, row: ""),
}
BLANK_COLUMNS = ("booth", "name", "business", "product", "agency", "phone", "signature")
FILLED_COLUMNS = ("booth", "name", "business", "agency", "phone", "attendance", "signature")
ROW = flow.Style(size=7.6, least=10.5, lines=True)


def _booth(row: DayRow) -> str:
    booth = row.booth or "—"
    return f"{booth} {_('sesi {number}').format(number=row.session)}" if row.session > 1 else booth


def compose_attendance_sheet(
    sheet: DaySheet, *, paper: str = "A4", filled: bool = False, columns: Sequence[str] = ()
) -> Part:
    """The daftar hadir in booth order; `filled` adds who came and when.

    `columns` are keys of FIELDS, in their order. Raises KeyError for another key.
    """
    sheet = words.masked(sheet)
    size, scale = reading_size(paper)
    width = size[0] - 2 * frame.MARGIN
    keys = tuple(columns) or (FILLED_COLUMNS if filled else BLANK_COLUMNS)
    name = _("Daftar hadir")
    blocks = [
        pieces.title(name, _("Pelaku UMKM dan mitra"), width),
        pieces.day_facts(sheet, width, with_time=True),
        *_table(sheet, keys, width),
        flow.space(2),
        *pieces.signatures(sheet, width),
    ]
    return Part("DH", name, size, flow.pages_of(sheet, size, blocks), scale, figures=filled)


def _table(sheet: DaySheet, keys: Sequence[str], width: float) -> list[flow.Block]:
    fields = [FIELDS[key] for key in keys]
    columns = [flow.Column(_("No"), 8, "right")]
    columns += [flow.Column(_(field.heading), field.share, field.align, field.font) for field in fields]
    head = flow.head_row(columns, width, ROW)
    if not sheet.rows:
        return [head, flow.space(3), pieces.notice(_("Belum ada peserta pada hari ini."), width)]
    signing = keys.index("signature") + 1 if "signature" in keys else None
    blocks = [head]
    for number, row in enumerate(sheet.rows, start=1):
        cells = [str(number), *(field.read(sheet, row) for field in fields)]
        block = flow.row(columns, cells, width, ROW, head, keep=number >= len(sheet.rows) - 1)
        if signing is not None:
            block = _with_place_to_sign(block, number, flow.widths(columns, width), signing)
        blocks.append(block)
    return blocks


def _with_place_to_sign(block: flow.Block, number: int, widths: Sequence[float], column: int) -> flow.Block:
    """`block` with its numbered place to sign: odd numbers left, even ones right."""
    left, room = sum(widths[:column]), widths[column]

    def draw(pen: Pen, x: float, y: float) -> None:
        block.draw(pen, x, y)
        start = x + left + (0 if number % 2 else room / 2)
        pen.text(start + 1.2, y + 3.4, f"{number}.", size=6.5, colour=MUTED)
        base = y + block.height - 1.8
        pen.rule(start + 1.2, base, start + room / 2 - 1.2, base, colour=RULE, dash=(0.4, 0.5))

    return flow.Block(block.height, draw, block.keep, block.header)


def draw_attendance_sheet(
    sheet: DaySheet, path: Path, *, paper: str = "A4", filled: bool = False, columns: Sequence[str] = ()
) -> None:
    """Write the daftar hadir to `path`. Raises DiskFull, OutputFailed."""
    part = compose_attendance_sheet(sheet, paper=paper, filled=filled, columns=columns)
    write(sheet, [part], part.title, path)
