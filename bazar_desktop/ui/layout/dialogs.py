"""What the denah asks of booths: the number, how wide, and where the holder goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from bazar_desktop.domain.layout.model import Booth
from bazar_desktop.domain.layout.widening import LEAST, MOST
from bazar_desktop.language import _
from bazar_desktop.ui.kit.forms import FormDialog
from bazar_desktop.ui.layout.edit_dialogs import metre_box, metres_of


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


def width_dialog(
    booths: Sequence[Booth], give: Callable[[float], object], parent: QWidget | None = None
) -> FormDialog:
    """How long the side with the counter is to be; `give(metres)`."""
    labels = ", ".join(booth.label for booth in booths)
    dialog = FormDialog(
        _("Lebar booth {booths}").format(booths=labels),
        lambda form: give(metres_of(form, "width")),
        explains=_("Sisi meja jual. Bila di sampingnya tidak ada ruang, yang berdiri di sana ikut bergeser."),
        parent=parent,
    )
    booth = booths[0]
    now = booth.width if booth.facing in "ns" else booth.depth
    field = metre_box(_("Lebar (meter)"), now, least=LEAST, most=MOST)
    field.setDecimals(2)  # a stand's width is told to the centimetre
    field.setValue(now)
    dialog.add_field("width", _("Lebar (meter)"), field)
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
