"""The office's no to what this laptop proposed: its maker is told once, with the reason."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from bazar_desktop.domain.journal.authority import ChangeStanding
from bazar_desktop.services.exchange.packages import own_origins
from bazar_desktop.services.office.laptops import OFFICE
from bazar_desktop.store.actions import action
from bazar_desktop.store.own_facts import get_fact, set_fact
from bazar_desktop.store.tables import AsideChange, Verdict

TOLD = "rejections_told"  # store fact: the office's words that somebody at this laptop has put away


@dataclass(frozen=True, slots=True)
class Rejection:
    """One word of the office: how many changes of this laptop it undid here, when and why."""

    id: str
    count: int
    reason: str
    decided_at: datetime


def untold_rejections(session: Session) -> list[Rejection]:
    """What the office has rejected of this laptop and nobody here has read yet, the earliest first."""
    if get_fact(session, "kind") == OFFICE:
        return []
    stands = and_(
        AsideChange.origin == Verdict.origin,
        AsideChange.seq.between(Verdict.first, Verdict.last),
        AsideChange.standing == str(ChangeStanding.REJECTED),
    )
    query = (
        select(Verdict.id, Verdict.reason, Verdict.decided_at, func.count().label("changes"))
        .join(AsideChange, stands)
        .where(
            Verdict.origin.in_(own_origins(session)),
            Verdict.accepted.is_(False),
            Verdict.withdrawn.is_(False),
        )
        .group_by(Verdict.id, Verdict.reason, Verdict.decided_at)
        .order_by(Verdict.decided_at, Verdict.id)
    )
    found = [
        Rejection(row.id, row.changes, row.reason or "", row.decided_at) for row in session.execute(query)
    ]
    told = _told(session) if found else set()
    return [item for item in found if item.id not in told]


@action("proposals.note_told")
def note_told(session: Session, *, ids: Sequence[str]) -> None:
    """Write down that these words of the office have been read here."""
    set_fact(session, TOLD, json.dumps(sorted(_told(session) | set(ids))))


def _told(session: Session) -> set[str]:
    return set(json.loads(get_fact(session, TOLD, "[]")))
