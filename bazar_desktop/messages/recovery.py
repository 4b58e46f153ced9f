"""Sentences about ways back into a store: requests, answers, the key sheet, another computer."""

from __future__ import annotations

from bazar_desktop.language import N_

SENTENCES: dict[str, str] = {
    "word_unknown": N_("Kata ke-{place} ({word}) tidak ada di daftar kata. Periksa kata itu, lalu ulangi."),
    "words_miscounted": N_("Ada {count} kata, seharusnya {wanted}. Periksa apakah ada yang terlewat."),
    "words_misheard": N_("Kata di baris {line} tidak cocok satu sama lain. Bacakan baris itu sekali lagi."),
    "request_mistyped": N_(
        "Kode itu bukan permintaan {laptop} untuk {officer}, atau ada huruf yang salah dengar. Periksa laptop dan "
        "nama petugasnya, lalu minta kodenya dibacakan lagi."
    ),
    "key_text_mistyped": N_(
        "Kunci itu salah ketik: ada huruf yang keliru atau kurang. Periksa, lalu ulangi."
    ),
    "laptop_not_in_use": N_(
        "{name} tidak terdaftar di kantor ini atau sudah dicabut, jadi tidak mendapat jawaban. Periksa daftar laptop."
    ),
    "no_answer_in_file": N_("{file} bukan jawaban kantor. Pilih berkas .jawaban dari flashdisk kantor."),
    "answer_file_unread": N_(
        "{file} tidak dapat dibaca: flashdisknya tercabut atau rusak. Pasang lagi atau pakai flashdisk lain, lalu "
        "pilih berkasnya lagi; atau ketik dua belas kata yang dibacakan kantor."
    ),
    "secret_not_given": N_(
        "Kata atau kunci belum diberikan. Isi variabel {variable}, lalu ulangi perintahnya."
    ),
    "no_key_sheet": N_("Belum ada lembar kunci. Buat dulu di Pengaturan, Kantor."),
    "key_sheet_unchecked": N_(
        "Lembar kunci sudah dibuat, tetapi belum dicek. Ketik kembali kata ke-{places} dari kertasnya (Cek dua kata di "
        "Pengaturan, Kantor; perintah: recovery check-sheet), lalu ulangi."
    ),
    "answer_folder_missing": N_("Folder {folder} tidak ada. Tidak ada yang dibuat. Pilih folder yang ada."),
    "several_backups_here": N_(
        "Di {folder} ada cadangan dari beberapa laptop: {names}. Pilih salah satu folder itu."
    ),
    "office_stays": N_(
        "Kantor ini tidak tercatat dipindahkan dari sini, jadi tidak ada pemindahan yang dibatalkan. Tidak ada yang "
        "diubah."
    ),
    "sheet_words_differ": N_(
        "Kedua kata itu bukan kata ke-{places} di lembar kunci yang terakhir dibuat. Periksa lembarnya, atau cetak "
        "yang baru."
    ),
    "sheet_folder_missing": N_("Folder {folder} tidak ada. Tidak ada yang dibuat. Pilih folder yang ada."),
    "sheet_file_exists": N_("{file} sudah ada dan tidak ditimpa. Tidak ada yang dibuat. Pilih nama lain."),
    "no_backup_here": N_(
        "Di {folder} tidak ada cadangan beserta berkas kuncinya (kunci.json). Pilih folder cadangan, flashdisk "
        "cadangan kedua, atau salinan folder data."
    ),
}

UNNAMED: dict[str, str] = {
    "word_unknown": N_("Kata ke-{place} belum diisi. Isi kata itu, lalu ulangi."),
    "request_mistyped": N_(
        "Kode itu bukan permintaan PIN, atau ada huruf yang salah dengar. Periksa laptop dan nama petugasnya, lalu "
        "minta kodenya dibacakan lagi."
    ),
    "laptop_not_in_use": N_(
        "Laptop itu tidak terdaftar di kantor ini atau sudah dicabut, jadi tidak mendapat jawaban. Periksa daftar "
        "laptop."
    ),
}
