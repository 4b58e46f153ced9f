"""Lembar mitra: what every mitra brought, sold and has left, with the rupiah; apart from UMKM omzet."""

from __future__ import annotations

from itertools import groupby

from bazar_desktop.domain.day.model import DaySheet, PartnerGoods, goods_rupiah
from bazar_desktop.domain.ledger.quantities import format_quantity
from bazar_desktop.domain.money import format_number
from bazar_desktop.language import _
from bazar_desktop.phrases.figures import figure_name, rupiah_or_none
from bazar_desktop.printing.toolkit import flow, frame, pieces, words
from bazar_desktop.printing.toolkit.document import Part, reading_size
from bazar_desktop.printing.toolkit.fonts import SEMIBOLD

ROW = flow.Style(size=8.4, least=6.6)
SUM = flow.Style(size=8.6, least=7.2, strong=True)


def compose_partner_sheet(sheet: DaySheet, *, paper: str = "A4") -> Part | None:
    """A table a mitra with its sum, and the sum of all; None where no mitra has goods."""
    if not sheet.goods:
        return None
    sheet = words.masked(sheet)
    size, scale = reading_size(paper)
    width = size[0] - 2 * frame.MARGIN
    name = _("Lembar mitra")
    blocks = [
        pieces.title(
            name, _("Dalam rupiah. Terpisah dari omzet UMKM dan tidak dijumlahkan dengannya."), width
        ),
        pieces.day_facts(sheet, width),
        *pieces.provisional(sheet, width),
    ]
    for (booth, partner), goods in groupby(sheet.goods, key=lambda item: (item.booth, item.partner)):
        blocks += _partner(f"{booth or '—'} · {partner}", list(goods), width)
    whole = goods_rupiah(sheet.goods)
    said = _("{name}, semua mitra: {amount}").format(
        name=figure_name("partner_goods"), amount=rupiah_or_none(whole)
    )
    told = sum(line.rupiah is not None for line in sheet.goods)
    if 0 < told < len(sheet.goods):
        said += " " + _("({told} dari {count} barang yang harga dan terjualnya diisi)").format(
            told=told, count=len(sheet.goods)
        )
    blocks += [flow.space(3), pieces.paragraph(said, width, size=10, font=SEMIBOLD, keep=True)]
    blocks += [
        pieces.paragraph(words.spelled_words(whole), width, size=8.5, keep=True),
        flow.space(3),
        *pieces.signatures(sheet, width, on=words.signed_on(sheet)),
    ]
    return Part("LM", name, size, flow.pages_of(sheet, size, blocks), scale, figures=True)


def _columns() -> list[flow.TableColumn]:
    return [
        flow.TableColumn(_("No"), 8, "right"),
        flow.TableColumn(_("Barang"), 50, font=SEMIBOLD),
        flow.TableColumn(_("Satuan"), 16),
        flow.TableColumn(_("Stok awal"), 22, "right"),
        flow.TableColumn(_("Harga"), 24, "right"),
        flow.TableColumn(_("Terjual"), 22, "right"),
        flow.TableColumn(_("Sisa"), 22, "right"),
        flow.TableColumn(_("Jumlah"), 30, "right", SEMIBOLD),
    ]


def _partner(name: str, goods: list[PartnerGoods], width: float) -> list[flow.Block]:
    told = []
    for number, partner_goods in enumerate(goods, start=1):
        cells = [
            str(number),
            partner_goods.goods,
            partner_goods.unit,
            *(
                _quantity(partner_goods.opening),
                _number(partner_goods.price),
                _quantity(partner_goods.sold),
                _quantity(partner_goods.left),
            ),
            _number(partner_goods.rupiah),
        ]
        told.append(cells)
    total = goods_rupiah(goods)
    columns = flow.fitted(_columns(), [*told, [""] * 7 + [_number(total)]], width, SUM)
    head = flow.head_row(columns, width, ROW)
    blocks = [pieces.heading(name, width), head]
    for number, cells in enumerate(told, start=1):
        blocks.append(flow.row(columns, cells, width, ROW, head, keep=number == len(told)))
    return [*blocks, flow.row(flow.merged(columns, 7), [_("Jumlah"), _number(total)], width, SUM, head)]


def _quantity(thousandths: int | None) -> str:
    """Blank where nothing was entered; blank is never 0."""
    return "" if thousandths is None else format_quantity(thousandths)


def _number(value: int | None) -> str:
    return "" if value is None else format_number(value)
