"""Who entered this figure, when, and what it was before: read from the journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bazar_desktop.domain.calendar import WIB
from bazar_desktop.domain.journal.changes import Change, Value, field_changes
from bazar_desktop.domain.journal.merging import fold_row
from bazar_desktop.services.settings.officers import officer_names
from bazar_desktop.store.changes import changes_of_rows
from bazar_desktop.store.fields import merge_rules
from bazar_desktop.store.tables import facts


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change of one field. `stands`: it is what the field says now (or one of several that disagree)."""

    field: str
    before: Value
    after: Value
    officer: str
    at: datetime
    action: str
    reason: str
    stands: bool
    undoes: bool


def field_history(session: Session, entity: str, row_id: str, field: str | None = None) -> list[HistoryEntry]:
    """Give every change of the row's `field` (all fields where None), the latest first."""
    changes = changes_of_rows(session, [(entity, row_id)])[entity, row_id]
    state = fold_row(changes, merge_rules(facts()[entity]))
    names = officer_names(session)
    entries = []
    for change in changes:
        for name, value in field_changes(change).items():
            if field is None or name == field:
                heads = {head.id for head in state.fields[name].heads}
                entries.append(_entry(change, name, value.before, value.after, names, change.id in heads))
    return list(reversed(entries))


def _entry(
    change: Change, field: str, before: Value, after: Value, names: dict[str, str], stands: bool
) -> HistoryEntry:
    verb = change.action.split("/")[0]
    return HistoryEntry(
        field=field,
        before=before,
        after=after,
        officer=names.get(change.officer, change.officer),
        at=moment_of(change.at),
        action=verb,
        reason=change.reason or "",
        stands=stands,
        undoes=verb == "history.undo",
    )


def moment_of(clock: str) -> datetime:
    """Give the wall time in a journal clock."""
    return datetime.fromtimestamp(int(clock.split("-")[0], 16) / 1000, WIB)
