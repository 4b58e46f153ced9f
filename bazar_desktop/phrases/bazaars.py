"""A bazaar in words: what a typed code became, and what a vendor sold there."""

from __future__ import annotations

from bazar_desktop.language import _
from bazar_desktop.messages import marked_rupiah
from bazar_desktop.services.day.vendor_bazaars import (
    AHEAD,
    DECLINED_TO_TELL,
    NOT_MARKED,
    NOT_TOLD,
    WAS_ABSENT,
    WAS_EXCUSED,
    BazaarOfVendor,
)


def made_words(code: str, typed: str, said: str) -> str:
    """What is `said` of a bazaar that was made; also that its `typed` code is written with other characters."""
    typed = typed.strip().upper()
    if not typed or typed == code:
        return said
    words = _("Kode {typed} ditulis {code}: O dibaca 0, I dan L dibaca 1; keduanya dapat diketik.")
    return f"{said} {words.format(typed=typed, code=code)}"


def sold_words(bazaar: BazaarOfVendor) -> str:
    """What a vendor sold at a bazaar, or why no amount stands there; "" for who was called off: the status says it."""
    if bazaar.omzet is not None:
        told = marked_rupiah(bazaar.omzet, bazaar.undecided)
        words = _("{amount} (nihil)").format(amount=told) if bazaar.omzet == 0 else told
    else:
        words = {
            DECLINED_TO_TELL: _("menolak"),
            NOT_TOLD: _("belum lapor"),
            AHEAD: _("belum berlangsung"),
            WAS_EXCUSED: _("izin"),
            WAS_ABSENT: _("alpa"),
            NOT_MARKED: _("belum dicatat"),
        }.get(bazaar.outcome, "")
    if bazaar.late is None:
        return words
    late = _("susulan {amount}").format(amount=marked_rupiah(bazaar.late, 0))
    return f"{words} · {late}" if words else late
