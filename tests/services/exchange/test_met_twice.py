"""Who was entered at two laptops comes to the office as a pair to decide; nothing is joined by itself."""

from __future__ import annotations

from datetime import timedelta

from bazar_desktop.services.attendance.walk_in import walk_in
from bazar_desktop.services.exchange.met_twice import MetTwiceList, met_twice
from bazar_desktop.services.register.duplicates import (
    ALIKE,
    PHONE_OTHER_NAME,
    SAME_PHONE,
    find_walk_in_duplicates,
)
from bazar_desktop.services.register.same_person import join_certain, tell_apart
from bazar_desktop.services.register.vendors import add_vendor, people
from bazar_desktop.store.actions import name_of
from tests.bazaar_day import DAYS
from tests.offices import Post, World


def enters(post: Post, name: str, business: str, phone: str = "") -> str:
    """Somebody walks in at that laptop."""
    with post.store.db.write(post.store.officer.id, name_of(walk_in), post.tick()) as session:
        made = walk_in(
            session,
            bazaar_id=post.bazaar_id,
            day=DAYS[0],
            name=name,
            business=business,
            phone=phone,
            at=post.at + timedelta(seconds=1),
        )
        return str(made)


def hand_in(world: World, *posts: Post) -> None:
    for number, post in enumerate(posts):
        made = post.pack(world.stick(f"paket {number}"))
        assert world.office.answers(made.file) in (["MERGED"], ["MERGED_LATE"])


def pairs(world: World) -> MetTwiceList:
    return world.field.ask(met_twice)  # type: ignore[no-any-return]


def test_one_person_at_two_laptops_is_listed_when_both_packages_are_read(world: World) -> None:
    first, second = world.join("Laptop 1"), world.join("Laptop 2")
    enters(first, "Siti Aminah", "Batik Siti", "081277770001")
    enters(second, "Siti Aminah", "Batik Bu Siti", "081277770001")
    hand_in(world, first)
    assert pairs(world).count == 0
    hand_in(world, second)
    found = pairs(world)
    [item] = found.shown
    assert (item.is_certain, item.pair.reason, found.likely) == (True, SAME_PHONE, 0)
    assert {item.first.device, item.second.device} == {"Laptop 1", "Laptop 2"}
    assert "081277770001" not in repr(item)
    assert world.field.ask(people).get(item.first.id) is None  # nothing was joined by reading
    world.field.do(join_certain, found.certain)
    assert pairs(world).count == 0


def test_only_likely_ones_are_asked_and_a_no_is_kept(world: World) -> None:
    first, second = world.join("Laptop 1"), world.join("Laptop 2")
    enters(first, "Budi Santoso", "Kopi Budi", "081277770002")
    enters(second, "Budi Santosa", "Kopi Budi", "081277770003")
    enters(second, "Tuti Wulandari", "Tas Tuti", "081277770002")  # the phone of another name
    hand_in(world, first, second)
    found = pairs(world)
    assert found.certain == ()
    assert sorted(item.pair.reason for item in found.shown) == sorted([ALIKE, PHONE_OTHER_NAME])
    for item in found.shown:
        world.field.do(tell_apart, item.first.id, item.second.id)
    assert pairs(world).count == 0


def test_a_walk_in_whom_the_register_knows_under_another_phone_is_asked_about(world: World) -> None:
    known = world.field.do(add_vendor, name="Joko Susilo", business="Keripik Joko", kecamatan="Gambir")
    world.office.at = world.field.at
    laptop = world.join("Laptop 1")
    enters(laptop, "Joko Susilo", "Keripik Joko", "081277770004")
    hand_in(world, laptop)
    [item] = pairs(world).shown
    assert not item.is_certain
    assert known in {item.first.id, item.second.id}
    assert {item.first.device, item.second.device} == {"Laptop 1", ""}


def test_doubles_of_an_imported_register_are_left_to_the_search(world: World) -> None:
    for business in ("Kopi Satu", "Kopi Satu"):
        world.field.do(
            add_vendor, name="Rina Dewi", business=business, kecamatan="Gambir", phone="+6281277770005"
        )
    assert world.field.ask(find_walk_in_duplicates).vendors == 0
    assert pairs(world).count == 0
