"""The year's report as one Excel file."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from bazar_desktop.phrases.reports import category_namer
from bazar_desktop.services.reports.year import PARTIES, year_report, year_rows
from bazar_desktop.services.settings.values import categories
from bazar_desktop.spreadsheets.writing.xlsx_out import day_xlsx
from bazar_desktop.spreadsheets.writing.year_tables import year_tables
from bazar_desktop.store.files import write_whole
from bazar_desktop.work_log import logged


@logged("year file")
def write_year(
    session: Session, year: int, path: Path, created: datetime | None = None, today: date | None = None
) -> None:
    """Write the report of `year`, as `year_report` makes it with its seals checked, and all rows behind it.

    Raises NoSuchYear, DiskFull, OutputFailed.
    """
    rows = [row for party in PARTIES for row in year_rows(session, year, "party", party, check_seals=True)]
    report = year_report(session, year, today, check_seals=True)
    write_whole(
        path,
        day_xlsx(year_tables(report, rows, category_namer(categories(session))), created),
        make_folder=False,
    )
