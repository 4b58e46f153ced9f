"""What calamine does not tell of an old .xls: what is hidden, struck out or commented. The records are walked here."""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from bazar_desktop.spreadsheets.reading.formulas import Unshown
from bazar_desktop.spreadsheets.reading.marks import LONGEST_NOTE, MOST_MARKS, Lined, PartlyStruck
from bazar_desktop.spreadsheets.reading.old_strings import Piece, partly_struck_cell, strings_in_pieces
from bazar_desktop.spreadsheets.reading.sheets import HIDDEN, NOTED

_STREAMS = ("Workbook", "Book")
_SMALL_STREAM, _LAST_SECTOR = 4_096, 0xFFFFFFFA
_BOF, _EOF, _BOUNDSHEET, _FONT, _XF, _ROW = 0x0809, 0x000A, 0x0085, 0x0031, 0x00E0, 0x0208
_SST, _SHARED, _CONTINUE = 0x00FC, 0x00FD, 0x003C
_NOTE, _OBJECT, _OBJECT_TEXT = 0x001C, 0x005D, 0x01B6
_CELLS = frozenset({0x0204, _SHARED, 0x00D6, 0x0203, 0x027E, 0x0006, 0x0205})  # texts, numbers, formulas
_MANY = 0x00BD  # MULRK
_STRUCK_FONT, _HIDDEN_ROW = 0x0008, 0x20


@dataclass(slots=True)
class _Row:
    """The filled cells of a row in their order: the column of each, and whether it is struck out."""

    is_hidden: bool = False
    cells: list[tuple[int, bool]] = field(default_factory=list)
    partly: dict[int, PartlyStruck] = field(default_factory=dict)  # by column
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Looks:
    """What strikes a cell out: the numbers of formats that do, and of the texts in several fonts."""

    formats: frozenset[int]
    strings: dict[int, list[Piece]]


def unshown_in_xls(data: bytes) -> dict[str, Unshown]:
    """For each sheet name what calamine leaves out; empty for a file whose records are not as they should be."""
    try:
        stream = _workbook_stream(data)
        return dict(_by_sheet(stream)) if stream else {}
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


def _by_sheet(stream: bytes) -> Iterator[tuple[str, Unshown]]:
    fonts: list[bool] = []
    formats: list[int] = []
    sheets: list[tuple[str, int]] = []
    strings: list[bytes] = []
    before = 0
    for kind, body in _records(stream, 0):
        if kind == _FONT:
            fonts += [False] if len(fonts) == 4 else []  # there is no font of number 4
            fonts.append(bool(struct.unpack_from("<H", body, 2)[0] & _STRUCK_FONT))
        elif kind == _XF:
            formats.append(struct.unpack_from("<H", body)[0])
        elif kind == _BOUNDSHEET and body[5] == 0:
            sheets.append((_name(body[6:]), struct.unpack_from("<I", body)[0]))
        elif kind == _SST or (kind == _CONTINUE and before == _SST):
            strings.append(body)
        before = _SST if kind == _CONTINUE else kind
    struck_fonts = {at for at, is_struck_out in enumerate(fonts) if is_struck_out}
    struck = frozenset(at for at, font in enumerate(formats) if font in struck_fonts)
    looks = _Looks(struck, strings_in_pieces(strings, struck_fonts))
    for name, start in sheets:
        yield name, _unshown(_rows(stream, start, looks))


def _name(body: bytes) -> str:
    length, is_wide = body[0], body[1] & 1
    return body[2 : 2 + length * (1 + is_wide)].decode("utf-16-le" if is_wide else "latin-1", "replace")


def _rows(stream: bytes, start: int, looks: _Looks) -> dict[int, _Row]:
    rows: dict[int, _Row] = defaultdict(_Row)
    comments = _Comments()
    struck = looks.formats
    for kind, body in _records(stream, start):
        if kind == _ROW:
            is_hidden = bool(struct.unpack_from("<I", body, 12)[0] & _HIDDEN_ROW)
            if is_hidden:
                rows[struct.unpack_from("<H", body)[0]].is_hidden = True
        elif kind in _CELLS and (struck or looks.strings):
            at, column, style = struct.unpack_from("<HHH", body)
            is_struck_out = style in struck
            pieces = looks.strings.get(struct.unpack_from("<I", body, 6)[0]) if kind == _SHARED else None
            if pieces is not None:
                text = partly_struck_cell(pieces, is_struck_out=is_struck_out)
                is_struck_out = bool(text.gone) and not text.left
                if text.gone and text.left:
                    rows[at].partly[column] = text
            rows[at].cells.append((column, is_struck_out))
        elif kind == _MANY and struck:
            at, column = struct.unpack_from("<HH", body)
            styles = [struct.unpack_from("<H", body, place)[0] for place in range(4, len(body) - 2, 6)]
            rows[at].cells += [(column + beside, style in struck) for beside, style in enumerate(styles)]
        else:
            comments.take(kind, body)
    for at, words in comments.by_row():
        rows[at].note = words
    return rows


class _Comments:
    """Brings the comments' places and their words together, which stand apart: NOTE names the object, TXO says it."""

    def __init__(self) -> None:
        self._words: dict[int, str] = {}
        self._places: list[tuple[int, int]] = []
        self._object = self._length = 0

    def take(self, kind: int, body: bytes) -> None:
        if kind == _OBJECT:
            (self._object,) = struct.unpack_from("<H", body, 6)
        elif kind == _OBJECT_TEXT:
            (self._length,) = struct.unpack_from("<H", body, 10)
        elif kind == _CONTINUE and self._length:
            letters = body[1:].decode("utf-16-le" if body[0] & 1 else "latin-1", "replace")
            self._words[self._object] = " ".join(letters[: self._length].split())[:LONGEST_NOTE]
            self._length = 0
        elif kind == _NOTE:
            at, _column, _shown, number = struct.unpack_from("<HHHH", body)
            self._places.append((at, number))

    def by_row(self) -> Iterator[tuple[int, str]]:
        """The rows from 0 with the words of their last comment."""
        return ((at, self._words[number]) for at, number in self._places if self._words.get(number))


def _unshown(rows: dict[int, _Row]) -> Unshown:
    marks: list[tuple[int, str, str]] = []
    left: dict[tuple[int, int], str] = {}
    lined: dict[int, Lined] = {}
    for at, row in sorted(rows.items()):
        marks += [(at + 1, HIDDEN, "")] if row.is_hidden else []
        lined |= {at + 1: tuple(row.cells)} if any(is_lined for _column, is_lined in row.cells) else {}
        marks += [(at + 1, NOTED, row.note)] if row.note else []
        marks += [(at + 1, NOTED, f"~~{text.gone}~~") for text in row.partly.values()]
        left |= {(at + 1, column): text.left for column, text in row.partly.items()}
    return Unshown({}, tuple(marks[:MOST_MARKS]), left=left, lined=lined)
