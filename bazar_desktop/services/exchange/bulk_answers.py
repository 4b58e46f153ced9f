"""A supervisor's one word over several usul at once: corrected phones and names come by the dozen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import ReasonMissing
from bazar_desktop.services.exchange.proposals import (
    Decided,
    LaptopProposal,
    NothingProposed,
    accept,
    decide_all,
    reject,
)
from bazar_desktop.store.actions import same_action


@same_action(accept)
def accept_all(
    session: Session, *, chosen: Sequence[LaptopProposal], officer: str, at: datetime
) -> tuple[Decided, ...]:
    """Let all of these count, in one act.

    Raises NotAnOffice, SupervisorOnly, NothingProposed, LastSupervisor, OwnOfficer.
    """
    return tuple(decide_all(session, _numbers(chosen), officer, at, "", accepted=True))


@same_action(reject)
def reject_all(
    session: Session, *, chosen: Sequence[LaptopProposal], officer: str, at: datetime, reason: str
) -> tuple[Decided, ...]:
    """Let none of these count, in one act and for one reason.

    Raises NotAnOffice, SupervisorOnly, ReasonMissing, NothingProposed, LastSupervisor, OwnOfficer.
    """
    if not reason.strip():
        raise ReasonMissing()
    return tuple(decide_all(session, _numbers(chosen), officer, at, reason, accepted=False))


def _numbers(chosen: Sequence[LaptopProposal]) -> list[tuple[str, int, int]]:
    if not chosen:
        raise NothingProposed()
    return [(item.origin, item.first, item.last) for item in chosen]
