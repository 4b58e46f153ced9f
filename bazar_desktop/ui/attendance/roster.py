"""The box, the big answer and the list: who is meant by what is typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bazar_desktop.domain.day.model import EXPECTED
from bazar_desktop.language import _
from bazar_desktop.messages import sentence
from bazar_desktop.services.attendance.roll_call import NobodyFound, RollCall, equals, match
from bazar_desktop.ui.attendance.answer import Answer
from bazar_desktop.ui.attendance.box import GateBox
from bazar_desktop.ui.attendance.lines import Line, Marks, columns, lines_of
from bazar_desktop.ui.attendance.sound import SoundBox
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.rows import RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.kit.text import Label

Key = tuple[str, int]  # participation, session


class Roster(QWidget):
    """Finds one line: by what is typed, by the arrows, by a click. Several that fit equally well need two Enters.

    Signals:
        chosen(object): Enter, for that line.
        card_typed(str): Enter, after the code of a card.
    """

    chosen = Signal(object)
    card_typed = Signal(str)

    def __init__(self, undo: Callable[[], object]) -> None:
        super().__init__()
        self._roll: RollCall | None = None
        self._lines: dict[Key, Line] = {}
        self._marks: Marks = {}
        self._armed = False  # a row was chosen, so that Enter means it
        self.box = GateBox()
        self.sound = SoundBox()
        self.answer = Answer(undo)
        model = RowsModel(columns(self._marks), key=lambda line: line.key)
        self.list = RowsView(model, name=_("Daftar kehadiran"))
        self.list.setFocusProxy(self.box)
        self._lay_out()
        self.box.typed.connect(self._on_typed)
        self.box.entered.connect(self._on_entered)
        self.box.moved.connect(self._on_moved)
        self.list.clicked.connect(lambda _index: self._arm())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        search = Card()
        search.add(self.box)
        words = _(
            "Enter hadir · F2 belum hadir & pengganti · F3 kartu baru · F4 izin · F5 alpa · F6 pulang · "
            "F7 riwayat · F11 halaman bertanda tangan · Ctrl+Z urungkan, Ctrl+Y ulangi · Ctrl+Shift+C ringkasan"
        )
        foot = QHBoxLayout()
        foot.addWidget(Label(words, "small", wrap=True), 1)
        foot.addWidget(self.sound)
        search.add(foot)
        table = Card(tight=True)
        table.add(self.list, 1)
        column.addWidget(search)
        column.addWidget(self.answer)
        column.addWidget(table, 1)

    @property
    def current(self) -> Line | None:
        """The row at hand."""
        return self.list.current

    @property
    def lines(self) -> dict[Key, Line]:
        return self._lines

    def show_roll(self, roll: RollCall, marks: Marks) -> None:
        """Show the list anew; what is typed and the row at hand stay."""
        self._roll = roll
        self._marks.update(marks)
        self._lines = lines_of(roll)
        self._show(self.box.text().strip())

    def be_ready(self, key: Key | None) -> None:
        """Ready for the next one: the box empty, the row of `key` shown."""
        self.box.clear()
        self._armed = False
        if key is not None:
            self.list.pick(key)

    def choose(self, participation_id: str, session: int) -> None:
        """Make that row the one at hand, so that Enter means it."""
        self.box.clear()
        self.list.pick((participation_id, session))
        self._arm()

    def ask_for_one(self) -> None:
        """Say that a row has to be chosen first."""
        self.answer.ask(
            _("Pilih peserta dulu"), _("Ketik namanya atau tekan panah, lalu tekan tombol itu lagi.")
        )

    def _show(self, text: str) -> None:
        """The lines that fit what is typed, best first; all lines where nothing is typed."""
        if self._roll is None:
            return
        if not text:
            self.list.set_rows(list(self._lines.values()))
            return
        hits = match(self._roll, text)
        self.list.setCurrentIndex(QModelIndex())
        self.list.set_rows([self._lines[hit.row.key] for hit in hits])
        if hits and len(equals(hits)) == 1:
            self.list.pick(hits[0].row.key)

    def _on_typed(self, text: str) -> None:
        self._armed = False
        if self.answer.asking:
            self.answer.be_ready()
        self._show(text)

    def _on_moved(self, by: int) -> None:
        self.list.step(by)
        self._armed = self.current is not None

    def _arm(self) -> None:
        self._armed = self.current is not None
        self.box.setFocus()

    def _on_entered(self, text: str) -> None:
        line = self.current
        if self._armed and line is not None:
            self.chosen.emit(line)
        elif text.upper().startswith("BZ."):
            self.card_typed.emit(text)
        elif text and self._roll is not None:
            self._choose(text, self._roll)

    def _choose(self, text: str, roll: RollCall) -> None:
        hits = match(roll, text)
        if not hits:
            self.answer.refuse(sentence(NobodyFound(words=text)))
            return
        best = [self._lines[hit.row.key] for hit in equals(hits)]
        if len(best) == 1:
            self.chosen.emit(best[0])
            return
        first = next((line for line in best if line.attendance == EXPECTED), best[0])
        self.list.pick(first.key)
        self._armed = True
        self.answer.ask(
            _("{count} peserta sama cocok").format(count=len(best)),
            _("Enter sekali lagi untuk {booth} {business}, atau pilih dengan panah.").format(
                booth=first.booth or "–", business=first.business
            ),
        )
