"""The facts of everybody who applies for a bazaar, joined over all vendor ids of one person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import ABSENT, EXCUSED, VENDOR
from bazar_desktop.domain.turns.ranking import Applicant, Override
from bazar_desktop.domain.turns.rules import DOCUMENTS
from bazar_desktop.services.bazaars.bazaars import BazaarFacts
from bazar_desktop.services.bazaars.participants import CANCELLED, CONFIRMED, REJECTED, RESERVE, words_of
from bazar_desktop.services.bazaars.party_names import PartyWords
from bazar_desktop.services.day.rows_counted import SLICE
from bazar_desktop.services.journal.signers import signers_of
from bazar_desktop.services.register.vendors import people
from bazar_desktop.services.settings.agencies import agency_names
from bazar_desktop.services.turns.participation_facts import marks, stands_taken
from bazar_desktop.store.tables import Participation, Registration, TurnOverride, Vendor

NOT_VALID = ("dicabut", "ditolak", "tidak aktif", "kedaluwarsa", "kadaluarsa", "proses", "belum")
_DOCUMENT_OF = {item.casefold(): item for item in DOCUMENTS}


@dataclass(frozen=True, slots=True)
class Named:
    """An applicant with what a list calls them. `status` is the participation's."""

    applicant: Applicant
    name: str
    business: str
    status: str


@dataclass
class _Past:
    """What a person did before, by bazaar."""

    this_year: set[str] = field(default_factory=set)
    in_all: set[str] = field(default_factory=set)
    last: date | None = None
    excused: set[str] = field(default_factory=set)
    absent: set[str] = field(default_factory=set)


def read_applicants(session: Session, bazaar: BazaarFacts) -> list[Named]:
    """Every vendor of the bazaar who is not cancelled, with the facts of the person as known before its first day."""
    first, last = bazaar.days[0].day, bazaar.days[-1].day
    rows = _applications(session, bazaar.id)
    vendors = _vendors(session, [row.vendor_id or "" for row in rows])
    groups = _groups(session, vendors)
    ids = sorted({item for some in groups.values() for item in some})
    person_of = {item: person for person, some in groups.items() for item in some}
    past = _past(session, ids, person_of, first)
    documents = _documents(session, ids, person_of, first, last)
    overrides = _overrides(session, bazaar.id)
    agencies = agency_names(session)
    nameds = []
    for row in rows:
        vendor = vendors.get(row.vendor_id or "")
        person = person_of.get(row.vendor_id or "", row.vendor_id or row.id)
        before = past.get(person, _Past())
        applicant = Applicant(
            id=row.id,
            code=draw_code(bazaar.code, row),
            person=person,
            this_year=len(before.this_year),
            in_all=len(before.in_all),
            last=before.last,
            excused=len(before.excused),
            absent=len(before.absent),
            documents=frozenset(documents.get(person, ())),
            category=(vendor.category if vendor else "") or "",
            agency=agencies.get((vendor.agency_id if vendor else "") or "", ""),
            kecamatan=(vendor.kecamatan if vendor else "") or "",
            stands=max(1, row.booth_count or 1),
            fixed=row.status == CONFIRMED,
            rejected=row.status == REJECTED,
            waits=(row.reserve_order or 0) if row.status == RESERVE else 0,
            override=overrides.get(row.id),
        )
        other = words_of(session, row, None) if vendor is None else PartyWords("", "")
        name = (vendor.name if vendor else other.name) or ""
        business = (vendor.business if vendor else other.business) or name
        nameds.append(Named(applicant, name, business, row.status or ""))
    return nameds


def draw_code(bazaar_code: str, row: Participation) -> str:
    """What names an applicant in a draw, differing from all others: P233M01-A017, after the number on the card."""
    if row.card_letter and row.card_number:
        return f"{bazaar_code}-{row.card_letter}{row.card_number:03d}"
    return f"{bazaar_code}-{row.id[:8].upper()}"


def _applications(session: Session, bazaar_id: str) -> list[Participation]:
    query = select(Participation).where(
        Participation.bazaar_id == bazaar_id,
        Participation.party == VENDOR,
        Participation.withdrawn.is_(False),
        Participation.status.is_distinct_from(CANCELLED),
    )
    return list(session.execute(query).scalars())


def _vendors(session: Session, ids: Sequence[str]) -> dict[str, Vendor]:
    vendors: dict[str, Vendor] = {}
    for some in _slices(ids):
        rows = session.execute(select(Vendor).where(Vendor.id.in_(some))).scalars()
        vendors.update({row.id: row for row in rows})
    return vendors


def _groups(session: Session, vendors: Iterable[str]) -> dict[str, list[str]]:
    """All vendor ids of each person among `vendors`, by the id that stands for the person."""
    joined = people(session)
    of_person: dict[str, list[str]] = defaultdict(list)
    for item, person in joined.items():
        of_person[person].append(item)
    persons = {joined.get(vendor, vendor) for vendor in vendors}
    return {person: of_person.get(person) or [person] for person in persons}


def _past(
    session: Session, ids: Sequence[str], person_of: Mapping[str, str], first: date
) -> dict[str, _Past]:
    pasts: dict[str, _Past] = defaultdict(_Past)
    for vendor, bazaar, day in stands_taken(session, first, ids):
        past = pasts[person_of[vendor]]
        past.in_all.add(bazaar)
        past.last = max(past.last or day, day)
        if day.year == first.year:
            past.this_year.add(bazaar)
    for status, name in ((EXCUSED, "excused"), (ABSENT, "absent")):
        for vendor, bazaar, day in marks(session, status, first, ids):
            if day.year == first.year:
                getattr(pasts[person_of[vendor]], name).add(bazaar)
    return pasts


def _documents(
    session: Session, ids: Sequence[str], person_of: Mapping[str, str], first: date, last: date
) -> dict[str, set[str]]:
    """The kinds of registration that each person holds over all days from `first` to `last`."""
    found: dict[str, set[str]] = defaultdict(set)
    columns = (Registration.vendor_id, Registration.kind, Registration.since, Registration.until)
    for some in _slices(ids):
        query = select(*columns, Registration.status).where(
            Registration.vendor_id.in_(some), Registration.withdrawn.is_(False)
        )
        for vendor, kind, since, until, status in session.execute(query):
            known = _DOCUMENT_OF.get((kind or "").casefold())
            in_time = (since is None or since <= first) and (until is None or until >= last)
            if known and in_time and not (status or "").casefold().startswith(NOT_VALID):
                found[person_of[vendor]].add(known)
    return found


def _overrides(session: Session, bazaar_id: str) -> dict[str, Override]:
    query = select(TurnOverride).where(TurnOverride.bazaar_id == bazaar_id, TurnOverride.withdrawn.is_(False))
    rows = session.execute(query).scalars().all()
    signers = signers_of(session, rows)
    return {
        row.participation_id: Override(
            kind=row.kind or "",
            reason=row.reason or "",
            place=row.place or 0,
            by=signers.of(row, "decided_by"),
            at=row.decided_at,
        )
        for row in rows
    }


def _slices(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    known = sorted({row_id for row_id in ids if row_id})
    return (known[start : start + SLICE] for start in range(0, len(known), SLICE))
