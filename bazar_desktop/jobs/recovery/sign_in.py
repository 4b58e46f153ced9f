"""The one way in by a PIN, for window and commands; behind it the laptop prepares its way back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from bazar_desktop.domain.calendar import WIB
from bazar_desktop.jobs.office.identity import KEYS, OFFICE_ID, agree_on_recovery
from bazar_desktop.jobs.settings.officers import open_for
from bazar_desktop.services.office.laptops import LAPTOP
from bazar_desktop.store.actions import action, name_of
from bazar_desktop.store.files import MachineError
from bazar_desktop.store.opening import RECOVERY_FACT, OpenStore, keep_ways_back, open_store
from bazar_desktop.store.own_facts import get_fact
from bazar_desktop.work_log import note


def sign_in(folder: Path, officer: str, pin: str, *, database: str | None = None) -> OpenStore:
    """Open the store in `folder` for an officer who still works here.

    Raises OfficerDismissed and what `open_store` raises.
    """
    return admitted(open_store(folder, officer, pin, database=database))


def admitted(store: OpenStore) -> OpenStore:
    """Give the store that was just opened by a PIN, where its officer still works here. Raises OfficerDismissed."""
    store = open_for(store)
    keep_ways_back(store)
    prepare_ways_back(store, datetime.now(WIB))
    return store


@action("recovery.prepare")
def prepare_ways_back(store: OpenStore, at: datetime) -> None:
    """Agree with the office on a secret, where an earlier program enrolled this laptop without one."""
    if store.kind != LAPTOP:
        return
    with store.db.read() as session:
        if not _lacks_secret(session):
            return
    try:
        with store.db.write(store.officer.id, name_of(prepare_ways_back), at) as session:
            agree_on_recovery(session)
    except MachineError:
        note("ways back unwritten")  # a full disk is read all the same; made at a later opening
        return
    keep_ways_back(store)


def _lacks_secret(session: Session) -> bool:
    enrolled = get_fact(session, OFFICE_ID, "") and get_fact(session, KEYS, "")
    return bool(enrolled) and not get_fact(session, RECOVERY_FACT, "")
