"""Offices that know each other: introduce this one, admit one below, name the one above, compare the six words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from bazar_desktop.jobs.exchange.forwarding import TO_ABOVE, MadeNews, hand_on
from bazar_desktop.jobs.exchange.intake import FileUnreadable
from bazar_desktop.jobs.office.introductions import Above, KnownOffice, admit, introduce, set_above
from bazar_desktop.language import N_, _
from bazar_desktop.messages import state_words
from bazar_desktop.store.files import reason_of
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.ui.kit.banner import EmptyState
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.flow import FlowRow
from bazar_desktop.ui.kit.forms import Panel
from bazar_desktop.ui.kit.rows import Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.kit.task import Report


def write_introduction(report: Report, *, store: OpenStore, to: Path, at: datetime) -> Path:
    """Write this office's introduction beside the window."""
    report(0, 0, _("Menulis perkenalan kantor ini"))
    return introduce(store, to=to, at=at)


def read_introduction(report: Report, *, store: OpenStore, file: Path, at: datetime, above: bool) -> Above:
    """Take another office's introduction: the one above, or one whose news are read here. Raises FileUnreadable."""
    report(0, 0, _("Membaca perkenalan kantor lain"))
    try:
        data = file.read_bytes()
    except OSError as error:
        raise FileUnreadable(file=file.name, why=reason_of(error)) from None
    return (set_above if above else admit)(store, data, at=at)


def write_for_above(report: Report, *, store: OpenStore, to: Path, at: datetime) -> MadeNews:
    """Write what the office above does not hold yet, beside the window."""
    report(0, 0, _("Menulis kabar untuk kantor atasan"))
    return hand_on(store, to=to, at=at, only=TO_ABOVE)


def write_for_below(report: Report, *, store: OpenStore, to: Path, at: datetime, office: str) -> MadeNews:
    """Write what an office below does not hold yet, beside the window; `office` is its key id."""
    report(0, 0, _("Menulis kabar untuk kantor bawahan"))
    return hand_on(store, to=to, at=at, only=office)


class OfficesPanel(Panel):
    """The offices known here with their six words, and what can be done with another one.

    Signals:
        introduced(): this office's introduction is to be written.
        admitted(), above_named(): an introduction is to be read, of an office below or of the one above.
        handed_on(): news for the office above are to be written.
        handed_down(str): news for the office below with this key id are to be written.
    """

    introduced = Signal()
    admitted = Signal()
    above_named = Signal()
    handed_on = Signal()
    handed_down = Signal(str)

    def __init__(self, known: Sequence[KnownOffice], parent: QWidget | None = None) -> None:
        words = _(
            "Sekali saja: kedua kantor menulis perkenalan (.kantor), Dinas menerima punya Sudin, Sudin menunjuk Dinas "
            "sebagai atasan, lalu keduanya mencocokkan enam kata lewat telepon. Harus sama di kedua layar."
        )
        super().__init__(_("Kantor lain"), words, parent, width=860)
        self._known = list(known)
        self.view = RowsView(RowsModel(_columns(), self._known), name=_("Kantor yang dikenal"))
        self.view.setMinimumHeight(150)
        self.view.setVisible(bool(known))
        self.body.addWidget(self.view, 1)
        if not known:
            hint = _("Tulis perkenalan kantor ini ke flashdisk, dan minta perkenalan kantor yang lain.")
            self.body.addWidget(EmptyState("building-2", _("Belum ada kantor lain yang dikenal"), hint))
        keys = FlowRow(even=False)
        self.introduce = button(_("Tulis perkenalan"), lambda: self._leave(self.introduced), icon="file-text")
        self.admit = button(_("Terima kantor bawahan"), lambda: self._leave(self.admitted), icon="inbox")
        self.above = button(_("Tunjuk kantor atasan"), lambda: self._leave(self.above_named), icon="arrow-up")
        self.hand_on = button(_("Kabar untuk atasan"), lambda: self._leave(self.handed_on), icon="send")
        self.hand_on.setEnabled(any(office.is_above for office in known))
        self.hand_down = button(_("Kabar untuk bawahan"), self._leave_down, icon="send")
        self.view.picked.connect(lambda _row: self._show_below())
        self._show_below()
        self.hand_down.setVisible(any(not office.is_above for office in known))
        for item in (self.introduce, self.admit, self.above, self.hand_on, self.hand_down):
            keys.addWidget(item)
        self.body.addLayout(keys)
        done = button(_("Tutup"), self.accept, kind="primary")
        done.setDefault(True)
        self.buttons.addWidget(done)
        (self.view if known else self.introduce).setFocus()

    def _below(self) -> KnownOffice | None:
        """The chosen office below, or the only one there is."""
        current = self.view.current
        if current is not None and not current.is_above:
            return current if current.state == "enrolled" else None
        below = [row for row in self._known if not row.is_above and row.state == "enrolled"]
        return below[0] if len(below) == 1 else None

    def _show_below(self) -> None:
        self.hand_down.setEnabled(self._below() is not None)

    def _leave_down(self) -> None:
        office = self._below()
        if office is not None:
            self.accept()
            self.handed_down.emit(office.key_id)

    def _leave(self, signal: object) -> None:
        """Close, so that the page behind can be read, and do it there."""
        self.accept()
        signal.emit()  # type: ignore[attr-defined]


def met_words(above: Above) -> str:
    """Who is known from now on, and the words to compare at once."""
    words = _(
        "Dikenal: {name}. Cocokkan enam kata ini lewat telepon: {words}. Bila berbeda, cabut kantor itu."
    )
    return words.format(name=above.name, words=" ".join(above.words))


def _columns() -> list[Column[KnownOffice]]:
    return [
        Column(N_("Kantor"), lambda row: row.name, bold=True, stretch=1, width=180),
        Column(N_("Hubungan"), lambda row: _("atasan") if row.is_above else _("bawahan")),
        Column(N_("Keadaan"), lambda row: row.state, state_words),
        Column(N_("Enam kata"), lambda row: " ".join(row.words), stretch=1, width=240),
    ]
