"""The words for every broken rule: what happened and the way out, by the error's code.

Each sentence is Indonesian, polite, and may use the error's facts by name: "Booth {booth} sudah ditempati".
"""

from __future__ import annotations

from typing import Protocol

from bazar_desktop.domain.money import format_rupiah
from bazar_desktop.language import N_, _

SENTENCES: dict[str, str] = {
    # -- store, officers, settings --
    "store_unreadable": N_(
        "Berkas data tidak dapat dibuka. Data asli tidak diubah. Pulihkan dari cadangan, atau hubungi kantor."
    ),
    "store_too_new": N_(
        "Data ini dibuat oleh program yang lebih baru dan tidak disentuh. Perbarui Bazar Desktop, lalu coba lagi."
    ),
    "no_store_here": N_("Belum ada data di {folder}. Buat data baru, atau pilih folder lain."),
    "store_exists": N_("Di {folder} sudah ada data. Buka data itu, atau pilih folder lain."),
    "officer_not_named": N_(
        "Sebutkan petugas dengan BAZAR_OFFICER dan PIN dengan BAZAR_PIN, lalu ulangi perintahnya."
    ),
    "officer_name_missing": N_("Nama petugas belum diisi. Isi nama, lalu simpan."),
    "unknown_role": N_("Peran {role} tidak dikenal. Pilih petugas atau supervisor."),
    "supervisor_only": N_(
        "Hanya supervisor yang boleh melakukan ini. Ganti petugas dengan F12, atau minta supervisor."
    ),
    "moved_on": N_("Data ini sudah diubah sejak Anda membukanya. Muat ulang, periksa, lalu simpan lagi."),
    "nothing_to_undo": N_("Tidak ada yang dapat diurungkan di laptop ini oleh petugas ini."),
    "field_moved_on": N_(
        "Isian ini sudah diubah lagi, jadi tidak dapat diurungkan. Ubah langsung ke nilai yang benar."
    ),
    "gap_in_chain": N_(
        "Ada perubahan yang belum sampai: nomor {first} sampai {last}. Minta paket sebelumnya."
    ),
    "chain_forked": N_(
        "Laptop ini tampaknya digandakan: nomor {seq} berisi hal berbeda. Hubungi kantor sebelum lanjut."
    ),
    "change_unsound": N_("Perubahan nomor {seq} rusak atau diubah orang. Minta paket dibuat ulang."),
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
    "store_in_use": N_("Data ini sedang dibuka di jendela lain. Pakai jendela itu, atau tutup dulu."),
    "backup_broken": N_(
        "Cadangan di {folder} tidak lolos pemeriksaan dan dibuang. Data asli aman. Coba lagi ke tempat lain."
    ),
    "backup_unusable": N_(
        "{file} bukan cadangan yang utuh dari data ini. Data tidak diubah. Pilih cadangan lain."
    ),
    "no_own_backup": N_(
        "Data ini ada di server kantor, jadi cadangannya dibuat oleh server. Hubungi pengelola server."
    ),
    "officer_dismissed": N_(
        "{name} sudah dinonaktifkan dan tidak dapat masuk. Minta supervisor mengaktifkannya kembali."
    ),
    "own_officer": N_(
        "Petugas yang sedang bertugas tidak dapat dinonaktifkan. Ganti petugas dulu dengan F12."
    ),
    "last_supervisor": N_("Harus ada sedikitnya satu supervisor yang aktif. Angkat supervisor lain dulu."),
    "officer_name_taken": N_("Sudah ada petugas bernama {name}. Tambahkan nama lengkap atau gelarnya."),
    "pin_not_given": N_("PIN belum diberikan. Isi variabel {variable}, lalu ulangi perintahnya."),
    "agency_name_missing": N_("Nama instansi belum diisi. Isi nama, lalu simpan."),
    "agency_exists": N_("{name} sudah ada dalam daftar. Pakai yang sudah ada, atau ganti namanya."),
    "letterhead_empty": N_("Kop surat perlu sedikitnya satu baris. Isi nama kantor."),
    "letterhead_too_long": N_("Kop surat paling banyak {most} baris. Gabungkan atau hapus sebagian."),
    "category_malformed": N_(
        "Tiap kategori perlu nama, satu huruf yang berbeda, dan warna seperti #E07A2F. Periksa {name}."
    ),
    # -- money, identifiers, calendar --
    "not_an_amount": N_("“{text}” bukan jumlah uang. Ketik misalnya 250000, 250rb, atau 1,5jt."),
    "amount_ambiguous": N_(
        "“{text}” dapat berarti {small} atau {large}. Ketik angkanya lengkap, misalnya 1.500.000."
    ),
    "cents_not_allowed": N_(
        "“{text}” bukan rupiah bulat. Ketik tanpa sen; untuk ribuan atau jutaan tambahkan rb atau jt."
    ),
    "negative_amount": N_("“{text}” kurang dari nol. Ketik jumlah yang diterima, paling kecil 0."),
    "amount_too_large": N_("“{text}” lebih dari lima belas angka. Periksa kembali banyaknya nol."),
    "nik_wrong_length": N_(
        "NIK harus 16 angka, yang diterima {digits} angka. Periksa pada KTP, atau kosongkan."
    ),
    "nik_not_digits": N_("NIK hanya berisi angka. Periksa huruf O dan angka 0, atau kosongkan."),
    "phone_malformed": N_("Nomor HP tidak dikenali. Ketik misalnya 0812 diikuti nomornya, atau +62812…"),
    "several_phones": N_("Ada {count} nomor HP dalam satu isian. Pilih satu saja."),
    "not_a_card": N_("“{text}” bukan kartu peserta. Pindai QR pada kartu, atau cari dengan nama."),
    "card_damaged": N_(
        "Kode kartu “{text}” terbaca tidak utuh atau salah ketik. Pindai sekali lagi, atau cari dengan nama."
    ),
    "bazaar_code_malformed": N_(
        "Kode bazar “{text}” tidak dapat dipakai. Pakai 2 sampai 8 huruf besar atau angka, tanpa I, L, O, U."
    ),
    "device_letter_malformed": N_(
        "Huruf laptop “{text}” tidak dapat dipakai. Pakai satu huruf A–Z selain I, L, O, U."
    ),
    "number_out_of_range": N_("Nomor {number} di luar batas. Pakai nomor 1 sampai {largest}."),
    "date_malformed": N_("“{text}” bukan tanggal. Ketik misalnya 20/3/2023 atau 20 Maret 2023."),
    "weekday_disagrees": N_(
        "“{text}”: hari dan tanggalnya tidak cocok, {date} adalah hari {weekday}. Periksa salah satunya."
    ),
    "time_malformed": N_("“{text}” bukan jam. Ketik misalnya 07.42 atau 0742."),
    "region_unknown": N_(
        "“{name}” tidak ada di daftar {level} Jakarta. Periksa ejaannya. Nama yang paling mirip: {nearest}."
    ),
    "region_ambiguous": N_("“{name}” dapat berarti beberapa {level}: {candidates}. Pilih salah satu."),
    "region_elsewhere": N_(
        "Tidak ada {level} {name} di {within}; letaknya di {found_in}. Periksa salah satunya."
    ),
    "totals_disagree": N_(
        "Jumlah tidak cocok: {first} dan {second} dari angka yang sama. Periksa isian booth: {booths}."
    ),
    "seal_code_mistyped": N_(
        "Kode segel salah ketik. Kode segel berbentuk XXXX-XXXX-X, tercetak di kaki halaman."
    ),
    # -- import and register --
    "file_missing": N_("Berkas {name} tidak ada atau tidak bisa dibuka. Periksa stik USB, lalu pilih lagi."),
    "not_a_spreadsheet": N_(
        "{name} bukan daftar: isinya {kind}. Simpan daftar itu sebagai .xlsx, .ods atau .csv, lalu pilih lagi."
    ),
    "file_passworded": N_(
        "{name} dikunci kata sandi. Buka di Excel, simpan salinannya tanpa kata sandi, lalu pilih salinan itu."
    ),
    "file_has_macros": N_(
        "{name} berisi makro (program), jadi tidak dibaca. Simpan sebagai .xlsx tanpa makro, lalu pilih lagi."
    ),
    "file_damaged": N_(
        "{name} rusak dan tidak terbaca. Buka dan simpan ulang di Excel, atau minta salinan baru."
    ),
    "file_too_big": N_(
        "{name} terlalu besar untuk dibaca dengan aman. Salin hanya barisnya ke buku kerja baru, lalu pilih itu."
    ),
    "reading_took_too_long": N_(
        "{name} belum selesai dibaca setelah {seconds} detik. Bagi menjadi beberapa berkas, lalu coba lagi."
    ),
    "no_table_found": N_("Tidak ada tabel di {name}. Pilih berkas yang berisi judul kolom dan barisnya."),
    "column_missing": N_("Kolom {column} tidak ada di tabel ini. Pilih ulang kolomnya."),
    "rows_unaccounted": N_(
        "Berkas berisi {rows} baris, tetapi {counted} yang terhitung. Tidak ada yang disimpan; laporkan berkas ini."
    ),
    "store_moved_on": N_(
        "Data sudah berubah sejak daftar ini diperiksa. Periksa daftarnya sekali lagi, lalu simpan."
    ),
    "nothing_to_save": N_("Tidak ada baris baru atau berubah di daftar ini, jadi tidak ada yang disimpan."),
    "nothing_to_give_back": N_("Semua baris diterima; tidak ada yang perlu dikembalikan."),
    "sheet_missing": N_("Tidak ada lembar {sheet} di berkas ini. Lembarnya: {sheets}."),
    "field_unknown": N_("Tidak ada isian bernama {field}. Pilih salah satu: {fields}."),
    "unit_malformed": N_(
        "Satuan {text} tidak dikenal. Tulis seperti cash=1000, dengan 1, 1000 atau 1000000."
    ),
    "rejects_over_source": N_("Baris yang ditolak tidak boleh menimpa {name}. Pilih nama berkas lain."),
    "reveal_reason_missing": N_("Tulis alasan melihat nomor ini; alasan itu dicatat."),
    "nothing_to_reveal": N_("Nomor itu belum diisi. Isi dulu lewat Ubah data."),
    "nothing_to_correct": N_(
        "Tidak ada hari tertutup yang memakai data lain. Ubah dulu datanya, lalu berlakukan."
    ),
    "same_vendor": N_("Pilih dua pelaku UMKM yang berbeda."),
    "not_joined": N_("Kedua pelaku UMKM ini tidak digabung."),
    "document_unknown": N_("Dokumen itu sudah tidak ada. Buka lagi halaman pelaku UMKM-nya."),
    "document_kind_unknown": N_("Tidak ada dokumen jenis {kind}. Pilih salah satu: {kinds}."),
    "document_ends_before_it_begins": N_(
        "Tanggal habis tidak boleh sebelum tanggal mulai. Periksa kedua tanggalnya."
    ),
    # -- bazaars and participants --
    "unknown_bazaar": N_("Tidak ada bazar dengan kode {code}. Lihat daftar bazar, lalu pilih kodenya."),
    "bazaar_code_taken": N_("Kode {code} sudah dipakai bazar lain. Kosongkan kode agar dibuatkan yang baru."),
    "not_a_day_of_this_bazaar": N_("Tanggal {day} bukan hari bazar ini. Harinya: {days}."),
    "day_in_use": N_("Tanggal {day} sudah berisi data, jadi tidak dapat dihapus dari bazar ini."),
    "bazaar_needs_days": N_("Bazar perlu sedikitnya satu hari. Pilih tanggalnya."),
    "bazaar_name_missing": N_("Nama bazar dan lokasinya harus diisi."),
    "too_many_days": N_("Bazar {count} hari terlalu panjang; paling banyak 31. Periksa tanggalnya."),
    "unknown_kind": N_("Jenis {kind} tidak dikenal. Pilih salah satu: {known}."),
    "unknown_vendor": N_("Pelaku UMKM itu tidak ditemukan. Cari lagi di daftar."),
    "vendor_name_missing": N_("Nama pemilik atau nama usaha harus diisi."),
    "already_participating": N_("Pelaku UMKM ini sudah menjadi peserta bazar ini."),
    "unknown_participant": N_(
        "Peserta itu tidak ada di bazar ini. Cari namanya, atau daftarkan sebagai peserta baru."
    ),
    "unknown_status": N_("Status {status} tidak dikenal."),
    "party_unclear": N_("Peserta harus satu pelaku UMKM atau satu instansi. Pilih salah satu."),
    # -- turns: who takes part --
    "turn_rules_malformed": N_(
        "Aturan giliran ini tidak dapat dipakai: {what}. Periksa angkanya, lalu simpan lagi."
    ),
    "quota_malformed": N_(
        "Kuota “{quota}” tidak dapat dipakai. Isi paling sedikit atau paling banyak; paling sedikit tidak boleh "
        "melebihi paling banyak, dan persen paling tinggi 100."
    ),
    "seed_missing": N_("Kata undian belum diisi. Minta saksi menyebut kata atau angka, lalu ketik."),
    "seed_malformed": N_(
        "Kata undian hanya boleh berisi huruf A-Z, angka, spasi dan . , : / - dan paling panjang {most} huruf."
    ),
    "unknown_draw_mode": N_("Cara undian {mode} tidak dikenal. Pilih salah satu: {known}."),
    "places_unknown": N_(
        "Jumlah tempat di {name} belum diketahui. Buat denahnya di Denah Booth, atau isi jumlah tempat di Aturan."
    ),
    "nobody_applied": N_("Belum ada pendaftar di bazar ini. Impor daftarnya dengan status Pendaftar."),
    "equals_not_drawn": N_(
        "{count} pendaftar setara di batas tempat belum diundi. Tekan Undian, atau tetapkan tanpa undian menurut "
        "nomor pendaftaran."
    ),
    "already_confirmed": N_(
        "{business} sudah terkonfirmasi, jadi tidak punya giliran. Ubah statusnya di daftar peserta."
    ),
    "unknown_override": N_("Keputusan {kind} tidak dikenal. Pilih masuk, keluar, atau urutan mulai 1."),
    "no_override": N_("Tidak ada keputusan petugas untuk {business}. Urutannya sudah menurut aturan."),
    "nothing_to_draw": N_(
        "Tidak ada pendaftar setara di batas tempat, jadi undian tidak mengubah apa pun. Langsung tetapkan."
    ),
    "drawn_already": N_(
        "Bazar ini sudah diundi (undian ke-{number}, kata {seed}). Untuk mengundi lagi tulis alasannya; keduanya "
        "tercantum di berita acara."
    ),
    "not_drawn_yet": N_("{name} belum diundi. Tekan Undian di Giliran, lalu cetak berita acaranya."),
    "draw_not_undone": N_("Undian tidak dapat diurungkan. Bila perlu, undi lagi dengan alasan."),
    "period_malformed": N_(
        "Periode itu tidak ada. Isi tanggal awal sebelum tanggal akhir, tahun 2000 sampai 2999."
    ),
    # -- layout and placement --
    "booth_unknown": N_("Booth {booth} tidak ada di denah. Periksa nomornya atau pilih dari denah."),
    "booth_taken": N_("Booth {booth} sudah ditempati {holder}. Tukar atau pilih booth lain?"),
    "booth_blocked": N_("Booth {booth} ditutup. Buka dahulu di denah atau pilih booth lain."),
    "tent_unknown": N_("Tenda {tent} tidak ada di denah. Muat ulang denah, lalu pilih lagi."),
    "fixture_unknown": N_("Sarana {fixture} tidak ada di denah. Muat ulang denah, lalu pilih lagi."),
    "label_taken": N_(
        "Nomor {booth} sudah dipakai booth lain. Beri nomor lain atau nomori ulang semua booth."
    ),
    "layout_not_possible": N_(
        "Denah dengan {tents} tenda, {booths_per_tent} booth per tenda, dan {mitra} booth mitra tidak dapat dibuat. "
        "Isi 1–200 tenda, 1, 2, atau 4 booth per tenda, dan paling banyak 20 booth mitra."
    ),
    "measure_not_possible": N_(
        "Ukuran {metres} meter tidak dapat dipakai di sini. Isi antara {least} dan {most} meter."
    ),
    "template_name_missing": N_("Beri nama templatnya, misalnya Denah hari hujan."),
    "not_a_template": N_(
        "Denah {name} sedang dipakai sebuah bazar, jadi tidak dapat dibuang. Pilih templat yang lain."
    ),
    "layout_unreadable": N_(
        "Berkas denah tidak dapat dibaca (bagian {where}). Minta berkas yang utuh, perbarui program, "
        "atau buat denah baru."
    ),
    "party_unknown": N_("Peserta {party} tidak ada di daftar yang ditempatkan. Muat ulang daftar peserta."),
    "too_many_booths_wanted": N_(
        "{name} meminta {wanted} booth. Pelaku UMKM mendapat satu booth, mitra paling banyak dua. Kurangi jumlahnya."
    ),
    "weight_out_of_range": N_(
        "Bobot {rule} harus bilangan bulat dari 0 sampai {most}. 0 mematikan aturannya."
    ),
    "placement_rule_unknown": N_("Aturan {rule} tidak dikenal. Yang ada: {known}."),
    "category_unknown": N_("Jenis usaha {category} tidak ada di Pengaturan. Yang ada: {known}."),
    "stand_too_wide": N_(
        "Lebar lapak paling banyak {most} cm. Tulis lebarnya dalam sentimeter, misalnya 300."
    ),
    "placement_stopped": N_("Penempatan dihentikan. Tidak ada yang diubah."),
    "placement_impossible": N_(
        "{wanted} booth diperlukan untuk {names}, hanya {available} yang memenuhi semua kebutuhannya. "
        "Tambah booth yang cocok, ubah kebutuhannya, atau lepaskan {excess} peserta di antaranya."
    ),
    "not_enough_booths": N_(
        "{wanted} booth diperlukan, hanya {available} tersedia. Tambah {excess} booth di denah atau pindahkan "
        "{excess} peserta ke cadangan."
    ),
    "not_enough_power": N_(
        "{wanted} butuh listrik, hanya {available} booth berlistrik yang dapat dipakai. Tambah stop kontak atau "
        "lepaskan {excess} dari: {names}."
    ),
    "not_enough_water": N_(
        "{wanted} butuh air, hanya {available} booth berair yang dapat dipakai. Tambah sambungan air atau "
        "lepaskan {excess} dari: {names}."
    ),
    "not_enough_open_fire": N_(
        "{wanted} memakai api terbuka, hanya {available} booth yang mengizinkan. Izinkan di booth lain atau "
        "lepaskan {excess} dari: {names}."
    ),
    "not_enough_access": N_(
        "{wanted} butuh booth yang terjangkau kursi roda, hanya {available} tersedia. Tandai booth lain yang "
        "terjangkau atau lepaskan {excess} dari: {names}."
    ),
    "not_enough_width": N_(
        "{wanted} butuh booth lebar, hanya {available} cukup lebar. Lebarkan booth di denah atau lepaskan "
        "{excess} dari: {names}."
    ),
    "not_enough_mitra_booths": N_(
        "{wanted} booth mitra diperlukan, hanya {available} di zona mitra. Tambah {excess} booth mitra di denah "
        "atau lepaskan {excess} dari: {names}."
    ),
    "pinned_booth_unfit": N_(
        "{names} dikunci di booth {pinned}, tetapi booth itu tidak memenuhi kebutuhannya. Lepaskan kuncinya "
        "atau lengkapi booth itu."
    ),
    "no_layout_yet": N_(
        "{name} belum punya denah. Buat denah dari banyaknya tenda, atau ambil dari templat lokasi."
    ),
    "layout_unknown": N_("Denah itu tidak ditemukan. Muat ulang, atau buat denah baru."),
    "layout_in_use": N_(
        "Booth {booths} masih ditempati, jadi tidak dapat dihapus. Pindahkan atau lepaskan pesertanya dahulu."
    ),
    "layout_sealed": N_(
        "Booth {booths} dipakai pada hari yang sudah ditutup, jadi nomornya tetap. Beri nomor lain pada booth baru."
    ),
    "label_missing": N_("Setiap booth perlu nomor. Ketik nomornya, misalnya A-07."),
    "booth_in_use": N_("Booth {booth} ditempati {holder}. Pindahkan atau lepaskan dahulu, lalu tutup."),
    "booth_empty": N_("Booth {booth} kosong. Pilih booth yang ada pesertanya."),
    "holder_pinned": N_("{holder} dikunci di booth {booth}. Lepaskan kuncinya dahulu, lalu pindahkan."),
    "same_booth": N_("Booth {booth} dipilih dua kali. Pilih booth lain sebagai tujuan."),
    "no_open_day": N_("Semua hari bazar ini sudah ditutup. Buka kembali satu hari dengan alasan."),
    "nobody_to_place": N_(
        "Belum ada peserta terkonfirmasi. Impor daftar peserta atau konfirmasi peserta, lalu tempatkan."
    ),
    "not_confirmed": N_(
        "{name} belum terkonfirmasi, jadi belum mendapat booth. Konfirmasi dahulu pesertanya."
    ),
    # -- attendance --
    "unknown_card": N_("Kartu {code} belum dipakai siapa pun di bazar ini. Cari peserta dengan nama."),
    "card_of_another_bazaar": N_("Kartu dari bazar lain: {place}. Cari peserta dengan nama."),
    "card_superseded": N_(
        "Kartu {code} sudah diganti kartu baru (cetakan ke-{serial}). Minta kartu yang baru, atau cari dengan nama."
    ),
    "not_in_this_bazaar": N_(
        "{business} bukan peserta bazar ini. Periksa daftar peserta, atau catat sebagai peserta baru."
    ),
    "not_a_photo": N_("Berkas itu bukan foto. Pilih foto (JPEG, PNG) atau hasil pindai."),
    "photo_too_big": N_("Foto itu {kilobytes} KB, paling besar {most} KB. Perkecil dulu."),
    "page_of_another_day": N_(
        "Halaman {code} bukan daftar hadir hari ini. Periksa kode di kaki halaman, misalnya DH-….-01."
    ),
    "still_reserve": N_("{business} masih cadangan. Tekan F2 untuk memberi booth yang kosong."),
    "already_present": N_("{business} (booth {booth}) sudah hadir {at}, dicatat oleh {officer}."),
    "stand_handed_over": N_(
        "Booth {business} sudah diberikan kepada {taken_by} pukul {at}. Cari booth lain di denah."
    ),
    "not_present": N_("{business} belum hadir, jadi belum dapat pulang. Catat kehadirannya dulu."),
    "already_left": N_("{business} sudah pulang pukul {at}. Urungkan bila keliru."),
    "unknown_attendance": N_("Tanda “{status}” tidak dikenal. Pilih izin, alpa, atau belum."),
    "nobody_found": N_(
        "Tidak ada peserta yang cocok dengan “{words}”. Coba nama, usaha, nomor booth, atau akhir nomor HP."
    ),
    "several_found": N_(
        "“{words}” cocok dengan beberapa peserta: {found}. Tulis lebih lengkap, atau pakai nomor booth."
    ),
    "no_stand_to_hand_over": N_("{business} tidak punya booth hari ini. Pilih peserta yang boothnya kosong."),
    "holds_a_stand": N_("{business} sudah menempati booth {booth}. Pilih cadangan lain."),
    "left_is_present": N_(
        "{business} ada di tempat. Tandai izin atau alpa dulu, atau alihkan boothnya di sesi 2."
    ),
    "cannot_join": N_("{business} sudah batal atau ditolak di bazar ini. Pilih cadangan lain."),
    "booth_has_no_power": N_(
        "{business} perlu listrik, booth {booth} tidak ada listriknya. Pilih cadangan lain."
    ),
    "booth_has_no_water": N_("{business} perlu air, booth {booth} tidak ada airnya. Pilih cadangan lain."),
    "booth_forbids_fire": N_(
        "{business} memakai api, di booth {booth} tidak boleh ada api. Pilih cadangan lain."
    ),
    "booth_for_partners": N_("Booth {booth} khusus mitra, {business} bukan mitra. Pilih cadangan lain."),
    "booth_does_not_fit": N_("Booth {booth} tidak cocok untuk {business}. Pilih cadangan lain."),
    "no_reserve_fits": N_(
        "Tidak ada cadangan yang cocok untuk booth {booth} ({waiting} menunggu). Pilih sendiri, atau biarkan kosong."
    ),
    "day_is_closed": N_(
        "Hari {day} sudah ditutup (revisi {revision}). Bila ada yang harus diubah, buka kembali hari itu "
        "dengan alasan."
    ),
    # -- omzet and closing --
    "reason_missing": N_("Alasannya belum diisi. Tulis alasan singkat, lalu lanjutkan."),
    "not_a_count": N_("“{text}” bukan banyaknya transaksi. Ketik angka 0 sampai {largest}, atau kosongkan."),
    "note_too_long": N_("Catatan terlalu panjang. Pakai paling banyak {largest} huruf."),
    "session_out_of_range": N_("Sesi {session} tidak ada. Pakai sesi 1 sampai {largest}."),
    "amount_without_report": N_(
        "Nihil, menolak, dan belum lapor tidak dapat disertai jumlah. Pilih salah satu: jumlah atau keadaan."
    ),
    "not_a_quantity": N_("“{text}” bukan banyaknya barang. Ketik seperti 12 atau 12,5, atau kosongkan."),
    "half_a_packet": N_(
        "Paket dihitung utuh, jadi {text} tidak dapat. Ketik angka bulat, atau ganti satuannya."
    ),
    "unknown_unit": N_("Satuan “{text}” tidak dikenal. Pakai kg, liter, atau paket."),
    "goods_name_missing": N_(
        "Nama barang belum diisi atau terlalu panjang. Isi paling banyak {largest} huruf."
    ),
    "not_a_partner": N_("Hanya mitra yang mempunyai buku barang. Pilih booth mitra."),
    "unknown_goods": N_("Barang {goods} belum ada di buku mitra itu. Periksa namanya."),
    "goods_known": N_("Barang {goods} sudah ada di buku mitra itu. Ubah barisnya, atau pakai nama lain."),
    "nothing_to_confirm": N_("Belum ada jumlah yang dapat dibenarkan di baris ini. Isi omzetnya dahulu."),
    "no_such_channel": N_("Cara bayar {channel} tidak ada. Pakai cash, qris, noncash, atau marketplace."),
    "not_a_slip": N_("“{text}” bukan kode slip omzet. Pindai lagi, atau cari boothnya dengan Ctrl+F."),
    "slip_of_another_day": N_(
        "Slip ini untuk bazar {bazaar} tanggal {day}. Pilih bazar dan hari itu dahulu, lalu pindai lagi."
    ),
    "nothing_reported": N_("Belum ada jumlah yang diisi. Isi sedikitnya satu jumlah, atau pilih nihil."),
    "unknown_omzet_state": N_(
        "Keadaan {state} tidak dikenal. Pilih belum lapor, nihil, diisi, atau menolak."
    ),
    "booth_is_empty": N_("Tidak ada peserta di booth {booth} pada hari itu. Periksa nomor boothnya."),
    "party_not_named": N_("Sebutkan peserta dengan satu dari --card atau --booth."),
    "nothing_to_set": N_("Belum ada yang diisi. Sebutkan jumlah, --nil, --declined, atau --blank."),
    "already_closed": N_(
        "Hari ini sudah ditutup: segel {seal}, revisi {revision}. Buka kembali dengan alasan untuk mengubah."
    ),
    "day_undecided": N_("Masih ada {count} isian yang perlu keputusan. Putuskan dahulu, lalu tutup hari."),
    "nothing_to_close": N_("Belum ada peserta pada hari ini, jadi belum ada yang ditutup."),
    "missing_not_accepted": N_(
        "Masih ada {count} hal yang belum lengkap. Lengkapi, atau tutup apa adanya dengan menyetujuinya."
    ),
    "day_not_closed": N_("Hari ini belum ditutup. Tutup hari dahulu."),
    "seal_unknown": N_("Kode segel {code} tidak ada di data ini. Periksa kode, bazar, dan tanggalnya."),
    "revision_unknown": N_(
        "Hari ini tidak pernah ditutup dengan revisi {revision}. Periksa nomor revisinya."
    ),
    "nothing_to_countersign": N_("Tidak ada pembukaan kembali yang menunggu paraf pada hari ini."),
    "own_reopening": N_(
        "Yang membuka kembali hari ini tidak dapat memarafnya sendiri. Minta supervisor lain, di sini atau di kantor."
    ),
    "visitors_out_of_range": N_("Taksiran pengunjung adalah angka 0 sampai {most}, atau kosong."),
    "activity_text_too_long": N_(
        "Tulisan itu terlalu panjang, paling banyak {most} huruf, supaya laporan kegiatan tetap satu halaman."
    ),
    "too_many_photos": N_("Laporan kegiatan memuat paling banyak {most} foto. Hapus satu dulu."),
    "no_such_photo": N_("Foto nomor {number} tidak ada pada hari ini. Periksa nomornya."),
    "seal_reaches_further": N_(
        "Segel ini mencakup {missing} perubahan yang belum sampai di sini. Baca paket yang kurang, lalu periksa lagi."
    ),
    "seal_not_undone": N_(
        "Tutup hari tidak dapat diurungkan. Untuk mengubah isian, buka kembali hari itu dengan alasan."
    ),
    "not_undecided": N_("Isian ini tidak lagi perlu keputusan. Muat ulang daftarnya."),
    "not_one_of_the_values": N_("Keputusan harus salah satu dari nilai yang berbeda itu. Pilih satu."),
    # -- printing and files --
    "folder_not_empty": N_("Folder {folder} sudah berisi. Pilih folder baru atau kosong, lalu ulangi."),
    "picture_failed": N_("Gambar {file} tidak dapat ditulis. Periksa ruang dan izin folder, lalu ulangi."),
    "disk_full": N_(
        "Ruang di {folder} tidak cukup untuk {file}. Berkas itu tidak dibuat; data tetap aman. "
        "Kosongkan ruang atau pilih tempat lain."
    ),
    "output_failed": N_(
        "{file} tidak dapat ditulis di {folder} ({reason}). Berkas lama, bila ada, tidak berubah. "
        "Periksa flashdisk atau pilih tempat lain, lalu ulangi."
    ),
    "no_such_folder": N_(
        "{folder} bukan folder yang ada. Pasang flashdisk atau pilih folder lain, lalu ulangi."
    ),
    "stick_gone": N_(
        "{folder} tidak ada lagi, mungkin flashdisk tercabut. Data di laptop tetap aman. "
        "Pasang lagi, lalu ulangi Serahkan dari awal."
    ),
    # -- packages and office --
    "no_office_above": N_(
        "Kantor ini belum menyerahkan ke kantor di atasnya. Minta berkas perkenalannya (.kantor), "
        "lalu tunjuk di halaman Laptop, Kantor lain, atau dengan office above."
    ),
    "own_introduction": N_("Berkas ini perkenalan kantor ini sendiri. Ambil berkas dari kantor yang lain."),
    "news_gap": N_(
        "Kabar dari {name} menyambung nomor {first}–{last} yang belum ada di sini. Minta kabar lengkap dari kantor."
    ),
    "nothing_received": N_(
        "Belum ada paket dari {name} di sini, jadi belum ada yang dapat ditandaterimakan."
    ),
    "erasure_reason_missing": N_(
        "Tulis dasar permintaannya, misalnya nomor surat. Jangan tulis nama orangnya di sini."
    ),
    "erasure_not_confirmed": N_(
        "Data yang dihapus tidak dapat kembali. Bila sudah yakin, ulangi perintahnya dengan --yes."
    ),
    "erasure_stands": N_(
        "Data orang ini sudah dihapus atas permintaannya dan tidak dapat dikembalikan. Buat catatan baru bila perlu."
    ),
    "file_unreadable": N_(
        "Berkas {file} tidak dapat dibaca: {why}. Coba pasang ulang flash disk, lalu baca lagi."
    ),
    "nothing_to_read": N_(
        "Tidak ada paket, tanda terima, atau jawaban laptop di tempat itu. Pilih folder flash disk yang benar."
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
    "too_many_readers": N_(
        "Berkas ini untuk {count} pembaca, paling banyak {most}. Cabut laptop yang tidak dipakai lagi, "
        "atau buat kabar untuk satu laptop saja dengan office news --for."
    ),
    "letter_taken": N_(
        "{name} dan {other} sama-sama memakai huruf {letter} di kartu, jadi tidak boleh di satu bazar. "
        "Siapkan laptop lain untuk bazar itu."
    ),
    "unknown_laptop": N_("Tidak ada laptop bernama {name}. Lihat daftar laptop, lalu pilih namanya."),
    "answered_already": N_(
        "Berkas persiapan untuk {name} sudah dijawab laptop lain. Buat berkas persiapan baru untuk laptop ini."
    ),
    "unknown_parcel": N_("Paket itu tidak dibuat di laptop ini. Pilih dari daftar paket."),
    "unknown_cut": N_("Laporan tidak dapat dirinci menurut {cut}. Pilih salah satu: {known}."),
    "no_such_year": N_("Tahun {year} tidak dapat dilaporkan. Ketik empat angka, misalnya 2023."),
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
    "wrong_pin": N_(
        "PIN untuk {name} tidak cocok. Coba lagi; bila lupa, minta supervisor atau kantor membuat PIN baru."
    ),
    "unknown_officer": N_("Petugas ini belum punya PIN di laptop ini. Minta supervisor menambahkannya."),
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

FINDINGS: dict[str, str] = {  # what `jobs.doctor` finds
    "database_sound": N_("Data terbuka dan utuh"),
    "database_open": N_("Data terbuka"),
    "database_server": N_("Data terbuka di server kantor"),
    "database_damaged": N_("Data rusak. Pulihkan dari cadangan di Pengaturan"),
    "encryption_on": N_("Data terenkripsi"),
    "encryption_off": N_("Data tidak terenkripsi. Jangan bawa laptop ini; hubungi kantor"),
    "encryption_server": N_("Enkripsi data di server adalah tugas server kantor"),
    "settings_read": N_("Penyimpanan tahan mati listrik"),
    "settings_wrong": N_("Penyimpanan tidak menerima pengaturan {names}. Hubungi kantor"),
    "backup_fresh": N_("Cadangan {minutes} menit lalu, teruji"),
    "backup_today": N_("Cadangan {hours} jam lalu, teruji"),
    "backup_old": N_("Cadangan terakhir {hours} jam lalu. Buat cadangan di Pengaturan"),
    "backup_none": N_("Belum ada cadangan. Buat cadangan di Pengaturan"),
    "papers_made": N_("Kertas pagi sudah dibuat"),
    "papers_unmade": N_("Belum dicetak: {names}"),
    "backup_server": N_("Cadangan dibuat oleh server kantor"),
    "second_there": N_("Tempat cadangan kedua terpasang"),
    "second_gone": N_("Tempat cadangan kedua tidak terpasang: {folder}"),
    "room_enough": N_("Ruang penyimpanan {gb} GB"),
    "room_short": N_("Ruang penyimpanan tinggal {mb} MB. Hapus berkas yang tidak perlu"),
    "clock_plausible": N_("Jam laptop benar: {now}"),
    "clock_behind": N_("Jam laptop mundur: sekarang {now}, catatan terakhir {last}. Setel jamnya"),
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


ANSWERS: dict[str, str] = {  # what reading says of a file that is not refused
    "merged": N_(
        "Diterima dari {name}: no. {first}–{last}, {new} perubahan baru. Jumlah sampai sini {rupiah}."
    ),
    "merged_late": N_(
        "Diterima dari {name}: no. {first}–{last}, {new} perubahan baru, tetapi {days} hari yang sudah ditutup "
        "ikut berubah. Periksa hari itu, lalu tutup lagi bila perlu."
    ),
    "duplicate": N_(
        "Sudah pernah diterima dari {name} (no. {first}–{last}). Tidak ada yang berubah; tanda terimanya tetap sama."
    ),
    "held": N_(
        "Disimpan dulu: paket {name} no. {first}–{last} menunggu no. {gap_first}–{gap_last}. "
        "Minta paket sebelumnya; paket ini lalu dipakai sendiri."
    ),
    "clock_odd": N_("Jam laptop itu lebih dari sehari di depan jam di sini. Minta petugasnya menyetel jam."),
    "news_merged": N_("Kabar dari {name} masuk: {new} perubahan baru."),
    "news_merged_late": N_(
        "Kabar dari {name} masuk: {new} perubahan baru, tetapi {days} hari yang sudah ditutup ikut berubah. "
        "Periksa hari itu."
    ),
    "news_duplicate": N_("Kabar dari {name} sudah ada semua di sini. Tidak ada yang berubah."),
    "enrolled": N_("{name} terdaftar. Cocokkan enam kata ini lewat telepon: {words}"),
    "confirmed": N_("Diterima {sudin} s.d. no. {last}, {rupiah}, cocok."),
    "differs": N_(
        "Tanda terima {sudin} s.d. no. {last}, {rupiah}, TIDAK cocok dengan laptop ini. Hubungi kantor sebelum lanjut."
    ),
    "not_ours": N_("Tanda terima ini bukan untuk laptop ini. Tidak ada yang diubah."),
}


STATES: dict[str, str] = {  # how far a bazaar day, a package or a laptop has come
    "nothing": N_("belum"),
    "draft": N_("draf"),
    "closed": N_("tutup"),
    "received": N_("diterima"),
    "revised": N_("revisi"),
    "open": N_("belum ada isian"),
    "unsent": N_("belum dipaketkan"),
    "made": N_("dibuat"),
    "carried": N_("dibawa"),
    "prepared": N_("disiapkan"),
    "enrolled": N_("terdaftar"),
    "revoked": N_("dicabut"),
}
ANSWER_TAGS: dict[str, str] = {  # one or two words for the answer to a file
    "MERGED": N_("diterima"),
    "MERGED_LATE": N_("diterima, hari tutup berubah"),
    "DUPLICATE": N_("sudah ada"),
    "HELD": N_("menunggu"),
    "ENROLLED": N_("terdaftar"),
    "CONFIRMED": N_("cocok"),
    "DIFFERS": N_("tidak cocok"),
    "NOT_OURS": N_("bukan untuk laptop ini"),
}


class Explained(Protocol):
    """A broken rule (BazarError) or a fault of the machine (MachineError)."""

    @property
    def code(self) -> str: ...

    @property
    def facts(self) -> dict[str, object]: ...


def sentence(error: Explained) -> str:
    """What to tell the officer about `error`, in the language in use."""
    template = SENTENCES.get(error.code)
    if template is None:
        return _(N_("Aturan dilanggar: {code}. Tidak ada yang diubah.")).format(code=error.code)
    return _(template).format(**error.facts)


def finding(check: Explained) -> str:
    """What to tell the officer about one of the doctor's checks."""
    return _(FINDINGS[check.code]).format(**check.facts)


def answer(read: Explained) -> str:
    """What to tell the officer about a file that was read: taken in, held, known, or why it was refused."""
    template = ANSWERS.get(read.code)
    words = sentence(read) if template is None else _(template).format(**read.facts)
    return f"{words} {_(ANSWERS['clock_odd'])}" if read.facts.get("clock_odd") else words


def provisional(undecided: int) -> str:
    """What must stand beside a total over `undecided` fields in conflict; "" where it is final."""
    return _("sementara, {n} belum diputuskan").format(n=undecided) if undecided else ""


def marked_rupiah(amount: int, undecided: int) -> str:
    """A total of a list, with *sementara* where a field beneath it is in conflict."""
    words = format_rupiah(amount)
    return _("{amount} (sementara)").format(amount=words) if undecided else words


def state_words(state: str) -> str:
    """How far a bazaar day, a package or a laptop has come, in a word or two."""
    return _(STATES[state])


def answer_tag(answer: str) -> str:
    """The answer to a file in a word or two."""
    return _(ANSWER_TAGS.get(answer, N_("ditolak")))
