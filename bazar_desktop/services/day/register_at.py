"""The register as a seal covers it: who a vendor was then, what an agency and a bazaar were called."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import DayRow
from bazar_desktop.domain.journal.changes import Change
from bazar_desktop.domain.journal.merging import fold_row
from bazar_desktop.services.bazaars.bazaars import BazaarFacts
from bazar_desktop.services.bazaars.participants import business_of, category_of
from bazar_desktop.store.changes import changes_of_rows, last_numbers
from bazar_desktop.store.fields import field_names, merge_rules
from bazar_desktop.store.folding import decode
from bazar_desktop.store.tables import (
    Agency,
    AnyFact,
    Bazaar,
    Fact,
    Lokasi,
    SealedCorrection,
    Vendor,
)

Covers = Mapping[str, int]  # the last seq by origin
Runs = Mapping[str, Sequence[tuple[int, int]]]  # first and last seq of each run, by origin


class SealReach(dict[str, int]):
    """How far a seal covers each origin's chain, `without` what lay before that and did not count where it was made.

    A usul that is accepted later, or what is let count again, so never reaches back into a day that was sealed.
    """

    def __init__(self, covers: Mapping[str, int], without: Runs) -> None:
        super().__init__(covers)
        self.without = without


# -- folding rows as of a seal ------------------------------------------------------------------------------------


def is_covered(change: Change, covers: Covers) -> bool:
    """Whether the change is among what `covers` covers."""
    if change.seq > covers.get(change.origin, 0):
        return False
    runs = covers.without.get(change.origin, ()) if isinstance(covers, SealReach) else ()
    return not any(first <= change.seq <= last for first, last in runs)


def has_moved(last: Mapping[str, int], covers: Covers) -> bool:
    """Whether a row whose last changes have these numbers, by origin, may stand otherwise than `covers` has it."""
    left_out = covers.without if isinstance(covers, SealReach) else ()
    return any(seq > covers.get(origin, 0) or origin in left_out for origin, seq in last.items())


def folded(session: Session, cls: type[AnyFact], ids: Iterable[str], covers: Covers) -> list[AnyFact]:
    """The rows as the covered changes leave them; they belong to no session. Rows entered later are left out."""
    entity = cls.__tablename__
    known = changes_of_rows(session, [(entity, row_id) for row_id in ids])
    rows = (fold_covered(cls, row_id, changes, covers) for (_, row_id), changes in known.items())
    return [row for row in rows if row is not None]


def fold_covered(cls: type[AnyFact], row_id: str, changes: list[Change], covers: Covers) -> AnyFact | None:
    """One row as the covered of its `changes` leave it; None where none is covered."""
    covered = [change for change in changes if is_covered(change, covers)]
    if not covered:
        return None
    state = fold_row(covered, merge_rules(cls))
    values = state.values()
    row = {name: decode(cls, name, values.get(name)) for name in field_names(cls)}
    return cls(
        **{**row, "id": row_id, "changed_at": state.changed_at, "withdrawn": bool(values.get("withdrawn"))}
    )


_OriginReach = tuple[str, int, tuple[tuple[int, int], ...]]  # origin, last seq, what is left out before it


# -- what a row says of its party ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PartyAt:
    """Who stands behind a row: the vendor's id, or the agency's where it stands for itself."""

    vendor_id: str | None
    agency_id: str | None


class RegisterAt:
    """Vendors and agencies as any seal covers them. Only those that have moved since are read from the journal."""

    def __init__(self, session: Session, vendors: Mapping[str, Vendor], agencies: Mapping[str, str]) -> None:
        """`vendors` and `agencies` (names) are those of today, by id."""
        self._session, self._vendors, self._agencies = session, vendors, agencies
        self._last = last_numbers(session, Vendor.__tablename__, vendors)
        self._last |= last_numbers(session, Agency.__tablename__, agencies)
        self._changes: dict[str, list[Change]] = {}
        self._states: dict[tuple[str, tuple[_OriginReach, ...]], Fact | None] = {}

    def moved(self, party: PartyAt, covers: Covers) -> list[str]:
        """Which of the vendor and its agency of today changed after what `covers` covers."""
        vendor = self._vendors.get(party.vendor_id or "")
        agency = vendor.agency_id if vendor else party.agency_id
        return [row_id for row_id in (party.vendor_id, agency) if row_id and self._has_moved(row_id, covers)]

    def read(self, cls: type[Fact], row_ids: Collection[str]) -> None:
        """Read the changes of all these rows of `cls` at once, before they are asked for one by one."""
        known = changes_of_rows(self._session, [(cls.__tablename__, row_id) for row_id in row_ids])
        self._changes |= {row_id: changes for (_, row_id), changes in known.items() if changes}

    def says(self, row: DayRow, party: PartyAt, covers: Covers) -> DayRow:
        """`row` with what the register said of its party then."""
        vendor = self._vendor(party.vendor_id, covers)
        agency = self._agency((vendor.agency_id if vendor else party.agency_id) or "", covers)
        return replace(
            row,
            name=(vendor.name if vendor else agency) or "",
            business=business_of(vendor) if vendor else agency,
            product=(vendor.product if vendor else "") or "",
            category=category_of(vendor, row.party),
            agency=agency,
        )

    def _vendor(self, vendor_id: str | None, covers: Covers) -> Vendor | None:
        if vendor_id is None or not self._has_moved(vendor_id, covers):
            return self._vendors.get(vendor_id or "")
        return self._state(Vendor, vendor_id, covers)

    def _agency(self, agency_id: str, covers: Covers) -> str:
        if not self._has_moved(agency_id, covers):
            return self._agencies.get(agency_id, "")
        agency = self._state(Agency, agency_id, covers)
        return (agency.name if agency else "") or ""

    def _has_moved(self, row_id: str, covers: Covers) -> bool:
        return has_moved(self._last.get(row_id, {}), covers)

    def _state(self, cls: type[AnyFact], row_id: str, covers: Covers) -> AnyFact | None:
        """Fold one row; seals that cover the same of it share the state."""
        if row_id not in self._changes:
            self.read(cls, [row_id])
        left_out = covers.without if isinstance(covers, SealReach) else {}
        reach = tuple(
            (origin, covers.get(origin, 0), tuple(left_out.get(origin, ())))
            for origin in sorted(self._last.get(row_id, {}))
        )
        if (row_id, reach) not in self._states:
            changes = self._changes.get(row_id, [])
            self._states[row_id, reach] = fold_covered(cls, row_id, changes, covers)
        return cast("AnyFact | None", self._states[row_id, reach])


def register_reach(session: Session, vendor: Vendor, ends: Covers) -> str:
    """How far the journal tells of this vendor and its agency now, as a correction keeps it."""
    keys = [(Vendor.__tablename__, vendor.id)]
    keys += [(Agency.__tablename__, vendor.agency_id)] if vendor.agency_id else []
    origins = {change.origin for changes in changes_of_rows(session, keys).values() for change in changes}
    return json.dumps({origin: ends[origin] for origin in sorted(origins) if origin in ends})


# -- corrections that reach back ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Correction:
    """One that stands beside a seal: up to where in the journal the vendor is read for that day; why, by whom, when."""

    vendor_id: str
    register: Covers
    reason: str
    officer: str
    at: datetime | None


def corrections_beside(
    session: Session, seals: Mapping[tuple[str, date], Covers], vendor_id: str | None = None
) -> dict[tuple[str, date], dict[str, Correction]]:
    """The corrections that these seals (by bazaar id and day) do not cover yet, by day and vendor."""
    query = select(SealedCorrection).where(SealedCorrection.withdrawn.is_(False))
    if vendor_id is not None:
        query = query.where(SealedCorrection.vendor_id == vendor_id)
    rows = [row for row in session.execute(query).scalars() if (row.bazaar_id, row.day) in seals]
    last = last_numbers(session, SealedCorrection.__tablename__, [row.id for row in rows])
    beside: dict[tuple[str, date], dict[str, Correction]] = defaultdict(dict)
    for row in rows:
        covers = seals[row.bazaar_id, row.day]
        if any(seq > covers.get(origin, 0) for origin, seq in last.get(row.id, {}).items()):
            register: dict[str, int] = json.loads(row.register or "{}")
            beside[row.bazaar_id, row.day][row.vendor_id] = Correction(
                row.vendor_id, register, row.reason or "", row.corrected_by or "", row.corrected_at
            )
    return beside


# -- the bazaar itself --------------------------------------------------------------------------------------------


def bazaar_then(facts: BazaarFacts, row: Bazaar, place: Lokasi | None) -> BazaarFacts:
    """The bazaar of `facts` with what its row and that of its lokasi said then."""
    return replace(
        facts,
        code=row.code or facts.code,
        name=row.name or "",
        kind=row.kind or "",
        lokasi=(place.name if place else row.place) or "",
        address=(place.address if place else "") or "",
        kecamatan=(place.kecamatan if place else "") or "",
        kota=(place.kota if place else "") or "",
    )


class BazaarsAt:
    """Bazaars and their lokasi as any seal covers them: code, name, kind, place, kecamatan and kota."""

    def __init__(self, session: Session, bazaars: Mapping[str, BazaarFacts]) -> None:
        self._session, self._bazaars = session, bazaars
        places = {item.lokasi_id for item in bazaars.values() if item.lokasi_id}
        self._last = last_numbers(session, Bazaar.__tablename__, bazaars)
        self._last |= last_numbers(session, Lokasi.__tablename__, places)

    def at(self, bazaar_id: str, covers: Covers) -> BazaarFacts:
        """The bazaar as `covers` covers it."""
        facts = self._bazaars[bazaar_id]
        ids = [row_id for row_id in (bazaar_id, facts.lokasi_id) if row_id]
        if not any(has_moved(self._last.get(row_id, {}), covers) for row_id in ids):
            return facts
        rows = folded(self._session, Bazaar, [bazaar_id], covers)
        if not rows:
            return facts
        (row,) = rows
        places = folded(self._session, Lokasi, [row.lokasi_id] if row.lokasi_id else [], covers)
        return bazaar_then(facts, row, places[0] if places else None)
