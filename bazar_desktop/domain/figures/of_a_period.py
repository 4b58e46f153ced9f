"""The figures of a year or another period: who took part, what took place, how much of it has come."""

from __future__ import annotations

from bazar_desktop.domain.figures.figure import (
    BAZAARS,
    DAYS,
    INDEX,
    LAPTOPS,
    N_,
    PEOPLE,
    PERCENT,
    RUPIAH,
    VENDORS,
    FigureDefinition,
)

_DUE = N_("hari kegiatan segala jenis yang berjalan atau sudah lewat, dalam kurun yang disebut")
_OF_LAPTOPS = N_("laptop yang terpakai untuk hari yang berjalan atau sudah lewat")
_OTHERS = N_("bazar daring, pameran, dan temu bisnis dalam kurun yang disebut")

PERIOD_FIGURES: tuple[FigureDefinition, ...] = (
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
        "times",
        N_("Kali ikut"),
        N_("Satu orang di satu bazar, berapa pun hari dan ID-nya, dihitung sekali."),
        N_("orang yang ikut dalam kurun yang disebut"),
        PEOPLE,
    ),
    FigureDefinition(
        "top_share",
        N_("10% tersering"),
        N_(
            "Bagian dari kali ikut yang dipegang sepersepuluh orang tersering, banyak orangnya dibulatkan ke atas."
        ),
        N_("orang yang ikut dalam kurun yang disebut"),
        PERCENT,
        rounding=N_("satu desimal, setengah ke atas"),
        none=True,
    ),
    FigureDefinition(
        "gini",
        N_("Gini"),
        N_(
            "Indeks Gini dari kali ikut tiap orang: 0 bila rata, mendekati 1 bila terpusat pada sedikit orang."
        ),
        N_("orang yang ikut dalam kurun yang disebut"),
        INDEX,
        rounding=N_("dua desimal"),
        none=True,
    ),
    FigureDefinition(
        "bazaars",
        N_("Bazar"),
        N_(
            "Bazar di lokasi yang berjalan: pada sedikitnya satu harinya ada pihak yang hadir atau melapor, atau "
            "segelnya menyebutnya. Yang ditunda atau dibatalkan, dan hari yang gugur, tidak dihitung."
        ),
        N_("bazar di lokasi dalam kurun yang disebut"),
        BAZAARS,
    ),
    FigureDefinition(
        "bazaar_days",
        N_("Hari bazar"),
        N_(
            "Hari bazar di lokasi yang berjalan: ada pihak yang hadir atau melapor, atau segelnya menyebutnya."
        ),
        N_("hari bazar di lokasi dalam kurun yang disebut"),
        DAYS,
    ),
    FigureDefinition(
        "sealed_days",
        N_("Hari tertutup"),
        N_("Hari yang segelnya berlaku dan lengkap di sini."),
        _DUE,
        DAYS,
    ),
    FigureDefinition(
        "joined",
        N_("Ikut di bazar"),
        N_("Bazar di lokasi yang berjalan, yang diikuti seorang pelaku dari kelompok itu atau lebih."),
        N_("bazar di lokasi dalam kurun yang disebut"),
        BAZAARS,
    ),
    FigureDefinition(
        "others",
        N_("Kegiatan lain"),
        N_("Bazar daring, pameran, dan temu bisnis yang berjalan. Tidak dihitung sebagai Bazar."),
        _OTHERS,
        BAZAARS,
    ),
    FigureDefinition(
        "other_days",
        N_("Hari kegiatan lain"),
        N_("Hari bazar daring, pameran, dan temu bisnis yang berjalan. Tidak dihitung sebagai Hari bazar."),
        _OTHERS,
        DAYS,
    ),
    FigureDefinition(
        "not_held",
        N_("Bazar belum/tidak berjalan"),
        N_(
            "Bazar di lokasi yang tidak satu harinya pun berjalan, selain yang ditunda atau dibatalkan. Tidak "
            "dihitung sebagai Bazar."
        ),
        N_("bazar di lokasi dalam kurun yang disebut"),
        BAZAARS,
    ),
    FigureDefinition(
        "postponed",
        N_("Kegiatan ditunda"),
        N_(
            "Kegiatan yang oleh kantor dinyatakan ditunda dan tidak satu harinya pun tertutup. Tidak dihitung."
        ),
        N_("kegiatan segala jenis dalam kurun yang disebut"),
        BAZAARS,
    ),
    FigureDefinition(
        "cancelled",
        N_("Kegiatan dibatalkan"),
        N_("Kegiatan yang dibatalkan, atau yang semua harinya gugur. Tidak dihitung."),
        N_("kegiatan segala jenis dalam kurun yang disebut"),
        BAZAARS,
    ),
    FigureDefinition(
        "days_off",
        N_("Hari tidak berlangsung"),
        N_(
            "Hari yang tidak jadi dari kegiatan yang tidak seluruhnya ditunda atau dibatalkan: gugur sendiri, misalnya "
            "karena hujan, atau ikut batal sesudah hari lain ditutup. Hari yang pernah ditutup berlangsung."
        ),
        N_("hari kegiatan segala jenis dalam kurun yang disebut"),
        DAYS,
    ),
    FigureDefinition(
        "unanswered",
        N_("Hari belum ada jawaban"),
        N_(
            "Hari selain hari ini yang tidak seorang pun pelaku UMKM-nya melapor. Hari yang tidak jadi, tidak ikut."
        ),
        _DUE,
        DAYS,
    ),
    FigureDefinition(
        "to_come",
        N_("Hari akan datang"),
        N_("Hari yang belum lewat dan belum berjalan, juga hari ini sampai berjalan."),
        N_("hari kegiatan dalam kurun yang disebut"),
        DAYS,
    ),
    FigureDefinition(
        "waiting",
        N_("Laptop belum masuk"),
        N_(
            "Laptop yang disiapkan untuk hari itu dan belum menyerahkan isian kehadiran atau omzetnya sesudah hari itu "
            "selesai atau ditutup. Paket yang dibuat sebelumnya belum dihitung masuk."
        ),
        _OF_LAPTOPS,
        LAPTOPS,
    ),
    FigureDefinition(
        "laptops",
        N_("Laptop disiapkan"),
        N_("Laptop yang disiapkan kantor untuk hari-hari itu dan tidak dicabut, sudah masuk atau belum."),
        _OF_LAPTOPS,
        LAPTOPS,
    ),
    FigureDefinition(
        "changed",
        N_("Pelaku sejak segel"),
        N_("Pelaku yang omzetnya menurut isian yang sudah datang lain dari yang dicakup segel."),
        N_("pelaku UMKM pada hari tertutup yang isian omzetnya berubah atau bertambah"),
        VENDORS,
    ),
    FigureDefinition(
        "since_seal",
        N_("Sejak segel"),
        N_(
            "Omzet UMKM menurut isian yang sudah datang, dikurangi yang dicakup segel. Di luar semua jumlah sampai "
            "hari itu ditutup lagi."
        ),
        N_("hari tertutup yang isian omzetnya berubah atau bertambah"),
        RUPIAH,
        none=True,
    ),
    FigureDefinition(
        "moved",
        N_("Pembetulan"),
        N_(
            "Omzet UMKM yang dipindahkan ke kelompok itu oleh pembetulan setelah segel, dikurangi yang keluar."
        ),
        N_("hari tertutup yang dibetulkan"),
        RUPIAH,
        none=True,
    ),
    FigureDefinition(
        "moved_days",
        N_("Hari dibetulkan"),
        N_("Hari tertutup yang datanya dibetulkan setelah segel."),
        N_("hari tertutup"),
        DAYS,
        "sealed_days",
    ),
)
