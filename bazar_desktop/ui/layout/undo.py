"""Undo and redo on the Denah page: step by step, each officer's own."""

from __future__ import annotations

from bazar_desktop.language import _
from bazar_desktop.messages import sentence
from bazar_desktop.services.day.undo import undo
from bazar_desktop.store.undo import NothingToUndo
from bazar_desktop.ui.kit.undo_stack import UndoHistories, UndoStack
from bazar_desktop.ui.layout.context import LayoutContext


class UndoController:
    """What was done on the page in this sitting, to take back and to do again."""

    def __init__(self, page: LayoutContext) -> None:
        self._page = page
        self._sittings = UndoHistories()

    @property
    def steps(self) -> UndoStack:
        """What the officer at the desk did here and can take back."""
        return self._sittings.of(self._officer)

    @property
    def _officer(self) -> str:
        officer = self._page.desk.officer
        return officer.id if officer else ""

    def forget(self) -> None:
        """Another bazaar or day: nothing to take back."""
        self._sittings.forget()

    def undo(self, action: str) -> bool:
        """Take back one action, which Ctrl+Y can do again where it was the last; whether that was possible."""
        is_last = action == self.steps.next(forward=False)
        done = self._page.perform(undo, action=action)
        if done is None:
            return False
        if is_last:
            self.steps.took_back(done.action, forward=False)
        else:
            self.steps.forget(action)
        self._draw_anew(_("Sudah dikembalikan seperti semula. Ctrl+Y mengulangi."))
        return True

    def undo_last(self) -> None:
        """Take back the last thing the officer at the desk did here."""
        action = self.steps.next(forward=False)
        if action:
            if not self.undo(action):
                self.steps.drop(forward=False)
        elif self._sittings.others_can(self._officer, forward=False):
            self._page.refuse(sentence(NothingToUndo()))
        else:
            self._page.warn(_("Tidak ada lagi yang dapat diurungkan di halaman ini."))

    def redo_last(self) -> None:
        """Do again what was taken back last."""
        action = self.steps.next(forward=True)
        if not action:
            self._page.warn(_("Tidak ada lagi yang dapat diulangi di halaman ini."))
            return
        done = self._page.perform(undo, action=action)
        if done is None:
            self.steps.drop(forward=True)
            return
        self.steps.took_back(done.action, forward=True)
        self._draw_anew(_("Diulangi."))

    def _draw_anew(self, words: str) -> None:
        self._page.show_again()
        self._page.say(words)
