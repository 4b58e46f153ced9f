"""A programme from one list: what becomes of each lokasi and each participant, saved as one action."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from bazar_desktop.domain.bazaars.day_list import format_days
from bazar_desktop.jobs.imports.programme import ProgrammeFile, save_programme_rejects
from bazar_desktop.language import N_, _
from bazar_desktop.messages import sentence
from bazar_desktop.phrases.imports import ACCEPTABLE, BUCKET_NAMES, why
from bazar_desktop.phrases.programmes import (
    layout_words,
    place_bucket_name,
    place_why,
    programme_made_words,
    programme_plan_words,
)
from bazar_desktop.services.imports.plan import PlannedRow
from bazar_desktop.services.imports.programme import ProgrammeMade, ProgrammeNameMissing, ProgrammePlan
from bazar_desktop.services.imports.programme_people import PersonEntry
from bazar_desktop.services.imports.programme_places import PlannedPlace
from bazar_desktop.services.register.list_model import (
    CHANGED,
    LOOK,
    NEW,
    NOT_VENDOR,
    REFUSED,
    SAME,
    ListChoices,
)
from bazar_desktop.ui import theme
from bazar_desktop.ui.app_session import AppSession, Done
from bazar_desktop.ui.imports.dialog import offer_step
from bazar_desktop.ui.imports.page import FILES
from bazar_desktop.ui.imports.programme_work import plan_list_of_programme, read_programme, save_programme
from bazar_desktop.ui.kit.banner import EmptyState
from bazar_desktop.ui.kit.buttons import Segmented, button
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.focus import ReturningDialog
from bazar_desktop.ui.kit.rows import RIGHT, Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.kit.save_dialog import EXCEL, ask_save_name, documents
from bazar_desktop.ui.kit.task import Task
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.page import Page

LOKASI, PEOPLE = "lokasi", "people"
TINTS = {REFUSED: theme.ERROR_TINT, LOOK: theme.ATTENTION_TINT, NEW: theme.TINT, CHANGED: theme.TINT}
_ORDER = (REFUSED, LOOK, NEW, CHANGED, SAME, NOT_VENDOR)
Place = tuple[PlannedPlace, int]


class ProgrammePage(Page):
    """Reads a programme's list, shows what each lokasi and row will become, and saves it.

    Signals:
        saved(object): the Done of the import.
        left(): the officer goes back without saving.
    """

    saved = Signal(object)
    left = Signal()
    undo_keys = False  # nothing of it is written before it closes
    manual = "impor"

    def __init__(self, desk: AppSession) -> None:
        super().__init__(
            desk, _("Program dari daftar"), _("Lokasi, hari, denah, dan peserta dari satu daftar.")
        )
        self.file: ProgrammeFile | None = None
        self.plan: ProgrammePlan | None = None
        self.task: Task | None = None
        self.add_action(button(_("Kembali"), self.left.emit))
        self.add_action(button(_("Pilih berkas"), self.ask_file, icon="folder-open", shortcut="Ctrl+O"))
        self.rejects = self.add_action(button(_("Simpan yang ditolak"), self.ask_rejects, icon="file-down"))
        self.save_button = self.add_action(
            button(_("Simpan"), self.save, kind="primary", icon="save", shortcut="Ctrl+S")
        )
        self.name = QLineEdit()
        self.name.setAccessibleName(_("Nama program"))
        self.name.setPlaceholderText(_("Misalnya Bazar Ramadan"))
        self.name.setMaxLength(120)
        self.name.editingFinished.connect(self._on_name)
        self.accepts = QCheckBox(_("Terima perbaikan yang disarankan"))
        self.accepts.toggled.connect(lambda _on: self.work_out())
        self.summary = Label("", "strong", wrap=True)
        self.views = Segmented([(LOKASI, _("Lokasi")), (PEOPLE, _("Peserta"))], name=_("Yang ditampilkan"))
        self.views.chosen.connect(lambda _value: self._refresh())
        self.places = RowsView(RowsModel(_place_columns(), parent=self), name=_("Lokasi di daftar"))
        self.people = RowsView(RowsModel(self._person_columns(), parent=self), name=_("Baris peserta"))
        self.empty = EmptyState(
            "calendar-days",
            _("Pilih daftar program"),
            _("Kolom Lokasi, Kecamatan, Tanggal, Jumlah Tenda; peserta di lembar lain dengan kolom Lokasi."),
            action=_("Pilih berkas"),
            act=self.ask_file,
        )
        self.body.addWidget(self.empty, 1)
        self.shown = self._laid_out()
        self.body.addWidget(self.shown, 1)
        self.focus_first = self.empty.action
        self._refresh()

    def _laid_out(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE[1])
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE[1])
        label = Label(_("Nama program"), "strong")
        label.setBuddy(self.name)
        row.addWidget(label)
        row.addWidget(self.name, 1)
        row.addWidget(self.accepts)
        row.addWidget(self.views)
        card = Card(tight=True)
        card.add(self.places, 1)
        card.add(self.people, 1)
        column.addLayout(row)
        column.addWidget(self.summary)
        column.addWidget(card, 1)
        return holder

    # -- the file -------------------------------------------------------------------------------------------------

    def ask_file(self) -> None:
        """Let the officer choose a file, then read it."""
        name, _filter = QFileDialog.getOpenFileName(self, self.title.text(), "", FILES)
        if name:
            self.read(Path(name))

    def read(self, path: Path) -> None:
        """Read `path` beside the window."""
        words = _("Membaca {name}…").format(name=path.name)
        self.task = self.run(words, read_programme, self._on_read, path=path)

    def _on_read(self, file: ProgrammeFile) -> None:
        self.file, self.plan = file, None
        if not self.name.text().strip():
            self.name.setText(file.listing.programme)
        self._refresh()
        self.work_out()
        self.name.setFocus()

    def _on_name(self) -> None:
        if self.plan is None or self.plan.programme != " ".join(self.name.text().split()):
            self.work_out()

    def work_out(self) -> None:
        """Plan the list anew beside the window, under the name that was typed."""
        if self.file is None or self.task_panel.running is not None:
            return
        self.plan = None
        self._refresh()
        if not self.name.text().strip():
            self.warn(sentence(ProgrammeNameMissing()))
            return
        choices = ListChoices(frozenset(ACCEPTABLE) if self.accepts.isChecked() else frozenset())
        self.banner.hide()
        self.task = self.run(
            _("Memeriksa baris…"),
            plan_list_of_programme,
            self._on_planned,
            desk=self.desk,
            listing=self.file.listing,
            programme=self.name.text(),
            choices=choices,
        )

    def _on_planned(self, plan: ProgrammePlan) -> None:
        self.plan = plan
        self.places.set_rows(sorted(zip(plan.places, plan.people, strict=True), key=_place_order))
        self.people.set_rows(sorted(plan.rows, key=lambda row: (_ORDER.index(row.bucket), row.number)))
        for view in (self.places, self.people):
            view.fit_columns()
        self._refresh()

    # -- the ways out ---------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Write what is new and changed as one action, beside the window."""
        if self.plan is not None:
            self.task = self.run(
                _("Menyimpan…"), save_programme, self.saved.emit, desk=self.desk, plan=self.plan
            )

    def ask_rejects(self) -> None:
        """Ask where the rows go that are not taken over, and write them."""
        path = ask_save_name(self, _("Simpan yang ditolak"), documents() / _("baris-ditolak.xlsx"), EXCEL)
        if path is not None:
            self.give_back(path)

    def give_back(self, path: Path) -> None:
        """Write the rows that are not taken over."""
        file, plan = self.file, self.plan
        if file is not None and plan is not None:
            count = self._guarded(lambda: save_programme_rejects(path, file, plan))
            if count is not None:
                self.say(_("{count} baris disimpan di {name}.").format(count=count, name=path.name))

    def _refresh(self) -> None:
        file, plan = self.file, self.plan
        self.empty.setVisible(file is None)
        self.shown.setVisible(file is not None)
        shows_people = self.views.value == PEOPLE
        self.places.setVisible(not shows_people)
        self.people.setVisible(shows_people)
        self.views.setVisible(file is not None and file.listing.people is not None)
        self.accepts.setVisible(file is not None and file.listing.people is not None)
        self.save_button.setEnabled(plan is not None and plan.writes)
        self.rejects.setVisible(plan is not None and bool(plan.rows_of(LOOK, REFUSED)))
        self.summary.setText(programme_plan_words(plan) if plan is not None else "")
        if file is not None:
            self.set_heading(_("Program dari daftar"), file.listing.name)

    def _person_columns(self) -> list[Column[PlannedRow]]:
        column = Column[PlannedRow]
        return [
            column(N_("Baris"), lambda row: row.number, self._row_words, align=RIGHT),
            column(
                N_("Keadaan"), lambda row: row.bucket, _bucket_words, tint=lambda row: TINTS.get(row.bucket)
            ),
            column(
                N_("Peserta"),
                lambda row: row.title,
                stretch=2,
                width=150,
                bold=True,
                tip=lambda row: row.title,
            ),
            column(N_("Lokasi"), self._lokasi_of, stretch=2, width=130),
            column(N_("Keterangan"), self._why, stretch=3, width=220, wrap=True),
        ]

    def _row_words(self, number: int) -> str:
        return self.file.row_words(number) if self.file is not None else str(number)

    def _lokasi_of(self, row: PlannedRow) -> str:
        if self.plan is not None and isinstance(row.entry, PersonEntry):
            return self.plan.places[row.entry.place].asked.lokasi
        said = self.file.listing.written.get(row.number) if self.file is not None else None
        return said.texts.get("lokasi", "–") if said is not None else "–"

    def _why(self, row: PlannedRow) -> str:
        return "; ".join(dict.fromkeys(why(reason, self._row_words) for reason in row.reasons))


def _bucket_words(bucket: str) -> str:
    return _(BUCKET_NAMES[bucket])


def _place_order(row: Place) -> int:
    return _ORDER.index(row[0].bucket)


def _place_columns() -> list[Column[Place]]:
    column = Column[Place]
    return [
        column(N_("Baris"), lambda row: row[0].asked.label or "–"),
        column(
            N_("Keadaan"),
            lambda row: row[0].bucket,
            place_bucket_name,
            tint=lambda row: TINTS.get(row[0].bucket),
        ),
        column(
            N_("Lokasi"),
            lambda row: row[0].asked.lokasi or "–",
            stretch=2,
            width=150,
            bold=True,
            tip=lambda row: row[0].name,
        ),
        column(N_("Kecamatan"), lambda row: row[0].kecamatan or "–"),
        column(N_("Tanggal"), lambda row: format_days(row[0].asked.days) or "–", width=90),
        column(N_("Denah"), lambda row: layout_words(row[0]), width=90),
        column(N_("Peserta"), lambda row: row[1], align=RIGHT),
        column(N_("Keterangan"), lambda row: place_why(row[0]), stretch=3, width=200, wrap=True),
    ]


class ProgrammeDialog(ReturningDialog):
    """The programme page over another one; `done` holds what was saved."""

    def __init__(self, desk: AppSession) -> None:
        super().__init__()
        self.setWindowTitle(_("Program dari daftar"))
        self.done_import: Done[ProgrammeMade] | None = None
        self.page = ProgrammePage(desk)
        self.page.saved.connect(self._on_saved)
        self.page.left.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        if self.page.focus_first is not None:
            self.page.focus_first.setFocus()

    def _on_saved(self, done: Done[ProgrammeMade]) -> None:
        self.done_import = done
        self.accept()


def open_programme(page: Page) -> ProgrammeDialog:
    """Open the programme's list over `page`; what is saved is said there, with *Urungkan*."""
    dialog = ProgrammeDialog(page.desk)
    dialog.returns_to = page
    dialog.setParent(page.window(), Qt.WindowType.Dialog)
    dialog.resize(page.window().size() * 0.94)

    def after() -> None:
        done = dialog.done_import
        if done is not None:
            page.reload()
            offer_step(page, programme_made_words(done.result), done.action, forward=False)
            page.tell_saved()
        running = dialog.page.task_panel.running
        if running is not None:
            running.cancel()
            running.ended.connect(partial(dialog.deleteLater))
        else:
            dialog.deleteLater()

    dialog.finished.connect(lambda _result: after())
    dialog.open()
    return dialog
