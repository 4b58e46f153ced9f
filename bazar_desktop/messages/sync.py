"""Sentences about the form of packages and enrolment files."""

from __future__ import annotations

from bazar_desktop.language import N_

SENTENCES: dict[str, str] = {
    "too_many_readers": N_(
        "Berkas ini untuk {count} pembaca, paling banyak {most}. Cabut laptop yang tidak dipakai lagi, "
        "atau buat kabar untuk satu laptop saja dengan office news --for."
    ),
    "package_damaged": N_(
        "Paket ini rusak atau tidak lengkap. Tidak ada yang diubah. Minta laptop pengirim membuat paket lagi."
    ),
    "bad_signature": N_(
        "Tanda tangan paket tidak cocok dengan kunci {name}. Tidak ada yang diubah. "
        "Hubungi pengirim dan minta paket baru."
    ),
    "foreign_origin": N_(
        "Paket dari {name} memuat catatan milik laptop lain. Tidak ada yang diubah. Hubungi pengirim."
    ),
    "unknown_device": N_(
        "Paket ini dari laptop atau kantor yang belum terdaftar ({device}). Daftarkan "
        "dulu, lalu baca paketnya lagi."
    ),
    "device_revoked": N_(
        "Kunci {name} sudah dicabut, jadi paketnya tidak diterima. Bila laptop itu sudah "
        "ditemukan, daftarkan kembali."
    ),
    "not_for_us": N_(
        "Paket dari {name} tidak ditujukan ke sini. Teruskan ke kantor. Bila perlu di laptop "
        "ini, baca dulu paket kantor di laptop itu, lalu buat paketnya lagi."
    ),
    "cloned_laptop": N_(
        "Dua laptop menulis catatan dengan nomor yang sama ({name}, no. {number}). Tidak "
        "ada yang diubah. Hubungi kantor: salah satunya salinan."
    ),
    "too_new": N_(
        "Berkas ini dibuat program yang lebih baru (versi {found}; program ini mengenal "
        "{known}). Perbarui program, lalu baca lagi."
    ),
    "too_old": N_(
        "Berkas ini dibuat program yang terlalu lama (versi {found}). Minta pengirim "
        "memperbarui program dan membuatnya lagi."
    ),
    "too_big": N_(
        "Berkas ini lebih besar daripada yang boleh dibaca. Tidak ada yang diubah. Minta "
        "pengirim membuatnya lagi dalam bagian yang lebih kecil."
    ),
    "sample_data": N_(
        "Data contoh tidak boleh bercampur dengan data sungguhan. Tidak ada yang diubah. "
        "Buka berkas ini di penyimpanan yang sejenis."
    ),
    "nothing_to_pack": N_(
        "Belum ada perubahan baru sejak yang terakhir diterima kantor. Tidak perlu membuat paket."
    ),
    "broken_run": N_(
        "Catatan no. {number} tidak bersambung dengan yang sebelumnya, jadi paket tidak "
        "dibuat. Pulihkan dari cadangan atau hubungi kantor."
    ),
    "files_too_big": N_(
        "Lampiran paling banyak {most} foto JPEG, masing-masing paling besar {kilobytes} "
        "KB. Perkecil atau kurangi fotonya."
    ),
    "keys_unreadable": N_(
        "Kunci laptop atau kantor tidak terbaca. Pulihkan dari cadangan, atau daftarkan laptop ini lagi."
    ),
    "wrong_transfer_code": N_(
        "Kode serah terima tidak cocok dengan berkas ini. Periksa kodenya dengan kantor, lalu ketik lagi."
    ),
    "answer_to_another": N_(
        "Jawaban dari {name} bukan untuk berkas persiapan kantor ini. Pastikan laptop "
        "itu memakai berkas yang benar."
    ),
}
