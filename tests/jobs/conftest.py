"""An office with one bazaar, on either database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.offices import World, found
from tests.stores import postgres_database, postgres_url


@pytest.fixture(
    params=["sqlcipher", pytest.param("postgres", marks=pytest.mark.neighbour("initdb", "pg_ctl"))]
)
def either(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[World]:
    """An office with one bazaar, once on SQLCipher and once on PostgreSQL."""
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    database = None
    if request.param == "postgres":
        socket = request.getfixturevalue("postgres_socket")
        database = postgres_url(socket, postgres_database(socket))
    made = found(tmp_path, database=database)
    yield made
    made.close()
