"""Erasing a person: the values are gone, the sums are not, and it cannot be taken back."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from bazar_desktop.domain.closing.proofs import seal_code
from bazar_desktop.domain.journal.changes import Change, is_sound
from bazar_desktop.services.day.sheet import day_sheet
from bazar_desktop.services.register.erasures import (
    ErasureReasonMissing,
    erase_person,
    erasures,
    look_at_erasure,
)
from bazar_desktop.services.register.search import search_vendors
from bazar_desktop.services.register.vendor_page import join_vendors
from bazar_desktop.services.register.vendors import UnknownVendor
from bazar_desktop.services.settings.officers import PETUGAS, SupervisorOnly, add_officer
from bazar_desktop.store.database import Database
from bazar_desktop.store.guard import open_doors
from bazar_desktop.store.tables import ChangeRow, Participation, Vendor
from bazar_desktop.store.undo import ErasureStands, undo_action
from tests.bazaar_day import DAYS, Field, add_registration, stand_up
from tests.stores import MakeStore, all_changes


@pytest.fixture
def field(db: Database) -> Field:
    return with_a_boss(db)


@pytest.fixture
def either(make_store: MakeStore) -> Field:
    """The same on both databases."""
    return with_a_boss(make_store("A"))


def with_a_boss(db: Database) -> Field:
    made = stand_up(db, vendors=5, reserves=0)
    made.do(add_officer, name="Kepala Seksi", role="supervisor", id_="boss")
    return made


def marni(field: Field) -> str:
    with field.db.read() as session:
        return next(row.id for row in session.execute(select(Vendor)).scalars() if "Marni" in row.business)


def erase(field: Field, **facts: object) -> object:
    asked = {"vendor_id": marni(field), "reason": "surat 12/IV", "officer": "boss", "at": field.at, **facts}
    return field.do(erase_person, **asked)


def test_values_go_from_facts_journal_and_search_and_the_chain_stands(either: Field) -> None:
    who = marni(either)
    either.do(add_registration, who, "NIB", "1234567890123")
    with either.db.read() as session:
        before = day_sheet(session, either.bazaar_id, DAYS[0])
    found = erase(either)
    assert (found.vendors, found.registrations, found.participations) == ((who,), 1, 1)  # type: ignore[attr-defined]
    assert found.changes >= 3  # type: ignore[attr-defined]
    with either.db.read() as session:
        row = session.get_one(Vendor, who)
        assert (row.name, row.business, row.nik, row.phone) == (None, None, None, None)
        assert row.category
        assert search_vendors(session, "marni") == []
        after = day_sheet(session, either.bazaar_id, DAYS[0])
        assert seal_code(after) == seal_code(before)
        assert {item.participation_id for item in after.rows} == {
            item.participation_id for item in before.rows
        }
        assert session.query(Participation).filter_by(vendor_id=who).one().withdrawn is False
        assert [(erasure.vendor_id, erasure.reason) for erasure in erasures(session)] == [
            (who, "surat 12/IV")
        ]
    changes = all_changes(either.db)
    assert all(is_sound(change) for change in changes)
    about = [change for change in changes if change.row_id == who]
    assert about
    assert all(change.erased for change in about if change.digest)
    assert not any("Marni" in f"{change.fields}{change.personal}" for change in changes)
    assert not any("1234567890123" in f"{change.personal}" for change in changes)


def test_all_ids_of_the_person_go(field: Field) -> None:
    with field.db.read() as session:
        one, other = [row.id for row in session.execute(select(Vendor)).scalars()][:2]
    field.do(join_vendors, one=one, other=other)
    assert set(
        field.do(erase_person, vendor_id=other, reason="surat", officer="boss", at=field.at).vendors
    ) == {
        one,
        other,
    }
    with pytest.raises(UnknownVendor):
        field.ask(look_at_erasure, vendor_id=one)


def test_it_cannot_be_undone_nor_what_was_erased(field: Field) -> None:
    erase(field)
    actions = {
        change.action for change in all_changes(field.db) if change.entity == "erasure" or change.erased
    }
    assert len(actions) > 1
    for action in actions:
        with (
            pytest.raises(ErasureStands),
            field.db.write(officer_of(field, action), "undo", field.at) as session,
        ):
            undo_action(session, action)


def officer_of(field: Field, action: str) -> str:
    with field.db.read() as session:
        query = select(ChangeRow.officer).where(ChangeRow.action == action)
        return str(session.execute(query).scalars().first())


def test_a_petugas_an_empty_reason_and_an_unknown_person_are_refused(field: Field) -> None:
    field.do(add_officer, name="Rina", role=PETUGAS, id_="rina")
    for refusal, facts in (
        (SupervisorOnly, {"officer": "rina"}),
        (ErasureReasonMissing, {"reason": "  "}),
        (UnknownVendor, {"vendor_id": "tak ada"}),
    ):
        with pytest.raises(refusal):
            erase(field, **facts)


def test_the_triggers_allow_nothing_else(either: Field) -> None:
    """Salt without values, another digest, a value put back: all refused by the file itself."""
    erase(either)
    who = marni_change(either)
    for update in ("salt = 'x'", "personal = '{}'", "digest = ''", "personal = NULL, salt = NULL, at = 'x'"):
        with pytest.raises(DBAPIError):
            rewrite(either, update, who.hash)


def rewrite(field: Field, update: str, hash_: str) -> None:
    with field.db.write("boss", "test", field.at) as session:
        open_doors(session.connection().info)
        session.execute(text(f"UPDATE change SET {update} WHERE hash = :hash"), {"hash": hash_})


def marni_change(field: Field) -> Change:
    return next(change for change in all_changes(field.db) if change.erased)
