"""Quotas as lines to fill in: of what, which group, least, most, stands or per cent."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from bazar_desktop.domain.turns.rules import DIMENSIONS, MOST_PLACES, NEWCOMER, Quota
from bazar_desktop.language import _
from bazar_desktop.phrases.turns import DIMENSION_WORDS
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.inputs import number_box

NONE = -1


class QuotaLine(QWidget):
    """One quota."""

    def __init__(self, quota: Quota) -> None:
        super().__init__()
        self.by = QComboBox()
        self.by.setAccessibleName(_("Kuota menurut"))
        for dimension in DIMENSIONS:
            self.by.addItem(_(DIMENSION_WORDS[dimension]), dimension)
        self.by.setCurrentIndex(self.by.findData(quota.by))
        self.group = QLineEdit(quota.group)
        self.group.setAccessibleName(_("Kelompok"))
        self.group.setPlaceholderText(_("setiap"))
        self.by.currentIndexChanged.connect(self._on_dimension)
        self._on_dimension()
        self.least = _limit(_("Paling sedikit"), quota.least)
        self.most = _limit(_("Paling banyak"), quota.most)
        self.percent = QCheckBox("%")
        self.percent.setAccessibleName(_("Dalam persen"))
        self.percent.setChecked(quota.percent)
        self.remove = button("", kind="quiet", icon="x", tip=_("Hapus kuota ini"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        for part, stretch in (
            (self.by, 3),
            (self.group, 4),
            (self.least, 2),
            (self.most, 2),
            (self.percent, 0),
        ):
            row.addWidget(part, stretch)
        row.addWidget(self.remove)

    def _on_dimension(self) -> None:
        """Newcomers are one group: there is none to name."""
        is_one = self.by.currentData() == NEWCOMER
        self.group.setEnabled(not is_one)
        if is_one:
            self.group.clear()

    @property
    def quota(self) -> Quota:
        """What stands in the line; without limits where none is filled in."""
        least, most = self.least.value(), self.most.value()
        return Quota(
            str(self.by.currentData()),
            self.group.text().strip(),
            None if least == NONE else least,
            None if most == NONE else most,
            self.percent.isChecked(),
        )


def _limit(name: str, value: int | None) -> QSpinBox:
    box = number_box(name, NONE if value is None else value, least=NONE, most=MOST_PLACES)
    box.setSpecialValueText("–")
    box.setMinimumWidth(74)
    return box


class QuotaEditor(QWidget):
    """All quotas, and a button for one more. `value` gives them as a form reads its fields."""

    def __init__(self, quotas: Sequence[Quota]) -> None:
        super().__init__()
        self.lines: list[QuotaLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.more = button(_("Tambah kuota"), self.add, kind="quiet", icon="plus")
        self._column.addWidget(self.more)
        for quota in quotas:
            self.add(quota)

    def add(self, quota: Quota | None = None) -> QuotaLine:
        """One line more."""
        line = QuotaLine(quota or Quota("category"))
        line.remove.clicked.connect(lambda: self._drop(line))
        self.lines.append(line)
        self._column.insertWidget(self._column.count() - 1, line)
        line.by.setFocus()
        return line

    def value(self) -> tuple[Quota, ...]:
        """The quotas that name a limit; a line without any is left out."""
        quotas = [line.quota for line in self.lines]
        return tuple(quota for quota in quotas if quota.least is not None or quota.most is not None)

    def _drop(self, line: QuotaLine) -> None:
        self.lines.remove(line)
        line.hide()
        line.deleteLater()
        self.more.setFocus()
