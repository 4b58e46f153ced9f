"""Rupiah: read as people type it, written as papers want it, and spelled out (terbilang)."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.identifiers import plain_characters, safe_excerpt
from bazar_desktop.domain.values.kinds import ENTRY

LARGEST = ENTRY  # rupiah of one entry
LONGEST_TEXT = 80


class NotAnAmount(BazarError):
    """The text is no sum of money. Facts: text."""


class AmountAmbiguous(BazarError):
    """The separator could group thousands or begin decimals. Facts: text, small, large (both written out)."""


class CentsNotAllowed(BazarError):
    """The amount is not whole rupiah. Facts: text."""


class NegativeAmount(BazarError):
    """The amount is below zero. Facts: text."""


class AmountTooLarge(BazarError):
    """The amount is more than one entry can be. Facts: text."""


@dataclass(frozen=True, slots=True)
class Amount:
    """Whole rupiah. `shown_back`: the text could be read otherwise, so show the value before it is saved."""

    value: int
    shown_back: bool = False


@dataclass(frozen=True, slots=True)
class _Term:
    number: Fraction
    scale: int | None
    shown_back: bool
    product: bool = False


_SCALES = {
    "rb": 10**3, "ribu": 10**3, "k": 10**3,
    "jt": 10**6, "juta": 10**6,
    "m": 10**9, "miliar": 10**9, "milyar": 10**9,
    "t": 10**12, "triliun": 10**12,
}  # fmt: skip
_SCALE_WORDS = "|".join(sorted(_SCALES, key=len, reverse=True))
_NUMBER = r"\d[\d.,' ]*"
_TERM = re.compile(rf"(?:rp\.?|idr)?\s*(?P<number>{_NUMBER}?)\s*(?P<scale>{_SCALE_WORDS})?\s*(?:rupiah)?")
_BLANK = re.compile(r"(?:(?:rp\.?|idr)\s*)?-*")
_JUXTAPOSED = re.compile(rf"(?<=[a-z])(?<!rp)(?<!idr)\s+(?=\d[\d.,]*\s*(?:{_SCALE_WORDS})\b)")
_WHOLE = re.compile(r"0|[1-9]\d*")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:(?P<mark>[., '])\d{3})(?:(?P=mark)\d{3})*")
_FIGURE = re.compile(r"[+−–-]?(?:Rp ?)?\d[\d.,]*(?:%| ?/ ?\d+)?\*?")
_DECIMAL = re.compile(r"(?P<whole>.+?)(?P<mark>[.,])(?P<decimals>\d+)")


def is_figure(text: str) -> bool:
    """Tell whether `text` is one figure and nothing else: 12, 11 / 12, 39,6%, −Rp1.240.000."""
    return _FIGURE.fullmatch(text.strip()) is not None


def beginning(text: str, length: int) -> str:
    """The first `length` letters of `text`; a figure of which that would leave the first digits goes as a whole."""
    kept, rest = text[:length], text[length:]
    if re.search(r"(?:\d[.,]?|\bR?p? ?)$", kept) and re.match(r"[Rp ]*[.,]?\d", rest):
        kept = re.sub(r"[+−–-]?(?:Rp? ?)?[\d.,]*$", "", kept)
    return kept.rstrip(" ,.")


def parse_rupiah(text: str, *, subtracts: bool = True) -> Amount | None:
    """The rupiah that an officer typed, or None for a blank cell, a dash or a lone Rp.

    Unless it `subtracts`, as in somebody else's list, 300.000-200.000 is a range to ask about and 2026-11-28 no amount.

    `1.500` is one thousand five hundred, `M` is miliar (10^9), `50+75rb` is 125.000 (a bare number under a
    thousand takes the unit that follows it), `3x25rb` is 75.000. Raises NotAnAmount, AmountAmbiguous,
    CentsNotAllowed, NegativeAmount, AmountTooLarge.
    """
    plain = plain_characters(text).strip().lower()
    if _BLANK.fullmatch(plain):
        return None
    if len(plain) > LONGEST_TEXT:
        raise NotAnAmount(text=safe_excerpt(text))
    if re.fullmatch(r"-.*|(?:rp\.?|idr)\s*-.*|\(.*\)", plain):
        raise NegativeAmount(text=safe_excerpt(text))
    plain = re.sub(r"[.,;]-{1,2}$", "", plain.removeprefix("="))  # 1.500,- is how prices are written
    plain = _JUXTAPOSED.sub("+", plain)
    pieces = re.split(r"([+-])", plain)
    value, asked = _sum(pieces, text)
    is_range = len(pieces) == 3 and "-" in pieces
    if is_range and (value < 0 or not subtracts):  # 200.000-300.000 is no subtraction
        small, large = (safe_excerpt(piece.strip()) for piece in (pieces[0], pieces[2]))
        raise AmountAmbiguous(text=safe_excerpt(text), small=small, large=large)
    if not subtracts and "-" in pieces:
        raise NotAnAmount(text=safe_excerpt(text))
    return Amount(_checked(value, text), asked or len(pieces) > 1)


def rupiah_from_number(number: float) -> int:
    """The rupiah of a cell that a spreadsheet holds as a number.

    Raises CentsNotAllowed (1.500 typed into an English spreadsheet arrives as 1.5), NegativeAmount,
    AmountTooLarge, NotAnAmount (infinite, not a number).
    """
    if isinstance(number, bool) or not math.isfinite(number):
        raise NotAnAmount(text=str(number))
    nearest = round(number)  # a product of decimals in a sheet misses its whole number by a hair
    whole = abs(number - nearest) < 1e-6
    return _checked(Fraction(nearest if whole else number), str(number))


def _checked(value: Fraction, text: str) -> int:
    excerpt = safe_excerpt(text)
    if value < 0:
        raise NegativeAmount(text=excerpt)
    if value > LARGEST:
        raise AmountTooLarge(text=excerpt)
    if value.denominator != 1:
        raise CentsNotAllowed(text=excerpt)
    return int(value)


def _sum(pieces: list[str], text: str) -> tuple[Fraction, bool]:
    """The value of terms and signs in turn, and whether any of them wants to be shown back."""
    total, asked = Fraction(0), False
    following: int | None = None
    for index in range(len(pieces) - 1, -1, -2):
        term = _product(pieces[index], text)
        bare = term.scale is None and not term.product and term.number < 1000
        value = term.number * (term.scale or (following if bare else None) or 1)
        if value.denominator != 1:
            raise CentsNotAllowed(text=safe_excerpt(text))
        following = term.scale or following
        asked = asked or term.shown_back
        total += -value if index and pieces[index - 1] == "-" else value
    return total, asked


def _product(piece: str, text: str) -> _Term:
    """One term of a sum, `25rb` or `3x25rb`; only one of its factors can have a unit."""
    factors = [_read_term(factor, text) for factor in re.split(r"[*x×]", piece)]
    if len(factors) == 1:
        return factors[0]
    scales = [factor.scale for factor in factors if factor.scale]
    if len(scales) > 1:
        raise NotAnAmount(text=safe_excerpt(text))
    number = math.prod((factor.number for factor in factors), start=Fraction(1))
    return _Term(number, scales[0] if scales else None, shown_back=True, product=True)


def _read_term(piece: str, text: str) -> _Term:
    match = _TERM.fullmatch(piece.strip())
    if match is None:
        raise NotAnAmount(text=safe_excerpt(text))
    digits, unit = match["number"].strip(), match["scale"]
    if unit is None:
        number, asked = _plain_number(digits, text)
        return _Term(number, None, asked)
    return _Term(_scaled_number(digits, _SCALES[unit], text), _SCALES[unit], _SCALES[unit] >= 10**9)


def _plain_number(digits: str, text: str) -> tuple[Fraction, bool]:
    """A number without a unit: grouped by threes, with at most two decimals."""
    if _WHOLE.fullmatch(digits):
        return Fraction(int(digits)), False
    grouped = _GROUPED.fullmatch(digits)
    if grouped:
        return Fraction(int(re.sub(r"\D", "", digits))), grouped["mark"] != "."
    decimal = _DECIMAL.fullmatch(digits)
    if decimal and len(decimal["decimals"]) <= 2:
        whole, mark = decimal["whole"], decimal["mark"]
        inner = _GROUPED.fullmatch(whole)
        if _WHOLE.fullmatch(whole) or (inner and inner["mark"] != mark):
            return _with_decimals(whole, decimal["decimals"]), mark == "."
    raise NotAnAmount(text=safe_excerpt(text))


def _scaled_number(digits: str, scale: int, text: str) -> Fraction:
    """A number before a unit: `1,5` and `1.5` alike; three digits after one separator say two things."""
    if _WHOLE.fullmatch(digits):
        return Fraction(int(digits))
    grouped = _GROUPED.fullmatch(digits)
    if grouped:
        thousands = Fraction(int(re.sub(r"\D", "", digits)))
        if digits.count(grouped["mark"]) == 1 and grouped["mark"] in ".,":
            large = thousands * scale
            raise AmountAmbiguous(
                text=safe_excerpt(text),
                small=format_rupiah(int(large / 1000)),
                large=format_rupiah(int(large)),
            )
        return thousands
    decimal = _DECIMAL.fullmatch(digits)
    if decimal and _WHOLE.fullmatch(decimal["whole"]):
        return _with_decimals(decimal["whole"], decimal["decimals"])
    raise NotAnAmount(text=safe_excerpt(text))


def _with_decimals(whole: str, decimals: str) -> Fraction:
    return Fraction(int(re.sub(r"\D", "", whole) + decimals), 10 ** len(decimals))


def format_number(value: int) -> str:
    """Digits grouped by threes with points: 3.300.000."""
    return f"{value:,}".replace(",", ".")


def format_rupiah(value: int) -> str:
    """Rupiah in standard spelling, without a space: Rp3.300.000; below zero -Rp500."""
    return f"{'-' if value < 0 else ''}Rp{format_number(abs(value))}"


def signed_rupiah(value: int) -> str:
    """A difference with its sign: +Rp40.000, -Rp500, Rp0."""
    return f"{'+' if value > 0 else ''}{format_rupiah(value)}"


_UNITS = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_POWERS = ((10**15, "kuadriliun"), (10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"))


def terbilang(value: int) -> str:
    """The number in Indonesian words, below 10^18: seribu, seratus, sebelas, satu miliar, nol."""
    if abs(value) >= 10**18:
        raise AmountTooLarge(text=format_number(value))
    if value < 0:
        return f"minus {terbilang(-value)}"
    return " ".join(_words(value)) or "nol"


def _words(value: int) -> list[str]:
    for power, name in _POWERS:
        if value >= power:
            return [*_words(value // power), name, *_words(value % power)]
    if value >= 1000:
        return _one_or_many(value, 1000, "ribu", _words)
    if value >= 100:
        return _one_or_many(value, 100, "ratus", _words)
    if 11 <= value <= 19:
        return ["sebelas"] if value == 11 else [_UNITS[value - 10], "belas"]
    if value >= 10:
        return _one_or_many(value, 10, "puluh", _words)
    return [_UNITS[value]] if value else []


def _one_or_many(value: int, power: int, name: str, words: Callable[[int], list[str]]) -> list[str]:
    count = value // power
    head = [f"se{name}"] if count == 1 else [*words(count), name]
    return [*head, *words(value % power)]
