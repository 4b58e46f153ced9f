"""Fourth step: every row in its bucket, each flagged cell with its proposal; nothing is written here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QComboBox, QVBoxLayout, QWidget

from bazar_desktop.domain.identifiers import safe_excerpt
from bazar_desktop.domain.money import format_number
from bazar_desktop.jobs.import_lists import has_rejects
from bazar_desktop.jobs.import_words import ACCEPTABLE, DROPPED_NAMES, field_name, flag_name, why
from bazar_desktop.jobs.list_looks import Look
from bazar_desktop.language import N_, _
from bazar_desktop.services.lists import (
    BUCKETS,
    LOOK,
    NEW,
    NOT_VENDOR,
    REFUSED,
    Choices,
    ImportPlan,
    PlannedRow,
)
from bazar_desktop.spreadsheets.fields import OMZET
from bazar_desktop.ui import theme
from bazar_desktop.ui.imports.cells_panel import CellsPanel, lines_of
from bazar_desktop.ui.imports.words import accept_words, bucket_name
from bazar_desktop.ui.kit.buttons import Segmented, button
from bazar_desktop.ui.kit.flow import FlowRow
from bazar_desktop.ui.kit.rows import RIGHT, Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView

ALL = "all"
WIDE = 1_000  # px from which on the cells stand beside the rows
LONGEST_TITLE = 28
LONGEST = 30


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row of the file as it is shown: its planned row, and the list in which it stands."""

    row: PlannedRow
    look: Look

    @property
    def place(self) -> str:
        return self.look.row_words(self.row.number)

    @property
    def because(self) -> str:
        return _because(self.row, self.look.row_words)


class RowsStep(QWidget):
    """The rows of one bucket or of all, and the cells of the current one; decisions make a new plan.

    Signals:
        decided(object): the officer's Choices.
        typed(int, str, str): row of the list, field, what the cell should say.
        called(int, bool): a row of the list, and whether it is a vendor's.
        wants_rejects(): the rows that are not taken over are to be written to a file.
    """

    decided = Signal(object)
    typed = Signal(int, str, str)
    called = Signal(int, bool)
    wants_rejects = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._plan: ImportPlan | None = None
        self._look: Look | None = None
        self.choices = Choices()
        self.buckets = Segmented(name=_("Kelompok baris"))
        self.buckets.chosen.connect(lambda _bucket: self._show_rows())
        self.kinds = QComboBox()
        self.kinds.setAccessibleName(_("Tanda"))
        self.kinds.activated.connect(lambda _at: self._show_rows())
        self.view: RowsView[RowLine] = RowsView(
            RowsModel(_COLUMNS, key=lambda line: line.row.number), name=_("Baris di berkas")
        )
        self.view.picked.connect(self._on_picked)
        self.cells = CellsPanel()
        self.view.opened.connect(lambda _line: self.cells.view.setFocus())
        self.cells.typed.connect(self.typed.emit)
        self.cells.accepted.connect(self.accept)
        self.as_new = button(_("Anggap baru"), lambda: self._decide(NEW), icon="user-plus")
        self.as_known = button(_("Orang yang sama"), self._join, icon="user-check")
        self.as_vendor = button(_("Ini pelaku UMKM"), lambda: self._call(vendor=True), icon="user")
        self.as_other = button(_("Bukan pelaku UMKM"), lambda: self._call(vendor=False), icon="user-x")
        self.give_back = button(_("Simpan yang ditolak"), self.wants_rejects.emit, icon="file-down")
        self.all_new = _box(lambda on: self._set(replace(self.choices, look_as_new=on)))
        self.all_new.setText(_("Semua yang perlu dilihat dianggap baru"))
        self.accepts = {code: _box(lambda _on: self._on_accept()) for code in ACCEPTABLE}
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE[1])
        top = QWidget()
        line = FlowRow(top, even=False, gap=theme.SPACE[2])
        line.addWidget(self.buckets)
        line.addWidget(self.kinds)
        line.addWidget(self.give_back)
        column.addWidget(top)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(theme.SPACE[2])
        self._sides.addWidget(self.view, 3)
        self._sides.addWidget(self.cells, 2)
        column.addLayout(self._sides, 1)
        holder = QWidget()
        line = FlowRow(holder, even=False, gap=theme.SPACE[1])
        for part in (
            self.as_new, self.as_known, self.as_vendor, self.as_other, self.all_new, *self.accepts.values()
        ):  # fmt: skip
            line.addWidget(part)
        column.addWidget(holder)

    def accept(self, code: str) -> None:
        """Take the proposals of all cells of this kind."""
        self.accepts[code].setChecked(True)

    def show_plan(self, plan: ImportPlan, look: Look) -> None:
        """Show `plan`, in the bucket and the kind that were shown before."""
        self._plan, self._look = plan, look
        counts = plan.counts()
        words = [(ALL, _("Semua {count}").format(count=format_number(plan.height)))]
        words += [(one, f"{bucket_name(one)} {format_number(counts[one])}") for one in BUCKETS if counts[one]]
        shown = self.buckets.value
        self.buckets.set_choices(words)
        self.buckets.choose(shown)
        self._list_kinds(plan)
        for code, box in self.accepts.items():
            count = plan.acceptable(code)
            box.setVisible(bool(count) or box.isChecked())
            box.setText(accept_words(code, count))
            box.setAccessibleName(box.text())
        # Whoever sold something is a participant already: there a row cannot be called a new one.
        new_ones = plan.kind != OMZET
        self.as_new.setVisible(new_ones)
        self.all_new.setVisible(new_ones and (bool(counts[LOOK]) or self.choices.look_as_new))
        self.give_back.setVisible(has_rejects(plan))
        self._show_rows()

    def reset(self) -> None:
        """Forget the decisions: another file."""
        self.restore(Choices())

    def restore(self, choices: Choices) -> None:
        """Show other decisions, without a signal."""
        self.choices = choices
        ticked = {box: code in choices.accepted for code, box in self.accepts.items()}
        for box, on in {**ticked, self.all_new: choices.look_as_new}.items():
            box.blockSignals(True)
            box.setChecked(on)
            box.blockSignals(False)

    def _list_kinds(self, plan: ImportPlan) -> None:
        shown = self.kinds.currentData()
        self.kinds.clear()
        self.kinds.addItem(_("Semua baris"), "")
        for code, count in sorted(plan.flag_counts().items(), key=lambda one: -one[1]):
            self.kinds.addItem(f"{flag_name(code)} ({format_number(count)})", code)
        self.kinds.setCurrentIndex(max(0, self.kinds.findData(shown)))
        self.kinds.setVisible(self.kinds.count() > 1)

    def _show_rows(self) -> None:
        plan, look = self._plan, self._look
        if plan is None or look is None:
            return
        bucket, code = self.buckets.value, self.kinds.currentData()
        rows = [*plan.rows, *(_other(plan, at) for at in range(len(plan.others)))]
        rows = [row for row in rows if bucket in (ALL, row.bucket)]
        if code:
            rows = [row for row in rows if any(reason.code == code for reason in row.reasons)]
        lines = [RowLine(row, look) for row in sorted(rows, key=lambda row: row.number)]
        self.view.set_rows(lines)
        self.view.fit_columns()
        if lines and self.view.current is None:
            first = next((line for line in lines if line.row.bucket != NOT_VENDOR), lines[0])
            self.view.pick(first.row.number)
        self._on_picked(self.view.current)

    def _on_picked(self, line: RowLine | None) -> None:
        row = line.row if line is not None else None
        look_at = row is not None and row.bucket == LOOK
        other = row is not None and row.bucket == NOT_VENDOR
        self.as_new.setEnabled(look_at)
        self.as_known.setEnabled(row is not None and look_at and bool(row.candidates))
        self.as_vendor.setEnabled(other)
        self.as_other.setEnabled(row is not None and not other)
        if row is None or other or self._look is None or self._plan is None:
            self.cells.show_lines(())
            return
        counts = {code: self._plan.acceptable(code) for code in {one.code for one in row.reasons}}
        self.cells.show_lines(lines_of(self._look, row, self.choices.accepted), counts)

    def _join(self) -> None:
        line = self.view.current
        if line is not None and line.row.candidates:
            self._decide(line.row.candidates[0])

    def _decide(self, choice: str) -> None:
        line = self.view.current
        if line is not None:
            self._set(replace(self.choices, rows={**self.choices.rows, line.row.number: choice}))

    def _call(self, *, vendor: bool) -> None:
        line = self.view.current
        if line is not None:
            self.called.emit(line.row.number, vendor)

    def _on_accept(self) -> None:
        codes = frozenset(code for code, box in self.accepts.items() if box.isChecked())
        self._set(replace(self.choices, accepted=codes))

    def _set(self, choices: Choices) -> None:
        self.choices = choices
        self.decided.emit(choices)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= WIDE
        self._sides.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )


def _box(on: Callable[[bool], object]) -> QCheckBox:
    made = QCheckBox()
    made.setFont(theme.font())
    made.toggled.connect(on)
    return made


def _other(plan: ImportPlan, at: int) -> PlannedRow:
    other = plan.others[at]
    return PlannedRow(other.number, NOT_VENDOR, f"{_(DROPPED_NAMES[other.reason])}: {other.text}")


def _because(row: PlannedRow, row_words: Callable[[int], str]) -> str:
    changes = [
        f"{field_name(one.field)}: {_value(one.field, one.before)} → {_value(one.field, one.after)}"
        for one in row.differences
    ]
    return "; ".join(dict.fromkeys([*(why(one, row_words) for one in row.reasons), *changes]))


def _value(field: str, value: object) -> str:
    if value is None:
        return _("kosong")
    if field in {"nik", "phone"}:
        return "…" + str(value)[-4:]
    plain = isinstance(value, int) and not isinstance(value, bool)
    return format_number(int(str(value))) if plain else safe_excerpt(str(value))


def _cut(value: object, most: int = LONGEST) -> str:
    words = " ".join(str(value).split())
    return words if len(words) <= most else words[:most].rstrip() + "…"


def _shortened(title: object) -> str:
    return _cut(title, LONGEST_TITLE)


def _tint(line: RowLine) -> str | None:
    return {LOOK: theme.ATTENTION_TINT, REFUSED: theme.ERROR_TINT}.get(line.row.bucket)


_COLUMNS: tuple[Column[RowLine], ...] = (
    Column(N_("Baris"), lambda line: line.place, align=RIGHT, sort=lambda line: line.row.number),
    Column(N_("Siapa"), lambda line: line.row.title, _shortened, bold=True, stretch=1,
           tip=lambda line: line.row.title),
    Column(N_("Kelompok"), lambda line: bucket_name(line.row.bucket), tint=_tint, drop=2),
    Column(N_("Alasan dan perubahan"), lambda line: line.because, _cut, stretch=1, drop=1,
           tip=lambda line: line.because),
)  # fmt: skip
