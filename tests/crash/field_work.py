"""A laptop at work until it is killed: says on a pipe what the service layer has acknowledged."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

from bazar_desktop.services.bazaars.participants import add_participation
from bazar_desktop.services.register.vendors import add_vendor
from bazar_desktop.store.database import Database
from bazar_desktop.store.engine import sqlite_engine
from tests.stores import MORNING


def work(file: Path, bazaar_id: str) -> None:
    """Walk-ins, one action each: a vendor and a place in the bazaar, or neither."""
    db = Database(sqlite_engine(file, bytes(32)))
    print("ready", flush=True)
    number = 0
    while True:
        number += 1
        with db.write("officer-1", "walk_in", MORNING + timedelta(seconds=number)) as session:
            vendor = add_vendor(session, name=f"Nama {number}", business=f"Usaha {number}")
            add_participation(session, bazaar_id, vendor_id=vendor)
        print(number, flush=True)


if __name__ == "__main__":
    work(Path(sys.argv[1]), sys.argv[2])
