"""Somebody who came without being on the list: written down in five fields, for the register's owner to complete."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.identifiers import normal_phone
from bazar_desktop.services.attendance.cards import card_of
from bazar_desktop.services.attendance.check_in import Arrival, arrive
from bazar_desktop.services.bazaars.participants import WALK_IN, add_participation, participation
from bazar_desktop.services.day.seal_guard import require_open
from bazar_desktop.services.register.vendors import add_vendor
from bazar_desktop.services.settings.values import categories
from bazar_desktop.store.actions import action
from bazar_desktop.store.tables import Vendor


@dataclass(frozen=True, slots=True)
class WalkIn:
    """The arrival, the new card's code, and whether the phone was known to the register already."""

    arrival: Arrival
    card: str
    known: bool


@action("walk_in.walk_in")
def walk_in(
    session: Session,
    *,
    bazaar_id: str,
    day: date,
    name: str,
    business: str,
    at: datetime,
    product: str = "",
    phone: str = "",
    category: str = "",
) -> WalkIn:
    """Let somebody take part who stands here now, present since `at`.

    `category` is the key of one; where none is named, a product that is called as one counts as it. A phone that the
    register knows is that vendor. Raises DayIsClosed, NotADayOfThisBazaar, VendorNameMissing,
    PhoneMalformed, AlreadyParticipating.
    """
    on = require_open(session, bazaar_id, day)
    number = normal_phone(phone) if phone.strip() else None
    known = _by_phone(session, number)
    kind = category or _category_called(session, product)
    values = {"phone": number, "product": product.strip() or None, "category": kind or None, "walk_in": True}
    vendor_id = known or add_vendor(session, name=name, business=business, near=bazaar_id, **values)
    session.flush()
    made = add_participation(session, bazaar_id, vendor_id=vendor_id, source=WALK_IN)
    row = participation(session, made)
    return WalkIn(arrive(session, row, on, at, 1), card_of(session, row), known is not None)


def _category_called(session: Session, words: str) -> str:
    """The key of the category with this name; "" for none."""
    plain = words.strip().casefold()
    return next((item.key for item in categories(session) if plain in {item.name.casefold(), item.key}), "")


def _by_phone(session: Session, phone: str | None) -> str | None:
    if phone is None:
        return None
    query = select(Vendor.id).where(Vendor.phone == phone, Vendor.withdrawn.is_(False))
    return session.execute(query.order_by(Vendor.id).limit(1)).scalars().first()
