"""*Yang belum*: what the office waits for, who is late by its own rule, and whom it calls."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bazar_desktop.domain.bazaars.owed import DueRuleMalformed
from bazar_desktop.domain.calendar import WIB, TimeMalformed
from bazar_desktop.domain.values.documents import CANCELLED, POSTPONED
from bazar_desktop.phrases.owed import hours_words, masked_phones, owed_line, owed_text
from bazar_desktop.services.bazaars.bazaars import list_bazaars
from bazar_desktop.services.bazaars.halts import halt_bazaar, halt_day
from bazar_desktop.services.office.laptops import put_contact
from bazar_desktop.services.reports.board import BoardRow, board
from bazar_desktop.services.reports.owed import OwedDay, owed_days
from bazar_desktop.services.reports.year import year_report
from bazar_desktop.services.settings.due import due_rule, put_due_rule
from bazar_desktop.services.settings.values import get_setting
from tests.bazaar_day import DAYS
from tests.offices import Post, World, found
from tests.stores import MORNING
from tests.ui.office_window import busy

EVENING = MORNING.replace(hour=17)
NEXT_DAY = datetime(2023, 3, 21, 14, 30, tzinfo=WIB)


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    made = found(tmp_path)
    yield made
    made.close()


def owed(world: World, now: datetime = NEXT_DAY) -> list[OwedDay]:
    return world.field.ask(lambda session: owed_days(session, board(session, check_seals=True), now))


def row_of(world: World) -> BoardRow:
    return next(row for row in world.field.ask(board) if row.day == DAYS[0])


def hand_in(world: World, laptop: Post, at: datetime, **how: bool) -> None:
    """The laptop makes a package then, and the office reads it a quarter of an hour later."""
    laptop.at, world.office.at = at, at + timedelta(minutes=15)
    stick = world.stick(f"{laptop.store.name} {at:%d %H%M}")
    laptop.pack(stick, **how)
    assert world.office.answers(stick)[0] in {"MERGED", "MERGED_LATE", "DUPLICATE"}


def test_the_longest_late_stand_first_and_today_is_owed_but_not_late(world: World) -> None:
    busy(world)
    days = owed(world)
    told = [(day.lokasi, day.day, day.hours_late) for day in days]
    first = [item for item in told if item[1] == DAYS[0]]
    assert told[: len(first)] == first, "yesterday before today"
    assert {hours for _lokasi, _day, hours in first} == {5}
    assert {hours for _lokasi, day, hours in told if day == DAYS[1]} == {None}
    assert "RPTRA Borobudur" not in {lokasi for lokasi, _day, _hours in first}, "closed and whole"
    assert [day.is_late for day in owed(world, EVENING)] == [False] * len(first), "owed and not yet due"


def test_a_day_that_was_called_off_or_postponed_or_is_to_come_is_never_late(world: World) -> None:
    busy(world)
    field = world.field
    ids = {bazaar.lokasi: bazaar.id for bazaar in field.ask(list_bazaars)}
    about = {"reason": "hujan lebat", "on": DAYS[0]}
    field.do(halt_bazaar, bazaar_id=ids["Puskesmas Cempaka Putih"], state=CANCELLED, **about)
    field.do(halt_bazaar, bazaar_id=ids["Rusun Petamburan"], state=POSTPONED, **about)
    field.do(halt_day, bazaar_id=ids["Kantor Kecamatan Kemayoran"], day=DAYS[0], **about)
    much_later = NEXT_DAY + timedelta(days=60)
    late = {(day.lokasi, day.day) for day in owed(world, much_later) if day.is_late}
    off = {("Puskesmas Cempaka Putih", day) for day in DAYS} | {("Rusun Petamburan", day) for day in DAYS}
    assert late
    assert not late & off
    assert ("Kantor Kecamatan Kemayoran", DAYS[0]) not in late
    assert ("Kantor Kecamatan Kemayoran", DAYS[1]) in late
    assert owed(world, MORNING - timedelta(days=1)) == []


def test_a_package_from_before_the_end_of_the_day_is_not_the_day(world: World) -> None:
    first, second = world.join("Laptop 1"), world.join("Laptop 2")
    who = first.parties()
    first.sell({who[0]: 50_000})
    second.sell({who[1]: 70_000})
    hand_in(world, second, MORNING.replace(hour=12))
    second.sell({who[2]: 90_000})
    first.at = EVENING
    first.seal()
    hand_in(world, first, EVENING)
    assert row_of(world).state == "received"
    assert row_of(world).waiting == ("Laptop 2",)
    year = world.field.ask(lambda session: year_report(session, 2023, today=DAYS[1]))
    assert (year.coverage.days, year.coverage.waiting) == (1, ("Laptop 2",))
    (day,) = (day for day in owed(world) if day.day == DAYS[0])
    assert (day.is_late, [laptop.name for laptop in day.laptops]) == (True, ["Laptop 2"])
    hand_in(world, second, EVENING + timedelta(hours=2))
    assert row_of(world).waiting == ()
    assert row_of(world).is_complete
    assert not [day for day in owed(world) if day.day == DAYS[0]]


def test_a_laptop_with_nothing_more_says_so_by_sending_everything_again(world: World) -> None:
    laptop = world.join("Laptop 1")
    laptop.sell({laptop.parties()[0]: 50_000})
    hand_in(world, laptop, MORNING.replace(hour=12))
    assert row_of(world).waiting == ("Laptop 1",)
    hand_in(world, laptop, EVENING, everything=True)
    assert row_of(world).waiting == ()


def test_a_day_that_was_closed_early_is_in_with_the_package_that_holds_its_seal(world: World) -> None:
    laptop = world.join("Laptop 1")
    laptop.sell({laptop.parties()[0]: 50_000})
    laptop.at = MORNING.replace(hour=13)
    laptop.seal()
    hand_in(world, laptop, MORNING.replace(hour=14))
    assert row_of(world).is_complete


def test_a_clock_that_runs_ahead_makes_no_package_later_than_it_was_read(world: World) -> None:
    laptop = world.join("Laptop 1")
    laptop.sell({laptop.parties()[0]: 50_000})
    laptop.at = EVENING
    stick = world.stick("jam maju")
    laptop.pack(stick)
    world.office.at = MORNING.replace(hour=12)
    assert world.office.answers(stick) == ["MERGED"]
    assert row_of(world).waiting == ("Laptop 1",)


def test_whom_to_call_is_told_with_the_last_package_and_who_worked_on_the_laptop(world: World) -> None:
    laptop, silent = world.join("Laptop 1"), world.join("Laptop 2")
    laptop.sell({laptop.parties()[0]: 50_000})
    hand_in(world, laptop, MORNING.replace(hour=12))
    world.field.at = world.office.at
    world.field.do(put_contact, "Laptop 2", "Bu Rina 0812-3456-7890")
    (day,) = (day for day in owed(world) if day.day == DAYS[0])
    told = {item.name: item for item in day.laptops}
    assert told["Laptop 1"].officer == "Vicky Ramadhan"
    assert told["Laptop 1"].last_package == laptop.at
    assert (told["Laptop 2"].contact, told["Laptop 2"].last_package) == ("Bu Rina 0812-3456-7890", None)
    assert silent.store.name == "Laptop 2"
    line = owed_line(day)
    assert "terlambat 5 jam" in line
    assert "hubungi Bu Rina 0812-3456-7890, paket terakhir belum pernah" in line
    text = owed_text([day], "Sudin PPKUKM", NEXT_DAY)
    assert "Bu Rina 0812••••7890" in text
    assert "3456" not in text, "a chat is read on"
    assert "semua hari bazar sudah lengkap" in owed_text([], "Sudin PPKUKM", NEXT_DAY)


def test_an_office_judges_by_its_own_hours(world: World) -> None:
    world.join("Laptop 1")
    assert due_rule_hours(world) == ("16.00", 17)
    world.field.at = world.office.at
    world.field.do(put_due_rule, ends="21.00", hours=24)
    assert due_rule_hours(world) == ("21.00", 24)
    assert not any(day.is_late for day in owed(world))
    assert any(day.is_late for day in owed(world, NEXT_DAY + timedelta(hours=7)))
    for ends, hours in (("", 5), ("16.00", -1), ("16.00", 337)):
        with pytest.raises(DueRuleMalformed):
            world.field.do(put_due_rule, ends=ends, hours=hours)
    with pytest.raises(TimeMalformed):
        world.field.do(put_due_rule, ends="sore", hours=5)
    assert due_rule_hours(world) == ("21.00", 24)


def due_rule_hours(world: World) -> tuple[str, int]:
    rule = world.field.ask(due_rule)
    assert world.field.ask(get_setting, "day_ends") == f"{rule.ends:%H.%M}"
    return f"{rule.ends:%H.%M}", rule.hours


def test_hours_and_phones_in_words() -> None:
    assert [hours_words(hours) for hours in (None, 0, 1, 24, 27)] == [
        "", "kurang dari 1 jam", "1 jam", "1 hari", "1 hari 3 jam"
    ]  # fmt: skip
    assert masked_phones("Pak Jali, 0812 3456 7890 atau +628123456789") == (
        "Pak Jali, 0812••••7890 atau 081••••6789"
    )
    assert masked_phones("lantai 3, pos 12") == "lantai 3, pos 12"
