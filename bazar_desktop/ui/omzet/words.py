"""Words of the omzet page: columns, states, what is missing, what changed."""

from __future__ import annotations

from collections.abc import Collection

from bazar_desktop.domain.day import (
    ABSENT,
    BLANK,
    CASH,
    DECLINED,
    EXCUSED,
    EXPECTED,
    MARKETPLACE,
    NIL,
    NONCASH,
    QRIS,
    DayRow,
)
from bazar_desktop.domain.money import format_number
from bazar_desktop.domain.omzet_cells import TRANSACTIONS
from bazar_desktop.domain.proofs import is_partly
from bazar_desktop.language import _
from bazar_desktop.services.closing_list import (
    CONTRADICTORY,
    HALF_ARRIVED,
    NOT_ANSWERED,
    NOT_MARKED,
    PARTLY,
    UNDECIDED,
)


def column_words(name: str) -> str:
    """The title of a column of the grid."""
    return {
        "booth": _("Booth"),
        "business": _("Usaha"),
        CASH: _("Tunai"),
        QRIS: _("QRIS"),
        NONCASH: _("Non-tunai lain"),
        MARKETPLACE: _("Lokapasar"),
        TRANSACTIONS: _("Transaksi"),
        "total": _("Jumlah"),
        "status": _("Keadaan"),
    }[name]


def field_words(name: str) -> str:
    """What a field of the journal is called."""
    more = {
        "omzet": _("Keadaan omzet"),
        "state": _("Keadaan omzet"),
        "attendance": _("Kehadiran"),
        "status": _("Kehadiran"),
        "holder": _("Penempatan"),
        "category": _("Jenis"),
        "agency": _("Pengampu"),
        "row": _("Baris"),
        "note": _("Catatan"),
        "seal": _("Segel"),
    }
    try:
        return more.get(name) or column_words(name)
    except KeyError:
        return name


def value_words(value: object) -> str:
    """A value of the journal in words; "" for blank."""
    states = {
        BLANK: _("belum lapor"),
        NIL: _("nihil"),
        DECLINED: _("menolak"),
        "reported": _("diisi"),
        "expected": _("belum"),
        "present": _("hadir"),
        EXCUSED: _("izin"),
        ABSENT: _("alpa"),
    }
    if isinstance(value, bool):
        return _("ada") if value else _("tidak ada")
    if isinstance(value, int):
        return format_number(value)
    return "" if value is None else states.get(str(value), str(value))


def is_away(row: DayRow) -> bool:
    """Excused or absent, and nothing was entered."""
    return row.attendance in {EXCUSED, ABSENT} and row.omzet == BLANK


def status_words(row: DayRow, asked: Collection[str], *, undecided: bool = False) -> str:
    """The state of one row: what is known, and that it is on disk."""
    if undecided:
        return _("Perlu keputusan")
    if is_away(row):
        return _("Izin") if row.attendance == EXCUSED else _("Alpa")
    if row.omzet == BLANK or (row.total is None and row.omzet != DECLINED):
        return _("Belum hadir") if row.attendance == EXPECTED else _("Belum lapor")
    said = {NIL: _("Nihil, tersimpan"), DECLINED: _("Menolak, tersimpan")}
    partly = _("Sebagian, tersimpan") if is_partly(row, asked) else _("Tersimpan")
    return _("Susulan, tersimpan") if row.late else said.get(row.omzet, partly)


def missing_words(kind: str) -> str:
    """What is missing, by its kind."""
    return {
        NOT_ANSWERED: _("Belum lapor omzet"),
        PARTLY: _("Baru sebagian diisi"),
        CONTRADICTORY: _("Nihil atau menolak, tetapi ada jumlahnya"),
        NOT_MARKED: _("Kehadiran belum ditandai"),
        UNDECIDED: _("Perlu keputusan"),
        HALF_ARRIVED: _("Data belum sampai lengkap"),
    }[kind]
