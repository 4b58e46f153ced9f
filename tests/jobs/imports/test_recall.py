"""Where an officer put a table is remembered under its header, and used only where the next sheet has such rows."""

from __future__ import annotations

from pathlib import Path

from bazar_desktop.jobs.imports.recall import is_recalled, recalled, remember
from bazar_desktop.jobs.imports.source import Look, look_at, move_range
from bazar_desktop.spreadsheets.reading.fields import REGISTER
from bazar_desktop.spreadsheets.reading.tables import Range
from bazar_desktop.store.database import Database
from tests.bazaar_day import Field
from tests.spreadsheets.reading.sheets_made import Cells, xlsx_of

HEADER: list[object] = ["No", "Nama", "Nama Usaha", "No HP"]
ONE: list[object] = [1, "Siti", "Soto Siti", "081234567801"]


def look_of(folder: Path, cells: Cells) -> Look:
    path = folder / "a.xlsx"
    path.write_bytes(xlsx_of({"A": cells}))
    return look_at(path, REGISTER)


def test_a_place_is_remembered_from_where_the_header_is_found(db: Database, tmp_path: Path) -> None:
    field = Field(db)
    first = move_range(look_of(tmp_path, [HEADER, ["a", "b", "c", "d"], ONE]), Range((1, 2), 0, (0, 2)))
    field.do(remember, first)
    later = look_of(tmp_path, [["Rekap"], [], HEADER, ["a", "b", "c", "d"], ONE, ONE])
    assert not is_recalled(later)
    again = field.ask(recalled, later)
    assert is_recalled(again)
    assert (again.table.header_rows, again.table.place.columns, again.table.last_row) == ((3, 4), (0, 2), 0)


def test_a_place_that_the_sheet_does_not_have_is_left_alone(db: Database, tmp_path: Path) -> None:
    field = Field(db)
    field.do(remember, move_range(look_of(tmp_path, [HEADER, ["x"], ["y"], ONE]), Range((3,))))
    short = look_of(tmp_path, [HEADER, ONE])
    assert field.ask(recalled, short).table.header_rows == (1,)


def test_where_the_officer_moves_it_back_nothing_is_remembered(db: Database, tmp_path: Path) -> None:
    field = Field(db)
    look = look_of(tmp_path, [HEADER, ["x"], ONE])
    field.do(remember, move_range(look, Range((2,))))
    assert field.ask(recalled, look).table.header_rows == (2,)
    field.do(remember, move_range(look, Range((1,))))
    assert field.ask(recalled, look).table.header_rows == (1,)


def test_the_end_of_one_file_is_not_the_end_of_the_next(db: Database, tmp_path: Path) -> None:
    field = Field(db)
    field.do(remember, move_range(look_of(tmp_path, [HEADER, ONE, ONE, ["akhir"]]), Range((1,), 3)))
    again = field.ask(recalled, look_of(tmp_path, [HEADER, ONE, ONE, ONE, ONE]))
    assert again.table.last_row == 0
    assert not is_recalled(again)
