"""Lists as others send them, read in this process and taken into a store."""

from __future__ import annotations

from datetime import date

from bazar_desktop.jobs.imports.plan import Wish, plan_list, save_list
from bazar_desktop.jobs.imports.source import Look, look_in
from bazar_desktop.services.day.sheet import day_sheet
from bazar_desktop.services.imports.plan import ImportPlan
from bazar_desktop.services.register.list_model import ListChoices
from bazar_desktop.spreadsheets.reading.limits import USUAL
from bazar_desktop.spreadsheets.reading.sheets import Sheet, Source
from bazar_desktop.spreadsheets.reading.tables import find_tables
from bazar_desktop.spreadsheets.reading.workbooks import read_workbook
from tests.bazaar_day import DAYS
from tests.jobs.imports.lists import Lists
from tests.spreadsheets.reading.sheets_made import Cells, xlsx_of

import msgspec  # isort: skip

FIRST, SECOND = DAYS
MARNI, JALI, BATIK, BIR, RAJUT = (
    "Dapur Bu Marni", "Kerak Telor Bang Jali", "Batik Betawi Terogong", "Bir Pletok Condet", "Rajut Kemayoran",
)  # fmt: skip
NO_NAME: list[object] = ["No", "Nama Usaha"]


def looked(cells: Cells, kind: str = "omzet", merged: list[str] | None = None, name: str = "Omzet") -> Look:
    """The workbook with these cells, read in this process."""
    return read(xlsx_of({name: cells}, {name: merged or []}), kind)


def read(data: bytes, kind: str, name: str = "daftar.xlsx") -> Look:
    sheets: list[Sheet] = []
    for sheet, rows in read_workbook(data, name, USUAL):
        kept = tuple(rows)
        width = max((len(row.kinds) for row in kept), default=0)
        sheets.append(msgspec.structs.replace(sheet, width=width, rows=kept))
    return look_in(tuple(find_tables(Source(name, "xlsx", tuple(sheets)))), kind)


def planned(
    lists: Lists, look: Look, *accepted: str, day: date = FIRST, all_days: bool = False
) -> ImportPlan:
    choices = ListChoices(frozenset(accepted), all_days=all_days)
    return lists.field.ask(plan_list, look, Wish(look.kind, lists.field.bazaar_id, day, choices))


def written(
    lists: Lists, look: Look, *accepted: str, day: date = FIRST, all_days: bool = False
) -> ImportPlan:
    """Plan and write as the window does; returns the plan."""
    plan = planned(lists, look, *accepted, day=day, all_days=all_days)
    lists.field.do(save_list, look, plan, Wish(look.kind, lists.field.bazaar_id, day))
    return plan


def sold(lists: Lists, day: date = FIRST) -> dict[str, int]:
    sheet = lists.field.ask(day_sheet, lists.field.bazaar_id, day)
    return {row.business: row.total for row in sheet.rows if row.total is not None}
