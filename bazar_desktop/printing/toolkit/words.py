"""The phrases that several papers share: dates, states, page numbers, money."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from bazar_desktop.domain import calendar
from bazar_desktop.domain.bazaars.course import printed_on
from bazar_desktop.domain.day import model as day
from bazar_desktop.domain.day.model import Activity, Category, DayRow, DaySheet, SealMismatch, StandChange
from bazar_desktop.domain.money import terbilang
from bazar_desktop.domain.turns.draw import DrawPaper
from bazar_desktop.language import _, language
from bazar_desktop.phrases.bazaars import off_words
from bazar_desktop.printing.toolkit import english

LONG_NUMBER = re.compile(r"\d(?:[ .,\-/]*\d){8,}")
PARTNER_COLOUR, PLAIN_COLOUR = "#B8433A", "#8A8F98"


def day_words(sheet: DaySheet) -> str:
    """Senin, 20 Maret 2023."""
    return calendar.format_long_date(sheet.day, language())


def date_words(sheet: DaySheet) -> str:
    """The date of the day: 20 Maret 2023."""
    return calendar.format_date(sheet.day, language())


def signed_on(sheet: DaySheet) -> date:
    """The date above the signatures under figures: when the day was closed, else when the paper is made after it."""
    if sheet.closed_at is not None:
        return calendar.to_wib(sheet.closed_at).date()
    return max(sheet.day, printed_on(sheet) or sheet.day)


def spelled_date(sheet: DaySheet) -> str:
    """The date of a berita acara in words: hari Senin tanggal dua puluh bulan Maret tahun dua ribu dua puluh tiga."""
    return calendar.date_in_words(sheet.day) if language() == "id" else day_words(sheet)


def spelled(amount: int) -> str:
    """A sum in words of the language in use (terbilang)."""
    return terbilang(amount) if language() == "id" else english.spelled(amount)


def spelled_words(amount: int | None) -> str:
    """The line of terbilang under a sum; says that there is none where nothing was answered."""
    if amount is None:
        return _("Terbilang: belum ada")
    return _("Terbilang: {words} rupiah").format(words=spelled(amount))


def page_words(number: int, pages: int) -> str:
    return _("Halaman {number} dari {pages}").format(number=number, pages=pages)


def provisional_words(sheet: DaySheet) -> str:
    """The mark of figures in conflict, "" where none is."""
    if sheet.undecided == 0:
        return ""
    return _("sementara ({count} belum diputuskan)").format(count=sheet.undecided)


def state_words(sheet: DaySheet) -> str:
    """Whether the day's figures are sealed, and whether some are undecided; of a day that was called off only that."""
    if sheet.off is not None:
        return off_words(sheet.off)
    if sheet.seal:
        state = _("Segel {seal} · revisi {revision}").format(seal=sheet.seal, revision=sheet.revision)
    elif sheet.seal_mismatch is SealMismatch.WAITS:
        state = _("DRAF — segel menunggu usul")
    elif sheet.seal_mismatch:
        state = _("DRAF — segel tidak cocok")
    else:
        state = _("DRAF — hari belum ditutup")
    provisional = provisional_words(sheet)
    return f"{state} · {provisional}" if provisional else state


def print_words(sheet: DaySheet) -> str:
    """When it was printed, by whom, and the head of the journal."""
    said = []
    if sheet.printed_at is not None:
        printed = calendar.to_wib(sheet.printed_at)
        date = calendar.format_date(printed.date(), language())
        time = calendar.format_time(printed, zone=True)
        said.append(_("Dicetak {date} {time}").format(date=date, time=time))
    if sheet.officer:
        said.append(_("petugas {name}").format(name=sheet.officer))
    if sheet.chain_head:
        said.append(_("jurnal {head}").format(head=sheet.chain_head))
    return " · ".join(said)


def place_words(sheet: DaySheet) -> str:
    """Lokasi, address, kecamatan and kota, those that are known."""
    kecamatan = _("Kecamatan {name}").format(name=sheet.kecamatan) if sheet.kecamatan else ""
    return ", ".join(part for part in (sheet.lokasi, sheet.address, kecamatan, sheet.kota) if part)


def day_number_words(sheet: DaySheet) -> str:
    return _("hari ke-{number} dari {days}").format(number=sheet.day_number, days=max(1, len(sheet.days)))


def attendance_words(row: DayRow, on: date) -> str:
    """Hadir 07.42, Izin, Alpa, Belum, in the day `on`."""
    if row.attendance == day.PRESENT:
        return (
            f"{_('Hadir')} {calendar.format_time_on(row.arrived_at, on) if row.arrived_at else ''}".rstrip()
        )
    return {day.EXCUSED: _("Izin"), day.ABSENT: _("Alpa")}.get(row.attendance, _("Belum"))


def category_of(sheet: DaySheet, row: DayRow) -> Category:
    """The row's category; mitra and the coach's desk have their own where the setting names none."""
    for category in sheet.categories:
        if category.key == row.category:
            return category
    if row.party == day.PARTNER:
        return Category("mitra", _("Mitra"), "M", PARTNER_COLOUR)
    if row.party == day.COACH:
        return Category("pengampu", _("Meja pengampu"), "P", PLAIN_COLOUR)
    return Category("", _("Lainnya"), "?", PLAIN_COLOUR)


def masked(sheet: DaySheet) -> DaySheet:
    """`sheet` with every long number in what people typed hidden but for its ends: no paper shows a NIK or a phone."""
    return replace(
        sheet,
        rows=tuple(_masked_row(row) for row in sheet.rows),
        changes=tuple(_masked_change(change) for change in sheet.changes),
        moves=tuple(
            replace(move, business=hidden(move.business), name=hidden(move.name)) for move in sheet.moves
        ),
        goods=tuple(
            replace(goods, partner=hidden(goods.partner), goods=hidden(goods.goods)) for goods in sheet.goods
        ),
        reopening=replace(sheet.reopening, reason=hidden(sheet.reopening.reason))
        if sheet.reopening
        else None,
        corrections=tuple(
            replace(correction, business=hidden(correction.business), reason=hidden(correction.reason))
            for correction in sheet.corrections
        ),
        activity=_masked_activity(sheet.activity),
        draw=_masked_draw(sheet.draw) if sheet.draw else None,
    )


def _masked_draw(draw: DrawPaper) -> DrawPaper:
    return replace(
        draw,
        parties=tuple(
            replace(party, name=hidden(party.name), business=hidden(party.business)) for party in draw.parties
        ),
        decisions=tuple(
            replace(decision, business=hidden(decision.business), reason=hidden(decision.reason))
            for decision in draw.decisions
        ),
    )


def _masked_activity(activity: Activity) -> Activity:
    return replace(
        activity,
        weather=hidden(activity.weather),
        obstacles=hidden(activity.obstacles),
        notes=hidden(activity.notes),
        photos=tuple(replace(photo, caption=hidden(photo.caption)) for photo in activity.photos),
    )


def _masked_change(change: StandChange) -> StandChange:
    return replace(
        change,
        left_business=hidden(change.left_business),
        left_name=hidden(change.left_name),
        joined_business=hidden(change.joined_business),
        joined_name=hidden(change.joined_name),
        reason=hidden(change.reason),
    )


def _masked_row(row: DayRow) -> DayRow:
    return replace(
        row,
        name=hidden(row.name),
        business=hidden(row.business),
        product=hidden(row.product),
        phone=hidden(row.phone),
        note=hidden(row.note),
    )


def hidden(text: str) -> str:
    """What people typed, with every long number hidden but for its ends."""
    return LONG_NUMBER.sub(lambda found: f"{found[0][:4]}••••{found[0][-4:]}", text)


def called(row: DayRow) -> str:
    """What the stand is called: the business, or the name where it has none."""
    return row.business or row.name
