"""Laporan & Cetak: every paper of the day with its preview; print, save, export, hand over."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from bazar_desktop.domain.calendar import format_long_date
from bazar_desktop.jobs.papers.day_papers import DayToPrint, draw_paper, read_day
from bazar_desktop.language import _, language
from bazar_desktop.printing.bundle import Choices
from bazar_desktop.printing.toolkit.words import state_words
from bazar_desktop.services.papers.printed import ORDER, papers_of, printed_papers
from bazar_desktop.ui import theme
from bazar_desktop.ui.app_session import AppSession
from bazar_desktop.ui.kit.banner import EmptyState
from bazar_desktop.ui.kit.buttons import button, make_key
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.flow import FlowRow
from bazar_desktop.ui.kit.rows import RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.kit.task import Task
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.page import Page
from bazar_desktop.ui.papers.actions import PaperActions
from bazar_desktop.ui.papers.options import OptionsCard
from bazar_desktop.ui.papers.places import Places, SystemPlaces
from bazar_desktop.ui.papers.preview import Preview
from bazar_desktop.ui.papers.printer import Printers, SystemPrinters
from bazar_desktop.ui.papers.rows import COLUMNS, NOTES, paper_rows

LIST_WIDTH, OPTIONS_WIDTH = 330, 250
WIDE = 1050  # px of the page: from here on the choices stand beside the preview


class PapersPage(Page):
    """The list of papers at left, the page as it will be printed, and how it is made.

    Keys: up and down choose a paper, PageUp and PageDown turn pages, Ctrl++ Ctrl+- Ctrl+0 zoom, Ctrl+P prints,
    Ctrl+S saves, Ctrl+K opens the form of the laporan kegiatan.
    """

    manual = "laporan-cetak"

    def __init__(
        self, desk: AppSession, printers: Printers | None = None, places: Places | None = None
    ) -> None:
        super().__init__(desk, _("Laporan & Cetak"))
        self._read: DayToPrint | None = None
        self._task: Task | None = None
        self._looking: Task | None = None
        self._stale = False
        self._focus_code = ""
        self._printers = printers or SystemPrinters()
        self.doing = PaperActions(self, self._printers, places or SystemPlaces())
        self.papers = RowsView(RowsModel(COLUMNS, key=lambda row: row.code), name=_("Daftar kertas"))
        self.options = OptionsCard()
        self.preview = Preview()
        self._put_together()
        self._bind_keys()
        self.focus_first = self.papers
        self.papers.picked.connect(lambda _row: self._show_paper())
        self.papers.opened.connect(lambda _row: self.doing.print_this())
        self.options.chosen.connect(self._draw)
        self.options.told.connect(self.doing.tell_activity)

    @property
    def code(self) -> str:
        """The code of the paper in hand."""
        row = self.papers.current
        return row.code if row is not None else ORDER[0]

    @property
    def choices(self) -> Choices:
        """How the paper is to be made."""
        return self.options.choices

    @property
    def printer_name(self) -> str:
        """The printer that is chosen, "" where there is none."""
        return self.options.printer_name

    @property
    def copies(self) -> int:
        """How often it is to be printed."""
        return self.options.copies.value()

    @property
    def is_busy(self) -> bool:
        """Whether other work of the page runs."""
        return self.task_panel.isVisible()

    @property
    def is_drawing(self) -> bool:
        """Whether a preview is on its way."""
        return self._task is not None

    @property
    def is_looking(self) -> bool:
        """Whether the printers are asked for."""
        return self._looking is not None

    def reload(self) -> None:
        self._read = self.read_now()
        self._whole.setCurrentIndex(1 if self.desk.bazaar is None else 0)
        for action in self._actions_of_day:
            action.setEnabled(self._read is not None)
        self.show_states()
        self._look_for_printers()
        if self._read is None:
            return
        self.set_heading(
            _("Laporan & Cetak"),
            _("{day} · {state}").format(
                day=format_long_date(self._read.sheet.day, language()), state=state_words(self._read.sheet)
            ),
        )
        self._show_paper()

    def read_now(self) -> DayToPrint | None:
        """Read the day as it stands at this moment; None where there is none, or where the page has said why not."""
        bazaar, day, officer = self.desk.bazaar, self.desk.day, self.desk.officer
        if bazaar is None or day is None:
            return None
        name = officer.name if officer is not None else ""
        return self.ask(read_day, bazaar_id=bazaar.id, day=day, officer=name, at=self.desk.clock())

    def show_states(self) -> None:
        """Read again which papers were made, and when."""
        if self._read is None:
            self.papers.set_rows(())
            return
        made = self.desk.read(
            printed_papers, bazaar_id=self._read.bazaar_id, sheet=self._read.sheet, plan=self._read.plan
        )
        codes = papers_of(self._read.sheet)
        self.papers.set_rows(paper_rows(made, codes, self.desk.clock().date()))
        if self.papers.current is None:
            self.papers.pick(codes[0])

    def show_paper(self, code: str) -> None:
        """Read everything anew and take that paper in hand."""
        self.reload()
        self.papers.pick(code)

    def choose_size(self, size: str) -> None:
        """Take paper of another size."""
        self.options.paper.choose(size)
        self._draw()

    def _look_for_printers(self) -> None:
        """Ask for the printers beside the window: a network printer that is away takes seconds."""
        if self._looking is None:
            self._looking = Task(lambda report: self._printers.names())
            self._looking.finished.connect(self.options.show_printers)
            self._looking.ended.connect(self._end_looking)
            self._looking.start()

    def _end_looking(self) -> None:
        self._looking = None

    def _draw(self) -> None:
        """Draw the paper in hand beside the window, one drawing at a time: the last that was asked for is shown."""
        self._stale = self._task is not None
        if self._read is None or self._stale:
            return
        task = Task(draw_paper, read=self._read, code=self.code, choices=self.options.choices)
        task.finished.connect(self._show_pdf)
        task.failed.connect(self._on_failed)
        task.ended.connect(self._end_drawing)
        self._task = task
        task.start()

    def _end_drawing(self) -> None:
        self._task = None
        if self._stale:
            self._draw()

    def _show_paper(self) -> None:
        if self.code != self._focus_code:
            self._focus_code = self.code
            self.preview.page = 0
        self.options.show_for(self.code)
        self.note.setText(_(NOTES[self.code]))
        self._draw()

    def _show_pdf(self, pdf: bytes) -> None:
        if self._stale:
            return
        self._stack.setCurrentIndex(0 if pdf else 1)
        if pdf:
            self.preview.show_pdf(pdf)
        else:
            self.preview.clear()

    def _put_together(self) -> None:
        actions = self.doing
        self._actions_of_day = [
            self.add_action(made)
            for made in (
                button(_("Teks untuk media"), actions.tell_press, icon="copy"),
                button(_("Ekspor CSV & Excel"), actions.export, icon="file-spreadsheet"),
                button(_("Serahkan…"), actions.hand_over, icon="usb"),
                button(
                    _("Cetak semua untuk hari bazar ini"), actions.print_all, kind="primary", icon="printer"
                ),
            )
        ]
        table = Card(tight=True)
        self.papers.setMinimumHeight(8 * theme.ROW_HEIGHT + 6)
        table.add(self.papers, 1)
        self.note = Label("", "muted", wrap=True)
        self.note.setContentsMargins(10, 0, 10, 6)
        table.add(self.note)
        row = FlowRow(even=False, gap=theme.SPACE[1])
        row.addWidget(button(_("Simpan untuk difotokopi"), actions.save_bundle, icon="file-down"))
        self.open_folder = button(_("Buka folder"), actions.show_folder, kind="quiet", icon="folder-open")
        row.addWidget(self.open_folder)
        table.add(row)
        for words, verb, icon in (
            (_("Cetak kertas ini"), actions.print_this, "printer"),
            (_("Simpan PDF"), actions.save_pdf, "download"),
        ):
            self.options.add(button(words, verb, icon=icon))
        sheet = Card(tight=True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.preview)
        self._stack.addWidget(no_plan(lambda: self.went.emit("layout")))
        sheet.add(self._stack, 1)
        self._parts = (table, sheet, self.options)
        self._whole = QStackedWidget()
        holder = QWidget()
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.SPACE[2])
        self._whole.addWidget(holder)
        self._whole.addWidget(no_bazaar(lambda: self.went.emit("bazaars")))
        self.body.addWidget(self._whole, 1)
        self._wide: bool | None = None

    def _bind_keys(self) -> None:
        preview, actions = self.preview, self.doing
        for words, verb, keys in (
            (_("Halaman berikutnya"), preview.next_page, "PgDown"),
            (_("Halaman sebelumnya"), preview.previous_page, "PgUp"),
            (_("Perbesar"), preview.zoom_in, "Ctrl++"),
            (_("Perkecil"), preview.zoom_out, "Ctrl+-"),
            (_("Seluruh halaman"), preview.fit, "Ctrl+0"),
            (_("Cetak kertas ini"), actions.print_this, "Ctrl+P"),
            (_("Simpan PDF"), actions.save_pdf, "Ctrl+S"),
            (_("Isi laporan kegiatan"), actions.tell_activity, "Ctrl+K"),
        ):
            make_key(words, verb, keys, self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= WIDE
        if wide == self._wide:
            return
        self._wide = wide
        table, sheet, options = self._parts
        for part in self._parts:
            self._grid.removeWidget(part)
        self._grid.addWidget(table, 0, 0)
        self._grid.addWidget(sheet, 0, 1, 1 if wide else 2, 1)
        self._grid.addWidget(options, 0 if wide else 1, 2 if wide else 0)
        for column, stretch in enumerate((0, 1, 0)):
            self._grid.setColumnStretch(column, stretch)
        across = Qt.AlignmentFlag.AlignHCenter
        down = Qt.AlignmentFlag.AlignVCenter if wide else Qt.AlignmentFlag.AlignTop
        self.preview.area.setAlignment(across | down)
        table.setFixedWidth(LIST_WIDTH)
        options.setFixedWidth(OPTIONS_WIDTH if wide else LIST_WIDTH)


def no_plan(act: Callable[[], object]) -> EmptyState:
    """What stands for the denah while there is none."""
    return EmptyState(
        "map",
        _("Denah bazar ini belum dibuat"),
        _("Buat denah dulu, lalu tempatkan peserta. Kertas lain sudah dapat dicetak."),
        action=_("Buka Denah Booth"),
        act=act,
    )


def no_bazaar(act: Callable[[], object]) -> EmptyState:
    """What the page says before there is a bazaar."""
    return EmptyState(
        "calendar-days",
        _("Belum ada bazar"),
        _("Buat bazar dan masukkan pesertanya. Semua kertas lalu dibuat dari data itu."),
        action=_("Buka Bazar"),
        act=act,
    )
