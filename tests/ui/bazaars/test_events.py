"""Calling an event off, letting a day fall out, moving it, in the window: what it says first, and what then shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bazar_desktop.domain.values.documents import CANCELLED
from bazar_desktop.services.bazaars.bazaars import BazaarFacts, bazaar_of
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import DayClose
from bazar_desktop.ui.bazaars.event_forms import DAY_OFF, DAY_ON, WHOLE_OFF, WHOLE_ON, EventForm, StateAct
from bazar_desktop.ui.bazaars.page import ALL, BazaarsPage
from bazar_desktop.ui.home.page import HomePage
from bazar_desktop.ui.kit.forms import FormDialog
from tests.drivers import words_on
from tests.drivers.bazaars import BazaarsDriver
from tests.ui import looks
from tests.ui.day import NOW, open_sample, window_of, with_bazaar


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Iterator[OpenStore]:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    made = open_sample(tmp_path / "store")
    with_bazaar(made)
    yield made
    made.db.close()


@pytest.fixture
def desk(store: OpenStore, qtbot: QtBot) -> BazaarsDriver:
    window = window_of(store, BazaarsPage, "bazaars")
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return BazaarsDriver(window, qtbot)


def facts(desk: BazaarsDriver) -> BazaarFacts:
    bazaar = desk.bazaars.desk.bazaar
    assert bazaar is not None
    return desk.bazaars.desk.read(bazaar_of, bazaar_id=bazaar.id)


def ask(desk: BazaarsDriver, act: StateAct, reason: str = "") -> FormDialog:
    form = desk.bazaars.events.ask_state()
    return desk.fill(form, act=act.key, **({"reason": reason} if reason else {}))


def follows(form: FormDialog) -> str:
    assert isinstance(form, EventForm)
    return form.outcome.text()


def test_a_day_falls_out_with_a_reason_and_is_opened_again(desk: BazaarsDriver) -> None:
    day = facts(desk).days[1].day
    form = ask(desk, StateAct(DAY_OFF, day=day))
    assert "peserta perlu diberi tahu" in follows(form)
    assert looks.faults_of(form) == []
    assert "alasan" in desk.save(form).casefold()
    assert desk.save(desk.fill(form, reason="hujan")) == ""
    assert "gugur" in desk.says
    assert "hujan" in desk.bazaars.subtitle.text()
    assert facts(desk).days[1].is_off
    desk.bazaars.view.choose(ALL)
    desk.bazaars.reload()
    titles, rows = desk.bazaars.list.table()
    assert rows[0][titles.index("Keadaan")] == "rencana, 1 hari gugur"
    assert desk.save(ask(desk, StateAct(DAY_ON, day=day))) == ""
    assert not facts(desk).days[1].is_off


def test_an_event_is_cancelled_undone_and_opened_again(desk: BazaarsDriver) -> None:
    assert desk.save(ask(desk, StateAct(WHOLE_OFF, CANCELLED), "banjir")) == ""
    assert facts(desk).state == CANCELLED
    desk.bazaars.undo_history.undo_last()
    assert facts(desk).state == "planned"
    assert desk.save(ask(desk, StateAct(WHOLE_OFF, CANCELLED), "banjir")) == ""
    assert desk.save(ask(desk, StateAct(WHOLE_ON))) == ""
    assert facts(desk).state == "planned"


def test_a_move_says_what_follows_while_it_is_typed_and_is_undone_as_one(desk: BazaarsDriver) -> None:
    before = facts(desk)
    form = desk.fill(desk.bazaars.events.ask_move(), lokasi="RPTRA Kenanga")
    assert f"Dari {before.lokasi} ke RPTRA Kenanga." in follows(form)
    desk.fill(form, days="31/2/2023")
    assert "bukan tanggal" in follows(form)
    assert "bukan tanggal" in desk.save(form)
    desk.fill(form, days="27/3/2023, 28/3/2023")
    assert looks.faults_of(form) == []
    assert desk.save(form) == ""
    assert (facts(desk).lokasi, [day.day.day for day in facts(desk).days]) == ("RPTRA Kenanga", [27, 28])
    desk.bazaars.undo_history.undo_last()
    assert (facts(desk).lokasi, facts(desk).days) == (before.lokasi, before.days), desk.says


def test_the_first_page_of_a_day_that_fell_out_says_so_and_has_no_turn(
    desk: BazaarsDriver, store: OpenStore, qtbot: QtBot
) -> None:
    day = facts(desk).days[0].day
    assert desk.save(ask(desk, StateAct(DAY_OFF, day=day), "hujan")) == ""
    window = window_of(store, HomePage, "home")
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    said = words_on(window.page)
    assert "gugur sejak" in said
    assert said.count("Hari ini tidak berlangsung.") == 5


def test_an_event_all_of_whose_days_were_sealed_has_nothing_to_call_off(
    desk: BazaarsDriver, store: OpenStore
) -> None:
    for day in facts(desk).days:
        with store.db.write(store.officer.id, "test.seal", NOW) as session:
            key = {"bazaar_id": facts(desk).id, "day": day.day, "revision": 1}
            enter(session, DayClose, *key.values(), **key, seal="AAAA-BBBB-C", totals="{}", covers="{}")
    assert desk.bazaars.events.ask_state() is None
    assert "sudah ditutup, jadi bazar ini terlaksana" in desk.says
