"""What an officer said of a list is remembered for the next one with the same header: its place, columns, units."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy.orm import Session

from bazar_desktop.domain.bazaars.named_days import split_day
from bazar_desktop.jobs.imports.source import Look, known_regions
from bazar_desktop.services.imports.column_memory import ColumnMemory, PlaceMemory, find_columns, keep_columns
from bazar_desktop.spreadsheets.reading.accepted_table import AcceptedTable, take
from bazar_desktop.spreadsheets.reading.columns import recognise
from bazar_desktop.spreadsheets.reading.fields import WANTED
from bazar_desktop.spreadsheets.reading.guesses import REPLACED
from bazar_desktop.spreadsheets.reading.header_shapes import header_key
from bazar_desktop.spreadsheets.reading.tables import Range, Table, retable


def recalled(session: Session, look: Look, *, known: Collection[str] = ()) -> Look:
    """The same with what officers said before of lists below the same header, for every sheet but the `known`."""
    parts = [part if part.table.sheet in known else _recalled(session, look, part) for part in look.parts]
    return replace(look, parts=tuple(parts))


def _recalled(session: Session, look: Look, part: AcceptedTable) -> AcceptedTable:
    table, mapping = part.table, part.mapping
    memory = find_columns(session, kind=look.kind, header=header_key(table))
    if memory.place is not None and (place := _place_in(table, memory.place)) is not None:
        table = retable(table, place)
        mapping = recognise(table, look.kind, known_regions())
        if header_key(table) != header_key(part.table):
            memory = find_columns(session, kind=look.kind, header=header_key(table))
    indexes = {column.index for column in table.columns}
    fields = {field.key for field in WANTED[look.kind]}
    columns = {
        index: name
        for index, name in memory.columns.items()
        if index in indexes and (not name or name in fields)
    }
    mapping = mapping.told(columns, "remembered")
    units = {name: unit for name, unit in memory.units.items() if mapping.column_of(name)}
    same = table is part.table and mapping == part.mapping and not units
    return part if same else take(table, mapping, known_regions(), units)


def _place_in(table: Table, place: PlaceMemory) -> Range | None:
    """Where the officer would put this table; None where the sheet has no such rows."""
    first = table.first_row + place.down
    if first < 1 or first + place.rows > table.height:
        return None
    return Range(tuple(range(first, first + place.rows)), 0, place.columns)


def is_recalled(look: Look) -> bool:
    """Whether anything of this list is as an officer said of an earlier one."""
    said = (guess.why for part in look.parts for guess in part.mapping.guesses)
    return "remembered" in said or any(_moved(look, part) is not None for part in look.parts)


def _found(look: Look, part: AcceptedTable) -> Table:
    return next(table for table in look.tables if table.sheet == part.table.sheet)


def _moved(look: Look, part: AcceptedTable) -> PlaceMemory | None:
    """Where the officer put this table, apart from its end: other files end elsewhere."""
    found, table = _found(look, part), part.table
    place = PlaceMemory(table.first_row - found.first_row, len(table.header_rows), table.place.columns)
    return None if place == PlaceMemory(0, len(found.header_rows), found.place.columns) else place


def remember(session: Session, look: Look) -> None:
    """Keep what the officer said of the place and the columns of each sheet taken over."""
    for part in look.parts:
        columns = {
            guess.column.index: guess.field
            for guess in part.mapping.guesses
            if guess.why in ("corrected", "remembered", REPLACED)
            and split_day(guess.column.header)[0] is None  # the next file is of another day
        }
        said, found, own = _moved(look, part), header_key(_found(look, part)), header_key(part.table)
        memory = ColumnMemory(columns, dict(part.units), said if found == own else None)
        keep_columns(session, kind=look.kind, header=own, memory=memory)
        if found != own:
            keep_columns(session, kind=look.kind, header=found, memory=ColumnMemory(place=said))
