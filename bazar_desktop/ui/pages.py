"""The pages of the window in the order of their keys (Ctrl+1 …)."""

from __future__ import annotations

from bazar_desktop.language import N_
from bazar_desktop.ui.bazaars.page import BazaarsPage
from bazar_desktop.ui.home.page import HomePage
from bazar_desktop.ui.settings.page import SettingsPage
from bazar_desktop.ui.sidebar import NavEntry
from bazar_desktop.ui.vendors.page import VendorsPage


def entries() -> tuple[NavEntry, ...]:
    """Every page, by the key that pages name when they send a person to another."""
    return (
        NavEntry("home", N_("Beranda"), "layout-dashboard", HomePage),
        NavEntry("bazaars", N_("Bazar"), "calendar-days", BazaarsPage),
        NavEntry("vendors", N_("Pelaku UMKM"), "store", VendorsPage),
        NavEntry("settings", N_("Pengaturan"), "settings", SettingsPage, at_bottom=True),
    )
