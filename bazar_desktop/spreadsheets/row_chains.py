"""Rows of several lists one after the other, each read only when it is asked for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import overload

from bazar_desktop.spreadsheets.rows import ReadRow


@dataclass(frozen=True, slots=True)
class Piece:
    """Some rows, and what is made of each."""

    rows: Sequence[ReadRow]
    made: Callable[[ReadRow], ReadRow] | None = None

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[ReadRow]:
        return iter(self.rows) if self.made is None else map(self.made, self.rows)

    def at(self, place: int) -> ReadRow:
        row = self.rows[place]
        return row if self.made is None else self.made(row)


class RowChain(Sequence[ReadRow]):
    """The rows of all pieces in their order; a long list behind it is not copied."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = [piece for piece in pieces if len(piece)]
        self._ends = list(accumulate(len(piece) for piece in self._pieces))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __iter__(self) -> Iterator[ReadRow]:
        for piece in self._pieces:
            yield from piece

    @overload
    def __getitem__(self, at: int) -> ReadRow: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[ReadRow]: ...
    def __getitem__(self, at: int | slice) -> ReadRow | Sequence[ReadRow]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        place = at + len(self) if at < 0 else at
        if not 0 <= place < len(self):
            raise IndexError(at)
        which = bisect_right(self._ends, place)
        return self._pieces[which].at(place - (self._ends[which - 1] if which else 0))
