"""Laporan tahun: figures that are computed, cut as wanted, and open to the rows behind them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from bazar_desktop.domain.calendar import format_numeric_date
from bazar_desktop.domain.money import format_number, format_rupiah
from bazar_desktop.jobs.reports.year_file import write_year
from bazar_desktop.language import N_, _
from bazar_desktop.messages import marked_rupiah, provisional
from bazar_desktop.services.reports.year import (
    Cut,
    ReportRow,
    YearReport,
    report_years,
    year_report,
    year_rows,
)
from bazar_desktop.services.turns.concentration import year_concentration
from bazar_desktop.spreadsheets.writing.day_tables import STATES
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.ui import theme
from bazar_desktop.ui.app_session import AppSession
from bazar_desktop.ui.exchange.reading import ask_place
from bazar_desktop.ui.kit.banner import EmptyState
from bazar_desktop.ui.kit.buttons import Segmented, button
from bazar_desktop.ui.kit.cards import Card, Figure
from bazar_desktop.ui.kit.flow import FlowRow
from bazar_desktop.ui.kit.forms import Panel
from bazar_desktop.ui.kit.rows import RIGHT, Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.kit.task import Report
from bazar_desktop.ui.page import Page
from bazar_desktop.ui.reports.concentration_dialog import SpreadPanel

BY = {
    "kind": "by_kind",
    "kota": "by_kota",
    "kecamatan": "by_kecamatan",
    "agency": "by_agency",
    "category": "by_category",
    "party": "parties",
}


def write_report(report: Report, *, store: OpenStore, year: int, path: Path, at: datetime) -> Path:
    """Write the year's workbook beside the window."""
    report(0, 0, _("Menulis {file}").format(file=path.name))
    with store.db.read() as session:
        write_year(session, year, path, at.replace(tzinfo=None))
    return path


class YearPage(Page):
    """The report of one year."""

    manual = "kantor"

    def __init__(self, desk: AppSession) -> None:
        super().__init__(desk, _("Laporan tahun"))
        self.ask_place = ask_place
        self.spread = self.add_action(
            button(_("Selalu orang yang sama?"), self.show_spread, icon="users", shortcut="Ctrl+G")
        )
        self.save = self.add_action(
            button(_("Simpan ke Excel"), self.save_file, kind="primary", icon="file-spreadsheet")
        )
        self.year = QComboBox()
        self.year.setAccessibleName(_("Tahun"))
        self.year.currentIndexChanged.connect(lambda _index: self._show())
        self.cut = Segmented(
            [
                ("kota", _("Kota")),
                ("kecamatan", _("Kecamatan")),
                ("agency", _("Pengampu")),
                ("category", _("Kategori")),
                ("kind", _("Jenis")),
                ("party", _("Pihak")),
            ],
            name=_("Rincian"),
        )
        self.cut.chosen.connect(lambda _value: self._show_cut())
        self.figures = {
            "bazaars": Figure(_("Bazar")),
            "omzet": Figure(_("Omzet UMKM")),
            "participations": Figure(_("Keikutsertaan")),
            "people": Figure(_("Orang")),
        }
        self.view = RowsView(RowsModel(_columns(), key=lambda row: row.key), name=_("Rincian"))
        self.view.opened.connect(self.open_rows)
        self._report: YearReport | None = None
        self._lay_out_year()
        self.focus_first = self.view

    def _lay_out_year(self) -> None:
        self.main = QWidget()
        column = QVBoxLayout(self.main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE[2])
        figures = FlowRow()
        for figure in self.figures.values():
            figure.setMinimumWidth(250)  # a sum of billions in the large figures
            figures.addWidget(figure)
        column.addLayout(figures)
        tools = FlowRow(even=False)
        tools.addWidget(self.year)
        tools.addWidget(self.cut)
        column.addLayout(tools)
        card = Card(tight=True)
        card.add(self.view, 1)
        column.addWidget(card, 1)
        self.body.addWidget(self.main, 1)
        self.nothing = EmptyState(
            "chart-column", _("Belum ada yang dilaporkan"), _("Laporan terisi sendiri dari paket yang masuk.")
        )
        self.body.addWidget(self.nothing, 1)

    def reload(self) -> None:
        chosen = self.year.currentText()
        years = [str(year) for year in self.desk.read(report_years)]
        self.year.blockSignals(True)
        self.year.clear()
        self.year.addItems(years)
        self.year.setCurrentIndex(max(0, self.year.findText(chosen)))
        self.year.blockSignals(False)
        for part in (self.main, self.spread, self.save):
            part.setVisible(bool(years))
        self.nothing.setVisible(not years)
        self._show()

    def _show(self) -> None:
        if not self.year.currentText():
            self.subtitle.setText(_("Semua angka dihitung dari baris hariannya."))
            return
        self._report = report = self.desk.read(year_report, year=int(self.year.currentText()))
        words = _("{n} hari bazar. Enter pada baris membuka angka di baliknya.").format(n=report.bazaar_days)
        if report.is_provisional:
            words = f"{words} {provisional(report.undecided).capitalize()}."
        self.subtitle.setText(words)
        self._show_figures(report)
        self._show_cut()

    def _show_figures(self, report: YearReport) -> None:
        reach, figures = report.vendors.reach, report.vendors
        days = _("{n} hari").format(n=format_number(report.bazaar_days))
        self.figures["bazaars"].show_figure(format_number(report.bazaars), days)
        blank = _("{n} baris belum dijawab").format(n=format_number(report.blank))
        notes = [item for item in (provisional(report.undecided), blank) if item]
        self.figures["omzet"].show_figure(format_rupiah(figures.omzet), " · ".join(notes))
        note = _("hadir atau melapor omzet")
        self.figures["participations"].show_figure(format_number(reach.participations), note)
        share = reach.newcomers / reach.people if reach.people else None
        new = _("{n} di antaranya peserta baru").format(n=format_number(reach.newcomers))
        self.figures["people"].show_figure(format_number(reach.people), new, part=share)

    def _show_cut(self) -> None:
        if self._report is not None:
            self.view.set_rows(getattr(self._report, BY[str(self.cut.value)]))

    def open_rows(self, row: Cut) -> None:
        """Open the rows behind one figure."""
        self.rows_panel(row).open()

    def rows_panel(self, row: Cut) -> Panel:
        """The rows of one group, as a dialog."""
        year = int(self.year.currentText())
        rows = self.desk.read(year_rows, year=year, cut=str(self.cut.value), key=row.key)
        return RowsPanel(key_words(row.key), rows, self)

    def show_spread(self) -> SpreadPanel:
        """Open how the year's stands are spread over people."""
        year = int(self.year.currentText())
        panel = SpreadPanel(year, lambda by: self.desk.read(year_concentration, year=year, by=by), self)
        panel.open()
        return panel

    def save_file(self) -> None:
        """Ask where, and write the workbook with all rows."""
        year = self.year.currentText()
        path = self.ask_place(self, _("Simpan laporan"), f"laporan-{year}.xlsx")
        if path is not None:
            self.run(
                _("Menyimpan laporan"),
                write_report,
                self._saved,
                store=self.desk.store,
                year=int(year),
                path=path,
                at=self.desk.clock(),
            )

    def _saved(self, path: Path) -> None:
        self.say(_("Laporan tersimpan: {file}").format(file=path.name))


class RowsPanel(Panel):
    """The rows behind a figure, and their sum."""

    def __init__(self, title: str, rows: Sequence[ReportRow], parent: QWidget | None = None) -> None:
        total = sum(row.row.total or 0 for row in rows)
        words = _("{n} baris, jumlah {rupiah}").format(
            n=format_number(len(rows)), rupiah=marked_rupiah(total, sum(row.undecided for row in rows))
        )
        super().__init__(title, words, parent, width=760)
        columns: list[Column[ReportRow]] = [
            Column(N_("Tanggal"), lambda row: row.day, format_numeric_date),
            Column(N_("Lokasi"), lambda row: row.bazaar.lokasi, stretch=1, width=120),
            Column(N_("Usaha"), lambda row: row.row.business, stretch=1, width=120),
            Column(N_("Keadaan"), lambda row: STATES.get(row.row.omzet, row.row.omzet)),
            Column(N_("Omzet"), _row_omzet, align=RIGHT, sort=lambda row: row.row.total),
        ]
        self.view = RowsView(RowsModel(columns, rows), name=_("Baris di balik angka"))
        self.view.setMinimumHeight(320)
        self.body.addWidget(self.view, 1)
        self.buttons.addWidget(button(_("Tutup"), self.accept, kind="primary"))


def _row_omzet(row: ReportRow) -> str:
    return "" if row.row.total is None else marked_rupiah(row.row.total, row.undecided)


def _cut_omzet(cut: Cut) -> str:
    return marked_rupiah(cut.figures.omzet, cut.figures.undecided)


def key_words(key: str) -> str:
    """A group's key for people."""
    words = {
        "": _("(tidak diisi)"),
        "vendor": _("UMKM"),
        "partner": _("Mitra"),
        "coach": _("Meja pengampu"),
        "offline": _("Bazar di lokasi"),
        "online": _("Bazar daring"),
        "pameran": _("Pameran"),
        "business_matching": _("Temu bisnis"),
    }
    return words.get(key, key)


def _columns() -> list[Column[Cut]]:
    return [
        Column(N_("Kelompok"), lambda row: key_words(row.key), bold=True, stretch=1, width=150),
        Column(N_("Bazar"), lambda row: row.figures.bazaars, format_number, align=RIGHT, drop=2),
        Column(N_("Keikutsertaan"), lambda row: row.figures.reach.participations, format_number, align=RIGHT),
        Column(N_("Orang"), lambda row: row.figures.reach.people, format_number, align=RIGHT),
        Column(
            N_("Peserta baru"), lambda row: row.figures.reach.newcomers, format_number, align=RIGHT, drop=1
        ),
        Column(N_("Omzet"), _cut_omzet, align=RIGHT, sort=lambda row: row.figures.omzet),
    ]
