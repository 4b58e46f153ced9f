"""Berita acara: the day in words, with its parties, what was done, its totals and the signatures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bazar_desktop.domain.calendar import format_numeric_date
from bazar_desktop.domain.day import model as day
from bazar_desktop.domain.day.model import DayRow, DaySheet, Signatory
from bazar_desktop.domain.money import format_number, format_rupiah
from bazar_desktop.language import _
from bazar_desktop.printing.toolkit import figures, flow, frame, pieces, words
from bazar_desktop.printing.toolkit.document import Part, reading_size, write
from bazar_desktop.printing.toolkit.fonts import SEMIBOLD

ROW = flow.Style(size=8.6, least=5.6)
SIGN = flow.Style(size=8.6, least=7.0)
SUM = flow.Style(size=8.8, least=7.0, strong=True)


def compose_minutes(sheet: DaySheet, *, paper: str = "A4") -> Part:
    """The berita acara of the day; without signatories in the settings it leaves their places open.

    Raises TotalsDisagree where a sealed day's rows and columns differ.
    """
    size, scale = reading_size(paper)
    width = size[0] - 2 * frame.MARGIN
    number = _("Nomor: ………………………………")
    blocks = [
        pieces.title(_("Berita acara pelaksanaan bazar"), number, width),
        *pieces.provisional(sheet, width),
        pieces.paragraph(_opening(sheet), width, keep=True),
        *_parties(sheet, width),
        pieces.paragraph(_done(sheet), width),
        *_table(_people_lines(sheet), [_("Kehadiran"), _("Jumlah")], width),
        flow.space(3),
        *_money(sheet, width),
        pieces.heading(_("Catatan"), width),
        pieces.note_lines(1, width),
        pieces.paragraph(_closing(sheet), width, keep=True),
        *pieces.signatures(sheet, width, keep=True),
        *witnesses(sheet, width),
    ]
    return Part("BA", _("Berita acara"), size, flow.pages_of(sheet, size, blocks), scale, figures=True)


def draw_minutes(sheet: DaySheet, path: Path, *, paper: str = "A4") -> None:
    """Write the berita acara to `path`. Raises TotalsDisagree, DiskFull, OutputFailed."""
    part = compose_minutes(sheet, paper=paper)
    write(sheet, [part], part.title, path)


def _opening(sheet: DaySheet) -> str:
    return _("Pada {date} ({numeric}), bertempat di {place}, kami yang bertanda tangan di bawah ini:").format(
        date=words.spelled_date(sheet), numeric=format_numeric_date(sheet.day), place=words.place_words(sheet)
    )


def _parties(sheet: DaySheet, width: float) -> list[flow.Block]:
    """Who signs, with NIP and title, numbered."""
    columns = [
        flow.TableColumn(_("No"), 8, "right"),
        flow.TableColumn(_("Nama"), 60, font=SEMIBOLD),
        flow.TableColumn(_("NIP"), 48),
        flow.TableColumn(_("Jabatan"), 66),
    ]
    head = flow.head_row(columns, width, ROW)
    blocks = [head]
    for number, person in enumerate(pieces.signatories(sheet), start=1):
        cells = [str(number), person.name or "…" * 14, person.nip or "…" * 12, _office(person.title)]
        blocks.append(flow.row(columns, cells, width, ROW, head, keep=True))
    return [*blocks, flow.space(3)]


def witnesses(sheet: DaySheet, width: float) -> list[flow.Block]:
    """Those whom the setting calls Saksi, with a place to sign; two open places where it names nobody."""
    people = [signatory for signatory in sheet.signatories if pieces.is_witness(signatory)] or [
        Signatory(_("Saksi"))
    ] * 2
    columns = [
        flow.TableColumn(_("Saksi"), 12, "right"),
        flow.TableColumn(_("Nama"), 70, font=SEMIBOLD),
        flow.TableColumn(_("NIP atau jabatan"), 60),
        flow.TableColumn(_("Tanda tangan"), 40),
    ]
    head = flow.head_row(columns, width, ROW)
    rows = []
    for number, person in enumerate(people, start=1):
        cells = [str(number), person.name or "…" * 18, person.nip or "…" * 14, "…" * 10]
        rows.append(flow.row(columns, cells, width, SIGN, head, keep=number < len(people)))
    return [flow.space(1.2), head, *rows]


def _office(title: str) -> str:
    """The office of a signatory: the last line of the title, without the comma of *Mengetahui,*."""
    return title.split("\n")[-1].strip(" ,")


def _done(sheet: DaySheet) -> str:
    return _(
        "menyatakan bahwa {name} ({code}) {which} telah dilaksanakan: peserta menempati booth menurut denah, "
        "kehadiran dicatat, dan omzet ditanyakan kepada setiap peserta, dengan hasil sebagai berikut."
    ).format(name=sheet.bazaar_name, code=sheet.bazaar_code, which=words.day_number_words(sheet))


def _closing(sheet: DaySheet) -> str:
    closing = _("Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya.")
    if not sheet.seal:
        return closing
    seal = _("Angka di atas disegel dengan kode {seal}, revisi {revision}.").format(
        seal=sheet.seal, revision=sheet.revision
    )
    return f"{seal} {closing}"


def _people_lines(sheet: DaySheet) -> list[tuple[str, str]]:
    """Participations of vendors by attendance, then the other parties present."""
    people = _by_participation(sheet.rows)
    vendors = Counter(row.attendance for row in people if row.party == day.VENDOR)
    present = Counter(row.party for row in people if row.attendance == day.PRESENT)
    new = sum(row.first_time for row in people if row.party == day.VENDOR and row.attendance == day.PRESENT)
    lines = [
        (_("Pelaku UMKM terdaftar"), sum(vendors.values())),
        (_("Pelaku UMKM hadir"), vendors[day.PRESENT]),
        (_("– di antaranya peserta baru"), new),
        (_("Pelaku UMKM izin"), vendors[day.EXCUSED]),
        (_("Pelaku UMKM alpa"), vendors[day.ABSENT]),
    ]
    if vendors[day.EXPECTED]:
        lines.append((_("Pelaku UMKM belum dicatat"), vendors[day.EXPECTED]))
    lines.append((_("Mitra hadir"), present[day.PARTNER]))
    if present[day.COACH]:
        lines.append((_("Pengampu hadir"), present[day.COACH]))
    return [(name, format_number(count)) for name, count in lines]


def _by_participation(rows: Sequence[DayRow]) -> list[DayRow]:
    """One row a participation: the one where it was present, if there is one."""
    day_rows: dict[str, DayRow] = {}
    for row in rows:
        if row.participation_id not in day_rows or row.attendance == day.PRESENT:
            day_rows[row.participation_id] = row
    return list(day_rows.values())


def _money(sheet: DaySheet, width: float) -> list[flow.Block]:
    vendors = [row for row in sheet.rows if row.party == day.VENDOR]
    totals = figures.totals_of(sheet)
    umkm, cash = totals.vendors.total, totals.vendors.channels[0]
    lines = [
        (_("Tunai"), format_rupiah(cash)),
        (_("QRIS / non-tunai"), format_rupiah(umkm - cash)),
    ]
    whole = (_("Jumlah omzet UMKM"), format_rupiah(umkm))
    said = [_("Terbilang: {words} rupiah").format(words=words.spelled(umkm)) + "."]
    if vendors:
        said.append(_("Keadaan laporan: {states}.").format(states=figures.state_counts(vendors)))
    if totals.partners.counts.rows:
        apart = _("Omzet mitra, di luar omzet UMKM: {amount}.")
        said.append(apart.format(amount=format_rupiah(totals.partners.total)))
    return [
        *_table(lines, [_("Omzet UMKM"), _("Rupiah")], width, whole),
        flow.space(2),
        *(pieces.paragraph(text, width, size=8.8) for text in said),
    ]


def _table(
    lines: Sequence[tuple[str, str]],
    headings: Sequence[str],
    width: float,
    whole: tuple[str, str] | None = None,
) -> list[flow.Block]:
    columns = [flow.TableColumn(headings[0], 120), flow.TableColumn(headings[1], 62, "right", SEMIBOLD)]
    head = flow.head_row(columns, width, ROW)
    blocks = [head, *(flow.row(columns, line, width, ROW, head, keep=True) for line in lines)]
    return [*blocks, flow.row(columns, whole, width, SUM, head)] if whole else blocks
