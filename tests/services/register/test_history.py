"""The history of every field of a vendor, its documents among them."""

from __future__ import annotations

import json
from datetime import date

import pytest

from bazar_desktop.services.register.documents import put_document, remove_document
from bazar_desktop.services.register.history import VendorChange, vendor_history
from bazar_desktop.services.register.vendor_page import type_vendor
from bazar_desktop.services.register.vendors import UnknownVendor, add_vendor
from bazar_desktop.store.database import Database
from tests.bazaar_day import Field

NIK = "3171010101850001"


def told(field: Field, vendor: str) -> list[tuple[str, str, str, str]]:
    changes: list[VendorChange] = field.ask(vendor_history, vendor)
    return [(change.document, change.field, change.before, change.after) for change in changes]


def test_every_field_of_the_vendor_is_told_and_numbers_stay_hidden(db: Database) -> None:
    field = Field(db)
    long_address = "Jl. Kramat Raya No. 12 RT 003/004 dekat pasar, belakang musala"
    vendor = field.do(
        add_vendor, name="Marni", nik=NIK, phone="+6281234561234", address=long_address,
        extra=json.dumps({"Catatan": "bawa kompor", "KTP": NIK}),
    )  # fmt: skip
    field.do(type_vendor, {"business": "Dapur Bu Marni"}, vendor_id=vendor, agency="PPAPP")
    found = told(field, vendor)
    assert found[0][1] in {"business", "agency_id"}
    assert ("", "business", "", "Dapur Bu Marni") in found
    assert ("", "agency_id", "", "PPAPP") in found
    assert ("", "address", "", long_address) in found
    said = str(found)
    assert "Catatan: bawa kompor" in said
    assert NIK not in said
    assert "81234561234" not in said


def test_documents_are_told_with_what_was_changed_and_taken_back(db: Database) -> None:
    field = Field(db)
    vendor = field.do(add_vendor, name="Marni")
    other = field.do(add_vendor, name="Jali")
    halal = field.do(put_document, vendor, kind="halal", number="ID31", until=date(2023, 3, 1))
    field.do(put_document, other, kind="NIB", number="9")
    field.do(put_document, vendor, kind="halal", number="ID31", until=date(2024, 3, 1), document_id=halal)
    field.do(remove_document, halal)
    found = told(field, vendor)
    assert ("halal ID31", "until", "1 Maret 2023", "1 Maret 2024") in found
    assert ("halal ID31", "number", "", "ID31") in found
    assert found[0] == ("halal ID31", "withdrawn", "", "ya")
    assert "9" not in {after for *_rest, after in found}
    assert all(before != after for *_rest, before, after in found)


def test_an_unknown_vendor_has_no_history(db: Database) -> None:
    with pytest.raises(UnknownVendor):
        Field(db).ask(vendor_history, "siapa")
