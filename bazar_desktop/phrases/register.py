"""What changed of a vendor, in words."""

from __future__ import annotations

from bazar_desktop.language import _
from bazar_desktop.phrases.imports import field_name
from bazar_desktop.services.register.history import VendorChange

_SAID = {"agency_id": "agency", "kind": "document_kind", "number": "document_number"}


def change_name(change: VendorChange) -> str:
    """Which field changed, of a document with what it is called."""
    name = _("dicabut") if change.field == "withdrawn" else field_name(_SAID.get(change.field, change.field))
    return " · ".join(part for part in (change.document, name) if part)
