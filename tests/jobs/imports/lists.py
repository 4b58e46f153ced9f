"""Lists as officers type them, written to files and taken into a store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bazar_desktop.jobs.imports.plan import Wish, apply_plan, plan_list, saver_of
from bazar_desktop.jobs.imports.source import Look, look_at
from bazar_desktop.services.day.undo_guard import undo
from bazar_desktop.services.imports.plan import ImportPlan
from bazar_desktop.services.register.list_model import UNDECIDED, Imported, ListChoices
from bazar_desktop.store.actions import name_of
from tests.bazaar_day import Field
from tests.spreadsheets.reading.sheets_made import Cells, xlsx_of

HEADER: list[object] = [
    "No",
    "Nama Pemilik",
    "Nama Usaha",
    "NIK",
    "No HP",
    "Kecamatan",
    "Jenis Usaha",
    "Pengampu",
]
MARNI: list[object] = [
    *(1, "Marni Suryani", "Dapur Bu Marni", "3171010101850001", "081234560000"),
    *("Sawah Besar", "Kuliner", "PPKUKM"),
]
JALI: list[object] = [
    *(2, "Jali Hasan", "Kerak Telor Bang Jali", "3171010101850002", "081234560001"),
    *("Senen", "Makanan", "Dinas Parekraf"),
]
AISYAH: list[object] = [
    *(3, "Siti Aisyah", "Batik Terogong", "3171014101850003", "081234560002"),
    *("Gambir", "Fashion", "PPAPP"),
]


@dataclass
class Lists:
    """A store, and a folder to write lists into."""

    field: Field
    folder: Path

    def written(self, cells: Cells, name: str = "daftar.xlsx") -> Path:
        path = self.folder / name
        path.write_bytes(xlsx_of({"Sheet1": cells}))
        return path

    def look(self, cells: Cells, kind: str = "register") -> Look:
        return look_at(self.written(cells), kind)

    def plan(
        self, cells: Cells, kind: str = "register", choices: ListChoices = UNDECIDED, day: date | None = None
    ) -> ImportPlan:
        wish = Wish(kind, self.field.bazaar_id, day, choices)
        return self.field.ask(plan_list, self.look(cells, kind), wish)

    def take(
        self, cells: Cells, kind: str = "register", choices: ListChoices = UNDECIDED, day: date | None = None
    ) -> ImportPlan:
        """Plan and write; returns the plan."""
        plan = self.plan(cells, kind, choices, day)
        self.write(plan, day)
        return plan

    def write(self, plan: ImportPlan, day: date | None = None) -> Imported:
        self.field.at = self.field.at.replace(microsecond=0)
        with self.field.db.write(
            self.field.officer, name_of(saver_of(plan.kind)), self.field.at, action_id="import"
        ) as session:
            return apply_plan(session, plan, Wish(plan.kind, plan.bazaar_id, day))

    def undo(self, kind: str = "register") -> None:
        with self.field.db.write(self.field.officer, "history.undo", self.field.at) as session:
            undo(session, f"{name_of(saver_of(kind))}/import")


def codes(plan: ImportPlan, number: int) -> list[str]:
    """The reasons of the source row `number`."""
    return [reason.code for row in plan.rows if row.number == number for reason in row.reasons]


def filled(plan: ImportPlan) -> dict[str, int]:
    """The buckets that hold anything."""
    return {bucket: count for bucket, count in plan.counts().items() if count}
