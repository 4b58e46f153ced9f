"""Who came: checked in by card or by hand, marked izin or alpa, gone home; and the tries that were refused."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.calendar import format_time, is_late
from bazar_desktop.domain.day.model import ABSENT, EXCUSED, EXPECTED, PRESENT, DayLine, DayRow
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.identifiers import safe_excerpt
from bazar_desktop.services.attendance.cards import holder_of
from bazar_desktop.services.attendance.roll_call import cut_off_of
from bazar_desktop.services.bazaars.bazaars import bazaar_of
from bazar_desktop.services.bazaars.participants import (
    CONFIRMED,
    INVITED,
    RESERVE,
    NamedParticipation,
    UnknownParticipant,
    named,
    participation,
    party_words,
    words_of,
)
from bazar_desktop.services.day.seal_guard import require_open
from bazar_desktop.services.day.sheet import BazaarRead, read_bazaar, read_day, rows_of_day, standing_seal
from bazar_desktop.services.day.stands import Stands, read_stands
from bazar_desktop.services.journal.history import field_history
from bazar_desktop.store.actions import action, same_action
from bazar_desktop.store.rows import enter, enter_over, find, kept, kept_many, unless_withdrawn
from bazar_desktop.store.tables import (
    Attendance,
    BazaarDay,
    Participation,
    RefusedScan,
    Substitution,
    natural_id,
    row_of,
)

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


# What keeps one party out, and is no reason to leave out the others of a list.
GATE_REFUSALS = (NotInThisBazaar, StillReserve, StandHandedOver, AlreadyPresent)


@dataclass(frozen=True, slots=True)
class Arrival(DayLine):
    """The line of who came. `late`: after the cut-off; `back`: had gone home and returned."""

    arrived_at: datetime
    late: bool
    back: bool = False


@dataclass(frozen=True, slots=True)
class TurnedAway:
    """One of many whom the gate refuses; the act goes on without it."""

    participation_id: str
    session_no: int
    booth: str
    business: str
    error: BazarError


@dataclass(frozen=True, slots=True)
class AllPresent:
    """Who came at once, and whom the gate refused meanwhile."""

    came: tuple[Arrival, ...]
    turned_away: tuple[TurnedAway, ...] = ()


@action("attendance.check_in")
def check_in(
    session: Session, *, bazaar_id: str, day: date, code: str, at: datetime, session_no: int | None = None
) -> Arrival:
    """The holder of a card has come. `session_no`: the one they hold a booth in, unless named.

    Raises NotACard, CardDamaged, CardOfAnotherBazaar, UnknownCard, CardSuperseded and what
    `check_in_participation` raises.
    """
    on = require_open(session, bazaar_id, day)
    return _arrive(session, _at_gate(session, holder_of(session, bazaar_id, code), on), at, session_no)


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
    on = require_open(session, bazaar_id, day)
    party = _party(session, bazaar_id, participation_id)
    return _arrive(session, _at_gate(session, party, on), at, session_no)


@action("attendance.present_all_except")
def present_all_except(
    session: Session, *, bazaar_id: str, day: date, absent: Collection[str], at: datetime
) -> AllPresent:
    """Everybody who is still expected has come, but the participations in `absent`, which stay expected.

    Whom the gate refuses (cancelled, and the booth still held) stays expected too and is named in what is returned.
    Raises NotADayOfThisBazaar, DayIsClosed.
    """
    on = require_open(session, bazaar_id, day)
    read = read_bazaar(session, bazaar_of(session, bazaar_id))
    rows = rows_of_day(read, read_day(session, read, day))
    waiting = [row for row in rows if row.attendance == EXPECTED and row.participation_id not in absent]
    known = kept_many(session, Attendance, [(row.participation_id, day, row.session) for row in waiting])
    came, turned_away = [], []
    for row in waiting:
        try:
            came.append(_came_as_expected(session, read, on, row, known, at))
        except GATE_REFUSALS as error:
            turned_away.append(TurnedAway(row.participation_id, row.session, row.booth, row.business, error))
    return AllPresent(tuple(came), tuple(turned_away))


def is_let_in(status: str, booth: str) -> bool:
    """Whether who has this status may come at all; of the reserve only who was given a booth."""
    return status in {CONFIRMED, INVITED} or (status == RESERVE and bool(booth))


def _came_as_expected(
    session: Session, read: BazaarRead, on: BazaarDay, row: DayRow, known: dict[str, Attendance], at: datetime
) -> Arrival:
    who = read.participations[row.participation_id]
    party = NamedParticipation(who, words_of(session, who, read.vendors.get(who.vendor_id or "")))
    stands = Stands(tuple((row.session, label) for label in row.booths))
    attendance = known.get(natural_id(Attendance.__tablename__, who.id, on.day, row.session))
    return _arrive_over(session, _AtGate(party, on, stands), attendance, at, row.session)


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
) -> DayLine:
    """Izin, alpa, or expected again; also over a present that was a mistake.

    Raises UnknownAttendance, NotADayOfThisBazaar, DayIsClosed, UnknownParticipant.
    """
    if status not in MARKS:
        raise UnknownAttendance(status=safe_excerpt(status))
    on = require_open(session, bazaar_id, day)
    who = _at_gate(session, _party(session, bazaar_id, participation_id), on)
    number = session_no or who.stands.first_session
    known = kept(session, Attendance, who.party.row.id, day, number)
    values = {"status": status, "arrived_at": None, "left_at": None, "reason": reason.strip() or None}
    _write(session, who, number, known, **values)
    return who.line(number, status)


@action("attendance.leave")
def leave(
    session: Session,
    *,
    bazaar_id: str,
    day: date,
    participation_id: str,
    at: datetime,
    session_no: int | None = None,
) -> DayLine:
    """A party that was present has gone home (pulang).

    Raises NotADayOfThisBazaar, DayIsClosed, UnknownParticipant, NotPresent, AlreadyLeft.
    """
    on = require_open(session, bazaar_id, day)
    who = _at_gate(session, _party(session, bazaar_id, participation_id), on)
    number = session_no or who.stands.first_session
    business = who.party.words.business
    known = find(session, Attendance, who.party.row.id, day, number)
    if known is None or known.status != PRESENT:
        raise NotPresent(business=business)
    if known.left_at is not None:
        raise AlreadyLeft(business=business, at=format_time(known.left_at))
    known.left_at = at
    return who.line(number, PRESENT, known.arrived_at, at)


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


@dataclass(frozen=True)
class _AtGate:
    """Who stands at the gate: the party, the day, and the booths that it holds then."""

    party: NamedParticipation
    on: BazaarDay
    stands: Stands

    def line(
        self, number: int, status: str, arrived_at: datetime | None = None, left_at: datetime | None = None
    ) -> DayLine:
        row, words, booth = self.party.row, self.party.words, self.stands.booths(number)
        return DayLine(row.id, number, booth, words.business, words.name, status, arrived_at, left_at)


def _at_gate(session: Session, party: NamedParticipation, on: BazaarDay) -> _AtGate:
    return _AtGate(party, on, read_stands(session, party.row.id, on.day))


def arrive(session: Session, row: Participation, on: BazaarDay, at: datetime, number: int) -> Arrival:
    """Write that `row` is present on the day `on` since `at`, whatever was marked before."""
    known = kept(session, Attendance, row.id, on.day, number)
    return _present(session, _at_gate(session, named(session, row), on), known, at, number)


def _arrive(session: Session, who: _AtGate, at: datetime, session_no: int | None) -> Arrival:
    number = session_no or who.stands.first_session
    known = kept(session, Attendance, who.party.row.id, who.on.day, number)
    return _arrive_over(session, who, known, at, number)


def _arrive_over(
    session: Session, who: _AtGate, known: Attendance | None, at: datetime, number: int
) -> Arrival:
    """Take the arrival of who may come; `known` is the attendance that was read, a withdrawn one too."""
    row, business = who.party.row, who.party.words.business
    standing = unless_withdrawn(known)
    if standing is not None and standing.status == PRESENT:
        return _return(session, who, standing)
    booth = who.stands.booths(number)
    if row.status == RESERVE and not booth:
        raise StillReserve(business=business)
    if not is_let_in(row.status or "", booth):
        raise NotInThisBazaar(business=business, status=row.status or "")
    if not booth:
        _refuse_where_replaced(session, row, who.on.day, business)
    if row.status != CONFIRMED:
        row.status = CONFIRMED  # who was invited, or given a booth on the plan, and comes has accepted
    return _present(session, who, known, at, number)


def _present(session: Session, who: _AtGate, known: Attendance | None, at: datetime, number: int) -> Arrival:
    _write(session, who, number, known, status=PRESENT, arrived_at=at, left_at=None, reason=None)
    return _arrival(session, who, number, at)


def _return(session: Session, who: _AtGate, known: Attendance) -> Arrival:
    """Back after going home; AlreadyPresent for who has not left."""
    since = known.arrived_at
    if known.left_at is None or since is None:
        raise AlreadyPresent(
            business=who.party.words.business,
            booth=who.stands.booths(known.session) or "–",
            at=format_time(since) if since else "–",
            officer=_recorded_by(session, known.id) or "–",
        )
    known.left_at = None
    return _arrival(session, who, known.session, since, back=True)


def _arrival(session: Session, who: _AtGate, number: int, at: datetime, *, back: bool = False) -> Arrival:
    words, late = who.party.words, is_late(at, cut_off_of(session, who.on.cut_off), who.on.day)
    return Arrival(
        participation_id=who.party.row.id,
        session=number,
        booth=who.stands.booths(number),
        business=words.business,
        name=words.name,
        attendance=PRESENT,
        arrived_at=at,
        left_at=None,
        late=late,
        back=back,
    )


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


def _write(session: Session, who: _AtGate, number: int, known: Attendance | None, **values: object) -> None:
    row, day = who.party.row, who.on.day
    facts = {"bazaar_id": row.bazaar_id, "participation_id": row.id, "day": day, "session": number}
    enter_over(session, known, Attendance, row.id, day, number, **facts, **values)


def _party(session: Session, bazaar_id: str, participation_id: str) -> NamedParticipation:
    row = participation(session, participation_id)
    if row.bazaar_id != bazaar_id:
        raise UnknownParticipant()
    return named(session, row)
