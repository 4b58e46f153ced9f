"""Undo and redo of this sitting, on every page the same: each officer's actions in order, taken back and done again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from bazar_desktop.language import N_, _
from bazar_desktop.messages import sentence
from bazar_desktop.store.undo import NothingToUndo


@dataclass
class UndoStack:
    """Ids of actions to take back and to do again. The undo of an action is an action too; undoing it is a redo."""

    done: list[str] = field(default_factory=list)
    undone: list[str] = field(default_factory=list)

    def did(self, action: str) -> None:
        """A new action: what was undone before cannot be done again."""
        if action:
            self.done.append(action)
            self.undone.clear()

    def next(self, *, forward: bool) -> str:
        """The action to take back next; "" where there is none."""
        waiting = self.undone if forward else self.done
        return waiting[-1] if waiting else ""

    def took_back(self, action: str, *, forward: bool) -> None:
        """`next` was taken back by `action`."""
        source, target = (self.undone, self.done) if forward else (self.done, self.undone)
        source.pop()
        target.append(action)

    def forget(self, action: str) -> None:
        """`action` was taken back out of its turn."""
        self.done = [item for item in self.done if item != action]

    def drop(self, *, forward: bool) -> None:
        """`next` cannot be taken back (its figure has moved on): go past it."""
        (self.undone if forward else self.done).pop()


class UndoHistories:
    """The steps of everybody who sits at the laptop today: nobody takes back what another did."""

    def __init__(self) -> None:
        self._of: dict[str, UndoStack] = {}

    def of(self, officer: str) -> UndoStack:
        """The steps of that officer."""
        return self._of.setdefault(officer, UndoStack())

    def others_can(self, officer: str, *, forward: bool) -> bool:
        """Whether somebody else has something to take back (or to do again)."""
        return any(steps.next(forward=forward) for who, steps in self._of.items() if who != officer)

    def forget(self) -> None:
        """Another day, another bazaar or a new seal: nothing to take back."""
        self._of.clear()


class UndoHost(Protocol):
    """What an `UndoController` asks of the page or dialog it works for."""

    @property
    def officer_id(self) -> str:
        """Who is at the laptop: each takes back only their own."""

    @property
    def undo_place(self) -> object:
        """What the actions belong to (a bazaar and day): at another place nothing is left to take back."""

    def take_back(self, action: str) -> str | None:
        """Put back what `action` changed; the action that did so, "" where it was refused for good, None where it
        may be tried again: after a fault, or once what came since was taken back.

        The host has said why not.
        """

    def show_anew(self) -> object:
        """Show how it stands now."""

    def tell_undo(self, kind: str, words: str) -> object:
        """Say what was taken back (success), that there is nothing (warning), or whose it is (error)."""


class UndoController:
    """Ctrl+Z and Ctrl+Y of one page or dialog, the same wherever they are pressed."""

    def __init__(self, host: UndoHost) -> None:
        self._host = host
        self._histories = UndoHistories()
        self._place: object = None
        self._what: dict[str, str] = {}  # action: what it did, in words

    def did(self, action: str, what: str = "") -> None:
        """Remember an action ("": none was written); `what` says in words what it did."""
        if action and action != self.steps.next(forward=False):
            self.steps.did(action)
            self._what[action] = what

    @property
    def steps(self) -> UndoStack:
        """What the officer at the laptop did here and can take back."""
        if self._host.undo_place != self._place:
            self._histories.forget()
            self._place = self._host.undo_place
        return self._histories.of(self._host.officer_id)

    @property
    def can_undo(self) -> bool:
        """Whether the officer at the laptop has something to take back."""
        return bool(self.steps.next(forward=False))

    def forget(self) -> None:
        """Forget everybody's steps: a new seal covers them."""
        self._histories.forget()

    def undo_last(self) -> bool:
        """Take back the officer's last action; whether that was possible."""
        return self.step(forward=False)

    def redo_last(self) -> bool:
        """Do again what was taken back last; whether that was possible."""
        return self.step(forward=True)

    def step(self, forward: bool) -> bool:
        """Go one step back, or forward; whether that was possible. A step that is refused is passed over."""
        action = self.steps.next(forward=forward)
        if not action:
            self._tell_none(forward)
            return False
        taken = self._host.take_back(action)
        if not taken:
            if taken is not None:
                self.steps.drop(forward=forward)
            return False
        self.steps.took_back(taken, forward=forward)
        self._told(action, taken, _REDONE if forward else _UNDONE)
        return True

    def undo(self, action: str) -> bool:
        """Take back this action, whatever came after; Ctrl+Y does it again where it was the last."""
        is_last = action == self.steps.next(forward=False)
        if is_last:
            return self.step(forward=False)
        taken = self._host.take_back(action)
        if taken is not None:
            self.steps.forget(action)
        if not taken:
            return False
        self._told(action, taken, _PUT_BACK)
        return True

    def _told(self, action: str, taken: str, words: tuple[str, str]) -> None:
        what = self._what[taken] = self._what.pop(action, "")
        self._host.show_anew()
        self._host.tell_undo("success", _(words[1]).format(what=what) if what else _(words[0]))

    def _tell_none(self, forward: bool) -> None:
        if not forward and self._histories.others_can(self._host.officer_id, forward=forward):
            self._host.tell_undo("error", sentence(NothingToUndo()))
        else:
            words = _("Tidak ada lagi yang diulangi.") if forward else _("Tidak ada lagi yang diurungkan.")
            self._host.tell_undo("warning", words)


_UNDONE = (N_("Diurungkan. Ctrl+Y mengulangi."), N_("Diurungkan: {what}. Ctrl+Y mengulangi."))
_REDONE = (N_("Diulangi."), N_("Diulangi: {what}."))
_PUT_BACK = (N_("Diurungkan."), N_("Diurungkan: {what}."))
