"""What one participant needs of a booth: the dialog behind *Kebutuhan*."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QWidget

from bazar_desktop.language import _
from bazar_desktop.services.bazaars.participants import ParticipantFacts
from bazar_desktop.services.placement.needs import WIDEST, Needs
from bazar_desktop.ui.kit.forms import FormDialog
from bazar_desktop.ui.kit.inputs import number_box


def needs_dialog(
    participant: ParticipantFacts, save: Callable[[Needs], object], parent: QWidget | None = None
) -> FormDialog:
    """Ask what the participant needs; `save(needs)`."""
    dialog = FormDialog(
        _("Kebutuhan {name}").format(name=participant.business or participant.name),
        lambda form: save(_typed(form)),
        explains=_("Berlaku untuk bazar ini. Penempatan otomatis hanya memberi booth yang memenuhinya."),
        refusals={"stand_too_wide": "width"},
        parent=parent,
    )
    for name, words, on in (
        ("power", _("Butuh listrik"), participant.needs_power),
        ("water", _("Butuh air"), participant.needs_water),
        ("open_fire", _("Memakai api"), participant.open_fire),
        ("wheelchair", _("Perlu terjangkau kursi roda"), participant.wheelchair),
    ):
        box = QCheckBox(_("Ya"))
        box.setChecked(on)
        dialog.add_field(name, words, box)
    dialog.add_field(
        "width",
        _("Lebar lapak (sentimeter)"),
        number_box(_("Lebar lapak (sentimeter)"), participant.stand_width, most=WIDEST),
        hint=_("0: muat di booth mana pun."),
    )
    return dialog


def _typed(form: FormDialog) -> Needs:
    return Needs(
        power=bool(form.value("power")),
        water=bool(form.value("water")),
        open_fire=bool(form.value("open_fire")),
        wheelchair=bool(form.value("wheelchair")),
        width=int(str(form.value("width"))),
    )
