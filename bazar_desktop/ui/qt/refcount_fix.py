"""A guard against a fault of PySide 6.12 under CPython 3.11 that ends the program after some thousand calls."""

from __future__ import annotations

import ctypes
import sys

PLENTY = 1 << 40


def keep_constants() -> None:
    """Make None, True and False as good as immortal, as they are from CPython 3.12 on.

    PySide 6.12.0 counts on that: each of its calls that returns nothing takes one reference from None, each signal
    that is emitted one from True, until the interpreter stops with "deallocating None" or "deallocating True or
    False". Does nothing on later Pythons and where it was done before.
    """
    for constant in (None, True, False):
        if sys.version_info < (3, 12) and sys.getrefcount(constant) < PLENTY // 2:
            ctypes.c_ssize_t.from_address(id(constant)).value += PLENTY
