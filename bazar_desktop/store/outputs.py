"""Files in the folders of people: what they put there stays, and only what this program wrote itself is replaced."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from pathlib import Path

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.store.files import named_fault, write_whole


class FileThere(BazarError):
    """A file stands under the name that was given, and nobody said that it may go. Facts: `file`, `folder`."""


FILE_LIST = "daftar-berkas.sha256"
"""The list that lies in a folder of files: what the program wrote, as `sha256sum --check` reads it."""


def free_path(path: Path) -> Path:
    """Give `path`, or the first of `name (2)`, `name (3)` … that nothing stands under."""
    return next(item for item in numbered(path) if not os.path.lexists(item))


def make_last(folder: Path) -> Path:
    """Make the last part of `folder` where only that is missing; a stick that is not there stays away."""
    if folder.parent.is_dir():
        folder.mkdir(exist_ok=True)
    return folder


def with_ending(path: Path, ending: str) -> Path:
    """Give the name that somebody typed with `ending` (".pdf") behind it, unless it has that already.

    A dot in the name is a part of it: *Rekap 1.2024* is saved as *Rekap 1.2024.pdf*. Where the ending was added, nobody
    has been asked about that name, so one that is taken is left alone.
    """
    if path.suffix.lower() == ending:
        return path
    return free_path(path.with_name(f"{path.name}{ending}"))


def write_beside(path: Path, data: bytes) -> Path:
    """Write `data` whole to `path`, or beside it under a free name where something else stands there; returns where.

    The folder is never made: a stick that was pulled out would leave it on the laptop's own disk.
    Raises DiskFull, OutputFailed.
    """
    target = next(item for item in numbered(path) if not os.path.lexists(item) or _holds(item, data))
    write_whole(target, data, make_folder=False)
    return target


def write_own(path: Path, data: bytes, is_own: Callable[[bytes], bool]) -> Path:
    """Write as `write_beside` does, but in place of a file that `is_own` knows as an earlier one of the same kind."""

    def takes(item: Path) -> bool:
        try:
            return not os.path.lexists(item) or (item.is_file() and is_own(item.read_bytes()))
        except OSError:
            return False

    target = next(filter(takes, numbered(path)))
    write_whole(target, data, make_folder=False)
    return target


class OutputFolder:
    """A folder of files that are written again and again, with the list of what the program wrote there.

    A file that differs from the list was changed by somebody, one that is not on it was put there: both are theirs.
    Only the last folder of the path is made. Raises DiskFull, OutputFailed, here and in every verb.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            folder.mkdir(exist_ok=True)
        except OSError as error:
            raise named_fault(error, folder / FILE_LIST) from error
        self._own = read_list(folder)

    def is_ours(self, name: str) -> bool:
        """Whether the file `name` (with `/`) stands here as the program wrote it."""
        return _digest_of(self.folder / name) in self._own.get(name, ())

    def takes(self, name: str) -> bool:
        """Whether the file `name` may be written: nothing stands there, or what the program wrote."""
        return not os.path.lexists(self.folder / name) or self.is_ours(name)

    def write(self, name: str, data: bytes) -> Path:
        """Write `data` whole under `name`, or beside it where a file of somebody's stands there; returns where."""
        path = next(item for item in numbered(self.folder / name) if self.takes(item.name))
        self.note({path.name: data})
        write_whole(path, data, make_folder=False)
        return path

    def note(self, files: Mapping[str, bytes]) -> None:
        """Put files on the list before they are written, so that after a power cut they are known as ours."""
        fresh = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
        if all(digest in self._own.get(name, ()) for name, digest in fresh.items()):
            return
        for name, digest in fresh.items():
            self._own.setdefault(name, set()).add(digest)
        self._write_list()

    def settle(self) -> None:
        """Leave on the list what stands here as the program wrote it."""
        found = {name: _digest_of(self.folder / name) for name in self._own}
        self._own = {name: {digest} for name, digest in found.items() if digest and digest in self._own[name]}
        self._write_list()

    def forget(self, name: str) -> None:
        """Delete the file `name` where it stands as the program wrote it; one that cannot be deleted stays."""
        if self.is_ours(name):
            try:
                (self.folder / name).unlink()
            except OSError:
                return

    @property
    def names(self) -> tuple[str, ...]:
        """What is on the list."""
        return tuple(self._own)

    def _write_list(self) -> None:
        lines = [f"{digest}  {name}\n" for name, own in sorted(self._own.items()) for digest in sorted(own)]
        write_whole(self.folder / FILE_LIST, "".join(lines).encode(), make_folder=False)


def read_list(folder: Path) -> dict[str, set[str]]:
    """Read what the program wrote into `folder` by name; nothing where there is no list that can be read."""
    own: dict[str, set[str]] = {}
    try:
        lines = (folder / FILE_LIST).read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return own
    for line in lines:
        digest, _gap, name = line.partition("  ")
        if len(digest) == 64 and name:
            own.setdefault(name, set()).add(digest)
    return own


def numbered(path: Path) -> Iterator[Path]:
    """Give `path`, then `name (2)`, `name (3)` … without end."""
    yield path
    for number in count(2):
        yield path.with_name(f"{path.stem} ({number}){path.suffix}")


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _digest_of(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    except OSError:
        return ""
