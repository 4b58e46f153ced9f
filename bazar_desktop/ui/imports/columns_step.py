"""Second step: which column holds what, and how sure that is; the officer corrects it by keyboard."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from bazar_desktop.jobs.import_lists import Look
from bazar_desktop.language import N_, _
from bazar_desktop.spreadsheets.columns import LIKELY, Guess
from bazar_desktop.ui import theme
from bazar_desktop.ui.imports.words import choices_of, column_holds, how_sure
from bazar_desktop.ui.kit.rows import Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.kit.text import Label

SAMPLES, SAMPLE_LETTERS, CERTAIN = 3, 40, 0.85


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """A column of the file with what it was taken for and its first texts."""

    guess: Guess
    samples: str


class ColumnsStep(QWidget):
    """A line a column; the box below changes the current one.

    Signals:
        corrected(int, str): a column's index and the field it holds ("" for a note).
    """

    corrected = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        self.view: RowsView[ColumnLine] = RowsView(
            RowsModel(_COLUMNS, key=lambda line: line.guess.column.index), name=_("Kolom di berkas")
        )
        self.view.setSortingEnabled(False)
        self.field = QComboBox()
        self.field.setAccessibleName(_("Kolom terpilih berisi"))
        self.field.activated.connect(lambda _at: self._on_chosen())
        self.view.picked.connect(self._on_picked)
        self.view.opened.connect(lambda _line: self.field.setFocus())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE[1])
        column.addWidget(self.view, 1)
        line = QHBoxLayout()
        line.addWidget(Label(_("Kolom terpilih berisi"), "muted"))
        line.addWidget(self.field)
        line.addStretch(1)
        column.addLayout(line)

    def show_look(self, look: Look) -> None:
        """Show the columns of `look`; the current one stays current."""
        if self.field.count() == 0:
            for key, words in choices_of(look.kind):
                self.field.addItem(words, key)
        self.view.set_rows([ColumnLine(guess, _samples(look, guess)) for guess in look.mapping.guesses])
        if self.view.current is None:
            self.view.step(0)

    def _on_picked(self, line: ColumnLine | None) -> None:
        if line is not None:
            self.field.setCurrentIndex(max(0, self.field.findData(line.guess.field)))

    def _on_chosen(self) -> None:
        line = self.view.current
        if line is not None:
            self.corrected.emit(line.guess.column.index, str(self.field.currentData()))


def _samples(look: Look, guess: Guess) -> str:
    texts = (row.text(guess.column.index).strip() for row in look.table.rows[:200])
    found = list(dict.fromkeys(text for text in texts if text))[:SAMPLES]
    words = "; ".join(" ".join(text.split()) for text in found)
    return words if len(words) <= SAMPLE_LETTERS else words[:SAMPLE_LETTERS] + "…"


def _unsure(line: ColumnLine) -> str | None:
    return theme.ATTENTION_TINT if LIKELY <= line.guess.confidence < CERTAIN else None


_COLUMNS: tuple[Column[ColumnLine], ...] = (
    Column(N_("Kolom"), lambda line: line.guess.column.letter),
    Column(N_("Judul di berkas"), lambda line: line.guess.column.header[:40], bold=True),
    Column(N_("Berisi"), lambda line: column_holds(line.guess), tint=_unsure),
    Column(N_("Karena"), lambda line: how_sure(line.guess), tint=_unsure, drop=2),
    Column(N_("Contoh isi"), lambda line: line.samples, stretch=1, drop=1),
)
