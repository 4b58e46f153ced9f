"""A guard against a fault of PySide 6.12 under CPython 3.11 that ends the program after some thousand calls."""

from __future__ import annotations

import ctypes
import sys

PLENTY = 1 << 40


def keep_none() -> None:
    """Make None as good as immortal, as it is from CPython 3.12 on.

    PySide 6.12.0 counts on that: each of its calls that returns nothing takes one reference from None, until the
    interpreter stops with "deallocating None". Does nothing on later Pythons and where it was done before.
    """
    if sys.version_info < (3, 12) and sys.getrefcount(None) < PLENTY // 2:
        ctypes.c_ssize_t.from_address(id(None)).value += PLENTY
