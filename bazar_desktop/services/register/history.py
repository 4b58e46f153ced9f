"""The history of every field of a vendor and of its documents: who wrote what, when, and what stood there before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.calendar import format_date
from bazar_desktop.domain.journal.changes import Value
from bazar_desktop.language import _, language
from bazar_desktop.services.journal.history import HistoryEntry, field_history
from bazar_desktop.services.register.matching import read_extra
from bazar_desktop.services.register.vendor_page import masked_history
from bazar_desktop.services.register.vendors import UnknownVendor
from bazar_desktop.services.settings.agencies import agency_names
from bazar_desktop.services.settings.values import category_names
from bazar_desktop.store.tables import Registration, Vendor, row_of

TOLD = (
    "name", "business", "product", "category", "nik", "nik_damaged", "phone", "email", "address", "kecamatan",
    "kelurahan", "agency_id", "note", "extra",
)  # fmt: skip
Names = Mapping[str, Mapping[str, str]]  # of the ids and keys that a field may hold
DOCUMENT_TOLD = ("kind", "number", "since", "until", "grade", "status", "withdrawn")


@dataclass(frozen=True, slots=True)
class VendorChange:
    """One change of one field. `document` is what the document is called now, "" for the vendor's own fields.

    `before` and `after` are written as they may be shown: NIK and phone masked, "" for nothing. `laptop` and
    `standing` are those of the HistoryEntry.
    """

    at: datetime
    officer: str
    document: str
    field: str
    before: str
    after: str
    reason: str
    laptop: str = ""
    standing: str = ""


def vendor_history(session: Session, vendor_id: str) -> list[VendorChange]:
    """Give every change of the vendor's fields and of its documents, those taken back too; the latest first.

    Raises UnknownVendor.
    """
    if row_of(session, Vendor, vendor_id) is None:
        raise UnknownVendor()
    names = {"agency_id": agency_names(session), "category": category_names(session)}
    own = field_history(session, "vendor", vendor_id)
    changes = [_told(entry, "", names) for entry in own if entry.field in TOLD]
    rows = session.execute(select(Registration).where(Registration.vendor_id == vendor_id)).scalars().all()
    for row in rows:
        called = " ".join(part for part in (row.kind, row.number) if part)
        for entry in field_history(session, "registration", row.id):
            if entry.field in DOCUMENT_TOLD and (entry.field != "withdrawn" or entry.before or entry.after):
                changes.append(_told(entry, called, {}))
    shown = [change for change in changes if change.before != change.after]
    return sorted(shown, key=lambda item: item.at, reverse=True)


def _told(entry: HistoryEntry, document: str, names: Names) -> VendorChange:
    before, after = (_words(entry.field, value, names) for value in (entry.before, entry.after))
    return VendorChange(
        entry.at,
        entry.officer,
        document,
        entry.field,
        before,
        after,
        entry.reason,
        entry.laptop,
        entry.standing,
    )


def _words(field: str, value: Value, names: Names) -> str:
    if field in names:
        return names[field].get(str(value), "" if field == "agency_id" else str(value or ""))
    if isinstance(value, bool) or field in {"nik_damaged", "withdrawn"}:
        return _("ya") if value else ""
    if field == "extra":
        pairs = sorted(read_extra(None if value is None else str(value)).items())
        return "; ".join(f"{name}: {masked_history(name, text)}" for name, text in pairs)
    if field in {"since", "until"} and value:
        return format_date(date.fromisoformat(str(value)), language())
    if field == "number":
        return "" if value is None else str(value)
    return masked_history(field, value)
