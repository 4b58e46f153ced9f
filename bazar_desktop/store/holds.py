"""Who has the store open: one lock for the window and the commands, held as long as the store is open.

The lock is SQLite's own, on files beside the store that stay empty: whoever opens the store shares `bazar.lock`, what
takes the store's place (restoring, migrating) must hold it alone, and a window holds `jendela.lock` alone. The
operating system lets go of it when the process ends, however it ends, so nothing of it can be stale; what stands in
the files means nothing. A lock does not reach another computer that has the same folder (a synced or copied one): for
that a window leaves a note with its computer's name while it is open.
"""

from __future__ import annotations

import json
import os
import platform
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.store.faults import BUSY, fault_of_code
from bazar_desktop.store.files import MachineError
from bazar_desktop.store.key_file import write
from bazar_desktop.work_log import note

IN_USE, ONE_WINDOW, NOTE = "bazar.lock", "jendela.lock", "jendela.json"
BLANK = "?"  # the note is there and says nothing: the power went while it was written


class StoreInUse(BazarError):
    """Another window of this program has the store open."""


class StoreBusy(BazarError):
    """A window or a command has the store open, so nothing may take its place."""


class StoreReplaced(BazarError):
    """The store is being restored or brought up to date by another window or command."""


class OpenElsewhere(BazarError):
    """A window on another computer had this folder open and did not close it. Facts: its `name`, since when (`at`)."""


class Hold:
    """A lock on one of the lock files, until `release` or the end of the process."""

    def __init__(self, file: Path, *, alone: bool, wait: float = 0) -> None:
        """Raises sqlcipher.Error where somebody else holds it, or it cannot be opened."""
        _empty(file)
        self._raw: Any = None
        raw = sqlcipher.connect(str(file), isolation_level=None, timeout=wait, check_same_thread=False)
        try:
            raw.execute(
                "PRAGMA journal_mode = MEMORY"
            ).fetchall()  # nothing is written, on a full disk neither
            raw.execute("BEGIN EXCLUSIVE" if alone else "BEGIN")
            if not alone:
                raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlcipher.Error:
            raw.close()
            raise
        self._raw = raw

    def release(self) -> None:
        """Let go; more than once is no harm."""
        if self._raw is not None:
            self._raw.close()
            self._raw = None


def _empty(file: Path) -> None:
    """Take out what a power cut or an earlier program left in a lock file; whoever holds it keeps it all the same.

    By its path and not through a handle: on POSIX closing one would drop this process's own locks on the file.
    """
    try:
        if file.stat().st_size:
            os.truncate(file, 0)
            note("lock emptied")
    except OSError:
        return


def share(folder: Path) -> Hold:
    """Hold the store in `folder` as one of many that have it open.

    Raises StoreReplaced, StoreReadOnly, StoreNotOpened.
    """
    try:
        return Hold(folder / IN_USE, alone=False, wait=5)
    except sqlcipher.Error as error:
        raise _held(error, StoreReplaced(), folder / IN_USE) from error


def hold_alone(folder: Path) -> Hold:
    """Hold the store in `folder` with nobody else in it. Raises StoreBusy, StoreReadOnly, StoreNotOpened."""
    try:
        return Hold(folder / IN_USE, alone=True)
    except sqlcipher.Error as error:
        raise _held(error, StoreBusy(), folder / IN_USE) from error


def _held(error: sqlcipher.Error, refusal: BazarError, file: Path) -> Exception:
    """What to say of a lock that was not given: that it is held, or what the machine did."""
    code = getattr(error, "sqlite_errorcode", 0)
    if code & 0xFF in BUSY:
        return refusal
    return fault_of_code(code, str(error), file) or error


class WindowHold:
    """A window's hold on a store, with the note that tells other computers of it. `was_blank`: a note said nothing."""

    def __init__(self, folder: Path, at: datetime, *, take_over: bool = False) -> None:
        """Raises StoreInUse, OpenElsewhere (unless `take_over`), StoreReadOnly, StoreNotOpened."""
        folder.mkdir(parents=True, exist_ok=True)
        try:
            self._hold = Hold(folder / ONE_WINDOW, alone=True)
        except sqlcipher.Error as error:
            raise _held(error, StoreInUse(), folder / ONE_WINDOW) from error
        self._note = folder / NOTE
        known = computer_in(folder)
        self.was_blank = known == BLANK
        try:
            if not take_over:
                require_not_elsewhere(folder)
            mine = {"computer": platform.node(), "since": at.isoformat(timespec="minutes")}
            write(self._note, json.dumps(mine).encode())
        except OSError:
            note("window note unwritten")  # a full disk: the lock itself stands
        except BaseException:
            self._hold.release()
            raise

    def release(self) -> None:
        """Take the note away and let go."""
        try:
            self._note.unlink(missing_ok=True)
        except OSError:
            note("window note left")
        self._hold.release()


def require_not_elsewhere(folder: Path) -> None:
    """Refuse where a window on another computer has the folder open, as far as its note tells. Raises OpenElsewhere."""
    known = computer_in(folder)
    if known not in ("", BLANK, platform.node()):
        raise OpenElsewhere(name=known, at=_since(folder))


def computer_in(folder: Path) -> str:
    """The computer whose window left its note in `folder`; "" without one, BLANK where the note says nothing."""
    try:
        said = json.loads((folder / NOTE).read_bytes())
        return str(said["computer"]) if said["computer"] else BLANK
    except FileNotFoundError:
        return ""
    except (OSError, ValueError, KeyError, TypeError):
        return BLANK


def _since(folder: Path) -> str:
    try:
        at = datetime.fromisoformat(json.loads((folder / NOTE).read_bytes())["since"])
        return f"{at:%d/%m/%Y %H.%M}"
    except (OSError, ValueError, KeyError, TypeError):
        return "?"


def has_window(folder: Path) -> bool:
    """Whether a window on this computer holds the store in `folder` now."""
    if not (folder / ONE_WINDOW).exists():
        return False
    try:
        Hold(folder / ONE_WINDOW, alone=True).release()
    except (sqlcipher.Error, MachineError):
        return True
    return False


def take_over(folder: Path) -> None:
    """Let this computer have the store whose note names another one."""
    (folder / NOTE).unlink(missing_ok=True)
