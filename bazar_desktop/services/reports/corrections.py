"""What corrections of the register moved on days that were sealed before them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import DayRow
from bazar_desktop.domain.figures.day import known_sum
from bazar_desktop.services.reports.book import ReportRow
from bazar_desktop.services.settings.officers import officer_called, officer_names


@dataclass(frozen=True, slots=True)
class CorrectionNote:
    """One correction that reached back: whose, what it says otherwise (field, before, after), on how many days."""

    business: str
    changes: tuple[tuple[str, str, str], ...]
    days: int
    rupiah: int | None
    reason: str
    officer: str
    at: datetime | None


_SAID = ("name", "business", "product", "category", "agency")


def words_changed(before: DayRow, after: DayRow) -> tuple[tuple[str, str, str], ...]:
    """What two rows of one party say otherwise of it: field, before, after."""
    said = [(name, getattr(before, name), getattr(after, name)) for name in _SAID]
    return tuple(change for change in said if change[1] != change[2])


def correction_notes(session: Session, vendors: Iterable[ReportRow]) -> tuple[CorrectionNote, ...]:
    """The corrections that reached back, each once with its days; the latest first."""
    acts: dict[tuple[str, str, tuple[tuple[str, str, str], ...]], list[ReportRow]] = defaultdict(list)
    for row in vendors:
        if row.sealed is not None and row.correction is not None:
            changes = words_changed(row.sealed, row.row)
            acts[row.correction.vendor_id, row.correction.reason, changes].append(row)
    names = officer_names(session)
    notes = [_note(changes, reason, rows, names) for (_, reason, changes), rows in acts.items()]
    return tuple(sorted(notes, key=lambda note: (note.at is None, note.at, note.business), reverse=True))


def _note(
    changes: tuple[tuple[str, str, str], ...], reason: str, rows: list[ReportRow], names: Mapping[str, str]
) -> CorrectionNote:
    correction = rows[-1].correction
    by = correction.officer if correction else ""
    return CorrectionNote(
        business=rows[-1].row.business or rows[-1].row.name,
        changes=changes,
        days=len({(row.bazaar.id, row.day) for row in rows}),
        rupiah=known_sum(row.row.total for row in rows),
        reason=reason,
        officer=officer_called(names, by),
        at=correction.at if correction else None,
    )
