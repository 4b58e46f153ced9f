"""The mitra's ledger at the desk: goods typed with the keys of the grid, remembered, undone, apart from UMKM."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from tests.bazaar_day import DAYS
from tests.drivers.omzet import OmzetDriver
from tests.omzet_day import OmzetDay
from tests.ui.omzet_window import Sit


def cells(page: OmzetDriver, row: int) -> list[str]:
    model = page.page.ledger.model
    return [str(model.index(row, column).data()) for column in range(model.columnCount())]


def go(page: OmzetDriver, row: int, column: str) -> None:
    ledger = page.page.ledger
    ledger.sheet.go_to(ledger.model.index(row, ledger.model.columns.index(column)))


def test_goods_are_typed_computed_renamed_taken_out_and_undone(day: OmzetDay, sit: Sit) -> None:
    page = sit(day)
    page.press("Ctrl+M")
    ledger = page.page.ledger
    assert ledger.isVisible()
    assert not page.page.work.isVisible()
    QAbstractItemModelTester(ledger.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.type("Beras SPHP")
    page.press("Tab")
    for words in ("kg", "100,5", "12.500", "40"):
        page.type(words)
        page.press("Tab")
    assert cells(page, 0)[2:] == ["Beras SPHP", "kg", "100,5", "12.500", "40", "60,5", "Rp500.000"]
    assert cells(page, 1)[2] == "+ barang baru"
    assert "Rp500.000" in ledger.says.text()
    assert page.page.figures.omzet.accessibleName().count("Rp500.000") == 0
    go(page, 0, "goods")
    page.enter("Beras Premium")
    page.press("Ctrl+Z")
    assert cells(page, 0)[2] == "Beras SPHP"
    go(page, 0, "goods")
    page.press("Delete")
    assert cells(page, 0)[2] == "+ barang baru"
    page.press("Ctrl+Z")
    assert cells(page, 0)[8] == "Rp500.000"
    page.press("Ctrl+M")
    assert page.page.sheet.hasFocus()


def test_a_block_from_a_spreadsheet_becomes_goods_and_refusals_say_why(day: OmzetDay, sit: Sit) -> None:
    page = sit(day)
    page.press("Ctrl+M")
    page.carry(text="Telur\tpaket\t30\t28.000\t21\n")
    page.press("Ctrl+V")
    assert cells(page, 0)[2:] == ["Telur", "paket", "30", "28.000", "21", "9", "Rp588.000"]
    go(page, 0, "sold")
    page.enter("1,5")
    editor = page.page.ledger.sheet.editor
    assert "Paket dihitung utuh" in editor.hint.words
    page.press("Escape")
    page.enter("31")
    assert cells(page, 0)[7] == "-1"
    assert "lebih banyak" in page.page.ledger.model.index(0, 7).data(3)
    go(page, 0, "sold")
    page.press("Ctrl+H")
    said = [label.text() for label in page.page.entry.popover.findChildren(type(page.page.title))]
    assert any("21 → 31" in words for words in said)
    page.page.entry.popover.close()
    go(page, 1, "sold")
    page.enter("5")
    assert "Nama barang belum diisi" in editor.hint.words
    page.press("Escape")


def test_goods_are_offered_again_the_next_day(day: OmzetDay, sit: Sit) -> None:
    page = sit(day)
    page.press("Ctrl+M")
    page.carry(text="Telur\tpaket\t30\t28.000\t21\n")
    page.press("Ctrl+V")
    page.page.desk.choose(day.field.bazaar_id, DAYS[1])
    page.page.reload()
    assert not page.page.ledger.isVisible()
    page.page.show_ledger()
    assert cells(page, 0)[2:] == ["Telur", "paket", "", "28.000", "", "", ""]
    assert "Sisa sebelumnya 9" in page.page.ledger.model.index(0, 2).data(3)
    go(page, 0, "sold")
    page.enter("2")
    assert cells(page, 0)[8] == "Rp56.000"


def test_a_closed_day_takes_no_goods_and_escape_goes_back(day: OmzetDay, sit: Sit) -> None:
    day.close()
    page = sit(day)
    page.press("Ctrl+M")
    page.enter("Beras")
    assert "ditutup" in page.page.ledger.sheet.editor.hint.words
    page.press("Escape", "Escape")
    assert page.page.work.isVisible()


def test_a_ledger_that_says_other_than_the_grid_or_sold_too_much_says_so_and_is_tinted(
    day: OmzetDay, sit: Sit
) -> None:
    day.sell(5, cash=190_000)
    page = sit(day)
    page.press("Ctrl+M")
    page.carry(text="Beras\tkg\t10\t13.000\t12\n")
    page.press("Ctrl+V")
    ledger = page.page.ledger
    assert "Rp156.000, tabel omzet Rp190.000: keduanya bertentangan" in ledger.says.text()
    assert "Beras: stok awal 10, terjual 12" in ledger.says.text()
    model = ledger.model
    tinted = [
        name
        for column, name in enumerate(model.columns)
        if model.index(0, column).data(Qt.ItemDataRole.BackgroundRole) is not None
    ]
    assert tinted == ["partner", "sold", "left", "rupiah"]
    go(page, 0, "sold")
    page.enter("5")
    go(page, 0, "price")
    page.enter("38.000")
    assert "bertentangan" not in ledger.says.text()
    assert ledger.says.property("role") == "strong"
