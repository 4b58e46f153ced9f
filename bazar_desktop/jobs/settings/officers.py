"""An officer is a row in the store and a key slot beside it: both change together."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from bazar_desktop.domain.attendance.cards import check_device_letter
from bazar_desktop.domain.pins import check_pin
from bazar_desktop.services.recovery.record import OWN, SUPERVISOR as BY_SUPERVISOR, log_new_pin
from bazar_desktop.services.settings.officers import (
    SUPERVISOR,
    OfficerDismissed,
    OfficerFacts,
    OfficerNameMissing,
    add_officer,
    change_officer,
    list_officers,
    require_active,
    require_supervisor,
    set_active,
)
from bazar_desktop.store import keys
from bazar_desktop.store.actions import name_of
from bazar_desktop.store.creating import LAPTOP
from bazar_desktop.store.founding import being_made, forgotten_where_it_fails
from bazar_desktop.store.key_file import Owner
from bazar_desktop.store.opening import OpenStore, create_store, give_slot, take_slot
from bazar_desktop.store.passwords import FIELD_COST, Cost
from bazar_desktop.store.tables import new_id
from bazar_desktop.store.unlocking import officers_of


def start_store(
    folder: Path,
    *,
    officer: str,
    nip: str,
    pin: str,
    at: datetime,
    kind: str = LAPTOP,
    letter: str = "A",
    name: str = "",
    is_sample: bool = False,
    database: str | None = None,
    cost: Cost = FIELD_COST,
) -> OpenStore:
    """Make a new store whose first officer is a supervisor.

    Raises StoreExists, PinTooShort, PinTooLong, PinTooPlain, OfficerNameMissing,
    DeviceLetterMalformed; then nothing was made.
    """
    if not officer.strip():
        raise OfficerNameMissing()
    if not is_sample:
        check_pin(pin, supervisor=True)
    letter = check_device_letter(letter)
    owner = Owner(new_id(), officer.strip(), SUPERVISOR)
    with being_made(folder, database):
        store = create_store(
            folder,
            owner,
            pin,
            kind=kind,
            letter=letter,
            name=name or f"Laptop {letter}",
            at=at,
            is_sample=is_sample,
            database=database,
            cost=cost,
        )
        with (
            forgotten_where_it_fails(store),
            store.db.write(owner.id, name_of(add_officer), at) as session,
        ):
            add_officer(session, name=officer, nip=nip, role=SUPERVISOR, id_=owner.id)
    return store


def enter_officer(
    store: OpenStore, at: datetime, *, name: str, nip: str, role: str, pin: str, cost: Cost = FIELD_COST
) -> OfficerFacts:
    """Enter a new officer who can open the store with `pin`.

    Raises SupervisorOnly, OfficerNameMissing, OfficerNameTaken, UnknownRole, PinTooShort, PinTooLong,
    PinTooPlain.
    """
    with store.db.write(store.officer.id, name_of(add_officer), at) as session:
        require_supervisor(session, store.officer.id)
        check_pin(pin, supervisor=role == SUPERVISOR)
        made = add_officer(session, name=name, nip=nip, role=role)
        session.flush()
        give_slot(store, Owner(made, name.strip(), role), pin, cost)
        return next(officer for officer in list_officers(session) if officer.id == made)


def edit_officer(
    store: OpenStore,
    at: datetime,
    officer_id: str,
    *,
    name: str,
    nip: str,
    role: str,
    pin: str,
    cost: Cost = FIELD_COST,
) -> OfficerFacts:
    """Put an officer's facts right and give a new PIN: the slot vouches for name and role, so it is made anew.

    One who was dismissed works here again. Raises what `enter_officer` raises, and UnknownOfficer, LastSupervisor.
    """
    with store.db.write(store.officer.id, name_of(change_officer), at) as session:
        require_supervisor(session, store.officer.id)
        check_pin(pin, supervisor=role == SUPERVISOR)
        with_pin = {owner.id for owner in officers_of(store.folder)}
        change_officer(session, officer_id, name=name, nip=nip, role=role, with_pin=with_pin)
        facts = set_active(session, officer_id, active=True, by=store.officer.id)
        give_slot(store, Owner(officer_id, facts.name, facts.role), pin, cost)
        return facts


def dismiss_officer(store: OpenStore, at: datetime, officer_id: str) -> OfficerFacts:
    """Close this laptop to an officer; what they entered stays theirs.

    Raises SupervisorOnly, UnknownOfficer, OwnOfficer, LastSupervisor.
    """
    with store.db.write(store.officer.id, name_of(set_active), at) as session:
        require_supervisor(session, store.officer.id)
        facts = set_active(session, officer_id, active=False, by=store.officer.id)
        if officer_id in {owner.id for owner in officers_of(store.folder)}:
            take_slot(store, officer_id)
        return facts


def open_for(store: OpenStore) -> OpenStore:
    """Give back `store` where its officer still works here; else close it. Raises OfficerDismissed.

    A dismissal may come by a package, which leaves the key slot of this laptop as it was.
    """
    try:
        with store.db.read() as session:
            require_active(session, store.officer.id)
    except OfficerDismissed:
        store.db.close()
        raise
    return store


def set_pin(
    store: OpenStore, at: datetime, officer_id: str, pin: str, *, cost: Cost = FIELD_COST
) -> OfficerFacts:
    """Set a new PIN: for oneself, or by a supervisor for an active officer.

    Raises UnknownOfficer, SupervisorOnly, PinTooShort, PinTooLong, PinTooPlain.
    """
    own = officer_id == store.officer.id
    with store.db.write(store.officer.id, name_of(log_new_pin), at) as session:
        facts = next(
            (officer for officer in list_officers(session) if officer.id == officer_id and officer.active),
            None,
        )
        if facts is None:
            raise keys.UnknownOfficer()
        if not own:
            require_supervisor(session, store.officer.id)
        check_pin(pin, supervisor=facts.role == SUPERVISOR)
        log_new_pin(session, name=facts.name, by=OWN if own else BY_SUPERVISOR, at=at)
    give_slot(store, Owner(officer_id, facts.name, facts.role), pin, cost)
    return facts
