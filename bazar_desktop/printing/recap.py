"""Rekap omzet: every stand's turnover, totals by category and pengampu, mitra apart, the sum in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bazar_desktop.domain.day import model as day
from bazar_desktop.domain.day.model import DayRow, DaySheet
from bazar_desktop.domain.figures.day import DayFigures, figures_by, known_sum, share
from bazar_desktop.domain.money import format_number
from bazar_desktop.language import _
from bazar_desktop.phrases.figures import figure_name, number_or_none, percent_words, rupiah_or_none
from bazar_desktop.phrases.omzet import state_of
from bazar_desktop.printing.toolkit import figures, flow, frame, pieces, words
from bazar_desktop.printing.toolkit.document import Part, reading_size
from bazar_desktop.printing.toolkit.fonts import BOLD, REGULAR, SEMIBOLD, line_height, wrap
from bazar_desktop.printing.toolkit.pen import DARK, MUTED, PRIMARY, TINT, Pen

ROW = flow.Style(size=7.6, least=5.9)
AWAY = flow.Style(size=7.6, least=5.9, quiet=True)
SUM = flow.Style(size=7.8, least=7.0, strong=True)


def compose_recap(sheet: DaySheet, *, paper: str = "A4") -> Part:
    """The rekap in booth order: UMKM with their totals, then mitra, which never count as UMKM omzet.

    Raises TotalsDisagree where a sealed day's rows and columns differ.
    """
    sheet = words.masked(sheet)
    size, scale = reading_size(paper)
    width = size[0] - 2 * frame.MARGIN
    vendors = [row for row in sheet.rows if row.party == day.VENDOR]
    partners = [row for row in sheet.rows if row.party == day.PARTNER]
    umkm, mitra = figures.figures_of(sheet), figures.figures_of(sheet, day.PARTNER)
    name = _("Rekap omzet")
    blocks = [
        pieces.title(name, _("Dalam rupiah. Jumlah dihitung program dari baris-barisnya."), width),
        pieces.day_facts(sheet, width),
        *pieces.provisional(sheet, width),
        *_party(sheet, vendors, umkm, _("Jumlah omzet UMKM"), width),
    ]
    if vendors:
        blocks += [flow.space(3), _sum_in_words(sheet, umkm.omzet, width)]
        blocks += _breakdown(sheet, umkm, width)
        states = _("Keadaan laporan: {states}.").format(states=figures.state_counts(umkm))
        blocks += [flow.space(3), pieces.paragraph(states, width, size=8.5, keep=True)]
        blocks += _beside(vendors, width)
    if partners:
        blocks.append(pieces.heading(_("Mitra (di luar omzet UMKM)"), width))
        blocks += _party(sheet, partners, mitra, _("Jumlah omzet mitra"), width)
    blocks += [flow.space(3), *pieces.signatures(sheet, width, on=words.signed_on(sheet))]
    return Part("RO", name, size, flow.pages_of(sheet, size, blocks), scale, figures=True)


def _columns() -> list[flow.TableColumn]:
    return [
        flow.TableColumn(_("No"), 8, "right"),
        flow.TableColumn(_("Booth"), 14, font=SEMIBOLD),
        flow.TableColumn(_("Usaha"), 38),
        flow.TableColumn(_("Pengampu"), 20),
        flow.TableColumn(_("Jenis"), 16),
        flow.TableColumn(_("Tunai"), 20, "right"),
        flow.TableColumn(_("QRIS / non-tunai"), 20, "right"),
        flow.TableColumn(_("Jumlah"), 22, "right", SEMIBOLD),
        flow.TableColumn(_("Keterangan"), 24),
    ]


def _party(
    sheet: DaySheet, rows: Sequence[DayRow], total: DayFigures, said: str, width: float
) -> list[flow.Block]:
    told = [_cells(sheet, number, row) for number, row in enumerate(rows, start=1)]
    sums = [said, *figures.sums(total), words.provisional_words(sheet)]
    columns = flow.fitted(_columns(), [*told, [""] * 4 + sums], width, SUM)
    head = flow.head_row(columns, width, ROW)
    if not rows:
        return [head, flow.space(3), pieces.notice(_("Belum ada pelaku UMKM pada hari bazar ini."), width)]
    blocks = [head]
    for number, (row, cells) in enumerate(zip(rows, told, strict=True), start=1):
        style = AWAY if figures.is_away(row) else ROW
        blocks.append(flow.row(columns, cells, width, style, head, keep=number == len(rows)))
    return [*blocks, flow.row(flow.merged(columns, 5), sums, width, SUM, head, keep=True)]


def _cells(sheet: DaySheet, number: int, row: DayRow) -> list[str]:
    parts = (state_of(row, sheet.asked, sheet.rows), figures.away_but_told(row), row.note)
    remark = "; ".join(part for part in parts if part)
    return [
        str(number),
        row.booth or "—",
        words.called(row)
        + (f" ({_('sesi {number}').format(number=row.session)})" if row.session > 1 else ""),
        row.agency,
        words.category_of(sheet, row).name,
        *(_figure(amount) for amount in (figures.cash_of(row), figures.noncash_of(row), row.total)),
        remark,
    ]


def _figure(amount: int | None) -> str:
    """A number; a blank stays blank and is never 0."""
    return "" if amount is None else format_number(amount)


def _sum_in_words(sheet: DaySheet, omzet: int | None, width: float) -> flow.Block:
    """The day's UMKM omzet, large, with its words and the seal."""
    said = words.spelled_words(omzet)
    lines = wrap(said, REGULAR, 8.5, width - 70)
    height = max(17.0, 12.5 + len(lines) * line_height(8.5))

    def draw(pen: Pen, x: float, y: float) -> None:
        pen.box(x, y, width, height, fill=TINT, radius=2)
        pen.text(x + 4, y + 5.2, figure_name("omzet"), size=8, colour=MUTED)
        pen.text(x + 4, y + 11.2, rupiah_or_none(omzet), font=BOLD, size=15, colour=DARK)
        pen.lines(x + 4, y + 12.6, lines, size=8.5)
        right = x + width - 4
        pen.text(right, y + 5.2, _("Segel hari") if sheet.seal else "", size=8, align="right", colour=MUTED)
        pen.text(right, y + 11.2, sheet.seal, font=BOLD, size=13, align="right", colour=PRIMARY)
        state = _("revisi {number}").format(number=sheet.revision) if sheet.seal else words.state_words(sheet)
        pen.one_line(right, y + 15.4, state, 62, size=8, align="right", font=SEMIBOLD)

    return flow.Block(height + 2, draw)


def _beside(rows: Sequence[DayRow], width: float) -> list[flow.Block]:
    """What was promised and ordered, apart from every sum; nothing where nobody did."""
    promised, ordered = (known_sum(getattr(row, name) for row in rows) for name in ("promised", "follow_up"))
    if not promised and not ordered:
        return []
    told = _("Di luar omzet, tidak dijumlahkan: janji beli {promised}, pesanan lanjutan {ordered}.")
    said = told.format(promised=rupiah_or_none(promised), ordered=rupiah_or_none(ordered))
    return [pieces.paragraph(said, width, size=8.5, keep=True)]


def _breakdown(sheet: DaySheet, total: DayFigures, width: float) -> list[flow.Block]:
    """Totals by category and by pengampu, largest first."""
    names = {category.key: category.name for category in sheet.categories}
    return [
        *_channels(sheet, total, width),
        pieces.heading(_("Menurut jenis usaha (UMKM)"), width),
        *_lines(
            figures_by(sheet.rows, lambda row: row.category, sheet.asked),
            total,
            lambda key: names.get(key, key) or _("Lainnya"),
            _("Jenis usaha"),
            width,
        ),
        pieces.heading(_("Menurut pengampu (UMKM)"), width),
        *_lines(
            figures_by(sheet.rows, lambda row: row.agency, sheet.asked),
            total,
            lambda key: key or _("Tanpa pengampu"),
            _("Pengampu"),
            width,
        ),
    ]


def _channels(sheet: DaySheet, total: DayFigures, width: float) -> list[flow.Block]:
    """Rupiah of each channel and its share of the whole."""
    columns = [
        flow.TableColumn(_("Cara bayar"), 100),
        flow.TableColumn(_("Bagian"), 30, "right"),
        flow.TableColumn(_("Jumlah"), 52, "right", SEMIBOLD),
    ]
    head = flow.head_row(columns, width, ROW)
    blocks = [pieces.heading(_("Menurut cara bayar (UMKM)"), width), head]
    for name, amount in zip(day.CHANNELS, total.channels, strict=True):
        if amount or name in sheet.asked:
            part = None if amount is None else share(amount, total.omzet)
            cells = [figures.channel_words(name), percent_words(part), number_or_none(amount)]
            blocks.append(flow.row(columns, cells, width, ROW, head, keep=True))
    cells = [_("Jumlah"), "", number_or_none(total.omzet)]
    return [*blocks, flow.row(columns, cells, width, SUM, head, keep=True)]


def _lines(
    groups: Mapping[str, DayFigures],
    total: DayFigures,
    name: Callable[[str], str],
    heading: str,
    width: float,
) -> list[flow.Block]:
    columns = [
        flow.TableColumn(heading, 70),
        flow.TableColumn(figure_name("answered"), 18, "right"),
        flow.TableColumn(_("Tunai"), 30, "right"),
        flow.TableColumn(_("QRIS / non-tunai"), 30, "right"),
        flow.TableColumn(_("Jumlah"), 34, "right", SEMIBOLD),
    ]
    ordered = sorted(groups.items(), key=lambda each: (-(each[1].omzet or 0), each[0]))
    told = [[name(key), _of(group), *figures.sums(group)] for key, group in ordered]
    sums = [_("Jumlah"), _of(total), *figures.sums(total)]
    columns = flow.fitted(columns, [*told, sums], width, SUM)
    head = flow.head_row(columns, width, ROW)
    blocks = [head, *(flow.row(columns, cells, width, ROW, head, keep=True) for cells in told)]
    last = flow.row(columns, sums, width, SUM, head, keep=True)
    return [*blocks, last]


def _of(total: DayFigures) -> str:
    """How many of those awaited have told their omzet: 11 / 12."""
    return f"{total.answered} / {total.asked}"
