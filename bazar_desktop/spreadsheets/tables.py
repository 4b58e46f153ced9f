"""Finds the table inside a sheet: its header of one or two rows, its columns, and the rows under them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bazar_desktop.spreadsheets.fields import BY_WORDS, plain_header
from bazar_desktop.spreadsheets.limits import USUAL, Limits
from bazar_desktop.spreadsheets.opening import open_bytes, open_file
from bazar_desktop.spreadsheets.refusals import NoTableFound
from bazar_desktop.spreadsheets.sheets import NUMBER, Row, Sheet, Source

SEARCHED_ROWS = 60
LOOKED_AT = 5_000  # rows that tell how wide a table usually is
LONGEST_FIGURE = 40  # a hostile cell of digits must not keep a pattern busy
NUMERIC = re.compile(r"\W*(rp)?[\W\d]*\d[\W\d]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """`index` counts from 0 in the source; `header` joins two rows as "Omzet / Tunai" and is "" where none stands."""

    index: int
    header: str

    @property
    def letter(self) -> str:
        """The column's name in a spreadsheet: A, B, … AA."""
        name, left = "", self.index + 1
        while left:
            left, rest = divmod(left - 1, 26)
            name = chr(65 + rest) + name
        return name


@dataclass(frozen=True, slots=True)
class Range:
    """Where a table lies: `header_rows` are consecutive source rows, or none.

    `last_row` 0 is the sheet's end; `columns` are the first and last index, None for all that are used.
    """

    header_rows: tuple[int, ...]
    last_row: int = 0
    columns: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stands in its file. `rows` are all rows with content below the header, unjudged.

    `header_rows` are source row numbers, empty where the table has none; `height` is the sheet's last row;
    `titles` are the texts above the header. `merged` as in Sheet. `place` is where an officer put the table.
    """

    source: Source
    sheet: str
    header_rows: tuple[int, ...]
    titles: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    height: int
    merged: tuple[tuple[int, int, int, int], ...] = ()
    place: Range = Range(())

    @property
    def last_row(self) -> int:
        """Where an officer ended the table; 0 where it goes to the sheet's end."""
        return self.place.last_row

    @property
    def first_row(self) -> int:
        """The source row from which on every row is accounted for: the header's first, or 1."""
        return self.header_rows[0] if self.header_rows else 1


def read_table(file: Path | bytes, name: str = "", limits: Limits = USUAL) -> Table:
    """The most table-like sheet of a file (`name` is needed with bytes). Raises as `open_bytes`, `find_tables`."""
    source = open_bytes(file, name, limits) if isinstance(file, bytes) else open_file(file, limits)
    return find_tables(source)[0]


def find_tables(source: Source) -> list[Table]:
    """A table for each sheet that holds one, the best first: known columns times rows. Raises NoTableFound."""
    found = [_find(source, sheet) for sheet in source.sheets if sheet.rows]
    if not found:
        raise NoTableFound(name=source.name)
    shown = {sheet.name: sheet.visible for sheet in source.sheets}
    return sorted(found, key=lambda table: (shown[table.sheet], _worth(table)), reverse=True)


def _worth(table: Table) -> float:
    known = sum(1 for column in table.columns if _known(column.header))
    return (1 + 10 * known) * min(len(table.rows), 1_000)


def retable(table: Table, place: Range | tuple[int, ...]) -> Table:
    """The same sheet with the table where an officer put it: a range, or only the rows of its header."""
    sheet = next(sheet for sheet in table.source.sheets if sheet.name == table.sheet)
    return _table(table.source, sheet, place if isinstance(place, Range) else Range(place))


def _find(source: Source, sheet: Sheet) -> Table:
    return _table(source, sheet, Range(_header_rows(sheet)))


def _table(source: Source, sheet: Sheet, place: Range) -> Table:
    header_rows = place.header_rows
    headers = [row for row in sheet.rows if row.number in header_rows]
    first, last = (header_rows[0], header_rows[-1]) if header_rows else (0, 0)
    end = place.last_row or sheet.height
    body = tuple(row for row in sheet.rows if last < row.number <= end)
    names = _joined(headers, sheet)
    used = _used_columns(body)
    used |= {index for index, name in enumerate(names) if name}
    if place.columns is not None:
        used &= set(range(place.columns[0], place.columns[1] + 1))
    columns = tuple(Column(index, names[index] if index < len(names) else "") for index in sorted(used))
    titles = tuple(
        " ".join(text.strip() for text in row.texts if text.strip())
        for row in sheet.rows
        if row.number < first
    )
    return Table(source, sheet.name, header_rows, titles, columns, body, sheet.height, sheet.merged, place)


def _used_columns(rows: Iterable[Row]) -> set[int]:
    """The columns with anything in them. What is known to be used is not looked at again."""
    used: set[int] = set()
    for row in rows:
        if len(row.kinds) > len(used) or len(used) < max(used, default=-1) + 1:
            used.update(index for index, text in enumerate(row.texts) if index not in used and text.strip())
    return used


def _header_rows(sheet: Sheet) -> tuple[int, ...]:
    """The rows that name columns: the row with most known column words, joined with the one below or above it."""
    rows = sheet.rows[:SEARCHED_ROWS]
    usual = _usual_width(sheet.rows[:LOOKED_AT])
    scores = [_header_score(row, usual) for row in rows]
    best = max(range(len(rows)), key=lambda index: (scores[index], -index))
    if scores[best] <= 0:
        return ()
    here = rows[best]
    if best + 1 < len(rows) and _is_lower_half(here, rows[best + 1], sheet):
        return (here.number, rows[best + 1].number)
    if best and _is_lower_half(rows[best - 1], here, sheet) and _is_upper_half(rows[best - 1], here):
        return (rows[best - 1].number, here.number)
    return (here.number,)


def _usual_width(rows: tuple[Row, ...]) -> int:
    widths = Counter(row.filled for row in rows)
    return max(widths, key=lambda width: (widths[width] if width > 1 else 0, width))


def _header_score(row: Row, usual: int) -> float:
    """Known words count most; a row of short plain texts about as wide as the table's rows may be a header too."""
    cells = [(text.strip(), row.kind(index)) for index, text in enumerate(row.texts) if text.strip()]
    known = len({plain_header(text) for text, _kind in cells if _known(text)})
    figures = sum(1 for text, kind in cells if kind == NUMBER or NUMERIC.fullmatch(text[:LONGEST_FIGURE]))
    distinct = len({text for text, _kind in cells}) == len(cells)
    if known >= 2 or (known == 1 and len(cells) == 1 == usual):
        return 10.0 * known + len(cells) - 8.0 * figures
    if len(cells) >= max(2, usual * 0.6) and not figures and distinct and _is_short(cells):
        return float(known) + 1.0
    return 0.0


def _is_short(cells: list[tuple[str, str]]) -> bool:
    return all(len(text) <= 60 and "@" not in text for text, _kind in cells)


def _known(header: str) -> bool:
    words = plain_header(header)
    if words in BY_WORDS:
        return True
    parts = header.split(" / ")
    return len(parts) > 1 and plain_header(parts[-1]) in BY_WORDS


def _is_lower_half(upper: Row, lower: Row, sheet: Sheet) -> bool:
    """The row below names parts of the columns above it: texts only, mostly known, some under a gap or a wide cell."""
    if lower.number != upper.number + 1:
        return False
    cells = [(index, text) for index, text in enumerate(lower.texts) if text.strip()]
    if not cells or any(
        lower.kind(index) == NUMBER or NUMERIC.fullmatch(text[:LONGEST_FIGURE]) for index, text in cells
    ):
        return False
    known = sum(1 for _index, text in cells if _known(text))
    in_gap = any(not upper.text(index).strip() for index, _text in cells)
    under_wide = any(top == upper.number and right > left for top, left, _bottom, right in sheet.merged)
    standing = any(text.strip() and not lower.text(index).strip() for index, text in enumerate(upper.texts))
    return known * 2 >= len(cells) and (in_gap or under_wide) and (standing or under_wide)


def _is_upper_half(upper: Row, lower: Row) -> bool:
    """Not a title: it names a column that the lower row leaves open, or spans columns the lower row names."""
    texts = [(index, text) for index, text in enumerate(upper.texts) if text.strip()]
    return any(_known(text) for _index, text in texts) and (len(texts) > 1 or texts[0][0] > 0)


def _joined(headers: list[Row], sheet: Sheet) -> list[str]:
    """One name a column. A wide cell above, merged or followed by gaps, belongs to each named column under it."""
    if not headers:
        return []
    width = max(len(row.texts) for row in headers)
    if len(headers) == 1:
        return [_clean(headers[0].text(index)) for index in range(width)]
    upper, lower = headers[0], headers[-1]
    spans = {
        column: left
        for top, left, _bottom, right in sheet.merged
        if top == upper.number
        for column in range(left, right + 1)
    }
    names, group = [], ""
    for index in range(width):
        above, below = _clean(upper.text(spans.get(index, index))), _clean(lower.text(index))
        if above:
            group = above if below else ""
        elif below:
            above = group
        names.append(f"{above} / {below}" if above and below and above != below else above or below)
    return names


def _clean(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
