"""An office's window, and an omzet page."""

from tests.ui.office_window import window
from tests.ui.omzet_window import day, sit

__all__ = ["day", "sit", "window"]
