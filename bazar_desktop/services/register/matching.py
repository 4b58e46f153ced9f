"""Who of a list is in the register already: certain, likely, or nobody. Linear: every vendor is read once."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.services.register.entry import (
    JAKPRENEUR,
    OWNERLESS,
    SEVERAL_MATCH,
    EntryBlock,
    Known,
    VendorEntry,
    differences,
    doubt_of,
)
from bazar_desktop.services.register.name_keys import name_key, name_keys
from bazar_desktop.services.settings.agencies import agency_names
from bazar_desktop.store.tables import Registration, Vendor

COLUMNS = (
    "name", "business", "nik", "phone", "email", "address", "kecamatan", "kelurahan", "product", "category", "note",
)  # fmt: skip
MOST_ALIKE = 50  # vendors looked at under one key: a phone that an office types for everybody says nothing
NIK, PHONE, NUMBER, NAMES, NAME, BUSINESS = "nik", "phone", "number", "names", "name", "business"


class Keys(NamedTuple):
    """Under what a vendor may be met, the surest first; "" and () for what is not known."""

    nik: str
    phone: str
    numbers: tuple[str, ...]
    names: str


@dataclass(frozen=True, slots=True)
class Match:
    """`known` is the vendor met, `doubt` why that is not certain ("" where it is); `others` may be it too."""

    known: Known
    doubt: str = ""
    others: tuple[Known, ...] = ()


class BlockKeys(NamedTuple):
    """The keys of rows that follow one another, by kind: one a row, "" where it has none."""

    niks: Sequence[str]
    phones: Sequence[str]
    names: Sequence[str]

    def part(self, start: int, end: int) -> BlockKeys:
        """Give those of the rows from `start` to before `end`."""
        return BlockKeys(self.niks[start:end], self.phones[start:end], self.names[start:end])


Ordinal = int  # counts the vendors that were taken in by column; they are made when somebody meets them


class _Shelf(dict[str, Known | Ordinal | list[Known | Ordinal]]):
    """Vendors by one kind of key. A key mostly has one vendor, which then needs no list."""

    def put(self, key: str, known: Known | Ordinal) -> None:
        found = self.setdefault(key, known)
        if found is known:
            return
        if isinstance(found, list):
            if len(found) < MOST_ALIKE:
                found.append(known)
        else:
            self[key] = [found, known]

    def of(self, key: str) -> Iterable[Known | Ordinal]:
        found = self.get(key)
        if found is None:
            return ()
        return found if isinstance(found, list) else (found,)


class RegisterIndex:
    """The register's vendors by NIK, phone, Jakpreneur number and names; a list's own new rows are added to it."""

    def __init__(self, session: Session) -> None:
        self._niks, self._phones, self._numbers, self._names = _Shelf(), _Shelf(), _Shelf(), _Shelf()
        # vendors of whom only the one or the other name is known
        self._half = {NAME: _Shelf(), BUSINESS: _Shelf()}
        self._ownerless = _Shelf()  # businesses of whom no owner is known, by name alone
        self._owned: _Shelf | None = None  # all others by the same, made when an ownerless one asks
        # all others by the same keys, made when they are asked for
        self._whole: dict[str, _Shelf] | None = None
        self._added: list[Known | Ordinal] = []
        self._blocks: list[EntryBlock] = []
        self._ends: list[Ordinal] = [0]
        self.by_id: dict[str, Known] = {}
        for known in _vendors(session):
            self.by_id[known.id] = known
            self.add(known, keys_of(known.entry))

    def add(self, known: Known, keys: Keys) -> None:
        """Take in a vendor under its `keys`."""
        if keys.nik:
            self._niks.put(keys.nik, known)
        if keys.phone:
            self._phones.put(keys.phone, known)
        for number in keys.numbers:
            self._numbers.put(number, known)
        self._names.put(keys.names, known)
        self._put_business(known)
        if self._whole is None and _is_whole(known.entry):
            self._added.append(known)
            return
        halves = _halves(known.entry)
        if len(halves) == 1:
            self._half[halves[0][0]].put(halves[0][1], known)
        elif halves and self._whole is not None:
            for kind, key in halves:
                self._whole[kind].put(key, known)

    def add_block(self, entries: EntryBlock, keys: BlockKeys) -> None:
        """Take in vendors none of whom `meeting` has named."""
        ordinals = range(self._ends[-1], self._ends[-1] + len(entries))
        self._blocks.append(entries)
        self._ends.append(ordinals.stop)
        for shelf, some in ((self._niks, keys.niks), (self._phones, keys.phones), (self._names, keys.names)):
            shelf.update(zip(some, ordinals, strict=True))
            shelf.pop("", None)
        for place, permits in entries.permits.items():
            for number in _numbers(permits):
                self._numbers.put(number, ordinals[place])
        self._owned = None
        if self._whole is None:
            self._added.extend(ordinals)
        else:
            self._put_halves(ordinals)

    def meeting(self, entries: EntryBlock, keys: BlockKeys) -> set[int]:
        """Give the places of rows that may meet a vendor known by now, or an earlier row of the block."""
        met: set[int] = set()
        for shelf, some in ((self._niks, keys.niks), (self._phones, keys.phones), (self._names, keys.names)):
            if not shelf.keys().isdisjoint(some):
                met.update(place for place, key in enumerate(some) if key in shelf)
            if len(set(some)) < len(some):
                met.update(_repeated(enumerate(some)))
        numbers = [(place, number) for place, some in entries.permits.items() for number in _numbers(some)]
        met.update(place for place, number in numbers if number in self._numbers)
        met.update(_repeated(numbers))
        met.update(self._meeting_by_one_name(entries))
        if self._ownerless:
            businesses = map(name_key, entries.column(BUSINESS))
            met.update(place for place, key in enumerate(businesses) if key in self._ownerless)
        return met

    def _meeting_by_one_name(self, entries: EntryBlock) -> Iterator[int]:
        """A row that names only the person or only the business, and one like a vendor known so."""
        ask = any(self._half.values())
        columns = [entries.column(name) for name in (NAME, BUSINESS, "kecamatan")]
        for place, (name, business, kecamatan) in enumerate(zip(*columns, strict=True)):
            if not (name and business):
                if kecamatan:
                    yield place
            elif ask and any(key in self._half[kind] for kind, key in _half_keys(name, business, kecamatan)):
                yield place

    def find(self, entry: VendorEntry, keys: Keys) -> Match | None:
        """The vendor that `entry` is: a certain one first, then a likely one; None where nobody is like it."""
        if not self._may_meet(entry, keys):
            return None
        sure: dict[str, Known] = {}
        likely: dict[str, Match] = {}
        for kind, known in self._met(entry, keys):
            doubt = doubt_of(entry, known.entry, kind)
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

    def _may_meet(self, entry: VendorEntry, keys: Keys) -> bool:
        """False where plainly nobody shares a key with `entry`, as with most rows of a new list."""
        if keys.nik in self._niks or keys.phone in self._phones or keys.names in self._names:
            return True
        if not _is_whole(entry) or self._ownerless or any(number in self._numbers for number in keys.numbers):
            return True
        return any(self._half.values()) and any(key in self._half[kind] for kind, key in _halves(entry))

    def _met(self, entry: VendorEntry, keys: Keys) -> Iterator[tuple[str, Known]]:
        """Who shares a key with `entry`, and of which kind."""
        few = (
            (NIK, self._niks, (keys.nik,)),
            (PHONE, self._phones, (keys.phone,)),
            (NUMBER, self._numbers, keys.numbers),
            (NAMES, self._names, (keys.names,)),
        )
        for kind, shelf, some in few:
            for key in some:
                for known in shelf.of(key):
                    yield kind, self._made(known)
        halves = _halves(entry)
        for kind, key in halves:
            for known in self._half[kind].of(key):
                yield kind, self._made(known)
        if len(halves) == 1:
            kind, key = halves[0]
            for known in self._wholes()[kind].of(key):
                yield kind, self._made(known)
        business = name_key(entry.get(BUSINESS))
        if business:
            shelf = self._ownerless if entry.get(NAME) else self._owned_businesses()
            for known in shelf.of(business):
                yield OWNERLESS, self._made(known)

    def _put_business(self, known: Known) -> None:
        business = name_key(known.entry.get(BUSINESS))
        if business and not known.entry.get(NAME):
            self._ownerless.put(business, known)
        elif business and self._owned is not None:
            self._owned.put(business, known)

    def _owned_businesses(self) -> _Shelf:
        if self._owned is None:
            self._owned = _Shelf()
            for key in list(self._names):
                name, _bar, business = key.partition("|")
                for known in self._names.of(key) if name and business else ():
                    self._owned.put(business, known)
        return self._owned

    def _made(self, known: Known | Ordinal) -> Known:
        """The vendor itself, of one that was taken in by column."""
        if isinstance(known, Known):
            return known
        which = bisect_right(self._ends, known) - 1
        entries, place = self._blocks[which], known - self._ends[which]
        return Known("", entries.entry(place), entries.numbers[place])

    def _wholes(self) -> dict[str, _Shelf]:
        if self._whole is None:
            self._whole = {NAME: _Shelf(), BUSINESS: _Shelf()}
            self._put_halves(self._added)
        return self._whole

    def _put_halves(self, some: Iterable[Known | Ordinal]) -> None:
        for known in some:
            for kind, key in _halves(self._made(known).entry):
                self._wholes()[kind].put(key, known)


def keys_of(entry: VendorEntry) -> Keys:
    """Give the keys under which `entry` may meet a vendor."""
    get = entry.values.get
    names = f"{name_key(get('name'))}|{name_key(get('business'))}"
    return Keys(get("nik") or "", get("phone") or "", tuple(_numbers(entry.registrations)), names)


def keys_of_block(entries: EntryBlock) -> BlockKeys:
    """Give the keys of each row; Jakpreneur numbers stand with the permits."""
    names = zip(name_keys(entries.column("name")), name_keys(entries.column("business")), strict=True)
    niks, phones = ([value or "" for value in entries.column(name)] for name in ("nik", "phone"))
    return BlockKeys(niks, phones, [f"{name}|{business}" for name, business in names])


def _numbers(permits: Iterable[tuple[str, str]]) -> list[str]:
    return [name_key(number) for kind, number in permits if kind == JAKPRENEUR]


def _repeated(keys: Iterable[tuple[int, str]]) -> Iterator[int]:
    """The places of keys that stand at an earlier place too."""
    seen: set[str] = set()
    for place, key in keys:
        if key and key in seen:
            yield place
        seen.add(key)


def _halves(entry: VendorEntry) -> list[tuple[str, str]]:
    """See `_half_keys`."""
    get = entry.values.get
    return _half_keys(get(NAME), get(BUSINESS), get("kecamatan"))


def _half_keys(name: str | None, business: str | None, kecamatan: str | None) -> list[tuple[str, str]]:
    """The person's and the business's name, each with the kecamatan: without one nobody is likely to be meant."""
    if not kecamatan:
        return []
    named = ((NAME, name), (BUSINESS, business))
    return [(kind, f"{name_key(text)}|{name_key(kecamatan)}") for kind, text in named if text]


def _is_whole(entry: VendorEntry) -> bool:
    """Whether both names and the kecamatan are known."""
    get = entry.values.get
    return bool(get("kecamatan") and get("name") and get("business"))


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
    """Read the columns without a field, by header; {} for none or for what another program wrote there."""
    try:
        value = json.loads(text or "{}")
    except ValueError:
        return {}
    return {str(name): str(item) for name, item in value.items()} if isinstance(value, dict) else {}
