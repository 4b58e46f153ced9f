"""Wrong PINs are counted beside the store, over restarts, and each makes the next try wait longer.

This keeps somebody at the keyboard from guessing. Whoever has the disk can leave it out; against them stand the cost
of a guess and the laptop's secret (`store.keys`).
"""

from __future__ import annotations

import json
import time
from pathlib import Path

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.pins import wait_after
from bazar_desktop.store.files import MachineError, write_whole

FILE_NAME = "percobaan-pin.json"


class PinMustWait(BazarError):
    """Too many wrong PINs: the next try is looked at after `seconds`. Facts: `name`, `seconds`."""


def require_patience(folder: Path, officer: str, name: str) -> None:
    """Refuse a try of the officer with id `officer` whose wait is not over. Raises PinMustWait."""
    wrong, last = _read(folder).get(officer, (0, 0.0))
    left = min(
        last + wait_after(wrong) - time.time(), wait_after(wrong)
    )  # a clock set back waits once more at most
    if left > 0:
        raise PinMustWait(name=name, seconds=int(left) + 1)


def note_wrong(folder: Path, officer: str) -> None:
    """Count a wrong PIN of that officer."""
    known = _read(folder)
    _write(folder, known | {officer: (known.get(officer, (0, 0.0))[0] + 1, time.time())})


def forget_tries(folder: Path, officer: str) -> None:
    """Let that officer begin anew: the PIN was right, or is a new one."""
    known = _read(folder)
    if known.pop(officer, None) is not None:
        _write(folder, known)


def _read(folder: Path) -> dict[str, tuple[int, float]]:
    try:
        found = json.loads((folder / FILE_NAME).read_text("utf-8"))
        return {str(officer): (int(wrong), float(last)) for officer, (wrong, last) in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _write(folder: Path, known: dict[str, tuple[int, float]]) -> None:
    try:
        write_whole(folder / FILE_NAME, json.dumps(known).encode())
    except MachineError:
        return  # a full or locked disk keeps nobody out who knows the PIN
