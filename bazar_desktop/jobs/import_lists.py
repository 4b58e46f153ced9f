"""A list from a file to the store: look at it, plan what it will do, write it; the rest goes back as a workbook."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Mapping as Pairs
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.regions import Regions
from bazar_desktop.jobs.import_words import why
from bazar_desktop.services.bazaars import regions
from bazar_desktop.services.lists import (
    LOOK,
    REFUSED,
    Choices,
    Imported,
    ImportPlan,
    ListColumn,
    Listing,
    OtherRow,
)
from bazar_desktop.services.omzet_import import import_omzet, plan_omzet
from bazar_desktop.services.participants_import import import_participants, plan_participants
from bazar_desktop.services.register_import import import_register, plan_register
from bazar_desktop.spreadsheets.chat_lists import read_pasted
from bazar_desktop.spreadsheets.columns import Mapping, recognise
from bazar_desktop.spreadsheets.fields import OMZET, PARTICIPANTS, REGISTER
from bazar_desktop.spreadsheets.opening import open_file
from bazar_desktop.spreadsheets.rejects import Reject, write_rejects
from bazar_desktop.spreadsheets.rows import ReadTable, read_rows
from bazar_desktop.spreadsheets.tables import Table, find_tables, retable

KINDS = (REGISTER, PARTICIPANTS, OMZET)
Report = Callable[[int, int, str], object]


class SheetMissing(BazarError):
    """The file has no sheet of this name. Facts: sheet, sheets."""


class NothingToGiveBack(BazarError):
    """No row was refused and none needs a look."""


@dataclass(frozen=True)
class Look:
    """A file as it was understood: its tables (the best first), the one taken, its columns and its rows."""

    tables: tuple[Table, ...]
    table: Table
    mapping: Mapping
    found: ReadTable

    @property
    def kind(self) -> str:
        return self.mapping.kind

    @property
    def listing(self) -> Listing:
        """What the use cases take."""
        columns = {
            guess.field: ListColumn(guess.column.index, guess.column.header or guess.column.letter)
            for guess in self.mapping.guesses
            if guess.field
        }
        others = tuple(OtherRow(each.number, each.reason, each.text) for each in self.found.dropped)
        blank = sum(last - first + 1 for first, last in self.found.blank)
        return Listing(self.table.source.name, self.found.rows, columns, others, blank, self.found.height)


@dataclass(frozen=True)
class Wish:
    """Where a list is to go, and what the officer decided about its rows."""

    kind: str
    bazaar_id: str = ""
    day: date | None = None
    choices: Choices = field(default_factory=Choices)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for cycles: it would walk a million rows again and again, and none is part of one."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@lru_cache(maxsize=1)
def _regions() -> Regions:
    return regions()


def look_at(file: Path, kind: str, *, sheet: str = "") -> Look:
    """Read `file` in a process of its own and understand its best table, or that of `sheet`.

    Raises the refusals of `spreadsheets.refusals`, SheetMissing.
    """
    with _uncollected():
        return _look(tuple(find_tables(open_file(file))), kind, sheet)


def look_at_pasted(text: str, kind: str) -> Look:
    """A block from the clipboard or a chat list. Raises NoTableFound, FileTooBig."""
    return _look((read_pasted(text),), kind, "")


def _look(tables: tuple[Table, ...], kind: str, sheet: str) -> Look:
    table = tables[0]
    if sheet:
        named = [one for one in tables if one.sheet.casefold() == sheet.strip().casefold()]
        if not named:
            raise SheetMissing(sheet=sheet, sheets=", ".join(one.sheet for one in tables) or "-")
        table = named[0]
    return _understood(tables, table, recognise(table, kind))


def _understood(tables: tuple[Table, ...], table: Table, mapping: Mapping) -> Look:
    with _uncollected():
        return Look(tables, table, mapping, read_rows(table, mapping, _regions()))


def take_sheet(look: Look, sheet: str) -> Look:
    """The same file with the table of another sheet. Raises SheetMissing."""
    return _look(look.tables, look.kind, sheet)


def move_header(look: Look, header_rows: tuple[int, ...]) -> Look:
    """The same sheet with the header where the officer put it (source row numbers, or none)."""
    table = retable(look.table, header_rows)
    return _understood(look.tables, table, recognise(table, look.kind))


def correct_columns(look: Look, columns: Pairs[int, str]) -> Look:
    """The same table with these columns (by index) holding these fields; "" keeps a column as extra text."""
    mapping = look.mapping
    for index, name in columns.items():
        mapping = mapping.corrected(index, name)
    return _understood(look.tables, look.table, mapping)


def plan_list(session: Session, look: Look, wish: Wish, report: Report | None = None) -> ImportPlan:
    """What importing would do: every source row in one bucket. Raises as the planner of its kind."""

    def tell(done: int, of: int) -> None:
        if report is not None:
            report(done, of, "")

    if wish.kind == PARTICIPANTS:
        return plan_participants(session, wish.bazaar_id, look.listing, wish.choices, tell)
    if wish.kind == OMZET:
        return plan_omzet(session, wish.bazaar_id, _day_of(wish), look.listing, wish.choices, tell)
    with _uncollected():
        return plan_register(session, look.listing, wish.choices, tell)


def apply_plan(session: Session, plan: ImportPlan, wish: Wish) -> Imported:
    """Write a plan in one action. Raises StoreMovedOn, NothingToSave."""
    if wish.kind == PARTICIPANTS:
        return import_participants(session, plan)
    if wish.kind == OMZET:
        return import_omzet(session, plan, day=_day_of(wish))
    with _uncollected():
        return import_register(session, plan)


def action_of(kind: str) -> str:
    """The name of the action in the journal."""
    return f"{kind}.import"


def save_rejects(path: Path, look: Look, plan: ImportPlan) -> int:
    """Write the rows that are not taken over as a workbook for their sender; returns how many.

    Raises NothingToGiveBack, and what `write_whole` raises.
    """
    rejects = rejects_of(plan)
    if not rejects:
        raise NothingToGiveBack()
    write_rejects(path, look.table, rejects)
    return len(rejects)


def rejects_of(plan: ImportPlan) -> Sequence[Reject]:
    """The refused rows and those that need a look, with the reason in words and their faulty columns."""
    return [
        Reject(
            row.number,
            "; ".join(dict.fromkeys(why(reason) for reason in row.reasons)),
            tuple(sorted({reason.column for reason in row.reasons if reason.column is not None})),
        )
        for row in plan.of(LOOK, REFUSED)
    ]


def with_choices(wish: Wish, choices: Choices) -> Wish:
    return replace(wish, choices=choices)


def _day_of(wish: Wish) -> date:
    if wish.day is None:
        raise ValueError("an omzet list belongs to a day")
    return wish.day
