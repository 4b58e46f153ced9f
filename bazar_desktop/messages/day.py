"""Sentences about a bazaar day: its parties, its seal and undo."""

from __future__ import annotations

from bazar_desktop.language import N_

SENTENCES: dict[str, str] = {
    "draw_not_undone": N_("Undian tidak dapat diurungkan. Bila perlu, undi lagi dengan alasan."),
    "no_open_day": N_("Semua hari bazar ini sudah ditutup. Buka kembali satu hari dengan alasan."),
    "day_is_closed": N_(
        "Tidak disimpan: hari {day} sudah ditutup (revisi {revision}). Bila ada yang harus diubah, buka kembali hari "
        "itu dengan alasan."
    ),
    "day_called_off": N_(
        "Tidak disimpan: bazar hari {day} tidak berlangsung sejak {since} ({reason}). Bila ternyata jadi, buka lagi di "
        "Bazar, Ubah keadaan, lalu ulangi."
    ),
    "day_not_settled": N_("Belum dicatat. Pilih harinya dahulu, lalu ulangi."),
    "day_left": N_(
        "Isian ini untuk hari {day}, sedangkan hari yang terbuka sekarang {other}. Tutup isian ini, lalu buka lagi "
        "di hari yang dimaksud."
    ),
    "visitors_out_of_range": N_("Taksiran pengunjung adalah angka 0 sampai {most}, atau kosong."),
    "activity_text_too_long": N_(
        "Tulisan itu terlalu panjang, paling banyak {most} huruf, supaya laporan kegiatan tetap satu halaman."
    ),
    "too_many_photos": N_("Laporan kegiatan memuat paling banyak {most} foto. Hapus satu dulu."),
    "no_such_photo": N_("Foto nomor {number} tidak ada pada hari bazar ini. Periksa nomornya."),
    "slip_of_another_day": N_(
        "Slip ini untuk bazar {bazaar} tanggal {day}. Pilih bazar dan hari itu dahulu, lalu pindai lagi."
    ),
    "booth_is_empty": N_("Tidak ada peserta di booth {booth} pada hari itu. Periksa nomor boothnya."),
    "party_not_named": N_("Sebutkan peserta dengan satu dari --card atau --booth."),
    "seal_reaches_further": N_(
        "Segel ini mencakup {missing} perubahan yang belum sampai di sini. Baca paket yang kurang, lalu periksa lagi."
    ),
    "seal_not_undone": N_(
        "Tutup hari tidak dapat diurungkan. Untuk mengubah isian, buka kembali hari itu dengan alasan."
    ),
}
