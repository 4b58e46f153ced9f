"""Where labelled figures stand in files, texts and commands, and how each is read back from there as it is shown."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from openpyxl import load_workbook

from bazar_desktop.cli.closing import show as show_day, verify_ as verify_day
from bazar_desktop.cli.ledger import list_ as list_ledger
from bazar_desktop.cli.omzet import list_ as list_omzet
from bazar_desktop.phrases.press import chat_text, press_text
from bazar_desktop.services.papers.press import press_facts
from tests.truth.seen import Reader, Seen
from tests.truth.shown import NUMBER, PERCENT, RAW, ROWS, RUPIAH, NotShown, Shown, rows_of

AMOUNT = r"Rp[\d.]+|–"
COUNT = r"[\d.]+"
SEPARATOR = " | "
CSV_COLUMNS = {
    "terdaftar": "registered",
    "hadir": "present",
    "izin": "excused",
    "alpa": "absent",
    "belum_dicatat": "expected",
    "peserta_baru": "newcomers",
    "ditunggu": "asked",
    "melapor": "answered",
    "nihil": "nil",
    "sebagian": "partly",
    "menolak": "declined",
    "belum_lapor": "blank",
    "omzet": "omzet",
}
JSON_KEYS = (
    "registered",
    "present",
    "excused",
    "absent",
    "expected",
    "newcomers",
    "asked",
    "answered",
    "nil",
    "partly",
    "declined",
    "blank",
    "omzet",
    "sales",
    "average",
    "median",
)


def find(place: str, pattern: str, text: str, *keys: tuple[str, str]) -> Iterator[Shown]:
    """The groups of `pattern` in `text`: one figure (key, style) each."""
    match = re.search(pattern, text)
    if match is None:
        raise NotShown(f"{place}: no {pattern!r} in {text!r}")
    for (key, style), words in zip(keys, match.groups(), strict=True):
        yield Shown(place, key, words, style)


OFF = r"(gugur|ditunda|dibatalkan) sejak \d{1,2} [A-Z][a-z]+ \d{4}: (?:hujan|jalan ditutup)"


def off_words(place: str, text: str) -> Iterator[Shown]:
    """How a day was called off, of which nothing else may be told: no other number stands beside it."""
    yield from find(place, OFF, text, ("off", ROWS))
    left = re.sub(r"\d{1,2} [A-Z][a-z]+ \d{4}", "", re.sub(OFF, "", text))
    if re.search(r"\d", left) or "Rp" in left:
        raise NotShown(f"{place}: figures of a day that was called off in {text!r}")


def maybe(place: str, pattern: str, text: str, *keys: tuple[str, str]) -> Iterator[Shown]:
    if re.search(pattern, text):
        yield from find(place, pattern, text, *keys)


def of(part: str, whole: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return (part, NUMBER), (whole, NUMBER)


# -- files --------------------------------------------------------------------------------------------------------

GROUPS = {"pihak": "", "kategori": "category", "pengampu": "agency"}


# The columns of each table that are figures or words of a party; codes, marks of the seal and moments are none.
TABLES = {
    "peserta": ("id_peserta", "pihak", "nama", "usaha", "produk", "kategori", "pengampu", "peserta_baru"),
    "kehadiran": ("id_peserta", "sesi", "kehadiran"),
    "omzet": (
        "id_peserta", "sesi", "keadaan", "tunai", "qris", "non_tunai", "lokapasar", "jumlah", "transaksi",
    ),
    "booth": ("booth", "id_peserta", "sesi"),
}  # fmt: skip
SHEETS = {
    "peserta": "Peserta",
    "kehadiran": "Kehadiran",
    "omzet": "Omzet",
    "booth": "Booth",
    "rekap": "Rekap",
}
Table = list[dict[str, str]]


def read_data_csv(seen: Seen) -> Iterator[Shown]:
    for name in SHEETS:
        yield from _table(f"data/{name}.csv", name, _data(seen, name))
    described = json.loads(seen.files["data/datapackage.json"].read_bytes())
    if off := described["tidak_berlangsung"]:
        yield from off_words("data/datapackage.json", off)


def read_excel_csv(seen: Seen) -> Iterator[Shown]:
    for name in SHEETS:
        text = seen.files[f"excel/{name}.csv"].read_bytes().decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text), delimiter=";"))
        yield from _table(f"excel/{name}.csv", name, _named(_titles(seen, name), rows[1:]))


def read_xlsx(seen: Seen) -> Iterator[Shown]:
    path = next(path for name, path in seen.files.items() if name.endswith(".xlsx"))
    book = load_workbook(path, read_only=True)
    for name, sheet in SHEETS.items():
        rows = list(book[sheet].iter_rows(values_only=True))
        cells = [["" if cell is None else str(cell) for cell in row] for row in rows[1:]]
        yield from _table(f"xlsx {sheet}", name, _named(_titles(seen, name), cells))
    book.close()


def _data(seen: Seen, table: str) -> Table:
    return list(csv.DictReader(io.StringIO(seen.files[f"data/{table}.csv"].read_bytes().decode())))


def _titles(seen: Seen, table: str) -> list[str]:
    """The names of the columns of a table; other formats of it hold the same in the same order."""
    return seen.files[f"data/{table}.csv"].read_bytes().decode().split("\n", 1)[0].strip().split(",")


def _named(titles: list[str], rows: list[list[str]]) -> Table:
    return [dict(zip(titles, row, strict=False)) for row in rows]


YES_NO = {"ya": "true", "tidak": "false", "True": "true", "False": "false"}


def _table(place: str, name: str, rows: Table) -> Iterator[Shown]:
    if name == "rekap":
        yield from _rows_of_rekap(place, rows)
        return
    cells = [[_plain(row.get(column, "")) for column in TABLES[name]] for row in rows]
    yield Shown(place, f"file {name}", rows_of(SEPARATOR.join(row) for row in cells), ROWS)


def _plain(cell: str) -> str:
    """A cell as programs read it: what a spreadsheet guards its cells with is left out."""
    return YES_NO.get(cell, cell).lstrip("'")


def _rows_of_rekap(place: str, rows: Table) -> Iterator[Shown]:
    for row in rows:
        if row["kelompok"] == "saluran":
            yield Shown(place, f"channel {row['nama']}", row["omzet"], RAW)
            continue
        for column, key in CSV_COLUMNS.items():
            if row["kelompok"] == "pihak":
                party = {"umkm": "", "mitra": "mitra: "}[row["nama"]]
                yield Shown(place, f"{party}{key}", row[column], RAW)
            else:
                group = GROUPS[row["kelompok"]]
                name = row["nama"].lstrip("'").casefold()
                name = "-" if name in {"lainnya", "tanpa pengampu"} else name
                yield Shown(place, f"{key} · {group} {name}", row[column], RAW)


def read_omzet_csv(seen: Seen) -> Iterator[Shown]:
    """The rows themselves, added up as a reader of the data package would."""
    parties = _data(seen, "peserta")
    vendors = {row["id_peserta"] for row in parties if row["pihak"] == "umkm"}
    rows = [row for row in _data(seen, "omzet") if row["id_peserta"] in vendors]
    known = [int(row["jumlah"]) for row in rows if row["jumlah"]]
    yield Shown("data/omzet.csv", "omzet", str(sum(known)) if known else "", RAW)
    yield Shown("data/peserta.csv", "registered", str(len(vendors)), RAW)
    marks = _data(seen, "kehadiran")
    here = {row["id_peserta"] for row in marks if row["kehadiran"] == "hadir"} & vendors
    yield Shown("data/kehadiran.csv", "present", str(len(here)), RAW)


# -- press --------------------------------------------------------------------------------------------------------


def read_press(seen: Seen) -> Iterator[Shown]:
    facts = press_facts(seen.read.sheet)
    if facts.off is not None:
        for text in (press_text(facts), chat_text(facts)):
            yield from find("siaran pers", OFF, text, ("off", ROWS))
    yield from _press(
        "siaran pers",
        press_text(facts),
        r"Sebanyak (\d+) dari (\d+) .*? hadir\.",
        r"Kehadiran (\d+) dari (\d+) .*? belum dicatat",
    )
    yield from _press(
        "pesan obrolan",
        chat_text(facts),
        r"Hadir: (\d+) dari (\d+) UMKM",
        r"Kehadiran belum dicatat: (\d+) dari (\d+) UMKM",
    )


def _press(place: str, text: str, present: str, expected: str) -> Iterator[Shown]:
    """The figures of a text; a day that has nothing to tell says only that, and must hold no figure."""
    if "BELUM UNTUK DISIARKAN" in text or "idak ada peserta yang dicatat hadir" in text:
        if re.search(present, text) or "Rp" in text:
            raise NotShown(f"{place}: figures of a day that has none in {text!r}")
        return
    yield from maybe(place, present, text, *of("present", "registered"))
    yield from maybe(place, expected, text, *of("expected", "registered"))
    yield from maybe(place, r"Peserta baru: (\d+) dari (\d+)", text, *of("newcomers", "took_part"))
    told = re.search(r"Omzet UMKM: (.*?); (\d+) dari (\d+) melapor", text)
    yield Shown(place, "is told to press", str(int(bool(told))), NUMBER)
    if told:
        yield from (
            Shown(place, key, words, NUMBER)
            for key, words in zip(("answered", "asked"), told.groups()[1:], strict=True)
        )
        if told[1].startswith("Rp"):
            yield Shown(place, "omzet", told[1], RUPIAH)
        else:
            millions = re.search(r"sekitar Rp([\d.]+) juta", told[1])
            yield Shown(place, "omzet in millions", millions[1] if millions else "0", NUMBER)
    yield from maybe(place, r"Bagian non-tunai: ([\d,]+%) dari omzet UMKM", text, ("cashless_share", PERCENT))


# -- commands -----------------------------------------------------------------------------------------------------


def read_omzet_command(seen: Seen) -> Iterator[Shown]:
    found, lines = seen.said(list_omzet, "--bazaar", seen.code, "--day", seen.day.isoformat())
    if found["off"] is not None:
        yield from off_words("bazar omzet list, kata", "\n".join(lines))
    yield from _json("bazar omzet list", found["figures"])
    yield Shown("bazar omzet list", "late", _raw(found["late"]), RAW)


def read_day_command(seen: Seen) -> Iterator[Shown]:
    found, lines = seen.said(show_day, "--bazaar", seen.code, "--day", seen.day.isoformat())
    if found["off"] is not None:
        yield from off_words("bazar day show, kata", "\n".join(lines))
    else:
        yield from find("bazar day show, kata", rf": omzet UMKM ({AMOUNT})", lines[0], ("omzet", RUPIAH))
    yield from _json("bazar day show", found["umkm"])
    yield Shown("bazar day show", "partner_omzet", _raw(found["mitra"]["omzet"]), RAW)
    yield Shown("bazar day show", "partners_present", _raw(found["mitra"]["present"]), RAW)
    if found["closed"]:
        yield Shown("bazar day show", "omzet", _raw(found["seals"][0]["vendors_total"]), RAW)
        yield from _verified(seen, found["seals"][0]["seal"])


def _verified(seen: Seen, seal: str) -> Iterator[Shown]:
    """What the code of a standing seal is said to stand for."""
    place, (found, lines) = "bazar day verify", seen.said(verify_day, seal)
    if not found["matches"]:
        raise NotShown(f"{place}: {lines}")
    yield from find(place, r"omzet UMKM (Rp[\d.]*\d|–)\.", lines[0], ("omzet", RUPIAH))
    yield from find(place, r"revisi (\d+)", lines[0], ("revision", NUMBER))


def read_ledger_command(seen: Seen) -> Iterator[Shown]:
    found = seen.command(list_ledger, "--bazaar", seen.code, "--day", seen.day.isoformat())
    place = "bazar ledger list"
    lines = [
        f"{book['participation_id']} {line['goods']} {line['opening']} {line['price']} {line['sold']} "
        f"{line['rupiah']} {line['left']}"
        for book in found["ledgers"]
        for line in book["lines"]
        if not line["remembered"]
    ]
    yield Shown(place, "ledger now", rows_of(lines), ROWS)
    sums = [f"{book['participation_id']} {book['rupiah']} {book['omzet']}" for book in found["ledgers"]]
    yield Shown(place, "ledger sums now", rows_of(sums), ROWS)


def _json(place: str, figures: Mapping[str, Any]) -> Iterator[Shown]:
    for key in JSON_KEYS:
        yield Shown(place, key, _raw(figures[key]), RAW)
    yield Shown(place, "cash", _raw(figures["channels"][0] if figures["omzet"] is not None else None), RAW)


def _raw(value: object) -> str:
    return "" if value is None else str(value)


CHEAP: dict[str, Reader] = {
    "data": read_data_csv,
    "excel": read_excel_csv,
    "xlsx": read_xlsx,
    "rows": read_omzet_csv,
    "press": read_press,
    "omzet list": read_omzet_command,
    "day show": read_day_command,
    "ledger list": read_ledger_command,
}
