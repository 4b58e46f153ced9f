"""Which column holds what: by the words above it and by what stands in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from bazar_desktop.spreadsheets.reading.fields import (
    AS_COUNT,
    AS_COUNTER,
    AS_HALAL,
    AS_MONEY,
    AS_NIB,
    AS_NIK,
    AS_PHONE,
    AS_PIRT,
    AS_REGION,
    WANTED,
    Field,
    plain_header,
)
from bazar_desktop.spreadsheets.reading.tables import SourceColumn, Table

LOOKED_AT = 2_000
LONGEST_LOOK = 80
TWIN = 0.7  # how sure a column may be that has a twin
LIKELY = 0.5  # below this a guess is not made
CLOSE_SPELLING = 88

_LOOKS: dict[str, Callable[[str], bool]] = {
    AS_NIK: lambda text: (
        re.fullmatch(r"'?\d{15,17}|\d[.,]\d+E\+?15", re.sub(r"[ .\-]", "", text)) is not None
    ),
    AS_PHONE: lambda text: re.fullmatch(r"'?(\+?62|0)?8\d{7,11}", re.sub(r"[ .\-()]", "", text)) is not None,
    AS_NIB: lambda text: re.fullmatch(r"\d{12,13}", re.sub(r"[ .\-]", "", text)) is not None,
    AS_HALAL: lambda text: re.match(r"ID\s*\d{8,}", text, re.IGNORECASE) is not None,
    AS_MONEY: lambda text: (
        re.fullmatch(r"=?[\d.,*x+ ()-]*|rp.*|.*\d\s*(rb|ribu|jt|juta|k)|nihil|-", text, re.I) is not None
    ),
    AS_COUNT: lambda text: re.fullmatch(r"[\d.]+(\s*(x|trx|transaksi))?|-|nihil", text, re.I) is not None,
    AS_COUNTER: lambda text: re.fullmatch(r"\d{1,6}(\.0)?[.)]?", text) is not None,
}
LEAST_SHARE = 0.5  # of the words of a longer header that must be known
_PLAIN_WORDS = (AS_NIK, AS_PHONE, AS_NIB, AS_PIRT, AS_HALAL, AS_REGION)
_PLAIN_FIELDS = ("email", "address", "agency", "jakpreneur", "booth")
_SPEAKS_FOR_ITSELF = (AS_NIK, AS_PHONE, AS_HALAL)


@dataclass(frozen=True, slots=True)
class Guess:
    """`field` is the key or "" where the column is kept as extra text; `confidence` is 0 to 1, with its `why`.

    `why`: "words" (header known), "spelling" (header nearly known), "content", "corrected" (by the officer),
    "remembered" (corrected in an earlier file with the same header).
    """

    column: SourceColumn
    field: str
    confidence: float
    why: str


@dataclass(frozen=True, slots=True)
class Mapping:
    """A guess a column, in the table's order. `kind` is the kind of list that was wanted."""

    kind: str
    guesses: tuple[Guess, ...]

    def column_of(self, field: str) -> SourceColumn | None:
        """The column that holds `field`, or None."""
        return next((guess.column for guess in self.guesses if guess.field == field), None)

    def corrected(self, index: int, field: str, why: str = "corrected") -> Mapping:
        """The same with column `index` holding `field` ("" for extra text); who held it before becomes extra."""
        guesses = []
        for guess in self.guesses:
            if guess.column.index == index:
                guesses.append(Guess(guess.column, field, 1.0, why))
            elif field and guess.field == field:
                guesses.append(Guess(guess.column, "", 0.0, why))
            else:
                guesses.append(guess)
        return Mapping(self.kind, tuple(guesses))


def recognise(table: Table, wanted: str) -> Mapping:
    """The most confident assignment of columns to the fields of a kind of list (REGISTER, PARTICIPANTS, OMZET).

    Each field goes to one column. A header's words are believed before the content; content that contradicts
    them lowers the confidence, so that the window asks.
    """
    fields = WANTED[wanted]
    texts = _texts(table)
    chances = [
        (confidence, -column.index, -position, column, field, why)
        for column in table.columns
        for position, field in enumerate(fields)
        for confidence, why in [_chance(column, field, texts[column.index])]
        if confidence >= LIKELY
    ]
    taken: dict[int, Guess] = {}
    used: set[str] = set()
    for confidence, _left, _position, column, field, why in sorted(
        chances, key=lambda each: each[:3], reverse=True
    ):
        if column.index not in taken and field.key not in used:
            taken[column.index] = Guess(column, field.key, round(confidence, 2), why)
            used.add(field.key)
    guesses = tuple(taken.get(column.index, Guess(column, "", 0.0, "")) for column in table.columns)
    return Mapping(wanted, _unsure_of_twins(guesses))


def _unsure_of_twins(guesses: tuple[Guess, ...]) -> tuple[Guess, ...]:
    """A column that has a twin under another group, "Hari 1 / Tunai" beside "Hari 2 / Tunai": which one is meant?"""
    lower = Counter(
        guess.column.header.rpartition(" / ")[2] for guess in guesses if " / " in guess.column.header
    )
    return tuple(
        replace(guess, confidence=min(guess.confidence, TWIN))
        if guess.field and lower[guess.column.header.rpartition(" / ")[2]] > 1
        else guess
        for guess in guesses
    )


def _chance(column: SourceColumn, field: Field, texts: Sequence[str]) -> tuple[float, str]:
    words, why = _by_words(column.header, field)
    looks = _LOOKS.get(field.reads)
    share = _share(texts, looks) if looks else None
    if words:
        if share is None:
            return words, why
        return (words * (0.55 + 0.45 * share), why) if share < 0.5 else (words, why)
    if share is not None and share >= 0.7 and field.reads in _SPEAKS_FOR_ITSELF:
        return 0.5 + 0.3 * share, "content"
    return 0.0, ""


def _by_words(header: str, field: Field) -> tuple[float, str]:
    """1 for the whole header, a little less for one half of a joined one, less again for a near spelling."""
    if not header:
        return 0.0, ""
    words = plain_header(header)
    parts = [plain_header(part) for part in header.split(" / ")]
    if words in field.words:
        return 1.0, "words"
    if len(parts) > 1 and parts[-1] in field.words:
        return 0.95, "words"
    if len(parts) > 1 and parts[0] in field.words:
        return 0.6, "words"
    if (share := _known_share(header, field)) >= LEAST_SHARE:
        return 0.5 + 0.4 * share, "spelling"
    nearest = max(fuzz.ratio(words, known) for known in field.words) if len(words) > 3 else 0.0
    return (nearest / 100 * 0.8, "spelling") if nearest >= CLOSE_SPELLING else (0.0, "")


def _known_share(header: str, field: Field) -> float:
    """How much of a longer header is a word of the field: "Alamat Lengkap (sesuai KTP)", "Nama Pelaku Usaha / UMKM".

    What stands in brackets explains, and a slash separates two names of one thing. A single word counts only for
    fields whose words mean nothing else.
    """
    best = 0.0
    for part in re.sub(r"\([^)]*\)", " ", header).split("/"):
        said = plain_header(part).split()
        for known in field.words:
            words = known.split()
            if len(words) == 1 and field.reads not in _PLAIN_WORDS and field.key not in _PLAIN_FIELDS:
                found = said == words and "/" not in known
            else:
                found = any(said[at : at + len(words)] == words for at in range(len(said) - len(words) + 1))
            if found:
                best = max(best, len(words) / len(said))
    return best


def _share(texts: Sequence[str], looks: Callable[[str], bool]) -> float | None:
    """How many of a column's filled cells look like the field; None where there is nothing to look at."""
    return sum(map(looks, texts)) / len(texts) if texts else None


def _texts(table: Table) -> dict[int, list[str]]:
    """The filled cells by column, of the rows that are looked at."""
    rows = [row.texts for row in table.rows[:LOOKED_AT]]
    return {column.index: _filled(rows, column.index) for column in table.columns}


def _filled(rows: Sequence[Sequence[str]], at: int) -> list[str]:
    cells = (row[at][:LONGEST_LOOK].strip() for row in rows if at < len(row))
    return [text for text in cells if text]
