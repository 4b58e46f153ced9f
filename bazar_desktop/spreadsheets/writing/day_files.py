"""The folder of a day's files on a disk or a stick: complete under its name, or absent."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bazar_desktop.domain.day.model import DaySheet
from bazar_desktop.spreadsheets.writing.csv_out import data_csv, excel_csv
from bazar_desktop.spreadsheets.writing.datapackage import datapackage
from bazar_desktop.spreadsheets.writing.day_tables import day_tables
from bazar_desktop.spreadsheets.writing.xlsx_out import day_xlsx
from bazar_desktop.store.files import named_fault, put_in_place, require_free, write_whole
from bazar_desktop.store.outputs import OutputFolder, numbered


@dataclass(frozen=True, slots=True)
class DayFiles:
    """Where the files stand, by their full paths."""

    folder: Path
    files: tuple[Path, ...]


def write_day_files(sheet: DaySheet, folder: Path) -> DayFiles:
    """Writes `<lokasi>_<code>_<date>` into `folder`; an earlier export of it gets the new files in their places.

    `excel/*.csv` for people, `data/*.csv` + `datapackage.json` for programs, and one workbook. All are written
    and read back under a temporary folder name first. What somebody put or changed in an earlier export stays: where
    one of its files is not as the program wrote it, the new export gets a folder of its own beside it.
    Raises DiskFull, OutputFailed, FileHeld.
    """
    name = folder_name(sheet)
    part = folder / f".{name}.part"
    contents = _contents(sheet, name)
    shutil.rmtree(part, ignore_errors=True)
    try:
        part.mkdir()
        _write_all(part, contents)
        final = _place_for(folder / name, contents)
        if final.exists():
            _replace(part, final, contents)
        else:
            put_in_place(part, final)
    except OSError as error:
        raise named_fault(error, folder / name) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return DayFiles(final, tuple(final / relative for relative in contents))


def folder_name(sheet: DaySheet) -> str:
    """`<lokasi>_<code>_<date>` in characters that every stick and system takes, `_R2` behind it under that seal.

    "CONTOH_" stands first where it is a sample. The code tells bazaars apart whose lokasi are called alike.
    """
    lokasi = re.sub(r'[\x00-\x1f<>:"/\\|?*.]+', " ", sheet.lokasi)
    lokasi = re.sub(r"\s+", " ", lokasi).strip()[:60].strip() or "lokasi"
    sample, revision = "CONTOH_" if sheet.is_sample else "", f"_R{sheet.revision}" if sheet.seal else ""
    return f"{sample}{lokasi}_{sheet.shown_code}_{sheet.day.isoformat()}{revision}"


def _contents(sheet: DaySheet, name: str) -> dict[str, bytes]:
    tables = day_tables(sheet)
    contents = {f"excel/{table.name}.csv": excel_csv(table) for table in tables}
    contents |= {f"data/{table.name}.csv": data_csv(table) for table in tables}
    contents["data/datapackage.json"] = datapackage(sheet, tables)
    contents[f"{name}.xlsx"] = day_xlsx(tables, sheet.printed_at)
    return contents


def _write_all(part: Path, contents: Mapping[str, bytes]) -> None:
    listed = OutputFolder(part)
    listed.note(contents)
    for relative, data in contents.items():
        (part / relative).parent.mkdir(exist_ok=True)
        write_whole(part / relative, data, make_folder=False)


def _place_for(wanted: Path, contents: Mapping[str, bytes]) -> Path:
    """The first of `wanted`, `wanted (2)` … where nothing stands in the way that is not the program's own."""
    for place in numbered(wanted):
        if not os.path.lexists(place):
            return place
        if place.is_dir() and all(map(OutputFolder(place).takes, contents)):
            return place
    raise AssertionError  # there is always a further number


def _replace(part: Path, final: Path, contents: Mapping[str, bytes]) -> None:
    """Give the new files the places of the old; what the new export has no more of goes, as far as it is ours."""
    for relative in contents:
        require_free(final / relative)  # before the first is replaced: the export stays of one piece
    ours = OutputFolder(final)
    ours.note(contents)
    for relative in contents:
        (final / relative).parent.mkdir(exist_ok=True)
        put_in_place(part / relative, final / relative)
    for name in ours.names:
        if name not in contents:
            ours.forget(name)
    ours.settle()
