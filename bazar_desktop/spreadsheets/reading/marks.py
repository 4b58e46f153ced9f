"""Rows of an .xlsx that a filter hides, that are struck out, or that carry a comment."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bazar_desktop.spreadsheets.reading.sheets import HIDDEN, NOTED, STRUCK

MOST_MARKS, LONGEST_NOTE = 50_000, 300
NAMES_AT_MOST = 2  # of a row's texts the first ones are names: of the owner, of the business
_HIDDEN_ROW = re.compile(rb'<row\b(?=[^>]*\shidden="(?:1|true)")[^>]*?\sr="(\d+)"')
_FONTS = re.compile(rb"<fonts\b.*?</fonts>", re.DOTALL)
_FONT = re.compile(rb"<font\b[^>]*/>|<font\b.*?</font>", re.DOTALL)
_STRIKE = re.compile(rb'<strike\s*/>|<strike\s+val="(?:1|true)"')
_FORMATS = re.compile(rb"<cellXfs\b.*?</cellXfs>", re.DOTALL)
_FORMAT = re.compile(rb"<xf\b[^>]*>")
_FONT_ID = re.compile(rb'\sfontId="(\d+)"')
_ROW = re.compile(rb'<row\b[^>]*?\sr="(\d+)"[^>]*>(.*?)</row>', re.DOTALL)
_CELL = re.compile(rb"<c\b[^>]*(?<!/)>")
_TEXT = re.compile(rb'\st="(?:s|str|inlineStr)"')
_STYLE = re.compile(rb'\ss="(\d+)"')
_COMMENT = re.compile(rb'<comment\b[^>]*?\sref="[A-Z]{1,3}(\d+)"[^>]*>(.*?)</comment>', re.DOTALL)
_SAID = re.compile(rb"<t\b[^>]*>([^<]*)</t>")
_STRING = re.compile(rb"<si\b[^>]*?(?:/>|>(.*?)</si>)", re.DOTALL)
_RUN = re.compile(rb"<r\b[^>]*>(.*?)</r>", re.DOTALL)
_PLACED = rb'[^>]*?\br="([A-Z]{1,3})(\d+)"[^>]*>\s*'
_SHARED = re.compile(rb'<c\b(?=[^>]*\bt="s")' + _PLACED + rb"<v>(\d+)</v>")
_INLINE = re.compile(rb'<c\b(?=[^>]*\bt="inlineStr")' + _PLACED + rb"<is>(.*?)</is>", re.DOTALL)


def struck_styles(styles: bytes) -> frozenset[bytes]:
    """The numbers of the cell formats whose font is struck out."""
    fonts = _FONTS.search(styles) if b"<strike" in styles else None
    formats = _FORMATS.search(styles)
    if fonts is None or formats is None:
        return frozenset()
    struck = {str(at).encode() for at, font in enumerate(_FONT.findall(fonts[0])) if _STRIKE.search(font)}
    return frozenset(
        str(at).encode()
        for at, xf in enumerate(_FORMAT.findall(formats[0]))
        if (match := _FONT_ID.search(xf)) and match[1] in struck
    )


@dataclass(frozen=True, slots=True)
class PartlyStruck:
    """A text of which a part is struck out: what is `left` of it, and the part that is `gone`."""

    left: str
    gone: str


def partly_struck(strings: bytes) -> dict[int, PartlyStruck]:
    """The shared strings of a workbook of which a part is struck out, by their number."""
    if b"<strike" not in strings:
        return {}
    read = ((number, _runs(hit[1] or b"")) for number, hit in enumerate(_STRING.finditer(strings)))
    return {number: text for number, text in read if text is not None}


def partly_struck_cells(
    xml: bytes, strings: Mapping[int, PartlyStruck]
) -> Iterator[tuple[re.Match[bytes], PartlyStruck]]:
    """The cells of a sheet's XML of which a part is struck out: the match names column and row."""
    if strings:
        for hit in _SHARED.finditer(xml):
            if (text := strings.get(int(hit[3]))) is not None:
                yield hit, text
    if b"<strike" in xml:
        for hit in _INLINE.finditer(xml):
            if (text := _runs(hit[3])) is not None:
                yield hit, text


def _runs(xml: bytes) -> PartlyStruck | None:
    """The runs of a rich text, kept and struck; None where none or nothing but struck ones are."""
    runs = [(_STRIKE.search(hit[1]) is not None, _words(hit[1])) for hit in _RUN.finditer(xml)]
    text = partly_struck_text(runs)
    return text if text.left and text.gone else None


def partly_struck_text(runs: Sequence[tuple[bool, str]]) -> PartlyStruck:
    """What is left of the `runs` of a text (is struck out, what it says), and what is gone."""
    left, gone = ("".join(text for lined, text in runs if lined is struck) for struck in (False, True))
    return PartlyStruck(left.strip(), gone.strip())


def _words(xml: bytes) -> str:
    return html.unescape(b"".join(_SAID.findall(xml)).decode("utf-8", "replace"))


def is_struck(cells: Sequence[tuple[bool, bool]]) -> bool:
    """Whether a row is struck out, by its filled cells (is a text, is struck): most of them, or a name in front."""
    names = [lined for is_text, lined in cells if is_text][:NAMES_AT_MOST]
    return any(names) or sum(lined for _is_text, lined in cells) * 2 > len(cells)


def marked_rows(
    xml: bytes, struck: frozenset[bytes], comments: Sequence[bytes]
) -> Iterator[tuple[int, str, str]]:
    """(row, mark, note) of a sheet's XML; see `is_struck`."""
    count = 0
    if b' hidden="' in xml:
        for hit in _HIDDEN_ROW.finditer(xml):
            count += 1
            if count <= MOST_MARKS:
                yield int(hit[1]), HIDDEN, ""
    if struck and any(b' s="%b"' % style in xml for style in struck):
        for row in _ROW.finditer(xml):
            cells = _CELL.findall(row[2])
            lined = [(match := _STYLE.search(cell)) is not None and match[1] in struck for cell in cells]
            if is_struck(
                [(_TEXT.search(cell) is not None, line) for cell, line in zip(cells, lined, strict=True)]
            ):
                yield int(row[1]), STRUCK, ""
    for part in comments:
        for hit in _COMMENT.finditer(part):
            yield int(hit[1]), NOTED, " ".join(_words(hit[2]).split())[:LONGEST_NOTE]
