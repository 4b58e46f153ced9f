"""A laptop at work under strace: every action says on its standard output when it is durable, and how far the chain is.

`python -m tests.crash.recorded FILE BAZAAR ACTIONS [NAME=VALUE …]`, where NAME=VALUE changes a setting of the store.
"""

from __future__ import annotations

import os
import sys
from datetime import timedelta
from pathlib import Path

from bazar_desktop.services.bazaars.participants import add_participation
from bazar_desktop.services.register.vendors import add_vendor
from bazar_desktop.store import engine
from bazar_desktop.store.database import Database
from bazar_desktop.store.own_facts import chain_end, get_fact
from tests.stores import MORNING

KEY = bytes(32)


def work(file: Path, bazaar_id: str, actions: int) -> None:
    """Enter walk-ins, one action each: a vendor and a place in the bazaar, or neither."""
    db = Database(engine.sqlite_engine(file, KEY))
    with db.read() as session:
        origin = get_fact(session, "origin")
        _say(chain_end(session, origin)[0])
    for number in range(1, actions + 1):
        with db.write("officer-1", "walk_in", MORNING + timedelta(seconds=number)) as session:
            vendor = add_vendor(session, name=f"Nama {number}", business=f"Usaha {number}")
            add_participation(session, bazaar_id, vendor_id=vendor)
            session.flush()
            end = chain_end(session, origin)[0]
        _say(end)
    db.close()


def _say(end: int) -> None:
    os.write(1, f"ack {end}\n".encode())


def set_settings(words: list[str]) -> None:
    """Open the store with other settings than the program's."""
    for word in words:
        name, _is, value = word.partition("=")
        engine.SETTINGS[name] = int(value) if value.lstrip("-").isdigit() else value
        if name == "synchronous":
            engine.PRAGMA_VALUES[name] = value


if __name__ == "__main__":
    set_settings(sys.argv[4:])
    work(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
