"""The words of a search over the register: what they match in the index, and what a mistyped one was meant for.

For SQLite, whose index `vendor_search` holds each vendor's business, name, product and last four digits of the phone.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from rapidfuzz import fuzz, process
from sqlalchemy import text
from sqlalchemy.orm import Session

from bazar_desktop.domain.identifiers import folded, with_gaps

NEAR, NEAR_TERMS = 72.0, 3  # how alike a mistyped word is, and how many are tried for it
INDEXED, SPELT_OUT = (
    4,
    12,
)  # letters of a beginning that the index keeps; words that are spelt out for a longer one
LEAST_OF_NUMBER, WHOLE_NUMBER = (
    5,
    9,
)  # digits of a phone that are looked for anywhere; those of one typed to its end
LEAST_PARTED = 4  # letters of a word that may have been written with an apostrophe
_WITHIN = "ʼ"
_ONE_NUMBER = re.compile(r"\+?\d[\d\s().–-]*")
_WORD = re.compile(r"[^\W_]+")
Bound = dict[str, Any]


def words_of(typed: str) -> list[str]:
    """The words and runs of digits in what was typed; a phone in the way people know it (0812…).

    Accents are folded as in the index; an apostrophe parts words there, and so here.
    """
    return _WORD.findall(re.sub(r"\+62\s*", "0", folded(with_gaps(typed))))


def other_spellings(words: Sequence[str]) -> list[list[list[str]]]:
    """The ways to look for `words` that were written with a gap or an apostrophe, or without: as for `candidates`.

    Nuraini is looked for as nur aini too, and nur aini as nuraini. In the index some apostrophes part words and one of
    them, ʼ, stays within its word.
    """
    plain = [[word] for word in words]
    apart = [[word, *_parted(word)] for word in words]
    ways = [apart] if apart != plain else []
    for at, (word, after) in enumerate(pairwise(words)):
        if not may_be_phone(word) and not may_be_phone(after):
            together = [f"{word}{after}", f"{word}{_WITHIN}{after}"]
            ways.append([*plain[:at], together, *plain[at + 2 :]])
    return ways


def _parted(word: str) -> list[str]:
    """The word with a gap or an apostrophe at every place."""
    if len(word) < LEAST_PARTED or not word.isalpha():
        return []
    return [f"{word[:at]}{mark}{word[at:]}" for at in range(1, len(word) - 1) for mark in (" ", _WITHIN)]


def may_be_phone(word: str) -> bool:
    return word.isdecimal() and len(word) >= 3


def number_in(typed: str) -> str:
    """The digits of the one phone that was typed, without 0 or 62 before them; "" where something else was."""
    if not _ONE_NUMBER.fullmatch(typed.strip()):
        return ""
    digits = re.sub(r"\D", "", typed)
    national = digits.removeprefix("62") if digits.startswith("62") else digits.removeprefix("0")
    return national if len(national) >= LEAST_OF_NUMBER else ""


def candidates(spellings: Sequence[Sequence[str]], known: Sequence[str] | None = None) -> tuple[str, Bound]:
    """SQL that gives the row numbers of those who have, for each of `spellings`, one of its words; and its values.

    `known` are the `known_words`, where they were read before: long words are then looked up ten times as quickly.
    """
    texts = [words for words in spellings if not may_be_phone(words[0])]
    parts, bound = [], Bound()
    if texts:
        several = [" OR ".join(_beginning_with(word, known) for word in words) for words in texts]
        parts.append(_MATCHING)
        bound["match"] = " AND ".join(f"({item})" for item in several)
    for at, (word, *_more) in enumerate(spellings):
        if may_be_phone(word):
            sql, facts = _digits(word, at)
            parts.append(sql)
            bound |= facts
    return " INTERSECT ".join(parts), bound


_MATCHING = "SELECT rowid FROM vendor_search WHERE vendor_search MATCH :match"


def _prefix(word: str) -> str:
    return f'"{word}"*'


def _beginning_with(word: str, known: Sequence[str] | None) -> str:
    first, gap, rest = word.partition(" ")
    if gap:  # the index does not know which word follows which
        return f'("{first}" AND {_prefix(rest)})'
    # The index keeps beginnings of up to four letters; for longer ones it would gather all their words first.
    if known is not None and len(word) > INDEXED:
        terms = known[bisect_left(known, word) : bisect_left(known, f"{word}\U0010ffff")]
        if 0 < len(terms) <= SPELT_OUT:
            return " OR ".join(f'"{term}"' for term in terms)
    return _prefix(word)


def _digits(word: str, at: int) -> tuple[str, Bound]:
    """Digits: a word of a name, the beginning of a phone, or its end."""
    parts = [_A_WORD.format(at=at)]
    bound: Bound = {f"word{at}": _prefix(word)}
    if beginning := _beginning(word):
        parts.append(_A_BEGINNING.format(at=at))
        bound |= {f"low{at}": beginning, f"high{at}": f"{beginning}:"}  # ":" stands after 9
    if len(word) > 4:
        parts.append(_AN_END.format(at=at))
        bound |= {f"last{at}": f'"{word[-4:]}"', f"end{at}": f"%{word.removeprefix('0')}"}
    return _ANY_OF.format(" UNION ALL ".join(parts)), bound


_A_WORD = "SELECT rowid FROM vendor_search WHERE vendor_search MATCH :word{at}"
_A_BEGINNING = "SELECT rowid FROM vendor WHERE phone >= :low{at} AND phone < :high{at}"
_AN_END = (
    "SELECT v.rowid FROM vendor_search s JOIN vendor v ON v.rowid = s.rowid"
    " WHERE s.vendor_search MATCH :last{at} AND v.phone LIKE :end{at}"
)
_ANY_OF = "SELECT rowid FROM ({})"


def _beginning(word: str) -> str:
    """The digits as a stored phone begins with them, "" where none can."""
    national = word.removeprefix("62") if word.startswith("62") else word.removeprefix("0")
    return f"+62{national}" if word[0] in "068" and national else ""


def written(texts: Iterable[str | None], phone: str | None) -> str:
    """The words under which the index has a vendor with these texts, and the ways in which the phone may begin."""
    plain = unicodedata.normalize("NFKD", " ".join(filter(None, texts)).casefold())
    words = _WORD.findall("".join(mark for mark in plain if not unicodedata.combining(mark)))
    national = (phone or "").removeprefix("+62")
    phones = [f"\t{begins}{national}" for begins in ("", "0", "62")] if phone else []
    return " ".join(["", *words, (phone or "")[-4:], *phones])


def holds(words: Iterable[str], line: str) -> bool:
    """Whether a vendor, `written` so, is surely one of the `candidates` of `words`."""
    return all(f" {word}" in line or (f"\t{word}" in line and may_be_phone(word)) for word in words)


def known_words(session: Session) -> tuple[str, ...]:
    """Give every word that stands in the index, in order; walks over the whole index."""
    return tuple(session.execute(text("SELECT term FROM vendor_search_terms ORDER BY term")).scalars())


def meant_by(
    session: Session, words: Sequence[str], known: Sequence[str] | None = None
) -> tuple[list[list[str]], tuple[str, ...]]:
    """For each word itself and those it may be a mistyped form of; and all the latter.

    `known` are the `known_words`, where they were read before.
    """
    spread = [[word, *_alike(session, word, known)] for word in words]
    return spread, tuple(dict.fromkeys(item for several in spread for item in several[1:]))


def _alike(session: Session, word: str, known: Sequence[str] | None) -> list[str]:
    """The words of the register that `word` may have been meant for: those of the same first letter."""
    if len(word) < 4 or word.isdecimal():
        return []
    after = chr(ord(word[0]) + 1)
    if known is None:
        statement = text("SELECT term FROM vendor_search_terms WHERE term >= :first AND term < :after")
        terms: Sequence[str] = session.execute(statement, {"first": word[0], "after": after}).scalars().all()
    else:
        terms = known[bisect_left(known, word[0]) : bisect_left(known, after)]
    # The word may not be typed to its end: only as much of each term is compared.
    cut = [term[: len(word) + 1] for term in terms]
    alike = process.extract(word, cut, scorer=fuzz.ratio, score_cutoff=NEAR, limit=NEAR_TERMS)
    return [terms[at] for _cut, _score, at in alike if terms[at] != word]
