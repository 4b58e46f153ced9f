"""The berita acara undian as a file, before the bazaar's days begin."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import DaySheet
from bazar_desktop.jobs.papers.day_papers import PaperMade, read_day
from bazar_desktop.printing.draw_minutes import CODE, compose_draw_minutes
from bazar_desktop.printing.toolkit.document import file_name, render
from bazar_desktop.services.bazaars.bazaars import bazaar_of
from bazar_desktop.services.bazaars.days import BazaarNeedsDays
from bazar_desktop.services.turns.draws import NotDrawnYet
from bazar_desktop.store.outputs import write_beside


def read_draw(session: Session, *, bazaar_id: str, officer: str = "", at: datetime | None = None) -> DaySheet:
    """Read what the berita acara needs. Raises UnknownBazaar, BazaarNeedsDays, NotDrawnYet."""
    bazaar = bazaar_of(session, bazaar_id)
    if not bazaar.days:
        raise BazaarNeedsDays()
    sheet = read_day(session, bazaar_id=bazaar_id, day=bazaar.days[0].day, officer=officer, at=at).sheet
    if sheet.draw is None:
        raise NotDrawnYet(name=bazaar.name)
    return sheet


def write_draw_minutes(sheet: DaySheet, to: Path, *, paper: str = "A4") -> PaperMade:
    """Write the berita acara undian into the folder `to`; one that is there stays. Raises DiskFull, OutputFailed."""
    part = compose_draw_minutes(sheet, paper=paper)
    if part is None:
        raise NotDrawnYet(name=sheet.bazaar_name)
    path = write_beside(to / file_name(sheet, CODE), render(sheet, [part], part.title))
    return PaperMade(CODE, part.title, len(part.pages), path)
