"""One cell to one value: through the rules of the trade, with a flag wherever a person should look."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from bazar_desktop.domain.bazaars.regions import Regions, find_kecamatan, find_kelurahan, find_kota
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.identifiers import (
    DAMAGED_BY_SPREADSHEET,
    LOST_ZERO,
    Reading,
    SeveralPhones,
    first_phone,
    read_halal,
    read_nib,
    read_nik,
    read_phone,
    read_pirt,
)
from bazar_desktop.domain.money import CentsNotAllowed, parse_rupiah, rupiah_from_number
from bazar_desktop.spreadsheets.reading.fields import (
    AS_COUNT,
    AS_HALAL,
    AS_MONEY,
    AS_NIB,
    AS_NIK,
    AS_PHONE,
    AS_PIRT,
    AS_REGION,
    AS_STATUS,
    AS_YES_NO,
    Field,
)
from bazar_desktop.spreadsheets.reading.sheets import FORMULA, NUMBER, TYPED

CHECK_AMOUNT = "check_amount"  # read, but it could mean another sum
THOUSANDS_LOST = "thousands_lost"  # 1.500 that a spreadsheet turned into 1,5
OTHER_CONVENTION = "other_convention"  # grouped unlike the rest of its column
UNIT_FROM_HEADER = "unit_from_header"  # multiplied because the header says thousands or millions
NOT_UNDERSTOOD = "not_understood"
NOT_CALCULATED = "not_calculated"  # a formula whose value was never saved

NIL_WORDS = re.compile(r"(nihil|nil|kosong|tidak (ada|jualan|laku)|zonk|0)\W*", re.IGNORECASE)
DECLINED_WORDS = re.compile(r"(menolak|tidak (mau|bersedia).*|rahasia)\W*", re.IGNORECASE)
WHOLE_RUPIAH = (
    1_000_000  # nobody sells for a milliard: below a header of thousands such a figure is plain rupiah
)
OWN_UNIT = re.compile(r"\d\s*(rb|ribu|k|jt|juta|m|miliar|milyar|t|triliun)\b", re.IGNORECASE)
PART_OF_UNIT = re.compile(r"\d{1,6}[.,]\d{1,2}")  # 175,5 under "Rp.000"
_YES = re.compile(r"(ya|y|iya|perlu|butuh|ada|v|x|✓|√|1|true|mitra)\W*", re.IGNORECASE)
_NO = re.compile(r"(tidak|tdk|t|n|no|bukan|-|0|false|umkm|tanpa)\W*", re.IGNORECASE)
_STATUS = (
    (re.compile(r"cadangan|reserve|waiting", re.IGNORECASE), "reserve"),
    (re.compile(r"batal|mundur|cancel", re.IGNORECASE), "cancelled"),
    (re.compile(r"tolak", re.IGNORECASE), "refused"),
    (re.compile(r"daftar", re.IGNORECASE), "applied"),
    (re.compile(r"undang", re.IGNORECASE), "invited"),
    (re.compile(r"peserta|utama|konfirmasi|ok|hadir|ya", re.IGNORECASE), "confirmed"),
)

Value = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Flag:
    """Something a person should look at. `code` names it (also the codes of BazarErrors), `read` is the cell's text.

    `proposal` may be accepted in its place; None: there is none. For screens only: `read` may hold a NIK.
    """

    field: str
    code: str
    read: str
    proposal: Value = None


@dataclass(frozen=True, slots=True)
class Understood:
    value: Value
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class MoneyStyle:
    """How a whole column writes sums: `thousands` is "." or "," ("" where nothing shows it), `unit` in rupiah.

    `told`: the officer has said the unit, so that cells are not flagged for it.
    """

    thousands: str = ""
    unit: int = 1
    told: bool = False


def understand(field: Field, text: str, kind: str, style: MoneyStyle, regions: Regions | None) -> Understood:
    """The value of a cell for `field`. A text that no rule reads gives None and a flag; nothing is repaired unasked."""
    bare = text.strip()
    if not bare or (kind == FORMULA and field.reads != AS_MONEY):
        return Understood(None, (Flag(field.key, NOT_CALCULATED, text),) if bare else ())
    read = _READERS.get(field.reads)
    try:
        if field.reads == AS_MONEY:
            return _money(field, bare, kind, style)
        if field.reads in _IDENTIFIERS:
            return _identifier(field, bare, kind)
        if field.reads == AS_REGION and regions is not None:
            return _region(field, bare, regions)
    except BazarError as error:
        first = first_phone(text) if isinstance(error, SeveralPhones) else None
        return Understood(None, (Flag(field.key, error.code, text, first),))
    return read(field, bare) if read else Understood(bare)


_IDENTIFIERS: dict[str, Callable[[str | int | float | None], Reading]] = {
    AS_NIK: read_nik,
    AS_PHONE: read_phone,
    AS_NIB: read_nib,
    AS_PIRT: read_pirt,
    AS_HALAL: read_halal,
}


def _identifier(field: Field, text: str, kind: str) -> Understood:
    whole = kind == NUMBER and re.fullmatch(r"\d+", text) is not None
    reading = _IDENTIFIERS[field.reads](int(text) if whole else text)
    flags = tuple(
        Flag(field.key, code, text, reading.proposal if code in (LOST_ZERO, DAMAGED_BY_SPREADSHEET) else None)
        for code in reading.warnings
    )
    return Understood(reading.value, flags)


def _money(field: Field, text: str, kind: str, style: MoneyStyle) -> Understood:
    if kind == TYPED:
        style = MoneyStyle()
    if OWN_UNIT.search(text):
        style = replace(style, unit=1)
    if NIL_WORDS.fullmatch(text):
        return Understood(0)
    if kind == NUMBER or (style.unit != 1 and PART_OF_UNIT.fullmatch(text)):
        return _money_from_number(field, text.replace(",", "."), style)
    amount = None if DECLINED_WORDS.fullmatch(text) else parse_rupiah(text, subtracts=kind == TYPED)
    if amount is None:
        return Understood(None)
    in_units = style.unit != 1 and amount.value < WHOLE_RUPIAH
    value = amount.value * (style.unit if in_units else 1)
    mark = thousands_mark(text)
    if mark and style.thousands and mark != style.thousands:
        return Understood(None, (Flag(field.key, OTHER_CONVENTION, text, value),))
    if style.unit != 1 and amount.value:
        return _by_unit(field, text, value, style, in_units=in_units)
    sure = kind == TYPED or not amount.shown_back or (mark and mark == style.thousands)
    return Understood(value, () if sure else (Flag(field.key, CHECK_AMOUNT, text, value),))


def _money_from_number(field: Field, text: str, style: MoneyStyle) -> Understood:
    number = float(text)
    in_units = style.unit != 1 and number < WHOLE_RUPIAH
    try:
        plain = rupiah_from_number(number * (style.unit if in_units else 1))
    except CentsNotAllowed:
        meant = round(number * 1_000, 6)
        return Understood(
            None, (Flag(field.key, THOUSANDS_LOST, text, int(meant) if meant == int(meant) else None),)
        )
    if style.unit != 1 and plain:
        return _by_unit(field, text, plain, style, in_units=in_units)
    return Understood(plain)


def _by_unit(field: Field, text: str, value: int, style: MoneyStyle, *, in_units: bool) -> Understood:
    """A cell below a header of thousands: multiplied, unless it is so large that it must be whole rupiah already."""
    if not in_units:
        return Understood(value, (Flag(field.key, CHECK_AMOUNT, text, value),))
    return Understood(value, () if style.told else (Flag(field.key, UNIT_FROM_HEADER, text, value),))


def thousands_mark(text: str) -> str:
    """The mark that groups thousands in `text`, "." or ",", or "" where none is certain."""
    digits = re.sub(r"[^\d.,]", "", text).strip(".,")
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d{1,2})?", digits):
        return "."
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d{1,2})?", digits):
        return ","
    return ""


def _count(field: Field, text: str) -> Understood:
    match = re.fullmatch(
        r"(\d{1,3}(?:\.\d{3})+|\d+)(?:\.0)?\s*(x|kali|trx|transaksi|orang|pembeli)?", text, re.I
    )
    if match:
        return Understood(int(match[1].replace(".", "")))
    if text == "-" or NIL_WORDS.fullmatch(text):
        return Understood(None if text == "-" else 0)
    return Understood(None, (Flag(field.key, NOT_UNDERSTOOD, text),))


def _region(field: Field, text: str, regions: Regions) -> Understood:
    finders = {"kota": find_kota, "kecamatan": find_kecamatan, "kelurahan": find_kelurahan}
    try:
        return Understood(finders[field.key](regions, text).name)
    except BazarError as error:
        nearest = error.facts.get("nearest")
        return Understood(text, (Flag(field.key, error.code, text, str(nearest) if nearest else None),))


def _yes_no(field: Field, text: str) -> Understood:
    if _YES.fullmatch(text):
        return Understood(True)
    if _NO.fullmatch(text):
        return Understood(False)
    if re.search(r"\d+\s*(w|watt|va|a)\b", text, re.IGNORECASE):
        return Understood(True, (Flag(field.key, NOT_UNDERSTOOD, text, True),))
    return Understood(text)


def _status(field: Field, text: str) -> Understood:
    for pattern, status in _STATUS:
        if pattern.search(text):
            return Understood(status)
    return Understood(None, (Flag(field.key, NOT_UNDERSTOOD, text),))


_READERS: dict[str, Callable[[Field, str], Understood]] = {
    AS_COUNT: _count,
    AS_YES_NO: _yes_no,
    AS_STATUS: _status,
}
