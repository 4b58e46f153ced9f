"""Codes that are printed, scanned and typed: vendor cards and bazaar codes, with a check character.

A card is `BZ.<bazaar code>.<device letter><number>.<serial><check>`, at most 24 characters. The alphabet has the 32
characters A-Z 0-9 without I, L, O, U, which look or sound like others; scanners type through the keyboard layout,
so nothing else but the point stands in a code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.identifiers import plain_characters, safe_excerpt

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
DEVICE_LETTERS = ALPHABET[10:]

# U is no letter of the alphabet, so Jakarta Utara is R.
CITY_LETTERS = {"31.01": "K", "31.71": "P", "31.72": "R", "31.73": "B", "31.74": "S", "31.75": "T"}
PROVINCE = "31"
ISSUER_LETTERS = {
    PROVINCE: "D",
    **CITY_LETTERS,
}  # an office's codes begin with its own, whatever city it serves

_CARD = re.compile(
    rf"BZ\.(?P<bazaar>[{ALPHABET}]{{2,8}})\.(?P<device>[{DEVICE_LETTERS}])(?P<number>[1-9]\d{{0,4}})"
    rf"\.(?P<serial>[1-9]\d?)(?P<check>[{ALPHABET}])"
)
_LOOKALIKES = str.maketrans("ILO", "110")


class NotACard(BazarError):
    """The text is no vendor card at all. Facts: text."""


class CardDamaged(BazarError):
    """The text begins as a card but is misread or mistyped. Facts: text."""


class BazaarCodeMalformed(BazarError):
    """A bazaar code has 2 to 8 characters of the alphabet. Facts: text."""


class DeviceLetterMalformed(BazarError):
    """A device is named by one letter of the alphabet. Facts: text."""


class NumberOutOfRange(BazarError):
    """A number does not fit in its code. Facts: number, largest."""


@dataclass(frozen=True, slots=True)
class VendorCard:
    """A vendor card: `number` counts the cards of `device` in this bazaar, `serial` its reprints from 1."""

    bazaar: str
    device: str
    number: int
    serial: int


def check_character(text: str) -> str:
    """The Luhn mod 32 character of `text`: any one wrong character shows, and most swaps of neighbours.

    The algorithm is Luhn mod N (ISO/IEC 7812-1 annex B, for N = 32).
    """
    total = 0
    for place, character in enumerate(reversed(text)):
        addend = ALPHABET.index(character) * (2 if place % 2 == 0 else 1)
        total += addend // 32 + addend % 32
    return ALPHABET[-total % 32]


def read_typed(text: str) -> str:
    """Typed code as capitals of the alphabet: spaces gone, I and L read as 1, O as 0."""
    return re.sub(r"\s", "", plain_characters(text)).upper().translate(_LOOKALIKES)


def make_card(bazaar: str, device: str, number: int, serial: int = 1) -> str:
    """The code on a vendor card. Raises BazaarCodeMalformed, DeviceLetterMalformed, NumberOutOfRange."""
    _check_bazaar_code(bazaar)
    _check_device(device)
    _check_range(number, 99_999)
    _check_range(serial, 99)
    body = f"{bazaar}{device}{number}{serial}"
    return f"BZ.{bazaar}.{device}{number}.{serial}{check_character(body)}"


def read_card(text: str) -> VendorCard:
    """The card that was scanned or typed, in capitals or not. Raises NotACard, CardDamaged."""
    code = read_typed(text)
    if not code.startswith("BZ."):
        raise NotACard(text=safe_excerpt(text))
    match = _CARD.fullmatch(code)
    if match is None:
        raise CardDamaged(text=safe_excerpt(text))
    bazaar, device, number, serial, check = match.groups()
    if check_character(f"{bazaar}{device}{number}{serial}") != check:
        raise CardDamaged(text=safe_excerpt(text))
    return VendorCard(bazaar, device, int(number), int(serial))


def read_bazaar_code(text: str) -> str:
    """A bazaar code as typed, in normal form. Raises BazaarCodeMalformed."""
    code = read_typed(text)
    _check_bazaar_code(code)
    return code


def make_bazaar_code(kota: str, first_day: date, number: int, device: str = "") -> str:
    """The code of the `number`-th bazaar of a city on a day: T236P01 is the first of Jakarta Timur on 22 June 2023.

    `kota` is the Ministry's code ("31.75") of the city, or of what the office that issues it is for. Its letter, year,
    month and day of one character each, number of two digits, then the letter of the device that issued it in the
    field. Raises NumberOutOfRange, DeviceLetterMalformed.
    """
    _check_range(number, 99)
    if device:
        _check_device(device)
    letter = ISSUER_LETTERS.get(kota, "X")
    when = f"{first_day:%y}{ALPHABET[first_day.month]}{ALPHABET[first_day.day]}"
    return f"{letter}{when}{number:02d}{device}"


def check_device_letter(text: str) -> str:
    """The letter of a device as typed, in capitals. Raises DeviceLetterMalformed."""
    letter = text.strip().upper()
    _check_device(letter)
    return letter


def read_issued_code(code: str) -> tuple[str, date] | None:
    """The city or province (the Ministry's code) and first day that an issued `code` tells; None for other codes."""
    letters = "".join(ISSUER_LETTERS.values())
    match = re.fullmatch(
        rf"([{letters}])(\d\d)([{ALPHABET}])([{ALPHABET}])\d\d[{DEVICE_LETTERS}]?", code.upper()
    )
    if match is None:
        return None
    city = next(kota for kota, letter in ISSUER_LETTERS.items() if letter == match[1])
    try:
        return city, date(2000 + int(match[2]), ALPHABET.index(match[3]), ALPHABET.index(match[4]))
    except ValueError:
        return None


def _check_bazaar_code(code: str) -> None:
    if not re.fullmatch(rf"[{ALPHABET}]{{2,8}}", code):
        raise BazaarCodeMalformed(text=safe_excerpt(code))


def _check_device(letter: str) -> None:
    if len(letter) != 1 or letter not in DEVICE_LETTERS:
        raise DeviceLetterMalformed(text=safe_excerpt(letter))


def _check_range(number: int, largest: int) -> None:
    if not 1 <= number <= largest:
        raise NumberOutOfRange(number=number, largest=largest)
