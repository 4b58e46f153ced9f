"""The card *Lembar kunci* at an office: made, checked by two words, tried whole."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from bazar_desktop.ui.frame.window import MainWindow
from bazar_desktop.ui.pages import entries
from bazar_desktop.ui.settings.page import OFFICE, SettingsPage
from bazar_desktop.ui.store_session import StoreSession
from tests.drivers import button_named, click, press, type_into, words_on
from tests.jobs.recovery.test_key_sheet import words_on_paper
from tests.offices import World
from tests.stores import MORNING
from tests.ui import looks


def at_settings(world: World, qtbot: QtBot, *, laptop: bool = False) -> SettingsPage:
    store = (world.join("Laptop 1") if laptop else world.office).store
    window = MainWindow(StoreSession(store, lambda: MORNING), entries(store.kind))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.go("settings")
    page = window.page
    assert isinstance(page, SettingsPage)
    page.view.choose(OFFICE)
    page.reload()
    looks.settle(window)
    return page


def test_a_sheet_is_made_its_words_typed_back_and_its_key_tried(
    world: World, qtbot: QtBot, tmp_path: Path
) -> None:
    page = at_settings(world, qtbot)
    assert looks.faults_of(page) == []
    assert "Belum ada lembar kunci." in words_on(page.keys)
    assert not page.keys.check.isEnabled()
    file = tmp_path / "lembar.pdf"
    page.keys.ask_file = lambda _parent: file
    page.keys.make.click()
    qtbot.waitUntil(lambda: "belum dicek" in words_on(page.keys), timeout=20_000)
    assert "lembar.pdf" in page.banner.words
    paper = words_on_paper(file)
    form = page.keys.ask_words()
    assert form is not None
    assert looks.faults_of(form) == []
    places = [
        int(label.split("-")[1]) for label in words_on(form).splitlines() if label.startswith("Kata ke-")
    ]
    for name, word in (("first", "kopi"), ("second", "salah")):
        form.fields[name].setFocus()
        type_into(form, word)
    press(form, "Return")
    assert "bukan kata ke-" in words_on(form)
    for name, place in zip(("first", "second"), places, strict=True):
        form.fields[name].clear()  # type: ignore[attr-defined]
        form.fields[name].setFocus()
        type_into(form, paper[place - 1])
    press(form, "Return")
    assert "Dicek, terakhir 20/03/2023." in words_on(page.keys)
    drill = page.keys.ask_drill()
    assert looks.faults_of(drill) == []
    type_into(drill, " ".join(paper[:-1]))
    click(button_named(drill, "Coba"))
    assert "35 kata, seharusnya 36" in words_on(drill)
    type_into(drill, f" {paper[-1]}")
    click(button_named(drill, "Coba"))
    assert "Latihan berhasil" in page.banner.words


def test_a_laptop_has_no_key_sheet(world: World, qtbot: QtBot) -> None:
    assert not at_settings(world, qtbot, laptop=True).keys.isVisible()
