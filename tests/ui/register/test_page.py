"""The register on the screen: empty, long, one vendor whole; and lists into it by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from bazar_desktop.services.register.documents import put_document
from bazar_desktop.services.register.erasures import erasures
from bazar_desktop.services.register.search import count_vendors, search_vendors
from bazar_desktop.services.register.vendor_page import vendor_page
from bazar_desktop.services.register.vendors import add_vendor
from bazar_desktop.store.bulk import enter_many
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.store.tables import Reveal, Vendor, new_id
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.forms import FormDialog
from bazar_desktop.ui.register.long_list import KEPT_PAGES, PAGE, PagedVendors
from bazar_desktop.ui.register.page import VendorsPage
from bazar_desktop.ui.register.panel import VendorPanel
from bazar_desktop.ui.register.pick import PickVendor
from tests.bazaar_day import Field
from tests.drivers import button_named, click, field_named, press, type_into, words_on
from tests.drivers.register import VendorsDriver
from tests.jobs.imports.lists import HEADER, MARNI
from tests.spreadsheets.reading.sheets_made import Cells, xlsx_of
from tests.ui import looks
from tests.ui.day import open_sample, window_of, with_bazaar


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenStore]:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    made = open_sample(tmp_path / "store")
    yield made
    made.db.close()


@pytest.fixture(autouse=True)
def nothing_stays_open() -> Iterator[None]:
    yield
    for widget in QApplication.topLevelWidgets():
        widget.close()


def sit(store: OpenStore, qtbot: QtBot, scale: int = 100) -> VendorsDriver:
    window = window_of(store, VendorsPage, "vendors")
    window.resize(*looks.SCALES[scale])
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=5000)
    looks.settle(window)
    return VendorsDriver(window, qtbot)


def written(folder: Path, cells: Cells, merged: list[str] | None = None) -> Path:
    path = folder / "daftar.xlsx"
    path.write_bytes(xlsx_of({"Maret": cells}, {"Maret": merged or []}))
    return path


def ask(store: OpenStore, use_case: object, *args: object) -> object:
    with store.db.read() as session:
        return use_case(session, *args)  # type: ignore[operator]


def test_an_empty_register_says_what_to_do_next(store: OpenStore, qtbot: QtBot) -> None:
    desk = sit(store, qtbot)
    assert "Belum ada pelaku UMKM" in words_on(desk.vendors)
    assert desk.window.focusWidget() is desk.vendors.empty.action
    assert looks.faults_of(desk.window) == []


TWO_ROWS: Cells = [
    ["DAFTAR PELAKU UMKM JAKARTA PUSAT"],
    ["Keadaan Maret 2023"],
    [],
    ["No", "Pelaku Usaha", "", "Kontak", "", "Lain-lain"],
    ["", "Nama", "Usaha", "No HP", "Kecamatan", ""],
    [1, "Marni Suryani", "Dapur Bu Marni", "081234560000", "Sawah Besar", "bawa kompor"],
    [2, "Jali Hasan", "Kerak Telor", 81234560001, "Senen", ""],
    ["", "Jumlah", "2 orang"],
]
MERGED = ["A4:A5", "B4:C4", "D4:E4", "F4:F5"]


def test_a_list_with_a_header_of_two_rows_is_taken_in_by_keyboard_alone(
    store: OpenStore, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = sit(store, qtbot)
    window = desk.start_import()
    window.read(written(tmp_path, TWO_ROWS, MERGED))
    assert window.page.table.header_row.value() == 4
    assert window.page.table.header_rows.value() == 2
    assert looks.faults_of(window.dialog) == []
    press(window.dialog, "Alt+3")
    columns = window.page.columns
    for _turn in range(5):
        window.press("Down")
    assert columns.view.current is not None
    assert columns.view.current.guess.column.letter == "F"
    window.press("Return")
    type_into(window.dialog, "Ket")
    window.press("Return")
    if columns.view.current.guess.field != "note":
        columns.field.activated.emit(columns.field.currentIndex())
    window.until_planned()
    assert columns.view.current.guess.field == "note"
    assert looks.faults_of(window.dialog) == []
    press(window.dialog, "Alt+4")
    assert "Baru 2" in window.buckets
    assert "Semua 8" in window.buckets
    window.page.rows.accepts["lost_zero"].setFocus()
    window.press("Space")
    window.until_planned()
    assert looks.faults_of(window.dialog) == []
    window.save()
    assert desk.says == "Daftar disimpan: 2 baris baru."
    assert desk.shown == ["Dapur Bu Marni", "Kerak Telor"]
    assert {item.phone for item in ask(store, search_vendors)} == {"0812••••0000", "0812••••0001"}  # type: ignore[attr-defined]
    assert ask(store, vendor_page, ask(store, search_vendors, "marni")[0].id).note == "bawa kompor"  # type: ignore[index,attr-defined]
    click(desk.vendors.banner.action)
    assert ask(store, count_vendors) == 0
    assert "Belum ada pelaku UMKM" in words_on(desk.vendors)


def test_what_needs_a_look_is_decided_in_the_window(store: OpenStore, qtbot: QtBot, tmp_path: Path) -> None:
    with_bazaar(store)
    desk = sit(store, qtbot)
    window = desk.start_import()
    other: list[object] = [1, "Orang Lain", "Usaha Lain", "", "081234560000", "Senen", "Kuliner", "PPKUKM"]
    window.read(written(tmp_path, [HEADER, other]))
    press(window.dialog, "Alt+4")
    assert "Perlu dilihat 1" in window.buckets
    assert not window.page.save_button.isEnabled()
    assert any("nomor HP sama" in line for line in window.lines)
    window.page.rows.view.pick(2)
    window.page.rows.as_new.setFocus()
    window.press("Space")
    window.until_planned()
    assert "Baru 1" in window.buckets
    window.save()
    assert "Usaha Lain" in desk.shown


def test_a_chat_list_can_be_pasted(store: OpenStore, qtbot: QtBot) -> None:
    desk = sit(store, qtbot)
    window = desk.start_import()
    window.paste("1. Bu Marni - Dapur Bu Marni - 081234560000\n2. Jali - Kerak Telor - 081234560001")
    window.save()
    assert desk.shown == ["Dapur Bu Marni", "Kerak Telor"]


def test_a_file_that_is_no_list_is_refused_in_words(store: OpenStore, qtbot: QtBot, tmp_path: Path) -> None:
    desk = sit(store, qtbot)
    window = desk.start_import()
    bad = tmp_path / "surat.xlsx"
    bad.write_bytes(b"%PDF-1.4")
    window.page.read(bad)
    desk.wait(lambda: bool(window.page.banner.words))
    assert "bukan daftar" in window.page.banner.words
    press(window.dialog, "Escape")
    assert not window.dialog.isVisible()
    assert ask(store, count_vendors) == 0


def test_the_rows_not_taken_are_given_back(store: OpenStore, qtbot: QtBot, tmp_path: Path) -> None:
    desk = sit(store, qtbot)
    window = desk.start_import()
    nameless: list[object] = ["", "", "", "", "081234567890", "", "", ""]
    window.read(written(tmp_path, [HEADER, MARNI, nameless]))
    window.page.give_back(tmp_path / "ditolak.xlsx")
    assert (tmp_path / "ditolak.xlsx").exists()
    assert "1 baris" in window.page.banner.words


def test_eleven_thousand_vendors_are_listed_page_by_page(store: OpenStore, qtbot: QtBot) -> None:
    with store.db.write("o", "test", Field(store.db).at) as session:
        rows = [
            {"id": new_id(), "name": f"Orang {n}", "business": f"Warung {n:05d}", "phone": f"+62812{n:08d}"}
            for n in range(11_158)
        ]
        enter_many(session, Vendor, rows)
    desk = sit(store, qtbot)
    model = desk.vendors.list.model_of_vendors
    desk.wait(lambda: model.rowCount() == 11_158)
    pages: object = model.rows
    assert isinstance(pages, PagedVendors)
    assert len(pages._pages) <= 5
    desk.vendors.list.step(0)
    desk.vendors.list.step(11_157)
    looks.settle(desk.window)
    assert desk.vendors.list.current is not None
    assert desk.vendors.list.current.business == "Warung 11157"
    assert len(pages._pages) <= 8 < KEPT_PAGES < 11_158 // PAGE
    assert desk.search("warung 08150") == ["Warung 08150"]
    assert desk.search("00004321") == ["Warung 04321"]
    for scale in looks.SCALES.values():
        looks.settle(desk.window, scale)
        assert looks.faults_of(desk.window) == []


def test_what_no_cell_covers_is_painted_too(store: OpenStore, qtbot: QtBot) -> None:
    with store.db.write("o", "test", Field(store.db).at) as session:
        rows = [{"id": new_id(), "name": f"Orang {n}", "business": f"Warung {n}"} for n in range(60)]
        enter_many(session, Vendor, rows)
    listed = sit(store, qtbot).vendors.list
    listed.setColumnWidth(len(listed.column_names) - 1, 20)
    picture = listed.viewport().grab().toImage()
    last = picture.width() - 1
    assert {picture.pixelColor(last, y).name() for y in range(picture.height())} == {theme.CARD.lower()}


def test_a_vendor_opens_with_numbers_hidden_and_showing_one_is_logged(store: OpenStore, qtbot: QtBot) -> None:
    with_bazaar(store)
    desk = sit(store, qtbot)
    desk.search("marni")
    panel = desk.open_first()
    looks.settle(panel)
    assert "3171010101800000" not in words_on(panel)
    assert looks.faults_of(panel) == []
    panel.reveal_asked.emit("nik")
    form = desk.top(FormDialog)
    assert isinstance(form, FormDialog)
    field = form.fields["reason"]
    assert isinstance(field, QLineEdit)
    type_into(form, "cocokkan KTP")
    press(field, "Return")
    assert "3171010101800000" in words_on(panel)
    with store.db.read() as session:
        row = session.execute(select(Reveal)).scalars().one()
        assert (row.field, row.reason) == ("nik", "cocokkan KTP")
    press(panel, "Escape")
    assert not panel.isVisible()


def test_a_vendor_is_typed_in_put_right_and_undone(store: OpenStore, qtbot: QtBot) -> None:
    with_bazaar(store)
    desk = sit(store, qtbot)
    desk.press("Ctrl+N")
    form = desk.top(FormDialog)
    assert isinstance(form, FormDialog)
    press(field_named(form, "Nama usaha"), "Return")
    assert form.isVisible()  # a name is missing
    field_named(form, "Nama usaha").setFocus()
    type_into(form, "Warung Baru")
    field_named(form, "No. HP").setText("12")
    form.submit()
    assert "Nomor HP tidak dikenali" in words_on(form)
    field_named(form, "No. HP").setText("0812 9999 0000")
    form.submit()
    assert desk.says == "Data pelaku UMKM disimpan."
    assert desk.search("warung baru") == ["Warung Baru"]
    click(desk.vendors.banner.action)
    assert desk.search("warung baru") == []


def test_two_ids_of_one_person_are_joined_and_parted(store: OpenStore, qtbot: QtBot) -> None:
    field = with_bazaar(store)
    twin = field.do(add_vendor, name="Marni S.", business="Dapur Marni Kedua")
    desk = sit(store, qtbot)
    desk.search("dapur bu marni")
    panel = desk.open_first()
    panel.join_asked.emit()
    pick = desk.top(PickVendor)
    assert isinstance(pick, PickVendor)
    type_into(pick, "dapur marni kedua")
    press(pick.box, "Return")
    assert "Digabung" in desk.says
    page = ask(store, vendor_page, twin)
    assert [item.business for item in page.same] == ["Dapur Bu Marni"]  # type: ignore[attr-defined]
    panel = desk.open_first()
    panel.part_asked.emit(twin)
    assert ask(store, vendor_page, twin).same == ()  # type: ignore[attr-defined]


def test_the_history_of_a_vendor_tells_who_and_what_before(store: OpenStore, qtbot: QtBot) -> None:
    field = with_bazaar(store)
    desk = sit(store, qtbot)
    desk.search("marni")
    marni = desk.vendors.list.model_of_vendors.ids[0]
    field.do(put_document, marni, kind="halal", number="ID31", until=date(2024, 3, 1))
    panel = desk.open_first()
    panel.history_asked.emit()
    said = words_on(desk.vendors.opened.popover)
    assert "kosong → Dapur Bu Marni" in said
    assert "halal ID31 · Berlaku sampai" in said
    assert "kosong → 1 Maret 2024" in said
    assert "3171010101800000" not in said
    desk.vendors.opened.popover.close()


@pytest.mark.parametrize("scale", looks.SCALES)
def test_the_page_has_room_at_every_scale(store: OpenStore, qtbot: QtBot, scale: int) -> None:
    with_bazaar(store)
    desk = sit(store, qtbot, scale)
    looks.settle(desk.window)
    assert looks.faults_of(desk.window) == []
    panel = desk.open_first()
    looks.settle(panel)
    assert isinstance(panel, VendorPanel)
    assert looks.faults_of(panel) == []
    assert QApplication.activeModalWidget() is panel


def test_a_person_is_erased_after_a_question_with_a_reason(store: OpenStore, qtbot: QtBot) -> None:
    with_bazaar(store)
    desk = sit(store, qtbot)
    name, *_ = desk.search("dapur")
    panel = desk.open_first()
    click(button_named(panel, "Hapus data"))
    asked = desk.top(FormDialog)
    assert isinstance(asked, FormDialog)
    assert "untuk selamanya" in words_on(asked)
    assert "tetap dihitung" in words_on(asked)
    assert looks.faults_of(asked) == []
    press(asked, "Return")
    assert "Tulis alasannya" in words_on(asked)
    field_named(asked, "Alasan").setFocus()
    type_into(asked, "surat 12/IV")
    press(asked, "Return")
    desk.wait(lambda: "dihapus" in desk.says)
    assert name not in desk.search("dapur")
    with store.db.read() as session:
        assert [erasure.reason for erasure in erasures(session)] == ["surat 12/IV"]
