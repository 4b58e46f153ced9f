"""The pages of an office's window that a laptop's has not."""

from __future__ import annotations

from bazar_desktop.language import N_
from bazar_desktop.ui.board.intake import IntakePage
from bazar_desktop.ui.board.laptops import LaptopsPage
from bazar_desktop.ui.board.page import BoardPage
from bazar_desktop.ui.board.year import YearPage
from bazar_desktop.ui.sidebar import NavEntry


def office_entries() -> tuple[NavEntry, ...]:
    """Papan lokasi, Masuk, Laptop, Laporan, in the order of the sidebar."""
    return (
        NavEntry("board", N_("Papan lokasi"), "layout-dashboard", BoardPage),
        NavEntry("intake", N_("Masuk"), "inbox", IntakePage),
        NavEntry("laptops", N_("Laptop"), "hard-drive", LaptopsPage),
        NavEntry("year", N_("Laporan"), "chart-column", YearPage),
    )
