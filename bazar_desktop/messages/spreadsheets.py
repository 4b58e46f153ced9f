"""Sentences about files that are read as lists."""

from __future__ import annotations

from bazar_desktop.language import N_

SENTENCES: dict[str, str] = {
    "file_missing": N_("Berkas {name} tidak ada atau tidak bisa dibuka. Periksa stik USB, lalu pilih lagi."),
    "not_a_spreadsheet": N_(
        "{name} bukan daftar: isinya {kind}. Simpan daftar itu sebagai .xlsx, .ods atau .csv, lalu pilih lagi."
    ),
    "file_passworded": N_(
        "{name} dikunci kata sandi. Buka di Excel, simpan salinannya tanpa kata sandi, lalu pilih salinan itu."
    ),
    "file_has_macros": N_(
        "{name} berisi makro (program), jadi tidak dibaca. Simpan sebagai .xlsx tanpa makro, lalu pilih lagi."
    ),
    "file_damaged": N_(
        "{name} rusak dan tidak terbaca. Buka dan simpan ulang di Excel, atau minta salinan baru."
    ),
    "file_too_big": N_(
        "{name} terlalu besar untuk dibaca dengan aman. Salin hanya barisnya ke buku kerja baru, lalu pilih itu."
    ),
    "reading_took_too_long": N_(
        "{name} belum selesai dibaca setelah {seconds} detik. Bagi menjadi beberapa berkas, lalu coba lagi."
    ),
    "no_table_found": N_("Tidak ada tabel di {name}. Pilih berkas yang berisi judul kolom dan barisnya."),
    "column_missing": N_("Kolom {column} tidak ada di tabel ini. Pilih ulang kolomnya."),
    "no_programme_in_file": N_(
        "Tidak ada lembar dengan kolom Lokasi di {name}. Beri judul kolom Lokasi, Kecamatan, dan Tanggal."
    ),
}

UNNAMED: dict[str, str] = {
    "not_a_spreadsheet": N_(
        "Isinya bukan daftar, melainkan {kind}. Simpan daftar itu sebagai .xlsx, .ods atau .csv, lalu pilih lagi."
    ),
    "file_too_big": N_(
        "Daftar itu terlalu besar untuk dibaca dengan aman. Salin hanya barisnya ke buku kerja baru, lalu pilih itu."
    ),
    "reading_took_too_long": N_(
        "Daftar itu belum selesai dibaca setelah {seconds} detik. Bagi menjadi beberapa bagian, lalu coba lagi."
    ),
    "no_table_found": N_("Tidak ada tabel di sini. Salin judul kolom beserta barisnya, lalu tempel lagi."),
    "column_missing": N_("Ada kolom yang tidak ada di tabel ini. Pilih ulang kolomnya."),
}
