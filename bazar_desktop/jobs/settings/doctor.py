"""Is this laptop fit for the field: its data, encryption, backups, disk, clock, register, fonts and printers."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from bazar_desktop.domain.calendar import format_numeric_date, parse_date
from bazar_desktop.jobs.settings.backup import last_backup
from bazar_desktop.language import RESOURCES
from bazar_desktop.messages import sentence
from bazar_desktop.messages.values import system_words
from bazar_desktop.services.journal.history import moment_of
from bazar_desktop.services.office.laptops import stands_alone
from bazar_desktop.services.recovery.key_sheet import key_sheet
from bazar_desktop.services.register.search import count_vendors
from bazar_desktop.services.settings.values import get_setting
from bazar_desktop.store.backup import check, second_place
from bazar_desktop.store.backup_places import require_own_place
from bazar_desktop.store.creating import OFFICE
from bazar_desktop.store.engine import READS_ALONE, SETTINGS
from bazar_desktop.store.faults import StoreForeign, StoreUnreadable
from bazar_desktop.store.files import MachineError
from bazar_desktop.store.opening import STORE_FILE, OpenStore
from bazar_desktop.store.own_facts import get_fact

FONTS = ("PlusJakartaSans-Regular.ttf", "PlusJakartaSans-Bold.ttf", "PlusJakartaSansTabular-Regular.ttf")
ROOM_MB = 500
BACKUP_HOURS = 24
REGISTER_DAYS = 30
CLOCK_DAYS = 180  # a laptop that was not used for longer is rare enough to look at its clock


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. `code` names what was found; `bazar_desktop.messages.finding` has the words."""

    topic: str
    good: bool
    code: str
    facts: dict[str, object] = field(default_factory=dict)


def examine(
    store: OpenStore, at: datetime, *, printers: Sequence[str] | None = None, deep: bool = True
) -> list[Check]:
    """Look at everything; nothing is asked of a file that is damaged.

    `deep` reads every page of the file; `printers` are known to the window alone.
    """
    checks = _file(store, deep=deep)
    is_sound = all(item.good for item in checks if item.topic == "database")
    checks += [_backup(store, at), check_room(store.folder), check_fonts()]
    if is_sound:
        checks += [
            *_moved(store),
            *_second(store),
            *_key_sheet(store, at),
            _clock(store, at),
            _register(store, at),
        ]
    if printers is not None:
        checks.append(check_printers(printers))
    return checks


def _file(store: OpenStore, *, deep: bool) -> list[Check]:
    if store.db.engine.dialect.name != "sqlite":
        return [Check("database", True, "database_server"), Check("encryption", True, "encryption_server")]
    try:
        if deep:
            check(store.folder / STORE_FILE, store.key)
        with store.db.engine.connect() as connection:
            encrypted = connection.exec_driver_sql("PRAGMA cipher_version").scalar()
            wrong = [
                name
                for name, wanted in SETTINGS.items()
                if connection.exec_driver_sql(f"PRAGMA {name}").scalar() != wanted
            ]
            reads_alone = bool(connection.info.get(READS_ALONE))  # on a full disk, where it takes no settings
    except (StoreUnreadable, StoreForeign):
        return [Check("database", False, "database_damaged")]
    return [
        Check("database", True, "database_sound" if deep else "database_open"),
        Check("encryption", bool(encrypted), "encryption_on" if encrypted else "encryption_off"),
        Check("settings", False, "settings_full") if reads_alone else _settings(wrong),
    ]


def _settings(wrong: list[str]) -> Check:
    """Whether the file is written so that a power cut loses nothing; `wrong` names what it did not take."""
    return Check(
        "settings", not wrong, "settings_wrong" if wrong else "settings_read", {"names": ", ".join(wrong)}
    )


def _backup(store: OpenStore, at: datetime) -> Check:
    if store.db.engine.dialect.name != "sqlite":
        return Check("backup", True, "backup_server")
    last = last_backup(store, at)
    if last is None:
        return Check("backup", False, "backup_none")
    age = at - last.made_at
    if age < -timedelta(minutes=1):
        day = format_numeric_date(last.made_at.date())
        return Check("backup", False, "backup_ahead", {"day": day})
    facts: dict[str, object] = {"minutes": age // timedelta(minutes=1), "hours": age // timedelta(hours=1)}
    if age > timedelta(hours=BACKUP_HOURS):
        return Check("backup", False, "backup_old", {"hours": facts["hours"]})
    return Check("backup", True, "backup_fresh" if age < timedelta(hours=2) else "backup_today", facts)


def _moved(store: OpenStore) -> list[Check]:
    if not store.db.moved_at:
        return []
    day = format_numeric_date(datetime.fromisoformat(store.db.moved_at).date())
    return [Check("moved", False, "place_left", {"day": day})]


def _second(store: OpenStore) -> list[Check]:
    with store.db.read() as session:
        place = second_place(session)
    if place is None:
        return []
    facts: dict[str, object] = {"folder": str(place)}
    if not place.is_dir():
        return [Check("second", False, "second_gone", facts)]
    try:
        require_own_place(place, store.key)
    except MachineError as error:
        return [Check("second", False, "second_refused", facts | {"why": sentence(error).rstrip(".")})]
    except OSError as error:
        return [Check("second", False, "second_refused", facts | {"why": system_words(error)})]
    return [Check("second", True, "second_there", facts)]


def _key_sheet(store: OpenStore, at: datetime) -> list[Check]:
    """Whether this store could be opened without a PIN; a laptop that an office prepared has its office for that."""
    if store.is_sample:
        return []
    with store.db.read() as session:
        if store.kind != OFFICE and not stands_alone(session):
            return []
        known = key_sheet(session)
    if known is None or not known.checked:
        return [Check("key_sheet", False, "key_sheet_unchecked" if known else "key_sheet_none")]
    if known.drill_is_due(at):
        return [Check("key_sheet", False, "key_drill_due")]
    last = datetime.fromisoformat(max(known.checked, known.drilled))
    return [Check("key_sheet", True, "key_sheet_tried", {"day": format_numeric_date(last.date())})]


def check_room(folder: Path) -> Check:
    """Whether the disk of `folder` has room for a day; the folder itself may be missing."""
    there = next(place for place in (folder.absolute(), *folder.absolute().parents) if place.exists())
    free = shutil.disk_usage(there).free // 1_000_000
    return Check(
        "room",
        free >= ROOM_MB,
        "room_enough" if free >= ROOM_MB else "room_short",
        {"gb": f"{free / 1000:.1f}".replace(".", ","), "mb": free},
    )


def _clock(store: OpenStore, at: datetime) -> Check:
    with store.db.read() as session:
        last = moment_of(get_fact(session, "clock"))
        began = datetime.fromisoformat(get_fact(session, "created_at"))
    known = max(last, began)
    facts: dict[str, object] = {
        "now": f"{at:%d/%m/%Y %H.%M}",
        "last": f"{known.astimezone(at.tzinfo):%d/%m/%Y %H.%M}",
    }
    if at < known - timedelta(minutes=1):
        return Check("clock", False, "clock_behind", facts)
    if at - known > timedelta(days=CLOCK_DAYS):
        return Check("clock", False, "clock_ahead", facts)
    return Check("clock", True, "clock_plausible", facts)


def _register(store: OpenStore, at: datetime) -> Check:
    with store.db.read() as session:
        count = count_vendors(session)
        day = parse_date(str(get_setting(session, "register_date") or ""))
    if not count:
        return Check("register", False, "register_empty")
    if day is None:
        return Check("register", True, "register_undated", {"count": count})
    age = max((at.date() - day).days, 0)
    facts: dict[str, object] = {"count": count, "days": age}
    return Check(
        "register", age <= REGISTER_DAYS, "register_fresh" if age <= REGISTER_DAYS else "register_old", facts
    )


def check_fonts() -> Check:
    """Whether the letters for papers are here."""
    missing = [name for name in FONTS if not Path(RESOURCES / "fonts" / name).is_file()]
    return Check(
        "fonts", not missing, "fonts_missing" if missing else "fonts_there", {"names": ", ".join(missing)}
    )


def check_printers(printers: Sequence[str]) -> Check:
    """Whether a printer is here."""
    if not printers:
        return Check("printer", False, "printer_none")
    return Check("printer", True, "printer_there", {"name": printers[0]})
