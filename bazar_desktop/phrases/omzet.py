"""The comparison of a typed batch total in words, the same in the window and at the command line."""

from __future__ import annotations

from bazar_desktop.domain.money import format_rupiah
from bazar_desktop.domain.omzet.slips import LEFT_OUT, MISSING, SIGN, SWAPPED, TWICE
from bazar_desktop.language import _
from bazar_desktop.messages import marked_rupiah
from bazar_desktop.services.omzet.batch_check import BatchCheck, Suspect


def batch_words(found: BatchCheck) -> str:
    """Equal, or the difference and whether anything explains it."""
    if not found.difference:
        return _("Cocok: {total} dari {rows} baris.").format(total=_here(found), rows=found.rows)
    parts = [
        _("Tumpukan {typed}, tabel {here}: selisih {difference}.").format(
            typed=format_rupiah(found.typed),
            here=_here(found),
            difference=format_rupiah(found.difference),
        )
    ]
    if found.total_would_be is not None:
        words = _("Mungkin dua angka jumlah tumpukan tertukar: {amount}.")
        parts.append(words.format(amount=format_rupiah(found.total_would_be)))
    if found.suspects:
        parts.append(_("Periksa baris ini dahulu:"))
    elif found.total_would_be is None:
        parts.append(_("Tidak ada satu baris yang menjelaskannya. Jumlahkan lagi tumpukannya."))
    return " ".join(parts)


def _here(found: BatchCheck) -> str:
    return marked_rupiah(found.here, found.undecided)


def suspect_words(one: Suspect) -> str:
    """Why a row is named."""
    words = {
        SWAPPED: _("dua angka mungkin tertukar: {here} atau {would_be}"),
        LEFT_OUT: _("{here} mungkin tidak ikut dijumlahkan"),
        TWICE: _("{here} mungkin terhitung dua kali"),
        SIGN: _("selisihnya dua kali {here}, mungkin dikurangkan"),
        MISSING: _("masih kosong, mungkin {would_be}"),
    }[one.kind]
    return words.format(here=format_rupiah(one.here or 0), would_be=format_rupiah(one.would_be))
