"""The omzet page over a real store."""

from tests.ui.omzet_window import day, sit

__all__ = ["day", "sit"]
