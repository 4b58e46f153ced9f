"""A numbered list copied from a chat: "1. Bu Marni - Dapur Bu Marni - 0812…", as a table."""

from __future__ import annotations

import re
from pathlib import Path

from bazar_desktop.domain.identifiers import plain_characters
from bazar_desktop.spreadsheets.reading.dialects import decode
from bazar_desktop.spreadsheets.reading.limits import USUAL
from bazar_desktop.spreadsheets.reading.opening import open_bytes
from bazar_desktop.spreadsheets.reading.refusals import FileTooBig, NoTableFound
from bazar_desktop.spreadsheets.reading.sheets import BLANK, TEXT, Row, Sheet, Source
from bazar_desktop.spreadsheets.reading.tables import SourceColumn, Table, find_tables

NUMBERED = re.compile(r"\W{0,3}(\d{1,4})\s*[.)\-]\s*(?=\D|08|62|\+)(.+)")
KEYCAPS = re.compile(r"((?:\d\ufe0f?\u20e3)+)\s*[.)\-]?\s*(.+)")  # the numbers among the emoji
BULLET = re.compile(r"[-–•·*▪►➢✓✅☑]\ufe0f?\s+(.+)")
BARE_NUMBER = re.compile(r"(\d{1,4})\s+(?=\D)(.+)")
SENT = re.compile(  # what a messenger puts before a message that is copied with others
    r"\[?\d{1,2}[/.]\d{1,2}[/.]\d{2,4},?\s+\d{1,2}[.:]\d{2}(?:[.:]\d{2})?\s*(?:[AP]M)?\]?\s*(?:-\s*)?[^:\n]{1,40}:\s+"
)
PARTS = re.compile(r"\s+[-–—:]+\s+|\s*[|/;]\s*|\s*,\s+|\t")
DASHED = re.compile(r"\s[-–—:]+\s")
PHONE_WORD = re.compile(r"(wa|hp|no|nomor|telp|tlp|telepon|whatsapp|no\W*(hp|wa|telp))\W*", re.IGNORECASE)
SAYS_PHONE = re.compile(r"\b(?:no\W*)?(?:wa|hp|telp|tlp)\W*$", re.IGNORECASE)
BRACKETED = re.compile(r"([^()]+?)\s*\(([^()]+)\)")
PHONE = re.compile(r"(?:\+?62|0)\s?8[\d\s.-]{7,14}\d")
LONGEST_CHAT = 1_000_000  # bytes
HEADERS = ("No", "Nama", "Usaha", "No HP")


def read_pasted(text: str) -> Table:
    """The table in a text from the clipboard: cells copied from a spreadsheet, or a numbered chat list.

    It is a chat list where at least half of its lines begin with a number or a bullet, or hold a name, a dash and
    a phone, and none holds a tab.
    Raises NoTableFound, FileTooBig.
    """
    if len(text) > USUAL.file_bytes // 4:
        raise FileTooBig(name="", what="bytes", limit=USUAL.file_bytes // 4)
    lines = text.splitlines()
    if not text.strip():
        raise NoTableFound(name="")
    return (
        _chat_table(lines, "")
        if _is_chat(text, lines)
        else find_tables(open_bytes(text.encode("utf-8"), ""))[0]
    )


def chat_in(file: Path) -> Table | None:
    """The table in a chat list that was saved as a file; None where it is none, or too long for one."""
    try:
        data = file.read_bytes()
    except OSError:
        return None
    text, _encoding = decode(data) if len(data) <= LONGEST_CHAT else ("", "")
    lines = text.splitlines()
    return _chat_table(lines, file.name) if _is_chat(text, lines) else None


def _is_chat(text: str, lines: list[str]) -> bool:
    filled = [line for line in lines if line.strip()]
    numbered = sum(1 for line in filled if _entry(line))
    return "\t" not in text and numbered > 0 and numbered * 2 >= len(filled)


def _entry(line: str) -> tuple[str, str] | None:
    """The number of an entry ("" where it has none) and what it says; None where the line is no entry."""
    said = SENT.sub("", line.strip(), count=1).strip()
    if match := NUMBERED.fullmatch(said):
        return match[1], match[2]
    if match := KEYCAPS.fullmatch(said):
        return re.sub(r"\D", "", match[1]), match[2]
    if match := BULLET.fullmatch(said):
        return "", match[1]
    if not PHONE.search(plain_characters(said)):
        return None
    if match := BARE_NUMBER.fullmatch(said):
        return match[1], match[2]
    return ("", said) if DASHED.search(said) and not re.search(r"[;|]", said) else None


def _chat_table(lines: list[str], name: str) -> Table:
    rows, others = [], []
    for number, line in enumerate(lines, start=1):
        found = _entry(line)
        if found:
            texts = (found[0], *_parts(found[1]))
            rows.append(Row(number, texts, "".join(TEXT if text else BLANK for text in texts)))
        elif line.strip():
            others.append(Row(number, (line,), TEXT))
    width = max(len(row.texts) for row in rows)
    sheet = Sheet(
        "", True, len(lines), width, (), tuple(sorted([*rows, *others], key=lambda row: row.number))
    )
    columns = tuple(
        SourceColumn(index, HEADERS[index] if index < len(HEADERS) else "") for index in range(width)
    )
    titles = tuple(row.texts[0] for row in others if row.number < rows[0].number)
    source = Source(name, "text", (sheet,), encoding="utf-8")
    return Table(source, "", (), titles, columns, tuple(rows), len(lines))


def _parts(text: str) -> list[str]:
    """Name, business, phone, then whatever else stands in the line, in its order."""
    phone = (
        PHONE.search(plain_characters(text))
        if len(plain_characters(text)) == len(text)
        else PHONE.search(text)
    )
    rest = text
    if phone is not None:
        rest = f"{SAYS_PHONE.sub('', text[: phone.start()])} - {text[phone.end() :]}"
    pieces = [piece.strip(" -–—:|/;,*_~") for piece in PARTS.split(rest)]
    pieces = [piece for piece in pieces if piece and not PHONE_WORD.fullmatch(piece)]
    if len(pieces) == 1 and (both := BRACKETED.fullmatch(pieces[0])):
        pieces = [both[1], both[2]]
    name, business, *more = [*pieces, "", ""]
    return [
        name,
        business,
        text[phone.start() : phone.end()] if phone else "",
        *[piece for piece in more if piece],
    ]
