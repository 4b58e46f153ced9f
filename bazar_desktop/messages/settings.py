"""Sentences about officers, their PINs, the office's settings and backups."""

from __future__ import annotations

from bazar_desktop.language import N_

SENTENCES: dict[str, str] = {
    "officer_name_missing": N_("Nama petugas belum diisi. Isi nama, lalu simpan."),
    "unknown_role": N_("Peran {role} tidak dikenal. Pilih petugas atau supervisor."),
    "supervisor_only": N_(
        "Hanya supervisor yang boleh melakukan ini. Ganti petugas dengan F12, atau minta supervisor."
    ),
    "no_own_backup": N_(
        "Data ini ada di server kantor, jadi cadangannya dibuat oleh server. Hubungi pengelola server."
    ),
    "second_place_gone": N_("{folder} tidak ada. Pasang flashdisknya, lalu ulangi."),
    "officer_dismissed": N_(
        "{name} sudah dinonaktifkan dan tidak dapat masuk. Minta supervisor mengaktifkannya kembali."
    ),
    "own_officer": N_(
        "Petugas yang sedang bertugas tidak dapat dinonaktifkan atau kehilangan perannya. "
        "Ganti petugas dulu dengan F12."
    ),
    "last_supervisor": N_("Harus ada sedikitnya satu supervisor yang aktif. Angkat supervisor lain dulu."),
    "officer_not_found": N_("Tidak ada petugas aktif bernama {name}. Lihat daftarnya: officer list."),
    "officer_ambiguous": N_("Beberapa petugas bernama {name}. Sebut kodenya sebagai ganti nama: {officers}."),
    "officer_name_taken": N_("Sudah ada petugas bernama {name}. Tambahkan nama lengkap atau gelarnya."),
    "pin_not_given": N_("PIN belum diberikan. Isi variabel {variable}, lalu ulangi perintahnya."),
    "agency_name_missing": N_("Nama instansi belum diisi. Isi nama, lalu simpan."),
    "agency_exists": N_("{name} sudah ada dalam daftar. Pakai yang sudah ada, atau ganti namanya."),
    "letterhead_empty": N_("Kop surat perlu sedikitnya satu baris. Isi nama kantor."),
    "letterhead_too_long": N_("Kop surat paling banyak {most} baris. Gabungkan atau hapus sebagian."),
    "category_malformed": N_(
        "Tiap kategori perlu nama, satu huruf yang berbeda, dan warna seperti #E07A2F. Periksa {name}."
    ),
}

FINDINGS: dict[str, str] = {  # what `jobs.settings.doctor` finds
    "database_sound": N_("Data terbuka dan utuh"),
    "database_open": N_("Data terbuka"),
    "database_server": N_("Data terbuka di server kantor"),
    "store_fault": N_("{why}"),
    "lock_free": N_("Tidak ada jendela lain yang membuka data"),
    "lock_window": N_("Sebuah jendela di laptop ini sedang membuka data"),
    "lock_blank": N_("Catatan pembuka data kosong (mati listrik?). Data tetap dapat dibuka"),
    "lock_elsewhere": N_("Data masih tercatat terbuka di komputer {computer}. Tutup di sana"),
    "place_own": N_("Data di {folder}"),
    "place_synced": N_(
        "Data di {folder} ikut disalin {name}, yang dapat merusaknya. Pindahkan folder data ke luar folder itu"
    ),
    "place_remote": N_(
        "Data di {folder} ada di komputer lain lewat jaringan. Pindahkan ke laptop ini sendiri"
    ),
    "place_read_only": N_("Data di {folder} tidak dapat ditulisi. Periksa izin folder itu"),
    "keys_copied": N_("Berkas kunci utuh, salinannya ada di cadangan"),
    "keys_uncopied": N_("Berkas kunci utuh, tetapi belum ada salinannya. Buat cadangan di Pengaturan"),
    "keys_fault": N_("{why}"),
    "secret_guarded": N_("Rahasia laptop adalah berkas yang hanya terbaca pemiliknya"),
    "secret_protected": N_("Rahasia laptop dijaga Windows untuk pengguna ini"),
    "secret_open": N_("Rahasia laptop di {folder} terbaca pengguna lain. Batasi izin berkasnya"),
    "secret_gone": N_("Rahasia laptop tidak ada di {folder}. PIN tidak dapat membuka data; hubungi kantor"),
    "chain_whole": N_("Rantai catatan utuh: {count} perubahan terbukti"),
    "chain_broken": N_("Rantai catatan {origin} tidak cocok mulai no. {seq}. Hubungi kantor"),
    "fold_fits": N_("Isi data sama dengan catatannya: {looked} dari {of} baris dicoba"),
    "fold_differs": N_(
        "{count} baris berbeda dari catatannya: {places} ({looked} dari {of} baris dicoba). Hubungi kantor"
    ),
    "seals_fit": N_("Kode segel cocok: {count} dari {of} hari tertutup dicoba, yang terbaru"),
    "seals_unfit": N_("Segel tidak cocok: {codes} ({count} dari {of} hari tertutup dicoba). Hubungi kantor"),
    "backups_sound": N_("{count} cadangan dibaca seluruhnya dan utuh"),
    "backups_broken": N_("Cadangan rusak: {names}. Buat cadangan baru"),
    "backups_mixed": N_(
        "Cadangan rusak: {names}. Buat cadangan baru. Yang bukan dari data ini: {foreign}. Pindahkan itu ke tempatnya "
        "sendiri"
    ),
    "backups_foreign": N_(
        "Di antara cadangan ada berkas yang bukan dari data ini: {foreign}. Pindahkan ke tempatnya sendiri; cadangan "
        "lain utuh"
    ),
    "place_left": N_(
        "Kantor ini dipindahkan ke komputer lain pada {day}: di sini data hanya dapat dibaca. Bekerjalah di komputer "
        "yang baru; hanya bila pemindahannya batal, jalankan recovery stay"
    ),
    "versions": N_("Program {program}, skema {schema}, SQLite {sqlite}, Python {python}, {system}"),
    "database_damaged": N_("Data rusak. Pulihkan dari cadangan"),
    "encryption_on": N_("Data terenkripsi"),
    "encryption_off": N_("Data tidak terenkripsi. Jangan bawa laptop ini; hubungi kantor"),
    "encryption_server": N_("Enkripsi data di server adalah tugas server kantor"),
    "key_sheet_none": N_(
        "Belum ada lembar kunci: PIN yang terlupa tidak dapat diganti. Buat di Pengaturan, Kantor"
    ),
    "key_sheet_unchecked": N_("Lembar kunci belum dicek. Ketik kembali dua katanya di Pengaturan, Kantor"),
    "key_drill_due": N_("Lembar kunci setahun tidak dicoba. Lakukan Latihan kunci di Pengaturan, Kantor"),
    "key_sheet_tried": N_("Lembar kunci dicek, terakhir {day}"),
    "settings_read": N_("Penyimpanan tahan mati listrik"),
    "settings_full": N_(
        "Ruang penyimpanan penuh: data hanya dapat dibaca. Hapus berkas yang tidak perlu, atau lepas ruang cadangan"
    ),
    "settings_wrong": N_(
        "Penyimpanan ini belum tentu tahan mati listrik: pengaturan {names} tidak diterima. Hubungi kantor"
    ),
    "backup_fresh": N_("Cadangan {minutes} menit lalu, teruji"),
    "backup_today": N_("Cadangan {hours} jam lalu, teruji"),
    "backup_old": N_("Cadangan terakhir {hours} jam lalu. Buat cadangan di Pengaturan"),
    "backup_ahead": N_("Cadangan terakhir bertanggal {day}, di depan jam laptop. Periksa jamnya"),
    "backup_none": N_("Belum ada cadangan. Buat cadangan di Pengaturan"),
    "papers_made": N_("Kertas pagi sudah dibuat"),
    "papers_unmade": N_("Belum dicetak: {names}"),
    "backup_server": N_("Cadangan dibuat oleh server kantor"),
    "second_there": N_("Tempat cadangan kedua terpasang"),
    "second_refused": N_("Tempat cadangan kedua tidak menerima salinan. {why}"),
    "second_gone": N_("Tempat cadangan kedua tidak terpasang: {folder}"),
    "room_enough": N_("Ruang penyimpanan {gb} GB"),
    "room_short": N_("Ruang penyimpanan tinggal {mb} MB. Hapus berkas yang tidak perlu"),
    "clock_plausible": N_("Jam laptop benar: {now}"),
    "clock_behind": N_(
        "Ada catatan berwaktu {last}, sesudah jam laptop sekarang, {now}. Bila jam itu benar, tidak ada yang perlu "
        "disetel; bila salah, setel jamnya"
    ),
    "clock_ahead": N_("Jam laptop jauh di depan: {now}, catatan terakhir {last}. Periksa jamnya"),
    "register_fresh": N_("Daftar induk {count} pelaku UMKM, berumur {days} hari"),
    "register_undated": N_("Daftar induk {count} pelaku UMKM"),
    "register_old": N_("Daftar induk berumur {days} hari. Minta yang baru ke kantor"),
    "register_empty": N_("Daftar pelaku UMKM masih kosong. Impor daftarnya"),
    "fonts_there": N_("Huruf untuk cetakan lengkap"),
    "fonts_missing": N_("Huruf untuk cetakan hilang: {names}. Pasang ulang program"),
    "printer_there": N_("Printer {name} siap"),
    "printer_none": N_("Tidak ada printer. Simpan PDF ke flashdisk untuk difotokopi"),
}
