"""A register of plausible vendors of any size as one workbook of twelve columns, written in constant memory."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import xlsxwriter

from bazar_desktop.domain.bazaars.regions import KELURAHAN
from bazar_desktop.services.settings.regions import regions

HEADER = (
    "No", "Nama Pemilik", "Nama Usaha", "NIK", "No HP", "Alamat", "Kecamatan", "Kelurahan", "Jenis Produk", "Kategori",
    "Pengampu", "Email",
)  # fmt: skip
_FIRST = (
    "Siti", "Sri", "Nur", "Dewi", "Ahmad", "Muhammad", "Endang", "Rina", "Yuli", "Agus", "Budi", "Eko", "Tri", "Wahyu",
    "Ratna", "Lestari", "Marni", "Jali", "Aisyah", "Fatimah", "Bambang", "Hendra", "Ika", "Joko", "Kartini", "Lilis",
)  # fmt: skip
_MIDDLE = (
    "ani",
    "ati",
    "wati",
    "yah",
    "anto",
    "awan",
    "udin",
    "iyah",
    "ningsih",
    "yono",
    "asih",
    "imah",
    "ono",
    "ella",
)
_LAST = (
    "Suryani", "Hasanah", "Rahayu", "Wijaya", "Saputra", "Lubis", "Nasution", "Pratama", "Kusuma", "Handayani", "Utami",
    "Permata", "Susanti", "Hidayat", "Setiawan", "Maulana", "Gunawan", "Anggraini", "Puspita", "Halim", "Siregar",
)  # fmt: skip
_TRADES = (
    ("Dapur", "nasi uduk", "Kuliner"), ("Kerak Telor", "kerak telor", "Kuliner"), ("Batik", "batik tulis", "Fesyen"),
    ("Warung", "gado-gado", "Kuliner"), ("Rumah Jahit", "gamis", "Fesyen"), ("Es", "es selendang mayang", "Minuman"),
    ("Kedai Kopi", "kopi susu", "Minuman"), ("Kriya", "tas anyaman", "Kriya"), ("Pondok", "ayam bakar", "Kuliner"),
    ("Toko", "kue kering", "Kuliner"), ("Griya", "kerajinan kayu", "Kriya"), ("Salon", "rias wajah", "Jasa"),
)  # fmt: skip
_COACHES = ("PPKUKM", "PPAPP", "Sosial", "Nakertrans dan Energi", "Parekraf", "KPKP")


def big_rows(count: int, seed: int = 1) -> Iterator[list[str | int]]:
    """`count` rows of HEADER; NIK and phone are all different."""
    chance = random.Random(seed)
    known = regions()
    places = [(known.by_code[region.parent].name, region.name) for region in known.of_level(KELURAHAN)]
    for number in range(1, count + 1):
        first, last = chance.choice(_FIRST), chance.choice(_LAST)
        middle = chance.choice(_FIRST) + chance.choice(_MIDDLE)
        trade, product, category = chance.choice(_TRADES)
        kecamatan, kelurahan = chance.choice(places)
        day = chance.randint(1, 28) + 40 * chance.randint(0, 1)
        born = f"{day:02}{chance.randint(1, 12):02}{60 + number // 9999 % 40}"
        yield [
            number,
            f"{first} {middle} {last}",
            f"{trade} {chance.choice(('Bu', 'Bang', 'Mak', 'Neng'))} {first} {chance.choice(_LAST)}",
            f"3171{chance.randint(1, 8):02}{born}{number % 9999 + 1:04}",
            f"0812{number + 10_000_000:08}",
            f"Jl. {chance.choice(_LAST)} {chance.randint(1, 200)} RT {chance.randint(1, 16)}/{chance.randint(1, 9)}",
            kecamatan,
            kelurahan,
            product,
            category,
            chance.choice(_COACHES),
            f"{first}.{middle}{number}@contoh.id".lower(),
        ]


def write_big_list(path: Path, count: int) -> Path:
    """The workbook of `count` vendors at `path`."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Pelaku UMKM")
        sheet.write_row(0, 0, HEADER)
        for at, row in enumerate(big_rows(count), start=1):
            sheet.write_row(at, 0, row)
    return path
