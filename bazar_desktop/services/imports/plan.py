"""What an import will do: every source row in one bucket, those of whom nothing is to be said in runs."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, repeat
from typing import Any, NamedTuple, Protocol, overload

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.services.imports.proof import Proof
from bazar_desktop.services.register.list_model import BUCKETS, NOT_VENDOR, Difference, OtherRow, RowReason


class RowsUnaccounted(BazarError):
    """The buckets do not add up to the file's rows. Facts: rows, counted."""


class PlannedRow(NamedTuple):
    """One source row in its bucket. `title` says whose it is; `target` is the id of the row it meets here, or "".

    `candidates` are ids it may be, for a row that needs a look. `entry` is what will be written.
    """

    number: int
    bucket: str
    title: str
    reasons: tuple[RowReason, ...] = ()
    differences: tuple[Difference, ...] = ()
    target: str = ""
    candidates: tuple[str, ...] = ()
    entry: Any = None


class PlannedRun(Protocol):
    """Rows that follow one another in one bucket and of which nothing more is to be said."""

    @property
    def bucket(self) -> str: ...
    @property
    def numbers(self) -> Sequence[int]: ...
    @property
    def titles(self) -> Sequence[str]: ...
    def row(self, place: int) -> PlannedRow: ...


class PlannedRows(Sequence[PlannedRow]):
    """The planned rows in the order of the list; those of a run are made when they are asked for."""

    def __init__(self, pieces: Iterable[PlannedRow | PlannedRun]) -> None:
        self.pieces = tuple(pieces)
        self._ends = list(accumulate(length_of(piece) for piece in self.pieces))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __iter__(self) -> Iterator[PlannedRow]:
        for piece in self.pieces:
            if isinstance(piece, PlannedRow):
                yield piece
            else:
                yield from map(piece.row, range(len(piece.numbers)))

    @overload
    def __getitem__(self, at: int) -> PlannedRow: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[PlannedRow]: ...
    def __getitem__(self, at: int | slice) -> PlannedRow | Sequence[PlannedRow]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        place = range(len(self))[at]
        which = bisect_right(self._ends, place)
        piece = self.pieces[which]
        return (
            piece
            if isinstance(piece, PlannedRow)
            else piece.row(place - self._ends[which] + len(piece.numbers))
        )

    @property
    def alone(self) -> Iterator[PlannedRow]:
        """The rows outside of runs: all that have a reason, a difference, or a vendor they meet."""
        return (piece for piece in self.pieces if isinstance(piece, PlannedRow))

    def shown(self) -> Iterator[PlannedRow]:
        """All rows as far as they are shown: those of a run without what will be written."""
        for piece in self.pieces:
            if isinstance(piece, PlannedRow):
                yield piece
            else:
                yield from map(PlannedRow, piece.numbers, repeat(piece.bucket), piece.titles)

    @property
    def numbers(self) -> Iterator[int]:
        """The source rows."""
        for piece in self.pieces:
            yield from (piece.number,) if isinstance(piece, PlannedRow) else piece.numbers

    def of(self, *buckets: str) -> tuple[PlannedRow, ...]:
        return tuple(row for row in PlannedRows(piece for piece in self.pieces if piece.bucket in buckets))

    def counted(self) -> Counter[str]:
        """Tell how many rows are in each bucket."""
        counted: Counter[str] = Counter()
        for piece in self.pieces:
            counted[piece.bucket] += length_of(piece)
        return counted


def length_of(piece: PlannedRow | PlannedRun) -> int:
    """Tell how many rows a piece of a plan has."""
    return 1 if isinstance(piece, PlannedRow) else len(piece.numbers)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import will do; nothing is written yet. `mark` is the state of the store it was made against.

    A list of omzet has a `proof` of its sum, and the `days` that it is written into.
    """

    kind: str
    name: str
    rows: PlannedRows
    others: tuple[OtherRow, ...]
    blank: int
    height: int
    mark: str
    bazaar_id: str = ""
    proof: Proof | None = None
    days: tuple[date, ...] = ()

    def counts(self) -> dict[str, int]:
        """Tell how many source rows ended in each bucket: they add up to `height`. Raises RowsUnaccounted."""
        counted = self.rows.counted()
        counted[NOT_VENDOR] += len(self.others) + self.blank
        if counted.total() != self.height or len(set(self.rows.numbers)) != len(self.rows):
            raise RowsUnaccounted(rows=self.height, counted=counted.total())
        return {bucket: counted[bucket] for bucket in BUCKETS}

    def of(self, *buckets: str) -> tuple[PlannedRow, ...]:
        return self.rows.of(*buckets)

    def acceptable(self, code: str) -> int:
        """Tell how many cells have a proposal of this kind."""
        return sum(
            1
            for row in self.rows.alone
            for reason in row.reasons
            if reason.code == code and reason.proposal is not None
        )

    def flag_counts(self) -> dict[str, int]:
        """Tell how many cells or rows carry each reason."""
        return dict(Counter(reason.code for row in self.rows.alone for reason in row.reasons))
