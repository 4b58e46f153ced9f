"""Third step: every row in its counted bucket, with the reasons; the officer decides what needs a look."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from bazar_desktop.domain.identifiers import safe_excerpt
from bazar_desktop.domain.money import format_number
from bazar_desktop.jobs.import_words import ACCEPTABLE, DROPPED_NAMES, field_name, why
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
from bazar_desktop.ui import theme
from bazar_desktop.ui.imports.words import accept_words, bucket_name
from bazar_desktop.ui.kit.buttons import Segmented, button
from bazar_desktop.ui.kit.flow import FlowRow
from bazar_desktop.ui.kit.rows import RIGHT, Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView

ALL = "all"
LONGEST_TITLE = 42
LONGEST = 58


class RowsStep(QWidget):
    """The rows of one bucket or of all. Nothing here writes; decisions make a new plan.

    Signals:
        decided(object): the officer's Choices.
    """

    decided = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._plan: ImportPlan | None = None
        self.choices = Choices()
        self.buckets = Segmented(name=_("Kelompok baris"))
        self.buckets.chosen.connect(lambda _bucket: self._show_rows())
        self.view: RowsView[PlannedRow] = RowsView(
            RowsModel(_COLUMNS, key=lambda row: row.number), name=_("Baris di berkas")
        )
        self.view.picked.connect(lambda row: self._on_picked(row))
        self.as_new = button(_("Anggap baru"), lambda: self._decide(NEW), icon="user-plus")
        self.as_known = button(_("Orang yang sama"), self._join, icon="user-check")
        self.all_new = QCheckBox(_("Semua yang perlu dilihat dianggap baru"))
        self.all_new.setFont(theme.font())
        self.all_new.toggled.connect(lambda on: self._set(replace(self.choices, look_as_new=on)))
        self.accepts: dict[str, QCheckBox] = {}
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE[1])
        column.addWidget(self.buckets)
        column.addWidget(self.view, 1)
        holder = QWidget()
        line = FlowRow(holder, even=False, gap=theme.SPACE[1])
        for part in (self.as_new, self.as_known, self.all_new):
            line.addWidget(part)
        for code in ACCEPTABLE:
            box = QCheckBox()
            box.setFont(theme.font())
            box.toggled.connect(lambda _on: self._on_accept())
            self.accepts[code] = box
            line.addWidget(box)
        column.addWidget(holder)

    def show_plan(self, plan: ImportPlan) -> None:
        """Show `plan`, in the bucket that was shown before."""
        self._plan = plan
        counts = plan.counts()
        words = [(ALL, _("Semua {count}").format(count=format_number(plan.height)))]
        words += [(one, f"{bucket_name(one)} {format_number(counts[one])}") for one in BUCKETS if counts[one]]
        shown = self.buckets.value
        self.buckets.set_choices(words)
        self.buckets.choose(shown)
        for code, box in self.accepts.items():
            count = plan.acceptable(code)
            box.setVisible(bool(count) or box.isChecked())
            box.setText(accept_words(code, count))
            box.setAccessibleName(box.text())
        self.all_new.setVisible(bool(counts[LOOK]) or self.choices.look_as_new)
        self._show_rows()

    def reset(self) -> None:
        """Forget the decisions: another file."""
        self.choices = Choices()
        for box in (*self.accepts.values(), self.all_new):
            box.blockSignals(True)
            box.setChecked(False)
            box.blockSignals(False)

    def _show_rows(self) -> None:
        if self._plan is None:
            return
        bucket = self.buckets.value
        rows = [*self._plan.rows, *(_other(self._plan, at) for at in range(len(self._plan.others)))]
        rows = [row for row in rows if bucket in (ALL, row.bucket)]
        self.view.set_rows(sorted(rows, key=lambda row: row.number))
        self.view.fit_columns()
        self._on_picked(self.view.current)

    def _on_picked(self, row: PlannedRow | None) -> None:
        self.as_new.setEnabled(row is not None and row.bucket == LOOK)
        self.as_known.setEnabled(row is not None and row.bucket == LOOK and bool(row.candidates))

    def _join(self) -> None:
        row = self.view.current
        if row is not None and row.candidates:
            self._decide(row.candidates[0])

    def _decide(self, choice: str) -> None:
        row = self.view.current
        if row is not None:
            self._set(replace(self.choices, rows={**self.choices.rows, row.number: choice}))

    def _on_accept(self) -> None:
        codes = frozenset(code for code, box in self.accepts.items() if box.isChecked())
        self._set(replace(self.choices, accepted=codes))

    def _set(self, choices: Choices) -> None:
        self.choices = choices
        self.decided.emit(choices)


def _other(plan: ImportPlan, at: int) -> PlannedRow:
    other = plan.others[at]
    return PlannedRow(other.number, NOT_VENDOR, f"{_(DROPPED_NAMES[other.reason])}: {other.text}")


def _because(row: PlannedRow) -> str:
    changes = [
        f"{field_name(one.field)}: {_value(one.field, one.before)} → {_value(one.field, one.after)}"
        for one in row.differences
    ]
    return "; ".join(dict.fromkeys([*map(why, row.reasons), *changes]))


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


def _tint(row: PlannedRow) -> str | None:
    return {LOOK: theme.ATTENTION_TINT, REFUSED: theme.ERROR_TINT}.get(row.bucket)


_COLUMNS: tuple[Column[PlannedRow], ...] = (
    Column(N_("Baris"), lambda row: row.number, align=RIGHT),
    Column(N_("Siapa"), lambda row: row.title, _shortened, bold=True, tip=lambda row: row.title),
    Column(N_("Kelompok"), lambda row: bucket_name(row.bucket), tint=_tint, drop=1),
    Column(N_("Alasan dan perubahan"), _because, _cut, stretch=1, tip=_because),
)
