"""Pictures of the frame and of every widget: `python -m tests.ui.gallery DIR`, to look at beside the drawings."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QDate
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QRadioButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from bazar_desktop.ui import theme
from bazar_desktop.ui.app_session import FULL, MachineFault
from bazar_desktop.ui.faults import fault_of
from bazar_desktop.ui.frame.topbar import BazaarSwitcher
from bazar_desktop.ui.frame.window import MainWindow
from bazar_desktop.ui.kit.banner import Banner
from bazar_desktop.ui.kit.buttons import Segmented, button
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.dialogs import CrashDialog, FaultDialog
from bazar_desktop.ui.kit.flow import FlowRow
from bazar_desktop.ui.kit.forms import FormDialog, reason_dialog
from bazar_desktop.ui.kit.history import HistoryPopover, HistoryRow
from bazar_desktop.ui.kit.inputs import SearchBox, Tag, number_box
from bazar_desktop.ui.kit.login import LoginDialog
from bazar_desktop.ui.kit.manual import ManualWindow
from bazar_desktop.ui.kit.task import Task, TaskPanel
from bazar_desktop.ui.qt.words import speak_indonesian
from tests.ui.demo import NOW, DemoDesk, entries

SIZES = {"100": (1366, 768), "125": (1093, 614), "150": (911, 512)}


def widgets() -> QWidget:
    """One sheet with every widget that can stand on a page."""
    sheet = QWidget()
    column = QVBoxLayout(sheet)
    column.setContentsMargins(22, 22, 22, 22)
    row = FlowRow(even=False)
    for kind in ("primary", "secondary", "quiet", "danger"):
        row.addWidget(button(f"Tombol & {kind}", kind=kind, icon="printer"))
        off = button(f"Mati {kind}", kind=kind)
        off.setEnabled(False)
        row.addWidget(off)
    column.addLayout(row)
    for kind, words in (
        ("success", "Sambal Roa Mpok Ati hadir di A-07."),
        ("warning", "Daftar induk berumur 34 hari."),
        ("error", "Booth A-07 sudah ditempati Batik Terogong. Tukar atau pilih booth lain?"),
    ):
        banner = Banner()
        banner.tell(kind, words, action="Urungkan", act=lambda: None)
        column.addWidget(banner)
    cards = FlowRow()
    inputs = Card("Isian")
    line = QLineEdit("Dapur Bu Marni")
    off_line = QLineEdit("tidak dapat diubah")
    off_line.setEnabled(False)
    combo = QComboBox()
    combo.addItems(["Kuliner", "Fesyen", "Kriya"])
    spin = number_box("Jumlah tenda", 15)
    for part in (
        SearchBox("Cari nama atau usaha"),
        line,
        off_line,
        combo,
        spin,
        QDateEdit(QDate(2023, 3, 20)),
    ):
        inputs.add(part)
    dated = inputs.findChild(QDateEdit)
    dated.setCalendarPopup(True)
    cards.addWidget(inputs)
    choices = Card("Pilihan")
    for number, part in enumerate(
        (QCheckBox("Butuh listrik"), QCheckBox("Butuh air"), QRadioButton("A4"), QRadioButton("F4"))
    ):
        part.setChecked(number in {0, 2})
        choices.add(part)
    choices.add(Segmented([("a", "Hari ini"), ("b", "Semua hari")], name="Rentang"))
    tags = FlowRow(even=False, gap=6)
    for tone in ("neutral", "success", "warning", "error"):
        tags.addWidget(Tag(f"Keadaan {tone}", tone))
    choices.add(tags)
    bar = QProgressBar()
    bar.setTextVisible(False)
    bar.setValue(60)
    choices.add(bar)
    cards.addWidget(choices)
    texts = Card("Catatan")
    texts.add(QPlainTextEdit("Hujan sebentar pukul 14."))
    tabs = QTabWidget()
    tabs.addTab(QWidget(), "Ringkas")
    tabs.addTab(QWidget(), "Rinci")
    texts.add(tabs)
    cards.addWidget(texts)
    column.addLayout(cards)
    panel = TaskPanel()
    panel.follow(Task(lambda _report: None), "Membuat paket untuk kantor")
    panel._on_progress(12, 30, "Membuat paket untuk kantor")
    column.addWidget(panel)
    column.addStretch(1)
    sheet.resize(1100, 760)
    return sheet


def dialogs(desk: DemoDesk) -> dict[str, QWidget]:
    """Every dialog and popup, filled."""
    form = FormDialog(
        "Tambah peserta",
        lambda dialog: dialog.refuse("name", "Nama sudah ada di daftar."),
        explains="Peserta langsung masuk daftar hari ini.",
    )
    form.add_field("name", "Nama usaha", QLineEdit("Dapur Bu Marni"))
    form.add_field("phone", "Nomor HP", QLineEdit(), hint="Boleh 08… atau +62…")
    form.submit()
    menu = QMenu()
    menu.addAction(theme.icon("lock"), "Kunci booth")
    menu.addAction(theme.icon("arrow-left-right"), "Tukar…")
    menu.addSeparator()
    menu.addAction("Kosongkan").setEnabled(False)
    rows = [
        HistoryRow(NOW, "Rini Wulandari", "Isi omzet", "Rp380.000", "Rp400.000", "Salah ketik"),
        HistoryRow(NOW - timedelta(hours=2), "Dedi Saputra", "Isi omzet", "", "Rp380.000"),
    ]
    manual = ManualWindow()
    manual.show_page("mulai")
    login = LoginDialog(desk)
    login.pin.setText("1111")
    login.submit()
    return {
        "form": form,
        "reason": reason_dialog(
            "Buka kembali hari ini?", "Setelah dibuka, tutup lagi sebagai revisi 2.", confirms="Buka kembali"
        ),
        "fault": FaultDialog(fault_of(MachineFault(FULL, "SQLITE_FULL"))),
        "crash": CrashDialog("Bazar Desktop 0.2.0\n  ui/page.py:12 perform\nValueError: '…'"),
        "login": login,
        "menu": menu,
        "history": HistoryPopover("A-07 · Tunai", rows),
        "manual": manual,
        "switcher": BazaarSwitcher(desk.bazaars()),
    }


def paint(folder: Path, app: QApplication) -> list[Path]:
    """Grab all pictures into `folder`; their paths."""
    desk = DemoDesk()
    made = []
    window = MainWindow(desk, entries())
    window.show()
    for name, size in SIZES.items():
        for key in ("beranda", "kehadiran"):
            window.resize(*size)
            window.go(key)
            window.page.say("Sambal Roa Mpok Ati hadir di A-07 pukul 07.42.") if name == "100" else None
            app.processEvents()
            made.append(_grab(window, folder / f"{key}-{name}.png"))
    for name, widget in {"widgets": widgets(), **dialogs(desk)}.items():
        widget.show()
        app.processEvents()
        made.append(_grab(widget, folder / f"{name}.png"))
        widget.close()
    window.close()
    return made


def _grab(widget: QWidget, path: Path) -> Path:
    assert widget.grab().save(str(path)), path
    return path


if __name__ == "__main__":
    app = QApplication([])
    theme.apply(app)
    speak_indonesian(app)
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    from bazar_desktop import messages

    messages.SENTENCES["pin_is_wrong"] = "PIN salah. Coba lagi."
    print(*paint(target, app), sep="\n")
