"""An office with one bazaar, on either database."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from tests.offices import World, found
from tests.stores import postgres_url


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """An office with one bazaar on SQLCipher."""
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    made = found(tmp_path)
    yield made
    made.close()


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
        name = f"office_{secrets.token_hex(4)}"
        admin = create_engine(postgres_url(socket, "postgres"), isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        admin.dispose()
        database = postgres_url(socket, name)
    made = found(tmp_path, database=database)
    yield made
    made.close()
