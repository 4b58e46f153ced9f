"""Who takes part: the officer's decisions over turns, and the draws."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped

from bazar_desktop.store.tables.base import Fact, fact


class TurnOverride(Fact):
    """The officer's decision over one turn. Natural key: participation.

    `kind`: in, out, or place with the `place` wanted; never without a `reason`.
    """

    __tablename__ = "turn_override"
    bazaar_id: Mapped[str] = fact(index=True)
    participation_id: Mapped[str] = fact()
    kind: Mapped[str] = fact()
    place: Mapped[int | None] = fact()
    reason: Mapped[str] = fact()
    decided_by: Mapped[str] = fact()
    decided_at: Mapped[datetime] = fact()


class Draw(Fact):
    """An undian as it was drawn, never changed afterwards. Natural key: bazaar, number (from 1).

    `entries` is JSON of `domain.turns.draw.DrawEntry` in the drawn order, without names; `digest` names that list.
    `reason`: why it was drawn again.
    """

    __tablename__ = "draw"
    bazaar_id: Mapped[str] = fact(index=True)
    number: Mapped[int] = fact()
    seed: Mapped[str] = fact()
    mode: Mapped[str] = fact()
    places: Mapped[int] = fact()
    drawn_at: Mapped[datetime] = fact()
    drawn_by: Mapped[str] = fact()
    digest: Mapped[str] = fact()
    entries: Mapped[str] = fact()
    reason: Mapped[str | None] = fact()
