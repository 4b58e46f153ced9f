"""Who takes part: the officer's decisions over turns, and the draws."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped

from bazar_desktop.domain.journal.merging import LATEST
from bazar_desktop.domain.turns.draw import MODES
from bazar_desktop.domain.turns.ranking import OVERRIDES
from bazar_desktop.domain.values.documents import DRAWN
from bazar_desktop.domain.values.kinds import (
    PARAGRAPH,
    MomentText,
    OneOf,
    Reference,
    Whole,
    Words,
    hexadecimal,
)
from bazar_desktop.domain.values.shapes import JsonOf
from bazar_desktop.store.tables.base import Fact, fact


class TurnOverride(Fact):
    """The officer's decision over one turn. Natural key: participation.

    `kind`: in, out, or place with the `place` wanted; never without a `reason`. Of two officers' the later stands
    whole; the other stays in the history.
    """

    __tablename__ = "turn_override"
    bazaar_id: Mapped[str] = fact(Reference(entity="bazaar"), index=True)
    participation_id: Mapped[str] = fact(Reference(entity="participation"))
    kind: Mapped[str] = fact(OneOf(OVERRIDES), merge=LATEST)
    place: Mapped[int | None] = fact(Whole(1, 1_000_000), merge=LATEST)
    reason: Mapped[str] = fact(Words(PARAGRAPH), merge=LATEST)
    decided_by: Mapped[str] = fact(Reference(entity="officer"), merge=LATEST)
    decided_at: Mapped[datetime] = fact(MomentText(), merge=LATEST)


class Draw(Fact):
    """An undian as it was drawn, never changed afterwards. Several of one bazaar stand in the order of their time.

    `entries` is JSON of `domain.turns.draw.DrawEntry` in the drawn order, without names; `digest` names that list.
    `reason`: why it was drawn again.
    """

    __tablename__ = "draw"
    bazaar_id: Mapped[str] = fact(Reference(entity="bazaar"), index=True)
    seed: Mapped[str] = fact(Words(60))
    mode: Mapped[str] = fact(OneOf(MODES))
    places: Mapped[int] = fact(Whole(0, 1_000_000))
    drawn_at: Mapped[datetime] = fact(MomentText())
    drawn_by: Mapped[str] = fact(Reference(entity="officer"))
    digest: Mapped[str] = fact(hexadecimal(64))
    entries: Mapped[str] = fact(JsonOf(DRAWN))
    reason: Mapped[str | None] = fact(Words(PARAGRAPH))
