"""A bazaar is made, changed and filled with participants by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from bazar_desktop.services.bazaars.bazaars import list_bazaars, own_letterhead
from bazar_desktop.services.bazaars.participants import list_participants
from bazar_desktop.services.day.held_booths import held_booths
from bazar_desktop.services.register.vendors import add_vendor
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.ui.bazaars.page import BazaarsPage
from tests.drivers.bazaars import BazaarsDriver
from tests.services.attendance.gate import give_booths
from tests.ui import looks
from tests.ui.day import open_sample, window_of, with_bazaar

NEW = {
    "name": "Bazar Ramadan",
    "lokasi": "RPTRA Anggrek",
    "kecamatan": "Gambir",
    "days": "20/3/2023 s.d. 21/3/2023",
}


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenStore]:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    made = open_sample(tmp_path / "store")
    yield made
    made.db.close()


def look(store: OpenStore, qtbot: QtBot) -> BazaarsDriver:
    window = window_of(store, BazaarsPage, "bazaars")
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return BazaarsDriver(window, qtbot)


def test_the_first_bazaar_is_made_and_is_in_hand(store: OpenStore, qtbot: QtBot) -> None:
    desk = look(store, qtbot)
    assert "Belum ada bazar" in desk.bazaars.empty.words.text()
    assert desk.window.focusWidget() is desk.bazaars.empty.action
    assert desk.save(desk.fill(desk.bazaars.ask_new(), **NEW)) == ""
    assert desk.bazaars.desk.bazaar.name == "Bazar Ramadan"  # type: ignore[union-attr]
    assert desk.window.topbar.bazaar.name.text() == "Bazar Ramadan"
    assert [day.day.day for day in desk.bazaars.desk.read(list_bazaars)[0].days] == [20, 21]
    assert "Sekarang tambahkan peserta" in desk.says
    assert desk.bazaars.participants.empty.isVisible()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": ""}, "Nama bazar"),
        ({"days": ""}, "sedikitnya satu hari"),
        ({"days": "31/2/2023"}, "bukan tanggal"),
        ({"kecamatan": "Bandung"}, "tidak ada di daftar"),
        ({"code": "Ü"}, "tidak dapat dipakai"),
    ],
)
def test_a_refused_bazaar_keeps_what_was_typed(
    store: OpenStore, qtbot: QtBot, wrong: dict[str, str], words: str
) -> None:
    desk = look(store, qtbot)
    form = desk.fill(desk.bazaars.ask_new(), **{**NEW, **wrong})
    assert words in desk.save(form)
    assert form.isVisible()
    assert desk.bazaars.desk.read(list_bazaars) == []
    assert desk.save(desk.fill(form, **{**NEW, "code": ""})) == ""


def test_a_kelurahan_stands_for_its_kecamatan(store: OpenStore, qtbot: QtBot) -> None:
    desk = look(store, qtbot)
    form = desk.fill(desk.bazaars.ask_new(), **{**NEW, "kecamatan": "Karang Anyar, Kec. Sawah Besar"})
    assert desk.save(form) == ""
    assert desk.bazaars.desk.read(list_bazaars)[0].kecamatan == "Sawah Besar"


def test_a_bazaar_is_changed_and_the_change_is_undone(store: OpenStore, qtbot: QtBot) -> None:
    with_bazaar(store)
    desk = look(store, qtbot)
    form = desk.bazaars.ask_edit()
    assert form is not None
    form.fields["letterhead"].setPlainText("KECAMATAN SAWAH BESAR\n")  # type: ignore[attr-defined]
    assert desk.save(desk.fill(form, name="Bazar Lebaran", days="20/3/2023", cut_off="10.15")) == ""
    bazaar = desk.bazaars.desk.read(list_bazaars)[0]
    assert (bazaar.name, len(bazaar.days), f"{bazaar.days[0].cut_off:%H.%M}") == ("Bazar Lebaran", 1, "10.15")
    assert own_letterhead(bazaar) == ("KECAMATAN SAWAH BESAR",)
    desk.click("Urungkan")
    bazaar = desk.bazaars.desk.read(list_bazaars)[0]
    assert (bazaar.name, len(bazaar.days), own_letterhead(bazaar)) == ("Bazar Jakpreneur Ramadan", 2, ())


def test_a_time_that_is_none_stands_under_its_field(store: OpenStore, qtbot: QtBot) -> None:
    with_bazaar(store)
    desk = look(store, qtbot)
    assert "bukan jam" in desk.save(desk.fill(desk.bazaars.ask_edit(), cut_off="pagi"))


def test_participants_come_from_the_register_one_after_the_other(store: OpenStore, qtbot: QtBot) -> None:
    field = with_bazaar(store)
    field.do(add_vendor, name="Budi Santoso", business="Es Selendang Mayang", phone="+6281234569999")
    field.do(add_vendor, name="Wati", business="Asinan Betawi Kamboja")
    desk = look(store, qtbot)
    register = desk.bazaars.ask_from_register()
    assert "Es Selendang Mayang ditambahkan" in desk.take(register, "es selendang")
    assert "Asinan Betawi Kamboja ditambahkan. Sudah 2" in desk.take(register, "asinan")
    assert "sudah menjadi peserta" in desk.take(register, "asinan")
    assert "Tidak ada yang cocok" in desk.take(register, "tidak ada orangnya")
    register.accept()  # type: ignore[union-attr]
    assert desk.participants["Es Selendang Mayang"] == "Terkonfirmasi"


def test_a_participant_goes_to_the_reserve_and_back(store: OpenStore, qtbot: QtBot) -> None:
    with_bazaar(store)
    desk = look(store, qtbot)
    view = desk.bazaars.participants.list
    participant = next(row for row in view.rows_model.rows if row.business == "Hijab Nyai")
    assert (
        desk.save(desk.fill(desk.bazaars.ask_change(participant), status="reserve", preference="dekat pintu"))
        == ""
    )
    assert desk.participants["Hijab Nyai"] == "Cadangan 3"
    desk.click("Urungkan")
    assert desk.participants["Hijab Nyai"] == "Terkonfirmasi"


def test_a_change_over_one_that_came_in_between_is_refused(store: OpenStore, qtbot: QtBot) -> None:
    with_bazaar(store)
    desk = look(store, qtbot)
    participant = desk.bazaars.participants.list.rows_model.rows[0]
    assert desk.save(desk.fill(desk.bazaars.ask_change(participant), note="x")) == ""
    assert "sudah diubah sejak" in desk.save(desk.fill(desk.bazaars.ask_change(participant), note="y"))


def test_a_mitra_takes_part_once(store: OpenStore, qtbot: QtBot) -> None:
    with_bazaar(store)
    desk = look(store, qtbot)
    form = desk.bazaars.ask_partner()
    assert form is not None
    form.fields["agency"].setCurrentText("Food Station")  # type: ignore[attr-defined]
    assert desk.save(form) == ""
    assert "Food Station" in desk.participants
    form = desk.bazaars.ask_partner()
    assert form is not None
    form.fields["agency"].setCurrentText("food station")  # type: ignore[attr-defined]
    assert "sudah menjadi peserta" in desk.save(form)


def test_search_and_filter_narrow_the_list(store: OpenStore, qtbot: QtBot) -> None:
    with_bazaar(store)
    desk = look(store, qtbot)
    desk.bazaars.participants.filter.chosen.emit("reserve")
    assert set(desk.participants.values()) == {"Cadangan 1", "Cadangan 2"}
    desk.bazaars.participants.filter.chosen.emit("everybody")
    desk.bazaars.participants.box.setText("batik")
    desk.wait(lambda: list(desk.participants) == ["Batik Betawi Terogong"])


def test_another_bazaar_is_taken_in_hand_from_the_list(store: OpenStore, qtbot: QtBot) -> None:
    with_bazaar(store)
    desk = look(store, qtbot)
    assert desk.save(desk.fill(desk.bazaars.ask_new(), **{**NEW, "days": "1/5/2023"})) == ""
    desk.click("Semua bazar")
    other = next(row for row in desk.bazaars.list.rows_model.rows if row.name == "Bazar Jakpreneur Ramadan")
    desk.bazaars.list.pick(other.id)
    desk.bazaars.list.opened.emit(other)
    assert desk.window.topbar.bazaar.name.text() == "Bazar Jakpreneur Ramadan"
    assert len(desk.participants) == 15


@pytest.mark.parametrize("scale", looks.SCALES)
@pytest.mark.parametrize("view", ["participants", "all", "empty"])
def test_it_looks_right_at_every_scale(store: OpenStore, qtbot: QtBot, scale: int, view: str) -> None:
    if view != "empty":
        with_bazaar(store)
    desk = look(store, qtbot)
    if view == "all":
        desk.bazaars.view.choose("all")
        desk.bazaars.reload()
    looks.settle(desk.window, looks.SCALES[scale])
    assert looks.faults_of(desk.window) == []


def test_the_form_offers_to_give_back_the_booth_of_whoever_is_called_off(
    store: OpenStore, qtbot: QtBot
) -> None:
    field = with_bazaar(store)
    field.do(give_booths, field.bazaar_id)
    desk = look(store, qtbot)
    marni = next(iter(desk.bazaars.desk.read(list_participants, field.bazaar_id)))
    assert desk.save(desk.bazaars.ask_change(marni)) == ""
    assert desk.says == "Tidak ada yang diubah."
    form = desk.bazaars.ask_change(marni)
    assert form.fields["free"].isHidden()
    desk.fill(form, status="cancelled")
    assert not form.fields["free"].isHidden()
    assert "Lepaskan booth A-01 (" in form.fields["free"].text()  # type: ignore[attr-defined]
    assert desk.save(form) == ""
    assert desk.says == f"{marni.business} diubah, booth A-01 dilepas."
    assert field.ask(held_booths, marni.id) == ()
    desk.click("Urungkan")
    assert [booth.booth for booth in field.ask(held_booths, marni.id)] == ["A-01"]
    assert desk.participants[marni.business] == "Terkonfirmasi"
