"""Berita acara: the day in words, with its parties, what was done, its totals and the signatures."""

from __future__ import annotations

from collections.abc import Sequence

from bazar_desktop.domain.bazaars.course import (
    AHEAD,
    NOBODY_CAME,
    TOOK_PLACE,
    UNENTERED,
    day_course,
    printed_on,
)
from bazar_desktop.domain.calendar import format_numeric_date
from bazar_desktop.domain.day import model as day
from bazar_desktop.domain.day.contradictions import Contradiction, contradictions
from bazar_desktop.domain.day.model import DaySheet, Signatory
from bazar_desktop.domain.money import format_number
from bazar_desktop.language import _
from bazar_desktop.phrases.bazaars import off_words
from bazar_desktop.phrases.closing import clash_words
from bazar_desktop.phrases.figures import figure_name, rupiah_or_none
from bazar_desktop.printing.toolkit import figures, flow, frame, pieces, words
from bazar_desktop.printing.toolkit.document import Part, reading_size
from bazar_desktop.printing.toolkit.fonts import SEMIBOLD
from bazar_desktop.services.papers.press import partners_here

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
    takes_place = sheet.off is None
    name = _("Berita acara pelaksanaan bazar") if takes_place else _("Berita acara bazar tidak berlangsung")
    figures_of_day = [
        *_table(_people_lines(sheet), [_("Kehadiran"), _("Jumlah")], width),
        flow.space(1.5),
        *_money(sheet, width),
    ]
    blocks = [
        pieces.title(name, number, width),
        *pieces.provisional(sheet, width),
        pieces.paragraph(_opening(sheet), width, keep=True),
        *_parties(sheet, width),
        pieces.paragraph(_done(sheet), width),
        *(figures_of_day if takes_place else ()),
        pieces.heading(_("Catatan"), width),
        pieces.note_lines(1, width),
        pieces.paragraph(_closing(sheet), width, keep=True),
        *pieces.signatures(sheet, width, on=words.signed_on(sheet), keep=True),
        *witnesses(sheet, width),
    ]
    return Part("BA", _("Berita acara"), size, flow.pages_of(sheet, size, blocks), scale, figures=True)


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
    return [*blocks, flow.space(1.5)]


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
    """What took place, by the facts alone: nothing is said that nobody recorded."""
    called = {"name": sheet.bazaar_name, "code": sheet.shown_code, "which": words.day_number_words(sheet)}
    if sheet.off is not None:
        return _(
            "menyatakan bahwa {name} ({code}) {which} tidak berlangsung ({why}), dengan catatan sebagai berikut."
        ).format(**called, why=off_words(sheet.off))
    course = day_course(sheet, printed_on(sheet))
    if course == TOOK_PLACE:
        return _(
            "menyatakan bahwa {name} ({code}) {which} telah dilaksanakan: {done}, dengan hasil sebagai berikut."
        ).format(**called, done="; ".join(_acts(sheet)))
    return {
        AHEAD: _(
            "menyatakan bahwa {name} ({code}) {which} belum berlangsung pada saat lembar ini dicetak, dengan catatan "
            "sebagai berikut."
        ),
        UNENTERED: _(
            "menyatakan bahwa kehadiran dan omzet {name} ({code}) {which} belum diisi, dengan catatan sebagai berikut."
        ),
        NOBODY_CAME: _(
            "menyatakan bahwa pada {name} ({code}) {which} tidak ada peserta yang dicatat hadir, dengan catatan "
            "sebagai berikut."
        ),
    }[course].format(**called)


def _acts(sheet: DaySheet) -> list[str]:
    return [*_placed(sheet), *_marked(sheet), *_answered(sheet)]


def _placed(sheet: DaySheet) -> list[str]:
    """How many of the UMKM and mitra who came stood in a booth."""
    present = [row for row in sheet.rows if row.attendance == day.PRESENT and row.party != day.COACH]
    here = {row.participation_id for row in present}
    placed = {row.participation_id for row in present if row.booth}
    if not placed:
        return []
    if placed == here:
        return [_("peserta yang hadir menempati booth menurut denah")]
    said = _("{placed} dari {count} peserta yang hadir menempati booth menurut denah")
    return [said.format(placed=len(placed), count=len(here))]


def _marked(sheet: DaySheet) -> list[str]:
    """That everybody is marked, or how many of each party are not."""
    left = [
        said.format(count=expected)
        for party, said in (
            (day.VENDOR, _("kehadiran {count} pelaku UMKM belum dicatat")),
            (day.PARTNER, _("kehadiran {count} mitra belum dicatat")),
            (day.COACH, _("kehadiran {count} pengampu belum dicatat")),
        )
        if (expected := figures.figures_of(sheet, party).expected)
    ]
    known = {row.participation_id for row in sheet.rows if row.attendance != day.EXPECTED}
    halves = {row.participation_id for row in sheet.rows if row.attendance == day.EXPECTED} & known
    if halves:
        said = _("kehadiran {count} peserta pada salah satu sesinya belum dicatat")
        left.append(said.format(count=len(halves)))
    return left or [_("kehadiran setiap peserta dicatat")]


def _answered(sheet: DaySheet) -> list[str]:
    """Whose answer about the omzet is recorded; whether somebody asked is not known."""
    umkm, mitra = figures.figures_of(sheet), figures.figures_of(sheet, day.PARTNER)
    said = []
    if umkm.blank:
        said.append(_("jawaban omzet {count} pelaku UMKM belum tercatat").format(count=umkm.blank))
    elif umkm.present:
        said.append(_("jawaban omzet setiap pelaku UMKM yang hadir tercatat"))
    elif umkm.asked:
        said.append(_("jawaban omzet {count} pelaku UMKM tercatat").format(count=umkm.asked))
    elif umkm.registered:
        said.append(_("tidak ada pelaku UMKM yang dicatat hadir"))
    if mitra.blank:
        said.append(_("jawaban omzet {count} mitra belum tercatat").format(count=mitra.blank))
    return said


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
    umkm = figures.figures_of(sheet)
    coaches = figures.figures_of(sheet, day.COACH)
    lines = [
        (_("Pelaku UMKM terdaftar"), umkm.registered),
        (_("Pelaku UMKM hadir"), umkm.present),
        (_("– di antara yang ikut, tercatat peserta baru"), umkm.newcomers),
        (_("Pelaku UMKM izin"), umkm.excused),
        (_("Pelaku UMKM alpa"), umkm.absent),
    ]
    if umkm.expected:
        lines.append((_("Pelaku UMKM belum dicatat"), umkm.expected))
    lines.append((figure_name("partners_present"), len(partners_here(sheet))))
    if coaches.present:
        lines.append((_("Pengampu hadir"), coaches.present))
    return [(name, format_number(count)) for name, count in lines]


def _money(sheet: DaySheet, width: float) -> list[flow.Block]:
    umkm, mitra = figures.figures_of(sheet), figures.figures_of(sheet, day.PARTNER)
    lines = [
        (figure_name("cash"), rupiah_or_none(umkm.cash)),
        (figure_name("cashless"), rupiah_or_none(umkm.cashless)),
    ]
    whole = (_("Jumlah omzet UMKM"), rupiah_or_none(umkm.omzet))
    said = [words.spelled_words(umkm.omzet) + "."]
    if umkm.registered:
        said.append(_("Keadaan laporan: {states}.").format(states=figures.state_counts(umkm)))
    if mitra.registered:
        apart = _("Omzet mitra, di luar omzet UMKM: {amount}.")
        said.append(apart.format(amount=rupiah_or_none(mitra.omzet)))
    clashes = contradictions(sheet.rows, sheet.goods, sheet.changes, sheet.sealed_before, sheet.day)
    if clashes:
        said.append(_clashes(sheet, clashes))
    if sheet.activity.weather:
        said.append(_("Cuaca: {text}").format(text=sheet.activity.weather))
    if sheet.activity.obstacles:
        said.append(_("Kendala: {text}").format(text=sheet.activity.obstacles))
    return [
        *_table(lines, [figure_name("omzet"), _("Rupiah")], width, whole),
        flow.space(1),
        *(pieces.paragraph(text, width, size=8.8) for text in said),
    ]


def _clashes(sheet: DaySheet, clashes: Sequence[Contradiction]) -> str:
    """Which facts exclude each other, of whom, and why the day was closed all the same."""
    named = [
        f"{clash.row.booth or '–'} {words.called(clash.row)}: "
        f"{clash_words(clash.clash, clash.first, clash.second, clash.goods)}"
        for clash in clashes
    ]
    reason = sheet.closing_reason or _("belum diisi")
    text = _("Isian yang bertentangan ({count}): {named}. Alasan ditutup: {reason}.")
    return text.format(count=len(clashes), named="; ".join(named), reason=words.hidden(reason))


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
