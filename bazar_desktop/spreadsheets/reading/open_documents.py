"""What calamine does not tell of an .ods: merged cells, rows that are hidden or struck out, comments."""

from __future__ import annotations

import io
import re
import zipfile
from xml.parsers import expat

from bazar_desktop.spreadsheets.reading.archive import BROKEN_ZIP
from bazar_desktop.spreadsheets.reading.formulas import Unshown
from bazar_desktop.spreadsheets.reading.marks import (
    LONGEST_NOTE,
    MOST_MARKS,
    Lined,
    PartlyStruck,
    partly_struck_text,
)
from bazar_desktop.spreadsheets.reading.refusals import FileDamaged
from bazar_desktop.spreadsheets.reading.sheets import HIDDEN, NOTED

_WORTH_A_LOOK = re.compile(
    rb"-spanned=\"(?!1\")|table:visibility=\"(?:filter|collapse)\"|<office:annotation\b"
    rb"|text-line-through-(?:style|type)=\"(?!none\")"
)
_STRUCK_STYLE = re.compile(
    rb'<style:style\b[^>]*?style:name="([^"]+)"(?:(?!</style:style>).)*?'
    rb'style:text-line-through-(?:style|type)="(?!none")',
    re.DOTALL,
)

_ABOUT_A_NOTE = frozenset({"dc:creator", "dc:date", "meta:date-string"})
_BLANKS = {"text:s": " ", "text:tab": "\t", "text:line-break": "\n"}


def is_ods(data: bytes) -> bool:
    """Whether a ZIP file begins as OpenDocument does."""
    return b"mimetypeapplication/vnd.oasis" in data[:200]


def unshown_in_ods(data: bytes, file: str) -> dict[str, Unshown]:
    """For each sheet name what calamine leaves out; empty where nothing of it stands in the file.

    Raises FileDamaged, which names `file`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            xml = archive.read("content.xml")
    except (*BROKEN_ZIP, KeyError) as error:
        raise FileDamaged(name=file, what="zip") from error
    if not _WORTH_A_LOOK.search(xml):
        return {}
    return _Walk(frozenset(match.decode() for match in _STRUCK_STYLE.findall(xml))).through(xml, file)


class _Walk:
    """Goes through content.xml once, counting repeated rows and cells."""

    def __init__(self, struck: frozenset[str]) -> None:
        self._struck_styles = struck
        self._found: dict[str, Unshown] = {}
        self._marks: list[tuple[int, str, str]] = []
        self._merged: list[tuple[int, int, int, int]] = []
        self._left: dict[tuple[int, int], str] = {}
        self._name = ""
        self._row = self._column = self._repeats = 0
        self._lined: dict[int, Lined] = {}
        self._cells: list[tuple[int, bool]] = []  # the row's filled ones: the column, is struck out
        self._runs: list[tuple[bool, str]] | None = None  # of the cell's text: is struck out, what it says
        self._spans: list[bool] = []
        self._partly: dict[int, PartlyStruck] = {}  # the row's, by column
        self._note: list[str] | None = None
        self._is_about = False  # what is read now is not the note's words
        self._noted = ""
        self._hidden = False

    def through(self, xml: bytes, file: str) -> dict[str, Unshown]:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._say
        parser.EntityDeclHandler = self._refuse_entity
        try:
            parser.Parse(xml, True)
        except (expat.ExpatError, ValueError) as error:
            raise FileDamaged(name=file, what="workbook") from error
        return self._found

    def _refuse_entity(self, *_about: object) -> None:
        raise ValueError("an entity")

    def _begin(self, tag: str, about: dict[str, str]) -> None:
        if tag == "table:table":
            self._name, self._marks, self._merged, self._left = about.get("table:name", ""), [], [], {}
            self._row, self._lined = 1, {}
        elif tag == "table:table-row":
            self._repeats = int(about.get("table:number-rows-repeated", "1"))
            self._hidden = about.get("table:visibility", "visible") in {"filter", "collapse"}
            self._column, self._cells, self._partly, self._noted = 0, [], {}, ""
        elif tag in {"table:table-cell", "table:covered-table-cell"}:
            self._begin_cell(about)
        elif tag == "office:annotation":
            self._note = []
        elif tag == "text:span":
            self._spans.append(about.get("text:style-name", "") in self._struck_styles)
        elif tag in _BLANKS or (tag == "text:p" and (self._runs or self._note)):
            self._say(_BLANKS.get(tag, "\n") * int(about.get("text:c", "1")))
        self._is_about = tag in _ABOUT_A_NOTE

    def _begin_cell(self, about: dict[str, str]) -> None:
        wide, high = (int(about.get(f"table:number-{name}-spanned", "1")) for name in ("columns", "rows"))
        if (wide > 1 or high > 1) and len(self._merged) < MOST_MARKS:
            bottom, right = self._row + high - 1, self._column + wide - 1
            self._merged.append((self._row, self._column, bottom, right))
        if "office:value-type" in about:
            lined = about.get("table:style-name", "") in self._struck_styles
            self._cells.append((self._column, lined))
            self._runs = [] if self._struck_styles and not lined else None
        self._column += int(about.get("table:number-columns-repeated", "1"))

    def _end_cell(self) -> None:
        """Look at a text that is struck out by letters: all of it, or a part."""
        text = partly_struck_text(self._runs or ())
        if text.gone and not text.left:
            self._cells[-1] = self._cells[-1][0], True
        elif text.gone:
            self._partly[self._column - 1] = text
        self._runs = None

    def _end(self, tag: str) -> None:
        self._is_about = False
        if tag == "office:annotation" and self._note is not None:
            self._noted, self._note = " ".join("".join(self._note).split())[:LONGEST_NOTE], None
        elif tag == "text:span" and self._spans:
            self._spans.pop()
        elif tag in {"table:table-cell", "table:covered-table-cell"}:
            self._end_cell()
        elif tag == "table:table-row":
            self._end_row()
        elif tag == "table:table" and (self._marks or self._merged or self._lined):
            self._found[self._name] = Unshown(
                {}, tuple(self._marks), tuple(self._merged), self._left, self._lined
            )

    def _end_row(self) -> None:
        marks = []
        if self._hidden and self._cells:
            marks.append((HIDDEN, ""))
        if self._noted:
            marks.append((NOTED, self._noted))
        marks += [(NOTED, f"~~{text.gone}~~") for text in self._partly.values()]
        lined = tuple(self._cells) if any(is_lined for _column, is_lined in self._cells) else ()
        for number in range(self._row, self._row + (self._repeats if marks or lined else 0)):
            if lined and len(self._lined) < MOST_MARKS:
                self._lined[number] = lined
            if len(self._marks) < MOST_MARKS:
                self._marks += [(number, mark, note) for mark, note in marks]
                self._left |= {(number, column): text.left for column, text in self._partly.items()}
        self._row += self._repeats

    def _say(self, text: str) -> None:
        if self._is_about:
            return
        if self._note is not None:
            self._note.append(text)
        elif self._runs is not None:
            self._runs.append((any(self._spans), text))
