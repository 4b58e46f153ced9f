"""What the denah asks: how to lay out, which fixture, where to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from bazar_desktop.domain.layout import READING, SNAKE
from bazar_desktop.language import _
from bazar_desktop.ui.kit.forms import FormDialog
from bazar_desktop.ui.kit.inputs import number_box
from bazar_desktop.ui.layout.words import FIXTURES

REACHES = {"genset": 60.0, "power": 15.0}  # metres a new point serves


def generator_dialog(generate: Callable[..., object], parent: QWidget | None = None) -> FormDialog:
    """How many tents, and how; `generate(**facts)` takes what `services.layouts.generate_layout` takes."""

    def save(form: FormDialog) -> object:
        return generate(
            tents=form.value("tents"),
            booths_per_tent=form.value("booths_per_tent"),
            mitra=form.value("mitra"),
            sockets_per_tent=form.value("sockets_per_tent"),
            order=form.value("order"),
        )

    dialog = FormDialog(
        _("Buat denah"),
        save,
        explains=_("Tenda disusun berbaris dengan lorong. Semua dapat digeser sesudahnya."),
        saves=_("Buat denah"),
        parent=parent,
    )
    dialog.add_field("tents", _("Banyaknya tenda"), number_box(_("Banyaknya tenda"), 15, least=1, most=200))
    dialog.add_field("booths_per_tent", _("Booth per tenda"), _choices((("2", 2), ("1", 1), ("4", 4))))
    dialog.add_field("mitra", _("Booth mitra"), number_box(_("Booth mitra"), 3, least=0, most=20))
    dialog.add_field(
        "sockets_per_tent",
        _("Booth berlistrik per tenda"),
        number_box(_("Booth berlistrik per tenda"), 1, least=0, most=4),
    )
    numbering = _choices(((_("Baris demi baris"), READING), (_("Berkelok seperti ular"), SNAKE)))
    dialog.add_field("order", _("Urutan nomor"), numbering)
    return dialog


def fixture_dialog(add: Callable[..., object], parent: QWidget | None = None) -> FormDialog:
    """Which fixture; `add(kind=, label=, width=, depth=, reach=)` in metres."""

    def save(form: FormDialog) -> object:
        kind = str(form.value("kind"))
        label = str(form.value("label")) or _(FIXTURES[kind]).upper()
        facts: dict[str, Any] = {"kind": kind, "label": label, "reach": REACHES.get(kind, 0.0)}
        return add(width=_metres(form, "width"), depth=_metres(form, "depth"), **facts)

    dialog = FormDialog(_("Sarana baru"), save, saves=_("Tambahkan"), parent=parent)
    dialog.add_field("kind", _("Jenis"), _choices(tuple((_(words), key) for key, words in FIXTURES.items())))
    dialog.add_field(
        "label", _("Tulisan di denah"), QLineEdit(), hint=_("Kosongkan untuk memakai nama jenisnya.")
    )
    dialog.add_field("width", _("Lebar (meter)"), number_box(_("Lebar (meter)"), 4, least=1, most=60))
    dialog.add_field("depth", _("Kedalaman (meter)"), number_box(_("Kedalaman (meter)"), 2, least=1, most=60))
    return dialog


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


def _metres(form: FormDialog, name: str) -> float:
    value = form.value(name)
    return float(value) if isinstance(value, int) else 1.0


def _choices(choices: tuple[tuple[str, object], ...]) -> QComboBox:
    box = QComboBox()
    for words, value in choices:
        box.addItem(words, value)
    return box
