"""What the office reads of many days: the board, the year on its page, in its command and in its workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from openpyxl import load_workbook
from PySide6.QtWidgets import QWidget

from bazar_desktop.cli.reports import concentration_, year_ as report_year
from bazar_desktop.jobs.reports.year_file import write_year
from bazar_desktop.services.reports.board import board
from bazar_desktop.services.settings.values import categories
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.reports.board_page import BoardPage
from bazar_desktop.ui.reports.lokasi import LokasiPanel
from bazar_desktop.ui.reports.year_page import YearPage
from bazar_desktop.ui.store_session import StoreSession
from tests.truth.figure_cards import told
from tests.truth.period import CUTS
from tests.truth.places import AMOUNT, OFF, SEPARATOR, find
from tests.truth.seen import Reader, Seen
from tests.truth.shown import NUMBER, RAW, ROWS, RUPIAH, NotShown, Shown, rows_of

SINCE = r"sejak segel ([+−-]?Rp[\d.]+) dari ([\d.]+) pelaku di (\d+) hari"
COVERED = {
    "unanswered": r"(\d+) hari belum ada jawaban",
    "waiting": r"(\d+) dari \d+ laptop belum masuk",
    "laptops": r"(?:dari|semua) (\d+) laptop",
    "to_come": r"(\d+) hari akan datang",
}
# Titles of columns and rows of the year, and the figures that stand there.
HEADLINE = {
    "Bazar": "bazaars",
    "Hari bazar": "bazaar_days",
    "Kegiatan lain": "others",
    "Hari kegiatan lain": "other_days",
    "Bazar belum/tidak berjalan": "not_held",
    "Kegiatan ditunda": "postponed",
    "Kegiatan dibatalkan": "cancelled",
    "Hari tidak berlangsung": "days_off",
    "Hari tertutup": "sealed_days",
    "Hari belum ada jawaban": "unanswered",
    "Hari akan datang": "to_come",
    "Laptop belum masuk": "waiting",
    "Laptop disiapkan": "laptops",
    "Pelaku sejak segel": "changed",
    "Keikutsertaan": "participations",
    "Orang": "people",
    "Peserta baru": "newcomers",
    "Omzet UMKM": "omzet",
    "Sejak segel": "since_seal",
    "Ditunggu laporannya": "asked",
    "Melapor": "answered",
    "Belum lapor": "blank",
}
COLUMNS = {
    "Bazar": "bazaars",
    "Ikut di bazar": "joined",
    "Keikutsertaan": "participations",
    "Orang": "people",
    "Peserta baru": "newcomers",
    "Omzet UMKM": "omzet",
    "Omzet": "omzet",
    "Kegiatan lain": "others",
    "Pembetulan": "moved",
    "Hari dibetulkan": "moved_days",
    "Ditunggu laporannya": "asked",
    "Melapor": "answered",
}
SHEETS = {
    "kind": "Jenis bazar", "kota": "Kota", "kecamatan": "Kecamatan", "agency": "Pengampu", "category": "Kategori",
    "party": "Pihak",
}  # fmt: skip
DAYS = ("Kode", "Tanggal", "Lokasi", "Jenis bazar", "Berjalan", "Hadir", "Omzet UMKM", "Omzet mitra",
        "Segel revisi", "Melapor", "Ditunggu laporannya", "Terdaftar")  # fmt: skip
ROWS_OF = ("Kode", "Tanggal", "Lokasi", "Pihak", "Usaha", "Kategori", "Pengampu", "Kehadiran", "Omzet", "Jumlah",
           "Usaha menurut segel", "Kategori menurut segel", "Pengampu menurut segel", "Alasan pembetulan")  # fmt: skip
PARTIES = {"umkm": "vendor", "mitra": "partner", "pengampu": "coach", "UMKM": "vendor", "Mitra": "partner",
           "Meja pengampu": "coach"}  # fmt: skip
KINDS = {"Bazar di lokasi": "offline", "Bazar daring": "online"}
UNNAMED = {
    "category": "Lainnya",
    "agency": "Tanpa pengampu",
}  # the group without a key; of a place the last of all


def _raw(value: object) -> str:
    return "" if value is None else str(value)


def _group(cut: str, key: str, figure: str) -> str:
    return f"{figure} · setahun {cut} {(key or '-').casefold()}"


# -- board --------------------------------------------------------------------------------------------------------


def read_board(seen: Seen) -> Iterator[Shown]:
    with seen.store.db.read() as session:
        row = next(row for row in board(session) if (row.bazaar_id, row.day) == (seen.bazaar_id, seen.day))
    figures = {
        "present told": row.present,
        "registered": row.registered,
        "asked": row.asked,
        "answered": row.answered,
        "omzet": row.omzet,
        "partner_omzet": row.partners,
        "board since": row.since_seal,
    }
    for key, value in figures.items():
        yield Shown("papan lokasi", key, _raw(value), RAW)


def read_board_page(seen: Seen) -> Iterator[Shown]:
    """The month of the day on the board: its sums, those of the bazaar, and its days in the panel."""
    page = BoardPage(StoreSession(seen.store, lambda: seen.now))
    try:
        page.reload()
        months = [occasion.days[0].strftime("%Y-%m") for occasion in page._occasions]
        page.choice.setCurrentIndex(months.index(seen.day.strftime("%Y-%m")))
        place = "Papan lokasi"
        number, _note = told(page.figures["omzet"])
        yield Shown(place, "omzet · sebulan", number, RUPIAH)
        _number, note = told(page.figures["late"])
        since = re.search(r"selisih (\S+):", note)
        yield Shown(place, "since_seal · sebulan", since[1] if since else "", ROWS)
        of_month = (("present told · sebulan", NUMBER), ("registered · sebulan", NUMBER))
        yield from find(place, r"([\d.]+|–) dari ([\d.]+) hadir", page.subtitle.text(), *of_month)
        told_of = (("answered · sebulan", NUMBER), ("asked · sebulan", NUMBER))
        yield from find(place, r"([\d.]+) dari ([\d.]+) peserta melapor", page.made_of.text(), *told_of)
        since = re.search(SINCE, page.made_of.text())
        yield Shown(place, "changed · sebulan", since[2] if since else "0", NUMBER)
        assert page.occasion is not None
        row = next(row for row in page.occasion.rows if row.first.bazaar_id == seen.bazaar_id)
        titles, rows = page.view.table()
        cells = dict(zip(titles, next(cells for cells in rows if cells[0] == row.first.lokasi), strict=True))
        yield Shown(place, "omzet · semua hari", cells["Omzet UMKM"].removesuffix(" (sementara)"), RUPIAH)
        here = (("present told · semua hari", NUMBER), ("registered · semua hari", NUMBER))
        present = cells["Hadir" if "Hadir" in cells else "Hadir, jumlah semua hari"]
        present = "– / 0" if present == "–" else present  # no day of it was held yet
        yield from find(place, r"(\d+|–) / (\d+)", present, *here)
        yield from _lokasi_panel(seen, LokasiPanel(row, page), [day.day for day in row.days].index(seen.day))
    finally:
        page.deleteLater()


def _lokasi_panel(seen: Seen, panel: QWidget, at: int) -> Iterator[Shown]:
    """What the panel of a lokasi says of the day."""
    place = "Papan lokasi, panel"
    texts = [label.text() for label in panel.findChildren(Label)]
    starts = [number for number, text in enumerate(texts) if text == "Keadaan"]
    mine = texts[starts[at] : starts[at + 1] if at + 1 < len(starts) else None]
    names = dict(zip(mine[::2], mine[1::2], strict=False))
    if "Hadir" not in names:  # it was called off: only that is told
        yield from find(place, r"^(gugur|ditunda|dibatalkan)$", names["Keadaan"], ("off", ROWS))
        if set(names) - {"Keadaan"} and not re.match(OFF, next(iter(names.keys() - {"Keadaan"}))):
            raise NotShown(f"{place}: more of a day that was called off: {names}")
        return
    yield from find(
        place, r"(\d+|–) dari (\d+)", names["Hadir"], ("present told", NUMBER), ("registered", NUMBER)
    )
    omzet = next(value for name, value in names.items() if name.startswith("Omzet UMKM,"))
    yield from find(place, rf"^({AMOUNT})", omzet, ("omzet", RUPIAH))
    if "melapor" in omzet:
        yield from find(place, r"(\d+) dari (\d+) melapor", omzet, ("answered", NUMBER), ("asked", NUMBER))
    if "Omzet mitra" in names:
        yield Shown(place, "partner_omzet", names["Omzet mitra"].removesuffix(" (sementara)"), RUPIAH)


# -- the year -----------------------------------------------------------------------------------------------------


def read_year(seen: Seen) -> Iterator[Shown]:
    """The year's report as its command prints it; its figures are those of the year of the day."""
    found = seen.command(report_year, str(seen.day.year))
    place, covered, vendors = "bazar report year", found["coverage"], found["vendors"]
    figures = {
        **{key: found[key] for key in ("bazaars", "bazaar_days", "others", "other_days")},
        **{
            key: covered[key]
            for key in (
                "not_held",
                "postponed",
                "cancelled",
                "days_off",
                "unanswered",
                "to_come",
                "since_seal",
                "days_since_seal",
                "changed",
            )
        },
        "sealed_days": covered["sealed"],
        "due": covered["days"],
        "waiting": len(covered["waiting"]),
        "laptops": len(covered["laptops"]),
        **_of_group(vendors),
    }
    figures.pop("moved"), figures.pop("moved_days"), figures.pop("joined")
    for key, value in figures.items():
        yield Shown(place, f"{key} · setahun", _raw(value), RAW)
    for cut, name in CUTS.items():
        for group in found[name]:
            for key, value in _of_group(group["figures"]).items():
                yield Shown(place, _group(cut, group["key"], key), _raw(value), RAW)


def _of_group(figures: Mapping[str, Any]) -> dict[str, Any]:
    moved = figures["moved"]
    return {
        **{key: figures[key] for key in ("asked", "answered", "blank", "omzet", "bazaars", "others")},
        **{key: figures["reach"][key] for key in ("people", "participations", "newcomers")},
        "sales": figures["transactions"],
        "joined": figures["bazaars"],
        "moved": moved["rupiah"] if moved["days"] else None,
        "moved_days": moved["days"] or None,
    }


def read_spread(seen: Seen) -> Iterator[Shown]:
    """Whether they are always the same people, as the command gives it and as it says it."""
    place, year = "bazar report concentration", str(seen.day.year)
    found = seen.command(concentration_, year)
    for key, name in (("times", "stands"), ("top_share", "top_share"), ("gini", "gini")):
        yield Shown(place, f"{key} · setahun", str(found[name]), RAW)
    said = seen.command_words(concentration_, year)[0]
    times = re.match(r"([\d.]+) kali ikut", said)
    yield Shown(f"{place}, kata", "times · setahun", times[1] if times else "0", NUMBER)


def read_year_words(seen: Seen) -> Iterator[Shown]:
    """The same command for people."""
    place = "bazar report year, kata"
    lines = seen.command_words(report_year, str(seen.day.year))
    told = {line[:14].strip(): line[14:].strip() for line in lines[:6]}
    yield from _held(place, told["Bazar"])
    for name, style in (("Keikutsertaan", NUMBER), ("Orang", NUMBER), ("Peserta baru", NUMBER)):
        yield Shown(place, f"{HEADLINE[name]} · setahun", told[name], style)
    yield Shown(place, "omzet · setahun", told["Omzet UMKM"].removesuffix(" (sementara)"), RUPIAH)
    of_year = (("answered · setahun", NUMBER), ("asked · setahun", NUMBER))
    yield from find(place, r"([\d.]+) dari ([\d.]+)", told["Melapor"], *of_year)
    yield from _coverage(place, lines[6])


def read_year_rows(seen: Seen) -> Iterator[Shown]:
    """The rows behind a figure, as the command gives them."""
    place = "bazar report year --rows"
    for party in ("vendor", "partner"):
        found = seen.command(report_year, str(seen.day.year), "--rows", "party", "--key", party)
        names = ("participation_id", "bazaar", "day", "business", "category", "agency", "omzet", "total")
        rows = [SEPARATOR.join(_raw(row[name]) for name in names) for row in found["rows"]]
        yield Shown(place, f"year rows {party}", rows_of(rows), ROWS)


def _held(place: str, words: str) -> Iterator[Shown]:
    """How many bazaars took place, on how many days; others, and what was not held; what is left out is 0."""
    if re.match(r"\d+ \(", words):
        yield from find(place, r"^([\d.]+) \(", words, ("bazaars · setahun", NUMBER))
    yield from find(place, r"([\d.]+) hari", words, ("bazaar_days · setahun", NUMBER))
    missing = re.search(r"belum/tidak berjalan: (\d+)", words)
    yield Shown(place, "not_held · setahun", missing[1] if missing else "0", NUMBER)
    others = re.findall(r"(?:Bazar daring|Pameran|Temu bisnis): (\d+)", words)
    yield Shown(place, "others · setahun", str(sum(map(int, others))), NUMBER)


def _coverage(place: str, words: str) -> Iterator[Shown]:
    """How much of the year has come; what is left out is 0."""
    sealed = (("sealed_days · setahun", NUMBER), ("due · setahun", NUMBER))
    yield from find(place, r"(\d+) dari (\d+) hari sudah tertutup", words, *sealed)
    for key, pattern in COVERED.items():
        match = re.search(pattern, words)
        yield Shown(place, f"{key} · setahun", match[1] if match else "0", NUMBER)
    match = re.search(SINCE, words)
    yield Shown(place, "since_seal in words · setahun", match[1] if match else "", ROWS)
    yield Shown(place, "changed · setahun", match[2] if match else "0", NUMBER)
    yield Shown(place, "days_since_seal · setahun", match[3] if match else "0", NUMBER)


def read_year_page(seen: Seen) -> Iterator[Shown]:
    page = YearPage(StoreSession(seen.store, lambda: seen.now))
    try:
        page.reload()
        page.year.setCurrentText(str(seen.day.year))
        place = "Laporan tahun"
        for name in ("bazaars", "omzet", "participations", "people"):
            number, note = told(page.figures[name])
            style = RUPIAH if name == "omzet" else NUMBER
            yield Shown(place, f"{name} · setahun", number.removesuffix(" (sementara)"), style)
            if name == "bazaars":
                yield from _held(place, note)
            if name == "omzet":
                of_year = (("answered · setahun", NUMBER), ("asked · setahun", NUMBER))
                yield from find(place, r"([\d.]+) dari ([\d.]+) melapor", note, *of_year)
            if name == "people":
                new = ("newcomers · setahun", NUMBER)
                yield from find(place, r"(\d+) di antaranya peserta baru", note, new)
        yield from _coverage(place, page.subtitle.text())
        for cut in CUTS:
            page.cut.choose(cut)
            page._show_cut()
            yield from _cut_of_page(place, cut, _category_keys(seen), *page.view.table())
    finally:
        page.deleteLater()


def _cut_of_page(
    place: str,
    cut: str,
    keys: Mapping[str, str],
    titles: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
) -> Iterator[Shown]:
    for row in rows:
        name = _key_of(cut, row[0], keys)
        for title, cell in zip(titles[1:], row[1:], strict=True):
            key = COLUMNS[title]
            if key == "moved":
                yield Shown(place, _group(cut, name, "moved in words"), cell, ROWS)
            else:
                style = RUPIAH if key == "omzet" else NUMBER
                yield Shown(place, _group(cut, name, key), cell.removesuffix(" (sementara)"), style)


def read_year_xlsx(seen: Seen) -> Iterator[Shown]:
    """The workbook of the year: every sheet, and nothing on them that is not read."""
    place, path = "xlsx laporan tahun", seen.folder / "tahun.xlsx"
    with seen.store.db.read() as session:
        write_year(session, seen.day.year, path, today=seen.now.date())
    book = load_workbook(path, read_only=True)
    try:
        sheets = {
            name: [tuple(row) for row in book[name].iter_rows(values_only=True)] for name in book.sheetnames
        }
    finally:
        book.close()
    strange = set(sheets) - {
        "Ringkasan",
        *SHEETS.values(),
        "Hari kegiatan",
        "Semua baris",
        "Dibetulkan setelah segel",
    }
    if strange:
        raise NotShown(f"{place}: nobody reads the sheets {strange}")
    keys = _category_keys(seen)
    for name, value, *note in sheets["Ringkasan"][1:]:
        if name != "Tahun":
            yield Shown(place, f"{HEADLINE[str(name)]} · setahun", _raw(value), RAW)
        if name == "Hari tertutup":
            yield from find(place, r"dari (\d+) hari\.", str(note[0]), ("due · setahun", NUMBER))
    for cut, sheet in SHEETS.items():
        yield from _cut_of_sheet(place, cut, keys, *sheets[sheet])
    kinds = dict.fromkeys(("Jenis bazar",), KINDS)
    yield Shown(place, "year days", _cells(sheets["Hari kegiatan"], DAYS, kinds), ROWS)
    named = dict.fromkeys(("Kategori", "Kategori menurut segel"), keys)
    yield Shown(place, "year rows", _cells(sheets["Semua baris"], ROWS_OF, named), ROWS)
    notes = sheets.get("Dibetulkan setelah segel", [()])[1:]
    said = [SEPARATOR.join(_raw(cell) for cell in (row[0], row[2], row[3], row[4])) for row in notes]
    yield Shown(place, "correction notes", rows_of(said), ROWS)


def _cut_of_sheet(
    place: str, cut: str, keys: Mapping[str, str], titles: tuple[Any, ...], *rows: tuple[Any, ...]
) -> Iterator[Shown]:
    for row in rows:
        name = _key_of(cut, str(row[0]), keys)
        for title, cell in zip(titles[1:], row[1:], strict=True):
            if title != "Tanda":
                yield Shown(place, _group(cut, name, COLUMNS[str(title)]), _raw(cell), RAW)


def _category_keys(seen: Seen) -> dict[str, str]:
    """The key of each category by the name that the office gives it now."""
    with seen.store.db.read() as session:
        return {category.name: category.key for category in categories(session)}


def _key_of(cut: str, name: str, category_keys: Mapping[str, str]) -> str:
    """The key of a group by what it is called; one without a key has one name in each cut."""
    if name == UNNAMED.get(cut, "(tidak diisi)"):
        return ""
    keys = {"category": category_keys, "party": PARTIES, "kind": KINDS}.get(cut, {})
    return keys[name] if cut == "party" else keys.get(name, name)


def _plain(cell: Any) -> str:
    return str(cell.date().isoformat()) if hasattr(cell, "date") else _raw(cell)


def _cells(
    sheet: list[tuple[Any, ...]], titles: tuple[str, ...], keys: Mapping[str, Mapping[str, str]]
) -> str:
    """The rows of a sheet under these titles; a date as the calendar has it, a name by its key where `keys` has one."""
    places = [sheet[0].index(title) for title in titles]
    return rows_of(
        SEPARATOR.join(_plain(keys.get(sheet[0][at], {}).get(row[at], row[at])) for at in places)
        for row in sheet[1:]
    )


OFFICE: dict[str, Reader] = {
    "board": read_board,
    "year": read_year,
    "year words": read_year_words,
    "year rows": read_year_rows,
    "year xlsx": read_year_xlsx,
    "spread": read_spread,
}
OFFICE_PAGES: dict[str, Reader] = {"year page": read_year_page, "board page": read_board_page}
