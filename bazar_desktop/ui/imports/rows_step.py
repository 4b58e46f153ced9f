"""Fourth step: every row in its bucket, each flagged cell with its proposal; nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QComboBox, QVBoxLayout, QWidget

from bazar_desktop.domain.money import format_number
from bazar_desktop.language import N_, _
from bazar_desktop.phrases.imports import ACCEPTABLE, flag_name, proof_words
from bazar_desktop.services.register.list_model import BUCKETS, LOOK, NEW, NOT_VENDOR, REFUSED, ListChoices
from bazar_desktop.spreadsheets.reading.fields import OMZET
from bazar_desktop.ui import theme
from bazar_desktop.ui.imports.cells_panel import CellsPanel, lines_of
from bazar_desktop.ui.imports.planned import Planned, RowLine
from bazar_desktop.ui.imports.words import accept_words, bucket_name
from bazar_desktop.ui.kit.buttons import Segmented, button
from bazar_desktop.ui.kit.flow import FlowRow
from bazar_desktop.ui.kit.rows import RIGHT, Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.kit.text import Label

ALL = "all"
WIDE = 1_000  # px from which on the cells stand beside the rows


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
        self._found: Planned | None = None
        self.choices = ListChoices()
        self.buckets = Segmented(name=_("Kelompok baris"))
        self.buckets.chosen.connect(lambda _bucket: self._show_rows())
        self.kinds = QComboBox()
        self.kinds.setAccessibleName(_("Tanda"))
        self.kinds.activated.connect(lambda _at: self._show_rows())
        self.view: RowsView[RowLine] = RowsView(
            RowsModel(_COLUMNS, key=lambda line: line.row.number), name=_("Baris di berkas")
        )
        self.view.picked.connect(self._on_picked)
        self.because = Label("", "small", wrap=True)
        self.proof = Label("", "strong", wrap=True)
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
        self.all_days = _box(lambda on: self._set(replace(self.choices, all_days=on)))
        self.all_days.setText(_("Semua hari bazar yang ada di daftar ini"))
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
        column.addWidget(self.proof)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(theme.SPACE[2])
        rows = QVBoxLayout()
        rows.addWidget(self.view, 1)
        rows.addWidget(self.because)
        self._sides.addLayout(rows, 3)
        self._sides.addWidget(self.cells, 2)
        column.addLayout(self._sides, 1)
        holder = QWidget()
        line = FlowRow(holder, even=False, gap=theme.SPACE[1])
        boxes = (self.all_new, self.all_days, *self.accepts.values())
        for part in (self.as_new, self.as_known, self.as_vendor, self.as_other, *boxes):
            line.addWidget(part)
        column.addWidget(holder)

    def accept(self, code: str) -> None:
        """Take the proposals of all cells of this kind; or keep that something of the whole list was looked at."""
        if code in self.accepts:
            self.accepts[code].setChecked(True)
        else:
            self._set(replace(self.choices, accepted=self.choices.accepted | {code}))

    def show_plan(self, planned: Planned) -> None:
        """Show a plan, in the bucket and the kind that were shown before."""
        self._found = planned
        counts = planned.buckets
        words = [(ALL, _("Semua {count}").format(count=format_number(planned.plan.height)))]
        words += [
            (item, f"{bucket_name(item)} {format_number(counts[item])}") for item in BUCKETS if counts[item]
        ]
        shown = self.buckets.value
        self.buckets.set_choices(words)
        self.buckets.choose(shown)
        self._list_kinds(planned.flags)
        for code, box in self.accepts.items():
            count = planned.acceptable.get(code, 0)
            box.setVisible(bool(count) or box.isChecked())
            box.setText(accept_words(code, count))
            box.setAccessibleName(box.text())
        # Whoever sold something is a participant already: there a row cannot be called a new one.
        new_ones = planned.plan.kind != OMZET
        self.as_new.setVisible(new_ones)
        self.all_new.setVisible(new_ones and (bool(counts[LOOK]) or self.choices.look_as_new))
        self.give_back.setVisible(bool(counts[LOOK] or counts[REFUSED]))
        self.all_days.setVisible(planned.look.listing.is_of_days)
        proof = planned.plan.proof
        self.proof.setText(proof_words(proof) if proof is not None else "")
        self.proof.setVisible(proof is not None)
        self._show_rows()

    def reset(self) -> None:
        """Forget the decisions: another file."""
        self.restore(ListChoices())

    def restore(self, choices: ListChoices) -> None:
        """Show other decisions, without a signal."""
        self.choices = choices
        ticked = {box: code in choices.accepted for code, box in self.accepts.items()}
        both = {self.all_new: choices.look_as_new, self.all_days: choices.all_days}
        for box, on in {**ticked, **both}.items():
            box.blockSignals(True)
            box.setChecked(on)
            box.blockSignals(False)

    def _list_kinds(self, flags: Mapping[str, int]) -> None:
        shown = self.kinds.currentData()
        self.kinds.clear()
        self.kinds.addItem(_("Semua baris"), "")
        for code, count in sorted(flags.items(), key=lambda item: -item[1]):
            self.kinds.addItem(f"{flag_name(code)} ({format_number(count)})", code)
        self.kinds.setCurrentIndex(max(0, self.kinds.findData(shown)))
        self.kinds.setVisible(self.kinds.count() > 1)

    def _show_rows(self) -> None:
        if self._found is None:
            return
        bucket, code = self.buckets.value, self.kinds.currentData()
        lines: Sequence[RowLine] = self._found.lines
        if bucket != ALL:
            lines = [line for line in lines if line.row.bucket == bucket]
        if code:
            lines = [line for line in lines if any(reason.code == code for reason in line.row.reasons)]
        self.view.set_rows(tuple(lines))
        if lines and self.view.current is None:
            first = next((line for line in lines if line.row.bucket != NOT_VENDOR), lines[0])
            self.view.pick(first.row.number)
        self._on_picked(self.view.current)

    def _on_picked(self, line: RowLine | None) -> None:
        row = line.row if line is not None else None
        self.because.setText(line.because if line is not None else "")
        self.because.setVisible(bool(self.because.text()))
        look_at = row is not None and row.bucket == LOOK
        other = row is not None and row.bucket == NOT_VENDOR
        self.as_new.setEnabled(look_at)
        self.as_known.setEnabled(row is not None and look_at and bool(row.candidates))
        self.as_vendor.setEnabled(other)
        self.as_other.setEnabled(row is not None and not other)
        if row is None or other or self._found is None:
            self.cells.show_lines(())
        else:
            lines = lines_of(self._found.look, row, self.choices.accepted)
            self.cells.show_lines(lines, self._found.acceptable)

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
        others = self.choices.accepted - self.accepts.keys()
        codes = others | {code for code, box in self.accepts.items() if box.isChecked()}
        self._set(replace(self.choices, accepted=codes))

    def _set(self, choices: ListChoices) -> None:
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


def _in_one_line(words: object) -> str:
    return " ".join(str(words).split())


def _tint(line: RowLine) -> str | None:
    return {LOOK: theme.ATTENTION_TINT, REFUSED: theme.ERROR_TINT}.get(line.row.bucket)


_COLUMNS: tuple[Column[RowLine], ...] = (
    Column(N_("Baris"), lambda line: line.place, align=RIGHT, sort=lambda line: line.row.number),
    Column(N_("Siapa"), lambda line: line.row.title, _in_one_line, bold=True, stretch=1,
           tip=lambda line: line.row.title, width=110),
    Column(N_("Kelompok"), lambda line: bucket_name(line.row.bucket), tint=_tint, drop=2),
    Column(N_("Alasan dan perubahan"), lambda line: line.because, _in_one_line, stretch=2, width=170,
           tip=lambda line: line.because),
)  # fmt: skip
