"""The turns on the Bazar page: the order, the officer's word, the draw, settling, all by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from bazar_desktop.domain.turns.rules import TurnRules
from bazar_desktop.language import RESOURCES
from bazar_desktop.services.bazaars.participants import APPLICANT, add_participation, list_participants
from bazar_desktop.services.register.vendors import add_vendor
from bazar_desktop.services.turns.rules import put_rules
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.ui.bazaars.page import BazaarsPage
from tests.bazaar_day import Field, stand_up
from tests.drivers.turns import Folder, TurnsDriver
from tests.printing.reading import whole_text
from tests.printing.recompute_draw import recompute
from tests.ui import looks
from tests.ui.day import open_sample, window_of


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenStore]:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    made = open_sample(tmp_path / "store")
    yield made
    made.db.close()


def applied(store: OpenStore, count: int = 6, places: int | None = 3) -> Field:
    """A bazaar for which `count` newcomers apply."""
    field = stand_up(store.db, vendors=0, reserves=0, partners=0)

    def apply(session) -> None:  # type: ignore[no-untyped-def]
        for number in range(count):
            place = ("Gambir", "Senen")[number % 2]
            vendor = add_vendor(
                session, name=f"Bu {number}", business=f"Warung {number}", category="kuliner", kecamatan=place
            )
            add_participation(session, field.bazaar_id, vendor_id=vendor, status=APPLICANT)
        if places is not None:
            put_rules(session, rules=TurnRules(places=places), bazaar_id=field.bazaar_id)

    field.do(apply)
    return field


def look(store: OpenStore, qtbot: QtBot) -> TurnsDriver:
    window = window_of(store, BazaarsPage, "bazaars")
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    desk = TurnsDriver(window, qtbot)
    desk.look()
    return desk


def test_the_order_shows_facts_and_place_in_words_and_the_line(store: OpenStore, qtbot: QtBot) -> None:
    applied(store)
    desk = look(store, qtbot)
    assert desk.window.focusWidget() is desk.turns.box
    assert (RESOURCES / "manual" / f"{desk.bazaars.manual}.md").is_file()
    assert desk.turns.list.table()[1][0][:4] == (
        "Warung 0", "belum pernah ikut: urutan 1", "Terpilih", "belum diundi",
    )  # fmt: skip
    assert desk.under_the_line == ["Warung 3", "Warung 4", "Warung 5"]
    desk.stand_on("Warung 4")
    for words in (
        "Warung 4, Bu 4",
        "urutan 5",
        "Cadangan 2",
        "0 poin",
        "tempat penuh",
        "setara dengan 5 lainnya",
    ):
        assert words in desk.turns.about.text()


def test_the_officers_word_is_given_by_keys_with_a_reason_and_undone(store: OpenStore, qtbot: QtBot) -> None:
    applied(store)
    desk = look(store, qtbot)
    desk.stand_on("Warung 5")
    assert "Alasannya belum diisi" in desk.decide("M", " ")
    desk.form().reject()
    assert desk.decide("M", "undangan camat") == ""
    assert desk.results["Warung 5"] == "Terpilih"
    assert "dimasukkan petugas: undangan camat" in desk.turns.about.text()
    desk.press_on_list("B")
    assert desk.results["Warung 5"] == "Cadangan 3"
    assert desk.decide("K", "mundur") == ""
    assert desk.results["Warung 5"] == "Tidak terpilih"
    desk.click("Urungkan")
    assert desk.results["Warung 5"] == "Cadangan 3"
    desk.press_on_list("N")
    form = desk.fill(desk.form(), place=1, reason="giliran tertunda")
    assert desk.save(form) == ""
    desk.turns.box.clear()
    desk.wait(lambda: len(desk.order) == 6)
    assert desk.order[:2] == ["Warung 5", "Warung 0"]


def test_lots_are_drawn_and_the_paper_recomputes_them(store: OpenStore, qtbot: QtBot, tmp_path: Path) -> None:
    applied(store)
    desk = look(store, qtbot)
    assert "belum diisi" in desk.draw("  ")
    desk.form().reject()
    assert desk.draw("jakarta 497") == ""
    assert "kata JAKARTA 497: 6 pendaftar diundi" in desk.says
    desk.turns.doing.places = Folder(tmp_path)
    desk.click("Simpan berita acara")
    desk.wait(lambda: "tersimpan" in desk.says)
    codes = {row.line.standing.applicant.code: row.line.business for row in desk.turns.list.visible_rows}
    paper = next(tmp_path.glob("BU-*.pdf"))
    assert [codes[code] for code in recompute(whole_text(paper))] == desk.order
    assert "Untuk mengundi lagi tulis alasannya" in desk.draw("8", reason="")
    desk.form().reject()
    assert desk.draw("8", reason="saksi terlambat") == ""
    assert "Ke-2, kata 8" in desk.turns.drawn.state.text()


def test_settling_is_one_step_that_is_taken_back(store: OpenStore, qtbot: QtBot) -> None:
    applied(store)
    desk = look(store, qtbot)
    desk.press("Ctrl+Return")
    desk.wait(lambda: desk.says != "")
    assert "6 pendaftar setara di batas tempat belum diundi" in desk.says
    assert set(desk.results.values()) >= {"Terpilih", "Cadangan 3"}
    desk.click("Tetapkan tanpa undian")
    assert "Ditetapkan: 3 terkonfirmasi, 3 cadangan, 0 ditolak." in desk.says
    assert desk.results["Warung 0"] == "Terkonfirmasi"
    desk.stand_on("Warung 0")
    assert not any(decision.isEnabled() for decision in desk.turns.decisions)
    desk.click("Urungkan")
    assert desk.results["Warung 0"] == "Terpilih"


def test_rules_and_quotas_are_changed_and_refused_under_their_field(store: OpenStore, qtbot: QtBot) -> None:
    applied(store)
    desk = look(store, qtbot)
    desk.press("Ctrl+R")
    form = desk.fill(desk.form(), places="tiga")
    assert "tidak dapat dipakai: tiga" in desk.save(form)
    desk.fill(form, places="4", reserves="1")
    editor = form.fields["quotas"]
    line = editor.add()  # type: ignore[attr-defined]
    line.by.setCurrentIndex(line.by.findData("kecamatan"))
    line.group.setText("Gambir")
    line.least.setValue(3)
    line.most.setValue(1)
    assert "kecamatan:Gambir:3-1" in desk.save(form)
    line.least.setValue(-1)
    assert desk.save(form) == ""
    assert list(desk.results.values()) == ["Terpilih"] * 4 + ["Cadangan 1", "Tidak terpilih"]
    assert desk.under_the_line[0] == "Warung 2"
    assert "kuota kecamatan Gambir penuh (1)" in desk.turns.list.visible_rows[4].why
    assert "kecamatan Gambir paling banyak 1" in desk.turns.places.rules.text()
    desk.press("Ctrl+R")
    form = desk.form()
    form.fields["quotas"].lines[0].remove.click()  # type: ignore[attr-defined]
    assert desk.save(form) == ""
    assert desk.order == [f"Warung {number}" for number in range(6)]


def test_filter_and_search_narrow_the_list(store: OpenStore, qtbot: QtBot) -> None:
    applied(store)
    desk = look(store, qtbot)
    desk.turns.filter.chosen.emit("reserve")
    assert desk.order == ["Warung 3", "Warung 4", "Warung 5"]
    desk.turns.filter.chosen.emit("chosen")
    assert desk.order == ["Warung 0", "Warung 1", "Warung 2"]


def test_an_empty_list_and_unknown_places_say_what_to_do(store: OpenStore, qtbot: QtBot) -> None:
    field = applied(store, 0)
    desk = look(store, qtbot)
    desk.click("Tambah dari daftar")
    register = desk.popup()
    assert register.status.value == APPLICANT  # type: ignore[attr-defined]
    register.accept()  # type: ignore[attr-defined]
    field.do(put_rules, rules=TurnRules(), bazaar_id=field.bazaar_id)
    desk.bazaars.reload()
    desk.click("Isi aturan")
    assert desk.save(desk.fill(desk.form(), places="5")) == ""
    assert desk.turns.nobody.isVisible()


@pytest.mark.parametrize("scale", looks.SCALES)
def test_it_looks_right_at_every_scale(store: OpenStore, qtbot: QtBot, scale: int) -> None:
    applied(store, 30, 20)
    desk = look(store, qtbot)
    desk.stand_on("Warung 29")
    looks.settle(desk.window, looks.SCALES[scale])
    assert looks.faults_of(desk.window) == []
    for ask in (
        desk.turns.doing.ask_rules,
        desk.turns.doing.ask_draw,
        lambda: desk.turns.doing.ask_decision("place"),
    ):
        form = ask()
        assert form is not None
        looks.settle(form)
        assert looks.faults_of(form) == []
        form.reject()


def test_very_many_applicants_stand_in_one_sound_list(
    store: OpenStore, qtbot: QtBot, count: Callable[[int, int], int]
) -> None:
    whole = count(80, 300)
    applied(store, whole, whole // 2)
    desk = look(store, qtbot)
    QAbstractItemModelTester(
        desk.turns.list.rows_model, QAbstractItemModelTester.FailureReportingMode.Fatal, desk.turns
    )
    assert len(desk.order) == whole
    desk.turns.reload()
    assert len(desk.under_the_line) == whole - whole // 2


def test_an_order_that_moved_on_while_it_was_looked_at_is_not_settled(store: OpenStore, qtbot: QtBot) -> None:
    field = applied(store, places=6)
    desk = look(store, qtbot)
    field.do(put_rules, rules=TurnRules(places=1), bazaar_id=field.bazaar_id)  # another sitting
    desk.press("Ctrl+Return")
    desk.wait(lambda: desk.says != "")
    assert "sudah diubah sejak Anda membukanya" in desk.says
    assert {item.status for item in field.ask(list_participants, field.bazaar_id)} == {APPLICANT}
