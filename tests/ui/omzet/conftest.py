"""The omzet page over a real store."""

from tests.ui.omzet_window import clock, day, sit

__all__ = ["clock", "day", "sit"]
