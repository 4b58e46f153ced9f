"""Statements that end when there is no patience left, and leave the session fit for the next."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bazar_desktop.store.query_timeout import TooSlow, at_most, stoppable

ENDLESS = text("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n")


class NobodyWaits(BaseException):
    """What the asker raises."""


def test_a_statement_that_takes_too_long_ends_and_the_next_one_runs(db: Any) -> None:
    with db.read() as session:
        with pytest.raises(TooSlow), at_most(session, 0.01):
            session.execute(ENDLESS)
        assert session.execute(text("SELECT 1")).scalar() == 1
        with at_most(session, 5):
            assert session.execute(text("SELECT 2")).scalar() == 2


def test_what_the_check_raises_is_what_comes_out(db: Any) -> None:
    looks: list[int] = []

    def check() -> None:
        looks.append(1)
        if len(looks) > 3:
            raise NobodyWaits

    with db.read() as session:
        with pytest.raises(NobodyWaits), stoppable(session, check):
            session.execute(ENDLESS)
        assert len(looks) == 4


def test_other_faults_pass_as_they_are(db: Any) -> None:
    with db.read() as session, pytest.raises(DBAPIError), at_most(session, 5):
        session.execute(text("SELECT nothing FROM nowhere"))
