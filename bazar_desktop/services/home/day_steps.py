"""What the first page says of the day in hand: the five steps, the figures, what needs a decision."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bazar_desktop.domain.calendar import parse_time
from bazar_desktop.domain.day.model import EXPECTED, DaySheet, SealMismatch
from bazar_desktop.domain.day.steps import PartyCounts, Reported, Situation, Step, arrivals, count, steps
from bazar_desktop.domain.figures.day import DayFigures
from bazar_desktop.services.attendance.roll_call import marked_since
from bazar_desktop.services.bazaars.bazaars import bazaar_of
from bazar_desktop.services.bazaars.days import require_day
from bazar_desktop.services.bazaars.participants import RESERVE, ParticipantFacts, list_participants
from bazar_desktop.services.closing.checklist import ClosingList, closing_list
from bazar_desktop.services.day.sheet import day_sheet, standing_seal
from bazar_desktop.services.exchange.packages import own_chain, own_origins
from bazar_desktop.services.exchange.proposals import waiting_count
from bazar_desktop.services.journal.undecided import TO_DECIDE
from bazar_desktop.services.layout.layouts import plan_of
from bazar_desktop.services.office.laptops import OFFICE
from bazar_desktop.services.papers.printed import CARDS, LIST, PLAN, SIGNS, printed_papers
from bazar_desktop.services.settings.values import get_setting
from bazar_desktop.store.own_facts import get_fact
from bazar_desktop.store.tables import Allocation, Booth, Conflict, Parcel, Vendor

MOST_NAMED = 3
MORNING = (PLAN, LIST, CARDS, SIGNS)  # the papers that must lie ready when the vendors come


@dataclass(frozen=True, slots=True)
class Decision:
    """Something an officer has to decide. `code` names it, `page` is where; `names` are at most a few."""

    code: str
    page: str
    count: int
    names: tuple[str, ...] = ()
    facts: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Home:
    """The first page's content: `umkm` and `mitra` are the figures of the day, as its seal covers them.

    `counts`, steps and arrivals are of the same rows; `since` counts the marks that came after the seal: none has them.
    `took_part` counts the vendors who came or told an omzet: the *peserta baru* are among these.

    `unprinted`: the morning's papers, by code, that were not made here or that would say something else by now.
    """

    sheet: DaySheet
    steps: tuple[Step, ...]
    counts: PartyCounts
    umkm: DayFigures
    mitra: DayFigures
    took_part: int
    arrivals: tuple[tuple[str, int], ...]
    decisions: tuple[Decision, ...]
    unprinted: tuple[str, ...]
    since: int = 0


def home(session: Session, bazaar_id: str, day: date, *, now: datetime) -> Home:
    """Gather everything the first page shows. Raises UnknownBazaar, NotADayOfThisBazaar."""
    sheet = day_sheet(session, bazaar_id, day)
    participants = list_participants(session, bazaar_id)
    listed = closing_list(session, bazaar_id, day)
    situation = _situation(session, bazaar_id, sheet, now, listed)
    return Home(
        sheet=sheet,
        steps=steps(situation),
        counts=count(listed.counted),
        umkm=listed.umkm,
        mitra=listed.mitra,
        took_part=listed.umkm.took_part,
        arrivals=arrivals(listed.counted),
        since=len(marked_since(sheet.rows, listed.counted)),
        decisions=_decisions(session, bazaar_id, situation, participants),
        unprinted=_unprinted(session, bazaar_id, sheet),
    )


@dataclass(frozen=True, slots=True)
class OnTheWay:
    """How many packages of this store are made, carried and received; `unsent` changes of a laptop are in none."""

    made: int = 0
    carried: int = 0
    received: int = 0
    unsent: int = 0


def parcels_on_the_way(session: Session) -> OnTheWay:
    """Tell how far the packages of this store have come, those of its earlier lives too."""
    query = select(Parcel.received_at, Parcel.carried_at).where(Parcel.origin.in_(own_origins(session)))
    states = [
        "received" if row.received_at else "carried" if row.carried_at else "made"
        for row in session.execute(query)
    ]
    joined = get_fact(session, "kind") != OFFICE and bool(get_fact(session, "office_id", ""))
    unsent = own_chain(session).unsent if joined else 0
    made, carried, received = (states.count(item) for item in ("made", "carried", "received"))
    return OnTheWay(made, carried, received, unsent)


def _situation(
    session: Session, bazaar_id: str, sheet: DaySheet, now: datetime, listed: ClosingList
) -> Situation:
    seal = standing_seal(session, bazaar_id, sheet.day)
    return Situation(
        rows=listed.counted,
        day=sheet.day,
        now=now,
        cut_off=require_day(session, bazaar_id, sheet.day).cut_off,
        omzet_from=parse_time(str(get_setting(session, "omzet_from"))),
        has_layout=bazaar_of(session, bazaar_id).layout_id is not None,
        reported=Reported(listed.umkm.asked, listed.umkm.answered, listed.umkm.blank),
        undecided=sheet.undecided,
        lacking=listed.groups,
        contradictory=bool(listed.contradictory),
        seal=sheet.seal,
        differs=listed.seal_mismatch == SealMismatch.DIFFERS,
        revision=sheet.revision,
        parcel=_parcel(session, seal.scope, seal.closed_at) if seal and seal.closed_at else "",
        is_off=sheet.off is not None,
    )


def _unprinted(session: Session, bazaar_id: str, sheet: DaySheet) -> tuple[str, ...]:
    if not sheet.rows:
        return ()
    layout = bazaar_of(session, bazaar_id).layout_id
    made = printed_papers(session, bazaar_id, sheet, plan_of(session, layout) if layout else None)
    return tuple(code for code in MORNING if code not in made or made[code].changed)


def _parcel(session: Session, scope: str, since: datetime) -> str:
    """How far the packages got that touch the day and were made after it was closed."""
    query = select(Parcel).where(Parcel.origin == get_fact(session, "origin")).order_by(Parcel.last.desc())
    parcels = [
        row
        for row in session.execute(query).scalars()
        if row.made_at >= since and scope in json.loads(row.scopes)
    ]
    if any(row.received_at for row in parcels):
        return "received"
    if any(row.carried_at for row in parcels):
        return "carried"
    return "made" if parcels else ""


def _decisions(
    session: Session, bazaar_id: str, situation: Situation, participants: list[ParticipantFacts]
) -> tuple[Decision, ...]:
    decisions = [
        _conflicts(session, bazaar_id),
        Decision("proposals", "sync", waiting_count(session)),
        _missing(situation, participants),
        _damaged_nik(session, participants),
        None if situation.is_off else _power(session, bazaar_id, situation.day, participants),
    ]
    return tuple(decision for decision in decisions if decision is not None and decision.count)


def _conflicts(session: Session, bazaar_id: str) -> Decision:
    query = select(func.count()).where(Conflict.scope.startswith(bazaar_id), TO_DECIDE)
    return Decision("conflicts", "sync", session.execute(query).scalar_one())


def _missing(situation: Situation, participants: list[ParticipantFacts]) -> Decision | None:
    """Who has not come after the cut-off, and the first of the reserve who could take a stand."""
    limit = situation.cut_off
    if limit is None or situation.seal or situation.is_off:
        return None
    if situation.now < datetime.combine(situation.day, limit, situation.now.tzinfo):
        return None
    missing = [row for row in situation.rows if row.attendance == EXPECTED]
    standing = {row.participation_id for row in situation.rows}
    reserve = sorted(
        (
            participant
            for participant in participants
            if participant.status == RESERVE and participant.id not in standing
        ),
        key=lambda participant: participant.reserve_order or 0,
    )
    return Decision(
        "missing",
        "attendance",
        len(missing),
        tuple(f"{row.booth} {row.business}".strip() for row in missing[:MOST_NAMED]),
        {"reserve": reserve[0].business if reserve else ""},
    )


def _damaged_nik(session: Session, participants: list[ParticipantFacts]) -> Decision:
    ids = {
        participant.vendor_id: participant.business for participant in participants if participant.vendor_id
    }
    query = select(Vendor.id).where(Vendor.nik_damaged.is_(True), Vendor.withdrawn.is_(False))
    names = sorted(ids[item] for item in session.execute(query).scalars() if item in ids)
    return Decision("damaged_nik", "vendors", len(names), tuple(names[:MOST_NAMED]))


def _power(session: Session, bazaar_id: str, day: date, participants: list[ParticipantFacts]) -> Decision:
    """Who needs power and stands where there is none."""
    needy = {participant.id: participant.business for participant in participants if participant.needs_power}
    query = (
        select(Allocation.holder, Booth.label)
        .join(Booth, Booth.id == Allocation.booth_id)
        .where(Allocation.bazaar_id == bazaar_id, Allocation.day == day, Allocation.withdrawn.is_(False))
        .where(Booth.power.is_not(True))
    )
    names = sorted(
        f"{label} {needy[holder]}"
        for holder, label in session.execute(query)
        if holder is not None and holder in needy
    )
    return Decision("power", "layout", len(names), tuple(names[:MOST_NAMED]))
