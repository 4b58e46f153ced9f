"""A bazaar's code in words: what a typed one became."""

from __future__ import annotations

from bazar_desktop.language import _


def made_words(code: str, typed: str, said: str) -> str:
    """What is `said` of a bazaar that was made; also that its `typed` code is written with other characters."""
    typed = typed.strip().upper()
    if not typed or typed == code:
        return said
    words = _("Kode {typed} ditulis {code}: O dibaca 0, I dan L dibaca 1; keduanya dapat diketik.")
    return f"{said} {words.format(typed=typed, code=code)}"
