"""Jakarta's regions, from the program's own file."""

from __future__ import annotations

from bazar_desktop.domain.bazaars.regions import Regions, load_regions
from bazar_desktop.language import RESOURCES


def regions() -> Regions:
    """Give Jakarta's 318 regions, from the program's own file."""
    return load_regions((RESOURCES / "regions" / "dki.json").read_text("utf-8"))
