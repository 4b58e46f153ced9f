"""A vendor's page: showing what is masked is a fact with a reason; joining two ids can be taken back."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bazar_desktop.services.journal.history import field_history
from bazar_desktop.services.register.search import search_vendors
from bazar_desktop.services.register.vendor_page import (
    NothingToReveal,
    NotJoined,
    RevealReasonMissing,
    SameVendor,
    join_vendors,
    part_vendors,
    reveal,
    vendor_page,
)
from bazar_desktop.services.register.vendors import UnknownVendor, add_vendor, people
from bazar_desktop.store.database import Database
from bazar_desktop.store.tables import ChangeRow, Reveal
from tests.bazaar_day import Field, stand_up


def vendor_of(field: Field, words: str) -> str:
    return field.ask(search_vendors, words)[0].id


def test_a_masked_phone_is_shown_with_a_reason_that_is_kept(db: Database) -> None:
    field = stand_up(db)
    marni = vendor_of(field, "marni")
    assert field.do(reveal, marni, "phone", "Menelepon peserta", at=field.at) == "+6281234560000"
    with db.read() as session:
        (kept,) = session.execute(select(Reveal)).scalars()
        assert (kept.vendor_id, kept.field, kept.reason) == (marni, "phone", "Menelepon peserta")
        change = session.execute(select(ChangeRow).where(ChangeRow.entity == "reveal")).scalars().one()
        assert change.officer == field.officer
        assert "6281234560000" not in change.fields + (change.personal or "")


def test_showing_needs_a_reason_something_to_show_and_a_vendor(db: Database) -> None:
    field = stand_up(db)
    marni = vendor_of(field, "marni")
    with pytest.raises(RevealReasonMissing):
        field.do(reveal, marni, "phone", " ", at=field.at)
    with pytest.raises(NothingToReveal):
        field.do(reveal, marni, "name", "ingin tahu", at=field.at)
    bare = field.do(add_vendor, name="Tanpa Nomor")
    with pytest.raises(NothingToReveal):
        field.do(reveal, bare, "phone", "ingin tahu", at=field.at)
    with pytest.raises(UnknownVendor):
        field.do(reveal, "nobody", "phone", "ingin tahu", at=field.at)


def test_two_ids_of_one_person_are_joined_and_parted(db: Database) -> None:
    field = stand_up(db)
    one, other = vendor_of(field, "marni"), vendor_of(field, "jali")
    with pytest.raises(SameVendor):
        field.do(join_vendors, one, one)
    with pytest.raises(NotJoined):
        field.do(part_vendors, one, other)
    field.do(join_vendors, one, other)
    assert set(field.ask(people)) == {one, other}
    field.do(part_vendors, other, one)
    assert field.ask(people) == {}
    with db.read() as session:
        row_id = (
            session.execute(select(ChangeRow.row_id).where(ChangeRow.entity == "same_person"))
            .scalars()
            .first()
        )
        assert row_id is not None
        assert len(field_history(session, "same_person", row_id, "withdrawn")) == 2


def test_another_column_of_a_list_is_shown_whole_and_its_number_with_a_reason(db: Database) -> None:
    field = Field(db)
    extra = '{"No HP":"081210000001 / 081310000002","Catatan kurasi":"' + "panjang " * 9 + '"}'
    vendor = field.do(add_vendor, name="Siti", extra=extra)
    shown = dict(field.ask(vendor_page, vendor).extra)
    assert shown["Catatan kurasi"] == ("panjang " * 9).strip()
    assert "0812" not in shown["No HP"]
    assert field.do(reveal, vendor, "extra:No HP", "menelepon", at=field.at) == "081210000001 / 081310000002"
    with db.read() as session:
        (kept,) = session.execute(select(Reveal)).scalars()
        assert (kept.vendor_id, kept.reason) == (vendor, "No HP: menelepon")
