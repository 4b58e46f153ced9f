"""Finds the table inside a sheet: its header of one to three rows, its columns, and the rows under them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bazar_desktop.domain.bazaars.named_days import named_day
from bazar_desktop.spreadsheets.reading.bare_days import with_days_named
from bazar_desktop.spreadsheets.reading.fields import BY_WORDS, plain_header
from bazar_desktop.spreadsheets.reading.refusals import NoTableFound
from bazar_desktop.spreadsheets.reading.sheets import NUMBER, Row, Sheet, Source

SEARCHED_ROWS = 60
LOOKED_AT = 5_000  # rows that tell how wide a table usually is
LONGEST_FIGURE = 40  # a hostile cell of digits must not keep a pattern busy
NUMERIC = re.compile(r"\W*(rp)?[\W\d]*\d[\W\d]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SourceColumn:
    """`index` counts from 0 in the source; `header` joins its rows as "Omzet / Tunai" and is "" where none stands."""

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
    `titles` are the texts above the header; `merged` and `marks` as in Sheet; `place`: where an officer put it;
    `sent` are the dates of the messages that its rows stand in, each once.
    """

    source: Source
    sheet: str
    header_rows: tuple[int, ...]
    titles: tuple[str, ...]
    columns: tuple[SourceColumn, ...]
    rows: tuple[Row, ...]
    height: int
    merged: tuple[tuple[int, int, int, int], ...] = ()
    place: Range = Range(())
    marks: tuple[tuple[int, str, str], ...] = ()
    sent: tuple[str, ...] = ()

    @property
    def last_row(self) -> int:
        """Where an officer ended the table; 0 where it goes to the sheet's end."""
        return self.place.last_row

    @property
    def first_row(self) -> int:
        """The source row from which on every row is accounted for: the header's first, or 1."""
        return self.header_rows[0] if self.header_rows else 1


def find_tables(source: Source) -> list[Table]:
    """A table for each sheet that holds one, the best first: known columns times rows. Raises NoTableFound."""
    tables = [_find(source, sheet) for sheet in source.sheets if sheet.rows]
    if not tables:
        raise NoTableFound(name=source.name)
    shown = {sheet.name: sheet.visible for sheet in source.sheets}
    return sorted(tables, key=lambda table: (shown[table.sheet], _worth(table)), reverse=True)


def _worth(table: Table) -> float:
    known = sum(1 for column in table.columns if _known(column.header))
    return (1 + 10 * known) * min(len(table.rows), 1_000)


def retable(table: Table, place: Range | tuple[int, ...]) -> Table:
    """The same sheet with the table where an officer put it: a range, or only the rows of its header."""
    sheet = next(sheet for sheet in table.source.sheets if sheet.name == table.sheet)
    place = place if isinstance(place, Range) else Range(place)
    return _table(table.source, with_days_named(sheet), place)


def _find(source: Source, sheet: Sheet) -> Table:
    sheet = with_days_named(sheet)
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
    columns = tuple(SourceColumn(index, names[index] if index < len(names) else "") for index in sorted(used))
    titles = tuple(
        " ".join(text.strip() for text in row.texts if text.strip())
        for row in sheet.rows
        if row.number < first
    )
    return Table(
        source, sheet.name, header_rows, titles, columns, body, sheet.height, sheet.merged, place, sheet.marks
    )


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
    if tall := _under_tall_cells(here, sheet):
        return tall
    near = {row.number: row for row in rows[max(0, best - 2) : best + 3]}
    numbers: tuple[int, ...] = (here.number,)
    if best + 1 < len(rows) and _is_lower_half(here, rows[best + 1], sheet):
        numbers = (here.number, rows[best + 1].number)
    elif best and _is_over(rows[best - 1], here, sheet):
        numbers = (rows[best - 1].number, here.number)
    return _of_three(numbers, near, sheet) or numbers


def _under_tall_cells(here: Row, sheet: Sheet) -> tuple[int, ...]:
    """The header's rows where a title is merged downwards: it is as tall as the whole header."""
    by_number = {row.number: row for row in sheet.rows[:SEARCHED_ROWS]}
    tall = [
        (top, bottom)
        for top, left, bottom, _right in sheet.merged
        if top <= here.number <= bottom <= top + 2
        and bottom > top
        and top in by_number
        and by_number[top].text(left).strip()
        and not _is_figure(by_number[top], left)
    ]
    if not tall:
        return ()
    first, last = min(top for top, _bottom in tall), max(bottom for _top, bottom in tall)
    inside = [by_number[number] for number in range(first, last + 1) if number in by_number]
    figures = any(_is_figure(row, index) for row in inside for index in range(len(row.kinds)))
    known = any(_known(text) for row in inside for text in row.texts)
    return tuple(range(first, last + 1)) if last - first <= 2 and known and not figures else ()


def _is_figure(row: Row, index: int) -> bool:
    """Whether a cell holds a figure; the name of a day is none."""
    text = row.text(index)[:LONGEST_FIGURE]
    if not text.strip() or named_day(text) is not None:
        return False
    return row.kind(index) == NUMBER or NUMERIC.fullmatch(text) is not None


def _of_three(numbers: tuple[int, ...], near: dict[int, Row], sheet: Sheet) -> tuple[int, ...]:
    """`found` with what belongs to it above, below, or (a row of group names between) two further; () for nothing."""
    first, last = near[numbers[0]], near[numbers[-1]]
    if len(numbers) == 2:
        above, below = near.get(first.number - 1), near.get(last.number + 1)
        if above is not None and _is_over(above, _laid_over(first, last), sheet):
            return (above.number, *numbers)
        wide = _laid_over(first, last, number=last.number)
        return (*numbers, below.number) if below is not None and _is_lower_half(wide, below, sheet) else ()
    for top in (first.number - 2, first.number):
        three = [near[number] for number in range(top, top + 3) if number in near]
        if (
            len(three) == 3
            and _groups(three[1], three[2])
            and _is_over(three[0], _laid_over(three[1], three[2]), sheet)
        ):
            return tuple(row.number for row in three)
    return ()


def _is_over(upper: Row, lower: Row, sheet: Sheet) -> bool:
    return _are_days_over(upper, lower) or (
        _is_lower_half(upper, lower, sheet) and _is_upper_half(upper, lower)
    )


def _are_days_over(upper: Row, lower: Row) -> bool:
    """Whether the upper row names days over what was sold on each; a title stands in the first column."""
    above = [text for text in upper.texts if text.strip()]
    named = [text for text in lower.texts if text.strip()]
    return (
        lower.number == upper.number + 1
        and not upper.text(0).strip()
        and all(named_day(text[:LONGEST_FIGURE]) is not None for text in above)
        and len(named) > len(above)
        and sum(map(_known, named)) > 1
    )


def _groups(middle: Row, lower: Row) -> bool:
    """Whether `middle` holds words over several columns that `lower` names."""
    words = [index for index, text in enumerate(middle.texts) if text.strip()]
    named = [index for index, text in enumerate(lower.texts) if text.strip()]
    known = sum(1 for index in named if _known(lower.text(index)))
    plain = not any(NUMERIC.fullmatch(middle.text(index)[:LONGEST_FIGURE]) for index in words)
    return bool(words) and plain and len(words) < len(named) <= 2 * known and set(words) <= set(named)


def _laid_over(upper: Row, lower: Row, number: int = 0) -> Row:
    """One row of two: what stands in the lower, and elsewhere what stands in the upper."""
    width = range(max(len(upper.kinds), len(lower.kinds)))
    shown = [lower if lower.text(index).strip() else upper for index in width]
    texts = [row.text(index) for index, row in zip(width, shown, strict=True)]
    kinds = "".join(row.kind(index) for index, row in zip(width, shown, strict=True))
    return Row(number or upper.number, texts, kinds)


def _usual_width(rows: tuple[Row, ...]) -> int:
    widths = Counter(row.filled for row in rows)
    return max(widths, key=lambda width: (widths[width] if width > 1 else 0, width))


def _header_score(row: Row, usual: int) -> float:
    """Known words count most; a row of short plain texts about as wide as the table's rows may be a header too."""
    cells = [(text.strip(), row.kind(index)) for index, text in enumerate(row.texts) if text.strip()]
    known = len({plain_header(text) for text, _kind in cells if _known(text)})
    if known:  # rows of vendors have dates too
        known += len({text for text, _kind in cells if named_day(text[:LONGEST_FIGURE]) is not None})
    figures = sum(1 for index in range(len(row.kinds)) if _is_figure(row, index))
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
    """The row below names parts of the columns above it: texts only, some under a gap or a wide cell.

    They are mostly known, or all of them stand under wide cells, where nothing but the parts of these can stand.
    """
    if lower.number != upper.number + 1:
        return False
    cells = [(index, text) for index, text in enumerate(lower.texts) if text.strip()]
    if not cells or any(_is_figure(lower, index) for index, _text in cells):
        return False
    known = sum(1 for _index, text in cells if _known(text) or named_day(text[:LONGEST_FIGURE]) is not None)
    in_gap = any(not upper.text(index).strip() for index, _text in cells)
    wide = [
        range(left, right + 1)
        for top, left, _bottom, right in sheet.merged
        if top == upper.number and right > left
    ]
    under_wide = bool(wide)
    are_parts = len({text for _index, text in cells}) == len(cells) > 1 and all(
        any(index in columns for columns in wide) for index, _text in cells
    )
    standing = any(text.strip() and not lower.text(index).strip() for index, text in enumerate(upper.texts))
    return (known * 2 >= len(cells) or are_parts) and (in_gap or under_wide) and (standing or under_wide)


def _is_upper_half(upper: Row, lower: Row) -> bool:
    """Not a title: it names a column that the lower row leaves open, or spans columns the lower row names."""
    texts = [(index, text) for index, text in enumerate(upper.texts) if text.strip()]
    known = any(
        _known(text) or (index > 0 and named_day(text[:LONGEST_FIGURE]) is not None) for index, text in texts
    )
    return known and (len(texts) > 1 or texts[0][0] > 0)


def _joined(headers: list[Row], sheet: Sheet) -> list[str]:
    """One name a column. A wide cell above, merged or followed by gaps, belongs to each named column under it."""
    if not headers:
        return []
    width = range(max(len(row.texts) for row in headers))
    levels = [_level(row, sheet) if row is not headers[-1] else {} for row in headers]
    names, groups = [], [""] * len(headers)
    for index in width:
        own = [_clean(row.text(level.get(index, index))) for row, level in zip(headers, levels, strict=True)]
        parts: list[str] = []
        for at, text in enumerate(own):
            below = any(own[at + 1 :])
            if text and groups[at] != (group := text if below else ""):
                groups[at:] = [group, *[""] * (len(own) - at - 1)]
            said = text or (groups[at] if below else "")
            if said and said not in parts:
                parts.append(said)
        names.append(" / ".join(parts))
    return names


def _level(row: Row, sheet: Sheet) -> dict[int, int]:
    """For the columns that a merged cell of `row` covers, the column in which its text stands."""
    return {
        column: left
        for top, left, _bottom, right in sheet.merged
        if top == row.number
        for column in range(left, right + 1)
    }


def _clean(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
