"""The register: vendors, their registrations, search, and showing what is masked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.identifiers import mask_nik, mask_phone
from bazar_desktop.domain.journal.authority import ChangeStanding
from bazar_desktop.services.settings.agencies import agency_names
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import Agency, AsideChange, Registration, SamePerson, Vendor, new_id, row_of


class UnknownVendor(BazarError):
    """No vendor has this id."""


class VendorNameMissing(BazarError):
    """A vendor needs a name or a business."""


@dataclass(frozen=True, slots=True)
class VendorFacts:
    """A vendor as lists show it: NIK and phone are masked.

    `proposed`: something of it was changed here beyond this laptop's authority and waits for the office's word.
    """

    id: str
    name: str
    business: str
    product: str
    category: str
    agency: str
    kecamatan: str
    kelurahan: str
    address: str
    nik: str
    nik_damaged: bool
    phone: str
    walk_in: bool
    changed_at: str
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class RegistrationFacts:
    kind: str
    number: str
    since: date | None
    until: date | None
    status: str


def add_vendor(
    session: Session, *, name: str, business: str = "", near: str | None = None, **values: Any
) -> str:
    """Enter a vendor and return the id; `values` are other columns, already in normal form.

    `near` is the bazaar where somebody came unannounced: the id begins as the bazaar's, so that its laptops may go on
    writing of them. Raises VendorNameMissing.
    """
    if not name.strip() and not business.strip():
        raise VendorNameMissing()
    row = enter(session, Vendor, name=name.strip(), business=business.strip(), **values)
    row.id = new_id(near)
    return row.id


def vendors_by_ids(session: Session, ids: Sequence[str]) -> list[VendorFacts]:
    """Give those vendors in the order of `ids`; a page of a long list."""
    vendors: dict[str, VendorFacts] = {}
    asked = _proposed(session)
    for start in range(0, len(ids), 500):
        query = _WITH_AGENCY.where(Vendor.id.in_(ids[start : start + 500]))
        vendors.update({row.id: _facts(row, row.agency, asked) for row in session.execute(query)})
    return [vendors[row_id] for row_id in ids if row_id in vendors]


_WITH_AGENCY = select(
    Vendor.id, Vendor.name, Vendor.business, Vendor.product, Vendor.category, Vendor.kecamatan, Vendor.kelurahan,
    Vendor.address, Vendor.nik, Vendor.nik_damaged, Vendor.phone, Vendor.walk_in, Vendor.changed_at,
    Agency.name.label("agency"),
).outerjoin(Agency, Agency.id == Vendor.agency_id)  # fmt: skip


def vendor_facts(session: Session, vendor_id: str) -> VendorFacts:
    """Raises UnknownVendor."""
    row = row_of(session, Vendor, vendor_id)
    if row is None:
        raise UnknownVendor()
    return _facts(row, agency_names(session).get(row.agency_id or ""), _proposed(session))


def vendors_by_id(session: Session, ids: Iterable[str]) -> list[VendorFacts]:
    """Give these vendors by business, those that are withdrawn too."""
    wanted = sorted(set(ids))
    rows: list[Vendor] = []
    for start in range(0, len(wanted), 500):
        query = select(Vendor).where(Vendor.id.in_(wanted[start : start + 500]))
        rows += session.execute(query).scalars()
    names, asked = agency_names(session), _proposed(session)
    facts = (_facts(row, names.get(row.agency_id or ""), asked) for row in rows)
    return sorted(facts, key=lambda fact: (fact.business, fact.id))


def vendors_as(session: Session, rows: Iterable[Vendor]) -> list[VendorFacts]:
    """Give the facts of these rows, which need not stand in the store."""
    names = agency_names(session)
    return [_facts(row, names.get(row.agency_id or ""), frozenset()) for row in rows]


def registrations(session: Session, vendor_id: str) -> list[RegistrationFacts]:
    query = select(Registration).where(Registration.vendor_id == vendor_id, Registration.withdrawn.is_(False))
    return [
        RegistrationFacts(row.kind or "", row.number or "", row.since, row.until, row.status or "")
        for row in session.execute(query.order_by(Registration.kind)).scalars()
    ]


def people(session: Session) -> dict[str, str]:
    """For each vendor id that is joined with others, one id that stands for the person."""
    query = select(SamePerson.first_id, SamePerson.second_id).where(SamePerson.withdrawn.is_(False))
    return groups_of((first, second) for first, second in session.execute(query))


def groups_of(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each id that is joined with others by `pairs`, one id that stands for all of them."""
    joined: dict[str, str] = {}

    def stands_for(one: str) -> str:
        while joined.get(one, one) != one:
            one = joined[one]
        return one

    for pair in pairs:
        if not all(pair):  # of this joining a part has not come yet
            continue
        first, second = sorted(map(stands_for, pair))
        joined[second] = first
        joined.setdefault(first, first)
    return {item: stands_for(item) for item in joined}


def _proposed(session: Session) -> frozenset[str]:
    """The vendors of whom this laptop changed what only the office may, until its word has come."""
    query = select(AsideChange.row_id).where(
        AsideChange.entity == Vendor.__tablename__, AsideChange.standing == str(ChangeStanding.PROPOSED)
    )
    return frozenset(session.execute(query).scalars())


def _facts(row: Any, agency: str | None, proposed: frozenset[str]) -> VendorFacts:
    return VendorFacts(
        id=row.id,
        name=row.name or "",
        business=row.business or "",
        product=row.product or "",
        category=row.category or "",
        agency=agency or "",
        kecamatan=row.kecamatan or "",
        kelurahan=row.kelurahan or "",
        address=row.address or "",
        nik=mask_nik(row.nik) if row.nik else "",
        nik_damaged=bool(row.nik_damaged),
        phone=mask_phone(row.phone) if row.phone else "",
        walk_in=bool(row.walk_in),
        changed_at=row.changed_at,
        proposed=row.id in proposed,
    )
