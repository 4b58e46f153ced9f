"""The form of one vendor: a new one, or one put right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from bazar_desktop.language import _
from bazar_desktop.phrases.imports import field_name
from bazar_desktop.services.register.vendor_page import VendorPage, type_vendor
from bazar_desktop.ui.app_session import AppSession, Done
from bazar_desktop.ui.kit.forms import FormDialog

PLAIN = ("business", "name", "product")
HIDDEN = ("phone", "nik")
REST = ("email", "address", "kecamatan", "kelurahan")
REFUSALS = {
    "vendor_name_missing": "business",
    "phone_malformed": "phone",
    "several_phones": "phone",
    "nik_wrong_length": "nik",
    "nik_not_digits": "nik",
    "region_ambiguous": "kecamatan",
}


def vendor_form(
    desk: AppSession,
    agencies: Sequence[str],
    categories: Sequence[tuple[str, str]],
    page: VendorPage | None = None,
    parent: QWidget | None = None,
) -> FormDialog:
    """Asks for a new vendor, or changes that of `page`. Its result is the Done with the vendor's id.

    NIK and phone stay as they are where their fields are left empty: they are not shown here.
    """

    def save(form: FormDialog) -> Done[str]:
        typed = {name: str(form.value(name)) for name in (*PLAIN, *REST, "category", "note")}
        typed |= {name: str(form.value(name)) for name in HIDDEN if form.value(name)}
        return desk.perform(
            type_vendor,
            typed=typed,
            agency=str(form.value("agency")),
            vendor_id=page.facts.id if page else "",
            seen=page.facts.changed_at if page else None,
        )

    title = _("Ubah data") if page else _("Tambah pelaku UMKM")
    form = FormDialog(title, save, refusals=REFUSALS, parent=parent)
    for name in PLAIN:
        form.add_field(name, field_name(name), _line(getattr(page.facts, name) if page else ""))
    form.add_field(
        "category", field_name("category"), _choice(categories, page.facts.category if page else "")
    )
    known = [("", _("Tanpa pengampu")), *((name, name) for name in agencies)]
    form.add_field("agency", field_name("agency"), _choice(known, page.facts.agency if page else ""))
    for name in HIDDEN:
        hint = _("Kosongkan bila tidak berubah.") if page and getattr(page.facts, name) else ""
        form.add_field(name, field_name(name), _line(""), hint=hint)
    for name in REST:
        value = "" if page is None else page.email if name == "email" else getattr(page.facts, name)
        form.add_field(name, field_name(name), _line(value))
    note = QPlainTextEdit(page.note if page else "")
    note.setTabChangesFocus(True)
    note.setFixedHeight(64)
    form.add_field("note", field_name("note"), note)
    return form


def _line(text: str) -> QLineEdit:
    line = QLineEdit(text)
    line.setMaxLength(300)
    return line


def _choice(choices: Sequence[tuple[str, str]], chosen: str) -> QComboBox:
    box = QComboBox()
    for key, words in choices:
        box.addItem(words, key)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box
