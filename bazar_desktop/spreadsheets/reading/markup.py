"""Tables in HTML and in Excel's XML of 2003, which programs save under the name .xls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from xml.parsers import expat

from bazar_desktop.spreadsheets.reading.archive import SPREADSHEET_2003
from bazar_desktop.spreadsheets.reading.dialects import decode
from bazar_desktop.spreadsheets.reading.limits import Limits
from bazar_desktop.spreadsheets.reading.refusals import FileDamaged, FileTooBig
from bazar_desktop.spreadsheets.reading.sheets import (
    BLANK,
    HIDDEN,
    NOTED,
    NUMBER,
    STRUCK,
    TEXT,
    Row,
    Sheet,
)

WIDEST_SPAN = 1_000
LEAST_ROWS = 2
_NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_STRUCK = frozenset({"s", "strike", "del"})
_BREAKS = frozenset({"br", "p", "div", "li"})


Cells = dict[int, dict[int, tuple[str, str]]]  # by row and column: text and kind


@dataclass(slots=True)
class _Made:
    """A sheet while it is read: cells by row, its merged ranges and marks."""

    name: str = ""
    rows: Cells = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    marks: list[tuple[int, str, str]] = field(default_factory=list)
    row: int = 0

    def put(self, column: int, text: str, kind: str) -> None:
        if text.strip():
            self.rows.setdefault(self.row, {})[column] = (text, kind)

    def sheet(self, name: str, limits: Limits) -> tuple[Sheet, list[Row]]:
        rows: list[Row] = []
        for number, cells in sorted(self.rows.items()):
            width = max(cells) + 1
            if width > limits.columns or len(rows) >= limits.rows:
                raise FileTooBig(name=name, what="rows", limit=limits.rows)
            if any(len(text) > limits.cell_characters for text, _kind in cells.values()):
                raise FileTooBig(name=name, what="cell", limit=limits.cell_characters)
            at = [cells.get(column, ("", BLANK)) for column in range(width)]
            rows.append(Row(number, [text for text, _kind in at], "".join(kind for _text, kind in at)))
        sheet = Sheet(
            self.name, True, max(self.row, 0), 0, tuple(self.merged[:50_000]), (), tuple(self.marks[:50_000])
        )
        return sheet, rows


def read_markup(data: bytes, name: str, limits: Limits) -> Iterator[tuple[Sheet, list[Row]]]:
    """The worksheets of an XML spreadsheet, or the tables of an HTML page. Raises FileDamaged, FileTooBig."""
    made = _xml_sheets(data, name) if SPREADSHEET_2003 in data[:4_000] else _html_tables(data)
    for at, table in enumerate(made, 1):
        table.name = table.name or (f"Tabel {at}" if len(made) > 1 else "")
        yield table.sheet(name, limits)


def _html_tables(data: bytes) -> list[_Made]:
    said = re.search(rb"charset\s*=\s*[\"']?\s*([\w-]+)", data[:2_000], re.IGNORECASE)
    try:
        text = data.decode(said[1].decode("ascii")) if said else decode(data)[0]
    except (LookupError, UnicodeDecodeError):
        text = decode(data)[0]
    page = _Page()
    page.feed(text)
    page.close()
    page.end_tables()
    return [table for table in page.tables if len(table.rows) >= LEAST_ROWS] or page.tables


class _Page(HTMLParser):
    """The tables of a page in their order; one inside a cell stands behind its own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Made] = []
        self._open: list[_Table] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = {name: value or "" for name, value in attrs}
        if tag == "table":
            self._open.append(_Table(_Made()))
            self.tables.append(self._open[-1].made)
        elif self._open:
            self._open[-1].begin(tag, about)

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self._open:
            self._open.pop().end_row()
        elif self._open:
            self._open[-1].end(tag)

    def handle_data(self, data: str) -> None:
        if self._open:
            self._open[-1].say(data)

    def end_tables(self) -> None:
        """Close what the page left open."""
        while self._open:
            self._open.pop().end_row()


class _Table:
    """The rows of one table of a page."""

    def __init__(self, made: _Made) -> None:
        self.made = made
        self._column = 0
        self._span = (1, 1)
        self._text: list[str] | None = None
        self._struck = 0
        self._letters = [0, 0]  # struck out, all
        self._covered: set[tuple[int, int]] = set()

    def begin(self, tag: str, about: dict[str, str]) -> None:
        if tag == "tr":
            self.end_row()
            self.made.row += 1
            self._column = 0
            self._letters = [0, 0]
            if _NOT_SHOWN.search(about.get("style", "")) or "hidden" in about:
                self.made.marks.append((self.made.row, HIDDEN, ""))
        elif tag in {"td", "th"}:
            self._end_cell()
            self.made.row = self.made.row or 1
            self._span = (_span(about.get("rowspan", "")), _span(about.get("colspan", "")))
            self._text = []
        elif tag in _STRUCK:
            self._struck += 1
        elif tag in _BREAKS and self._text:
            self._text.append("\n")

    def end(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self._end_cell()
        elif tag == "tr":
            self.end_row()
        elif tag in _STRUCK:
            self._struck = max(0, self._struck - 1)

    def say(self, text: str) -> None:
        if self._text is not None:
            plain = re.sub(r"[ \t\r\n\f]+", " ", text)
            self._text.append(plain)
            letters = len(plain.strip())
            self._letters[1] += letters
            self._letters[0] += letters if self._struck else 0

    def _end_cell(self) -> None:
        if self._text is None:
            return
        while (self.made.row, self._column) in self._covered:
            self._column += 1
        text = "\n".join(line.strip() for line in "".join(self._text).split("\n")).strip()
        self.made.put(self._column, text, TEXT)
        high, wide = self._span
        if high > 1 or wide > 1:
            row, left = self.made.row, self._column
            self.made.merged.append((row, left, row + high - 1, left + wide - 1))
            self._covered |= {(row + down, left + right) for down in range(high) for right in range(wide)}
        self._column += wide
        self._text = None

    def end_row(self) -> None:
        """Close the row that is open."""
        self._end_cell()
        if self._letters[0] * 2 > self._letters[1] > 0:
            self.made.marks.append((self.made.row, STRUCK, ""))
        self._letters = [0, 0]


def _span(text: str) -> int:
    return min(int(text), WIDEST_SPAN) if text.isdecimal() and int(text) else 1


def _xml_sheets(data: bytes, name: str) -> list[_Made]:
    workbook = _Workbook()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = workbook.begin
    parser.EndElementHandler = workbook.end
    parser.CharacterDataHandler = workbook.say
    parser.EntityDeclHandler = _refuse_entity
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError) as error:
        raise FileDamaged(name=name, what="workbook") from error
    return workbook.sheets


def _refuse_entity(*_about: object) -> None:
    raise ValueError("an entity")


class _Workbook:
    """The worksheets of a SpreadsheetML file."""

    def __init__(self) -> None:
        self.sheets: list[_Made] = []
        self._column = 0
        self._kind = TEXT
        self._text: list[str] | None = None
        self._note: list[str] | None = None
        self._value = ("", TEXT)

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        about = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        name = tag.rpartition(" ")[2]
        if name == "Worksheet":
            self.sheets.append(_Made(about.get("Name", "")))
        elif not self.sheets:
            return
        elif name == "Row":
            sheet = self.sheets[-1]
            sheet.row = int(about.get("Index", sheet.row + 1))
            self._column = 0
            if about.get("Hidden") == "1":
                sheet.marks.append((sheet.row, HIDDEN, ""))
        elif name == "Cell":
            self._begin_cell(about)
        elif name == "Data":
            self._text, self._kind = [], NUMBER if about.get("Type") == "Number" else TEXT
        elif name == "Comment":
            self._note = []

    def _begin_cell(self, about: dict[str, str]) -> None:
        sheet = self.sheets[-1]
        self._column = int(about.get("Index", self._column + 1))
        self._value = ("", TEXT)
        down, across = (min(int(about.get(key, "0")), WIDEST_SPAN) for key in ("MergeDown", "MergeAcross"))
        if down or across:
            left = self._column - 1
            sheet.merged.append((sheet.row, left, sheet.row + down, left + across))

    def end(self, tag: str) -> None:
        name = tag.rpartition(" ")[2]
        if name == "Data" and self._text is not None:
            words = "".join(self._text)
            if self._note is None:
                self._value = (_plain_number(words) if self._kind == NUMBER else words, self._kind)
            self._text = None
        elif name == "Comment" and self._note is not None and self.sheets:
            words = " ".join("".join(self._note).split())
            self.sheets[-1].marks.append((self.sheets[-1].row, NOTED, words))
            self._note = None
        elif name == "Cell" and self.sheets:
            self.sheets[-1].put(self._column - 1, *self._value)
            merged = self.sheets[-1].merged
            if merged and merged[-1][:2] == (self.sheets[-1].row, self._column - 1):
                self._column = merged[-1][3] + 1

    def say(self, text: str) -> None:
        if self._note is not None:
            self._note.append(text)
        elif self._text is not None:
            self._text.append(text)


def _plain_number(text: str) -> str:
    try:
        number = float(text)
    except ValueError:
        return text
    return str(int(number)) if number == int(number) and abs(number) < 1e21 else repr(number)
