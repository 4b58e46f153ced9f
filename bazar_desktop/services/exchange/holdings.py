"""*Apa yang ada di laptop itu*: whose data a laptop carries, what of it has been handed in, and what has not."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bazar_desktop.services.bazaars.bazaars import BazaarFacts, list_bazaars
from bazar_desktop.services.day.register_at import fold_covered
from bazar_desktop.services.day.sheet import standing_seal
from bazar_desktop.services.exchange.packages import DAY_ENTITIES, waiting_packages
from bazar_desktop.services.journal.history import moment_of
from bazar_desktop.services.office.laptops import HEARD, SENT, DeviceFacts, find_device, office_origins
from bazar_desktop.services.register.vendors import VendorFacts, vendors_as, vendors_by_id
from bazar_desktop.store.chains import chain_note
from bazar_desktop.store.changes import rows_here
from bazar_desktop.store.own_facts import get_fact
from bazar_desktop.store.tables import COUNTED, ChangeRow, Intake, Parcel, Vendor

NOTHING, PARTLY, SEALED = "nothing_in", "partly_in", "sealed_in"


@dataclass(frozen=True, slots=True)
class HeldDay:
    """A bazaar day of the laptop, as far as the laptop has handed it in.

    `entries` counts its entries of that day that count here, the last of them made at `last_at`. `state`: nothing_in;
    partly_in (entries, but no seal that stands: more may be on the laptop); sealed_in.
    """

    bazaar: str
    lokasi: str
    day: date
    entries: int
    last_at: datetime | None
    state: str


@dataclass(frozen=True, slots=True)
class Holdings:
    """What is on a laptop, for whoever must say whose data was lost (UU 27/2022: within 3 x 24 hours).

    `people` are the vendors that may be there, masked: those of its preparation, of all news written for it, of what
    it said it had heard, and its own. `since` is when it was prepared; `bazaars` are codes. `changes` of its own have
    come, up to number `last` with `rupiah` in omzet, the latest in a package read at `last_package`; `waiting`
    packages are held for a gap. What it wrote after that is on the laptop alone.
    """

    name: str
    state: str
    contact: str
    since: datetime | None
    bazaars: tuple[str, ...]
    persons: int
    with_nik: int
    with_phone: int
    with_address: int
    changes: int
    last: int
    rupiah: int
    last_package: datetime | None
    waiting: int
    days: tuple[HeldDay, ...]
    people: tuple[VendorFacts, ...]

    @property
    def missing(self) -> tuple[HeldDay, ...]:
        """The days that have not been handed in whole."""
        return tuple(day for day in self.days if day.state != SEALED)


def holdings(session: Session, name: str) -> Holdings:
    """What was on that laptop: its preparation, what it was told since, and all it wrote.

    Raises UnknownLaptop, LaptopAmbiguous.
    """
    known = find_device(session, name)
    people = _people(session, _reach(session, known))
    ends = _own_ends(session, known)
    bazaars = [bazaar for bazaar in list_bazaars(session) if bazaar.id in known.bazaars]
    latest = select(func.max(Intake.read_at)).where(
        Intake.device == known.key_id, Intake.answer.in_(("MERGED", "MERGED_LATE"))
    )
    return Holdings(
        name=known.name,
        state=known.state,
        contact=known.contact,
        since=known.prepared_at,
        bazaars=tuple(sorted(bazaar.label for bazaar in bazaars)),
        persons=len(people),
        with_nik=sum(bool(person.nik) for person in people),
        with_phone=sum(bool(person.phone) for person in people),
        with_address=sum(bool(person.address) for person in people),
        changes=sum(ends.values()),
        last=max(ends.values(), default=0),
        rupiah=sum(chain_note(session, end).rupiah for end in ends),
        last_package=session.execute(latest).scalar_one_or_none() if known.key_id else None,
        waiting=sum(len(waiting_packages(session, origin)) for origin in known.origins),
        days=_days(session, known, bazaars),
        people=tuple(people),
    )


def _reach(session: Session, known: DeviceFacts) -> Mapping[str, int]:
    """How far the laptop may hold each chain: the furthest that anything tells."""
    reach: Counter[str] = Counter(known.given)
    told = [json.loads(get_fact(session, f"{key}:{known.key_id}", "{}")) for key in (HEARD, SENT)]
    packed = select(Parcel.origin, func.max(Parcel.last)).where(Parcel.origin.in_(office_origins(session)))
    told.append({origin: last for origin, last in session.execute(packed.group_by(Parcel.origin))})
    for item in told:
        reach |= Counter(item)
    return {**reach, **dict.fromkeys(known.origins, 2**53)}


def _people(session: Session, reach: Mapping[str, int]) -> list[VendorFacts]:
    """The vendors that the laptop may hold by business, also those that it entered and that count for nothing here."""
    ids = _persons(session, reach)
    people = vendors_by_id(session, ids)
    apart = [("vendor", row_id) for row_id in sorted(ids - {person.id for person in people})]
    written = rows_here(session.connection(), apart) if apart else {}
    rows = (fold_covered(Vendor, row_id, row.changes, reach) for (_entity, row_id), row in written.items())
    people += vendors_as(session, [row for row in rows if row is not None])
    return sorted(people, key=lambda person: (person.business, person.id))


def _persons(session: Session, reach: Mapping[str, int]) -> set[str]:
    query = select(ChangeRow.row_id).where(ChangeRow.entity == "vendor")
    ids: set[str] = set()
    for origin, seq in reach.items():
        ids.update(session.execute(query.where(ChangeRow.origin == origin, ChangeRow.seq <= seq)).scalars())
    return ids


def _own_ends(session: Session, known: DeviceFacts) -> dict[str, int]:
    query = select(ChangeRow.origin, func.max(ChangeRow.seq)).where(ChangeRow.origin.in_(known.origins))
    return {origin: last for origin, last in session.execute(query.group_by(ChangeRow.origin))}


def _days(session: Session, known: DeviceFacts, bazaars: list[BazaarFacts]) -> tuple[HeldDay, ...]:
    """The days of its bazaars, the earliest first."""
    query = select(ChangeRow.scope, func.count(), func.max(ChangeRow.at))
    query = query.where(COUNTED, ChangeRow.origin.in_(known.origins), ChangeRow.entity.in_(DAY_ENTITIES))
    entered: dict[str, tuple[int, str]] = defaultdict(lambda: (0, ""))
    for scope, count, at in session.execute(query.group_by(ChangeRow.scope)):
        entered[scope] = (count, at)
    days = []
    for bazaar in bazaars:
        for day in bazaar.days:
            count, at = entered[f"{bazaar.id}/{day.day.isoformat()}"]
            sealed = standing_seal(session, bazaar.id, day.day) is not None
            state = NOTHING if not count else SEALED if sealed else PARTLY
            last_at = moment_of(at) if at else None
            days.append(HeldDay(bazaar.label, bazaar.lokasi, day.day, count, last_at, state))
    return tuple(sorted(days, key=lambda held: (held.day, held.bazaar)))
