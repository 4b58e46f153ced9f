"""The whole day at one laptop, by keyboard: from an officer's Excel list to the total at the office."""

from __future__ import annotations

import csv
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from bazar_desktop.domain.money import format_rupiah
from bazar_desktop.services.reports.year import YearReport, year_report
from bazar_desktop.ui.kit.forms import FormDialog
from tests.bazaar_day import DAYS, VENDORS
from tests.drivers import button_named, press, type_into, words_on
from tests.drivers.day import DayDriver
from tests.offices import World
from tests.printing.reading import whole_text
from tests.spreadsheets.reading.sheets_made import Cells, xlsx_of
from tests.stores import MORNING
from tests.stories.conftest import SitDown
from tests.ui import looks
from tests.ui.attendance.desk import Clock

RESERVE = [("Asinan Betawi Kamboja", "Rohani"), ("Es Selendang Mayang", "Mamat Suhendar")]
MERGED = ["A1:H1", "A5:A6", "B5:C5", "D5:E5", "F5:F6", "G5:G6", "H5:H6"]


def officers_list() -> Cells:
    """Twelve vendors and two in reserve, as an officer's workbook has them."""
    rows: Cells = [
        ["DAFTAR PESERTA BAZAR JAKPRENEUR RAMADAN"],
        ["Suku Dinas PPKUKM Kota Administrasi Jakarta Pusat"],
        ["20-21 Maret 2023, Rusun Karang Anyar"],
        [],
        ["No", "Pelaku Usaha", "", "Kontak", "", "Produk", "Pengampu", "Listrik"],
        ["", "Nama", "Usaha", "No HP", "Kecamatan", "", "", ""],
    ]
    for number, (business, name, product, _category, coach, power) in enumerate(VENDORS, 1):
        phone = f"0812-3456-{number:04d}"
        rows.append(
            [number, name, business, phone, "Sawah Besar", product, coach, "ya" if power else "tidak"]
        )
    rows.append(["", "CADANGAN"])
    for number, (business, name) in enumerate(RESERVE, 1):
        phone = f"0812-9999-{number:04d}"
        rows.append([number, name, business, phone, "Senen", "Jajanan", "PPKUKM", "tidak"])
    rows.append(["", "Jumlah", "14 peserta"])
    return rows


def year_at(world: World) -> YearReport:
    with world.office.store.db.read() as session:
        return year_report(session, DAYS[0].year)


def bring_in(desk: DayDriver, folder: Path) -> None:
    """The participants, from the workbook."""
    path = folder / "peserta maret.xlsx"
    path.write_bytes(xlsx_of({"Peserta": officers_list()}, {"Peserta": MERGED}))
    desk.turn_to("bazaars")
    assert "Belum ada peserta" in words_on(desk.page)
    window = desk.start_import()
    window.read(path)
    press(window.dialog, "Alt+4")
    assert "Baru 14" in window.buckets
    window.save()
    desk.front()
    assert desk.says == "Daftar disimpan: 14 baris baru."
    assert "12 terkonfirmasi, 2 cadangan" in desk.page.subtitle.text()


def lay_out(desk: DayDriver) -> None:
    """Seven tents, and everybody placed."""
    layout = desk.layout
    looks.settle(desk.window)
    assert "belum punya denah" in words_on(desk.page)
    assert desk.window.focusWidget() is button_named(desk.page, "Buat denah")
    press(desk.window.focusWidget(), "Space")
    form = desk.top(FormDialog)
    assert isinstance(form, FormDialog)
    form.fields["tents"].setFocus()
    press(form.fields["tents"], "Ctrl+A")
    type_into(form, "7")
    press(form, "Return")
    desk.front()
    assert desk.window.focusWidget() is layout.page.view
    layout.press("Ctrl+T")
    desk.finish()
    desk.finish()
    assert len(layout.standing) == 12
    assert desk.says.startswith("12 booth terisi untuk 2 hari")


def test_from_an_excel_list_to_the_offices_total(
    world: World, sit: SitDown, clock: Clock, tmp_path: Path
) -> None:
    laptop = world.join("Laptop 1")
    desk = sit(laptop.store)
    bring_in(desk, tmp_path)
    lay_out(desk)
    booths = receive(desk, clock)
    typed = enter_sales(desk, clock, booths)
    seal = close(desk, typed)
    assert_papers(desk, seal, typed, tmp_path / "dokumen")
    stick = world.stick("hari 1")
    hand_over(desk, world, stick, typed)
    assert year_at(world).vendors.omzet == sum(typed.values())

    typed[booths[0]] = 275_000
    correct(desk, clock, booths[0], "275000", seal)
    hand_over(desk, world, world.stick("hari 1 lagi"), typed)
    assert year_at(world).vendors.omzet == sum(typed.values())
    assert [day.revision for day in year_at(world).days if day.day == DAYS[0]] == [2]
    assert_history(desk, booths)


def receive(desk: DayDriver, clock: Clock) -> list[str]:
    """The morning at the gate; returns the businesses in booth order, the substitute last."""
    clock.now = MORNING.replace(hour=8, minute=5)
    gate = desk.gate
    assert gate.page.roll is not None
    rows = list(gate.page.roll.rows)
    assert len(rows) == 12
    for row in rows[:5]:
        gate.scan(row.card)
        assert gate.says.startswith(f"{row.booth} · {row.business}")
    gate.scan(rows[0].card)
    assert "sudah" in gate.says
    for row in rows[5:10]:
        gate.say(row.business)
    assert gate.present == 10
    gate.type(rows[10].booth)
    gate.press("F5")
    assert gate.says.endswith("alpa")
    gate.type(rows[11].name)
    gate.press("F4")
    assert gate.says.endswith("izin")
    clock.now = MORNING.replace(hour=9, minute=31)
    dialog = gate.cut_off()
    assert [line.attendance for line in dialog.list.visible_rows] == ["absent", "excused"]
    assert RESERVE[0][0] in dialog.says
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert f"{RESERVE[0][0]} menggantikan {rows[10].business}" in dialog.banner.words
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    desk.front()
    assert gate.present == 11
    return [row.business for row in rows[:10]] + [RESERVE[0][0], rows[11].business, rows[10].business]


def enter_sales(desk: DayDriver, clock: Clock, booths: list[str]) -> dict[str, int]:
    """The afternoon: figures as people say them; returns what was typed for each business."""
    clock.now = MORNING.replace(hour=15, minute=10)
    page = desk.omzet
    assert [page.cell(row, "business") for row in range(12)] == [*booths[:12]]
    assert page.cursor == (0, "cash")
    page.enter("250rb")
    page.enter("n")
    page.press("Return")  # the third has not told yet
    page.type("1,5jt")
    page.press("Tab")
    page.type("75.000")
    page.press("Return")
    assert page.cursor == (4, "cash")
    page.carry(text="100000\t50000\r\n120.000\t\r\n1jt\t25rb\r\n80000\t20000\r\n")
    page.press("Ctrl+V")
    assert "7 sel tersimpan. 1 sel kosong." in page.says
    page.go(8, "cash")
    page.enter("90rb")
    page.enter("60000")
    page.press("Ctrl+Z")
    assert page.column("cash")[8:10] == ["90.000", ""]
    page.press("Ctrl+Y")
    assert page.column("cash")[8:10] == ["90.000", "60.000"]
    page.press("Ctrl+F")
    page.type(RESERVE[0][0][:8])
    page.press("Return")
    page.enter("45.000")
    amounts = [250_000, 0, 0, 1_575_000, 150_000, 120_000, 1_025_000, 100_000, 90_000, 60_000, 45_000]
    typed = dict(zip(booths, amounts, strict=False))
    assert page.column("total")[:2] == ["Rp250.000", "Rp0"]
    assert page.column("cash")[1:3] == ["nihil", ""]
    assert format_rupiah(sum(amounts)) in page.page.figures.omzet.accessibleName()
    return typed


def close(desk: DayDriver, typed: dict[str, int]) -> str:
    """The closing list, then the seal; returns its code."""
    page = desk.omzet
    page.press("Ctrl+T")
    closing = page.page.closing
    missing = closing.missing.table()[1]
    assert any("masih kosong" in row[0] and row[2] == list(typed)[2] for row in missing), missing
    desk.push("Tutup apa adanya")
    code = closing.seal_code.text()
    assert code
    assert code in desk.says
    assert format_rupiah(sum(typed.values())) in desk.says
    return code


def assert_papers(desk: DayDriver, seal: str, typed: dict[str, int], to: Path) -> None:
    """All papers in one file, and the files for the office's own Excel."""
    papers = desk.papers
    desk.push("Simpan untuk difotokopi")
    papers.settle()
    (pdf,) = to.glob("*.pdf")
    text = whole_text(pdf)
    total = sum(typed.values())
    assert seal in text
    assert format_rupiah(total).removeprefix("Rp") in text
    desk.push("Ekspor CSV & Excel")
    papers.settle()
    assert "CSV dan Excel ada di" in desk.says
    (sheet,) = to.rglob("data/omzet.csv")
    with sheet.open(encoding="utf-8", newline="") as lines:
        assert sum(int(row["jumlah"] or 0) for row in csv.DictReader(lines)) == total


def hand_over(desk: DayDriver, world: World, stick: Path, typed: dict[str, int]) -> None:
    """The package, the office, the receipt."""
    sync = desk.sync(stick)
    desk.push("Buat paket ke flashdisk")
    sync.finish()
    assert "Dibuat dan diperiksa" in desk.says
    assert "MERGED" in world.office.answers(stick)
    desk.front()
    sync.press("Ctrl+O")
    desk.wait(lambda: "1 tanda terima cocok" in desk.says)
    assert "cocok" in sync.column("Jawaban")
    desk.push("Daftar: Hari")
    assert "diterima" in sync.column("Keadaan")
    assert format_rupiah(sum(typed.values())) in words_on(desk.page)


def correct(desk: DayDriver, clock: Clock, business: str, figure: str, first: str) -> None:
    """Reopened with a reason, one figure put right, closed again."""
    clock.now = MORNING.replace(hour=17, minute=5)
    page = desk.omzet
    page.go(0, "cash")
    page.enter(figure)
    assert "ditutup" in page.hint
    page.press("Escape", "Ctrl+T")
    desk.with_reason("Salah baca slip", lambda: desk.push("Buka kembali"))
    page.press("Escape")
    page.go(0, "cash")
    assert page.cell(0, "business") == business
    page.enter(figure)
    page.press("Ctrl+T")
    desk.push("Tutup apa adanya")
    closing = page.page.closing
    assert closing.seal_code.text() not in {"", first}
    looks.settle(desk.window)
    assert "Revisi\n2" in words_on(closing)


def assert_history(desk: DayDriver, booths: list[str]) -> None:
    """Who entered this, when, and what was it before, asked by one key."""
    page = desk.omzet
    if page.page.closing.isVisible():
        page.press("Escape")
    page.go(0, "cash")
    page.press("Ctrl+H")
    said = desk.history()
    assert "250.000 → 275.000" in said
    assert "kosong → 250.000" in said
    assert "Vicky Ramadhan" in said
    assert "20/03/2023 17.05" in said
    assert "20/03/2023 15.10" in said
    gate = desk.gate
    gate.type(booths[12])
    gate.press("F7")
    said = desk.history()
    assert "kosong → alpa" in said
    assert "Vicky Ramadhan" in said
    assert "20/03/2023 08.05" in said
