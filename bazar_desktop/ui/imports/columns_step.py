"""Third step: which column holds what, in which unit, and how sure that is; the officer corrects it by keyboard."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from bazar_desktop.jobs.imports.source import Look
from bazar_desktop.language import N_, _
from bazar_desktop.spreadsheets.reading.accepted_table import asked_units
from bazar_desktop.spreadsheets.reading.columns import LIKELY
from bazar_desktop.spreadsheets.reading.fields import AS_MONEY, WANTED
from bazar_desktop.spreadsheets.reading.guesses import Guess
from bazar_desktop.ui import theme
from bazar_desktop.ui.imports.words import UNITS, choices_of, column_holds, how_sure, unit_question
from bazar_desktop.ui.kit.banner import Banner
from bazar_desktop.ui.kit.flow import FlowRow
from bazar_desktop.ui.kit.rows import Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.kit.text import Label

SAMPLES, SAMPLE_LETTERS, CERTAIN = 3, 40, 0.85
LOOKED_AT, MOST_VALUES = 2_000, 30  # rows, and values of a column that a filter offers


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """A column of the file with what it was taken for, its unit where it holds money, and its first texts."""

    guess: Guess
    unit: int
    asked: bool
    samples: str


class ColumnsStep(QWidget):
    """A line a column; the boxes below change the current one.

    Signals:
        corrected(int, str): a column's index and the field it holds ("" for a note).
        units_told(object): money fields to the rupiah that their figures stand for.
        told(object): a change of what was said of all rows, from Told to Told.
    """

    corrected = Signal(int, str)
    units_told = Signal(object)
    told = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._money: set[str] = set()
        self._look: Look | None = None
        self.question = Banner()
        self.view: RowsView[ColumnLine] = RowsView(
            RowsModel(_COLUMNS, key=lambda line: line.guess.column.index), name=_("Kolom di berkas")
        )
        self.view.setSortingEnabled(False)
        self.field = QComboBox()
        self.field.setAccessibleName(_("Kolom terpilih berisi"))
        self.field.activated.connect(lambda _at: self._on_chosen())
        self.unit = QComboBox()
        self.unit.setAccessibleName(_("Angkanya dalam"))
        for value, words in UNITS.items():
            self.unit.addItem(_(words), value)
        self.unit.activated.connect(lambda _at: self._on_unit())
        self.down = QCheckBox(_("Isi ke bawah"))
        self.down.setToolTip(_("Sel kosong berisi seperti sel di atasnya"))
        self.down.clicked.connect(self._on_down)
        self.only = QComboBox()
        self.only.setAccessibleName(_("Hanya baris yang berisi"))
        self.only.activated.connect(lambda _at: self._on_only())
        self.view.picked.connect(self._on_picked)
        self.view.opened.connect(lambda _line: self.field.setFocus())
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE[1])
        column.addWidget(self.question)
        column.addWidget(self.view, 1)
        holder = QWidget()
        line = FlowRow(holder, even=False, gap=theme.SPACE[1])
        self.unit_label = Label(_("Angkanya dalam"), "muted")
        for part in (Label(_("Kolom terpilih berisi"), "muted"), self.field, self.unit_label, self.unit):
            line.addWidget(part)
        line.addWidget(self.down)
        line.addWidget(Label(_("Hanya baris yang berisi"), "muted"))
        line.addWidget(self.only)
        column.addWidget(holder)

    def show_look(self, look: Look) -> None:
        """Show the columns of `look`; the current one stays current."""
        self._look = look
        if self.field.count() == 0:
            for key, words in choices_of(look.kind):
                self.field.addItem(words, key)
        self._money = {field.key for field in WANTED[look.kind] if field.reads == AS_MONEY}
        asked = asked_units(look.part)
        units = {name: style.unit for name, style in look.found.styles.items()}
        self.view.set_rows(
            [
                ColumnLine(guess, units.get(guess.key, 1), guess.key in asked, _samples(look, guess))
                for guess in look.mapping.guesses
            ]
        )
        self._ask(asked)
        if self.view.current is None:
            self.view.step(0)
        self._on_picked(self.view.current)

    def _ask(self, asked: dict[str, int]) -> None:
        """Ask whether the figures of these columns are thousands; the first of them is then the current one."""
        if not asked:
            self.question.hide()
            return
        self.question.tell(
            "warning",
            unit_question(asked),
            action=_("Ya, {unit}").format(unit=_(UNITS[max(asked.values())])),
            icon="check",
            act=lambda: self.units_told.emit(asked),
        )
        first = next(line for line in self.view.rows_model.rows if line.asked)
        if self.view.current is None or not self.view.current.asked:
            self.view.pick(first.guess.column.index)

    def _on_picked(self, line: ColumnLine | None) -> None:
        money = line is not None and line.guess.field in self._money
        self.unit.setVisible(money)
        self.unit_label.setVisible(money)
        if line is not None:
            self.field.setCurrentIndex(max(0, self.field.findData(line.guess.field)))
            self.unit.setCurrentIndex(max(0, self.unit.findData(line.unit)))
            self._show_told(line.guess.column.index)

    def _show_told(self, index: int) -> None:
        if self._look is None:
            return
        told = self._look.part.told
        self.down.setChecked(index in told.down)
        texts = [row.text(index).strip() for row in self._look.table.rows[:LOOKED_AT]]
        several = sorted({text for text in texts if text and len(text) <= SAMPLE_LETTERS})
        self.only.clear()
        self.only.addItem(_("apa pun"), "")
        for text in several if len(several) <= MOST_VALUES else ():
            self.only.addItem(text, text)
        self.only.setCurrentIndex(max(0, self.only.findData(dict(told.only).get(index, ""))))

    def _on_down(self, on: bool) -> None:
        line = self.view.current
        if line is not None:
            index = line.guess.column.index
            self.told.emit(
                lambda told: replace(told, down=told.down | {index} if on else told.down - {index})
            )

    def _on_only(self) -> None:
        line, text = self.view.current, str(self.only.currentData() or "")
        if line is not None:
            index = line.guess.column.index
            self.told.emit(lambda told: replace(told, only=_with_filter(told.only, index, text)))

    def _on_chosen(self) -> None:
        line = self.view.current
        if line is not None:
            self.corrected.emit(line.guess.column.index, str(self.field.currentData()))

    def _on_unit(self) -> None:
        line = self.view.current
        if line is not None:
            self.units_told.emit({line.guess.key: int(self.unit.currentData())})


def _with_filter(only: tuple[tuple[int, str], ...], index: int, text: str) -> tuple[tuple[int, str], ...]:
    others = tuple(item for item in only if item[0] != index)
    return (*others, (index, text)) if text else others


def _samples(look: Look, guess: Guess) -> str:
    texts = (row.text(guess.column.index).strip() for row in look.table.rows[:200])
    found = list(dict.fromkeys(text for text in texts if text))[:SAMPLES]
    words = "; ".join(" ".join(text.split()) for text in found)
    return words if len(words) <= SAMPLE_LETTERS else words[:SAMPLE_LETTERS] + "…"


def _unsure(line: ColumnLine) -> str | None:
    unsure = line.asked or LIKELY <= line.guess.confidence < CERTAIN
    return theme.ATTENTION_TINT if unsure else None


def _holds(line: ColumnLine) -> str:
    unit = f", {_(UNITS[line.unit])}" if line.unit != 1 else ""
    return column_holds(line.guess) + unit


_COLUMNS: tuple[Column[ColumnLine], ...] = (
    Column(N_("Kolom"), lambda line: line.guess.column.letter),
    Column(N_("Judul di berkas"), lambda line: line.guess.column.header[:40], bold=True),
    Column(N_("Berisi"), _holds, tint=_unsure),
    Column(N_("Karena"), lambda line: how_sure(line.guess), tint=_unsure, drop=2),
    Column(N_("Contoh isi"), lambda line: line.samples, stretch=1, drop=1),
)
