"""What can happen to a store: each damage done to a copy of a real one, and mended where only a person can mend it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from pathlib import Path

import pytest

from bazar_desktop.jobs.settings.backup import back_up
from bazar_desktop.services.settings.values import put_setting
from bazar_desktop.store import ballast, engine, keys
from bazar_desktop.store.holds import IN_USE, NOTE, ONE_WINDOW
from bazar_desktop.store.key_file import Owner
from bazar_desktop.store.opening import STORE_FILE, OpenStore
from bazar_desktop.store.unlocking import secret_folder
from bazar_desktop.ui.frame.window import MainWindow
from tests.bazaar_day import stand_up
from tests.commands import CHEAP, PIN
from tests.stores import facts_digest
from tests.ui.day import NOW, open_sample

OFFICER = "Vicky Ramadhan"
KILLED = """
import os, sys
from pathlib import Path
from bazar_desktop.store.opening import open_store
from tests.recovery.damages import enter
enter(open_store(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
os._exit(9)
"""


def do_nothing() -> None:
    """A person has nothing to mend."""


class Place:
    """A store's folder with the laptop's secret, the key of the store and the digest of its facts."""

    def __init__(self, folder: Path, key: bytes, digest: str, killed: Path | None = None) -> None:
        """`killed` holds the same store as a laptop that went off left it, its last entries in the log alone."""
        self.folder, self.key, self.digest, self.killed = folder, key, digest, killed
        self.mend: Callable[[], object] = do_nothing  # what a person does outside the program

        self.reads_home = False  # whether the window opens on Beranda, which reads the day
        self.windows: list[MainWindow] = []  # kept, for what still comes from work beside them

    @property
    def file(self) -> Path:
        return self.folder / STORE_FILE


def enter(store: OpenStore) -> None:
    """Write a dozen times, each in an action of its own."""
    for number in range(12):
        with store.db.write(store.officer.id, "settings.put", NOW) as session:
            put_setting(session, "cut_off", f"09.{number:02}")


def make_template(folder: Path) -> tuple[bytes, str]:
    """A store with a bazaar and a backup that holds all of it; returns its key and digest. BAZAR_SECRET_DIR is set.

    Beside it the same store as a process left it that was killed in the middle of its entries.
    """
    store = open_sample(folder / "store")
    stand_up(store.db)
    enter(store)
    back_up(store, NOW)
    with store.db.read() as session:
        digest = facts_digest(session)
    store.db.close()
    ballast.free_ballast(folder / "store")  # it would not fit on the small disks of these tests
    shutil.copytree(folder / "store", folder / "killed")
    killed = [sys.executable, "-c", KILLED, str(folder / "killed"), OFFICER, PIN]
    assert subprocess.run(killed, check=False, cwd=os.getcwd()).returncode == 9
    ballast.free_ballast(folder / "killed")
    return store.key, digest


def leave_log(place: Place) -> None:
    """Let the store be one that was killed, its last entries in the log alone."""
    assert place.killed is not None
    for file in place.killed.glob(f"{STORE_FILE}*"):
        shutil.copy2(file, place.folder / file.name)


# -- damages ----------------------------------------------------------------------------------------------------------


@contextmanager
def missing(place: Place) -> Iterator[None]:
    place.file.unlink()
    yield


@contextmanager
def empty(place: Place) -> Iterator[None]:
    os.truncate(place.file, 0)
    yield


@contextmanager
def halved(place: Place) -> Iterator[None]:
    os.truncate(place.file, place.file.stat().st_size // 2)
    yield


@contextmanager
def first_page(place: Place) -> Iterator[None]:
    overwrite(place.file, 700, b"\xa5" * 3000)
    yield


@contextmanager
def whole_first_page(place: Place) -> Iterator[None]:
    """With it went the salt, without which no seal of any other page can be tried."""
    overwrite(place.file, 0, b"\xa5" * engine.PAGE)
    yield


@contextmanager
def later_pages(place: Place) -> Iterator[None]:
    for page in range(2, place.file.stat().st_size // engine.PAGE, 2):
        overwrite(place.file, page * engine.PAGE + 500, b"\xa5" * 100)
    yield


@contextmanager
def log(place: Place) -> Iterator[None]:
    """A laptop that went off with its last entries in the log alone, of which the first were damaged then."""
    leave_log(place)
    overwrite(place.file.with_name(f"{STORE_FILE}-wal"), 32 + 24 + 100, b"\xa5" * 100)
    yield


@contextmanager
def key_file_missing(place: Place) -> Iterator[None]:
    (place.folder / "kunci.json").unlink()
    yield


@contextmanager
def key_and_data_missing(place: Place) -> Iterator[None]:
    (place.folder / "kunci.json").unlink()
    place.file.unlink()
    yield


@contextmanager
def key_file_damaged(place: Place) -> Iterator[None]:
    os.truncate(place.folder / "kunci.json", 200)
    yield


@contextmanager
def key_file_foreign(place: Place) -> Iterator[None]:
    """Another laptop's key file was copied over this one's."""
    put_foreign_keys(place, "Siti Aminah")
    yield


@contextmanager
def key_file_of_namesake(place: Place) -> Iterator[None]:
    """The same officer's key file of other data, with another PIN."""
    put_foreign_keys(place, OFFICER, "97531864")
    yield


@contextmanager
def key_file_of_same_officer(place: Place) -> Iterator[None]:
    """The same officer's key file of other data, with the same PIN."""
    put_foreign_keys(place, OFFICER)
    yield


def put_foreign_keys(place: Place, officer: str, pin: str = PIN) -> None:
    (place.folder / "kunci.json").unlink()
    owner = Owner("of-other-data", officer, "supervisor")
    keys.create(place.folder / "kunci.json", owner, pin, keys.known_secret(secret_folder()), CHEAP)


@contextmanager
def foreign(place: Place) -> Iterator[None]:
    with closing(engine.connect(place.folder / "other.db", bytes(32))) as raw:
        raw.execute("CREATE TABLE vendor (name)")
    (place.folder / "other.db").replace(place.file)
    yield


@contextmanager
def blank_locks(place: Place) -> Iterator[None]:
    """A power cut left the lock files full of zeros, and those of the program before this one."""
    for name in (IN_USE, ONE_WINDOW, NOTE):
        (place.folder / name).write_bytes(bytes(40))
    yield


@contextmanager
def other_computer(place: Place) -> Iterator[None]:
    (place.folder / NOTE).write_text('{"computer": "LAPTOP-LAMA", "since": "2023-03-20T07:42+07:00"}')
    yield


@contextmanager
def secret_gone(place: Place) -> Iterator[None]:
    secret = Path(os.environ["BAZAR_SECRET_DIR"]) / "rahasia-laptop"
    kept = secret.with_name("kept")
    secret.rename(kept)
    place.mend = lambda: kept.rename(secret)
    yield


@contextmanager
def disk_full(place: Place) -> Iterator[None]:
    """The store with its ballast on a disk that somebody else has filled."""
    with on_disk(place, megabytes=12):
        fill(place)
        yield


@contextmanager
def read_only(place: Place) -> Iterator[None]:
    with on_disk(place, megabytes=12):
        mount("-o", "remount,ro", place.folder)
        place.mend = lambda: mount("-o", "remount,rw", place.folder)
        yield


@contextmanager
def busy(place: Place) -> Iterator[None]:
    """Another program has the file for itself, as a virus scanner or an older program may."""
    raw = engine.connect(place.file, place.key)
    raw.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
    raw.execute("BEGIN EXCLUSIVE")
    raw.execute("UPDATE store_fact SET value = value WHERE key = 'name'")
    place.mend = raw.close
    yield
    raw.close()


@contextmanager
def newer(place: Place) -> Iterator[None]:
    def put(revision: str) -> None:
        with closing(engine.connect(place.file, place.key)) as raw:
            raw.execute("UPDATE alembic_version SET version_num = ?", (revision,))

    with closing(engine.connect(place.file, place.key)) as raw:
        known = raw.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    put("9999")
    place.mend = lambda: put(known)  # as far as a test can bring a newer program
    yield


DAMAGES: dict[str, Callable[[Place], AbstractContextManager[None]]] = {
    "missing": missing,
    "empty": empty,
    "halved": halved,
    "page 1": first_page,
    "all of page 1": whole_first_page,
    "page n": later_pages,
    "log": log,
    "key file missing": key_file_missing,
    "data and key missing": key_and_data_missing,
    "key file damaged": key_file_damaged,
    "key file foreign": key_file_foreign,
    "key file of a namesake": key_file_of_namesake,
    "key file of the same officer": key_file_of_same_officer,
    "foreign": foreign,
    "lock blank": blank_locks,
    "other computer": other_computer,
    "secret gone": secret_gone,
    "disk full": disk_full,
    "read-only": read_only,
    "busy": busy,
    "newer": newer,
}


@contextmanager
def file_read_only(place: Place) -> Iterator[None]:
    """The file itself becomes one that nobody may write, while a window has it open."""
    try:
        subprocess.run(["chattr", "+i", str(place.file)], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this file system knows no immutable files, or this user may not make them")

    def mend() -> None:
        subprocess.run(["chattr", "-i", str(place.file)], check=True)

    place.mend = mend
    yield
    mend()


# -- means ------------------------------------------------------------------------------------------------------------


def overwrite(file: Path, at: int, data: bytes) -> None:
    with file.open("rb+") as stream:
        stream.seek(at)
        stream.write(data)


def fill(place: Place) -> None:
    """Lay the ballast down and fill the rest of the disk."""
    (place.folder / ballast.FILE).write_bytes(bytes(2_000_000))
    with (place.folder / "film.mp4").open("ab", buffering=0) as film:
        try:
            while True:
                film.write(bytes(4096))
        except OSError:
            return


def mount(*words: object) -> None:
    subprocess.run(["mount", *map(str, words)], check=True, capture_output=True)


@contextmanager
def on_disk(place: Place, *, megabytes: int) -> Iterator[None]:
    """The store's folder on a disk of its own, of that size: root too is refused there what a person would be."""
    kept = place.folder.with_name("kept")
    place.folder.rename(kept)
    place.folder.mkdir()
    with ExitStack() as stack:
        try:
            mount("-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", place.folder)
        except (OSError, subprocess.CalledProcessError):
            pytest.skip("a disk of its own needs the right to mount")
        stack.callback(subprocess.run, ["umount", "-l", str(place.folder)], check=True)
        shutil.copytree(kept, place.folder, dirs_exist_ok=True)
        yield
