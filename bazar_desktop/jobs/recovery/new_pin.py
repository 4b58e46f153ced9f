"""A new PIN for whoever forgot theirs: by another supervisor, by the office's answer, or by an office key."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from bazar_desktop.domain.pins import check_pin
from bazar_desktop.domain.recovery.key_sheet import key_from
from bazar_desktop.domain.recovery.phone import heard_answer
from bazar_desktop.jobs.recovery.sign_in import sign_in
from bazar_desktop.jobs.settings.officers import open_for, set_pin
from bazar_desktop.services.recovery.record import PHONE, SHEET, log_new_pin
from bazar_desktop.services.settings.officers import SUPERVISOR
from bazar_desktop.store.actions import name_of
from bazar_desktop.store.key_file import Owner
from bazar_desktop.store.keys import open_with_office_key
from bazar_desktop.store.opening import OpenStore, give_slot, keep_ways_back, open_with_key
from bazar_desktop.store.passwords import FIELD_COST, Cost
from bazar_desktop.store.phone_slots import open_with_answer
from bazar_desktop.store.unlocking import find_officer, key_path
from bazar_desktop.work_log import logged


@logged("new_pin")
def new_pin_by_supervisor(
    folder: Path,
    officer: str,
    pin: str,
    *,
    supervisor: str,
    supervisor_pin: str,
    at: datetime,
    database: str | None = None,
    cost: Cost = FIELD_COST,
) -> None:
    """Let a supervisor of the locked store in `folder` give the officer a new PIN (ids or names).

    Raises SupervisorOnly, UnknownOfficer and what `sign_in` and `check_pin` raise.
    """
    owner = find_officer(folder, officer)
    store = sign_in(folder, supervisor, supervisor_pin, database=database)
    try:
        set_pin(store, at, owner.id, pin, cost=cost)
    finally:
        store.db.close()


@logged("new_pin")
def new_pin_by_answer(
    folder: Path, officer: str, pin: str, *, words: str, at: datetime, cost: Cost = FIELD_COST
) -> OpenStore:
    """Open the locked store in `folder` by the office's answer, and give the officer (id or name) a new PIN.

    The answer opens nothing a second time: a new request takes the place of this one. Raises WordUnknown,
    WordsMiscounted, WordsMisheard, NoWayByPhone, AnswerDoesNotFit, OfficerDismissed and what `check_pin` and
    `open_with_key` raise.
    """
    owner = find_officer(folder, officer)
    check_pin(pin, supervisor=owner.role == SUPERVISOR)
    key = open_with_answer(key_path(folder), owner.id, heard_answer(words))
    store = begin_anew(open_for(open_with_key(folder, owner, key)), owner, pin, PHONE, at, cost)
    keep_ways_back(store, used=owner.id)
    return store


@logged("new_pin")
def new_pin_by_key(
    folder: Path,
    officer: str,
    pin: str,
    *,
    key_text: str,
    at: datetime,
    database: str | None = None,
    cost: Cost = FIELD_COST,
) -> OpenStore:
    """Open the locked store in `folder` by an office key (its words or its text), and give the officer a new PIN.

    It opens where the secret of this computer is gone too. Raises KeyTextMistyped, WordUnknown, WordsMiscounted,
    WordsMisheard, NotAnOfficeKey, OfficerDismissed and what `check_pin` and `open_with_key` raise.
    """
    owner = find_officer(folder, officer)
    check_pin(pin, supervisor=owner.role == SUPERVISOR)
    key = open_with_office_key(key_path(folder), key_from(key_text))
    opened = open_for(open_with_key(folder, owner, key, database=database))
    return begin_anew(opened, owner, pin, SHEET, at, cost)


def begin_anew(store: OpenStore, owner: Owner, pin: str, by: str, at: datetime, cost: Cost) -> OpenStore:
    """Write down that `owner` has a new PIN, then make it: better an entry too many than a PIN nobody noted."""
    try:
        with store.db.write(owner.id, name_of(log_new_pin), at) as session:
            log_new_pin(session, name=owner.name, by=by, at=at)
        give_slot(store, owner, pin, cost)
    except BaseException:
        store.db.close()
        raise
    return store
