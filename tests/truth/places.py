"""Where labelled figures stand, and how each is read back from there as it is shown."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from bazar_desktop.cli.closing import show as show_day
from bazar_desktop.cli.context import CliContext
from bazar_desktop.cli.omzet import list_ as list_omzet
from bazar_desktop.cli.reports import year_ as report_year
from bazar_desktop.jobs.papers.day_papers import DayToPrint, draw_paper, read_day
from bazar_desktop.phrases.press import chat_text, press_text
from bazar_desktop.services.papers.press import press_facts
from bazar_desktop.services.papers.printed import ACTIVITY, MINUTES, PARTNERS, RECAP, SUMMARY, WHOLE
from bazar_desktop.services.reports.board import board
from bazar_desktop.spreadsheets.writing.day_files import write_day_files
from bazar_desktop.store.opening import OpenStore
from tests.printing.reading import whole_text
from tests.truth.model import NUMBER, PERCENT, RAW, RUPIAH, Shown

AMOUNT = r"Rp[\d.]+|–"
COUNT = r"[\d.]+"
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


@dataclass
class Seen:
    """One day of one store, to be read by every reader."""

    store: OpenStore
    bazaar_id: str
    code: str
    day: date
    now: datetime
    folder: Path

    @cached_property
    def read(self) -> DayToPrint:
        with self.store.db.read() as session:
            return read_day(session, bazaar_id=self.bazaar_id, day=self.day, officer="Vicky", at=self.now)

    @cached_property
    def files(self) -> Mapping[str, Path]:
        made = write_day_files(self.read.sheet, self.folder)
        return {f"{path.parent.name}/{path.name}": path for path in made.files}

    def paper(self, code: str) -> str:
        """The words of a paper, read back from its PDF; "" where there is no such paper."""
        data = draw_paper(lambda *_progress: None, read=self.read, code=code)
        if not data:
            return ""
        path = self.folder / f"{code}.pdf"
        path.write_bytes(data)
        return whole_text(path)

    def command(self, command: Any, *words: str) -> Any:
        """The object that a command prints with --json, in this process and on this store."""
        said: list[str] = []
        context = CliContext(self.store.folder, as_json=True, _store=self.store)
        context.answer = lambda result, _words: said.append(_as_json(result))  # type: ignore[method-assign]
        function = command.callback.__wrapped__
        parsed = command.make_context(command.name, list(words))
        arguments = {
            name: value
            for name, value in parsed.params.items()
            if name not in {"folder", "database", "as_json", "lang"}
        }
        function(context, **arguments)
        return json.loads(said[0])


Reader = Callable[[Seen], Iterator[Shown]]


def _as_json(result: object) -> str:
    from bazar_desktop.cli.context import plain

    return json.dumps(plain(result))


class NotShown(AssertionError):
    """A place does not show what its reader looks for."""


def _find(place: str, pattern: str, text: str, *keys: tuple[str, str]) -> Iterator[Shown]:
    """The groups of `pattern` in `text`: one figure (key, style) each."""
    match = re.search(pattern, text)
    if match is None:
        raise NotShown(f"{place}: no {pattern!r} in {text!r}")
    for (key, style), words in zip(keys, match.groups(), strict=True):
        yield Shown(place, key, words, style)


def _maybe(place: str, pattern: str, text: str, *keys: tuple[str, str]) -> Iterator[Shown]:
    if re.search(pattern, text):
        yield from _find(place, pattern, text, *keys)


def _of(part: str, whole: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return (part, NUMBER), (whole, NUMBER)


# -- files --------------------------------------------------------------------------------------------------------

GROUPS = {"pihak": "", "kategori": "category", "pengampu": "agency"}


def read_data_csv(seen: Seen) -> Iterator[Shown]:
    rows = csv.DictReader(io.StringIO(seen.files["data/rekap.csv"].read_bytes().decode()))
    yield from _rows_of_rekap("data/rekap.csv", list(rows))


def read_excel_csv(seen: Seen) -> Iterator[Shown]:
    text = seen.files["excel/rekap.csv"].read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    yield from _rows_of_rekap("excel/rekap.csv", [_named(row) for row in rows[1:]])


def read_xlsx(seen: Seen) -> Iterator[Shown]:
    path = next(path for name, path in seen.files.items() if name.endswith(".xlsx"))
    book = load_workbook(path, read_only=True)
    rows = list(book["Rekap"].iter_rows(values_only=True))
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows[1:]]
    book.close()
    yield from _rows_of_rekap("xlsx Rekap", [_named(row) for row in cells])


def _named(cells: list[str]) -> dict[str, str]:
    names = ["bazar", "tanggal", "kelompok", "nama", *CSV_COLUMNS]
    return dict(zip(names, cells, strict=False))


def _rows_of_rekap(place: str, rows: list[dict[str, str]]) -> Iterator[Shown]:
    for row in rows:
        if row["kelompok"] == "saluran":
            if row["nama"] == "tunai":
                yield Shown(place, "cash", row["omzet"], RAW)
            continue
        for column, key in CSV_COLUMNS.items():
            if row["kelompok"] == "pihak":
                party = {"umkm": "", "mitra": "partner_"}[row["nama"]]
                if not party:
                    yield Shown(place, key, row[column], RAW)
                elif key in {"present", "omzet", "registered"}:
                    named = "partners_present" if key == "present" else "partner_omzet"
                    named = "partners_registered" if key == "registered" else named
                    yield Shown(place, named, row[column], RAW)
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


def _data(seen: Seen, table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(seen.files[f"data/{table}.csv"].read_bytes().decode())))


# -- papers -------------------------------------------------------------------------------------------------------


def _states(place: str, text: str) -> Iterator[Shown]:
    """Keadaan laporan: Ditunggu laporannya 22: Melapor 21 (Nihil 1) · …. Terdaftar 23: …; what is left out is 0."""
    match = re.search(r"Keadaan laporan: (Ditunggu laporannya .*?\. Terdaftar .*?)\. ", text + " ")
    if match is None:
        return
    names = {
        "asked": "Ditunggu laporannya",
        "answered": "Melapor",
        "nil": "Nihil",
        "partly": "Sebagian",
        "declined": "Menolak menyebut",
        "blank": "Belum lapor",
        "registered": "Terdaftar",
        "present": "Hadir",
        "excused": "Izin",
        "absent": "Alpa",
        "expected": "Belum dicatat",
    }
    for key, name in names.items():
        told = re.search(rf"{name} (\d+)", match[1])
        yield Shown(place, key, told[1] if told else "0", NUMBER)


def read_recap(seen: Seen) -> Iterator[Shown]:
    place, text = "rekap omzet (RO)", seen.paper(RECAP)
    yield from _find(
        place,
        rf"Jumlah omzet UMKM ({COUNT}|–) ({COUNT}|–) ({COUNT}|–)",
        text,
        ("cash", NUMBER),
        ("cashless", NUMBER),
        ("omzet", NUMBER),
    )
    yield from _find(place, rf"Omzet UMKM ({AMOUNT})", text, ("omzet", RUPIAH))
    yield from _maybe(
        place, rf"Jumlah omzet mitra (?:{COUNT}|–) (?:{COUNT}|–) ({COUNT}|–)", text, ("partner_omzet", NUMBER)
    )
    yield from _find(
        place,
        rf"Menurut pengampu .*? Jumlah (\d+) / (\d+) ({COUNT}|–) ({COUNT}|–) ({COUNT}|–)",
        text,
        *_of("answered", "asked"),
        ("cash", NUMBER),
        ("cashless", NUMBER),
        ("omzet", NUMBER),
    )
    groups = re.search(r"Menurut jenis usaha \(UMKM\) .*?Jumlah (.*?) Jumlah \d", text)
    for name, answered, asked, omzet in re.findall(
        rf"([A-Z][a-z]+) (\d+) / (\d+) (?:{COUNT}|–) (?:{COUNT}|–) ({COUNT}|–)", groups[1] if groups else ""
    ):
        group = f"category {'-' if name == 'Lainnya' else name.casefold()}"
        yield Shown(place, f"answered · {group}", answered, NUMBER)
        yield Shown(place, f"asked · {group}", asked, NUMBER)
        yield Shown(place, f"omzet · {group}", omzet, NUMBER)
    yield from _states(place, text)


def read_minutes(seen: Seen) -> Iterator[Shown]:
    place, text = "berita acara (BA)", seen.paper(MINUTES)
    for words, key in (
        ("Pelaku UMKM terdaftar", "registered"),
        ("Pelaku UMKM hadir", "present"),
        ("peserta baru", "newcomers"),
        ("Pelaku UMKM izin", "excused"),
        ("Pelaku UMKM alpa", "absent"),
        ("Mitra hadir", "partners_present"),
    ):
        yield from _find(place, rf"{words} ({COUNT})", text, (key, NUMBER))
    yield from _maybe(place, rf"Pelaku UMKM belum dicatat ({COUNT})", text, ("expected", NUMBER))
    yield from _maybe(place, r"kehadiran (\d+) pelaku UMKM belum dicatat", text, ("expected", NUMBER))
    yield from _maybe(place, r"jawaban omzet (\d+) pelaku UMKM belum tercatat", text, ("blank", NUMBER))
    yield from _maybe(place, r"jawaban omzet (\d+) pelaku UMKM tercatat", text, ("asked", NUMBER))
    yield from _maybe(place, r"kehadiran (\d+) mitra belum dicatat", text, ("partners_expected", NUMBER))
    yield from _maybe(place, r"jawaban omzet (\d+) mitra belum tercatat", text, ("partners_blank", NUMBER))
    yield from _find(
        place,
        rf"Tunai ({AMOUNT}) QRIS / non-tunai ({AMOUNT}) Jumlah omzet UMKM ({AMOUNT})",
        text,
        ("cash", RUPIAH),
        ("cashless", RUPIAH),
        ("omzet", RUPIAH),
    )
    yield from _maybe(
        place, rf"Omzet mitra, di luar omzet UMKM: ({AMOUNT})\.", text, ("partner_omzet", RUPIAH)
    )
    yield from _states(place, text)


def read_summary(seen: Seen) -> Iterator[Shown]:
    place, text = "ringkasan (RK)", seen.paper(SUMMARY)
    yield from _find(
        place,
        rf"QRIS / non-tunai ([\d.,]+%|–) ({AMOUNT})",
        text,
        ("cashless_share", PERCENT),
        ("cashless", RUPIAH),
    )
    yield from _find(place, rf"Omzet UMKM ({AMOUNT})", text, ("omzet", RUPIAH))
    yield from _find(
        place,
        rf"Rata-rata per usaha ({AMOUNT}) dari (\d+) yang melapor",
        text,
        ("average", RUPIAH),
        ("answered", NUMBER),
    )
    yield from _find(place, rf"Omzet mitra, terpisah ({AMOUNT})", text, ("partner_omzet", RUPIAH))
    yield from _find(place, r"Pelaku UMKM hadir (\d+) dari (\d+)", text, *_of("present", "registered"))
    yield from _find(place, r"izin (\d+), alpa (\d+)", text, ("excused", NUMBER), ("absent", NUMBER))
    yield from _find(place, r"Peserta baru (\d+) dari (\d+) yang ikut", text, *_of("newcomers", "took_part"))
    yield from _find(place, r"Melapor (\d+) dari (\d+)", text, *_of("answered", "asked"))
    yield from _find(place, r"(\d+) nihil, (\d+) menolak", text, ("nil", NUMBER), ("declined", NUMBER))
    yield from _find(place, r"Mitra hadir (\d+)", text, ("partners_present", NUMBER))
    yield from _states(place, text)


def read_activity(seen: Seen) -> Iterator[Shown]:
    place, text = "laporan kegiatan (LK)", seen.paper(ACTIVITY)
    yield from _find(
        place,
        rf"Omzet UMKM ({AMOUNT}) (\d+) dari (\d+) melapor",
        text,
        ("omzet", RUPIAH),
        *_of("answered", "asked"),
    )
    yield from _find(
        place,
        r"Pelaku UMKM hadir (\d+) dari (\d+) (\d+) peserta baru dari (\d+) yang ikut",
        text,
        *_of("present", "registered"),
        *_of("newcomers", "took_part"),
    )
    yield from _find(
        place,
        rf"QRIS / non-tunai ([\d.,]+%|–) ({AMOUNT})",
        text,
        ("cashless_share", PERCENT),
        ("cashless", RUPIAH),
    )
    yield from _find(
        place,
        rf"Omzet mitra, terpisah ({AMOUNT}) (\d+) mitra hadir",
        text,
        ("partner_omzet", RUPIAH),
        ("partners_present", NUMBER),
    )


def read_whole(seen: Seen) -> Iterator[Shown]:
    """The rekap of all days; nothing where the bazaar has one day."""
    place, text = "rekap bazar (RB)", seen.paper(WHOLE)
    if not text:
        return
    yield from _find(place, rf"Omzet UMKM [^:]*?: ({AMOUNT})\. ", text, ("omzet · semua hari", RUPIAH))
    head = text.split("Tiap pelaku UMKM")[0]
    number = seen.read.sheet.day_number
    of_day = re.search(rf" {number} \d+ \w+ \d{{4}} (.*?)(?: {number + 1} \d+ \w+ \d{{4}} | Jumlah )", head)
    if of_day is None:
        raise NotShown(f"{place}: day {number} in {head!r}")
    if "belum berlangsung" not in of_day[1] and "belum ada isian" not in of_day[1]:
        yield from _find(
            place,
            rf"(\d+) (\d+) / (\d+) ({COUNT}|–) ({COUNT}|–)$",
            of_day[1],
            ("present", NUMBER),
            *_of("answered", "asked"),
            ("omzet", NUMBER),
            ("partner_omzet", NUMBER),
        )


def read_partner_sheet(seen: Seen) -> Iterator[Shown]:
    place, text = "lembar mitra (LM)", seen.paper(PARTNERS)
    if text:
        yield from _find(
            place, rf"Penjualan barang mitra, semua mitra: ({AMOUNT})", text, ("partner_goods", RUPIAH)
        )


# -- press --------------------------------------------------------------------------------------------------------


def read_press(seen: Seen) -> Iterator[Shown]:
    facts = press_facts(seen.read.sheet)
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
    yield from _maybe(place, present, text, *_of("present", "registered"))
    yield from _maybe(place, expected, text, *_of("expected", "registered"))
    yield from _maybe(place, r"Peserta baru: (\d+) dari (\d+)", text, *_of("newcomers", "took_part"))
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
    yield from _maybe(
        place, r"QRIS / non-tunai: ([\d,]+%) dari omzet UMKM", text, ("cashless_share", PERCENT)
    )


# -- commands -----------------------------------------------------------------------------------------------------


def read_omzet_command(seen: Seen) -> Iterator[Shown]:
    found = seen.command(list_omzet, "--bazaar", seen.code, "--day", seen.day.isoformat())
    yield from _json("bazar omzet list", found["figures"])
    yield Shown("bazar omzet list", "late", _raw(found["late"]), RAW)


def read_day_command(seen: Seen) -> Iterator[Shown]:
    found = seen.command(show_day, "--bazaar", seen.code, "--day", seen.day.isoformat())
    yield from _json("bazar day show", found["umkm"])
    yield Shown("bazar day show", "partner_omzet", _raw(found["mitra"]["omzet"]), RAW)
    yield Shown("bazar day show", "partners_present", _raw(found["mitra"]["present"]), RAW)
    if found["closed"]:
        yield Shown("bazar day show", "omzet", _raw(found["seals"][0]["vendors_total"]), RAW)


def _json(place: str, figures: Mapping[str, Any]) -> Iterator[Shown]:
    for key in JSON_KEYS:
        yield Shown(place, key, _raw(figures[key]), RAW)
    yield Shown(place, "cash", _raw(figures["channels"][0] if figures["omzet"] is not None else None), RAW)


def _raw(value: object) -> str:
    return "" if value is None else str(value)


# -- the office ---------------------------------------------------------------------------------------------------


def read_board(seen: Seen) -> Iterator[Shown]:
    with seen.store.db.read() as session:
        row = next(row for row in board(session) if (row.bazaar_id, row.day) == (seen.bazaar_id, seen.day))
    figures = {
        "present": row.present,
        "registered": row.registered,
        "asked": row.asked,
        "answered": row.answered,
        "omzet": row.omzet,
        "partner_omzet": row.partners,
    }
    for key, value in figures.items():
        yield Shown("papan lokasi", key, _raw(value), RAW)


def read_year(seen: Seen) -> Iterator[Shown]:
    """The year's report as its command prints it; its figures are those of the year of the day."""
    found = seen.command(report_year, str(seen.day.year))
    place, reach = "bazar report year", found["vendors"]["reach"]
    figures = {
        "bazaars": found["bazaars"],
        "bazaar_days": found["bazaar_days"],
        "others": found["others"],
        "other_days": found["other_days"],
        "not_held": found["coverage"]["not_held"],
        "sealed_days": found["coverage"]["sealed"],
        "unanswered": found["coverage"]["unanswered"],
        "asked": found["vendors"]["asked"],
        "answered": found["vendors"]["answered"],
        "blank": found["vendors"]["blank"],
        "sales": found["vendors"]["transactions"],
        "people": reach["people"],
        "participations": reach["participations"],
        "newcomers": reach["newcomers"],
        "omzet": found["vendors"]["omzet"],
    }
    for key, value in figures.items():
        yield Shown(place, f"{key} · setahun", _raw(value), RAW)
    for cut, name in (("by_category", "category"), ("by_agency", "agency")):
        for group in found[cut]:
            yield Shown(
                place,
                f"omzet · setahun {name} {(group['key'] or '-').casefold()}",
                _raw(group["figures"]["omzet"]),
                RAW,
            )


CHEAP: dict[str, Reader] = {
    "data": read_data_csv,
    "excel": read_excel_csv,
    "rows": read_omzet_csv,
    "press": read_press,
    "omzet list": read_omzet_command,
    "day show": read_day_command,
}
OFFICE: dict[str, Reader] = {"board": read_board, "year": read_year}
PAPERS: dict[str, Reader] = {
    "xlsx": read_xlsx,
    "recap": read_recap,
    "minutes": read_minutes,
    "summary": read_summary,
    "activity": read_activity,
    "whole": read_whole,
    "partners": read_partner_sheet,
}
