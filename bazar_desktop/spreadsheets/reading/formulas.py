"""What calamine leaves out of an .xlsx: formulas that were never calculated, error values, and the marks of rows."""

from __future__ import annotations

import html
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bazar_desktop.spreadsheets.reading.archive import BROKEN_ZIP
from bazar_desktop.spreadsheets.reading.marks import (
    Lined,
    lined_rows,
    marked_rows,
    partly_struck,
    partly_struck_cells,
    struck_styles,
)
from bazar_desktop.spreadsheets.reading.refusals import FileDamaged
from bazar_desktop.spreadsheets.reading.sheets import NOTED

UNCALCULATED = re.compile(
    rb'<c\b[^>]*?\br="([A-Z]{1,3})(\d+)"[^>]*>\s*<f\b[^>]*?(?:/>|>([^<]*)</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>'
)
FAILED = re.compile(
    rb'<c\b(?=[^>]*\bt="e")[^>]*?\br="([A-Z]{1,3})(\d+)"[^>]*>(?:\s*<f\b[^>]*?(?:/>|>[^<]*</f>))?\s*<v>([^<]*)</v>'
)
STRINGS = "xl/sharedStrings.xml"
_LITERAL = re.compile(r'=\s*"((?:[^"]|"")*)"\s*')
_LABELLED = re.compile(r'=\s*HYPERLINK\(\s*"[^"]*"\s*[,;]\s*"((?:[^"]|"")*)"\s*\)\s*', re.IGNORECASE)
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(rb"<Relationship\b[^>]*>")


@dataclass(frozen=True, slots=True)
class Unshown:
    """What calamine does not tell of a sheet: texts by (row from 1, column from 0), marks of rows, merged cells.

    `left` holds the texts of which a part is struck out, without that part. `lined` are the rows in which a whole
    cell is struck out: for each filled cell its column, and whether it is.
    """

    cells: dict[tuple[int, int], str]
    marks: tuple[tuple[int, str, str], ...] = ()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    left: Mapping[tuple[int, int], str] = field(default_factory=dict)
    lined: Mapping[int, Lined] = field(default_factory=dict)


NOTHING = Unshown({})


def unshown_in(data: bytes, file: str) -> dict[str, Unshown]:
    """For each sheet name what stands there all the same: "=7500*5" or "#REF!", hidden and struck rows, comments.

    Raises FileDamaged, which names `file`.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = {}
        names = set(archive.namelist())
        struck = (
            struck_styles(_unpacked(archive, "xl/styles.xml", file))
            if "xl/styles.xml" in names
            else frozenset()
        )
        strings = partly_struck(_unpacked(archive, STRINGS, file)) if STRINGS in names else {}
        for name, part in _parts(archive, file):
            xml = _unpacked(archive, part, file)
            comments = [
                _unpacked(archive, target, file)
                for target in _comments(archive, part, file)
                if target in names
            ]
            marks = tuple(marked_rows(xml, comments))
            lined = dict(lined_rows(xml, struck, strings))
            left = {}
            for hit, text in partly_struck_cells(xml, strings):
                left[_place(hit)] = text.left
                marks += ((int(hit[2]), NOTED, f"~~{text.gone}~~"),)
            cells: dict[tuple[int, int], str] = {}
            if b"<f" in xml:
                cells |= {
                    _place(hit): said_by("=" + _text(hit[3] or b"")) for hit in UNCALCULATED.finditer(xml)
                }
            if b't="e"' in xml:
                cells |= {_place(hit): _text(hit[3]) for hit in FAILED.finditer(xml)}
            if cells or marks or lined:
                found[name] = Unshown(cells, marks, left=left, lined=lined)
        return found


def said_by(formula: str) -> str:
    """What a formula says that needs no reckoning: ="Siti" says Siti, a link its label; any other stays as it is."""
    match = _LITERAL.fullmatch(formula) or _LABELLED.fullmatch(formula)
    return match[1].replace('""', '"') if match is not None else formula


def _comments(archive: zipfile.ZipFile, part: str, file: str) -> Iterator[str]:
    """The parts that hold the comments of a sheet."""
    folder, base = posixpath.split(part)
    relations = f"{folder}/_rels/{base}.rels"
    if relations in archive.namelist():
        for hit in _RELATION.finditer(_unpacked(archive, relations, file)):
            if _attribute(hit[0], rb"Type").endswith("/comments"):
                target = _attribute(hit[0], rb"Target")
                yield posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")


def _unpacked(archive: zipfile.ZipFile, part: str, file: str) -> bytes:
    try:
        return archive.read(part)
    except BROKEN_ZIP as error:
        raise FileDamaged(name=file, what="zip") from error


def _parts(archive: zipfile.ZipFile, file: str) -> Iterator[tuple[str, str]]:
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return
    targets = {}
    for hit in _RELATION.finditer(_unpacked(archive, "xl/_rels/workbook.xml.rels", file)):
        target = _attribute(hit[0], rb"Target")
        targets[_attribute(hit[0], rb"Id")] = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
    for hit in _SHEET.finditer(_unpacked(archive, "xl/workbook.xml", file)):
        part = targets.get(_attribute(hit[0], rb"r:id"), "")
        if part in names:
            yield _attribute(hit[0], rb"name"), part


def _attribute(tag: bytes, name: bytes) -> str:
    match = re.search(rb"\s" + name + rb'\s*=\s*"([^"]*)"', tag)
    return _text(match[1]) if match else ""


def _text(raw: bytes) -> str:
    return html.unescape(raw.decode("utf-8", "replace"))


def _place(hit: re.Match[bytes]) -> tuple[int, int]:
    column = 0
    for letter in hit[1]:
        column = column * 26 + letter - 64
    return int(hit[2]), column - 1
