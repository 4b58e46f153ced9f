"""Daftar koreksi: what changed since the seal before this one — cell, before, after, who, why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from bazar_desktop.domain.calendar import format_date, format_time, to_wib
from bazar_desktop.domain.day import model as day
from bazar_desktop.domain.day.model import CellChange, DaySheet, Reopening
from bazar_desktop.domain.money import format_rupiah, signed_rupiah
from bazar_desktop.language import _, language
from bazar_desktop.phrases import journal
from bazar_desktop.phrases.figures import NOTHING
from bazar_desktop.phrases.journal import change_field_words
from bazar_desktop.printing.toolkit import figures, flow, frame, pieces, words
from bazar_desktop.printing.toolkit.document import Part, reading_size
from bazar_desktop.printing.toolkit.fonts import SEMIBOLD

ROW = flow.Style(size=7.8, least=6.4)
SUM = flow.Style(size=8.0, least=7.0, strong=True)


def compose_corrections(sheet: DaySheet, *, paper: str = "A4") -> Part | None:
    """What differs between this revision and the one before; None on a day that was never reopened."""
    sheet = words.masked(sheet)
    lifted = sheet.reopening
    if lifted is None:
        return None
    size, scale = reading_size(paper)
    width = size[0] - 2 * frame.MARGIN
    name = _("Daftar koreksi")
    said = _("Yang berubah dari revisi {old} ke revisi {new}").format(old=lifted.revision, new=sheet.revision)
    blocks = [
        pieces.title(name, said, width),
        pieces.day_facts(sheet, width),
        pieces.facts(_lifting(lifted, sheet), width),
        *_table(sheet, width),
        flow.space(3),
        *pieces.signatures(sheet, width, on=words.signed_on(sheet)),
    ]
    return Part("DK", name, size, flow.pages_of(sheet, size, blocks), scale, figures=True)


def _lifting(lifted: Reopening, sheet: DaySheet) -> list[tuple[str, str]]:
    seals = _("{old} (revisi {before}) menjadi {new} (revisi {after})")
    signed = lifted.countersigned_by or _("belum diketahui")
    if lifted.countersigned_at:
        signed = f"{signed}, {_moment(lifted.countersigned_at)}"
    return [
        (
            _("Segel"),
            seals.format(old=lifted.seal, before=lifted.revision, new=sheet.seal, after=sheet.revision),
        ),
        (_("Dibuka oleh"), ", ".join(item for item in (lifted.by, _moment(lifted.at)) if item)),
        (_("Alasan"), lifted.reason),
        (_("Paraf supervisor"), signed),
        *_closing_reasons(lifted, sheet),
    ]


def _closing_reasons(lifted: Reopening, sheet: DaySheet) -> list[tuple[str, str]]:
    """Why the day was closed with facts that exclude each other, where the two seals differ in that."""
    before, after = lifted.closing_reason, sheet.closing_reason
    if before == after:
        return []
    said = _("“{before}” menjadi “{after}”").format(before=before or NOTHING, after=after or NOTHING)
    return [(_("Alasan menutup"), said)]


def _table(sheet: DaySheet, width: float) -> list[flow.Block]:
    if not sheet.corrections:
        return [pieces.notice(_("Tidak ada isian yang berubah di antara kedua segel."), width)]
    columns = [
        flow.TableColumn(_("No"), 8, "right"),
        flow.TableColumn(_("Booth"), 14, font=SEMIBOLD),
        flow.TableColumn(_("Usaha"), 36),
        flow.TableColumn(_("Isian"), 22),
        flow.TableColumn(_("Semula"), 24, "right"),
        flow.TableColumn(_("Menjadi"), 24, "right", SEMIBOLD),
        flow.TableColumn(_("Petugas, waktu"), 30),
        flow.TableColumn(_("Alasan"), 30),
    ]
    told = [_cells(sheet, number, correction) for number, correction in enumerate(sheet.corrections, start=1)]
    columns = flow.fitted(columns, told, width, ROW)
    head = flow.head_row(columns, width, ROW)
    blocks = [head]
    for number, cells in enumerate(told, start=1):
        blocks.append(flow.row(columns, cells, width, ROW, head, keep=number == len(told)))
    texts = [*_sums(sheet.corrections), *_between_groups(sheet)]
    whole = [flow.TableColumn("", 188)]
    return [*blocks, *(flow.row(whole, [text], width, SUM, head) for text in texts)]


def _sums(corrections: Sequence[CellChange]) -> list[str]:
    """By how much the omzet of the day went up or down: that of UMKM, and apart from it what is never added to it."""
    words = {
        day.VENDOR: _("Selisih omzet UMKM dari perubahan di atas: {amount}"),
        day.PARTNER: _("Selisih omzet mitra, terpisah: {amount}"),
        day.COACH: _("Selisih omzet pengampu, terpisah: {amount}"),
    }
    moved: Counter[str] = Counter()
    for correction in corrections:
        moved[correction.party] += _moved(correction)
    return [
        text.format(amount=signed_rupiah(moved[party]))
        for party, text in words.items()
        if party == day.VENDOR or moved[party]
    ]


def _between_groups(sheet: DaySheet) -> list[str]:
    """What went from one pengampu or jenis to another, which moves their sums and not that of the day."""
    totals = {
        (row.participation_id, row.session): row.total or 0 for row in sheet.rows if row.party == day.VENDOR
    }
    words_of = {
        "agency": _("Rupiah yang pindah ke pengampu lain: {amount}"),
        "category": _("Rupiah yang pindah ke jenis usaha lain: {amount}"),
    }
    moved = {
        field: [
            totals.get((change.participation_id, change.session), 0)
            for change in sheet.corrections
            if change.field == field
        ]
        for field in words_of
    }
    return [
        words_of[field].format(amount=format_rupiah(sum(rupiah))) for field, rupiah in moved.items() if rupiah
    ]


def _cells(sheet: DaySheet, number: int, change: CellChange) -> list[str]:
    return [
        str(number),
        change.booth or "—",
        change.business,
        field_words(change),
        value_words(sheet, change.field, change.before),
        value_words(sheet, change.field, change.after),
        ", ".join(part for part in (change.officer, _moment(change.at)) if part) or "—",
        change.reason or "—",
    ]


def _moved(change: CellChange) -> int:
    """Rupiah by which a change moved a channel; a blank counts 0 here, for the difference of the sums."""
    if change.field not in day.CHANNELS:
        return 0
    before, after = (value if isinstance(value, int) else 0 for value in (change.before, change.after))
    return after - before


def field_words(change: CellChange) -> str:
    """What is called that changed."""
    if change.field in day.CHANNELS:
        return figures.channel_words(change.field)
    return change_field_words(change)


def value_words(sheet: DaySheet, field: str, value: object) -> str:
    """A value in words; a blank is said, never written as 0."""
    if field == "category" and value is not None:
        return next((category.name for category in sheet.categories if category.key == value), str(value))
    return journal.value_words(value) or _("kosong")


def _moment(at: datetime | None) -> str:
    if at is None:
        return ""
    moment = to_wib(at)
    return f"{format_date(moment.date(), language())} {format_time(moment)}"
