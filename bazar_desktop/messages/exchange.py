"""Sentences about packages, sticks, receipts and decisions."""

from __future__ import annotations

from bazar_desktop.language import N_

SENTENCES: dict[str, str] = {
    "joined_already": N_("Laptop ini sudah terdaftar di {sudin}. Untuk kantor lain, siapkan laptop lain."),
    "preparation_of_another_kind": N_(
        "Berkas persiapan untuk latihan tidak dapat dipakai untuk data sungguhan, atau sebaliknya. "
        "Minta berkas yang sesuai."
    ),
    "no_folder_watched": N_("Belum ada folder yang diawasi di komputer ini. Pilih foldernya dahulu."),
    "watched_folder_missing": N_(
        "Folder {folder} tidak ada. Sambungkan flashdisk atau folder bersamanya, atau pilih folder lain."
    ),
    "package_file_gone": N_(
        "Berkas {file} tidak ada lagi di {folder}. Sambungkan flashdisknya, atau buat paket lagi."
    ),
    "not_undecided": N_("Isian ini tidak lagi perlu keputusan. Muat ulang daftarnya."),
    "not_one_of_the_values": N_("Keputusan harus salah satu dari nilai yang berbeda itu. Pilih satu."),
    "no_such_folder": N_(
        "{folder} bukan folder yang ada. Pasang flashdisk atau pilih folder lain, lalu ulangi."
    ),
    "stick_gone": N_(
        "{folder} tidak ada lagi, mungkin flashdisk tercabut. Data di laptop tetap aman. "
        "Pasang lagi, lalu ulangi Serahkan dari awal."
    ),
    "news_for_offices_below": N_(
        "Belum ada kabar baru untuk laptop. Jawaban usul yang belum dikabarkan: {names}. Tulis kabar untuk kantor itu "
        "sendiri: Laptop, Kantor lain, Kabar untuk bawahan; atau office news --for NAMA."
    ),
    "no_office_above": N_(
        "Kantor ini belum menyerahkan ke kantor di atasnya. Minta berkas perkenalannya (.kantor), "
        "lalu tunjuk di halaman Laptop, Kantor lain, atau dengan office above."
    ),
    "news_gap": N_(
        "Kabar dari {name} menyambung nomor {first}–{last} yang belum ada di sini. Minta kabar lengkap dari kantor."
    ),
    "nothing_received": N_(
        "Belum ada paket dari {name} di sini, jadi belum ada yang dapat ditandaterimakan."
    ),
    "file_not_understood": N_(
        "Berkas {file} membuat program menemui kesalahan ({kind}) dan dilewati. Tidak ada yang diubah. Minta berkas "
        "baru; bila tetap, kirimkan catatan kerja ke kantor."
    ),
    "file_unreadable": N_(
        "Berkas {file} tidak dapat dibaca: {why}. Coba pasang ulang flash disk, lalu baca lagi."
    ),
    "nothing_to_read": N_(
        "Tidak ada paket, tanda terima, atau jawaban laptop di tempat itu. Pilih folder flash disk yang benar."
    ),
    "not_held": N_("Paket itu tidak sedang menunggu. Muat ulang daftarnya."),
    "nothing_proposed": N_("Tidak ada usul yang menunggu di nomor itu. Muat ulang daftarnya."),
    "nothing_brought": N_("{name} belum membawa apa pun sejak saat itu. Pilih saat yang lebih awal."),
    "nothing_taken_back": N_("Tidak ada bawaan {name} yang sedang ditarik."),
    "unknown_parcel": N_("Paket itu tidak dibuat di laptop ini. Pilih dari daftar paket."),
}

ANSWERS: dict[str, str] = {  # what reading says of a file that is not refused
    "merged": N_("Diterima dari {name}: no. {first}–{last}, {new} perubahan baru. Sampai sini {rupiah}."),
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
    "held_full": N_(
        "Tidak disimpan: paket {name} no. {first}–{last} menunggu no. {gap_first}–{gap_last}, tetapi sudah terlalu "
        "banyak paket yang menunggu. Minta paket sebelumnya, lalu bawa paket ini lagi; atau lepaskan yang lama."
    ),
    "let_go": N_("Paket {name} no. {first}–{last} tidak ditunggu lagi. Bila perlu, minta dibawa lagi."),
    "clock_odd": N_("Jam {clock_of} lebih dari sehari di depan jam di sini. Minta petugasnya memeriksa jam."),
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
    "BROKEN_CONTENT": N_("isi tidak mungkin"),
    "HELD": N_("menunggu"),
    "ENROLLED": N_("terdaftar"),
    "CONFIRMED": N_("cocok"),
    "DIFFERS": N_("tidak cocok"),
    "NOT_OURS": N_("bukan untuk laptop ini"),
    "LET_GO": N_("dilepas"),
}

STANDINGS: dict[str, str] = {  # how a change stands that is not plainly within its maker's authority
    "waiting": N_("usul, menunggu kantor"),
    "proposed": N_("usul"),
    "accepted": N_("usul, diterima"),
    "rejected": N_("usul, ditolak"),
    "taken_back": N_("ditarik kembali"),
    "unsound": N_("tidak sah"),
}
