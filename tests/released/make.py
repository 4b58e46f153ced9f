"""Write what this release writes into `tests/released/VERSION/`: once, on the day of the release, never again.

    python -m tests.released.make 0.2.0

A demonstration with one lokasi and one day of generated people: the office's store with the laptop's day in it, the
secret of the machine it was made on (a folder that its user keeps apart from the store), and a package of the laptop
that the office has not read yet.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from bazar_desktop.domain.calendar import WIB
from bazar_desktop.jobs.exchange.packing import pack
from bazar_desktop.jobs.sample.demo import OFFICE_OFFICER, PIN, demo
from bazar_desktop.services.bazaars.bazaars import list_bazaars
from bazar_desktop.services.closing.seal import seals
from bazar_desktop.services.register.vendors import add_vendor
from bazar_desktop.services.reports.board import board
from bazar_desktop.store.opening import STORE_FILE, open_store
from bazar_desktop.store.unlocking import key_path, officers_of

HERE = Path(__file__).parent
NEWCOMER = "Rohani Rilis"  # entered at the laptop after its last package was read


def make(version: str) -> Path:
    """Write the folder of `version`. Raises FileExistsError where it was written before."""
    kept = HERE / version
    kept.mkdir()
    with tempfile.TemporaryDirectory() as place:
        os.environ["BAZAR_SECRET_DIR"] = str(kept / "rahasia")
        made = demo(Path(place), lokasi=1, vendors=8, days=1, say=lambda _line: None)
        office, laptop = made.office, made.laptops[0]
        store = open_store(laptop, officers_of(laptop)[0].id, PIN)
        at = made.until.astimezone(WIB) + timedelta(hours=1)
        with store.db.write(store.officer.id, "vendors.add", at) as session:
            add_vendor(session, name=NEWCOMER, business="Warung Rilis")
        package = pack(store, to=kept, at=at + timedelta(minutes=1)).file
        with store.db.read() as session:
            seal = seals(session, list_bazaars(session)[0].id, made.days[0])[0].seal
        store.db.close()
        store = open_store(office, OFFICE_OFFICER, PIN)
        with store.db.read() as session:
            omzet = sum(row.omzet for row in board(session))
        store.db.close()
        (kept / "kantor").mkdir()
        for name in (STORE_FILE, key_path(office).name):
            shutil.copy(office / name, kept / "kantor" / name)
    facts = {
        "officer": OFFICE_OFFICER,
        "pin": PIN,
        "seal": seal,
        "omzet": omzet,
        "package": package.name,
        "day": made.days[0].isoformat(),
        "read_at": (at + timedelta(days=1)).isoformat(),
        "newcomer": NEWCOMER,
    }
    (kept / "isi.json").write_text(json.dumps(facts, indent=1, sort_keys=True) + "\n")
    return kept


if __name__ == "__main__":
    print(make(sys.argv[1]))
