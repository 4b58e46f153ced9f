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
    "field_given_twice": N_("Kolom {columns} tidak dapat berisi {field} bersama-sama. Pilih salah satu."),
    "unit_malformed": N_(
        "Satuan {text} tidak dikenal. Tulis seperti cash=1000, dengan 1, 1000 atau 1000000."
    ),
    "filter_malformed": N_("Saringan {text} tidak dikenal. Tulis seperti F=Lolos."),
    "rejects_over_source": N_("Baris yang ditolak tidak boleh menimpa {name}. Pilih nama berkas lain."),
    "name_column_asked": N_("Kolom mana yang berisi nama pelaku atau usahanya? Kolomnya: {columns}."),
    "cards_asked": N_(
        "Lembar ini berisi kartu: isiannya turun di kolom {column} ({labels}), bukan satu pelaku satu baris."
        " Susun dahulu menjadi satu baris seorang, atau pilih isi kolom {column}."
    ),
    "money_column_asked": N_("Kolom mana yang berisi omzetnya? Kolomnya: {columns}."),
    "rival_columns_asked": N_(
        "Beberapa kolom mungkin berisi hal yang sama. Yang mana yang dipakai: {columns}?"
    ),
    "second_list_asked": N_(
        "Ada daftar kedua di samping yang pertama ({columns}). Ambil dahulu yang satu: batasi kolomnya di Tabel."
    ),
    "small_figures_asked": N_(
        "Angka di kolom {column} biasanya hanya {usual}. Apakah itu rupiah, ribuan, atau jumlah barang?"
    ),
    "other_day_asked": N_("Daftar ini menyebut hari {named}, bukan {day}. Benar untuk hari {day}?"),
    "unread_days_asked": N_(
        "Isi kolom {column} tampaknya hari atau tanggal, tetapi tidak dikenali: {read}."
        " Benar semua barisnya untuk hari {day}?"
    ),
    "many_days_asked": N_("Judulnya menyebut beberapa hari: “{title}”. Benar isinya hanya untuk hari {day}?"),
    "other_sheets_asked": N_(
        "Lembar {sheets} juga berisi daftar, sedangkan yang diambil hanya {taken}. Ambil semua yang dimaksud di "
        "langkah Berkas, atau lanjutkan dengan {taken} saja."
    ),
    "other_money_asked": N_(
        "Kolom {columns} juga berisi uang, tetapi belum dihitung. Pilih isinya, atau lanjutkan kalau bukan omzet."
    ),
    "replaced_columns_asked": N_(
        "Kolom {columns} tadi juga dipilih, lalu diganti kolom lain. Dijumlahkan semuanya? Bila tidak, pilih isi kolom"
        " itu sekali lagi, misalnya Catatan."
    ),
    "marked_rows_asked": N_(
        "{hidden} baris tersembunyi dan {struck} baris dicoret di berkas ini. Ikut diambil atau dilewati?"
    ),
    "day_of_columns_unknown": N_(
        "Daftar ini punya kolom untuk beberapa hari: {days}. Kolom mana untuk hari {day}?"
    ),
    "sums_differ": N_(
        "Jumlah yang akan disimpan {written}, sedangkan JUMLAH di berkas {stated}: beda {difference}."
        " Periksa dahulu barisnya."
    ),
    "programme_name_missing": N_("Nama programnya belum disebut. Isi nama program, misalnya Bazar Ramadan."),
    "kecamatan_not_written": N_("Kecamatan untuk {lokasi} belum ditulis. Isi kolom Kecamatan."),
    "code_of_other_lokasi": N_(
        "Kode {code} milik bazar di {lokasi}. Kosongkan kodenya atau perbaiki lokasinya."
    ),
    "template_unknown": N_(
        "Tidak ada templat denah “{template}”. Simpan dahulu sebagai templat di Denah Booth, atau tulis jumlah tenda."
    ),
    "template_ambiguous": N_(
        "Beberapa lokasi punya templat “{template}”: {lokasi}. Beri nama yang berbeda, atau tulis jumlah tenda."
    ),
}
