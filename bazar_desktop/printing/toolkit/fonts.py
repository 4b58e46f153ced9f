"""The faces of the papers: measuring, breaking and shrinking words, and what to do with a character no face has."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from bazar_desktop.domain.money import beginning
from bazar_desktop.language import RESOURCES

REGULAR, SEMIBOLD, BOLD = "Jakarta", "Jakarta-SemiBold", "Jakarta-Bold"
FILES = {REGULAR: "Regular", SEMIBOLD: "SemiBold", BOLD: "Bold"}
MM = 72 / 25.4  # points in a millimetre
SMALLEST_FIGURE = 5.5  # points: what can still be read on paper
LEADING = 1.24  # line distance, in sizes


@lru_cache(maxsize=1)
def load_faces() -> frozenset[int]:
    """Register the faces with ReportLab, once; the code points that all of them can draw."""
    common: set[int] | None = None
    for name, weight in FILES.items():
        face = TTFont(name, str(RESOURCES / "fonts" / f"PlusJakartaSansTabular-{weight}.ttf"))
        pdfmetrics.registerFont(face)
        points = set(face.face.charToGlyph)
        common = points if common is None else common & points
    return frozenset(common or ())


@lru_cache(maxsize=20_000)
def printable(text: str) -> str:
    """`text` in characters that the faces have, losing none that can be seen.

    A missing character becomes its compatibility form (the fancy letters of shop names: 𝐁 → B), and where that is
    missing too its number, [U+1F35C]. Line breaks become spaces; invisible joiners and controls go.
    """
    known = load_faces()
    text = unicodedata.normalize("NFC", text)
    if all(ord(char) in known and char >= " " for char in text):
        return text
    return "".join(_drawable(char, known) for char in text)


def _drawable(char: str, known: frozenset[int]) -> str:
    if char.isspace():
        return " "
    if unicodedata.category(char) in ("Cc", "Cf") or "\ufe00" <= char <= "\ufe0f":
        return ""
    if ord(char) in known:
        return char
    plain = unicodedata.normalize("NFKC", char)
    if plain != char and all(ord(each) in known for each in plain):
        return plain
    return f"[U+{ord(char):04X}]"


def width_of(text: str, font: str, size: float) -> float:
    """Millimetres that `text` takes at `size` points."""
    return _width_at_one(printable(text), font) * size


@lru_cache(maxsize=20_000)
def _width_at_one(text: str, font: str) -> float:
    load_faces()
    return float(pdfmetrics.stringWidth(text, font, 1000)) / 1000 / MM


def line_height(size: float) -> float:
    """Millimetres from one baseline to the next."""
    return size * LEADING / MM


def wrap(text: str, font: str, size: float, room: float) -> list[str]:
    """`text` in lines of at most `room` millimetres; a word that is wider is broken. At least one line."""
    lines: list[str] = []
    current = ""
    for word in printable(text).split():
        candidate = f"{current} {word}" if current else word
        if width_of(candidate, font, size) <= room:
            current = candidate
            continue
        if current:
            lines.append(current)
        pieces = _break(word, font, size, room)
        lines.extend(pieces[:-1])
        current = pieces[-1]
    return [*lines, current] if current or not lines else lines


def _break(word: str, font: str, size: float, room: float) -> list[str]:
    pieces, current = [], ""
    for char in word:
        if current and width_of(current + char, font, size) > room:
            pieces.append(current)
            current = ""
        current += char
    return [*pieces, current]


def breaks_a_word(text: str, font: str, size: float, room: float) -> bool:
    """Whether some word of `text` alone is wider than `room` millimetres."""
    return any(width_of(word, font, size) > room for word in printable(text).split())


def fit(
    text: str, font: str, room: float, height: float, largest: float, smallest: float
) -> tuple[float, list[str]] | None:
    """The largest size and its lines at which `text` stands in `room` x `height` millimetres; None where none does.

    Sizes at which no word is broken are preferred.
    """
    broken = None
    size = largest
    while size >= smallest:
        lines = wrap(text, font, size, room)
        if len(lines) * line_height(size) <= height:
            if not breaks_a_word(text, font, size, room):
                return size, lines
            broken = broken or (size, lines)
        size -= 0.25
    return broken


def shortened(text: str, font: str, size: float, room: float) -> str:
    """The text, cut with … where it is wider than `room` millimetres; a figure goes as a whole, for half lies."""
    whole, length = text, len(text)
    while len(text) > 2 and width_of(text, font, size) > room:
        length -= 1
        text = beginning(whole, length) + "…"
    return text


def one_line_size(text: str, font: str, size: float, room: float) -> float:
    """The largest size up to `size` at which `text` stands in one line of `room` millimetres."""
    needed = width_of(text, font, size)
    return size if needed <= room else size * room / needed
