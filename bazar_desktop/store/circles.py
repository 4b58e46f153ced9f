"""Changes that name each other in a circle, looked for where one comes that has a parent in another chain."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from bazar_desktop.domain.journal.ancestry import first_circle
from bazar_desktop.domain.journal.changes import Change
from bazar_desktop.store.changes import rows_here
from bazar_desktop.store.values import GOES_ROUND, ContentBroken, Key


def require_no_circle(connection: Connection, rows: set[Key], fresh: Iterable[Change]) -> None:
    """Raise ContentBroken where, in one of `rows`, changes that are here, counted or not, and `fresh` ones go round."""
    if not rows:
        return
    changes = {key: list(row.changes) for key, row in rows_here(connection, sorted(rows)).items()}
    for change in fresh:
        if (change.entity, change.row_id) in rows:
            changes[change.entity, change.row_id].append(change)
    for (entity, _), some in changes.items():
        circle = first_circle(some)
        if circle is not None:
            (origin, seq), field = circle
            raise ContentBroken(origin=origin, seq=seq, entity=entity, field=field, rule=GOES_ROUND)
