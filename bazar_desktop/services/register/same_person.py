"""Two vendors beside each other: the same person, or not. Both sayings are facts that can be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from bazar_desktop.services.journal.history import HistoryEntry, field_history
from bazar_desktop.services.register.duplicates import Pair
from bazar_desktop.services.register.name_keys import name_key
from bazar_desktop.services.register.vendor_page import (
    MASKED,
    SameVendor,
    VendorPage,
    join_vendors,
    masked_history,
    part_vendors,
    vendor_page,
)
from bazar_desktop.services.register.vendors import UnknownVendor
from bazar_desktop.services.settings.values import category_names
from bazar_desktop.store.actions import action
from bazar_desktop.store.rows import enter, find
from bazar_desktop.store.tables import OtherPerson, SamePerson, Vendor, row_of

COMPARED = (
    "name", "business", "nik", "phone", "email", "address", "kecamatan", "kelurahan", "product", "category", "agency",
    "note",
)  # fmt: skip
HISTORY_SHOWN = 6


@dataclass(frozen=True, slots=True)
class FieldBeside:
    """One field of both, masked as lists show it. `differs` where both are filled and are not the same."""

    field: str
    first: str
    second: str
    differs: bool


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two vendors beside each other, with what happened to each, the latest first."""

    first: VendorPage
    second: VendorPage
    fields: tuple[FieldBeside, ...]
    first_history: tuple[HistoryEntry, ...]
    second_history: tuple[HistoryEntry, ...]


def side_by_side(session: Session, first: str, second: str) -> SideBySide:
    """Raises UnknownVendor."""
    pages = vendor_page(session, first), vendor_page(session, second)
    rows = session.get_one(Vendor, first), session.get_one(Vendor, second)
    names = category_names(session)
    fields = []
    for field in COMPARED:
        one, other = (_shown(page, field, names) for page in pages)
        mine, theirs = (getattr(row, field) or "" for row in rows) if field in MASKED else (one, other)
        if one or other:
            differs = bool(mine and theirs) and name_key(mine) != name_key(theirs)
            fields.append(FieldBeside(field, one, other, differs))
    first_history, second_history = (_history(session, vendor, names) for vendor in (first, second))
    return SideBySide(*pages, tuple(fields), first_history, second_history)


def _shown(page: VendorPage, field: str, categories: Mapping[str, str]) -> str:
    if field == "category":
        return categories.get(page.facts.category, page.facts.category)
    if field in {"email", "note"}:
        return str(getattr(page, field))
    return str(getattr(page.facts, field))


def _history(session: Session, vendor_id: str, categories: Mapping[str, str]) -> tuple[HistoryEntry, ...]:
    entries = [entry for entry in field_history(session, "vendor", vendor_id) if entry.field in COMPARED]
    latest = sorted(entries, key=lambda entry: entry.at, reverse=True)[:HISTORY_SHOWN]
    return tuple(_masked(entry, categories) for entry in latest)


def _masked(entry: HistoryEntry, categories: Mapping[str, str]) -> HistoryEntry:
    if entry.field == "category":
        before, after = (categories.get(str(value), value) for value in (entry.before, entry.after))
        return replace(entry, before=before, after=after)
    return replace(
        entry,
        before=masked_history(entry.field, entry.before),
        after=masked_history(entry.field, entry.after),
    )


@action("vendors.join_certain")
def join_certain(session: Session, pairs: Iterable[Pair]) -> int:
    """Join all these pairs as one action; those that moved on meanwhile are left. Returns how many were joined."""
    joined = 0
    for pair in pairs:
        if row_of(session, Vendor, pair.first) is None or row_of(session, Vendor, pair.second) is None:
            continue
        join_vendors(session, pair.first, pair.second)
        joined += 1
    return joined


@action("vendors.apart")
def tell_apart(session: Session, one: str, other: str) -> None:
    """Say that two vendors are two people: a joining is taken back, and they are not asked about again.

    Raises SameVendor, UnknownVendor.
    """
    if one == other:
        raise SameVendor()
    first, second = sorted((one, other))
    for id_ in (first, second):
        if row_of(session, Vendor, id_) is None:
            raise UnknownVendor()
    if find(session, SamePerson, first, second) is not None:
        part_vendors(session, first, second)
    enter(session, OtherPerson, first, second, first_id=first, second_id=second)
