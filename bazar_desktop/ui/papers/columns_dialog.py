"""Which columns the daftar hadir has."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from bazar_desktop.language import _
from bazar_desktop.printing.attendance_sheet import FIELDS
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.forms import Panel
from bazar_desktop.ui.kit.text import Label


class ColumnsDialog(Panel):
    """A box for each column; at least one has to be ticked."""

    def __init__(self, chosen: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(
            _("Kolom daftar hadir"),
            _("Nomor urut selalu ada. Makin sedikit kolom, makin lebar tempat tanda tangan."),
            parent,
        )
        self.setObjectName("ColumnsDialog")
        grid = QGridLayout()
        grid.setVerticalSpacing(theme.SPACE[2])
        self.body.addLayout(grid)
        self._boxes: dict[str, QCheckBox] = {}
        for number, (key, field) in enumerate(FIELDS.items()):
            box = QCheckBox(_(field.heading))
            box.setFont(theme.font())
            box.setAccessibleName(_(field.heading))
            box.setChecked(key in chosen)
            self._boxes[key] = box
            grid.addWidget(box, number % 5, number // 5)
        self.said = Label("", "refusal", wrap=True)
        self.said.setMinimumHeight(20)
        self.body.addWidget(self.said)
        take = button(_("Pakai"), self.take, kind="primary")
        take.setDefault(True)
        self.buttons.addWidget(button(_("Batal"), self.reject))
        self.buttons.addWidget(take)

    @property
    def columns(self) -> tuple[str, ...]:
        """The keys that are ticked, in the order of the paper."""
        return tuple(key for key, box in self._boxes.items() if box.isChecked())

    def take(self) -> None:
        """Accept, unless nothing is ticked."""
        if self.columns:
            self.accept()
        else:
            self.said.setText(_("Pilih sedikitnya satu kolom."))
