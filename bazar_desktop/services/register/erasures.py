"""Erasing a person who asked for it: their values go from every store, what they took part in stays counted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.services.journal.history import moment_of
from bazar_desktop.services.register.vendors import UnknownVendor, people
from bazar_desktop.services.settings.officers import officer_called, officer_names, require_supervisor
from bazar_desktop.store.actions import action
from bazar_desktop.store.erasing import erase_rows, erased_vendors
from bazar_desktop.store.journal import act_of
from bazar_desktop.store.rows import enter, withdraw
from bazar_desktop.store.tables import (
    AsideChange,
    ChangeRow,
    Erasure,
    Participation,
    Registration,
    Vendor,
    row_of,
)


class ErasureReasonMissing(BazarError):
    """Whose wish it was and when stands beside every erasure."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure takes and what it leaves: the joined ids of the person, their permits, their bazaars.

    `changes` counts the entries of the journal that lost personal values here; 0 before it is done. `waits`: it is a
    usul of this laptop, and nothing goes before the office has accepted it.
    """

    vendors: tuple[str, ...]
    registrations: int
    participations: int
    changes: int = 0
    waits: bool = False


@dataclass(frozen=True, slots=True)
class ErasureFacts:
    """An erasure as the law's register wants it: whose id, who did it, when, why. Nothing of the person."""

    vendor_id: str
    officer: str
    at: datetime
    reason: str


def look_at_erasure(session: Session, *, vendor_id: str) -> Erased:
    """Tell what would go, for the question before it. Raises UnknownVendor."""
    ids = _person(session, vendor_id)
    permits = len(_registrations(session, ids))
    places = select(func.count()).where(Participation.vendor_id.in_(ids), Participation.withdrawn.is_(False))
    return Erased(ids, permits, session.execute(places).scalar_one())


@action("erasures.erase_person")
def erase_person(session: Session, *, vendor_id: str, reason: str, officer: str, at: datetime) -> Erased:
    """Erase this person under all ids joined with it. Cannot be undone; totals, counts and seals stay as they were.

    At a laptop of an office the values go when the office has accepted it.
    The reason must not name the person. Raises UnknownVendor, SupervisorOnly, ErasureReasonMissing.
    """
    require_supervisor(session, officer)
    if not reason.strip():
        raise ErasureReasonMissing()
    erased = look_at_erasure(session, vendor_id=vendor_id)
    act_of(session).reason = reason.strip()
    for row in _registrations(session, erased.vendors):
        withdraw(session, row)
    for vendor in erased.vendors:
        if (known := row_of(session, Vendor, vendor)) is not None:
            withdraw(session, known)
    counted = _written_down(session, erased.vendors, at)
    return replace(erased, changes=erase_rows(session, counted), waits=not counted.issuperset(erased.vendors))


@action("erasures.erase_again")
def erase_again(session: Session, *, vendor_ids: tuple[str, ...], at: datetime) -> int:
    """Write down that these vendors are erased, and erase what is here; returns how many changes lost values.

    For a backup that was made before the erasure and put back after it.
    """
    _written_down(session, vendor_ids, at)
    return erase_rows(session, vendor_ids)


def _written_down(session: Session, vendor_ids: tuple[str, ...], at: datetime) -> set[str]:
    """Enter the erasures; returns those that count. A laptop's wait for its office: what is gone cannot come back."""
    for row_id in vendor_ids:
        enter(session, Erasure, row_id, vendor_id=row_id, erased_at=at)
    session.flush()
    return erased_vendors(session).intersection(vendor_ids)


def erasures(session: Session) -> list[ErasureFacts]:
    """Every erasure this store has heard of, the latest first."""
    query = select(ChangeRow).where(
        ChangeRow.entity == Erasure.__tablename__, ChangeRow.row_id.in_(select(Erasure.id))
    )
    names = officer_names(session)
    ids = {row.id: row.vendor_id or "" for row in session.execute(select(Erasure.id, Erasure.vendor_id))}
    first: dict[str, ErasureFacts] = {}
    for row in session.execute(query.order_by(ChangeRow.at, ChangeRow.origin, ChangeRow.seq)).scalars():
        facts = ErasureFacts(
            ids.get(row.row_id, ""), officer_called(names, row.officer), moment_of(row.at), row.reason or ""
        )
        first.setdefault(row.row_id, facts)
    return sorted(first.values(), key=lambda item: item.at, reverse=True)


def _person(session: Session, vendor_id: str) -> tuple[str, ...]:
    """All ids of the person that are not erased yet. Raises UnknownVendor."""
    if row_of(session, Vendor, vendor_id) is None:
        if not _is_proposed(session, vendor_id):
            raise UnknownVendor()
        return (vendor_id,)
    groups = people(session)
    stands = groups.get(vendor_id)
    joined = {item for item, other in groups.items() if stands is not None and other == stands} | {vendor_id}
    return tuple(sorted(item for item in joined if row_of(session, Vendor, item) is not None))


def _is_proposed(session: Session, vendor_id: str) -> bool:
    """Whether only a usul names this vendor: no fact tells of it, and its values lie in the journal all the same."""
    entity = Vendor.__tablename__
    query = select(AsideChange.seq).where(AsideChange.entity == entity, AsideChange.row_id == vendor_id)
    is_known = session.execute(query.limit(1)).first() is not None
    return is_known and vendor_id not in erased_vendors(session)


def withdraw_erased(session: Session) -> None:
    """Take back vendors that an accepted usul entered although they were erased: nothing of them is left to count."""
    query = select(Vendor).where(Vendor.id.in_(select(Erasure.vendor_id)), Vendor.withdrawn.is_(False))
    rows = session.execute(query).scalars().all()
    for row in rows:
        for registration in _registrations(session, (row.id,)):
            withdraw(session, registration)
        withdraw(session, row)
    session.flush()
    erase_rows(session, [row.id for row in rows])


def _registrations(session: Session, vendor_ids: tuple[str, ...]) -> list[Registration]:
    query = select(Registration).where(Registration.vendor_id.in_(vendor_ids))
    return list(session.execute(query.where(Registration.withdrawn.is_(False))).scalars())
