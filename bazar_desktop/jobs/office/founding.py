"""Founding an office: its store, its keys, and what it says of itself, made in one go or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from bazar_desktop.domain.bazaars.issuing import check_area
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.pins import check_pin
from bazar_desktop.jobs.office.identity import Office, give_keys, office_of, set_office
from bazar_desktop.services.office.laptops import OFFICE
from bazar_desktop.services.recovery.key_sheet import SheetDraft, keep_draft
from bazar_desktop.services.settings.editing import check_letterhead, put_letterhead
from bazar_desktop.services.settings.officers import PETUGAS, SUPERVISOR, OfficerNameMissing, add_officer
from bazar_desktop.services.settings.values import put_setting
from bazar_desktop.store.actions import action, name_of
from bazar_desktop.store.files import remove_for_good
from bazar_desktop.store.founding import being_made, forgotten_where_it_fails, has_first_facts, require_free
from bazar_desktop.store.key_file import Owner
from bazar_desktop.store.keys import put_office_keys
from bazar_desktop.store.opening import OpenStore, create_store, keep_ways_back, open_with_key
from bazar_desktop.store.passwords import FIELD_COST, Cost
from bazar_desktop.store.server import require_own_mark
from bazar_desktop.store.tables import new_id
from bazar_desktop.store.traces import UNFINISHED
from bazar_desktop.store.unlocking import key_path, unlock_unfinished
from bazar_desktop.sync.device_keys import generate

OFFICE_LETTER = "K"


class OfficeNameMissing(BazarError):
    """An office needs the name that stands on its receipts."""


@dataclass(frozen=True)
class Founded:
    """A new office, open; `spare` is the secret of its spare key, shown once and kept nowhere."""

    store: OpenStore
    spare: str


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """What a new office says of itself. `area` is the Ministry's code of what it is for, "" where it is not said.

    `letterhead` are the lines of its kop, none for those that a new office starts from; `others` are officers who are
    known from the beginning and get their PIN later.
    """

    name: str
    area: str = ""
    letterhead: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def check_office(facts: OfficeFacts) -> OfficeFacts:
    """Look whether an office can be founded so; gives it back as it will be kept.

    Raises OfficeNameMissing, AreaUnknown, LetterheadTooLong.
    """
    if not facts.name.strip():
        raise OfficeNameMissing()
    lines = tuple(line.strip() for line in facts.letterhead if line.strip())
    others = tuple(dict.fromkeys(name.strip() for name in facts.others if name.strip()))
    check_area(facts.area)
    if lines:
        check_letterhead(lines)
    return OfficeFacts(facts.name.strip(), facts.area, lines, others)


def check_founder(folder: Path, *, officer: str, pin: str, database: str | None = None) -> None:
    """Look whether this person can found an office in `folder`; nothing is written.

    Raises OfficerNameMissing, PinTooShort, PinTooLong, PinTooPlain, and what `require_free` raises.
    """
    if not officer.strip():
        raise OfficerNameMissing()
    check_pin(pin, supervisor=True)
    if not has_first_facts(folder, database):
        require_free(folder, database)


@action("office.init")
def office_init(
    folder: Path,
    *,
    name: str,
    officer: str,
    pin: str,
    at: datetime,
    nip: str = "",
    letter: str = OFFICE_LETTER,
    area: str = "",
    letterhead: Sequence[str] = (),
    others: Sequence[str] = (),
    sheet: SheetDraft | None = None,
    is_sample: bool = False,
    database: str | None = None,
    cost: Cost = FIELD_COST,
) -> Founded:
    """Make an office store in `folder` (its rows in PostgreSQL where `database` is given) with its keys.

    The first officer is a supervisor. `sheet` is the key sheet whose two words were typed back already: its key
    becomes the spare key. What was cut off while it was made is made anew, or finished where its first facts stand
    on the server. Raises what `check_office` raises, OfficerNameMissing, StoreExists, DatabaseInUse,
    OfficeUnfinished, ServerOfOtherOffice, PinTooShort, PinTooLong, PinTooPlain.
    """
    facts = check_office(OfficeFacts(name, area, tuple(letterhead), tuple(others)))
    if not officer.strip():
        raise OfficerNameMissing()
    if not is_sample:
        check_pin(pin, supervisor=True)
    if has_first_facts(folder, database):
        return _finished(folder, pin, at, database, sheet)
    owner = Owner(new_id(), officer.strip(), SUPERVISOR)
    with being_made(folder, database):
        store = create_store(
            folder,
            owner,
            pin,
            kind=OFFICE,
            letter=letter,
            name=facts.name,
            at=at,
            is_sample=is_sample,
            database=database,
            cost=cost,
        )
        identity, recipient = _spare(sheet)
        with forgotten_where_it_fails(store), store.db.write(owner.id, name_of(office_init), at) as session:
            if database:
                require_own_mark(session, store.key)
            keys = give_keys(session).public
            set_office(session, Office(keys.id, keys, facts.name, recipient))
            add_officer(session, name=officer, nip=nip, role=SUPERVISOR, id_=owner.id)
            _say(session, facts)
            if sheet is not None:
                keep_draft(session, sheet, at)
        put_office_keys(key_path(folder), store.key, {"cadangan": recipient})
        keep_ways_back(store)
    return Founded(store, identity)


def _spare(sheet: SheetDraft | None) -> tuple[str, str]:
    """The spare key of the sheet, or a new one: its identity and its recipient."""
    if sheet is not None:
        return sheet.identity, sheet.recipient
    spare = generate()
    return spare.identity, spare.public.age


def _say(session: Session, facts: OfficeFacts) -> None:
    """Enter what the office says of itself, and whom it knows."""
    put_setting(session, "office_name", facts.name)
    if facts.area:
        put_setting(session, "office_area", facts.area)
    if facts.letterhead:
        put_letterhead(session, lines=facts.letterhead)
    for other in facts.others:
        add_officer(session, name=other, role=PETUGAS)


def _finished(
    folder: Path, pin: str, at: datetime, database: str | None, sheet: SheetDraft | None
) -> Founded:
    """Give an office whose first facts stand on the server the rest of its ways in, with a spare key of its own."""
    owner, key = unlock_unfinished(folder, pin)
    store = open_with_key(folder, owner, key, database=database)
    identity, recipient = _spare(sheet)
    with store.db.write(owner.id, name_of(office_init), at) as session:
        set_office(session, replace(office_of(session), spare=recipient))
        if sheet is not None:
            keep_draft(session, sheet, at)
    put_office_keys(key_path(folder), key, {"cadangan": recipient})
    keep_ways_back(store)
    remove_for_good(folder / UNFINISHED)
    return Founded(store, identity)
