"""Who takes part: the officer's decisions over turns, and the draws."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped

from bazar_desktop.domain.journal.merging import LATEST
from bazar_desktop.store.tables.base import Fact, fact


class TurnOverride(Fact):
    """The officer's decision over one turn. Natural key: participation.

    `kind`: in, out, or place with the `place` wanted; never without a `reason`. Of two officers' the later stands
    whole; the other stays in the history.
    """

    __tablename__ = "turn_override"
    bazaar_id: Mapped[str] = fact(index=True)
    participation_id: Mapped[str] = fact()
    kind: Mapped[str] = fact(LATEST)
    place: Mapped[int | None] = fact(LATEST)
    reason: Mapped[str] = fact(LATEST)
    decided_by: Mapped[str] = fact(LATEST)
    decided_at: Mapped[datetime] = fact(LATEST)


class Draw(Fact):
    """An undian as it was drawn, never changed afterwards. Several of one bazaar stand in the order of their time.

    `entries` is JSON of `domain.turns.draw.DrawEntry` in the drawn order, without names; `digest` names that list.
    `reason`: why it was drawn again.
    """

    __tablename__ = "draw"
    bazaar_id: Mapped[str] = fact(index=True)
    seed: Mapped[str] = fact()
    mode: Mapped[str] = fact()
    places: Mapped[int] = fact()
    drawn_at: Mapped[datetime] = fact()
    drawn_by: Mapped[str] = fact()
    digest: Mapped[str] = fact()
    entries: Mapped[str] = fact()
    reason: Mapped[str | None] = fact()
