"""The making of a store from its key file to its first facts: cut off anywhere, it is begun anew and no dead end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bazar_desktop.store.files import remove_for_good, write_whole
from bazar_desktop.store.holds import hold_alone
from bazar_desktop.store.opening import STORE_FILE, OpenStore, StoreExists, forget_store, has_store, key_path
from bazar_desktop.store.server import DatabaseInUse, require_unused
from bazar_desktop.store.traces import (
    HERE,
    ON_SERVER,
    UNFINISHED,
    OfficeUnfinished,
    is_unfinished,
    is_unfinished_on_server,
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
