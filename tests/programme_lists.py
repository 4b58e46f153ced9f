"""Lists of a programme as an office writes them: lokasi on one sheet, participants on another, or all on one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter

Rows = Sequence[Sequence[object]]
KECAMATAN = (
    "Sawah Besar",
    "Menteng",
    "Johar Baru",
    "Kemayoran",
    "Tanah Abang",
    "Cempaka Putih",
    "Senen",
    "Gambir",
)
PLACES: Rows = (
    ("Daftar Lokasi Bazar Ramadan 2023",),
    ("No", "Lokasi", "Kecamatan", "Tanggal", "Jumlah Tenda", "Jumlah Mitra"),
    (1, "Rusun Karang Anyar", "Sawah Besar", "20-21 Maret 2023", 6, 2),
    (2, "RPTRA Borobudur", "Menteng", "20/3/2023; 21/3/2023", 4, 0),
    (3, "Kantor Kecamatan Kemayoran", "Kemayoran", "21/3/2023", "", ""),
    ("", "Jumlah", "", "", 10, ""),
)
PEOPLE: Rows = (
    ("No", "Lokasi", "Nama Pemilik", "Nama Usaha", "No HP", "Kecamatan", "Status", "Booth"),
    (1, "Rusun Karang Anyar", "Marni Suryani", "Dapur Bu Marni", "081234560001", "Sawah Besar", "", "A-02"),
    (2, "Rusun Karang Anyar", "Budi Santoso", "Kopi Budi", "081234560002", "Gambir", "Cadangan", ""),
    (3, "RPTRA Borobudur", "Marni Suryani", "Dapur Bu Marni", "081234560001", "Sawah Besar", "", ""),
    (4, "RPTRA Borobudur", "Siti Aminah", "Batik Siti", "081234560003", "Menteng", "", ""),
    (5, "Kantor Kecamatan Kemayoran", "Joko Susilo", "Keripik Joko", "081234560004", "Kemayoran", "", ""),
)


def write_book(path: Path, sheets: Mapping[str, Rows]) -> Path:
    """A workbook with these sheets."""
    book = xlsxwriter.Workbook(str(path))
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return path


def write_programme(folder: Path, places: Rows = PLACES, people: Rows = PEOPLE) -> Path:
    """The usual list: lokasi and participants on two sheets."""
    return write_book(folder / "program.xlsx", {"Lokasi": places, "Peserta": people})


def many_lokasi(folder: Path, lokasi: int = 64, people: int = 30) -> Path:
    """A big day: so many lokasi with so many participants each; every tenth stands at the lokasi before too."""
    places: list[Sequence[object]] = [("Lokasi", "Kecamatan", "Tanggal", "Jumlah Tenda")]
    rows: list[Sequence[object]] = [("Lokasi", "Nama Pemilik", "Nama Usaha", "No HP", "Kecamatan")]
    for at in range(lokasi):
        kecamatan = KECAMATAN[at % len(KECAMATAN)]
        places.append((f"RPTRA Nomor {at + 1}", kecamatan, "20-21 Maret 2023", -(-people // 2)))
        for who in range(people):
            number = (at - 1) * people + who - 1 if who % 10 == 9 and at else at * people + who
            home = KECAMATAN[number // people % len(KECAMATAN)]
            name = (f"Pemilik {number:05}", f"Usaha {number:05}", f"0812{number:08}", home)
            rows.append((f"RPTRA Nomor {at + 1}", *name))
    return write_book(folder / "banyak.xlsx", {"Lokasi": places, "Peserta": rows})
