"""The import page: file, table, columns and rows on one page, driven by keys; one action at the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from bazar_desktop.jobs.imports.plan import Wish, save_rejects, with_choices
from bazar_desktop.jobs.imports.source import (
    Look,
    add_replaced,
    call_vendors,
    correct_columns,
    in_hand,
    move_range,
    take_sheets,
    tell_rows,
    tell_units,
    type_cells,
)
from bazar_desktop.language import _
from bazar_desktop.messages import sentence
from bazar_desktop.services.imports.plan import ImportPlan
from bazar_desktop.services.register.list_model import ListChoices
from bazar_desktop.spreadsheets.reading.accepted_table import LEAVE
from bazar_desktop.ui.app_session import AppSession
from bazar_desktop.ui.imports.asking import (
    COLUMNS,
    FILE,
    ROWS,
    TABLE,
    offer_answer,
    say_difference,
    say_what_is_asked,
)
from bazar_desktop.ui.imports.columns_step import ColumnsStep
from bazar_desktop.ui.imports.file_step import FileStep, several_lists
from bazar_desktop.ui.imports.planned import Asked, Planned
from bazar_desktop.ui.imports.rows_step import RowsStep
from bazar_desktop.ui.imports.table_step import TableStep
from bazar_desktop.ui.imports.words import title_of, to_save_words
from bazar_desktop.ui.imports.work import Change, read_file, read_pasted_text, save_plan, understand_anew
from bazar_desktop.ui.kit.banner import EmptyState
from bazar_desktop.ui.kit.buttons import Segmented, button, make_key
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.kit.save_dialog import EXCEL, ask_save_name, documents
from bazar_desktop.ui.kit.task import Task
from bazar_desktop.ui.page import Page

STEPS = (FILE, TABLE, COLUMNS, ROWS)
FILES = "Excel, LibreOffice, CSV (*.xlsx *.xls *.ods *.csv *.tsv *.txt)"


class ImportPage(Page):
    """Reads a list, shows what each row will become, and saves it.

    Signals:
        saved(object): the Done of the import.
        left(): the officer goes back without saving.
    """

    saved = Signal(object)
    left = Signal()
    undo_keys = False  # its own: nothing of it is written
    manual = "impor"

    def __init__(self, desk: AppSession, wish: Wish) -> None:
        super().__init__(desk, title_of(wish.kind))
        self.wish = wish
        self.task: Task | None = None
        self.is_left = False
        self.list: Look | None = None
        self.plan: ImportPlan | None = None
        self.asked = ""  # the question that stands in the banner
        self._to_save = 0
        self._waiting: list[Change] = []
        self._past: list[tuple[Look, ListChoices]] = []
        self._state: tuple[Look, ListChoices] | None = None
        self.add_action(button(_("Kembali"), self.left.emit))
        self.add_action(button(_("Tempel"), self.paste, icon="clipboard-paste", shortcut="Ctrl+Shift+V"))
        self.add_action(
            button(_("Pilih berkas"), partial(ask_file, self), icon="folder-open", shortcut="Ctrl+O")
        )
        self.back = self.add_action(
            button("", self.step_back, icon="undo-2", shortcut="Ctrl+Z", tip=_("Urungkan perubahan terakhir"))
        )
        self.save_button = self.add_action(
            button(_("Simpan"), self.save, kind="primary", icon="save", shortcut="Ctrl+S")
        )
        names = (_("1. Berkas"), _("2. Tabel"), _("3. Kolom"), _("4. Baris"))
        self.steps = Segmented(tuple(zip(STEPS, names, strict=True)), name=_("Langkah"))
        self.file, self.table, self.columns, self.rows = FileStep(), TableStep(), ColumnsStep(), RowsStep()
        self.empty = EmptyState(
            "file-spreadsheet",
            _("Pilih daftar dari Excel"),
            _("Berkas .xlsx, .xls, .ods atau .csv; atau salin barisnya di Excel lalu tekan Tempel."),
            action=_("Pilih berkas"),
            act=partial(ask_file, self),
        )
        self.stack = QStackedWidget()
        for part in (self.empty, self.file, self.table, self.columns, self.rows):
            self.stack.addWidget(part)
        self.body.addWidget(self.steps)
        self.body.addWidget(self.stack, 1)
        self.focus_first = self.empty.action
        self._connect()
        self._refresh()

    def _connect(self) -> None:
        self.steps.chosen.connect(lambda _step: self._refresh())
        self.file.sheets_chosen.connect(partial(choose_sheets, self))
        self.table.sheet_chosen.connect(lambda name: self.change(lambda look: in_hand(look, name)))
        self.table.range_moved.connect(lambda place: self.change(lambda look: move_range(look, place)))
        self.table.marked_chosen.connect(
            lambda marked: self.change(
                lambda look: tell_rows(look, lambda told: replace(told, marked=marked))
            )
        )
        self.columns.told.connect(lambda change: self.change(lambda look: tell_rows(look, change)))
        self.columns.corrected.connect(
            lambda index, field: self.change(lambda look: correct_columns(look, {index: field}))
        )
        self.columns.units_told.connect(lambda units: self.change(lambda look: tell_units(look, units)))
        self.rows.typed.connect(
            lambda number, field, text: self.change(lambda look: type_cells(look, {(number, field): text}))
        )
        self.rows.called.connect(
            lambda number, vendor: self.change(lambda look: call_vendors(look, [number], vendors=vendor))
        )
        self.rows.decided.connect(lambda _choices: self.change(same))
        self.rows.wants_rejects.connect(partial(ask_rejects, self))
        for number, step in enumerate(STEPS, 1):
            make_key(step, partial(self.go, step), f"Alt+{number}", self)

    def go(self, step: str) -> None:
        """Show that step, with the focus on its list."""
        self.steps.choose(step)
        self._refresh()
        views: dict[str, RowsView[Any]] = {
            FILE: self.file.view, TABLE: self.table.view, COLUMNS: self.columns.view, ROWS: self.rows.view,
        }  # fmt: skip
        view = views[step]
        if self.list is not None:
            view.setFocus()
            if view.current is None:
                view.step(0)

    def read(self, path: Path) -> None:
        """Read `path` beside the window."""
        words = _("Membaca {name}…").format(name=path.name)
        self.task = self.run(words, read_file, self._on_read, desk=self.desk, path=path, kind=self.wish.kind)

    def paste(self) -> None:
        """Read what was copied in Excel or in a chat."""
        self.task = self.run(
            _("Membaca yang ditempel…"),
            read_pasted_text,
            self._on_read,
            desk=self.desk,
            text=QGuiApplication.clipboard().text(),
            kind=self.wish.kind,
        )

    def _on_read(self, look: Look) -> None:
        if self.is_left:
            return
        self.rows.reset()
        self._past, self._waiting, self._state = [], [], None
        self.banner.hide()
        self.show_list(look)
        self.go(FILE if several_lists(look) else TABLE)
        say_what_is_asked(self, look, self.go)
        self.change(same)

    @property
    def _is_working(self) -> bool:
        return self.task is not None and self.task.running

    def show_list(self, look: Look) -> None:
        """Take `look` in hand on every step but the rows, which wait for the plan."""
        self.list = look
        for part in (self.file, self.table, self.columns):
            part.show_look(look)

    def change(self, change: Change) -> None:
        """Understand and plan the list anew after `change`, beside the window; several wait for each other."""
        self._waiting.append(change)
        if self.list is not None and (self.task is None or not self.task.running):
            self._work()

    def _work(self) -> None:
        if self.list is None:
            return
        changes, self._waiting = tuple(self._waiting), []
        self.wish = with_choices(self.wish, self.rows.choices)
        self.plan, before = None, self.plan
        self._refresh()
        self.task = self.run(
            _("Memeriksa baris…"),
            understand_anew,
            self._on_understood,
            desk=self.desk,
            look=self.list,
            wish=self.wish,
            changes=changes,
        )
        self.task.failed.connect(lambda _error: self._put_back(before))
        self.task.stopped.connect(lambda: self._put_back(None))
        self.task.stopped.connect(partial(offer_again, self))
        self.task.ended.connect(self._on_ended)

    def _on_understood(self, planned: Planned | Asked) -> None:
        look = planned.look
        if self.is_left:
            return
        if self._state is not None and self._state != (look, self.wish.choices):
            self._past.append(self._state)
        self._state = (look, self.wish.choices)
        if look is not self.list:
            self.show_list(look)
        if self._waiting:
            return
        if isinstance(planned, Asked):
            self.asked = sentence(planned.question)
            leave = partial(self.table.marked_chosen.emit, LEAVE)
            add = partial(self.change, add_replaced)
            offer_answer(self, planned.question, go=self.go, accept=self.rows.accept, leave=leave, add=add)
        else:
            if self.asked and self.banner.words == self.asked:
                self.banner.hide()  # it was answered
            self.plan, self._to_save = planned.plan, planned.to_save
            self.rows.show_plan(planned)
            say_difference(self, planned.plan, self.rows.accept)

    def _on_ended(self) -> None:
        if self._waiting and not self.is_left:
            self._work()
        else:
            self._refresh()

    def _put_back(self, plan: ImportPlan | None) -> None:
        """Show the list as it was before a change that could not be, with the plan of then."""
        self.plan = plan
        if self.list is not None:
            self.show_list(self.list)

    def step_back(self) -> None:
        """Take back the last thing that was said of the list; nothing of it was written."""
        if self._past and not self._is_working:
            self._state = self._past.pop()
            look, choices = self._state
            self.rows.restore(choices)
            self.show_list(look)
            self.change(same)

    def save(self) -> None:
        """Write the new and changed rows as one action, beside the window."""
        if self.plan is not None and self.list is not None:
            run = self.run_of_day if self.wish.day is not None else self.run
            self.task = run(
                _("Menyimpan…"),
                save_plan,
                self.saved.emit,
                desk=self.desk,
                look=self.list,
                plan=self.plan,
                wish=self.wish,
            )

    def give_back(self, path: Path) -> None:
        """Write the rows that are not taken over."""
        look, plan = self.list, self.plan
        if look is not None and plan is not None:
            count = self._guarded(lambda: save_rejects(path, look, plan))
            if count is not None:
                self.say(_("{count} baris disimpan di {name}.").format(count=count, name=path.name))

    def leave(self, gone: Callable[[], object]) -> None:
        """The window closes: stop what runs, and call `gone` when nothing comes back any more."""
        self.is_left = True
        if self.task is not None and self.task.running:
            self.task.cancel()
            self.task.ended.connect(lambda: gone())
        else:
            gone()

    def _refresh(self) -> None:
        parts: dict[str, QWidget] = {
            FILE: self.file, TABLE: self.table, COLUMNS: self.columns, ROWS: self.rows,
        }  # fmt: skip
        look, plan = self.list, self.plan
        self.stack.setCurrentWidget(parts[str(self.steps.value)] if look is not None else self.empty)
        self.steps.setVisible(look is not None)
        if self.steps.value == COLUMNS and self.banner.words == self.columns.question.words:
            self.banner.hide()  # it is asked there
        proven = plan is not None and (plan.proof is None or not plan.proof.is_open)
        self.save_button.setEnabled(proven and self._to_save > 0)
        self.back.setEnabled(bool(self._past) and not self._is_working)
        if look is not None:
            self.set_heading(
                title_of(self.wish.kind), _subtitle(look, self._to_save if plan is not None else None)
            )


def offer_again(page: ImportPage) -> None:
    """The officer stopped the planning: offer to plan the list as it is."""
    page.warn(_("Dihentikan."), action=_("Periksa lagi"), act=partial(page.change, same))


def choose_sheets(page: ImportPage, names: tuple[str, ...]) -> None:
    """Take these sheets over. Rows are counted anew then, so what was decided of single rows is asked again."""
    page.rows.restore(replace(page.rows.choices, rows={}))
    page.change(lambda look: take_sheets(look, names))


def ask_file(page: ImportPage) -> None:
    """Let the officer choose a file, then read it."""
    name, _filter = QFileDialog.getOpenFileName(page, page.title.text(), "", FILES)
    if name:
        page.read(Path(name))


def ask_rejects(page: ImportPage) -> None:
    """Ask where the rows go that are not taken over, and write them."""
    path = ask_save_name(page, _("Simpan yang ditolak"), documents() / _("baris-ditolak.xlsx"), EXCEL)
    if path is not None:
        page.give_back(path)


def same(look: Look) -> Look:
    """No change of the list; it is planned anew."""
    return look


def _subtitle(look: Look, to_save: int | None) -> str:
    words = to_save_words(to_save) if to_save is not None else ""
    parts = (look.table.source.name, ", ".join(look.sheets), words)
    return " · ".join(part for part in parts if part)
