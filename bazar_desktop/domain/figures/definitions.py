"""The list of figures: name, definition, unit, population, rounding. Screens, papers, files and manual read it here.

Names and sentences are Indonesian, the language of the paper; whoever shows them translates them (`phrases.figures`).
No name stands on two definitions, and no figure is shown under another name.
"""

from __future__ import annotations

from bazar_desktop.domain.figures.figure import N_, PEOPLE, PERCENT, RUPIAH, SALES, VENDORS, FigureDefinition
from bazar_desktop.domain.figures.of_a_period import PERIOD_FIGURES

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
        N_(
            "Yang ikut (hadir, atau melapor omzet) dan tidak pernah ikut bazar yang dimulai sebelumnya, sejauh "
            "tercatat di tempat angka itu dibuat. Laptop hanya tahu bazarnya sendiri; kantor tahu semuanya, jadi di "
            "laporan tahun dapat lebih sedikit. Hari yang disegel dihitung menurut segelnya."
        ),
        N_("orang yang ikut, dalam kurun yang disebut"),
        PEOPLE,
    ),
    FigureDefinition(
        "took_part",
        N_("Yang ikut"),
        N_("Yang hadir, atau melapor omzet. Beberapa ID satu orang dihitung sekali."),
        _DAY,
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
        "median_of_kind",
        N_("Median jenis usaha"),
        N_(
            "Omzet hari itu yang di tengah, bila omzet semua pelaku dari satu jenis usaha yang melapor diurutkan. "
            "Ditampilkan bila sedikitnya dua yang melapor."
        ),
        N_("pelaku UMKM dari jenis usaha yang sama yang melapor"),
        RUPIAH,
        rounding=N_("rupiah penuh, setengah ke atas"),
        none=True,
    ),
    FigureDefinition(
        "before_per_day",
        N_("Sebelumnya per hari"),
        N_(
            "Omzet satu orang di satu bazar yang dimulai sebelumnya, dibagi banyaknya hari ia melapor di sana; tiga "
            "bazar terakhir. Beberapa ID satu orang dijumlahkan, dan hari yang disegel dihitung menurut segelnya."
        ),
        N_("hari bazar sebelumnya yang dilaporkan orang itu"),
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
        N_(
            "Rupiah omzet UMKM yang dijawab, atau datang dari laptop lain, sesudah hari ditutup: di luar segel sampai "
            "hari ditutup lagi."
        ),
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
    *PERIOD_FIGURES,
    FigureDefinition(
        "control_sum",
        N_("Angka kontrol rupiah"),
        N_(
            "Jumlah semua perubahan rupiah satu laptop, mitra ikut. Isian pertama yang diurungkan tetap ikut. "
            "Hanya untuk mencocokkan dua laptop; bukan omzet."
        ),
        N_("semua perubahan omzet dari satu laptop"),
        RUPIAH,
    ),
)

BY_KEY = {figure.key: figure for figure in FIGURES}
