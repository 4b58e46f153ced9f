"""Rows of an old .xls that are hidden or struck out: calamine gives the cells alone, so the records are walked here."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from bazar_desktop.spreadsheets.reading.marks import MOST_MARKS, is_struck
from bazar_desktop.spreadsheets.reading.sheets import HIDDEN, STRUCK

Marks = tuple[tuple[int, str, str], ...]
_STREAMS = ("Workbook", "Book")
_SMALL_STREAM, _LAST_SECTOR = 4_096, 0xFFFFFFFA
_BOF, _EOF, _BOUNDSHEET, _FONT, _XF, _ROW = 0x0809, 0x000A, 0x0085, 0x0031, 0x00E0, 0x0208
_TEXTS = frozenset({0x0204, 0x00FD, 0x00D6})  # LABEL, LABELSST, RSTRING
_CELLS = _TEXTS | {0x0203, 0x027E, 0x0006, 0x0205}  # NUMBER, RK, FORMULA, BOOLERR
_MANY = 0x00BD  # MULRK
_STRUCK_FONT, _HIDDEN_ROW = 0x0008, 0x20


@dataclass(slots=True)
class _Row:
    """The filled cells of a row in their order: whether each is a text, and whether it is struck out."""

    is_hidden: bool = False
    cells: list[tuple[bool, bool]] = field(default_factory=list)


def marks_in_xls(data: bytes) -> dict[str, Marks]:
    """By sheet (row, mark, ""); empty for a file whose records are not as they should be."""
    try:
        stream = _workbook_stream(data)
        return dict(_marks_by_sheet(stream)) if stream else {}
    except (struct.error, IndexError, ValueError):
        return {}


def _workbook_stream(data: bytes) -> bytes:
    """The stream of the workbook out of its container."""
    shift, small_shift = struct.unpack_from("<HH", data, 30)
    if not (7 <= shift <= 12 and 4 <= small_shift <= 8):
        return b""
    size = 1 << shift
    (first_directory,) = struct.unpack_from("<I", data, 48)
    first_small, _small_count, following, _count = struct.unpack_from("<IIII", data, 60)
    listed = list(struct.unpack_from("<109I", data, 76))
    for _step in range(len(data) // size):
        if following >= _LAST_SECTOR:
            break
        *more, following = struct.unpack_from(f"<{size // 4}I", data, (following + 1) * size)
        listed += more
    table = b"".join(
        data[(at + 1) * size : (at + 2) * size] for at in listed if at < min(_LAST_SECTOR, len(data) // size)
    )
    links = struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])
    directory = _chain(data, links, first_directory, size, size)
    entries = [directory[at : at + 128] for at in range(0, len(directory) - 127, 128)]
    for entry in entries:
        length, start, weight = (
            *struct.unpack_from("<H", entry, 64),
            *struct.unpack_from("<II", entry, 116),
        )
        if entry[: max(0, length - 2)].decode("utf-16-le", "replace") not in _STREAMS:
            continue
        if weight >= _SMALL_STREAM:
            return _chain(data, links, start, size, size)[:weight]
        (root,) = struct.unpack_from("<I", entries[0], 116)
        small = _chain(data, links, first_small, size, size)
        small_links = struct.unpack(f"<{len(small) // 4}I", small)
        inside = _chain(data, links, root, size, size)
        return _chain(inside, small_links, start, 1 << small_shift, 0)[:weight]
    return b""


def _chain(data: bytes, links: tuple[int, ...], start: int, size: int, before: int) -> bytes:
    """The sectors that follow one another from `start` on; `before` bytes stand ahead of the first of all."""
    parts = []
    at = start
    for _step in range(len(links)):
        if at >= len(links):
            break
        parts.append(data[before + at * size : before + (at + 1) * size])
        at = links[at]
    return b"".join(parts)


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records of one part of the stream, from its BOF to its EOF, without those of parts inside it."""
    at, depth = start, 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth == 1:
            yield kind, stream[at + 4 : at + 4 + length]
        if depth <= 0:
            return
        at += 4 + length


def _marks_by_sheet(stream: bytes) -> Iterator[tuple[str, Marks]]:
    fonts: list[bool] = []
    formats: list[int] = []
    sheets: list[tuple[str, int]] = []
    for kind, body in _records(stream, 0):
        if kind == _FONT:
            fonts += [False] if len(fonts) == 4 else []  # there is no font of number 4
            fonts.append(bool(struct.unpack_from("<H", body, 2)[0] & _STRUCK_FONT))
        elif kind == _XF:
            formats.append(struct.unpack_from("<H", body)[0])
        elif kind == _BOUNDSHEET and body[5] == 0:
            sheets.append((_name(body[6:]), struct.unpack_from("<I", body)[0]))
    struck = {at for at, font in enumerate(formats) if font < len(fonts) and fonts[font]}
    for name, start in sheets:
        yield name, tuple(_marks_of(_rows(stream, start, struck)))


def _name(body: bytes) -> str:
    length, is_wide = body[0], body[1] & 1
    return body[2 : 2 + length * (1 + is_wide)].decode("utf-16-le" if is_wide else "latin-1", "replace")


def _rows(stream: bytes, start: int, struck: set[int]) -> dict[int, _Row]:
    rows: dict[int, _Row] = {}
    for kind, body in _records(stream, start):
        if kind == _ROW:
            is_hidden = bool(struct.unpack_from("<I", body, 12)[0] & _HIDDEN_ROW)
            if is_hidden:
                rows.setdefault(struct.unpack_from("<H", body)[0], _Row()).is_hidden = True
        elif kind in _CELLS and struck:
            at, _column, style = struct.unpack_from("<HHH", body)
            rows.setdefault(at, _Row()).cells.append((kind in _TEXTS, style in struck))
        elif kind == _MANY and struck:
            (at,) = struct.unpack_from("<H", body)
            styles = [struct.unpack_from("<H", body, place)[0] for place in range(4, len(body) - 2, 6)]
            rows.setdefault(at, _Row()).cells += [(False, style in struck) for style in styles]
    return rows


def _marks_of(rows: dict[int, _Row]) -> Iterator[tuple[int, str, str]]:
    hidden = [at for at, row in sorted(rows.items()) if row.is_hidden]
    for at in hidden[:MOST_MARKS]:
        yield at + 1, HIDDEN, ""
    for at, row in sorted(rows.items()):
        if is_struck(row.cells):
            yield at + 1, STRUCK, ""
