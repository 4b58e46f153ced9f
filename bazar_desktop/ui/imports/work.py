"""What the import window does beside itself: read a file, understand it anew, plan, save; each with progress."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from bazar_desktop.domain.money import format_number
from bazar_desktop.jobs.imports.plan import Wish, plan_list, saver_of
from bazar_desktop.jobs.imports.questions import QUESTIONS
from bazar_desktop.jobs.imports.recall import recalled
from bazar_desktop.jobs.imports.source import Look, look_at, look_at_pasted
from bazar_desktop.jobs.settings.backup import back_up_own
from bazar_desktop.language import _
from bazar_desktop.services.day.undo_guard import undo
from bazar_desktop.services.imports.omzet import DayOfColumnsUnknown
from bazar_desktop.services.imports.plan import ImportPlan
from bazar_desktop.services.register.list_model import Imported
from bazar_desktop.ui.app_session import AppSession, Done
from bazar_desktop.ui.imports.planned import Asked, Planned, planned
from bazar_desktop.ui.kit.task import Report

Change = Callable[[Look], Look]


def read_file(report: Report, desk: AppSession, path: Path, kind: str) -> Look:
    """The list in `path`, with what was remembered of its header."""

    def tell(rows: int) -> None:
        words = _("Membaca {name}: {count} baris").format(name=path.name, count=format_number(rows))
        report(0, 0, words)

    look = look_at(path, kind, watch=tell)
    report(0, 0, _("Mengenali kolom…"))
    return desk.read(recalled, look=look)


def read_pasted_text(report: Report, desk: AppSession, text: str, kind: str) -> Look:
    """The list in a text from the clipboard."""
    report(0, 0, _("Membaca yang ditempel…"))
    return desk.read(recalled, look=look_at_pasted(text, kind))


def understand_anew(
    report: Report, desk: AppSession, look: Look, wish: Wish, changes: Sequence[Change]
) -> Planned | Asked:
    """The list with what the officer changed, and what would become of each row; or what it asks first."""
    known = look.sheets
    for change in changes:
        report(0, 0, _("Membaca ulang…"))
        look = change(look)
    if set(look.sheets) - set(known):
        look = desk.read(recalled, look=look, known=known)

    def tell(done: int, of: int, _what: str) -> None:
        report(done, of, _("Memeriksa baris…"))

    try:
        return planned(look, desk.read(plan_list, look=look, wish=wish, report=tell))
    except (*QUESTIONS, DayOfColumnsUnknown) as question:
        return Asked(look, question)


def save_plan(report: Report, desk: AppSession, look: Look, plan: ImportPlan, wish: Wish) -> Done[Imported]:
    """A checked backup first, then the one action."""
    report(0, 0, _("Membuat cadangan…"))
    back_up_own(desk.store, desk.clock())
    report(0, 0, _("Menyimpan…"))
    return desk.perform(saver_of(wish.kind), look, plan, wish)


def take_back(report: Report, desk: AppSession, action: str) -> str:
    """Undo a saved list; returns the action that did so. Called off in between, nothing is undone."""

    def watch(done: int, of: int) -> None:
        report(done, of, _("Mengembalikan baris…"))

    return desk.perform(undo, action=action, watch=watch).action
