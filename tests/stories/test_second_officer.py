"""Two officers at one laptop: who sits down takes over in the middle of a cell, and answers for what they enter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog

from bazar_desktop.jobs.settings.officers import enter_officer, start_store
from bazar_desktop.services.settings.officers import PETUGAS, list_officers
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.ui.kit.forms import FormDialog
from tests.commands import CHEAP, PIN
from tests.drivers import press, type_into, words_on
from tests.omzet_day import OmzetDay, open_day
from tests.services.placement.placed import laid_out
from tests.stores import MORNING
from tests.stories.conftest import SitDown

RINA_PIN = "135724"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenStore]:
    """A laptop of Vicky, a supervisor, and Rina, a petugas."""
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    made = start_store(tmp_path / "store", officer="Vicky Ramadhan", nip="", pin=PIN, at=MORNING, cost=CHEAP)
    rina = {"name": "Rina Kusuma", "nip": "", "role": PETUGAS, "pin": RINA_PIN}
    enter_officer(made, MORNING, **rina, cost=CHEAP)
    yield made
    made.db.close()


@pytest.fixture
def day(store: OpenStore) -> OmzetDay:
    return open_day(store.db, vendors=5)


def test_a_second_officer_takes_over_in_the_middle_of_a_cell(
    store: OpenStore, day: OmzetDay, sit: SitDown
) -> None:
    desk = sit(store)
    page = desk.omzet
    page.enter("100000")
    page.type("25")
    assert "tidak cocok" in desk.sign_in("Rina Kusuma", "0000")
    assert "Vicky Ramadhan" in words_on(desk.window.sidebar)
    assert desk.sign_in("Rina Kusuma", RINA_PIN) == ""
    assert "Rina Kusuma" in words_on(desk.window.sidebar)
    assert desk.window.page_key == "omzet"
    assert page.typing == "25"
    page.type("0000")
    page.press("Return")
    assert page.column("cash")[:2] == ["100.000", "250.000"]
    for row, name in enumerate(("Vicky Ramadhan", "Rina Kusuma")):
        page.go(row, "cash")
        page.press("Ctrl+H")
        assert name in desk.history()


def test_nobody_takes_back_what_another_did(store: OpenStore, day: OmzetDay, sit: SitDown) -> None:
    desk = sit(store)
    page = desk.omzet
    page.enter("100000")
    assert desk.sign_in("Rina Kusuma", RINA_PIN) == ""
    page.enter("250000")
    page.press("Ctrl+Z")
    assert page.column("cash")[:2] == ["100.000", ""]
    page.press("Ctrl+Z")
    assert "oleh petugas ini" in page.says
    assert page.column("cash")[:2] == ["100.000", ""]
    assert desk.sign_in("Vicky Ramadhan", PIN) == ""
    page.press("Ctrl+Y")
    assert page.column("cash")[1] == ""
    page.press("Ctrl+Z")
    assert page.column("cash")[:2] == ["", ""]


def test_at_the_gate_and_on_the_denah_it_is_the_same(store: OpenStore, sit: SitDown) -> None:
    laid_out(store.db)
    desk = sit(store)
    layout = desk.layout
    layout.press("Ctrl+T")
    desk.finish()
    placed = layout.standing
    assert placed
    gate = desk.gate
    gate.say(next(iter(placed.values())))
    assert gate.present == 1
    assert desk.sign_in("Rina Kusuma", RINA_PIN) == ""
    gate.press("Ctrl+Z")
    assert "oleh petugas ini" in gate.says
    assert gate.present == 1
    layout = desk.layout
    layout.press("Ctrl+Z")
    assert "oleh petugas ini" in layout.says
    assert layout.standing == placed


def test_a_petugas_is_refused_what_is_a_supervisors(store: OpenStore, day: OmzetDay, sit: SitDown) -> None:
    desk = sit(store)
    assert desk.sign_in("Rina Kusuma", RINA_PIN) == ""
    desk.turn_to("settings")
    desk.push("Tambah petugas")
    form = desk.top(FormDialog)
    assert isinstance(form, FormDialog)
    type_into(form, "Orang Baru")
    form.fields["pin"].setFocus()
    type_into(form, "9999")
    press(form, "Return")
    assert form.result() != QDialog.DialogCode.Accepted
    assert "Hanya supervisor" in form.banner.words
    press(form, "Escape")
    desk.front()
    desk.push("Nonaktifkan")
    assert "Hanya supervisor" in desk.says
    with store.db.read() as session:
        assert {(officer.name, officer.active) for officer in list_officers(session)} == {
            ("Rina Kusuma", True),
            ("Vicky Ramadhan", True),
        }
