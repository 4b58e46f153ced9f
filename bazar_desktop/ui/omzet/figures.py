"""The four figures above the grid: omzet, who has reported, the share without cash, average and median."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QVBoxLayout, QWidget

from bazar_desktop.domain.calendar import format_short_date
from bazar_desktop.domain.day.model import BLANK, VENDOR, DayRow
from bazar_desktop.domain.figures.day import DayFigures, day_figures, known_sum, unanswered
from bazar_desktop.language import _, language
from bazar_desktop.phrases.figures import NOTHING, figure_name, of_words, percent_words, rupiah_or_none
from bazar_desktop.services.omzet.grid import OmzetGrid
from bazar_desktop.ui.kit.cards import Figure
from bazar_desktop.ui.kit.flow import FlowRow
from bazar_desktop.ui.kit.text import Label


class Figures(QWidget):
    """Four cards in sight while typing; they are computed from the rows shown."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._cards = QWidget()
        row = FlowRow(self._cards)
        self.omzet = Figure(figure_name("omzet"))
        self.reported = Figure(figure_name("answered"), part=0.0)
        self.cashless = Figure(figure_name("cashless_share"))
        self.average = Figure(figure_name("average"))
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
        # What came after the seal stands apart, as on paper.
        umkm = grid.figures if grid.closed else day_figures(rows, grid.asked)
        self.omzet.show_figure(rupiah_or_none(umkm.omzet), _omzet_note(rows, grid))
        missing = [row.booth or row.business for row in unanswered(_counted(rows) if grid.closed else rows)]
        if len(missing) != umkm.blank:  # what came since the seal moved them: the count stands, without names
            missing = []
        self._show_reported(umkm, missing)
        share = percent_words(umkm.cashless_share)
        self.cashless.show_figure(share, rupiah_or_none(umkm.cashless))
        if umkm.answered:
            note = _("median {amount}").format(amount=rupiah_or_none(umkm.median))
            self.average.show_figure(rupiah_or_none(umkm.average), note)
        else:
            self.average.show_figure(NOTHING, _("belum ada yang melapor"))
        line = _("Omzet UMKM {total} · melapor {reported} · non-tunai {share}")
        reported = of_words(umkm.answered, umkm.asked)
        words = line.format(total=rupiah_or_none(umkm.omzet), reported=reported, share=share)
        self._line.setText(f"{words} · {_provisional(grid)}" if grid.sheet.undecided else words)

    def _show_reported(self, umkm: DayFigures, missing: list[str]) -> None:
        notes = [_("{count} menolak").format(count=umkm.declined)] if umkm.declined else []
        if missing:
            booths = ", ".join(missing[:2]) + (f" +{len(missing) - 2}" if len(missing) > 2 else "")
            notes.append(_("belum: {booths}").format(booths=booths))
        part = umkm.answered / umkm.asked if umkm.asked else 0.0
        self.reported.show_figure(of_words(umkm.answered, umkm.asked), " · ".join(notes), part=part)


def _counted(rows: Sequence[DayRow]) -> list[DayRow]:
    """The rows of a closed day without its late answers, which no figure counts yet."""
    blank = (None, None, None, None)
    return [replace(row, omzet=BLANK, amounts=blank) if row.late else row for row in rows]


def _omzet_note(rows: list[DayRow], grid: OmzetGrid) -> str:
    if grid.sheet.undecided:
        return _provisional(grid)
    late = known_sum(row.total for row in rows if row.late and row.party == VENDOR)
    if late or (grid.closed and any(row.late for row in rows)):
        words = _("susulan {amount}, di luar segel") if grid.closed else _("termasuk susulan {amount}")
        return words.format(amount=rupiah_or_none(late))
    if grid.before is None:
        return _("hari pertama")
    amount, before = rupiah_or_none(grid.yesterday), grid.before
    if grid.sheet.day - before == timedelta(days=1):
        return _("kemarin {amount}").format(amount=amount)
    return _("{day} {amount}").format(day=format_short_date(before, language()), amount=amount)


def _provisional(grid: OmzetGrid) -> str:
    return _("sementara, {n} belum diputuskan").format(n=grid.sheet.undecided)
