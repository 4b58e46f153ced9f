"""The whole examination of a store's folder, whatever is wrong with it: each part that cannot be looked at is said."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop import __version__
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.jobs.settings.doctor import Check, check_fonts, check_printers, check_room, examine
from bazar_desktop.jobs.settings.officers import open_for
from bazar_desktop.language import listed
from bazar_desktop.messages import sentence
from bazar_desktop.messages.values import system_words
from bazar_desktop.services.bazaars.bazaars import list_bazaars
from bazar_desktop.services.day.sheet import standing_seal
from bazar_desktop.services.journal.examination import folded_rows, proven_links
from bazar_desktop.services.reports.seal_fit import unfit_seals
from bazar_desktop.store import keys
from bazar_desktop.store.backup import list_backups
from bazar_desktop.store.files import MachineError
from bazar_desktop.store.holds import BLANK, computer_in, has_window
from bazar_desktop.store.key_file import Owner
from bazar_desktop.store.migration import HEAD
from bazar_desktop.store.opening import OpenStore, backup_folder, open_with_key
from bazar_desktop.store.own_keys import require_one_key
from bazar_desktop.store.places import is_read_only, is_remote, synced_by
from bazar_desktop.store.protection import is_protected
from bazar_desktop.store.restoring import is_foreign, look_into
from bazar_desktop.store.tables import DayClose
from bazar_desktop.store.traces import is_served
from bazar_desktop.store.unlocking import has_store, officers_of, secret_folder
from bazar_desktop.work_log import logged

PLACES = 3  # of the rows that differ, named
SEALS = 60  # the latest seals that are folded anew
Unlock = Callable[[], tuple[Owner, bytes]]


@logged("doctor")
def examine_folder(folder: Path, unlock: Unlock, at: datetime, *, database: str | None = None) -> list[Check]:
    """Look at everything in and around the store in `folder`.

    `unlock` gives who is named and the key; where it refuses, what needs the key is left out and the refusal said.
    """
    checks = [_lock(folder), _place(folder), _key_file(folder, database), _secret()]
    store: OpenStore | None = None
    key: bytes | None = None
    try:
        has_store(folder, database)
        owner, key = unlock()
        store = open_for(open_with_key(folder, owner, key, database=database))
        checks += examine(store, at)
        checks += _proven(store, at)
    except (BazarError, MachineError, OSError) as error:
        checks += [
            Check("database", False, "store_fault", {"why": _words(error)}),
            check_room(folder),
            check_fonts(),
        ]
    finally:
        if store is not None:
            store.db.close()
    if key is not None and not database and not is_served(folder):
        checks.append(_backups(folder, key))
    return [*checks, check_printers(system_printers()), _versions()]


def _words(error: BazarError | MachineError | OSError) -> str:
    return (sentence(error) if isinstance(error, BazarError | MachineError) else system_words(error)).rstrip(
        "."
    )


def _lock(folder: Path) -> Check:
    computer = computer_in(folder)
    if computer == BLANK:
        return Check("lock", True, "lock_blank")
    if computer not in ("", platform.node()):
        return Check("lock", False, "lock_elsewhere", {"computer": computer})
    return Check("lock", True, "lock_window" if has_window(folder) else "lock_free")


def _place(folder: Path) -> Check:
    synced = synced_by(folder)
    if synced:
        return Check("place", False, "place_synced", {"folder": str(folder), "name": synced})
    if is_remote(folder):
        return Check("place", False, "place_remote", {"folder": str(folder)})
    if is_read_only(folder):
        return Check("place", False, "place_read_only", {"folder": str(folder)})
    return Check("place", True, "place_own", {"folder": str(folder)})


def _key_file(folder: Path, database: str | None) -> Check:
    try:
        has_store(folder, database)
        officers_of(folder)
        require_one_key(folder)
    except (BazarError, MachineError, OSError) as error:
        return Check("keys", False, "keys_fault", {"why": _words(error)})
    try:
        keys.officers(backup_folder(folder) / keys.FILE_NAME)
    except (BazarError, OSError):
        return Check("keys", False, "keys_uncopied")
    return Check("keys", True, "keys_copied")


def _secret() -> Check:
    path = secret_folder() / keys.SECRET_NAME
    try:
        mode, kept = path.stat().st_mode, path.read_bytes()
    except OSError:
        return Check("secret", False, "secret_gone", {"folder": str(path.parent)})
    if os.name == "posix" and mode & 0o077:
        return Check("secret", False, "secret_open", {"folder": str(path.parent)})
    return Check("secret", True, "secret_protected" if is_protected(kept) else "secret_guarded")


def _proven(store: OpenStore, at: datetime) -> list[Check]:
    with store.db.read() as session:
        links, broken = proven_links(session)
        folded = folded_rows(session)
        seals, of, unfit = _seals(session)
    chain = Check("chain", True, "chain_whole", {"count": links})
    if broken is not None:
        chain = Check("chain", False, "chain_broken", {"origin": broken.origin[:8], "seq": broken.seq})
    rows: dict[str, object] = {"looked": folded.looked, "of": folded.of}
    fold = Check("fold", True, "fold_fits", rows)
    if folded.differing:
        places = listed([f"{entity} {row_id[:8]}" for entity, row_id in folded.differing], PLACES)
        fold = Check("fold", False, "fold_differs", rows | {"count": len(folded.differing), "places": places})
    days: dict[str, object] = {"count": seals, "of": of}
    if unfit:
        return [chain, fold, Check("seals", False, "seals_unfit", days | {"codes": ", ".join(unfit)})]
    return [chain, fold, Check("seals", True, "seals_fit", days)]


def _seals(session: Session) -> tuple[int, int, list[str]]:
    """How many of the latest sealed days were folded anew, of how many, and the codes of seals that do not fit."""
    bazaars = {bazaar.id: bazaar for bazaar in list_bazaars(session)}
    days = session.execute(
        select(DayClose.bazaar_id, DayClose.day)
        .where(DayClose.bazaar_id.is_not(None), DayClose.day.is_not(None))
        .distinct()
        .order_by(DayClose.day.desc())
    ).all()
    standing = {(bazaar_id, day): standing_seal(session, bazaar_id, day) for bazaar_id, day in days}
    every = {day: seal for day, seal in standing.items() if seal is not None}
    seals = dict(list(every.items())[:SEALS])
    unfit = sorted(str(seals[day].seal) for day in unfit_seals(session, bazaars, seals, {}))
    return len(seals), len(every), unfit


def _backups(folder: Path, key: bytes) -> Check:
    """Every backup beside the store, all of its pages."""
    made = list_backups(backup_folder(folder))
    broken = [
        backup.path
        for backup in made
        if (insight := look_into(backup.path, key)) is None or not insight.is_sound
    ]
    foreign = [path.name for path in broken if is_foreign(path, key)]
    ours = [path.name for path in broken if path.name not in foreign]
    names: dict[str, object] = {"names": ", ".join(ours), "foreign": ", ".join(foreign)}
    if ours:
        return Check("backups", False, "backups_mixed" if foreign else "backups_broken", names)
    if foreign:
        return Check("backups", False, "backups_foreign", names)
    return Check("backups", bool(made), "backups_sound" if made else "backup_none", {"count": len(made)})


def system_printers() -> list[str]:
    """The printers that the operating system knows, without the window's toolkit."""
    if sys.platform == "win32":
        command = ["powershell", "-NoProfile", "-Command", "Get-Printer | Select-Object -ExpandProperty Name"]
    else:
        command = ["lpstat", "-e"]
    if shutil.which(command[0]) is None:
        return []
    with suppress(OSError, subprocess.SubprocessError):
        done = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)
        return [line.strip() for line in done.stdout.splitlines() if line.strip()]
    return []


def _versions() -> Check:
    facts: dict[str, object] = {
        "program": __version__,
        "schema": HEAD,
        "sqlite": sqlcipher.sqlite_version,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()}",
    }
    return Check("versions", True, "versions", facts)
