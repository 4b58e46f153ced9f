"""A folder that an office has watched: what came into it is read by itself, each file once, with receipts beside it.

It may be a folder that a chat program, a mail program or a network share puts files into; nothing of ours runs there.
Answers of laptops are left alone: whoever takes one compares six words by phone.
"""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.jobs.exchange.intake import Batch
from bazar_desktop.jobs.exchange.reading import PACKAGE, find_files, read_files
from bazar_desktop.services.exchange.watched_folder import (
    note_seen,
    put_watched_folder,
    seen_files,
    watched_folder,
)
from bazar_desktop.services.office.laptops import require_office
from bazar_desktop.store.actions import name_of
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.sync.news import SUFFIX as NEWS
from bazar_desktop.sync.receipt import SUFFIX as RECEIPT
from bazar_desktop.sync.signed import GREATEST
from bazar_desktop.work_log import logged

READ_BY_ITSELF = (NEWS, PACKAGE, RECEIPT)
GIVE_UP = 600.0  # seconds after its last change in which a file that is not whole may still become so
Progress = Callable[[int, int, str], bool]


class NoFolderWatched(BazarError):
    """No folder is watched at this computer."""


class WatchedFolderMissing(BazarError):
    """The folder that is watched is not there: a stick or share that is not connected. Facts: folder."""


@dataclass(frozen=True, slots=True)
class Watched:
    """What one look at the folder found. `batch` is None where nothing new was whole; `waiting` files still come in."""

    folder: Path
    at: datetime
    batch: Batch | None
    waiting: tuple[str, ...]


def watch_folder(store: OpenStore, folder: Path | None, *, at: datetime) -> None:
    """Have `folder` watched at this computer from now on; None for none. Raises NotAnOffice, WatchedFolderMissing."""
    if folder is not None and not folder.is_dir():
        raise WatchedFolderMissing(folder=str(folder))
    with store.db.write(store.officer.id, name_of(put_watched_folder), at) as session:
        put_watched_folder(session, folder=str(folder.resolve()) if folder is not None else "")


@logged("watching", lambda found: {"files": len(found.batch.files) if found.batch else 0})
def look_into_folder(
    store: OpenStore,
    *,
    at: datetime,
    now: float,
    folder: Path | None = None,
    progress: Progress | None = None,
) -> Watched:
    """Read what is new and whole in the watched folder (or in `folder`); `now` is the file system's clock.

    A file is read once; it is read again where it was changed since. One that is still being copied is left until it
    is whole, or until it has not changed for GIVE_UP seconds: then it is answered as damaged, and the others go on.
    Raises NotAnOffice, NoFolderWatched, WatchedFolderMissing, and what `read_files` raises.
    """
    with store.db.read() as session:
        require_office(session)
        known, seen = watched_folder(session), seen_files(session)
    place = folder or (Path(known) if known else None)
    if place is None:
        raise NoFolderWatched()
    if not place.is_dir():
        raise WatchedFolderMissing(folder=str(place))
    found = {str(file.relative_to(place)): file for file in find_files([place], READ_BY_ITSELF)}
    marks = {name: mark for name, file in found.items() if (mark := _mark(file))}
    fresh = [name for name, mark in marks.items() if seen.get(name) != mark]
    whole = [name for name in fresh if _is_whole(found[name], now)]
    batch = None
    if whole:
        batch = read_files(store, [found[name] for name in whole], at=at, progress=progress)
        answered = {file.file for file in batch.files} if batch.stopped else None
        read = [name for name in whole if answered is None or found[name].name in answered]
        own = {
            str(receipt.relative_to(place)): _mark(receipt) for receipt in batch.receipts if receipt.exists()
        }
        kept = {name: mark for name, mark in seen.items() if name in found}
        with store.db.write(store.officer.id, name_of(note_seen), at) as session:
            note_seen(session, seen={**kept, **{name: marks[name] for name in read}, **own})
    return Watched(place, at, batch, tuple(sorted(set(fresh) - set(whole))))


def _mark(file: Path) -> str:
    """What tells a file from what stood under its name before; "" where it is gone or does not open."""
    try:
        facts = file.stat()
    except OSError:
        return ""
    return f"{facts.st_size}:{facts.st_mtime_ns}"


def _is_whole(file: Path, now: float) -> bool:
    """Whether a file has come in whole: the end of what we write is what a copy brings last."""
    try:
        ends = _is_document(file) if file.suffix == RECEIPT else zipfile.is_zipfile(file)
        return ends or now - os.stat(file).st_mtime > GIVE_UP
    except OSError:
        return False


def _is_document(file: Path) -> bool:
    """Whether a receipt stands there to its last bracket."""
    if os.stat(file).st_size > GREATEST:
        return True  # it is refused by its size
    try:
        json.loads(file.read_bytes())
    except ValueError:
        return False
    return True
