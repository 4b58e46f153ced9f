"""Entries that no figure counts, in words: the same in the window and at the command line."""

from __future__ import annotations

from bazar_desktop.domain.calendar import format_date
from bazar_desktop.domain.money import format_number, format_rupiah
from bazar_desktop.language import _, language, listed, ngettext
from bazar_desktop.services.exchange.stray_entries import DAY_OFF, NO_BAZAAR, NO_DAY, NO_ENTRY, StrayEntries

MOST_NAMES = 5


def stray_words(stray: StrayEntries) -> str:
    """How many entries of which day no figure counts, what they add up to, and why."""
    words = ngettext("{n} isian tidak dihitung", "{n} isian tidak dihitung", stray.count)
    parts = [words.format(n=format_number(stray.count))]
    if stray.rupiah is not None:
        parts.append(_("jumlah rupiah {rupiah} (mitra ikut)").format(rupiah=format_rupiah(stray.rupiah)))
    place = " · ".join(part for part in (stray.bazaar, format_date(stray.day, language())) if part)
    return f"{place}: {', '.join(parts)}. {_cause(stray)}"


def _cause(stray: StrayEntries) -> str:
    if stray.is_proposed:
        return {
            NO_BAZAAR: _("Bazar itu baru usul: dihitung bila usulnya diterima."),
            NO_DAY: _("Hari itu baru usul: dihitung bila usulnya diterima."),
        }.get(stray.lacks, _("Pesertanya baru usul: dihitung bila usulnya diterima."))
    return {
        NO_BAZAAR: _("Bazar itu tidak ada di sini."),
        NO_DAY: _("Hari itu bukan hari bazar ini."),
        NO_ENTRY: _(
            "Isian pertamanya tidak dihitung lagi, jadi perbaikannya ikut gugur. Catat ulang di hari itu."
        ),
        DAY_OFF: _(
            "Hari itu gugur, ditunda, atau dibatalkan. Bila ternyata terlaksana, buka lagi di Bazar, Ubah keadaan."
        ),
    }.get(stray.lacks, _("Pesertanya tidak ada di bazar ini."))


def stray_names(stray: StrayEntries) -> str:
    """Whom the entries are about, the first few, and the laptops that brought them."""
    words = listed(stray.names, MOST_NAMES)
    return " · ".join(part for part in (words, ", ".join(filter(None, stray.laptops))) if part)
