"""Sentences about taking in a list."""

from __future__ import annotations

from bazar_desktop.language import N_

SENTENCES: dict[str, str] = {
    "rows_unaccounted": N_(
        "Berkas berisi {rows} baris, tetapi {counted} yang terhitung. Tidak ada yang disimpan; laporkan berkas ini."
    ),
    "nothing_to_give_back": N_("Semua baris diterima; tidak ada yang perlu dikembalikan."),
    "sheet_missing": N_("Tidak ada lembar {sheet} di berkas ini. Lembarnya: {sheets}."),
    "field_unknown": N_("Tidak ada isian bernama {field}. Pilih salah satu: {fields}."),
    "unit_malformed": N_(
        "Satuan {text} tidak dikenal. Tulis seperti cash=1000, dengan 1, 1000 atau 1000000."
    ),
    "rejects_over_source": N_("Baris yang ditolak tidak boleh menimpa {name}. Pilih nama berkas lain."),
}
