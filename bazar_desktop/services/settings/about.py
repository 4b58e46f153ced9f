"""What the store knows of itself, for the page that says it and for whoever helps by phone."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bazar_desktop.store.migration import HEAD
from bazar_desktop.store.own_facts import chain_end, get_fact
from bazar_desktop.store.tables import ChangeRow


@dataclass(frozen=True, slots=True)
class About:
    """`seq` and `hash` are the end of this store's own chain; `changes` counts those of all origins."""

    name: str
    kind: str
    letter: str
    origin: str
    seq: int
    hash: str
    changes: int
    schema: str
    created_at: str


def about(session: Session) -> About:
    """Tell what this store is, now."""
    origin = get_fact(session, "origin")
    seq, hash_ = chain_end(session, origin)
    return About(
        name=get_fact(session, "name"),
        kind=get_fact(session, "kind"),
        letter=get_fact(session, "letter"),
        origin=origin,
        seq=seq,
        hash=hash_,
        changes=session.execute(select(func.count()).select_from(ChangeRow)).scalar_one(),
        schema=HEAD,
        created_at=get_fact(session, "created_at"),
    )
