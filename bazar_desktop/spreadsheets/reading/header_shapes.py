"""What was found in a file, as plain data: for the import page and for `lists look FILE --json`."""

from __future__ import annotations

from bazar_desktop.domain.identifiers import safe_excerpt
from bazar_desktop.spreadsheets.reading.guesses import Mapping
from bazar_desktop.spreadsheets.reading.rows import ReadTable
from bazar_desktop.spreadsheets.reading.tables import SourceColumn, Table


def look(table: Table, mapping: Mapping, read_table: ReadTable) -> dict[str, object]:
    """JSON-ready; long numbers in dropped rows are hidden, for it may be copied into a report."""
    return {
        "file": table.source.name,
        "kind": table.source.kind,
        "encoding": table.source.encoding,
        "separator": table.source.separator,
        "quote": table.source.quote,
        "sheet": table.sheet,
        "header_rows": list(table.header_rows),
        "range": _range(table),
        "columns": [
            {
                "column": guess.column.letter,
                "header": guess.column.header,
                "field": guess.field,
                "confidence": guess.confidence,
                "why": guess.why,
            }
            for guess in mapping.guesses
        ],
        "rows": read_table.counts(),
        "dropped": [
            {
                "row": each.number,
                "reason": each.reason,
                "text": safe_excerpt(each.text),
                "differs": list(each.differs),
            }
            for each in read_table.dropped
        ],
        "flags": _flag_counts(read_table),
    }


def header_key(table: Table) -> str:
    """The same for every file with the same header: under it a service remembers an officer's corrections."""
    return "\x1f".join(
        f"{column.index}:{column.header.casefold()}" for column in table.columns if column.header
    )


def _range(table: Table) -> str:
    if not table.columns or not table.rows:
        return ""
    first, last = table.columns[0], table.columns[-1]
    return f"{_cell(first, table.first_row)}:{_cell(last, table.rows[-1].number)}"


def _cell(column: SourceColumn, row: int) -> str:
    return f"{column.letter}{row}"


def _flag_counts(table: ReadTable) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in table.rows:
        for flag in row.flags:
            counts[flag.code] = counts.get(flag.code, 0) + 1
    return counts
