"""The import window by keys and mouse: four steps, single cells, several sheets, what is asked and remembered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from bazar_desktop.services.day.sheet import day_sheet
from bazar_desktop.services.register.search import count_vendors
from bazar_desktop.spreadsheets.reading import rows
from bazar_desktop.store.backup import check, list_backups
from bazar_desktop.store.opening import OpenStore, backup_folder
from bazar_desktop.store.tables import Vendor
from bazar_desktop.ui.imports import ImportDialog
from bazar_desktop.ui.imports.asking import COLUMNS, FILE, ROWS, TABLE
from bazar_desktop.ui.imports.dialog import say_saved
from bazar_desktop.ui.register.page import VendorsPage
from tests.bazaar_day import DAYS
from tests.drivers import click, press, type_into
from tests.drivers.register import ImportDriver, VendorsDriver
from tests.spreadsheets.reading.sheets_made import Cells, xlsx_of
from tests.ui import looks
from tests.ui.day import open_sample, window_of, with_bazaar

TWO_ROWS: Cells = [
    ["DAFTAR PELAKU UMKM JAKARTA PUSAT"],
    ["Keadaan Maret 2023"],
    [],
    ["No", "Pelaku Usaha", "", "Kontak", "", "Lain-lain"],
    ["", "Nama", "Usaha", "No HP", "Kecamatan", ""],
    [1, "Marni Suryani", "Dapur Bu Marni", "081234560000", "Sawah Besar", "bawa kompor"],
    [2, "Jali Hasan", "Kerak Telor", 81234560001, "Senen", ""],
    [3, "Siti Aisyah", "Batik Terogong", 81234560002, "Sawah Besr", ""],
    [4, "", "", "081234560009", "", ""],
    ["", "Jumlah", "4 orang"],
]
MERGED = ["A1:F1", "A4:A5", "B4:C4", "D4:E4", "F4:F5"]
HEADER: list[object] = ["No", "Nama", "Usaha", "No HP"]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenStore]:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    made = open_sample(tmp_path / "store")
    yield made
    for widget in QApplication.topLevelWidgets():
        widget.close()
    made.db.close()


@pytest.fixture
def imports(store: OpenStore, qtbot: QtBot) -> ImportDriver:
    return started(store, qtbot)


def started(store: OpenStore, qtbot: QtBot, kind: str = "register", day: date | None = None) -> ImportDriver:
    """The import window over the page of the register."""
    bazaar = with_bazaar(store).bazaar_id if day is not None else ""
    window = window_of(store, VendorsPage, "vendors")
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    desk = VendorsDriver(window, qtbot)
    if day is None:
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow, timeout=5000)
        return desk.start_import()
    dialog = ImportDialog(window.page.desk, kind, bazaar, day)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    desk.wait(dialog.isActiveWindow)
    return ImportDriver(desk, dialog)


def written(
    folder: Path, sheets: dict[str, Cells], merged: list[str] | None = None, name: str = "a.xlsx"
) -> Path:
    path = folder / name
    first = next(iter(sheets))
    path.write_bytes(xlsx_of(sheets, {first: merged or []}))
    return path


def count(store: OpenStore) -> int:
    with store.db.read() as session:
        return count_vendors(session)


def shown_step(imports: ImportDriver) -> QWidget:
    return imports.page.stack.currentWidget()


def pick_cell(imports: ImportDriver, row: int, field: str) -> None:
    """By keys: the rows step, down or up to that row of the file, Enter, then down to the cell of that field."""
    press(imports.dialog, "Alt+4")
    lines, cells = imports.page.rows.view, imports.page.rows.cells.view
    while lines.current is None or lines.current.row.number != row:
        before = lines.currentIndex().row()
        imports.press("Down" if lines.current is None or lines.current.row.number < row else "Up")
        assert lines.currentIndex().row() != before, f"no row {row}"
    imports.press("Return")
    assert imports.dialog.focusWidget() is cells
    imports.press("Home")
    while cells.current is None or cells.current.field != field:
        before = cells.currentIndex().row()
        imports.press("Down")
        assert cells.currentIndex().row() != before, f"no cell of {field}"


def tab_to(imports: ImportDriver, target: QWidget) -> None:
    """Tab until that widget has the focus."""
    for _turn in range(40):
        if imports.dialog.focusWidget() is target:
            return
        imports.press("Tab")
    raise AssertionError(f"the tab key does not reach {target.accessibleName()}")


def take_back(imports: ImportDriver) -> None:
    """Ctrl+Z; a button's key acts a moment after it is pressed."""
    said = imports.page.rows.choices, imports.page.list
    press(imports.dialog, "Ctrl+Z")
    imports.desk.wait(lambda: (imports.page.rows.choices, imports.page.list) != said)
    imports.until_planned()


@pytest.mark.parametrize("long", [20_000, 0])
def test_a_header_of_two_rows_goes_through_all_four_steps_by_keys_alone(
    store: OpenStore, imports: ImportDriver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, long: int
) -> None:
    monkeypatch.setattr(rows, "READ_AGAIN", long)  # a long list goes by column
    page = imports.page
    assert imports.dialog.focusWidget() is page.empty.action
    imports.read(written(tmp_path, {"Maret": TWO_ROWS}, MERGED))
    for keys, step in (
        ("Alt+1", page.file),
        ("Alt+2", page.table),
        ("Alt+3", page.columns),
        ("Alt+4", page.rows),
    ):
        press(imports.dialog, keys)
        assert shown_step(imports) is step
        for scale in looks.SCALES.values():
            looks.settle(imports.dialog, scale)
            assert looks.faults_of(imports.dialog) == [], keys
    assert "Semua 10" in imports.buckets
    assert "Baru 3" in imports.buckets
    assert "Ditolak 1" in imports.buckets
    assert "Bukan pelaku UMKM 6" in imports.buckets
    assert count(store) == 0

    pick_cell(imports, 8, "phone")  # accept one
    imports.press("Return")
    imports.until_planned()
    assert page.rows.accepts["lost_zero"].text().endswith("(1)")
    pick_cell(imports, 8, "kecamatan")  # type over
    imports.press("F2")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "Sawah Besr"
    editor.selectAll()
    type_into(editor, "Gambir")
    press(editor, "Return")
    imports.until_planned()
    pick_cell(imports, 7, "phone")  # all of a kind
    tab_to(imports, page.rows.cells.all)
    imports.press("Space")
    imports.until_planned()
    pick_cell(imports, 9, "business")  # a refused row gets what it lacks
    imports.press("F2")
    editor = QApplication.focusWidget()
    assert editor is not None
    type_into(editor, "Usaha Susulan")
    press(editor, "Return")
    imports.until_planned()
    assert "Baru 4" in imports.buckets
    assert "Ditolak" not in imports.buckets
    assert count(store) == 0

    assert list_backups(backup_folder(store.folder)) == []
    imports.save()
    desk = imports.desk
    assert desk.says == "Daftar disimpan: 4 baris baru."
    (backup,) = list_backups(backup_folder(store.folder))
    assert check(backup.path, store.key).rows["vendor"] == 0  # as it was before the list
    assert {"Dapur Bu Marni", "Batik Terogong", "Usaha Susulan"} <= set(desk.shown)
    with store.db.read() as session:
        kept = {row.business: (row.phone, row.kecamatan) for row in session.query(Vendor)}
    assert kept["Batik Terogong"] == ("+6281234560002", "Gambir")
    assert kept["Kerak Telor"] == ("+6281234560001", "Senen")
    click(desk.vendors.banner.action)
    assert count(store) == 0


def test_what_was_said_of_the_list_is_taken_back_step_by_step(imports: ImportDriver, tmp_path: Path) -> None:
    imports.read(written(tmp_path, {"Maret": TWO_ROWS}, MERGED))
    press(imports.dialog, "Alt+4")
    pick_cell(imports, 9, "owner")
    imports.press("F2")
    editor = QApplication.focusWidget()
    assert editor is not None
    type_into(editor, "Orang Baru")
    press(editor, "Return")
    imports.until_planned()
    imports.page.rows.accepts["lost_zero"].setChecked(True)
    imports.until_planned()
    assert "Baru 4" in imports.buckets
    take_back(imports)
    assert not imports.page.rows.accepts["lost_zero"].isChecked()
    assert "Baru 4" in imports.buckets
    take_back(imports)
    assert "Ditolak 1" in imports.buckets
    assert not imports.page.back.isEnabled()


def test_the_range_is_moved_by_keys_and_by_mouse(imports: ImportDriver, tmp_path: Path) -> None:
    imports.read(written(tmp_path, {"Maret": TWO_ROWS}, MERGED))
    press(imports.dialog, "Alt+2")
    view = imports.page.table.view
    assert imports.page.list is not None
    assert imports.page.list.table.header_rows == (4, 5)
    view.setFocus()
    imports.press("Ctrl+Down")
    imports.until_planned()
    assert imports.page.list.table.header_rows == (5, 6)
    imports.press("Ctrl+Up")
    imports.until_planned()
    assert imports.page.list.table.header_rows == (4, 5)
    for _turn in range(2):
        imports.press("Ctrl+Shift+Up")
        imports.until_planned()
    assert imports.page.list.table.last_row == 8
    assert "2 baris" not in imports.page.subtitle.text()
    imports.press("Ctrl+Shift+Left")
    imports.until_planned()
    assert [column.letter for column in imports.page.list.table.columns][-1] == "E"
    assert imports.page.list.found.counts()["outside"] == 2

    box = view.box()
    start, end = QPoint(box.center().x(), box.bottom()), QPoint(box.center().x(), box.bottom() + 18)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view.viewport(), end)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    imports.until_planned()
    assert imports.page.list.table.last_row == 9
    assert imports.page.list.table.header_rows == (4, 5)


def test_columns_that_do_not_fit_are_counted(imports: ImportDriver, tmp_path: Path) -> None:
    more: list[object] = [f"Kolom tambahan {at}" for at in range(34)]
    imports.read(written(tmp_path, {"A": [[*HEADER, *more], [1, "Siti", "Soto", "081234560001", *more]]}))
    press(imports.dialog, "Alt+2")
    looks.settle(imports.dialog)
    view = imports.page.table.view
    seen = sum(not view.isColumnHidden(at) for at in range(2, view.rows_model.columnCount()))
    assert imports.page.table.hidden.text().startswith(f"{38 - seen} kolom lagi tidak muat")


def test_several_sheets_are_taken_at_once_and_saved_as_one_action(
    store: OpenStore, imports: ImportDriver, tmp_path: Path
) -> None:
    april: Cells = [["Usaha", "Nama", "No HP", "Kecamatan"], ["Tas Rajut", "Dewi", "081234560077", "Senen"]]
    nameless: list[object] = ["", "", "081234560078", ""]
    sheets: dict[str, Cells] = {
        "Catatan": [["rapat"]],
        "Maret": [HEADER, [1, "Siti", "Soto", "081234560001"]],
    }
    imports.read(written(tmp_path, {**sheets, "April": [*april, nameless]}))
    assert shown_step(imports) is imports.page.file
    view = imports.page.file.view
    assert [row[0] for row in view.table()[1]] == ["-", "-", "ya"]
    view.pick("Maret")
    imports.press("Space")
    imports.until_planned()
    assert [row[0] for row in view.table()[1]] == ["-", "ya", "ya"]
    press(imports.dialog, "Alt+4")
    assert "Semua 5" in imports.buckets
    assert "Baru 2" in imports.buckets
    assert [row[0] for row in imports.page.rows.view.table()[1]] == [
        "Maret 1", "Maret 2", "April 1", "April 2", "April 3",
    ]  # fmt: skip
    imports.page.give_back(tmp_path / "ditolak.xlsx")
    book = openpyxl.load_workbook(tmp_path / "ditolak.xlsx")
    assert book.sheetnames == ["April"]
    assert [cell.value for cell in book["April"][2]][2:5] == ["081234560078", None, 3]
    imports.save()
    assert set(imports.desk.shown) == {"Soto", "Tas Rajut"}
    click(imports.desk.vendors.banner.action)
    assert count(store) == 0


def test_corrected_columns_are_remembered_for_the_next_file_with_the_same_header(
    store: OpenStore, qtbot: QtBot, tmp_path: Path
) -> None:
    strange: list[object] = ["No", "Nama", "Rombong", "Isian"]
    imports = started(store, qtbot)
    imports.read(written(tmp_path, {"A": [strange, [1, "Siti", "Soto Siti", "x"]]}))
    press(imports.dialog, "Alt+3")
    imports.tell_column(2, "business")
    imports.until_planned()
    imports.save()
    assert imports.desk.shown == ["Soto Siti"]
    imports.desk.vendors.setFocus()
    imports.desk.window.activateWindow()
    imports.desk.wait(imports.desk.window.isActiveWindow)
    again = imports.desk.start_import()
    again.read(written(tmp_path, {"Lain": [strange, [1, "Ani", "Kopi Ani", "y"]]}, name="b.xlsx"))
    assert "berkas sebelumnya" in again.page.banner.words
    press(again.dialog, "Alt+3")
    assert [row[2:4] for row in again.page.columns.view.table()[1]][2] == (
        "Nama usaha", "seperti berkas sebelumnya, 100 %",
    )  # fmt: skip
    again.save()
    assert set(imports.desk.shown) == {"Soto Siti", "Kopi Ani"}


def test_a_moved_frame_is_remembered_for_the_next_file_with_the_same_header(
    store: OpenStore, qtbot: QtBot, tmp_path: Path
) -> None:
    def sheet(above: int, *rows: list[object]) -> Cells:
        titles: Cells = [["Rekap"]] * above
        return [
            *titles,
            ["No", "Nama", "Nama Usaha", "No HP"],
            ["contoh", "x", "y", "z"],
            ["a", "b", "c", "d"],
            *rows,
        ]

    imports = started(store, qtbot)
    imports.read(written(tmp_path, {"A": sheet(1, [1, "Siti", "Soto Siti", "081234567801"])}))
    press(imports.dialog, "Alt+2")
    assert imports.page.list is not None
    assert imports.page.list.table.header_rows == (2,)
    imports.page.table.view.setFocus()
    for keys in ("Ctrl+Down", "Ctrl+Shift+Left"):
        imports.press(keys)
        imports.desk.wait(lambda: not imports.page.task.running)  # type: ignore[union-attr]
        looks.settle(imports.dialog)
    assert imports.page.plan is None
    assert "Kolom mana yang berisi nama" in imports.page.banner.words
    moved = imports.page.list.table
    assert (moved.header_rows, moved.place.columns) == ((3,), (0, 2))
    press(imports.dialog, "Alt+3")
    imports.tell_column(2, "business")
    imports.until_planned()
    imports.save()
    imports.desk.vendors.setFocus()
    imports.desk.window.activateWindow()
    imports.desk.wait(imports.desk.window.isActiveWindow)
    again = imports.desk.start_import()
    rows: Cells = [[1, "Ani", "Kopi Ani", "081234567802"], [2, "Jali", "Telor Jali", "081234567803"]]
    again.read(written(tmp_path, {"Lain": sheet(4, *rows)}, name="b.xlsx"))
    assert again.page.list is not None
    assert again.page.list.table.header_rows == (6,)
    assert again.page.list.table.place.columns == (0, 2)
    assert again.page.list.table.last_row == 0
    assert "berkas sebelumnya" in again.page.banner.words


def test_a_correction_holds_for_every_sheet_with_the_same_header(
    imports: ImportDriver, tmp_path: Path
) -> None:
    strange: list[object] = ["No", "Nama", "Rombong", "No HP"]
    months: dict[str, Cells] = {
        name: [strange, [1, who, f"Usaha {who}", f"08123456780{at}"]]
        for at, (name, who) in enumerate({"Maret": "Siti", "April": "Ani"}.items())
    }
    imports.read(written(tmp_path, months))
    imports.page.file.view.pick("April")
    imports.press("Space")
    imports.until_planned()
    press(imports.dialog, "Alt+3")
    imports.tell_column(2, "business")
    imports.until_planned()
    imports.save()
    assert set(imports.desk.shown) == {"Usaha Siti", "Usaha Ani"}


OMZET: Cells = [
    ["REKAP OMZET"],
    ["(dalam ribuan rupiah)"],
    ["Nama Usaha", "Tunai", "QRIS"],
    ["Dapur Bu Marni", 250, 50],
]


def test_a_header_that_says_thousands_is_asked_about_and_the_answer_is_remembered(
    store: OpenStore, qtbot: QtBot, tmp_path: Path
) -> None:
    imports = started(store, qtbot, "omzet", DAYS[0])
    imports.read(written(tmp_path, {"A": OMZET}))
    assert "ribuan" in imports.page.banner.words
    assert not imports.page.save_button.isEnabled()
    press(imports.dialog, "Alt+3")
    assert not imports.page.banner.words
    assert "Tunai, QRIS" in imports.page.columns.question.words
    click(imports.page.columns.question.action)
    imports.until_planned()
    assert not imports.page.columns.question.words
    imports.save()
    page = imports.desk.window.page
    bazaar = imports.page.wish.bazaar_id
    row = next(
        day_row for day_row in page.desk.read(day_sheet, bazaar_id=bazaar, day=DAYS[0]).rows if day_row.total
    )
    assert (row.business, row.total) == ("Dapur Bu Marni", 300_000)
    again = ImportDialog(page.desk, "omzet", bazaar, DAYS[0])
    qtbot.addWidget(again)
    driver = ImportDriver(imports.desk, again)
    driver.read(written(tmp_path, {"A": OMZET}, name="b.xlsx"))
    assert not driver.page.columns.question.words


def test_a_unit_that_does_not_hold_is_refused_by_choosing_rupiah(
    store: OpenStore, qtbot: QtBot, tmp_path: Path
) -> None:
    imports = started(store, qtbot, "omzet", DAYS[0])
    whole: Cells = [*OMZET[:3], ["Dapur Bu Marni", 250_000, 50_000]]
    imports.read(written(tmp_path, {"A": whole}))
    imports.page.go(COLUMNS)
    columns = imports.page.columns
    for index in (1, 2):
        columns.view.pick(index)
        columns.unit.setCurrentIndex(columns.unit.findData(1))
        columns.unit.activated.emit(columns.unit.currentIndex())
        imports.until_planned()
    assert imports.page.plan is not None
    assert imports.page.plan.rows[0].entry[0].input.cash == 250_000
    assert imports.page.save_button.isEnabled()


def test_a_row_that_was_left_out_can_be_called_a_vendor_and_the_other_way_round(
    imports: ImportDriver, tmp_path: Path
) -> None:
    cells: Cells = [HEADER, [1, "Siti", "Soto", "081234560001"], ["", "Total", "", ""]]
    imports.read(written(tmp_path, {"A": cells}))
    press(imports.dialog, "Alt+4")
    rows = imports.page.rows
    rows.view.pick(3)
    rows.as_vendor.setFocus()
    imports.press("Space")
    imports.until_planned()
    assert "Perlu dilihat 1" in imports.buckets or "Baru 2" in imports.buckets
    rows.view.pick(2)
    rows.as_other.setFocus()
    imports.press("Space")
    imports.until_planned()
    assert "Bukan pelaku UMKM 2" in imports.buckets
    assert any("dikeluarkan petugas" in line for line in imports.lines)


def test_rows_are_filtered_by_bucket_and_by_what_is_flagged(imports: ImportDriver, tmp_path: Path) -> None:
    imports.read(written(tmp_path, {"Maret": TWO_ROWS}, MERGED))
    imports.page.go(ROWS)
    rows = imports.page.rows
    rows.kinds.setCurrentIndex(rows.kinds.findData("lost_zero"))
    rows.kinds.activated.emit(rows.kinds.currentIndex())
    assert [row[0] for row in rows.view.table()[1]] == ["7", "8"]
    rows.kinds.setCurrentIndex(0)
    rows.kinds.activated.emit(0)
    rows.buckets.choose("refused")
    rows.buckets.chosen.emit("refused")
    assert [row[0] for row in rows.view.table()[1]] == ["9"]


def test_reading_can_be_cancelled_and_nothing_is_left_of_it(imports: ImportDriver, tmp_path: Path) -> None:
    many: Cells = [HEADER, *([n, f"Orang {n}", f"Usaha {n}", f"08123{n:07d}"] for n in range(20_000))]
    imports.page.read(written(tmp_path, {"A": many}))
    assert imports.page.task_panel.isVisible()
    assert imports.page.task is not None
    click(imports.page.task_panel.stop)
    imports.desk.wait(lambda: not imports.page.task.running)  # type: ignore[union-attr]
    assert imports.page.list is None
    assert shown_step(imports) is imports.page.empty
    imports.read(written(tmp_path, {"A": [HEADER, many[1]]}))
    assert imports.page.plan is not None
    for step in (FILE, TABLE, COLUMNS, ROWS):
        imports.page.go(step)


def test_planning_can_be_cancelled_and_asked_for_again(imports: ImportDriver, tmp_path: Path) -> None:
    many: Cells = [HEADER, *([n, f"Orang {n}", f"Usaha {n}", f"08123{n:07d}"] for n in range(6_000))]
    imports.read(written(tmp_path, {"A": many}))
    page = imports.page
    press(imports.dialog, "Alt+2")
    page.table.view.shift("bottom", -1)
    assert page.task is not None
    page.task.cancel()
    imports.desk.wait(lambda: not page.task.running)  # type: ignore[union-attr]
    looks.settle(imports.dialog)
    assert page.banner.words == "Dihentikan."
    assert not page.save_button.isEnabled()
    assert page.table.header_row.value() == 1
    click(page.banner.action)
    imports.until_planned()
    assert page.list is not None
    assert page.list.table.header_rows == (1,)
    assert page.save_button.isEnabled()


def test_a_long_list_is_taken_back_beside_the_window_and_can_be_kept(
    store: OpenStore, imports: ImportDriver, tmp_path: Path
) -> None:
    rows: Cells = [[at, f"Orang {at}", f"Usaha {at:04d}", f"0812{at:08d}"] for at in range(1, 702)]
    imports.read(written(tmp_path, {"A": [HEADER, *rows]}))
    imports.save()
    desk = imports.desk
    assert count(store) == 701
    click(desk.vendors.banner.action)
    desk.wait(desk.vendors.task_panel.isVisible)
    desk.vendors.task_panel.stop.click()
    desk.wait(lambda: "Dihentikan" in desk.says)
    assert count(store) == 701
    desk.window.go("vendors")
    say_saved(desk.vendors, imports.dialog.done_import)  # type: ignore[arg-type]
    click(desk.vendors.banner.action)
    desk.wait(lambda: "Diurungkan." in desk.says)
    assert count(store) == 0
    assert desk.shown == []


def test_a_list_without_a_known_name_asks_once_and_is_planned_with_the_answer(
    imports: ImportDriver, tmp_path: Path
) -> None:
    cells: Cells = [
        ["#", "Nama Merchant / Tempat", "Alamat"],
        *([n, f"Warung {n}", "Blok M"] for n in (1, 2)),
    ]
    page = imports.page
    page.read(written(tmp_path, {"A": cells}))
    imports.desk.wait(lambda: page.list is not None and page.task is not None and not page.task.running)
    looks.settle(imports.dialog)
    assert "B Nama Merchant / Tempat" in page.banner.words
    assert not page.save_button.isEnabled()
    click(page.banner.action)
    assert page.steps.value == COLUMNS
    imports.tell_column(1, "business")
    imports.until_planned()
    assert not page.banner.isVisible()
    assert page.save_button.isEnabled()


def test_money_that_is_not_counted_is_asked_about_and_both_answers_are_at_hand(
    store: OpenStore, qtbot: QtBot, tmp_path: Path
) -> None:
    imports = started(store, qtbot, "omzet", DAYS[0])
    cells: Cells = [["Nama Usaha", "Tunai", "Titip"], ["Dapur Bu Marni", 250_000, 50_000],
                    ["Kerak Telor Bang Jali", 100_000, 20_000]]  # fmt: skip
    page = imports.page
    page.read(written(tmp_path, {"A": cells}))
    imports.desk.wait(lambda: page.list is not None and page.task is not None and not page.task.running)
    looks.settle(imports.dialog)
    assert "C Titip" in page.banner.words
    click(page.banner.action)
    imports.until_planned()
    assert page.rows.proof.text().startswith("2 pelaku, jumlah Rp350.000")
    page.go(COLUMNS)
    imports.tell_column(2, "noncash")
    imports.until_planned()
    assert page.rows.proof.text().startswith("2 pelaku, jumlah Rp420.000")


def test_columns_that_are_chosen_one_after_the_other_are_added_up_or_asked_about(
    store: OpenStore, qtbot: QtBot, tmp_path: Path
) -> None:
    imports = started(store, qtbot, "omzet", DAYS[0])
    cells: Cells = [["Nama Usaha", "Kios A", "Kios B"], ["Dapur Bu Marni", 250_000, 50_000],
                    ["Kerak Telor Bang Jali", 100_000, 20_000]]  # fmt: skip
    page = imports.page
    page.read(written(tmp_path, {"A": cells}))
    imports.desk.wait(lambda: page.list is not None and page.task is not None and not page.task.running)
    page.go(COLUMNS)
    for column in (1, 2):
        imports.tell_column(column, "total")
        imports.desk.wait(lambda: page.task is not None and not page.task.running)
    looks.settle(imports.dialog)
    assert "B Kios A" in page.banner.words
    assert not page.save_button.isEnabled()
    click(page.banner.action)
    imports.until_planned()
    assert page.rows.proof.text().startswith("2 pelaku, jumlah Rp420.000")


def test_all_days_that_the_rows_name_are_taken_by_one_tick(
    store: OpenStore, qtbot: QtBot, tmp_path: Path
) -> None:
    imports = started(store, qtbot, "omzet", DAYS[0])
    cells: Cells = [["Hari", "Nama Usaha", "Omzet"], ["Hari 1", "Dapur Bu Marni", 250_000],
                    ["Hari 2", "Dapur Bu Marni", 50_000]]  # fmt: skip
    imports.read(written(tmp_path, {"A": cells}))
    page = imports.page
    assert page.rows.proof.text().startswith("1 pelaku, jumlah Rp250.000")
    page.go(ROWS)
    assert any("untuk hari 21/03/2023" in line for line in imports.lines)
    assert any("belum lapor → diisi" in line for line in imports.lines)
    page.rows.all_days.click()
    imports.until_planned()
    assert page.rows.proof.text().startswith("1 pelaku, jumlah Rp300.000")


def test_the_proof_stands_above_the_rows_and_a_difference_holds_the_save(
    store: OpenStore, qtbot: QtBot, tmp_path: Path
) -> None:
    imports = started(store, qtbot, "omzet", DAYS[0])
    cells: Cells = [["Nama Usaha", "Omzet"], ["Dapur Bu Marni", 250_000], ["TOTAL", 260_000]]
    imports.read(written(tmp_path, {"A": cells}))
    page = imports.page
    assert page.rows.proof.text() == "1 pelaku, jumlah Rp250.000; JUMLAH di berkas Rp260.000 — beda +Rp10.000"
    assert not page.save_button.isEnabled()
    click(page.banner.action)
    imports.until_planned()
    assert page.save_button.isEnabled()


def test_sales_on_a_sheet_for_each_channel_are_asked_about(
    store: OpenStore, qtbot: QtBot, tmp_path: Path
) -> None:
    imports = started(store, qtbot, "omzet", DAYS[0])
    cells: Cells = [["No", "Nama Usaha", "Omzet"], [1, "Soto Siti", 100_000], [2, "Tas Dewi", 50_000]]
    imports.page.read(written(tmp_path, {"Tunai": cells, "QRIS": cells}))
    banner = imports.page.banner
    imports.desk.wait(lambda: "juga berisi daftar" in banner.words)
    assert shown_step(imports) is imports.page.file
    assert banner.words.startswith("Lembar QRIS juga berisi daftar, sedangkan yang diambil hanya Tunai.")
    assert banner.action.text().strip() == "Hanya Tunai"
    click(banner.action)
    imports.until_planned()
    assert "juga berisi daftar" not in banner.words
    press(imports.dialog, "Alt+4")
    assert "Semua 3" in imports.buckets
