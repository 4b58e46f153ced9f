"""The watched folder in words."""

from __future__ import annotations

from collections.abc import Sequence

from bazar_desktop.domain.money import format_number
from bazar_desktop.language import _, ngettext


def watched_words(folder: str) -> str:
    """Which folder is watched at this computer."""
    if not folder:
        return _("Tidak ada folder yang diawasi.")
    return _("Folder yang diawasi: {folder}").format(folder=folder)


def waiting_words(names: Sequence[str]) -> str:
    """How many files are still being copied; "" for none."""
    if not names:
        return ""
    words = ngettext(
        "{n} berkas belum utuh, ditunggu sampai selesai disalin.",
        "{n} berkas belum utuh, ditunggu sampai selesai disalin.",
        len(names),
    )
    return words.format(n=format_number(len(names)))
