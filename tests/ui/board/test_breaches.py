"""*Perlu keputusan* lists what does not go together after a merge, with both sides, until it is mended."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from bazar_desktop.domain.day import ABSENT
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.store.rows import find
from bazar_desktop.store.tables import Attendance
from bazar_desktop.ui.decisions.page import DecisionsPage
from bazar_desktop.ui.window import MainWindow
from tests.bazaar_day import DAYS
from tests.drivers import words_on
from tests.offices import Post, World


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
