"""By exception: everybody has come but the few that are named."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from bazar_desktop.language import N_, _
from bazar_desktop.services.attendance.check_in import is_let_in
from bazar_desktop.services.attendance.roll_call import RollCall
from bazar_desktop.ui import theme
from bazar_desktop.ui.attendance.lines import Line, lines_of
from bazar_desktop.ui.kit.banner import Banner
from bazar_desktop.ui.kit.buttons import button, make_key, set_words
from bazar_desktop.ui.kit.forms import Panel
from bazar_desktop.ui.kit.rows import Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.kit.text import Label


class EverybodyDialog(Panel):
    """Everybody still expected, in booth order; the space bar leaves one out, Enter records the others.

    Signals:
        confirmed(object): the participations that stay *belum*; who hears it closes the dialog.
    """

    confirmed = Signal(object)

    def __init__(self, roll: RollCall, parent: QWidget) -> None:
        super().__init__(
            _("Semua hadir kecuali…"),
            _("Spasi menandai yang belum datang · Enter mencatat sisanya hadir · Esc batal"),
            parent,
            width=640,
        )
        self._left_out: set[str] = set()
        expected = {row.key: row for row in roll.missing()}
        self._lines = [line for key, line in lines_of(roll).items() if key in expected and not line.reserve]
        kept_out = [line for line in self._lines if not is_let_in(expected[line.key].status, line.booth)]
        self._lines = [line for line in self._lines if line not in kept_out]
        columns: tuple[Column[Line], ...] = (
            Column(N_("Booth"), lambda line: line.booth, bold=True),
            Column(N_("Usaha"), lambda line: line.business, stretch=3, tip=lambda line: line.business),
            Column(N_("Pemilik"), lambda line: line.name, stretch=2, drop=1, tip=lambda line: line.name),
            Column(N_("Kehadiran"), lambda line: line, show=self._state, ink=self._ink, width=90),
        )
        self.list = RowsView(RowsModel(columns, key=lambda line: line.key), name=_("Yang belum tercatat"))
        self.list.setMinimumHeight(7 * theme.ROW_HEIGHT)
        self.banner = Banner()
        self.body.addWidget(self.banner)
        self.body.addWidget(self.list)
        self.skipped = Label(_skipped_words(kept_out), "muted", wrap=True)
        self.skipped.setVisible(bool(kept_out))
        self.body.addWidget(self.skipped)
        self.buttons.addWidget(button(_("Batal"), self.reject))
        self.buttons.addWidget(button(_("Tandai belum (Spasi)"), self.toggle))
        self.record = button("", self.confirm, kind="primary", icon="user-check")
        self.buttons.addWidget(self.record)
        self.list.opened.connect(lambda _line: self.confirm())
        make_key(_("Tandai belum"), self.toggle, "Space", self)
        self._show()
        self.list.step(1)
        self.list.setFocus()

    def toggle(self) -> None:
        """Leave the row at hand out, or take it in again; go on to the next."""
        line = self.list.current
        if line is not None:
            self._left_out ^= {line.participation_id}
            self._show()
            self.list.step(1)

    def confirm(self) -> None:
        """Record everybody who is not left out."""
        if not self.record.isEnabled():
            return
        self.confirmed.emit(frozenset(self._left_out))

    def _show(self) -> None:
        self.list.set_rows(self._lines)
        came = sum(line.participation_id not in self._left_out for line in self._lines)
        set_words(self.record, _("Catat {count} hadir (Enter)").format(count=came), icon=True)
        self.record.setEnabled(came > 0)

    def _state(self, line: Line) -> str:
        return _("belum") if line.participation_id in self._left_out else _("hadir")

    def _ink(self, line: Line) -> str:
        return theme.ERROR if line.participation_id in self._left_out else theme.PRIMARY


def _skipped_words(lines: Sequence[Line]) -> str:
    """Say who holds a booth still, and is no longer let in."""
    names = ", ".join(f"{line.booth or '–'} {line.business}" for line in lines)
    return _("Tidak ikut dicatat karena statusnya tidak terkonfirmasi: {names}.").format(names=names)
