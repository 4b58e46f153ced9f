"""Sentences about whose turn it is, and the draw."""

from __future__ import annotations

from bazar_desktop.language import N_

SENTENCES: dict[str, str] = {
    "turn_rules_malformed": N_(
        "Aturan giliran ini tidak dapat dipakai: {what}. Periksa angkanya, lalu simpan lagi."
    ),
    "quota_malformed": N_(
        "Kuota “{quota}” tidak dapat dipakai. Isi paling sedikit atau paling banyak; paling sedikit tidak boleh "
        "melebihi paling banyak, dan persen paling tinggi 100."
    ),
    "quota_group_unknown": N_("Kuota “{quota}”: {group} tidak dikenal. Yang ada: {known}."),
    "seed_missing": N_("Kata undian belum diisi. Minta saksi menyebut kata atau angka, lalu ketik."),
    "seed_malformed": N_(
        "Kata undian hanya boleh berisi huruf A-Z, angka, spasi dan . , : / - dan paling panjang {most} huruf."
    ),
    "unknown_draw_mode": N_("Cara undian {mode} tidak dikenal. Pilih salah satu: {known}."),
    "places_unknown": N_(
        "Jumlah tempat di {name} belum diketahui. Buat denahnya di Denah Booth, atau isi jumlah tempat di Aturan."
    ),
    "nobody_applied": N_("Belum ada pendaftar di bazar ini. Impor daftarnya dengan status Pendaftar."),
    "equals_not_drawn": N_(
        "{count} pendaftar setara di batas tempat belum diundi. Tekan Undian, atau tetapkan tanpa undian menurut "
        "nomor pendaftaran."
    ),
    "already_confirmed": N_(
        "{business} sudah terkonfirmasi, jadi tidak punya giliran. Ubah statusnya di daftar peserta."
    ),
    "unknown_override": N_("Keputusan {kind} tidak dikenal. Pilih masuk, keluar, atau urutan mulai 1."),
    "no_override": N_("Tidak ada keputusan petugas untuk {business}. Urutannya sudah menurut aturan."),
    "nothing_to_draw": N_(
        "Tidak ada pendaftar setara di batas tempat, jadi undian tidak mengubah apa pun. Langsung tetapkan."
    ),
    "drawn_already": N_(
        "Bazar ini sudah diundi (undian ke-{number}, kata {seed}). Untuk mengundi lagi tulis alasannya; keduanya "
        "tercantum di berita acara."
    ),
    "not_drawn_yet": N_("{name} belum diundi. Tekan Undian di Giliran, lalu cetak berita acaranya."),
}
