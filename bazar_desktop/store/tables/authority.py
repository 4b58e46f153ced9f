"""The office's word over what its laptops brought beyond their authority: facts that travel."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped

from bazar_desktop.domain.journal.merging import LATEST
from bazar_desktop.store.tables.base import Fact, fact


class Verdict(Fact):
    """A supervisor's answer to what a chain proposed in its numbers `first` to `last`. Natural key: these three.

    Where the numbers of several verdicts overlap, the latest stands.
    """

    __tablename__ = "verdict"
    origin: Mapped[str] = fact(index=True)
    first: Mapped[int] = fact()
    last: Mapped[int] = fact()
    accepted: Mapped[bool] = fact(LATEST)
    reason: Mapped[str | None] = fact(LATEST)
    decided_at: Mapped[datetime] = fact(LATEST)
    decided_by: Mapped[str] = fact(LATEST)


class TakeBack(Fact):
    """All that a chain says from number `first` on (up to `last`, None: whatever comes) does not count.

    Natural key: origin, first. Withdrawn, it counts again.
    """

    __tablename__ = "take_back"
    origin: Mapped[str] = fact(index=True)
    first: Mapped[int] = fact()
    last: Mapped[int | None] = fact(LATEST)
    reason: Mapped[str | None] = fact(LATEST)
    taken_at: Mapped[datetime] = fact(LATEST)
    taken_by: Mapped[str] = fact(LATEST)
