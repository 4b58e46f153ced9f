"""What each column of a table is taken for, and where that is not certain."""

from __future__ import annotations

from collections.abc import Mapping as Pairs, Set
from dataclasses import dataclass, replace

from bazar_desktop.domain.bazaars.named_days import NamedDay
from bazar_desktop.spreadsheets.reading.tables import SourceColumn

REPLACED = "replaced"  # the officer gave another column the field that he had given this one
OF_DAY = "@"  # between a field and the day of its column: "total@h2"


@dataclass(frozen=True, slots=True)
class Guess:
    """`field` is the key or "" where the column is kept as extra text; `confidence` is 0 to 1, with its `why`.

    `why`: "words" (header known), "spelling" (header nearly known), "content", "corrected" (by the officer),
    "remembered" (corrected in an earlier file with the same header), "replaced" (by another
    column, after he chose it). `day`: the column is of that day alone.
    """

    column: SourceColumn
    field: str
    confidence: float
    why: str
    day: NamedDay | None = None

    @property
    def key(self) -> str:
        """The field under which the column's values stand in a row: with the day where it is of one."""
        return f"{self.field}{OF_DAY}{self.day.key}" if self.day is not None and self.field else self.field


@dataclass(frozen=True, slots=True)
class Rivals:
    """Columns, by index, that claim one field as well as the one that was taken for it."""

    field: str
    columns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """A guess a column, in the table's order. `kind` is the kind of list that was wanted.

    `rivals` are to be asked about before anything is written.
    """

    kind: str
    guesses: tuple[Guess, ...]
    rivals: tuple[Rivals, ...] = ()

    def column_of(self, key: str) -> SourceColumn | None:
        """The column that holds the field `key` ("total", or of one day "total@h2"), or None."""
        return next((guess.column for guess in self.guesses if key and guess.key == key), None)

    @property
    def days(self) -> tuple[NamedDay, ...]:
        """The days that have columns of their own, in the order of the columns."""
        return tuple(dict.fromkeys(guess.day for guess in self.guesses if guess.day is not None))

    def told(self, columns: Pairs[int, str], why: str = "corrected") -> Mapping:
        """The same with these columns holding these fields; several told together to hold one all hold it."""
        mapping = self
        for index, field in columns.items():
            together = frozenset(other for other, name in columns.items() if name == field)
            mapping = mapping.corrected(index, field, why, beside=together)
        return mapping

    def corrected(
        self, index: int, field: str, why: str = "corrected", *, beside: Set[int] = frozenset()
    ) -> Mapping:
        """The same with column `index` holding `field` ("" for extra text); who held it before becomes extra.

        A field that is said to be in one column is in none of a day any more. Those of `beside` keep it.
        """
        guesses = []
        for guess in self.guesses:
            if guess.column.index == index:
                guesses.append(Guess(guess.column, field, 1.0, why))
            elif (
                field
                and guess.field == field
                and not (guess.column.index in beside and guess.why == why and guess.day is None)
            ):
                replaced = guess.why == why == "corrected"
                guesses.append(Guess(guess.column, "", 0.0, REPLACED if replaced else why))
            else:
                guesses.append(guess)
        rivals = tuple(item for item in self.rivals if item.field != field and index not in item.columns)
        return replace(self, guesses=tuple(guesses), rivals=rivals)
