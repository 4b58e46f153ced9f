"""The import window: file, table, columns and rows on one page, driven by keys; one action at the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QStackedWidget, QVBoxLayout

from bazar_desktop.jobs.backup import back_up_own
from bazar_desktop.jobs.import_lists import (
    Look,
    Wish,
    action_of,
    apply_plan,
    correct_columns,
    look_at,
    look_at_pasted,
    move_header,
    plan_list,
    rejects_of,
    save_rejects,
    take_sheet,
    with_choices,
)
from bazar_desktop.language import _
from bazar_desktop.services.lists import CHANGED, NEW, Choices, Imported, ImportPlan
from bazar_desktop.ui.desk import Desk, Done
from bazar_desktop.ui.imports.columns_step import ColumnsStep
from bazar_desktop.ui.imports.rows_step import RowsStep
from bazar_desktop.ui.imports.table_step import TableStep
from bazar_desktop.ui.imports.words import saved_words, title_of, to_save_words
from bazar_desktop.ui.kit.banner import EmptyState
from bazar_desktop.ui.kit.buttons import Segmented, button, make_key
from bazar_desktop.ui.kit.task import Report, Task
from bazar_desktop.ui.page import Page

TABLE, COLUMNS, ROWS = "table", "columns", "rows"
FILES = "Excel, LibreOffice, CSV (*.xlsx *.xls *.ods *.csv *.tsv *.txt)"


class ImportPage(Page):
    """Reads a list, shows what each row will become, and saves it.

    Signals:
        saved(object): the Done of the import.
        left(): the officer goes back without saving.
    """

    saved = Signal(object)
    left = Signal()
    manual = "impor"

    def __init__(self, desk: Desk, wish: Wish) -> None:
        super().__init__(desk, title_of(wish.kind))
        self.wish = wish
        self.task: Task | None = None
        self.is_left = False
        self.list: Look | None = None
        self.plan: ImportPlan | None = None
        self.add_action(button(_("Kembali"), self.left.emit))
        self.add_action(button(_("Tempel"), self.paste, icon="clipboard-paste", shortcut="Ctrl+Shift+V"))
        self.add_action(button(_("Pilih berkas"), self.ask_file, icon="folder-open", shortcut="Ctrl+O"))
        self.give_back = self.add_action(button(_("Simpan yang ditolak"), self.ask_rejects, icon="file-down"))
        self.save_button = self.add_action(
            button(_("Simpan"), self.save, kind="primary", icon="save", shortcut="Ctrl+S")
        )
        self.steps = Segmented(
            ((TABLE, _("1. Tabel")), (COLUMNS, _("2. Kolom")), (ROWS, _("3. Baris"))), name=_("Langkah")
        )
        self.steps.chosen.connect(lambda _step: self._show_step())
        self.table, self.columns, self.rows = TableStep(), ColumnsStep(), RowsStep()
        self.empty = EmptyState(
            "file-spreadsheet",
            _("Pilih daftar dari Excel"),
            _("Berkas .xlsx, .xls, .ods atau .csv; atau salin barisnya di Excel lalu tekan Tempel."),
            action=_("Pilih berkas"),
            act=self.ask_file,
        )
        self.stack = QStackedWidget()
        for part in (self.empty, self.table, self.columns, self.rows):
            self.stack.addWidget(part)
        self.body.addWidget(self.steps)
        self.body.addWidget(self.stack, 1)
        self.focus_first = self.empty.action
        self._connect()
        self._refresh()

    def _connect(self) -> None:
        self.table.sheet_chosen.connect(lambda sheet: self._again(take_sheet, sheet))
        self.table.header_moved.connect(lambda rows: self._again(move_header, rows))
        self.columns.corrected.connect(lambda index, field: self._again(correct_columns, {index: field}))
        self.rows.decided.connect(self._on_decided)
        for number, step in enumerate((TABLE, COLUMNS, ROWS), 1):
            make_key(step, partial(self.go, step), f"Alt+{number}", self)

    def go(self, step: str) -> None:
        """Show that step, with the focus on its list."""
        self.steps.choose(step)
        self._show_step()
        view = {TABLE: self.table.view, COLUMNS: self.columns.view, ROWS: self.rows.view}[step]
        if view is not None and self.list is not None:
            view.setFocus()
            if view.current is None:
                view.step(0)

    def ask_file(self) -> None:
        """Let the officer choose a file, then read it."""
        name, _filter = QFileDialog.getOpenFileName(self, self.title.text(), "", FILES)
        if name:
            self.read(Path(name))

    def read(self, path: Path) -> None:
        """Read `path` beside the window."""
        kind = self.wish.kind
        words = _("Membaca {name}…").format(name=path.name)
        self.task = self.run(words, _reading, self._on_read, path=path, kind=kind)

    def paste(self) -> None:
        """Read what was copied in Excel or in a chat."""
        text = QGuiApplication.clipboard().text()
        look = self._guarded(lambda: look_at_pasted(text, self.wish.kind))
        if look is not None:
            self._on_read(look)

    def _on_read(self, look: Look) -> None:
        if self.is_left:
            return
        self.rows.reset()
        self.wish = with_choices(self.wish, Choices())
        self.banner.hide()
        self._take(look)
        self.go(TABLE)

    def _again(self, change: Callable[..., Look], value: object) -> None:
        """The same file understood otherwise."""
        look = self.list
        if look is not None:
            changed = self._guarded(lambda: change(look, value))
            if changed is not None:
                self._take(changed)

    def _take(self, look: Look) -> None:
        self.list = look
        self.table.show_look(look)
        self.columns.show_look(look)
        self.make_plan()

    def _on_decided(self, choices: Choices) -> None:
        self.wish = with_choices(self.wish, choices)
        self.make_plan()

    def make_plan(self) -> None:
        """Find out what would become of each row, beside the window."""
        self.plan = None
        self._refresh()
        facts = {"desk": self.desk, "look": self.list, "wish": self.wish}
        self.task = self.run(_("Memeriksa baris…"), _planning, self._on_planned, **facts)

    def _on_planned(self, plan: ImportPlan) -> None:
        if self.is_left:
            return
        self.plan = plan
        self.rows.show_plan(plan)
        self._refresh()

    def save(self) -> None:
        """Write the new and changed rows as one action, beside the window."""
        if self.plan is not None:
            facts = {"desk": self.desk, "plan": self.plan, "wish": self.wish}
            self.task = self.run(_("Menyimpan…"), _saving, self.saved.emit, **facts)

    def ask_rejects(self) -> None:
        """Ask where the rows go that are not taken over, and write them."""
        start = str(Path.home() / _("baris-ditolak.xlsx"))
        name, _filter = QFileDialog.getSaveFileName(self, _("Simpan yang ditolak"), start, "Excel (*.xlsx)")
        if name:
            self.write_rejects(Path(name))

    def write_rejects(self, path: Path) -> None:
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

    def _show_step(self) -> None:
        parts = {TABLE: self.table, COLUMNS: self.columns, ROWS: self.rows}
        shown = parts[str(self.steps.value)] if self.list is not None else self.empty
        self.stack.setCurrentWidget(shown)

    def _refresh(self) -> None:
        self.steps.setVisible(self.list is not None)
        plan = self.plan
        self.save_button.setVisible(self.list is not None)
        self.save_button.setEnabled(plan is not None and bool(plan.of(NEW, CHANGED)))
        self.give_back.setVisible(plan is not None and bool(rejects_of(plan)))
        if self.list is not None:
            self.set_heading(title_of(self.wish.kind), _subtitle(self.list, plan))
        self._show_step()


class ImportDialog(QDialog):
    """The import window over another page; `done` holds what was saved."""

    def __init__(self, desk: Desk, kind: str, bazaar_id: str = "", day: date | None = None) -> None:
        super().__init__()
        self.setWindowTitle(title_of(kind))
        self.done_import: Done[Imported] | None = None
        self.page = ImportPage(desk, Wish(kind, bazaar_id, day))
        self.page.saved.connect(self._on_saved)
        self.page.left.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self.resize(1180, 680)
        if self.page.focus_first is not None:
            self.page.focus_first.setFocus()

    def _on_saved(self, done: Done[Imported]) -> None:
        self.done_import = done
        self.accept()


def open_import(page: Page, kind: str, *, bazaar_id: str = "", day: date | None = None) -> ImportDialog:
    """Open the import window over `page`; what is saved is said there, with *Urungkan*.

    `kind`: register, participants (of `bazaar_id`) or omzet (of `bazaar_id` and `day`).
    """
    dialog = ImportDialog(page.desk, kind, bazaar_id, day)
    dialog.setParent(page.window(), Qt.WindowType.Dialog)
    dialog.resize(page.window().size() * 0.94)

    def after() -> None:
        if dialog.done_import is not None:
            page.reload()
            page.say(saved_words(dialog.done_import.result), undo=dialog.done_import)
            page.changed.emit()
        dialog.page.leave(dialog.deleteLater)

    dialog.finished.connect(lambda _result: after())
    dialog.open()
    return dialog


def _subtitle(look: Look, plan: ImportPlan | None) -> str:
    parts = (look.table.source.name, look.table.sheet, to_save_words(plan) if plan is not None else "")
    return " · ".join(part for part in parts if part)


def _reading(report: Report, path: Path, kind: str) -> Look:
    report(0, 0, _("Membaca {name}…").format(name=path.name))
    return look_at(path, kind)


def _planning(report: Report, desk: Desk, look: Look, wish: Wish) -> ImportPlan:
    def tell(done: int, of: int, _what: str) -> None:
        report(done, of, _("Memeriksa baris…"))

    return desk.read(plan_list, look=look, wish=wish, report=tell)


def _saving(report: Report, desk: Desk, plan: ImportPlan, wish: Wish) -> Done[Imported]:
    report(0, 0, _("Membuat cadangan…"))
    back_up_own(desk.store, desk.clock())
    report(0, 0, _("Menyimpan…"))
    return desk.perform(action_of(wish.kind), apply_plan, plan=plan, wish=wish)
