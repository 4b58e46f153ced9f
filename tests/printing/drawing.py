"""One paper alone in a file, as the program writes it among others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from bazar_desktop.domain.day.model import DaySheet
from bazar_desktop.domain.layout.model import Plan
from bazar_desktop.printing.activity import compose_activity
from bazar_desktop.printing.attendance_sheet import compose_attendance_sheet
from bazar_desktop.printing.booth_signs import compose_booth_signs
from bazar_desktop.printing.bundle import USUAL, Choices, compose_day, with_list
from bazar_desktop.printing.cards import compose_cards
from bazar_desktop.printing.changes import compose_changes
from bazar_desktop.printing.corrections import compose_corrections
from bazar_desktop.printing.layout.page import compose_plan
from bazar_desktop.printing.minutes import compose_minutes
from bazar_desktop.printing.partner_sheet import compose_partner_sheet
from bazar_desktop.printing.recap import compose_recap
from bazar_desktop.printing.slips import compose_slips
from bazar_desktop.printing.summary import compose_summary
from bazar_desktop.printing.toolkit.document import Part, write
from bazar_desktop.printing.whole_recap import compose_whole_recap

Drawer = Callable[..., None]


def drawer(compose: Callable[..., Part | None]) -> Drawer:
    """A function that writes what `compose` makes of a day to a path, where it makes anything."""

    def draw(sheet: DaySheet, path: Path, **options: Any) -> None:
        part = compose(sheet, **options)
        if part is not None:
            write(sheet, [part], part.title, path)

    return draw


draw_activity = drawer(compose_activity)
draw_attendance_sheet = drawer(compose_attendance_sheet)
draw_booth_signs = drawer(compose_booth_signs)
draw_cards = drawer(compose_cards)
draw_changes = drawer(compose_changes)
draw_corrections = drawer(compose_corrections)
draw_minutes = drawer(compose_minutes)
draw_partner_sheet = drawer(compose_partner_sheet)
draw_recap = drawer(compose_recap)
draw_slips = drawer(compose_slips)
draw_summary = drawer(compose_summary)
draw_whole_recap = drawer(compose_whole_recap)


def draw_plan(sheet: DaySheet, plan: Plan, path: Path, *, paper: str = "A4") -> None:
    part = compose_plan(sheet, plan, paper=paper)
    write(sheet, [part], part.title, path)


def draw_bundle(sheet: DaySheet, plan: Plan | None, path: Path, choices: Choices = USUAL) -> None:
    parts = with_list(sheet, compose_day(sheet, plan, choices), choices.paper)
    write(sheet, parts, parts[0].title, path)
