"""Joins and restores stores in processes that are killed, each at one step; run as a program, so that it may fork."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from bazar_desktop.jobs.office.enrolment import enrol_laptop
from bazar_desktop.jobs.recovery.elsewhere import restore_here
from tests.jobs.recovery.killed_founding import KILLED, kill_at
from tests.offices import CHEAP, PIN
from tests.stores import MORNING

JOINING = "bazar_desktop.jobs.office.enrolment"
MOVING = "bazar_desktop.jobs.recovery.elsewhere"
JOIN_STEPS = (  # module, what it calls, at which call
    ("bazar_desktop.store.founding", "write_whole", 1),
    ("bazar_desktop.store.keys", "create", 1),
    (JOINING, "give_keys", 1),
    (JOINING, "put_office_keys", 1),
    (JOINING, "make_enrolment", 1),
    ("bazar_desktop.store.founding", "write_whole", 2),
    ("bazar_desktop.store.founding", "write_own", 1),
    ("bazar_desktop.store.founding", "remove_for_good", 1),
)
RESTORE_STEPS = (
    ("bazar_desktop.store.founding", "write_whole", 1),
    ("bazar_desktop.store.restoring", "_fetch", 1),
    ("bazar_desktop.store.restoring", "_begin_new_life", 1),
    ("bazar_desktop.store.restoring", "take_name", 1),
    ("bazar_desktop.store.key_file", "write", 1),
    (MOVING, "open_with_key", 1),
    (MOVING, "begin_anew", 1),
    ("sqlalchemy.orm", "commit", 1),
    ("sqlalchemy.orm", "commit", 2),
    (MOVING, "name_of", 1),
    ("bazar_desktop.store.founding", "remove_for_good", 1),
)
Step = tuple[str, str, int]


def join(folder: Path, preparation: Path, code: str) -> None:
    enrol_laptop(
        preparation, code=code, folder=folder, officer="Vicky", pin=PIN, at=MORNING, cost=CHEAP
    ).store.db.close()


def restore(folder: Path, place: Path, words: str) -> None:
    restore_here(
        place, folder=folder, officer="Kepala Seksi", pin="509183", key_text=words, at=MORNING, cost=CHEAP
    ).db.close()


def main(what: str, step: int, when: str, folder: Path, place: Path, words: str) -> None:
    """Do `what` in `folder`, killed at the step."""
    kill_at(*(JOIN_STEPS if what == "join" else RESTORE_STEPS)[step], when)
    (join if what == "join" else restore)(folder, place, words)


if __name__ == "__main__":
    for moment in range(len(JOIN_STEPS if sys.argv[1] == "join" else RESTORE_STEPS)):
        for when in ("before", "after"):
            name = f"k{moment:02}_{when}"
            child = os.fork()
            if not child:
                base = Path(sys.argv[2])
                main(sys.argv[1], moment, when, base / name / "data", base / name / sys.argv[3], sys.argv[4])
                os._exit(0)
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            if code != KILLED:
                raise SystemExit(f"{name} was not reached: {code}")
