"""Sentences about the goods that mitra brought and sold."""

from __future__ import annotations

from bazar_desktop.language import N_

SENTENCES: dict[str, str] = {
    "not_a_quantity": N_("“{text}” bukan banyaknya barang. Ketik seperti 12 atau 12,5, atau kosongkan."),
    "half_a_packet": N_(
        "Paket dihitung utuh, jadi {text} tidak dapat. Ketik angka bulat, atau ganti satuannya."
    ),
    "unknown_unit": N_("Satuan “{text}” tidak dikenal. Pakai kg, liter, atau paket."),
    "goods_name_missing": N_(
        "Nama barang belum diisi atau terlalu panjang. Isi paling banyak {largest} huruf."
    ),
    "not_a_partner": N_("Hanya mitra yang mempunyai buku barang. Pilih booth mitra."),
    "unknown_goods": N_("Barang {goods} belum ada di buku mitra itu. Periksa namanya."),
    "goods_known": N_("Barang {goods} sudah ada di buku mitra itu. Ubah barisnya, atau pakai nama lain."),
}
