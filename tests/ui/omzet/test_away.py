"""Omzet of somebody who is marked izin or alpa: saved, tinted and said; a pasted block asks before it writes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from bazar_desktop.domain.day.model import ABSENT, EXCUSED, PRESENT
from bazar_desktop.phrases.attendance import away_names
from bazar_desktop.services.attendance.check_in import mark
from bazar_desktop.services.day.away import MarkedAway
from bazar_desktop.ui import theme
from bazar_desktop.ui.omzet.away import AwayQuestion
from tests.drivers.omzet import OmzetDriver
from tests.omzet_day import OmzetDay
from tests.ui.omzet_window import Sit

AS_PRESENT, AS_IS, CANCEL = "as_present", "as_is", "cancel"


def away(day: OmzetDay, *numbers: int, status: str = ABSENT) -> None:
    for number in numbers:
        where = {"bazaar_id": day.field.bazaar_id, "day": day.day}
        day.field.do(mark, **where, participation_id=day.ids[number], status=status)


@contextmanager
def answered(button: str) -> Iterator[list[str]]:
    """While the block acts the question comes once: what it names is noted, and `button` is pressed."""
    said: list[str] = []

    def reply() -> None:
        question = QApplication.activeModalWidget()
        if isinstance(question, AwayQuestion):
            timer.stop()
            said.append(question.says.text())
            getattr(question, button).click()

    timer = QTimer()
    timer.timeout.connect(reply)
    timer.start(2)
    yield said
    timer.stop()
    assert len(said) == 1, "the question did not come"


def ground(page: OmzetDriver, row: int) -> str | None:
    model = page.page.model
    colour: Any = model.index(row, 0).data(Qt.ItemDataRole.BackgroundRole)
    return QColor(colour).name().upper() if colour is not None else None


def marks(day: OmzetDay) -> list[str]:
    return [row.attendance for row in day.rows()]


def test_omzet_typed_over_somebody_absent_is_saved_tinted_and_said_and_can_be_marked_present(
    day: OmzetDay, sit: Sit
) -> None:
    away(day, 0)
    page = sit(day)
    assert page.cell(0, "status") == "Alpa"
    page.enter("250rb")
    assert day.row(0).total == 250_000
    assert page.cell(0, "status") == "Alpa, tetapi ada omzet"
    assert ground(page, 0) == theme.ATTENTION_TINT.upper()
    assert "tetapi omzetnya terisi" in page.page.model.tip(page.page.model.rows[0], "status")
    assert page.says.startswith("Dapur Bu Marni ditandai alpa pukul ")
    assert page.says.endswith(". Omzet disimpan; keduanya bertentangan.")
    assert page.page.banner.action.accessibleName() == "Tandai hadir"
    page.page.banner.action.click()
    assert day.row(0).attendance == PRESENT
    assert page.cell(0, "status") == "Sebagian, tersimpan"
    assert ground(page, 0) is None
    page.press("Ctrl+Z")
    assert (day.row(0).attendance, day.row(0).total) == (ABSENT, 250_000)
    assert page.cell(0, "status") == "Alpa, tetapi ada omzet"


def test_a_pasted_block_over_absent_people_asks_first_and_marks_and_saves_as_one_action(
    day: OmzetDay, sit: Sit
) -> None:
    away(day, 0)
    away(day, 2, status=EXCUSED)
    page = sit(day)
    page.carry(text="100000\n200000\n300000\n")
    with answered(CANCEL) as said:
        page.press("Ctrl+V")
    assert said[0].splitlines()[0].startswith("A-01 Dapur Bu Marni: alpa pukul ")
    assert "izin pukul" in said[0].splitlines()[1]
    assert [row.total for row in day.rows()[:3]] == [None] * 3
    assert page.says == "Batal ditempel. Tidak ada yang disimpan."
    with answered(AS_PRESENT):
        page.press("Ctrl+V")
    assert [row.total for row in day.rows()[:3]] == [100_000, 200_000, 300_000]
    assert marks(day)[:3] == [PRESENT] * 3
    assert page.column("status")[:3] == ["Sebagian, tersimpan"] * 3
    page.press("Ctrl+Z")
    assert [row.total for row in day.rows()[:3]] == [None] * 3
    assert marks(day)[:3] == [ABSENT, PRESENT, EXCUSED]


def test_a_block_that_is_saved_as_it_is_says_how_many_exclude_each_other(day: OmzetDay, sit: Sit) -> None:
    away(day, 0, 1)
    page = sit(day)
    page.carry(text="100000\n200000\n300000\n")
    with answered(AS_IS):
        page.press("Ctrl+V")
    assert marks(day)[:3] == [ABSENT, ABSENT, PRESENT]
    assert page.column("status")[:3] == ["Alpa, tetapi ada omzet"] * 2 + ["Sebagian, tersimpan"]
    assert "2 peserta ditandai tidak hadir tetapi ada omzetnya" in page.says
    assert page.page.banner.kind == "warning"


def test_a_block_that_touches_nobody_away_does_not_ask(day: OmzetDay, sit: Sit) -> None:
    away(day, 4)
    page = sit(day)
    page.carry(text="100000\n200000\n")
    page.press("Ctrl+V")
    assert page.says == "2 sel tersimpan."


@pytest.mark.parametrize("count", [6, 8])
def test_the_question_names_six_and_counts_the_rest(count: int) -> None:
    aways = [MarkedAway(str(n), 1, f"A-{n}", f"Usaha {n}", ABSENT, None, told=False) for n in range(count)]
    lines = away_names(aways).splitlines()
    assert lines[:2] == ["A-0 Usaha 0: alpa", "A-1 Usaha 1: alpa"]
    assert lines[6:] == ([] if count == 6 else ["+2"])
