"""A real store with a bazaar in it, and a window of single pages over it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from bazar_desktop.jobs.settings.officers import start_store
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.ui.app_session import AppSession
from bazar_desktop.ui.frame.sidebar import NavEntry
from bazar_desktop.ui.frame.window import MainWindow
from bazar_desktop.ui.page import Page
from bazar_desktop.ui.store_session import StoreSession
from tests.bazaar_day import Field, stand_up
from tests.commands import CHEAP, PIN
from tests.stores import MORNING

NOW = MORNING.replace(hour=8, minute=42)


def open_sample(folder: Path) -> OpenStore:
    """An empty store with one supervisor."""
    return start_store(
        folder, officer="Vicky Ramadhan", nip="198501012010011001", pin=PIN, at=MORNING, cost=CHEAP
    )


def with_bazaar(store: OpenStore) -> Field:
    """A bazaar of twelve vendors, two in reserve, one mitra."""
    return stand_up(store.db)


def window_of(
    store: OpenStore, make: Callable[[AppSession], Page], key: str = "page", now: datetime = NOW
) -> MainWindow:
    """The frame around one page; others are named so that buttons can lead there."""
    others = ("home", "bazaars", "vendors", "layout", "attendance", "omzet", "reports", "sync", "settings")
    entries = [NavEntry(key, "Halaman", "store", make)]
    entries += [NavEntry(item, item, "store", lambda desk: Page(desk, "…")) for item in others if item != key]
    return MainWindow(StoreSession(store, lambda: now), entries)
