"""The list of turns: what each column says, and the line under those who take part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QTableView

from bazar_desktop.domain.turns import choosing
from bazar_desktop.language import N_
from bazar_desktop.phrases.turns import outcome_words, said, short_why, why_words
from bazar_desktop.services.turns.turn_list import TurnLine, TurnList
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.rows import RIGHT, ROW, Column, Index
from bazar_desktop.ui.kit.rows_view import CellPainter

Mark = Callable[[str], tuple[str, str] | None]
_OUTCOMES = (choosing.FIXED, choosing.CHOSEN, choosing.RESERVE, choosing.REJECTED)


@dataclass(frozen=True, slots=True)
class TurnRow:
    """One line of the list at its `place` from the top; `first` is the bazaar's first day.

    `is_edge`: the last who takes part, under whom the line is drawn.
    """

    line: TurnLine
    place: int
    first: date
    is_edge: bool

    @property
    def outcome(self) -> str:
        return self.line.standing.outcome

    @property
    def takes_part(self) -> bool:
        return self.outcome in {choosing.FIXED, choosing.CHOSEN}

    @property
    def says(self) -> str:
        """3 kali tahun ini, terakhir 12 Feb: urutan 41."""
        return said(self.line.standing, self.first)

    @property
    def brief(self) -> str:
        """The same without izin, alpa and former years, which have columns of their own."""
        return said(self.line.standing, self.first, brief=True)

    @property
    def result(self) -> str:
        return outcome_words(self.outcome, self.line.standing.reserve_order)

    @property
    def why(self) -> str:
        return "; ".join(why_words(self.line.standing))


def rows_of(turn_list: TurnList) -> tuple[TurnRow, ...]:
    """The lines of the list, with the edge where both sides of it have somebody."""
    lines = turn_list.lines
    part = sum(line.standing.outcome in {choosing.FIXED, choosing.CHOSEN} for line in lines)
    first = turn_list.bazaar.days[0].day
    return tuple(
        TurnRow(line, place, first, place == part and part < len(lines))
        for place, line in enumerate(lines, 1)
    )


def columns(mark: Mark) -> tuple[Column[TurnRow], ...]:
    """`mark` gives the letter and colour of a category's key."""
    one_of = Column[TurnRow]
    return (
        one_of(
            N_("Usaha"),
            lambda row: row.line.business,
            stretch=2,
            width=150,
            bold=True,
            mark=lambda row: mark(row.line.standing.applicant.category),
            ink=_ink,
        ),
        one_of(
            N_("Fakta dan urutan"),
            lambda row: row.brief,
            stretch=3,
            width=220,
            sort=lambda row: row.line.standing.turn or None,
            ink=_ink,
        ),
        one_of(
            N_("Hasil"),
            lambda row: row.result,
            bold=True,
            sort=lambda row: (_OUTCOMES.index(row.outcome), row.place),
            ink=lambda row: theme.PRIMARY if row.takes_part else _ink(row),
        ),
        one_of(
            N_("Mengapa"),
            lambda row: short_why(row.line.standing),
            drop=1,
            tint=lambda row: theme.ATTENTION_TINT if row.line.standing.applicant.override else None,
            tip=lambda row: row.why,
            ink=_ink,
        ),
        one_of(N_("Izin"), lambda row: row.line.standing.applicant.excused, _some, align=RIGHT, drop=2),
        one_of(N_("Alpa"), lambda row: row.line.standing.applicant.absent, _some, align=RIGHT, drop=2),
        one_of(N_("Poin"), lambda row: row.line.standing.points, align=RIGHT, drop=3),
        one_of(N_("Kecamatan"), lambda row: row.line.standing.applicant.kecamatan, drop=4),
        one_of(N_("Pengampu"), lambda row: row.line.standing.applicant.agency, drop=5),
    )


def _some(count: int) -> str:
    return str(count) if count else ""


def _ink(row: TurnRow) -> str | None:
    return theme.MUTED if row.outcome == choosing.REJECTED else None


class TurnPainter(CellPainter):
    """Draws the line under the last who takes part, while the list stands in its own order."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        row = index.data(ROW)
        view = option.widget
        in_order = isinstance(view, QTableView) and view.horizontalHeader().sortIndicatorSection() < 0
        if isinstance(row, TurnRow) and row.is_edge and in_order:
            box = QRect(option.rect)
            painter.fillRect(QRect(box.left(), box.bottom() - 2, box.width(), 3), QColor(theme.PRIMARY))
