"""Whom of the officers known here the office stands for, and whom a laptop alone has named."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bazar_desktop.domain.journal.authority import ChangeStanding
from bazar_desktop.services.settings.officers import (
    OfficerDismissed,
    OfficerFacts,
    list_officers,
    require_one,
)
from bazar_desktop.store.authority import Bench
from bazar_desktop.store.changes import rows_here
from bazar_desktop.store.tables import Officer


def find_entered(session: Session, name: str) -> OfficerFacts | None:
    """Find who of this name or id works for the office by its own word; None where it does not know them.

    A laptop's word is none: whoever it named could be dismissed by it again. Raises OfficerDismissed, OfficerAmbiguous.
    """
    wanted = name.strip().casefold()
    named = [
        officer
        for officer in list_officers(session)
        if wanted in {officer.name.casefold(), officer.id.casefold()}
    ]
    entered = _entered(session, named)
    active = [officer for officer in entered if officer.active]
    if entered and not active:
        raise OfficerDismissed(name=entered[0].name)
    return require_one(active, name) if active else None


def _entered(session: Session, officers: list[OfficerFacts]) -> list[OfficerFacts]:
    """Those of whom an office has written anything, or accepted what a laptop wrote."""
    bench = Bench(session.connection())
    keys = [(Officer.__tablename__, officer.id) for officer in officers]
    rows = rows_here(session.connection(), keys)
    return [
        officer
        for officer, key in zip(officers, keys, strict=True)
        if any(
            bench.maker_of(change.origin) is None
            or rows[key].standings.get(change.id) is ChangeStanding.ACCEPTED
            for change in rows[key].counted
        )
    ]
