"""The paper loop by its dialog: only differences are marked, and the photo of the page is kept."""

from __future__ import annotations

import random
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from bazar_desktop.jobs.papers.day_papers import read_day
from bazar_desktop.jobs.papers.photos import grey_photo
from bazar_desktop.printing.bundle import list_rows_by_page
from bazar_desktop.services.papers.attachments import GREATEST, photo_of, signed_pages
from bazar_desktop.services.papers.printed import LIST, PRINTED, note_printed
from bazar_desktop.ui.attendance.signed_pages import SignedPagesDialog
from tests.bazaar_day import Field
from tests.drivers.attendance import GateDriver
from tests.drivers.papers import Chooser
from tests.services.attendance.gate import DAY, where
from tests.stores import MORNING
from tests.ui import looks


def print_list(field: Field) -> None:
    read = field.ask(read_day, bazaar_id=field.bazaar_id, day=DAY)
    how = {"codes": [LIST], "how": PRINTED, "at": MORNING, "pages": list_rows_by_page(read.sheet)}
    field.do(note_printed, bazaar_id=field.bazaar_id, sheet=read.sheet, plan=None, **how)


def phone_photo(folder: Path) -> Path:
    """A coloured photo of 12 megapixels with grain, as phones make them."""
    dice = random.Random(3)
    grain = Image.frombytes("RGB", (500, 375), dice.randbytes(500 * 375 * 3)).resize((4000, 3000))
    path = folder / "foto.jpg"
    grain.save(path, quality=92)
    return path


def opened(gate: GateDriver) -> SignedPagesDialog:
    gate.press("F11")
    dialog: SignedPagesDialog = gate.dialog(SignedPagesDialog)
    return dialog


def test_only_what_differs_is_marked_and_the_photo_is_kept(
    gate: GateDriver, field: Field, chooser: Chooser, tmp_path: Path
) -> None:
    print_list(field)
    gate.say("a1")
    dialog = opened(gate)
    first = dialog.pages.currentText()
    assert first == f"DH-{field.code}-20230320-01"
    assert dialog.list.visible_rows[0].booth == "A-01"
    assert dialog.state.text() == "Foto belum dilampirkan."
    QTest.keyClick(dialog.list, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(dialog.list, Qt.Key.Key_A)  # nobody signed for A-01 after all
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    QTest.keyClick(dialog.list, Qt.Key.Key_H)
    assert [line.attendance for line in dialog.list.visible_rows[:3]] == ["absent", "present", "expected"]
    QTest.keyClick(dialog.list, Qt.Key.Key_H)
    assert "sudah hadir" in dialog.banner.words
    QTest.keyClick(dialog.list, Qt.Key.Key_P)  # left the question
    assert field.ask(signed_pages, **where(field)) == ()
    chooser.picture = tmp_path / "surat.txt"
    chooser.picture.write_text("bukan foto")
    QTest.keyClick(dialog.list, Qt.Key.Key_P)
    assert "bukan foto" in dialog.banner.words
    chooser.picture = phone_photo(tmp_path)
    QTest.keyClick(dialog.list, Qt.Key.Key_P)
    assert dialog.banner.words == f"{first} dilampirkan."
    assert dialog.state.text().startswith("Foto terlampir")
    (page,) = field.ask(signed_pages, **where(field))
    kept = field.ask(photo_of, page.sha256)
    assert kept is not None
    assert len(kept) == page.size <= GREATEST
    looks.settle(dialog)
    assert looks.faults_of(dialog) == []
    QTest.keyClick(dialog.list, Qt.Key.Key_PageDown)
    assert dialog.pages.currentText() == f"DH-{field.code}-20230320-02"
    dialog.close()


def test_a_list_that_was_not_printed_has_no_pages(gate: GateDriver) -> None:
    dialog = opened(gate)
    assert dialog.state.text() == "Daftar hadir hari bazar ini belum dicetak di laptop ini."
    assert not dialog.attach_button.isEnabled()
    dialog.close()


def test_a_photo_becomes_grey_small_and_stays_legible(tmp_path: Path) -> None:
    data = grey_photo(phone_photo(tmp_path))
    image = QImage.fromData(data)
    assert len(data) <= GREATEST
    assert image.format() == QImage.Format.Format_Grayscale8
    assert max(image.width(), image.height()) >= 600
