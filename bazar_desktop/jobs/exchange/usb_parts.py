"""What a hand-over carries besides papers and files: the package for the office and a checked backup."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from bazar_desktop.jobs.exchange.export_to_usb import Carry
from bazar_desktop.jobs.exchange.packing import pack
from bazar_desktop.jobs.office.identity import NotEnrolled, own_keys
from bazar_desktop.language import _
from bazar_desktop.store.backup import Report, make_backup
from bazar_desktop.store.files import safe_name
from bazar_desktop.store.keys import fingerprint
from bazar_desktop.store.opening import STORE_FILE, OpenStore
from bazar_desktop.sync.payload import NothingToPack


def package_to(store: OpenStore, at: datetime) -> Carry | None:
    """Give what puts the package for the office into a folder; no file where the office has everything already.

    None where no office has enrolled this laptop.
    """
    try:
        with store.db.read() as session:
            own_keys(session)
    except NotEnrolled:
        return None

    def carry(report: Report, folder: Path) -> list[Path]:
        report(0, 1, _("Paket untuk kantor"))
        try:
            return [pack(store, to=folder, at=at).file]
        except NothingToPack:
            return []

    return carry


def backup_to(store: OpenStore, at: datetime) -> Carry | None:
    """Give what puts a checked backup into a folder of this laptop's own in a folder.

    None where the store lies in the office's PostgreSQL.
    """
    if store.db.engine.dialect.name != "sqlite":
        return None

    def carry(report: Report, folder: Path) -> list[Path]:
        def told(done: int, total: int, what: str) -> None:
            report(done, total, _("Cadangan data"))

        place = folder / f"cadangan_{safe_name(store.name)}_{fingerprint(store.key)[:4]}"
        return [make_backup(store.folder / STORE_FILE, store.key, place, at, told).path]

    return carry
