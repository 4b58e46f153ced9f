"""Sentences about entering turnover."""

from __future__ import annotations

from bazar_desktop.language import N_

SENTENCES: dict[str, str] = {
    "not_a_count": N_("“{text}” bukan banyaknya transaksi. Ketik angka 0 sampai {largest}, atau kosongkan."),
    "note_too_long": N_("Catatan terlalu panjang. Pakai paling banyak {largest} huruf."),
    "session_out_of_range": N_("Sesi {session} tidak ada. Pakai sesi 1 sampai {largest}."),
    "amount_without_report": N_(
        "Nihil, menolak, dan belum lapor tidak dapat disertai jumlah. Pilih salah satu: jumlah atau keadaan."
    ),
    "nothing_to_confirm": N_("Belum ada jumlah yang dapat dibenarkan di baris ini. Isi omzetnya dahulu."),
    "no_such_channel": N_("Cara bayar {channel} tidak ada. Pakai cash, qris, noncash, atau marketplace."),
    "not_a_slip": N_("“{text}” bukan kode slip omzet. Pindai lagi, atau cari boothnya dengan Ctrl+F."),
    "nothing_reported": N_("Belum ada jumlah yang diisi. Isi sedikitnya satu jumlah, atau pilih nihil."),
    "unknown_omzet_state": N_(
        "Keadaan {state} tidak dikenal. Pilih belum lapor, nihil, diisi, atau menolak."
    ),
    "nothing_to_set": N_("Belum ada yang diisi. Sebutkan jumlah, --nil, --declined, atau --blank."),
}
