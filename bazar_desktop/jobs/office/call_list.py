"""The list to call from: what the office still waits for, by whose name, and as a file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from bazar_desktop.jobs.office.identity import office_of
from bazar_desktop.printing.call_list import CallList, render_call_list
from bazar_desktop.services.office.laptops import require_office
from bazar_desktop.services.reports.board import BoardRow
from bazar_desktop.services.reports.owed import owed_days
from bazar_desktop.store.files import write_whole
from bazar_desktop.work_log import logged


def read_call_list(
    session: Session, rows: Iterable[BoardRow], at: datetime, *, is_sample: bool = False
) -> CallList:
    """Give what of the board's `rows` the office still waits for at the moment `at`. Raises NotAnOffice."""
    require_office(session)
    return CallList(office_of(session).sudin, at, tuple(owed_days(session, rows, at)), is_sample=is_sample)


@logged("call_list")
def write_call_list(calls: CallList, path: Path) -> None:
    """Write the list as a PDF. Raises DiskFull, OutputFailed."""
    write_whole(path, render_call_list(calls), make_folder=False)
