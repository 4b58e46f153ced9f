"""What is chosen on the plan, and where on it something new goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF

from bazar_desktop.ui.layout.view import PlanView


class Selection:
    """Answers for the view, so that actions need to know neither its scene nor its items."""

    def __init__(self, view: PlanView) -> None:
        self._view = view

    @property
    def is_editing(self) -> bool:
        """Whether the layout is edited; else people are carried from booth to booth."""
        return self._view.editing

    @property
    def ids(self) -> tuple[str, ...]:
        """The booths and fixtures that are chosen."""
        return self._view.plan_scene.chosen

    @property
    def booth(self) -> str:
        """The one booth in hand, "" for none or several."""
        chosen = self.ids
        return chosen[0] if len(chosen) == 1 and chosen[0] in self._view.plan_scene.booths else ""

    def choose(self, ids: Sequence[str]) -> None:
        """Take these in hand; the page shows them."""
        self._view.choose(ids)

    def show_booth(self, booth: str) -> None:
        """Take one booth in hand and go to the plan, so that arrows go on from there."""
        self.choose([booth])
        self._view.setFocus()

    def spot(self) -> tuple[float, float]:
        """Where new things go, in metres."""
        return self._view.spot()

    def ask_points(self, count: int, take: Callable[[list[QPointF]], object]) -> None:
        """Let the next `count` clicks be points of the ground, in scene units, for `take`; Esc gives up."""
        self._view.ask_points(count, take)
