"""Berita acara undian: the seed, the rule, the drawn list: everything that anyone needs to recompute the draw."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from bazar_desktop.domain.calendar import (
    date_in_words,
    format_date,
    format_long_date,
    format_numeric_date,
    format_time,
    to_wib,
)
from bazar_desktop.domain.day.model import DaySheet
from bazar_desktop.domain.turns.draw import ALL, SHOWN, DrawnParty, DrawPaper, DrawRecord, draw_hash
from bazar_desktop.language import _, language
from bazar_desktop.phrases.turns import (
    date_words,
    decision_words,
    draw_quota_words,
    mode_words,
    outcome_words,
)
from bazar_desktop.printing.minutes import witnesses
from bazar_desktop.printing.toolkit import flow, frame, pieces, words
from bazar_desktop.printing.toolkit.document import Part, reading_size
from bazar_desktop.printing.toolkit.fonts import SEMIBOLD

CODE = "BU"
ROW = flow.Style(size=8.0, least=5.8)
GROUP = flow.Style(size=8.2, least=6.2, strong=True)


def compose_draw_minutes(sheet: DaySheet, *, paper: str = "A4") -> Part | None:
    """The berita acara of the bazaar's undian; None where nobody was drawn."""
    sheet = words.masked(sheet)
    draw = sheet.draw
    if draw is None:
        return None
    size, scale = reading_size(paper)
    width = size[0] - 2 * frame.MARGIN
    blocks = [
        pieces.title(_("Berita acara undian peserta"), _("Nomor: ………………………………"), width),
        pieces.paragraph(_opening(sheet, draw.record), width, keep=True),
        pieces.facts(_facts(draw.record), width, label=33),
        pieces.heading(_("Cara menghitung ulang"), width),
        *(pieces.paragraph(line, width, size=8.6) for line in _rule(draw)),
        flow.space(2),
        *_table(sheet, draw, width),
        *_quotas(draw, width),
        *_notes(draw, width),
        flow.space(3),
        pieces.paragraph(_closing(), width, keep=True),
        *pieces.signatures(sheet, width, keep=True, on=_drawn_on(draw.record)),
        *witnesses(sheet, width),
    ]
    return Part(CODE, _("Berita acara undian"), size, flow.pages_of(sheet, size, blocks), scale)


def _drawn_on(record: DrawRecord) -> date:
    return to_wib(record.drawn_at).date()


def _opening(sheet: DaySheet, record: DrawRecord) -> str:
    day = _drawn_on(record)
    spelled = date_in_words(day) if language() == "id" else format_long_date(day, language())
    return _(
        "Pada {date} ({numeric}) pukul {time}, di hadapan para saksi, telah diundi urutan peserta {name} ({code}) di "
        "{place}."
    ).format(
        date=spelled,
        numeric=format_numeric_date(day),
        time=format_time(record.drawn_at, zone=True),
        name=sheet.bazaar_name,
        code=sheet.shown_code,
        place=words.place_words(sheet) or "…",
    )


def _facts(record: DrawRecord) -> list[tuple[str, str]]:
    return [
        (_("Kata undian"), record.seed),
        (
            _("Diundi"),
            _("{count} pendaftar, {mode}").format(count=len(record.entries), mode=mode_words(record.mode)),
        ),
        (_("Tempat yang dibagi"), str(record.places)),
        (_("Undian ke"), str(record.number)),
        (_("Petugas"), record.drawn_by or "…"),
        (_("Sidik daftar"), record.digest),
    ]


def _rule(draw: DrawPaper) -> list[str]:
    """The rule in plain words, with an example that is on the list."""
    seed, first = draw.record.seed, draw.parties[0].entry.code
    lines = [
        _("1. Tulis kata undian, tanda |, dan kode peserta tanpa spasi tambahan: {seed}|{code}").format(
            seed=seed, code=first
        ),
        _(
            "2. Hitung SHA-256 tulisan itu (UTF-8) dengan program apa pun. Hasilnya 64 tanda 0-9 dan a-f; {count} yang "
            "pertama tercetak pada kolom Sidik."
        ).format(count=SHOWN),
    ]
    if draw.record.mode == ALL:
        lines.append(_("3. Urutkan dari sidik yang terkecil. Itulah urutan undian."))
    else:
        lines.append(_("3. Di dalam tiap kelompok, urutkan dari sidik yang terkecil. Itulah urutan undian."))
    lines.append(
        _(
            "Sidik daftar adalah SHA-256 dari baris-baris “nomor kelompok empat angka, spasi, kode”, diurutkan dan "
            "dipisah ganti baris; daftar yang diubah memberi sidik lain."
        )
    )
    return lines


def _table(sheet: DaySheet, draw: DrawPaper, width: float) -> list[flow.Block]:
    columns = [
        flow.TableColumn(_("No"), 9, "right"),
        flow.TableColumn(_("Kode"), 29, font=SEMIBOLD),
        flow.TableColumn(_("Usaha"), 50),
        flow.TableColumn(_("Nama"), 38),
        flow.TableColumn(_("Sidik"), 34),
        flow.TableColumn(_("Hasil"), 24, font=SEMIBOLD),
    ]
    head = flow.head_row(columns, width, ROW)
    blocks = [head]
    number = 0
    first = sheet.days[0] if sheet.days else sheet.day
    for group, some in groupby(draw.parties, key=lambda party: party.entry.group):
        members = list(some)
        if draw.record.mode != ALL:
            text = _group_words(group, members[0], first)
            blocks.append(flow.row([flow.TableColumn("", 1)], [text], width, GROUP, head, keep=True))
        for member in members:
            number += 1
            blocks.append(flow.row(columns, _cells(number, member, draw.record.seed), width, ROW, head))
    return blocks


def _quotas(draw: DrawPaper, width: float) -> list[flow.Block]:
    """How the outcomes follow from the drawn order where quotas ask for a least or a most."""
    quotas = draw.quotas
    if quotas is None:
        return []
    blocks: list[flow.Block] = [pieces.heading(_("Kuota"), width)]
    if not quotas.is_as_drawn:
        changed = _(
            "Aturan, peserta, atau denah berubah sejak undian; kolom Hasil tetap yang tercatat saat undian."
        )
        return [*blocks, pieces.paragraph(changed, width, size=8.6)]
    lines = [
        _("Tempat bagi yang diundi: {count}. Hasil dapat dihitung ulang dari urutan di atas:").format(
            count=quotas.room
        ),
        *(draw_quota_words(group) for group in quotas.groups),
        _(
            "Menurut giliran saja: dari urutan pertama, setiap orang mendapat tempat selama masih ada tempat dan tidak "
            "melewati paling banyak. Jika dengan itu paling sedikit tidak tercapai, dari semua pilihan yang mungkin "
            "diambil yang kekurangannya paling sedikit; lalu yang paling sedikit orangnya kehilangan tempat menurut "
            "giliran; lalu yang memuat urutan lebih dahulu."
        ),
    ]
    return [*blocks, *(pieces.paragraph(line, width, size=8.6) for line in lines)]


def _cells(number: int, party: DrawnParty, seed: str) -> list[str]:
    entry = party.entry
    shown = draw_hash(seed, entry.code)[:SHOWN]
    return [
        str(number), entry.code, party.business, party.name, shown, outcome_words(entry.outcome, entry.reserve_order)
    ]  # fmt: skip


def _group_words(group: int, party: DrawnParty, first: date) -> str:
    entry = party.entry
    parts = [_("{points} poin").format(points=entry.points)]
    if entry.in_all == 0:
        parts.append(_("belum pernah ikut"))
    if entry.last:
        parts.append(_("terakhir {day}").format(day=date_words(date.fromisoformat(entry.last), first)))
    if entry.in_all:
        parts.append(_("{count} kali seluruhnya").format(count=entry.in_all))
    return _("Kelompok {number}: {facts}").format(number=group, facts=", ".join(parts))


def _notes(draw: DrawPaper, width: float) -> list[flow.Block]:
    """Earlier draws and the officer's decisions: nothing that bears on the list stays unsaid."""
    blocks: list[flow.Block] = []
    if draw.earlier or draw.record.reason:
        blocks.append(pieces.heading(_("Undian sebelumnya"), width))
        blocks += [pieces.paragraph(_earlier(record), width, size=8.6) for record in draw.earlier]
        blocks.append(
            pieces.paragraph(
                _("Diundi lagi karena: {reason}").format(reason=draw.record.reason or "…"), width, size=8.6
            )
        )
    if draw.decisions:
        blocks.append(pieces.heading(_("Keputusan petugas di luar undian"), width))
    for decision in draw.decisions:
        said = _("{code} {business}: {what}, alasan {reason} ({by}, {date}).").format(
            code=decision.code,
            business=decision.business,
            what=decision_words(decision.kind, decision.place),
            reason=decision.reason,
            by=decision.by or "…",
            date=format_date(to_wib(decision.at).date(), language()) if decision.at else "…",
        )
        blocks.append(pieces.paragraph(said, width, size=8.6))
    return blocks


def _earlier(record: DrawRecord) -> str:
    return _("Undian ke-{number}, {date} {time}, kata undian {seed}, oleh {by}.").format(
        number=record.number,
        date=format_date(_drawn_on(record), language()),
        time=format_time(record.drawn_at, zone=True),
        seed=record.seed,
        by=record.drawn_by or "…",
    )


def _closing() -> str:
    return _("Demikian berita acara ini dibuat dengan sebenarnya dan dapat dihitung ulang oleh siapa pun.")
