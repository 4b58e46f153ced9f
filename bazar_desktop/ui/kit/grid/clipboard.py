"""Blocks of cells from and to Excel and LibreOffice: tab-separated text and HTML tables."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Sequence
from html.parser import HTMLParser

from PySide6.QtCore import QMimeData

Block = list[list[str]]


def read_block(mime: QMimeData | None) -> Block:
    """The cells on the clipboard. A number that the sheet names exactly in its HTML goes before what it displays.

    None is what Qt gives of a clipboard that was never filled, or that another program holds.
    """
    if mime is None:
        return []
    if mime.hasHtml():
        parser = _Table()
        parser.feed(mime.html())
        parser.close()
        if parser.rows:
            return parser.rows
    return read_tsv(mime.text())


def read_tsv(text: str) -> Block:
    """Lines of cells parted by tabs; a quoted cell may hold tabs and line ends."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    return [row or [""] for row in csv.reader(io.StringIO(text), delimiter="\t")] if text else []


def write_block(rows: Sequence[Sequence[str]]) -> QMimeData:
    """`rows` for other programs, as text and as a table. Amounts come without points, so that a sheet reads numbers."""
    mime = QMimeData()
    buffer = io.StringIO()
    csv.writer(buffer, delimiter="\t", lineterminator="\n").writerows(rows)
    mime.setText(buffer.getvalue())
    lines = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in rows)
    mime.setHtml(f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>")
    return mime


class _Table(HTMLParser):
    """The first table: LibreOffice names a number in `sdval`, Excel in `x:num`; merged cells leave blanks.

    A cell that reaches down over several rows is left out of the rows below it, so its places there are kept blank.
    """

    def __init__(self) -> None:
        super().__init__()
        self.rows: Block = []
        self._cell: list[str] | None = None
        self._number = ""
        self._span = 1
        self._down = 1
        self._taken: dict[
            int, int
        ] = {}  # places of the rows to come that a cell above covers: how many rows more
        self._done = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if self._done:
            return
        if tag == "tr":
            self.rows.append([])
            self._pass_covered()
        elif tag in {"td", "th"} and self.rows:
            self._cell = []
            self._number = _exact(given.get("sdval") or given.get("x:num") or "")
            self._span, self._down = _count(given.get("colspan")), _count(given.get("rowspan"))
        elif tag == "br" and self._cell is not None:
            self._cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"} and self._cell is not None:
            words = " ".join("".join(self._cell).split())
            if self._down > 1:
                first = len(self.rows[-1])
                self._taken.update(dict.fromkeys(range(first, first + self._span), self._down - 1))
            self.rows[-1] += [self._number or words, *[""] * (self._span - 1)]
            self._cell = None
            self._pass_covered()
        elif tag == "table":
            self._done = True

    def _pass_covered(self) -> None:
        row = self.rows[-1]
        while (left := self._taken.get(len(row), 0)) > 0:
            self._taken[len(row)] = left - 1
            row.append("")

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)


def _count(span: str | None) -> int:
    return min(int(span), 50) if span and span.isdecimal() and int(span) else 1


def _exact(number: str) -> str:
    """A number as sheets write it (1500000, 1.5E6, 2.5), as it is typed here; "" for any other text.

    Cents stay: the sheet may show a rounded figure, and a refused cell is better than one that is silently another.
    """
    try:
        value = float(number)
    except ValueError:
        return ""
    if not abs(value) < 1e15:
        return ""
    nearest = round(value)
    return str(nearest) if abs(value - nearest) < 1e-6 else repr(value).replace(".", ",")
