"""What is missing before a day is closed, in words."""

from __future__ import annotations

from bazar_desktop.language import _
from bazar_desktop.services.closing.checklist import (
    CONTRADICTORY,
    HALF_ARRIVED,
    NOT_ANSWERED,
    NOT_MARKED,
    PAGE_NOT_ATTACHED,
    PARTLY,
    UNDECIDED,
)


def missing_words(kind: str) -> str:
    """What is missing, by its kind."""
    return {
        NOT_ANSWERED: _("Belum lapor omzet"),
        PARTLY: _("Baru sebagian diisi"),
        CONTRADICTORY: _("Nihil atau menolak, tetapi ada jumlahnya"),
        NOT_MARKED: _("Kehadiran belum ditandai"),
        UNDECIDED: _("Perlu keputusan"),
        HALF_ARRIVED: _("Data belum sampai lengkap"),
        PAGE_NOT_ATTACHED: _("Halaman bertanda tangan belum dilampirkan"),
    }[kind]
