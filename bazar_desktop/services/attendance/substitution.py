"""How a stand gets another holder: both stay on the day's list, with minute and reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import ABSENT, EXCUSED, PRESENT
from bazar_desktop.domain.errors import BazarError, ReasonMissing
from bazar_desktop.domain.placement.hard_rules import (
    OPEN_FIRE,
    POWER,
    VENDOR_ZONE,
    WATER,
)
from bazar_desktop.services.attendance.cards import card_of
from bazar_desktop.services.attendance.check_in import UnknownAttendance, arrive, mark
from bazar_desktop.services.attendance.reserve import booths_held, lacking, party_of
from bazar_desktop.services.bazaars.participants import (
    CANCELLED,
    CONFIRMED,
    REJECTED,
    SUBSTITUTE,
    UnknownParticipant,
    list_participants,
    participation,
    party_words,
)
from bazar_desktop.services.day.seal_guard import require_open
from bazar_desktop.services.day.stands import booths_of
from bazar_desktop.store.actions import action
from bazar_desktop.store.rows import enter, find
from bazar_desktop.store.tables import Allocation, Attendance, Booth, Participation, Substitution

LEFT_STATUSES = (ABSENT, EXCUSED)


class NoStandToHandOver(BazarError):
    """The party that leaves holds no booth then. Facts: business."""


class HoldsAStand(BazarError):
    """The party that should take over has a booth already. Facts: business, booth."""


class LeftIsPresent(BazarError):
    """The party that should leave is here: its stand goes to another only in a later session. Facts: business."""


class CannotJoin(BazarError):
    """A cancelled or rejected party takes no stand. Facts: business, status."""


class BoothDoesNotFit(BazarError):
    """The booth lacks what the party needs; the subclasses say what. Facts: business, booth."""


class BoothHasNoPower(BoothDoesNotFit):
    """The party needs electricity."""


class BoothHasNoWater(BoothDoesNotFit):
    """The party needs water."""


class BoothForbidsFire(BoothDoesNotFit):
    """The party cooks on open fire."""


class BoothForPartners(BoothDoesNotFit):
    """The booth stands in the zone of the mitra."""


@dataclass(frozen=True, slots=True)
class Substituted:
    """Who took whose stand, when and why."""

    booth: str
    left: str
    joined: str
    joined_id: str
    card: str
    at: datetime
    reason: str


@action("substitution.substitute")
def substitute(
    session: Session,
    *,
    bazaar_id: str,
    day: date,
    left_id: str,
    joined_id: str,
    reason: str,
    at: datetime,
    left_status: str = ABSENT,
    session_no: int = 1,
    anyway: bool = False,
) -> Substituted:
    """Let `joined_id` take over what `left_id` holds in this session, from `at` on; both stay on the day's list.

    Who leaves is marked `left_status` (izin or alpa) unless marked already; who joins is confirmed and present. In
    a later session the one who leaves keeps their attendance and goes home. `anyway` takes a booth that does not fit.
    Raises DayIsClosed, NotADayOfThisBazaar, ReasonMissing, UnknownAttendance, UnknownParticipant, NoStandToHandOver,
    LeftIsPresent, CannotJoin, HoldsAStand, BoothDoesNotFit.
    """
    on = require_open(session, bazaar_id, day)
    if not reason.strip():
        raise ReasonMissing()
    if left_status not in LEFT_STATUSES:
        raise UnknownAttendance(status=left_status)
    left, joined = (_party(session, bazaar_id, id_) for id_ in (left_id, joined_id))
    booths = _require_handover(session, left, joined, day, session_no)
    if not anyway:
        _require_fit(session, joined, booths)
    _let_go(session, left, day, at, left_status, reason, session_no)
    if joined.status != CONFIRMED:
        joined.status, joined.source = CONFIRMED, SUBSTITUTE
    for booth in booths:
        _hand_over(session, booth, left, joined, day, at, reason.strip(), session_no)
    session.flush()
    arrival = arrive(session, joined, on, at, session_no)
    return Substituted(
        booth=arrival.booth,
        left=party_words(session, left).business,
        joined=arrival.business,
        joined_id=joined.id,
        card=card_of(session, joined),
        at=at,
        reason=reason.strip(),
    )


def _require_handover(
    session: Session, left: Participation, joined: Participation, day: date, number: int
) -> list[Booth]:
    """The booths that change hands, where they may."""
    words = party_words(session, joined)
    booths = booths_held(session, left.id, day, number)
    if not booths:
        raise NoStandToHandOver(business=party_words(session, left).business)
    known = find(session, Attendance, left.id, day, number)
    if number == 1 and known is not None and known.status == PRESENT:
        raise LeftIsPresent(business=party_words(session, left).business)
    if joined.status in {CANCELLED, REJECTED}:
        raise CannotJoin(business=words.business, status=joined.status)
    held = booths_of(session, joined.id, day, number)
    if held:
        raise HoldsAStand(business=words.business, booth=held)
    return booths


def _require_fit(session: Session, joined: Participation, booths: list[Booth]) -> None:
    participant = next(item for item in list_participants(session, joined.bazaar_id) if item.id == joined.id)
    lacks = lacking(party_of(participant), booths)
    if lacks:
        booth = ", ".join(item.label or "" for item in booths)
        raise _REFUSALS.get(lacks[0], BoothDoesNotFit)(business=participant.business, booth=booth)


_REFUSALS: dict[str, type[BoothDoesNotFit]] = {
    POWER: BoothHasNoPower,
    WATER: BoothHasNoWater,
    OPEN_FIRE: BoothForbidsFire,
    VENDOR_ZONE: BoothForPartners,
}


def _let_go(
    session: Session, left: Participation, day: date, at: datetime, status: str, reason: str, number: int
) -> None:
    if number > 1:
        for known in _present_rows(session, left, day):
            known.left_at = known.left_at or at
        return
    known_now = find(session, Attendance, left.id, day, number)
    if known_now is None or known_now.status not in {EXCUSED, ABSENT}:
        facts = {"bazaar_id": left.bazaar_id, "day": day, "session_no": number}
        mark(session, participation_id=left.id, status=status, reason=reason, **facts)  # type: ignore[arg-type]


def _present_rows(session: Session, left: Participation, day: date) -> list[Attendance]:
    query = select(Attendance).where(
        Attendance.participation_id == left.id,
        Attendance.day == day,
        Attendance.status == PRESENT,
        Attendance.withdrawn.is_(False),
    )
    return list(session.execute(query).scalars())


def _hand_over(
    session: Session,
    booth: Booth,
    left: Participation,
    joined: Participation,
    day: date,
    at: datetime,
    reason: str,
    number: int,
) -> None:
    facts = {"bazaar_id": left.bazaar_id, "day": day, "session": number, "booth_id": booth.id}
    enter(session, Allocation, booth.id, day, number, **facts, holder=joined.id)
    who = {"left_id": left.id, "joined_id": joined.id}
    enter(session, Substitution, **facts, **who, reason=reason, done_at=at)


def _party(session: Session, bazaar_id: str, participation_id: str) -> Participation:
    row = participation(session, participation_id)
    if row.bazaar_id != bazaar_id:
        raise UnknownParticipant()
    return row
