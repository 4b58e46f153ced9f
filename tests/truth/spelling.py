"""Rupiah in Indonesian words, written apart from the program's own."""

from __future__ import annotations

ONES = (
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas",
)  # fmt: skip
SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (1000, "ribu"), (100, "ratus"))


def spelled(number: int) -> str:
    """A whole number in words: 1100 is seribu seratus."""
    if number < len(ONES):
        return ONES[number]
    if number < 20:
        return f"{ONES[number - 10]} belas"
    if number < 100:
        tens, rest = divmod(number, 10)
        return f"{ONES[tens]} puluh" + (f" {ONES[rest]}" if rest else "")
    size, name = next(scale for scale in SCALES if number >= scale[0])
    count, rest = divmod(number, size)
    head = f"se{name}" if count == 1 and size <= 1000 else f"{spelled(count)} {name}"
    return head + (f" {spelled(rest)}" if rest else "")


def rupiah_in_words(amount: int | None) -> str:
    return "belum ada" if amount is None else f"{spelled(amount)} rupiah"
