"""A checked backup of the store for the stick of a hand-over."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from bazar_desktop.jobs.hand_over import Carry
from bazar_desktop.store.backup import Report, make_backup
from bazar_desktop.store.opening import STORE_FILE, OpenStore


def backup_to(store: OpenStore, at: datetime) -> Carry | None:
    """What puts a checked backup into a folder; None where the store lies in the office's PostgreSQL."""
    if store.db.engine.dialect.name != "sqlite":
        return None

    def carry(report: Report, folder: Path) -> list[Path]:
        return [make_backup(store.folder / STORE_FILE, store.key, folder, at, report).path]

    return carry
