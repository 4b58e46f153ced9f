"""The program's name for the taskbar of Windows, which groups windows and their picture by it."""

from __future__ import annotations

import ctypes
import sys

APPLICATION = "PPKUKM.BazarDesktop"  # the shortcut that the setup file makes has the same


def name_for_taskbar() -> None:
    """Tell Windows which program this process is, before the first window; elsewhere nothing is to be told."""
    if sys.platform == "win32":
        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(APPLICATION)
