"""Founds offices in processes that are killed, each at one step; run as a program, so that it may fork."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from bazar_desktop.jobs.office.founding import office_init
from tests.offices import CHEAP, PIN
from tests.stores import MORNING

KILLED = 9
STEPS = (  # module, what it calls, at which call
    ("bazar_desktop.store.founding", "write_whole", 1),
    ("bazar_desktop.store.keys", "create", 1),
    ("bazar_desktop.store.creating", "migrate", 1),
    ("bazar_desktop.store.creating", "set_fact", 1),
    ("bazar_desktop.store.creating", "set_fact", 8),
    ("sqlalchemy.orm", "commit", 1),
    ("bazar_desktop.jobs.office.founding", "give_keys", 1),
    ("bazar_desktop.jobs.office.founding", "put_setting", 1),
    ("sqlalchemy.orm", "commit", 2),
    ("bazar_desktop.jobs.office.founding", "put_office_keys", 1),
    ("bazar_desktop.jobs.office.founding", "keep_ways_back", 1),
    ("bazar_desktop.store.founding", "remove_for_good", 1),
)
MOMENTS = [(step, when) for step in range(len(STEPS)) for when in ("before", "after")]


def name_of(moment: tuple[int, str]) -> str:
    """Give what a moment is called, also in the names of folders and databases."""
    step, when = moment
    return f"k{step:02}_{when}"


def kill_at(module: str, called: str, wanted: int, when: str) -> None:
    """Let this process end, as by kill -9, at a call."""
    place: Any = Session if module == "sqlalchemy.orm" else importlib.import_module(module)
    real: Callable[..., Any] = getattr(place, called)
    calls = 0

    def call(*given: Any, **facts: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == wanted and when == "before":
            os._exit(KILLED)
        answer = real(*given, **facts)
        if calls == wanted:
            os._exit(KILLED)
        return answer

    setattr(place, called, call)


def found(folder: Path, database: str | None) -> None:
    office_init(folder, name="Sudin", officer="Kepala", pin=PIN, at=MORNING, cost=CHEAP, database=database)


def main(base: Path, url: str) -> None:
    """Found an office for each moment, in a folder and a database of that moment's name."""
    for moment in MOMENTS:
        child = os.fork()
        if not child:
            kill_at(*STEPS[moment[0]], moment[1])
            found(base / name_of(moment), url.replace("NAME", name_of(moment)) or None)
            os._exit(0)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if code != KILLED:
            raise SystemExit(f"{moment} was not reached: {code}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
