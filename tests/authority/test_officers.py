"""Officers whom laptops name: nobody is locked out by a yes, and no new laptop believes what does not count."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bazar_desktop.domain.journal.authority import ChangeStanding, Maker, judged, owner_of
from bazar_desktop.domain.journal.changes import SCHEMA, FieldChange, make_change
from bazar_desktop.jobs.office.enrolment import Joined, enrol_laptop, prepare
from bazar_desktop.services.exchange.bulk_answers import accept_all
from bazar_desktop.services.exchange.proposals import LaptopProposal, accept, proposals, reject
from bazar_desktop.services.exchange.taking_back import take_back
from bazar_desktop.services.settings.officers import (
    PETUGAS,
    SUPERVISOR,
    LastSupervisor,
    OfficerAmbiguous,
    OfficerDismissed,
    OfficerNameTaken,
    OwnOfficer,
    add_officer,
    is_supervisor,
    list_officers,
    set_active,
)
from bazar_desktop.store.key_file import Owner
from bazar_desktop.store.opening import give_slot
from bazar_desktop.store.tables import STORE, new_id
from bazar_desktop.store.unlocking import SlotAmbiguous, find_officer, officers_of
from tests.authority.liar import Liar
from tests.authority.test_hostile_shapes import answer_all, bring, supervise
from tests.offices import CHEAP, PIN, Post, found

BOSS = {"name": "Bos Palsu", "role": SUPERVISOR, "active": True}


def enter_at(post: Post, **facts: str) -> str:
    """An officer is entered at this store; returns the id."""
    with post.store.db.write(post.store.officer.id, "officers.add_officer", post.tick()) as session:
        made = add_officer(session, **facts)  # type: ignore[arg-type]
        session.flush()
        return made


def dismiss(post: Post, officer: str) -> None:
    boss = post.store.officer.id
    with post.store.db.write(boss, "officers.set_active", post.tick()) as session:
        set_active(session, officer, active=False, by=boss)


def waiting(post: Post) -> list[LaptopProposal]:
    with post.store.db.read() as session:
        return proposals(session)


def numbers(proposal: LaptopProposal) -> dict[str, object]:
    return {"origin": proposal.origin, "first": proposal.first, "last": proposal.last, "reason": "diperiksa"}


def supervises(post: Post, officer: str) -> bool:
    with post.store.db.read() as session:
        return is_supervisor(session, officer)


def test_nobody_dismisses_themselves_by_a_yes_even_where_another_supervisor_has_been_accepted(
    world: tuple[Post, Liar], tmp_path: Path
) -> None:
    office, liar = world
    boss, other = office.store.officer.id, enter_at(office, name="Sari", role=SUPERVISOR)
    liar.post.answers(office.pack(tmp_path / "kabar").file)
    liar.enter("officer", new_id(), BOSS)
    bring(office, liar, tmp_path / "satu")
    answer_all(office, yes=True)  # the new supervisor counts, and has no PIN here
    for officer in (other, boss):
        liar.write("officer", officer, {"active": False})
    bring(office, liar, tmp_path / "dua")
    (proposal,) = waiting(office)
    with pytest.raises(OwnOfficer):
        supervise(office, "proposals.accept", accept, **numbers(proposal))
    with pytest.raises(OwnOfficer):
        supervise(office, "proposals.accept", accept_all, chosen=(proposal,))
    assert (supervises(office, boss), supervises(office, other)) == (True, True)


@pytest.mark.parametrize("said", [{"role": PETUGAS}, {"withdrawn": True}, {"active": False}])
def test_the_only_supervisor_stays_one_whatever_is_accepted(
    world: tuple[Post, Liar], tmp_path: Path, said: dict[str, str | bool]
) -> None:
    office, liar = world
    dismiss(office, liar.id("officer", name="Vicky Ramadhan"))
    liar.write("officer", office.store.officer.id, said)
    bring(office, liar, tmp_path)
    with pytest.raises(LastSupervisor):
        answer_all(office, yes=True)
    assert supervises(office, office.store.officer.id)


def test_who_supervises_by_an_accepted_usul_does_not_take_that_away_from_themselves(
    world: tuple[Post, Liar], tmp_path: Path
) -> None:
    office, liar = world
    since, raised = liar.post.at, liar.id("officer", role=PETUGAS)
    liar.write("officer", raised, {"role": SUPERVISOR})
    bring(office, liar, tmp_path)
    (proposal,) = waiting(office)
    supervise(office, "proposals.accept", accept, **numbers(proposal))
    at = office.tick()
    with pytest.raises(OwnOfficer), office.store.db.write(raised, "proposals.reject", at) as session:
        reject(session, officer=raised, at=at, **numbers(proposal))  # type: ignore[arg-type]
    with pytest.raises(OwnOfficer), office.store.db.write(raised, "proposals.take_back", at) as session:
        take_back(session, laptop="Laptop 1", since=since, reason="dicuri", officer=raised, at=at)
    assert supervises(office, raised)
    supervise(office, "proposals.reject", reject, **numbers(proposal))
    assert not supervises(office, raised)


@pytest.mark.parametrize("said", [{"name": "Siti", "active": False}, {"name": "Nama Palsu", "active": True}])
def test_no_laptop_can_claim_to_have_entered_an_officer_of_another(
    world: tuple[Post, Liar], tmp_path: Path, said: dict[str, str | bool]
) -> None:
    office, liar = world
    whose = liar.id("officer", name="Petugas Menteng")  # entered at Laptop 2
    first = {**said, "role": PETUGAS, "withdrawn": False}
    liar.write("officer", whose, first, first=True, earlier=timedelta(days=900))
    bring(office, liar, tmp_path)
    (proposal,) = waiting(office)
    assert (proposal.laptop, proposal.entities) == ("Laptop 1", {"officer": 1})
    with office.store.db.read() as session:
        (stands,) = [officer for officer in list_officers(session) if officer.id == whose]
    assert (stands.name, stands.active) == ("Petugas Menteng", True)


@pytest.mark.parametrize("entity", ["officer", "vendor"])
def test_of_a_row_that_two_strangers_claim_nothing_counts_without_a_yes(entity: str) -> None:
    first = FieldChange(None, False)
    mine, theirs = (
        make_change(
            {"withdrawn": first, "walk_in": FieldChange(None, True), "name": FieldChange(None, name)},
            frozenset(), "0" * 32, origin=name, seq=1, schema=SCHEMA, at=at, officer="o", action="a/0123456789ab",
            scope=STORE, entity=entity, row_id=new_id(), reason=None, prev_hash="",
        )
        for name, at in (("satu", "0187f0000000-0000"), ("dua", "0187e0000000-0000"))
    )  # fmt: skip
    makers = {"satu": Maker(new_id(), frozenset()), "dua": Maker(new_id(), frozenset())}
    theirs = replace(theirs, row_id=mine.row_id)
    assert owner_of([mine], makers.get) == makers["satu"].device
    assert owner_of([mine, theirs], makers.get) == owner_of([theirs, mine], makers.get) == ""
    standings = {judged(change, [mine, theirs], makers.get) for change in (mine, theirs)}
    assert standings == {ChangeStanding.WAITING}


# -- a new laptop ---------------------------------------------------------------------------------------------


def enrol(office: Post, to: Path, officer: str, role: str = PETUGAS) -> Joined:
    """A new laptop is prepared and opened by somebody of that name."""
    made = prepare(
        office.store, bazaars=["P02"], device=f"Laptop {to.name}", to=to, at=office.tick(), cost=CHEAP
    )
    return enrol_laptop(
        made.file,
        code=made.code,
        folder=to / "laptop",
        officer=officer,
        role=role,
        pin=PIN,
        at=office.tick(),
        cost=CHEAP,
    )


def seated(office: Post, to: Path, officer: str) -> tuple[str, str]:
    """The id and role of whoever enrols by that name, in the key slot as at the open store."""
    to.mkdir()
    joined = enrol(office, to, officer)
    joined.store.db.close()
    (owner,) = officers_of(to / "laptop")
    assert owner == joined.store.officer
    return owner.id, owner.role


def test_a_raise_makes_a_supervisor_of_a_new_laptop_only_once_it_is_accepted(
    world: tuple[Post, Liar], tmp_path: Path
) -> None:
    office, liar = world
    raised = enter_at(office, name="Dina")
    liar.post.answers(office.pack(tmp_path / "kabar").file)
    liar.write("officer", raised, {"role": SUPERVISOR})
    bring(office, liar, tmp_path)
    assert seated(office, tmp_path / "satu", "Dina") == (raised, PETUGAS)
    (proposal,) = waiting(office)
    answer_all(office, yes=False)
    assert seated(office, tmp_path / "dua", "Dina") == (raised, PETUGAS)
    supervise(office, "proposals.accept", accept, **numbers(proposal))
    assert seated(office, tmp_path / "tiga", "Dina") == (raised, SUPERVISOR)


def test_a_supervisor_whom_a_laptop_alone_has_named_is_nobody_at_a_new_one(
    world: tuple[Post, Liar], tmp_path: Path
) -> None:
    office, liar = world
    false = new_id()
    liar.enter("officer", false, BOSS)
    bring(office, liar, tmp_path)
    made, role = seated(office, tmp_path / "satu", "Bos Palsu")
    assert (made != false, role) == (True, PETUGAS)
    answer_all(office, yes=True)
    assert seated(office, tmp_path / "dua", "Bos Palsu") == (false, SUPERVISOR)


def test_a_name_that_a_laptop_took_leads_nobody_to_its_officer(
    world: tuple[Post, Liar], tmp_path: Path
) -> None:
    office, liar = world
    enter_at(liar.post, name="Aaa Sari")  # comes first by name and by id
    twin = new_id()
    liar.enter("officer", twin, {"name": "Sari", "role": PETUGAS, "active": True})
    sari = enter_at(office, name="Sari", role=SUPERVISOR)
    bring(office, liar, tmp_path)
    assert waiting(office) == []  # a laptop may enter its own people
    assert seated(office, tmp_path / "satu", "sari ") == (sari, SUPERVISOR)
    with pytest.raises(OfficerNameTaken):
        enrol(office, tmp_path, "Aaa Sari")
    assert not (tmp_path / "laptop" / "bazar.db").exists()


def test_whom_the_office_has_dismissed_opens_no_new_laptop(world: tuple[Post, Liar], tmp_path: Path) -> None:
    office, _liar = world
    dismiss(office, enter_at(office, name="Sari"))
    with pytest.raises(OfficerDismissed):
        enrol(office, tmp_path, "Sari")


def test_of_two_whom_the_office_knows_by_one_name_an_id_says_which(
    world: tuple[Post, Liar], tmp_path: Path
) -> None:
    office, liar = world
    twin, sari = new_id(), enter_at(office, name="Sari")
    liar.enter("officer", twin, {"name": "Sari", "role": SUPERVISOR, "active": True})
    bring(office, liar, tmp_path)
    answer_all(office, yes=True)
    with pytest.raises(OfficerAmbiguous):
        enrol(office, tmp_path, "Sari")
    assert seated(office, tmp_path / "satu", sari) == (sari, PETUGAS)


def test_two_with_a_pin_and_one_name_are_told_apart_by_id(tmp_path: Path) -> None:
    world = found(tmp_path, vendors=1, reserves=0, partners=0)
    store = world.office.store
    for id_ in ("satu", "dua"):
        give_slot(store, Owner(id_, "Sari", PETUGAS), PIN, CHEAP)
    with pytest.raises(SlotAmbiguous):
        find_officer(store.folder, "sari")
    assert find_officer(store.folder, "dua").id == "dua"
    world.close()
