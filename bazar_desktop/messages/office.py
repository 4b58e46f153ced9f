"""Sentences about enrolling laptops and naming offices."""

from __future__ import annotations

from bazar_desktop.language import N_

SENTENCES: dict[str, str] = {
    "own_introduction": N_("Berkas ini perkenalan kantor ini sendiri. Ambil berkas dari kantor yang lain."),
    "sheets_beside_preparations": N_(
        "Lembar laptop berisi kodenya, jadi tidak disimpan bersama berkas persiapan di {folder}. Pilih tempat lain."
    ),
    "not_an_office": N_("Hanya kantor yang dapat melakukan ini. Buka penyimpanan kantor, lalu ulangi."),
    "not_a_laptop": N_(
        "Hanya laptop lapangan yang dapat melakukan ini. Buka penyimpanan laptop, lalu ulangi."
    ),
    "not_enrolled": N_(
        "Laptop ini belum terdaftar di kantor. Minta berkas persiapan (.siap) dan kodenya dari kantor."
    ),
    "office_name_missing": N_("Nama kantor belum diisi. Isi nama yang akan tercetak pada tanda terima."),
    "device_name_missing": N_(
        "Nama laptop belum diisi. Isi nama yang dipakai sehari-hari, misalnya Laptop 3."
    ),
    "device_name_taken": N_(
        "Nama {name} sudah dipakai laptop yang terdaftar. Untuk membawakan data baru ke laptop itu, buat kabar. "
        "Untuk laptop lain, pilih nama lain; untuk laptop pengganti, cabut dulu yang lama."
    ),
    "letter_taken": N_(
        "{name} dan {other} sama-sama memakai huruf {letter} di kartu, jadi tidak boleh di satu bazar. "
        "Siapkan laptop lain untuk bazar itu."
    ),
    "laptop_of_another_office": N_(
        "{name} disiapkan {office}. Minta kantor itu yang melakukannya; hasilnya ikut dalam kirimannya berikut."
    ),
    "unknown_laptop": N_("Tidak ada laptop bernama {name}. Lihat daftar laptop, lalu pilih namanya."),
    "laptop_ambiguous": N_(
        "Beberapa laptop bernama {name}: {laptops}. Sebut kode di belakangnya sebagai ganti nama."
    ),
    "origin_taken": N_(
        "Jawaban {name} memakai rantai catatan milik laptop lain. Siapkan laptop itu sekali lagi dari awal."
    ),
    "answered_already": N_(
        "Berkas persiapan untuk {name} sudah dijawab laptop lain. Buat berkas persiapan baru untuk laptop ini."
    ),
}
