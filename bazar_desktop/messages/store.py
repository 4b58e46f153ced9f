"""Sentences about the encrypted file, its keys, journal and backups."""

from __future__ import annotations

from bazar_desktop.language import N_

SENTENCES: dict[str, str] = {
    "store_unreadable": N_("Berkas data (bazar.db) rusak dan tidak diubah. Pulihkan dari cadangan."),
    "store_too_new": N_(
        "Data ini dibuat oleh program yang lebih baru dan tidak disentuh. Perbarui Bazar Desktop, lalu coba lagi."
    ),
    "no_store_here": N_("Belum ada data di {folder}. Buat data baru, atau pilih folder lain."),
    "office_unfinished": N_(
        "Pembuatan kantor di {folder} terputus sebelum selesai. Ulangi office init dengan alamat server yang sama; "
        "kantor itu akan diselesaikan."
    ),
    "store_exists": N_("Di {folder} sudah ada data. Buka data itu, atau pilih folder lain."),
    "database_in_use": N_(
        "Database itu sudah berisi {count} tabel, jadi tidak dipakai untuk kantor baru: isinya akan hilang. Buka "
        "kantor yang ada di situ, atau minta database yang kosong."
    ),
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
        "Berkas data (bazar.db) tidak ada di {folder}, padahal kuncinya ada. Kembalikan berkas itu bila dipindahkan, "
        "atau pulihkan dari cadangan. Tidak ada yang dibuat baru."
    ),
    "store_full": N_(
        "Ruang penyimpanan laptop penuh, jadi yang terakhir diminta (isian, cadangan atau pemeriksaan) tidak "
        "terlaksana dan tidak ada yang diubah. "
        "Yang sudah tersimpan tetap dapat dibaca. Lepas ruang cadangan atau hapus berkas yang tidak perlu, "
        "lalu coba lagi."
    ),
    "office_moved": N_(
        "Kantor ini dipindahkan ke komputer lain pada {at}. Di sini data hanya dapat dibaca; bekerjalah di komputer "
        "yang baru. Bila pemindahannya batal, supervisor dapat membatalkannya di Pengaturan, Kantor."
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
    "backup_place_taken": N_(
        "Di {folder} sudah ada cadangan dari laptop atau kantor lain, jadi tidak ditulis apa-apa. Pilih folder lain, "
        "atau pindahkan dulu isinya."
    ),
    "backup_place_unclear": N_(
        "Di {folder} sudah ada berkas kunci.json yang tidak terbaca dan mungkin milik laptop atau kantor lain, jadi "
        "tidak ditulis apa-apa. Pilih folder lain, atau pindahkan dulu berkas itu."
    ),
    "second_place_inside": N_(
        "{folder} ada di dalam folder data, jadi ikut hilang bila folder data hilang. Pilih flashdisk atau folder di "
        "tempat lain untuk cadangan kedua."
    ),
    "key_copy_unusable": N_(
        "{file} bukan salinan berkas kunci yang utuh. Tidak ada yang diubah. Pilih kunci.json dari tempat cadangan "
        "kedua, atau hubungi kantor."
    ),
    "key_copy_foreign": N_(
        "{file} adalah berkas kunci dari data lain: cadangan di sini dibuka dengan kunci yang berbeda. Tidak ada yang "
        "diubah. Pilih salinan yang lain."
    ),
    "backup_unusable": N_(
        "{file} bukan cadangan yang utuh dari data ini. Data tidak diubah. Pilih cadangan lain."
    ),
    "backup_unreadable": N_(
        "{file} tidak dapat dibaca: {reason}. Data tidak diubah. Periksa flashdisk dan izin berkas itu, lalu ulangi; "
        "bila tetap, pilih cadangan lain."
    ),
    "backup_missing": N_(
        "Tidak ada berkas {file}, dan tidak ada cadangan bernama itu di {folder}. Data tidak diubah. Sebut nama dari "
        "backup list, atau alamat berkasnya."
    ),
    "keys_foreign": N_(
        "Berkas kunci (kunci.json) di {folder} milik data lain; berkas data dan cadangannya sendiri tidak disentuh. "
        "Kembalikan berkas kunci yang benar dari cadangan: backup restore-keys."
    ),
    "keys_disagree": N_(
        "Berkas kunci (kunci.json) di {folder} dan salinannya di folder cadangan milik data yang berbeda. Bila nama "
        "Anda tidak ada di sini atau data tidak terbuka, kembalikan berkas kunci dari cadangan (perintah: backup "
        "restore-keys); bila data terbuka, pindahkan cadangan data lain itu ke tempatnya sendiri."
    ),
    "disk_full": N_(
        "Ruang di {folder} tidak cukup untuk {file}. Berkas itu tidak dibuat; data tetap aman. "
        "Kosongkan ruang atau pilih tempat lain."
    ),
    "output_failed": N_(
        "{file} tidak dapat ditulis di {folder} ({reason}). Berkas lama, bila ada, tidak berubah. "
        "Periksa flashdisk atau pilih tempat lain, lalu ulangi."
    ),
    "file_held": N_(
        "{file} di {folder} sedang dibuka program lain dan tidak diganti. Tutup program yang membukanya (misalnya "
        "Excel atau penampil PDF), lalu coba lagi."
    ),
    "file_there": N_(
        "{file} sudah ada di {folder} dan tidak disentuh. Beri nama lain, atau tambahkan --replace bila boleh diganti."
    ),
    "erasure_stands": N_(
        "Data orang ini sudah dihapus atas permintaannya dan tidak dapat dikembalikan. Buat catatan baru bila perlu."
    ),
    "wrong_pin": N_(
        "PIN untuk {name} tidak cocok. Coba lagi; bila lupa, minta supervisor atau kantor membuat PIN baru."
    ),
    "unknown_officer": N_("Petugas ini belum punya PIN di laptop ini. Minta supervisor menambahkannya."),
    "pin_must_wait": N_(
        "PIN {name} sudah beberapa kali salah. Tunggu {seconds} detik, lalu coba lagi; bila lupa, pilih Lupa PIN."
    ),
    "no_way_by_phone": N_(
        "Belum ada kode permintaan untuk {name} di laptop ini. Minta supervisor lain membuat PIN baru, atau pakai "
        "lembar kunci."
    ),
    "answer_does_not_fit": N_(
        "Kata-kata itu bukan jawaban untuk permintaan {request} ({name}). Jawaban hanya berlaku satu kali; bacakan "
        "kode permintaan yang tampil sekarang ke kantor, dan minta jawaban baru."
    ),
    "slot_ambiguous": N_(
        "Beberapa petugas bernama {name} punya PIN di sini. Sebut salah satu kodenya: {ids}."
    ),
    "keys_damaged": N_(
        "Berkas kunci (kunci.json) rusak. Data tetap ada. Kembalikan berkas kunci dari cadangan."
    ),
    "keys_too_new": N_("Berkas kunci dibuat program yang lebih baru. Perbarui program ini, lalu buka lagi."),
    "keys_exist": N_(
        "Di folder ini sudah ada berkas kunci yang utuh, dan tidak diganti. Buka data yang ada, atau pilih folder lain."
    ),
    "other_laptop": N_(
        "Data ini dibuat di laptop lain, jadi PIN tidak dapat membukanya di sini. Pilih Lupa PIN, lalu pakai lembar "
        "kunci, atau minta kantor membukanya."
    ),
    "no_office_keys": N_(
        "Data ini tidak punya kantor, dan lembar kuncinya belum pernah dibuat. Data hanya terbuka dengan PIN."
    ),
    "not_an_office_key": N_(
        "Kunci ini tidak membuka data di laptop ini. Pakai lembar kunci yang terakhir dibuat untuk data ini, atau "
        "kunci kantor yang menyiapkan laptop."
    ),
    "last_officer": N_(
        "Petugas terakhir tidak dapat dihapus, karena tidak ada lagi yang bisa membuka "
        "data. Tambahkan petugas lain dulu."
    ),
    "other_store": N_("Kunci ini milik penyimpanan lain. Buka dulu penyimpanan yang benar."),
    "log_damaged": N_(
        "Catatan isian terakhir (bazar.db-wal) rusak dan tidak diubah: yang diisi terakhir tidak terbaca. "
        "Pulihkan dari cadangan, atau pakai berkas sekarang tanpa isian itu."
    ),
    "store_foreign": N_(
        "Berkas {file} di {folder} bukan data laptop ini, kuncinya lain; berkas itu tidak disentuh. "
        "Buka folder yang benar, atau sisihkan berkas itu dan pakai cadangan laptop ini."
    ),
    "store_read_only": N_(
        "Folder data {folder} hanya dapat dibaca, jadi tidak ada yang dapat disimpan. Buka kunci tulisnya "
        "(flashdisk atau izin folder), atau salin folder itu ke tempat lain dan buka di sana, lalu coba lagi."
    ),
    "store_not_opened": N_(
        "Laptop tidak mengizinkan berkas data di {folder} dibuka. Periksa izin folder itu dan antivirus, lalu "
        "coba lagi."
    ),
    "store_moved": N_(
        "Berkas data tidak lagi di {folder}: dipindah, diganti atau dihapus selagi program terbuka. Isian "
        "terakhir belum "
        "tersimpan. Kembalikan berkas itu, tutup program, lalu buka lagi."
    ),
    "store_in_use": N_("Data ini sedang dibuka di jendela lain. Pakai jendela itu, atau tutup dulu."),
    "store_busy": N_(
        "Data ini masih dibuka jendela atau perintah lain, jadi belum boleh diganti. Tutup semua jendela dan "
        "perintah "
        "Bazar Desktop yang lain, lalu ulangi. Tidak ada yang diubah."
    ),
    "store_replaced": N_(
        "Data ini sedang dipulihkan atau diperbarui oleh jendela atau perintah lain. Tunggu sampai selesai, "
        "lalu coba lagi."
    ),
    "open_elsewhere": N_(
        "Data ini masih tercatat terbuka di komputer {name} sejak {at}. Tutup Bazar Desktop di sana, "
        "lalu coba lagi. "
        "Bila komputer itu tidak dipakai lagi, pilih Buka di sini (perintah: store take-over)."
    ),
    "key_file_missing": N_(
        "Berkas kunci (kunci.json) tidak ada di {folder}, padahal datanya ada dan tetap aman. Kembalikan "
        "berkas kunci "
        "dari cadangan. Jangan membuat data baru di folder ini."
    ),
    "key_and_data_missing": N_(
        "Berkas data (bazar.db) dan berkas kunci (kunci.json) tidak ada lagi di {folder}; yang masih ada {count} "
        "cadangan. Kembalikan dulu berkas kunci dari cadangan, lalu pulihkan data dari cadangan terbaru. Jangan "
        "membuat data baru di folder ini."
    ),
    "key_left_in_backups": N_(
        "Berkas kunci (kunci.json) tidak ada lagi di {folder}; salinannya masih ada di folder cadangan. Kembalikan "
        "berkas kunci dari cadangan. Data di server kantor, bila dipakai, tidak berubah. Jangan membuat data baru di "
        "folder ini."
    ),
    "server_key_missing": N_(
        "Berkas kunci (kunci.json) tidak ada di {folder}, padahal data kantor di server dibuka dengannya. Kembalikan "
        "berkas kunci dari salinannya, atau buka folder kantor yang benar. Kantor yang belum ada didirikan dengan "
        "perintah office init."
    ),
    "laptop_secret_gone": N_(
        "Rahasia laptop ini tidak ada di {folder}: pengguna komputer lain, atau sistemnya dipasang ulang. "
        "Data tetap ada. "
        "Masuk sebagai pengguna semula, kembalikan berkas rahasia-laptop dari salinannya, atau pilih "
        "Lupa PIN dan pakai lembar kunci atau jawaban kantor."
    ),
    "no_key_backup": N_(
        "Tidak ada salinan berkas kunci yang utuh di {folder}. Pilih kunci.json dari tempat cadangan kedua, "
        "atau hubungi "
        "kantor."
    ),
    "server_unreachable": N_(
        "Server data kantor tidak menjawab. Periksa jaringan, alamat dan nomor port server, lalu coba lagi. "
        "Data di server tidak berubah."
    ),
    "server_refuses": N_(
        "Server data kantor menolak nama pengguna atau sandinya. Periksa keduanya di BAZAR_DATABASE, lalu coba lagi."
    ),
    "server_lacks_database": N_(
        "Di server data kantor tidak ada basis data dengan nama itu. Periksa nama basis data di "
        "BAZAR_DATABASE, lalu coba lagi."
    ),
    "server_stopped": N_(
        "Sambungan ke server data kantor terputus, jadi isian terakhir belum tersimpan. Tunggu sampai server "
        "menyala lagi, "
        "lalu coba lagi."
    ),
    "server_of_other_office": N_(
        "Basis data itu milik kantor lain: kuncinya berbeda dari berkas kunci di sini. Tidak ada yang diubah. "
        "Periksa "
        "nama basis data di BAZAR_DATABASE dan folder kantor, lalu coba lagi."
    ),
    "server_database_empty": N_(
        "Basis data itu kosong: kantor dari berkas kunci di sini tidak ada di situ. Tidak ada yang diubah. Periksa "
        "nama basis data di BAZAR_DATABASE, lalu coba lagi; bila memang itu, minta pengelola server memulihkan isinya."
    ),
    "server_database_foreign": N_(
        "Basis data itu berisi tabel program lain, bukan kantor. Tidak ada yang diubah. Periksa nama basis data di "
        "BAZAR_DATABASE, lalu coba lagi."
    ),
    "database_address_wrong": N_(
        "Alamat basis data kantor salah tulis. Tulis di BAZAR_DATABASE (atau --database) seperti "
        "postgresql+psycopg://pengguna@server/kantor, lalu coba lagi."
    ),
    "server_not_named": N_(
        "Data kantor ini ada di server (PostgreSQL), dan alamat servernya belum disebut. Isi BAZAR_DATABASE atau "
        "tambahkan --database, seperti postgresql+psycopg://pengguna@server/kantor, lalu coba lagi."
    ),
    "server_part_missing": N_(
        "Program ini dipasang tanpa bagian untuk server data kantor. Pasang program yang lengkap, lalu coba lagi."
    ),
}
