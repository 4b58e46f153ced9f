"""A laptop's ordinary day of field work: the office counts all of it and has nothing to decide."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

from bazar_desktop.jobs.exchange.forwarding import hand_on
from bazar_desktop.jobs.sample.field_day import (
    Sitting,
    afternoon,
    correct_late,
    evening,
    morning,
    prepare_stands,
    swap_first_two,
)
from bazar_desktop.phrases.proposals import proposal_words
from bazar_desktop.services.attendance.walk_in import walk_in
from bazar_desktop.services.day.activity import set_activity
from bazar_desktop.services.day.sheet import day_sheet
from bazar_desktop.services.exchange.proposals import accept, proposals
from bazar_desktop.services.layout.layouts import plan_of, save_plan
from bazar_desktop.services.layout.templates import keep_template, layout_choices
from bazar_desktop.services.placement.board import holders_on
from bazar_desktop.services.placement.moves import block, free, pin, unpin
from bazar_desktop.services.placement.needs import Needs, put_needs
from bazar_desktop.services.register.search import search_vendors
from bazar_desktop.services.register.vendor_page import type_vendor
from bazar_desktop.services.register.vendors import vendors_by_ids
from bazar_desktop.store.tables import Bazaar
from bazar_desktop.ui.register.columns import columns
from tests.bazaar_day import DAYS
from tests.offices import Post, found


def test_an_ordinary_day_of_field_work_asks_nothing_of_the_office(tmp_path: Path) -> None:
    world = found(tmp_path)
    laptop = world.join("lapangan")
    bazaar, day = laptop.bazaar_id, DAYS[0]
    sitting = Sitting(laptop.store, laptop.at)
    prepare_stands(sitting, bazaar, tents=6, mitra=1, seed=7)
    swap_first_two(sitting, bazaar, day)
    _move_by_hand(sitting, bazaar)
    morning(sitting, bazaar, day, missing=2, take_reserve=True)
    sitting.do(
        walk_in, bazaar_id=bazaar, day=day, name="Sari Wulan", business="Es Cendol Sari", at=sitting.at
    )
    sitting.do(set_activity, bazaar_id=bazaar, day=day, weather="cerah")
    afternoon(sitting, bazaar, day, random.Random(3), lokasi="")
    evening(sitting, bazaar, day)
    correct_late(sitting, bazaar, day, "", more=15_000)
    laptop.at = sitting.at
    assert world.office.answers(laptop.pack(world.stick("pulang")).file) == ["MERGED"]
    with world.office.store.db.read() as session:
        assert proposals(session) == []
        assert day_sheet(session, bazaar, day).rows == sitting.ask(day_sheet, bazaar_id=bazaar, day=day).rows


def _move_by_hand(sitting: Sitting, bazaar: str) -> None:
    """Pin a stand and let it go, free one and block it, say what somebody needs."""
    holders = sitting.ask(holders_on, bazaar, DAYS[0])
    first, last = sorted(holders)[0], sorted(holders)[-1]
    sitting.do(pin, bazaar_id=bazaar, booth_id=first, day=DAYS[0])
    sitting.do(unpin, bazaar_id=bazaar, booth_id=first)
    sitting.do(put_needs, holders[first], needs=Needs(power=True))
    sitting.do(free, bazaar_id=bazaar, booth_id=last, day=DAYS[0])
    sitting.do(block, bazaar_id=bazaar, booth_id=last)
    sitting.do(block, bazaar_id=bazaar, booth_id=last, blocked=False)


def test_a_vendor_whose_phone_a_laptop_put_right_is_marked_usul_there_until_the_office_answers(
    tmp_path: Path,
) -> None:
    world = found(tmp_path)
    office, laptop = world.office, world.join("lapangan")
    sitting = Sitting(laptop.store, laptop.at)
    vendor = sitting.ask(search_vendors, "Marni")[0].id
    assert _marks(laptop, vendor) == (False, "")
    sitting.do(type_vendor, {"phone": "081298765432"}, vendor_id=vendor)
    assert _marks(laptop, vendor) == (True, "usul")
    laptop.at = sitting.at
    office.answers(laptop.pack(world.stick("pulang")).file)
    assert _marks(office, vendor) == (False, "")
    with office.store.db.read() as session:
        asked = proposals(session)[0]
    at, boss = office.tick(), office.store.officer.id
    with office.store.db.write(boss, "proposals.accept", at) as session:
        accept(session, origin=asked.origin, first=asked.first, last=asked.last, officer=boss, at=at)
    news = hand_on(office.store, to=world.stick("kabar"), at=office.tick(), everything=True)
    assert laptop.answers(news.file) == ["MERGED"]
    assert _marks(laptop, vendor) == (False, "")


def _marks(post: Post, vendor: str) -> tuple[bool, str]:
    """Whether a vendor's row is marked usul, and what the list says of it."""
    with post.store.db.read() as session:
        facts = vendors_by_ids(session, [vendor])[0]
    column = columns(lambda _key: None, ["remark"], str)["remark"]
    return facts.proposed, column.words(facts)


def test_a_denah_kept_as_a_template_on_a_laptop_is_one_usul_by_its_name(tmp_path: Path) -> None:
    world = found(tmp_path)
    office, laptop = world.office, world.join("lapangan")
    sitting = Sitting(laptop.store, laptop.at)
    prepare_stands(sitting, laptop.bazaar_id, tents=6, mitra=1, seed=7)
    with laptop.store.db.read() as session:
        booths = len(plan_of(session, session.get_one(Bazaar, laptop.bazaar_id).layout_id or "").booths)
    assert booths > 10
    sitting.do(keep_template, bazaar_id=laptop.bazaar_id, name="Denah Halaman")
    laptop.at = sitting.at
    office.answers(laptop.pack(world.stick("pulang")).file)
    for post in (laptop, office):
        with post.store.db.read() as session:
            (asked,) = proposals(session)
        assert (asked.count, asked.entities) == (1, {"layout": 1})
        assert asked.names == ("templat denah Denah Halaman",)
        assert [(item.field, item.before, item.after) for item in asked.fields] == [
            ("booth_count", None, booths)
        ]
    assert "1 perubahan" in proposal_words(asked)
    at, boss = office.tick(), office.store.officer.id
    with office.store.db.write(boss, "proposals.accept", at) as session:
        accept(session, origin=asked.origin, first=asked.first, last=asked.last, officer=boss, at=at)
    with office.store.db.read() as session:
        assert proposals(session) == []
        (choice,) = [item for item in layout_choices(session, "") if item.name == "Denah Halaman"]
    assert choice.booths == booths


def test_a_template_that_a_laptop_put_in_the_place_of_another_is_one_usul(tmp_path: Path) -> None:
    world = found(tmp_path)
    office = world.office
    at_office = Sitting(office.store, office.at)
    prepare_stands(at_office, office.bazaar_id, tents=6, mitra=1, seed=7)
    at_office.do(keep_template, bazaar_id=office.bazaar_id, name="Denah Halaman")
    office.at = at_office.at
    laptop = world.join("lapangan")
    sitting = Sitting(laptop.store, laptop.at)
    with laptop.store.db.read() as session:
        layout = session.get_one(Bazaar, laptop.bazaar_id).layout_id or ""
        plan = plan_of(session, layout)
    moved = replace(plan, booths=tuple(replace(booth, x=booth.x + 0.5) for booth in plan.booths))
    sitting.do(save_plan, layout_id=layout, plan=moved)
    sitting.do(keep_template, bazaar_id=laptop.bazaar_id, name="Denah Halaman")
    laptop.at = sitting.at
    office.answers(laptop.pack(world.stick("pulang")).file)
    with office.store.db.read() as session:
        (asked,) = proposals(session)
    assert (asked.count, asked.entities) == (1, {"layout": 1})
    (line,) = asked.fields
    assert (line.subject, line.before, line.after) == (
        "templat denah Denah Halaman",
        len(plan.booths),
        len(plan.booths),
    )
