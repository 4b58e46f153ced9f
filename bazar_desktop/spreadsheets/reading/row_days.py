"""Of which day each row of a list is, where a column, a title between the rows or the sheet's name says it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bazar_desktop.domain.bazaars.named_days import NamedDay, named_day, split_day
from bazar_desktop.spreadsheets.reading.accepted_table import AcceptedTable
from bazar_desktop.spreadsheets.reading.fields import OMZET, plain_header
from bazar_desktop.spreadsheets.reading.non_data_rows import TITLE
from bazar_desktop.spreadsheets.reading.sheets import Row
from bazar_desktop.spreadsheets.reading.tables import SourceColumn

_OVER_DAYS = re.compile(
    r"(hari|tanggal|tgl|hari tanggal|hari tgl|hari ke|waktu|date|day|stempel waktu|timestamp|periode"
    r"|(tanggal|tgl|hari) (bazar|bazaar|jual|jualan|penjualan|transaksi|omzet|omset|kegiatan|acara|laporan|lapor))"
)
_CLOCK = re.compile(
    r"[\sT]*\d{1,2}[:.]\d{2}([:.]\d{2})?(\.\d+)?(\s*[AP]M)?(\s*(WIB|GMT[+-]?\d*|Z))?$", re.IGNORECASE
)
_FIGURE = re.compile(r"\d{1,2}(\.0)?")
LONGEST = 40


def days_of_rows(parts: Sequence[AcceptedTable]) -> dict[int, NamedDay]:
    """By row of the joined list the day it names; empty where the rows name none, or one day in a title alone."""
    found: dict[int, NamedDay] = {}
    before = 0
    for part in parts:
        if part.mapping.kind == OMZET and not part.mapping.days:
            own = _by_column(part) or _by_titles(part) or (_by_sheet(part) if len(parts) > 1 else {})
            found |= {number + before: day for number, day in own.items()}
        before += part.found.height
    return found


def _by_column(part: AcceptedTable) -> dict[int, NamedDay]:
    """A column of days; below a day the blank cells belong to it."""
    for guess in part.mapping.guesses:
        if not guess.field and _OVER_DAYS.fullmatch(plain_header(guess.column.header)):
            days = dict(_down(part.table.rows, guess.column))
            if days:
                return days
    return {}


def _down(rows: Sequence[Row], column: SourceColumn) -> Iterator[tuple[int, NamedDay]]:
    above: NamedDay | None = None
    for row in rows:
        above = _said(column.header, row.text(column.index).strip()) or above
        if above is not None:
            yield row.number, above


def _said(header: str, text: str) -> NamedDay | None:
    if not text or len(text) > LONGEST:
        return None
    if _FIGURE.fullmatch(text):
        return named_day(f"{header} {text.removesuffix('.0')}")
    return named_day(_CLOCK.sub("", text))


def _by_titles(part: AcceptedTable) -> dict[int, NamedDay]:
    """Parts of a list below titles that name their days."""
    titles = {item.number: split_day(item.text)[0] for item in part.found.dropped if item.reason == TITLE}
    if len({day for day in titles.values() if day is not None}) < 2:
        return {}
    found: dict[int, NamedDay] = {}
    above: NamedDay | None = None
    for number in range(1, part.found.height + 1):
        above = titles.get(number) or above
        if above is not None and number not in titles:
            found[number] = above
    return found


def _by_sheet(part: AcceptedTable) -> dict[int, NamedDay]:
    named = [day for day, _rest in map(split_day, (part.table.sheet, *part.table.titles)) if day is not None]
    return dict.fromkeys(range(1, part.found.height + 1), named[0]) if len(set(named)) == 1 else {}
