"""The office's pages over a real office: what they show, what they do, how they refuse."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from bazar_desktop.domain.money import format_rupiah
from bazar_desktop.services.bazaars.bazaars import add_bazaar
from bazar_desktop.services.exchange.packages import list_intake
from bazar_desktop.services.office.laptops import put_contact
from bazar_desktop.services.reports.board import board as office_board
from bazar_desktop.services.reports.year import year_report
from bazar_desktop.store.opening import OpenStore, open_store
from bazar_desktop.store.tables import SealedCorrection, Vendor
from bazar_desktop.ui.exchange.intake_page import IntakePage
from bazar_desktop.ui.frame.topbar import StateWords
from bazar_desktop.ui.frame.window import MainWindow
from bazar_desktop.ui.kit.forms import FormDialog
from bazar_desktop.ui.register.actions import OpenVendor
from bazar_desktop.ui.register.page import VendorsPage
from bazar_desktop.ui.reports.board_page import BoardPage
from bazar_desktop.ui.reports.occasions import Occasion, occasion_to_open
from bazar_desktop.ui.reports.year_page import YearPage
from tests.drivers import button_named, click, field_named, words_on
from tests.drivers.exchange import BoardDriver, SyncDriver, TableDriver
from tests.merge_day import OFFICER, live_a_day, totals
from tests.offices import CHEAP, PIN, World
from tests.stores import MORNING
from tests.ui import looks
from tests.ui.office_window import busy

Frame = Callable[[OpenStore, str], MainWindow]


def test_the_board_shows_who_has_handed_in_and_whom_to_call(
    world: World, window: Frame, qtbot: QtBot
) -> None:
    busy(world)
    frame = window(world.office.store, "board")
    desk = BoardDriver(frame, qtbot)
    assert [words.first.text() for words in frame.findChildren(StateWords)] == ["Tersimpan di kantor"]
    states = {row[0]: row[2:4] for row in desk.cells}
    assert states["Rusun Karang Anyar"] == ("diterima", "diterima")
    assert states["RPTRA Borobudur"] == ("diterima", "belum")
    assert states["Kantor Kecamatan Kemayoran"] == ("draf", "belum")
    assert states["Rusun Petamburan"] == ("belum", "belum")
    desk.click("Yang belum (3)")
    assert len(desk.cells) == 3
    assert not {"Rusun Karang Anyar", "RPTRA Borobudur"} & set(desk.column("Lokasi")), "tomorrow is not owed"
    desk.click("Yang belum (3)")
    with world.office.store.db.read() as session:
        from bazar_desktop.services.reports.board import board

        total = sum(row.omzet or 0 for row in board(session))
    shown = [word for word in desk.column("Omzet UMKM") if word != "–"]
    assert sum(int(word[2:].replace(".", "")) for word in shown) == total
    assert format_rupiah(total) in looks_of(desk)
    assert "5 hari dari segel, 1 hari masih berjalan, 6 hari akan datang" in looks_of(desk)
    with world.office.store.db.read() as session:
        assert year_report(session, 2023, today=MORNING.date()).coverage.to_come == 6, (
            "as the year counts them"
        )
    since = dict(zip(desk.column("Lokasi"), desk.column("Sejak segel"), strict=True))
    assert {name: words for name, words in since.items() if words} == {"RPTRA Borobudur": "-Rp215.000"}
    assert "selisih -Rp215.000: RPTRA Borobudur" in looks_of(desk)
    board_page = desk.page
    assert isinstance(board_page, BoardPage)
    said = board_page.made_of.text()
    assert said.startswith("Jumlah ini dari: 5 dari 6 hari sudah tertutup, 1 dari 4 laptop belum masuk, ")
    assert "sejak segel -Rp215.000 dari 1 pelaku di 1 hari" in said
    held = [row for row in world.field.ask(office_board) if row.is_due(MORNING.date())]
    registered = sum(row.registered for row in held)
    assert f"{sum(row.present for row in held)} dari {registered} hadir" in board_page.subtitle.text(), (
        "tomorrow is not held yet"
    )


def looks_of(desk: TableDriver) -> str:
    return words_on(desk.page)


def test_a_lokasi_opens_to_its_days(world: World, window: Frame, qtbot: QtBot) -> None:
    from PySide6.QtCore import QTimer

    busy(world)
    desk = BoardDriver(window(world.office.store, "board"), qtbot)
    said: list[str] = []

    def read_and_leave() -> None:
        said.append(desk.panel_says())
        said.extend(looks.faults_of(desk.panel))
        desk.leave_panel()

    QTimer.singleShot(0, read_and_leave)
    desk.open_row(desk.column("Lokasi").index("RPTRA Borobudur"))
    (words,) = said
    assert re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]", words)
    assert "Perubahan setelah tutup" in words
    assert "Laptop 3" in words


def test_an_office_without_a_bazaar_says_what_to_do_first(
    tmp_path: Path, window: Frame, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bazar_desktop.jobs.office.founding import office_init
    from tests.stores import MORNING

    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    store = office_init(tmp_path / "k", name="Sudin", officer="Ani", pin=PIN, at=MORNING, cost=CHEAP).store
    frame = window(store, "board")
    desk = BoardDriver(frame, qtbot)
    assert "Belum ada bazar" in looks_of(desk)
    frame.go("laptops")
    assert "Belum ada laptop" in looks_of(desk)
    frame.go("year")
    assert "Belum ada yang dilaporkan" in looks_of(desk)
    for key in ("board", "laptops", "year", "intake"):
        frame.go(key)
        looks.settle(frame, looks.SCALES[150])
        assert looks.faults_of(frame) == [], key
    store.db.close()


def test_a_dropped_folder_is_answered_file_by_file(world: World, window: Frame, qtbot: QtBot) -> None:
    laptop = world.join("Laptop 1")
    laptop.sell({laptop.parties()[0]: 25_000})
    stick = world.stick("seret")
    made = laptop.pack(stick)
    (stick / "rusak.bazar").write_bytes(made.file.read_bytes()[:99])
    desk = SyncDriver(window(world.office.store, "intake"), qtbot)
    page = desk.page
    assert isinstance(page, IntakePage)
    drop(page, stick)
    desk.finish()
    assert desk.column("Jawaban") == ["ditolak", "diterima"]
    assert "1 paket diterima, 1 ditolak" in desk.says
    assert "tanda terima" in desk.says
    assert "rusak atau tidak lengkap" in looks_of(desk)
    desk.stick(stick)
    desk.read_stick("Baca paket dari flashdisk")
    assert sorted(desk.column("Jawaban")) == ["ditolak", "sudah ada"]
    desk.stick(world.stick("kosong"))
    desk.read_stick("Baca paket dari flashdisk")
    assert "Tidak ada paket" in desk.says


def test_the_board_says_whom_to_call(world: World, window: Frame, qtbot: QtBot) -> None:
    world.join("Laptop 1")
    with world.office.store.db.write(world.office.store.officer.id, "test", world.office.tick()) as session:
        put_contact(session, "Laptop 1", "Bu Rina 0812 9999")
    desk = BoardDriver(window(world.office.store, "board"), qtbot)
    assert desk.column("Hubungi") == ["Bu Rina 0812 9999"]


def test_a_large_folder_shows_how_far_it_is_and_can_be_stopped(
    world: World, window: Frame, qtbot: QtBot
) -> None:
    laptop = world.join("Laptop 1")
    laptop.sell({laptop.parties()[0]: 25_000})
    data = laptop.pack(world.stick("hari 1")).file.read_bytes()
    folder = world.stick("banyak")
    for number in range(400):
        (folder / f"{number:04}.bazar").write_bytes(data if number % 7 else data[: 99 + number])
    desk = SyncDriver(window(world.office.store, "intake"), qtbot)
    page = desk.page
    assert isinstance(page, IntakePage)
    drop(page, folder)
    panel = page.task_panel
    desk.wait(lambda: panel.bar.maximum() == 400 and panel.bar.value() > 3)
    assert "dari 400" in panel.count.text()
    click(panel.stop)
    desk.finish()
    read = len(desk.column("Jawaban"))
    assert 3 < read < 400
    assert desk.column("Jawaban").count("diterima") == 1
    assert "tanda terima" in desk.says
    with world.office.store.db.read() as session:
        assert len(list_intake(session)) == read


def drop(page: IntakePage, folder: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    how = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    page.drop.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, *how))


def test_a_day_of_the_city_dropped_in_the_window_adds_up(
    tmp_path: Path,
    window: Frame,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    count: Callable[[int, int], int],
) -> None:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    city = live_a_day(tmp_path, lokasi=count(6, 64), vendors=count(4, 30))
    store = open_store(city.folder, OFFICER, PIN)
    desk = SyncDriver(window(store, "intake"), qtbot)
    page = desk.page
    assert isinstance(page, IntakePage)
    drop(page, city.stick)
    qtbot.waitUntil(page.task_panel.isHidden, timeout=300_000)
    assert f"{len(city.good)} paket diterima" in desk.says
    with store.db.read() as session:
        assert totals(session) == city.typed
    store.db.close()


def test_the_years_figures_open_to_the_rows_behind_them(
    world: World, window: Frame, qtbot: QtBot, tmp_path: Path
) -> None:
    busy(world)
    desk = TableDriver(window(world.office.store, "year"), qtbot)
    page = desk.page
    assert isinstance(page, YearPage)
    whole = desk.column("Omzet UMKM")[0]
    desk.click("Kategori")
    totals = [int(word[2:].replace(".", "")) for word in desk.column("Omzet UMKM")]
    assert format_rupiah(sum(totals)) == whole
    desk.open_row(0)
    assert format_rupiah(totals[0]) in desk.panel_says()
    assert looks.faults_of(desk.panel) == []
    desk.leave_panel()
    path = tmp_path / "laporan.xlsx"
    page.ask_place = lambda _parent, _words, _name: path
    desk.click("Simpan ke Excel")
    desk.finish()
    assert path.read_bytes().startswith(b"PK")
    assert "laporan.xlsx" in desk.says


@pytest.mark.parametrize("scale", looks.SCALES)
def test_the_offices_pages_have_room_at_every_scale(
    world: World, window: Frame, qtbot: QtBot, scale: int
) -> None:
    busy(world)
    frame = window(world.office.store, "board")
    for key in ("board", "intake", "laptops", "year"):
        frame.go(key)
        looks.settle(frame, looks.SCALES[scale])
        assert looks.faults_of(frame) == [], key
        assert looks.foreign_colours(frame) == [], key


def test_the_year_says_whether_they_are_always_the_same_people(
    world: World, window: Callable[[OpenStore, str], MainWindow]
) -> None:
    busy(world)
    page = window(world.office.store, "year").page
    assert isinstance(page, YearPage)
    panel = page.show_spread()
    looks.settle(panel)
    assert looks.faults_of(panel) == []
    assert "10% tersering (" in panel.whole.text()
    places = {row[0]: int(row[1]) for row in panel.view.table()[1]}
    panel.by.choose("kota")
    panel.show_places()
    assert sum(places.values()) == sum(int(row[1]) for row in panel.view.table()[1]) > 0
    panel.accept()


def test_a_correction_of_a_vendor_reaches_its_sealed_days_by_a_button_and_the_year_says_so(
    world: World, window: Frame, qtbot: QtBot
) -> None:
    busy(world)
    store = world.office.store
    with store.db.read() as session:
        vendor = session.query(Vendor).filter_by(business="Dapur Bu Marni").one()
        vendor_id, category = vendor.id, vendor.category
    with store.db.write(store.officer.id, "test.change", world.office.tick()) as session:
        session.get_one(Vendor, vendor_id).category = "kriya"
    frame = window(store, "year")
    year = frame.page
    assert isinstance(year, YearPage)
    year.cut.choose("category")
    year._show_cut()
    before = {row[0]: row for row in year.view.table()[1]}
    assert year.corrections.isHidden()
    frame.go("vendors")
    register = frame.page
    assert isinstance(register, VendorsPage)
    opened = OpenVendor(register, vendor_id)
    looks.settle(opened.panel)
    assert looks.faults_of(opened.panel) == []
    assert f"{category.capitalize()} → Kriya" in words_on(opened.panel)
    click(opened.panel.correct)
    asked = next(form for form in frame.findChildren(FormDialog) if form.isVisible())
    QTest.keyClicks(field_named(asked, "Alasan"), "salah kategori sejak awal")
    click(button_named(asked, "Berlakukan"))
    with store.db.read() as session:
        assert session.query(SealedCorrection).count() > 0
    frame.go("year")
    year.reload()
    assert "salah kategori sejak awal" in year.corrections.text()
    looks.settle(frame)
    assert looks.faults_of(frame) == []
    after = {row[0]: row for row in year.view.table()[1]}
    assert after.keys() >= before.keys()
    assert "Pembetulan" in year.view.table()[0]


def test_board_and_year_open_on_what_is_of_today(world: World, window: Frame, qtbot: QtBot) -> None:
    """Bazaars of the next month and the next year stand in the store already."""
    today = MORNING.date()
    for name, day in (("Bulan depan", date(2023, 4, 28)), ("Tahun depan", date(2024, 1, 5))):
        world.field.do(add_bazaar, name=name, days=[day])
    frame = window(world.office.store, "board")
    page = frame.page
    assert isinstance(page, BoardPage)
    assert page.occasion is not None
    assert today in page.occasion.days
    assert page.choice.count() == 3
    page.choice.setCurrentIndex(0)
    page.reload()
    assert page.occasion.days == (date(2024, 1, 5),), "what the person chose stays"
    assert "1 hari akan datang" in words_on(page)
    assert "belum ada jawaban" not in words_on(page)
    assert "belum menyerahkan" not in words_on(page)
    frame.go("year")
    year = frame.page
    assert isinstance(year, YearPage)
    assert year.year.currentText() == "2023"
    assert year.year.count() == 2


def test_the_occasion_to_open_is_todays_else_the_last_begun_else_the_next() -> None:
    def named(name: str, *days: date, programme: bool = False) -> Occasion:
        return Occasion(name, days, (), is_programme=programme)

    april = named("April", date(2024, 4, 2))
    march = named("Maret", date(2024, 3, 20), date(2024, 3, 21))
    known = [april, march, named("Januari", date(2024, 1, 5))]
    assert [
        known[occasion_to_open(known, date(2024, month, day))].name
        for month, day in ((3, 20), (3, 1), (4, 1), (2, 1), (5, 9), (1, 1))
    ] == ["Maret", "Maret", "April", "Januari", "April", "Januari"]
    ramadan = named("Ramadan", date(2024, 3, 9), date(2024, 4, 12), programme=True)
    assert occasion_to_open([*known, ramadan], date(2024, 3, 25)) == 3, "a programme under way"
    assert occasion_to_open([april], date(2023, 1, 1)) == 0
    assert occasion_to_open([], date(2023, 1, 1)) == 0
