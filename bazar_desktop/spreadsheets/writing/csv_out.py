"""A day's tables as CSV: for people in an Indonesian Excel, and unaltered for programs."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable
from datetime import date, datetime

from bazar_desktop.spreadsheets.writing.day_tables import OutCell, OutTable

RUNS_AS_FORMULA = ("=", "+", "-", "@", "|", "\t", "\r", "\n")


def excel_csv(table: OutTable) -> bytes:
    """`;`, UTF-8 with BOM, CRLF, dates dd/mm/yyyy, texts defused; opens right by a double click."""
    return b"\xef\xbb\xbf" + _csv(table, ";", [column.title for column in table.columns], _for_people)


def data_csv(table: OutTable) -> bytes:
    """RFC 4180, `,`, no BOM, ISO 8601, true and false; texts never altered. None is an empty field."""
    return _csv(table, ",", [column.name for column in table.columns], _for_programs)


def defused(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would run it as a formula.

    Looked at after folding full-width forms and past leading blanks and invisible characters.
    """
    folded = unicodedata.normalize("NFKC", text[:64])
    bare = "".join(
        character for character in folded if unicodedata.category(character) not in ("Cf", "Zs", "Cn")
    )
    runs = text.startswith(RUNS_AS_FORMULA) or bare.startswith(RUNS_AS_FORMULA)
    return f"'{text}" if runs else text


def _csv(table: OutTable, separator: str, header: list[str], written: Callable[[OutCell], str]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([written(cell) for cell in row] for row in table.rows)
    return out.getvalue().encode("utf-8")


def _for_people(cell: OutCell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ya" if cell else "tidak"
    if isinstance(cell, datetime):
        return cell.strftime("%d/%m/%Y %H:%M")
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    return defused(cell) if isinstance(cell, str) else str(cell)


def _for_programs(cell: OutCell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return cell.isoformat() if isinstance(cell, date) else str(cell)
