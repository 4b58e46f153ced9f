"""What the actions on turns may ask of the panel that shows them."""

from __future__ import annotations

from typing import Protocol

from bazar_desktop.services.turns.turn_list import TurnList
from bazar_desktop.ui.turns.lines import TurnRow


class TurnsContext(Protocol):
    """The list and the row in hand. `TurnsPanel` fulfils it; performing and saying is its page's."""

    @property
    def turn_list(self) -> TurnList | None:
        """Everybody's turn as it was read last; None while the places are unknown."""

    @property
    def row(self) -> TurnRow | None:
        """The row in hand."""
