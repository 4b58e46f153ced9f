"""A programme from one list: its lokasi with their days and layouts, and their participants, written as one action."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bazar_desktop.domain.bazaars.programme_rows import PlaceRow, gather_places
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.services.imports.participants import TakingPart, add_party, change_party
from bazar_desktop.services.imports.plan import PlannedRow
from bazar_desktop.services.imports.programme_people import (
    PeoplePlanner,
    PersonEntry,
    counted_people,
    resolved,
)
from bazar_desktop.services.imports.programme_places import PlannedPlace, plan_places, write_place
from bazar_desktop.services.imports.vendor_writer import enter_vendors
from bazar_desktop.services.imports.vendors import MARKED
from bazar_desktop.services.office.laptops import OFFICE, require_office, stands_alone
from bazar_desktop.services.register.list_model import (
    BUCKETS,
    CHANGED,
    NEW,
    UNDECIDED,
    ListChoices,
    NothingToSave,
    ReadList,
    Report,
    require_unmoved,
    store_mark,
)
from bazar_desktop.store.actions import action
from bazar_desktop.store.own_facts import get_fact
from bazar_desktop.store.tables import Bazaar, BazaarDay, Layout, Lokasi, Participation

TOUCHED = (*MARKED, Bazaar, BazaarDay, Lokasi, Layout, Participation)


class ProgrammeNameMissing(BazarError):
    """The programme has no name, neither in the list nor told."""


@dataclass(frozen=True)
class ProgrammeList:
    """A programme's list as it was read. `written`: what each row of `people` says of its lokasi, by its number.

    `people` is None where the file names no participants; `skipped` rows are hidden or struck out there.
    """

    name: str
    places: Sequence[PlaceRow]
    people: ReadList | None
    written: Mapping[int, PlaceRow]
    programme: str = ""
    skipped: int = 0


@dataclass(frozen=True)
class ProgrammePlan:
    """What a list will do; nothing is written yet. `people` counts the participants at each of `places`."""

    programme: str
    places: tuple[PlannedPlace, ...]
    rows: tuple[PlannedRow, ...]
    people: tuple[int, ...]
    skipped: int
    mark: str

    def of(self, *buckets: str) -> tuple[PlannedPlace, ...]:
        """Give the lokasi in these buckets."""
        return tuple(place for place in self.places if place.bucket in buckets)

    def rows_of(self, *buckets: str) -> tuple[PlannedRow, ...]:
        """Give the rows of participants in these buckets."""
        return tuple(row for row in self.rows if row.bucket in buckets)

    def place_counts(self) -> dict[str, int]:
        return _counts(place.bucket for place in self.places)

    def row_counts(self) -> dict[str, int]:
        return _counts(row.bucket for row in self.rows)

    @property
    def writes(self) -> bool:
        """Whether anything of it is new or changed."""
        return bool(self.of(NEW, CHANGED) or self.rows_of(NEW, CHANGED))


@dataclass(frozen=True, slots=True)
class ProgrammeMade:
    """What was written: bazaars made and completed, layouts, participants entered and changed, new vendors."""

    programme: str
    new: int
    changed: int
    layouts: int
    people: int
    people_changed: int
    vendors: int


def _counts(buckets: Iterable[str]) -> dict[str, int]:
    counted = Counter(buckets)
    return {bucket: counted[bucket] for bucket in BUCKETS if counted[bucket]}


def makes_programmes(session: Session) -> bool:
    """Tell whether programmes are made here: at an office, or at a laptop that belongs to none."""
    return stands_alone(session) or get_fact(session, "kind") == OFFICE


def require_programmes(session: Session) -> None:
    """Require that programmes are made here. Raises NotAnOffice."""
    if not makes_programmes(session):
        require_office(session)


def plan_programme(
    session: Session,
    listing: ProgrammeList,
    programme: str = "",
    choices: ListChoices = UNDECIDED,
    report: Report | None = None,
) -> ProgrammePlan:
    """Work out what the list would do. `programme` is its name where the list does not say it, or says another.

    Raises NotAnOffice, ProgrammeNameMissing.
    """
    require_programmes(session)
    name = " ".join((programme or listing.programme).split())
    if not name:
        raise ProgrammeNameMissing()
    places, standing = plan_places(session, gather_places(listing.places), name)
    rows: list[PlannedRow] = []
    if listing.people is not None:
        people = PeoplePlanner(session, listing.people, listing.written, places, standing, choices)
        rows = people.rows(report)
    counts = counted_people(rows, len(places))
    mark = store_mark(session, *TOUCHED)
    return ProgrammePlan(name, tuple(places), tuple(rows), tuple(counts), listing.skipped, mark)


@action("programmes.import")
def import_programme(session: Session, plan: ProgrammePlan, report: Report | None = None) -> ProgrammeMade:
    """Write what `plan` says, as one action. `report` may raise: then nothing is written.

    Raises NotAnOffice, StoreMovedOn, NothingToSave.
    """
    require_programmes(session)
    require_unmoved(session, plan.mark, *TOUCHED)
    if not plan.writes:
        raise NothingToSave()
    tell = report or (lambda _done, _of: None)
    fresh, changed = plan.rows_of(NEW), plan.rows_of(CHANGED)
    steps = len(plan.places) + len(fresh)
    ids: list[str] = []
    for done, place in enumerate(plan.places):
        tell(done, steps)
        writes = place.bucket in (NEW, CHANGED)
        ids.append(
            write_place(session, place, plan.programme) if writes else place.known.id if place.known else ""
        )
    session.flush()
    vendors = _enter_new(session, fresh)
    here: dict[int, TakingPart] = {}
    for done, row in enumerate(fresh, len(plan.places)):
        tell(done, steps)
        entry: PersonEntry = row.entry
        if entry.place not in here:
            here[entry.place] = TakingPart(session, ids[entry.place])
        vendor = row.target or vendors.get(entry.first_row, "")
        add_party(session, ids[entry.place], resolved(entry, here[entry.place]), vendor)
    for row in changed:
        change_party(session, row)
    session.flush()
    return ProgrammeMade(
        plan.programme,
        len(plan.of(NEW)),
        len(plan.of(CHANGED)),
        sum(place.makes_layout for place in plan.of(NEW, CHANGED)),
        len(fresh),
        len(changed),
        len(vendors),
    )


def _enter_new(session: Session, fresh: Sequence[PlannedRow]) -> dict[int, str]:
    """The new vendors, each once, by the row that enters them."""
    first = [row for row in fresh if row.entry.first_row == row.number]
    entries = [row.entry.party.vendor for row in first]
    return dict(zip((row.number for row in first), enter_vendors(session, entries), strict=True))
