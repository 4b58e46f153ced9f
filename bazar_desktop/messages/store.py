"""Sentences about the encrypted file, its keys, journal and backups."""

from __future__ import annotations

from bazar_desktop.language import N_

SENTENCES: dict[str, str] = {
    "store_unreadable": N_(
        "Berkas data tidak dapat dibuka. Data asli tidak diubah. Pulihkan dari cadangan, atau hubungi kantor."
    ),
    "store_too_new": N_(
        "Data ini dibuat oleh program yang lebih baru dan tidak disentuh. Perbarui Bazar Desktop, lalu coba lagi."
    ),
    "no_store_here": N_("Belum ada data di {folder}. Buat data baru, atau pilih folder lain."),
    "store_exists": N_("Di {folder} sudah ada data. Buka data itu, atau pilih folder lain."),
    "moved_on": N_("Data ini sudah diubah sejak Anda membukanya. Muat ulang, periksa, lalu simpan lagi."),
    "nothing_to_undo": N_("Tidak ada yang dapat diurungkan di laptop ini oleh petugas ini."),
    "field_moved_on": N_(
        "Isian ini sudah diubah lagi, jadi tidak dapat diurungkan. Ubah langsung ke nilai yang benar."
    ),
    "still_in_use": N_(
        "Tidak dapat diurungkan: sesudahnya sudah ada catatan lain yang memakainya ({entity}). Urungkan atau batalkan "
        "catatan itu dulu. Tidak ada yang diubah."
    ),
    "gap_in_chain": N_(
        "Ada perubahan yang belum sampai: nomor {first} sampai {last}. Minta paket sebelumnya."
    ),
    "chain_forked": N_(
        "Laptop ini tampaknya digandakan: nomor {seq} berisi hal berbeda. Hubungi kantor sebelum lanjut."
    ),
    "change_unsound": N_("Perubahan nomor {seq} rusak atau diubah orang. Minta paket dibuat ulang."),
    "value_refused": N_(
        "{field} ({entity}) tidak dapat disimpan: {rule}. Tidak ada yang diubah. Perbaiki isiannya, lalu coba lagi."
    ),
    "content_broken": N_(
        "Catatan no. {seq} memuat isian yang tidak mungkin: {entity} {field}, {rule}. Tidak ada yang diubah. Minta "
        "laptop pengirim dan laptop ini memakai program terbaru, lalu buat paketnya lagi; bila tetap, hubungi kantor."
    ),
    "store_file_missing": N_(
        "Berkas data (bazar.db) tidak ada di {folder}, padahal kuncinya ada. Pulihkan dari cadangan. "
        "Tidak ada yang dibuat baru."
    ),
    "store_full": N_(
        "Ruang penyimpanan laptop penuh, jadi isian terakhir belum tersimpan. "
        "Hapus berkas yang tidak perlu, lalu coba lagi."
    ),
    "store_locked": N_(
        "Berkas data sedang dipakai program lain, jadi isian terakhir belum tersimpan. "
        "Tutup program itu, lalu coba lagi."
    ),
    "store_not_written": N_(
        "Penyimpanan laptop gagal dibaca atau ditulis. Jangan matikan laptop. "
        "Coba lagi; bila tetap gagal, buat cadangan ke flashdisk."
    ),
    "backup_broken": N_(
        "Cadangan di {folder} tidak lolos pemeriksaan dan dibuang. Data asli aman. Coba lagi ke tempat lain."
    ),
    "backup_unusable": N_(
        "{file} bukan cadangan yang utuh dari data ini. Data tidak diubah. Pilih cadangan lain."
    ),
    "disk_full": N_(
        "Ruang di {folder} tidak cukup untuk {file}. Berkas itu tidak dibuat; data tetap aman. "
        "Kosongkan ruang atau pilih tempat lain."
    ),
    "output_failed": N_(
        "{file} tidak dapat ditulis di {folder} ({reason}). Berkas lama, bila ada, tidak berubah. "
        "Periksa flashdisk atau pilih tempat lain, lalu ulangi."
    ),
    "erasure_stands": N_(
        "Data orang ini sudah dihapus atas permintaannya dan tidak dapat dikembalikan. Buat catatan baru bila perlu."
    ),
    "wrong_pin": N_(
        "PIN untuk {name} tidak cocok. Coba lagi; bila lupa, minta supervisor atau kantor membuat PIN baru."
    ),
    "unknown_officer": N_("Petugas ini belum punya PIN di laptop ini. Minta supervisor menambahkannya."),
    "slot_ambiguous": N_(
        "Beberapa petugas bernama {name} punya PIN di sini. Sebut salah satu kodenya: {ids}."
    ),
    "keys_damaged": N_(
        "Berkas kunci (kunci.json) hilang atau rusak. Data tetap ada. Pulihkan berkas itu dari cadangan."
    ),
    "keys_too_new": N_("Berkas kunci dibuat program yang lebih baru. Perbarui program ini, lalu buka lagi."),
    "keys_exist": N_("Di map ini sudah ada berkas kunci. Buka data yang ada, atau pilih map lain."),
    "pin_too_short": N_("PIN terlalu pendek. Pakai paling sedikit {shortest} angka atau huruf."),
    "pin_too_long": N_("PIN terlalu panjang. Pakai paling banyak {longest} angka atau huruf."),
    "other_laptop": N_(
        "Data ini dibuat di laptop lain, jadi PIN tidak dapat membukanya di sini. Minta "
        "kantor membukanya dengan kunci kantor."
    ),
    "not_an_office_key": N_(
        "Kunci kantor ini tidak membuka data di laptop ini. Pakai kunci kantor yang "
        "menyiapkan laptop, atau kunci cadangannya."
    ),
    "last_officer": N_(
        "Petugas terakhir tidak dapat dihapus, karena tidak ada lagi yang bisa membuka "
        "data. Tambahkan petugas lain dulu."
    ),
    "other_store": N_("Kunci ini milik penyimpanan lain. Buka dulu penyimpanan yang benar."),
}
