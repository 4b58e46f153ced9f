"""What was sold as a chat says it, a line a vendor: "1. Dapur Siti = Rp150.000", "Keripik Budi : 1,2jt"."""

from __future__ import annotations

import re
from pathlib import Path

from bazar_desktop.spreadsheets.reading.chat_lists import LONGEST_CHAT, PHONE, SENT
from bazar_desktop.spreadsheets.reading.dialects import decode
from bazar_desktop.spreadsheets.reading.sheets import BLANK, TEXT, Row, Sheet, Source
from bazar_desktop.spreadsheets.reading.tables import SourceColumn, Table

HEADERS = ("No", "Nama Usaha", "Omzet")
_SUM = r"rp\W{0,2}\d[\d.,]*(?:\s*(?:jt|juta|rb|ribu|k))?|\d[\d.,]*\s*(?:jt|juta|rb|ribu|k)|\d[\d.,]{3,}"
_LINE = re.compile(
    r"(?:(?P<count>\d{1,4})\s*[.)]\s*|[-–•·*]\s+)?(?P<name>[^\W\d_][^\t;|]*?)"
    rf"(?:\s*[:=]\s*|\s+[-–—]+\s*|\s+)(?P<sum>(?:{_SUM})(?:,?-)?|nihil|kosong|libur|tutup)\.?",
    re.IGNORECASE,
)
_OF_CELLS = re.compile(r",\S|\brp$", re.IGNORECASE)  # cells parted by commas are a table


def sales_in(text: str, name: str = "") -> Table | None:
    """The table in a chat that says sums; None where less than half of its lines say one."""
    rows, others = [], []
    lines = text.splitlines() if "\t" not in text else []
    for number, line in enumerate(lines, start=1):
        said = SENT.sub("", line.strip(), count=1)
        match = _LINE.fullmatch(re.sub(r"[*~]", "", said).strip(" _"))
        if match and not PHONE.search(said) and not _OF_CELLS.search(match["name"]):
            texts = (match["count"] or "", match["name"].strip(" _"), match["sum"])
            rows.append(Row(number, texts, "".join(TEXT if cell else BLANK for cell in texts)))
        elif line.strip():
            others.append(Row(number, (line,), TEXT))
    if not rows or len(rows) < len(others):
        return None
    every = tuple(sorted([*rows, *others], key=lambda row: row.number))
    sheet = Sheet("", True, len(lines), len(HEADERS), (), every)
    columns = tuple(SourceColumn(index, header) for index, header in enumerate(HEADERS))
    titles = tuple(row.texts[0] for row in others if row.number < rows[0].number)
    source = Source(name, "text", (sheet,), encoding="utf-8")
    return Table(source, "", (), titles, columns, tuple(rows), len(lines))


def sales_of(file: Path) -> Table | None:
    """The same out of a chat that was saved as a file; None where it is none, or too long for one."""
    try:
        data = file.read_bytes()
    except OSError:
        return None
    return sales_in(decode(data)[0], file.name) if len(data) <= LONGEST_CHAT else None
