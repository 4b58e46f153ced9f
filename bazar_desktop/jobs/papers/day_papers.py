"""The papers of one day: read at one moment, then drawn and written, each whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import DaySheet, Signatory
from bazar_desktop.domain.layout.model import Plan
from bazar_desktop.jobs.account import Account, accounted
from bazar_desktop.language import _
from bazar_desktop.printing.bundle import (
    USUAL,
    Choices,
    compose_day,
    compose_paper,
    list_rows_by_page,
    with_list,
)
from bazar_desktop.printing.cards import compose_cards
from bazar_desktop.printing.toolkit.document import Part, file_name, render
from bazar_desktop.services.attendance.stand_changes import stand_changes, with_moves
from bazar_desktop.services.closing.paper_sheet import (
    omzet_by_day,
    read_for_papers,
    sheet_on_paper,
    whole_bazaar,
)
from bazar_desktop.services.day.activity import activity
from bazar_desktop.services.layout.layouts import LayoutUnknown, plan_of
from bazar_desktop.services.ledger.goods import goods_of
from bazar_desktop.services.papers.printed import CHANGES, LIST, PLAN, SAVED, note_printed, papers_of
from bazar_desktop.services.settings.officers import list_officers
from bazar_desktop.services.turns.draw_paper import draw_paper_of
from bazar_desktop.store.actions import name_of
from bazar_desktop.store.backup import Report
from bazar_desktop.store.files import write_whole
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.store.outputs import OutputFolder, write_beside
from bazar_desktop.work_log import logged

ALL = "BH"  # the code of all papers in one file


@dataclass(frozen=True, slots=True)
class DayToPrint:
    """A bazaar day and the plan it stands on (None where there is none yet), read in one transaction."""

    bazaar_id: str
    sheet: DaySheet
    plan: Plan | None


@dataclass(frozen=True, slots=True)
class PaperMade:
    """One PDF that was written. `code` as on its pages (DN, DH, …, BU; BH for all in one)."""

    code: str
    title: str
    pages: int
    path: Path


def read_day(
    session: Session, *, bazaar_id: str, day: date, officer: str = "", at: datetime | None = None
) -> DayToPrint:
    """Read everything that the papers of a day need; `officer` and `at` are printed in the footer.

    Raises UnknownBazaar, NotADayOfThisBazaar.
    """
    read = read_for_papers(session, bazaar_id, day)
    sheet = sheet_on_paper(session, read, day)
    on_duty = tuple(
        Signatory(item.role, item.name, item.nip) for item in list_officers(session) if item.active
    )
    sheet = replace(
        sheet,
        officer=officer,
        printed_at=at,
        officers=on_duty,
        draw=draw_paper_of(session, bazaar_id),
    )
    if not sheet.seal:  # else they are as of the seal
        sheet = replace(
            sheet,
            changes=stand_changes(session, bazaar_id, day),
            activity=activity(session, bazaar_id, day),
            goods=goods_of(session, bazaar_id, day, lambda: sheet.rows),
        )
    sheet = with_moves(session, bazaar_id, sheet)
    sheet = replace(sheet, whole=whole_bazaar(session, read, sheet))
    sheet = replace(sheet, omzet_by_day=omzet_by_day(session, read, sheet))
    layout_id = read.participants.bazaar.layout_id
    try:
        plan = plan_of(session, layout_id) if layout_id else None
    except LayoutUnknown:
        plan = None
    return DayToPrint(bazaar_id, sheet, plan)


@logged("papers", lambda made: {"papers": len(made), "pages": sum(paper.pages for paper in made)})
def write_papers(
    report: Report, *, read: DayToPrint, to: Path, choices: Choices = USUAL
) -> tuple[PaperMade, ...]:
    """Write every paper of the day into the folder `to`, last all in one for photocopying.

    The denah is left out where there is no plan. Papers that were written there before are replaced; what somebody
    put there or changed stays, and the new paper then stands beside it. Whatever `report` raises stops it between two
    files; its account tells which papers are written.
    Raises TotalsDisagree, DiskFull, OutputFailed.
    """
    parts = compose_day(read.sheet, read.plan, choices)
    bundle = with_list(read.sheet, parts, choices.paper)
    files = [[part] for part in parts] + [bundle]
    folder = OutputFolder(to)
    made: list[PaperMade] = []
    with accounted(lambda: Account.cut([file[0].title for file in files], len(made))):
        for number, file in enumerate(files):
            report(number, len(files), file[0].title)
            made.append(_write(read.sheet, file, folder.write))
    folder.settle()
    report(len(files), len(files), bundle[0].title)
    return tuple(made)


@logged("bundle", lambda made: {"pages": made.pages})
def write_bundle(report: Report, *, read: DayToPrint, to: Path, choices: Choices = USUAL) -> PaperMade:
    """Write only the one file for photocopying into `to`; one that is there stays. Raises as `write_papers`."""
    parts = with_list(read.sheet, compose_day(read.sheet, read.plan, choices), choices.paper)
    report(0, 1, parts[0].title)
    return _write(read.sheet, parts, lambda name, data: write_beside(to / name, data))


def print_day(
    store: OpenStore,
    bazaar_id: str,
    day: date,
    to: Path,
    *,
    at: datetime,
    choices: Choices = USUAL,
    report: Report,
) -> tuple[PaperMade, ...]:
    """Write the day's papers to `to` and remember that they were made.

    Raises UnknownBazaar, NotADayOfThisBazaar and what `write_papers` raises.
    """
    with store.db.read() as session:
        read = read_day(session, bazaar_id=bazaar_id, day=day, officer=store.officer.name, at=at)
    made = write_papers(report, read=read, to=to, choices=choices)
    note_saved(store, read, at, choices)
    return made


def note_saved(store: OpenStore, read: DayToPrint, at: datetime, choices: Choices = USUAL) -> None:
    """Remember that all papers of the day were saved as `read` stands."""
    codes = [item for item in papers_of(read.sheet) if item != PLAN or read.plan is not None]
    with store.db.write(store.officer.id, name_of(note_printed), at) as session:
        note_printed(
            session,
            bazaar_id=read.bazaar_id,
            sheet=read.sheet,
            plan=read.plan,
            codes=codes,
            how=SAVED,
            at=at,
            filled=choices.filled,
            pages=list_rows_by_page(read.sheet, choices),
        )


def draw_paper(report: Report, *, read: DayToPrint, code: str, choices: Choices = USUAL) -> bytes:
    """The PDF of one paper, of ALL with their list of contents; empty where it is the denah and there is no plan.

    Raises TotalsDisagree.
    """
    if code == ALL:
        parts = with_list(read.sheet, compose_day(read.sheet, read.plan, choices), choices.paper)
    else:
        parts = compose_paper(read.sheet, read.plan, code, choices)
    return render(read.sheet, parts, parts[0].title) if parts else b""


def draw_all(report: Report, *, read: DayToPrint, choices: Choices = USUAL) -> bytes:
    """Draw the PDF of all papers one after the other, as they come from the printer. Raises TotalsDisagree."""
    parts = compose_day(read.sheet, read.plan, choices)
    return render(read.sheet, parts, _("Kertas hari bazar ini"))


def write_card(report: Report, *, read: DayToPrint, participation_id: str, path: Path) -> Path:
    """Write the card of one participation, where it takes part on the day. Raises DiskFull, OutputFailed."""
    part = compose_cards(only_cards(read.sheet, {participation_id}))
    write_whole(path, render(read.sheet, [part], part.title), make_folder=False)
    return path


def write_changed(report: Report, *, read: DayToPrint, path: Path, choices: Choices = USUAL) -> Path:
    """Write what substitutions changed: lembar perubahan, the new holders' cards, daftar hadir, denah.

    Raises DiskFull, OutputFailed.
    """
    joined = {change.joined_id for change in read.sheet.changes}
    parts = [
        *compose_paper(read.sheet, read.plan, CHANGES, choices),
        compose_cards(only_cards(read.sheet, joined), paper=choices.paper, per_sheet=choices.cards),
        *compose_paper(read.sheet, read.plan, LIST, choices),
        *compose_paper(read.sheet, read.plan, PLAN, choices),
    ]
    write_whole(path, render(read.sheet, parts, parts[0].title), make_folder=False)
    return path


def only_cards(sheet: DaySheet, participations: Collection[str]) -> DaySheet:
    """Give `sheet` with the rows of these participations alone."""
    return replace(sheet, rows=tuple(row for row in sheet.rows if row.participation_id in participations))


def _write(sheet: DaySheet, parts: Sequence[Part], write: Callable[[str, bytes], Path]) -> PaperMade:
    first = parts[0]
    path = write(file_name(sheet, first.code), render(sheet, parts, first.title))
    return PaperMade(first.code, first.title, sum(len(part.pages) for part in parts), path)
