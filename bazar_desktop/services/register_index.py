"""Who of a list is in the register already: certain, likely, or nobody. Linear: every vendor is read once."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.services.list_terms import name_key
from bazar_desktop.services.lists import Difference, Value
from bazar_desktop.services.vendors import agency_names
from bazar_desktop.store.tables import Registration, Vendor

JAKPRENEUR = "Jakpreneur"
COLUMNS = (
    "name", "business", "nik", "phone", "email", "address", "kecamatan", "kelurahan", "product", "category", "note",
)  # fmt: skip

# Why a match is not certain.
SAME_NIK_OTHER_BUSINESS = "same_nik_other_business"
SAME_PHONE_OTHER_NAME = "same_phone_other_name"
SAME_NUMBER_OTHER_NAME = "same_number_other_name"
SAME_NAME_OTHER_KECAMATAN = "same_name_other_kecamatan"
SAME_NAME_ONLY = "same_name_only"
NIK_DIFFERS = "nik_differs"
SEVERAL_MATCH = "several_match"


@dataclass(frozen=True, slots=True)
class VendorEntry:
    """What a row says of a vendor: `values` by column, filled ones only; `agency` by name; registrations by kind."""

    values: dict[str, Any]
    agency: str
    registrations: tuple[tuple[str, str], ...]
    extra: dict[str, str]

    def get(self, column: str) -> Any:
        return self.values.get(column)


@dataclass(frozen=True, slots=True)
class Known:
    """A vendor of the register, or one that an earlier row of the same list brings (`row`, its id is "")."""

    id: str
    entry: VendorEntry
    row: int = 0

    @property
    def title(self) -> str:
        return title_of(self.entry)


@dataclass(frozen=True, slots=True)
class Match:
    """`known` is the vendor met, `doubt` why that is not certain ("" where it is); `others` may be it too."""

    known: Known
    doubt: str = ""
    others: tuple[Known, ...] = ()


def title_of(entry: VendorEntry) -> str:
    """Whose row it is, for lists: business and name."""
    return " · ".join(part for part in (entry.get("business"), entry.get("name")) if part)


class RegisterIndex:
    """The register's vendors by NIK, phone, Jakpreneur number and names; a list's own new rows are added to it."""

    def __init__(self, session: Session) -> None:
        self._by: dict[tuple[str, str], list[Known]] = defaultdict(list)
        self.by_id: dict[str, Known] = {}
        for known in _vendors(session):
            self.by_id[known.id] = known
            self.add(known)

    def add(self, known: Known) -> None:
        for key in _keys(known.entry):
            self._by[key].append(known)

    def find(self, entry: VendorEntry) -> Match | None:
        """The vendor that `entry` is: a certain one first, then a likely one; None where nobody is like it."""
        sure: dict[str, Known] = {}
        likely: dict[str, Match] = {}
        for key in _keys(entry):
            for known in self._by.get(key, ()):
                doubt = _doubt(entry, known, key[0])
                name = known.id or f"row {known.row}"
                if doubt == "":
                    sure.setdefault(name, known)
                elif doubt is not None:
                    likely.setdefault(name, Match(known, doubt))
        if len(sure) > 1:
            exact = [known for known in sure.values() if not differences(entry, known.entry)]
            if not exact:
                first, *others = sure.values()
                return Match(first, SEVERAL_MATCH, tuple(others))
            return Match(exact[0])
        if sure:
            return Match(next(iter(sure.values())))
        if likely:
            first_match, *more = likely.values()
            return Match(first_match.known, first_match.doubt, tuple(match.known for match in more))
        return None


def differences(entry: VendorEntry, known: VendorEntry) -> tuple[Difference, ...]:
    """What `entry` says otherwise than `known`. Blank cells say nothing; capitals and spaces are no difference."""
    found = [
        Difference(column, known.get(column), after)
        for column, after in entry.values.items()
        if after not in (None, "") and not _alike(known.get(column), after)
    ]
    if entry.agency and name_key(entry.agency) != name_key(known.agency):
        found.append(Difference("agency", known.agency or None, entry.agency))
    had = {(kind, name_key(number)) for kind, number in known.registrations}
    found += [
        Difference(kind, None, number)
        for kind, number in entry.registrations
        if (kind, name_key(number)) not in had
    ]
    found += [
        Difference(f"extra:{name}", known.extra.get(name), text)
        for name, text in entry.extra.items()
        if known.extra.get(name) != text
    ]
    return tuple(one for one in found if not _is_weaker(one, known))


def _is_weaker(one: Difference, known: VendorEntry) -> bool:
    """A damaged NIK says nothing against a whole one."""
    return one.field == "nik_damaged" and bool(known.get("nik"))


def _alike(before: Value, after: Value) -> bool:
    if isinstance(before, str) and isinstance(after, str):
        return " ".join(before.split()).casefold() == " ".join(after.split()).casefold()
    return before == after


def _keys(entry: VendorEntry) -> Iterator[tuple[str, str]]:
    if entry.get("nik"):
        yield "nik", entry.values["nik"]
    if entry.get("phone"):
        yield "phone", entry.values["phone"]
    for kind, number in entry.registrations:
        if kind == JAKPRENEUR:
            yield "number", name_key(number)
    name, business = name_key(entry.get("name")), name_key(entry.get("business"))
    yield "names", f"{name}|{business}"
    if name and not business:
        yield "name", name
    elif name and business:
        yield "name", name
        yield "business", business
    elif business:
        yield "business", business


def _doubt(entry: VendorEntry, known: Known, by: str) -> str | None:
    """Why `entry` may not be `known` though they meet `by` this key: "" for certain, None for not at all."""
    other = known.entry
    same_name = _same(entry, other, "name")
    same_business = _same(entry, other, "business")
    if by == "nik":
        return (
            ""
            if same_business or (same_name and not _both(entry, other, "business"))
            else SAME_NIK_OTHER_BUSINESS
        )
    if by in {"phone", "number"}:
        if not (same_name or same_business):
            return SAME_PHONE_OTHER_NAME if by == "phone" else SAME_NUMBER_OTHER_NAME
        if _differ(entry, other, "nik"):
            return NIK_DIFFERS
        agrees = not _differ_by_key(entry, other, "business")
        return "" if agrees else SAME_PHONE_OTHER_NAME if by == "phone" else SAME_NUMBER_OTHER_NAME
    if by == "names":
        return _doubt_by_names(entry, other, whole=same_name and same_business)
    return _doubt_by_one_name(entry, other)


def _doubt_by_names(entry: VendorEntry, other: VendorEntry, *, whole: bool) -> str | None:
    if _differ(entry, other, "nik"):
        return NIK_DIFFERS if whole else None
    if not whole:
        if not differences(entry, other):
            return ""
        alike = any(_same(entry, other, column) for column in ("product", "address", "kelurahan"))
        return SAME_NAME_ONLY if alike and _same(entry, other, "kecamatan") else None
    return SAME_NAME_OTHER_KECAMATAN if _differ_by_key(entry, other, "kecamatan") else ""


def _doubt_by_one_name(entry: VendorEntry, other: VendorEntry) -> str | None:
    """One side names only the person or only the business: likely where the kecamatan agrees."""
    if _both(entry, other, "name") and _both(entry, other, "business"):
        return None
    if not entry.get("business") and not other.get("business"):
        return None
    if not entry.get("name") and not other.get("name"):
        return None
    nothing_against = not _differ(entry, other, "nik") and not _differ(entry, other, "phone")
    return SAME_NAME_ONLY if nothing_against and _same(entry, other, "kecamatan") else None


def _same(entry: VendorEntry, other: VendorEntry, column: str) -> bool:
    key = name_key(entry.get(column))
    return bool(key) and key == name_key(other.get(column))


def _both(entry: VendorEntry, other: VendorEntry, column: str) -> bool:
    return bool(entry.get(column) and other.get(column))


def _differ(entry: VendorEntry, other: VendorEntry, column: str) -> bool:
    return _both(entry, other, column) and entry.get(column) != other.get(column)


def _differ_by_key(entry: VendorEntry, other: VendorEntry, column: str) -> bool:
    return _both(entry, other, column) and not _same(entry, other, column)


def _vendors(session: Session) -> Iterator[Known]:
    agencies = agency_names(session)
    numbers: dict[str, list[tuple[str, str]]] = defaultdict(list)
    query = select(Registration.vendor_id, Registration.kind, Registration.number)
    for vendor_id, kind, number in session.execute(query.where(Registration.withdrawn.is_(False))):
        numbers[vendor_id].append((kind, number or ""))
    columns = [getattr(Vendor, name) for name in COLUMNS]
    wanted = select(Vendor.id, Vendor.agency_id, Vendor.extra, Vendor.nik_damaged, *columns)
    for row in session.execute(wanted.where(Vendor.withdrawn.is_(False))):
        id_, agency_id, extra, damaged, *values = row
        filled = {name: value for name, value in zip(COLUMNS, values, strict=True) if value}
        if damaged:
            filled["nik_damaged"] = True
        entry = VendorEntry(
            filled, agencies.get(agency_id or "", ""), tuple(numbers.get(id_, ())), read_extra(extra)
        )
        yield Known(id_, entry)


def read_extra(text: str | None) -> dict[str, str]:
    """The columns without a field, by header; {} for none or for what another program wrote there."""
    try:
        value = json.loads(text or "{}")
    except ValueError:
        return {}
    return {str(name): str(one) for name, one in value.items()} if isinstance(value, dict) else {}
