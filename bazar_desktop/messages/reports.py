"""Sentences about the year's report."""

from __future__ import annotations

from bazar_desktop.language import N_

SENTENCES: dict[str, str] = {
    "unknown_cut": N_("Laporan tidak dapat dirinci menurut {cut}. Pilih salah satu: {known}."),
    "unknown_group": N_(
        "Rincian {cut} tahun itu tidak punya kelompok “{key}”. Sebut salah satu dengan --key: {known}."
    ),
    "nothing_to_correct": N_(
        "Tidak ada hari tertutup yang memakai data lain. Ubah dulu datanya, lalu berlakukan."
    ),
    "no_such_year": N_("Tahun {year} tidak dapat dilaporkan. Ketik empat angka, misalnya 2023."),
    "period_malformed": N_(
        "Periode itu tidak ada. Isi tanggal awal sebelum tanggal akhir, tahun 2000 sampai 2999."
    ),
}
