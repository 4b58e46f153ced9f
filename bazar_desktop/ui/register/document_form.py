"""The form of one document: its kind, number, first and last day, and the grade of a kurasi."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from bazar_desktop.domain.calendar import format_numeric_date, parse_date
from bazar_desktop.language import _
from bazar_desktop.services.register.documents import KINDS, Document, put_document
from bazar_desktop.ui.app_session import AppSession, Done
from bazar_desktop.ui.kit.forms import FormDialog

REFUSALS = {"date_malformed": "until", "document_ends_before_it_begins": "until"}


def document_form(desk: AppSession, vendor_id: str, document: Document | None, parent: QWidget) -> FormDialog:
    """Asks for a new document, or changes `document` (its id "" for one that is missing)."""

    def save(form: FormDialog) -> Done[str]:
        return desk.perform(
            put_document,
            vendor_id=vendor_id,
            kind=str(form.value("kind")),
            number=str(form.value("number")),
            since=_day(form.value("since")),
            until=_day(form.value("until")),
            grade=str(form.value("grade")),
            document_id=document.id if document else "",
        )

    title = _("Ubah dokumen") if document and document.id else _("Tambah dokumen")
    form = FormDialog(title, save, refusals=REFUSALS, parent=parent)
    kinds = QComboBox()
    for kind in KINDS:
        kinds.addItem(kind, kind)
    kinds.setCurrentIndex(max(0, kinds.findData(document.kind if document else KINDS[0])))
    form.add_field("kind", _("Jenis"), kinds)
    form.add_field("number", _("Nomor"), QLineEdit(document.number if document else ""))
    hint = _("Contoh: 20/3/2023. Boleh kosong.")
    form.add_field(
        "since", _("Berlaku sejak"), QLineEdit(_words(document.since if document else None)), hint=hint
    )
    form.add_field(
        "until", _("Berlaku sampai"), QLineEdit(_words(document.until if document else None)), hint=hint
    )
    form.add_field("grade", _("Nilai kurasi"), QLineEdit(document.grade if document else ""))
    return form


def _day(typed: object) -> date | None:
    return parse_date(str(typed)) if str(typed).strip() else None


def _words(day: date | None) -> str:
    return format_numeric_date(day) if day else ""
