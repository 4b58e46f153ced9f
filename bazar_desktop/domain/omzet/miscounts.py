"""Miscounts of a stack: which rows explain that a total typed from a stack of slips is not the sum of the rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

SWAPPED_TOTAL, SWAPPED, LEFT_OUT, TWICE, SIGN, ZEROS, ABOVE, MISSING = (
    "swapped_total", "swapped", "left_out", "twice", "sign", "zeros", "above", "missing",
)  # fmt: skip
MOST_ZEROS = 3  # a thousand typed where none was meant, or left away


@dataclass(frozen=True, slots=True)
class Miscount:
    """One explanation of a difference, with the row's place in the list (None: the typed total itself).

    Kinds: SWAPPED_TOTAL two digits of the total; SWAPPED two digits of the row; LEFT_OUT the row is not in the total;
    TWICE it is there twice; SIGN the difference is twice the row, as when it was taken away instead of added or counted
    three times; ZEROS the row has noughts too many or too few; ABOVE the row alone is more than the stack;
    MISSING the row is blank here. `would_be` is the right figure of the row (of the total: its right sum).
    """

    index: int | None
    kind: str
    would_be: int


def find_miscounts(total_typed: int, amounts: Sequence[int | None]) -> tuple[Miscount, ...]:
    """What explains that a total typed from the stack of slips is not the sum of the rows, likeliest first.

    Empty where it is the sum. A row is named by two of its digits swapped (the difference then divides by 9), by
    being equal to the difference or half of it, by noughts at its end, or, where the stack holds more, by being blank.
    Swaps of digits further apart are looked for only where no neighbours explain it; a row that is more than the whole
    stack is named where nothing explains it.
    """
    total = sum(amount or 0 for amount in amounts)
    difference = total_typed - total
    if difference == 0:
        return ()
    miscounts = [*_equal_rows(difference, amounts)]
    if difference % 9 == 0:
        if total in swaps(total_typed, neighbours=True):
            miscounts.append(Miscount(None, SWAPPED_TOTAL, total))
        miscounts += _swapped_rows(difference, amounts)
        miscounts += _rows_with_zeros(difference, amounts)
    if difference > 0:
        miscounts += [
            Miscount(place, MISSING, difference) for place, amount in enumerate(amounts) if amount is None
        ]
    return tuple(miscounts or _rows_above(total_typed, amounts))


def _rows_with_zeros(difference: int, amounts: Sequence[int | None]) -> list[Miscount]:
    """Rows that explain the difference by noughts at their end; it divides by 9 then, as ten is one more than nine."""
    miscounts = []
    for place, amount in enumerate(amounts):
        right = (amount or 0) + difference
        low, high = sorted([amount or 0, right])
        if low > 0 and high in {low * 10**zeros for zeros in range(1, MOST_ZEROS + 1)}:
            miscounts.append(Miscount(place, ZEROS, right))
    return miscounts


def _rows_above(total_typed: int, amounts: Sequence[int | None]) -> list[Miscount]:
    """Rows that are more than the whole stack, with what would be left for each."""
    total = sum(amount or 0 for amount in amounts)
    return [
        Miscount(place, ABOVE, max(0, amount - (total - total_typed)))
        for place, amount in enumerate(amounts)
        if amount and amount > total_typed
    ]


def _equal_rows(difference: int, amounts: Sequence[int | None]) -> list[Miscount]:
    miscounts = []
    for place, amount in enumerate(amounts):
        if not amount:
            continue
        if abs(difference) == amount:
            miscounts.append(Miscount(place, TWICE if difference > 0 else LEFT_OUT, amount))
        elif abs(difference) == 2 * amount:
            miscounts.append(Miscount(place, SIGN, amount))
    return miscounts


def _swapped_rows(difference: int, amounts: Sequence[int | None]) -> list[Miscount]:
    for neighbours in (True, False):
        miscounts = [
            Miscount(place, SWAPPED, amount + difference)
            for place, amount in enumerate(amounts)
            if amount and amount + difference in swaps(amount, neighbours)
        ]
        if miscounts:
            return miscounts
    return []


def swaps(number: int, neighbours: bool) -> frozenset[int]:
    """What `number` becomes when two of its digits change places; with `neighbours` only those side by side.

    A leading 0 cannot come out: nobody types it.
    """
    digits = str(number)
    numbers = set()
    for first, second in combinations(range(len(digits)), 2):
        if neighbours and second != first + 1:
            continue
        changed = list(digits)
        changed[first], changed[second] = changed[second], changed[first]
        if changed[0] != "0" and changed[first] != changed[second]:
            numbers.add(int("".join(changed)))
    return frozenset(numbers)
