"""Sentences about vendors, their documents, duplicates and erasures."""

from __future__ import annotations

from bazar_desktop.language import N_

SENTENCES: dict[str, str] = {
    "store_moved_on": N_(
        "Data sudah berubah sejak daftar ini diperiksa. Periksa daftarnya sekali lagi, lalu simpan."
    ),
    "nothing_to_save": N_("Tidak ada baris baru atau berubah di daftar ini, jadi tidak ada yang disimpan."),
    "reveal_reason_missing": N_("Tulis alasan melihat nomor ini; alasan itu dicatat."),
    "nothing_to_reveal": N_("Nomor itu belum diisi. Isi dulu lewat Ubah data."),
    "same_vendor": N_("Pilih dua pelaku UMKM yang berbeda."),
    "not_joined": N_("Kedua pelaku UMKM ini tidak digabung."),
    "document_unknown": N_("Dokumen itu sudah tidak ada. Buka lagi halaman pelaku UMKM-nya."),
    "document_kind_unknown": N_("Tidak ada dokumen jenis {kind}. Pilih salah satu: {kinds}."),
    "document_ends_before_it_begins": N_(
        "Tanggal habis tidak boleh sebelum tanggal mulai. Periksa kedua tanggalnya."
    ),
    "unknown_vendor": N_("Pelaku UMKM itu tidak ditemukan. Cari lagi di daftar."),
    "vendor_name_missing": N_("Nama pemilik atau nama usaha harus diisi."),
    "erasure_reason_missing": N_(
        "Tulis dasar permintaannya, misalnya nomor surat. Jangan tulis nama orangnya di sini."
    ),
    "erasure_not_confirmed": N_(
        "Data yang dihapus tidak dapat kembali. Bila sudah yakin, ulangi perintahnya dengan --yes."
    ),
}
