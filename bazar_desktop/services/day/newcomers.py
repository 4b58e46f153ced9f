"""Who takes part for the first time: in no bazaar that began earlier were they present, or told an omzet."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import NIL, PRESENT, REPORTED
from bazar_desktop.services.bazaars.days import STANDS
from bazar_desktop.services.bazaars.taking_part import CAME, TOLD
from bazar_desktop.services.day.register_at import Covers, folded
from bazar_desktop.services.register.vendors import groups_of
from bazar_desktop.store.tables import Attendance, BazaarDay, OmzetEntry, Participation, SamePerson


def newcomers_now(
    session: Session, bazaar_id: str, vendor_ids: Collection[str], persons: Mapping[str, str]
) -> set[str]:
    """Which of these vendors are new at the bazaar, as far as this store knows; `persons` as `people` gives them."""
    first = select(func.min(BazaarDay.day)).where(BazaarDay.bazaar_id == bazaar_id, STANDS)
    began = (
        select(BazaarDay.id)
        .where(BazaarDay.bazaar_id == Participation.bazaar_id, STANDS)
        .where(BazaarDay.day < first.scalar_subquery())
    )
    came, told = (
        select(cls.id).where(cls.participation_id == Participation.id, cls.withdrawn.is_(False), holds)
        for cls, holds in ((Attendance, CAME), (OmzetEntry, TOLD))
    )
    query = select(Participation.vendor_id).where(
        Participation.vendor_id.in_(_family(vendor_ids, persons)),
        Participation.bazaar_id != bazaar_id,
        Participation.withdrawn.is_(False),
        began.exists(),
        or_(came.exists(), told.exists()),
    )
    veterans = {persons.get(item, item) for item in session.execute(query.distinct()).scalars() if item}
    return {row_id for row_id in vendor_ids if persons.get(row_id, row_id) not in veterans}


def newcomers_at(
    session: Session,
    bazaar_id: str,
    vendor_ids: Collection[str],
    covers: Covers,
    persons: Mapping[str, str],
) -> set[str]:
    """Which of these vendors were new at the bazaar, as far as `covers` covers it; `persons` as `persons_at` gives."""
    elsewhere = select(Participation.id, Participation.bazaar_id).where(
        Participation.vendor_id.in_(_family(vendor_ids, persons)), Participation.bazaar_id != bazaar_id
    )
    places = {row.id: row.bazaar_id for row in session.execute(elsewhere)}
    first = _first_days(session, {bazaar_id, *places.values()}, covers) if places else {}
    begins = first.get(bazaar_id, date.min)
    earlier = [row_id for row_id, at in places.items() if first.get(at, begins) < begins]
    came = _took_part_at(session, earlier, covers)
    veterans = {
        persons.get(row.vendor_id or "", row.vendor_id)
        for row in folded(session, Participation, came, covers)
        if not row.withdrawn
    }
    return {row_id for row_id in vendor_ids if persons.get(row_id, row_id) not in veterans}


def _family(vendor_ids: Collection[str], persons: Mapping[str, str]) -> set[str]:
    """These vendors, and every other id of the same persons."""
    groups = {persons[row_id] for row_id in vendor_ids if row_id in persons}
    return {*vendor_ids, *(row_id for row_id, person in persons.items() if person in groups)}


def persons_at(session: Session, vendor_ids: Collection[str], covers: Covers) -> dict[str, str]:
    """For each vendor id that was then joined with one of these, one id that stands for the person."""
    pairs = session.execute(select(SamePerson.id, SamePerson.first_id, SamePerson.second_id)).all()
    ever = groups_of((row.first_id, row.second_id) for row in pairs)
    family = _family(vendor_ids, ever)
    known = folded(session, SamePerson, [row.id for row in pairs if row.first_id in family], covers)
    return groups_of((row.first_id, row.second_id) for row in known if not row.withdrawn)


def _first_days(session: Session, bazaar_ids: Collection[str], covers: Covers) -> dict[str, date]:
    query = select(BazaarDay.id).where(BazaarDay.bazaar_id.in_(bazaar_ids))
    first: dict[str, date] = {}
    for row in folded(session, BazaarDay, session.execute(query).scalars(), covers):
        if not row.withdrawn:
            first[row.bazaar_id] = min(row.day, first.get(row.bazaar_id, row.day))
    return first


def _took_part_at(session: Session, participations: Collection[str], covers: Covers) -> set[str]:
    """Which of these participations took part then."""
    if not participations:
        return set()
    query = union_all(
        *(
            select(literal(cls.__tablename__), cls.id).where(cls.participation_id.in_(participations))
            for cls in (Attendance, OmzetEntry)
        )
    )
    keys = session.execute(query).all()
    marks, answers = (
        [row_id for entity, row_id in keys if entity == cls.__tablename__] for cls in (Attendance, OmzetEntry)
    )
    came = {
        row.participation_id
        for row in folded(session, Attendance, marks, covers)
        if not row.withdrawn and row.status == PRESENT
    }
    return came | {
        row.participation_id
        for row in folded(session, OmzetEntry, answers, covers)
        if not row.withdrawn and _has_told(row)
    }


def _has_told(row: OmzetEntry) -> bool:
    amounts = (row.cash, row.qris, row.noncash, row.marketplace)
    return row.state == NIL or (row.state == REPORTED and any(amount is not None for amount in amounts))
