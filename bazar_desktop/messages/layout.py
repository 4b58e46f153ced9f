"""Sentences about the plan, its blocks, tents and templates."""

from __future__ import annotations

from bazar_desktop.language import N_

SENTENCES: dict[str, str] = {
    "booth_unknown": N_("Booth {booth} tidak ada di denah. Periksa nomornya atau pilih dari denah."),
    "fixture_unknown": N_("Sarana {fixture} tidak ada di denah. Muat ulang denah, lalu pilih lagi."),
    "label_taken": N_(
        "Nomor {booth} sudah dipakai booth lain. Beri nomor lain atau nomori ulang semua booth."
    ),
    "layout_not_possible": N_(
        "Denah dengan {tents} tenda, {booths_per_tent} booth per tenda, dan {mitra} booth mitra tidak dapat dibuat. "
        "Isi 1–200 tenda, 1, 2, atau 4 booth per tenda, dan paling banyak 20 booth mitra."
    ),
    "measure_not_possible": N_(
        "Ukuran {metres} meter tidak dapat dipakai di sini. Isi antara {least} dan {most} meter."
    ),
    "template_name_missing": N_("Beri nama templatnya, misalnya Denah hari hujan."),
    "not_a_template": N_(
        "Denah {name} sedang dipakai sebuah bazar, jadi tidak dapat dibuang. Pilih templat yang lain."
    ),
    "layout_unreadable": N_(
        "Berkas denah tidak dapat dibaca (bagian {where}). Minta berkas yang utuh, perbarui program, "
        "atau buat denah baru."
    ),
    "no_layout_yet": N_(
        "{name} belum punya denah. Buat denah dari banyaknya tenda, atau ambil dari templat lokasi."
    ),
    "layout_unknown": N_("Denah itu tidak ditemukan. Muat ulang, atau buat denah baru."),
    "layout_in_use": N_(
        "Booth {booths} masih ditempati, jadi tidak dapat dihapus. Pindahkan atau lepaskan pesertanya dahulu."
    ),
    "closed_under_holders": N_(
        "Booth {booths} masih ditempati atau dikunci untuk seseorang, jadi tidak dapat ditutup. Pindahkan atau "
        "lepaskan pesertanya dahulu."
    ),
    "layout_sealed": N_(
        "Booth {booths} dipakai pada hari yang sudah ditutup, jadi nomornya tetap. Beri nomor lain pada booth baru."
    ),
    "label_missing": N_("Setiap booth perlu nomor. Ketik nomornya, misalnya A-07."),
}

UNNAMED: dict[str, str] = {
    "booth_unknown": N_("Nomor booth belum disebut. Tulis nomornya, atau pilih dari denah."),
}
