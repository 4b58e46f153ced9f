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
    """A box for each column; at least one has to be ticked. They are printed in the order in which they were ticked."""

    def __init__(self, chosen: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(
            _("Kolom daftar hadir"),
            _(
                "Nomor urut selalu ada. Makin sedikit kolom, makin lebar tempat tanda tangan. "
                "Kolom dicetak menurut urutan dicentang."
            ),
            parent,
        )
        self.setObjectName("ColumnsDialog")
        grid = QGridLayout()
        grid.setVerticalSpacing(theme.SPACE[2])
        self.body.addLayout(grid)
        self._order = list(chosen)
        self._boxes: dict[str, QCheckBox] = {}
        for number, (key, field) in enumerate(FIELDS.items()):
            box = QCheckBox(_(field.heading))
            box.setFont(theme.font())
            box.setAccessibleName(_(field.heading))
            box.setChecked(key in chosen)
            box.toggled.connect(lambda on, key=key: self._tick(key, on))
            self._boxes[key] = box
            grid.addWidget(box, number % 5, number // 5)
        self.told = Label("", "muted", wrap=True)
        self.told.setMinimumHeight(36)
        self.body.addWidget(self.told)
        self._tell()
        self.said = Label("", "refusal", wrap=True)
        self.said.setMinimumHeight(20)
        self.body.addWidget(self.said)
        take = button(_("Pakai"), self.take, kind="primary")
        take.setDefault(True)
        self.buttons.addWidget(button(_("Batal"), self.reject))
        self.buttons.addWidget(take)

    @property
    def columns(self) -> tuple[str, ...]:
        """The keys that are ticked, in the order in which they were."""
        return tuple(self._order)

    def _tick(self, key: str, on: bool) -> None:
        self._order = [item for item in self._order if item != key] + ([key] if on else [])
        self._tell()

    def _tell(self) -> None:
        names = ", ".join(_(FIELDS[key].heading) for key in self._order)
        self.told.setText(_("Urutan: {columns}").format(columns=names) if names else "")

    def take(self) -> None:
        """Accept, unless nothing is ticked."""
        if self.columns:
            self.accept()
        else:
            self.said.setText(_("Pilih sedikitnya satu kolom."))
