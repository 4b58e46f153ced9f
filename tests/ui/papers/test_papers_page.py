"""Laporan & Cetak in the window, on a real store."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from bazar_desktop.jobs.papers.day_papers import draw_all, draw_paper
from bazar_desktop.printing.bundle import Choices
from bazar_desktop.services.papers.attachments import list_pages
from bazar_desktop.store import outputs
from bazar_desktop.store.files import OutputFailed
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.ui.app_session import MachineFault
from bazar_desktop.ui.faults import Fault
from bazar_desktop.ui.frame.sidebar import NavEntry
from bazar_desktop.ui.frame.window import MainWindow
from bazar_desktop.ui.page import Page
from bazar_desktop.ui.papers.page import PapersPage
from bazar_desktop.ui.papers.printer import is_paper, open_pdf, page_picture, paint_copies, paint_pages
from bazar_desktop.ui.store_session import StoreSession
from tests.drivers import button_named, click, press
from tests.drivers.papers import Chooser, PapersDriver, PaperTray
from tests.papers_day import DAY, EVENING, PapersDay, Progress, papers_day, sell_more
from tests.printing.reading import page_sizes, page_texts, whole_text
from tests.ui import looks


def window_on(store: OpenStore, tray: PaperTray, chooser: Chooser, at: datetime = EVENING) -> MainWindow:
    entries = (
        NavEntry("reports", "Laporan & Cetak", "printer", lambda desk: PapersPage(desk, tray, chooser)),
        NavEntry("layout", "Denah Booth", "map", lambda desk: Page(desk, "Denah Booth")),
        NavEntry("bazaars", "Bazar", "calendar-days", lambda desk: Page(desk, "Bazar")),
    )
    return MainWindow(StoreSession(store, lambda: at), entries)


@pytest.fixture
def day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PapersDay]:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    made = papers_day(tmp_path / "store")
    yield made
    made.store.db.close()


@pytest.fixture
def desk(day: PapersDay, tmp_path: Path, qtbot: QtBot) -> Iterator[PapersDriver]:
    yield from drive(day.store, tmp_path, qtbot)


def drive(store: OpenStore, to: Path, qtbot: QtBot) -> Iterator[PapersDriver]:
    tray, chooser = PaperTray(), Chooser(to)
    window = window_on(store, tray, chooser)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    driver = PapersDriver(window, qtbot, tray, chooser)
    driver.settle()
    yield driver
    driver.settle()
    window.close()


def test_the_list_says_how_every_paper_stands(desk: PapersDriver, day: PapersDay) -> None:
    assert list(desk.states) == [
        "Denah booth", "Daftar hadir", "Kartu peserta", "Nomor booth", "Slip omzet", "Rekap omzet", "Rekap bazar",
        "Berita acara", "Laporan kegiatan", "Ringkasan hari", "Semua kertas",
    ]  # fmt: skip
    assert desk.states["Rekap omzet"] == "Belum dicetak"
    desk.choose("Rekap omzet")
    desk.do("Cetak kertas ini")
    assert desk.says == "Rekap omzet dikirim ke Epson L3250."
    assert desk.states["Rekap omzet"] == "Dicetak 16.42"
    sell_more(day, 4, 9_000_000)
    desk.papers.reload()
    assert desk.states["Rekap omzet"] == "Berubah sejak 16.42"
    assert desk.states["Denah booth"] == "Belum dicetak"
    desk.settle()


def test_the_preview_shows_the_page_that_is_printed(desk: PapersDriver, tmp_path: Path) -> None:
    desk.choose("Kartu peserta")
    assert desk.papers.preview.pages == 2
    assert desk.papers.preview.where.text() == "Halaman 1 dari 2"
    picture = desk.papers.preview.sheet.picture
    colours = {
        picture.pixelColor(x, y).lightness()
        for x in range(0, picture.width(), 3)
        for y in range(0, picture.height(), 3)
    }
    assert max(colours) == 255
    assert min(colours) < 90
    desk.press("PgDown")
    assert desk.papers.preview.where.text() == "Halaman 2 dari 2"
    desk.press("PgDown")
    assert desk.papers.preview.page == 1
    desk.press("PgUp")
    assert desk.papers.preview.page == 0
    wide = desk.papers.preview.sheet.width()
    desk.press("Ctrl++")
    assert desk.papers.preview.sheet.width() > wide
    desk.press("Ctrl+0")
    assert desk.papers.preview.sheet.width() == wide


def test_the_tray_gets_every_paper_on_the_size_and_as_often_as_chosen(
    desk: PapersDriver, tmp_path: Path
) -> None:
    desk.pick("F4")
    desk.papers.options.copies.setValue(3)
    desk.do("Cetak semua untuk hari bazar ini")
    pdf, name, paper, copies = desk.tray.sent[0]
    assert (name, paper, copies) == ("Epson L3250", "F4", 3)
    (tmp_path / "sent.pdf").write_bytes(pdf)
    assert {tuple(sorted(size)) for size in page_sizes(tmp_path / "sent.pdf")} == {(215, 330)}
    codes = {text.split("-P233")[0].split()[-1] for text in page_texts(tmp_path / "sent.pdf")}
    assert codes == {"DN", "DH", "KP", "NB", "SO", "RO", "RB", "BA", "LK", "RK"}
    assert desk.states["Semua kertas"] == "10 dari 10 siap"


def test_a_paper_that_the_printer_lacks_is_offered_on_a4(desk: PapersDriver) -> None:
    desk.choose("Daftar hadir")
    desk.pick("A3")
    desk.do("Cetak kertas ini")
    assert desk.says == "Printer Epson L3250 tidak mengenal kertas A3. Cetak di A4?"
    assert desk.tray.sent == []
    desk.do("Cetak di A4")
    assert [sent[2] for sent in desk.tray.sent] == ["A4"]


class SlowTray(PaperTray):
    """Printers of which one is away: each question waits until it is told to go on."""

    def __init__(self) -> None:
        super().__init__()
        self.go_on, self.asked_in = threading.Event(), set[int]()

    def names(self) -> tuple[str, ...]:
        self._wait()
        return super().names()

    def takes(self, name: str, paper: str) -> bool:
        self._wait()
        return super().takes(name, paper)

    def _wait(self) -> None:
        self.asked_in.add(threading.get_ident())
        assert self.go_on.wait(20)


def test_a_printer_that_is_away_never_holds_the_window(day: PapersDay, tmp_path: Path, qtbot: QtBot) -> None:
    tray, chooser = SlowTray(), Chooser(tmp_path)
    window = window_on(day.store, tray, chooser)
    qtbot.addWidget(window)
    window.show()
    driver = PapersDriver(window, qtbot, tray, chooser)
    driver.wait(lambda: bool(tray.asked_in))
    assert driver.papers.options.printer.currentText() == "Mencari printer…"
    driver.click("Cetak semua untuk hari bazar ini")
    assert driver.says == "Printer di laptop ini masih dicari. Coba lagi sebentar lagi."
    tray.go_on.set()
    driver.settle()
    tray.go_on.clear()
    driver.click("Cetak semua untuk hari bazar ini")  # comes back while the printer is asked for its paper
    assert driver.papers.is_busy
    assert tray.sent == []
    tray.go_on.set()
    driver.settle()
    assert len(tray.sent) == 1
    assert threading.get_ident() not in tray.asked_in
    window.close()


def test_without_a_printer_the_papers_are_saved_for_photocopying(desk: PapersDriver, tmp_path: Path) -> None:
    desk.tray.known = ()
    desk.papers.reload()
    desk.settle()
    desk.do("Cetak semua untuk hari bazar ini")
    assert "Belum ada printer" in desk.says
    desk.click("Simpan untuk difotokopi")
    desk.settle()
    saved = next(tmp_path.glob("BH-*.pdf"))
    assert desk.says == f"{saved.name} ada di {tmp_path}."
    assert desk.states["Daftar hadir"] == "Disimpan 16.42"
    desk.click("Buka folder")
    assert desk.chooser.shown == [tmp_path]


def test_what_is_saved_is_the_day_as_it_stands_after_the_question_for_the_folder(
    desk: PapersDriver, day: PapersDay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def choose_late(*_question: object) -> Path:
        sell_more(day, 4, 9_876_543)
        return tmp_path

    monkeypatch.setattr(desk.chooser, "folder", choose_late)
    desk.do("Simpan untuk difotokopi")
    desk.settle()
    assert "9.876.543" in whole_text(next(tmp_path.glob("BH-*.pdf")))


def test_a_paper_is_saved_as_chosen(desk: PapersDriver, tmp_path: Path) -> None:
    desk.choose("Daftar hadir")
    dialog = desk.papers.options.ask_columns()
    for box in dialog.findChildren(QCheckBox):
        box.setChecked(False)
    desk.answer(dialog, "Pakai")
    assert dialog.said.text() == "Pilih sedikitnya satu kolom."
    for box in dialog.findChildren(QCheckBox):
        box.setChecked(box.accessibleName() in {"Booth", "Nama"})
    desk.answer(dialog, "Pakai")
    desk.pick("Terisi")
    desk.press("Ctrl+S")
    desk.settle()
    text = page_texts(next(tmp_path.glob("DH-*.pdf")))[0]
    assert "Marni Suryani" in text
    assert "Dapur Bu Marni" not in text


def test_leaving_the_question_for_a_place_changes_nothing(desk: PapersDriver, tmp_path: Path) -> None:
    desk.chooser.to = None
    before = sorted(tmp_path.iterdir())
    for words in ("Simpan PDF", "Simpan untuk difotokopi", "Ekspor CSV & Excel", "Serahkan…"):
        desk.do(words)
    assert sorted(tmp_path.iterdir()) == before
    assert set(desk.states.values()) == {"Belum dicetak", "0 dari 10 siap"}


def test_files_and_hand_over_say_what_is_where(desk: PapersDriver, tmp_path: Path) -> None:
    desk.do("Ekspor CSV & Excel")
    assert "berkas CSV dan Excel ada di" in desk.says
    stick = tmp_path / "stick"
    stick.mkdir()
    desk.chooser.to = stick
    desk.do("Serahkan…")
    assert desk.says.startswith("Sudah diserahkan dan diperiksa: kertas di")
    assert "cadangan di" in desk.says
    assert desk.states["Semua kertas"] == "10 dari 10 siap"
    assert desk.states["Rekap omzet"] == "Disimpan 16.42"
    assert list(stick.rglob("BH-*.pdf"))
    assert list(stick.rglob("*.xlsx"))


def test_other_work_waits_while_something_runs(desk: PapersDriver) -> None:
    desk.papers.task_panel.show()
    desk.click("Cetak semua untuk hari bazar ini")
    assert desk.says.startswith("Tunggu sampai pekerjaan ini selesai")
    assert desk.tray.sent == []
    desk.papers.task_panel.hide()


def test_a_stick_that_is_not_there_is_said_in_the_banner(desk: PapersDriver, tmp_path: Path) -> None:
    desk.chooser.to = tmp_path / "stick"
    desk.do("Serahkan…")
    assert "bukan folder yang ada" in desk.says


def test_a_hand_over_that_breaks_off_is_finished_by_trying_again(
    desk: PapersDriver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    desk.chooser.to = stick
    faults: list[Fault] = []
    monkeypatch.setattr(desk.papers, "shows_fault", lambda fault: faults.append(fault) or True)
    whole, written = outputs.write_whole, []

    def at_the_fourth(path: Path, data: bytes, *, make_folder: bool = True) -> None:
        written.append(path)
        if [item.suffix for item in written].count(".pdf") == 4 and not faults:
            raise OutputFailed(file=path.name, folder=str(path.parent), reason="I/O error")
        whole(path, data, make_folder=make_folder)

    monkeypatch.setattr(outputs, "write_whole", at_the_fourth)
    desk.do("Serahkan…")
    assert desk.says.startswith("Sudah diserahkan dan diperiksa: kertas di")
    (fault,) = faults
    assert fault.account.startswith("Sudah selesai: ")
    assert "CSV dan Excel, cadangan." in fault.account
    assert len(list(stick.rglob("*.pdf"))) == len({path.name for path in stick.rglob("*.pdf")})
    assert desk.states["Semua kertas"] == "10 dari 10 siap"


def test_the_press_text_is_copied(desk: PapersDriver) -> None:
    dialog = desk.papers.doing.tell_press()
    assert dialog is not None
    desk.answer(dialog, "Grup chat")
    desk.answer(dialog, "Salin teks")
    assert QGuiApplication.clipboard().text().startswith("*Bazar Jakpreneur Ramadan*")
    dialog.close()


def test_without_a_plan_the_denah_says_what_to_do_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    made = papers_day(tmp_path / "store", placed=False, came=False, sealed=False)
    for desk in drive(made.store, tmp_path, qtbot):
        click(button_named(desk.papers, "Buka Denah Booth"))
        assert desk.window.page_key == "layout"
        desk.go("reports")
        desk.settle()
    made.store.db.close()


def test_without_a_bazaar_the_page_says_what_to_do_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    store = papers_day(tmp_path / "store", vendors=0).store
    for desk in drive(store, tmp_path, qtbot):
        click(button_named(desk.papers, "Buka Bazar"))
        assert desk.window.page_key == "bazaars"
        desk.go("reports")
        assert not button_named(desk.papers, "Serahkan…").isEnabled()
    store.db.close()


@pytest.mark.parametrize("scale", looks.SCALES)
@pytest.mark.parametrize("paper", ["Denah booth", "Daftar hadir", "Kartu peserta", "Semua kertas"])
def test_the_page_has_room_at_every_scale(desk: PapersDriver, scale: int, paper: str) -> None:
    looks.settle(desk.window, looks.SCALES[scale])
    desk.choose(paper)
    looks.settle(desk.window)
    assert looks.faults_of(desk.window) == []


def test_the_dialogs_have_room_and_name_their_controls(desk: PapersDriver) -> None:
    for dialog in (desk.papers.doing.tell_press(), desk.papers.options.ask_columns()):
        assert dialog is not None
        looks.settle(dialog)
        assert looks.faults_of(dialog) == []
        dialog.close()


def test_columns_are_printed_in_the_order_in_which_they_were_ticked(desk: PapersDriver) -> None:
    desk.choose("Daftar hadir")
    dialog = desk.papers.options.ask_columns()
    boxes = {box.accessibleName(): box for box in dialog.findChildren(QCheckBox)}
    for box in boxes.values():
        box.setChecked(False)
    for name in ("Usaha", "Booth", "Tanda tangan"):
        press(boxes[name], "Space")
    assert dialog.told.text() == "Urutan: Usaha, Booth, Tanda tangan"
    desk.answer(dialog, "Pakai")
    assert desk.papers.options.choices.columns == ("business", "booth", "signature")
    desk.settle()


# -- the real printer's side, on a printer that writes a file ------------------------------------------------


@pytest.mark.parametrize(("paper", "size"), [("A4", (210, 297)), ("F4", (215, 330))])
def test_pages_come_out_at_their_exact_size(
    day: PapersDay, tmp_path: Path, qapp: object, paper: str, size: tuple[int, int]
) -> None:
    pdf = draw_all(Progress(), read=day.read, choices=Choices(paper))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setResolution(150)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    paint_pages(Progress(), pdf, printer, paper, "Kertas")
    (tmp_path / "in.pdf").write_bytes(pdf)
    assert page_sizes(tmp_path / "out.pdf") == page_sizes(tmp_path / "in.pdf")
    assert {tuple(sorted(item)) for item in page_sizes(tmp_path / "out.pdf")} == {size}


def test_a_driver_that_cannot_repeat_is_given_the_pages_as_often(
    day: PapersDay, tmp_path: Path, qapp: object
) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    pdf, told = draw_paper(Progress(), read=day.read, code="RO"), Progress()
    pages = count_pages(pdf)
    paint_copies(told, pdf, printer, "A4", "Rekap", 3)
    assert [done for done, _total, _what in told.told] == [*range(pages)] * 3


def count_pages(pdf: bytes) -> int:
    document, _buffer = open_pdf(pdf)
    pages = document.pageCount()
    document.close()
    return pages


@pytest.mark.qt_log_ignore("Returned false")
def test_a_printer_that_does_not_begin_is_the_machines_fault(
    day: PapersDay, tmp_path: Path, qapp: object
) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no" / "such" / "folder.pdf"))
    with pytest.raises(MachineFault):
        paint_pages(Progress(), draw_paper(Progress(), read=day.read, code="RO"), printer, "A4", "Rekap")


def test_f4_is_known_by_its_size_and_not_by_its_name() -> None:
    assert is_paper(QSizeF(330, 215), "F4")
    assert is_paper(QSizeF(215.9, 330.2), "F4")
    assert not is_paper(QSizeF(210, 297), "F4")
    assert not is_paper(QSizeF(216, 356), "F4")


def test_a_page_is_drawn_on_white(day: PapersDay, qapp: object) -> None:
    document, _buffer = open_pdf(draw_paper(Progress(), read=day.read, code="RO"))
    assert page_picture(document, 0, 0.5).pixelColor(2, 2).name() == "#ffffff"
    document.close()


def test_the_pages_of_a_printed_list_wait_for_their_photos(
    desk: PapersDriver, day: PapersDay, tmp_path: Path
) -> None:
    where = {"bazaar_id": day.bazaar_id, "day": DAY}
    assert day.field.ask(list_pages, **where) == {}
    desk.choose("Daftar hadir")
    desk.do("Cetak kertas ini")
    standing = [(row.participation_id, row.session) for row in day.read.sheet.rows]
    pages = day.field.ask(list_pages, **where)
    assert [key for keys in pages.values() for key in keys] == standing
    (tray, *_rest), file = desk.tray.sent[0], tmp_path / "sent.pdf"
    file.write_bytes(tray)
    printed = whole_text(file)
    assert all(code in printed for code in pages)
