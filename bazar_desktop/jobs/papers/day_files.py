"""The files of one day: both CSV dialects, the data package, the workbook."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from bazar_desktop.jobs.papers.day_papers import DayToPrint
from bazar_desktop.language import _
from bazar_desktop.services.closing.paper_sheet import paper_sheet
from bazar_desktop.spreadsheets.writing.day_files import DayFiles, write_day_files
from bazar_desktop.store.backup import Report
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.store.outputs import make_last
from bazar_desktop.work_log import logged


@logged("day files", lambda made: {"files": len(made.files)})
def write_files(report: Report, *, read: DayToPrint, to: Path) -> DayFiles:
    """Write the day's folder of files into `to`, new ones for old. Raises DiskFull, OutputFailed."""
    report(0, 1, _("CSV dan Excel"))
    made = write_day_files(read.sheet, to)
    report(1, 1, _("CSV dan Excel"))
    return made


def export_day(
    store: OpenStore, bazaar_id: str, day: date, to: Path, *, at: datetime, report: Report
) -> DayFiles:
    """Read the day and write its files into `to`, whose last part is made if it is missing.

    Raises UnknownBazaar, NotADayOfThisBazaar, DiskFull, OutputFailed.
    """
    with store.db.read() as session:
        sheet = paper_sheet(session, bazaar_id, day, officer=store.officer.name, printed_at=at)
    return write_files(report, read=DayToPrint(bazaar_id, sheet, None), to=make_last(to))
