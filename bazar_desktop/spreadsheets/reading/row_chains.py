"""Rows that are read only when they are asked for: those of a long list, and of several lists one after the other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import overload

from bazar_desktop.spreadsheets.reading.row_reader import DataBlock, DataRow, RowReader
from bazar_desktop.spreadsheets.reading.sheets import Row

BLOCK = 1_000  # rows that are read at once: small enough to stay in a processor's own memory


class LongList(Sequence[DataRow]):
    """The rows of a long list, each read whenever it is asked for: their values would fill the memory."""

    def __init__(self, rows: Sequence[Row], reader: RowReader) -> None:
        self._rows, self._reader = rows, reader

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[DataRow]:
        return map(self._reader.row, self._rows)

    @overload
    def __getitem__(self, at: int) -> DataRow: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[DataRow]: ...
    def __getitem__(self, at: int | slice) -> DataRow | Sequence[DataRow]:
        if isinstance(at, slice):
            return LongList(self._rows[at], self._reader)
        return self._reader.row(self._rows[at])

    def blocks(self) -> Iterator[DataBlock]:
        """All rows in their order, by column."""
        for start in range(0, len(self._rows), BLOCK):
            yield self._reader.block(self._rows[start : start + BLOCK])


@dataclass(frozen=True, slots=True)
class Piece:
    """Some rows, and what is made of each."""

    rows: Sequence[DataRow]
    made: Callable[[DataRow], DataRow] | None = None

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[DataRow]:
        return iter(self.rows) if self.made is None else map(self.made, self.rows)

    def at(self, place: int) -> DataRow:
        row = self.rows[place]
        return row if self.made is None else self.made(row)


class RowChain(Sequence[DataRow]):
    """The rows of all pieces in their order; a long list behind it is not copied."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = [piece for piece in pieces if len(piece)]
        self._ends = list(accumulate(len(piece) for piece in self._pieces))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __iter__(self) -> Iterator[DataRow]:
        for piece in self._pieces:
            yield from piece

    @overload
    def __getitem__(self, at: int) -> DataRow: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[DataRow]: ...
    def __getitem__(self, at: int | slice) -> DataRow | Sequence[DataRow]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        place = at + len(self) if at < 0 else at
        if not 0 <= place < len(self):
            raise IndexError(at)
        which = bisect_right(self._ends, place)
        return self._pieces[which].at(place - (self._ends[which - 1] if which else 0))

    def blocks(self) -> Iterator[DataBlock]:
        """All rows in their order: those of a long list by column, each other to be asked alone."""
        for piece in self._pieces:
            if piece.made is None and isinstance(piece.rows, LongList | RowChain):
                yield from piece.rows.blocks()
            else:
                yield from (_alone(piece, start) for start in range(0, len(piece), BLOCK))


def _alone(piece: Piece, start: int) -> DataBlock:
    rows = [piece.at(place) for place in range(start, min(start + BLOCK, len(piece)))]
    return DataBlock([row.number for row in rows], {}, (), {}, frozenset(range(len(rows))), rows.__getitem__)
