"""An office's window, and an omzet page."""

from tests.ui.office_window import window, world
from tests.ui.omzet_window import day, sit

__all__ = ["day", "sit", "window", "world"]
