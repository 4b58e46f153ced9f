"""Kehadiran: one box that always has the focus, a big answer, the list in booth order."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QVBoxLayout, QWidget

from bazar_desktop.domain.calendar import format_time
from bazar_desktop.domain.day import ABSENT, EXCUSED, EXPECTED, PRESENT
from bazar_desktop.language import _
from bazar_desktop.messages import sentence
from bazar_desktop.services.arrivals import (
    NobodyFound,
    RollCall,
    attendance_history,
    equals,
    match,
    roll_call,
    summary_text,
)
from bazar_desktop.services.attendance import Arrival, Mark
from bazar_desktop.services.settings import categories
from bazar_desktop.ui.attendance.answer import Answer
from bazar_desktop.ui.attendance.box import GateBox
from bazar_desktop.ui.attendance.cut_off import CutOffDialog
from bazar_desktop.ui.attendance.everybody import EverybodyDialog
from bazar_desktop.ui.attendance.figures import Figures
from bazar_desktop.ui.attendance.gate import Gate
from bazar_desktop.ui.attendance.history import popover
from bazar_desktop.ui.attendance.lines import STATUS_WORDS, Line, columns, lines_of
from bazar_desktop.ui.attendance.scanner import Scanner
from bazar_desktop.ui.attendance.walk_in import walk_in_dialog
from bazar_desktop.ui.desk import Desk
from bazar_desktop.ui.kit.banner import EmptyState
from bazar_desktop.ui.kit.buttons import button, make_key
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.rows import RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.page import Page
from bazar_desktop.ui.window import MainWindow

SIDE_WIDTH = 290
NARROW_BELOW = 1000  # px of the page: below, the figures stand under the list

Marks = dict[str, tuple[str, str, str]]  # category: name, letter, colour


def _read(session: Any, bazaar_id: str, day: date) -> tuple[RollCall, Marks]:
    marks = {one.key: (one.name, one.letter, one.colour) for one in categories(session)}
    return roll_call(session, bazaar_id, day), marks


class CheckInPage(Page):
    """The gate in the morning.

    Keys: Enter present, arrows choose, Ctrl+Z undo, F2 missing and reserve, F4 izin, F5 alpa, F6 pulang, F7 history,
    F8 all present except, F9 walk-in, Ctrl+Shift+C the figures for the chat.
    """

    manual = "kehadiran"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Kehadiran"))
        self.gate = Gate(self)
        self.roll: RollCall | None = None
        self._lines: dict[tuple[str, int], Line] = {}
        self._marks: Marks = {}
        self._armed = False  # a row was chosen, so that Enter means it
        self.box = GateBox()
        self.answer = Answer(self.undo_last)
        self.list = RowsView(
            RowsModel(columns(self._marks), key=lambda line: line.key), name=_("Daftar kehadiran")
        )
        self.figures = Figures()
        self.focus_first = self.box
        self.list.setFocusProxy(self.box)
        self.cut_off_dialog: CutOffDialog | None = None
        self._dress()
        self._connect()
        self.scanner = Scanner(self)
        self.scanner.scanned.connect(self.take_scan)
        if (application := QApplication.instance()) is not None:
            application.installEventFilter(self.scanner)

    def _dress(self) -> None:
        self.add_action(button(_("Belum hadir"), self.open_cut_off, icon="users", tip="F2"))
        self.add_action(button(_("Semua hadir kecuali…"), self.open_everybody, icon="list-checks", tip="F8"))
        self.add_action(
            button(_("Peserta baru"), self.open_walk_in, kind="primary", icon="user-plus", tip="F9")
        )
        search = Card()
        search.add(self.box)
        keys = _(
            "Enter hadir · F2 belum hadir & pengganti · F4 izin · F5 alpa · F6 pulang · F7 riwayat · Ctrl+Z urungkan"
        )
        search.add(Label(keys, "key", wrap=True))
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(search)
        left.addWidget(self.answer)
        table = Card(tight=True)
        table.add(self.list, 1)
        left.addWidget(table, 1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(14)
        self._columns.addLayout(left, 1)
        self._columns.addWidget(self.figures)
        self._full = QWidget()
        self._full.setLayout(self._columns)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._empty = EmptyState(
            "users",
            _("Belum ada peserta di bazar ini"),
            _("Masukkan daftar peserta di halaman Bazar, lalu kembali ke sini untuk mencatat kehadiran."),
            action=_("Buka halaman Bazar"),
            act=lambda: self.went.emit("bazar"),
        )
        self.body.addWidget(self._full, 1)
        self.body.addWidget(self._empty, 1)

    def _connect(self) -> None:
        self.box.typed.connect(self._on_typed)
        self.box.entered.connect(self._on_entered)
        self.box.moved.connect(self._on_moved)
        self.box.undo_asked.connect(self.undo_last)
        self.list.clicked.connect(lambda _index: self._arm())
        for words, act, keys in (
            (_("Urungkan"), self.undo_last, "Ctrl+Z"),
            (_("Belum hadir dan pengganti"), self.open_cut_off, "F2"),
            (_("Izin"), lambda: self._mark(EXCUSED), "F4"),
            (_("Alpa"), lambda: self._mark(ABSENT), "F5"),
            (_("Pulang"), self._leave, "F6"),
            (_("Riwayat"), self.show_history, "F7"),
            (_("Semua hadir kecuali"), self.open_everybody, "F8"),
            (_("Peserta baru"), self.open_walk_in, "F9"),
            (_("Salin ringkasan"), self.copy_summary, "Ctrl+Shift+C"),
        ):
            make_key(words, act, keys, self)

    def reload(self) -> None:
        bazaar, day = self.desk.bazaar, self.desk.day
        self.roll = None
        if bazaar is not None and day is not None:
            self.roll, marks = self.desk.read(_read, bazaar_id=bazaar.id, day=day)
            self._marks.update(marks)
            self._lines = lines_of(self.roll)
            self.figures.show_roll(self.roll, self.desk.clock())
        filled = self.roll is not None and bool(self._lines)
        self._full.setVisible(filled)
        self._empty.setVisible(not filled)
        self.set_heading(_("Kehadiran"), self._subtitle())
        self._show(self.box.text())

    def _subtitle(self) -> str:
        bazaar, day = self.desk.bazaar, self.desk.day
        if self.roll is None or bazaar is None or day is None:
            return ""
        if self.roll.closed:
            return _("Hari ini sudah ditutup: hanya dapat dilihat.")
        return _("Hari ke-{n} dari {of} · {count} peserta · batas waktu {at}").format(
            n=bazaar.days.index(day) + 1,
            of=len(bazaar.days),
            count=len(self.roll.rows),
            at=format_time(self.roll.cut_off),
        )

    def refuse(self, words: str, **_offer: Any) -> None:
        """Say why not, where the eyes are: in the big answer, or in the dialog that is open."""
        if self.cut_off_dialog is not None:
            self.cut_off_dialog.refuse(words)
        else:
            self.answer.refuse(words)

    def take_scan(self, code: str) -> None:
        """A card was scanned, on whatever page."""
        arrival = self.gate.scan(code)
        if arrival is not None:
            self._arrived(arrival)
        window = self.window()
        if isinstance(window, MainWindow) and window.page is not self:
            window.page.banner.tell("error" if arrival is None else "success", self.answer.says)

    def undo_last(self) -> None:
        """Put back what was done last on this page."""
        if not self.gate.can_undo:
            self.refuse(_("Belum ada yang dapat diurungkan di halaman ini."))
        elif self.gate.undo():
            self.banner.hide()
            self.answer.tell("", _("Sudah dikembalikan seperti semula."), undo=self.gate.can_undo)

    def _on_typed(self, text: str) -> None:
        self._armed = False
        self._show(text)

    def _show(self, text: str) -> None:
        """The lines that fit what is typed, best first; all lines for nothing typed."""
        if self.roll is None:
            return
        if not text:
            self.list.set_rows(list(self._lines.values()))
            return
        hits = match(self.roll, text)
        self.list.set_rows([self._lines[hit.participation_id, hit.session] for hit in hits])
        if hits:
            self.list.pick((hits[0].participation_id, hits[0].session))

    def _on_moved(self, by: int) -> None:
        self.list.step(by)
        self._armed = self.list.current is not None

    def _arm(self) -> None:
        self._armed = self.list.current is not None
        self.box.setFocus()

    def _on_entered(self, text: str) -> None:
        line = self.list.current
        if self._armed and line is not None:
            self._arrive(line)
        elif text.upper().startswith("BZ."):
            self.take_scan(text)
            self.box.clear()
        elif text and self.roll is not None:
            self._choose(text, self.roll)

    def _choose(self, text: str, roll: RollCall) -> None:
        hits = match(roll, text)
        if not hits:
            self.refuse(sentence(NobodyFound(words=text)))
            return
        best = [self._lines[hit.participation_id, hit.session] for hit in equals(hits)]
        if len(best) == 1:
            self._arrive(best[0])
            return
        first = next((line for line in best if line.attendance == EXPECTED), best[0])
        self.list.pick(first.key)
        self._armed = True
        self.answer.ask(
            _("{count} peserta sama cocok").format(count=len(best)),
            _("Enter sekali lagi untuk {business}, atau pilih dengan panah.").format(business=first.business),
        )

    def _arrive(self, line: Line) -> None:
        arrival = self.gate.arrive(line)
        if arrival is not None:
            self._arrived(arrival)
        else:
            self._after(line.key)

    def _arrived(self, arrival: Arrival) -> None:
        words = _("kembali, hadir sejak {at}") if arrival.back else _("hadir pukul {at}")
        if arrival.late:
            words = _("terlambat, hadir pukul {at}")
        more = f"{arrival.name} · {words.format(at=format_time(arrival.arrived_at))}"
        tone = "warning" if arrival.late else "success"
        self._after((arrival.participation_id, arrival.session))
        self.answer.tell(arrival.booth, arrival.business, more, tone=tone)

    def _after(self, key: tuple[str, int]) -> None:
        """Ready for the next one: box empty, list anew, the row at hand shown."""
        self.box.clear()
        self._armed = False
        self.reload()
        self.list.pick(key)

    def _mark(self, status: str) -> None:
        line = self._picked()
        if line is not None:
            self._marked(line, self.gate.mark(line, status))

    def _leave(self) -> None:
        line = self._picked()
        if line is not None:
            self._marked(line, self.gate.leave(line))

    def _picked(self) -> Line | None:
        """The row that a key is about; asks to choose where there is none."""
        line = self.list.current
        if line is None:
            self.answer.ask(
                _("Pilih peserta dulu"), _("Ketik namanya atau tekan panah, lalu tekan tombol itu lagi.")
            )
        return line

    def _marked(self, line: Line, mark: Mark | None) -> None:
        if mark is None:
            return
        words = _(STATUS_WORDS[mark.status])
        if mark.status == PRESENT and mark.at is not None:
            words = _("pulang pukul {at}").format(at=format_time(mark.at))
        self._after(line.key)
        self.answer.tell(mark.booth, mark.business, f"{mark.name} · {words}", tone="warning")

    def open_cut_off(self) -> None:
        """Who is missing, and the reserve."""
        if self.roll is None:
            return
        dialog = CutOffDialog(self, self.gate)
        self.cut_off_dialog = dialog
        dialog.finished.connect(self._cut_off_closed)
        dialog.open()

    def _cut_off_closed(self) -> None:
        self.cut_off_dialog = None
        self.reload()
        self.box.setFocus()

    def open_everybody(self) -> None:
        """Everybody present except those who are ticked off."""
        if self.roll is None:
            return
        dialog = EverybodyDialog(self.roll, self)
        dialog.confirmed.connect(self._everybody_came)
        dialog.open()

    def _everybody_came(self, absent: object) -> None:
        came = self.gate.all_present(absent)  # type: ignore[arg-type]
        if came is not None:
            self.reload()
            self.answer.tell("", _("{count} peserta dicatat hadir").format(count=len(came)))

    def open_walk_in(self) -> None:
        """Somebody who came without being on the list."""
        if self.roll is None:
            return
        dialog = walk_in_dialog(self, self.gate)
        dialog.accepted.connect(lambda: self._arrived(dialog.result_value.arrival))  # type: ignore[attr-defined]
        dialog.open()

    def show_history(self) -> None:
        """Who recorded the row at hand, and when."""
        line = self._picked()
        if line is not None:
            who = {"participation_id": line.participation_id, "session_no": line.session}
            entries = self.desk.read(attendance_history, day=self.desk.day, **who)
            place = self.list.visualRect(self.list.currentIndex()).bottomLeft()
            shown = popover(line, entries, self)
            shown.show_at(self.list.viewport().mapToGlobal(place + QPoint(80, 4)))

    def copy_summary(self) -> None:
        """The figures for the kasi's chat, on the clipboard."""
        if self.roll is not None:
            text = summary_text(self.roll, self.desk.clock())
            QGuiApplication.clipboard().setText(text)
            self.say(_("Disalin: {text}").format(text=text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW_BELOW
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(way)
        self.figures.setMinimumWidth(0 if narrow else SIDE_WIDTH)
        self.figures.setMaximumWidth(16777215 if narrow else SIDE_WIDTH)
