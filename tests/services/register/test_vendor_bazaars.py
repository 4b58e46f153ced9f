"""In which bazaars a vendor took part, and what stands there in words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bazar_desktop.domain.day.model import ABSENT, DECLINED, EXCUSED, NIL
from bazar_desktop.phrases.bazaars import sold_words
from bazar_desktop.services.attendance.check_in import mark
from bazar_desktop.services.bazaars.bazaars import add_bazaar, find_bazaar
from bazar_desktop.services.bazaars.participants import (
    CANCELLED,
    add_participation,
    change_participation,
    list_participants,
)
from bazar_desktop.services.day.vendor_bazaars import BazaarOfVendor, vendor_bazaars
from bazar_desktop.services.register.search import EARLIER, NEVER, THIS_YEAR, VendorFilter, find_vendors
from bazar_desktop.store.database import Database
from tests.omzet_day import OmzetDay, open_day

TODAY_AFTER = timedelta(days=10)


def vendor_of(day: OmzetDay, number: int) -> str:
    parties = day.field.ask(list_participants, day.field.bazaar_id)
    return next(str(party.vendor_id) for party in parties if party.id == day.ids[number])


def bazaars_of(day: OmzetDay, number: int) -> tuple[BazaarOfVendor, ...]:
    vendor = vendor_of(day, number)
    return day.field.ask(lambda session: vendor_bazaars(session, vendor, today=day.day + TODAY_AFTER))


def said(day: OmzetDay, number: int) -> tuple[bool, str]:
    (bazaar,) = bazaars_of(day, number)
    return bazaar.took_part, sold_words(bazaar)


def put(day: OmzetDay, number: int, status: str) -> None:
    where: dict[str, Any] = {"bazaar_id": day.field.bazaar_id, "day": day.day}
    day.field.do(mark, **where, participation_id=day.ids[number], status=status)


def test_every_outcome_has_its_own_words_and_only_who_took_part_took_part(db: Database) -> None:
    day = open_day(db, vendors=7, partners=0)
    day.sell(0, cash=250_000)
    day.sell(1, state=NIL)
    day.sell(2, state=DECLINED)
    put(day, 4, EXCUSED)
    put(day, 5, ABSENT)
    put(day, 6, "expected")
    day.field.do(change_participation, day.ids[6], status=CANCELLED)
    assert [said(day, number) for number in range(7)] == [
        (True, "Rp250.000"),
        (True, "Rp0 (nihil)"),
        (True, "menolak"),
        (True, "belum lapor"),
        (False, "izin"),
        (False, "alpa"),
        (False, ""),
    ]


def test_a_bazaar_to_come_is_not_one_in_which_the_vendor_took_part(db: Database) -> None:
    day = open_day(db, vendors=1, partners=0)
    day.sell(0, cash=250_000)
    vendor = vendor_of(day, 0)
    code = day.field.do(add_bazaar, name="Bazar Lebaran", days=(day.day + timedelta(days=40),))
    day.field.do(add_participation, day.field.ask(find_bazaar, code).id, vendor_id=vendor)
    told = [(bazaar.name, bazaar.took_part, sold_words(bazaar)) for bazaar in bazaars_of(day, 0)]
    assert told[0] == ("Bazar Lebaran", False, "belum berlangsung")
    assert told[1][1:] == (True, "Rp250.000")


def test_a_sealed_day_stands_as_sealed_and_a_late_answer_apart(db: Database) -> None:
    day = open_day(db, vendors=2, partners=0)
    day.sell(0, cash=250_000)
    day.close()
    day.sell(1, cash=70_000)
    assert said(day, 0) == (True, "Rp250.000")
    assert said(day, 1) == (True, "belum lapor · susulan Rp70.000")


def test_the_filter_asks_for_who_took_part_and_not_for_who_was_confirmed(db: Database) -> None:
    day = open_day(db, vendors=3, partners=0, marked=False)
    put(day, 0, ABSENT)
    day.sell(1, state=NIL)
    near = day.day + TODAY_AFTER
    ids = [vendor_of(day, number) for number in range(3)]

    def found(took_part: str, today: Any = near) -> set[str]:
        wanted = VendorFilter(took_part=took_part, today=today)
        return set(day.field.ask(find_vendors, wanted).ids) & set(ids)

    assert found(NEVER) == {ids[0], ids[2]}
    assert found(THIS_YEAR) == {ids[1]}
    assert found(EARLIER) == set()
    assert found(EARLIER, near + timedelta(days=400)) == {ids[1]}
