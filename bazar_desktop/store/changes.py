"""Reading the journal by row: the changes that count, and where it is asked for, those that stand aside with them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from bazar_desktop.domain.journal.authority import COUNTING, ChangeStanding
from bazar_desktop.domain.journal.changes import MEMBERS, Change
from bazar_desktop.domain.journal.counting import counted

Key = tuple[str, str]  # entity and row id

_IDS = {
    "sqlite": "IN (SELECT value FROM json_each(:ids))",
    "postgresql": "= ANY(CAST(:ids AS text[]))",  # a join with a function would read the whole journal
}
_STANDING = "(SELECT standing FROM aside WHERE aside.origin = change.origin AND aside.seq = change.seq)"
_OF_ROWS = {
    dialect: text(
        f"SELECT {', '.join(MEMBERS)}, {_STANDING} FROM change WHERE row_id {ids}"  # noqa: S608
        " ORDER BY at, origin, seq"
    )
    for dialect, ids in _IDS.items()
}


@dataclass(slots=True)
class RowChanges:
    """All changes of a row that are here, oldest first; `standings` of those that are not plain, by their id."""

    changes: list[Change]
    standings: dict[tuple[str, int], ChangeStanding]

    @property
    def counted(self) -> list[Change]:
        """What the fold is made of."""
        return counted(self.changes, self.aside) if self.standings else self.changes

    @property
    def with_proposals(self) -> list[Change]:
        """What the fold would be made of if all that waits for the office's word counted."""
        waiting = {id_ for id_, standing in self.standings.items() if standing is ChangeStanding.WAITING}
        return counted(self.changes, self.aside - waiting)

    @property
    def sound(self) -> list[Change]:
        """All that could ever count: also what was rejected or taken back since."""
        unsound = {id_ for id_, standing in self.standings.items() if standing is ChangeStanding.UNSOUND}
        return counted(self.changes, unsound) if unsound else self.changes

    @property
    def aside(self) -> set[tuple[str, int]]:
        """The changes that do not count."""
        return {id_ for id_, standing in self.standings.items() if standing not in COUNTING}


def changes_of_rows(session: Session, keys: Sequence[Key]) -> dict[Key, list[Change]]:
    """Give all counted Changes of the rows named by (entity, id), those of pending rows too."""
    if session.autoflush:
        session.flush()
    return changes_here(session.connection(), keys)


def changes_with_proposals(session: Session, keys: Sequence[Key]) -> dict[Key, list[Change]]:
    """As `changes_of_rows`, as if all that waits for the office's word counted."""
    if session.autoflush:
        session.flush()
    return {key: row.with_proposals for key, row in rows_here(session.connection(), keys).items()}


def changes_as_written(session: Session, keys: Sequence[Key]) -> dict[Key, list[Change]]:
    """As `changes_of_rows`, whatever was said of the changes since they were written.

    A seal itself keeps which of them did not count when it was made.
    """
    if session.autoflush:
        session.flush()
    return {key: row.sound for key, row in rows_here(session.connection(), keys).items()}


def changes_here(connection: Connection, keys: Sequence[Key]) -> dict[Key, list[Change]]:
    """Give all counted Changes of the rows named by (entity, id) that the journal holds."""
    return {key: row.counted for key, row in rows_here(connection, keys).items()}


def rows_here(connection: Connection, keys: Sequence[Key]) -> dict[Key, RowChanges]:
    """Give all Changes of the rows named by (entity, id) that the journal holds, with their standing."""
    rows: dict[Key, RowChanges] = {key: RowChanges([], {}) for key in keys}
    ids = sorted({row_id for _, row_id in keys})
    query = _OF_ROWS[connection.dialect.name]
    for start in range(0, len(ids), 400):
        part = ids[start : start + 400]
        sent = json.dumps(part) if connection.dialect.name == "sqlite" else part
        for *members, standing in connection.execute(query, {"ids": sent}):
            change = Change(*members)
            row = rows.get((change.entity, change.row_id))
            if row is not None:
                row.changes.append(change)
                if standing is not None:
                    row.standings[change.id] = ChangeStanding(standing)
    return rows


_LAST_OF_ROWS = {
    dialect: text(
        f"SELECT row_id, origin, max(seq) FROM change WHERE row_id {ids} AND entity = :entity"  # noqa: S608
        " GROUP BY row_id, origin"
    )
    for dialect, ids in _IDS.items()
}


def last_numbers(session: Session, entity: str, row_ids: Iterable[str]) -> dict[str, dict[str, int]]:
    """The seq of the last Change of each of these rows, by row and origin: which of them have moved since when."""
    connection = session.connection()
    query, ids = _LAST_OF_ROWS[connection.dialect.name], sorted(set(row_ids))
    numbers: dict[str, dict[str, int]] = {}
    for start in range(0, len(ids), 400):
        part = ids[start : start + 400]
        sent = json.dumps(part) if connection.dialect.name == "sqlite" else part
        for row_id, origin, seq in connection.execute(query, {"ids": sent, "entity": entity}):
            numbers.setdefault(row_id, {})[origin] = seq
    return numbers
