"""Laporan tahun: figures that are computed, cut as wanted, and open to the rows behind them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from bazar_desktop.domain.calendar import format_numeric_date
from bazar_desktop.domain.figures.definitions import BY_KEY
from bazar_desktop.domain.money import format_number
from bazar_desktop.jobs.reports.year_file import write_year
from bazar_desktop.language import N_, _
from bazar_desktop.messages import provisional
from bazar_desktop.phrases.figures import (
    figure_name,
    marked_or_none,
    number_or_none,
    of_words,
    rupiah_or_none,
)
from bazar_desktop.phrases.reports import (
    behind_words,
    category_namer,
    changes_words,
    correction_words,
    coverage_words,
    event_notes,
    group_words,
    held_words,
    moved_words,
    uncounted_words,
    unfit_seals_words,
)
from bazar_desktop.services.bazaars.bazaars import BazaarFacts
from bazar_desktop.services.reports.book import OF_A_BAZAAR
from bazar_desktop.services.reports.concentration import year_concentration
from bazar_desktop.services.reports.corrections import words_changed
from bazar_desktop.services.reports.year import (
    Cut,
    ReportRow,
    YearReport,
    report_years,
    year_bazaars,
    year_report,
    year_rows,
)
from bazar_desktop.services.settings.values import categories
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
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.page import Page
from bazar_desktop.ui.reports.concentration_dialog import SpreadPanel

MOST_EVENTS = 6  # lines about events that were called off, so that the table keeps its place
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
        write_year(session, year, path, at.replace(tzinfo=None), today=at.date())
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
            "bazaars": Figure(figure_name("bazaars")),
            "omzet": Figure(figure_name("omzet")),
            "participations": Figure(figure_name("participations")),
            "people": Figure(figure_name("people")),
        }
        self.corrections = Label("", "muted", wrap=True)
        self.holder = Card(tight=True)
        self._report: YearReport | None = None
        self._category_name = category_namer(())
        self.view = self._new_view()
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
        column.addWidget(self.corrections)
        self.holder.add(self.view, 1)
        column.addWidget(self.holder, 1)
        self.body.addWidget(self.main, 1)
        self.nothing = EmptyState(
            "chart-column", _("Belum ada yang dilaporkan"), _("Laporan terisi sendiri dari paket yang masuk.")
        )
        self.body.addWidget(self.nothing, 1)

    def reload(self) -> None:
        chosen = self.year.currentText()
        known = self.desk.read(report_years)
        years = [str(year) for year in known]
        self.year.blockSignals(True)
        self.year.clear()
        self.year.addItems(years)
        self.year.setCurrentIndex(years.index(chosen) if chosen in years else self._year_to_open(known))
        self.year.blockSignals(False)
        for part in (self.main, self.spread, self.save):
            part.setVisible(bool(years))
        self.nothing.setVisible(not years)
        self._show()

    def _year_to_open(self, known: Sequence[int]) -> int:
        """Tell where the year of today is among these, the latest first; else the last before it, else the next."""
        this_year = self.desk.clock().year
        return next((at for at, year in enumerate(known) if year <= this_year), max(0, len(known) - 1))

    def _show(self) -> None:
        if not self.year.currentText():
            self.subtitle.setText(_("Semua angka dihitung dari baris hariannya."))
            return
        today = self.desk.clock().date()
        self._report = report = self.desk.read(
            year_report, year=int(self.year.currentText()), today=today, check_seals=True
        )
        opens = _("Enter pada baris membuka angka di baliknya.")
        words = f"{coverage_words(report.coverage)}. {opens}"
        if report.is_provisional:
            words = f"{words} {provisional(report.undecided).capitalize()}."
        self.subtitle.setText(words)
        self._category_name = category_namer(self.desk.read(categories))
        notes = unfit_seals_words(report.days)
        notes += [correction_words(note, self._category_name) for note in report.corrections]
        notes += uncounted_words(report.days)
        notes += event_notes(report.days, MOST_EVENTS)
        self.corrections.setText("\n".join(notes))
        self.corrections.setVisible(bool(notes))
        self._show_figures(report)
        self._show_cut()

    def _show_figures(self, report: YearReport) -> None:
        reach, figures = report.vendors.reach, report.vendors
        self.figures["bazaars"].show_figure(format_number(report.bazaars), held_words(report))
        told = _("{told} melapor").format(told=of_words(figures.answered, figures.asked))
        notes = [item for item in (provisional(report.undecided), told) if item]
        self.figures["omzet"].show_figure(rupiah_or_none(figures.omzet), " · ".join(notes))
        note = _("hadir atau melapor omzet")
        self.figures["participations"].show_figure(format_number(reach.participations), note)
        newcomers = reach.newcomers or 0
        share = newcomers / reach.people if reach.people else None
        new = _("{n} di antaranya peserta baru").format(n=format_number(newcomers))
        self.figures["people"].show_figure(format_number(reach.people), new, part=share)

    def _show_cut(self) -> None:
        if self._report is None:
            return
        old, self.view = self.view, self._new_view()
        had_focus = old.hasFocus()
        self.holder.body.removeWidget(old)
        old.hide()
        old.setParent(None)
        old.deleteLater()
        self.holder.add(self.view, 1)
        self.view.show()
        self.view.set_rows(getattr(self._report, BY[str(self.cut.value)]))
        self.focus_first = self.view
        if had_focus:
            self.view.setFocus()

    def _new_view(self) -> RowsView[Cut]:
        columns = _columns(self._report, str(self.cut.value), self._category_name)
        view = RowsView(RowsModel(columns, key=lambda row: row.key), name=_("Rincian"))
        view.opened.connect(self.open_rows)
        return view

    def open_rows(self, row: Cut) -> None:
        """Open the rows behind one figure."""
        self.rows_panel(row).open()

    def rows_panel(self, row: Cut) -> Panel:
        """The rows of one group, as a dialog."""
        year, cut = int(self.year.currentText()), str(self.cut.value)
        rows = self.desk.read(year_rows, year=year, cut=cut, key=row.key, check_seals=True)
        bazaars = self.desk.read(year_bazaars, year=year, cut=cut, key=row.key, check_seals=True)
        return RowsPanel(
            group_words(cut, row.key, self._category_name), rows, bazaars, self._category_name, self
        )

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
    """The rows behind a figure, their sum, and the bazaars that took place."""

    def __init__(
        self,
        title: str,
        rows: Sequence[ReportRow],
        bazaars: Sequence[BazaarFacts],
        category_name: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        words = behind_words(rows, bazaars)
        super().__init__(title, words, parent, width=760)
        columns: list[Column[ReportRow]] = [
            Column(N_("Tanggal"), lambda row: row.day, format_numeric_date),
            Column(
                N_("Lokasi"),
                lambda row: row.bazaar.lokasi,
                stretch=1,
                width=120,
                tip=lambda row: row.bazaar.lokasi,
            ),
            Column(
                N_("Usaha"),
                lambda row: row.row.business,
                stretch=1,
                width=120,
                tip=lambda row: row.row.business,
            ),
            Column(N_("Keadaan"), lambda row: STATES.get(row.row.omzet, row.row.omzet)),
            Column(N_("Omzet"), _row_omzet, align=RIGHT, sort=lambda row: row.row.total),
        ]
        if any(row.sealed for row in rows):
            columns.append(
                Column(
                    N_("Dibetulkan setelah segel"),
                    lambda row: _row_correction(row, category_name),
                    stretch=1,
                    width=160,
                )
            )
        self.view = RowsView(RowsModel(columns, rows), name=_("Baris di balik angka"))
        self.view.setMinimumHeight(320)
        self.body.addWidget(self.view, 1)
        self.buttons.addWidget(button(_("Tutup"), self.accept, kind="primary"))


def _row_omzet(row: ReportRow) -> str:
    return "" if row.row.total is None else marked_or_none(row.row.total, row.undecided)


def _row_correction(row: ReportRow, category_name: Callable[[str], str]) -> str:
    return changes_words(words_changed(row.sealed, row.row), category_name) if row.sealed else ""


def _cut_omzet(cut: Cut) -> str:
    return marked_or_none(cut.figures.omzet, cut.figures.undecided)


def _columns(report: YearReport | None, cut: str, category_name: Callable[[str], str]) -> list[Column[Cut]]:
    """The columns of one cut: where a bazaar can lie in several groups, its count is called otherwise."""
    cuts = getattr(report, BY[cut]) if report else ()
    bazaars = BY_KEY["bazaars" if cut in OF_A_BAZAAR else "joined"].name
    omzet = N_("Omzet") if cut == "party" else BY_KEY["omzet"].name
    others: Column[Cut] = Column(
        BY_KEY["others"].name, lambda row: row.figures.others, format_number, align=RIGHT, drop=3
    )
    moved: Column[Cut] = Column(
        BY_KEY["moved"].name,
        lambda row: moved_words(row.figures.moved),
        align=RIGHT,
        sort=lambda row: row.figures.moved.rupiah,
        tint=lambda row: theme.ATTENTION_TINT if row.figures.moved.days else None,
        tip=lambda _row: _("Dibetulkan setelah segel; kertas hari itu tetap menurut segelnya."),
    )
    return [
        Column(
            N_("Kelompok"),
            lambda row: group_words(cut, row.key, category_name),
            bold=True,
            stretch=1,
            width=150,
        ),
        Column(bazaars, lambda row: row.figures.bazaars, format_number, align=RIGHT, drop=2),
        *([others] if any(item.figures.others for item in cuts) else []),
        Column(
            BY_KEY["participations"].name,
            lambda row: row.figures.reach.participations,
            format_number,
            align=RIGHT,
        ),
        Column(BY_KEY["people"].name, lambda row: row.figures.reach.people, format_number, align=RIGHT),
        Column(
            BY_KEY["newcomers"].name,
            lambda row: row.figures.reach.newcomers,
            number_or_none,
            align=RIGHT,
            drop=1,
        ),
        Column(omzet, _cut_omzet, align=RIGHT, sort=lambda row: row.figures.omzet),
        *([moved] if any(item.figures.moved.days for item in cuts) else []),
    ]
