"""The import window: the import page over another one; what it saved is said there."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from bazar_desktop.jobs.imports.plan import Wish
from bazar_desktop.language import _
from bazar_desktop.services.register.list_model import Imported
from bazar_desktop.ui.app_session import AppSession, Done
from bazar_desktop.ui.imports.page import ImportPage
from bazar_desktop.ui.imports.words import saved_words, title_of
from bazar_desktop.ui.imports.work import take_back
from bazar_desktop.ui.kit.focus import ReturningDialog
from bazar_desktop.ui.page import Page

UNDONE_AT_ONCE = 300  # rows


class ImportDialog(ReturningDialog):
    """The import window over another page; `done` holds what was saved."""

    def __init__(self, desk: AppSession, kind: str, bazaar_id: str = "", day: date | None = None) -> None:
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
    dialog.returns_to = page
    dialog.setParent(page.window(), Qt.WindowType.Dialog)
    dialog.resize(page.window().size() * 0.94)

    def after() -> None:
        if dialog.done_import is not None:
            page.reload()
            say_saved(page, dialog.done_import)
            page.tell_saved()
        dialog.page.leave(dialog.deleteLater)

    dialog.page.moved.connect(page.follow_day)
    dialog.page.moved.connect(page.moved)
    dialog.finished.connect(lambda _result: after())
    dialog.open()
    return dialog


def say_saved(page: Page, done: Done[Imported]) -> None:
    """Say what was saved; the *Urungkan* of a long list works beside the window and can be called off."""
    words = saved_words(done.result)
    if done.result.new + done.result.changed <= UNDONE_AT_ONCE:
        page.say(words, undo=done)
        return

    offer_step(page, words, done.action, forward=False)


def offer_step(page: Page, words: str, action: str, *, forward: bool) -> None:
    """Say `words`, with the key that undoes (or redoes) the long `action` beside the window."""

    def stepped(taken: str) -> None:
        page.reload()
        offer_step(page, _("Diulangi.") if forward else _("Diurungkan."), taken, forward=not forward)

    def step() -> None:
        page.banner.hide()
        page.run(_("Mengembalikan seperti semula"), take_back, stepped, desk=page.desk, action=action)

    key, icon = (_("Ulangi"), "redo-2") if forward else (_("Urungkan"), "undo-2")
    page.banner.tell("success", words, action=key, icon=icon, act=step)
