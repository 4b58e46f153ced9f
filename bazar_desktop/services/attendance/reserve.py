"""The reserve: who is next, and whom the booth's rules fit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.layout import model as layout
from bazar_desktop.domain.layout.model import MITRA
from bazar_desktop.domain.placement.hard_rules import broken_rules, needs
from bazar_desktop.domain.placement.request import Party
from bazar_desktop.services.attendance.roll_call import roll_call
from bazar_desktop.services.bazaars.participants import ParticipantFacts
from bazar_desktop.services.day.stands import allocations_of, booths_of
from bazar_desktop.store.rows import find
from bazar_desktop.store.tables import Allocation, Booth


class NoReserveFits(BazarError):
    """Nobody on the reserve list fits the booth. Facts: booth, waiting."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of the reserve for one stand; `lacks` says what the booth has not got for them, empty where it fits."""

    participation_id: str
    business: str
    name: str
    product: str
    category: str
    turn: int
    lacks: tuple[str, ...]
    needs: tuple[str, ...]

    @property
    def fits(self) -> bool:
        return not self.lacks


def reserve(
    session: Session, bazaar_id: str, day: date, left_id: str, session_no: int = 1
) -> tuple[Candidate, ...]:
    """The reserve in its order, each with whether the stand of `left_id` fits. Raises NotADayOfThisBazaar.

    Where the stand is several booths, each must fit.
    """
    booths = booths_held(session, left_id, day, session_no)
    waiting = roll_call(session, bazaar_id, day).reserve
    return tuple(_candidate(turn, participant, booths) for turn, participant in enumerate(waiting, 1))


def next_of_reserve(
    session: Session, bazaar_id: str, day: date, left_id: str, session_no: int = 1
) -> Candidate:
    """The first of the reserve who fits. Raises NoReserveFits."""
    candidates = reserve(session, bazaar_id, day, left_id, session_no)
    for candidate in candidates:
        if candidate.fits:
            return candidate
    booth = booths_of(session, left_id, day, session_no) or "–"
    raise NoReserveFits(booth=booth, waiting=len(candidates))


def booths_held(session: Session, participation_id: str, day: date, number: int) -> list[Booth]:
    """What the party holds in this session; in a later session also what it still holds from the one before.

    A booth that went to another in this session already is theirs, and not handed over a second time.
    """
    held = allocations_of(session, participation_id, day)
    ids = {row.booth_id for row in held if row.session == number}
    if not ids and number > 1:
        before = {row.booth_id for row in held if row.session == number - 1}
        ids = {item for item in before if not _taken(session, item, day, number)}
    booths = [session.get(Booth, id_) for id_ in sorted(ids)]
    return [booth for booth in booths if booth is not None]


def _taken(session: Session, booth_id: str, day: date, number: int) -> bool:
    known = find(session, Allocation, booth_id, day, number)
    return known is not None and known.holder is not None


def _candidate(turn: int, participant: ParticipantFacts, booths: list[Booth]) -> Candidate:
    party = party_of(participant)
    return Candidate(
        participation_id=participant.id,
        business=participant.business,
        name=participant.name,
        product=participant.product,
        category=participant.category,
        turn=turn,
        lacks=lacking(party, booths),
        needs=needs(party, has_zone=False),
    )


def party_of(participant: ParticipantFacts) -> Party:
    """What the placement's hard rules ask of one of the reserve; a pin to another booth is no hindrance here."""
    return Party(
        participant.id,
        participant.business,
        participant.party,
        needs_power=participant.needs_power,
        needs_water=participant.needs_water,
        open_fire=participant.open_fire,
    )


def lacking(party: Party, booths: list[Booth]) -> tuple[str, ...]:
    """The hard rules that the party would break in any of `booths`."""
    stands = [_stand(booth) for booth in booths]
    has_zone = any(stand.zone == MITRA for stand in stands)
    broken = [code for stand in stands for code in broken_rules(party, stand, has_zone)]
    return tuple(dict.fromkeys(broken))


def _stand(booth: Booth) -> layout.Booth:
    return layout.Booth(
        booth.id,
        booth.label or "",
        0,
        0,
        power=bool(booth.power),
        water=bool(booth.water),
        open_fire=booth.open_fire is not False,
        zone=booth.zone or "",
        blocked=bool(booth.blocked),
    )
