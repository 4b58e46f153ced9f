"""A source row to what it says of a vendor. No character is lost: what no column holds as it stood goes to `extra`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from operator import eq, itemgetter
from typing import Any

from bazar_desktop.domain.identifiers import DAMAGED_BY_SPREADSHEET
from bazar_desktop.services.register.entry import JAKPRENEUR, EntryBlock, VendorEntry
from bazar_desktop.services.register.list_model import (
    ListColumn,
    ReadRow,
    RowBlock,
    RowReason,
    Value,
    proposal_of,
    reason_of,
)
from bazar_desktop.services.register.name_keys import Terms

CATEGORY_UNKNOWN = "category_unknown"
NEW_AGENCY = "new_agency"

VENDOR_COLUMNS = {"owner": "name"} | {
    name: name
    for name in ("business", "nik", "phone", "email", "address", "kecamatan", "kelurahan", "product", "note")
}
REGISTRATIONS = {"nib": "NIB", "pirt": "P-IRT", "halal": "halal", "jakpreneur": JAKPRENEUR}
_NUMBERS = {"nik", "phone", *REGISTRATIONS}
_ON_TERMS = ("category", "agency")
COUNTER = "counter"
_REMEMBERED = 20_000


class EntryReader:
    """What each row of a list says of a vendor. Nothing is repaired unless `accepted`.

    `elsewhere`: fields that another part takes care of, and that are no business of the register.
    """

    def __init__(
        self,
        columns: Mapping[str, ListColumn],
        terms: Terms,
        accepted: frozenset[str],
        elsewhere: frozenset[str] = frozenset(),
    ) -> None:
        self._columns, self._terms, self._accepted = columns, terms, accepted
        named = [field for field in columns if field != COUNTER and field not in elsewhere]
        self._vendor = [(field, name) for field, name in VENDOR_COLUMNS.items() if field not in elsewhere]
        self._permits = list(REGISTRATIONS.items())
        stored = {*VENDOR_COLUMNS, *REGISTRATIONS}
        self._cells = [
            (field if field in stored else "", columns[field].index, columns[field].name, field in _NUMBERS)
            for field in named
            if field not in _ON_TERMS
        ]
        self._term_cells = [
            (field, columns[field].index, columns[field].name) for field in _ON_TERMS if field in named
        ]
        self._categories: dict[tuple[str, str], tuple[str | None, bool]] = {}
        self._coaches: dict[str, str] = {}

    def read(self, row: ReadRow) -> tuple[VendorEntry, list[RowReason]]:
        """Tell what `row` says, and what is to be looked at in it."""
        reasons = [reason_of(flag, self._columns) for flag in row.flags] if row.flags else []
        read = {**row.values, **self._proposals(row)} if self._accepted and row.flags else row.values
        get = read.get
        values: dict[str, Any] = {name: value for field, name in self._vendor if (value := get(field))}
        if row.flags and any(
            flag.field == "nik" and flag.code == DAMAGED_BY_SPREADSHEET for flag in row.flags
        ):
            values["nik_damaged"] = True
        category = self._category(read, values, reasons)
        agency = self._agency(read, reasons)
        permits = tuple([(kind, str(value)) for field, kind in self._permits if (value := get(field))])
        extra = {**row.extras, **self._unkept(row, read, {"category": category, "agency": agency})}
        return VendorEntry(values, agency, permits, extra), reasons

    def block(self, block: RowBlock) -> tuple[EntryBlock, set[int]]:
        """Tell what the rows of `block` say, by column; and the places of rows that have to be read alone."""
        values: dict[str, Sequence[Any]] = {
            name: column for field, name in self._vendor if (column := block.values.get(field)) is not None
        }
        values["category"], held, unknown = self._categories_in(block)
        agencies, new = self._agencies_in(block)
        entries = EntryBlock(block.numbers, values, agencies, {}, {})
        for place, kind, number in sorted(self._permits_in(block), key=itemgetter(0)):
            entries.permits[place] = (*entries.permits.get(place, ()), (kind, number))
        for header, place, text in self._unkept_in(block, {"category": held, "agency": agencies}):
            entries.extra.setdefault(place, {})[header] = text
        return entries, {*block.odd, *unknown, *new, *_nameless(entries)}

    def _categories_in(self, block: RowBlock) -> tuple[list[str | None], list[Value], list[int]]:
        """The rows' categories, what of the typed text they hold, and the places of unknown ones."""
        columns = (_column(block, "category"), _column(block, "product"))
        pairs = [(str(typed or ""), str(product or "")) for typed, product in zip(*columns, strict=True)]
        known = {pair: self._known_category(*pair) for pair in set(pairs)}
        keys = [known[pair][0] for pair in pairs]
        held: list[Value] = [
            typed if known[typed, product][1] else known[typed, product][0] for typed, product in pairs
        ]
        return keys, held, [place for place, (typed, _) in enumerate(pairs) if typed and not keys[place]]

    def _agencies_in(self, block: RowBlock) -> tuple[list[str], list[int]]:
        """The names of the rows' agencies, and the places of new ones."""
        typed = _column(block, "agency")
        known = {text: self._called(str(text or "")) for text in set(typed)}
        new = {text for text, name in known.items() if name and not self._terms.knows_coach(name)}
        return [known[text] for text in typed], [place for place, text in enumerate(typed) if text in new]

    def _permits_in(self, block: RowBlock) -> Iterator[tuple[int, str, str]]:
        """The registrations: the row's place, kind, number."""
        for field, kind in self._permits:
            numbers = enumerate(block.values.get(field, ()))
            yield from ((place, kind, str(number)) for place, number in numbers if number)

    def _unkept_in(
        self, block: RowBlock, by_terms: Mapping[str, Sequence[Value]]
    ) -> Iterator[tuple[str, int, str]]:
        """The cells whose text no column holds as it stood: header, the row's place, text."""
        for header, texts in block.extras.items():
            yield from ((header, place, text) for place, text in enumerate(texts) if text.strip())
        for field, index, header, is_number in self._cells:
            lost = _lost(_column(block, field), block, index, number=is_number)
            yield from ((header, place, text) for place, text in lost)
        for field, index, header in self._term_cells:
            yield from ((header, place, text) for place, text in _lost(by_terms[field], block, index))

    def _proposals(self, row: ReadRow) -> dict[str, Value]:
        proposals = ((flag.field, proposal_of(flag)) for flag in row.flags if flag.code in self._accepted)
        return {field: proposal for field, proposal in proposals if proposal is not None}

    def _category(self, read: Mapping[str, Value], values: dict[str, Any], reasons: list[RowReason]) -> Value:
        """The category as it is stored: recognised, or flagged and left out; without one, the product's words tell."""
        typed, product = str(read.get("category") or ""), str(read.get("product") or "")
        key, is_name = self._known_category(typed, product)
        if key:
            values["category"] = key
        elif typed:
            reasons.append(self._at(CATEGORY_UNKNOWN, "category", typed))
        return typed if is_name else key

    def _known_category(self, typed: str, product: str) -> tuple[str | None, bool]:
        """The category's key, and whether it was typed by its own name."""
        known = self._categories.get((typed, product))
        if known is None:
            known = (self._terms.category(typed or product), self._terms.is_name(typed))
            if len(self._categories) < _REMEMBERED:
                self._categories[typed, product] = known
        return known

    def _called(self, typed: str) -> str:
        """The name of the agency that is meant."""
        agency = self._coaches.get(typed)
        if agency is None:
            agency = self._coaches[typed] = self._terms.coach(typed) if typed else ""
        return agency

    def _agency(self, read: Mapping[str, Value], reasons: list[RowReason]) -> str:
        typed = str(read.get("agency") or "")
        agency = self._called(typed)
        if agency and not self._terms.knows_coach(agency):
            reasons.append(self._at(NEW_AGENCY, "agency", agency))
        return agency

    def _at(self, code: str, field: str, read: str) -> RowReason:
        column = self._columns.get(field)
        return RowReason(code, field, column.index if column else None, read)

    def _unkept(
        self, row: ReadRow, read: Mapping[str, Value], by_terms: Mapping[str, Value]
    ) -> dict[str, str]:
        """The cells whose text no column holds as it stood, by header."""
        texts, width = row.texts, len(row.texts)
        unkept = {}
        for field, index, header, is_number in self._cells:
            text = texts[index] if index < width else ""
            stored = read.get(field)
            if stored == text or not text or text.isspace():  # most cells
                continue
            if not _holds(stored, text, number=is_number):
                unkept[header] = text
        for field, index, header in self._term_cells:
            text = texts[index] if index < width else ""
            if text and not text.isspace() and not _holds(by_terms[field], text, number=False):
                unkept[header] = text
        return unkept


def _column(block: RowBlock, field: str) -> Sequence[Value]:
    column = block.values.get(field)
    return [None] * len(block.numbers) if column is None else column


def _lost(
    column: Sequence[Value], block: RowBlock, index: int, *, number: bool = False
) -> list[tuple[int, str]]:
    """The places and texts of filled cells of which `column` does not hold all."""
    texts = block.texts[index] if index < len(block.texts) else ()
    if all(map(eq, column, texts)):
        return []
    return [
        (place, text)
        for place, (value, text) in enumerate(zip(column, texts, strict=False))
        if value != text
        and not (number and value and text == f"0{str(value)[3:]}")
        and text.strip()
        and not _holds(value, text, number=number)
    ]


def _nameless(entries: EntryBlock) -> list[int]:
    """The places of rows without an owner's name."""
    names = entries.column("name")
    return [place for place, name in enumerate(names) if not name] if None in names or "" in names else []


def _holds(value: Value, text: str, *, number: bool) -> bool:
    """Whether the stored `value` says all that `text` says; for a number its digits do."""
    if not isinstance(value, str):
        return False
    if value == text or value == text.strip() or (number and value[:3] == "+62" and "0" + value[3:] == text):
        return True
    if not number or re.search(r"[^\d\s.+()\-–/']", text):
        return False
    return bool(_digits(value)) and _digits(value) == _digits(text)


def _digits(text: str) -> str:
    return re.sub(r"^(62|0)", "", re.sub(r"\D", "", text))
