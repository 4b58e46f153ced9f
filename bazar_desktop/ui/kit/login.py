"""Who is at the laptop: choose with the arrow keys, type the PIN, Enter."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListView, QWidget

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.language import N_, _
from bazar_desktop.messages import sentence
from bazar_desktop.store.files import MachineError
from bazar_desktop.ui import theme
from bazar_desktop.ui.app_session import MachineFault, OfficerAtDesk, SignIn
from bazar_desktop.ui.faults import LOG, fault_of, report_of
from bazar_desktop.ui.kit.buttons import button, set_words
from bazar_desktop.ui.kit.dialogs import WayOut
from bazar_desktop.ui.kit.forms import Panel
from bazar_desktop.ui.kit.rows import ROW, Column, RowsModel
from bazar_desktop.ui.kit.rows_view import CellPainter
from bazar_desktop.ui.kit.text import Label

PIN_LENGTH = 12


class LoginDialog(Panel):
    """Signs an officer in at `desk`. The PIN box has the focus; up and down choose the officer meanwhile.

    `forgotten` offers the marked officer a new PIN; it tells whether the store is open now, and what was done.
    `way_out` gives what can be done about a store that cannot be opened though the PIN fits: a button below the words.
    `trouble` is what is amiss before anybody has typed.
    """

    def __init__(
        self,
        desk: SignIn,
        parent: QWidget | None = None,
        *,
        asks: str = "",
        explains: str = "",
        confirms: str = "",
        forgotten: Callable[[OfficerAtDesk, QWidget], tuple[bool, str]] | None = None,
        way_out: Callable[[Exception], WayOut | None] | None = None,
        trouble: Exception | None = None,
    ) -> None:
        super().__init__(
            asks or _("Siapa yang bertugas?"),
            explains or _("Pilih nama dengan panah atas atau bawah, ketik PIN, lalu Enter."),
            parent,
            width=400,
        )
        self.setObjectName("LoginDialog")
        self._desk = desk
        self._way: WayOut | None = None
        columns = (
            Column[OfficerAtDesk](N_("Petugas"), lambda officer: f"{officer.name}  ·  {officer.role}"),
        )
        self.officers = RowsModel(columns, desk.officers(), key=lambda officer: officer.id, parent=self)
        self.list = _list_of(self.officers)
        self.pin = _pin_line()
        self.pin.installEventFilter(self)
        self.said = Label("", "refusal", wrap=True)
        self.said.setMinimumHeight(20)
        self._way_out = way_out
        self.way = button("", self._take_way, icon="history")
        self.way.hide()
        for part in (self.list, self.pin, self.said, self.way):
            self.body.addWidget(part)
        self._forgotten = forgotten
        if forgotten is not None:
            self.forgot = button(_("Lupa PIN?"), self.ask_new_pin, kind="quiet")
            self.buttons.insertWidget(0, self.forgot)
        self.leave = button(_("Batal"), self.reject)
        self.enter = button(confirms or _("Masuk"), self.submit, kind="primary", icon="key-round")
        self.enter.setDefault(True)
        self.buttons.addWidget(self.leave)
        self.buttons.addWidget(self.enter)
        self.pin.setFocus()
        if trouble is not None:
            self._refuse(trouble)

    @property
    def chosen(self) -> OfficerAtDesk | None:
        """The officer that is marked in the list."""
        index = self.list.currentIndex()
        return index.data(ROW) if index.isValid() else None

    def submit(self) -> None:
        """Sign in with what is typed; a wrong PIN is said in words and emptied."""
        officer = self.chosen
        if officer is None:
            self.said.setText(_("Belum ada petugas. Minta pengawas menambahkannya di Pengaturan."))
            return
        if not self.pin.text():
            self.said.setText(_("Ketik PIN {name}.").format(name=officer.name))
            return
        try:
            self._desk.sign_in(officer.id, self.pin.text())
        except (BazarError, MachineError, MachineFault, OSError) as error:
            self._refuse(error)
            return
        self.accept()

    def ask_new_pin(self) -> None:
        """Offer the marked officer the ways to a new PIN; one that opens the store is the way in."""
        officer = self.chosen
        if officer is None or self._forgotten is None:
            return
        is_open, words = self._forgotten(officer, self)
        if is_open:
            self.accept()
            return
        self.said.setText(words)
        self.pin.clear()
        self.pin.setFocus()

    def _refuse(self, error: Exception) -> None:
        """Say why nobody is signed in, and offer what can be done about it."""
        if isinstance(error, BazarError):
            words = sentence(error)
        else:
            LOG.error("%s", report_of(error))
            fault = fault_of(error)
            words = f"{fault.happened} {fault.todo}"
        self.said.setText(words)
        self._way = self._way_out(error) if self._way_out is not None else None
        self.way.setVisible(self._way is not None)
        if self._way is not None:
            set_words(self.way, self._way.words, icon=True)
        self.pin.clear()
        self.pin.setFocus()
        self.adjustSize()

    def _take_way(self) -> None:
        if self._way is not None and self._way.act():
            self.accept()

    def step(self, by: int) -> None:
        """Mark the officer above or below."""
        row = self.list.currentIndex().row() + by
        if 0 <= row < len(self.officers.rows):
            self.list.setCurrentIndex(self.officers.index(row, 0))
            self.said.setText("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.submit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if step is not None:
                self.step(step)
                return True
        return super().eventFilter(watched, event)


def _pin_line() -> QLineEdit:
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setMaxLength(PIN_LENGTH)
    line.setFont(theme.font(17))
    line.setProperty("big", "true")
    line.setPlaceholderText(_("PIN"))
    line.setAccessibleName(_("PIN"))
    return line


def _list_of(officers: RowsModel[OfficerAtDesk]) -> QListView:
    """Two to six officers without scrolling; the first is marked."""
    made = QListView()
    made.setModel(officers)
    made.setItemDelegate(CellPainter(made))
    made.setAccessibleName(_("Petugas"))
    made.setFixedHeight(min(6, max(2, len(officers.rows))) * 36 + 6)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setCurrentIndex(officers.index(0, 0))
    return made


def sign_in(desk: SignIn, parent: QWidget | None = None) -> bool:
    """Ask until somebody signed in or left; whether somebody did."""
    return LoginDialog(desk, parent).exec() == QDialog.DialogCode.Accepted
