"""The guard against PySide's fault with None and True."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtGui import QFont

from bazar_desktop.ui.qt.refcount_fix import PLENTY, keep_constants

EMITS = """
import bazar_desktop.ui
from PySide6.QtCore import QObject, Signal
class Speaker(QObject):
    said = Signal(int)
speaker = Speaker()
for turn in range(100_000):
    speaker.said.emit(turn)
print("still here")
"""


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="constants are immortal here")
def test_the_constants_outlive_any_number_of_calls() -> None:
    keep_constants()
    before = [sys.getrefcount(item) for item in (None, True, False)]
    assert min(before) > PLENTY // 2
    font = QFont()
    for _turn in range(2000):
        font.setPixelSize(12)
    assert sys.getrefcount(None) > PLENTY // 2
    keep_constants()
    assert max(sys.getrefcount(item) for item in (None, True, False)) < 2 * PLENTY


def test_any_number_of_signals_may_be_emitted() -> None:
    done = subprocess.run([sys.executable, "-c", EMITS], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "still here", done.stderr[-500:]
