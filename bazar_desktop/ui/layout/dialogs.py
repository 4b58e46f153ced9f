"""What the denah asks of one booth: its number, and where its holder goes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from bazar_desktop.language import _
from bazar_desktop.ui.kit.forms import FormDialog


def label_dialog(label: str, give: Callable[[str], object], parent: QWidget | None = None) -> FormDialog:
    """Another number for one booth; `give(number)`."""
    dialog = FormDialog(
        _("Ganti nomor booth {booth}").format(booth=label),
        lambda form: give(str(form.value("label"))),
        refusals={"label_taken": "label", "label_missing": "label"},
        parent=parent,
    )
    field = QLineEdit(label)
    field.setMaxLength(12)
    dialog.add_field("label", _("Nomor"), field)
    return dialog


def move_dialog(name: str, move: Callable[[str, bool], object], parent: QWidget | None = None) -> FormDialog:
    """Where to; `move(booth number as typed, whether to exchange with whoever is there)`."""

    def save(form: FormDialog) -> object:
        return move(str(form.value("booth")), bool(form.value("exchange")))

    dialog = FormDialog(
        _("Pindahkan {name}").format(name=name),
        save,
        saves=_("Pindahkan"),
        refusals={
            code: "booth"
            for code in ("booth_unknown", "booth_taken", "booth_blocked", "same_booth", "holder_pinned")
        },
        parent=parent,
    )
    dialog.add_field("booth", _("Ke booth"), QLineEdit(), hint=_("Misalnya A-07 atau a7."))
    dialog.add_field("exchange", _("Bila sudah ditempati"), QCheckBox(_("Tukar tempat dengannya")))
    return dialog
