"""Events called off between an office and its laptops: news, rain in the field, and what crossed on the way."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bazar_desktop.domain.day.halts import HELD, PLANNED
from bazar_desktop.domain.values.documents import CANCELLED, POSTPONED
from bazar_desktop.jobs.exchange.forwarding import hand_on
from bazar_desktop.phrases.events import contradicted_day_words, hear_words
from bazar_desktop.phrases.field_values import choice_value_words
from bazar_desktop.phrases.proposals import proposal_words
from bazar_desktop.services.attendance.check_in import check_in_participation
from bazar_desktop.services.bazaars.bazaars import bazaar_of
from bazar_desktop.services.bazaars.halts import (
    contradicted_days,
    halt_bazaar,
    halt_day,
    resume_bazaar,
    resume_day,
)
from bazar_desktop.services.bazaars.moving import move_bazaar
from bazar_desktop.services.day.seal_guard import DayCalledOff
from bazar_desktop.services.exchange.decisions import decide, undecided
from bazar_desktop.services.exchange.proposals import accept, proposals
from bazar_desktop.services.exchange.stray_entries import DAY_OFF, stray_entries
from bazar_desktop.services.office.must_hear import must_hear
from bazar_desktop.services.placement.board import holders_on
from bazar_desktop.services.reports.board import board
from bazar_desktop.services.reports.year import year_report
from tests.bazaar_day import DAYS
from tests.offices import Post, World

TODAY = date(2023, 3, 19)
LATER = (date(2023, 3, 27), date(2023, 3, 28))


def halt(post: Post, state: str = CANCELLED, reason: str = "banjir") -> None:
    with post.store.db.write(post.store.officer.id, "bazaars.halt_bazaar", post.tick()) as session:
        halt_bazaar(session, bazaar_id=post.bazaar_id, state=state, reason=reason, on=TODAY)


def rain(post: Post, day: date = DAYS[1], reason: str = "hujan") -> None:
    with post.store.db.write(post.store.officer.id, "bazaars.halt_day", post.tick()) as session:
        halt_day(session, bazaar_id=post.bazaar_id, day=day, reason=reason, on=day)


def states(post: Post) -> list[str]:
    with post.store.db.read() as session:
        bazaar = bazaar_of(session, post.bazaar_id)
    return [bazaar.state, *(day.course.state for day in bazaar.days)]


def tell(world: World, laptop: Post) -> None:
    stick = world.stick(f"kabar {world.office.tick():%H%M}")
    hand_on(world.office.store, to=stick, at=world.office.at)
    assert laptop.answers(stick)[0] == "MERGED"


def bring(world: World, laptop: Post) -> None:
    stick = world.stick(f"paket {laptop.tick():%H%M}")
    assert world.office.answers(laptop.pack(stick).file) == ["MERGED"]


def of_2023(post: Post) -> tuple[int, int, int | None]:
    with post.store.db.read() as session:
        report = year_report(session, 2023, check_seals=True)
    return report.bazaars, report.bazaar_days, report.vendors.omzet


def test_a_laptop_that_heard_of_it_takes_no_marks_until_the_event_is_opened_again(world: World) -> None:
    laptop = world.join("Laptop 1")
    halt(world.office)
    with world.office.store.db.read() as session:
        hear = must_hear(session, bazaar_id=world.office.bazaar_id)
    assert hear_words(hear)[0] == "Laptop yang perlu kabar: Laptop 1. Tulis kabarnya di Laptop."
    tell(world, laptop)
    assert states(laptop) == [CANCELLED, CANCELLED, CANCELLED]
    facts = {"bazaar_id": laptop.bazaar_id, "day": DAYS[0], "participation_id": laptop.parties()[0]}

    def mark() -> None:
        with laptop.store.db.write(laptop.store.officer.id, "attendance.check_in", laptop.tick()) as session:
            check_in_participation(session, **facts, at=laptop.at)

    with pytest.raises(DayCalledOff):
        mark()
    office = world.office
    with office.store.db.write(office.store.officer.id, "bazaars.resume_bazaar", office.tick()) as session:
        resume_bazaar(session, bazaar_id=office.bazaar_id)
    tell(world, laptop)
    mark()
    assert states(laptop) == [PLANNED, PLANNED, PLANNED]


def test_rain_is_the_fields_own_work_and_the_whole_event_a_usul(world: World) -> None:
    laptop, office = world.join("Laptop 1"), world.office
    rain(laptop)
    bring(world, laptop)
    with office.store.db.read() as session:
        assert proposals(session) == []
    assert states(office) == [PLANNED, PLANNED, CANCELLED]
    halt(laptop, POSTPONED, "lokasi terendam")
    bring(world, laptop)
    assert states(office) == [PLANNED, PLANNED, CANCELLED]
    assert states(laptop)[0] == POSTPONED
    with office.store.db.read() as session:
        (usul,) = proposals(session)
    assert proposal_words(usul)
    with office.store.db.write(office.store.officer.id, "proposals.accept", office.tick()) as session:
        accept(
            session,
            origin=usul.origin,
            first=usul.first,
            last=usul.last,
            officer=office.store.officer.id,
            at=office.at,
        )
    assert states(office) == [POSTPONED, POSTPONED, CANCELLED]


@pytest.mark.parametrize("chosen", [0, 1])
def test_two_who_call_a_day_off_and_open_it_are_asked_about(world: World, chosen: int) -> None:
    laptop, office = world.join("Laptop 1"), world.office
    rain(office, reason="hujan lebat")
    tell(world, laptop)
    rain(office, reason="angin kencang")
    with laptop.store.db.write(laptop.store.officer.id, "bazaars.resume_day", laptop.tick()) as session:
        resume_day(session, bazaar_id=laptop.bazaar_id, day=DAYS[1])
    bring(world, laptop)
    with office.store.db.read() as session:
        (asked,) = undecided(session)
    assert (asked.entity, asked.field, asked.day) == ("bazaar_day", "halt", DAYS[1])
    words = {choice_value_words(asked, choice, str) for choice in asked.choices}
    assert words == {"gugur sejak 21 Maret 2023: angin kencang", "kosong"}
    value = sorted((choice.value for choice in asked.choices), key=str)[chosen]
    with office.store.db.write(office.store.officer.id, "decisions.decide", office.tick()) as session:
        decide(
            session,
            entity=asked.entity,
            row_id=asked.row_id,
            field=asked.field,
            value=value,
            reason="telepon",
        )
    tell(world, laptop)
    assert states(office) == states(laptop) == [PLANNED, PLANNED, PLANNED if value is None else CANCELLED]


def test_a_day_that_was_sealed_before_the_laptop_heard_counts_and_is_named(world: World) -> None:
    laptop, office = world.join("Laptop 1"), world.office
    laptop.sell(dict.fromkeys(laptop.parties(), 60_000))
    laptop.seal()
    halt(office)
    assert of_2023(office) == (0, 0, None)
    bring(world, laptop)
    sold = 60_000 * len(laptop.parties())
    assert of_2023(office) == (1, 1, sold)
    assert states(office) == [HELD, HELD, CANCELLED]
    with office.store.db.read() as session:
        (held,) = contradicted_days(session)
        assert stray_entries(session) == []
        rows = {row.day: row for row in board(session, check_seals=True)}
    assert (rows[DAYS[0]].omzet, rows[DAYS[0]].is_off, rows[DAYS[1]].is_off) == (sold, False, True)
    assert contradicted_day_words(held) == (
        "Bazar Jakpreneur Ramadan, Rusun Karang Anyar, 20 Maret 2023: dibatalkan sejak 19 Maret 2023: banjir. "
        "Laptop yang belum mendengarnya menutup hari itu: harinya tetap ikut dihitung. Bila benar, buka "
        "lagi di Bazar, Ubah keadaan; bila keliru, tanyakan laptopnya."
    )


def test_what_was_entered_and_not_sealed_before_the_laptop_heard_is_named_and_not_counted(
    world: World,
) -> None:
    laptop, office = world.join("Laptop 1"), world.office
    laptop.sell(dict.fromkeys(laptop.parties()[:3], 60_000))
    halt(office)
    bring(world, laptop)
    assert of_2023(office) == (0, 0, None)
    with office.store.db.read() as session:
        (stray,) = stray_entries(session)
        assert contradicted_days(session) == []
    assert (stray.lacks, stray.rupiah, stray.laptops) == (DAY_OFF, 180_000, ("Laptop 1",))
    tell(world, laptop)
    assert states(laptop) == states(office) == [CANCELLED, CANCELLED, CANCELLED]
    laptop.seal()  # past the guard: the seal stands whoever made it
    bring(world, laptop)
    assert of_2023(office) == (1, 1, 180_000)


def test_a_move_reaches_the_laptop_by_news(world: World, tmp_path: Path) -> None:
    laptop, office = world.join("Laptop 1"), world.office
    with office.store.db.write(office.store.officer.id, "bazaars.move_bazaar", office.tick()) as session:
        move_bazaar(
            session,
            bazaar_id=office.bazaar_id,
            lokasi="RPTRA Kenanga",
            kecamatan="Sawah Besar",
            days=LATER,
        )
    tell(world, laptop)
    for post in (office, laptop):
        with post.store.db.read() as session:
            bazaar = bazaar_of(session, post.bazaar_id)
            assert (bazaar.lokasi, tuple(day.day for day in bazaar.days)) == ("RPTRA Kenanga", LATER)
            assert holders_on(session, post.bazaar_id, LATER[0]) == {}
