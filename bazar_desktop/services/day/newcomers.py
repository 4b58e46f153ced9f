"""Who takes part for the first time: in no bazaar that began earlier were they present, or told an omzet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from bazar_desktop.services.bazaars.days import STANDS
from bazar_desktop.services.bazaars.taking_part import CAME, TOLD
from bazar_desktop.services.day.register_at import Covers, folded
from bazar_desktop.services.day.rows_counted import has_come, has_told, rows_counted
from bazar_desktop.services.day.seal_reach import Place, moved_days, standing_covers_at
from bazar_desktop.services.register.vendors import groups_of
from bazar_desktop.store.tables import Attendance, BazaarDay, OmzetEntry, Participation, SamePerson


def newcomers_now(
    session: Session, bazaar_id: str, vendor_ids: Collection[str], persons: Mapping[str, str]
) -> set[str]:
    """Which of these vendors are new at the bazaar, as far as this store knows; `persons` as `people` gives them.

    A sealed day tells what its seal covers: an answer after it counts once the day is sealed with it.
    """
    family = sorted(_family(vendor_ids, persons))
    earlier = _earlier_bazaars(session, bazaar_id, family)
    moved = moved_days(session, earlier) if earlier else {}
    veterans = _took_part_now(session, family, earlier, moved) if earlier else set()
    if moved:
        veterans |= _took_part_as(session, family, moved.get)
    known = {persons.get(item, item) for item in veterans}
    return {row_id for row_id in vendor_ids if persons.get(row_id, row_id) not in known}


def _earlier_bazaars(session: Session, bazaar_id: str, family: Sequence[str]) -> list[str]:
    """The bazaars that began before this one and have one of these vendors on their list."""
    first = select(func.min(BazaarDay.day)).where(BazaarDay.bazaar_id == bazaar_id, STANDS)
    began = (
        select(BazaarDay.id)
        .where(BazaarDay.bazaar_id == Participation.bazaar_id, STANDS)
        .where(BazaarDay.day < first.scalar_subquery())
    )
    query = select(Participation.bazaar_id).where(
        Participation.vendor_id.in_(family), Participation.bazaar_id != bazaar_id, began.exists()
    )
    return sorted(item for item in session.execute(query.distinct()).scalars() if item)


def _took_part_now(
    session: Session, family: Sequence[str], bazaars: Sequence[str], moved: Collection[Place]
) -> set[str]:
    """Which of the vendors took part in these bazaars as they stand, on other days than the `moved`."""
    came, told = (
        select(cls.id)
        .where(cls.participation_id == Participation.id, cls.withdrawn.is_(False), holds)
        .where(*(or_(cls.bazaar_id != moved_at, cls.day != day) for moved_at, day in moved))
        for cls, holds in ((Attendance, CAME), (OmzetEntry, TOLD))
    )
    query = select(Participation.vendor_id).where(
        Participation.vendor_id.in_(family),
        Participation.bazaar_id.in_(bazaars),
        Participation.withdrawn.is_(False),
        or_(came.exists(), told.exists()),
    )
    return {item for item in session.execute(query.distinct()).scalars() if item}


def _took_part_as(
    session: Session, family: Sequence[str], reach_of: Callable[[Place], Covers | None]
) -> set[str]:
    """Which of the vendors took part as the reach of each day has it."""
    came = rows_counted(session, Attendance, family, reach_of, has_come)
    told = rows_counted(session, OmzetEntry, family, reach_of, has_told)
    return {vendor for vendor, _row in came} | {vendor for vendor, _row in told}


def newcomers_at(
    session: Session,
    bazaar_id: str,
    vendor_ids: Collection[str],
    covers: Covers,
    persons: Mapping[str, str],
) -> set[str]:
    """Which of these vendors were new at the bazaar, as far as `covers` covers it; `persons` as `persons_at` gives.

    Of days that were sealed then, what their seals cover.
    """
    family = sorted(_family(vendor_ids, persons))
    elsewhere = select(Participation.bazaar_id).where(
        Participation.vendor_id.in_(family), Participation.bazaar_id != bazaar_id
    )
    places = {item for item in session.execute(elsewhere.distinct()).scalars() if item}
    days = _days_at(session, {bazaar_id, *places}, covers) if places else {}
    first = {
        item: min(stands) for item, known in days.items() if (stands := [day for day in known if known[day]])
    }
    begins = first.get(bazaar_id, date.min)
    earlier = {item for item in places if first.get(item, begins) < begins}
    sealed = standing_covers_at(session, earlier, covers) if earlier else {}

    def reach_of(place: Place) -> Covers | None:
        is_counted = place[0] in earlier and place[1] in days[place[0]]
        return sealed.get(place, covers) if is_counted else None

    known = {
        persons.get(item, item) for item in (_took_part_as(session, family, reach_of) if earlier else ())
    }
    return {row_id for row_id in vendor_ids if persons.get(row_id, row_id) not in known}


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


def _days_at(session: Session, bazaar_ids: Collection[str], covers: Covers) -> dict[str, dict[date, bool]]:
    """The days of each bazaar as `covers` covers them, and whether each was still planned: what was entered counts."""
    query = select(BazaarDay.id).where(BazaarDay.bazaar_id.in_(bazaar_ids))
    days: dict[str, dict[date, bool]] = defaultdict(dict)
    for row in folded(session, BazaarDay, session.execute(query).scalars(), covers):
        if row.day is not None:
            days[row.bazaar_id][row.day] = not row.withdrawn
    return days
