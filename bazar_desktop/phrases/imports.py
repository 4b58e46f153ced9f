"""Why a row of a list is where it is, in words for the officer and for the sender of the list."""

from __future__ import annotations

from collections.abc import Callable

from bazar_desktop.domain.money import format_number, format_rupiah, signed_rupiah
from bazar_desktop.language import N_, _
from bazar_desktop.messages.values import column_name
from bazar_desktop.services.imports.proof import Proof
from bazar_desktop.services.register.list_model import RowReason

FIELD_NAMES: dict[str, str] = {
    "counter": N_("Nomor urut"),
    "owner": N_("Nama pemilik"),
    "name": N_("Nama pemilik"),
    "business": N_("Nama usaha"),
    "nik": N_("NIK"),
    "nik_damaged": N_("NIK rusak"),
    "phone": N_("No. HP"),
    "email": N_("Email"),
    "address": N_("Alamat"),
    "kecamatan": N_("Kecamatan"),
    "kelurahan": N_("Kelurahan"),
    "kota": N_("Kota"),
    "product": N_("Produk"),
    "category": N_("Kategori"),
    "agency": N_("Pengampu"),
    "nib": N_("NIB"),
    "pirt": N_("P-IRT"),
    "halal": N_("Halal"),
    "jakpreneur": N_("No. Jakpreneur"),
    "note": N_("Keterangan"),
    "extra": N_("Kolom lain"),
    "document_kind": N_("Jenis dokumen"),
    "document_number": N_("Nomor"),
    "since": N_("Mulai berlaku"),
    "until": N_("Berlaku sampai"),
    "grade": N_("Nilai"),
    "booth": N_("Booth"),
    "wish": N_("Permintaan"),
    "preference": N_("Permintaan"),
    "power": N_("Listrik"),
    "needs_power": N_("Listrik"),
    "status": N_("Status peserta"),
    "partner": N_("Mitra"),
    "pinned_booth_id": N_("Booth tetap"),
    "cash": N_("Tunai"),
    "qris": N_("QRIS"),
    "noncash": N_("Non-tunai lain"),
    "marketplace": N_("Lokapasar"),
    "total": N_("Jumlah omzet"),
    "transactions": N_("Transaksi"),
    "state": N_("Keterangan omzet"),
}

_WHY: dict[str, str] = {
    "damaged_by_spreadsheet": N_("{field} rusak oleh Excel: angkanya sudah hilang, minta dari sumbernya"),
    "lost_zero": N_("{field} kehilangan angka 0 di depan"),
    "odd_birth_date": N_("tanggal lahir di dalam NIK tidak mungkin ada"),
    "odd_length": N_("panjang {field} tidak lazim"),
    "odd_shape": N_("bentuk {field} tidak lazim"),
    "nik_wrong_length": N_("NIK tidak 16 angka"),
    "nik_not_digits": N_("NIK berisi selain angka"),
    "phone_malformed": N_("nomor HP tidak dikenali"),
    "several_phones": N_("lebih dari satu nomor HP dalam satu sel"),
    "region_unknown": N_("{field} “{read}” tidak ada di Jakarta"),
    "region_ambiguous": N_("{field} “{read}” cocok dengan beberapa nama"),
    "region_elsewhere": N_("{field} “{read}” terletak di wilayah lain"),
    "category_unknown": N_("kategori “{read}” tidak dikenal, disimpan sebagai catatan"),
    "new_agency": N_("pengampu “{read}” belum ada di daftar, akan ditambahkan"),
    "not_understood": N_("{field} “{read}” tidak dimengerti"),
    "from_merged_cell": N_("{field} diambil dari sel di atasnya"),
    "perhaps_total": N_("mungkin baris jumlah, bukan pelaku UMKM"),
    "name_is_label": N_("“{read}” tampaknya judul isian, bukan nama"),
    "no_name": N_("tidak ada nama di baris ini"),
    "empty_name": N_("nama pemilik dan nama usaha kosong"),
    "duplicate_in_file": N_("sama dengan baris {row} di berkas ini ({known})"),
    "same_nik_other_business": N_("NIK sama, usahanya lain: {known}"),
    "same_phone_other_name": N_("nomor HP sama, namanya lain: {known}"),
    "same_number_other_name": N_("nomor Jakpreneur sama, namanya lain: {known}"),
    "same_name_other_kecamatan": N_("nama dan usaha sama, kecamatannya lain: {known}"),
    "same_name_and_email": N_("nama dan email sama: {known}"),
    "owner_missing": N_("pemilik belum diisi"),
    "cell_note": N_("ada catatan di selnya: {read}"),
    "not_calculated": N_("{field} berisi rumus yang belum dihitung: {read}"),
    "from_number": N_("{field} tersimpan sebagai angka; utuh, tetapi mohon diperiksa"),
    "several_rows": N_(
        "{known} ada di beberapa baris (juga baris {row}): bagian yang dijumlahkan, atau terulang?"
    ),
    "summed_rows": N_("dijumlahkan dengan baris {known}"),
    "amount_tiny": N_(
        "jumlahnya sangat kecil, sedangkan yang lain jauh lebih besar: mungkin ribuannya tertinggal"
    ),
    "called_off": N_("ada kata “{read}” di barisnya"),
    "name_above": N_("tanpa nama; dianggap milik baris {row} di atasnya"),
    "row_of_other_day": N_("untuk hari {known}"),
    "row_day_unknown": N_("harinya bukan hari bazar ini"),
    "row_day_unread": N_("harinya tidak jelas"),
    "shared_amount": N_("{field} “{read}” satu sel gabungan untuk beberapa pelaku"),
    "channels_known": N_("sudah tercatat per saluran dengan jumlah lain"),
    "same_name_only": N_("mungkin orang yang sama: {known}"),
    "nik_differs": N_("nama sama, NIK-nya lain: {known}"),
    "several_match": N_("cocok dengan lebih dari satu"),
    "chosen": N_("dipilih petugas"),
    "new_vendor": N_("belum ada di daftar pelaku UMKM, akan ditambahkan"),
    "differs_from_register": N_("{field} di daftar pelaku UMKM lain: {known}"),
    "check_amount": N_("{field} “{read}” dibaca {proposal}, mohon diperiksa"),
    "thousands_lost": N_(
        "{field} “{read}”: titik ribuan tampaknya dibaca Excel sebagai koma, mungkin {proposal}"
    ),
    "other_convention": N_("{field} “{read}” ditulis lain dari kolomnya, mungkin {proposal}"),
    "unit_from_header": N_("{field} “{read}” dibaca {proposal} karena judulnya menyebut ribuan atau jutaan"),
    "total_differs": N_("jumlahnya {read}, padahal rinciannya {proposal}"),
    "total_as_cash": N_("hanya ada satu jumlah tanpa rincian, dicatat sebagai tunai"),
    "not_an_amount": N_("{field} “{read}” bukan jumlah uang"),
    "amount_ambiguous": N_("{field} “{read}” dapat berarti dua jumlah"),
    "cents_not_allowed": N_("{field} “{read}” bukan rupiah bulat"),
    "negative_amount": N_("{field} “{read}” kurang dari nol"),
    "amount_too_large": N_("{field} “{read}” terlalu besar"),
    "not_in_bazaar": N_("tidak ada peserta dengan {field} itu pada hari itu"),
    "names_disagree": N_("kartu, booth, usaha, atau pemiliknya milik peserta yang berbeda"),
    "day_closed": N_("hari sudah ditutup, angka yang sudah masuk tidak diubah"),
    "marked_away": N_("ditandai {known} pada hari itu, omzetnya bertentangan"),
    "lokasi_missing": N_("lokasinya belum ditulis"),
    "lokasi_unknown": N_("lokasi “{read}” tidak ada di daftar lokasi program ini"),
    "lokasi_ambiguous": N_("ada beberapa lokasi “{read}”; tulis juga kode atau kecamatan lokasinya"),
    "lokasi_refused": N_("lokasi “{read}” ditolak; perbaiki dahulu baris lokasinya"),
}

ACCEPTABLE: dict[str, str] = {
    "lost_zero": N_("Tambahkan 0 di depan nomor HP"),
    "region_unknown": N_("Pakai nama wilayah yang paling mirip"),
    "thousands_lost": N_("Baca 1,5 sebagai 1.500"),
    "other_convention": N_("Baca sebagai jumlah yang diusulkan"),
    "total_differs": N_("Pakai rinciannya, bukan jumlahnya"),
    "unit_from_header": N_("Kalikan seperti kata judulnya"),
    "check_amount": N_("Jumlah yang dibaca sudah benar"),
    "marked_away": N_("Simpan omzet yang ditandai tidak hadir"),
    "several_rows": N_("Jumlahkan baris-baris satu pelaku"),
    "amount_tiny": N_("Jumlah yang sangat kecil memang benar"),
    "called_off": N_("Simpan juga yang disebut batal"),
    "cell_note": N_("Simpan juga baris yang ada catatan di selnya"),
    "several_phones": N_("Pakai nomor HP yang pertama"),
}
FLAG_NAMES: dict[str, str] = {
    "damaged_by_spreadsheet": N_("rusak oleh Excel"),
    "lost_zero": N_("kehilangan angka 0"),
    "odd_birth_date": N_("tanggal lahir di NIK tidak mungkin"),
    "odd_length": N_("panjang tidak lazim"),
    "odd_shape": N_("bentuk tidak lazim"),
    "nik_wrong_length": N_("NIK tidak 16 angka"),
    "nik_not_digits": N_("NIK berisi selain angka"),
    "phone_malformed": N_("nomor HP tidak dikenali"),
    "several_phones": N_("beberapa nomor HP"),
    "region_unknown": N_("wilayah tidak dikenal"),
    "region_ambiguous": N_("wilayah bermakna ganda"),
    "region_elsewhere": N_("wilayah lain"),
    "category_unknown": N_("kategori tidak dikenal"),
    "new_agency": N_("pengampu baru"),
    "not_understood": N_("tidak dimengerti"),
    "from_merged_cell": N_("dari sel gabungan"),
    "perhaps_total": N_("mungkin baris jumlah"),
    "name_is_label": N_("nama berupa judul isian"),
    "no_name": N_("tanpa nama"),
    "empty_name": N_("tanpa nama"),
    "duplicate_in_file": N_("dua kali di berkas"),
    "same_name_and_email": N_("nama dan email sama"),
    "owner_missing": N_("pemilik belum diisi"),
    "cell_note": N_("ada catatan"),
    "not_calculated": N_("rumus belum dihitung"),
    "from_number": N_("NIK dari angka"),
    "several_rows": N_("beberapa baris satu pelaku"),
    "summed_rows": N_("dijumlahkan"),
    "amount_tiny": N_("jumlah terlalu kecil"),
    "called_off": N_("mungkin batal"),
    "name_above": N_("tanpa nama"),
    "row_of_other_day": N_("hari lain"),
    "row_day_unknown": N_("hari tidak jelas"),
    "row_day_unread": N_("hari tidak terbaca"),
    "shared_amount": N_("sel gabungan"),
    "channels_known": N_("jumlah lain per saluran"),
    "check_amount": N_("jumlah perlu diperiksa"),
    "thousands_lost": N_("titik ribuan hilang"),
    "other_convention": N_("ditulis lain dari kolomnya"),
    "unit_from_header": N_("ribuan atau jutaan"),
    "total_differs": N_("jumlah tidak cocok"),
    "total_as_cash": N_("hanya satu jumlah"),
    "new_vendor": N_("belum di daftar pelaku UMKM"),
    "differs_from_register": N_("lain dari daftar pelaku UMKM"),
    "not_in_bazaar": N_("bukan peserta hari itu"),
    "names_disagree": N_("milik peserta berbeda"),
    "day_closed": N_("hari sudah ditutup"),
    "marked_away": N_("ditandai tidak hadir"),
    "lokasi_missing": N_("tanpa lokasi"),
    "lokasi_unknown": N_("lokasi tidak dikenal"),
    "lokasi_ambiguous": N_("lokasi bermakna ganda"),
    "lokasi_refused": N_("lokasinya ditolak"),
}
BUCKET_NAMES: dict[str, str] = {
    "new": N_("Baru"),
    "same": N_("Sama"),
    "changed": N_("Berubah"),
    "look": N_("Perlu dilihat"),
    "refused": N_("Ditolak"),
    "not_vendor": N_("Bukan pelaku UMKM"),
}
DROPPED_NAMES: dict[str, str] = {
    "title": N_("judul"),
    "header": N_("judul kolom"),
    "total": N_("baris jumlah"),
    "footer": N_("kaki daftar"),
    "outside": N_("di luar daftar"),
    "left_out": N_("dikeluarkan petugas"),
    "empty": N_("baris kosong bernomor"),
    "hidden": N_("tersembunyi, dilewati"),
    "struck": N_("dicoret, dilewati"),
    "filtered": N_("disaring"),
}


def why(reason: RowReason, row_words: Callable[[int], str] = str) -> str:
    """The reason as part of a sentence; an unknown code says that the field needs a look.

    `row_words` names another row of the list.
    """
    template = _WHY.get(reason.code, N_("{field} perlu dilihat"))
    proposal = (
        f"{reason.proposal:,}".replace(",", ".") if isinstance(reason.proposal, int) else reason.proposal
    )
    return _(template).format(
        field=field_name(reason.field),
        read=reason.read.strip()[:60],
        proposal=proposal if proposal is not None else "-",
        row=row_words(reason.row) if reason.row else "",
        known=reason.known or "-",
    )


def proof_words(proof: Proof) -> str:
    """The sum that will stand beside the one that the list states, and what of it is not written."""
    words = _("{count} pelaku, jumlah {total}").format(
        count=format_number(proof.parties), total=format_rupiah(proof.total)
    )
    if proof.stated is None:
        words += "; " + _("berkas tidak menyebut jumlahnya")
    else:
        stated = _("JUMLAH di berkas {stated}").format(stated=format_rupiah(proof.stated))
        fits = (
            _("cocok")
            if not proof.difference
            else _("beda {sum}").format(sum=signed_rupiah(proof.difference))
        )
        words += f"; {stated}{_of_other_days(proof)} — {fits}"
    if proof.held_rows:
        held = _("{rows} baris dengan {total} tidak disimpan")
        words += "; " + held.format(rows=format_number(proof.held_rows), total=format_rupiah(proof.held))
    return words


def _of_other_days(proof: Proof) -> str:
    if not proof.elsewhere:
        return ""
    return ", " + _("{total} di antaranya hari lain").format(total=format_rupiah(proof.elsewhere))


def flag_name(code: str) -> str:
    """What a kind of reason is called where rows are filtered by it."""
    return _(FLAG_NAMES[code]) if code in FLAG_NAMES else _("perlu dilihat")


def field_name(field: str) -> str:
    """What people call a field of a list or of a vendor."""
    if field.startswith("extra:"):
        return field.removeprefix("extra:")
    field = field.partition("@")[0]  # a column of one day alone
    return _(FIELD_NAMES[field]) if field in FIELD_NAMES else column_name(field) or _("isian")
