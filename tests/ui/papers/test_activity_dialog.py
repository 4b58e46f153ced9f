"""Writing the laporan kegiatan in the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from bazar_desktop.domain.day.model import Activity
from bazar_desktop.services.day.activity import activity
from bazar_desktop.ui.kit.forms import FormDialog
from bazar_desktop.ui.papers.activity_dialog import PhotoList
from tests.drivers.papers import PapersDriver
from tests.papers_day import DAY, PapersDay, papers_day
from tests.printing.told_day import jpeg
from tests.ui import looks
from tests.ui.papers.test_papers_page import drive


@pytest.fixture
def day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PapersDay]:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    made = papers_day(tmp_path / "store", vendors=4, sealed=False)
    yield made
    made.store.db.close()


@pytest.fixture
def desk(day: PapersDay, tmp_path: Path, qtbot: QtBot) -> Iterator[PapersDriver]:
    yield from drive(day.store, tmp_path, qtbot)


def opened(desk: PapersDriver) -> tuple[FormDialog, PhotoList]:
    dialog = desk.papers.doing.tell_activity()
    assert dialog is not None
    photos = dialog.fields["photos"]
    assert isinstance(photos, PhotoList)
    return dialog, photos


def write(dialog: FormDialog, name: str, words: str) -> None:
    field = dialog.fields[name]
    if isinstance(field, QPlainTextEdit):
        field.setPlainText(words)
    elif isinstance(field, QLineEdit):
        field.setText(words)
    else:
        field.setCurrentText(words)  # type: ignore[attr-defined]


def known(day: PapersDay) -> Activity:
    return day.field.ask(activity, bazaar_id=day.bazaar_id, day=DAY)


def test_the_report_is_written_with_photos_and_taken_back(
    desk: PapersDriver, day: PapersDay, tmp_path: Path
) -> None:
    desk.chooser.pictures = [tmp_path / f"{number}.jpg" for number in range(2)]
    for number, path in enumerate(desk.chooser.pictures):
        path.write_bytes(jpeg(number, (1800, 1200)))
    dialog, photos = opened(desk)
    for name, words in (
        ("weather", "Cerah"), ("visitors", "1.250"), ("obstacles", "Genset mati"), ("notes", "Ramai"),
    ):  # fmt: skip
        write(dialog, name, words)
    photos.add_button.click()
    desk.wait(lambda: not photos.working)
    photos.lines[0].caption.setText("Pembukaan")
    dialog.submit()
    told = known(day)
    assert (told.weather, told.visitors, told.obstacles, told.notes) == (
        "Cerah",
        1_250,
        "Genset mati",
        "Ramai",
    )
    assert [bool(photo.data) for photo in told.photos] == [True, True]
    assert "Pembukaan" in {photo.caption for photo in told.photos}
    assert desk.says == "Laporan kegiatan disimpan."
    assert desk.papers.code == "LK"
    desk.do("Urungkan")
    assert known(day) == Activity()
    desk.settle()


def test_a_photo_is_taken_out_again_and_what_is_wrong_is_said_under_its_field(
    desk: PapersDriver, day: PapersDay, tmp_path: Path
) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(b"bukan foto")
    desk.chooser.pictures = [path]
    dialog, photos = opened(desk)
    photos.add_button.click()
    desk.wait(lambda: not photos.working)
    assert "bukan foto" in photos.said.text()
    path.write_bytes(jpeg(1))
    photos.add_button.click()
    desk.wait(lambda: not photos.working)
    assert len(photos.lines) == 1
    photos.lines[0].findChildren(type(photos.add_button))[0].click()
    assert photos.value() == []
    write(dialog, "visitors", "banyak")
    dialog.submit()
    assert dialog.isVisible()
    assert dialog.fields["visitors"].accessibleDescription()
    write(dialog, "visitors", "")
    dialog.submit()
    assert not dialog.isVisible()
    assert known(day) == Activity()
    desk.settle()


@pytest.mark.parametrize("scale", list(looks.SCALES))
def test_the_form_has_room_for_its_words(desk: PapersDriver, tmp_path: Path, scale: int) -> None:
    looks.settle(desk.window, looks.SCALES[scale])
    desk.chooser.pictures = [tmp_path / f"{number}.jpg" for number in range(6)]
    for number, path in enumerate(desk.chooser.pictures):
        path.write_bytes(jpeg(number))
    dialog, photos = opened(desk)
    photos.add_button.click()
    desk.wait(lambda: not photos.working)
    assert not photos.add_button.isEnabled()
    looks.settle(dialog)
    assert looks.faults_of(dialog) == []
    assert dialog.minimumSizeHint().height() <= looks.SCALES[scale][1]
    dialog.reject()
    desk.settle()
