"""The key sheet of an office or a lone laptop: made, checked by two words, and tried whole once a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.recovery.key_sheet import key_from, sheet_lines
from bazar_desktop.jobs.office.identity import office_of, put_spare
from bazar_desktop.printing.key_sheet import KeySheet, render_key_sheet
from bazar_desktop.services.office.laptops import require_office, stands_alone
from bazar_desktop.services.recovery.key_sheet import (
    KeySheetFacts,
    SheetDraft,
    drawn_sheet,
    note_drill,
    note_sheet,
)
from bazar_desktop.services.settings.officers import require_supervisor
from bazar_desktop.store import key_file
from bazar_desktop.store.actions import name_of
from bazar_desktop.store.files import NO_ROOM, DiskFull, OutputFailed, reason_of
from bazar_desktop.store.key_copies import keep_copies_alike
from bazar_desktop.store.keys import open_with_office_key, put_office_keys
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.store.unlocking import key_path
from bazar_desktop.sync.device_keys import generate
from bazar_desktop.work_log import logged

SPARE_SLOT = "cadangan"
PDF = ".pdf"


class SheetFolderMissing(BazarError):
    """The folder that the key is to be written to is not there. Fact: `folder`."""


class SheetFileExists(BazarError):
    """A file of that name is there already; a key never takes the place of another. Fact: `file`."""


@dataclass(frozen=True, slots=True)
class SheetMade:
    """A key sheet in `file`; the words at `places` are to be typed back from the printed paper."""

    file: Path
    places: tuple[int, int]


def draft_sheet() -> SheetDraft:
    """Make a spare key for a store that is yet to be made; nothing is written."""
    spare = generate()
    return drawn_sheet(spare.identity, spare.public.age)


def write_draft(draft: SheetDraft, file: Path, *, whose: str, at: datetime) -> Path:
    """Write the sheet of `draft` to `file`, for its owner alone.

    Raises SheetFolderMissing, SheetFileExists, DiskFull, OutputFailed.
    """
    require_place(file)
    sheet = KeySheet(whose, at, draft.identity, sheet_lines(draft.identity), is_sample=False)
    write_key(file, render_key_sheet(sheet))
    return file


def require_place(file: Path) -> None:
    """Look whether a key can be written to `file`, before there is one. Raises SheetFolderMissing, SheetFileExists."""
    if not file.absolute().parent.is_dir():
        raise SheetFolderMissing(folder=str(file.parent))
    if file.exists():
        raise SheetFileExists(file=file.name)


def write_key(file: Path, content: bytes) -> None:
    """Write a key whole, for its owner alone. Raises DiskFull, OutputFailed."""
    try:
        key_file.write(file, content)
    except OSError as error:
        if error.errno in NO_ROOM:
            raise DiskFull(file=file.name, folder=str(file.parent)) from error
        raise OutputFailed(file=file.name, folder=str(file.parent), reason=reason_of(error)) from error


@logged("key_sheet")
def write_key_sheet(store: OpenStore, identity: str, file: Path, at: datetime) -> SheetMade:
    """Write the sheet of the spare key `identity` that this office was founded with.

    Raises NotAnOffice, SupervisorOnly, SheetFolderMissing, SheetFileExists, DiskFull, OutputFailed.
    """
    return _make(store, identity, file, at)


@logged("key_sheet")
def new_key_sheet(store: OpenStore, file: Path, at: datetime) -> SheetMade:
    """Make a new spare key for this store and write its sheet; the old sheet opens this store no longer.

    Laptops keep the spare key that they were prepared with. Raises what `write_key_sheet` raises.
    """
    spare = generate()
    made = _make(store, spare.identity, file, at, recipient=spare.public.age)
    keep_copies_alike(store.folder, store.db, store.key)
    return made


def _make(store: OpenStore, identity: str, file: Path, at: datetime, recipient: str = "") -> SheetMade:
    """Write the sheet, then let `recipient` ("": as it is) open the store: never a key that stands on no paper."""
    require_place(file)
    drawn = drawn_sheet(identity, recipient)
    with store.db.write(store.officer.id, name_of(note_sheet), at) as session:
        alone = stands_alone(session)
        if not alone:
            require_office(session)
        require_supervisor(session, store.officer.id)
        note_sheet(session, places=drawn.places, words=drawn.words, at=at)
        whose = f"{store.name}, {store.officer.name}" if alone else office_of(session).sudin
        sheet = KeySheet(whose, at, identity, sheet_lines(identity), is_sample=store.is_sample)
        write_key(file, render_key_sheet(sheet))
        if recipient:
            if not alone:
                put_spare(session, recipient)
            put_office_keys(key_path(store.folder), store.key, {SPARE_SLOT: recipient})
    return SheetMade(file, drawn.places)


@logged("key_drill")
def drill(store: OpenStore, key_text: str, at: datetime) -> KeySheetFacts:
    """Try the whole key of the sheet on this store's key file, as it would be after a fire.

    Raises KeyTextMistyped, WordUnknown, WordsMiscounted, WordsMisheard, NotAnOfficeKey, NoKeySheet.
    """
    open_with_office_key(key_path(store.folder), key_from(key_text))
    with store.db.write(store.officer.id, name_of(note_drill), at) as session:
        return note_drill(session, at=at)
