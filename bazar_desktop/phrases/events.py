"""What follows from calling an event off or moving it, in words: said before it is done and after."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bazar_desktop.domain.calendar import format_date
from bazar_desktop.domain.money import format_number, format_rupiah
from bazar_desktop.language import _, language
from bazar_desktop.phrases.bazaars import contradicted_words
from bazar_desktop.services.bazaars.halts import ContradictedDay
from bazar_desktop.services.bazaars.moving import EventMove
from bazar_desktop.services.office.must_hear import MustHear


def move_words(move: EventMove, hear: MustHear) -> list[str]:
    """What moving an event does, a sentence each: place, days, booths, cards, then who must hear of it."""
    said = []
    if move.lokasi:
        words = _("Dari {before} ke {after}. Denahnya lain, jadi dipilih atau dibuat lagi.")
        said.append(words.format(before=move.bazaar.lokasi or "?", after=move.lokasi))
    if move.days_out and move.days_in:
        words = _("Hari {out} menjadi {into}.")
        said.append(words.format(out=_days(move.days_out), into=_days(move.days_in)))
    elif move.days_out:
        said.append(_("Hari {days} dihapus dari bazar ini.").format(days=_days(move.days_out)))
    elif move.days_in:
        said.append(_("Hari {days} ditambahkan.").format(days=_days(move.days_in)))
    said += _booth_words(move)
    if move.bazaar.halt is not None:
        said.append(_("Bazar ini berlangsung lagi: tidak lagi ditunda atau dibatalkan."))
    said.append(_("Kertas yang sudah dicetak (denah, daftar hadir, tanda booth) dicetak lagi."))
    return said + hear_words(hear)


def _booth_words(move: EventMove) -> list[str]:
    booths, said = move.booths, []
    if booths.carried:
        words = _("{n} penempatan booth ikut ke hari barunya.")
        said.append(words.format(n=format_number(booths.carried)))
    if booths.freed:
        words = _("{n} penempatan booth dilepas, {people} peserta ditempatkan lagi.")
        said.append(words.format(n=format_number(booths.freed), people=format_number(booths.unplaced)))
    if booths.cards:
        words = _("{n} kartu peserta menyebut booth lama dan dicetak lagi.")
        said.append(words.format(n=format_number(booths.cards)))
    return said


def halt_follows(hear: MustHear) -> list[str]:
    """What calling an event or a day off does, a sentence each: what is not counted, then who must hear of it."""
    said = [_("Peserta, booth, dan isiannya tetap tersimpan; hari itu tidak menerima kehadiran dan omzet.")]
    if hear.marks or hear.rupiah is not None:
        words = _(
            "Sudah ada {marks} tanda kehadiran dan jumlah rupiah {rupiah} (mitra ikut): tidak dihitung selama "
            "bazarnya tidak berlangsung. Bila hari itu sempat berjalan dan hendak dihitung, tutup harinya dan jangan "
            "digugurkan."
        )
        said.append(words.format(marks=format_number(hear.marks), rupiah=format_rupiah(hear.rupiah or 0)))
    return said + hear_words(hear)


def hear_words(hear: MustHear) -> list[str]:
    """Which laptops need news, and how many people must be told."""
    said = []
    if hear.laptops:
        words = _("Laptop yang perlu kabar: {names}. Tulis kabarnya di Laptop.")
        said.append(words.format(names=", ".join(hear.laptops)))
    if hear.people:
        words = _("{n} peserta perlu diberi tahu.").format(n=format_number(hear.people))
        if hear.without_phone:
            lacking = _("{n} di antaranya tanpa nomor HP.").format(n=format_number(hear.without_phone))
            words = f"{words} {lacking}"
        said.append(words)
    return said


def contradicted_day_words(found: ContradictedDay) -> str:
    """Which day was sealed although it was called off, and what then counts."""
    day = format_date(found.day, language())
    place = ", ".join(part for part in (found.bazaar, found.lokasi, day) if part)
    return f"{place}: {contradicted_words(found.course)}"


def _days(days: Sequence[date]) -> str:
    return ", ".join(format_date(day, language()) for day in days)
