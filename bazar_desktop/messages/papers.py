"""Sentences about attachments, photos and the laporan kegiatan."""

from __future__ import annotations

from bazar_desktop.language import N_

SENTENCES: dict[str, str] = {
    "not_a_photo": N_("Berkas itu bukan foto. Pilih foto (JPEG, PNG) atau hasil pindai."),
    "photo_too_big": N_("Foto itu {kilobytes} KB, paling besar {most} KB. Perkecil dulu."),
    "page_of_another_day": N_(
        "Halaman {code} bukan daftar hadir hari bazar ini. Periksa kode di kaki halaman, misalnya DH-….-01."
    ),
}
