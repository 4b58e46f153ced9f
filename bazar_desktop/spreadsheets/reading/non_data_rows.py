"""Rows of a table that are no vendor's: titles, headers, totals, footers; each with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bazar_desktop.domain.bazaars.day_columns import looks_dated
from bazar_desktop.domain.bazaars.named_days import split_day
from bazar_desktop.spreadsheets.reading.fields import AS_MONEY, OMZET, WANTED
from bazar_desktop.spreadsheets.reading.figures import figure_of
from bazar_desktop.spreadsheets.reading.guesses import Mapping
from bazar_desktop.spreadsheets.reading.running_sums import RunningSums
from bazar_desktop.spreadsheets.reading.sheets import BLANK, JOINT, NUMBER, Row
from bazar_desktop.spreadsheets.reading.tables import Table

TITLE, HEADER, TOTAL, FOOTER = "title", "header", "total", "footer"
OUTSIDE, LEFT_OUT = "outside", "left_out"  # beyond the range, or said to be no vendor; both by the officer
EMPTY = "empty"  # a number and a frame, waiting for somebody's name
HIDDEN, STRUCK, FILTERED = "hidden", "struck", "filtered"  # left out by the officer, all of a kind

BLOCK = 1_000  # rows that are looked through at once
_TOTAL_LABEL = re.compile(
    r"\W*((grand|sub)\s*-?\s*(total|jumlah)\b.*|(rata\s*-?\s*rata|rerata|terbilang)\b.*|(total|jumlah|jml|rekapitulasi|rekap)"
    r"(?:\b(?:omzet|omset|pendapatan|penjualan|peserta|umkm|pelaku|usaha|orang|stand|booth|tunai|qris|transaksi"
    r"|seluruh|seluruhnya|keseluruhan|semua|hari|ini|per|dan|non|rp)\b|[\W\d])*+)",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"\W*((blok|zona|kecamatan|kelurahan|wilayah|kategori|bidang|sesi|lokasi|rusun|rptra|kelompok)\b.{0,40}"
    r"|(kuliner|kerajinan|kriya|fashion|fesyen|makanan|minuman|jasa)\W*)",
    re.IGNORECASE,
)
_AVERAGE = re.compile(r"\W*(rata|rerata)\b", re.IGNORECASE)
_PART_MARK = re.compile(
    r"([A-Z]|[IVX]{1,5})[.)]?"
)  # what counts the parts of a list, where numbers count its rows
_PERHAPS_TOTAL = re.compile(r"\W*(total|jumlah|jml)\b.*", re.IGNORECASE)
_CLOSING = re.compile(
    r"mengetahui|menyetujui|mengesahkan|hormat kami|nip\b|ttd|tanda tangan|dibuat oleh|dicetak|jakarta\s*,\s*\S+",
    re.IGNORECASE,
)
_PERHAPS_CLOSING = re.compile(
    r"(petugas|penanggung jawab|ketua|kepala|koordinator|catatan|keterangan|sumber|ket)\b", re.IGNORECASE
)
_COUNTED = re.compile(r"[\d.,\s-]*(orang|pelaku|umkm|peserta)?|=\s*[A-Z]+\(.*", re.IGNORECASE)  # or a formula
_NOTHING = re.compile(
    r"\W*(\d{1,4}[.)]|(rp\W*)?0*([.,]0+)?%?|false|#(n/a|ref!|value!|name\?|div/0!))\W*", re.IGNORECASE
)
_LETTER = re.compile(r"[^\W\d_]")
LONGEST_DAY = 60


@dataclass(frozen=True, slots=True)
class Dropped:
    """A row that is not a vendor. `text` is what stands in it.

    `differs` are (header, written, summed) of a total that does not add up.
    """

    number: int
    reason: str
    text: str
    differs: tuple[tuple[str, int, int], ...] = ()


def dropped_rows(table: Table, mapping: Mapping) -> tuple[Dropped, ...]:
    """All rows with content that are no data, the ones above the header included, in source order."""
    droppeds = _above(table)
    footer = _footer_start(table, mapping)
    sums = RunningSums(table, mapping)
    plainly = _plainly_data(table, mapping)
    for position, (row, plain) in enumerate(zip(table.rows, plainly, strict=True)):
        if plain and 0 < position < footer:
            sums.add(row)
            continue
        if position >= footer:
            droppeds.append(Dropped(row.number, FOOTER, _text(row)))
        elif _repeats_header(table, row) or (
            position == 0 and table.header_rows and _numbers_columns(row, table)
        ):
            droppeds.append(Dropped(row.number, HEADER, _text(row)))
        elif _is_section(table, row, mapping):
            droppeds.append(Dropped(row.number, TITLE, _text(row)))
        elif _is_empty(row, mapping):
            droppeds.append(Dropped(row.number, EMPTY, _text(row)))
        elif _is_total(row, mapping, sums):
            differs = () if any(map(_AVERAGE.match, row.texts)) else sums.differences(row)
            droppeds.append(Dropped(row.number, TOTAL, _text(row), differs))
            sums.close_part()
        else:
            sums.add(row)
    return tuple(droppeds)


def _plainly_data(table: Table, mapping: Mapping) -> Iterator[bool]:
    """Of each row whether it is plainly a vendor's, so that no more is to be asked: counted, and no header again.

    A counted row is no total and no part's name. It can be the header only with the words of other columns, which
    are looked for in many rows at once.
    """
    counter = mapping.column_of("counter")
    at = counter.index if counter else -1
    named = (column for column in table.columns if column.index != at)
    words = {word for column in named for word in column.header.lower().split(" / ") if word}
    for start in range(0, len(table.rows), BLOCK):
        rows = table.rows[start : start + BLOCK]
        joined = JOINT.join([row.joined for row in rows]).lower()
        told = not any(word in joined for word in words)
        for row in rows:
            yield (
                0 <= at < len(row.kinds)
                and len(row.kinds) - row.kinds.count(BLANK) >= 2
                and row.joined.split(JOINT, at + 1)[at].isdecimal()
                and _LETTER.search(row.joined) is not None
                and (told or words.isdisjoint(map(str.strip, row.joined.lower().split(JOINT))))
            )


def is_average(text: str) -> bool:
    """Whether a row of totals, as its text, holds averages instead."""
    return any(map(_AVERAGE.match, text.split(" | ")))


def blank_ranges(filled: set[int], height: int) -> tuple[tuple[int, int], ...]:
    """The source rows 1 to `height` that are not in `filled`, as (first, last)."""
    ranges, start = [], 1
    for number in [*sorted(filled), height + 1]:
        if number > start:
            ranges.append((start, number - 1))
        start = number + 1
    return tuple(ranges)


def _above(table: Table) -> list[Dropped]:
    sheet = next(sheet for sheet in table.source.sheets if sheet.name == table.sheet)
    inside = {row.number for row in table.rows}
    return [
        Dropped(row.number, _place_of(row, table), _text(row))
        for row in sheet.rows
        if row.number not in inside
    ]


def _place_of(row: Row, table: Table) -> str:
    if row.number in table.header_rows:
        return HEADER
    return OUTSIDE if table.last_row and row.number > table.last_row else TITLE


def _text(row: Row) -> str:
    return " | ".join(text.strip() for text in row.texts if text.strip())


def _footer_start(table: Table, mapping: Mapping) -> int:
    """The position of the first row of the footer: a sparse row with a closing word, sparse ones only after it.

    Whoever has an amount beside their name has sold something, whatever the name.
    """
    money = [at for at in _money_columns(mapping) if mapping.kind == OMZET]
    allowed = max(1, min(3, len(table.columns) // 2))
    start = len(table.rows)
    for position in range(len(table.rows) - 1, -1, -1):
        row = table.rows[position]
        if row.filled > allowed or row.filled >= len(table.columns) or _begins_with_count(row):
            break
        if any(figure_of(row.text(at).strip()[:40], row.kind(at)) for at in money) and not _is_labelled(row):
            break
        if _closes(row, table.rows[position - 1] if position else None):
            start = position
    return start


def _closes(row: Row, before: Row | None) -> bool:
    """A closing word; one that could also begin a business's name only with a colon, after a gap or after a total."""
    texts = [text.strip() for text in row.texts if text.strip()]
    if any(_CLOSING.match(text) for text in texts):
        return True
    apart = before is None or row.number > before.number + 1 or any(map(_TOTAL_LABEL.fullmatch, before.texts))
    return any(_PERHAPS_CLOSING.match(text) and (apart or ":" in text) for text in texts)


def _begins_with_count(row: Row) -> bool:
    first = next((text.strip() for text in row.texts if text.strip()), "")
    return re.fullmatch(r"\d{1,6}\.?", first) is not None


def _repeats_header(table: Table, row: Row) -> bool:
    named = [column for column in table.columns if column.header]
    same = sum(
        1
        for column in named
        if _LETTER.search(text := row.text(column.index).strip().lower())
        and text in column.header.lower().split(" / ")
    )
    return same >= 2 and same >= 0.6 * row.filled


def _numbers_columns(row: Row, table: Table) -> bool:
    """The row 1 2 3 4 … (or (1) (2) …) that some offices put under the header."""
    numbers = [re.sub(r"[().\s]", "", text) for text in row.texts if text.strip()]
    return len(numbers) >= 3 and numbers == [str(count) for count in range(1, len(numbers) + 1)]


def _is_section(table: Table, row: Row, mapping: Mapping) -> bool:
    """One text alone in its row: across a merged range, in the counter's column, beside a letter, or a part's word."""
    if mapping.kind == OMZET and row.filled == 1 and _names_a_day(_text(row)[:LONGEST_DAY]):
        return True
    if not 1 <= row.filled <= 2 or len(table.columns) < 3:
        return False
    counter = mapping.column_of("counter")
    at = counter.index if counter is not None else -1
    filled = [(index, text.strip()) for index, text in enumerate(row.texts) if text.strip()]
    if len(filled) == 2:
        return filled[0][0] == at and _PART_MARK.fullmatch(filled[0][1]) is not None and _names(filled[1][1])
    index, text = filled[0]
    if row.kind(index) == NUMBER or not _names(text):
        return False
    wide = any(
        top <= row.number <= bottom and left == index and right - left >= 2
        for top, left, bottom, right in table.merged
    )
    return wide or index == at or (counter is not None and _SECTION.fullmatch(text) is not None)


def _names_a_day(text: str) -> bool:
    return split_day(text)[0] is not None or looks_dated(text)


def _names(text: str) -> bool:
    """Whether a text could be the name of a part: no figure, and no total."""
    return not text[:1].isdigit() and not _TOTAL_LABEL.fullmatch(text)


def _is_empty(row: Row, mapping: Mapping) -> bool:
    """A numbered line that nobody has filled in, zeros of formulas and the numbers for signatures aside."""
    counter = mapping.column_of("counter")
    at = counter.index if counter is not None else -1
    said = [(index, text) for index, text in enumerate(row.texts) if text.strip() and index != at]
    return all(_NOTHING.fullmatch(text.strip()) for _index, text in said) and (at >= 0 or len(said) > 1)


def _money_columns(mapping: Mapping) -> list[int]:
    reads = {field.key: field.reads for field in WANTED[mapping.kind]}
    return [guess.column.index for guess in mapping.guesses if guess.field and reads[guess.field] == AS_MONEY]


def _is_labelled(row: Row) -> bool:
    return any(_TOTAL_LABEL.fullmatch(text.strip()) for text in row.texts if text.strip())


def _is_total(row: Row, mapping: Mapping, sums: RunningSums) -> bool:
    """By its word with nothing but figures beside it, or by its figures, which are the sums of those above."""
    counter = mapping.column_of("counter")
    if counter is not None and re.fullmatch(r"\d+\W*", row.text(counter.index).strip()):
        return False
    labels = lone_labels(row, _PERHAPS_TOTAL)
    if any(map(_TOTAL_LABEL.fullmatch, labels)):
        return True
    if not labels and _is_labelled(row) and sums.equals(row):  # "Subtotal" beside the name of whom it sums up
        return True
    return sums.equals(row) if labels else sums.equals(row) and sums.names_nobody(row)


def perhaps_total(row: Row) -> bool:
    """A row kept as data though it begins with a total's word and holds nothing but figures beside it."""
    return bool(lone_labels(row, _PERHAPS_TOTAL))


def lone_labels(row: Row, pattern: re.Pattern[str]) -> list[str]:
    """The texts that `pattern` matches, if all other cells are figures, dashes or counts of people."""
    texts = [
        text.strip() for index, text in enumerate(row.texts) if text.strip() and row.kind(index) != NUMBER
    ]
    labels = [text for text in texts if pattern.fullmatch(text) or _TOTAL_LABEL.fullmatch(text)]
    others = [text for text in texts if text not in labels]
    return (
        labels if all(figure_of(text, "") is not None or _COUNTED.fullmatch(text) for text in others) else []
    )
