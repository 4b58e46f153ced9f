"""What is missing before a day is closed, in words."""

from __future__ import annotations

from collections.abc import Sequence

from bazar_desktop.domain.day.contradictions import (
    ARRIVED_ANOTHER_DAY,
    AWAY_BUT_SOLD,
    AWAY_BUT_TOLD,
    CALLED_OFF_BUT_HERE,
    CAME_AFTER_CLOSE,
    HANDED_OVER_BUT_HERE,
    JOINED_BUT_AWAY,
    JOINED_WITHOUT_STAND,
    LEDGER_NOT_GRID,
    LEFT_BEFORE_COMING,
    NIL_BUT_SALES,
    NOT_ITS_SESSION,
    OVERSOLD,
    STATE_BUT_AMOUNT,
    TWO_HOLDERS,
)
from bazar_desktop.domain.ledger.quantities import format_quantity
from bazar_desktop.language import _
from bazar_desktop.phrases.figures import rupiah_or_none
from bazar_desktop.services.closing.checklist import (
    CONTRADICTORY,
    HALF_ARRIVED,
    NOT_ANSWERED,
    NOT_CONFIRMED,
    NOT_MARKED,
    PAGE_NOT_ATTACHED,
    PARTLY,
    PARTNER_NOT_ANSWERED,
    STILL_AHEAD,
    STILL_HOLDS,
    UNDECIDED,
    ClosingList,
    Missing,
)


def kind_words(kind: str) -> str:
    """What is missing, by its kind."""
    return {
        STILL_AHEAD: _("Hari bazar ini belum tiba"),
        CONTRADICTORY: _("Dua isian bertentangan"),
        NOT_ANSWERED: _("Baris omzet UMKM masih kosong"),
        PARTNER_NOT_ANSWERED: _("Baris omzet mitra masih kosong"),
        PARTLY: _("Baru sebagian diisi"),
        NOT_CONFIRMED: _("Jumlah janggal belum dibenarkan"),
        STILL_HOLDS: _("Batal, ditolak, atau pendaftar, masih memegang booth"),
        NOT_MARKED: _("Baris kehadiran belum dicatat"),
        UNDECIDED: _("Perlu keputusan"),
        HALF_ARRIVED: _("Data belum sampai lengkap"),
        PAGE_NOT_ATTACHED: _("Halaman bertanda tangan belum dilampirkan"),
    }[kind]


def missing_words(missing: Missing) -> str:
    """What is missing here; of two facts that exclude each other, which; of a total that looks odd, how much."""
    if missing.kind == NOT_CONFIRMED:
        return f"{kind_words(missing.kind)}: {rupiah_or_none(missing.first)}"
    if missing.kind != CONTRADICTORY:
        return kind_words(missing.kind)
    return clash_words(missing.clash, missing.first, missing.second, missing.goods)


def row_words(missing: Missing) -> str:
    """Which row it is: the booth, and the session where it is not the first."""
    if missing.session <= 1:
        return missing.booth or "-"
    return _("{booth} sesi {number}").format(booth=missing.booth or "-", number=missing.session)


def clash_words(clash: str, first: int | None = None, second: int | None = None, goods: str = "") -> str:
    """Which two facts exclude each other."""
    words = {
        AWAY_BUT_TOLD: _("Ditandai izin atau alpa, tetapi omzetnya terisi"),
        AWAY_BUT_SOLD: _("Ditandai izin atau alpa, tetapi buku barangnya berisi penjualan"),
        CALLED_OFF_BUT_HERE: _("Dicadangkan, dibatalkan, atau ditolak, tetapi hadir atau mengisi omzet"),
        STATE_BUT_AMOUNT: _("Nihil, menolak, atau belum lapor, tetapi ada jumlah atau transaksinya"),
        NIL_BUT_SALES: _("Jumlah omzet dan banyaknya transaksi tidak cocok"),
        LEDGER_NOT_GRID: _("Buku barang mitra {first}, tabel omzet {second}"),
        OVERSOLD: _("{goods}: stok awal {first}, terjual {second}"),
        TWO_HOLDERS: _("Satu booth ditempati dua peserta"),
        HANDED_OVER_BUT_HERE: _("Boothnya sudah digantikan, tetapi masih hadir atau mengisi omzet"),
        JOINED_BUT_AWAY: _("Menggantikan di booth itu, tetapi ditandai izin atau alpa"),
        JOINED_WITHOUT_STAND: _(
            "Menggantikan di sebuah booth, tetapi booth itu ditempati peserta lain atau kosong"
        ),
        NOT_ITS_SESSION: _("Omzet di sesi yang tidak ia tempati"),
        CAME_AFTER_CLOSE: _("Datang sesudah jam penutupan"),
        LEFT_BEFORE_COMING: _("Jam pulang sebelum jam datang"),
        ARRIVED_ANOTHER_DAY: _("Datang atau pulang dicatat pada tanggal lain"),
    }[clash]
    numbers = (first, second)
    said = [_quantity(number) if clash == OVERSOLD else rupiah_or_none(number) for number in numbers]
    return words.format(first=said[0], second=said[1], goods=goods)


def group_words(missing: ClosingList) -> str:
    """How many of each kind, the gravest first: 2 isian bertentangan · 3 belum lapor."""
    return " · ".join(f"{kind_words(kind)} {count}" for kind, count in missing.groups)


def _quantity(number: int | None) -> str:
    return "–" if number is None else format_quantity(number)


def silent_words(names: Sequence[str]) -> str:
    """That of other laptops at the bazaar nothing has come, and what to do; "" where there is none."""
    if not names:
        return ""
    return _(
        "Belum ada isian hari ini dari {names}. Bila dipakai di bazar ini, baca dulu paketnya di Sinkronisasi; "
        "hari tetap dapat ditutup."
    ).format(names=", ".join(names))
