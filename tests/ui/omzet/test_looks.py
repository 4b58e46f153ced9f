"""The ledger and the stack of slips have room for their words at 1366 x 768 and at 125 and 150 %."""

from __future__ import annotations

import pytest

from tests.omzet_day import OmzetDay
from tests.ui import looks
from tests.ui.omzet_window import Sit


@pytest.mark.parametrize("scale", list(looks.SCALES))
def test_the_stack_and_the_ledger_have_room_for_their_words(day: OmzetDay, sit: Sit, scale: int) -> None:
    page = sit(day)
    page.enter("79515750")
    page.press("Ctrl+G")
    page.type("79551750")
    page.press("Return")
    looks.settle(page.window, looks.SCALES[scale])
    assert page.page.stack.bar.suspects.isVisible()
    assert looks.faults_of(page.window) == []
    page.press("Escape", "Ctrl+M")
    page.carry(text="Beras SPHP\tkg\t100,5\t12.500\t40\n")
    page.press("Ctrl+V")
    looks.settle(page.window, looks.SCALES[scale])
    assert page.page.ledger.isVisible()
    assert looks.faults_of(page.window) == []
    assert not page.page.ledger.sheet.horizontalScrollBar().isVisible()
