"""The phrases that several papers share: dates, states, page numbers, money."""

from __future__ import annotations

import re
from dataclasses import replace

from bazar_desktop.domain import calendar
from bazar_desktop.domain.day import model as day
from bazar_desktop.domain.day.model import Activity, Category, DayRow, DaySheet, StandChange
from bazar_desktop.domain.money import terbilang
from bazar_desktop.domain.turns.draw import DrawPaper
from bazar_desktop.language import _, language
from bazar_desktop.printing.toolkit import english

LONG_NUMBER = re.compile(r"\d(?:[ .,\-/]*\d){8,}")
PARTNER_COLOUR, PLAIN_COLOUR = "#B8433A", "#8A8F98"


def day_words(sheet: DaySheet) -> str:
    """Senin, 20 Maret 2023."""
    return calendar.format_long_date(sheet.day, language())


def date_words(sheet: DaySheet) -> str:
    """The date of a signature: 20 Maret 2023."""
    return calendar.format_date(sheet.day, language())


def spelled_date(sheet: DaySheet) -> str:
    """The date of a berita acara in words: hari Senin tanggal dua puluh bulan Maret tahun dua ribu dua puluh tiga."""
    return calendar.date_in_words(sheet.day) if language() == "id" else day_words(sheet)


def spelled(amount: int) -> str:
    """A sum in words of the language in use (terbilang)."""
    return terbilang(amount) if language() == "id" else english.spelled(amount)


def page_words(number: int, pages: int) -> str:
    return _("Halaman {number} dari {pages}").format(number=number, pages=pages)


def provisional_words(sheet: DaySheet) -> str:
    """The mark of figures in conflict, "" where none is."""
    if sheet.undecided == 0:
        return ""
    return _("sementara ({count} belum diputuskan)").format(count=sheet.undecided)


def state_words(sheet: DaySheet) -> str:
    """Whether the day's figures are sealed, and whether some are undecided."""
    if sheet.seal:
        state = _("Segel {seal} · revisi {revision}").format(seal=sheet.seal, revision=sheet.revision)
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


def attendance_words(row: DayRow) -> str:
    """Hadir 07.42, Izin, Alpa, Belum."""
    if row.attendance == day.PRESENT:
        return f"{_('Hadir')} {calendar.format_time(row.arrived_at) if row.arrived_at else ''}".rstrip()
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
        changes=tuple(_masked_change(one) for one in sheet.changes),
        moves=tuple(
            replace(one, business=hidden(one.business), name=hidden(one.name)) for one in sheet.moves
        ),
        goods=tuple(
            replace(one, partner=hidden(one.partner), goods=hidden(one.goods)) for one in sheet.goods
        ),
        reopening=replace(sheet.reopening, reason=hidden(sheet.reopening.reason))
        if sheet.reopening
        else None,
        corrections=tuple(
            replace(one, business=hidden(one.business), reason=hidden(one.reason))
            for one in sheet.corrections
        ),
        activity=_masked_activity(sheet.activity),
        draw=_masked_draw(sheet.draw) if sheet.draw else None,
    )


def _masked_draw(draw: DrawPaper) -> DrawPaper:
    return replace(
        draw,
        parties=tuple(
            replace(one, name=hidden(one.name), business=hidden(one.business)) for one in draw.parties
        ),
        decisions=tuple(
            replace(one, business=hidden(one.business), reason=hidden(one.reason)) for one in draw.decisions
        ),
    )


def _masked_activity(told: Activity) -> Activity:
    return replace(
        told,
        weather=hidden(told.weather),
        obstacles=hidden(told.obstacles),
        notes=hidden(told.notes),
        photos=tuple(replace(one, caption=hidden(one.caption)) for one in told.photos),
    )


def _masked_change(one: StandChange) -> StandChange:
    return replace(
        one,
        left_business=hidden(one.left_business),
        left_name=hidden(one.left_name),
        joined_business=hidden(one.joined_business),
        joined_name=hidden(one.joined_name),
        reason=hidden(one.reason),
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
