"""The shared strings of an old .xls that stand in several fonts: a part of them may be struck out."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence, Set

from bazar_desktop.spreadsheets.reading.marks import PartlyStruck, partly_struck_text

_WIDE, _EXTENDED, _RICH = 0x01, 0x04, 0x08
Piece = tuple[bool | None, str]  # is struck out, None: as the cell says; what it says


def strings_in_pieces(records: Sequence[bytes], struck_fonts: Set[int]) -> dict[int, list[Piece]]:
    """By their number those of several fonts, out of the SST record and those that continue it.

    Raises struct.error where they end too early.
    """
    if not records or not struck_fonts:
        return {}
    found = {}
    for number, (text, runs) in enumerate(_strings(_Continued(records))):
        if runs:
            ends = [*(start for start, _font in runs[1:]), len(text)]
            pieces: list[Piece] = [(None, text[: runs[0][0]])]
            pieces += [
                (font in struck_fonts, text[start:end]) for (start, font), end in zip(runs, ends, strict=True)
            ]
            found[number] = pieces
    return found


def partly_struck_cell(pieces: Sequence[Piece], *, is_struck_out: bool) -> PartlyStruck:
    """What is left of the text of a cell whose own font is struck out or not."""
    return partly_struck_text([(is_struck_out if lined is None else lined, text) for lined, text in pieces])


def _strings(source: _Continued) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Each text with where another font begins, and that font's number ([MS-XLS] 2.5.293)."""
    (_uses, count) = struct.unpack("<II", source.take(8))
    for _number in range(count):
        length, flags = struct.unpack("<HB", source.take(3))
        runs = struct.unpack("<H", source.take(2))[0] if flags & _RICH else 0
        more = struct.unpack("<I", source.take(4))[0] if flags & _EXTENDED else 0
        text = source.characters(length, is_wide=bool(flags & _WIDE))
        yield text, list(struct.iter_unpack("<HH", source.take(4 * runs)))
        source.take(more)


class _Continued:
    """Bytes that go on in the next record; characters that do begin there with a byte that says how wide they are."""

    def __init__(self, records: Sequence[bytes]) -> None:
        self._records = iter(records)
        self._body, self._at = next(self._records), 0

    def take(self, count: int) -> bytes:
        taken = b""
        while len(taken) < count:
            self._go_on()
            piece = self._body[self._at : self._at + count - len(taken)]
            self._at += len(piece)
            taken += piece
        return taken

    def characters(self, count: int, *, is_wide: bool) -> str:
        text = ""
        while len(text) < count:
            if self._go_on():
                is_wide = bool(self.take(1)[0] & _WIDE)
            width = 1 + is_wide
            fitting = min(count - len(text), (len(self._body) - self._at) // width)
            piece = self.take(max(fitting, 1) * width)
            text += piece.decode("utf-16-le" if is_wide else "latin-1", "replace").ljust(1)
        return text

    def _go_on(self) -> bool:
        """Open the next record where this one is read to its end; returns whether it was."""
        if self._at < len(self._body):
            return False
        body = next(self._records, b"")
        if not body:
            raise struct.error("the strings end too early")
        self._body, self._at = body, 0
        return True
