"""*Perlu keputusan* lists what does not go together after a merge, with both sides, until it is mended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bazar_desktop.domain.day.model import ABSENT
from bazar_desktop.services.papers.attachments import attach_page
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.store.rows import find
from bazar_desktop.store.tables import Attendance
from bazar_desktop.ui.exchange.decisions_page import DecisionsPage
from bazar_desktop.ui.exchange.signed_photo import PhotoPanel
from bazar_desktop.ui.frame.window import MainWindow
from tests.bazaar_day import DAYS
from tests.drivers import button_named, click, words_on
from tests.offices import Post, World
from tests.ui import looks


def mark(post: Post, who: str, status: str) -> None:
    with post.store.db.write(post.store.officer.id, "test", post.tick()) as session:
        row = find(session, Attendance, who, DAYS[0], 1)
        assert row is not None
        row.status = status


def test_an_omzet_of_somebody_absent_is_shown_with_both_sides_until_it_is_mended(
    world: World, window: Callable[[OpenStore, str], MainWindow]
) -> None:
    office = world.office
    who = office.parties()[0]
    office.sell({who: 85_000})
    mark(office, who, ABSENT)
    frame = window(office.store, "sync")
    QApplication.processEvents()
    page = frame.findChild(DecisionsPage)
    assert page is not None
    words = words_on(page)
    assert "1 hal tidak cocok" in words
    assert "ada omzet, tetapi tidak tercatat hadir" in words
    assert "Omzet · " in words
    assert "Kehadiran · " in words
    assert not page.nothing.isVisible()
    mark(office, who, "present")
    page.reload()
    QApplication.processEvents()
    assert page.nothing.isVisible()
    assert "tidak cocok" not in words_on(page)


def test_a_conflict_opens_the_photo_of_the_signed_page(
    world: World, window: Callable[[OpenStore, str], MainWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    first, second, office = world.join("Laptop 1"), world.join("Laptop 2"), world.office
    photo = tmp_path / "halaman.jpg"
    picture = QImage(900, 1200, QImage.Format.Format_Grayscale8)
    picture.fill(240)
    assert picture.save(str(photo))
    for number, post in enumerate((first, second)):
        post.sell({post.parties()[0]: 50_000 + number})
        if number:
            with post.store.db.write(post.store.officer.id, "test", post.tick()) as session:
                code = f"DH-{world.field.code}-20230320-01"
                where = {"bazaar_id": post.bazaar_id, "day": DAYS[0], "page_code": code}
                attach_page(session, **where, photo=photo.read_bytes())
        stick = world.stick(f"hari {number}")
        post.pack(stick)
        office.read(stick)
    frame = window(office.store, "sync")
    looks.settle(frame)
    page = frame.findChild(DecisionsPage)
    assert page is not None
    words = words_on(page)
    for shown in ("50.000", "50.001", "Laptop 1", "Laptop 2", "Vicky Ramadhan", "Tunai"):
        assert shown in words
    click(button_named(page, f"Lihat DH-{world.field.code}-20230320-01"))
    panel = next(
        photo_panel
        for photo_panel in QApplication.topLevelWidgets()
        if isinstance(photo_panel, PhotoPanel) and photo_panel.isVisible()
    )
    looks.settle(panel)
    assert panel.picture.pixmap().width() == 720
    assert looks.faults_of(panel) == []
    panel.accept()
