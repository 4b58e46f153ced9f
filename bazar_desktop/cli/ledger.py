"""ledger list, ledger set, ledger drop: what mitra brought and sold, apart from UMKM omzet."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from bazar_desktop.cli.context import DAY, CliContext, command
from bazar_desktop.cli.root import root
from bazar_desktop.domain.day.contradictions import LEDGER_NOT_GRID, OVERSOLD
from bazar_desktop.domain.day.model import PartnerGoods
from bazar_desktop.domain.ledger.quantities import format_quantity, read_quantity
from bazar_desktop.domain.money import format_rupiah, parse_rupiah
from bazar_desktop.language import N_, _
from bazar_desktop.phrases.closing import clash_words
from bazar_desktop.phrases.figures import marked_or_none
from bazar_desktop.services.bazaars.bazaars import find_bazaar
from bazar_desktop.services.day.parties import party_of
from bazar_desktop.services.ledger.goods import PartnerLedger, drop_goods, ledgers, set_goods


@root.group(help=N_("Apa yang dibawa dan dijual tiap mitra, terpisah dari omzet UMKM."))
def ledger() -> None:
    """What each mitra brought and sold, apart from UMKM omzet."""


@command(ledger, "list", N_("Barang semua mitra pada satu hari, dengan yang dibawanya terakhir kali."))
@click.option("--bazaar", "code", required=True)
@click.option("--day", type=DAY, required=True)
def list_(context: CliContext, code: str, day: date) -> None:
    """The goods of every mitra of a day, with what it brought the last time."""
    with context.read() as session:
        books = ledgers(session, find_bazaar(session, code).id, day)
    lines = []
    for book in books:
        lines.append(f"{book.booth or '-'} {book.partner}: {marked_or_none(book.rupiah, book.undecided)}")
        for line in book.lines:
            said = f"  {goods_words(line.goods)}"
            lines.append(
                _("{goods} (yang dibawa terakhir kali)").format(goods=said) if line.remembered else said
            )
    answer = [
        {
            "participation_id": book.participation_id,
            "booth": book.booth,
            "partner": book.partner,
            "rupiah": book.rupiah,
            "undecided": book.undecided,
            "omzet": book.omzet,
            "lines": [
                {**_plain(line.goods), "remembered": line.remembered, "left_before": line.left_before}
                for line in book.lines
            ],
        }
        for book in books
    ]
    context.answer({"ledgers": answer}, lines or [_("Belum ada mitra pada hari itu.")])


@command(ledger, "set", N_("Mengisi barang mitra; yang tidak disebut tetap."))
@click.option("--bazaar", "code", required=True)
@click.option("--day", type=DAY, required=True)
@click.option("--goods", required=True, help=N_("nama barang"))
@click.option("--card", default="", help=N_("kode di kartu mitra"))
@click.option("--booth", default="", help=N_("nomor booth"))
@click.option("--unit", help=N_("kg, liter atau paket"))
@click.option("--opening", help=N_("stok awal: 12,5; - mengosongkannya"))
@click.option("--price", help=N_("rupiah untuk satu satuan"))
@click.option("--sold")
def set_(
    context: CliContext,
    code: str,
    day: date,
    goods: str,
    card: str,
    booth: str,
    unit: str | None,
    **cells: str | None,
) -> None:
    """Enter goods of a mitra; what is not named stays as it is."""
    values: dict[str, Any] = {} if unit is None else {"unit": unit}
    with context.write(set_goods) as session:
        bazaar = find_bazaar(session, code)
        for name in ("opening", "sold"):
            if (text := cells[name]) is not None:
                values[name] = read_quantity(text)
        if (text := cells["price"]) is not None:
            amount = parse_rupiah(text)
            values["price"] = None if amount is None else amount.value
        party = party_of(session, bazaar, day, card=card, booth=booth)
        line = set_goods(session, bazaar_id=bazaar.id, day=day, participation_id=party, goods=goods, **values)
        books = [book for book in ledgers(session, bazaar.id, day) if book.participation_id == party]
    warnings = [warning for book in books for warning in _clashes(book)]
    context.answer(
        {**_plain(line.goods), "warnings": warnings},
        _("Tersimpan: {goods}.").format(goods=goods_words(line.goods)),
    )
    for warning in warnings:
        context.warn(warning)


@command(ledger, "drop", N_("Menghapus barang dari buku mitra pada satu hari."))
@click.option("--bazaar", "code", required=True)
@click.option("--day", type=DAY, required=True)
@click.option("--goods", required=True, help=N_("nama barang"))
@click.option("--card", default="", help=N_("kode di kartu mitra"))
@click.option("--booth", default="", help=N_("nomor booth"))
def drop(context: CliContext, code: str, day: date, goods: str, card: str, booth: str) -> None:
    """Take goods out of a mitra's ledger of a day."""
    with context.write(drop_goods) as session:
        bazaar = find_bazaar(session, code)
        party = party_of(session, bazaar, day, card=card, booth=booth)
        drop_goods(session, bazaar_id=bazaar.id, day=day, participation_id=party, goods=goods)
    context.answer({"dropped": goods}, _("{goods} dikeluarkan dari buku mitra.").format(goods=goods))


def _clashes(book: PartnerLedger) -> list[str]:
    """Where a ledger says other than the grid, or more was sold than there was."""
    oversold = [line.goods for line in book.lines if (line.goods.left or 0) < 0]
    words = [clash_words(OVERSOLD, goods.opening, goods.sold, goods.goods) for goods in oversold]
    if book.differs:
        words.append(clash_words(LEDGER_NOT_GRID, book.rupiah, book.omzet))
    return [f"{book.partner}: {said}." for said in words]


def goods_words(goods: PartnerGoods) -> str:
    """One line of a ledger in words."""
    parts = [goods.goods, goods.unit]
    for said, value in ((_("stok"), goods.opening), (_("terjual"), goods.sold), (_("sisa"), goods.left)):
        if value is not None:
            parts.append(f"{said} {format_quantity(value)}")
    if goods.rupiah is not None:
        parts.append(format_rupiah(goods.rupiah))
    return ", ".join(parts)


def _plain(goods: PartnerGoods) -> dict[str, object]:
    """Quantities are thousandths of the unit."""
    names = ("goods", "unit", "opening", "price", "sold", "left", "rupiah")
    return {name: getattr(goods, name) for name in names}
