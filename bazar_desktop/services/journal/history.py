"""Who entered this figure, when, and what it was before: read from the journal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bazar_desktop.domain.calendar import WIB
from bazar_desktop.domain.journal.changes import ChangeId, FieldChange, Value, field_changes
from bazar_desktop.domain.journal.merging import fold_row
from bazar_desktop.services.journal.laptop_names import device_names
from bazar_desktop.services.settings.officers import officer_called, officer_names
from bazar_desktop.store.changes import rows_here
from bazar_desktop.store.fields import merge_rules
from bazar_desktop.store.tables import facts


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change of one field. `stands`: it is what the field says now (or one of several that disagree).

    `laptop` is the one on whose word officer and time stand, "" for what was written here. `standing` tells whether
    the change counts, "" where it plainly does (`domain.journal.authority.ChangeStanding`).
    """

    field: str
    before: Value
    after: Value
    officer: str
    at: datetime
    action: str
    reason: str
    stands: bool
    undoes: bool
    laptop: str = ""
    standing: str = ""


def field_history(session: Session, entity: str, row_id: str, field: str | None = None) -> list[HistoryEntry]:
    """Give every change of the row's `field` (all fields where None), those too that do not count; the latest first."""
    if session.autoflush:
        session.flush()
    row = rows_here(session.connection(), [(entity, row_id)])[entity, row_id]
    state = fold_row(row.counted, merge_rules(facts()[entity]))
    names, laptops = officer_names(session), device_names(session)
    said = {
        (change.id, name): value.after
        for change in row.changes
        for name, value in field_changes(change).items()
    }
    entries = []
    for change in row.changes:
        for name, value in field_changes(change).items():
            if field is None or name == field:
                heads = {head.id for head in state.fields[name].heads} if name in state.fields else set()
                entries.append(
                    HistoryEntry(
                        field=name,
                        before=_before(value, name, said),
                        after=value.after,
                        officer=officer_called(names, change.officer),
                        at=moment_of(change.at),
                        action=change.action.split("/")[0],
                        reason=change.reason or "",
                        stands=change.id in heads,
                        undoes=change.action.startswith("history.undo/"),
                        laptop=laptops.get(change.origin, ""),
                        standing=str(row.standings.get(change.id, "")),
                    )
                )
    return list(reversed(entries))


def _before(change: FieldChange, name: str, said: Mapping[tuple[ChangeId, str], Value]) -> Value:
    """What the field held before: as the changes that this one replaces say, whatever it says of them itself."""
    replaced = [said[parent, name] for parent in change.parents if (parent, name) in said]
    return replaced[0] if replaced and change.before not in replaced else change.before


def moment_of(clock: str) -> datetime:
    """Give the wall time in a journal clock."""
    return datetime.fromtimestamp(int(clock.split("-")[0], 16) / 1000, WIB)
