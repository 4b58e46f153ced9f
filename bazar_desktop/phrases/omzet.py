"""The comparison of a typed batch total in words, the same in the window and at the command line."""

from __future__ import annotations

from bazar_desktop.domain.money import format_rupiah
from bazar_desktop.domain.omzet.slips import LEFT_OUT, MISSING, SIGN, SWAPPED, TWICE
from bazar_desktop.language import _
from bazar_desktop.messages import marked_rupiah
from bazar_desktop.phrases.figures import NOTHING
from bazar_desktop.services.omzet.batch_check import BatchCheck, Suspect


def batch_words(check: BatchCheck) -> str:
    """Equal, or the difference and whether anything explains it."""
    if not check.difference:
        return _("Cocok: {total} dari {rows} baris.").format(total=_here(check), rows=check.rows)
    parts = [
        _("Tumpukan {typed}, tabel {here}: selisih {difference}.").format(
            typed=format_rupiah(check.typed),
            here=_here(check),
            difference=format_rupiah(check.difference),
        )
    ]
    if check.total_would_be is not None:
        words = _("Mungkin dua angka jumlah tumpukan tertukar: {amount}.")
        parts.append(words.format(amount=format_rupiah(check.total_would_be)))
    if check.suspects:
        parts.append(_("Periksa baris ini dahulu:"))
    elif check.total_would_be is None:
        parts.append(_("Tidak ada satu baris yang menjelaskannya. Jumlahkan lagi tumpukannya."))
    return " ".join(parts)


def _here(check: BatchCheck) -> str:
    return marked_rupiah(check.here, check.undecided) if check.answered else NOTHING


def suspect_words(suspect: Suspect) -> str:
    """Why a row is named."""
    words = {
        SWAPPED: _("dua angka mungkin tertukar: {here} atau {would_be}"),
        LEFT_OUT: _("{here} mungkin tidak ikut dijumlahkan"),
        TWICE: _("{here} mungkin terhitung dua kali"),
        SIGN: _("selisihnya dua kali {here}, mungkin dikurangkan"),
        MISSING: _("masih kosong, mungkin {would_be}"),
    }[suspect.kind]
    return words.format(here=format_rupiah(suspect.here or 0), would_be=format_rupiah(suspect.would_be))
