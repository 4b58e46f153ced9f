"""What changed since a seal: whatever a sealed paper shows, not the omzet alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import ABSENT, PRESENT
from bazar_desktop.jobs.papers.day_papers import read_day
from bazar_desktop.services.attendance.check_in import check_in_participation, mark
from bazar_desktop.services.attendance.stand_changes import stand_changes
from bazar_desktop.services.attendance.substitution import substitute
from bazar_desktop.services.bazaars.bazaars import change_bazaar_and_times
from bazar_desktop.services.bazaars.participants import CANCELLED, RESERVE, change_participation
from bazar_desktop.services.closing.changes import changes_since_seal, what_changed
from bazar_desktop.services.closing.paper_sheet import paper_sheet
from bazar_desktop.services.closing.seal import SealedUnchanged, close_day, reopen
from bazar_desktop.services.day.activity import PhotoInput, activity, set_activity, tell_activity
from bazar_desktop.services.day.seal_guard import DayIsClosed
from bazar_desktop.services.exchange.decisions import undecided
from bazar_desktop.services.ledger.goods import drop_goods, set_goods
from bazar_desktop.services.omzet.entry import set_omzet
from bazar_desktop.services.register.vendor_page import join_vendors, type_vendor
from bazar_desktop.services.reports.correcting import correct_sealed_days
from bazar_desktop.store.database import Database
from bazar_desktop.store.tables import Allocation, Participation
from tests.bazaar_day import DAYS
from tests.omzet_day import OmzetDay, open_day
from tests.printing.drawing import draw_changes, draw_corrections
from tests.printing.reading import whole_text
from tests.printing.told_day import jpeg
from tests.services.exchange.test_decisions import settle, take_in, two_laptops
from tests.stores import MakeStore


def where(day: OmzetDay) -> dict[str, Any]:
    return {"bazaar_id": day.field.bazaar_id, "day": day.day}


def rice(day: OmzetDay, **values: int) -> None:
    day.field.do(set_goods, **where(day), participation_id=day.ids[-1], goods="Beras", **values)


def told(day: OmzetDay, **values: Any) -> None:
    day.field.do(set_activity, **where(day), **values)


def leave_early(day: OmzetDay) -> None:
    day.field.do(mark, **where(day), participation_id=day.ids[0], status=ABSENT)


def come(day: OmzetDay, hour: int) -> None:
    at = day.field.at.replace(hour=hour, minute=10)
    day.field.do(mark, **where(day), participation_id=day.ids[1], status="expected")
    day.field.do(check_in_participation, **where(day), participation_id=day.ids[1], at=at)


def cancel(day: OmzetDay) -> None:
    day.field.do(change_participation, participation_id=day.ids[2], status=CANCELLED)


def photographed(day: OmzetDay) -> None:
    photos = [PhotoInput("Pembukaan", jpeg(1))]
    day.field.do(tell_activity, **where(day), at=day.field.at, photos=photos)


def join_first_two(day: OmzetDay) -> None:
    def write(session: Session) -> None:
        one, other = (session.get_one(Participation, day.ids[at]).vendor_id for at in (0, 1))
        join_vendors(session, one, other)

    day.field.do(write)


CASES: list[tuple[str, Callable[[OmzetDay], object], set[tuple[str, object, object]]]] = [
    ("sold", lambda day: rice(day, sold=40_000), {("sold", "2", "40")}),
    ("price", lambda day: rice(day, price=14_000), {("price", 13_000, 14_000)}),
    ("opening", lambda day: rice(day, opening=12_500), {("opening", "10", "12,5")}),
    (
        "goods",
        lambda day: day.field.do(drop_goods, **where(day), participation_id=day.ids[-1], goods="Beras"),
        {("goods", True, False), ("opening", "10", None), ("price", 13_000, None), ("sold", "2", None)},
    ),
    ("weather", lambda day: told(day, weather="Hujan"), {("weather", "Cerah", "Hujan")}),
    ("visitors", lambda day: told(day, visitors=900), {("visitors", 700, 900)}),
    ("obstacles", lambda day: told(day, obstacles="Genset"), {("obstacles", None, "Genset")}),
    ("photo", photographed, {("photo", False, "Pembukaan")}),
    ("status", cancel, {("status", "confirmed", "cancelled")}),
    (
        "person",
        join_first_two,
        {("person", None, "Kerak Telor Bang Jali"), ("person", None, "Dapur Bu Marni")},
    ),
    ("arrival", lambda day: come(day, 10), {("arrived_at", "09.10", "10.10")}),
    ("mark", leave_early, {("attendance", PRESENT, ABSENT)}),
    (
        "note",
        lambda day: day.field.do(set_omzet, **where(day), participation_id=day.ids[0], note="Tutup siang"),
        {("note", None, "Tutup siang")},
    ),
]


@pytest.mark.parametrize(
    ("change", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_whatever_a_sealed_paper_shows_is_a_change_and_never_sealed_as_nothing(
    db: Database,
    change: Callable[[OmzetDay], object],
    expected: set[tuple[str, object, object]],
    tmp_path: Path,
) -> None:
    day = open_day(db, vendors=3)
    rice(day, opening=10_000, price=13_000, sold=2_000)
    told(day, weather="Cerah", visitors=700)
    come(day, 9)
    day.sell(0, cash=90_000, qris=0)
    day.close(reason="beda dengan buku")
    lift(day)
    with pytest.raises(SealedUnchanged):
        seal_unless_same(day)
    change(day)
    asked = (day.field.bazaar_id, day.day)
    since = day.field.ask(changes_since_seal, *asked)
    assert {(item.field, item.before, item.after) for item in since} == expected
    assert {item.reason for item in since} == {"salah catat"}
    assert seal_unless_same(day).revision == 2
    listed = day.field.ask(what_changed, *asked, 1, 2)
    assert {(item.field, item.before, item.after) for item in listed} == expected
    sheet = day.field.ask(read_day, bazaar_id=day.field.bazaar_id, day=day.day).sheet
    assert sheet.corrections == listed
    draw_corrections(sheet, tmp_path / "koreksi.pdf")
    assert "Tidak ada isian yang berubah" not in whole_text(tmp_path / "koreksi.pdf")


def lift(day: OmzetDay) -> None:
    facts = {"officer": day.field.officer, "at": day.field.at, "reason": "salah catat"}
    day.field.do(reopen, **where(day), **facts)


def seal_unless_same(day: OmzetDay) -> Any:
    facts = {"officer": day.field.officer, "at": day.field.at, "reason": "beda dengan buku"}
    return day.field.do(close_day, **where(day), **facts, accept_missing=True)


def free_booth(day: OmzetDay, participation: str) -> None:
    def write(session: Session) -> None:
        session.execute(
            select(Allocation).where(Allocation.holder == participation)
        ).scalar_one().holder = None

    day.field.do(write)


def test_a_stand_that_changed_hands_is_among_the_changes_and_a_sealed_paper_keeps_the_old_ones(
    db: Database,
) -> None:
    day = open_day(db, vendors=3, partners=0)
    day.field.do(mark, **where(day), participation_id=day.ids[0], status=ABSENT)
    free_booth(day, day.ids[2])
    day.close()
    lift(day)
    day.field.do(change_participation, participation_id=day.ids[2], status=RESERVE)
    day.field.do(
        substitute,
        **where(day),
        left_id=day.ids[0],
        joined_id=day.ids[2],
        reason="Sakit",
        at=day.field.at + timedelta(minutes=1),
        anyway=True,
    )
    asked = (day.field.bazaar_id, day.day)
    (stand,) = [item for item in day.field.ask(changes_since_seal, *asked) if item.field == "stand"]
    assert (stand.booth, stand.before, stand.after) == (
        "A-01", "Dapur Bu Marni", "Batik Betawi Terogong",
    )  # fmt: skip
    seal_unless_same(day)
    paper = day.field.ask(paper_sheet, *asked)
    live = day.field.ask(stand_changes, *asked)
    assert paper.changes == live
    assert len(live) == 1


def test_words_of_the_laporan_kegiatan_wait_until_the_day_is_open(db: Database) -> None:
    day = open_day(db, vendors=2, partners=0)
    told(day, weather="Cerah")
    day.close()
    with pytest.raises(DayIsClosed):
        told(day, weather="Hujan")
    with pytest.raises(DayIsClosed):
        photographed(day)
    assert day.field.ask(activity, **where(day)).weather == "Cerah"
    assert day.field.ask(paper_sheet, day.field.bazaar_id, day.day).activity.weather == "Cerah"
    day.field.do(set_activity, bazaar_id=day.field.bazaar_id, day=DAYS[1], weather="Mendung")


def closed_and_lifted(db: Database) -> OmzetDay:
    """A day with one answer of Rp100.000, sealed and open again."""
    day = open_day(db, vendors=3)
    day.sell(0, cash=100_000, qris=0)
    day.close()
    lift(day)
    return day


def paper_of(day: OmzetDay, folder: Path) -> str:
    sheet = day.field.ask(read_day, bazaar_id=day.field.bazaar_id, day=day.day).sheet
    draw_corrections(sheet, folder / "koreksi.pdf")
    return whole_text(folder / "koreksi.pdf")


def test_a_correction_taken_in_names_who_made_it_and_the_rupiah_that_moved(
    db: Database, tmp_path: Path
) -> None:
    day = open_day(db, vendors=3)
    day.sell(0, cash=100_000, qris=0)
    day.close()
    vendor = day.field.ask(lambda session: session.get_one(Participation, day.ids[0]).vendor_id)
    day.field.do(type_vendor, {"category": "fesyen"}, vendor_id=vendor, agency="KPKP")
    facts = {"officer": day.field.officer, "at": day.field.at, "reason": "salah ketik pengampu"}
    day.field.do(correct_sealed_days, vendor, **facts)
    lift(day)
    seal_unless_same(day)
    listed = {item.field: item for item in day.field.ask(what_changed, day.field.bazaar_id, day.day, 1, 2)}
    assert {item.officer for item in listed.values()} == {"Vicky Ramadhan"}
    assert all(item.at is not None for item in listed.values())
    assert (listed["agency"].before, listed["agency"].after) == ("PPKUKM", "KPKP")
    text = paper_of(day, tmp_path)
    assert "Rupiah yang pindah ke pengampu lain: Rp100.000" in text
    assert "Rupiah yang pindah ke jenis usaha lain: Rp100.000" in text


def test_another_name_and_another_day_of_the_bazaar_stand_on_the_daftar_koreksi(
    db: Database, tmp_path: Path
) -> None:
    day = closed_and_lifted(db)
    days = [*DAYS, DAYS[1] + timedelta(days=1)]
    day.field.do(change_bazaar_and_times, day.field.bazaar_id, cut_off="", name="Bazar Lain", days=days)
    seal_unless_same(day)
    listed = day.field.ask(what_changed, day.field.bazaar_id, day.day, 1, 2)
    assert [(item.field, item.before, item.after) for item in listed] == [
        ("bazaar_name", "Bazar Jakpreneur Ramadan", "Bazar Lain"),
        ("bazaar_days", "20/03/2023, 21/03/2023", "20/03/2023, 21/03/2023, 22/03/2023"),
    ]
    assert {item.officer for item in listed} == {"Vicky Ramadhan"}
    text = paper_of(day, tmp_path)
    assert "Nama bazar" in text
    assert "Hari bazar" in text


def test_a_late_answer_does_not_take_the_reason_for_which_the_seal_was_lifted_after_it(db: Database) -> None:
    day = open_day(db, vendors=3)
    day.sell(0, cash=100_000, qris=0)
    day.close()
    day.sell(1, cash=50_000, qris=0)  # by chat, before anybody thinks of opening the day
    day.field.at += timedelta(minutes=5)
    lift(day)
    day.sell(2, cash=1_000, qris=0)
    seal_unless_same(day)
    listed = day.field.ask(what_changed, day.field.bazaar_id, day.day, 1, 2)
    reasons = {item.participation_id: item.reason for item in listed}
    assert (reasons[day.ids[1]], reasons[day.ids[2]]) == ("", "salah catat")


def test_of_two_laptops_substitutes_for_one_booth_only_who_holds_it_is_among_the_changes(
    make_store: MakeStore, tmp_path: Path
) -> None:
    here, there = two_laptops(make_store)
    reserve = {1: here, 2: there}
    for laptop in (here, there):
        laptop.field.do(mark, **where(laptop), participation_id=here.ids[0], status=ABSENT)
    for number, laptop in reserve.items():
        free_booth(laptop, here.ids[number])
        laptop.field.do(change_participation, participation_id=here.ids[number], status=RESERVE)
        at = laptop.field.at + timedelta(minutes=number)
        facts = {"left_id": here.ids[0], "joined_id": here.ids[number], "reason": "Sakit", "at": at}
        laptop.field.do(substitute, **where(laptop), **facts, anyway=True)
    here.close(reason="dua pengganti")
    take_in(here.field.db, there.field.db)
    lift(here)
    (conflict,) = here.field.ask(undecided)
    settle(here, conflict, here.ids[1])
    seal_unless_same(here)
    rows = here.field.ask(paper_sheet, here.field.bazaar_id, here.day).rows
    holders = {row.participation_id for row in rows if row.booth == "A-01"}
    listed = here.field.ask(what_changed, here.field.bazaar_id, here.day, 1, 2)
    gone_to = {item.participation_id for item in listed if item.field == "stand" and item.after}
    assert len(here.field.ask(stand_changes, here.field.bazaar_id, here.day)) == 2
    assert gone_to <= holders
    sheet = here.field.ask(read_day, bazaar_id=here.field.bazaar_id, day=here.day).sheet
    draw_changes(sheet, tmp_path / "lp.pdf")
    assert whole_text(tmp_path / "lp.pdf").count(" Sakit") == 1


def test_the_sum_of_the_koreksi_is_that_of_umkm_and_mitra_stand_apart(db: Database, tmp_path: Path) -> None:
    day = closed_and_lifted(db)
    day.sell(0, cash=175_000, qris=0)
    day.sell(3, cash=1_369_000, qris=0)  # the mitra
    seal_unless_same(day)
    words = paper_of(day, tmp_path)
    assert "Selisih omzet UMKM dari perubahan di atas: +Rp75.000" in words
    assert "Selisih omzet mitra, terpisah: +Rp1.369.000" in words


def test_a_correction_that_reaches_back_stands_on_the_koreksi_with_its_reason(
    db: Database, tmp_path: Path
) -> None:
    day = open_day(db, vendors=3)
    day.sell(0, cash=100_000, qris=0)
    day.close()
    vendor = day.field.ask(lambda session: session.get_one(Participation, day.ids[0]).vendor_id)
    day.field.do(type_vendor, {"product": "Rendang"}, vendor_id=vendor)
    who = {"officer": day.field.officer, "at": day.field.at}
    day.field.do(correct_sealed_days, vendor, reason="salah catat di daftar", **who)
    day.field.at += timedelta(minutes=5)
    lift(day)
    seal_unless_same(day)
    listed = day.field.ask(what_changed, day.field.bazaar_id, day.day, 1, 2)
    (line,) = [item for item in listed if item.field == "product"]
    assert (line.after, line.reason) == ("Rendang", "salah catat di daftar")
    assert "salah catat di daftar" in paper_of(day, tmp_path)
