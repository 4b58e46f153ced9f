"""Undo and redo of this sitting: the actions that were done, in order, each officer's apart."""

from __future__ import annotations

from dataclasses import dataclass, field


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
