"""The reading process: parses one foreign file under limits, and sends plain rows back piece by piece.

It is started anew for each file, so that a file which makes a parser run wild ends this process and nothing else.
"""

from __future__ import annotations

import gc
import traceback
from collections.abc import Callable, Iterable
from itertools import islice
from multiprocessing.connection import Connection

import msgspec

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.spreadsheets.reading.archive import MARKUP_TABLE
from bazar_desktop.spreadsheets.reading.dialects import decode, judge, split
from bazar_desktop.spreadsheets.reading.limits import Limits
from bazar_desktop.spreadsheets.reading.markup import read_markup
from bazar_desktop.spreadsheets.reading.process_limits import limit_this_process
from bazar_desktop.spreadsheets.reading.refusals import FileTooBig
from bazar_desktop.spreadsheets.reading.sheets import BLANK, TEXT, Row, Sheet
from bazar_desktop.spreadsheets.reading.workbooks import BLOCK, read_workbook


class Opened(msgspec.Struct, frozen=True, tag=True):
    """The first message on a text file: its dialect."""

    encoding: str
    separator: str
    quote: str
    line_end: str


class SheetBegun(msgspec.Struct, frozen=True, tag=True):
    """A sheet without its rows and its width, which its rows tell."""

    sheet: Sheet


class SheetRows(msgspec.Struct, frozen=True, tag=True):
    """The next rows of the sheet begun last: of each its number, its joined texts and its kinds."""

    rows: tuple[tuple[int, str, str], ...]


class EvenRows(msgspec.Struct, frozen=True, tag=True):
    """The same for rows that follow one another without a gap, counted from `first`, and have the same kinds."""

    first: int
    kinds: str
    joined: tuple[str, ...]


class Refused(msgspec.Struct, frozen=True, tag=True):
    """A named refusal: its class and plain facts."""

    cause: str
    facts: dict[str, str | int]


class Broke(msgspec.Struct, frozen=True, tag=True):
    """A fault of our own: where it happened, without what the file holds."""

    trace: str


class Finished(msgspec.Struct, frozen=True, tag=True):
    """The last message of a file that was read to its end."""


Encode = Callable[[object], bytes]
Message = Opened | SheetBegun | SheetRows | EvenRows | Refused | Broke | Finished


def read_in_child(pipe: Connection, kind: str, name: str, limits: Limits) -> None:
    """Body of the process: takes the file's bytes from `pipe`, sends messages, ends with Finished, Refused or Broke."""
    gc.disable()  # the search for cycles would walk every cell again and again, and none is part of one
    encode = msgspec.msgpack.Encoder().encode
    try:
        limit_this_process(limits)
        data = pipe.recv_bytes(limits.file_bytes)
        if kind == "text":
            _send_text(pipe, encode, data, name, limits)
        elif kind == MARKUP_TABLE:
            for sheet, rows in read_markup(data, name, limits):
                _send_sheet(pipe, encode, sheet, rows)
        else:
            _send_workbook(pipe, encode, data, name, limits)
        last: Message = Finished()
    except BazarError as error:
        facts = {key: value for key, value in error.facts.items() if isinstance(value, str | int)}
        last = Refused(type(error).__name__, facts)
    except MemoryError:
        last = Refused("FileTooBig", {"name": name, "what": "memory", "limit": limits.memory})
    except Exception as error:  # the parent raises it anew, as a fault of the program and not of the file
        places = traceback.format_list(traceback.extract_tb(error.__traceback__))
        last = Broke(f"{''.join(places)}{type(error).__name__}")
    pipe.send_bytes(encode(last))


def _send_text(pipe: Connection, encode: Encode, data: bytes, name: str, limits: Limits) -> None:
    text, encoding = decode(data)
    dialect = judge(text, encoding)
    pipe.send_bytes(encode(Opened(encoding, dialect.separator, dialect.quote, dialect.line_end)))
    rows: list[Row] = []
    cells = width = number = 0
    for number, fields in enumerate(split(text, dialect), start=1):
        if not any(field.strip() for field in fields):
            continue
        cells += len(fields)
        width = max(width, len(fields))
        if width > limits.columns or len(rows) >= limits.rows or cells > limits.cells:
            raise FileTooBig(name=name, what="rows", limit=limits.rows)
        if any(len(field) > limits.cell_characters for field in fields):
            raise FileTooBig(name=name, what="cell", limit=limits.cell_characters)
        kinds = "".join(TEXT if field.strip() else BLANK for field in fields)
        rows.append(Row(number, tuple(fields), kinds))
    _send_sheet(pipe, encode, Sheet("", True, number, width, (), ()), rows)


def _send_workbook(pipe: Connection, encode: Encode, data: bytes, name: str, limits: Limits) -> None:
    for sheet, rows in read_workbook(data, name, limits):
        _send_sheet(pipe, encode, sheet, rows)


def _send_sheet(pipe: Connection, encode: Encode, sheet: Sheet, rows: Iterable[Row]) -> None:
    pipe.send_bytes(encode(SheetBegun(sheet)))
    left = iter(rows)
    while block := tuple(islice(left, BLOCK)):
        first, kinds = block[0].number, block[0].kinds
        even = block[-1].number - first == len(block) - 1 and all(row.kinds == kinds for row in block)
        message: Message = (
            EvenRows(first, kinds, tuple([row.joined for row in block]))
            if even
            else SheetRows(tuple([(row.number, row.joined, row.kinds) for row in block]))
        )
        pipe.send_bytes(encode(message))
