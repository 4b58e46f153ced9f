"""The list of figures: name, definition, unit, population, rounding. Screens, papers, files and manual read it here.

Names and sentences are Indonesian, the language of the paper; whoever shows them translates them (`phrases.figures`).
No name stands on two definitions, and no figure is shown under another name.
"""

from __future__ import annotations

from bazar_desktop.domain.figures.figure import N_, PEOPLE, PERCENT, RUPIAH, SALES, VENDORS, Figure
from bazar_desktop.domain.figures.of_a_period import PERIOD_FIGURES

_DAY = N_("pelaku UMKM pada satu hari bazar, tiap pelaku sekali, berapa pun sesi dan boothnya")
_ASKED = N_("pelaku UMKM yang ditunggu laporannya")
_TOLD = N_("pelaku UMKM yang melapor")

FIGURES: tuple[Figure, ...] = (
    Figure(
        "registered",
        N_("Terdaftar"),
        N_("Yang ada di daftar hari itu: terkonfirmasi, memegang booth, datang langsung, atau menggantikan."),
        _DAY,
        VENDORS,
    ),
    Figure("present", N_("Hadir"), N_("Yang dicatat hadir."), _DAY, VENDORS, "registered"),
    Figure("excused", N_("Izin"), N_("Yang ditandai izin."), _DAY, VENDORS, "registered"),
    Figure("absent", N_("Alpa"), N_("Yang ditandai alpa."), _DAY, VENDORS, "registered"),
    Figure(
        "expected",
        N_("Belum dicatat"),
        N_("Yang belum ditandai hadir, izin, atau alpa."),
        _DAY,
        VENDORS,
        "registered",
    ),
    Figure(
        "newcomers",
        N_("Peserta baru"),
        N_("Yang ikut (hadir, atau melapor omzet) dan tidak pernah ikut bazar yang dimulai sebelumnya."),
        N_("pelaku UMKM yang ikut, dalam kurun yang disebut"),
        PEOPLE,
    ),
    Figure(
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
    Figure(
        "answered",
        N_("Melapor"),
        N_("Yang menyebut omzetnya, sedikitnya satu cara bayar, atau nihil."),
        _ASKED,
        VENDORS,
        "asked",
    ),
    Figure(
        "nil", N_("Nihil"), N_("Yang melapor tidak menjual apa pun: omzet Rp0."), _TOLD, VENDORS, "answered"
    ),
    Figure(
        "partly",
        N_("Sebagian"),
        N_("Yang melapor, tetapi salah satu cara bayar yang ditanyakan masih kosong."),
        _TOLD,
        VENDORS,
        "answered",
    ),
    Figure(
        "declined",
        N_("Menolak menyebut"),
        N_("Yang ditanya dan tidak mau menyebut omzetnya."),
        _ASKED,
        VENDORS,
        "asked",
    ),
    Figure(
        "blank",
        N_("Belum lapor"),
        N_("Yang ditunggu laporannya dan belum menjawab."),
        _ASKED,
        VENDORS,
        "asked",
    ),
    Figure(
        "omzet",
        N_("Omzet UMKM"),
        N_(
            "Jumlah rupiah semua cara bayar. Mitra dan pengampu tidak ikut; janji beli dan pesanan lanjutan tidak ikut."
        ),
        _TOLD,
        RUPIAH,
        none=True,
    ),
    Figure(
        "cash", N_("Tunai"), N_("Bagian omzet UMKM yang dibayar tunai."), _TOLD, RUPIAH, "omzet", none=True
    ),
    Figure(
        "cashless",
        N_("QRIS / non-tunai"),
        N_("Bagian omzet UMKM yang tidak tunai: QRIS, non-tunai lain, dan lokapasar."),
        _TOLD,
        RUPIAH,
        "omzet",
        none=True,
    ),
    Figure(
        "cashless_share",
        N_("Bagian non-tunai"),
        N_("QRIS / non-tunai dibagi omzet UMKM."),
        _TOLD,
        PERCENT,
        rounding=N_("satu desimal, setengah ke atas"),
        none=True,
    ),
    Figure(
        "average",
        N_("Rata-rata per usaha"),
        N_("Omzet UMKM dibagi banyaknya yang melapor, nihil ikut dihitung."),
        _TOLD,
        RUPIAH,
        rounding=N_("rupiah penuh, setengah ke atas"),
        none=True,
    ),
    Figure(
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
    Figure("sales", N_("Transaksi"), N_("Banyaknya transaksi yang disebut."), _TOLD, SALES, none=True),
    Figure(
        "late",
        N_("Susulan"),
        N_("Rupiah omzet UMKM yang dijawab sesudah hari ditutup: di luar segel sampai hari ditutup lagi."),
        _TOLD,
        RUPIAH,
        none=True,
    ),
    Figure(
        "partners_present",
        N_("Mitra hadir"),
        N_("Mitra pangan yang dicatat hadir."),
        N_("mitra pada satu hari bazar"),
        VENDORS,
    ),
    Figure(
        "partner_omzet",
        N_("Omzet mitra"),
        N_("Jumlah rupiah yang diisi untuk mitra di tabel omzet. Terpisah, tidak pernah ikut omzet UMKM."),
        N_("mitra yang melapor"),
        RUPIAH,
        none=True,
    ),
    Figure(
        "partner_goods",
        N_("Penjualan barang mitra"),
        N_("Harga kali terjual, dijumlahkan dari buku barang mitra. Terpisah dari omzet UMKM."),
        N_("barang mitra yang harga dan terjualnya diisi"),
        RUPIAH,
        rounding=N_("rupiah penuh tiap barang, setengah ke atas"),
        none=True,
    ),
    *PERIOD_FIGURES,
    Figure(
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
