"""The year's report as sheets: its figures, each way it is cut, its days, and every row behind them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bazar_desktop.language import _
from bazar_desktop.phrases.reports import changes_words
from bazar_desktop.services.reports.year import Cut, ReportRow, YearReport
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


def year_tables(report: YearReport, rows: Iterable[ReportRow]) -> tuple[OutTable, ...]:
    """One table a sheet; a figure of any of them is the sum of rows of the last. Nothing answered is an empty cell."""
    in_one = _("Bazar")  # each bazaar lies in one group: the groups add up to the headline
    in_several = _("Ikut di bazar")
    cuts = (
        ("jenis", _("Jenis bazar"), in_one, report.by_kind),
        ("kota", _("Kota"), in_one, report.by_kota),
        ("kecamatan", _("Kecamatan"), in_one, report.by_kecamatan),
        ("pengampu", _("Pengampu"), in_several, report.by_agency),
        ("kategori", _("Kategori"), in_several, report.by_category),
        ("pihak", _("Pihak"), in_several, _named_parties(report.parties)),
    )
    return (
        _summary(report),
        *(_cut(name, title, bazaars, found) for name, title, bazaars, found in cuts),
        _days(report),
        *([_corrections(report)] if report.corrections else []),
        _rows(rows),
    )


def _named_parties(parties: Sequence[Cut]) -> tuple[Cut, ...]:
    return tuple(Cut(PARTIES[party.key], party.figures) for party in parties)


def _summary(report: YearReport) -> OutTable:
    figures, covered = report.vendors, report.coverage
    mark = _("sementara ({n} belum diputuskan)").format(n=report.undecided) if report.is_provisional else ""
    rows: tuple[tuple[OutCell, ...], ...] = (
        (_("Tahun"), report.year, ""),
        (_("Bazar"), report.bazaars, _("bazar di lokasi yang terlaksana")),
        (_("Hari bazar"), report.bazaar_days, _("hari bazar di lokasi yang terlaksana")),
        (
            _("Kegiatan lain"),
            report.others,
            _("daring, pameran dan temu bisnis; tidak dihitung sebagai Bazar"),
        ),
        (_("Hari kegiatan lain"), report.other_days, ""),
        (_("Bazar belum/tidak terlaksana"), covered.not_held, _("tidak dihitung sebagai Bazar")),
        (
            _("Hari tertutup"),
            covered.sealed,
            _("dari {days} hari yang terlaksana atau sudah lewat").format(days=covered.days),
        ),
        (_("Hari belum ada jawaban"), covered.unanswered, ""),
        (_("Hari akan datang"), covered.to_come, ""),
        (_("Laptop belum masuk"), len(covered.waiting), ", ".join(covered.waiting)),
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


def _cut(name: str, title: str, bazaars: str, cuts: Iterable[Cut]) -> OutTable:
    columns = (
        OutColumn(name, title),
        OutColumn("bazar", bazaars, NUMBER),
        OutColumn("keikutsertaan", _("Keikutsertaan"), NUMBER),
        OutColumn("orang", _("Orang"), NUMBER),
        OutColumn("baru", _("Peserta baru"), NUMBER),
        OutColumn("omzet", _("Omzet"), RUPIAH),
        OutColumn("tanda", _("Tanda")),
        OutColumn("kegiatan_lain", _("Kegiatan lain"), NUMBER),
        OutColumn("pembetulan", _("Pembetulan"), RUPIAH, _("dipindahkan oleh pembetulan setelah segel")),
        OutColumn("hari_pembetulan", _("Hari dibetulkan"), NUMBER),
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
            cut.figures.others,
            cut.figures.moved.rupiah if cut.figures.moved.days else None,
            cut.figures.moved.days or None,
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
        OutColumn("jenis", _("Jenis bazar")),
        OutColumn("terlaksana", _("Terlaksana"), YES_NO),
        OutColumn("dijawab", _("Dijawab"), NUMBER),
        OutColumn("baris", _("Baris"), NUMBER),
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
            day.kind,
            day.took_place,
            day.answered,
            day.rows,
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
        OutColumn("usaha_segel", _("Usaha menurut segel")),
        OutColumn("kategori_segel", _("Kategori menurut segel")),
        OutColumn("pengampu_segel", _("Pengampu menurut segel")),
        OutColumn("alasan_pembetulan", _("Alasan pembetulan")),
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
        *_as_sealed(report_row),
    )


def _as_sealed(report_row: ReportRow) -> tuple[OutCell, ...]:
    """What the seal says of the party and why it is read otherwise; empty where no correction reaches the row."""
    sealed, correction = report_row.sealed, report_row.correction
    if sealed is None or correction is None:
        return ("", "", "", "")
    return (sealed.business, sealed.category, sealed.agency, correction.reason)


def _corrections(report: YearReport) -> OutTable:
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
            changes_words(note.changes),
            note.days,
            note.rupiah,
            note.reason,
            note.officer,
            note.at,
        )
        for note in report.corrections
    )
    return OutTable("pembetulan", _("Dibetulkan setelah segel"), columns, rows, ("usaha", "perubahan"))


def _rows(rows: Iterable[ReportRow]) -> OutTable:
    cells = tuple(row_cells(row) for row in rows)
    return OutTable("baris", _("Semua baris"), row_columns(), cells, ("bazar", "tanggal", "usaha"))
