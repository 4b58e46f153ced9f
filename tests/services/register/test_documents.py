"""A vendor's documents: valid, soon over, over, missing; entered, changed, taken back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bazar_desktop.services.register.documents import (
    EXPIRED,
    MISSING,
    SOON,
    VALID,
    DocumentEndsBeforeItBegins,
    DocumentKindUnknown,
    DocumentUnknown,
    count_documents,
    documents,
    put_document,
    put_documents_wanted,
    remove_document,
)
from bazar_desktop.services.register.vendors import UnknownVendor, add_vendor
from bazar_desktop.store.database import Database
from tests.bazaar_day import Field

TODAY = date(2023, 3, 20)


@pytest.fixture
def field(db: Database) -> Field:
    return Field(db)


@pytest.mark.parametrize(
    ("until", "state"),
    [(None, VALID), (TODAY + timedelta(61), VALID), (TODAY + timedelta(60), SOON), (TODAY, SOON),
     (TODAY - timedelta(1), EXPIRED)],
)  # fmt: skip
def test_a_document_says_how_long_it_holds(field: Field, until: date | None, state: str) -> None:
    vendor = field.do(add_vendor, name="Marni")
    field.do(put_document, vendor, kind="halal", number="ID1", until=until)
    found = {
        document.kind: document.state
        for document in field.ask(lambda session: documents(session, vendor, today=TODAY))
    }
    assert found == {"NIB": MISSING, "P-IRT": MISSING, "halal": state}


def test_the_office_says_which_documents_are_wanted(field: Field) -> None:
    vendor = field.do(add_vendor, name="Marni")
    assert field.do(put_documents_wanted, ["kurasi"]) == ("kurasi",)
    found = field.ask(lambda session: documents(session, vendor, today=TODAY))
    assert [(document.kind, document.state) for document in found] == [("kurasi", MISSING)]
    field.do(put_documents_wanted, [])
    assert field.ask(lambda session: documents(session, vendor, today=TODAY)) == ()
    with pytest.raises(DocumentKindUnknown):
        field.do(put_documents_wanted, ["NIB", "SIM"])


def test_a_document_is_changed_taken_back_and_counted(field: Field) -> None:
    vendor = field.do(add_vendor, name="Marni")
    made = field.do(put_document, vendor, kind="NIB", number="1", until=TODAY)
    field.do(put_document, vendor, kind="NIB", number="2", until=TODAY - timedelta(9), document_id=made)
    counted = field.ask(lambda session: count_documents(session, today=TODAY))
    assert [(count.vendors, count.soon, count.expired) for count in counted if count.kind == "NIB"] == [
        (1, 0, 1)
    ]
    field.do(remove_document, made)
    assert {
        document.state for document in field.ask(lambda session: documents(session, vendor, today=TODAY))
    } == {MISSING}


def test_what_is_no_document_is_refused(field: Field) -> None:
    vendor = field.do(add_vendor, name="Marni")
    with pytest.raises(DocumentKindUnknown):
        field.do(put_document, vendor, kind="SIM", number="1")
    with pytest.raises(DocumentEndsBeforeItBegins):
        field.do(put_document, vendor, kind="NIB", number="1", since=TODAY, until=TODAY - timedelta(1))
    with pytest.raises(UnknownVendor):
        field.do(put_document, "nobody", kind="NIB", number="1")
    with pytest.raises(DocumentUnknown):
        field.do(remove_document, "none")
