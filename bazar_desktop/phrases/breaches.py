"""What does not go together after a merge, in words: the same in the window and at the command line."""

from __future__ import annotations

from bazar_desktop.language import _
from bazar_desktop.phrases.closing import clash_words
from bazar_desktop.services.exchange.breaches import TWO_BOOTHS, MergedBreach, Side


def breach_words(breach: MergedBreach) -> str:
    """What does not go together."""
    if breach.clash is not None:
        clash = breach.clash
        return clash_words(clash.clash, clash.first, clash.second, clash.goods)
    if breach.kind == TWO_BOOTHS:
        return _("menempati lebih dari satu booth")
    return _("ada omzet, tetapi tidak tercatat hadir")


def side_name(side: Side) -> str:
    """What one side of a breach is: a kind of entry, or the booth that it is about."""
    return {
        "omzet_entry": _("Omzet"),
        "attendance": _("Kehadiran"),
        "partner_stock": _("Buku barang mitra"),
    }.get(side.what, side.what)
