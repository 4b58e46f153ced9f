"""The window's program: joins folders, log, language, key, store and pages."""

from __future__ import annotations

import argparse
import importlib
import os
import pkgutil
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog

from bazar_desktop import ui
from bazar_desktop.domain.calendar import WIB
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.jobs.office.enrolment import Joined
from bazar_desktop.jobs.sample.store import SAMPLE_PIN, has_sample
from bazar_desktop.jobs.settings.backup import back_up_if_due
from bazar_desktop.jobs.settings.officers import start_store
from bazar_desktop.language import LANGUAGES, _, use_language
from bazar_desktop.messages import sentence
from bazar_desktop.store.creating import OFFICE
from bazar_desktop.store.database import moved_away
from bazar_desktop.store.faults import has_no_room
from bazar_desktop.store.files import MachineError
from bazar_desktop.store.holds import OpenElsewhere, WindowHold, take_over
from bazar_desktop.store.key_file import KeysDamaged
from bazar_desktop.store.opening import OpenStore, default_folder
from bazar_desktop.store.passwords import Cost
from bazar_desktop.store.traces import KeyFileMissing
from bazar_desktop.store.unlocking import has_store, officers_of
from bazar_desktop.ui import theme
from bazar_desktop.ui.faults import LOG, fault_of, install_excepthook, is_machine, report_of
from bazar_desktop.ui.frame.window import MainWindow
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.dialogs import CrashDialog, FaultDialog, tell_fault_over
from bazar_desktop.ui.kit.forms import Panel
from bazar_desktop.ui.kit.login import LoginDialog
from bazar_desktop.ui.kit.task import Task, wait_for_tasks
from bazar_desktop.ui.pages import entries
from bazar_desktop.ui.qt.gc_tuning import keep_smooth
from bazar_desktop.ui.qt.taskbar import name_for_taskbar
from bazar_desktop.ui.qt.warnings import gathered_warnings
from bazar_desktop.ui.qt.words import speak_indonesian
from bazar_desktop.ui.rescue.keys import KeyFilePanel
from bazar_desktop.ui.start.enrol import JoinedPanel, enrol_form
from bazar_desktop.ui.start.entrance import Entrance
from bazar_desktop.ui.start.first_sheet import FirstKeySheet
from bazar_desktop.ui.start.first_start import ENROL, FOUND, OWN, RESTORE, SAMPLE, FirstStart, new_store_form
from bazar_desktop.ui.start.found_office import Ground, found_office
from bazar_desktop.ui.start.preparing import prepare_sample
from bazar_desktop.ui.start.restoring import ask_backup_folder, restore_form
from bazar_desktop.ui.store_session import StoreSession
from bazar_desktop.work_log import default_log_folder, note, start_log

BACKUP_LOOK = 60_000  # ms between two looks whether a backup is due
BACKUP_SOON = 3_000  # ms after a change: a sealed day is backed up at once
CHEAP = Cost(memory_kib=128, passes=1, lanes=1)  # the selftest's store lives for a second


def arguments(given: list[str] | None = None) -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="bazar-desktop", description="Bazar Desktop")
    parser.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="a package or receipt to ask about"
    )
    parser.add_argument("--store", type=Path, metavar="DIR", help="folder of the store")
    parser.add_argument("--sample", action="store_true", help="open the sample bazaar, apart from real data")
    parser.add_argument("--lang", choices=LANGUAGES, default="id")
    parser.add_argument("--database", default=os.environ.get("BAZAR_DATABASE"), help="postgresql+psycopg://…")
    parser.add_argument("--selftest", action="store_true", help="draw everything once, say one line, end")
    return parser.parse_args(given)


def main(given: list[str] | None = None) -> int:
    """Run the window; returns the exit code."""
    wanted = arguments(given)
    use_language(wanted.lang)
    if wanted.selftest:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    name_for_taskbar()
    known = QApplication.instance()
    app = known if isinstance(known, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("Bazar Desktop")
    if wanted.selftest:
        return selftest(app)
    theme.apply(app)
    if wanted.lang == "id":
        speak_indonesian(app)
    start_log(default_log_folder())
    note("window begins")
    install_excepthook(tell_crash)
    window = start(wanted)
    if window is None:
        return 1
    window.showMaximized()
    if wanted.file is not None:
        page = "intake" if window.desk.store.kind == OFFICE else "sync"
        QTimer.singleShot(0, lambda: window.hand_file(page, wanted.file))
    keep_smooth()
    ended = app.exec()
    shut(window)
    note("window ends", exit=ended)
    return ended


def start(wanted: argparse.Namespace) -> MainWindow | None:
    """From folder to window; None where the person left or the store is open elsewhere."""
    folder = wanted.store or (sample_folder() if wanted.sample else default_folder())
    while True:
        try:
            store, hold = way_in(folder, wanted.database, sample=wanted.sample)
        except BazarError as error:
            if not (
                ask_to_take_over(folder, error) if isinstance(error, OpenElsewhere) else ask_again(error)
            ):
                return None
        except (MachineError, OSError) as error:
            LOG.error("%s", report_of(error))
            if FaultDialog(fault_of(error)).exec() != QDialog.DialogCode.Accepted:
                return None
        else:
            if store is None:
                hold.release()
                return None
            if store.db.moved_at:
                tell(sentence(moved_away(store.db)))
            return window_of(store, hold)


def shut(window: MainWindow) -> None:
    """Close the store after the last window: its log is moved into the file, and others may open it."""
    window.stop_looking()
    wait_for_tasks()
    window.desk.store.db.close()
    if window.hold is not None:
        window.hold.release()


def sample_folder() -> Path:
    """Where the sample bazaar is kept, apart from real data."""
    return default_folder().with_name("contoh")


def way_in(folder: Path, database: str | None, *, sample: bool) -> tuple[OpenStore | None, WindowHold]:
    """Ask what must be asked until a store is open. Raises StoreInUse, OpenElsewhere and what opening raises."""
    hold = WindowHold(folder, datetime.now(WIB))
    try:
        return _asked(folder, database, hold, sample=sample)
    except BaseException:
        hold.release()
        raise


def _asked(
    folder: Path, database: str | None, hold: WindowHold, *, sample: bool
) -> tuple[OpenStore | None, WindowHold]:
    if sample and not has_sample(folder):
        return prepare_sample(folder, datetime.now(WIB)), hold
    if not has_keys(folder, database):
        return None, hold
    if has_store(folder):
        return sign_in(folder, database, sample=sample), hold
    while (choice := ask_first()) and choice != SAMPLE:
        store = begin(folder, choice, database)
        if store is not None:
            return store, hold
    if not choice:
        return None, hold
    hold.release()
    return way_in(sample_folder(), None, sample=True)


def ask_first() -> str:
    """Ask how to begin in an empty folder; "" where the person left."""
    first = FirstStart()
    return first.choice if first.exec() == QDialog.DialogCode.Accepted else ""


def begin(folder: Path, choice: str, database: str | None = None) -> OpenStore | None:
    """Make the store of `folder` as was chosen; None where the person went back, or where it cannot be made so."""
    make = {ENROL: enrol, OWN: make_own, RESTORE: restore}
    try:
        if choice == FOUND:
            return found_office(Ground(folder, lambda: datetime.now(WIB), database))
        return make[choice](folder)
    except BazarError as error:
        tell(sentence(error))
        return None


def make_own(folder: Path) -> OpenStore | None:
    """Ask for what a new store needs and make it; None where the person left."""
    form = new_store_form(folder, lambda: datetime.now(WIB))
    form.exec()
    if not isinstance(form.result_value, OpenStore):
        return None
    FirstKeySheet(StoreSession(form.result_value)).exec()
    return form.result_value


def has_keys(folder: Path, database: str | None = None) -> bool:
    """Bring the key file back where it is missing or damaged while its data are here; whether to go on."""
    while True:
        try:
            if has_store(folder, database):
                officers_of(folder)
        except (KeyFileMissing, KeysDamaged) as error:
            panel = KeyFilePanel(folder, error, lambda: datetime.now(WIB))
            if panel.exec() != QDialog.DialogCode.Accepted:
                return False
        else:
            return True


def ask_to_take_over(folder: Path, error: OpenElsewhere) -> bool:
    """Ask whether to open here what another computer seems to have open; whether that was wanted."""
    panel = Panel("Bazar Desktop", sentence(error), width=560)
    panel.setObjectName("ElsewherePanel")
    panel.buttons.addWidget(button(_("Keluar"), panel.reject))
    panel.buttons.addWidget(button(_("Buka di sini"), panel.accept, kind="danger"))
    if panel.exec() != QDialog.DialogCode.Accepted:
        return False
    take_over(folder)
    return True


def ask_again(error: BazarError) -> bool:
    """Say why the window cannot open; whether to look again, as once the other window is closed."""
    panel = Panel("Bazar Desktop", sentence(error), width=560)
    panel.setObjectName("NotOpenedPanel")
    again = button(_("Coba lagi"), panel.accept, kind="primary", icon="refresh-cw")
    again.setDefault(True)
    panel.buttons.addWidget(button(_("Tutup"), panel.reject))
    panel.buttons.addWidget(again)
    again.setFocus()
    return panel.exec() == QDialog.DialogCode.Accepted


def enrol(folder: Path) -> OpenStore | None:
    """Ask for the office's file and make this laptop's store from it; None where the person left."""
    form = enrol_form(folder, lambda: datetime.now(WIB))
    form.exec()
    if not isinstance(form.result_value, Joined):
        return None
    JoinedPanel(form.result_value).exec()
    return form.result_value.store


def restore(folder: Path) -> OpenStore | None:
    """Ask for a backup and the key sheet, and make this computer's store of them; None where the person left."""
    known = ask_backup_folder()
    if known is None:
        return None
    form = restore_form(known, folder, lambda: datetime.now(WIB))
    form.exec()
    return form.result_value if isinstance(form.result_value, OpenStore) else None


def sign_in(folder: Path, database: str | None, *, sample: bool) -> OpenStore | None:
    """Ask who is at the laptop; None where the person left."""
    entrance = Entrance(folder, database, lambda: datetime.now(WIB))
    explains = _("Bazar contoh. PIN-nya {pin}.").format(pin=SAMPLE_PIN) if sample else ""
    dialog = LoginDialog(
        entrance,
        explains=explains,
        forgotten=entrance.offer_new_pin,
        way_out=entrance.way_out,
        trouble=entrance.trouble(),
    )
    entrance.parent = dialog
    dialog.exec()
    if entrance.keys_came_back:
        return sign_in(folder, database, sample=sample)
    return entrance.store


def tell(words: str) -> None:
    """Say one thing before there is a window."""
    panel = Panel("Bazar Desktop", words)
    close = button(_("Tutup"), panel.accept, kind="primary")
    close.setDefault(True)
    panel.buttons.addWidget(close)
    close.setFocus()
    panel.exec()


def tell_crash(error: BaseException, report: str) -> None:
    """Show an error of ours, or a fault of the machine, before there is a window."""
    over = QApplication.activeModalWidget()
    if is_machine(error) and over is not None:
        tell_fault_over(over, fault_of(error))
    elif is_machine(error):
        FaultDialog(fault_of(error)).exec()
    else:
        CrashDialog(report).exec()


def window_of(
    store: OpenStore, hold: WindowHold | None = None, clock: Callable[[], datetime] | None = None
) -> MainWindow:
    """The window over an open store, with its backups and its way to show what goes wrong."""
    window = MainWindow(StoreSession(store, clock), entries(store.kind))
    window.hold = hold
    install_excepthook(window.show_crash)
    keep_backed_up(window)
    if store.db.engine.dialect.name == "sqlite" and has_no_room(store.folder):
        window.page.warn(
            _("Ruang penyimpanan laptop penuh: data dapat dibaca, dan belum ada yang dapat disimpan.")
        )
    if hold is not None and hold.was_blank:
        window.page.warn(
            _("Terakhir kali laptop mati sebelum program ditutup. Data terbuka utuh; periksa isian terakhir.")
        )
    return window


def keep_backed_up(window: MainWindow) -> QTimer:
    """Back up now if it is due, and look again every minute and soon after each change, beside the window."""

    def look() -> None:
        if window.is_shut:
            return
        task = Task(
            lambda report, store, at: back_up_if_due(store, at, report),
            store=window.desk.store,
            at=window.desk.clock(),
        )
        task.finished.connect(finished)
        task.failed.connect(failed)
        task.start()

    def finished(made: object) -> None:
        window.tell_backup(None)
        if made:
            window.show_backup()

    def failed(error: BaseException) -> None:
        if is_machine(error):
            window.tell_backup(fault_of(error))
        else:
            sys.excepthook(type(error), error, error.__traceback__)

    soon = QTimer(window)
    soon.setSingleShot(True)
    soon.setInterval(BACKUP_SOON)
    soon.timeout.connect(look)
    window.changed.connect(soon.start)
    timer = QTimer(window)
    timer.setInterval(BACKUP_LOOK)
    timer.timeout.connect(look)
    timer.start()
    QTimer.singleShot(0, look)
    return timer


def selftest(app: QApplication) -> int:
    """Make a store in a temporary folder, draw every page once; 0 where all of it worked and Qt warned of nothing."""
    with gathered_warnings() as warnings:
        theme.apply(app)
        speak_indonesian(app)
        pages, modules = draw_everything()
    if warnings:
        print("selftest: Qt warns", *warnings, sep="\n")
        return 1
    print(f"selftest ok: {pages} pages, {modules} modules")
    return 0


def draw_everything() -> tuple[int, int]:
    """Draw every page of a store in a temporary folder; how many pages there are, and modules of the window."""
    modules = [package.name for package in pkgutil.walk_packages(ui.__path__, "bazar_desktop.ui.")]
    for name in modules:
        importlib.import_module(name)
    with tempfile.TemporaryDirectory() as place:
        os.environ["BAZAR_SECRET_DIR"] = place
        at = datetime.now(WIB)
        store = start_store(Path(place) / "data", officer="Uji Diri", nip="", pin="246813", at=at, cost=CHEAP)
        window = MainWindow(StoreSession(store), entries(store.kind))
        pages = [entry.key for entry in entries(store.kind)]
        for key in pages:
            window.go(key)
            window.grab()
        window.close()
        store.db.close()
    return len(pages), len(modules)
