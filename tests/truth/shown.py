"""What a place shows, how the house writes a value, and where the two differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

RUPIAH, NUMBER, PERCENT, RAW, ROWS = "rupiah", "number", "percent", "raw", "rows"
# Rp1.000 · 1.000 · 39,6% · as programs read it · lines of words in any order

Told = int | str | None


def grouped(value: int) -> str:
    """A whole number with a point between thousands."""
    return f"{value:,}".replace(",", ".")


def written(value: Told, style: str) -> str:
    """A value as the house writes it; a dash where there is none, in files nothing."""
    if style in {RAW, ROWS} or isinstance(value, str):
        return "" if value is None else str(value)
    if value is None:
        return "–"
    if style == PERCENT:
        return f"{value // 10},{value % 10}%"
    return f"Rp{grouped(value)}" if style == RUPIAH else grouped(value)


def rows_of(lines: Iterable[str]) -> str:
    """Lines of words as one text, in an order of their own."""
    return "\n".join(sorted(" ".join(line.split()) for line in lines))


@dataclass(frozen=True)
class Shown:
    """One figure as a reader found it: where, which, the text, and how it is written there."""

    place: str
    key: str
    text: str
    style: str


class NotShown(AssertionError):
    """A place does not show what its reader looks for."""


def differences(truth: Mapping[str, Told], found: Iterable[Shown]) -> list[str]:
    """Every figure that a place shows otherwise than the model has it, in words."""
    return [
        f"{shown.place}: {shown.key} {_words(shown, written(truth[shown.key], shown.style))}"
        for shown in found
        if shown.text.rstrip("*") != written(truth[shown.key], shown.style)
    ]


def _words(shown: Shown, meant: str) -> str:
    text = shown.text.rstrip("*")
    if shown.style != ROWS:
        return f"is {text!r}, should be {meant!r}"
    lines, wanted = Counter(text.split("\n")), Counter(meant.split("\n"))
    return f"has {sorted((lines - wanted).elements())}, should have {sorted((wanted - lines).elements())}"
