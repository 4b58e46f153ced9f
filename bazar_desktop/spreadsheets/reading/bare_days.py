"""Headers whose days are bare numbers, 28 | 29 beside the names or below a title: read as the days that they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from bazar_desktop.spreadsheets.reading.fields import BY_WORDS, plain_header
from bazar_desktop.spreadsheets.reading.sheets import TEXT, Row, Sheet

SEARCHED_ROWS = 60
LOOKED_AT = 12  # rows below, of which most hold money in these columns
MONEY = 1_000
_DAY = re.compile(r"\d{1,2}(\.0+)?")
_FIGURE = re.compile(r"(rp)?[\s.]*(\d[\d.,]*)(,-)?", re.IGNORECASE)
_PLACES = re.compile(r"\bhari\b", re.IGNORECASE)  # Hari: 1 | 2 | 3, and not Tanggal: 28 | 29
_DATES = re.compile(r"\b(tanggal|tgl|bulan)\b", re.IGNORECASE)


def with_days_named(sheet: Sheet) -> Sheet:
    """The sheet whose header says "tgl 28" where it only said 28; the same where it says no such thing."""
    rows = sheet.rows[:SEARCHED_ROWS]
    for at, row in enumerate(rows):
        days = _days_of(row, rows[at - 1] if at else None, rows[at + 1 : at + 1 + LOOKED_AT])
        if days:
            above = " ".join(text for upper in rows[max(0, at - 2) : at] for text in upper.texts)
            word = "hari" if _PLACES.search(above) and not _DATES.search(above) else "tgl"
            texts = [
                f"{word} {days[index]}" if index in days else text for index, text in enumerate(row.texts)
            ]
            kinds = "".join(TEXT if index in days else kind for index, kind in enumerate(row.kinds))
            named = Row(row.number, texts, kinds)
            return replace(sheet, rows=(*sheet.rows[:at], named, *sheet.rows[at + 1 :]))
    return sheet


def _days_of(row: Row, above: Row | None, below: Sequence[Row]) -> dict[int, int]:
    """The day that each column is named for, by index; none where the row is no such header.

    Beside the numbers the row holds words of columns or nothing, as where these stand in the row above; so it is no
    row of sales and not the numbering of columns from 1 that forms have.
    """
    cells = [(index, text.strip()) for index, text in enumerate(row.texts) if text.strip()]
    days = {index: int(float(text)) for index, text in cells if _DAY.fullmatch(text)}
    others = [text for index, text in cells if index not in days]
    rising = all(first < second for first, second in pairwise(days.values()))
    if len(days) < 2 or not rising or not all(1 <= day <= 31 for day in days.values()):
        return {}
    if others and not all(_is_title(text) for text in others):
        return {}
    if not others and (above is None or not any(_names(text) for text in _beside(above, days))):
        return {}
    if others and not any(_names(text) for text in (*others, *_beside(above, days))):
        return {}
    return days if below and all(_holds_money(below, index) for index in days) else {}


def _beside(above: Row | None, days: dict[int, int]) -> list[str]:
    """What the row above names in other columns."""
    return [] if above is None else [text for index, text in enumerate(above.texts) if index not in days]


def _is_title(text: str) -> bool:
    return not any(letter.isdigit() for letter in text) and len(text) <= 40


def _names(text: str) -> bool:
    """Whether a title names a column that lists have."""
    return plain_header(text) in BY_WORDS


def _holds_money(rows: Sequence[Row], index: int) -> bool:
    """Whether most that stands in a column is the size of rupiah."""
    held = [text for row in rows if (text := row.text(index).strip())]
    sizes = [re.sub(r"\D", "", found[2].split(",")[0]) for text in held if (found := _FIGURE.fullmatch(text))]
    large = sum(int(size[:15] or "0") >= MONEY for size in sizes)
    return 2 * large > len(held)
