"""How the morning stands: who is here, who is missing, the reserve, and the small map."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from bazar_desktop.domain.calendar import format_time, is_late
from bazar_desktop.domain.day.model import VENDOR
from bazar_desktop.language import _
from bazar_desktop.services.attendance.roll_call import RollCall, tally
from bazar_desktop.ui.attendance.lines import squares
from bazar_desktop.ui.kit.cards import Card, Figure
from bazar_desktop.ui.kit.charts import MiniMap
from bazar_desktop.ui.kit.flow import FlowRow
from bazar_desktop.ui.words import ago


class Figures(QWidget):
    """Four cards that stand in a column beside the list, or in rows below it where the window is narrow.

    Signals:
        chosen(str, int): the participation and session of a square of the map that was clicked.
    """

    chosen = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        row = FlowRow(self)
        self.here = Figure(_("UMKM hadir"))
        self.missing = Figure(_("UMKM belum dicatat"))
        self.reserve = Figure(_("Cadangan"))
        self.map = MiniMap(_("Peta kehadiran"))
        self.map.chosen.connect(self._on_square)
        card = Card(_("Peta kehadiran"))
        card.add(self.map)
        for item in (self.here, self.missing, self.reserve, card):
            item.setMinimumWidth(250)
            row.addWidget(item)

    def show_roll(self, roll: RollCall, now: datetime) -> None:
        """Show the figures of the UMKM vendors; the map shows everybody who has a booth."""
        vendors = [row for row in roll.counted if row.party == VENDOR]
        found = tally(vendors, roll.substitutes)
        last = max((row.arrived_at for row in roll.counted if row.arrived_at), default=None)
        self.here.show_figure(
            _("{present} dari {total}").format(present=found.present, total=found.total),
            _("terakhir {ago}").format(ago=ago(last, now)) if last else _("belum ada yang datang"),
            part=found.present / found.total if found.total else 0.0,
        )
        passed = is_late(now, roll.cut_off, roll.day) and not roll.closed
        note = _("lewat batas {at}: tekan F2") if passed and found.expected else _("batas waktu {at}")
        self.missing.show_figure(
            str(found.expected),
            self._others(note.format(at=format_time(roll.cut_off)), found.excused, found.absent),
            part=found.expected / found.total if found.total else 0.0,
            tone="warning",
        )
        waiting = len(roll.reserve)
        first = _("berikutnya {business}").format(business=roll.reserve[0].business) if waiting else ""
        self.reserve.show_figure(_("{n} siap").format(n=waiting) if waiting else _("tidak ada"), first)
        self.map.show_squares(squares(roll))

    def _on_square(self, key: str) -> None:
        participation, _slash, session = key.rpartition("/")
        self.chosen.emit(participation, int(session))

    def _others(self, note: str, excused: int, absent: int) -> str:
        parts = [note]
        if excused:
            parts.append(_("izin {n}").format(n=excused))
        if absent:
            parts.append(_("alpa {n}").format(n=absent))
        return " · ".join(parts)
