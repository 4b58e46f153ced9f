"""A list from a file to the store: look at it, plan what it will do, write it; the rest goes back as a workbook."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.jobs.imports.questions import require_answered
from bazar_desktop.jobs.imports.recall import remember
from bazar_desktop.jobs.imports.source import Look, uncollected
from bazar_desktop.phrases.imports import why
from bazar_desktop.services.bazaars.days import days_of
from bazar_desktop.services.imports.omzet import import_omzet, plan_omzet
from bazar_desktop.services.imports.participants import import_participants, plan_participants
from bazar_desktop.services.imports.plan import ImportPlan
from bazar_desktop.services.imports.vendors import import_register, plan_register
from bazar_desktop.services.register.list_model import LOOK, REFUSED, Imported, ListChoices
from bazar_desktop.spreadsheets.reading.fields import OMZET, PARTICIPANTS, REGISTER
from bazar_desktop.spreadsheets.reading.tables import Table
from bazar_desktop.spreadsheets.writing.rejects import Reject, write_rejects
from bazar_desktop.store.actions import action
from bazar_desktop.work_log import logged

KINDS = (REGISTER, PARTICIPANTS, OMZET)
Report = Callable[[int, int, str], object]


class NothingToGiveBack(BazarError):
    """No row was refused and none needs a look."""


@dataclass(frozen=True)
class Wish:
    """Where a list is to go, and what the officer decided about its rows."""

    kind: str
    bazaar_id: str = ""
    day: date | None = None
    choices: ListChoices = field(default_factory=ListChoices)


@logged("import plan", lambda plan: {"rows": plan.height})
def plan_list(session: Session, look: Look, wish: Wish, report: Report | None = None) -> ImportPlan:
    """Work out what importing would do: every source row in one bucket.

    Raises as the planner of its kind, and what `require_answered` asks.
    """
    days = [facts.day for facts in days_of(session, wish.bazaar_id)] if wish.day is not None else []
    require_answered(look, day=wish.day, days=days, accepted=wish.choices.accepted)

    def tell(done: int, of: int) -> None:
        if report is not None:
            report(done, of, "")

    if wish.kind == PARTICIPANTS:
        return plan_participants(session, wish.bazaar_id, look.listing, wish.choices, tell)
    if wish.kind == OMZET:
        return plan_omzet(session, wish.bazaar_id, _day_of(wish), look.listing, wish.choices, tell)
    with uncollected():
        return plan_register(session, look.listing, wish.choices, tell)


@logged("import", lambda done: {"new": done.new, "changed": done.changed})
def apply_plan(session: Session, plan: ImportPlan, wish: Wish) -> Imported:
    """Write a plan in one action. Raises StoreMovedOn, NothingToSave."""
    if wish.kind == PARTICIPANTS:
        return import_participants(session, plan)
    if wish.kind == OMZET:
        return import_omzet(session, plan)
    with uncollected():
        return import_register(session, plan)


@action("register.import")
def save_register(session: Session, look: Look, plan: ImportPlan, wish: Wish) -> Imported:
    """Write a list of vendors. Raises as `save_list`."""
    return save_list(session, look, plan, wish)


@action("participants.import")
def save_participants(session: Session, look: Look, plan: ImportPlan, wish: Wish) -> Imported:
    """Write a list of participants. Raises as `save_list`."""
    return save_list(session, look, plan, wish)


@action("omzet.import")
def save_omzet(session: Session, look: Look, plan: ImportPlan, wish: Wish) -> Imported:
    """Write a list of what was sold. Raises as `save_list`."""
    return save_list(session, look, plan, wish)


def saver_of(kind: str) -> Callable[[Session, Look, ImportPlan, Wish], Imported]:
    """The action that saves a list of that kind; each kind has its own name in the journal."""
    return {REGISTER: save_register, PARTICIPANTS: save_participants, OMZET: save_omzet}[kind]


def save_list(session: Session, look: Look, plan: ImportPlan, wish: Wish) -> Imported:
    """Write a plan and keep what was said of the columns, in one action. Raises StoreMovedOn, NothingToSave."""
    done = apply_plan(session, plan, wish)
    remember(session, look)
    return done


@logged("rejects", lambda rows: {"rows": rows})
def save_rejects(path: Path, look: Look, plan: ImportPlan) -> int:
    """Write the rows that are not taken over as a workbook for their sender, a sheet each; returns how many.

    Raises NothingToGiveBack, and what `write_whole` raises.
    """
    rejects = rejects_of(plan, look)
    count = sum(len(of_sheet) for _table, of_sheet in rejects)
    if not count:
        raise NothingToGiveBack()
    write_rejects(path, rejects)
    return count


def has_rejects(plan: ImportPlan) -> bool:
    """Whether any row is not taken over."""
    return bool(plan.of(LOOK, REFUSED))


def rejects_of(plan: ImportPlan, look: Look) -> list[tuple[Table, list[Reject]]]:
    """By sheet: the refused rows and those that need a look, with the reason in words and their faulty columns."""
    rejects: dict[str, list[Reject]] = {part.table.sheet: [] for part in look.parts}
    mappings = {part.table.sheet: part.mapping for part in look.parts}
    for row in plan.of(LOOK, REFUSED):
        sheet, number = look.place(row.number)
        columns = {
            mappings[sheet].column_of(reason.field) for reason in row.reasons if reason.column is not None
        }
        words = "; ".join(dict.fromkeys(why(reason, look.row_words) for reason in row.reasons))
        rejects[sheet].append(
            Reject(number, words, tuple(sorted(column.index for column in columns if column is not None)))
        )
    return [(part.table, rejects[part.table.sheet]) for part in look.parts if rejects[part.table.sheet]]


def with_choices(wish: Wish, choices: ListChoices) -> Wish:
    return replace(wish, choices=choices)


def _day_of(wish: Wish) -> date:
    if wish.day is None:
        raise ValueError("an omzet list belongs to a day")
    return wish.day
