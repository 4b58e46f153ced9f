"""Sums over many days: no single day takes them down, and what a seal covers stays as its papers say it."""

from __future__ import annotations

import pytest

from bazar_desktop.cli.reports import _words
from bazar_desktop.domain.day.model import Category
from bazar_desktop.phrases.attendance import summary_text
from bazar_desktop.phrases.field_values import proposed_value_words
from bazar_desktop.phrases.reports import category_namer, group_words, uncounted_words
from bazar_desktop.services.attendance.roll_call import roll_call
from bazar_desktop.services.bazaars.bazaars import change_bazaar_and_times
from bazar_desktop.services.exchange.proposals import ProposedField
from bazar_desktop.services.register.erasures import erase_person
from bazar_desktop.services.register.vendor_page import type_vendor
from bazar_desktop.services.reports.board import board
from bazar_desktop.services.reports.year import year_report, year_rows
from bazar_desktop.spreadsheets.writing.year_tables import year_tables
from bazar_desktop.store.database import Database
from bazar_desktop.store.tables import Participation
from tests.bazaar_day import DAYS
from tests.omzet_day import open_day
from tests.services.exchange.test_decisions import take_in, two_laptops
from tests.stores import MakeStore


@pytest.mark.parametrize("state", ["nil", "declined"])
def test_the_year_opens_as_provisional_over_an_amount_beside_nihil(make_store: MakeStore, state: str) -> None:
    here, there = two_laptops(make_store)
    here.sell(1, cash=100_000)
    there.sell(0, cash=2_000)
    here.sell(0, state=state)
    take_in(here.field.db, there.field.db)
    report = here.field.ask(year_report, 2023)
    assert (report.is_provisional, report.vendors.omzet) == (True, 100_000)
    (words,) = uncounted_words(report.days)
    assert words == (
        "Bazar Jakpreneur Ramadan, 20 Maret 2023: Dapur Bu Marni punya nominal yang bertentangan dengan keadaannya "
        "dan belum ikut dihitung. Putuskan di Perlu keputusan."
    )
    assert words in _words(report, str)


def test_the_board_calls_a_sealed_day_as_its_papers_and_the_year_do(db: Database) -> None:
    day = open_day(db, vendors=2)
    day.sell(0, cash=100_000)
    day.close()
    day.field.do(change_bazaar_and_times, day.field.bazaar_id, cut_off="", name="Bazar Lain", days=list(DAYS))
    names = {row.day: row.name for row in day.field.ask(board)}
    assert names == {DAYS[0]: "Bazar Jakpreneur Ramadan", DAYS[1]: "Bazar Lain"}
    assert names == {of_day.day: of_day.name for of_day in day.field.ask(year_report, 2023).days}


def test_who_was_erased_and_who_has_no_pengampu_are_named_in_lists_and_sums(db: Database) -> None:
    day = open_day(db, vendors=2, partners=0)
    day.sell(0, cash=100_000)
    first, second = (
        day.field.ask(lambda session, id_=id_: session.get_one(Participation, id_).vendor_id)
        for id_ in day.ids
    )
    facts = {"reason": "surat", "officer": day.field.officer, "at": day.field.at}
    day.field.do(erase_person, vendor_id=first, **facts)
    day.field.do(type_vendor, {}, vendor_id=second, agency="")
    assert "(dihapus)" in {row.business for row in day.rows()}
    assert "(dihapus)" in {row.row.business for row in day.field.ask(year_rows, 2023)}
    roll = day.field.ask(roll_call, day.field.bazaar_id, day.day)
    assert "Tanpa pengampu 1/1" in summary_text(roll, day.field.at)
    tables = year_tables(day.field.ask(year_report, 2023), day.field.ask(year_rows, 2023), str)
    of_agencies = next(table for table in tables if table.name == "pengampu")
    assert "Tanpa pengampu" in [row[0] for row in of_agencies.rows]


def test_a_group_has_one_name_on_papers_and_in_the_year() -> None:
    named = category_namer((Category("kuliner", "Makanan", "M", "#112233"),))
    groups = [("category", "kuliner"), ("category", ""), ("agency", ""), ("kota", ""), ("kind", "offline")]
    assert [group_words(cut, key, named) for cut, key in groups] == [
        "Makanan",
        "Lainnya",
        "Tanpa pengampu",
        "(tidak diisi)",
        "Bazar di lokasi",
    ]


def test_a_usul_says_its_values_in_the_words_of_the_officer() -> None:
    named = category_namer((Category("kuliner", "Makanan", "M", "#112233"),))
    told = [
        ("vendor", "category", "kuliner", "Makanan"),
        ("vendor", "needs_power", False, "tidak"),
        ("vendor", "needs_power", None, "kosong"),
        ("participation", "party", "partner", "Mitra"),
        ("participation", "source", "walk_in", "datang langsung"),
        ("bazaar", "kind", "business_matching", "Temu bisnis"),
        ("bazaar_day", "day", "2023-03-20", "20 Maret 2023"),
        ("officer", "role", "supervisor", "supervisor"),
        ("vendor", "name", "Sri", "Sri"),
    ]
    for entity, field, value, words in told:
        row = ProposedField(entity, "1", "Sri", field, None, value)
        assert proposed_value_words(row, value, named) == words
