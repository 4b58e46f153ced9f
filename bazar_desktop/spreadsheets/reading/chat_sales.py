"""What was sold as a chat says it, a line a vendor: "1. Dapur Siti = Rp150.000", "Keripik Budi : 1,2jt"."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from pathlib import Path
from typing import NamedTuple

from bazar_desktop.domain.bazaars.named_days import split_day
from bazar_desktop.spreadsheets.reading.chat_lists import LONGEST_CHAT, PHONE, SENT
from bazar_desktop.spreadsheets.reading.dialects import decode
from bazar_desktop.spreadsheets.reading.sheets import BLANK, TEXT, Row, Sheet, Source
from bazar_desktop.spreadsheets.reading.tables import SourceColumn, Table

HEADERS = ("No", "Nama Usaha", "Omzet")
LEAST_SUMS = 4  # one in so many entries has to say a sum, or the lines are no list of sales
_SUM = (
    r"(?:rp\W{0,2}\d[\d.,]*(?:\s*(?:jt|juta|rb|ribu|k))?|\d[\d.,]*\s*(?:jt|juta|rb|ribu|k)|\d[\d.,]{3,})(?:,?-)?"
    r"|nihil|kosong|libur|tutup"
)
_SUM_ALONE = re.compile(rf"(?:{_SUM})\.?", re.IGNORECASE)
_COUNTED = re.compile(
    r"(?:(?P<count>\d{1,4})\s*[.)]\s*|(?P<bullet>[-–•·*▪►➢✓✅☑]\ufe0f?)\s+)?(?P<said>.*)", re.DOTALL
)
_BY_SIGN = re.compile(r"(?P<name>[^\W\d_][^\t;|=:]*?)\s*[:=]\s*(?P<sum>.*)", re.DOTALL)
_BY_SPACE = re.compile(
    rf"(?P<name>[^\W\d_][^\t;|=:+]*?)(?:\s+[-–—]+\s*|\s+)(?P<sum>{_SUM})\.?", re.IGNORECASE
)
_BY_FIRST_FIGURE = re.compile(
    r"(?P<name>[^\W\d_].*?)(?:\s+[-–—]+\s*|\s+)(?P<sum>(?:rp\W{0,2})?\d.*|(?:belum|blm|blom|tidak|tdk|gak|ga|nggak|menyusul"
    r"|nyusul|nanti|lupa|kosong|nihil|libur|tutup|sama)\b.*)",
    re.IGNORECASE,
)
_BY_DASH = re.compile(r"(?P<name>[^\W\d_].*?)\s+[-–—]+(?:\s+(?P<sum>.*))?")
_OF_CELLS = re.compile(r",\S|\brp$", re.IGNORECASE)  # cells parted by commas are a table
_COURTESY = re.compile(
    r"\W*((as|wa)s?alam\w*|ass?\b|wr\b|wb\b|terima\s?kasih|te?rima\s?kasih|makasih|trima|trims|thanks?|tks|mohon|maaf|demikian"
    r"|sekian|selamat|siap|ok(e|ey)?\b|baik|noted|izin|ijin|halo|hai|pagi|siang|sore|malam|dear|yth|semangat|alhamdulillah"
    r"|amin|aamiin|rekap|laporan|lap\b|daftar|list|update|omzet|omset|total|jumlah|jml|grand)\b.*",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(hari|tanggal|tgl|lokasi|tempat|bazar|bazaar|petugas|cuaca|jam|waktu|dari|oleh|kepada|catatan|ket|keterangan|nb|note)\b.*",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")
_FIGURE_ALONE = re.compile(r"(?:rp\W{0,2})?\d.*", re.IGNORECASE)


class _Entry(NamedTuple):
    """A line of one vendor: `is_sum` where what it says is surely a sum, `is_counted` behind a number or a bullet."""

    number: str
    name: str
    sum: str
    is_sum: bool
    is_counted: bool


def sales_in(text: str, name: str = "") -> Table | None:
    """The table in a chat that says sums; None where less than half of its lines say one.

    In such a chat every line may be a vendor's: what is said beside a name goes on as it stands, and a line below
    the first vendor that is no greeting, no day and no total is one more name.
    """
    lines = text.splitlines() if "\t" not in text else []
    said = {
        number: SENT.sub("", line.strip(), count=1) for number, line in enumerate(lines, 1) if line.strip()
    }
    entries = {number: entry for number, line in said.items() if (entry := _entry(line)) is not None}
    sums = sum(1 for entry in entries.values() if entry.is_sum)
    counted = sum(1 for entry in entries.values() if entry.is_counted and not entry.is_sum)
    is_numbered = any(entry.is_counted for entry in entries.values())
    others_said = sum(1 for at, line in said.items() if at not in entries and _may_be_one_more(line))
    others_said += len(entries) - sums - counted
    if not sums or sums < others_said or sums * LEAST_SUMS < sums + counted:
        return None
    first = min(number for number, entry in entries.items() if _is_listed(entry, is_numbered=is_numbered))
    rows, others = [], []
    for number, line in said.items():
        entry = entries.get(number)
        if (entry is not None and _is_listed(entry, is_numbered=is_numbered)) or (
            (number > first or _says_words(line)) and _may_be_one_more(line)
        ):
            place, business, amount, *_how = entry or _nameless(line)
            texts = (place, business, amount)
            rows.append(Row(number, texts, "".join(TEXT if cell else BLANK for cell in texts)))
        else:
            others.append(Row(number, (lines[number - 1],), TEXT))
    every = tuple(sorted([*rows, *others], key=lambda row: row.number))
    sheet = Sheet("", True, len(lines), len(HEADERS), (), every)
    columns = tuple(SourceColumn(index, header) for index, header in enumerate(HEADERS))
    titles = tuple(row.texts[0] for row in others if row.number < rows[0].number)
    source = Source(name, "text", (sheet,), encoding="utf-8")
    sent = _sent(lines, {row.number for row in rows})
    return Table(source, "", (), titles, columns, tuple(rows), len(lines), sent=sent)


def _sent(lines: Sequence[str], numbers: Set[int]) -> tuple[str, ...]:
    """The dates of the messages that the lines of these numbers stand in, each once."""
    dates: dict[str, None] = {}
    above = ""
    for number, line in enumerate(lines, 1):
        if (stamp := SENT.match(line.strip())) is not None:
            above = re.split(r"[,\s]", stamp[0].strip("[ "), maxsplit=1)[0]
        if above and number in numbers:
            dates[above] = None
    return tuple(dates)


def _entry(line: str) -> _Entry | None:
    """What a line says of one vendor; None where it is a day, has a phone, or is cells parted by commas."""
    plain = re.sub(r"[*~]", "", line).strip(" _")
    match = _COUNTED.fullmatch(plain)
    is_bullet = re.match(r"[*-]\s", line) is not None
    if match is None or PHONE.search(plain) or not _LETTER.search(match["said"]):
        return None
    said, number = match["said"].strip(), match["count"] or ""
    is_counted = bool(number or match["bullet"] or is_bullet)
    if not is_counted and split_day(said)[0] is not None:
        return None
    parts = _BY_SIGN.fullmatch(said) or _BY_SPACE.fullmatch(said)
    is_sum = parts is not None and _SUM_ALONE.fullmatch(parts["sum"].strip()) is not None
    if parts is None and is_counted:
        parts = _BY_FIRST_FIGURE.fullmatch(said) or _BY_DASH.fullmatch(said)
    name = (parts["name"] if parts else said).strip(" _")
    if _OF_CELLS.search(name):
        return None
    amount = ((parts["sum"] or "") if parts else "").strip(" _")
    return _Entry(number, name, amount, is_sum, is_counted) if is_counted or parts else None


def _is_listed(entry: _Entry, *, is_numbered: bool) -> bool:
    """Whether a line is one vendor's, wherever it stands; without numbers a sign after a name is enough."""
    plain = not _LABEL.fullmatch(entry.name) and not _COURTESY.fullmatch(entry.name)
    return entry.is_sum or entry.is_counted or (not is_numbered and plain)


def _may_be_one_more(line: str) -> bool:
    """Whether a line between vendors, or after them, may be another one."""
    is_figure = _FIGURE_ALONE.fullmatch(line) is not None
    return is_figure or not (
        _COURTESY.fullmatch(line) or not _LETTER.search(line) or split_day(line)[0] is not None
    )


def _says_words(line: str) -> bool:
    """Whether a line, above the first sum too, says of a name that there is no sum yet: "Dapur Siti belum laku"."""
    parts = _BY_FIRST_FIGURE.fullmatch(line)
    return parts is not None and not re.search(r"\d", line)


def _nameless(line: str) -> _Entry:
    """A line that is no entry by its form: an amount alone belongs to who stands above it."""
    if _FIGURE_ALONE.fullmatch(line):
        return _Entry("", "", line, is_sum=False, is_counted=False)
    parts = _BY_FIRST_FIGURE.fullmatch(line) or _BY_DASH.fullmatch(line)
    name, amount = (parts["name"], parts["sum"] or "") if parts else (line, "")
    return _Entry("", name, amount, is_sum=False, is_counted=False)


def sales_of(file: Path) -> Table | None:
    """The same out of a chat that was saved as a file; None where it is none, or too long for one."""
    try:
        data = file.read_bytes()
    except OSError:
        return None
    return sales_in(decode(data)[0], file.name) if len(data) <= LONGEST_CHAT else None
