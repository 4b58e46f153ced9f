"""The office's word over what its laptops brought beyond their authority: facts that travel."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped

from bazar_desktop.domain.journal.merging import LATEST
from bazar_desktop.domain.values.documents import ORIGIN
from bazar_desktop.domain.values.kinds import PARAGRAPH, TRUTH, Form, MomentText, Whole, Words
from bazar_desktop.store.tables.base import Fact, fact

CHAIN, NUMBER = Form(ORIGIN, 64), Whole(1, 2**40)


class Verdict(Fact):
    """A supervisor's answer to what a chain proposed in its numbers `first` to `last`. Natural key: these three.

    Where the numbers of several verdicts overlap, that of the highest `revision` stands: each is one above those that
    its office knew, so that who has read the other's answer overrules it whatever their clocks say. Of two that did
    not know each other the later stands.
    """

    __tablename__ = "verdict"
    origin: Mapped[str] = fact(CHAIN, index=True)
    first: Mapped[int] = fact(NUMBER)
    last: Mapped[int] = fact(NUMBER)
    accepted: Mapped[bool] = fact(TRUTH, merge=LATEST)
    reason: Mapped[str | None] = fact(Words(PARAGRAPH), merge=LATEST)
    decided_at: Mapped[datetime] = fact(MomentText(), merge=LATEST)
    decided_by: Mapped[str] = fact(Words(80), merge=LATEST)
    revision: Mapped[int] = fact(NUMBER, merge=LATEST)

    @property
    def order(self) -> tuple[int, str, str]:
        """What tells which of several verdicts over one change stands: the greatest."""
        return (self.revision or 0, self.changed_at, self.id)


class TakeBack(Fact):
    """All that a chain says from number `first` on (up to `last`, None: whatever comes) does not count.

    Natural key: origin, first. Withdrawn, it counts again.
    """

    __tablename__ = "take_back"
    origin: Mapped[str] = fact(CHAIN, index=True)
    first: Mapped[int] = fact(NUMBER)
    last: Mapped[int | None] = fact(NUMBER, merge=LATEST)
    reason: Mapped[str | None] = fact(Words(PARAGRAPH), merge=LATEST)
    taken_at: Mapped[datetime] = fact(MomentText(), merge=LATEST)
    taken_by: Mapped[str] = fact(Words(80), merge=LATEST)
