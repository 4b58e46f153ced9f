"""The total that stands above a list: in its columns, or in words, "Total omzet: Rp 7.900.000"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bazar_desktop.spreadsheets.reading.figures import figure_of
from bazar_desktop.spreadsheets.reading.sheets import Row
from bazar_desktop.spreadsheets.reading.tables import Table

LONGEST = 100
LEAST = 1_000  # rupiah; below it is a count
_LABEL = r"(?:grand\s*|sub\s*)?(?:total|jumlah|jml)\b"
_SOLD = r"(?:omzet|omset|penjualan|pendapatan)\b"
_ALL = r"(?:\s*(?:seluruh\w*|keseluruhan|semua|hari ini)\b)?\W*"
_TOTAL = re.compile(
    rf"\W*(?:{_LABEL}(?:\s*{_SOLD}\D{{0,40}}?|{_ALL})|{_SOLD}\s*total\W*)"
    r"[\s:=]*(?P<sum>(?:rp\W*)?\d[\d.,]*(?:\s*(?:jt|juta|rb|ribu|k)\b)?(?:\s*,?-)?)?\W*",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*\([^)]*\)\W*$")  # (12 pelaku)
_OF_OTHERS = re.compile(
    r"\b(target|rencana|modal|biaya|laba|lalu|kemarin|sebelum\w*|s\.?\s?/?\s?d|bulan|tahun|rata|peserta|umkm|pelaku"
    r"|orang|stand|booth|transaksi)\b",
    re.IGNORECASE,
)


def rows_of_totals(table: Table) -> Iterator[tuple[Row, int]]:
    """Each row above the header that says a total of sales, and the rupiah where it says one sum alone, else 0."""
    sheet = next(sheet for sheet in table.source.sheets if sheet.name == table.sheet)
    for row in sheet.rows:
        if not table.header_rows or row.number >= table.header_rows[0]:
            return
        filled = [(text.strip(), row.kind(at)) for at, text in enumerate(row.texts) if text.strip()]
        labels = [(text, match) for text, _kind in filled if (match := _total(text)) is not None]
        if len(labels) != 1:
            continue
        label, match = labels[0]
        sums = [figure_of(match["sum"], "")] if match["sum"] else []
        sums += [figure_of(text, kind) for text, kind in filled if text != label]
        figures = [amount for amount in sums if amount is not None and amount >= LEAST]
        if figures and None not in sums:
            yield row, figures[0] if len(figures) == 1 else 0


def _total(text: str) -> re.Match[str] | None:
    said = _ASIDE.sub("", text)
    return None if len(said) > LONGEST or _OF_OTHERS.search(said) else _TOTAL.fullmatch(said)
