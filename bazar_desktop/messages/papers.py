"""Sentences about attachments, photos and the laporan kegiatan."""

from __future__ import annotations

from bazar_desktop.language import N_

SENTENCES: dict[str, str] = {
    "not_a_photo": N_("Berkas itu bukan foto. Pilih foto (JPEG, PNG) atau hasil pindai."),
    "photo_too_big": N_("Foto itu {kilobytes} KB, paling besar {most} KB. Perkecil dulu."),
    "page_of_another_day": N_(
        "Halaman {code} bukan daftar hadir hari bazar ini. Periksa kode di kaki halaman, misalnya DH-….-01."
    ),
    "visitors_out_of_range": N_("Taksiran pengunjung adalah angka 0 sampai {most}, atau kosong."),
    "activity_text_too_long": N_(
        "Tulisan itu terlalu panjang, paling banyak {most} huruf, supaya laporan kegiatan tetap satu halaman."
    ),
    "too_many_photos": N_("Laporan kegiatan memuat paling banyak {most} foto. Hapus satu dulu."),
    "no_such_photo": N_("Foto nomor {number} tidak ada pada hari bazar ini. Periksa nomornya."),
}
