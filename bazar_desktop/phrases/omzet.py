"""What a row says of its omzet, and a typed batch total compared: the same on paper, screen and command line."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Protocol

from bazar_desktop.domain.closing import proofs
from bazar_desktop.domain.day import model as day
from bazar_desktop.domain.day.model import DayRow
from bazar_desktop.domain.money import format_rupiah
from bazar_desktop.domain.omzet.miscounts import ABOVE, LEFT_OUT, MISSING, SIGN, SWAPPED, TWICE, ZEROS
from bazar_desktop.language import _
from bazar_desktop.messages import marked_rupiah
from bazar_desktop.phrases.figures import NOTHING, figure_name, rupiah_or_none
from bazar_desktop.phrases.journal import field_words, value_words
from bazar_desktop.services.exchange.decisions import Undecided
from bazar_desktop.services.omzet.batch_check import BatchCheck, Suspect


def state_of(row: DayRow, asked: Collection[str], rows: Iterable[DayRow] = ()) -> str:
    """The state of a row's omzet in words; "" where every amount of `asked` is there.

    Among `rows` of its day, who told in another session has reported: then only this session is named as open.
    """
    if row.omzet == day.NIL:
        return figure_name("nil")
    if row.omzet == day.DECLINED:
        return figure_name("declined")
    if proofs.is_answered(row):
        return figure_name("partly") if proofs.is_partly(row, asked) else ""
    away = {day.EXCUSED: _("Tidak hadir (izin)"), day.ABSENT: _("Tidak hadir (alpa)")}
    if row.attendance in away:
        return away[row.attendance]
    return _blank_words(row, rows) if row.attendance == day.PRESENT else figure_name("expected")


def _blank_words(row: DayRow, rows: Iterable[DayRow]) -> str:
    mine = (other for other in rows if other.participation_id == row.participation_id)
    if any(proofs.is_answered(other) for other in mine):
        return _("Sesi {number} belum diisi").format(number=row.session)
    return figure_name("blank")


class LineOfASession(Protocol):
    """A line of a day: of which business and session."""

    @property
    def business(self) -> str: ...

    @property
    def session(self) -> int: ...


def business_words(row: LineOfASession) -> str:
    """Who a line of a day is about; from the second session on with its number, as papers have it."""
    if row.session < 2:
        return row.business
    return f"{row.business}, {_('sesi {number}').format(number=row.session)}"


def undecided_words(conflict: Undecided) -> str:
    """Which values of one field stand against each other: belum diputuskan: Tunai 100.000 / 120.000."""
    values = " / ".join(value_words(choice.value) or _("kosong") for choice in conflict.choices)
    return _("belum diputuskan: {field} {values}").format(field=field_words(conflict.field), values=values)


def counted_words(counted: int | None) -> str:
    """What a sum counts of a row that shows another amount."""
    return _("dalam jumlah terhitung {amount}").format(amount=rupiah_or_none(counted))


def batch_words(check: BatchCheck) -> str:
    """Equal, or the difference and whether anything explains it; then what came after the seal and is in neither."""
    late = _("Susulan {amount} di luar segel, tidak ikut dibandingkan.")
    parts = _compared(check)
    if check.late is not None:
        parts.insert(1, late.format(amount=format_rupiah(check.late)))
    return " ".join(parts)


def _compared(check: BatchCheck) -> list[str]:
    if not check.difference:
        return [_("Cocok: {total} dari {rows} baris.").format(total=_here(check), rows=check.rows)]
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
    return parts


def _here(check: BatchCheck) -> str:
    return marked_rupiah(check.here, check.undecided) if check.answered else NOTHING


def suspect_words(suspect: Suspect) -> str:
    """Why a row is named."""
    words = {
        SWAPPED: _("dua angka mungkin tertukar: {here} atau {would_be}"),
        LEFT_OUT: _("{here} mungkin tidak ikut dijumlahkan"),
        TWICE: _("{here} mungkin terhitung dua kali"),
        SIGN: _("selisihnya dua kali {here}, mungkin dikurangkan"),
        ZEROS: _("nolnya mungkin lebih atau kurang: {here} atau {would_be}"),
        ABOVE: _("{here} lebih besar dari jumlah tumpukan"),
        MISSING: _("masih kosong, mungkin {would_be}"),
    }[suspect.kind]
    return words.format(here=format_rupiah(suspect.here or 0), would_be=format_rupiah(suspect.would_be))
