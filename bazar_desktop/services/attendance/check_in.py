"""Who came: checked in by card or by hand, marked izin or alpa, gone home; and the tries that were refused."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.calendar import format_time, is_late
from bazar_desktop.domain.day.model import ABSENT, EXCUSED, EXPECTED, PRESENT
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.identifiers import safe_excerpt
from bazar_desktop.services.attendance.cards import holder_of
from bazar_desktop.services.attendance.roll_call import cut_off_of, expected_rows
from bazar_desktop.services.bazaars.participants import (
    CONFIRMED,
    INVITED,
    RESERVE,
    UnknownParticipant,
    participation,
    party_words,
)
from bazar_desktop.services.day.seal_guard import require_open
from bazar_desktop.services.day.sheet import standing_seal
from bazar_desktop.services.day.stands import booths_of, session_held
from bazar_desktop.services.journal.history import field_history
from bazar_desktop.store.actions import action, same_action
from bazar_desktop.store.rows import enter, find
from bazar_desktop.store.tables import Attendance, Participation, RefusedScan, Substitution, row_of

MARKS = (EXPECTED, EXCUSED, ABSENT)


class NotInThisBazaar(BazarError):
    """The party is an applicant, cancelled or rejected here. Facts: business, status."""


class StillReserve(BazarError):
    """The party is on the reserve list: it takes a stand by substitution. Facts: business."""


class AlreadyPresent(BazarError):
    """Checked in before. Facts: business, booth, at, officer."""


class StandHandedOver(BazarError):
    """Another took the stand while this party was away. Facts: business, taken_by, at."""


class NotPresent(BazarError):
    """Who has not come cannot go home. Facts: business."""


class AlreadyLeft(BazarError):
    """Gone home before. Facts: business, at."""


class UnknownAttendance(BazarError):
    """A mark that attendance does not have. Facts: status."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Who came, when, and to which booth ("" without one). `back`: had gone home and returned."""

    participation_id: str
    booth: str
    business: str
    name: str
    arrived_at: datetime
    late: bool
    session: int = 1
    back: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """What was marked for whom; `at` is when they went home."""

    participation_id: str
    booth: str
    business: str
    name: str
    status: str
    at: datetime | None = None


@action("attendance.check_in")
def check_in(
    session: Session, *, bazaar_id: str, day: date, code: str, at: datetime, session_no: int | None = None
) -> Arrival:
    """The holder of a card has come. `session_no`: the one they hold a booth in, unless named.

    Raises NotACard, CardDamaged, CardOfAnotherBazaar, UnknownCard, CardSuperseded and what
    `check_in_participation` raises.
    """
    require_open(session, bazaar_id, day)
    row = holder_of(session, bazaar_id, code)
    return _arrive(session, row, day, at, session_no)


@same_action(check_in)
def check_in_participation(
    session: Session,
    *,
    bazaar_id: str,
    day: date,
    participation_id: str,
    at: datetime,
    session_no: int | None = None,
) -> Arrival:
    """A party has come, found by name, business, booth or phone.

    Raises NotADayOfThisBazaar, DayIsClosed, UnknownParticipant, NotInThisBazaar, StillReserve, AlreadyPresent,
    StandHandedOver.
    """
    require_open(session, bazaar_id, day)
    return _arrive(session, _party(session, bazaar_id, participation_id), day, at, session_no)


@action("attendance.present_all_except")
def present_all_except(
    session: Session, *, bazaar_id: str, day: date, absent: Collection[str], at: datetime
) -> tuple[Arrival, ...]:
    """Everybody who is still expected has come, but the participations in `absent`, which stay expected.

    Raises NotADayOfThisBazaar, DayIsClosed.
    """
    require_open(session, bazaar_id, day)
    waiting = [row for row in expected_rows(session, bazaar_id, day) if row.participation_id not in absent]
    return tuple(
        _arrive(session, participation(session, row.participation_id), day, at, row.session)
        for row in waiting
    )


@action("attendance.mark")
def mark(
    session: Session,
    *,
    bazaar_id: str,
    day: date,
    participation_id: str,
    status: str,
    reason: str = "",
    session_no: int | None = None,
) -> Mark:
    """Izin, alpa, or expected again; also over a present that was a mistake.

    Raises UnknownAttendance, NotADayOfThisBazaar, DayIsClosed, UnknownParticipant.
    """
    if status not in MARKS:
        raise UnknownAttendance(status=safe_excerpt(status))
    require_open(session, bazaar_id, day)
    row = _party(session, bazaar_id, participation_id)
    number = session_no or session_held(session, row, day)
    values = {"status": status, "arrived_at": None, "left_at": None, "reason": reason.strip() or None}
    _write(session, row, day, number, **values)
    return _marked(session, row, day, number, status)


@action("attendance.leave")
def leave(
    session: Session,
    *,
    bazaar_id: str,
    day: date,
    participation_id: str,
    at: datetime,
    session_no: int | None = None,
) -> Mark:
    """A party that was present has gone home (pulang).

    Raises NotADayOfThisBazaar, DayIsClosed, UnknownParticipant, NotPresent, AlreadyLeft.
    """
    require_open(session, bazaar_id, day)
    row = _party(session, bazaar_id, participation_id)
    number = session_no or session_held(session, row, day)
    business = party_words(session, row).business
    known = find(session, Attendance, row.id, day, number)
    if known is None or known.status != PRESENT:
        raise NotPresent(business=business)
    if known.left_at is not None:
        raise AlreadyLeft(business=business, at=format_time(known.left_at))
    known.left_at = at
    return _marked(session, row, day, number, PRESENT, at)


@action("attendance.keep_refusal")
def keep_refusal(session: Session, *, bazaar_id: str, day: date, code: str, rule: str, at: datetime) -> None:
    """Keep a try that was refused: `rule` is the refusal's code. Of `code` only what looks like a card is kept.

    Nothing is kept on a sealed day: it would no longer be as it was sealed.
    """
    if standing_seal(session, bazaar_id, day) is not None:
        return
    shown = safe_excerpt(code.strip().upper())
    values = {"code": shown if shown.startswith("BZ") else "", "rule": rule, "tried_at": at}
    enter(session, RefusedScan, bazaar_id=bazaar_id, day=day, **values)


def arrive(session: Session, row: Participation, day: date, at: datetime, number: int) -> Arrival:
    """Write that `row` is present since `at`, whatever was marked before."""
    _write(session, row, day, number, status=PRESENT, arrived_at=at, left_at=None, reason=None)
    words = party_words(session, row)
    late = is_late(at, cut_off_of(session, row.bazaar_id, day))
    booth = booths_of(session, row.id, day, number)
    return Arrival(row.id, booth, words.business, words.name, at, late, number)


def _arrive(session: Session, row: Participation, day: date, at: datetime, number: int | None) -> Arrival:
    number = number or session_held(session, row, day)
    words = party_words(session, row)
    known = find(session, Attendance, row.id, day, number)
    if known is not None and known.status == PRESENT:
        return _return(session, row, known)
    booth = booths_of(session, row.id, day, number)
    if row.status == RESERVE and not booth:
        raise StillReserve(business=words.business)
    if row.status not in {CONFIRMED, INVITED, RESERVE}:
        raise NotInThisBazaar(business=words.business, status=row.status or "")
    if not booth:
        _refuse_where_replaced(session, row, day, words.business)
    if row.status != CONFIRMED:
        row.status = CONFIRMED  # who was invited, or given a booth on the plan, and comes has accepted
    return arrive(session, row, day, at, number)


def _return(session: Session, row: Participation, known: Attendance) -> Arrival:
    """Back after going home; AlreadyPresent for who has not left."""
    words = party_words(session, row)
    booth = booths_of(session, row.id, known.day, known.session)
    since = known.arrived_at
    if known.left_at is None or since is None:
        raise AlreadyPresent(
            business=words.business,
            booth=booth or "–",
            at=format_time(since) if since else "–",
            officer=_recorded_by(session, known.id) or "–",
        )
    known.left_at = None
    late = is_late(since, cut_off_of(session, row.bazaar_id, known.day))
    return Arrival(row.id, booth, words.business, words.name, since, late, known.session, back=True)


def _refuse_where_replaced(session: Session, row: Participation, day: date, business: str) -> None:
    query = select(Substitution).where(
        Substitution.bazaar_id == row.bazaar_id,
        Substitution.day == day,
        Substitution.left_id == row.id,
        Substitution.withdrawn.is_(False),
    )
    substitution = session.execute(query.order_by(Substitution.done_at.desc())).scalars().first()
    if substitution is not None:
        joined = row_of(session, Participation, substitution.joined_id)
        taken_by = party_words(session, joined).business if joined else "–"
        at = format_time(substitution.done_at) if substitution.done_at else "–"
        raise StandHandedOver(business=business, taken_by=taken_by, at=at)


def _recorded_by(session: Session, row_id: str) -> str:
    """Who wrote the status that stands."""
    entries = field_history(session, "attendance", row_id, "status")
    return next((entry.officer for entry in entries if entry.stands), "")


def _write(session: Session, row: Participation, day: date, number: int, **values: object) -> None:
    facts = {"bazaar_id": row.bazaar_id, "participation_id": row.id, "day": day, "session": number}
    enter(session, Attendance, row.id, day, number, **facts, **values)


def _party(session: Session, bazaar_id: str, participation_id: str) -> Participation:
    row = participation(session, participation_id)
    if row.bazaar_id != bazaar_id:
        raise UnknownParticipant()
    return row


def _marked(
    session: Session, row: Participation, day: date, number: int, status: str, at: datetime | None = None
) -> Mark:
    words = party_words(session, row)
    return Mark(row.id, booths_of(session, row.id, day, number), words.business, words.name, status, at)
