"""What calamine leaves blank in an .xlsx: formulas that were never calculated, and error values such as #REF!."""

from __future__ import annotations

import html
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator

from bazar_desktop.spreadsheets.reading.archive import BROKEN_ZIP
from bazar_desktop.spreadsheets.reading.refusals import FileDamaged

UNCALCULATED = re.compile(
    rb'<c\b[^>]*?\br="([A-Z]{1,3})(\d+)"[^>]*>\s*<f\b[^>]*?(?:/>|>([^<]*)</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>'
)
FAILED = re.compile(
    rb'<c\b(?=[^>]*\bt="e")[^>]*?\br="([A-Z]{1,3})(\d+)"[^>]*>(?:\s*<f\b[^>]*?(?:/>|>[^<]*</f>))?\s*<v>([^<]*)</v>'
)
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(rb"<Relationship\b[^>]*>")


def blanks_with_content(data: bytes, file: str) -> dict[str, dict[tuple[int, int], str]]:
    """For each sheet name: (row from 1, column from 0) to the text that stands there, "=7500*5" or "#REF!".

    Raises FileDamaged, which names `file`.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = {}
        for name, part in _parts(archive, file):
            xml = _unpacked(archive, part, file)
            cells: dict[tuple[int, int], str] = {}
            if b"<f" in xml:
                cells |= {_place(hit): "=" + _text(hit[3] or b"") for hit in UNCALCULATED.finditer(xml)}
            if b't="e"' in xml:
                cells |= {_place(hit): _text(hit[3]) for hit in FAILED.finditer(xml)}
            if cells:
                found[name] = cells
        return found


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
