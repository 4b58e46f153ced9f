"""Vendor lists with whatever people type into cells, for looking whether anything of them gets lost."""

from __future__ import annotations

import random

Cells = list[list[object]]
TITLES = (
    ("No", "Nomor", "No Urut", "No Anggota"),
    ("Nama", "Nama Pemilik", "Nama Lengkap"),
    ("Nama Usaha", "Usaha", "Nama Toko"),
    ("NIK", "No KTP"),
    ("No HP", "No WA", "Telepon"),
    ("Kecamatan",),
    ("Kelurahan",),
    ("Alamat", "Alamat Lengkap (sesuai KTP)"),
    ("Produk", "Jenis Produk", "Komoditi"),
    ("Kategori", "Jenis Usaha"),
    ("Pengampu",),
    ("NIB",),
    ("P-IRT",),
    ("Sertifikat Halal",),
    ("No Jakpreneur",),
    ("Email",),
    ("Keterangan", "Ket"),
    ("Skor Kurasi", "Ukuran Kaus", "Lokasi", "Instagram"),
    ("Omzet per bulan", "Modal"),
)
ODD = (
    "081210000001 / 081310000002", "0812 1000 0001\n0813 1000 0002", "'081210000009", "3.17106E+15", "-", "n/a", "0",
    "Nur'aini", "Márni", "=SUM(A1:A3)", "<b>Toko</b>", "Rp 1.500.000,-", "1,5 jt", "±300rb", "\u200bkosong\u200b",
    "👍 siap", "Sawah Besr", "Cibinong", "KOP/001", "JKP-2024-0071", "9120001234567", "5.441391887532741",
    "-6.22610 106.85120 0 0", "ID31110000123456789", "206-3171-01", "a;b,c|d", '"kutip"', "baris satu\nbaris dua",
    "TRUE", "31/12/2026", "²³", "Ⅳ",
)  # fmt: skip
PLAIN = {
    "Nama": ("Siti Aminah", "Budi Hartono", "Dewi Lestari", "Rahmat", "Hj. Maemunah"),
    "Nama Usaha": ("Dapur Siti", "Keripik Budi", "Batik Dewi", "Kopi Rahmat", "Kue Maemunah"),
    "Kecamatan": ("Tebet", "Senen", "Gambir", "Kramatjati"),
    "Kelurahan": ("Tebet Barat", "Kwitang", "Cideng"),
    "Kategori": ("Kuliner", "Fashion", "Kriya", "Makanan"),
    "Pengampu": ("PPKUKM", "Dinas Parekraf", "Sudin KPKP"),
}


def make_vendor_list(seed: int) -> Cells:
    """One list; the same for the same seed."""
    chance = random.Random(seed)
    groups = [group for group in TITLES if group[0] == "Nama" or chance.random() < 0.55]
    if chance.random() < 0.3:
        chance.shuffle(groups)
    titles = [chance.choice(group) for group in groups]
    rows: Cells = [list(titles)]
    for count in range(1, chance.randint(3, 9)):
        rows.append([_cell(chance, group[0], count) for group in groups])
    return rows


def _cell(chance: random.Random, field: str, count: int) -> object:
    if chance.random() < 0.3:
        return chance.choice(("", *ODD))
    if field in PLAIN:
        return chance.choice(PLAIN[field])
    if field == "No":
        return count
    if field == "NIK":
        return f"3171{chance.randint(1, 8):02}{chance.randint(1, 28):02}0185{chance.randint(1, 9999):04}"
    if field == "No HP":
        return chance.choice(
            (f"0812{chance.randint(10**7, 10**8 - 1)}", chance.randint(8 * 10**10, 9 * 10**10))
        )
    return chance.choice((f"{field} {count}", chance.randint(1, 10**6), round(chance.random() * 100, 3)))
