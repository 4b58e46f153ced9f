"""Turns: who takes part in a bazaar, the officer's word over it, and settling it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import VENDOR
from bazar_desktop.domain.errors import BazarError, ReasonMissing
from bazar_desktop.domain.turns import choosing
from bazar_desktop.domain.turns.choosing import Proposal, Standing, propose, undrawn
from bazar_desktop.domain.turns.draw import DrawRecord, Lot
from bazar_desktop.domain.turns.ranking import OVERRIDES, PLACE
from bazar_desktop.domain.turns.rules import TurnRules
from bazar_desktop.domain.turns.seats import Unmet
from bazar_desktop.services.bazaars.bazaars import BazaarFacts, bazaar_of
from bazar_desktop.services.bazaars.days import BazaarNeedsDays
from bazar_desktop.services.bazaars.participants import (
    CANCELLED,
    CONFIRMED,
    REJECTED,
    RESERVE,
    UnknownParticipant,
    participation,
    party_words,
)
from bazar_desktop.services.turns.draw_records import lot_of, records_of
from bazar_desktop.services.turns.facts import Named, read_applicants
from bazar_desktop.services.turns.free_places import free_booths
from bazar_desktop.services.turns.rules import rules_of
from bazar_desktop.store.actions import action
from bazar_desktop.store.journal import act_of
from bazar_desktop.store.rows import MovedOn, enter, find, withdraw
from bazar_desktop.store.tables import Participation, TurnOverride

STATUS_OF = {choosing.CHOSEN: CONFIRMED, choosing.RESERVE: RESERVE, choosing.REJECTED: REJECTED}


class NobodyApplied(BazarError):
    """Nobody waits for a place in this bazaar."""


class EqualsNotDrawn(BazarError):
    """Equals stand at the edge of the places and were not drawn. Facts: count."""


class AlreadyConfirmed(BazarError):
    """Who has a place already has no turn to move. Facts: business."""


class UnknownOverride(BazarError):
    """A decision is in, out or a place from 1 on. Facts: kind."""


class NoOverride(BazarError):
    """There is no decision to take back. Facts: business."""


@dataclass(frozen=True, slots=True)
class TurnLine:
    """One applicant's standing with their names. `status` is what the participation says now."""

    standing: Standing
    name: str
    business: str
    status: str

    @property
    def id(self) -> str:
        return self.standing.applicant.id


@dataclass(frozen=True, slots=True)
class TurnList:
    """The order of a bazaar as it stands now, nothing settled by it.

    `places` stands are for vendors, `to_give` of them not confirmed yet, `taken` of these proposed. `own_rules`: the
    bazaar has rules of its own. `draw` is the one that holds; `undrawn`: equals at the edge that were in no draw.
    `mark` changes with every outcome.
    """

    bazaar: BazaarFacts
    rules: TurnRules
    own_rules: bool
    lines: tuple[TurnLine, ...]
    places: int
    to_give: int
    taken: int
    unmet: tuple[Unmet, ...]
    draw: DrawRecord | None
    undrawn: int
    mark: str

    def of(self, outcome: str) -> tuple[TurnLine, ...]:
        """Give the lines of one outcome in their order."""
        return tuple(line for line in self.lines if line.standing.outcome == outcome)

    @property
    def waiting(self) -> int:
        """How many do not have their place yet: those that settling is about."""
        return sum(line.status != CONFIRMED for line in self.lines)


@dataclass(frozen=True, slots=True)
class Settled:
    """What settling wrote."""

    confirmed: int
    reserves: int
    rejected: int


def turn_list(session: Session, *, bazaar_id: str) -> TurnList:
    """Work out the order as it stands. Raises UnknownBazaar, BazaarNeedsDays, PlacesUnknown."""
    bazaar = bazaar_of(session, bazaar_id)
    if not bazaar.days:
        raise BazaarNeedsDays()
    rules, own = rules_of(session, bazaar_id)
    people = read_applicants(session, bazaar)
    records = records_of(session, bazaar_id)
    lot = lot_of(records)
    places, proposal = _proposal(session, bazaar, rules, people, lot)
    names = {person.applicant.id: person for person in people}
    lines = tuple(_line(standing, names[standing.applicant.id]) for standing in proposal.standings)
    return TurnList(
        bazaar=bazaar,
        rules=rules,
        own_rules=own,
        lines=lines,
        places=places,
        to_give=proposal.places,
        taken=proposal.taken,
        unmet=proposal.unmet,
        draw=records[-1] if records else None,
        undrawn=undrawn(proposal, lot),
        mark=_mark(proposal),
    )


def proposal_without_draw(session: Session, *, bazaar_id: str, lot: Lot | None = None) -> Proposal:
    """Work out the order as it would be before any draw, or with `lot`. Raises as `turn_list`."""
    bazaar = bazaar_of(session, bazaar_id)
    if not bazaar.days:
        raise BazaarNeedsDays()
    rules, _own = rules_of(session, bazaar_id)
    return _proposal(session, bazaar, rules, read_applicants(session, bazaar), lot)[1]


def _proposal(
    session: Session, bazaar: BazaarFacts, rules: TurnRules, people: list[Named], lot: Lot | None
) -> tuple[int, Proposal]:
    applicants = [person.applicant for person in people]
    places = rules.places if rules.places is not None else free_booths(session, bazaar)
    given = sum(applicant.stands for applicant in applicants if applicant.fixed)
    return places, propose(applicants, rules, max(0, places - given), lot)


def _line(standing: Standing, named: Named) -> TurnLine:
    return TurnLine(standing, named.name, named.business, named.status)


def _mark(proposal: Proposal) -> str:
    said = [
        (standing.applicant.id, standing.outcome, standing.reserve_order) for standing in proposal.standings
    ]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


@action("turns.override")
def override_turn(
    session: Session, *, bazaar_id: str, participation_id: str, kind: str, reason: str, place: int = 0
) -> None:
    """Let the officer's word stand over the order: `kind` in, out, or place with the turn wanted (from 1).

    Raises UnknownOverride, ReasonMissing, UnknownParticipant, AlreadyConfirmed.
    """
    if kind not in OVERRIDES or (kind == PLACE and place < 1):
        raise UnknownOverride(kind=kind)
    if not reason.strip():
        raise ReasonMissing()
    row = _applicant(session, bazaar_id, participation_id)
    if row.status == CONFIRMED:
        raise AlreadyConfirmed(business=party_words(session, row).business)
    act = act_of(session)
    enter(
        session,
        TurnOverride,
        row.id,
        bazaar_id=bazaar_id,
        participation_id=row.id,
        kind=kind,
        place=place if kind == PLACE else None,
        reason=reason.strip(),
        decided_by=act.officer,
        decided_at=act.at,
    )
    session.flush()


@action("turns.clear_override")
def clear_override(session: Session, *, bazaar_id: str, participation_id: str) -> None:
    """Let the order decide again. Raises UnknownParticipant, NoOverride."""
    row = _applicant(session, bazaar_id, participation_id)
    known = find(session, TurnOverride, row.id)
    if known is None:
        raise NoOverride(business=party_words(session, row).business)
    withdraw(session, known)
    session.flush()


def _applicant(session: Session, bazaar_id: str, participation_id: str) -> Participation:
    row = participation(session, participation_id)
    if row.bazaar_id != bazaar_id or row.party != VENDOR or row.status == CANCELLED:
        raise UnknownParticipant()
    return row


@action("turns.settle")
def settle(
    session: Session, *, bazaar_id: str, seen: str | None = None, without_draw: bool = False
) -> Settled:
    """Write the order: the chosen are confirmed, the others reserve in their order or rejected. One action.

    `seen` is the `mark` of the list that the officer looked at. Raises NobodyApplied, EqualsNotDrawn (unless
    `without_draw`), MovedOn, and as `turn_list`.
    """
    found = turn_list(session, bazaar_id=bazaar_id)
    if seen is not None and seen != found.mark:
        raise MovedOn()
    if not found.waiting:
        raise NobodyApplied()
    if found.undrawn and not without_draw:
        raise EqualsNotDrawn(count=found.undrawn)
    rows = {
        row.id: row
        for row in session.execute(
            select(Participation).where(Participation.bazaar_id == bazaar_id)
        ).scalars()
    }
    for line in found.lines:
        status = STATUS_OF.get(line.standing.outcome)
        row = rows[line.id]
        if status is not None and (row.status, row.reserve_order) != (status, _order(line)):
            row.status, row.reserve_order = status, _order(line)
    session.flush()
    return Settled(*(len(found.of(outcome)) for outcome in STATUS_OF))


def _order(line: TurnLine) -> int | None:
    return line.standing.reserve_order or None
