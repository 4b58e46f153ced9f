"""Perlu keputusan: both values with their officers, and a decision with a reason."""

from __future__ import annotations

import pytest

from bazar_desktop.domain.day.model import BLANK, NIL, REPORTED
from bazar_desktop.domain.errors import ReasonMissing
from bazar_desktop.services.closing.seal import seals
from bazar_desktop.services.closing.verify import verify
from bazar_desktop.services.exchange.decisions import (
    NotOneOfTheValues,
    NotUndecided,
    Undecided,
    decide,
    undecided,
)
from bazar_desktop.services.journal.history import field_history
from bazar_desktop.services.omzet.entry import set_omzet
from bazar_desktop.services.settings.officers import add_officer
from bazar_desktop.store.apply import apply
from bazar_desktop.store.database import Database
from bazar_desktop.store.tables import natural_id, new_id
from tests.bazaar_day import Field
from tests.omzet_day import OmzetDay, open_day
from tests.stores import MORNING, MakeStore, all_changes


def take_in(target: Database, source: Database) -> None:
    with target.write("office", "sync.take_in", MORNING) as session:
        apply(session, all_changes(source), MORNING)


def two_laptops(make_store: MakeStore) -> tuple[OmzetDay, OmzetDay]:
    """Two laptops that hold the same bazaar, with an officer each."""
    database, other = make_store("A"), make_store("B")
    day = open_day(database, vendors=3)
    second = day.field.do(add_officer, name="Rina Kusuma")
    take_in(other, database)
    return day, OmzetDay(Field(other, second, day.field.at, day.field.bazaar_id), day.day, day.ids)


def settle(day: OmzetDay, conflict: Undecided, value: object, reason: str = "Sesuai slip") -> None:
    day.field.do(
        decide,
        entity=conflict.entity,
        row_id=conflict.row_id,
        field=conflict.field,
        value=value,
        reason=reason,
    )


def test_both_values_stand_with_their_officers_until_one_is_decided(make_store: MakeStore) -> None:
    here, there = two_laptops(make_store)
    here.sell(0, cash=250_000)
    there.sell(0, cash=205_000)
    take_in(here.field.db, there.field.db)
    (conflict,) = here.field.ask(undecided)
    assert (conflict.field, conflict.booth, conflict.subject) == ("cash", "A-01", "Dapur Bu Marni")
    assert (conflict.bazaar, conflict.day) == ("Bazar Jakpreneur Ramadan", here.day)
    assert {(choice.value, choice.officer) for choice in conflict.choices} == {
        (250_000, "Vicky Ramadhan"),
        (205_000, "Rina Kusuma"),
    }
    assert here.field.ask(undecided, "another") == []
    with pytest.raises(ReasonMissing):
        settle(here, conflict, 250_000, " ")
    with pytest.raises(NotOneOfTheValues):
        settle(here, conflict, 300_000)
    settle(here, conflict, 250_000)
    assert here.field.ask(undecided, here.field.bazaar_id) == []
    assert here.row(0).amounts[0] == 250_000
    with pytest.raises(NotUndecided):
        settle(here, conflict, 250_000)
    cell = natural_id("omzet_entry", here.ids[0], here.day, 1)
    latest = here.field.ask(field_history, "omzet_entry", cell, "cash")[0]
    assert (latest.after, latest.reason, latest.stands) == (250_000, "Sesuai slip", True)
    take_in(there.field.db, here.field.db)
    assert there.row(0).amounts[0] == 250_000


def test_state_and_amounts_stay_in_step_with_a_decision(make_store: MakeStore) -> None:
    here, there = two_laptops(make_store)
    here.sell(0, state=NIL)
    there.sell(0, cash=5_000)
    here.sell(1, cash=9_000)
    take_in(there.field.db, here.field.db)
    there.sell(1, cash=None)
    here.sell(1, cash=8_000)
    take_in(here.field.db, there.field.db)
    conflicts = {(item.booth, item.field): item for item in here.field.ask(undecided)}
    assert set(conflicts) == {("A-01", "state"), ("A-02", "cash")}
    settle(here, conflicts["A-01", "state"], NIL)
    assert (here.row(0).omzet, here.row(0).amounts[0]) == (NIL, None)
    settle(here, conflicts["A-02", "cash"], 8_000)
    assert (here.row(1).omzet, here.row(1).total) == (REPORTED, 8_000)
    assert here.row(2).omzet == BLANK
    here.close()


def test_two_seals_of_one_day_are_decided_whole_and_both_can_be_verified(make_store: MakeStore) -> None:
    here, there = two_laptops(make_store)
    here.sell(0, cash=1_000)
    there.sell(1, cash=2_000)
    ours, theirs = here.close(), there.close()
    take_in(here.field.db, there.field.db)
    (conflict,) = here.field.ask(undecided)
    assert (conflict.entity, conflict.field) == ("day_close", "seal")
    for sealed in (ours, theirs):
        verified = here.field.ask(verify, sealed.seal)
        assert verified.matches
        assert verified.facts.vendors_total == sealed.totals.vendors.total
    settle(here, conflict, theirs.seal)
    assert here.field.ask(undecided) == []
    (facts,) = here.field.ask(seals, here.field.bazaar_id, here.day)
    assert (facts.seal, facts.vendors_total, facts.closed_by) == (theirs.seal, 2_000, "Rina Kusuma")
    assert here.field.ask(verify, theirs.seal).facts.standing
    assert not here.field.ask(verify, ours.seal).facts.standing


def test_an_officer_of_whom_only_the_id_has_come_is_not_shown_as_one(make_store: MakeStore) -> None:
    here, there = two_laptops(make_store)
    here.sell(0, cash=250_000)
    with there.field.db.write(new_id(), "omzet", there.field.at) as session:
        facts = {"bazaar_id": there.field.bazaar_id, "day": there.day, "participation_id": there.ids[0]}
        set_omzet(session, **facts, cash=200_000)
    take_in(here.field.db, there.field.db)
    (conflict,) = here.field.ask(undecided)
    assert {choice.officer for choice in conflict.choices} == {"Vicky Ramadhan", "petugas belum dikenal"}
