"""The register of a city fills the journal with Changes that belong to no bazaar: nobody walks through them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from bazar_desktop.services.closing.checklist import closing_list
from bazar_desktop.services.day.undo_guard import undo
from bazar_desktop.services.exchange.packages import day_states
from bazar_desktop.services.register.erasures import erasures
from bazar_desktop.services.reports.board import board
from bazar_desktop.services.reports.sealed_period import _last_figures
from bazar_desktop.store.database import Database
from bazar_desktop.store.undo import NothingToUndo
from tests.bazaar_day import DAYS, Field, stand_up
from tests.stores import MORNING


def _undone(session: Session) -> None:
    with pytest.raises(NothingToUndo):
        undo(session, "add_bazaar/none")


Ask = Callable[[Session, Field], object]
ASKED: dict[str, Ask] = {
    "the office's board": lambda session, field: board(session),
    "what was packed": lambda session, field: day_states(session),
    "sealed figures": lambda session, field: _last_figures(session),
    "what is open on a day": lambda session, field: closing_list(session, field.bazaar_id, DAYS[0]),
    "who was erased": lambda session, field: erasures(session),
    "what is to be undone": lambda session, field: _undone(session),
}


def walks(db: Database, ask: Callable[[Session], object]) -> list[str]:
    """How the database looks for what is asked of the journal, where that is not by an index of what is asked."""
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any) -> None:
        if "FROM change" in statement:
            asked.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        with db.write("officer", "x", MORNING) as session:
            ask(session)
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    assert asked
    with db.read() as session:
        connection = session.connection()
        plans = [
            row.detail
            for statement, parameters in asked
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]
    return [plan for plan in plans if "change" in plan and "ix_change" not in plan]


@pytest.mark.parametrize("what", ASKED)
def test_what_is_asked_of_days_and_people_is_found_by_an_index(db: Database, what: str) -> None:
    field = stand_up(db)
    assert walks(db, lambda session: ASKED[what](session, field)) == []
