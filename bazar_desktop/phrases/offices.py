"""What other offices have yet to hear, in words: the same in the window and at the command line."""

from __future__ import annotations

from collections.abc import Sequence

from bazar_desktop.language import _


def to_tell_words(names: Sequence[str]) -> str:
    """That offices below have not heard what was said of their laptops' usul, and what tells them; "" without any."""
    if not names:
        return ""
    words = _(
        "Jawaban usul belum dikabarkan ke {names}. Tulis dengan Kabar untuk bawahan di Kantor lain, "
        "atau office news --for NAMA."
    )
    return words.format(names=", ".join(names))
