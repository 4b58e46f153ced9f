"""A laptop whose owner lies: nothing counts before a supervisor's yes, and all of it can be taken back."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bazar_desktop.services.exchange.proposals import accept, proposals, reject, rejected
from bazar_desktop.services.exchange.taking_back import brought_by, let_count_again, take_back
from bazar_desktop.services.journal.history import field_history
from bazar_desktop.services.office.laptops import assign_bazaars
from bazar_desktop.services.register.erasures import erase_person
from bazar_desktop.services.settings.officers import LastSupervisor
from bazar_desktop.store.own_facts import set_fact
from bazar_desktop.store.tables import ChangeRow, Device, OmzetEntry, Vendor, new_id
from tests.authority.liar import Liar, Template, digest
from tests.authority.shapes import COUNTS, FOR_GOOD, LOCKS, NO_EFFECT, SHAPES, UNSOUND, WAITS
from tests.offices import Post


def supervise(post: Post, name: str, verb: Callable[..., Any], **facts: object) -> Any:
    """One act of the supervisor at the office."""
    at, boss = post.tick(), post.store.officer.id
    with post.store.db.write(boss, name, at) as session:
        more = {"at": at} if verb is not let_count_again else {}
        return verb(session, officer=boss, **facts, **more)


def answer_all(post: Post, *, yes: bool) -> int:
    with post.store.db.read() as session:
        waiting = proposals(session)
    for item in waiting:
        numbers = {"origin": item.origin, "first": item.first, "last": item.last, "reason": "diperiksa"}
        verb, name = (accept, "proposals.accept") if yes else (reject, "proposals.reject")
        supervise(post, name, verb, **numbers)
    return len(waiting)


def bring(office: Post, liar: Liar, to: Path) -> datetime:
    """The liar's package comes to the office; returns from when on it was written."""
    made = liar.post.pack(to / "stick")
    assert office.answers(made.file)[0] in {"MERGED", "MERGED_LATE"}
    office.at = max(office.at, liar.post.at)
    return office.at


def lie(liar: Liar, name: str) -> datetime:
    since = liar.post.at
    SHAPES[name][1](liar)
    return since


@pytest.mark.parametrize("name", SHAPES)
def test_nothing_counts_before_a_supervisors_yes_and_all_can_be_taken_back(
    world: tuple[Post, Liar], tmp_path: Path, name: str
) -> None:
    office, liar = world
    kind, before = SHAPES[name][0], digest(office)
    since = lie(liar, name)
    bring(office, liar, tmp_path)
    assert (digest(office) == before) is (kind != COUNTS)
    if kind == LOCKS:
        with pytest.raises(LastSupervisor):
            answer_all(office, yes=True)
        assert digest(office) == before
        return
    answered = answer_all(office, yes=True)
    assert bool(answered) is (kind in {WAITS, FOR_GOOD, NO_EFFECT})
    assert (digest(office) == before) is (kind in {UNSOUND, NO_EFFECT})
    with office.store.db.read() as session:
        assert brought_by(session, laptop="Laptop 1", since=since.replace(year=2000)).changes
    what = {"laptop": "Laptop 1", "since": since, "reason": "laptop dipegang orang lain"}
    if "back-dated" in name:
        what["since"] = since.replace(year=2000)
    supervise(office, "proposals.take_back", take_back, **what)
    if "back-dated" not in name:
        assert (digest(office) == before) is (kind != FOR_GOOD)
    supervise(office, "proposals.let_count_again", let_count_again, laptop="Laptop 1", reason="keliru")
    assert (digest(office) == before) is (kind in {UNSOUND, NO_EFFECT})


def test_at_least_sixty_shapes_are_tried() -> None:
    assert len(SHAPES) >= 60


def test_a_rejected_proposal_is_undone_where_it_was_made(world: tuple[Post, Liar], tmp_path: Path) -> None:
    office, liar = world
    post, vendor = liar.post, liar.id("vendor")
    before = liar.value("vendor", vendor, "phone")
    with post.store.db.write(post.store.officer.id, "vendors.save", post.tick()) as session:
        session.get_one(Vendor, vendor).phone = "+628129999000"
    assert liar.value("vendor", vendor, "phone") == "+628129999000"  # here it counts at once
    with post.store.db.read() as session:
        (mine,) = proposals(session)
        assert (mine.standing, mine.laptop, mine.entities) == ("proposed", "", {"vendor": 1})
        assert mine.fields[0].after == "081••••9000"
    bring(office, liar, tmp_path)
    answer_all(office, yes=False)
    news = office.pack(tmp_path / "kabar")
    assert post.answers(news.file) == ["MERGED"]
    assert liar.value("vendor", vendor, "phone") == before
    with post.store.db.read() as session:
        assert [item.reason for item in rejected(session)] == ["diperiksa"]
        (first, *_) = field_history(session, "vendor", vendor, "phone")
        assert (first.after, first.standing, first.stands) == ("+628129999000", "rejected", False)
    assert digest(post) == digest(office)


def steal(liar: Liar, origin: str) -> None:
    """From now on the liar writes under another laptop's chain."""
    with liar.post.store.db.write(liar.post.store.officer.id, "test.steal", liar.post.tick()) as session:
        set_fact(session, "origin", origin)


def test_nobody_sends_under_the_chain_of_a_laptop_that_has_not_sent_yet(
    world: tuple[Post, Liar], template: Template, tmp_path: Path
) -> None:
    office, liar = world
    before = digest(office)
    steal(liar, template.unsent)
    lie(liar, "its own omzet raised")
    batch = office.read(liar.post.pack(tmp_path / "stick").file)
    assert [file.error for file in batch.files] == ["foreign_origin"]
    assert digest(office) == before


def test_nobody_sends_under_a_rivals_chain(world: tuple[Post, Liar], tmp_path: Path) -> None:
    office, liar = world
    before = digest(office)
    (rival,) = json.loads(liar.value("device", liar.id("device", name="Laptop 2"), "origins"))
    steal(liar, rival)
    lie(liar, "its own omzet raised")
    batch = office.read(liar.post.pack(tmp_path / "stick").file)
    assert [file.error for file in batch.files] == ["foreign_origin"]
    assert digest(office) == before


def test_a_bazaar_given_later_lets_what_waited_count(world: tuple[Post, Liar], tmp_path: Path) -> None:
    office, liar = world
    lie(liar, "another lokasi's omzet raised")
    bring(office, liar, tmp_path)
    with office.store.db.write(office.store.officer.id, "devices.assign_bazaars", office.tick()) as session:
        device = replace_letter(session)
        assign_bazaars(session, device, ["P02"])
    with office.store.db.read() as session:
        cash = list(
            session.execute(select(OmzetEntry.cash).where(OmzetEntry.bazaar_id == liar.other)).scalars()
        )
        assert not proposals(session)
    assert 9_000_000 in cash


def replace_letter(session: Any) -> str:
    """Give the liar's laptop a letter that no other laptop of its new bazaar writes; returns its name."""
    row = next(item for item in session.execute(select(Device)).scalars() if item.name == "Laptop 1")
    row.letter = "Y"
    session.flush()
    return str(row.name)


def test_a_waiting_permit_of_somebody_erased_keeps_no_number(
    world: tuple[Post, Liar], tmp_path: Path
) -> None:
    office, liar = world
    vendor = liar.ids("vendor")[0]
    said = {"vendor_id": vendor, "kind": "halal", "number": "ID31110000000000"}
    liar.enter("registration", new_id(), said)
    bring(office, liar, tmp_path)
    supervise(office, "erasures.erase_person", erase_person, vendor_id=vendor, reason="surat")
    with office.store.db.read() as session:
        query = select(ChangeRow.personal).where(ChangeRow.entity == "registration", ChangeRow.seq > 1)
        assert not any("ID3111" in (text or "") for text in session.execute(query).scalars())
