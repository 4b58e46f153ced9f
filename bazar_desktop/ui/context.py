"""What actions may ask of the page that they act for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from PySide6.QtWidgets import QWidget

from bazar_desktop.store.database import Session
from bazar_desktop.ui.app_session import AppSession, Done
from bazar_desktop.ui.kit.task import Task

P = ParamSpec("P")
T = TypeVar("T")


class PageContext(Protocol):
    """Stands between actions and their page: read, perform, say. `ui.page.Page` fulfils it.

    Actions know this and never the page; they write nothing of the page, which alone owns and draws its state.
    """

    @property
    def desk(self) -> AppSession:
        """The one door of the window; forms perform by it, because they show a refusal themselves."""

    def window(self) -> QWidget:
        """What dialogs open over."""

    def ask(
        self, function: Callable[Concatenate[Session, P], T], /, *args: P.args, **facts: P.kwargs
    ) -> T | None:
        """Read `function(session, **facts)`; None when it was refused (the page has said why)."""

    def perform(
        self, function: Callable[Concatenate[Session, P], T], /, *args: P.args, **facts: P.kwargs
    ) -> Done[T] | None:
        """Do `function(session, **facts)` as one action; None when it was refused (the page has said why)."""

    def undo(self, action: str) -> bool:
        """Put back what `action` changed; whether that was possible."""

    def run(
        self, what: str, job: Callable[..., T], done: Callable[[T], object] | None = None, /, **facts: Any
    ) -> Task:
        """Run slow work beside the window: `job(report, **facts)`; `done` gets its result."""

    def run_search(
        self, what: str, job: Callable[..., T], done: Callable[[T], object], /, **facts: Any
    ) -> Task:
        """`run` work that writes nothing itself, for `done` does: a Cancel that comes late holds too."""

    def run_of_day(
        self, what: str, job: Callable[..., T], done: Callable[[T], object] | None = None, /, **facts: Any
    ) -> Task | None:
        """`run` work that writes or prints the day in hand: it asks first where the date has changed."""

    def day_is_kept(self) -> bool:
        """Ask which day is meant where the date has changed; whether to go on with what was shown."""

    def reload(self) -> None:
        """Read everything anew and show it."""

    def tell_saved(self) -> None:
        """Tell the window that a form saved something (`perform` and `run` tell it themselves)."""

    def say(
        self,
        words: str,
        *,
        undo: Done[Any] | None = None,
        action: str = "",
        icon: str = "",
        act: Callable[[], object] | None = None,
    ) -> None:
        """Say what was done, with *Urungkan* or with what `action` and `act` offer."""

    def warn(self, words: str, *, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Say what needs a look."""

    def refuse(self, words: str, *, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Say what was not done and why."""

    def say_nothing(self) -> None:
        """Take back what was said last."""
