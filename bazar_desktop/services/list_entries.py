"""A source row to what it says of a vendor. No character is lost: what no column holds as it stood goes to `extra`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bazar_desktop.domain.identifiers import DAMAGED_BY_SPREADSHEET
from bazar_desktop.services.list_terms import Terms
from bazar_desktop.services.lists import ListColumn, ReadRow, Reason, Value, proposal_of, reason_of
from bazar_desktop.services.register_index import JAKPRENEUR, VendorEntry

CATEGORY_UNKNOWN = "category_unknown"
NEW_AGENCY = "new_agency"

VENDOR_COLUMNS = {"owner": "name"} | {
    name: name
    for name in ("business", "nik", "phone", "email", "address", "kecamatan", "kelurahan", "product", "note")
}
REGISTRATIONS = {"nib": "NIB", "pirt": "P-IRT", "halal": "halal", "jakpreneur": JAKPRENEUR}
_NUMBERS = {"nik", "phone", *REGISTRATIONS}
COUNTER = "counter"


def vendor_entry(
    row: ReadRow,
    columns: Mapping[str, ListColumn],
    terms: Terms,
    accepted: frozenset[str],
    elsewhere: frozenset[str] = frozenset(),
) -> tuple[VendorEntry, list[Reason]]:
    """What `row` says of a vendor, and what is to be looked at in it. Nothing is repaired unless `accepted`.

    `elsewhere`: fields that another part takes care of, and that are no business of the register.
    """
    reasons = [reason_of(flag, columns) for flag in row.flags]
    read = dict(row.values) | _accepted(row, accepted)
    values: dict[str, Any] = {
        column: read[field]
        for field, column in VENDOR_COLUMNS.items()
        if read.get(field) not in (None, "") and field not in elsewhere
    }
    if any(flag.field == "nik" and flag.code == DAMAGED_BY_SPREADSHEET for flag in row.flags):
        values["nik_damaged"] = True
    stored: dict[str, Value] = {field: read.get(field) for field in (*VENDOR_COLUMNS, *REGISTRATIONS)}
    stored["category"] = _category(read, columns, terms, values, reasons)
    typed_agency = str(read.get("agency") or "")
    agency = stored["agency"] = terms.coach(typed_agency) if typed_agency else ""
    if agency and agency not in terms.coaches.values():
        reasons.append(_at(NEW_AGENCY, "agency", columns, agency))
    registrations = tuple(
        (kind, str(read[field])) for field, kind in REGISTRATIONS.items() if read.get(field)
    )
    extra = dict(row.extras) | _unkept(row, columns, stored, elsewhere)
    return VendorEntry(values, str(agency), registrations, extra), reasons


def _accepted(row: ReadRow, accepted: frozenset[str]) -> dict[str, Value]:
    proposals = ((flag.field, proposal_of(flag)) for flag in row.flags if flag.code in accepted)
    return {field: proposal for field, proposal in proposals if proposal is not None}


def _category(
    read: Mapping[str, Value],
    columns: Mapping[str, ListColumn],
    terms: Terms,
    values: dict[str, Any],
    reasons: list[Reason],
) -> Value:
    """The category as it is stored: recognised, or flagged and left out; without one, the product's words tell."""
    typed = str(read.get("category") or "")
    key = terms.category(typed) if typed else terms.category(str(read.get("product") or ""))
    if key:
        values["category"] = key
    elif typed:
        reasons.append(_at(CATEGORY_UNKNOWN, "category", columns, typed))
    return typed if terms.is_name(typed) else key


def _at(code: str, field: str, columns: Mapping[str, ListColumn], read: str) -> Reason:
    column = columns.get(field)
    return Reason(code, field, column.index if column else None, read)


def _unkept(
    row: ReadRow, columns: Mapping[str, ListColumn], stored: Mapping[str, Value], elsewhere: frozenset[str]
) -> dict[str, str]:
    """The cells whose text no column holds as it stood, by header."""
    kept = {}
    for field, column in columns.items():
        text = row.texts[column.index] if column.index < len(row.texts) else ""
        if field == COUNTER or field in elsewhere or not text.strip():
            continue
        if not _holds(stored.get(field), text, number=field in _NUMBERS):
            kept[column.name] = text
    return kept


def _holds(value: Value, text: str, *, number: bool) -> bool:
    """Whether the stored `value` says all that `text` says; for a number its digits do."""
    if not isinstance(value, str):
        return False
    if value == text.strip():
        return True
    if not number or re.search(r"[^\d\s.+()\-–/']", text):
        return False
    return bool(_digits(value)) and _digits(value) == _digits(text)


def _digits(text: str) -> str:
    return re.sub(r"^(62|0)", "", re.sub(r"\D", "", text))
