"""How much of a mitra's goods: kilograms, litres or packets, kept as whole thousandths."""

from __future__ import annotations

import re

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.identifiers import plain_characters, safe_excerpt

KILOGRAM, LITRE, PACKET = "kg", "liter", "paket"
UNITS = (KILOGRAM, LITRE, PACKET)
MOST = 9_999_999_000  # thousandths
MOST_PRICE = 99_999_999  # rupiah a unit

_WORDS = {
    "kg": KILOGRAM, "kilo": KILOGRAM, "kilogram": KILOGRAM,
    "l": LITRE, "lt": LITRE, "ltr": LITRE, "liter": LITRE, "litre": LITRE,
    "pak": PACKET, "pkt": PACKET, "paket": PACKET, "pack": PACKET,
}  # fmt: skip
_NUMBER = re.compile(r"(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<part>\d{1,3}))?")


class NotAQuantity(BazarError):
    """The text is no quantity of goods. Facts: text."""


class HalfAPacket(BazarError):
    """Packets are counted whole. Facts: text."""


class UnknownUnit(BazarError):
    """Goods are counted in kg, liter or paket. Facts: text."""


def read_unit(text: str) -> str:
    """The unit that was typed. Raises UnknownUnit."""
    found = _WORDS.get(plain_characters(text).strip().rstrip(".").casefold())
    if found is None:
        raise UnknownUnit(text=safe_excerpt(text))
    return found


def read_quantity(text: str) -> int | None:
    """Thousandths of a unit: `12,5` is 12500, `1.500` one thousand five hundred whole ones; None for a blank cell.

    The unit may be written behind it. Raises NotAQuantity.
    """
    plain = re.sub(r"(?<=\d)\s*[a-z]+\.?$", "", plain_characters(text).strip().casefold())
    if re.fullmatch(r"-*", plain):
        return None
    match = _NUMBER.fullmatch(plain)
    if match is None:
        raise NotAQuantity(text=safe_excerpt(text))
    part = (match["part"] or "").ljust(3, "0")
    return check_quantity(int(match["whole"].replace(".", "")) * 1000 + int(part))


def check_quantity(thousandths: int, unit: str = KILOGRAM) -> int:
    """Raises NotAQuantity below 0 or above MOST, HalfAPacket where packets are not whole."""
    if not 0 <= thousandths <= MOST:
        raise NotAQuantity(text=str(thousandths))
    if unit == PACKET and thousandths % 1000:
        raise HalfAPacket(text=format_quantity(thousandths))
    return thousandths


def format_quantity(thousandths: int) -> str:
    """12500 as 12,5 and 1500000 as 1.500; below zero with its sign."""
    whole, part = divmod(abs(thousandths), 1000)
    tail = f",{part:03d}".rstrip("0") if part else ""
    return f"{'-' if thousandths < 0 else ''}{whole:,}".replace(",", ".") + tail
