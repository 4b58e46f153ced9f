"""A programme from one list: read the file, plan it, write it as one action; the rest goes back as a workbook."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bazar_desktop.domain.bazaars.programme_rows import PlaceRow
from bazar_desktop.jobs.imports.plan import NothingToGiveBack, rejects_of
from bazar_desktop.jobs.imports.source import Look, known_regions, uncollected
from bazar_desktop.services.imports.plan import ImportPlan, PlannedRows
from bazar_desktop.services.imports.programme import ProgrammeList, ProgrammePlan
from bazar_desktop.services.register.list_model import LOOK, REFUSED
from bazar_desktop.spreadsheets.reading.accepted_table import LEAVE, Told, take
from bazar_desktop.spreadsheets.reading.columns import recognise
from bazar_desktop.spreadsheets.reading.fields import PARTICIPANTS
from bazar_desktop.spreadsheets.reading.opening import Watch, open_file
from bazar_desktop.spreadsheets.reading.programme_list import ProgrammeTables, programme_tables
from bazar_desktop.spreadsheets.reading.tables import Table, find_tables
from bazar_desktop.spreadsheets.writing.rejects import write_rejects
from bazar_desktop.work_log import logged

Report = Callable[[int, int, str], object]


@dataclass(frozen=True)
class ProgrammeFile:
    """A programme's list and the tables of its participants, by which its rows are named and given back."""

    listing: ProgrammeList
    look: Look | None
    whole: tuple[Table, ...] = ()

    def row_words(self, number: int) -> str:
        """Give a row of participants as people name it."""
        return self.look.row_words(number) if self.look is not None else str(number)


def look_at_programme(file: Path, *, watch: Watch | None = None) -> ProgrammeFile:
    """Read `file` in a process of its own and understand which sheets name lokasi and participants.

    Raises the refusals of `spreadsheets.reading.refusals`, NoProgrammeInFile.
    """
    with uncollected():
        source = open_file(file, watch=watch)
        found = programme_tables(find_tables(source))
        if not found.people:
            return ProgrammeFile(ProgrammeList(file.name, found.places, None, {}, found.programme), None)
        told = Told(marked=LEAVE)
        parts = tuple(
            take(table, recognise(table, PARTICIPANTS, known_regions()), known_regions(), None, told)
            for table in found.people
        )
        look = Look(found.tables, parts)
        skipped = sum(sum(part.marked.values()) for part in parts)
        listing = ProgrammeList(
            file.name, found.places, look.listing, _written(found, look), found.programme, skipped
        )
        return ProgrammeFile(listing, look, found.whole)


def _written(found: ProgrammeTables, look: Look) -> dict[int, PlaceRow]:
    """What each row says of its lokasi, by its number in the list of all sheets."""
    written: dict[int, PlaceRow] = {}
    before = 0
    for part, rows in zip(look.parts, found.written, strict=True):
        written |= {before + number: row for number, row in rows.items()}
        before += part.found.height
    return written


@logged("programme rejects", lambda rows: {"rows": rows})
def save_programme_rejects(path: Path, file: ProgrammeFile, plan: ProgrammePlan) -> int:
    """Write the rows of participants that are not taken over as a workbook; returns how many.

    Raises NothingToGiveBack, and what `write_whole` raises.
    """
    if file.look is None or not plan.rows_of(LOOK, REFUSED):
        raise NothingToGiveBack()
    rows = ImportPlan(PARTICIPANTS, file.listing.name, PlannedRows(plan.rows), (), 0, 0, "")
    whole = {table.sheet: table for table in file.whole}  # with the lokasi, so that it can be read again
    write_rejects(path, [(whole[table.sheet], some) for table, some in rejects_of(rows, file.look)])
    return len(plan.rows_of(LOOK, REFUSED))
