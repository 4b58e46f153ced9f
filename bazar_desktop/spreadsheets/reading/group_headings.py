"""What stands above a group of vendors holds for each of them: "Kec. Menteng", "Kuliner"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bazar_desktop.domain.bazaars.regions import Regions, find_kecamatan, find_kelurahan
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.spreadsheets.reading.guesses import Mapping
from bazar_desktop.spreadsheets.reading.non_data_rows import TITLE, Dropped
from bazar_desktop.spreadsheets.reading.tables import Table

HEADING = "Judul bagian"  # the title under which a heading is kept with each vendor below it
_REGIONS = (
    ("kecamatan", re.compile(r"\W*kec(?:amatan)?\b[\s.:]*(.+)", re.IGNORECASE), find_kecamatan),
    ("kelurahan", re.compile(r"\W*kel(?:urahan)?\b[\s.:]*(.+)", re.IGNORECASE), find_kelurahan),
)


def headings_of(table: Table, dropped: Sequence[Dropped]) -> dict[int, str]:
    """By source row the heading above it; headings that follow one another hold together."""
    titles = {item.number: item.text for item in dropped if item.reason == TITLE}
    gone = {item.number for item in dropped}
    headings: dict[int, str] = {}
    above, was_title = "", False
    for row in table.rows if titles else ():
        if row.number in titles:
            above = f"{above} / {titles[row.number]}" if was_title else titles[row.number]
        elif above and row.number not in gone:
            headings[row.number] = above
        was_title = row.number in titles
    return headings


def regions_in(heading: str, mapping: Mapping, regions: Regions | None) -> dict[str, str]:
    """The kecamatan and kelurahan that a heading names, of those for which the list has no column."""
    named: dict[str, str] = {}
    for part in heading.split(" / ") if regions is not None else ():
        for field, pattern, find in _REGIONS:
            match = pattern.fullmatch(part)
            if match is None or mapping.column_of(field) is not None or regions is None:
                continue
            try:
                named[field] = find(regions, match[1]).name
            except BazarError:
                continue
    return named
