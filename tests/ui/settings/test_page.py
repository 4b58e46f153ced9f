"""Officers, papers, the office's own lists and backups are set by keyboard; refusals have words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from bazar_desktop.services.settings.editing import put_times
from bazar_desktop.services.settings.laptop import sound_is_on
from bazar_desktop.services.settings.officers import PETUGAS, SUPERVISOR
from bazar_desktop.services.settings.values import (
    categories,
    get_setting,
    letterhead,
    signatories,
)
from bazar_desktop.store.backup import list_backups, make_backup, second_place
from bazar_desktop.store.key_file import Owner
from bazar_desktop.store.keys import WrongPin
from bazar_desktop.store.opening import STORE_FILE, OpenStore, backup_folder, create_store, open_store
from bazar_desktop.ui.kit.forms import FormDialog
from bazar_desktop.ui.settings.page import BACKUPS, OFFICE, OFFICERS, PAPERS, SettingsPage
from tests.commands import CHEAP, PIN
from tests.drivers import click, press, words_on
from tests.drivers.settings import SettingsDriver
from tests.stores import MORNING
from tests.ui import looks
from tests.ui.day import open_sample, window_of, with_bazaar


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenStore]:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    made = open_sample(tmp_path / "store")
    yield made
    made.db.close()


@pytest.fixture
def desk(store: OpenStore, qtbot: QtBot) -> SettingsDriver:
    window = window_of(store, SettingsPage, "settings")
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return SettingsDriver(window, qtbot)


def test_an_officer_is_added_changed_and_dismissed(desk: SettingsDriver, store: OpenStore) -> None:
    form = desk.settings.ask_new()
    assert "PIN terlalu pendek" in desk.fill(form, name="Siti Aminah", role=PETUGAS, pin="1")
    assert desk.fill(form, pin="135724") == ""
    assert desk.officers == {"Siti Aminah": "Petugas lapangan, aktif", "Vicky Ramadhan": "Supervisor, aktif"}
    open_store(store.folder, "Siti Aminah", "135724").db.close()
    siti = next(row for row in desk.settings.officers.list.rows_model.rows if row.name == "Siti Aminah")
    desk.settings.officers.list.pick(siti.id)
    assert desk.fill(desk.settings.ask_edit(), name="Siti A.", role=SUPERVISOR, pin="975318") == ""
    with pytest.raises(WrongPin):
        open_store(store.folder, "Siti A.", "135724")
    desk.settings.officers.list.pick(siti.id)
    desk.click("Nonaktifkan")
    assert desk.officers["Siti A."] == "Supervisor, tidak aktif"
    assert "tidak dapat lagi membuka" in desk.says


def test_the_officer_at_the_desk_cannot_dismiss_themselves(desk: SettingsDriver) -> None:
    desk.click("Nonaktifkan")
    assert "sedang bertugas tidak dapat dinonaktifkan" in desk.says
    assert desk.officers == {"Vicky Ramadhan": "Supervisor, aktif"}


def test_the_last_supervisor_stays_one_and_names_differ(desk: SettingsDriver) -> None:
    assert "sedikitnya satu supervisor" in desk.fill(desk.settings.ask_edit(), role=PETUGAS, pin="135724")
    assert "Sudah ada petugas bernama" in desk.fill(
        desk.settings.ask_new(), name="vicky ramadhan", pin="135724"
    )


def test_a_petugas_may_change_the_own_pin_only(desk: SettingsDriver) -> None:
    desk.fill(desk.settings.ask_new(), name="Siti Aminah", role=PETUGAS, pin="135724")
    siti = next(officer for officer in desk.settings.desk.officers() if officer.name == "Siti Aminah")
    desk.settings.desk.sign_in(siti.id, "135724")
    assert "Hanya supervisor" in desk.fill(desk.settings.ask_new(), name="Orang Ketiga", pin="135724")
    assert "berbeda dari yang pertama" in desk.fill(desk.settings.ask_pin(), pin="4268", again="4269")
    assert desk.fill(desk.settings.ask_pin(), pin="4268", again="4268") == ""
    desk.settings.desk.sign_in(siti.id, "4268")


def test_letterhead_and_signatories_are_kept_and_previewed(desk: SettingsDriver) -> None:
    desk.open_part(PAPERS)
    papers = desk.settings.papers
    papers.lines.setPlainText("PEMPROV\n\nSUDIN JAKPUS")
    assert papers.preview.accessibleName() == "Contoh kop: PEMPROV, SUDIN JAKPUS"
    papers.footer.setText("Jalan Rajawali 7")
    papers.signing[0][1].setText("Vicky Ramadhan")
    click(papers.save)
    found = desk.settings.desk.read(letterhead)
    assert (found.lines, found.footer) == (("PEMPROV", "SUDIN JAKPUS"), "Jalan Rajawali 7")
    assert [signatory.name for signatory in desk.settings.desk.read(signatories)] == ["Vicky Ramadhan", ""]
    papers.lines.setPlainText("\n \n")
    click(papers.save)
    assert "sedikitnya satu baris" in desk.says
    papers.lines.setPlainText("\n".join("ABCDEFG"))
    click(papers.save)
    assert "paling banyak 6 baris" in desk.says
    assert desk.settings.desk.read(letterhead).lines == ("PEMPROV", "SUDIN JAKPUS")


def test_times_are_read_as_typed_or_refused(desk: SettingsDriver) -> None:
    desk.open_part(OFFICE)
    office = desk.settings.office
    office.cut_off.setText("0915")
    office.name.setText("Sudin PPKUKM Jakarta Pusat")
    desk.click("Simpan kantor dan jam")
    assert desk.settings.desk.read(get_setting, key="cut_off") == "09.15"
    office.cut_off.setText("pagi")
    desk.click("Simpan kantor dan jam")
    assert "bukan jam" in desk.says
    office.cut_off.setText("09.00")
    office.name.setText(" ")
    desk.click("Simpan kantor dan jam")
    assert "Nama instansi belum diisi" in desk.says


def test_categories_need_letters_of_their_own(desk: SettingsDriver) -> None:
    desk.open_part(OFFICE)
    name, letter, _colour = desk.settings.categories.boxes[0]
    name.setText("Makanan")
    desk.click("Simpan kategori")
    assert desk.settings.desk.read(categories)[0].name == "Makanan"
    _name, letter, _colour = desk.settings.categories.boxes[0]
    letter.setText("f")
    desk.click("Simpan kategori")
    assert "Periksa Fesyen" in desk.says
    assert desk.settings.desk.read(categories)[0].letter == "K"


def test_an_agency_is_added_once_and_taken_off_the_list(desk: SettingsDriver) -> None:
    desk.open_part(OFFICE)
    assert desk.fill(desk.settings.ask_agency(), name="Dinas Kebudayaan", role="coach") == ""
    assert "sudah ada dalam daftar" in desk.fill(desk.settings.ask_agency(), name="dinas kebudayaan")
    desk.settings.agencies.list.step(0)
    desk.click("Hapus dari daftar")
    assert desk.settings.agencies.list.rows_model.rows == ()
    desk.click("Urungkan")
    assert [row.name for row in desk.settings.agencies.list.rows_model.rows] == ["Dinas Kebudayaan"]


def test_a_backup_is_made_beside_the_window_and_taken_back(desk: SettingsDriver, store: OpenStore) -> None:
    desk.open_part(BACKUPS)
    desk.click("Cadangkan sekarang")
    desk.wait(lambda: bool(desk.settings.backups.list.rows_model.rows))
    assert "teruji" in desk.says
    desk.settings.desk.perform(put_times, cut_off="10.45", omzet_from="15.00")
    desk.settings.backups.list.step(0)
    dialog = desk.settings.ask_restore()
    desk.wait(lambda: dialog.confirm.isEnabled())
    assert "2 perubahan yang lebih baru" in words_on(dialog)
    assert [point.is_tested for point in dialog.list.rows_model.rows] == [True]
    assert looks.faults_of(dialog) == []
    press(dialog, "Escape")
    assert desk.settings.desk.read(get_setting, key="cut_off") == "10.45"
    dialog = desk.settings.ask_restore()
    desk.wait(lambda: dialog.confirm.isEnabled())
    click(dialog.confirm)
    assert desk.settings.desk.read(get_setting, key="cut_off") == "09.30"
    assert "Cadangan dipulihkan" in desk.says
    desk.settings.desk.store.db.close()


def test_the_second_place_gets_copies(desk: SettingsDriver, store: OpenStore, tmp_path: Path) -> None:
    desk.open_part(BACKUPS)
    desk.settings.choose_second(tmp_path / "stick")
    assert str(tmp_path / "stick") in desk.settings.backups.says.text()
    desk.settings.back_up()
    desk.wait(lambda: bool(list_backups(tmp_path / "stick")))
    desk.wait(lambda: not desk.settings.task_panel.isVisible())
    assert list_backups(backup_folder(store.folder))


def test_a_second_place_of_another_laptop_is_refused_and_later_told_in_its_own_words(
    desk: SettingsDriver, store: OpenStore, tmp_path: Path
) -> None:
    theirs = tmp_path / "theirs"
    other = create_store(
        tmp_path / "lain", Owner("o2", "Ani", "supervisor"), PIN, kind="laptop", letter="B", name="B",
        at=MORNING, cost=CHEAP,
    )  # fmt: skip
    make_backup(other.folder / STORE_FILE, other.key, theirs, MORNING)
    other.db.close()
    desk.open_part(BACKUPS)
    desk.settings.choose_second(theirs)
    assert "cadangan dari laptop atau kantor lain" in desk.says
    assert desk.settings.desk.read(second_place) is None
    desk.settings.choose_second(tmp_path / "stick")
    theirs.rename(tmp_path / "stick")
    desk.settings.back_up()
    desk.wait(lambda: not desk.settings.task_panel.isVisible())
    assert "Salinan ke tempat kedua gagal. Di " in desk.says
    assert "cadangan dari laptop atau kantor lain" in desk.says


@pytest.mark.parametrize("scale", looks.SCALES)
@pytest.mark.parametrize("part", [OFFICERS, PAPERS, OFFICE, BACKUPS, "about"])
def test_it_looks_right_at_every_scale(desk: SettingsDriver, store: OpenStore, scale: int, part: str) -> None:
    with_bazaar(store)
    desk.open_part(part)
    looks.settle(desk.window, looks.SCALES[scale])
    assert looks.faults_of(desk.window) == []


def test_the_documents_expected_of_every_vendor_are_ticked_and_taken_back(desk: SettingsDriver) -> None:
    desk.open_part(OFFICE)
    boxes = desk.settings.documents.boxes
    assert [kind for kind, box in boxes.items() if box.isChecked()] == ["NIB", "P-IRT", "halal"]
    boxes["kurasi"].setFocus()
    press(boxes["kurasi"], "Space")
    assert "kurasi diharapkan" in desk.says
    assert desk.settings.desk.read(get_setting, key="documents_wanted")[-1] == "kurasi"
    click(desk.settings.banner.action)
    assert not boxes["kurasi"].isChecked()


def test_the_sound_at_the_gate_is_turned_off_for_this_laptop(desk: SettingsDriver) -> None:
    desk.open_part(OFFICE)
    sound = desk.settings.laptop.sound
    assert sound.isChecked()
    press(sound, "Space")
    assert desk.says == "Bunyi di halaman Kehadiran mati."
    assert not desk.settings.desk.read(sound_is_on)


def test_an_answer_is_brought_into_sight_where_the_page_is_scrolled(
    desk: SettingsDriver, qtbot: QtBot
) -> None:
    desk.window.resize(1024, 500)
    page = desk.settings
    page.view.choose(OFFICE)
    page.reload()
    looks.settle(desk.window)
    bar = page.area.verticalScrollBar()
    assert bar.maximum() > 0, "the page is longer than the window"
    for act in (lambda: page.say("Disimpan."), lambda: page.refuse("Belum bisa.")):
        bar.setValue(bar.maximum())
        act()
        qtbot.waitUntil(lambda: not page.banner.visibleRegion().isEmpty())
        shown = page.banner.mapTo(page.area.viewport(), page.banner.rect().topLeft()).y()
        assert 0 <= shown <= page.area.viewport().height() - page.banner.height()


def test_what_a_long_form_refuses_is_brought_into_sight(desk: SettingsDriver) -> None:
    form = FormDialog("Panjang", lambda form: form.refuse("kolom 1", "Isi kolom ini."), parent=desk.window)
    for number in range(1, 15):
        form.add_field(f"kolom {number}", f"Kolom {number}", QLineEdit())
    form.show()
    looks.settle(form)
    form.fields["kolom 14"].setFocus()
    form._scroll.ensureWidgetVisible(form.fields["kolom 14"])
    form.submit()
    assert not form._said["kolom 1"].visibleRegion().isEmpty()
    assert form.fields["kolom 1"].hasFocus()
