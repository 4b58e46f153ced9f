"""The making of a store from its key file to its first facts: cut off anywhere, it is begun anew and no dead end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from bazar_desktop.store.files import MachineError, remove_for_good, write_whole
from bazar_desktop.store.holds import hold_alone
from bazar_desktop.store.opening import STORE_FILE, OpenStore, StoreExists, forget_store
from bazar_desktop.store.outputs import write_own
from bazar_desktop.store.server import DatabaseInUse, require_unused
from bazar_desktop.store.traces import (
    HERE,
    ON_SERVER,
    UNFINISHED,
    OfficeUnfinished,
    is_unfinished,
    is_unfinished_on_server,
)
from bazar_desktop.store.unlocking import has_store, key_path

GONE_OUT = (
    "jawaban-keluar"  # what a store that is being made wrote for others: it is outdated if that is cut off
)


@contextmanager
def being_made(folder: Path, database: str | None = None) -> Iterator[None]:
    """Make a store in `folder` inside this, up to its first facts; a note lies beside it until then.

    While the note lies there nobody can open the store, so that what was cut off holds nothing of anybody's. Raises
    what `require_free` raises.
    """
    require_free(folder, database)
    was_there = folder.exists()
    write_whole(folder / UNFINISHED, ON_SERVER if database else HERE)
    try:
        yield
    except BaseException:
        if not key_path(folder).exists():
            (folder / UNFINISHED).unlink(missing_ok=True)
            if not was_there:
                with suppress(OSError):
                    folder.rmdir()
        raise
    remove_for_good(folder / UNFINISHED)
    (folder / GONE_OUT).unlink(missing_ok=True)


def write_first_answer(folder: Path, path: Path, data: bytes) -> Path:
    """Write what the store that is being made in `folder` answers to others; returns where.

    It takes the place of one that an earlier making wrote before it was cut off: that store is gone, and nobody is to
    believe its keys. Raises DiskFull, OutputFailed.
    """
    note = folder / GONE_OUT
    earlier = note.read_text("utf-8").split() if note.exists() else []
    write_whole(note, "\n".join([*earlier, sha256(data).hexdigest()]).encode())
    try:
        answer = write_own(path, data, lambda there: sha256(there).hexdigest() in earlier)
    except MachineError:
        if not earlier:
            note.unlink(missing_ok=True)
        raise
    for other in path.parent.glob(f"*{path.suffix}"):  # of another day
        with suppress(OSError):
            if other != answer and earlier and sha256(other.read_bytes()).hexdigest() in earlier:
                other.unlink()
    return answer


@contextmanager
def forgotten_where_it_fails(store: OpenStore) -> Iterator[None]:
    """Write the first facts of `store` inside this; where that fails, its folder is as it was before.

    A server may have committed what it did not answer any more, so the key file of its office waits.
    """
    try:
        yield
    except BaseException:
        store.db.close()
        if store.db.engine.dialect.name == "sqlite":
            forget_store(store.folder)
        raise


def require_free(folder: Path, database: str | None = None) -> None:
    """Refuse a folder that holds a store or the remains of one; what was cut off while it was made is taken away.

    Raises StoreExists, KeyFileMissing, StoreBusy where it is being made, and OfficeUnfinished where the rows of what
    was cut off may stand on a server other than `database`.
    """
    if is_unfinished(folder):
        if is_unfinished_on_server(folder) and not database:
            raise OfficeUnfinished(folder=str(folder))
        hold_alone(folder).release()
        forget_store(folder)
    if has_store(folder) or (folder / STORE_FILE).exists():
        raise StoreExists(folder=str(folder))


def has_first_facts(folder: Path, database: str | None) -> bool:
    """Whether the office that was cut off in `folder` has its first facts on the server: then it is only finished.

    Raises what the server answers.
    """
    if not database or not is_unfinished_on_server(folder) or not key_path(folder).exists():
        return False
    try:
        require_unused(database)
    except DatabaseInUse:
        return True
    return False
