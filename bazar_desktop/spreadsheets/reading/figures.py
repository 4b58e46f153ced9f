"""The figures of a table's columns, and how one column follows from others: their sum, or price times pieces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from statistics import median

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.money import parse_rupiah, rupiah_from_number
from bazar_desktop.spreadsheets.reading.sheets import NUMBER, Row

MOST = 0.9  # of the rows a relation between columns holds in
LEAST_ROWS = 2
LONGEST_FIGURE = 40
OUGHT_TO_BE_RUPIAH = 1_000  # a column whose figures are mostly below holds pieces, or thousands
Column = Sequence[float | None]  # one figure a row, None where none stands


@lru_cache(maxsize=4_096)
def figure_of(text: str, kind: str) -> int | None:
    """The whole rupiah that a cell says; None for a blank one and for whatever is no whole sum."""
    if not any(character.isdigit() for character in text):
        return None
    try:
        if kind == NUMBER:
            return rupiah_from_number(float(text))
        amount = parse_rupiah(text)
    except BazarError:
        return None
    return amount.value if amount else None


def column_figures(rows: Sequence[Row], index: int) -> Column:
    """What stands in a column, as figures; those of a number with a fraction too."""
    return [_figure(row.text(index).strip(), row.kind(index)) for row in rows]


def _figure(text: str, kind: str) -> float | None:
    if not text or len(text) > LONGEST_FIGURE:
        return None
    if kind == NUMBER:
        return float(text)
    if re.fullmatch(r"-?\d+[.,]\d{1,2}", text):
        return float(text.replace(",", "."))
    return figure_of(text, kind)


def usual_size(column: Column) -> float:
    """The median of the figures above 0; 0 where there are none."""
    above = [figure for figure in column if figure is not None and figure > 0]
    return median(above) if above else 0.0


def is_same(left_column: Column, right_column: Column) -> bool:
    """Whether two columns say the same, at least in two rows."""
    both = [(left, right) for left, right in zip(left_column, right_column, strict=True) if left or right]
    return len(both) >= LEAST_ROWS and all(left == right for left, right in both)


def is_sum(column: Column, parts: Sequence[Column]) -> bool:
    """Whether `column` is the sum of `parts` in nearly all rows, and of two of them in one at least."""
    held = missed = shared = 0
    for whole, *several in zip(column, *parts, strict=True):
        given = [figure for figure in several if figure]
        if whole is None or (not whole and not given):
            continue
        if abs(whole - sum(given)) <= 1e-6 * max(1.0, abs(whole)):
            held += 1
            shared += len(given) > 1
        else:
            missed += 1
    return held >= LEAST_ROWS and shared > 0 and held >= MOST * (held + missed)


def is_product(column: Column, price: Column, pieces: Column) -> bool:
    """Whether `column` is `price` times `pieces` in nearly all rows."""
    held = missed = 0
    for whole, left, right in zip(column, price, pieces, strict=True):
        if not whole or left is None or right is None:
            continue
        if abs(whole - left * right) <= 1e-6 * abs(whole):
            held += left != 1 and right != 1
        else:
            missed += 1
    return held >= LEAST_ROWS and held >= MOST * (held + missed)
