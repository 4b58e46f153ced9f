"""The words for every broken rule: what happened and the way out, by the error's code.

Each sentence is Indonesian, polite, and may use the error's facts by name: "Booth {booth} sudah ditempati".
"""

from __future__ import annotations

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.language import N_, _

SENTENCES: dict[str, str] = {
    # -- store, officers, settings --
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
    "not_acard": N_("“{text}” bukan kartu peserta. Pindai QR pada kartu, atau cari dengan nama."),
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
    "not_aspreadsheet": N_(
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
    # -- bazaars and participants --
    # -- layout and placement --
    # -- attendance --
    # -- omzet and closing --
    # -- printing and files --
    "disk_full": N_(
        "Ruang di {folder} tidak cukup untuk {file}. Berkas itu tidak dibuat; data tetap aman. "
        "Kosongkan ruang atau pilih tempat lain."
    ),
    "output_failed": N_(
        "{file} tidak dapat ditulis di {folder} ({reason}). Berkas lama, bila ada, tidak berubah. "
        "Periksa flashdisk atau pilih tempat lain, lalu ulangi."
    ),
    # -- packages and office --
}


def sentence(error: BazarError) -> str:
    """What to tell the officer about `error`, in the language in use."""
    template = SENTENCES.get(error.code)
    if template is None:
        return _(N_("Aturan dilanggar: {code}. Tidak ada yang diubah.")).format(code=error.code)
    return _(template).format(**error.facts)
