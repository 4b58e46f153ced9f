"""What the programme window does beside itself: read a list, plan it, save it; each with progress."""

from __future__ import annotations

from pathlib import Path

from bazar_desktop.domain.money import format_number
from bazar_desktop.jobs.imports.programme import ProgrammeFile, look_at_programme
from bazar_desktop.jobs.settings.backup import back_up_own
from bazar_desktop.language import _
from bazar_desktop.services.imports.programme import (
    ProgrammeList,
    ProgrammeMade,
    ProgrammePlan,
    import_programme,
    plan_programme,
)
from bazar_desktop.services.register.list_model import ListChoices
from bazar_desktop.ui.app_session import AppSession, Done
from bazar_desktop.ui.kit.task import Report


def read_programme(report: Report, path: Path) -> ProgrammeFile:
    """The programme's list in `path`."""

    def tell(rows: int) -> None:
        words = _("Membaca {name}: {count} baris").format(name=path.name, count=format_number(rows))
        report(0, 0, words)

    return look_at_programme(path, watch=tell)


def plan_list_of_programme(
    report: Report, desk: AppSession, listing: ProgrammeList, programme: str, choices: ListChoices
) -> ProgrammePlan:
    """What would become of each lokasi and row."""

    def tell(done: int, of: int) -> None:
        report(done, of, _("Memeriksa baris…"))

    return desk.read(plan_programme, listing=listing, programme=programme, choices=choices, report=tell)


def save_programme(report: Report, desk: AppSession, plan: ProgrammePlan) -> Done[ProgrammeMade]:
    """A checked backup first, then the one action; called off in between, nothing is written."""
    report(0, 0, _("Membuat cadangan…"))
    back_up_own(desk.store, desk.clock())

    def tell(done: int, of: int) -> None:
        report(done, of, _("Menyimpan…"))

    return desk.perform(import_programme, plan=plan, report=tell)
