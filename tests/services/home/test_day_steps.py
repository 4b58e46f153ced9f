"""What Beranda reads: figures, decisions, and how far the day's package got."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from bazar_desktop.services.bazaars.bazaars import UnknownBazaar
from bazar_desktop.services.bazaars.days import NotADayOfThisBazaar
from bazar_desktop.services.bazaars.participants import list_participants
from bazar_desktop.services.closing.checklist import closing_list
from bazar_desktop.services.home.day_steps import home, parcels_on_the_way
from bazar_desktop.store.database import Database
from bazar_desktop.store.own_facts import get_fact
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import Allocation, Booth, Conflict, DayClose, Parcel
from tests.bazaar_day import DAYS, Field, stand_up
from tests.omzet_day import open_day
from tests.stores import MORNING

NOW = MORNING.replace(hour=8)


@pytest.fixture
def field(db: Database) -> Field:
    return stand_up(db)


def parcel(session: Session, number: int, **times: object) -> None:
    session.add(
        Parcel(
            id=str(number),
            origin=get_fact(session, "origin"),
            first=1,
            last=number,
            file_name="x.bazar",
            folder="",
            sha256="",
            rupiah=0,
            **{"scopes": "[]", "made_at": MORNING, "carried_at": None, "received_at": None, **times},
        )
    )


def test_parties_are_counted_by_kind(field: Field) -> None:
    found = field.ask(home, field.bazaar_id, DAYS[0], now=NOW)
    assert (found.umkm.registered, found.mitra.registered, found.counts.parties) == (12, 1, 13)
    assert (found.umkm.omzet, found.umkm.cashless_share, found.decisions) == (None, None, ())


def test_an_unknown_bazaar_or_day_is_refused(field: Field) -> None:
    with pytest.raises(UnknownBazaar):
        field.ask(home, "nothing", DAYS[0], now=NOW)
    with pytest.raises(NotADayOfThisBazaar):
        field.ask(home, field.bazaar_id, DAYS[0] - timedelta(days=1), now=NOW)


def test_who_needs_power_and_has_none_is_named_with_the_booth(field: Field) -> None:
    kopi = next(
        participant
        for participant in field.ask(list_participants, field.bazaar_id)
        if participant.business == "Kopi Kebon Sirih"
    )

    def place(session: Session, *, power: bool) -> None:
        booth = enter(session, Booth, "b1", layout_id="l", label="A-07", power=power).id
        key = {"bazaar_id": field.bazaar_id, "booth_id": booth, "day": DAYS[0], "session": 1}
        enter(session, Allocation, booth, DAYS[0], 1, **key, holder=kopi.id)

    field.do(place, power=False)
    (decision,) = field.ask(home, field.bazaar_id, DAYS[0], now=NOW).decisions
    assert (decision.code, decision.names) == ("power", ("A-07 Kopi Kebon Sirih",))
    field.do(place, power=True)
    assert field.ask(home, field.bazaar_id, DAYS[0], now=NOW).decisions == ()


def test_undecided_fields_of_the_bazaar_are_counted_and_others_are_not(field: Field) -> None:
    def disagree(session: Session) -> None:
        for scope in (f"{field.bazaar_id}/{DAYS[0]}", f"{field.bazaar_id}/{DAYS[1]}", "another/2023-03-20"):
            session.add(Conflict(entity="omzet_entry", row_id=scope, field="cash", scope=scope))

    field.do(disagree)
    (decision,) = field.ask(home, field.bazaar_id, DAYS[0], now=NOW).decisions
    assert (decision.code, decision.count) == ("conflicts", 2)


def test_the_last_step_follows_the_package_made_after_the_seal(field: Field) -> None:
    closed = MORNING + timedelta(hours=9)

    def seal(session: Session) -> None:
        key = {"bazaar_id": field.bazaar_id, "day": DAYS[0], "revision": 1}
        facts = {"seal": "ABCD-EFGH-J", "totals": "{}", "covers": "{}", "closed_at": closed, "closed_by": "o"}
        enter(session, DayClose, field.bazaar_id, DAYS[0], 1, **key, **facts)

    def last_step() -> str:
        return field.ask(home, field.bazaar_id, DAYS[0], now=NOW).steps[4].code

    assert last_step() == "close_first"
    field.do(seal)
    field.do(parcel, 1)  # of the morning, before the seal
    assert last_step() == "not_packed"
    field.do(parcel, 2, made_at=closed)  # of another day
    assert last_step() == "not_packed"
    day = {"made_at": closed, "scopes": f'["{field.bazaar_id}/{DAYS[0]}"]'}
    field.do(parcel, 5, **day)
    assert last_step() == "packed"
    field.do(parcel, 3, **day, carried_at=closed)
    assert last_step() == "carried"
    field.do(parcel, 4, **day, received_at=closed)
    assert last_step() == "received"
    way = field.ask(parcels_on_the_way)
    assert (way.made, way.carried, way.received) == (3, 1, 1)


def test_the_steps_say_what_the_closing_list_says_and_after_the_seal_what_the_card_says(db: Database) -> None:
    day = open_day(db, vendors=3, partners=1)
    asked = (day.field.bazaar_id, day.day)
    day.sell(0, cash=90_000, qris=0)
    day.sell(1, cash=80_000, qris=0)
    first = day.field.ask(closing_list, *asked)
    found = day.field.ask(home, *asked, now=NOW)
    close = found.steps[3]
    assert first.groups[0] == ("not_answered", 1)
    assert (close.code, close.facts["kind"], close.facts["count"]) == ("lacking", *first.groups[0])
    assert ("partner_not_answered", 1) in first.groups
    assert {key: found.steps[2].facts[key] for key in ("answered", "asked", "blank")} == {
        "answered": 2, "asked": 3, "blank": 1,
    }  # fmt: skip
    day.close()
    day.sell(2, cash=70_000, qris=0)
    found = day.field.ask(home, *asked, now=NOW)
    sell = found.steps[2]
    assert (sell.facts["answered"], sell.facts["asked"]) == (found.umkm.answered, found.umkm.asked) == (2, 3)
    assert sell.state == "done"
