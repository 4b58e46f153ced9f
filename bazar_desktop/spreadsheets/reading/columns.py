"""Which column holds what: by the words above it and by what stands in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from rapidfuzz import fuzz

from bazar_desktop.domain.bazaars.regions import Regions, is_region
from bazar_desktop.spreadsheets.reading.fields import (
    AS_COUNTER,
    AS_HALAL,
    AS_NIB,
    AS_NIK,
    AS_PHONE,
    AS_PIRT,
    AS_REGION,
    OMZET,
    REGISTER,
    SALES,
    WANTED,
    Field,
    plain_header,
)
from bazar_desktop.spreadsheets.reading.guesses import Guess, Mapping, Rivals
from bazar_desktop.spreadsheets.reading.money_columns import with_money
from bazar_desktop.spreadsheets.reading.tables import SourceColumn, Table

LOOKED_AT = 2_000
LONGEST_LOOK = 80
TWIN = 0.7  # how sure a column may be that has a twin
LIKELY = 0.5  # below this a guess is not made
CLOSE_SPELLING = 88

# Sixteen digits in one, or in groups; what has a fraction (a score, a latitude) is no number of a person.
_GROUPED = re.compile(
    r"'?\d{15,17}|\d[.,]\d+E\+?15|\d{2,6}(?:[ .\-]\d{2,6}){2,5}|\d{4,8}[ \-]\d{4,10}", re.IGNORECASE
)
_LOOKS: dict[str, Callable[[str], bool]] = {
    AS_NIK: lambda text: (
        _GROUPED.fullmatch(text) is not None
        and re.fullmatch(r"'?\d{15,17}|\d[.,]\d+E\+?15", re.sub(r"[ .\-](?=\d)(?!.*E)", "", text)) is not None
    ),
    AS_PHONE: lambda text: re.fullmatch(r"'?(\+?62|0)?8\d{7,11}", re.sub(r"[ .\-()]", "", text)) is not None,
    AS_NIB: lambda text: re.fullmatch(r"\d{12,13}", re.sub(r"[ .\-]", "", text)) is not None,
    AS_HALAL: lambda text: re.match(r"ID\s*\d{8,}", text, re.IGNORECASE) is not None,
}
REGIONS_TRIED = 20
LONGEST_SIZE = 3
_IN_WORDS = ("owner", "business", "product", "category")
NAMES = frozenset(
    word for field in WANTED[REGISTER] if field.key in ("owner", "business") for word in field.words
)
LEAST_SHARE = 0.5  # of the words of a longer header that must be known
_PLAIN_WORDS = (AS_NIK, AS_PHONE, AS_NIB, AS_PIRT, AS_HALAL, AS_REGION)
_PLAIN_FIELDS = ("email", "address", "agency", "jakpreneur", "booth")
_SPEAKS_FOR_ITSELF = (AS_NIK, AS_PHONE, AS_HALAL)


def recognise(table: Table, wanted: str, regions: Regions | None = None) -> Mapping:
    """The most confident assignment of columns to the fields of a kind of list (REGISTER, PARTICIPANTS, OMZET).

    Each field goes to one column. A header's words are believed before the content; content that contradicts
    them lowers the confidence, so that the window asks. `regions` lets a column of regions be one of Jakarta's.
    """
    fields = [field for field in WANTED[wanted] if field not in SALES]  # those are settled by their figures
    texts = _texts(table)
    chances = [
        (confidence, -rank, -column.index, -position, column, field, why)
        for column in table.columns
        for position, field in enumerate(fields)
        for confidence, rank, why in [_chance(column, field, texts[column.index], regions)]
        if confidence >= LIKELY
    ]
    taken: dict[int, Guess] = {}
    used: set[str] = set()
    doubled: set[str] = set()
    for confidence, _rank, _left, _position, column, field, why in sorted(
        chances, key=lambda each: each[:4], reverse=True
    ):
        if column.index not in taken and field.key not in used:
            taken[column.index] = Guess(column, field.key, round(confidence, 2), why)
            used.add(field.key)
        elif column.index not in taken and why == "words" and confidence > TWIN and texts[column.index]:
            doubled.add(field.key)
    guesses = tuple(taken.get(column.index, Guess(column, "", 0.0, "")) for column in table.columns)
    mapping = Mapping(wanted, _unsure_of_doubled(_unsure_of_twins(guesses), doubled))
    mapping = replace(mapping, rivals=_side_by_side(table))
    return with_money(table, mapping) if wanted == OMZET else mapping


def _unsure_of_doubled(guesses: tuple[Guess, ...], doubled: set[str]) -> tuple[Guess, ...]:
    """A field that two titles name, "Produk" beside "Komoditi": the plainer one was taken."""
    return tuple(
        replace(guess, confidence=min(guess.confidence, TWIN)) if guess.field in doubled else guess
        for guess in guesses
    )


def _side_by_side(table: Table) -> tuple[Rivals, ...]:
    """The names of a second list that stands beside the first, below the same titles."""
    first: dict[str, int] = {}
    again: dict[str, int] = {}
    for column in table.columns:
        if column.header:
            (again if column.header in first else first).setdefault(column.header, column.index)
    named = [at for header, at in again.items() if plain_header(header) in NAMES]
    return (Rivals("owner", tuple(named)),) if named and len(again) > 1 else ()


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


def _chance(
    column: SourceColumn, field: Field, texts: Sequence[str], regions: Regions | None
) -> tuple[float, int, str]:
    words, rank, why = _by_words(column.header, field)
    looks = _LOOKS.get(field.reads)
    share = _share(texts, looks) if looks else None
    if words:
        return (words * _held_by_content(field, texts, share, regions), rank, why)
    if share is not None and share >= 0.7 and field.reads in _SPEAKS_FOR_ITSELF:
        return 0.5 + 0.3 * share, 0, "content"
    return 0.0, 0, ""


def _held_by_content(
    field: Field, texts: Sequence[str], share: float | None, regions: Regions | None
) -> float:
    """1 where the cells say nothing against the title's words, less where they do; 0 where they cannot be meant."""
    if field.reads == AS_COUNTER:
        return float(not texts or _is_running(texts))
    if field.key in _IN_WORDS and texts and _share(texts, _is_mark) == 1.0:
        return 0.0
    if field.key == "category" and texts and max(map(len, texts)) <= LONGEST_SIZE:  # S, M, L or P
        return TWIN
    if field.reads == AS_REGION and regions is not None and not _any_region(field, texts, regions):
        return TWIN
    return 0.55 + 0.45 * share if share is not None and share < 0.5 else 1.0


def _is_running(texts: Sequence[str]) -> bool:
    """Whether these are the counts of rows: about as high as there are rows, or one more each time.

    A column headed No with anything else holds numbers of members or of registrations.
    """
    texts = [text for text in texts if not text.startswith("=")]  # a formula that counts
    counts = [int(match[1]) for text in texts if (match := re.fullmatch(r"(\d{1,6})(?:\.0)?[.)]?", text))]
    if not counts:
        return not texts
    if len(counts) < 0.5 * len(texts):
        return False
    if max(counts) <= 2 * len(counts) + 10:
        return True
    steps = sum(1 for before, after in pairwise(counts) if after == before + 1)
    return steps >= 0.7 * (len(counts) - 1)


def _is_mark(text: str) -> bool:
    """A tick of a form, or a bare figure: no word of a product, a category or a name."""
    return re.fullmatch(r"[\d.,]+|true|false|[xv✓√-]", text, re.IGNORECASE) is not None


def _any_region(field: Field, texts: Sequence[str], regions: Regions) -> bool:
    """Whether any of the first texts is such a region; where there is nothing to look at, it may be."""
    some = list(dict.fromkeys(texts))[:REGIONS_TRIED]
    return not some or any(is_region(regions, field.key, text) for text in some)


def _by_words(header: str, field: Field) -> tuple[float, int, str]:
    """1 for the whole header, a little less for one half of a joined one, less again for a near spelling.

    With it which of the field's words it is: the plainer ones come first.
    """
    if not header:
        return 0.0, 0, ""
    words = plain_header(header)
    parts = [plain_header(part) for part in header.split(" / ")]
    if words in field.words:
        return 1.0, field.words.index(words), "words"
    if len(parts) > 1 and parts[-1] in field.words:
        return 0.95, field.words.index(parts[-1]), "words"
    if len(parts) > 1 and parts[0] in field.words:
        return 0.6, field.words.index(parts[0]), "words"
    if (share := _known_share(header, field)) >= LEAST_SHARE:
        return 0.5 + 0.4 * share, len(field.words), "spelling"
    nearest = max(fuzz.ratio(words, known) for known in field.words) if len(words) > 3 else 0.0
    return (nearest / 100 * 0.8, len(field.words), "spelling") if nearest >= CLOSE_SPELLING else (0.0, 0, "")


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
