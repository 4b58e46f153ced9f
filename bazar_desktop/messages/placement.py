"""Sentences about placing participants in booths."""

from __future__ import annotations

from bazar_desktop.language import N_

SENTENCES: dict[str, str] = {
    "booth_taken": N_("Booth {booth} sudah ditempati {holder}. Tukar atau pilih booth lain?"),
    "booth_blocked": N_("Booth {booth} ditutup. Buka dahulu di denah atau pilih booth lain."),
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
    "booth_in_use": N_("Booth {booth} ditempati {holder}. Pindahkan atau lepaskan dahulu, lalu tutup."),
    "booth_empty": N_("Booth {booth} kosong. Pilih booth yang ada pesertanya."),
    "holder_pinned": N_("{holder} dikunci di booth {booth}. Lepaskan kuncinya dahulu, lalu pindahkan."),
    "same_booth": N_("Booth {booth} dipilih dua kali. Pilih booth lain sebagai tujuan."),
    "nobody_to_place": N_(
        "Belum ada peserta terkonfirmasi. Impor daftar peserta atau konfirmasi peserta, lalu tempatkan."
    ),
    "not_confirmed": N_(
        "{name} belum terkonfirmasi, jadi belum mendapat booth. Konfirmasi dahulu pesertanya."
    ),
}
