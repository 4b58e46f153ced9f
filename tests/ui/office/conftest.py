"""A real office with laptops, and its window and theirs."""

from tests.ui.office_window import window

__all__ = ["window"]
