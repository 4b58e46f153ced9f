"""The list of figures: name, definition, unit, population, rounding. Screens, papers, files and manual read it here.

Names and sentences are Indonesian, the language of the paper; whoever shows them translates them (`phrases.figures`).
No name stands on two definitions, and no figure is shown under another name.
"""

from __future__ import annotations

from dataclasses import dataclass

N_ = str  # marks words for the catalogue

VENDORS, DAYS, PEOPLE, BAZAARS = "vendors", "days", "people", "bazaars"  # what is counted
RUPIAH, PERCENT, SALES = "rupiah", "percent", "sales"  # what is measured


@dataclass(frozen=True, slots=True)
class FigureDefinition:
    """One figure: `key` in the code, its name, what it says, over whom (population), its unit.

    `whole` names the figure that this one is a part of (*26 dari 28*), "" where it stands alone. `rounding` says how
    it is rounded, "" where it is a whole number anyway. `none` figures are never 0 where nothing is known: they are
    `–` or *belum ada*.
    """

    key: str
    name: str
    definition: str
    population: str
    unit: str
    whole: str = ""
    rounding: str = ""
    none: bool = False


_DAY = N_("pelaku UMKM pada satu hari bazar, tiap pelaku sekali, berapa pun sesi dan boothnya")
_ASKED = N_("pelaku UMKM yang ditunggu laporannya")
_TOLD = N_("pelaku UMKM yang melapor")

FIGURES: tuple[FigureDefinition, ...] = (
    FigureDefinition(
        "registered",
        N_("Terdaftar"),
        N_("Yang ada di daftar hari itu: terkonfirmasi, memegang booth, datang langsung, atau menggantikan."),
        _DAY,
        VENDORS,
    ),
    FigureDefinition("present", N_("Hadir"), N_("Yang dicatat hadir."), _DAY, VENDORS, "registered"),
    FigureDefinition("excused", N_("Izin"), N_("Yang ditandai izin."), _DAY, VENDORS, "registered"),
    FigureDefinition("absent", N_("Alpa"), N_("Yang ditandai alpa."), _DAY, VENDORS, "registered"),
    FigureDefinition(
        "expected",
        N_("Belum dicatat"),
        N_("Yang belum ditandai hadir, izin, atau alpa."),
        _DAY,
        VENDORS,
        "registered",
    ),
    FigureDefinition(
        "newcomers",
        N_("Peserta baru"),
        N_("Yang ikut (hadir, atau melapor omzet) dan tidak pernah ikut bazar yang dimulai sebelumnya."),
        N_("pelaku UMKM yang ikut, dalam kurun yang disebut"),
        PEOPLE,
    ),
    FigureDefinition(
        "asked",
        N_("Ditunggu laporannya"),
        N_(
            "Yang hadir, dan yang sudah menjawab walaupun tidak dicatat hadir. Yang izin, alpa, atau belum dicatat dan "
            "tidak menjawab tidak ditunggu."
        ),
        _DAY,
        VENDORS,
        "registered",
    ),
    FigureDefinition(
        "answered",
        N_("Melapor"),
        N_("Yang menyebut omzetnya, sedikitnya satu cara bayar, atau nihil."),
        _ASKED,
        VENDORS,
        "asked",
    ),
    FigureDefinition(
        "nil", N_("Nihil"), N_("Yang melapor tidak menjual apa pun: omzet Rp0."), _TOLD, VENDORS, "answered"
    ),
    FigureDefinition(
        "partly",
        N_("Sebagian"),
        N_("Yang melapor, tetapi salah satu cara bayar yang ditanyakan masih kosong."),
        _TOLD,
        VENDORS,
        "answered",
    ),
    FigureDefinition(
        "declined",
        N_("Menolak menyebut"),
        N_("Yang ditanya dan tidak mau menyebut omzetnya."),
        _ASKED,
        VENDORS,
        "asked",
    ),
    FigureDefinition(
        "blank",
        N_("Belum lapor"),
        N_("Yang ditunggu laporannya dan belum menjawab."),
        _ASKED,
        VENDORS,
        "asked",
    ),
    FigureDefinition(
        "omzet",
        N_("Omzet UMKM"),
        N_(
            "Jumlah rupiah semua cara bayar. Mitra dan pengampu tidak ikut; janji beli dan pesanan lanjutan tidak ikut."
        ),
        _TOLD,
        RUPIAH,
        none=True,
    ),
    FigureDefinition(
        "cash", N_("Tunai"), N_("Bagian omzet UMKM yang dibayar tunai."), _TOLD, RUPIAH, "omzet", none=True
    ),
    FigureDefinition(
        "cashless",
        N_("QRIS / non-tunai"),
        N_("Bagian omzet UMKM yang tidak tunai: QRIS, non-tunai lain, dan lokapasar."),
        _TOLD,
        RUPIAH,
        "omzet",
        none=True,
    ),
    FigureDefinition(
        "cashless_share",
        N_("Bagian non-tunai"),
        N_("QRIS / non-tunai dibagi omzet UMKM."),
        _TOLD,
        PERCENT,
        rounding=N_("satu desimal, setengah ke atas"),
        none=True,
    ),
    FigureDefinition(
        "average",
        N_("Rata-rata per usaha"),
        N_("Omzet UMKM dibagi banyaknya yang melapor, nihil ikut dihitung."),
        _TOLD,
        RUPIAH,
        rounding=N_("rupiah penuh, setengah ke atas"),
        none=True,
    ),
    FigureDefinition(
        "median",
        N_("Median per usaha"),
        N_(
            "Omzet yang di tengah, bila omzet semua yang melapor diurutkan; dari dua yang di tengah, rata-ratanya."
        ),
        _TOLD,
        RUPIAH,
        rounding=N_("rupiah penuh, setengah ke atas"),
        none=True,
    ),
    FigureDefinition(
        "sales", N_("Transaksi"), N_("Banyaknya transaksi yang disebut."), _TOLD, SALES, none=True
    ),
    FigureDefinition(
        "late",
        N_("Susulan"),
        N_("Rupiah omzet UMKM yang dijawab sesudah hari ditutup: di luar segel sampai hari ditutup lagi."),
        _TOLD,
        RUPIAH,
        none=True,
    ),
    FigureDefinition(
        "partners_present",
        N_("Mitra hadir"),
        N_("Mitra pangan yang dicatat hadir."),
        N_("mitra pada satu hari bazar"),
        VENDORS,
    ),
    FigureDefinition(
        "partner_omzet",
        N_("Omzet mitra"),
        N_("Jumlah rupiah yang diisi untuk mitra di tabel omzet. Terpisah, tidak pernah ikut omzet UMKM."),
        N_("mitra yang melapor"),
        RUPIAH,
        none=True,
    ),
    FigureDefinition(
        "partner_goods",
        N_("Penjualan barang mitra"),
        N_("Harga kali terjual, dijumlahkan dari buku barang mitra. Terpisah dari omzet UMKM."),
        N_("barang mitra yang harga dan terjualnya diisi"),
        RUPIAH,
        rounding=N_("rupiah penuh tiap barang, setengah ke atas"),
        none=True,
    ),
    FigureDefinition(
        "people",
        N_("Orang"),
        N_(
            "Orang yang berbeda, yang ikut (hadir, atau melapor omzet). Beberapa ID satu orang dihitung sekali."
        ),
        N_("pelaku UMKM dalam kurun yang disebut"),
        PEOPLE,
    ),
    FigureDefinition(
        "participations",
        N_("Keikutsertaan"),
        N_("Seorang pelaku di satu bazar, berapa pun harinya, bila ikut (hadir, atau melapor omzet)."),
        N_("pelaku UMKM dalam kurun yang disebut"),
        VENDORS,
    ),
    FigureDefinition(
        "bazaars",
        N_("Bazar"),
        N_("Bazar luring yang terlaksana: sedikitnya satu harinya ada yang hadir atau melapor."),
        N_("bazar luring dalam kurun yang disebut"),
        BAZAARS,
    ),
    FigureDefinition(
        "bazaar_days",
        N_("Hari bazar"),
        N_("Hari bazar luring yang terlaksana: ada yang hadir atau melapor."),
        N_("hari bazar luring dalam kurun yang disebut"),
        DAYS,
    ),
    FigureDefinition(
        "sealed_days",
        N_("Hari tertutup"),
        N_("Hari bazar yang segelnya berlaku dan lengkap di sini."),
        N_("hari bazar luring yang terlaksana"),
        DAYS,
        "bazaar_days",
    ),
    FigureDefinition(
        "control_sum",
        N_("Angka kontrol rupiah"),
        N_(
            "Jumlah semua perubahan rupiah satu laptop, mitra ikut. Hanya untuk mencocokkan dua laptop; bukan omzet."
        ),
        N_("semua perubahan omzet dari satu laptop"),
        RUPIAH,
    ),
)

BY_KEY = {figure.key: figure for figure in FIGURES}
