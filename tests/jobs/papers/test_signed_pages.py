"""Photos of signed pages: in the store, their hash in the journal, carried by packages, missed at day close."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from sqlalchemy import select

from bazar_desktop.services.closing.checklist import PAGE_NOT_ATTACHED, closing_list
from bazar_desktop.services.day.sheet import day_sheet
from bazar_desktop.services.papers.attachments import (
    GREATEST,
    NotAPhoto,
    PageOfAnotherDay,
    PhotoTooBig,
    attach_page,
    pages_not_attached,
    photo_of,
    signed_pages,
)
from bazar_desktop.services.papers.printed import AGENCY_LIST, LIST, PRINTED, note_printed
from bazar_desktop.store.tables import ChangeRow
from tests.bazaar_day import DAYS
from tests.offices import Post, World
from tests.stores import conflicts

PHOTO, OTHER = (b"\xff\xd8\xff\xe0" + mark * 900 for mark in (b"satu", b"dua!"))


def page(world: World, number: int = 1) -> str:
    return f"DH-{world.field.code}-20230320-{number:02}"


def attach(post: Post, code: str, photo: bytes = PHOTO) -> Any:
    with post.store.db.write(post.store.officer.id, "attachments.attach_page", post.tick()) as session:
        return attach_page(session, bazaar_id=post.bazaar_id, day=DAYS[0], page_code=code, photo=photo)


def test_a_photo_goes_to_the_office_by_package_and_its_hash_is_in_the_journal(either: World) -> None:
    laptop, stick = either.join("Laptop 1"), either.stick("hari 1")
    sha256 = attach(laptop, page(either).lower()).sha256
    assert sha256 == hashlib.sha256(PHOTO).hexdigest()
    with laptop.store.db.read() as session:
        query = select(ChangeRow.fields).where(ChangeRow.entity == "attachment")
        assert sha256 in session.execute(query).scalar_one()
    laptop.pack(stick)
    assert either.office.answers(stick) == ["MERGED"]
    with either.office.store.db.read() as session:
        assert photo_of(session, sha256) == PHOTO
        (signed_page,) = signed_pages(session, laptop.bazaar_id, DAYS[0])
        assert (signed_page.page_code, signed_page.size, signed_page.here) == (page(either), len(PHOTO), True)


def test_a_second_photo_of_a_page_takes_the_place_of_the_first_and_nothing_is_asked(world: World) -> None:
    first, second = world.join("Laptop 1"), world.join("Laptop 2")
    stick = world.stick("bersama")
    attach(first, page(world), PHOTO)
    attach(second, page(world), OTHER)
    for post in (first, second):
        post.pack(stick)
    assert world.office.answers(stick) == ["MERGED", "MERGED"]
    with world.office.store.db.read() as session:
        (signed_page,) = signed_pages(session, first.bazaar_id, DAYS[0])
        assert signed_page.here
        assert conflicts(session) == set()


def test_a_printed_page_without_a_photo_stands_in_the_closing_list(world: World) -> None:
    post = world.office

    def missing() -> list[str]:
        with post.store.db.read() as session:
            missings = closing_list(session, post.bazaar_id, DAYS[0]).items
            lacking = [item.page for item in missings if item.kind == PAGE_NOT_ATTACHED]
            assert tuple(lacking) == pages_not_attached(session, post.bazaar_id, DAYS[0])
            return lacking

    assert missing() == []
    with post.store.db.write(post.store.officer.id, "printed.note_printed", post.tick()) as session:
        sheet = day_sheet(session, post.bazaar_id, DAYS[0])
        how = {"codes": [LIST], "how": PRINTED, "at": post.at}
        how["pages"] = {LIST: [[("p1", 1)], [("p2", 1)]], AGENCY_LIST: [[("mitra", 1)]]}
        note_printed(session, bazaar_id=post.bazaar_id, sheet=sheet, plan=None, **how)  # type: ignore[arg-type]
    of_agencies = page(world).replace("DH", "DI", 1)
    assert missing() == [page(world, 1), page(world, 2), of_agencies]
    attach(post, page(world, 1))
    attach(post, of_agencies)
    assert missing() == [page(world, 2)]
    attach(post, page(world, 2))
    assert missing() == []


def test_what_is_no_photo_of_this_day_is_refused(world: World) -> None:
    for code in (
        "DH-LAIN-20230320-01",
        page(world).replace("0320", "0321"),
        page(world)[:-2],
        "RO" + page(world)[2:],
    ):
        with pytest.raises(PageOfAnotherDay):
            attach(world.office, code)
    with pytest.raises(NotAPhoto):
        attach(world.office, page(world), b"%PDF-1.7")
    with pytest.raises(PhotoTooBig) as refusal:
        attach(world.office, page(world), PHOTO + bytes(GREATEST))
    assert refusal.value.facts["most"] == 300
    with world.office.store.db.read() as session:
        assert signed_pages(session, world.office.bazaar_id, DAYS[0]) == ()
