"""Sentences about check-in, cards, reserves and stand-ins."""

from __future__ import annotations

from bazar_desktop.language import N_

SENTENCES: dict[str, str] = {
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
    "unknown_card": N_("Kartu {code} belum dipakai siapa pun di bazar ini. Cari peserta dengan nama."),
    "card_of_another_bazaar": N_("Kartu dari bazar lain: {place}. Cari peserta dengan nama."),
    "card_superseded": N_(
        "Kartu {code} sudah diganti kartu baru (cetakan ke-{serial}). Minta kartu yang baru, atau cari dengan nama."
    ),
    "not_in_this_bazaar": N_(
        "{business} ada di daftar bazar ini, tetapi dibatalkan, ditolak, atau masih pendaftar. Bila tetap ikut, ubah "
        "dahulu statusnya di halaman Bazar, lalu catat lagi."
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
    "no_stand_to_hand_over": N_(
        "{business} tidak punya booth pada hari bazar ini. Pilih peserta yang boothnya kosong."
    ),
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
}
