"""Of which day each row of a list is, where a column, a title between the rows or the sheet's name says it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from bazar_desktop.domain.bazaars.day_columns import days_in_column, looks_dated
from bazar_desktop.domain.bazaars.named_days import UNREAD, NamedDay, split_day
from bazar_desktop.spreadsheets.reading.accepted_table import AcceptedTable
from bazar_desktop.spreadsheets.reading.fields import OMZET, plain_header
from bazar_desktop.spreadsheets.reading.non_data_rows import TITLE
from bazar_desktop.spreadsheets.reading.sheets import Row
from bazar_desktop.spreadsheets.reading.tables import SourceColumn

_OVER_DAYS = re.compile(
    r"(hari|tanggal|tgl|hari tanggal|hari tgl|hari ke|waktu|date|day|stempel waktu|timestamp|periode"
    r"|(tanggal|tgl|hari) (bazar|bazaar|jual|jualan|penjualan|transaksi|omzet|omset|kegiatan|acara|laporan|lapor))"
)
_STAMPED = re.compile(
    r"waktu|stempel waktu|timestamp"
)  # when it was told, which may be later than it was sold
_OF_TIME = re.compile(r"waktu|periode")  # also over parts of a day
_PERHAPS = re.compile(r"\b(hari|tanggal|tgl|date|time|timestamp|stempel|waktu)\b")
_OF_OTHERS = re.compile(
    r"\b(lahir|birth|berlaku|kadaluarsa|kedaluwarsa|exp\w*|p?en?daftar\w*|daftar|regist\w*|terbit|(ber)?gabung|join"
    r"|bayar|setor|transfer|cetak|update|diperbarui|(di)?buat|created|sejak|mulai|berdiri|jatuh|tempo)\b"
)


class DayColumn(NamedTuple):
    """A column that says of which day each row is: by source row, UNREAD where a filled cell is not understood."""

    column: SourceColumn
    days: Mapping[int, NamedDay]
    unread: tuple[str, ...]


def days_of_rows(parts: Sequence[AcceptedTable]) -> dict[int, NamedDay]:
    """By row of the joined list the day it names; empty where the rows name none, or one day in a title alone."""
    found: dict[int, NamedDay] = {}
    before = 0
    for part in parts:
        if part.mapping.kind == OMZET and not part.mapping.days:
            column = day_column(part)
            own = (column.days if column is not None else {}) or _by_titles(part)
            own = own or (_by_sheet(part) if len(parts) > 1 else {})
            found |= {number + before: day for number, day in own.items()}
        before += part.found.height
    return found


def day_column(part: AcceptedTable) -> DayColumn | None:
    """The column of days; below a day the blank cells belong to it.

    Of several the one that was filled in for it goes before a time stamp, and one that is understood wholly first.
    """
    columns = [
        column
        for guess in part.mapping.guesses
        if not guess.field and (column := _column_of_days(part, guess.column)) is not None
    ]
    return min(columns, key=_rank, default=None)


def _rank(column: DayColumn) -> tuple[bool, bool, int]:
    read = sum(1 for day in column.days.values() if day != UNREAD)
    return _STAMPED.fullmatch(plain_header(column.column.header)) is not None, bool(column.unread), -read


def _column_of_days(part: AcceptedTable, column: SourceColumn) -> DayColumn | None:
    title = plain_header(column.header)
    sure = _OVER_DAYS.fullmatch(title) is not None
    if not sure and (_OF_OTHERS.search(title) or not (_PERHAPS.search(title) or not column.header.strip())):
        return None
    texts = [row.text(column.index).strip() for row in part.table.rows]
    no_data = {item.number for item in part.found.dropped}
    filled = [
        text for row, text in zip(part.table.rows, texts, strict=True) if text and row.number not in no_data
    ]
    dated = sum(map(looks_dated, filled))
    if not sure and 2 * dated <= len(filled):
        return None
    said = days_in_column(column.header, texts)
    days, unread = _down(part.table.rows, texts, said, no_data)
    named = any(day != UNREAD for day in days.values())
    if not days or (not named and not dated and _OF_TIME.fullmatch(title)):
        return None
    return DayColumn(column, days, tuple(unread))


def _down(
    rows: Sequence[Row], texts: Sequence[str], said: Sequence[NamedDay | None], no_data: Set[int]
) -> tuple[dict[int, NamedDay], list[str]]:
    """The day of each row, and the cells that were not understood; words between the rows of data are no days."""
    days: dict[int, NamedDay] = {}
    unread: list[str] = []
    above: NamedDay | None = None
    for row, text, day in zip(rows, texts, said, strict=True):
        is_data = row.number not in no_data
        if day is not None and (day != UNREAD or is_data or looks_dated(text)):
            above = day
            unread += [text] if day == UNREAD and is_data else []
        if above is not None and is_data:
            days[row.number] = above
    return days, unread


def _by_titles(part: AcceptedTable) -> dict[int, NamedDay]:
    """Parts of a list below titles that name their days."""
    titles = {item.number: _title_day(item.text) for item in part.found.dropped if item.reason == TITLE}
    if len({day for day in titles.values() if day is not None}) < 2:
        return {}
    found: dict[int, NamedDay] = {}
    above: NamedDay | None = None
    for number in range(1, part.found.height + 1):
        above = titles.get(number) or above
        if above is not None and number not in titles:
            found[number] = above
    return found


def _title_day(text: str) -> NamedDay | None:
    return split_day(text)[0] or (UNREAD if looks_dated(text) else None)


def _by_sheet(part: AcceptedTable) -> dict[int, NamedDay]:
    named = [day for day, _rest in map(split_day, (part.table.sheet, *part.table.titles)) if day is not None]
    return dict.fromkeys(range(1, part.found.height + 1), named[0]) if len(set(named)) == 1 else {}
