"""What the actions on papers may ask of Laporan & Cetak."""

from __future__ import annotations

from typing import Protocol

from bazar_desktop.jobs.papers.day_papers import DayToPrint
from bazar_desktop.printing.bundle import Choices
from bazar_desktop.ui.context import PageContext


class PapersContext(PageContext, Protocol):
    """The paper in hand, how it is to be made, and the day behind it. `PapersPage` fulfils it."""

    @property
    def code(self) -> str:
        """The code of the paper in hand."""

    @property
    def choices(self) -> Choices:
        """How the paper is to be made."""

    @property
    def printer_name(self) -> str:
        """The printer that is chosen, "" where there is none."""

    @property
    def copies(self) -> int:
        """How often it is to be printed."""

    @property
    def is_looking(self) -> bool:
        """Whether the printers are asked for."""

    @property
    def is_busy(self) -> bool:
        """Whether other work of the page runs."""

    def read_now(self) -> DayToPrint | None:
        """Read the day as it stands; None where there is none, or where the page has said why not."""

    def show_states(self) -> None:
        """Read again which papers were made, and when."""

    def show_paper(self, code: str) -> None:
        """Read everything anew and take that paper in hand."""

    def choose_size(self, size: str) -> None:
        """Take paper of another size."""
