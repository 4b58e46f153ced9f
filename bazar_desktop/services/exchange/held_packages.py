"""Packages that are held until a gap is filled: how many and how long, and letting one go.

`jobs.exchange.reading` holds them, and takes each in by itself once what it waits for has come.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.services.exchange.packages import settle_intake
from bazar_desktop.store.actions import action
from bazar_desktop.store.tables import Intake

MOST_OF_ONE = 50  # held packages of one chain
MOST_BYTES = 64 * 1024 * 1024  # of all that is held
OLD_AFTER = 30  # days, after which one is asked whether it is still waited for
LET_GO = "LET_GO"


class NotHeld(BazarError):
    """No package with this id is held."""


@dataclass(frozen=True, slots=True)
class HeldPackage:
    """A package that waits for numbers before its own: whose, since when, how many days and bytes."""

    id: str
    maker: str
    origin: str
    first: int
    last: int
    read_at: datetime
    days: int
    size: int

    @property
    def is_old(self) -> bool:
        return self.days >= OLD_AFTER


def held_packages(session: Session, at: datetime) -> list[HeldPackage]:
    """What is held here at the moment `at`, the longest first."""
    size = func.length(Intake.held).label("size")
    query = select(
        Intake.id, Intake.maker, Intake.origin, Intake.first, Intake.last, Intake.read_at, size
    ).where(Intake.held.is_not(None))
    return [
        HeldPackage(
            row.id,
            row.maker,
            row.origin,
            row.first,
            row.last,
            row.read_at,
            max((at - row.read_at).days, 0),
            row.size,
        )
        for row in session.execute(query.order_by(Intake.read_at, Intake.first))
    ]


def has_room(session: Session, origin: str, size: int) -> bool:
    """Whether one more package of `origin` with so many bytes may be held."""
    held = Intake.held.is_not(None)
    of_one = select(func.count()).where(held, Intake.origin == origin)
    total = select(func.coalesce(func.sum(func.length(Intake.held)), 0)).where(held)
    count = session.execute(of_one).scalar_one()
    return count < MOST_OF_ONE and session.execute(total).scalar_one() + size <= MOST_BYTES


@action("packages.let_go")
def let_go(session: Session, *, intake_id: str) -> None:
    """Hold a package no longer: if it is wanted after all, it must be brought again. Raises NotHeld."""
    query = select(Intake.id).where(Intake.id == intake_id, Intake.held.is_not(None))
    if session.execute(query).first() is None:
        raise NotHeld()
    settle_intake(session, intake_id, answer=LET_GO, scopes=())
