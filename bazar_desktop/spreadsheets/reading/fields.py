"""The columns officers' lists have: their fields, how each is read, and the words that stand above them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bazar_desktop.domain.identifiers import plain_characters

REGISTER, PARTICIPANTS, OMZET = "register", "participants", "omzet"  # kinds of list
AS_TEXT, AS_NIK, AS_PHONE, AS_NIB, AS_PIRT, AS_HALAL = "text", "nik", "phone", "nib", "pirt", "halal"
AS_MONEY, AS_COUNT, AS_REGION, AS_YES_NO, AS_STATUS, AS_COUNTER = (
    "money",
    "count",
    "region",
    "yes_no",
    "status",
    "no",
)


@dataclass(frozen=True, slots=True)
class Field:
    """`key` is the name in code, `reads` how a cell is understood, `words` the headers (small letters, no marks)."""

    key: str
    reads: str
    words: tuple[str, ...]


PERSON = (
    Field("counter", AS_COUNTER, ("no", "nomor", "no urut", "nomor urut", "nourut", "urutan", "#", "num")),
    Field(
        "owner",
        AS_TEXT,
        (
            "nama", "nama pemilik", "pemilik", "nama pelaku usaha", "pelaku usaha", "nama pelaku umkm", "pelaku umkm",
            "nama lengkap", "nama peserta", "peserta", "nama wirausaha", "wirausaha", "nama pengusaha", "nama binaan",
            "nama pedagang", "pedagang", "nama anggota", "nama umkm pemilik", "penanggung jawab", "nama pj", "owner",
            "nama jakpreneur", "nama pendaftar", "nama ukm", "nama owner", "name", "full name", "owner name",
            "nama lengkap pelaku", "nama lengkap pemilik", "nama pelaku",
        ),
    ),
    Field(
        "business",
        AS_TEXT,
        (
            "nama usaha", "usaha", "nama umkm", "umkm", "merek", "merk", "brand", "nama brand", "nama merk",
            "nama merek", "nama toko", "toko", "nama produk usaha", "nama stand", "nama tenant", "tenant",
            "nama dagang", "merek dagang", "nama badan usaha", "nama perusahaan", "business", "business name", "label",
        ),
    ),
    Field("nik", AS_NIK, ("nik", "no nik", "no ktp", "nik ktp", "ktp", "no induk kependudukan", "nik pemilik",
                         "no nik ktp")),
    Field(
        "phone",
        AS_PHONE,
        (
            "hp", "no hp", "no hp wa", "no wa", "wa", "whatsapp", "no whatsapp", "telepon", "telp", "no telp",
            "no telepon", "no tlp", "tlp", "kontak", "no kontak", "no handphone", "handphone", "no hp whatsapp",
            "no telp hp", "no telepon hp", "hp wa", "nohp", "contact", "phone", "no hp aktif", "no hand phone",
            "phone number",
        ),
    ),
    Field("email", AS_TEXT, ("email", "e mail", "surel", "alamat email")),
    Field(
        "address",
        AS_TEXT,
        ("alamat", "alamat usaha", "alamat rumah", "alamat lengkap", "alamat domisili", "domisili", "alamat ktp",
         "address"),
    ),
    Field("kecamatan", AS_REGION, ("kecamatan", "kec", "wilayah kecamatan", "nama kecamatan")),
    Field("kelurahan", AS_REGION, ("kelurahan", "kel", "desa", "nama kelurahan", "kelurahan desa", "desa kelurahan")),
    Field("kota", AS_REGION, ("kota", "kab kota", "kota kabupaten", "kota administrasi", "wilayah", "kota adm")),
    Field(
        "product",
        AS_TEXT,
        (
            "produk", "nama produk", "produk yang dijual", "produk yg dijual", "produk unggulan", "product", "barang",
            "dagangan", "menu", "jualan", "jenis produk", "jenis barang", "jenis dagangan", "jenis jualan",
            "jenis produk dijual", "komoditas", "komoditi", "kegiatan",
        ),
    ),
    Field(
        "category",
        AS_TEXT,
        ("kategori", "jenis usaha", "bidang usaha", "sektor", "jenis", "kategori usaha", "kategori produk",
         "bidang", "klasifikasi", "sektor usaha"),
    ),
    Field(
        "agency",
        AS_TEXT,
        ("pengampu", "opd pengampu", "opd", "dinas", "dinas pengampu", "skpd", "binaan", "suku dinas", "sudin",
         "instansi", "perangkat daerah", "pembina"),
    ),
    Field("nib", AS_NIB, ("nib", "no nib", "nomor induk berusaha", "no induk berusaha")),
    Field("pirt", AS_PIRT, ("pirt", "p irt", "no pirt", "no p irt", "spp irt", "sppirt", "izin pirt")),
    Field("halal", AS_HALAL, ("halal", "no halal", "sertifikat halal", "no sertifikat halal", "sertifikasi halal")),
    Field(
        "jakpreneur",
        AS_TEXT,
        ("jakpreneur", "no jakpreneur", "id jakpreneur", "nomor anggota jakpreneur", "no anggota jakpreneur",
         "id anggota jakpreneur", "kode jakpreneur", "no peserta jakpreneur", "no pendaftaran jakpreneur"),
    ),
    Field("note", AS_TEXT, ("keterangan", "ket", "catatan", "note", "notes", "info")),
)  # fmt: skip

PLACE = (
    Field("booth", AS_TEXT, ("booth", "no booth", "stand", "no stand", "nomor stand", "tenda", "no tenda", "lapak",
                             "no lapak", "stan", "no stan", "kode booth", "meja", "no meja")),
)  # fmt: skip

WISHES = (
    Field("wish", AS_TEXT, ("permintaan", "keinginan booth", "permintaan booth", "permintaan stand", "minta booth",
                            "permintaan khusus", "kebutuhan", "kebutuhan khusus")),
    Field("power", AS_YES_NO, ("listrik", "butuh listrik", "perlu listrik", "kebutuhan listrik", "daya listrik",
                               "watt")),
    Field("status", AS_STATUS, ("status", "status peserta", "peserta cadangan", "utama cadangan", "konfirmasi")),
    Field("partner", AS_YES_NO, ("mitra", "nama mitra", "umkm mitra", "jenis peserta", "pihak")),
)  # fmt: skip

SALES = (
    Field("cash", AS_MONEY, ("tunai", "omzet tunai", "omset tunai", "cash", "uang tunai", "penjualan tunai", "offline",
                            "omzet offline", "omset offline", "penjualan offline", "penjualan langsung")),
    Field("qris", AS_MONEY, ("qris", "omzet qris", "omset qris", "qris rp", "penjualan qris", "qr")),
    Field("noncash", AS_MONEY, ("non tunai", "nontunai", "omzet non tunai", "omset non tunai", "transfer", "debit",
                                "non tunai lain", "edc", "cashless", "non cash", "omzet nontunai", "transfer bank",
                                "omzet transfer", "kartu debit", "e wallet", "ewallet", "dompet digital")),
    Field("marketplace", AS_MONEY, ("lokapasar", "marketplace", "online", "omzet online", "omset online", "e commerce",
                                    "market place", "penjualan online", "gofood", "go food", "grabfood", "grab food",
                                    "shopeefood", "shopee food", "ojek online", "ojol", "shopee", "tokopedia")),
    Field("total", AS_MONEY, ("omzet", "omset", "jumlah", "total", "total omzet", "total omset", "jumlah omzet",
                              "omzet jumlah", "omset jumlah", "omzet total", "pendapatan", "penjualan",
                              "jumlah penjualan",
                              "total penjualan", "nilai transaksi", "jml", "omzet harian", "jumlah omset",
                              "nilai omzet", "nominal", "nominal omzet", "nominal penjualan", "sales", "revenue",
                              "realisasi omzet", "realisasi penjualan")),
    Field("transactions", AS_COUNT, ("jumlah transaksi", "transaksi", "jml transaksi", "banyak transaksi",
                                     "jumlah pembeli", "pembeli", "trx", "jml trx", "jumlah trx")),
)  # fmt: skip

WANTED: dict[str, tuple[Field, ...]] = {
    REGISTER: PERSON,
    PARTICIPANTS: PERSON + PLACE + WISHES,
    OMZET: PERSON + PLACE + SALES,
}
EVERY_FIELD = PERSON + PLACE + WISHES + SALES
BY_WORDS = {words: field for field in reversed(EVERY_FIELD) for words in field.words}

_FILLERS = {"rp", "rupiah", "idr", "wajib", "diisi", "dalam", "ribuan", "ribu", "jutaan", "juta", "000"}


def plain_header(header: str) -> str:
    """The words of a header: small letters, no marks, no unit, "nomor" as "no"."""
    words = re.sub(r"[^a-z0-9#]+", " ", plain_characters(header).lower()).split()
    kept = ["no" if word in ("nomor", "nmr", "nomer") else word for word in words if word not in _FILLERS]
    return " ".join(kept) or " ".join(words)
