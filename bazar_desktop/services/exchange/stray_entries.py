"""Entries under what does not count: a day that is none of the bazaar's, a party or a bazaar that is not here.

A laptop enters them while what they lie under is a *usul*, was rejected, taken out or taken back; or corrects an entry
whose first entry was taken back with whoever made it. No figure has them; here they are named, with their rupiah, so
that nothing is lost in silence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import NamedTuple, TypeVar

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import BLANK, CHANNELS, EXPECTED, REPORTED
from bazar_desktop.domain.figures.day import known_sum
from bazar_desktop.domain.journal.authority import ChangeStanding
from bazar_desktop.domain.journal.merging import fold_row
from bazar_desktop.services.bazaars.days import IS_OFF, STANDS, is_on_a_day
from bazar_desktop.services.exchange.named_values import party_name
from bazar_desktop.services.journal.laptop_names import device_names
from bazar_desktop.store.changes import changes_as_written, changes_of_rows
from bazar_desktop.store.fields import merge_rules
from bazar_desktop.store.tables import (
    AsideChange,
    Attendance,
    Bazaar,
    BazaarDay,
    OmzetEntry,
    Participation,
    PartnerStock,
    natural_id,
)

NO_BAZAAR, NO_DAY, NO_PARTY, NO_ENTRY = "no_bazaar", "no_day", "no_party", "no_entry"
DAY_OFF = "day_off"


@dataclass(frozen=True, slots=True)
class StrayEntries:
    """The marks and answers of one bazaar day that no figure counts.

    `lacks` says what is not here: the bazaar, day or party that they lie under (no_bazaar, no_day, no_party), the entry
    that they correct (no_entry), or a day that was called off (day_off). `is_proposed`: a usul that waits for the
    office's word would give it. `rupiah` is what was told, of mitra and pengampu too, None where nothing was. `names`
    are the parties where they are known, `laptops` who wrote last.
    """

    bazaar_id: str
    bazaar: str
    day: date
    lacks: str
    is_proposed: bool
    count: int
    rupiah: int | None
    names: tuple[str, ...]
    laptops: tuple[str, ...]


_Entry = TypeVar("_Entry", Attendance, OmzetEntry)


class _Stray(NamedTuple):
    entity: str
    row_id: str
    party: str
    parent: tuple[str, str]  # entity and id of what is not here
    rupiah: int | None


def stray_entries(session: Session) -> list[StrayEntries]:
    """Give all entries that lie under what does not count, by bazaar and day."""
    groups: dict[tuple[str, date, str], list[_Stray]] = defaultdict(list)
    found = chain(_rows(session, OmzetEntry), _rows(session, Attendance), _corrections(session))
    for bazaar_id, day, lacks, row in found:
        groups[bazaar_id, day, lacks].append(row)
    proposed = _proposed(session) if groups else set()
    devices = device_names(session) if groups else {}
    strays = [
        StrayEntries(
            bazaar_id=bazaar_id,
            bazaar=_name_of(session, bazaar_id),
            day=day,
            lacks=lacks,
            is_proposed=any(row.parent in proposed for row in rows),
            count=len(rows),
            rupiah=known_sum(row.rupiah for row in rows),
            names=tuple(sorted({name for row in rows if (name := party_name(session, row.party))})),
            laptops=_laptops(session, rows, devices),
        )
        for (bazaar_id, day, lacks), rows in groups.items()
    ]
    return sorted(strays, key=lambda item: (item.bazaar, item.day, item.lacks))


def _rows(session: Session, cls: type[_Entry]) -> Iterator[tuple[str, date, str, _Stray]]:
    """Those of `cls` that say something and lie under what is not here: bazaar, day, what is not here, and the row."""
    says = Attendance.status != EXPECTED if cls is Attendance else OmzetEntry.state != BLANK
    here = (Participation.id == cls.participation_id) & Participation.withdrawn.is_(False)
    here &= Participation.bazaar_id.is_not(None)
    stands = (Bazaar.id == cls.bazaar_id) & Bazaar.withdrawn.is_(False)
    on_a_day = is_on_a_day(cls)
    query = (
        select(cls, Bazaar.id, Participation.id, on_a_day, _is_off(cls))
        .outerjoin(Bazaar, stands)
        .outerjoin(Participation, here)
        .where(cls.withdrawn.is_(False), cls.day.is_not(None), says)
        .where(Bazaar.id.is_(None) | Participation.id.is_(None) | ~on_a_day)
    )
    for row, bazaar, participation, is_on_day, is_off in session.execute(query):
        place, party = row.bazaar_id or "", row.participation_id or ""
        if bazaar is None:
            lacks, parent = NO_BAZAAR, (Bazaar.__tablename__, place)
        elif not is_on_day:
            name = BazaarDay.__tablename__
            lacks = DAY_OFF if is_off else NO_DAY
            parent = (name, natural_id(name, place, row.day))
        elif participation is None:
            lacks, parent = NO_PARTY, (Participation.__tablename__, party)
        yield place, row.day, lacks, _Stray(cls.__tablename__, row.id, party, parent, _told(row))


def _corrections(session: Session) -> Iterator[tuple[str, date, str, _Stray]]:
    """What others wrote into entries whose first entry no longer counts: whose they were, the journal still says."""
    for cls in (OmzetEntry, Attendance, PartnerStock):
        query = select(cls).where(cls.withdrawn.is_(False), cls.day.is_(None))
        rows = {row.id: row for row in session.execute(query).scalars()}
        keys = [(cls.__tablename__, row_id) for row_id in rows]
        for (entity, row_id), changes in changes_as_written(session, keys).items():
            first = fold_row(changes, merge_rules(cls)).values()
            if first.get("day"):
                place, party = (str(first.get(name) or "") for name in ("bazaar_id", "participation_id"))
                row = rows[row_id]
                rupiah = _sum_of(row) if isinstance(row, OmzetEntry) else None
                stray = _Stray(entity, row_id, party, (entity, row_id), rupiah)
                yield place, date.fromisoformat(str(first["day"])), NO_ENTRY, stray


def _is_off(cls: type[_Entry]) -> ColumnElement[bool]:
    """Whether the day of a row of `cls` is one of the bazaar's that was called off."""
    same = (BazaarDay.bazaar_id == cls.bazaar_id) & (BazaarDay.day == cls.day)
    return select(BazaarDay.id).where(same, STANDS, IS_OFF).correlate(cls).exists()


def _told(row: Attendance | OmzetEntry) -> int | None:
    if not isinstance(row, OmzetEntry) or row.state != REPORTED:
        return None
    return _sum_of(row)


def _sum_of(row: OmzetEntry) -> int | None:
    return known_sum(getattr(row, name) for name in CHANNELS)


def _proposed(session: Session) -> set[tuple[str, str]]:
    """Entity and id of every row of which something waits for the office's word."""
    query = select(AsideChange.entity, AsideChange.row_id)
    query = query.where(AsideChange.standing == str(ChangeStanding.WAITING))
    return {(entity, row_id) for entity, row_id in session.execute(query.distinct())}


def _laptops(session: Session, rows: list[_Stray], devices: dict[str, str]) -> tuple[str, ...]:
    """Which laptops wrote these rows last; "" for this one."""
    changes = changes_of_rows(session, [(row.entity, row.row_id) for row in rows])
    last = (max(of_row, key=lambda item: (item.at, *item.id)) for of_row in changes.values() if of_row)
    return tuple(sorted({devices.get(change.origin, "") for change in last}))


def _name_of(session: Session, bazaar_id: str) -> str:
    row = session.get(Bazaar, bazaar_id)
    return (row.name or "") if row else ""
