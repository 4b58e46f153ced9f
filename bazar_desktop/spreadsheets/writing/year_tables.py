"""The year's report as sheets: its figures, each way it is cut, its days, and every row behind them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bazar_desktop.language import _
from bazar_desktop.services.reports.year import Cut, ReportRow, YearReport
from bazar_desktop.spreadsheets.writing.day_tables import (
    ATTENDANCE,
    DATE,
    NUMBER,
    PARTIES,
    RUPIAH,
    STATES,
    OutCell,
    OutColumn,
    OutTable,
)


def year_tables(report: YearReport, rows: Iterable[ReportRow]) -> tuple[OutTable, ...]:
    """One table a sheet; a figure of any of them is the sum of rows of the last."""
    cuts = (
        ("jenis", _("Jenis bazar"), report.by_kind),
        ("kota", _("Kota"), report.by_kota),
        ("kecamatan", _("Kecamatan"), report.by_kecamatan),
        ("pengampu", _("Pengampu"), report.by_agency),
        ("kategori", _("Kategori"), report.by_category),
        ("pihak", _("Pihak"), _named_parties(report.parties)),
    )
    return (
        _summary(report),
        *(_cut(name, title, found) for name, title, found in cuts),
        _days(report),
        _rows(rows),
    )


def _named_parties(parties: Sequence[Cut]) -> tuple[Cut, ...]:
    return tuple(Cut(PARTIES[party.key], party.figures) for party in parties)


def _summary(report: YearReport) -> OutTable:
    figures = report.vendors
    mark = _("sementara ({n} belum diputuskan)").format(n=report.undecided) if report.is_provisional else ""
    rows: tuple[tuple[OutCell, ...], ...] = (
        (_("Tahun"), report.year, ""),
        (_("Bazar"), report.bazaars, ""),
        (_("Hari bazar"), report.bazaar_days, ""),
        (_("Keikutsertaan"), figures.reach.participations, _("hadir atau melapor omzet")),
        (_("Orang"), figures.reach.people, _("orang yang sama dihitung sekali")),
        (_("Peserta baru"), figures.reach.newcomers, _("belum pernah ikut sebelum tahun ini")),
        (_("Omzet UMKM"), figures.omzet, mark),
        (_("Belum dijawab"), report.blank, _("baris hari tanpa jawaban omzet")),
    )
    columns = (
        OutColumn("angka", _("Angka")),
        OutColumn("nilai", _("Nilai"), RUPIAH),
        OutColumn("keterangan", _("Keterangan")),
    )
    return OutTable("ringkasan", _("Ringkasan"), columns, rows, ("angka",))


def _mark(undecided: int) -> str:
    return _("sementara") if undecided else ""


def _cut(name: str, title: str, cuts: Iterable[Cut]) -> OutTable:
    columns = (
        OutColumn(name, title),
        OutColumn("bazar", _("Bazar"), NUMBER),
        OutColumn("keikutsertaan", _("Keikutsertaan"), NUMBER),
        OutColumn("orang", _("Orang"), NUMBER),
        OutColumn("baru", _("Peserta baru"), NUMBER),
        OutColumn("omzet", _("Omzet"), RUPIAH),
        OutColumn("tanda", _("Tanda")),
    )
    rows = tuple(
        (
            cut.key,
            cut.figures.bazaars,
            cut.figures.reach.participations,
            cut.figures.reach.people,
            cut.figures.reach.newcomers,
            cut.figures.omzet,
            _mark(cut.figures.undecided),
        )
        for cut in cuts
    )
    return OutTable(name, title, columns, rows, (name,))


def _days(report: YearReport) -> OutTable:
    columns = (
        OutColumn("bazar", _("Kode")),
        OutColumn("tanggal", _("Tanggal"), DATE),
        OutColumn("nama", _("Bazar")),
        OutColumn("lokasi", _("Lokasi")),
        OutColumn("hadir", _("Hadir"), NUMBER),
        OutColumn("omzet", _("Omzet UMKM"), RUPIAH),
        OutColumn("mitra", _("Omzet mitra"), RUPIAH),
        OutColumn("revisi", _("Segel revisi"), NUMBER),
        OutColumn("belum_diputuskan", _("Belum diputuskan"), NUMBER),
        OutColumn("tanda", _("Tanda")),
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
            _mark(day.undecided),
        )
        for day in report.days
    )
    return OutTable("hari", _("Hari bazar"), columns, rows, ("bazar", "tanggal"))


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
    )


def row_cells(report_row: ReportRow) -> tuple[OutCell, ...]:
    """One row in the order of `row_columns`."""
    row = report_row.row
    return (
        report_row.bazaar.code,
        report_row.day,
        report_row.bazaar.lokasi,
        PARTIES.get(row.party, row.party),
        row.business,
        row.category,
        row.agency,
        ATTENDANCE.get(row.attendance, row.attendance),
        STATES.get(row.omzet, row.omzet),
        row.total,
        _mark(report_row.undecided),
    )


def _rows(rows: Iterable[ReportRow]) -> OutTable:
    cells = tuple(row_cells(row) for row in rows)
    return OutTable("baris", _("Semua baris"), row_columns(), cells, ("bazar", "tanggal", "usaha"))
