"""Bazaars, their days, who takes part, and the day read whole."""

from __future__ import annotations

from datetime import date

import pytest

from bazar_desktop.domain.attendance.cards import read_card
from bazar_desktop.domain.bazaars.regions import RegionUnknown
from bazar_desktop.services.bazaars.bazaars import (
    BazaarCodeTaken,
    BazaarNameMissing,
    UnknownBazaar,
    UnknownKind,
    add_bazaar,
    add_lokasi,
    find_bazaar,
    list_bazaars,
)
from bazar_desktop.services.bazaars.days import BazaarNeedsDays, NotADayOfThisBazaar, TooManyDays
from bazar_desktop.services.bazaars.participants import (
    AlreadyParticipating,
    PartyUnclear,
    UnknownStatus,
    add_participation,
    list_participants,
    participation_by_card,
)
from bazar_desktop.services.day.sheet import day_sheet
from bazar_desktop.services.journal.history import field_history
from bazar_desktop.services.register.search import search_vendors
from bazar_desktop.services.register.vendors import vendor_facts
from bazar_desktop.services.settings.values import get_setting, put_setting
from bazar_desktop.store.database import Database
from tests.bazaar_day import DAYS, Field, stand_up


def test_a_bazaar_has_a_code_its_days_and_its_lokasi(db: Database) -> None:
    field = stand_up(db)
    bazaar = field.ask(find_bazaar, field.code.lower())
    assert [day.day for day in bazaar.days] == list(DAYS)
    assert (bazaar.lokasi, bazaar.kecamatan, bazaar.kota) == (
        "Rusun Karang Anyar",
        "Sawah Besar",
        "Kota Administrasi Jakarta Pusat",
    )
    assert bazaar.participants == 15
    assert [item.code for item in field.ask(list_bazaars)] == [field.code]


def test_a_bazaar_that_breaks_a_rule_is_refused(db: Database) -> None:
    field = stand_up(db, vendors=1, reserves=0, partners=0)
    with pytest.raises(BazaarCodeTaken):
        field.do(add_bazaar, name="Lain", days=DAYS, code=field.code)
    with pytest.raises(BazaarNameMissing):
        field.do(add_bazaar, name=" ", days=DAYS)
    with pytest.raises(BazaarNeedsDays):
        field.do(add_bazaar, name="Lain", days=[])
    with pytest.raises(TooManyDays):
        field.do(add_bazaar, name="Lain", days=[date(2023, 1 + n // 28, 1 + n % 28) for n in range(40)])
    with pytest.raises(UnknownKind):
        field.do(add_bazaar, name="Lain", days=DAYS, kind="pesta")
    with pytest.raises(UnknownKind):
        field.do(add_lokasi, name="X", kind="kapal", kecamatan="Sawah Besar")
    with pytest.raises(RegionUnknown):
        field.do(add_lokasi, name="X", kecamatan="Bandung Wetan")
    with pytest.raises(BazaarNameMissing):
        field.do(add_lokasi, name="", kecamatan="Sawah Besar")
    with pytest.raises(UnknownBazaar):
        field.ask(find_bazaar, "TIDAKADA")
    with pytest.raises(NotADayOfThisBazaar):
        field.ask(day_sheet, field.bazaar_id, date(2023, 3, 22))


def test_a_party_takes_part_once_and_its_card_finds_it(db: Database) -> None:
    field = stand_up(db)
    participants = field.ask(list_participants, field.bazaar_id)
    first = participants[0]
    with db.read() as session:
        assert participation_by_card(session, field.bazaar_id, read_card(first.card)).id == first.id
    with pytest.raises(AlreadyParticipating):
        field.do(add_participation, field.bazaar_id, vendor_id=first.vendor_id)
    with pytest.raises(PartyUnclear):
        field.do(add_participation, field.bazaar_id, vendor_id="v", party="partner")
    with pytest.raises(UnknownStatus):
        field.do(add_participation, field.bazaar_id, vendor_id="v", status="maybe")
    assert len({participant.card for participant in participants}) == len(participants)


def test_the_day_shows_whoever_is_confirmed_and_hides_phones(db: Database) -> None:
    field = stand_up(db)
    sheet = field.ask(day_sheet, field.bazaar_id, DAYS[0])
    assert len(sheet.rows) == 13
    assert {row.party for row in sheet.rows} == {"vendor", "partner"}
    assert all("••••" in row.phone for row in sheet.rows if row.party == "vendor")
    assert all(row.first_time for row in sheet.rows if row.party == "vendor")


def test_the_register_is_searched_by_the_beginnings_of_words(db: Database) -> None:
    field = stand_up(db)
    assert [item.business for item in field.ask(search_vendors, "samb")] == ["Sambal Roa Mpok Ati"]
    assert [item.business for item in field.ask(search_vendors, "kopi rah")] == ["Kopi Kebon Sirih"]
    assert field.ask(search_vendors, "tidak ada begini") == []
    vendor = field.ask(search_vendors, "samb")[0]
    assert "••••" in field.ask(vendor_facts, vendor.id).phone


def test_a_setting_is_data_with_a_default_and_a_history(db: Database) -> None:
    field = Field(db)
    assert field.ask(get_setting, "cut_off") == "09.30"
    field.do(put_setting, "cut_off", "10.00")
    field.do(put_setting, "cut_off", "10.15")
    assert field.ask(get_setting, "cut_off") == "10.15"
    with db.read() as session:
        from bazar_desktop.store.tables import natural_id

        entries = field_history(session, "setting", natural_id("setting", "cut_off"), "value")
    assert [(entry.before, entry.after, entry.stands) for entry in entries] == [
        ('"10.00"', '"10.15"', True),
        (None, '"10.00"', False),
    ]
