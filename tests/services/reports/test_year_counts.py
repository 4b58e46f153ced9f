"""What the year counts as a bazaar, how much of it has come, and that nothing answered is not Rp0, everywhere alike."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bazar_desktop.domain.day.model import ABSENT, BLANK, PRESENT
from bazar_desktop.jobs.reports.year_file import write_year
from bazar_desktop.phrases.reports import behind_words, coverage_words, held_words
from bazar_desktop.services.bazaars.bazaars import add_bazaar, add_lokasi, find_bazaar
from bazar_desktop.services.bazaars.participants import add_participation, list_participants
from bazar_desktop.services.closing.seal import close_day
from bazar_desktop.services.register.search import search_vendors
from bazar_desktop.services.reports.board import board
from bazar_desktop.services.reports.book import OF_A_BAZAAR
from bazar_desktop.services.reports.year import GroupFigures, year_bazaars, year_report, year_rows
from tests import stores
from tests.bazaar_day import DAYS, Field, stand_up
from tests.offices import found
from tests.services.office.test_office import sell

TODAY = date(2023, 6, 1)
BY = {"kind": "by_kind", "kota": "by_kota", "kecamatan": "by_kecamatan"}


@pytest.fixture
def field(tmp_path: Path) -> Field:
    """A bazaar on its first day; one rained off, one to come, an online one, a pameran, one that nobody answered."""
    field = stand_up(stores.sqlcipher_store(tmp_path, "K", kind="office"), vendors=3, reserves=0)
    who = [party.id for party in field.ask(list_participants, field.bazaar_id)]
    field.do(sell, field.bazaar_id, who[0], DAYS[0], 70_000)
    hold(field, "Hujan", date(2023, 4, 1), status=ABSENT, state=BLANK)
    hold(field, "Rencana", date(2023, 12, 1))
    hold(field, "Daring", date(2023, 4, 3), 20_000, kind="online", kecamatan="Menteng")
    hold(field, "Pameran", date(2023, 4, 4), 10_000, kind="pameran")
    hold(field, "Diam", date(2023, 4, 5), status=PRESENT, state=BLANK, kecamatan="Gambir")
    return field


def hold(field: Field, name: str, day: date, cash: int | None = None, **facts: Any) -> None:
    lokasi = field.do(add_lokasi, name=name, kecamatan=facts.pop("kecamatan", "Senen"))
    kind = facts.pop("kind", "offline")
    bazaar = field.ask(
        find_bazaar, field.do(add_bazaar, name=name, days=[day], lokasi_id=lokasi, kind=kind)
    ).id
    vendor = field.ask(lambda session: search_vendors(session)[0].id)
    who = field.do(add_participation, bazaar, vendor_id=vendor)
    if cash is not None or facts:
        field.do(sell, bazaar, who, day, cash, **facts)


def test_the_headline_is_the_sum_of_each_cut_and_what_opens_behind_it(field: Field) -> None:
    report = field.ask(year_report, 2023, today=TODAY)
    assert (report.bazaars, report.bazaar_days, report.others, report.other_days) == (2, 2, 2, 2)
    assert report.coverage.not_held == 2
    for name, attribute in BY.items():
        assert name in OF_A_BAZAAR
        cuts = getattr(report, attribute)
        assert sum(cut.figures.bazaars for cut in cuts) == report.bazaars
        assert sum(cut.figures.others for cut in cuts) == report.others
        for cut in cuts:
            opened = field.ask(year_bazaars, 2023, name, cut.key)
            offline = [bazaar for bazaar in opened if bazaar.kind == "offline"]
            assert (len(offline), len(opened) - len(offline)) == counts(cut.figures)
    kinds = {cut.key: counts(cut.figures) for cut in report.by_kind}
    assert kinds == {"offline": (2, 0), "online": (0, 1), "pameran": (0, 1)}
    assert counts(report.vendors) == (2, 2)
    held = [day for day in report.days if day.took_place]
    assert len({day.bazaar_id for day in held if day.kind == "offline"}) == report.bazaars


def counts(figures: GroupFigures) -> tuple[int, int]:
    return figures.bazaars, figures.others


def test_the_words_name_what_is_counted_and_what_is_not(field: Field) -> None:
    report = field.ask(year_report, 2023, today=TODAY)
    assert held_words(report) == "2 hari · Bazar daring: 1 · Pameran: 1 · belum/tidak berjalan: 2"
    rows = field.ask(year_rows, 2023, "kecamatan", "Menteng")
    words = behind_words(rows, field.ask(year_bazaars, 2023, "kecamatan", "Menteng"))
    assert words == "0 bazar, 1 kegiatan lain, 1 baris, jumlah Rp20.000"


def test_a_day_without_an_answer_is_nothing_and_not_nought(field: Field, tmp_path: Path) -> None:
    report = field.ask(year_report, 2023, today=TODAY)
    by_place = {cut.key: cut.figures.omzet for cut in report.by_kecamatan}
    assert by_place == {"Sawah Besar": 70_000, "Senen": 10_000, "Menteng": 20_000, "Gambir": None}
    days = {(day.name, day.day): day.omzet for day in report.days}
    assert (days["Diam", date(2023, 4, 5)], days["Hujan", date(2023, 4, 1)]) == (None, None)
    with field.db.read() as session:
        write_year(session, 2023, tmp_path / "2023.xlsx", today=TODAY)
    book = openpyxl.load_workbook(tmp_path / "2023.xlsx")
    sheets = {sheet.title.casefold(): list(sheet.values) for sheet in book}
    (place,) = [rows for name, rows in sheets.items() if name.startswith("kecamatan")]
    head, *rows = place
    omzet, bazaars = head.index("Omzet UMKM"), head.index("Bazar")
    assert {row[0]: row[omzet] for row in rows} == by_place
    assert sum(row[bazaars] for row in rows) == report.bazaars


def test_how_much_has_come_is_said_of_the_days_that_are_over(field: Field) -> None:
    facts = {"bazaar_id": field.bazaar_id, "day": DAYS[0], "officer": field.officer, "at": field.at}
    field.do(close_day, **facts, accept_missing=True)
    report = field.ask(year_report, 2023, today=TODAY)
    assert coverage_words(report.coverage) == (
        "1 dari 6 hari sudah tertutup, 3 hari belum ada jawaban, 1 hari akan datang"
    )
    figures = report.vendors
    assert (figures.answered, figures.asked, figures.blank) == (3, 4, 1), "who was not present is not awaited"
    assert field.ask(year_report, 2023).coverage.to_come == 0


def test_today_is_not_over_before_it_is(field: Field) -> None:
    def on(today: date) -> tuple[int, int, int]:
        covered = field.ask(year_report, 2023, today=today).coverage
        return covered.days, covered.unanswered, covered.to_come

    planned, rained_off = date(2023, 12, 1), date(2023, 4, 1)
    assert on(planned) == (6, 3, 1), "nobody has come yet: it is still to come"
    assert on(planned + timedelta(days=1)) == (7, 4, 0)
    silent = date(2023, 4, 5)
    assert on(silent) == (6, 2, 1), "a day that runs may still answer"
    assert on(silent + timedelta(days=1)) == (6, 3, 1)
    assert on(rained_off)[2] == on(rained_off + timedelta(days=1))[2] + 1


def test_a_laptop_of_which_nothing_has_come_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    world = found(tmp_path)
    first, _second = world.join("Laptop 1"), world.join("Laptop 2")
    first.sell({first.parties()[0]: 50_000})
    first.seal()
    first.pack(world.stick("hari"))
    assert world.office.answers(world.stick("hari")) == ["MERGED"]
    with world.office.store.db.read() as session:
        report = year_report(session, 2023, today=TODAY)
        rows = {row.day: row for row in board(session)}
    assert report.coverage.waiting == ("Laptop 1", "Laptop 2"), "of the second day nothing has come of either"
    assert [(rows[day].waiting, rows[day].is_complete) for day in DAYS] == [
        (("Laptop 2",), False), (("Laptop 1", "Laptop 2"), False)
    ]  # fmt: skip
    assert coverage_words(report.coverage) == (
        "1 dari 2 hari sudah tertutup, 1 hari belum ada jawaban, 2 dari 2 laptop belum masuk"
    )
    with world.office.store.db.read() as session:
        first_day = year_report(session, 2023, today=DAYS[0])
    assert first_day.coverage.waiting == ("Laptop 2",)
    world.close()
