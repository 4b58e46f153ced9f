"""The folder of a day's files on a disk or a stick: complete under its name, or absent."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from bazar_desktop.domain.day.model import DaySheet
from bazar_desktop.spreadsheets.writing.csv_out import data_csv, excel_csv
from bazar_desktop.spreadsheets.writing.datapackage import datapackage
from bazar_desktop.spreadsheets.writing.day_tables import day_tables
from bazar_desktop.spreadsheets.writing.xlsx_out import day_xlsx
from bazar_desktop.store.files import OutputFailed, write_whole


@dataclass(frozen=True, slots=True)
class DayFiles:
    """Where the files stand, by their full paths."""

    folder: Path
    files: tuple[Path, ...]


def write_day_files(sheet: DaySheet, folder: Path) -> DayFiles:
    """Writes `<lokasi>_<date>` into `folder`, in place of an earlier one of the same day.

    `excel/*.csv` for people, `data/*.csv` + `datapackage.json` for programs, and one workbook. All are written
    and read back under a temporary folder name, which is then renamed. Raises what `write_whole` raises.
    """
    name = folder_name(sheet)
    part, final, earlier = folder / f".{name}.part", folder / name, folder / f".{name}.old"
    contents = _contents(sheet, name)
    shutil.rmtree(part, ignore_errors=True)
    try:
        for relative, data in contents.items():
            write_whole(part / relative, data)
        _swap(part, final, earlier)
    except OSError as error:
        raise OutputFailed(file=name, folder=str(folder), reason=error.strerror or str(error)) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return DayFiles(final, tuple(final / relative for relative in contents))


def folder_name(sheet: DaySheet) -> str:
    """`<lokasi>_<date>` in characters that every stick and system takes; "CONTOH_" first where it is a sample."""
    lokasi = re.sub(r'[\x00-\x1f<>:"/\\|?*.]+', " ", sheet.lokasi)
    lokasi = re.sub(r"\s+", " ", lokasi).strip()[:60].strip() or "lokasi"
    return f"{'CONTOH_' if sheet.is_sample else ''}{lokasi}_{sheet.day.isoformat()}"


def _contents(sheet: DaySheet, name: str) -> dict[str, bytes]:
    tables = day_tables(sheet)
    contents = {f"excel/{table.name}.csv": excel_csv(table) for table in tables}
    contents |= {f"data/{table.name}.csv": data_csv(table) for table in tables}
    contents["data/datapackage.json"] = datapackage(sheet, tables)
    contents[f"{name}.xlsx"] = day_xlsx(tables, sheet.printed_at)
    return contents


def _swap(part: Path, final: Path, earlier: Path) -> None:
    """An earlier folder is put aside until the new one has its name, and put back if that fails."""
    if earlier.exists() and not final.exists():
        earlier.rename(final)  # a power cut hit the last swap between its two renames
    shutil.rmtree(earlier, ignore_errors=True)
    if final.exists():
        final.rename(earlier)
    try:
        part.rename(final)
    except OSError:
        if earlier.exists():
            earlier.rename(final)
        raise
    shutil.rmtree(earlier, ignore_errors=True)
