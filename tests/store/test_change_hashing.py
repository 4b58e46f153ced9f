"""Very many new rows are sealed by a process beside; whatever becomes of it, the chain is the same."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from bazar_desktop.domain.journal.changes import GENESIS, is_sound
from bazar_desktop.store import change_hashing
from bazar_desktop.store.bulk import Columns, enter_columns
from bazar_desktop.store.database import Database
from bazar_desktop.store.tables import Vendor
from tests.store.test_journal import chain
from tests.stores import MORNING

PARTS, ROWS = 8, 3
Meanwhile = Callable[[int], object]


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(change_hashing, "LONG", 2 * ROWS)
    monkeypatch.setattr("os.cpu_count", lambda: 2)


def parts(meanwhile: Meanwhile) -> Iterator[Columns]:
    for part in range(PARTS):
        meanwhile(part)
        numbers = range(part * ROWS, (part + 1) * ROWS)
        yield {
            "id": [f"v{number:03}" for number in numbers],
            "name": [f"Nama “{number}” \\ \n" for number in numbers],
            "product": [None if number % 2 else f"barang {number}" for number in numbers],
            "walk_in": [number % 3 == 0 for number in numbers],
        }


def entered(db: Database, meanwhile: Meanwhile = lambda _part: None) -> list[Any]:
    with db.write("o1", "x", MORNING, reason="daftar “lama”") as session:
        enter_columns(session, Vendor, parts(meanwhile))
    return list(chain(db))


def beside() -> list[Any]:
    return multiprocessing.active_children()


def require_whole(changes: list[Any]) -> None:
    assert [change.row_id for change in changes] == [f"v{number:03}" for number in range(PARTS * ROWS)]
    last = GENESIS
    for number, change in enumerate(changes, start=1):
        assert is_sound(change)
        assert (change.prev_hash, change.seq) == (last, number)
        last = change.hash


def test_a_process_beside_goes_on_with_the_chain_and_ends_with_it(db: Database) -> None:
    seen: list[int] = []
    require_whole(entered(db, lambda _part: seen.append(len(beside()))))
    assert seen == [0, 0, 0, 1, 1, 1, 1, 1]
    assert not beside()
    with db.write("o1", "y", MORNING) as session:
        enter_columns(session, Vendor, [{"id": ["w"], "name": ["Sesudahnya"]}])
    assert [change.seq for change in chain(db)] == list(range(1, PARTS * ROWS + 2))


def test_the_rest_is_sealed_here_when_the_process_dies(db: Database) -> None:
    def kill(part: int) -> None:
        if part == 5:
            for process in beside():
                process.kill()
                process.join()

    require_whole(entered(db, kill))


def test_all_is_sealed_here_where_no_process_can_be_started(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Refused:
        def start(self) -> None:
            raise OSError(11, "no more processes")

    monkeypatch.setattr(change_hashing, "new_process", lambda *_facts: Refused())
    require_whole(entered(db))


def test_a_fault_while_rows_are_made_ends_the_process_too(db: Database) -> None:
    def fail(part: int) -> None:
        if part == 6:
            raise ValueError(part)

    with pytest.raises(ValueError, match="6"):
        entered(db, fail)
    assert not beside()
    assert not list(chain(db))
