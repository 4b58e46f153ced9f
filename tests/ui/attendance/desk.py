"""A desk on the store of a `Field`, with a clock that the test sets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bazar_desktop.services.settings.officers import SUPERVISOR
from bazar_desktop.store.key_file import Owner
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.ui.app_session import AppSession
from bazar_desktop.ui.store_session import StoreSession
from tests.bazaar_day import Field
from tests.stores import MORNING


@dataclass
class Clock:
    now: datetime = MORNING

    def __call__(self) -> datetime:
        return self.now


def desk_on(field: Field, folder: Path, clock: Callable[[], datetime]) -> AppSession:
    """The window's door to the store of `field`, for its officer."""
    owner = Owner(field.officer, "Vicky Ramadhan", SUPERVISOR)
    store = OpenStore(field.db, folder, owner, b"", "laptop", "A", "Laptop A", False)
    return StoreSession(store, clock)
