"""What is asked of tents: how many for a layout or for one more block, and how they stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox, QWidget

from bazar_desktop.domain.layout.blocks import BACK_TO_BACK, LIMITS, SIDEWAYS, Measures, TentBlock, lay_block
from bazar_desktop.domain.layout.model import READING, SNAKE
from bazar_desktop.language import N_, _
from bazar_desktop.ui.kit.forms import FormDialog
from bazar_desktop.ui.kit.inputs import number_box
from bazar_desktop.ui.layout.edit_dialogs import choices, metre_box, metres_of

FACINGS = {
    BACK_TO_BACK: N_("Saling membelakangi, ke atas dan ke bawah"),
    SIDEWAYS: N_("Saling membelakangi, ke kiri dan ke kanan"),
    "s": N_("Semua ke bawah"),
    "n": N_("Semua ke atas"),
    "e": N_("Semua ke kanan"),
    "w": N_("Semua ke kiri"),
}


@dataclass(frozen=True, slots=True)
class Tents:
    """So many tents with so many booths and powered booths each; `per_row` None: the program chooses."""

    count: int
    booths_each: int
    sockets_each: int
    per_row: int | None
    facing: str
    measures: Measures


def generator_dialog(
    generate: Callable[[Tents, int, str], object], aisle: float = 3.5, parent: QWidget | None = None
) -> FormDialog:
    """How many tents, and how; `generate(tents, booths for mitra, order of the numbers)`."""

    def save(form: FormDialog) -> object:
        return generate(_tents_of(form), _whole(form, "mitra"), str(form.value("order")))

    dialog = FormDialog(
        _("Buat denah"),
        save,
        explains=_("Tenda disusun berbaris dengan lorong. Semua dapat digeser sesudahnya."),
        saves=_("Buat denah"),
        parent=parent,
    )
    dialog.add_field("tents", _("Banyaknya tenda"), number_box(_("Banyaknya tenda"), 15, least=1, most=200))
    dialog.add_field("booths_per_tent", _("Booth per tenda"), choices((("2", 2), ("1", 1), ("4", 4))))
    dialog.add_field("mitra", _("Booth mitra"), number_box(_("Booth mitra"), 3, least=0, most=20))
    _add_rows(dialog, aisle)
    numbering = choices(((_("Baris demi baris"), READING), (_("Berkelok seperti ular"), SNAKE)))
    dialog.add_field("order", _("Urutan nomor"), numbering)
    return dialog


def block_dialog(add: Callable[[TentBlock, bool], object], parent: QWidget | None = None) -> FormDialog:
    """One more block of tents; `add(block, whether its booths are for mitra)`."""

    def save(form: FormDialog) -> object:
        tents = _tents_of(form)
        block = lay_block(
            tents.count,
            tents.booths_each,
            tents_per_row=tents.per_row,
            facing=tents.facing,
            sockets_per_tent=tents.sockets_each,
            measures=tents.measures,
        )
        return add(block, bool(form.value("mitra")))

    dialog = FormDialog(
        _("Blok tenda"),
        save,
        explains=_("Blok ditaruh di bawah semua yang sudah ada; denah melebar bila perlu."),
        saves=_("Tambahkan"),
        parent=parent,
    )
    dialog.add_field("tents", _("Banyaknya tenda"), number_box(_("Banyaknya tenda"), 5, least=1, most=200))
    dialog.add_field("booths_per_tent", _("Booth per tenda"), choices((("2", 2), ("1", 1), ("4", 4))))
    _add_rows(dialog, 3.5)
    dialog.add_field("mitra", _("Zona"), QCheckBox(_("Semua booth blok ini untuk mitra")))
    return dialog


def _add_rows(dialog: FormDialog, aisle: float) -> None:
    dialog.add_field(
        "tents_per_row",
        _("Tenda sebaris"),
        number_box(_("Tenda sebaris"), 0, least=0, most=50),
        hint=_("0: dipilihkan."),
    )
    dialog.add_field(
        "facing", _("Arah meja jual"), choices([(_(words), key) for key, words in FACINGS.items()])
    )
    usual = Measures()
    for name, words, value in (
        ("aisle", _("Lebar lorong (meter)"), aisle),
        ("tent_gap", _("Sela antartenda (meter)"), usual.tent_gap),
        ("booth_width", _("Lebar booth (meter)"), usual.booth_width),
        ("booth_depth", _("Kedalaman booth (meter)"), usual.booth_depth),
    ):
        least, most = LIMITS[name]
        dialog.add_field(name, words, metre_box(words, value, least=least, most=most))
    words = _("Booth berlistrik per tenda")
    dialog.add_field("sockets_per_tent", words, number_box(words, 1, least=0, most=4))


def _tents_of(form: FormDialog) -> Tents:
    return Tents(
        count=_whole(form, "tents"),
        booths_each=_whole(form, "booths_per_tent"),
        sockets_each=_whole(form, "sockets_per_tent"),
        per_row=_whole(form, "tents_per_row") or None,
        facing=str(form.value("facing")),
        measures=Measures(
            booth_width=metres_of(form, "booth_width"),
            booth_depth=metres_of(form, "booth_depth"),
            tent_gap=metres_of(form, "tent_gap"),
            aisle=metres_of(form, "aisle"),
        ),
    )


def _whole(form: FormDialog, name: str) -> int:
    value = form.value(name)
    return value if isinstance(value, int) else 0
