"""A page's way with errors, undo and slow work."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel

from bazar_desktop.jobs.account import Account, accounted
from bazar_desktop.store.actions import action
from bazar_desktop.store.tables import Bazaar
from bazar_desktop.ui.app_session import GONE, MachineFault
from bazar_desktop.ui.faults import Fault, fault_of, report_of, without_values
from bazar_desktop.ui.kit.dialogs import CrashDialog, FaultDialog
from bazar_desktop.ui.kit.task import JobStopped, Report
from tests.drivers import WindowDriver, words_on
from tests.ui.demo import BoothIsTaken, DemoDesk


@action("tests.arrive")
def arrive(_session: object, *, name: str) -> str:
    return f"{name} hadir"


def test_what_was_done_is_said_and_can_be_undone(window: WindowDriver, desk: DemoDesk) -> None:
    done = window.page.perform(arrive, name="Dapur Bu Marni")
    assert done is not None
    window.page.say(done.result, undo=done)
    assert window.says == "Dapur Bu Marni hadir"
    window.click("Urungkan")
    assert desk.undone == [done.action]
    assert window.says == "Diurungkan. Ctrl+Y mengulangi."
    window.press("Ctrl+Y")
    assert desk.undone == [done.action, "u1"]
    assert window.says == "Diulangi."
    window.press("Ctrl+Y")
    assert window.says == "Tidak ada lagi yang diulangi."


def test_a_page_that_cannot_be_read_says_at_which_row_and_the_window_works_on(
    window: WindowDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = window.page
    row = Bazaar(id="0b5f3c1e-7a44-4d0e-9a33-5f2f8f6f0a01", name="Bazar Rahasia")

    def stumble(bazaar: Bazaar = row) -> None:
        raise ValueError(f"{bazaar.name!r} 3171010101800001")

    monkeypatch.setattr(page, "reload", stumble)
    window.window.go(window.window.page_key)
    card = page.fault_card
    assert card.isVisibleTo(page)
    assert "bazar 0b5f3c1e…" in card.words.text()
    assert "ValueError" in card.report
    assert "Rahasia" not in card.words.text() + card.report
    assert "3171010101800001" not in card.report
    other = next(key for key in window.window.sidebar.keys if key != window.window.page_key)
    here = window.window.page_key
    window.window.go(other)
    assert not window.page.fault_card.isVisibleTo(window.page)
    monkeypatch.undo()
    window.window.go(here)
    assert not card.isVisibleTo(page)


def test_a_page_that_cannot_be_read_offers_a_report_and_another_try(
    window: WindowDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, tried = window.page, [0]

    def stumble() -> None:
        tried[0] += 1
        if tried[0] < 2:
            raise ValueError

    monkeypatch.setattr(page, "reload", stumble)
    page.read_anew()
    page.fault_card.report_button.click()
    dialog = page.window().findChild(CrashDialog)
    assert dialog is not None
    assert "ValueError" in dialog.details.toPlainText()
    dialog.accept()
    page.fault_card.again_button.click()
    assert not page.fault_card.isVisibleTo(page)


def test_a_broken_rule_becomes_words_and_nothing_else(window: WindowDriver, desk: DemoDesk) -> None:
    desk.breaks = [BoothIsTaken(booth="A-07")]
    assert window.page.perform(arrive, name="x") is None
    assert window.says == "Booth A-07 sudah ditempati."
    assert window.page.banner.kind == "error"
    assert desk.performed == []


def test_an_undo_that_is_refused_says_why(window: WindowDriver, desk: DemoDesk) -> None:
    desk.breaks = [BoothIsTaken(booth="A-07")]
    assert not window.page.undo("a1")
    assert window.says == "Booth A-07 sudah ditempati."


def test_a_fault_of_the_machine_can_be_tried_again(
    window: WindowDriver, desk: DemoDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults: list[Fault] = []
    monkeypatch.setattr(window.page, "shows_fault", lambda fault: faults.append(fault) or len(faults) < 2)
    desk.breaks = [OSError(28, "No space left"), MachineFault(GONE), RuntimeError("never reached")]
    assert window.page.perform(arrive, name="x") is None
    assert [fault.happened for fault in faults] == [
        "Ruang penyimpanan penuh.",
        "Berkas atau flashdisk tidak ditemukan.",
    ]
    assert len(desk.breaks) == 1


def test_an_error_of_ours_is_not_swallowed(window: WindowDriver, desk: DemoDesk) -> None:
    desk.breaks = [ZeroDivisionError("ours")]
    with pytest.raises(ZeroDivisionError):
        window.page.perform(arrive, name="x")


def test_every_kind_of_fault_says_what_happened_what_is_safe_and_what_to_do() -> None:
    for number in (28, 13, 2, 16, 5, 99):
        fault = fault_of(OSError(number, "x"))
        assert fault.happened
        assert "aman" in fault.safe
        assert fault.todo


def test_a_crash_report_names_the_place_but_no_value() -> None:
    try:
        raise ValueError("row 'Marni Suryani' has NIK 3171234567890123")
    except ValueError as error:
        report = report_of(error)
    assert "test_page.py" in report
    assert "Marni" not in report
    assert "3171" not in report
    assert without_values("tel 081234567890") == "tel •••"


def test_a_crash_shows_its_report_and_the_window_goes_on(window: WindowDriver) -> None:
    window.window.show_crash(ValueError(), "laporan")
    dialog = window.popup()
    assert isinstance(dialog, CrashDialog)
    dialog.copy()
    assert dialog.details.toPlainText() == "laporan"
    assert "Sudah disalin" in words_on(dialog)
    dialog.accept()
    assert window.window.isVisible()


def test_slow_work_shows_progress_and_hands_its_result_over(window: WindowDriver) -> None:
    results: list[int] = []

    def job(report: Callable[[int, int, str], None], *, upto: int) -> int:
        for number in range(upto):
            report(number, upto, "Menghitung")
        return upto

    window.page.run("Menghitung", job, results.append, upto=50)
    assert window.page.task_panel.isVisible()
    window.wait(lambda: results == [50])
    window.wait(lambda: not window.page.task_panel.isVisible())


def test_how_far_slow_work_is_has_points_between_thousands(window: WindowDriver) -> None:
    told, go_on = threading.Event(), threading.Event()

    def job(report: Report) -> None:
        report(519_400, 1_262_800, "Mencari")
        told.set()
        go_on.wait(5)

    window.page.run("Mencari", job)
    assert told.wait(5)
    window.wait(lambda: window.page.task_panel.count.text() == "519.400 dari 1.262.800")
    go_on.set()
    window.wait(lambda: not window.page.task_panel.isVisible())


def test_slow_work_stops_at_cancel_and_says_so(window: WindowDriver) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def job(report: Callable[[int, int, str], None]) -> None:
        begun.set()
        go_on.wait(5)
        report(1, 2, "Menulis")
        raise AssertionError("not stopped")

    window.page.run("Menulis", job)
    assert begun.wait(5)
    window.click("Batalkan")
    go_on.set()
    window.wait(lambda: window.says.startswith("Dihentikan."))


def test_a_search_that_is_cancelled_as_it_ends_does_nothing(window: WindowDriver) -> None:
    ended = threading.Event()
    written: list[str] = []

    def job(_report: Report) -> str:
        ended.set()
        return "susunan"

    task = window.page.run_search("Mencari", job, written.append)
    assert ended.wait(5)
    assert task.running  # its result waits for the window
    window.click("Batalkan")
    window.wait(lambda: window.says == "Dihentikan. Yang belum selesai tidak disimpan.")
    assert written == []


def test_slow_work_that_breaks_a_rule_says_so(window: WindowDriver) -> None:
    def job(_report: object) -> None:
        raise BoothIsTaken(booth="B-01")

    window.page.run("Memeriksa", job)
    window.wait(lambda: window.says == "Booth B-01 sudah ditempati.")


def test_slow_work_that_meets_a_fault_shows_it(
    window: WindowDriver, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    faults: list[Fault] = []
    monkeypatch.setattr(window.page, "shows_fault", lambda fault: bool(faults.append(fault)))

    def job(_report: object) -> None:
        raise OSError(5, "I/O error")

    with caplog.at_level(logging.ERROR):
        window.page.run("Menulis", job)
        window.wait(lambda: len(faults) == 1)
    assert "OSError" in caplog.text


def test_trying_again_does_the_same_slow_work_again_until_it_is_done(
    window: WindowDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults: list[Fault] = []
    monkeypatch.setattr(window.page, "shows_fault", lambda fault: faults.append(fault) or True)
    tries: list[str] = []
    ended: list[bool] = []

    def job(report: Report, *, word: str) -> str:
        report(1, 4, "bagian")
        tries.append(word)
        if len(tries) < 3:
            raise OSError(5, "I/O error")
        return word

    done: list[str] = []
    task = window.page.run("Menulis", job, done.append, word="sama")
    task.ended.connect(lambda: ended.append(window.page.task_panel.isVisible()))
    window.wait(lambda: bool(done))
    assert (tries, done, len(faults), ended) == (["sama"] * 3, ["sama"], 2, [False])


def test_work_that_broke_off_tells_what_was_done_and_what_was_not(
    window: WindowDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults: list[Fault] = []
    monkeypatch.setattr(window.page, "shows_fault", lambda fault: bool(faults.append(fault)))

    def job(_report: Report) -> None:
        with accounted(lambda: Account(("kertas",), ("paket", "cadangan"))):
            raise OSError(5, "I/O error")

    window.page.run("Menulis", job)
    window.wait(lambda: len(faults) == 1)
    told = "Sudah selesai: kertas. Belum: paket, cadangan."
    assert faults[0].account == told
    assert window.says.endswith(told)
    dialog = FaultDialog(faults[0])
    assert told in [label.text() for label in dialog.findChildren(QLabel)]


def test_work_that_was_cancelled_tells_what_was_done_and_what_was_not(window: WindowDriver) -> None:
    def job(report: Report) -> None:
        with accounted(lambda: Account(("kertas",), ("paket",))):
            raise JobStopped

    window.page.run("Menulis", job)
    window.wait(lambda: window.says == "Dihentikan. Sudah selesai: kertas. Belum: paket.")
