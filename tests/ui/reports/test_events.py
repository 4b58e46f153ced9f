"""The office's pages show cancelled, postponed, moved and rained-off events apart; only what took place counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from pytestqt.qtbot import QtBot

from bazar_desktop.domain.day.halts import DayCourse, Halt
from bazar_desktop.domain.values.documents import CANCELLED, POSTPONED
from bazar_desktop.phrases.reports import event_notes
from bazar_desktop.services.bazaars.bazaars import list_bazaars
from bazar_desktop.services.bazaars.halts import halt_bazaar, halt_day
from bazar_desktop.services.reports.year import YearDay, year_report
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.ui.exchange.decisions_page import DecisionsPage
from bazar_desktop.ui.frame.window import MainWindow
from tests.bazaar_day import DAYS
from tests.drivers import words_on
from tests.drivers.exchange import BoardDriver
from tests.offices import World
from tests.stores import MORNING
from tests.ui import looks
from tests.ui.office_window import busy

Frame = Callable[[OpenStore, str], MainWindow]
ON = date(2023, 3, 19)


def call_off(world: World) -> None:
    """One lokasi is cancelled, one postponed, one loses its second day to rain, one was sealed and is called off."""
    field = world.field
    ids = {bazaar.lokasi: bazaar.id for bazaar in field.ask(list_bazaars)}
    for lokasi, state, reason in (
        ("Puskesmas Cempaka Putih", CANCELLED, "lokasi dipakai vaksinasi"),
        ("Rusun Petamburan", POSTPONED, "banjir"),
    ):
        field.do(halt_bazaar, bazaar_id=ids[lokasi], state=state, reason=reason, on=ON)
    rusun = ids["RPTRA Borobudur"]
    field.do(halt_day, bazaar_id=rusun, day=DAYS[1], reason="hujan lebat", on=DAYS[1])


def test_the_board_shows_what_was_called_off_apart_and_owes_nothing_for_it(
    world: World, window: Frame, qtbot: QtBot
) -> None:
    busy(world)
    before = year_of(world)
    call_off(world)
    frame = window(world.office.store, "board")
    desk = BoardDriver(frame, qtbot)
    states = {row[0]: row[2:4] for row in desk.cells}
    assert states["Puskesmas Cempaka Putih"] == ("dibatalkan", "dibatalkan")
    assert states["Rusun Petamburan"] == ("ditunda", "ditunda")
    assert states["RPTRA Borobudur"] == ("diterima", "gugur")
    assert [row[0] for row in desk.cells][-2:] == ["Puskesmas Cempaka Putih", "Rusun Petamburan"]
    said = words_on(desk.page)
    assert "2 lokasi tidak berlangsung" in said
    assert "3 dari 4" in said, "RPTRA Borobudur has come whole: its other day fell out"
    desk.click("Yang belum (1)")
    assert desk.column("Lokasi") == ["Kantor Kecamatan Kemayoran"]
    looks.settle(frame)
    assert looks.faults_of(frame) == []
    frame.go("year")
    looks.settle(frame)
    said = words_on(frame.page)
    assert "ditunda: 1 · dibatalkan: 1 · hari tidak berlangsung: 1" in said
    assert "Rusun Petamburan: ditunda sejak 19 Maret 2023: banjir." in said
    assert "RPTRA Borobudur, 21 Maret 2023: gugur sejak 21 Maret 2023: hujan lebat." in said
    assert looks.faults_of(frame) == []
    assert year_of(world) == before


def year_of(world: World) -> tuple[int, int, int | None]:
    with world.office.store.db.read() as session:
        report = year_report(session, 2023, today=MORNING.date(), check_seals=True)
    return report.bazaars, report.bazaar_days, report.vendors.omzet


def test_a_day_that_was_sealed_all_the_same_stands_where_things_are_decided(
    world: World, window: Frame, qtbot: QtBot
) -> None:
    laptop = world.join("Laptop 1")
    laptop.sell(dict.fromkeys(laptop.parties(), 60_000))
    laptop.seal()
    field = world.field
    field.at = world.office.at
    field.do(halt_bazaar, bazaar_id=field.bazaar_id, state=CANCELLED, reason="banjir", on=ON)
    world.office.at = max(field.at, laptop.at)
    assert world.office.answers(laptop.pack(world.stick("hari 1")).file) == ["MERGED"]
    frame = window(world.office.store, "sync")
    assert isinstance(frame.page, DecisionsPage)
    looks.settle(frame)
    said = words_on(frame.page)
    assert "dibatalkan sejak 19 Maret 2023: banjir. Laptop yang belum mendengarnya menutup hari itu" in said
    assert looks.faults_of(frame) == []


def test_a_year_of_many_that_were_called_off_names_the_first_and_counts_the_rest() -> None:
    day = YearDay(
        *("b", "B", "Bazar", "offline", "Rusun", ON, False), None, None, 0, 0, 0, 0, 0, 0,
    )  # fmt: skip
    days = [
        replace(day, lokasi=f"Rusun {number}", course=DayCourse(Halt(CANCELLED, "banjir", ON)))
        for number in range(9)
    ]
    assert len(event_notes(days)) == 9
    notes = event_notes(days, 6)
    assert notes[0] == "Bazar, Rusun 0: dibatalkan sejak 19 Maret 2023: banjir."
    assert notes[5] == "4 lainnya tidak jadi; semuanya di lembar Hari kegiatan berkas Excel."
