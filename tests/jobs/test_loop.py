"""The officer's whole loop on real stores: enrol, a day, a stick, the office, the receipt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from bazar_desktop.jobs.receipts import last_receipt
from bazar_desktop.services.day_sheet import day_sheet
from bazar_desktop.services.packages import day_states, list_intake, list_parcels, own_chain
from tests.bazaar_day import DAYS
from tests.offices import World, found
from tests.stores import facts_digest, postgres_url


@pytest.fixture(
    params=["sqlcipher", pytest.param("postgres", marks=pytest.mark.neighbour("initdb", "pg_ctl"))]
)
def world(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """An office with one bazaar, once on SQLCipher and once on PostgreSQL."""
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    database = None
    if request.param == "postgres":
        socket = request.getfixturevalue("postgres_socket")
        name = f"office_{abs(hash(str(tmp_path))) % 10**9}"
        admin = create_engine(postgres_url(socket, "postgres"), isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        admin.dispose()
        database = postgres_url(socket, name)
    made = found(tmp_path, database=database)
    yield made
    made.close()


def test_a_day_goes_to_the_office_and_the_receipt_comes_back_matching(world: World) -> None:
    laptop = world.join("Laptop 1")
    who = laptop.parties()
    laptop.sell({one: 100_000 * number for number, one in enumerate(who, 1)})
    stick = world.stick("hari 1")
    made = laptop.pack(stick)
    assert made.file.name.startswith("Rusun-Karang-Anyar_2023-03-20_Laptop-1_")
    assert made.rupiah == 100_000 * sum(range(1, len(who) + 1))
    batch = world.office.read(stick)
    assert [(one.answer, one.new, one.rupiah) for one in batch.files] == [("MERGED", made.last, made.rupiah)]
    assert [one.suffix for one in batch.receipts] == [".terima"]
    assert [one.answer for one in laptop.read(stick).files] == ["DUPLICATE", "CONFIRMED"]
    with laptop.store.db.read() as session:
        heard = last_receipt(session)
        assert heard is not None
        assert (heard.agrees, heard.last, heard.rupiah) == (True, made.last, made.rupiah)
        assert own_chain(session).acknowledged == made.last
        assert [one.state for one in list_parcels(session)] == ["received"]
        assert [(one.day, one.state) for one in day_states(session)] == [
            (DAYS[1], "open"),
            (DAYS[0], "received"),
        ]
        ours = day_sheet(session, laptop.bazaar_id, DAYS[0]).rows
    with world.office.store.db.read() as session:
        theirs = day_sheet(session, laptop.bazaar_id, DAYS[0]).rows
    assert ours == theirs


def test_reading_every_file_again_changes_nothing(world: World) -> None:
    laptop = world.join("Laptop 1")
    laptop.sell(dict.fromkeys(laptop.parties(), 50_000))
    stick = world.stick("hari 1")
    laptop.pack(stick)
    world.office.read(stick)
    receipt = next(stick.glob("*.terima")).read_bytes()
    with world.office.store.db.read() as session:
        before = facts_digest(session)
    assert world.office.answers(stick, stick) == ["DUPLICATE"]
    with world.office.store.db.read() as session:
        assert facts_digest(session) == before
        assert [one.answer for one in list_intake(session)] == ["DUPLICATE", "MERGED"]
    again = next(stick.glob("*.terima")).read_bytes()
    assert len(again) == pytest.approx(len(receipt), abs=40)
