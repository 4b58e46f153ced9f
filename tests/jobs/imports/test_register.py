"""Lists into the register: nothing lost, nothing changed unasked, every row in one bucket."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from sqlalchemy import select

from bazar_desktop.jobs.imports.plan import NothingToGiveBack, Wish, apply_plan, plan_list, save_rejects
from bazar_desktop.jobs.imports.source import SheetMissing, look_at, look_at_pasted
from bazar_desktop.services.imports.plan import RowsUnaccounted
from bazar_desktop.services.register.list_model import ListChoices, NothingToSave, StoreMovedOn
from bazar_desktop.services.register.search import count_vendors, search_vendors
from bazar_desktop.services.register.vendors import add_vendor
from bazar_desktop.store.database import Database
from bazar_desktop.store.tables import Agency, Registration, Vendor
from tests.bazaar_day import Field
from tests.jobs.imports.lists import AISYAH, HEADER, JALI, MARNI, Lists, codes, filled
from tests.spreadsheets.reading.shared_data import DATA, needs_shared_data
from tests.spreadsheets.reading.sheets_made import read_table, xlsx_of
from tests.stores import sqlcipher_store


@pytest.fixture
def lists(db: Database, tmp_path: Path) -> Lists:
    return Lists(Field(db), tmp_path)


def vendors(lists: Lists) -> list[dict[str, Any]]:
    def read(session: Any) -> list[dict[str, Any]]:
        rows = session.execute(
            select(Vendor).where(Vendor.withdrawn.is_(False)).order_by(Vendor.business)
        ).scalars()
        names = (
            "name",
            "business",
            "nik",
            "nik_damaged",
            "phone",
            "kecamatan",
            "category",
            "extra",
            "product",
            "note",
        )
        return [{name: getattr(row, name) for name in names} for row in rows]

    return lists.field.ask(read)


def but(row: list[object], **cells: object) -> list[object]:
    """The row with other cells, by header with _ for blanks."""
    changed = list(row)
    for name, value in cells.items():
        changed[HEADER.index(name.replace("_", " "))] = value
    return changed


def test_a_typed_list_enters_vendors_in_normal_form(lists: Lists) -> None:
    plan = lists.take([HEADER, MARNI, JALI, AISYAH])
    assert filled(plan) == {"new": 3, "not_vendor": 1}
    batik, marni, jali = vendors(lists)
    assert marni["phone"] == "+6281234560000"
    assert [item["category"] for item in (batik, marni, jali)] == ["fesyen", "kuliner", "kuliner"]
    assert marni["extra"] is None
    assert json.loads(jali["extra"]) == {"Jenis Usaha": "Makanan", "Pengampu": "Dinas Parekraf"}
    names = lists.field.ask(lambda session: set(session.execute(select(Agency.name)).scalars()))
    assert names == {"PPKUKM", "Parekraf", "PPAPP"}


def test_the_same_file_again_is_all_same(lists: Lists) -> None:
    lists.take([HEADER, MARNI, JALI, AISYAH])
    again = lists.plan([HEADER, MARNI, JALI, AISYAH])
    assert filled(again) == {"same": 3, "not_vendor": 1}
    with pytest.raises(NothingToSave):
        lists.write(again)


def test_undo_empties_the_register_again(lists: Lists) -> None:
    lists.take([HEADER, MARNI, JALI, AISYAH])
    lists.undo()
    assert lists.field.ask(count_vendors) == 0
    assert filled(lists.plan([HEADER, MARNI, JALI, AISYAH])) == {"new": 3, "not_vendor": 1}


def test_a_changed_cell_changes_that_field_alone_and_undo_brings_it_back(lists: Lists) -> None:
    lists.take([HEADER, MARNI])
    plan = lists.plan([HEADER, but(MARNI, No_HP="081299990000", Kecamatan="")])
    assert filled(plan) == {"changed": 1, "not_vendor": 1}
    assert [difference.field for difference in plan.rows[0].differences] == ["phone"]
    with lists.field.db.write(
        lists.field.officer, "register.import", lists.field.at, action_id="second"
    ) as session:
        apply_plan(session, plan, Wish("register"))
    assert vendors(lists)[0]["phone"] == "+6281299990000"
    assert vendors(lists)[0]["kecamatan"] == "Sawah Besar"


def test_capitals_and_blanks_are_no_change(lists: Lists) -> None:
    lists.take([HEADER, MARNI])
    shouted = but(MARNI, Nama_Usaha="DAPUR  BU MARNI", Nama_Pemilik="marni suryani")
    assert filled(lists.plan([HEADER, shouted])) == {"same": 1, "not_vendor": 1}


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"Nama_Pemilik": "Orang Lain", "Nama_Usaha": "Usaha Lain", "NIK": ""}, "same_phone_other_name"),
        ({"Nama_Usaha": "Usaha Lain", "No_HP": ""}, "same_nik_other_business"),
        ({"NIK": "", "No_HP": "", "Kecamatan": "Gambir"}, "same_name_other_kecamatan"),
        ({"NIK": "3171010101850009", "No_HP": ""}, "nik_differs"),
        ({"NIK": "", "No_HP": "", "Nama_Pemilik": ""}, "same_name_only"),
    ],
)
def test_likely_but_unsure_needs_a_look_with_its_reason(
    lists: Lists, cells: dict[str, str], code: str
) -> None:
    lists.take([HEADER, MARNI])
    plan = lists.plan([HEADER, but(MARNI, **cells)])
    assert filled(plan) == {"look": 1, "not_vendor": 1}
    assert code in codes(plan, 2)
    assert plan.rows[0].candidates


def test_an_officer_decides_what_needs_a_look(lists: Lists) -> None:
    lists.take([HEADER, MARNI])
    cells = [HEADER, but(MARNI, NIK="", No_HP="", Kecamatan="Gambir")]
    looked = lists.plan(cells).rows[0]
    assert filled(lists.plan(cells, choices=ListChoices(rows={2: "new"}))) == {"new": 1, "not_vendor": 1}
    assert filled(lists.plan(cells, choices=ListChoices(look_as_new=True))) == {"new": 1, "not_vendor": 1}
    joined = lists.plan(cells, choices=ListChoices(rows={2: looked.candidates[0]}))
    assert filled(joined) == {"changed": 1, "not_vendor": 1}


@pytest.mark.parametrize(
    ("owner", "business"),
    [
        ("Márni Suryani", "Dapur Bu Marni"),
        ("Marni Suryani", "Dapur Bu Márni"),
        ("Ma’rni Suryani", "Dapur Bu Marni"),
    ],
)
def test_accents_and_apostrophes_tell_nobody_apart(lists: Lists, owner: str, business: str) -> None:
    lists.take([HEADER, but(MARNI, NIK="", No_HP="")])
    again = lists.plan([HEADER, but(MARNI, NIK="", No_HP="", Nama_Pemilik=owner, Nama_Usaha=business)])
    assert filled(again) == {"same": 1, "not_vendor": 1}


def test_a_row_twice_in_the_file_is_entered_once(lists: Lists) -> None:
    plan = lists.plan([HEADER, MARNI, JALI, MARNI, but(JALI, Kecamatan="Gambir")])
    assert filled(plan) == {"new": 2, "same": 1, "look": 1, "not_vendor": 1}
    assert codes(plan, 4) == ["duplicate_in_file"]
    assert "duplicate_in_file" in codes(plan, 5)


def test_a_nik_damaged_by_excel_is_flagged_and_never_repaired(lists: Lists) -> None:
    plan = lists.take([HEADER, but(MARNI, NIK=3171010101850000), but(JALI, NIK="3,17106E+15")])
    assert filled(plan) == {"new": 2, "not_vendor": 1}
    assert "damaged_by_spreadsheet" in codes(plan, 2)
    assert "damaged_by_spreadsheet" in codes(plan, 3)
    marni, jali = vendors(lists)
    assert (marni["nik"], marni["nik_damaged"]) == (None, True)
    assert json.loads(marni["extra"])["NIK"] == "3171010101850000"
    assert json.loads(jali["extra"])["NIK"] == "3,17106E+15"


def test_a_phone_without_its_zero_is_proposed_and_taken_only_when_accepted(lists: Lists) -> None:
    cells = [HEADER, but(MARNI, No_HP=81234560000)]
    plan = lists.plan(cells)
    assert codes(plan, 2) == ["lost_zero"]
    assert plan.rows[0].entry.get("phone") is None
    assert plan.rows[0].entry.extra == {"No HP": "81234560000"}
    accepted = lists.plan(cells, choices=ListChoices(frozenset({"lost_zero"})))
    assert accepted.rows[0].entry.get("phone") == "+6281234560000"
    assert accepted.rows[0].entry.extra == {}


def test_an_unknown_kecamatan_is_a_flag_and_kept_as_it_stands(lists: Lists) -> None:
    plan = lists.take([HEADER, but(MARNI, Kecamatan="Laweyan")])
    assert codes(plan, 2) == ["region_unknown"]
    assert vendors(lists)[0]["kecamatan"] == "Laweyan"


def test_only_a_name_that_is_like_one_of_jakarta_is_proposed(lists: Lists) -> None:
    cells = [HEADER, but(MARNI, Kecamatan="Laweyan"), but(JALI, Kecamatan="Gambyr")]
    accepted = lists.plan(cells, choices=ListChoices(frozenset({"region_unknown"})))
    assert [row.entry.get("kecamatan") for row in accepted.rows] == ["Laweyan", "Gambir"]
    assert accepted.acceptable("region_unknown") == 1


def test_a_row_without_any_name_is_refused_and_given_back(lists: Lists, tmp_path: Path) -> None:
    look = lists.look([HEADER, MARNI, but(JALI, Nama_Pemilik="", Nama_Usaha=" ")])
    plan = lists.field.ask(plan_list, look, Wish("register"))
    assert filled(plan) == {"new": 1, "refused": 1, "not_vendor": 1}
    assert save_rejects(tmp_path / "ditolak.xlsx", look, plan) == 1
    back = read_table(tmp_path / "ditolak.xlsx")
    assert [column.header for column in back.columns] == [*HEADER, "Baris asal", "Alasan"]
    assert back.rows[0].texts[3:5] == ("3171010101850002", "081234560001")
    assert back.rows[0].texts[-2:] == ("3", "nama pemilik dan nama usaha kosong")


def test_nothing_to_give_back_writes_no_file(lists: Lists, tmp_path: Path) -> None:
    look = lists.look([HEADER, MARNI])
    with pytest.raises(NothingToGiveBack):
        save_rejects(tmp_path / "x.xlsx", look, lists.field.ask(plan_list, look, Wish("register")))
    assert not (tmp_path / "x.xlsx").exists()


def test_titles_totals_and_footers_are_counted_as_no_vendor(lists: Lists) -> None:
    cells = [
        ["DAFTAR PELAKU UMKM"],
        [],
        HEADER,
        MARNI,
        JALI,
        ["Jumlah", "2 orang"],
        [],
        ["Mengetahui, Kepala Seksi"],
    ]
    plan = lists.take(cells)
    assert filled(plan) == {"new": 2, "not_vendor": 6}
    assert sum(plan.counts().values()) == 8


def test_columns_without_a_field_are_kept_in_their_own_words(lists: Lists) -> None:
    lists.take([[*HEADER, "Ukuran Meja", "Hobi"], [*MARNI, "2 x 1 m", "gado²"]])
    assert json.loads(vendors(lists)[0]["extra"]) == {"Ukuran Meja": "2 x 1 m", "Hobi": "gado²"}


def test_permits_become_registrations_and_a_known_one_is_no_change(lists: Lists) -> None:
    cells: list[list[object]] = [[*HEADER, "NIB", "No Jakpreneur"], [*MARNI, "1234567890123", "JKP-77"]]
    lists.take(cells)
    kinds = lists.field.ask(lambda session: set(session.execute(select(Registration.kind)).scalars()))
    assert kinds == {"NIB", "Jakpreneur"}
    assert filled(lists.plan(cells)) == {"same": 1, "not_vendor": 1}
    by_number: list[list[object]] = [
        ["Nama Usaha", "No Jakpreneur", "Nama Pemilik"],
        ["Dapur Bu Marni", "jkp-77", "M. Suryani"],
    ]
    plan = lists.plan(by_number)
    assert [difference.field for difference in plan.rows[0].differences] == ["name"]


def test_a_plan_is_refused_when_the_register_has_moved_on(lists: Lists) -> None:
    plan = lists.plan([HEADER, MARNI])
    lists.field.do(add_vendor, name="Jali Hasan", business="Kerak Telor")
    with pytest.raises(StoreMovedOn):
        lists.write(plan)
    assert lists.field.ask(count_vendors) == 1


def test_rows_that_do_not_add_up_are_named(lists: Lists) -> None:
    plan = lists.plan([HEADER, MARNI])
    with pytest.raises(RowsUnaccounted):
        replace(plan, height=9).counts()


def test_an_unknown_sheet_is_refused_by_name(lists: Lists) -> None:
    with pytest.raises(SheetMissing):
        look_at(lists.written([HEADER, MARNI]), "register", sheet="Maret")


def test_a_pasted_chat_list_is_taken_too(lists: Lists) -> None:
    look = look_at_pasted(
        "1. Bu Marni - Dapur Bu Marni - 081234560000\n2. Jali - Kerak Telor - 081234560001", "register"
    )
    plan = lists.field.ask(plan_list, look, Wish("register"))
    lists.write(plan)
    assert filled(plan) == {"new": 2}
    found = lists.field.ask(search_vendors, "0812345600")
    assert {vendor.business for vendor in found} == {"Dapur Bu Marni", "Kerak Telor"}


NAMES = st.sampled_from(["", "Marni", "Jali", "Siti", "MARNI"])
PHONES, PLACES = ["", "0812345600", "081234567890"], ["", "Senen", "Gambir"]
ROWS = st.lists(st.tuples(NAMES, NAMES, st.sampled_from(PHONES), st.sampled_from(PLACES)), max_size=12)


@given(ROWS)
@settings(max_examples=25, deadline=None)
def test_every_row_is_in_one_bucket_whatever_the_list_says(rows: list[tuple[str, str, str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        db = sqlcipher_store(Path(folder), "A")
        lists = Lists(Field(db), Path(folder))
        cells: list[list[object]] = [["Nama Pemilik", "Nama Usaha", "No HP", "Kecamatan"], *map(list, rows)]
        plan = lists.plan(cells)
        assert sum(plan.counts().values()) == plan.height
        if plan.of("new"):
            lists.write(plan)
            again = lists.plan(cells)
            assert not again.of("new")
        db.close()


@needs_shared_data
def test_eleven_thousand_real_rows_are_accounted_for_and_no_character_is_lost(lists: Lists) -> None:
    path = DATA / "real" / "surakarta_umkm_masked.csv"
    look = look_at(path, "register")
    wish = Wish("register", choices=ListChoices(look_as_new=True))
    plan = lists.field.ask(plan_list, look, wish)
    counts = plan.counts()
    assert counts["not_vendor"] == 1
    assert sum(counts.values()) - counts["not_vendor"] == 11_158
    assert counts["refused"] == 1
    lists.write(plan)
    kept = {_spoken(vendor) for vendor in vendors(lists)}
    for row in look.table.rows:
        texts = tuple(sorted(text.strip() for text in row.texts if text.strip()))
        if row.number not in {planned_row.number for planned_row in plan.of("refused")}:
            assert texts in kept, row.number
    again = lists.field.ask(plan_list, look, Wish("register"))
    assert filled(again) == {"same": 11_157, "refused": 1, "not_vendor": 1}


def _spoken(vendor: dict[str, Any]) -> tuple[str, ...]:
    """All texts that a vendor of that list holds, as its row had them."""
    texts = [vendor[name] for name in ("name", "product", "kecamatan") if vendor[name]]
    return tuple(sorted([*texts, *json.loads(vendor["extra"] or "{}").values()]))


def test_a_workbook_with_every_usual_fault_gives_the_vendors_that_a_person_counts(
    lists: Lists, tmp_path: Path
) -> None:
    """Title lines, a merged header of two rows, counters, unused columns, ghosts, subtotals, a signature."""
    wide: list[object] = ["", *([""] * 20), "Ukuran"]
    cells: list[list[object]] = [
        ["DAFTAR PELAKU UMKM"],
        ["Kecamatan Senen"],
        ["Maret 2023"],
        [],
        ["No", "No Urut", "Identitas", "", "", "Alamat", *wide],
        ["", "", "Nama", "Nama Usaha", "No HP", "Kecamatan", *([""] * 22)],
        [1, 101, "Marni Suryani", "Dapur Bu Marni", "081234560000", "Palmerah"],
        [2, 102, "@ngemil", "gado² Bang Jali", 81234560001, "Kramat Jati", *([""] * 21), "2x1"],
        [],
        ["", "", "Sub Total", "", "", "2 orang"],
        [3, 103, "Siti Aisyah", "Batik Terogong", "+62 812-3456-0002", "Senen"],
        ["", "", "JUMLAH", "", "", "3 orang"],
        [],
        ["", "", "", "", "Jakarta, 20 Maret 2023"],
        ["", "", "", "", "Kepala Seksi"],
    ]
    merged = ["A5:A6", "B5:B6", "C5:E5"]
    path = tmp_path / "daftar.xlsx"
    path.write_bytes(xlsx_of({"Maret": cells}, {"Maret": merged}, formatted_to=900))
    look = look_at(path, "register")
    plan = lists.field.ask(plan_list, look, Wish("register", choices=ListChoices(frozenset({"lost_zero"}))))
    counts = plan.counts()
    assert (counts["new"], counts["refused"], counts["look"]) == (3, 0, 0)
    assert sum(counts.values()) == plan.height
    lists.write(plan)
    batik, marni, jali = vendors(lists)
    assert (batik["business"], marni["business"], jali["business"]) == (
        "Batik Terogong",
        "Dapur Bu Marni",
        "gado² Bang Jali",
    )
    assert [item["kecamatan"] for item in (marni, jali)] == ["Pal Merah", "Kramatjati"]
    assert [item["phone"][-4:] for item in (batik, marni, jali)] == ["0002", "0000", "0001"]
    assert json.loads(jali["extra"])["Ukuran"] == "2x1"
