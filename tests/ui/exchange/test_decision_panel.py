"""Perlu keputusan on a page: both values with their officers, a key and a reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from bazar_desktop.domain.omzet.slip_codes import make_slip
from bazar_desktop.services.journal.history import field_history
from bazar_desktop.services.settings.officers import add_officer
from bazar_desktop.store.apply import apply
from bazar_desktop.store.tables import natural_id
from bazar_desktop.ui.exchange.decision_panel import ConflictCard, DecisionsPanel
from bazar_desktop.ui.page import Page
from tests.bazaar_day import Field
from tests.drivers import button_named, click, words_on
from tests.omzet_day import OmzetDay, open_day
from tests.stores import MORNING, MakeStore, all_changes
from tests.ui import looks
from tests.ui.attendance.desk import Clock, desk_on


class Bare(Page):
    """A page with nothing but the panel."""


@pytest.fixture
def disputed(make_store: MakeStore) -> OmzetDay:
    """A day on which two laptops wrote different figures for the first stand."""
    database, other = make_store("A"), make_store("B")
    here = open_day(database, vendors=2)
    rina = here.field.do(add_officer, name="Rina Kusuma")
    with other.write("office", "sync.take_in", MORNING) as session:
        apply(session, all_changes(database), MORNING)
    there = OmzetDay(Field(other, rina, here.field.at, here.field.bazaar_id), here.day, here.ids)
    here.sell(0, cash=250_000)
    there.sell(0, cash=205_000)
    with database.write("office", "sync.take_in", MORNING) as session:
        apply(session, all_changes(other), MORNING)
    return here


def test_a_conflict_is_decided_with_a_button_and_a_reason(
    disputed: OmzetDay, qtbot: QtBot, tmp_path: Path
) -> None:
    page = Bare(desk_on(disputed.field, tmp_path, Clock()), "Sinkronisasi")
    reasons: list[str | None] = [None, "Sesuai slip"]
    panel = DecisionsPanel(page, ask=lambda _value: reasons.pop(0))
    page.body.addWidget(panel)
    page.body.addStretch(1)
    qtbot.addWidget(page)
    page.show()
    assert panel.reload() == 1
    looks.settle(page, looks.SCALES[150])
    assert looks.faults_of(page) == []
    words = words_on(panel)
    assert "A-01 · Dapur Bu Marni · Tunai" in words
    assert "250.000 · Vicky Ramadhan" in words
    assert "205.000 · Rina Kusuma" in words
    choice = next(line.strip() for line in words.splitlines() if line.strip().startswith("205.000"))
    assert make_slip(disputed.row(0).card, disputed.day, 1) in words
    assert "20 Mar" in choice
    click(button_named(panel, choice))
    assert panel.reload(disputed.field.bazaar_id) == 1
    looks.settle(page)
    first = panel.first
    assert first is not None
    first.setFocus()
    place = [value.text() for value in panel.findChildren(ConflictCard)[0].values].index(choice)
    QTest.keyClick(first, Qt.Key.Key_5)  # no such value: nothing happens
    QTest.keyClick(first, Qt.Key.Key_1 + place)  # one key, and the reason that is asked for
    assert disputed.row(0).total == 205_000
    where = (disputed.ids[0], disputed.day, 1)
    standing = disputed.field.ask(field_history, "omzet_entry", natural_id("omzet_entry", *where), "cash")[0]
    assert (standing.after, standing.reason, standing.stands) == (205_000, "Sesuai slip", True)
    assert panel.reload() == 0
    assert not panel.isVisible()
