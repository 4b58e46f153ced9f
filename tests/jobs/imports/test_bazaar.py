"""Lists into a bazaar and into a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bazar_desktop.phrases.imports import why
from bazar_desktop.services.attendance.check_in import mark
from bazar_desktop.services.bazaars.participants import ParticipantFacts, list_participants
from bazar_desktop.services.closing.seal import close_day
from bazar_desktop.services.day.sheet import day_sheet
from bazar_desktop.services.omzet.entry import set_omzet
from bazar_desktop.services.register.list_model import ListChoices, StoreMovedOn
from bazar_desktop.services.register.search import count_vendors
from bazar_desktop.store.database import Database
from tests.bazaar_day import DAYS, stand_up
from tests.jobs.imports.lists import Lists, codes, filled

Rows = list[list[object]]
DAY = DAYS[0]
NAMES: list[object] = ["No", "Nama Peserta", "Nama Usaha", "No HP", "Listrik", "Status", "Keterangan"]
SALES: list[object] = ["No", "Booth", "Nama Usaha", "Tunai", "QRIS", "Jumlah", "Keterangan"]


@pytest.fixture
def lists(db: Database, tmp_path: Path) -> Lists:
    return Lists(stand_up(db, vendors=3, reserves=1, partners=1), tmp_path)


def participants(lists: Lists) -> dict[str, ParticipantFacts]:
    return {
        participant.business: participant
        for participant in lists.field.ask(list_participants, lists.field.bazaar_id)
    }


def sold(lists: Lists, day: date = DAY) -> dict[str, tuple[str, int | None]]:
    sheet = lists.field.ask(day_sheet, lists.field.bazaar_id, day)
    return {row.business: (row.omzet, row.total) for row in sheet.rows}


def test_known_unknown_and_mitra_take_part_as_the_list_says(lists: Lists) -> None:
    rows: Rows = [
        NAMES,
        [1, "Marni Suryani", "Dapur Bu Marni", "081234560000", "", "", ""],
        [2, "Orang Baru", "Warung Baru", "081299990001", "ya", "Peserta", "bawa kompor"],
        [3, "Cadangan Satu", "Keripik Satu", "081299990002", "", "Cadangan", ""],
        [4, "Cadangan Dua", "Keripik Dua", "081299990003", "", "cadangan", ""],
        [5, "", "Food Station", "", "", "", ""],
    ]
    plan = lists.take(rows, "participants")
    assert filled(plan) == {"new": 4, "same": 1, "not_vendor": 1}
    assert codes(plan, 3) == ["new_vendor"]
    now = participants(lists)
    assert now["Warung Baru"].needs_power
    assert now["Warung Baru"].note == "bawa kompor"
    assert now["Food Station"].party == "partner"
    first, second = now["Keripik Satu"], now["Keripik Dua"]
    assert (first.status, second.status) == ("reserve", "reserve")
    assert (first.reserve_order or 0) < (second.reserve_order or 0)
    assert lists.field.ask(count_vendors) == 4 + 3
    assert filled(lists.plan(rows, "participants")) == {"same": 5, "not_vendor": 1}
    lists.undo("participants")
    assert "Warung Baru" not in participants(lists)
    assert lists.field.ask(count_vendors) == 4


def test_rows_below_a_heading_of_reserves_are_reserves(lists: Lists) -> None:
    rows: Rows = [
        ["DAFTAR PESERTA DAN CADANGAN"],
        ["Nama Peserta", "Nama Usaha", "No HP"],
        ["Orang Satu", "Warung Satu", "081299990001"],
        ["CADANGAN"],
        ["Orang Dua", "Warung Dua", "081299990002"],
    ]
    lists.take(rows, "participants")
    now = participants(lists)
    assert (now["Warung Satu"].status, now["Warung Dua"].status) == ("confirmed", "reserve")


def test_a_participant_changes_only_in_what_the_list_says(lists: Lists) -> None:
    rows: Rows = [NAMES, [1, "Marni Suryani", "Dapur Bu Marni", "081234560000", "", "batal", "sakit"]]
    plan = lists.take(rows, "participants")
    assert filled(plan) == {"changed": 1, "not_vendor": 1}
    marni = participants(lists)["Dapur Bu Marni"]
    assert (marni.status, marni.note) == ("cancelled", "sakit")


def test_the_register_is_not_changed_by_a_list_of_participants(lists: Lists) -> None:
    rows: Rows = [NAMES, [1, "Marni Suryani", "Dapur Bu Marni", "081255550000", "", "", ""]]
    plan = lists.plan(rows, "participants")
    assert filled(plan) == {"same": 1, "not_vendor": 1}
    assert codes(plan, 2) == ["differs_from_register"]
    assert "6281234560000" not in str(plan.rows[0].reasons)


def test_a_likely_vendor_is_asked_about_before_it_takes_part(lists: Lists) -> None:
    rows: Rows = [NAMES, [1, "Nama Lain", "Usaha Lain", "081234560000", "", "", ""]]
    assert filled(lists.plan(rows, "participants")) == {"look": 1, "not_vendor": 1}
    as_new = lists.take(rows, "participants", ListChoices(look_as_new=True))
    assert filled(as_new) == {"new": 1, "not_vendor": 1}
    assert "Usaha Lain" in participants(lists)


def test_sales_of_somebody_marked_away_are_to_be_decided_with_the_reason(lists: Lists) -> None:
    marni = participants(lists)["Dapur Bu Marni"]
    where = {"bazaar_id": lists.field.bazaar_id, "day": DAY}
    lists.field.do(mark, **where, participation_id=marni.id, status="absent")
    rows: Rows = [SALES, [1, "", "Dapur Bu Marni", 250_000, 100_000, 350_000, ""]]
    plan = lists.plan(rows, "omzet", day=DAY)
    assert filled(plan) == {"look": 1, "not_vendor": 1}
    assert codes(plan, 2) == ["marked_away"]
    assert "ditandai alpa pada hari itu" in why(plan.rows[0].reasons[0])
    assert sold(lists)["Dapur Bu Marni"] == ("blank", None)
    lists.take(rows, "omzet", ListChoices(accepted=frozenset({"marked_away"})), day=DAY)
    assert sold(lists)["Dapur Bu Marni"] == ("reported", 350_000)


def test_sales_are_found_by_business_and_totals_are_no_vendor(lists: Lists) -> None:
    rows: Rows = [
        SALES,
        [1, "", "Dapur Bu Marni", 250_000, 100_000, 350_000, ""],
        [2, "", "Kerak Telor Bang Jali", "nihil", "", "", ""],
        [3, "", "Batik Betawi Terogong", "", "", "", ""],
        ["", "", "Jumlah", 250_000, 100_000, 350_000, ""],
    ]
    plan = lists.take(rows, "omzet", day=DAY)
    assert filled(plan) == {"new": 2, "same": 1, "not_vendor": 2}
    now = sold(lists)
    assert now["Dapur Bu Marni"] == ("reported", 350_000)
    assert now["Kerak Telor Bang Jali"] == ("nil", 0)
    assert now["Batik Betawi Terogong"] == ("blank", None)
    assert filled(lists.plan(rows, "omzet", day=DAY)) == {"same": 3, "not_vendor": 2}
    lists.undo("omzet")
    assert sold(lists)["Dapur Bu Marni"] == ("blank", None)


def test_one_sum_without_channels_is_entered_as_cash_and_says_so(lists: Lists) -> None:
    plan = lists.take([["Nama Usaha", "Omzet"], ["Dapur Bu Marni", "Rp1.500.000"]], "omzet", day=DAY)
    assert codes(plan, 2) == ["total_as_cash"]
    assert sold(lists)["Dapur Bu Marni"] == ("reported", 1_500_000)


@pytest.mark.parametrize(
    ("row", "bucket", "code"),
    [
        ([1, "", "Warung Entah", 5_000, "", "", ""], "refused", "not_in_bazaar"),
        ([1, "", "Dapur Bu Marni", "entah", "", "", ""], "refused", "not_an_amount"),
        ([1, "", "Dapur Bu Marni", 1.5, "", "", ""], "look", "thousands_lost"),
        ([1, "", "Dapur Bu Marni", 5_000, 5_000, 9_000, ""], "look", "total_differs"),
    ],
)
def test_what_is_not_certain_is_not_entered(lists: Lists, row: list[object], bucket: str, code: str) -> None:
    plan = lists.plan([SALES, row], "omzet", day=DAY)
    assert filled(plan) == {bucket: 1, "not_vendor": 1}
    assert code in codes(plan, 2)


def test_an_accepted_proposal_is_entered(lists: Lists) -> None:
    rows: Rows = [SALES, [1, "", "Dapur Bu Marni", 1.5, "", "", ""]]
    plan = lists.take(rows, "omzet", ListChoices(frozenset({"thousands_lost"})), DAY)
    assert filled(plan) == {"new": 1, "not_vendor": 1}
    assert sold(lists)["Dapur Bu Marni"] == ("reported", 1_500)


def test_a_business_twice_in_a_list_of_sales_needs_a_look(lists: Lists) -> None:
    rows: Rows = [SALES, *([n, "", "Dapur Bu Marni", n * 1_000, "", "", ""] for n in (1, 2))]
    plan = lists.plan(rows, "omzet", day=DAY)
    assert filled(plan) == {"look": 2, "not_vendor": 1}
    assert "several_rows" in codes(plan, 2) + codes(plan, 3)
    summed = lists.take(rows, "omzet", ListChoices(accepted=frozenset({"several_rows"})), day=DAY)
    assert filled(summed) == {"new": 2, "not_vendor": 1}
    assert sold(lists)["Dapur Bu Marni"] == ("reported", 3_000)


def test_a_figure_under_a_seal_is_refused_and_a_late_answer_is_taken(lists: Lists) -> None:
    marni = participants(lists)["Dapur Bu Marni"].id
    lists.field.do(set_omzet, bazaar_id=lists.field.bazaar_id, day=DAY, participation_id=marni, cash=100_000)
    lists.field.do(
        close_day,
        bazaar_id=lists.field.bazaar_id,
        day=DAY,
        officer=lists.field.officer,
        at=lists.field.at,
        accept_missing=True,
    )
    rows: Rows = [
        SALES,
        [1, "", "Dapur Bu Marni", 200_000, "", "", ""],
        [2, "", "Kerak Telor Bang Jali", 50_000, "", "", ""],
    ]
    plan = lists.take(rows, "omzet", day=DAY)
    assert filled(plan) == {"new": 1, "refused": 1, "not_vendor": 1}
    assert "day_closed" in codes(plan, 2)
    assert sold(lists)["Dapur Bu Marni"] == ("reported", 100_000)


def test_a_plan_of_sales_is_refused_when_somebody_typed_meanwhile(lists: Lists) -> None:
    plan = lists.plan([SALES, [1, "", "Dapur Bu Marni", 200_000, "", "", ""]], "omzet", day=DAY)
    marni = participants(lists)["Dapur Bu Marni"].id
    lists.field.do(set_omzet, bazaar_id=lists.field.bazaar_id, day=DAY, participation_id=marni, cash=1_000)
    with pytest.raises(StoreMovedOn):
        lists.write(plan, DAY)
