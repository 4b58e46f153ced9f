"""The tables of a programme's list: which of them names lokasi, which participants, and which columns say what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bazar_desktop.domain.bazaars.programme_rows import (
    ADDRESS,
    BOOTHS,
    CODE,
    DAYS,
    FIRST,
    KECAMATAN,
    LAST,
    LOKASI,
    LOKASI_KIND,
    MITRA,
    NAME,
    PROGRAMME,
    TEMPLATE,
    TENTS,
    PlaceRow,
)
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.spreadsheets.reading.columns import NAMES
from bazar_desktop.spreadsheets.reading.fields import plain_header
from bazar_desktop.spreadsheets.reading.sheets import Sheet
from bazar_desktop.spreadsheets.reading.tables import SEARCHED_ROWS, Range, Table, retable

# What a title means wherever it stands.
_ALWAYS: dict[str, tuple[str, ...]] = {
    LOKASI: (
        "lokasi", "nama lokasi", "lokasi bazar", "lokasi bazaar", "lokasi kegiatan", "nama tempat", "tempat bazar",
        "tempat kegiatan", "lokasi peserta",
    ),
    KECAMATAN: ("kecamatan lokasi", "kecamatan bazar", "kec lokasi"),
    ADDRESS: ("alamat lokasi", "alamat bazar", "alamat kegiatan"),
    LOKASI_KIND: ("jenis lokasi", "jenis tempat"),
    NAME: ("nama bazar", "nama bazaar", "nama kegiatan", "judul bazar"),
    CODE: ("kode bazar", "kode bazaar"),
    PROGRAMME: ("program", "nama program"),
    DAYS: (
        "tanggal", "tgl", "hari tanggal", "tanggal bazar", "tanggal kegiatan", "hari bazar", "tanggal pelaksanaan",
        "jadwal", "waktu pelaksanaan",
    ),
    FIRST: ("mulai", "tanggal mulai", "tgl mulai", "dari tanggal", "tanggal awal"),
    LAST: ("selesai", "tanggal selesai", "tgl selesai", "sampai tanggal", "tanggal akhir"),
    TENTS: ("jumlah tenda", "jml tenda", "banyak tenda"),
    BOOTHS: ("jumlah booth", "jml booth", "banyak booth", "jumlah stan", "jumlah stand", "jumlah lapak"),
    MITRA: ("jumlah mitra", "jml mitra", "booth mitra", "jumlah booth mitra"),
    TEMPLATE: ("templat", "template", "templat denah", "template denah", "nama denah", "denah", "tata letak"),
}  # fmt: skip
# What it means where no participants stand beside it; else it is theirs.
_ALONE: dict[str, tuple[str, ...]] = {
    ADDRESS: ("alamat", "alamat lengkap"),
    CODE: ("kode",),
    TENTS: ("tenda",),
    BOOTHS: ("booth", "stan", "stand", "lapak"),
    MITRA: ("mitra",),
    LOKASI_KIND: ("jenis",),
}
_KECAMATAN = ("kecamatan", "kec", "wilayah kecamatan", "nama kecamatan")
_DAY_NUMBER = re.compile(r"(hari|tanggal|tgl|hari ke)\s?\d{1,2}")
_NO_PERSON = frozenset({"penanggung jawab", "nama pj", "label", "name"})


class NoProgrammeInFile(BazarError):
    """No sheet of the file names lokasi. Facts: name."""


@dataclass(frozen=True)
class ProgrammeTables:
    """The tables of the list. `places` are the rows that name lokasi.

    `people` are the tables of participants without the columns of the lokasi, `whole` the same with them; `written`
    says for each of them what its rows write of their lokasi, by source row.
    """

    places: tuple[PlaceRow, ...]
    people: tuple[Table, ...] = ()
    written: tuple[Mapping[int, PlaceRow], ...] = ()
    programme: str = ""
    tables: tuple[Table, ...] = ()
    whole: tuple[Table, ...] = ()


@dataclass(frozen=True)
class _Found:
    table: Table
    columns: dict[int, str]
    has_people: bool

    @property
    def has_days(self) -> bool:
        return any(name in {DAYS, FIRST} for name in self.columns.values())


def programme_tables(tables: Sequence[Table]) -> ProgrammeTables:
    """Tell which of a file's tables hold the lokasi of a programme and its participants. Raises NoProgrammeInFile."""
    found = [made for table in tables if _is_shown(table) and (made := _found(table)) is not None]
    if not found:
        raise NoProgrammeInFile(name=tables[0].source.name if tables else "-")
    ordered = sorted(found, key=lambda item: _order(item.table))
    alone = [item for item in ordered if not item.has_people]
    both = [item for item in ordered if item.has_people]
    of_places = ordered
    if any(item.has_days for item in alone):
        of_places, both = alone, [_of_people(item) for item in both]
    several = len(ordered) > 1
    places = [row for item in of_places for row in _rows(item, several=several)]
    programme = next((row.texts[PROGRAMME] for row in places if PROGRAMME in row.texts), "")
    people = tuple(_without(item) for item in both)
    written = tuple({row.number: row for row in _rows(item, several=several)} for item in both)
    return ProgrammeTables(
        tuple(replace(row, number=number) for number, row in enumerate(places, 1)),
        people,
        written,
        programme,
        tuple(item.table for item in ordered),
        tuple(item.table for item in both),
    )


def _is_shown(table: Table) -> bool:
    return _sheet(table).visible and bool(table.rows)


def _order(table: Table) -> int:
    return [sheet.name for sheet in table.source.sheets].index(table.sheet)


def _sheet(table: Table) -> Sheet:
    return next(sheet for sheet in table.source.sheets if sheet.name == table.sheet)


def _found(table: Table) -> _Found | None:
    """The table with the meaning of its columns, its header where lokasi are named; None where nothing is."""
    if not any(_last_part(column.header) in _ALWAYS[LOKASI] for column in table.columns):
        header = next(
            (
                row.number
                for row in _sheet(table).rows[:SEARCHED_ROWS]
                if row.filled > 1 and any(plain_header(text) in _ALWAYS[LOKASI] for text in row.texts if text)
            ),
            None,
        )
        if header is None:
            return None
        table = retable(table, Range((header,)))
    headers = {column.index: _last_part(column.header) for column in table.columns}
    has_people = any(words in NAMES - _NO_PERSON for words in headers.values())
    columns = dict(_meanings(headers, has_people=has_people))
    return _Found(table, columns, has_people) if LOKASI in columns.values() else None


def _last_part(header: str) -> str:
    return plain_header(header.rpartition(" / ")[2])


def _meanings(headers: Mapping[int, str], *, has_people: bool) -> Iterator[tuple[int, str]]:
    """What each column says of the lokasi: each thing once, but for the days."""
    words = {word: name for name, some in _ALWAYS.items() for word in some}
    if not has_people:
        words |= {word: name for name, some in _ALONE.items() for word in some}
    if not any(header in _ALWAYS[KECAMATAN] for header in headers.values()):
        words |= dict.fromkeys(_KECAMATAN, KECAMATAN)
    used: set[str] = set()
    for index, header in headers.items():
        name = DAYS if _DAY_NUMBER.fullmatch(header) else words.get(header, "")
        if name and (name == DAYS or name not in used):
            used.add(name)
            yield index, name


def _rows(found: _Found, *, several: bool) -> list[PlaceRow]:
    """What each row of the table writes of its lokasi; a merged cell speaks for the rows that it covers."""
    above = _merged_texts(found)
    rows = []
    for row in found.table.rows:
        texts: dict[str, str] = {}
        days = []
        for index, name in found.columns.items():
            text = " ".join(row.text(index).split()) or above.get((row.number, index), "")
            if text and name == DAYS:
                days.append(text)
            elif text:
                texts[name] = text
        label = f"{found.table.sheet} {row.number}" if several else str(row.number)
        rows.append(PlaceRow(row.number, label, texts, tuple(days)))
    return rows


def _merged_texts(found: _Found) -> dict[tuple[int, int], str]:
    by_number = {row.number: row for row in found.table.rows}
    texts = {}
    for top, left, bottom, _right in found.table.merged:
        if left in found.columns and top in by_number:
            text = " ".join(by_number[top].text(left).split())
            texts.update({(number, left): text for number in range(top + 1, bottom + 1)})
    return texts


def _of_people(found: _Found) -> _Found:
    """The same where the lokasi stand in a sheet of their own: a plain *Kecamatan* is the participant's."""
    headers = {column.index: _last_part(column.header) for column in found.table.columns}
    columns = {
        index: name
        for index, name in found.columns.items()
        if name != KECAMATAN or headers[index] in _ALWAYS[KECAMATAN]
    }
    return replace(found, columns=columns)


def _without(found: _Found) -> Table:
    """The table with the columns of the participants alone."""
    columns = tuple(column for column in found.table.columns if column.index not in found.columns)
    return replace(found.table, columns=columns)
