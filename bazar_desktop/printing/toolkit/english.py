"""Whole numbers in English words, for papers under --lang en."""

from __future__ import annotations

_SMALL = (
    "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_POWERS = (
    (10**15, "quadrillion"), (10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"),
    (100, "hundred"),
)  # fmt: skip


def spelled(value: int) -> str:
    """`value` from 0 to below 10^18: one million four hundred seventy-three thousand; zero."""
    return " ".join(_words(value)) or "zero"


def _words(value: int) -> list[str]:
    for power, name in _POWERS:
        if value >= power:
            return [*_words(value // power), name, *_words(value % power)]
    if value >= 20:
        tens, units = divmod(value, 10)
        return ["-".join(part for part in (_TENS[tens], _SMALL[units]) if part)]
    return [_SMALL[value]] if value else []
