"""Every way that Beranda names leads to a page of the window."""

from __future__ import annotations

import ast
from pathlib import Path

from bazar_desktop.domain.day import steps as day_steps
from bazar_desktop.services.home import day_steps as home
from bazar_desktop.store.creating import LAPTOP
from bazar_desktop.ui.pages import entries

PAGES = {"bazaars", "layout", "attendance", "omzet", "reports", "sync", "vendors"}


def named_pages(module: Path) -> set[str]:
    """The pages named as the third of a Step or the second of a Decision, wherever one is made."""
    place = {"Step": 3, "Decision": 1}
    found: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in place:
            page = node.args[place[node.func.id]] if len(node.args) > place[node.func.id] else None
            if isinstance(page, ast.Constant):
                found.add(str(page.value))
    return found


def test_every_step_and_decision_leads_to_a_page_of_the_laptop() -> None:
    named = named_pages(Path(day_steps.__file__)) | named_pages(Path(home.__file__))
    assert named == PAGES
    assert named <= {entry.key for entry in entries(LAPTOP)}
