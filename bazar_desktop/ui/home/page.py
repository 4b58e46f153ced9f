"""Beranda: the day in five steps, its figures, what needs a decision, and whether the laptop is ready."""

from __future__ import annotations

from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bazar_desktop.domain.calendar import format_long_date
from bazar_desktop.jobs.settings.doctor import Check, examine
from bazar_desktop.language import _, language
from bazar_desktop.phrases.attendance import since_words
from bazar_desktop.phrases.bazaars import off_words
from bazar_desktop.phrases.figures import NOTHING, figure_name, of_words, percent_words, rupiah_or_none
from bazar_desktop.phrases.proposals import rejections_words
from bazar_desktop.services.exchange.rejections import note_told, untold_rejections
from bazar_desktop.services.home.day_steps import Home, home
from bazar_desktop.ui import theme
from bazar_desktop.ui.app_session import AppSession
from bazar_desktop.ui.home.first_steps import FirstSteps
from bazar_desktop.ui.home.lists import Decisions, Ready
from bazar_desktop.ui.home.step_card import StepCard
from bazar_desktop.ui.home.words import cashless_words
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.cards import Card, Figure
from bazar_desktop.ui.kit.charts import Bar, BarChart
from bazar_desktop.ui.kit.flow import FlowRow
from bazar_desktop.ui.kit.task import Task
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.page import Page
from bazar_desktop.ui.papers.rows import TITLES


class HomePage(Page):
    """The first page. Without a bazaar it says what to do first."""

    manual = "beranda"

    def __init__(self, desk: AppSession) -> None:
        super().__init__(desk, _("Beranda"))
        self.papers = self.add_action(
            button(_("Cetak kertas"), lambda: self.went.emit("reports"), icon="printer")
        )
        self._printers: list[str] | None = None
        self._printer_task: Task | None = None
        self._papers: tuple[Check, ...] = ()
        self.first_steps = FirstSteps()
        self.first_steps.went.connect(self.went)
        self.body.addWidget(self.first_steps)
        self.steps = [StepCard(number) for number in range(1, 6)]
        self.figures = {
            "present": Figure(_("UMKM hadir")),
            "omzet": Figure(figure_name("omzet")),
            "cashless": Figure(figure_name("cashless_share")),
            "new": Figure(figure_name("newcomers")),
        }
        self.chart = BarChart(_("Sudah datang sampai pukul"))
        self.nobody = Label("", "muted", wrap=True)
        self.decisions = Decisions()
        self.ready = Ready()
        self.today = QWidget()
        self._lay_out_day()
        self.body.addWidget(self.today, 1)
        self.focus_first = self.steps[0].go
        self._rejections: tuple[str, ...] = ()  # the office's words that the banner tells now
        self.banner.closed.connect(self._put_away)

    def reload(self) -> None:
        bazaar, day = self.desk.bazaar, self.desk.day
        has_day = bazaar is not None and day is not None
        self.first_steps.setVisible(not has_day)
        self.today.setVisible(has_day)
        self.papers.setVisible(has_day)
        self._look_for_printers()
        if bazaar is None or day is None:
            self.set_heading(_("Beranda"), _("Tiga langkah untuk memulai bazar pertama."))
            self._papers = ()
            self._show_checks()
            self.focus_first = self.first_steps.first
            return
        found = self.desk.read(home, bazaar_id=bazaar.id, day=day, now=self.desk.clock())
        self._papers = _papers_check(found)
        self._show_checks()
        self._show(found)
        self._tell_rejections()

    def _tell_rejections(self) -> None:
        """Say once what the office has rejected of this laptop, until the person has put it away."""
        found = self.desk.read(untold_rejections)
        self._rejections = tuple(item.id for item in found)
        if found:
            self.warn(rejections_words(found), action=_("Lihat"), act=self._look_at_rejections)

    def _put_away(self) -> None:
        if self._rejections:
            self.desk.perform(note_told, ids=self._rejections)
            self._rejections = ()

    def _look_at_rejections(self) -> None:
        self._put_away()
        self.went.emit("sync")

    def _show_checks(self) -> None:
        checks = examine(self.desk.store, self.desk.clock(), printers=self._printers, deep=False)
        self.ready.show_checks([*checks, *self._papers])
        self.first_steps.show_checks(checks)

    def on_backed_up(self) -> None:
        self._show_checks()

    def _look_for_printers(self) -> None:
        """Ask for the printers once, beside the window: a network printer that is away takes seconds."""
        if self._printer_task is None:
            self._printer_task = Task(lambda report: QPrinterInfo.availablePrinterNames())
            self._printer_task.finished.connect(self._on_printers)
            self._printer_task.start()

    def _on_printers(self, names: list[str]) -> None:
        self._printers = names
        if self.isVisible():
            self._show_checks()

    def _show(self, found: Home) -> None:
        sheet = found.sheet
        parts = [
            _("Hari ke-{number} dari {of}").format(number=sheet.day_number, of=len(sheet.days)),
            ", ".join(part for part in (sheet.lokasi, sheet.kecamatan) if part),
            off_words(sheet.off)
            if sheet.off is not None
            else _("{vendors} UMKM, {partners} mitra").format(
                vendors=found.umkm.registered, partners=found.mitra.registered
            ),
        ]
        self.set_heading(format_long_date(sheet.day, language()), " · ".join(part for part in parts if part))
        for card, step in zip(self.steps, found.steps, strict=True):
            card.show_step(step)
        turn = next((number for number, step in enumerate(found.steps) if step.state == "now"), 0)
        self.focus_first = self.steps[turn].go if sheet.off is None else self.papers
        self._show_figures(found)
        self.chart.setVisible(bool(found.arrivals))
        self.nobody.setVisible(not found.arrivals)
        self.nobody.setText(_nobody_words(found))
        bars = [Bar(words, value) for words, value in found.arrivals]
        self.chart.show_bars(bars, whole=found.counts.parties)
        self.decisions.show_decisions(found.decisions)

    def _show_figures(self, found: Home) -> None:
        if found.sheet.off is not None:  # nobody takes part, and nothing is waited for
            for figure in self.figures.values():
                figure.show_figure(NOTHING)
            return
        umkm, mitra = found.umkm, found.mitra
        share = umkm.present / umkm.registered if umkm.registered else None
        note = _("{expected} belum dicatat, {away} izin atau alpa · mitra {partners}").format(
            expected=umkm.expected,
            away=umkm.excused + umkm.absent,
            partners=of_words(mitra.present, mitra.registered),
        )
        if found.since:
            note = f"{note} · {since_words(found.since)}"
        self.figures["present"].show_figure(of_words(umkm.present, umkm.registered), note, part=share)
        provisional = _("sementara, ") if found.sheet.undecided else ""
        answered = _("{part} melapor, mitra {amount}").format(
            part=of_words(umkm.answered, umkm.asked), amount=rupiah_or_none(mitra.omzet)
        )
        self.figures["omzet"].show_figure(rupiah_or_none(umkm.omzet), provisional + answered)
        part = umkm.cashless_share
        words = cashless_words(umkm, sealed=bool(found.sheet.seal))
        self.figures["cashless"].show_figure(percent_words(part), words, part=(part or 0) / 1000)
        self.figures["new"].show_figure(
            str(umkm.newcomers), _("dari {took_part} yang ikut").format(took_part=found.took_part)
        )

    def _lay_out_day(self) -> None:
        column = QVBoxLayout(self.today)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE[2])
        row = FlowRow()
        for card in self.steps:
            card.went.connect(self.went)
            row.addWidget(card)
        column.addLayout(row)
        figures = FlowRow()
        for figure in self.figures.values():
            figure.setMinimumWidth(190)
            figures.addWidget(figure)
        column.addLayout(figures)
        self.decisions.went.connect(self.went)
        arrivals = Card(_("UMKM yang sudah datang sampai pukul"))
        arrivals.setMinimumWidth(300)
        self.chart.setMinimumHeight(190)
        arrivals.add(self.chart, 1)
        arrivals.add(self.nobody)
        lists = FlowRow()
        for part in (arrivals, self.decisions, self.ready):
            lists.addWidget(part)
        column.addLayout(lists)
        column.addStretch(1)


def _nobody_words(found: Home) -> str:
    if found.sheet.off is not None:
        return _("Tidak ada yang ditunggu.")
    return _("Belum ada yang datang. Kedatangan tampil di sini.")


def _papers_check(found: Home) -> tuple[Check, ...]:
    """Whether the morning's papers lie ready; nothing while nobody takes part, or once the day is closed."""
    if not found.sheet.rows or found.sheet.seal or found.sheet.off is not None:
        return ()
    if not found.unprinted:
        return (Check("papers", True, "papers_made"),)
    names = ", ".join(_(TITLES[code]).lower() for code in found.unprinted)
    return (Check("papers", False, "papers_unmade", {"names": names}),)
