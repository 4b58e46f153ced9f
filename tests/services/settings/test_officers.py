"""Officers: who may decide what, and what stays when somebody leaves."""

from __future__ import annotations

import pytest

from bazar_desktop.services.settings.officers import (
    PETUGAS,
    SUPERVISOR,
    LastSupervisor,
    OfficerDismissed,
    OfficerNameMissing,
    OfficerNameTaken,
    OwnOfficer,
    SupervisorOnly,
    UnknownRole,
    add_officer,
    change_officer,
    list_officers,
    officer_names,
    require_active,
    require_supervisor,
    set_active,
)
from bazar_desktop.store.database import Database
from bazar_desktop.store.keys import UnknownOfficer
from tests.bazaar_day import Field


@pytest.fixture
def field(db: Database) -> Field:
    one = Field(db)
    one.officer = one.do(add_officer, name="Vicky", nip="1", role=SUPERVISOR)
    return one


def test_an_officer_is_put_right(field: Field) -> None:
    siti = field.do(add_officer, name=" Siti ", role=PETUGAS)
    facts = field.do(change_officer, siti, name="Siti Aminah ", nip=" 2 ", role=SUPERVISOR, with_pin=())
    assert (facts.name, facts.nip, facts.role, facts.active) == ("Siti Aminah", "2", SUPERVISOR, True)
    with pytest.raises(LastSupervisor):  # Siti could not sign in here
        field.do(change_officer, field.officer, name="Vicky", nip="", role=PETUGAS, with_pin={field.officer})
    field.do(change_officer, field.officer, name="Vicky", nip="", role=PETUGAS, with_pin={siti})
    assert [officer.role for officer in field.ask(list_officers)] == [SUPERVISOR, PETUGAS]


def test_who_leaves_keeps_the_name_on_what_they_entered_and_frees_it(field: Field) -> None:
    siti = field.do(add_officer, name="Siti", role=PETUGAS)
    assert not field.do(set_active, siti, active=False, by=field.officer).active
    assert field.ask(officer_names)[siti] == "Siti"
    again = field.do(add_officer, name="siti", role=PETUGAS)
    assert again != siti
    with pytest.raises(OfficerDismissed):
        field.ask(require_active, siti)
    assert field.do(set_active, siti, active=True, by=field.officer).active
    field.ask(require_active, siti)
    field.ask(require_active, "nobody the store knows")


def test_one_supervisor_always_remains(field: Field) -> None:
    siti = field.do(add_officer, name="Siti", role=SUPERVISOR)
    field.do(set_active, siti, active=False, by=field.officer)
    with pytest.raises(LastSupervisor):
        field.do(change_officer, field.officer, name="Vicky", nip="", role=PETUGAS, with_pin={siti})
    with pytest.raises(LastSupervisor):
        field.do(set_active, field.officer, active=False, by=siti)
    with pytest.raises(OwnOfficer):
        field.do(set_active, field.officer, active=False, by=field.officer)


def test_refusals_have_names(field: Field) -> None:
    with pytest.raises(OfficerNameMissing):
        field.do(add_officer, name=" ")
    with pytest.raises(UnknownRole):
        field.do(add_officer, name="Raja", role="raja")
    with pytest.raises(OfficerNameTaken):
        field.do(add_officer, name="VICKY")
    with pytest.raises(UnknownOfficer):
        field.do(change_officer, "nobody", name="X", nip="", role=PETUGAS, with_pin=())
    siti = field.do(add_officer, name="Siti")
    with pytest.raises(SupervisorOnly):
        field.ask(require_supervisor, siti)
    field.ask(require_supervisor, field.officer)
