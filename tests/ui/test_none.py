"""The guard against PySide's fault with None."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtGui import QFont

from bazar_desktop.ui.none import PLENTY, keep_none


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal here")
def test_none_outlives_any_number_of_calls() -> None:
    keep_none()
    before = sys.getrefcount(None)
    assert before > PLENTY // 2
    font = QFont()
    for _turn in range(2000):
        font.setPixelSize(12)
    assert sys.getrefcount(None) > PLENTY // 2
    keep_none()
    assert sys.getrefcount(None) < 2 * PLENTY
