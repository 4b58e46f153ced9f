"""The four figures above the grid: omzet, who has reported, the share without cash, average and median."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from bazar_desktop.domain.closing.proofs import is_answered, median, running_line
from bazar_desktop.domain.day.model import (
    BLANK,
    CHANNELS,
    DECLINED,
    MARKETPLACE,
    NONCASH,
    PRESENT,
    QRIS,
    VENDOR,
    DayRow,
)
from bazar_desktop.domain.money import format_rupiah
from bazar_desktop.language import _
from bazar_desktop.services.omzet.grid import OmzetGrid
from bazar_desktop.ui.kit.cards import Figure
from bazar_desktop.ui.kit.flow import FlowRow
from bazar_desktop.ui.kit.text import Label

CASHLESS = (QRIS, NONCASH, MARKETPLACE)


class Figures(QWidget):
    """Four cards in sight while typing; they are computed from the rows shown."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._cards = QWidget()
        row = FlowRow(self._cards)
        self.omzet = Figure(_("Omzet UMKM hari ini"))
        self.reported = Figure(_("Sudah lapor"), part=0.0)
        self.cashless = Figure(_("Non-tunai"))
        self.average = Figure(_("Rata-rata per usaha"))
        for card in (self.omzet, self.reported, self.cashless, self.average):
            row.addWidget(card)
        self._line = Label("", "strong", wrap=True, tabular=True)
        column.addWidget(self._cards)
        column.addWidget(self._line)
        self.set_compact(compact=False)

    def set_compact(self, *, compact: bool) -> None:
        """One line instead of the cards, where the window is low."""
        self._cards.setVisible(not compact)
        self._line.setVisible(compact)

    def show_rows(self, rows: list[DayRow], grid: OmzetGrid) -> None:
        """Show the figures of `rows`; what they do not say comes from `grid`."""
        if grid.closed:  # what came after the seal stands apart, as on paper
            rows, late = [row for row in rows if not row.late], [row for row in rows if row.late]
        else:
            late = []
        totals = running_line(rows, VENDOR, grid.asked)
        vendors = [row for row in rows if row.party == VENDOR]
        self.omzet.show_figure(format_rupiah(totals.total), _omzet_note(rows, late, grid))
        everybody = [*vendors, *(row for row in late if row.party == VENDOR)]
        self._show_reported(everybody)
        cashless = sum(totals.channels[CHANNELS.index(name)] for name in CASHLESS)
        share = round(100 * cashless / totals.total) if totals.total else 0
        self.cashless.show_figure(f"{share}%", format_rupiah(cashless))
        answered = [row.total for row in vendors if row.total is not None]
        if answered:
            middle = median(answered) or 0
            note = _("median {amount}").format(amount=format_rupiah(middle))
            self.average.show_figure(format_rupiah(sum(answered) // len(answered)), note)
        else:
            self.average.show_figure("–", _("belum ada yang lapor"))
        line = _("Omzet UMKM {total} · sudah lapor {reported} · non-tunai {share}%")
        words = line.format(
            total=format_rupiah(totals.total), reported=self._reported_words(everybody), share=share
        )
        self._line.setText(f"{words} · {_provisional(grid)}" if grid.sheet.undecided else words)

    def _show_reported(self, vendors: list[DayRow]) -> None:
        due = _due(vendors)
        done = sum(map(is_answered, due))
        declined = sum(row.omzet == DECLINED for row in due)
        missing = [row.booth or row.business for row in due if not is_answered(row) and row.omzet != DECLINED]
        notes = [_("{count} menolak").format(count=declined)] if declined else []
        if missing:
            booths = ", ".join(missing[:2]) + (f" +{len(missing) - 2}" if len(missing) > 2 else "")
            notes.append(_("belum: {booths}").format(booths=booths))
        part = done / len(due) if due else 0.0
        self.reported.show_figure(self._reported_words(vendors), " · ".join(notes), part=part)

    def _reported_words(self, vendors: list[DayRow]) -> str:
        due = _due(vendors)
        return _("{done} dari {due}").format(done=sum(map(is_answered, due)), due=len(due))


def _due(vendors: list[DayRow]) -> list[DayRow]:
    """Those whose answer is awaited or here: present, or answered all the same."""
    return [row for row in vendors if row.attendance == PRESENT or row.omzet != BLANK]


def _omzet_note(rows: list[DayRow], apart: list[DayRow], grid: OmzetGrid) -> str:
    if grid.sheet.undecided:
        return _provisional(grid)
    if apart:
        amount = sum(row.total or 0 for row in apart if row.party == VENDOR)
        return _("susulan {amount}, di luar segel").format(amount=format_rupiah(amount))
    late = sum(row.total or 0 for row in rows if row.late and row.party == VENDOR)
    if late:
        return _("termasuk susulan {amount}").format(amount=format_rupiah(late))
    if grid.yesterday is None:
        return _("hari pertama")
    return _("kemarin {amount}").format(amount=format_rupiah(grid.yesterday))


def _provisional(grid: OmzetGrid) -> str:
    return _("sementara, {n} belum diputuskan").format(n=grid.sheet.undecided)
