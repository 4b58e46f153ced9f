"""The pages of the window in the order of their keys (Ctrl+1 …), for a laptop and for an office."""

from __future__ import annotations

from bazar_desktop.language import N_
from bazar_desktop.store.creating import OFFICE
from bazar_desktop.ui.attendance.page import CheckInPage
from bazar_desktop.ui.bazaars.page import BazaarsPage
from bazar_desktop.ui.exchange.decisions_page import DecisionsPage
from bazar_desktop.ui.exchange.intake_page import IntakePage
from bazar_desktop.ui.exchange.page import SyncPage
from bazar_desktop.ui.frame.sidebar import NavEntry
from bazar_desktop.ui.home.page import HomePage
from bazar_desktop.ui.layout.page import LayoutPage
from bazar_desktop.ui.office.laptops_page import LaptopsPage
from bazar_desktop.ui.omzet.page import OmzetPage
from bazar_desktop.ui.papers.page import PapersPage
from bazar_desktop.ui.register.page import VendorsPage
from bazar_desktop.ui.reports.board_page import BoardPage
from bazar_desktop.ui.reports.year_page import YearPage
from bazar_desktop.ui.settings.page import SettingsPage


def entries(kind: str) -> tuple[NavEntry, ...]:
    """Every page of a store of `kind`, by the key that pages name when they send a person to another."""
    settings = NavEntry("settings", N_("Pengaturan"), "settings", SettingsPage, at_bottom=True)
    bazaars = NavEntry("bazaars", N_("Bazar"), "calendar-days", BazaarsPage)
    vendors = NavEntry("vendors", N_("Pelaku UMKM"), "store", VendorsPage)
    layout = NavEntry("layout", N_("Denah Booth"), "map", LayoutPage)
    if kind == OFFICE:
        return (
            NavEntry("board", N_("Papan lokasi"), "layout-dashboard", BoardPage),
            NavEntry("intake", N_("Paket masuk"), "inbox", IntakePage, at_once=True),
            NavEntry("sync", N_("Perlu keputusan"), "scale", DecisionsPage),
            NavEntry("laptops", N_("Laptop"), "hard-drive", LaptopsPage),
            bazaars,
            vendors,
            layout,
            NavEntry("year", N_("Laporan tahun"), "chart-column", YearPage),
            settings,
        )
    return (
        NavEntry("home", N_("Beranda"), "layout-dashboard", HomePage),
        bazaars,
        vendors,
        layout,
        NavEntry("attendance", N_("Kehadiran"), "user-check", CheckInPage, at_once=True),
        NavEntry("omzet", N_("Omzet"), "wallet", OmzetPage),
        NavEntry("reports", N_("Laporan & Cetak"), "printer", PapersPage),
        NavEntry("sync", N_("Sinkronisasi"), "refresh-cw", SyncPage),
        settings,
    )
