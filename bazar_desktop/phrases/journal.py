"""What fields and values of the journal are called."""

from __future__ import annotations

from typing import Protocol

from bazar_desktop.domain.day.model import (
    ABSENT,
    BLANK,
    CASH,
    DECLINED,
    EXCUSED,
    MARKETPLACE,
    NIL,
    NONCASH,
    QRIS,
    CellChange,
)
from bazar_desktop.domain.money import format_number
from bazar_desktop.domain.omzet.cells import BEST_PRODUCT, FOLLOW_UP, NOTE, PROMISED, TRANSACTIONS
from bazar_desktop.language import _
from bazar_desktop.messages import standing_words
from bazar_desktop.messages.values import column_name
from bazar_desktop.services.journal.signers import on_word_of


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
        BEST_PRODUCT: _("Produk terlaris"),
        PROMISED: _("Janji beli"),
        FOLLOW_UP: _("Pesanan lanjutan"),
        NOTE: _("Catatan"),
    }[name]


def field_words(name: str) -> str:
    """What a field of the journal is called."""
    try:
        return _words_by_field().get(name) or column_words(name)
    except KeyError:
        return column_name(name)


def _words_by_field() -> dict[str, str]:
    return {
        "omzet": _("Keadaan omzet"),
        "state": _("Keadaan omzet"),
        "attendance": _("Kehadiran"),
        "status": _("Kehadiran"),
        "holder": _("Penempatan"),
        "category": _("Jenis"),
        "agency": _("Pengampu"),
        "row": _("Baris"),
        "seal": _("Segel"),
        "closed_at": _("Segel"),
        "closed_by": _("Segel"),
        "covers": _("Segel"),
        "without": _("Segel"),
        "confirmed": _("Jumlah dibenarkan"),
        "goods": _("Barang"),
        "unit": _("Satuan"),
        "opening": _("Stok awal"),
        "price": _("Harga"),
        "sold": _("Terjual"),
        "name": _("Nama"),
        "product": _("Jenis produk"),
        "phone": _("HP"),
        "card": _("Kartu"),
        "arrived_at": _("Jam datang"),
        "left_at": _("Jam pulang"),
        "first_time": _("Peserta baru"),
        "person": _("Orang yang sama"),
        "stand": _("Pemegang booth"),
        "weather": _("Cuaca"),
        "visitors": _("Pengunjung"),
        "obstacles": _("Kendala"),
        "notes": _("Catatan"),
        "photo": _("Foto kegiatan"),
        "bazaar_name": _("Nama bazar"),
        "bazaar_lokasi": _("Lokasi"),
        "bazaar_address": _("Alamat"),
        "bazaar_kecamatan": _("Kecamatan"),
        "bazaar_kota": _("Kota"),
        "bazaar_days": _("Hari bazar"),
    }


def change_field_words(change: CellChange) -> str:
    """What changed in a day: the field, of goods with their name."""
    if change.field == "status":
        return _("Keikutsertaan")
    words = field_words(change.field)
    return f"{words}: {change.goods}" if change.goods else words


class Signed(Protocol):
    """A change as a history tells it: who says to have made it, at which laptop, and how it stands."""

    @property
    def officer(self) -> str: ...

    @property
    def laptop(self) -> str: ...

    @property
    def standing(self) -> str: ...


def by_words(entry: Signed) -> str:
    """Who made a change, on whose word that stands, and whether it counts."""
    words = on_word_of(entry.officer, entry.laptop)
    return f"{words}, {standing_words(entry.standing)}" if entry.standing else words


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
        "applicant": _("pendaftar"),
        "invited": _("diundang"),
        "confirmed": _("terkonfirmasi"),
        "reserve": _("cadangan"),
        "cancelled": _("batal"),
        "rejected": _("ditolak"),
    }
    if isinstance(value, bool):
        return _("ada") if value else _("tidak ada")
    if isinstance(value, int):
        return format_number(value)
    return "" if value is None else states.get(str(value), str(value))
