"""A numbered list copied from a chat: "1. Bu Marni - Dapur Bu Marni - 0812…", as a table."""

from __future__ import annotations

import re

from bazar_desktop.domain.identifiers import plain_characters
from bazar_desktop.spreadsheets.limits import USUAL
from bazar_desktop.spreadsheets.opening import open_bytes
from bazar_desktop.spreadsheets.refusals import FileTooBig, NoTableFound
from bazar_desktop.spreadsheets.sheets import BLANK, TEXT, Row, Sheet, Source
from bazar_desktop.spreadsheets.tables import Column, Table, find_tables

NUMBERED = re.compile(r"\W{0,3}(\d{1,4})\s*[.)\-]\s*(?=\D|08|62|\+)(.+)")
PARTS = re.compile(r"\s+[-–—]+\s+|\s*[|/;]\s*|\s*,\s+|\t")
PHONE = re.compile(r"(?:\+?62|0)\s?8[\d\s.-]{7,14}\d")
HEADERS = ("No", "Nama", "Usaha", "No HP")


def read_pasted(text: str) -> Table:
    """The table in a text from the clipboard: cells copied from a spreadsheet, or a numbered chat list.

    It is a chat list where at least half of its lines begin with a number and none holds a tab.
    Raises NoTableFound, FileTooBig.
    """
    if len(text) > USUAL.file_bytes // 4:
        raise FileTooBig(name="", what="bytes", limit=USUAL.file_bytes // 4)
    lines = text.splitlines()
    filled = [line for line in lines if line.strip()]
    numbered = sum(1 for line in filled if NUMBERED.fullmatch(line.strip()))
    if not filled:
        raise NoTableFound(name="")
    if "\t" in text or numbered * 2 < len(filled):
        return find_tables(open_bytes(text.encode("utf-8"), ""))[0]
    return _chat_table(lines)


def _chat_table(lines: list[str]) -> Table:
    rows, others = [], []
    for number, line in enumerate(lines, start=1):
        found = NUMBERED.fullmatch(line.strip())
        if found:
            texts = (found[1], *_parts(found[2]))
            rows.append(Row(number, texts, "".join(TEXT if text else BLANK for text in texts)))
        elif line.strip():
            others.append(Row(number, (line,), TEXT))
    width = max(len(row.texts) for row in rows)
    sheet = Sheet(
        "", True, len(lines), width, (), tuple(sorted([*rows, *others], key=lambda row: row.number))
    )
    columns = tuple(Column(index, HEADERS[index] if index < len(HEADERS) else "") for index in range(width))
    titles = tuple(row.texts[0] for row in others if row.number < rows[0].number)
    source = Source("", "text", (sheet,), encoding="utf-8")
    return Table(source, "", (), titles, columns, tuple(rows), len(lines))


def _parts(text: str) -> list[str]:
    """Name, business, phone, then whatever else stands in the line, in its order."""
    phone = (
        PHONE.search(plain_characters(text))
        if len(plain_characters(text)) == len(text)
        else PHONE.search(text)
    )
    rest = text if phone is None else f"{text[: phone.start()]} - {text[phone.end() :]}"
    pieces = [piece.strip(" -–—|/;,*_~") for piece in PARTS.split(rest)]
    name, business, *more = [piece for piece in pieces if piece] + ["", ""]
    return [
        name,
        business,
        text[phone.start() : phone.end()] if phone else "",
        *[piece for piece in more if piece],
    ]
