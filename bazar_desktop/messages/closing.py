"""Sentences about sealing, reopening and verifying a day."""

from __future__ import annotations

from bazar_desktop.language import N_

SENTENCES: dict[str, str] = {
    "totals_disagree": N_(
        "Jumlah tidak cocok: {first} dan {second} dari angka yang sama. Periksa isian booth: {booths}."
    ),
    "sealed_totals_disagree": N_(
        "{bazaar}, {day}: jumlah tidak cocok, {first} dan {second} dari angka yang sama. Booth: {booths}. Buka kembali "
        "hari itu, selesaikan yang ada di Perlu keputusan, lalu tutup lagi."
    ),
    "seal_code_mistyped": N_(
        "Kode segel salah ketik. Kode segel berbentuk XXXX-XXXX-X, tercetak di kaki halaman."
    ),
    "already_closed": N_(
        "Hari ini sudah ditutup: segel {seal}, revisi {revision}. Buka kembali dengan alasan untuk mengubah."
    ),
    "day_undecided": N_("Masih ada {count} isian yang perlu keputusan. Putuskan dahulu, lalu tutup hari."),
    "day_still_ahead": N_(
        "Hari {day} belum tiba: jam laptop ini menunjukkan {today}. Tutup hari itu sesudah berlangsung. Bila jam "
        "laptop salah, setel jamnya dahulu; Beranda memeriksanya di Siap lapangan."
    ),
    "nothing_to_close": N_("Belum ada peserta pada hari bazar ini, jadi belum ada yang ditutup."),
    "missing_not_accepted": N_(
        "Masih ada {count} hal yang belum lengkap. Lengkapi, atau tutup apa adanya dengan menyetujuinya."
    ),
    "contradictions_unexplained": N_(
        "Ada {count} pasang isian yang bertentangan. Betulkan, atau tutup dengan alasan yang dicetak di berita acara."
    ),
    "sealed_unchanged": N_(
        "Tidak ada yang berubah sejak segel revisi {revision}. Ubah yang perlu, atau setujui segel tanpa perubahan."
    ),
    "day_not_closed": N_("Hari ini belum ditutup. Tutup hari dahulu."),
    "seal_unknown": N_("Kode segel {code} tidak ada di data ini. Periksa kode, bazar, dan tanggalnya."),
    "revision_unknown": N_(
        "Hari ini tidak pernah ditutup dengan revisi {revision}. Periksa nomor revisinya."
    ),
    "nothing_to_countersign": N_("Tidak ada pembukaan kembali yang menunggu paraf pada hari bazar ini."),
    "own_reopening": N_(
        "Yang membuka kembali hari bazar ini tidak dapat memarafnya sendiri. Minta supervisor lain, di sini atau di "
        "kantor."
    ),
}
