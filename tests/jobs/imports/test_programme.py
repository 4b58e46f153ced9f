"""A programme from one list: bazaars, days, layouts and participants, previewed, written once, undone as one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.jobs.imports.plan import NothingToGiveBack
from bazar_desktop.jobs.imports.programme import look_at_programme, save_programme_rejects
from bazar_desktop.phrases.programmes import place_why, programme_plan_words
from bazar_desktop.services.bazaars.bazaars import BazaarFacts, list_bazaars, open_bazaar
from bazar_desktop.services.bazaars.participants import list_participants
from bazar_desktop.services.day.undo_guard import undo
from bazar_desktop.services.imports.programme import (
    ProgrammeMade,
    ProgrammeNameMissing,
    ProgrammePlan,
    import_programme,
    plan_programme,
)
from bazar_desktop.services.layout.layouts import generate_layout, layout_of_bazaar
from bazar_desktop.services.layout.templates import keep_template
from bazar_desktop.services.office.laptops import NotAnOffice
from bazar_desktop.services.register.list_model import (
    CHANGED,
    NEW,
    REFUSED,
    SAME,
    NothingToSave,
    StoreMovedOn,
)
from bazar_desktop.services.register.search import count_vendors, search_vendors
from bazar_desktop.spreadsheets.reading.opening import open_file
from bazar_desktop.spreadsheets.reading.programme_list import NoProgrammeInFile
from bazar_desktop.spreadsheets.reading.tables import find_tables
from bazar_desktop.store.database import Database
from bazar_desktop.store.own_facts import set_fact
from bazar_desktop.store.tables import ChangeRow
from tests.bazaar_day import Field
from tests.programme_lists import PEOPLE, PLACES, Rows, write_book, write_programme
from tests.stores import MORNING

NAME = "Bazar Ramadan"
HEAD = (
    "Lokasi",
    "Kecamatan",
    "Tanggal",
    "Jumlah Tenda",
    "Jumlah Booth",
    "Templat",
    "Kode Bazar",
    "Jenis Lokasi",
)


@pytest.fixture
def office(db: Database) -> Field:
    with db.write("petugas", "test.kind", MORNING) as session:
        set_fact(session, "kind", "office")
    return Field(db)


def plan_of(office: Field, file: Path, name: str = NAME) -> ProgrammePlan:
    listing = look_at_programme(file).listing
    return office.ask(lambda session: plan_programme(session, listing, name))


def take(office: Field, file: Path, name: str = NAME) -> ProgrammeMade:
    return office.do(import_programme, plan_of(office, file, name))


def last_action(office: Field) -> str:
    with office.db.read() as session:
        query = select(ChangeRow.action).order_by(ChangeRow.seq.desc()).limit(1)
        return session.execute(query).scalar_one()


def by_lokasi(office: Field) -> dict[str, BazaarFacts]:
    return {bazaar.lokasi: bazaar for bazaar in office.ask(list_bazaars)}


def test_lokasi_days_layouts_and_participants_come_from_one_workbook(office: Field, tmp_path: Path) -> None:
    made = take(office, write_programme(tmp_path))
    assert (made.new, made.changed, made.layouts, made.people, made.vendors) == (3, 0, 2, 5, 4)
    bazaars = by_lokasi(office)
    assert {lokasi: [day.day.day for day in each.days] for lokasi, each in bazaars.items()} == {
        "Rusun Karang Anyar": [20, 21],
        "RPTRA Borobudur": [20, 21],
        "Kantor Kecamatan Kemayoran": [21],
    }
    assert {each.programme for each in bazaars.values()} == {NAME}
    assert {each.name for each in bazaars.values()} == {f"{NAME} {lokasi}" for lokasi in bazaars}
    layout = office.ask(layout_of_bazaar, bazaars["Rusun Karang Anyar"].id)
    assert (layout.tents, layout.partner_booths, len(layout.plan.booths)) == (6, 2, 14)
    assert bazaars["Kantor Kecamatan Kemayoran"].layout_id is None
    here = office.ask(list_participants, bazaars["Rusun Karang Anyar"].id)
    assert {(each.business, each.status) for each in here} == {
        ("Dapur Bu Marni", "confirmed"),
        ("Kopi Budi", "reserve"),
    }
    pinned = {booth.id: booth.label for booth in layout.plan.booths}
    assert [pinned.get(each.pinned_booth_id or "") for each in here] == ["A-02", None]


def test_one_person_at_two_lokasi_is_one_vendor(office: Field, tmp_path: Path) -> None:
    take(office, write_programme(tmp_path))
    assert office.ask(count_vendors) == 4
    vendors = {
        each.vendor_id
        for bazaar in by_lokasi(office).values()
        for each in office.ask(list_participants, bazaar.id)
        if each.business == "Dapur Bu Marni"
    }
    assert len(vendors) == 1
    [marni] = office.ask(lambda session: search_vendors(session, "Marni"))
    assert marni.kecamatan == "Sawah Besar"  # a plain Kecamatan beside participants is theirs


def test_read_twice_nothing_is_made_twice(office: Field, tmp_path: Path) -> None:
    file = write_programme(tmp_path)
    take(office, file)
    before = by_lokasi(office)
    plan = plan_of(office, file)
    assert plan.place_counts() == {SAME: 3}
    assert plan.row_counts() == {SAME: 5}
    assert not plan.writes
    with pytest.raises(NothingToSave):
        office.do(import_programme, plan)
    assert by_lokasi(office) == before


def test_it_is_undone_as_one_and_redone(office: Field, tmp_path: Path) -> None:
    take(office, write_programme(tmp_path))
    made = by_lokasi(office)
    office.do(undo, action=last_action(office))
    assert by_lokasi(office) == {}
    assert office.ask(count_vendors) == 0
    office.do(undo, action=last_action(office))
    assert {key: len(office.ask(list_participants, each.id)) for key, each in by_lokasi(office).items()} == {
        "Rusun Karang Anyar": 2,
        "RPTRA Borobudur": 2,
        "Kantor Kecamatan Kemayoran": 1,
    }
    assert by_lokasi(office).keys() == made.keys()


def test_a_later_list_completes_what_stands_and_takes_nothing_away(office: Field, tmp_path: Path) -> None:
    take(office, write_programme(tmp_path))
    places = (
        ("Lokasi", "Kecamatan", "Tanggal", "Jumlah Tenda"),
        ("rusun karang anyar", "Sawah Besar", "22/3/2023", 9),
        ("Kantor Kecamatan Kemayoran", "Kemayoran", "21/3/2023", 5),
    )
    people = (
        PEOPLE[0],
        (1, "RPTRA Borobudur", "Orang Baru", "Warung Baru", "081299990001", "Menteng", "", ""),
    )
    plan = plan_of(office, write_book(tmp_path / "lagi.xlsx", {"Lokasi": places, "Peserta": people}))
    assert {place.asked.lokasi: place.bucket for place in plan.places} == {
        "rusun karang anyar": CHANGED,
        "Kantor Kecamatan Kemayoran": CHANGED,
        "RPTRA Borobudur": SAME,
    }
    assert [place_why(place) for place in plan.places] == ["hari ditambah: 22/03/2023", "denah dibuat", ""]
    office.do(import_programme, plan)
    bazaars = by_lokasi(office)
    assert [day.day.day for day in bazaars["Rusun Karang Anyar"].days] == [20, 21, 22]
    assert office.ask(layout_of_bazaar, bazaars["Rusun Karang Anyar"].id).tents == 6
    assert office.ask(layout_of_bazaar, bazaars["Kantor Kecamatan Kemayoran"].id).tents == 5
    assert bazaars["RPTRA Borobudur"].participants == 3


def test_all_on_one_sheet_of_a_csv(office: Field, tmp_path: Path) -> None:
    file = tmp_path / "satu.csv"
    file.write_text(
        "Lokasi;Kecamatan;Mulai;Selesai;Jumlah Tenda;Nama Pemilik;Nama Usaha;No HP\n"
        "RPTRA Anggrek;Gambir;20/3/2023;22/3/2023;3;Marni Suryani;Dapur Bu Marni;081234560001\n"
        "RPTRA Anggrek;Gambir;20/3/2023;22/3/2023;3;Budi Santoso;Kopi Budi;081234560002\n"
        "RPTRA Mawar;Senen;20/3/2023;;2;Siti Aminah;Batik Siti;081234560003\n",
        encoding="utf-8",
    )
    take(office, file)
    bazaars = by_lokasi(office)
    assert {key: (len(each.days), each.participants) for key, each in bazaars.items()} == {
        "RPTRA Anggrek": (3, 2),
        "RPTRA Mawar": (1, 1),
    }


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("", "Gambir", "20/3/2023"), "lokasi_not_written"),
        (("RPTRA Baru", "Bandung", "20/3/2023"), "region_unknown"),
        (("RPTRA Baru", "", "20/3/2023"), "kecamatan_not_written"),
        (("RPTRA Baru", "Gambir", ""), "bazaar_needs_days"),
        (("RPTRA Baru", "Gambir", "31/2/2023"), "date_malformed"),
        (("RPTRA Baru", "Gambir", "1/3/2023 s.d. 30/4/2023"), "too_many_days"),
        (("RPTRA Baru", "Gambir", "20/3/2023", "banyak"), "count_not_read"),
        (("RPTRA Baru", "Gambir", "20/3/2023", 900), "layout_not_possible"),
        (("RPTRA Baru", "Gambir", "20/3/2023", "", "", "Tidak Ada"), "template_unknown"),
        (("RPTRA Baru", "Gambir", "20/3/2023", 4, "", "Tidak Ada"), "layout_said_twice"),
        (("RPTRA Baru", "Gambir", "20/3/2023", "", "", "", "Ü"), "bazaar_code_malformed"),
        (("RPTRA Baru", "Gambir", "20/3/2023", "", "", "", "", "kebun"), "unknown_kind"),
    ],
)
def test_a_wrong_lokasi_is_named_by_row_and_the_others_are_made(
    office: Field, tmp_path: Path, row: tuple[object, ...], code: str
) -> None:
    good = ("RPTRA Anggrek", "Gambir", "20/3/2023", 4)
    people: Rows = (
        PEOPLE[0],
        (1, row[0] or "RPTRA X", "Marni", "Dapur Bu Marni", "081234560001", "", "", ""),
    )
    file = write_book(tmp_path / "salah.xlsx", {"Lokasi": (HEAD, row, good), "Peserta": people})
    plan = plan_of(office, file)
    [refused] = plan.of(REFUSED)
    assert isinstance(refused.fault, BazarError)
    assert (refused.fault.code, refused.asked.label) == (code, "Lokasi 2")
    assert place_why(refused)
    assert "None" not in place_why(refused)
    assert [[reason.code for reason in each.reasons] for each in plan.rows] == [
        ["lokasi_refused" if row[0] else "lokasi_unknown"]
    ]
    office.do(import_programme, plan)
    assert list(by_lokasi(office)) == ["RPTRA Anggrek"]


def test_first_and_last_day_must_be_in_order(office: Field, tmp_path: Path) -> None:
    head = ("Lokasi", "Kecamatan", "Mulai", "Selesai")
    rows = (
        head,
        ("RPTRA Anggrek", "Gambir", "22/3/2023", "20/3/2023"),
        ("RPTRA Mawar", "Senen", "", "20/3/2023"),
    )
    plan = plan_of(office, write_book(tmp_path / "salah.xlsx", {"Lokasi": rows}))
    assert [place.fault and place.fault.code for place in plan.places] == ["days_disordered"] * 2


def test_rows_of_one_lokasi_add_their_days_and_must_not_disagree(office: Field, tmp_path: Path) -> None:
    rows = (
        HEAD,
        ("RPTRA Anggrek", "Gambir", "20/3/2023", 4),
        ("RPTRA Anggrek", "Gambir", "21/3/2023", 4),
        ("RPTRA Mawar", "Gambir", "20/3/2023", 4),
        ("RPTRA Mawar", "Gambir", "21/3/2023", 5),
        ("RPTRA Mawar", "Senen", "20/3/2023", 5),
    )
    plan = plan_of(office, write_book(tmp_path / "hari.xlsx", {"Lokasi": rows}))
    assert [(place.bucket, len(place.asked.days)) for place in plan.places] == [
        (NEW, 2),
        (REFUSED, 2),
        (NEW, 1),
    ]
    assert place_why(plan.places[1]) == (
        "Jumlah tenda di sini “5”, sedangkan di baris 4 “4”. Samakan isinya untuk lokasi ini."
    )


def test_participants_of_two_lokasi_of_one_name_need_a_kecamatan(office: Field, tmp_path: Path) -> None:
    places = (HEAD, ("RPTRA Mawar", "Gambir", "20/3/2023"), ("RPTRA Mawar", "Senen", "20/3/2023"))
    people = (
        ("Lokasi", "Kecamatan Lokasi", "Nama Pemilik", "No HP"),
        ("RPTRA Mawar", "Senen", "Marni Suryani", "081234560001"),
        ("RPTRA Mawar", "", "Budi Santoso", "081234560002"),
        ("", "", "Siti Aminah", "081234560003"),
    )
    plan = plan_of(office, write_book(tmp_path / "dua.xlsx", {"Lokasi": places, "Peserta": people}))
    assert plan.people == (0, 1)
    refused = plan.rows_of(REFUSED)
    assert [row.reasons[0].code for row in refused] == ["lokasi_ambiguous", "lokasi_missing"]


def test_a_template_is_taken_by_name_and_an_odd_count_of_booths_is_said(
    office: Field, tmp_path: Path
) -> None:
    first = office.do(
        open_bazaar,
        name="Lama",
        lokasi="RPTRA Lama",
        lokasi_kind="rptra",
        kecamatan="Gambir",
        days=[date(2023, 1, 2)],
    )
    office.do(generate_layout, bazaar_id=first.id, tents=7, mitra=1)
    office.do(keep_template, bazaar_id=first.id, name="Lapangan kecil")
    rows = (
        HEAD,
        ("RPTRA Anggrek", "Gambir", "20/3/2023", "", "", "lapangan kecil"),
        ("RPTRA Mawar", "Gambir", "20/3/2023", "", "", "RPTRA Lama"),
        ("RPTRA Melati", "Gambir", "20/3/2023", "", 11),
    )
    plan = plan_of(office, write_book(tmp_path / "denah.xlsx", {"Lokasi": rows}))
    assert place_why(plan.places[2]) == "11 booth ditulis; tenda berisi dua, jadi 12"
    office.do(import_programme, plan)
    bazaars = by_lokasi(office)
    for lokasi, tents in (("RPTRA Anggrek", 7), ("RPTRA Mawar", 7), ("RPTRA Melati", 6)):
        assert office.ask(layout_of_bazaar, bazaars[lokasi].id).tents == tents


def test_a_code_of_another_lokasi_is_refused_and_one_of_this_lokasi_meets_it(
    office: Field, tmp_path: Path
) -> None:
    known = office.do(
        open_bazaar,
        name="Sudah ada",
        lokasi="RPTRA Anggrek",
        lokasi_kind="rptra",
        kecamatan="Gambir",
        days=[date(2023, 3, 20)],
        code="B1",
    )
    rows = (
        HEAD,
        ("RPTRA Anggrek", "Gambir", "20/3/2023", "", "", "", "B1"),
        ("RPTRA Mawar", "Gambir", "20/3/2023", "", "", "", "B1"),
        ("RPTRA Melati", "Gambir", "20/3/2023", "", "", "", "B2"),
    )
    plan = plan_of(office, write_book(tmp_path / "kode.xlsx", {"Lokasi": rows}))
    assert [place.bucket for place in plan.places] == [SAME, REFUSED, NEW]
    assert plan.places[0].known is not None
    assert plan.places[0].known.id == known.id
    assert plan.places[1].fault is not None
    assert plan.places[1].fault.code == "bazaar_code_taken"
    other = write_book(
        tmp_path / "lain.xlsx", {"Lokasi": (HEAD, ("RPTRA Z", "Gambir", "20/3/2023", "", "", "", "B1"))}
    )
    [place] = plan_of(office, other).places
    assert place.fault is not None
    assert place.fault.code == "code_of_other_lokasi"


def test_what_is_not_taken_goes_back_with_its_lokasi_and_can_be_read_again(
    office: Field, tmp_path: Path
) -> None:
    people: Rows = (
        *PEOPLE,
        (6, "RPTRA Anggrex", "Tuti Wulandari", "Tas Tuti", "081234560006", "Gambir", "", ""),
    )
    file = write_programme(tmp_path, people=people)
    plan = plan_of(office, file)
    assert programme_plan_words(plan) == "3 bazar baru, 5 peserta baru, 1 baris ditolak"
    back = tmp_path / "ditolak.xlsx"
    assert save_programme_rejects(back, look_at_programme(file), plan) == 1
    [table] = find_tables(open_file(back))
    assert table.rows[0].text(1) == "RPTRA Anggrex"
    assert "tidak ada di daftar lokasi" in table.rows[0].texts[-1]
    with pytest.raises(NothingToGiveBack):
        save_programme_rejects(
            back, look_at_programme(write_programme(tmp_path)), plan_of(office, write_programme(tmp_path))
        )


def test_a_list_without_lokasi_without_a_name_or_at_a_laptop_of_an_office_is_refused(
    office: Field, tmp_path: Path
) -> None:
    with pytest.raises(NoProgrammeInFile):
        look_at_programme(
            write_book(tmp_path / "x.xlsx", {"Peserta": (("Nama", "No HP"), ("Marni", "0812"))})
        )
    with pytest.raises(ProgrammeNameMissing):
        plan_of(office, write_programme(tmp_path), "")
    plan = plan_of(office, write_programme(tmp_path))
    with office.db.write("petugas", "test.kind", MORNING) as session:
        set_fact(session, "kind", "laptop")
        set_fact(session, "office_id", "x")
    with pytest.raises(NotAnOffice):
        plan_of(office, write_programme(tmp_path))
    with pytest.raises(NotAnOffice):
        office.do(import_programme, plan)


def test_a_plan_is_not_written_over_what_has_changed_since(office: Field, tmp_path: Path) -> None:
    plan = plan_of(office, write_programme(tmp_path))
    take(office, write_programme(tmp_path))
    with pytest.raises(StoreMovedOn):
        office.do(import_programme, plan)


def test_a_name_in_the_list_is_taken_and_a_stopped_write_leaves_nothing(
    office: Field, tmp_path: Path
) -> None:
    rows = tuple(
        (*row, "Program") if number == 1 else (*row, "Bazar Murah") for number, row in enumerate(PLACES)
    )
    file = write_programme(tmp_path, places=rows)
    plan = plan_of(office, file, "")
    assert plan.programme == "Bazar Murah"

    class Stopped(Exception):
        pass

    def stop(done: int, _of: int) -> None:
        if done > 4:
            raise Stopped

    with pytest.raises(Stopped):
        office.do(import_programme, plan, stop)
    assert by_lokasi(office) == {}
