"""What is said of a vendor, by a list or by the register; how two such sayings differ, and whether they are of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Any, NamedTuple, TypeVar

from bazar_desktop.domain.identifiers import without_accents
from bazar_desktop.services.register.list_model import Difference, Value
from bazar_desktop.services.register.name_keys import name_key

JAKPRENEUR = "Jakpreneur"
T = TypeVar("T")

# Why a match is not certain.
SAME_NIK_OTHER_BUSINESS = "same_nik_other_business"
SAME_PHONE_OTHER_NAME = "same_phone_other_name"
SAME_NUMBER_OTHER_NAME = "same_number_other_name"
SAME_NAME_OTHER_KECAMATAN = "same_name_other_kecamatan"
SAME_NAME_ONLY = "same_name_only"
NIK_DIFFERS = "nik_differs"
SAME_NAME_AND_EMAIL = "same_name_and_email"
OWNERLESS = "ownerless"  # the key of a business of which only one side knows the owner
SEVERAL_MATCH = "several_match"


class VendorEntry(NamedTuple):
    """What a row says of a vendor: `values` by column, filled ones only; `agency` by name; registrations by kind."""

    values: dict[str, Any]
    agency: str
    registrations: tuple[tuple[str, str], ...]
    extra: dict[str, str]

    def get(self, column: str) -> Any:
        return self.values.get(column)


@dataclass(frozen=True, slots=True)
class EntryBlock:
    """What rows that follow one another say, by column: one value a row, in the order of `numbers`.

    `values` by column of the vendor, None for blank; `agencies` by name. `permits` (registrations by kind) and
    `extra` by the row's place, where there are any.
    """

    numbers: Sequence[int]
    values: dict[str, Sequence[Any]]
    agencies: Sequence[str]
    permits: dict[int, tuple[tuple[str, str], ...]]
    extra: dict[int, dict[str, str]]

    def __len__(self) -> int:
        return len(self.numbers)

    def entry(self, place: int) -> VendorEntry:
        """Tell what one row says."""
        values = {name: value for name, column in self.values.items() if (value := column[place])}
        return VendorEntry(
            values, self.agencies[place], self.permits.get(place, ()), self.extra.get(place, {})
        )

    def column(self, name: str) -> Sequence[Any]:
        """Give the values of one column."""
        return self.values.get(name) or [None] * len(self)

    def part(self, start: int, end: int) -> EntryBlock:
        """Give the rows from `start` to before `end`."""
        return EntryBlock(
            self.numbers[start:end],
            {name: column[start:end] for name, column in self.values.items()},
            self.agencies[start:end],
            _between(self.permits, start, end),
            _between(self.extra, start, end),
        )


def _between(by_place: Mapping[int, T], start: int, end: int) -> dict[int, T]:
    return {place - start: t for place, t in by_place.items() if start <= place < end}


def one_block(entries: Sequence[VendorEntry]) -> EntryBlock:
    """Give the same by column; the rows have no numbers of a list."""
    names = dict.fromkeys(name for entry in entries for name in entry.values)
    return EntryBlock(
        [0] * len(entries),
        {name: [entry.values.get(name) for entry in entries] for name in names},
        [entry.agency for entry in entries],
        {place: entry.registrations for place, entry in enumerate(entries) if entry.registrations},
        {place: entry.extra for place, entry in enumerate(entries) if entry.extra},
    )


def joined_blocks(blocks: Sequence[EntryBlock]) -> EntryBlock:
    """Join all rows into one block."""
    if len(blocks) == 1:
        return blocks[0]
    starts = list(accumulate(map(len, blocks), initial=0))
    names = dict.fromkeys(name for block in blocks for name in block.values)
    return EntryBlock(
        list(chain.from_iterable(block.numbers for block in blocks)),
        {name: list(chain.from_iterable(block.column(name) for block in blocks)) for name in names},
        list(chain.from_iterable(block.agencies for block in blocks)),
        {
            start + at: item
            for start, block in zip(starts, blocks, strict=False)
            for at, item in block.permits.items()
        },
        {
            start + at: item
            for start, block in zip(starts, blocks, strict=False)
            for at, item in block.extra.items()
        },
    )


class Known(NamedTuple):
    """A vendor of the register, or one that an earlier row of the same list brings (`row`, its id is "")."""

    id: str
    entry: VendorEntry
    row: int = 0

    @property
    def title(self) -> str:
        return title_of(self.entry)


def title_of(entry: VendorEntry) -> str:
    """Tell whose row it is, for lists: business and name."""
    return title(entry.values.get("business"), entry.values.get("name"))


def title(business: str | None, name: str | None) -> str:
    """Give a business and who owns it, as far as they are known."""
    return f"{business} · {name}" if business and name else business or name or ""


def differences(entry: VendorEntry, known: VendorEntry) -> tuple[Difference, ...]:
    """What `entry` says otherwise than `known`. Blank cells say nothing, nor do capitals, spaces or accents."""
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
    return tuple(difference for difference in found if not _is_weaker(difference, known))


def _is_weaker(difference: Difference, known: VendorEntry) -> bool:
    """A damaged NIK says nothing against a whole one."""
    return difference.field == "nik_damaged" and bool(known.get("nik"))


def _alike(before: Value, after: Value) -> bool:
    if isinstance(before, str) and isinstance(after, str):
        return _plainly(before) == _plainly(after)
    return before == after


def _plainly(text: str) -> str:
    return without_accents(" ".join(text.split()).casefold())


def doubt_of(entry: VendorEntry, other: VendorEntry, by: str) -> str | None:
    """Tell why `entry` may not be `other` though they meet `by` this key: "" for certain, None for not at all."""
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
    return _doubt_without_owner(entry, other) if by == OWNERLESS else _doubt_by_one_name(entry, other)


def _doubt_without_owner(entry: VendorEntry, other: VendorEntry) -> str | None:
    """Two of one business's name, the owner known on one side alone: likely where nothing speaks against it."""
    if bool(entry.get("name")) == bool(other.get("name")) or not _same(entry, other, "business"):
        return None
    against = _differ(entry, other, "nik") or _differ(entry, other, "phone")
    return None if against or _differ_by_key(entry, other, "kecamatan") else SAME_NAME_ONLY


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
