"""What can take the store's place in words, the same in the window and at the command line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bazar_desktop.domain.backups import RestorePoint
from bazar_desktop.domain.calendar import format_date
from bazar_desktop.language import _, language


def lost_words(point: RestorePoint) -> str:
    """What would be lost by taking this file: how much newer the present one is."""
    if point.last_change is None:
        return _("Berkas ini tidak dapat dibaca dengan kunci laptop ini. Pilih yang lain.")
    if point.is_present:
        return _("Berkas sekarang, sejauh masih terbaca; yang rusak ditinggalkan dan disisihkan.")
    if point.newer_changes is None:
        return _("Berkas sekarang tidak terbaca, jadi tidak diketahui apa yang lebih baru di dalamnya.")
    if not point.newer_changes:
        return _("Berkas sekarang tidak memuat apa pun yang lebih baru.")
    return _(
        "Di berkas sekarang ada {changes} perubahan yang lebih baru dan {days} hari tertutup yang tidak ada "
        "di cadangan ini. "
        "Setelah dipulihkan, isian itu hilang dari laptop ini, kecuali yang sudah diterima kantor."
    ).format(changes=point.newer_changes, days=point.newer_sealed)


def kind_words(point: RestorePoint) -> str:
    """Whether the file was made as a backup, was set aside, or is the present one."""
    if point.is_present:
        return _("berkas sekarang")
    return _("disisihkan") if point.is_aside else _("cadangan")


def tested_words(point: RestorePoint) -> str:
    """Whether all pages of the file were read and are sound."""
    if point.last_change is None:
        return _("tidak terbaca")
    return _("teruji") if point.is_tested else _("rusak sebagian")


def megabytes(size: int) -> str:
    """A file's size in words."""
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


def pins_that_count(written: datetime, officers: Sequence[str]) -> str:
    """Which PINs open the store after its key file came back from a copy: nobody is to find out by being refused."""
    return _(
        "Yang berlaku sekarang PIN dari saat salinan itu ditulis, {at}, untuk {names}. PIN yang diganti sesudahnya "
        "tidak berlaku lagi; petugas yang ditambahkan sesudahnya perlu PIN baru."
    ).format(at=f"{format_date(written.date(), language())} {written:%H.%M}", names=", ".join(officers))
