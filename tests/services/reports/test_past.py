"""What a sealed day says of a party stays as sealed in every sum; a correction reaches back only as a named act."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import ReasonMissing
from bazar_desktop.jobs.reports.year_file import write_year
from bazar_desktop.services.bazaars.bazaars import add_bazaar, add_lokasi, find_bazaar
from bazar_desktop.services.bazaars.participants import add_participation, list_participants
from bazar_desktop.services.closing.paper_sheet import paper_sheet
from bazar_desktop.services.closing.seal import SealedUnchanged, close_day, reopen
from bazar_desktop.services.day.undo_guard import undo
from bazar_desktop.services.register.search import search_vendors
from bazar_desktop.services.register.vendor_page import join_vendors, part_vendors, type_vendor
from bazar_desktop.services.reports.book import KEYS
from bazar_desktop.services.reports.correcting import (
    NothingToCorrect,
    correct_sealed_days,
    sealed_differences,
)
from bazar_desktop.services.reports.year import year_report, year_rows
from bazar_desktop.spreadsheets.writing.day_tables import day_tables
from bazar_desktop.store.apply import apply
from bazar_desktop.store.tables import Agency, ChangeRow, Lokasi, SealedCorrection, Vendor
from tests import stores
from tests.bazaar_day import DAYS, Field, stand_up
from tests.services.office.test_office import sell
from tests.stores import MakeStore, all_changes

MARNI = 1_500_000


@pytest.fixture
def field(tmp_path: Path) -> Field:
    """A bazaar whose first day is sealed: Dapur Bu Marni (kuliner, PPKUKM) sold for Rp1.500.000."""
    field = stand_up(stores.sqlcipher_store(tmp_path, "K", kind="office"), vendors=4, reserves=0)
    sealed_day(field, DAYS[0])
    return field


def sealed_day(field: Field, day: Any) -> None:
    who = [party.id for party in field.ask(list_participants, field.bazaar_id)]
    field.do(sell, field.bazaar_id, who[0], day, MARNI)
    field.do(sell, field.bazaar_id, who[1], day, 40_000)
    close(field, day)


def close(field: Field, day: Any) -> None:
    field.at += max(day - field.at.date(), timedelta())  # a day is closed once it has come
    facts = {"bazaar_id": field.bazaar_id, "day": day, "officer": field.officer, "at": field.at}
    field.do(close_day, **facts, accept_missing=True, accept_unchanged=True)


def marni(field: Field) -> str:
    return field.ask(lambda session: session.query(Vendor).order_by(Vendor.phone).first().id)


def change(field: Field, agency: str = "PPKUKM", **typed: str) -> None:
    field.do(type_vendor, typed, vendor_id=marni(field), agency=agency)


def said(rows: Any) -> list[tuple[str, ...]]:
    return sorted((row.business, row.name, row.category, row.agency, row.product) for row in rows)


def sums(field: Field, cut: str) -> dict[str, int]:
    report = field.ask(year_report, 2023)
    cuts = getattr(
        report, {"agency": "by_agency", "category": "by_category", "kecamatan": "by_kecamatan"}[cut]
    )
    return {item.key: item.figures.omzet for item in cut_known(cuts)}


def cut_known(cuts: Any) -> list[Any]:
    return [item for item in cuts if item.figures.omzet]


def sealed_csv(field: Field, day: Any = DAYS[0]) -> str:
    sheet = field.ask(paper_sheet, field.bazaar_id, day)
    return json.dumps([[str(cell) for cell in row] for table in day_tables(sheet) for row in table.rows])


CHANGES: dict[str, Callable[[Field], None]] = {
    "category": lambda field: change(field, category="fesyen"),
    "agency": lambda field: change(field, agency="Parekraf"),
    "names": lambda field: change(field, business="Warung Lain", name="Orang Lain", product="Lontong"),
    "agency's name": lambda field: rename_agency(field, "PPKUKM", "Dinas Baru"),
    "the lokasi": lambda field: field.do(move_lokasi),
}


def rename_agency(field: Field, name: str, to: str) -> None:
    def rename(session: Session) -> None:
        session.query(Agency).filter_by(name=name, role="coach").one().name = to

    field.do(rename)


def move_lokasi(session: Session) -> None:
    row = session.query(Lokasi).first()
    row.kecamatan, row.name = "Menteng", "Tempat Lain"


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_of_the_register_after_the_seal_moves_nothing_anywhere(field: Field, what: str) -> None:
    before = [sums(field, cut) for cut in ("agency", "category", "kecamatan")]
    rows, papers = (
        said(row.row for row in field.ask(year_rows, 2023) if row.day == DAYS[0]),
        sealed_csv(field),
    )
    CHANGES[what](field)
    assert [sums(field, cut) for cut in ("agency", "category", "kecamatan")] == before
    assert said(row.row for row in field.ask(year_rows, 2023) if row.day == DAYS[0]) == rows
    assert said(field.ask(paper_sheet, field.bazaar_id, DAYS[0]).rows) == rows_with_all(field)
    assert sealed_csv(field) == papers


def rows_with_all(field: Field) -> list[tuple[str, ...]]:
    rows = [row for party in ("vendor", "partner") for row in field.ask(year_rows, 2023, "party", party)]
    return said(row.row for row in rows if row.day == DAYS[0])


@pytest.mark.parametrize("what", [what for what in CHANGES if what != "the lokasi"])
def test_reopening_for_one_figure_moves_nothing_to_another_pengampu_or_kind(field: Field, what: str) -> None:
    """While the day is open, under the next seal, and after it: only the named act lets it say otherwise."""
    before, papers = [sums(field, cut) for cut in ("agency", "category")], words_of(field)
    CHANGES[what](field)
    field.do(reopen, **day_facts(field), reason="Omzet Jali salah ketik")
    assert [sums(field, cut) for cut in ("agency", "category")] == before
    assert words_of(field) == papers
    with pytest.raises(SealedUnchanged):
        field.do(close_day, **day_facts(field), accept_missing=True)
    close(field, DAYS[0])
    assert [sums(field, cut) for cut in ("agency", "category")] == before
    assert words_of(field) == papers
    if what != "agency's name":  # one office's new name is no vendor's correction
        field.do(correct_sealed_days, marni(field), reason="salah ketik", officer=field.officer, at=field.at)
        field.do(reopen, **day_facts(field), reason="Omzet Jali salah ketik")
        assert words_of(field) != papers
        close(field, DAYS[0])
        assert words_of(field) != papers


def test_who_is_new_on_a_reopened_day_is_called_as_the_register_calls_them_now(field: Field) -> None:
    change(field, business="Warung Lain")
    field.do(reopen, **day_facts(field), reason="tertinggal satu")
    late = field.do(type_vendor, {"name": "Budi Satria", "business": "Es Budi", "category": "kuliner"})
    field.do(add_participation, bazaar_id=field.bazaar_id, vendor_id=late, status="confirmed")
    close(field, DAYS[0])
    called = {row.business for row in field.ask(paper_sheet, field.bazaar_id, DAYS[0]).rows}
    assert {"Dapur Bu Marni", "Es Budi"} <= called
    assert "Warung Lain" not in called


def day_facts(field: Field) -> dict[str, Any]:
    return {"bazaar_id": field.bazaar_id, "day": DAYS[0], "officer": field.officer, "at": field.at}


def words_of(field: Field) -> list[tuple[str, ...]]:
    sheet = said(field.ask(paper_sheet, field.bazaar_id, DAYS[0]).rows)
    assert sheet == rows_with_all(field)
    return sheet


@pytest.mark.parametrize("what", CHANGES)
@pytest.mark.parametrize("first", ["seal", "change"])
def test_a_change_made_elsewhere_is_not_the_seals_whatever_comes_first(
    tmp_path: Path, what: str, first: str
) -> None:
    office = stand_up(stores.sqlcipher_store(tmp_path, "K", kind="office"), vendors=4, reserves=0)
    laptop = Field(stores.sqlcipher_store(tmp_path, "A"), bazaar_id=office.bazaar_id, at=office.at)
    third = Field(stores.sqlcipher_store(tmp_path, "B"), bazaar_id=office.bazaar_id, at=office.at)
    laptop.do(apply, all_changes(office.db), laptop.at)
    CHANGES[what](office)
    sealed_day(laptop, DAYS[0])
    expected = (
        said(row.row for row in laptop.ask(year_rows, 2023) if row.day == DAYS[0]),
        sealed_csv(laptop),
    )
    halves = [all_changes(laptop.db), all_changes(office.db)]
    for half in halves if first == "seal" else reversed(halves):
        third.do(apply, half, third.at)
    office.do(apply, all_changes(laptop.db), office.at)
    laptop.do(apply, all_changes(office.db), laptop.at)
    for store in (office, laptop, third):
        found = said(row.row for row in store.ask(year_rows, 2023) if row.day == DAYS[0])
        assert (found, sealed_csv(store)) == expected
    assert sums(office, "category") == sums(laptop, "category") == sums(third, "category")


def test_who_came_for_the_first_time_is_as_of_the_seal(field: Field) -> None:
    def new(day: Any) -> list[bool]:
        sheet = field.ask(paper_sheet, field.bazaar_id, day)
        return [row.first_time for row in sheet.rows if row.party == "vendor"]

    assert new(DAYS[0]) == [True] * 4
    ids = [vendor.id for vendor in field.ask(search_vendors)]
    lokasi = field.do(add_lokasi, name="RPTRA Menteng", kind="rptra", kecamatan="Menteng")
    before = DAYS[0].replace(year=2022)
    code = field.do(add_bazaar, name="Dulu", days=[before], lokasi_id=lokasi)
    earlier = field.ask(find_bazaar, code).id
    place = field.do(add_participation, earlier, vendor_id=ids[0])
    field.do(join_vendors, ids[0], ids[1])
    assert new(DAYS[1]) == [True] * 4, "who was confirmed but did not come took no part"
    field.do(sell, earlier, place, before, 10_000)
    assert new(DAYS[0]) == [True] * 4
    sealed_day(field, DAYS[1])
    assert sorted(new(DAYS[1])) == [False, False, True, True]
    field.do(part_vendors, ids[0], ids[1])
    assert sorted(new(DAYS[1])) == [False, False, True, True]
    assert new(DAYS[0]) == [True] * 4


# -- corrections that reach back ----------------------------------------------------------------------------------


def correct(field: Field, reason: str = "salah kategori sejak Maret") -> Any:
    facts = {"reason": reason, "officer": field.officer, "at": field.at}
    return field.do(correct_sealed_days, marni(field), **facts)


def test_a_correction_reaches_the_sealed_days_by_a_named_act_and_shows_its_difference(
    field: Field, tmp_path: Path
) -> None:
    sealed_day(field, DAYS[1])
    papers = [sealed_csv(field, day) for day in DAYS]
    change(field, category="fesyen")
    assert sums(field, "category") == {"kuliner": 2 * (MARNI + 40_000)}
    days = field.ask(sealed_differences, marni(field))
    assert [(item.day, item.changes) for item in days] == [
        (day, (("category", "kuliner", "fesyen"),)) for day in DAYS
    ]
    correct(field)
    report = field.ask(year_report, 2023)
    moved = {cut.key: (cut.figures.moved.rupiah, cut.figures.moved.days) for cut in report.by_category}
    assert sums(field, "category") == {"kuliner": 80_000, "fesyen": 2 * MARNI}
    assert (moved["fesyen"], moved["kuliner"]) == ((2 * MARNI, 2), (-2 * MARNI, 2))
    (note,) = report.corrections
    assert (note.days, note.rupiah, note.reason) == (2, 2 * MARNI, "salah kategori sejak Maret")
    assert [sealed_csv(field, day) for day in DAYS] == papers
    opened = field.ask(year_rows, 2023, "category", "fesyen")
    assert {
        (row.sealed.category if row.sealed else "", row.row.category) for row in opened if row.row.total
    } == {("kuliner", "fesyen")}
    with field.db.read() as session:
        written = (
            session.execute(select(ChangeRow).where(ChangeRow.entity == "sealed_correction")).scalars().all()
        )
        assert {row.reason for row in written} == {"salah kategori sejak Maret"}
        assert len(written) == 2
        write_year(session, 2023, tmp_path / "2023.xlsx")
    book = openpyxl.load_workbook(tmp_path / "2023.xlsx")
    assert any(
        "salah kategori sejak Maret" in [cell.value for cell in row] for sheet in book for row in sheet.rows
    )


def test_a_correction_needs_a_reason_and_a_difference_and_can_be_undone(field: Field) -> None:
    with pytest.raises(NothingToCorrect):
        correct(field)
    change(field, category="fesyen")
    with pytest.raises(ReasonMissing):
        correct(field, " ")
    correct(field)
    with pytest.raises(NothingToCorrect):
        correct(field)
    with field.db.read() as session:
        action = session.query(ChangeRow).filter_by(entity="sealed_correction").one().action
    field.do(undo, action=action)
    assert sums(field, "category") == {"kuliner": MARNI + 40_000}


def test_what_the_register_says_after_the_correction_does_not_reach_back(field: Field) -> None:
    change(field, category="fesyen")
    correct(field)
    change(field, category="kriya", agency="Sosial")
    assert sums(field, "category") == {"kuliner": 40_000, "fesyen": MARNI}
    correct(field, "ternyata kriya")
    assert sums(field, "category") == {"kuliner": 40_000, "kriya": MARNI}
    assert [note.reason for note in field.ask(year_report, 2023).corrections] == ["ternyata kriya"]


def test_the_next_seal_takes_the_register_over_and_the_correction_rests(field: Field) -> None:
    change(field, category="fesyen")
    correct(field)
    facts = {"bazaar_id": field.bazaar_id, "day": DAYS[0], "officer": field.officer, "at": field.at}
    field.do(reopen, **facts, reason="susulan")
    close(field, DAYS[0])
    report = field.ask(year_report, 2023)
    assert (sums(field, "category"), report.corrections) == ({"kuliner": 40_000, "fesyen": MARNI}, ())
    assert field.ask(lambda session: session.query(SealedCorrection).count()) == 1


def test_a_correction_counts_at_every_store_it_reaches(make_store: MakeStore) -> None:
    field = stand_up(make_store("K"), vendors=4, reserves=0)
    sealed_day(field, DAYS[0])
    change(field, category="fesyen", agency="Parekraf")
    correct(field)
    other = Field(make_store("B"), bazaar_id=field.bazaar_id, at=field.at)
    other.do(apply, all_changes(field.db), other.at)
    for cut in ("category", "agency"):
        assert sums(other, cut) == sums(field, cut)
    assert other.ask(year_report, 2023).corrections[0].days == 1


STEPS: dict[str, Callable[[Field], None]] = {
    **{name: act for name, act in CHANGES.items() if name != "agency's name"},
    "agency's name": lambda field: field.do(rename_some_agency),
    "category back": lambda field: change(field, category="kuliner"),
    "correct": lambda field: correct(field) if field.ask(sealed_differences, marni(field)) else None,
    "seal anew": lambda field: seal_anew(field),
}


def rename_some_agency(session: Session) -> None:
    row = session.query(Agency).filter_by(role="coach").order_by(Agency.id).first()
    row.name = f"{row.name} baru"


def seal_anew(field: Field) -> None:
    facts = {"bazaar_id": field.bazaar_id, "day": DAYS[0], "officer": field.officer, "at": field.at}
    field.do(reopen, **facts, reason="uji")
    close(field, DAYS[0])


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(sorted(STEPS)), max_size=6))
def test_whatever_happens_to_the_register_every_cut_adds_up_and_papers_keep_their_words(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("past")
    field = stand_up(stores.sqlcipher_store(folder, "K", kind="office"), vendors=3, reserves=0)
    sealed_day(field, DAYS[0])
    papers = sealed_csv(field)
    for step in steps:
        STEPS[step](field)
        if step == "seal anew":
            papers = sealed_csv(field)
        assert sealed_csv(field) == papers
        check_cuts(field)
    field.db.close()


def check_cuts(field: Field) -> None:
    """Every cut is the sum of its opened rows; without what was moved it is what the seals say."""
    report = field.ask(year_report, 2023)
    everybody = field.ask(year_rows, 2023)
    for name in ("agency", "category", "kecamatan", "kota", "kind"):
        cuts = getattr(report, f"by_{name}")
        assert sum(cut.figures.omzet or 0 for cut in cuts) == report.vendors.omzet == MARNI + 40_000
        assert sum(cut.figures.moved.rupiah for cut in cuts) == 0
        for cut in cuts:
            rows = field.ask(year_rows, 2023, name, cut.key)
            assert sum(row.row.total or 0 for row in rows) == (cut.figures.omzet or 0)
            was = [row for row in everybody if KEYS[name](row.bazaar, row.sealed or row.row) == cut.key]
            sealed = sum(row.row.total or 0 for row in was)
            assert (cut.figures.omzet or 0) - cut.figures.moved.rupiah == sealed
