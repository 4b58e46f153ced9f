"""Files that are complete or absent: the one way by which papers, exports and packages reach a disk or a stick."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import threading
import time
from pathlib import Path

from bazar_desktop.store.rights import is_held, may_be_replaced


class MachineError(Exception):
    """The machine failed, not a rule: a disk, a stick, a locked file. What was there before still stands.

    Like BazarError it has a `code` (the class name in snake case) and facts, for `bazar_desktop.messages`.
    """

    code = "machine_error"

    def __init__(self, **facts: object) -> None:
        super().__init__(", ".join(f"{name}={value!r}" for name, value in facts.items()))
        self.facts = facts

    def __init_subclass__(cls, **more: object) -> None:
        super().__init_subclass__(**more)
        cls.code = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", cls.__name__).lower()


class DiskFull(MachineError):
    """No room for the file. Facts: `file`, `folder`."""


class OutputFailed(MachineError):
    """The file could not be written, or what was read back differs. Facts: `file`, `folder`, `reason`."""


class FileHeld(MachineError):
    """Another program has the file open, and Windows lets nobody replace it. Facts: `file`, `folder`."""


HELD = (5, 32, 33)  # Windows: access denied, shared with nobody, locked
PATIENCE = 4.0  # seconds: an antivirus or an indexer lets go of a fresh file by itself
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def write_whole(path: Path, data: bytes, *, make_folder: bool = True) -> None:
    """Write `data` to `path` so that at every moment `path` holds all of it, or what it held before.

    Temporary name in the same folder, fsync, read back, rename, fsync of the folder. It is read back before the rename,
    so that a bad write never takes the final name. The folder is made if it is missing and `make_folder` says so.
    Raises DiskFull, OutputFailed, FileHeld.
    """
    part = path.parent / f".{os.getpid()}-{threading.get_ident()}.part"
    try:
        if make_folder:
            path.parent.mkdir(parents=True, exist_ok=True)
        _write_through(part, data)
        if part.read_bytes() != data:
            raise OutputFailed(file=path.name, folder=str(path.parent), reason="read back differs")
        put_in_place(part, path)
        _sync_folder(path.parent)
    except OSError as error:
        raise named_fault(error, path) from error
    finally:
        _forget(part)


def remove_for_good(path: Path) -> None:
    """Take `path` away so that it stays away after a power cut."""
    path.unlink(missing_ok=True)
    _sync_folder(path.parent)


def put_in_place(part: Path, path: Path) -> None:
    """Give `part` the name `path`, and what is there goes; on Windows waits a little for a program that holds it.

    Raises FileHeld where it holds on, OSError.
    """
    ends = time.monotonic() + PATIENCE
    while True:
        try:
            part.replace(path)
            return
        except PermissionError as error:
            if not _is_held(error, path):
                raise
            if time.monotonic() > ends:
                raise FileHeld(file=path.name, folder=str(path.parent)) from error
        time.sleep(0.1)


def require_free(path: Path) -> None:
    """Raise FileHeld where another program keeps the file `path` from being replaced."""
    if is_held(path):
        raise FileHeld(file=path.name, folder=str(path.parent))


def _is_held(error: PermissionError, path: Path) -> bool:
    """Whether `error` says that somebody has the file open: denied on Windows though nothing forbids to replace it."""
    return getattr(error, "winerror", None) in HELD and path.is_file() and may_be_replaced(path)


def _write_through(part: Path, data: bytes) -> None:
    with part.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":  # Windows has no handle of a folder to sync
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # some stick file systems know no such thing
            raise
    finally:
        os.close(handle)


def named_fault(error: OSError, path: Path) -> MachineError:
    """Give the fault of the machine that `error` is at the file `path`: DiskFull or OutputFailed."""
    if error.errno in NO_ROOM:
        return DiskFull(file=path.name, folder=str(path.parent))
    reason = reason_of(error)
    return OutputFailed(file=path.name, folder=str(path.parent), reason=reason)


def reason_of(error: OSError) -> str:
    """Tell why the operating system refused, in its words for the error's number, which are the same on every system.

    `bazar_desktop.messages` has ours for them.
    """
    return os.strerror(error.errno) if error.errno else str(error)


def _forget(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:
        return  # a stick that is gone; the first error says so already


RESERVED = "con|prn|aux|nul|com[0-9]|lpt[0-9]"


def safe_name(text: str) -> str:
    """Give `text` as part of a file's name on any system: ASCII letters, digits and single dashes, at most 30."""
    plain = re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-")[:30]
    if re.fullmatch(RESERVED, plain, re.IGNORECASE):
        return f"{plain}-"  # devices of Windows, with whatever ending
    return plain or hashlib.sha256(text.encode()).hexdigest()[:8]
