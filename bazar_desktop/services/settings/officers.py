"""Who works at the laptop. The PIN and its key slot stand beside the store, not in it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.journal.authority import is_id
from bazar_desktop.language import _
from bazar_desktop.store.actions import action
from bazar_desktop.store.keys import UnknownOfficer
from bazar_desktop.store.own_facts import get_fact
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import Officer, new_id, row_of

PETUGAS, SUPERVISOR = "petugas", "supervisor"


class OfficerNameMissing(BazarError):
    """An officer needs a name."""


class SupervisorOnly(BazarError):
    """The action is a supervisor's."""


class UnknownRole(BazarError):
    """A role is petugas or supervisor."""


class OfficerNameTaken(BazarError):
    """Two officers of one name could not be told apart when they sign in."""


class LastSupervisor(BazarError):
    """Somebody must be able to do what only a supervisor may."""


class OfficerDismissed(BazarError):
    """The officer no longer works here, whatever their key slot says."""


class OwnOfficer(BazarError):
    """Nobody takes the laptop from under their own hands."""


class OfficerNotFound(BazarError):
    """Nobody who works here has this name or id. Facts: name."""


class OfficerAmbiguous(BazarError):
    """Several officers have this name: laptops and office each entered one. Facts: name, officers."""


@dataclass(frozen=True, slots=True)
class OfficerFacts:
    id: str
    name: str
    nip: str
    role: str
    active: bool


@action("officers.add_officer")
def add_officer(
    session: Session, *, name: str, nip: str = "", role: str = PETUGAS, id_: str | None = None
) -> str:
    """Enter an officer and return the id, which on an office's laptop begins as that of its preparation.

    So no other laptop can claim to have entered them. Raises OfficerNameMissing, UnknownRole, OfficerNameTaken.
    """
    _check(session, name, role)
    values = {"name": name.strip(), "nip": nip.strip() or None, "role": role, "active": True}
    row = enter(session, Officer, **values)
    row.id = id_ or new_id(get_fact(session, "preparation", "") or None)
    return row.id


@action("officers.change_officer")
def change_officer(
    session: Session, officer_id: str, *, name: str, nip: str, role: str, with_pin: Collection[str]
) -> OfficerFacts:
    """Put an officer's name, NIP and role right. `with_pin` are the ids of those who can sign in here.

    Raises UnknownOfficer, OfficerNameMissing, UnknownRole, OfficerNameTaken, LastSupervisor.
    """
    row = _require(session, officer_id)
    _check(session, name, role, but=officer_id)
    if role != SUPERVISOR:
        _require_another_supervisor(session, officer_id, with_pin)
    row.name, row.nip, row.role = name.strip(), nip.strip() or None, role
    session.flush()
    return _facts(row)


@action("officers.set_active")
def set_active(session: Session, officer_id: str, *, active: bool, by: str) -> OfficerFacts:
    """Let an officer work here or no longer; what they entered stays theirs. `by` is who decides.

    Raises UnknownOfficer, OwnOfficer, LastSupervisor.
    """
    row = _require(session, officer_id)
    if not active:
        if officer_id == by:
            raise OwnOfficer()
        _require_another_supervisor(session, officer_id)
    row.active = active
    session.flush()
    return _facts(row)


def _check(session: Session, name: str, role: str, but: str = "") -> None:
    if not name.strip():
        raise OfficerNameMissing()
    if role not in {PETUGAS, SUPERVISOR}:
        raise UnknownRole(role=role)
    if name.strip().casefold() in {
        officer.name.casefold() for officer in list_officers(session) if officer.active and officer.id != but
    }:
        raise OfficerNameTaken(name=name.strip())


def _require(session: Session, officer_id: str) -> Officer:
    row = row_of(session, Officer, officer_id)
    if row is None:
        raise UnknownOfficer()
    return row


def _require_another_supervisor(
    session: Session, officer_id: str, with_pin: Collection[str] | None = None
) -> None:
    """Raise LastSupervisor where nobody but this officer supervises; `with_pin`: of those alone who can sign in."""
    others = [officer for officer in list_officers(session) if officer.id != officer_id]
    if with_pin is not None:
        others = [officer for officer in others if officer.id in with_pin]
    if not any(officer.active and officer.role == SUPERVISOR for officer in others):
        raise LastSupervisor()


def require_still_supervisor(session: Session, officer: str) -> None:
    """Require that who has just changed whose word counts, signed in here, is left to change it again.

    Of all others the store knows only names: they may have no PIN here. Raises LastSupervisor, OwnOfficer.
    """
    if not is_supervisor(session, officer):
        _require_another_supervisor(session, officer)
        raise OwnOfficer()


def find_named(session: Session, name: str) -> OfficerFacts:
    """Find who works here by id, or by name where only one has it. Raises OfficerNotFound, OfficerAmbiguous."""
    wanted = name.strip().casefold()
    active = [officer for officer in list_officers(session) if officer.active]
    known = [officer for officer in active if officer.id.casefold() == wanted]
    known = known or [officer for officer in active if officer.name.casefold() == wanted]
    if not known or not wanted:
        raise OfficerNotFound(name=name)
    return require_one(known, name)


def require_one(known: Sequence[OfficerFacts], name: str) -> OfficerFacts:
    """Give the only one of `known`, whom `name` names. Raises OfficerAmbiguous."""
    if len(known) > 1:
        choices = "; ".join(f"{officer.name} ({officer.role}): {officer.id}" for officer in known)
        raise OfficerAmbiguous(name=name.strip(), officers=choices)
    return known[0]


def list_officers(session: Session) -> list[OfficerFacts]:
    """List all officers by name."""
    rows = session.execute(
        select(Officer).where(Officer.withdrawn.is_(False)).order_by(Officer.name)
    ).scalars()
    return [_facts(row) for row in rows]


def officer_names(session: Session) -> dict[str, str]:
    """Names by id, of withdrawn officers too: what they entered stays theirs."""
    return {row.id: row.name for row in session.execute(select(Officer)).scalars() if row.name}


def officer_called(names: Mapping[str, str], officer: str) -> str:
    """How an officer is called by `names`: one of whom only the id has come is no name yet."""
    return names.get(officer) or (_("petugas belum dikenal") if is_id(officer) else officer)


def require_supervisor(session: Session, officer: str) -> None:
    """Refuse, by SupervisorOnly, unless `officer` is an active supervisor."""
    if not is_supervisor(session, officer):
        raise SupervisorOnly()


def is_supervisor(session: Session, officer: str) -> bool:
    """Tell whether `officer` is an active supervisor."""
    row = row_of(session, Officer, officer)
    return row is not None and row.role == SUPERVISOR and bool(row.active)


def require_active(session: Session, officer: str) -> None:
    """Refuse, by OfficerDismissed, an officer of whom the store knows that they work here no longer."""
    row = row_of(session, Officer, officer)
    if row is not None and row.active is False:
        raise OfficerDismissed(name=row.name or "")


def _facts(row: Officer) -> OfficerFacts:
    return OfficerFacts(row.id, row.name or "", row.nip or "", row.role or PETUGAS, bool(row.active))
