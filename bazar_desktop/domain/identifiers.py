"""Numbers that name people and permits: NIK, NIB, P-IRT, halal, phone; how they are read and how they are hidden.

A reading never repairs what a spreadsheet has damaged. It says so, and at most proposes.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from bazar_desktop.domain.errors import BazarError

DOTS = "••••"

# What a reading may warn of.
DAMAGED_BY_SPREADSHEET = "damaged_by_spreadsheet"  # arrived as a number: digits are lost for good
LOST_ZERO = "lost_zero"  # arrived as a number, its leading 0 is gone: a proposal is given
FROM_NUMBER = "from_number"  # arrived as a number that no spreadsheet can have rounded: kept, to be looked at
ODD_BIRTH_DATE = "odd_birth_date"
ODD_LENGTH = "odd_length"
ODD_SHAPE = "odd_shape"

Cell = str | int | float | None


class NikWrongLength(BazarError):
    """A NIK has sixteen digits. Facts: digits (how many came)."""


class NikNotDigits(BazarError):
    """A NIK holds something else than digits."""


class PhoneMalformed(BazarError):
    """The text is no Indonesian phone number."""


class SeveralPhones(BazarError):
    """More than one phone number stands in one place. Facts: count."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell holds. `value` is the normal form; None: blank, or not to be trusted (see `warnings`).

    `proposal` is what a person may accept in place of a damaged value.
    """

    value: str | None
    warnings: tuple[str, ...] = ()
    proposal: str | None = None


BLANK_READING = Reading(None)
_SCIENTIFIC = re.compile(r"\d+(?:[.,]\d+)?e\+?\d+", re.IGNORECASE)
_FRACTION = re.compile(r"-?\d{1,3}[.,]\d{5,}|-\d.*")
_BETWEEN_PHONES = (
    re.compile(  # a mark, a word, a line; or a blank before what begins like a number of its own
        r"[/,;&|\n]|\batau\b|\bdan\b|(?<=\d{4})\s+-?\s*(?=(?:\+?62|0)\s?8[\d\s-]{7,})"
    )
)
_POINT_ZERO = re.compile(r"(\d+)\.0")
_INVISIBLE = {"\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u202a", "\u202c", "\u200e", "\u200f"}
_APOSTROPHES = frozenset("'`´’‘ʼʻ′")
_MINUSES = {"\u2212", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014"}


def plain_characters(text: str) -> str:
    """The text with full-width and foreign digits, spaces and dashes of all kinds made ASCII.

    Superscripts stay: they are not the digits they resemble.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_plain(character) for character in text)


def _plain(character: str) -> str:
    if character in _INVISIBLE:
        return ""
    if character in _MINUSES:
        return "-"
    if character.isspace():
        return " "
    if unicodedata.category(character) == "Nd":
        return str(unicodedata.digit(character))
    if 0xFF01 <= ord(character) <= 0xFF5E:
        return chr(ord(character) - 0xFEE0)
    return character


def folded(text: str) -> str:
    """`text` as it is searched for: small letters without accents, and without apostrophes (Nur'aini is nuraini)."""
    if text.isascii() and "'" not in text and "`" not in text:
        return text.casefold()
    plain = unicodedata.normalize("NFKD", plain_characters(text).casefold())
    return "".join(mark for mark in plain if mark not in _APOSTROPHES and not unicodedata.combining(mark))


def without_accents(text: str) -> str:
    """`text` without accents and apostrophes; superscripts and the like stay as they are."""
    if text.isascii() and "'" not in text and "`" not in text:
        return text
    parts = unicodedata.normalize("NFD", text)
    plain = "".join(mark for mark in parts if mark not in _APOSTROPHES and not unicodedata.combining(mark))
    return unicodedata.normalize("NFC", plain)


def with_gaps(text: str) -> str:
    """`text` with a blank for each apostrophe."""
    return "".join(" " if mark in _APOSTROPHES else mark for mark in text)


def folded_both(text: str) -> str:
    """`folded`, and behind it what is another with each apostrophe as a gap: both ways of looking find it."""
    once, gaps = folded(text), folded(with_gaps(text))
    return once if gaps == once else f"{once} {gaps}"


def hide_numbers(text: str) -> str:
    """`text` with dots for each number of nine or more digits."""
    return re.sub(r"\d(?:[ .,\-/]*\d){8,}", DOTS, plain_characters(text)).strip()


def safe_excerpt(text: str) -> str:
    """At most 24 characters of `text`, fit for a message or a log: numbers of nine or more digits are hidden."""
    short = hide_numbers(text)
    return short if len(short) <= 24 else short[:23] + "…"


def _as_text(cell: Cell) -> tuple[str, bool]:
    """The characters of a cell, and whether it reached us as a number or as the picture of one."""
    if cell is None:
        return "", False
    if isinstance(cell, int):
        return str(cell), True
    if isinstance(cell, float):
        return (str(int(cell)) if cell.is_integer() else str(cell)), True
    text = plain_characters(cell).strip().lstrip("'").strip()
    if _SCIENTIFIC.fullmatch(text):
        return text, True
    whole = _POINT_ZERO.fullmatch(text)
    return (whole[1], True) if whole else (text, False)


def read_nik(cell: Cell) -> Reading:
    """A NIK: sixteen digits as text, with a warning where its birth date cannot be.

    A spreadsheet keeps fifteen digits of a number: one whose sixteenth is no 0 came from elsewhere and is kept, with
    a warning; of any other nothing is taken. Raises NikWrongLength, NikNotDigits.
    """
    text, numeric = _as_text(cell)
    if text in ("", "-"):
        return BLANK_READING
    if numeric:
        if _is_exact(text):
            return Reading(text, (FROM_NUMBER, *(() if _birth_dates(text) else (ODD_BIRTH_DATE,))))
        return Reading(None, (DAMAGED_BY_SPREADSHEET,))
    if _FRACTION.fullmatch(text):
        raise NikNotDigits
    digits = re.sub(r"[ .\-/]", "", text)
    if not digits.isdecimal():
        raise NikNotDigits
    if len(digits) != 16:
        raise NikWrongLength(digits=len(digits))
    return Reading(digits, () if _birth_dates(digits) else (ODD_BIRTH_DATE,))


def _is_exact(digits: str) -> bool:
    # below 2^53 a number in a file is exactly what was written into it
    return re.fullmatch(r"[1-9]\d{14}[1-9]", digits) is not None and int(digits) < 2**53


def _birth_dates(nik: str) -> list[date]:
    day, month, year = int(nik[6:8]), int(nik[8:10]), int(nik[10:12])
    dates = []
    for century in (1900, 2000):
        try:
            dates.append(date(century + year, month, day - 40 if day > 40 else day))
        except ValueError:
            continue
    return dates


def read_nib(cell: Cell) -> Reading:
    """A NIB: thirteen digits. A number keeps them all but a leading 0, which is proposed."""
    text, numeric = _as_text(cell)
    digits = re.sub(r"[ .\-]|^nib\W*", "", text.lower())
    if not digits:
        return BLANK_READING
    if numeric and not digits.isdecimal():
        return Reading(None, (DAMAGED_BY_SPREADSHEET,))
    if numeric and len(digits) == 12:
        return Reading(None, (LOST_ZERO,), "0" + digits)
    if len(digits) != 13 or not digits.isdecimal():
        return Reading(text, (ODD_LENGTH if digits.isdecimal() else ODD_SHAPE,))
    return Reading(digits)


def read_pirt(cell: Cell) -> Reading:
    """A P-IRT number: fifteen digits written 13-2. Another shape is kept as it came, with a warning."""
    text, numeric = _as_text(cell)
    digits = re.sub(r"[ .\-/]|^p[ .-]?irt\W*(?:no\W*)?", "", text.lower())
    if not digits:
        return BLANK_READING
    if numeric and not digits.isdecimal():
        return Reading(None, (DAMAGED_BY_SPREADSHEET,))
    if not digits.isdecimal():
        return Reading(text, (ODD_SHAPE,))
    if len(digits) != 15:
        return Reading(text, (ODD_LENGTH,))
    return Reading(f"{digits[:13]}-{digits[13:]}")


def read_halal(cell: Cell) -> Reading:
    """A halal certificate number: ID and digits. Another shape is kept as it came, with a warning."""
    text, numeric = _as_text(cell)
    if text in ("", "-"):
        return BLANK_READING
    if numeric:
        return Reading(None, (DAMAGED_BY_SPREADSHEET,))
    compact = re.sub(r"[ .\-]", "", text.upper())
    return Reading(compact) if re.fullmatch(r"ID\d+", compact) else Reading(text, (ODD_SHAPE,))


def read_phone(cell: Cell) -> Reading:
    """An Indonesian phone number as +62…: 08…, 62…, +62…, or 8… where the 0 was dropped.

    From a number that does not begin with 62 the 0 was lost by the spreadsheet: proposed, not taken.
    Raises PhoneMalformed, SeveralPhones.
    """
    text, numeric = _as_text(cell)
    if text in ("", "-"):
        return BLANK_READING
    if numeric and _SCIENTIFIC.fullmatch(text):
        return Reading(None, (DAMAGED_BY_SPREADSHEET,))
    pieces = _phones_in(cell if isinstance(cell, str) else text)
    if len(pieces) > 1:
        raise SeveralPhones(count=len(pieces))
    if numeric and not text.startswith("62"):
        return Reading(None, (LOST_ZERO,), normal_phone("0" + text))
    return Reading(normal_phone(text))


def _phones_in(text: str) -> list[str]:
    lines = "\n".join(plain_characters(line) for line in text.splitlines()).lower()
    return [piece for piece in _BETWEEN_PHONES.split(lines) if _digit_count(piece) >= 8]


def first_phone(text: str) -> str | None:
    """The first of several numbers in one cell, in its normal form; None where none is sound."""
    for piece in _phones_in(text):
        try:
            return normal_phone(piece.strip().lstrip("'"))
        except PhoneMalformed:
            continue
    return None


def _digit_count(text: str) -> int:
    return sum(character.isdecimal() for character in text)


def normal_phone(text: str) -> str:
    """The number as +62…; applied twice it changes nothing. Raises PhoneMalformed."""
    compact = re.sub(r"\(0\)|^(?:hp|wa|telp?|no)\b|[ .\-()/:]", "", plain_characters(text).strip().lower())
    match = re.fullmatch(r"(?:(?:\+|00)?620?|0)(?P<rest>[2-9]\d{7,11})|(?P<bare>8\d{8,11})", compact)
    if match is None:
        raise PhoneMalformed
    return "+62" + (match["rest"] or match["bare"])


def mask_phone(phone: str) -> str:
    """A phone for screen, paper and CSV: 0812••••1234. At least four digits are hidden; "" stays ""."""
    if not phone:
        return ""
    national = "0" + phone[3:] if phone.startswith("+62") else phone
    if len(national) < 9:
        return DOTS
    return national[: min(4, len(national) - 8)] + DOTS + national[-4:]


def mask_nik(nik: str) -> str:
    """A NIK for screen and paper: only its last four digits; "" stays ""."""
    return DOTS * 3 + nik[-4:] if len(nik) == 16 else (DOTS if nik else "")
