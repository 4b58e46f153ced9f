"""One person entered at two laptops, or at a laptop and in the register: pairs to decide, with who entered each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bazar_desktop.domain.identifiers import mask_phone
from bazar_desktop.services.journal.laptop_names import device_names
from bazar_desktop.services.register.duplicates import Pair, find_walk_in_duplicates
from bazar_desktop.store.changes import changes_of_rows
from bazar_desktop.store.tables import Vendor


@dataclass(frozen=True, slots=True)
class MetPerson:
    """One of the two as the register has it, the phone masked; `device` is the laptop that entered it, "" for none."""

    id: str
    name: str
    business: str
    kecamatan: str
    phone: str
    device: str


@dataclass(frozen=True, slots=True)
class MetTwice:
    """Two rows that are one person: surely by a number, or likely; nothing is joined before somebody says so."""

    pair: Pair
    is_certain: bool
    first: MetPerson
    second: MetPerson


@dataclass(frozen=True, slots=True)
class MetTwiceList:
    """The pairs to show, the certain ones first, and how many there are in all."""

    shown: tuple[MetTwice, ...]
    certain: tuple[Pair, ...]
    likely: int

    @property
    def count(self) -> int:
        return len(self.certain) + self.likely


def met_twice(session: Session, most: int = 20) -> MetTwiceList:
    """Give who was entered at a bazaar and stands in the register a second time; at most `most` with their names."""
    found = find_walk_in_duplicates(session)
    pairs = [*((pair, True) for pair in found.certain), *((pair, False) for pair in found.likely)][:most]
    people = _people(session, [item for pair, _certain in pairs for item in pair[:2]])
    shown = tuple(
        MetTwice(pair, certain, people[pair.first], people[pair.second])
        for pair, certain in pairs
        if pair.first in people and pair.second in people
    )
    return MetTwiceList(shown, found.certain, len(found.likely))


def _people(session: Session, ids: Sequence[str]) -> dict[str, MetPerson]:
    devices = device_names(session)
    changes = changes_of_rows(session, [("vendor", item) for item in dict.fromkeys(ids)])
    entered = {
        row_id: devices.get(min(some, key=lambda change: change.at).origin, "")
        for (_entity, row_id), some in changes.items()
        if some
    }
    people = {}
    for item in dict.fromkeys(ids):
        row = session.get(Vendor, item)
        if row is not None:
            people[item] = MetPerson(
                item,
                row.name or "",
                row.business or "",
                row.kecamatan or "",
                mask_phone(row.phone) if row.phone else "",
                entered.get(item, ""),
            )
    return people
