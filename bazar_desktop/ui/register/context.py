"""What the actions on one vendor may ask of the register."""

from __future__ import annotations

from typing import Protocol

from bazar_desktop.ui.context import PageContext


class RegisterContext(PageContext, Protocol):
    """The register behind an open vendor. `VendorsPage` fulfils it."""

    def category_name(self, key: str) -> str:
        """What people call a category."""

    def ask_change(self, vendor_id: str) -> object:
        """Ask for a vendor's data anew."""
