"""The way out of each fault of the store, as a button beside its sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bazar_desktop.language import _
from bazar_desktop.store.ballast import free_ballast, has_ballast
from bazar_desktop.ui.kit.dialogs import WayOut

DAMAGED = {"store_unreadable", "log_damaged", "store_file_missing"}
FULL = {"store_full", "disk_full"}


def way_out_of(code: str, folder: Path, restore: Callable[[], bool]) -> WayOut | None:
    """What can be done at once about the fault of that code at the store in `folder`; None where nothing but waiting.

    `restore` asks for a backup and puts it back; both ways say whether to go on.
    """
    if code in DAMAGED:
        return WayOut(_("Pulihkan dari cadangan"), restore)
    if code == "store_foreign":
        return WayOut(_("Pakai cadangan laptop ini"), restore)
    if code in FULL and has_ballast(folder):

        def free() -> bool:
            return free_ballast(folder) > 0

        return WayOut(_("Lepas ruang cadangan"), free)
    return None
