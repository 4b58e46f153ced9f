"""The office's no to what this laptop proposed: its maker is told once, with the reason."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from sqlalchemy import select
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
    origins = own_origins(session)
    query = select(Verdict).where(Verdict.origin.in_(origins), Verdict.withdrawn.is_(False))
    words = sorted(session.execute(query).scalars(), key=lambda word: word.order, reverse=True)
    rejected = select(AsideChange.origin, AsideChange.seq).where(
        AsideChange.origin.in_(origins), AsideChange.standing == str(ChangeStanding.REJECTED)
    )
    counts: Counter[str] = Counter()
    for origin, seq in session.execute(rejected):
        stands = (word for word in words if word.origin == origin and word.first <= seq <= word.last)
        counts.update(word.id for word in islice(stands, 1) if not word.accepted)
    found = [
        Rejection(word.id, counts[word.id], word.reason or "", word.decided_at)
        for word in sorted(words, key=lambda word: (word.decided_at, word.id))
        if counts[word.id]
    ]
    told = _told(session) if found else set()
    return [item for item in found if item.id not in told]


@action("proposals.note_told")
def note_told(session: Session, *, ids: Sequence[str]) -> None:
    """Write down that these words of the office have been read here."""
    set_fact(session, TOLD, json.dumps(sorted(_told(session) | set(ids))))


def _told(session: Session) -> set[str]:
    return set(json.loads(get_fact(session, TOLD, "[]")))
