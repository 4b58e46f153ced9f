"""The year's report as sheets: its figures, each way it is cut, its days, and every row behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bazar_desktop.language import _
from bazar_desktop.phrases.bazaars import off_words
from bazar_desktop.phrases.figures import figure_name, figure_says
from bazar_desktop.phrases.reports import changes_words, group_words, key_words, seal_mismatch_name
from bazar_desktop.services.reports.year import Cut, ReportRow, YearDay, YearReport
from bazar_desktop.spreadsheets.writing.day_tables import (
    ATTENDANCE,
    DATE,
    MOMENT,
    NUMBER,
    PARTIES,
    RUPIAH,
    STATES,
    YES_NO,
    OutCell,
    OutColumn,
    OutTable,
)


def year_tables(
    report: YearReport, rows: Iterable[ReportRow], category_name: Callable[[str], str]
) -> tuple[OutTable, ...]:
    """One table a sheet; a figure of any of them is the sum of rows of the last. Nothing answered is an empty cell.

    `category_name` gives the name of a category's key.
    """
    in_one = "bazaars"  # each bazaar lies in one group: the groups add up to the headline
    in_several = "joined"
    cuts = (
        ("jenis", _("Jenis bazar"), in_one, "kind", report.by_kind),
        ("kota", _("Kota"), in_one, "kota", report.by_kota),
        ("kecamatan", _("Kecamatan"), in_one, "kecamatan", report.by_kecamatan),
        ("pengampu", _("Pengampu"), in_several, "agency", report.by_agency),
        ("kategori", _("Kategori"), in_several, "category", report.by_category),
        ("pihak", _("Pihak"), in_several, "party", report.parties),
    )
    return (
        _summary(report),
        *(
            _cut(
                name,
                title,
                bazaars,
                [(group_words(cut, group.key, category_name), group) for group in groups],
            )
            for name, title, bazaars, cut, groups in cuts
        ),
        _days(report),
        *([_corrections(report, category_name)] if report.corrections else []),
        _rows(rows, category_name),
    )


def _summary(report: YearReport) -> OutTable:
    figures, covered = report.vendors, report.coverage
    mark = _("sementara ({n} belum diputuskan)").format(n=report.undecided) if report.is_provisional else ""
    told: tuple[tuple[str, int | None, str], ...] = (
        ("bazaars", report.bazaars, ""),
        ("bazaar_days", report.bazaar_days, ""),
        ("others", report.others, ""),
        ("other_days", report.other_days, ""),
        ("not_held", covered.not_held, ""),
        ("postponed", covered.postponed, ""),
        ("cancelled", covered.cancelled, ""),
        ("days_off", covered.days_off, ""),
        ("sealed_days", covered.sealed, _("dari {days} hari.").format(days=covered.days)),
        ("unanswered", covered.unanswered, ""),
        ("to_come", covered.to_come, ""),
        ("waiting", len(covered.waiting), ", ".join(covered.waiting)),
        ("laptops", len(covered.laptops), ""),
        ("participations", figures.reach.participations, ""),
        ("people", figures.reach.people, ""),
        ("newcomers", figures.reach.newcomers, ""),
        ("omzet", figures.omzet, mark),
        ("since_seal", covered.since_seal, ""),
        ("changed", covered.changed, ""),
        ("asked", figures.asked, ""),
        ("answered", figures.answered, ""),
        ("blank", figures.blank, ""),
    )
    rows: list[tuple[OutCell, ...]] = [(_("Tahun"), report.year, "")]
    rows += [
        (figure_name(key), value, " ".join(part for part in (note, figure_says(key)) if part))
        for key, value, note in told
    ]
    columns = (
        OutColumn("angka", _("Angka")),
        OutColumn("nilai", _("Nilai"), RUPIAH),
        OutColumn("keterangan", _("Keterangan")),
    )
    return OutTable("ringkasan", _("Ringkasan"), columns, tuple(rows), ("angka",))


def _figure(column: str, key: str, kind: str = NUMBER) -> OutColumn:
    return OutColumn(column, figure_name(key), kind, figure_says(key))


def _mark(undecided: int) -> str:
    return _("sementara") if undecided else ""


def _day_mark(day: YearDay) -> str:
    seal = seal_mismatch_name(day.seal_mismatch) if day.seal_mismatch else ""
    return ", ".join(part for part in (_mark(day.undecided), seal) if part)


def _cut(name: str, title: str, bazaars: str, groups: Iterable[tuple[str, Cut]]) -> OutTable:
    omzet = OutColumn("omzet", _("Omzet"), RUPIAH) if name == "pihak" else _figure("omzet", "omzet", RUPIAH)
    columns = (
        OutColumn(name, title),
        _figure("bazar", bazaars),
        _figure("keikutsertaan", "participations"),
        _figure("orang", "people"),
        _figure("baru", "newcomers"),
        omzet,
        OutColumn("tanda", _("Tanda")),
        _figure("kegiatan_lain", "others"),
        _figure("pembetulan", "moved", RUPIAH),
        _figure("hari_pembetulan", "moved_days"),
        _figure("ditunggu", "asked"),
        _figure("melapor", "answered"),
    )
    rows = tuple(
        (
            words,
            cut.figures.bazaars,
            cut.figures.reach.participations,
            cut.figures.reach.people,
            cut.figures.reach.newcomers,
            cut.figures.omzet,
            _mark(cut.figures.undecided),
            cut.figures.others,
            cut.figures.moved.rupiah if cut.figures.moved.days else None,
            cut.figures.moved.days or None,
            cut.figures.asked,
            cut.figures.answered,
        )
        for words, cut in groups
    )
    return OutTable(name, title, columns, rows, (name,))


def _days(report: YearReport) -> OutTable:
    columns = (
        OutColumn("bazar", _("Kode")),
        OutColumn("tanggal", _("Tanggal"), DATE),
        OutColumn("nama", _("Nama")),
        OutColumn("lokasi", _("Lokasi")),
        _figure("hadir", "present"),
        _figure("omzet", "omzet", RUPIAH),
        _figure("mitra", "partner_omzet", RUPIAH),
        OutColumn("revisi", _("Segel revisi"), NUMBER),
        OutColumn("belum_diputuskan", _("Belum diputuskan"), NUMBER),
        OutColumn("tanda", _("Tanda")),
        OutColumn("jenis", _("Jenis bazar")),
        OutColumn("berjalan", _("Berjalan"), YES_NO),
        _figure("melapor", "answered"),
        _figure("ditunggu", "asked"),
        _figure("terdaftar", "registered"),
        OutColumn("tidak_berlangsung", _("Tidak berlangsung")),
    )
    rows = tuple(
        (
            day.code,
            day.day,
            day.name,
            day.lokasi,
            day.present,
            day.omzet,
            day.partners,
            day.revision or None,
            day.undecided,
            _day_mark(day),
            key_words(day.kind),
            day.took_place,
            day.answered if day.present is not None else None,
            day.asked if day.present is not None else None,
            day.registered,
            off_words(day.course),
        )
        for day in report.days
    )
    return OutTable("hari", _("Hari kegiatan"), columns, rows, ("bazar", "tanggal"))


def row_columns() -> tuple[OutColumn, ...]:
    """The columns of the rows behind a figure."""
    return (
        OutColumn("bazar", _("Kode")),
        OutColumn("tanggal", _("Tanggal"), DATE),
        OutColumn("lokasi", _("Lokasi")),
        OutColumn("pihak", _("Pihak")),
        OutColumn("usaha", _("Usaha")),
        OutColumn("kategori", _("Kategori")),
        OutColumn("pengampu", _("Pengampu")),
        OutColumn("kehadiran", _("Kehadiran")),
        OutColumn("keadaan", _("Omzet")),
        OutColumn("jumlah", _("Jumlah"), RUPIAH),
        OutColumn("tanda", _("Tanda")),
        OutColumn("usaha_segel", _("Usaha menurut segel")),
        OutColumn("kategori_segel", _("Kategori menurut segel")),
        OutColumn("pengampu_segel", _("Pengampu menurut segel")),
        OutColumn("alasan_pembetulan", _("Alasan pembetulan")),
    )


def row_cells(report_row: ReportRow, category_name: Callable[[str], str]) -> tuple[OutCell, ...]:
    """One row in the order of `row_columns`."""
    row = report_row.row
    return (
        report_row.bazaar.label,
        report_row.day,
        report_row.bazaar.lokasi,
        PARTIES.get(row.party, row.party),
        row.business,
        category_name(row.category),
        row.agency,
        ATTENDANCE.get(row.attendance, row.attendance),
        STATES.get(row.omzet, row.omzet),
        row.total,
        _mark(report_row.undecided),
        *_as_sealed(report_row, category_name),
    )


def _as_sealed(report_row: ReportRow, category_name: Callable[[str], str]) -> tuple[OutCell, ...]:
    """What the seal says of the party and why it is read otherwise; empty where no correction reaches the row."""
    sealed, correction = report_row.sealed, report_row.correction
    if sealed is None or correction is None:
        return ("", "", "", "")
    return (sealed.business, category_name(sealed.category), sealed.agency, correction.reason)


def _corrections(report: YearReport, category_name: Callable[[str], str]) -> OutTable:
    columns = (
        OutColumn("usaha", _("Usaha")),
        OutColumn("perubahan", _("Perubahan")),
        OutColumn("hari", _("Hari"), NUMBER),
        OutColumn("jumlah", _("Jumlah"), RUPIAH),
        OutColumn("alasan", _("Alasan")),
        OutColumn("petugas", _("Petugas")),
        OutColumn("saat", _("Saat"), MOMENT),
    )
    rows = tuple(
        (
            note.business,
            changes_words(note.changes, category_name),
            note.days,
            note.rupiah,
            note.reason,
            note.officer,
            note.at,
        )
        for note in report.corrections
    )
    return OutTable("pembetulan", _("Dibetulkan setelah segel"), columns, rows, ("usaha", "perubahan"))


def _rows(rows: Iterable[ReportRow], category_name: Callable[[str], str]) -> OutTable:
    cells = tuple(row_cells(row, category_name) for row in rows)
    return OutTable("baris", _("Semua baris"), row_columns(), cells, ("bazar", "tanggal", "usaha"))
