"""Who works at the laptop. The PIN and its key slot stand beside the store, not in it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import Officer, row_of

PETUGAS, SUPERVISOR = "petugas", "supervisor"


class OfficerNameMissing(BazarError):
    """An officer needs a name."""


class SupervisorOnly(BazarError):
    """The action is a supervisor's."""


class UnknownRole(BazarError):
    """A role is petugas or supervisor."""


@dataclass(frozen=True, slots=True)
class OfficerFacts:
    id: str
    name: str
    nip: str
    role: str
    active: bool


def add_officer(
    session: Session, *, name: str, nip: str = "", role: str = PETUGAS, id_: str | None = None
) -> str:
    """Enter an officer and return the id. Raises OfficerNameMissing, UnknownRole."""
    if not name.strip():
        raise OfficerNameMissing()
    if role not in {PETUGAS, SUPERVISOR}:
        raise UnknownRole(role=role)
    values = {"name": name.strip(), "nip": nip.strip() or None, "role": role, "active": True}
    row = enter(session, Officer, **values)
    if id_ is not None:
        row.id = id_
    return row.id


def list_officers(session: Session) -> list[OfficerFacts]:
    """All officers by name."""
    rows = session.execute(
        select(Officer).where(Officer.withdrawn.is_(False)).order_by(Officer.name)
    ).scalars()
    return [_facts(row) for row in rows]


def officer_names(session: Session) -> dict[str, str]:
    """Names by id, of withdrawn officers too: what they entered stays theirs."""
    return {row.id: row.name for row in session.execute(select(Officer)).scalars() if row.name}


def require_supervisor(session: Session, officer: str) -> None:
    """Raises SupervisorOnly unless `officer` is an active supervisor."""
    row = row_of(session, Officer, officer)
    if row is None or row.role != SUPERVISOR or not row.active:
        raise SupervisorOnly()


def _facts(row: Officer) -> OfficerFacts:
    return OfficerFacts(row.id, row.name, row.nip or "", row.role, bool(row.active))
