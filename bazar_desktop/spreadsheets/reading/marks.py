"""Rows of an .xlsx that a filter hides, that are struck out, or that carry a comment."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from bazar_desktop.spreadsheets.reading.sheets import HIDDEN, NOTED, TEXT, Row

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
_CELL = re.compile(rb"<c\b(?P<about>[^>]*)(?<!/)>(?P<inside>.*?)</c>", re.DOTALL)
_TEXT = re.compile(rb'\st="(?:s|inlineStr)"')
_PLACE = re.compile(rb'\sr="([A-Z]{1,3})')
_VALUE = re.compile(rb"<v>(\d+)</v>")
_FIGURE = re.compile(r"(?:rp|idr|rb|jt|ribu|juta|k|[\W\d_])*", re.IGNORECASE)  # 475rb, Rp 475.000,-
Lined = tuple[tuple[int, bool], ...]  # the filled cells of a row: its column from 0, whether it is struck out
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
    """The shared strings of a workbook of which letters are struck out, a part or all of them, by their number."""
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
            if (text := strings.get(int(hit[3]))) is not None and text.left:
                yield hit, text
    if b"<strike" in xml:
        for hit in _INLINE.finditer(xml):
            if (text := _runs(hit[3])) is not None and text.left:
                yield hit, text


def _runs(xml: bytes) -> PartlyStruck | None:
    """The runs of a rich text, kept and struck; None where none is struck."""
    runs = [(_STRIKE.search(hit[1]) is not None, _words(hit[1])) for hit in _RUN.finditer(xml)]
    text = partly_struck_text(runs)
    return text if text.gone else None


def partly_struck_text(runs: Sequence[tuple[bool, str]]) -> PartlyStruck:
    """What is left of the `runs` of a text (is struck out, what it says), and what is gone."""
    left, gone = ("".join(text for lined, text in runs if lined is struck) for struck in (False, True))
    return PartlyStruck(left.strip(), gone.strip())


def _words(xml: bytes) -> str:
    return html.unescape(b"".join(_SAID.findall(xml)).decode("utf-8", "replace"))


def is_struck(row: Row, cells: Lined) -> bool:
    """Whether a row is struck out, by its filled cells: most of them, or a name in front."""
    filled = [(column, lined) for column, lined in cells if row.text(column).strip()]
    texts = [(row.text(column), lined) for column, lined in filled if row.kinds[column] == TEXT][
        :NAMES_AT_MOST
    ]
    names = [lined for text, lined in texts if not _FIGURE.fullmatch(text)]
    return any(names) or sum(lined for _column, lined in filled) * 2 > len(filled)


def struck_out(row: Row, cells: Lined) -> Iterator[tuple[int, str]]:
    """The struck cells of a row that is not struck as a whole, each with what it says."""
    return ((column, row.text(column)) for column, lined in cells if lined and row.text(column).strip())


def lined_rows(
    xml: bytes, struck: frozenset[bytes], strings: Mapping[int, PartlyStruck]
) -> Iterator[tuple[int, Lined]]:
    """The rows of a sheet's XML in which a whole cell is struck out, by its format or letter by letter."""
    gone = {b"%d" % number for number, text in strings.items() if not text.left}
    by_format = struck and any(b' s="%b"' % style in xml for style in struck)
    if not by_format and not gone and b"<strike" not in xml:
        return
    count = 0
    for row in _ROW.finditer(xml):
        cells = tuple(
            (_index(place[1]), _is_lined(cell, struck, gone))
            for cell in _CELL.finditer(row[2])
            if (place := _PLACE.search(cell["about"])) is not None
        )
        if any(lined for _column, lined in cells):
            count += 1
            if count > MOST_MARKS:
                return
            yield int(row[1]), cells


def _is_lined(cell: re.Match[bytes], struck: frozenset[bytes], gone: Set[bytes]) -> bool:
    style = _STYLE.search(cell["about"])
    if style is not None and style[1] in struck:
        return True
    if not _TEXT.search(cell["about"]):
        return False
    value = _VALUE.search(cell["inside"])
    if value is not None:
        return value[1] in gone
    text = _runs(cell["inside"]) if b"<strike" in cell["inside"] else None
    return text is not None and not text.left


def _index(letters: bytes) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return column - 1


def marked_rows(xml: bytes, comments: Sequence[bytes]) -> Iterator[tuple[int, str, str]]:
    """(row, mark, note) of a sheet's XML: what a filter hides, what somebody wrote beside it."""
    count = 0
    if b' hidden="' in xml:
        for hit in _HIDDEN_ROW.finditer(xml):
            count += 1
            if count <= MOST_MARKS:
                yield int(hit[1]), HIDDEN, ""
    for part in comments:
        for hit in _COMMENT.finditer(part):
            yield int(hit[1]), NOTED, " ".join(_words(hit[2]).split())[:LONGEST_NOTE]
