"""What the actions on a layout may ask of the Denah page."""

from __future__ import annotations

from typing import Any, Protocol

from bazar_desktop.services.bazaars.participants import ParticipantFacts
from bazar_desktop.services.placement.board import Board
from bazar_desktop.services.placement.search import PlacementFacts
from bazar_desktop.ui.app_session import Done
from bazar_desktop.ui.context import PageContext
from bazar_desktop.ui.layout.selection import Selection


class LayoutContext(PageContext, Protocol):
    """The bazaar, the plan and the choice in hand, and how a change is remembered and drawn.

    `LayoutPage` fulfils it. Nothing here can be written: an action hands its `Done` to `keep`, and the page draws.
    """

    @property
    def bazaar_id(self) -> str:
        """The bazaar that is drawn; "" for none."""

    @property
    def board(self) -> Board | None:
        """The plan and who stands where; None where the bazaar has no layout."""

    @property
    def selection(self) -> Selection:
        """What is chosen on the plan."""

    @property
    def person(self) -> ParticipantFacts | None:
        """Who is in hand: marked in the list of who waits where that has the focus, else in the chosen booth."""

    @property
    def placed(self) -> PlacementFacts | None:
        """What the last placement made; None once a hand changed anything."""

    def keep(self, done: Done[Any], *, placed: PlacementFacts | None = None) -> None:
        """Remember what was done for Ctrl+Z, and draw anew; `placed` where everybody was placed."""

    def show_again(self, *, placed: PlacementFacts | None = None) -> None:
        """Read and draw anew what may have changed."""

    def show_whole(self) -> None:
        """Bring the whole plan into view."""
