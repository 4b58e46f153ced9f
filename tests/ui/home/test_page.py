"""Beranda says what to do next, on an empty laptop and through a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from bazar_desktop.jobs.settings.backup import back_up
from bazar_desktop.services.bazaars.participants import list_participants
from bazar_desktop.services.day.sheet import day_sheet
from bazar_desktop.services.papers.printed import CARDS, LIST, PLAN, PRINTED, SIGNS, note_printed
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import Attendance, OmzetEntry, Vendor
from bazar_desktop.ui.home.page import HomePage
from tests.bazaar_day import DAYS, Field
from tests.drivers import click, press, words_on
from tests.drivers.home import HomeDriver
from tests.stores import MORNING
from tests.ui import looks
from tests.ui.day import NOW, open_sample, window_of, with_bazaar


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenStore]:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    made = open_sample(tmp_path / "store")
    yield made
    made.db.close()


def look(store: OpenStore, qtbot: QtBot, hour: int = 8) -> HomeDriver:
    window = window_of(store, HomePage, "home", NOW.replace(hour=hour))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return HomeDriver(window, qtbot)


def arrive(field: Field, people: int, sold: int) -> None:
    """So many are here, the first so many have sold, two of them by QRIS alone."""
    everybody = field.ask(list_participants, field.bazaar_id)
    parties = [participant for participant in everybody if participant.status == "confirmed"][:people]

    def enter_all(session: object) -> None:
        for number, party in enumerate(parties):
            key = {"bazaar_id": field.bazaar_id, "participation_id": party.id, "day": DAYS[0], "session": 1}
            came = MORNING + timedelta(minutes=10 * number)
            enter(session, Attendance, party.id, DAYS[0], 1, **key, status="present", arrived_at=came)  # type: ignore[arg-type]
            if number < sold:
                amounts = {"qris": 100_000} if number < 2 else {"cash": 300_000}
                enter(session, OmzetEntry, party.id, DAYS[0], 1, **key, state="reported", **amounts)  # type: ignore[arg-type]

    field.do(enter_all)


def test_an_empty_laptop_is_told_what_to_do_first(store: OpenStore, qtbot: QtBot) -> None:
    desk = look(store, qtbot)
    said = words_on(desk.home)
    for words in ("Impor daftar pelaku UMKM", "Buat bazar", "Gambar denah booth", "Belum ada cadangan"):
        assert words in said
    first = desk.home.first_steps.first
    assert desk.window.focusWidget() is first
    press(first, "Space")
    assert desk.window.page_key == "vendors"


def test_the_day_stands_in_five_steps_with_what_is_missing(store: OpenStore, qtbot: QtBot) -> None:
    arrive(with_bazaar(store), 9, 0)
    desk = look(store, qtbot)
    assert desk.steps == [
        "Siapkan: Nanti. 13 peserta siap. Denah belum dipilih.",
        "Hadir: Giliran sekarang. 9 dari 13 peserta hadir, 4 belum dicatat. Batas 09.30.",
        "Omzet: Nanti. Mulai pukul 15.00. Tanyakan omzet tiap peserta.",
        "Tutup hari: Nanti. Baris kehadiran belum dicatat: 4. Dapat ditutup apa adanya.",
        "Serahkan: Belum bisa. Paket dibuat setelah hari ditutup.",
    ]
    assert desk.home.title.text() == "Senin, 20 Maret 2023"
    assert desk.window.focusWidget() is desk.home.steps[1].go
    assert desk.follow(2) == "attendance"


def test_figures_count_umkm_and_mitra_apart(store: OpenStore, qtbot: QtBot) -> None:
    arrive(with_bazaar(store), 13, 13)  # the last one is the mitra
    desk = look(store, qtbot, hour=16)
    said = words_on(desk.home)
    assert "Rp3.200.000" in said  # 2 x 100.000 + 10 x 300.000
    assert "12 dari 12 melapor, mitra Rp300.000" in said
    assert "6,3%" in said
    assert "12 dari 12" in said
    assert "0 belum dicatat, 0 izin atau alpa · mitra 1 dari 1" in said
    assert desk.steps[2].startswith("Omzet: Selesai")


def test_what_needs_a_decision_is_named_and_leads_there(store: OpenStore, qtbot: QtBot) -> None:
    field = with_bazaar(store)
    arrive(field, 11, 0)
    field.do(
        lambda session: setattr(
            session.query(Vendor).filter_by(business="Hijab Nyai").one(), "nik_damaged", True
        )
    )
    assert "belum datang" not in look(store, qtbot, hour=8).decisions
    late = look(store, qtbot, hour=10)
    assert "2 peserta belum datang" in late.decisions
    assert "Cadangan pertama: Dapur Bu Marni 2" in late.decisions
    assert "1 NIK rusak oleh Excel" in late.decisions
    assert "Hijab Nyai" in late.decisions


def test_nothing_to_decide_is_said_in_words(store: OpenStore, qtbot: QtBot) -> None:
    with_bazaar(store)
    assert "Tidak ada yang perlu diputuskan" in look(store, qtbot).decisions


def test_the_laptop_is_looked_at_and_a_backup_changes_what_it_says(store: OpenStore, qtbot: QtBot) -> None:
    with_bazaar(store)
    desk = look(store, qtbot)
    assert "Belum ada cadangan. Buat cadangan di Pengaturan" in desk.ready
    assert "Data terenkripsi" in desk.ready
    # what wants a look stands first
    assert desk.ready.index("Belum ada cadangan") < desk.ready.index("Data terenkripsi")
    back_up(store, NOW)
    desk.window.show_backup()
    assert "Cadangan 0 menit lalu, teruji" in desk.ready


def test_the_mornings_papers_are_missed_until_they_are_made(store: OpenStore, qtbot: QtBot) -> None:
    field = with_bazaar(store)
    desk = look(store, qtbot)
    assert "Belum dicetak: denah booth, daftar hadir, kartu peserta, nomor booth" in desk.ready
    sheet = field.ask(day_sheet, field.bazaar_id, DAYS[0])
    facts = {"bazaar_id": field.bazaar_id, "sheet": sheet, "plan": None, "how": PRINTED, "at": NOW}
    field.do(note_printed, codes=[LIST, CARDS], **facts)
    desk.home.reload()
    assert "Belum dicetak: denah booth, nomor booth" in desk.ready
    field.do(note_printed, codes=[PLAN, SIGNS], **facts)
    desk.home.reload()
    assert "Kertas pagi sudah dibuat" in desk.ready


@pytest.mark.parametrize("scale", looks.SCALES)
@pytest.mark.parametrize("filled", [True, False])
def test_it_looks_right_at_every_scale(store: OpenStore, qtbot: QtBot, scale: int, filled: bool) -> None:
    if filled:
        arrive(with_bazaar(store), 9, 5)
    desk = look(store, qtbot, hour=10)
    looks.settle(desk.window, looks.SCALES[scale])
    assert looks.faults_of(desk.window) == []


def test_papers_lead_to_the_reports(store: OpenStore, qtbot: QtBot) -> None:
    with_bazaar(store)
    desk = look(store, qtbot)
    click(desk.home.papers)
    assert desk.window.page_key == "reports"


def test_newcomers_are_counted_of_those_who_took_part(store: OpenStore, qtbot: QtBot) -> None:
    arrive(with_bazaar(store), people=5, sold=3)
    figure = look(store, qtbot).home.figures["new"]
    assert "dari 5 yang ikut" in words_on(figure)
