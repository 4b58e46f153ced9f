"""The agencies that coach vendors or sell as partners: found by name, entered where they are new."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import Agency


class AgencyNameMissing(BazarError):
    """An agency needs a name."""


def agency_id(session: Session, name: str, role: str) -> str | None:
    """Give the id of the agency with this name and role, entered if it is new; None for no name."""
    wanted = name.strip()
    if not wanted:
        return None
    query = select(Agency).where(Agency.withdrawn.is_(False), Agency.role == role)
    for row in session.execute(query).scalars():
        if row.name.casefold() == wanted.casefold():
            return row.id
    return enter(session, Agency, name=wanted, role=role).id


def agency_names(session: Session) -> dict[str, str]:
    """List the names of all agencies by id."""
    return {id_: name or "" for id_, name in session.execute(select(Agency.id, Agency.name))}
