"""The form for somebody who came without being on the list: five fields."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit

from bazar_desktop.language import _
from bazar_desktop.services.attendance.walk_in import WalkIn, walk_in
from bazar_desktop.services.settings.values import categories
from bazar_desktop.ui.attendance.gate import Gate, arrival_words
from bazar_desktop.ui.day_question import LEFT
from bazar_desktop.ui.kit.forms import FormDialog
from bazar_desktop.ui.page import Page

REFUSALS = {"vendor_name_missing": "business", "phone_malformed": "phone", "already_participating": "phone"}


def walk_in_dialog(page: Page, gate: Gate) -> FormDialog:
    """The dialog; once accepted its `result_value` is a `WalkIn`."""

    def save(form: FormDialog) -> WalkIn | None:
        if page.day_in_hand.settle() == LEFT:
            form.banner.tell("warning", _("Belum dicatat. Pilih harinya dahulu, lalu ulangi."))
            return None
        done = page.desk.perform(
            walk_in,
            bazaar_id=gate.bazaar_id,
            day=gate.day,
            name=form.text("name"),
            business=form.text("business"),
            product=form.text("product"),
            phone=form.text("phone"),
            category=form.text("category"),
            at=page.desk.clock(),
        )
        gate.remember(done, arrival_words(done.result.arrival))
        return done.result

    dialog = FormDialog(
        _("Peserta datang langsung"),
        save,
        explains=_("Dicatat hadir sekarang juga. Kantor melengkapi datanya nanti."),
        saves=_("Catat hadir"),
        refusals=REFUSALS,
        parent=page,
    )
    kinds = QComboBox()  # a letter chooses: K for Kuliner
    kinds.addItem(_("Belum ditentukan"), "")
    for category in page.desk.read(categories):
        kinds.addItem(category.name, category.key)
    for name, words, field in (
        ("business", _("Nama usaha"), QLineEdit()),
        ("name", _("Nama pemilik"), QLineEdit()),
        ("category", _("Kategori"), kinds),
        ("product", _("Produk yang dijual"), QLineEdit()),
        ("phone", _("Nomor HP (boleh kosong)"), QLineEdit()),
    ):
        dialog.add_field(name, words, field)
    return dialog
