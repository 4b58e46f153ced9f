"""The rows that could not be taken over, given back as a workbook that their sender can mend and send again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bazar_desktop.language import _
from bazar_desktop.spreadsheets.reading.sheets import Row
from bazar_desktop.spreadsheets.reading.tables import Table
from bazar_desktop.spreadsheets.writing.xlsx_out import LONGEST_CELL, Book
from bazar_desktop.store.files import write_whole


@dataclass(frozen=True, slots=True)
class Reject:
    """`number` is the source row, `reason` words for people, `columns` the indexes of the faulty cells."""

    number: int
    reason: str
    columns: tuple[int, ...] = ()


def write_rejects(path: Path, rejects: Sequence[tuple[Table, Sequence[Reject]]]) -> None:
    """A sheet for each table: its columns and cell texts in their order, faulty cells coloured, source row, reason.

    All cells are texts, so that no spreadsheet changes them again. Raises what `write_whole` raises.
    """
    book = Book()
    for table, of_sheet in rejects:
        _write_sheet(book, table, of_sheet)
    write_whole(path, book.finished(), make_folder=False)


def _write_sheet(book: Book, table: Table, rejects: Sequence[Reject]) -> None:
    sheet = book.bare_sheet(table.sheet or _("Ditolak"))
    headers = [column.header or column.letter for column in table.columns] + [_("Baris asal"), _("Alasan")]
    by_number = {row.number: row for row in table.rows}
    for at, header in enumerate(headers):
        sheet.write_string(0, at, header, book.header)
    for line, reject in enumerate(rejects, start=1):
        row = by_number.get(reject.number) or _anywhere(table, reject.number)
        for at, column in enumerate(table.columns):
            look = book.faulty if column.index in reject.columns else book.plain
            text = row.text(column.index)[:LONGEST_CELL]
            if text:
                sheet.write_string(line, at, text, look)
            elif column.index in reject.columns:
                sheet.write_blank(line, at, None, look)
        sheet.write_number(line, len(table.columns), reject.number)
        sheet.write_string(line, len(table.columns) + 1, reject.reason)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rejects), 1), len(headers) - 1)
    sheet.set_column(0, len(headers) - 2, 20)
    sheet.set_column(len(headers) - 1, len(headers) - 1, 60)


def _anywhere(table: Table, number: int) -> Row:
    """A row outside the table that the officer called a vendor's."""
    sheet = next(item for item in table.source.sheets if item.name == table.sheet)
    return next(row for row in sheet.rows if row.number == number)
