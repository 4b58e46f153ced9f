"""Changes from elsewhere are written as the office's own entries are, on both databases; nonsense is refused."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from sqlalchemy import select

from bazar_desktop.domain.journal.changes import GENESIS, SCHEMA, Change, FieldChange, make_change
from bazar_desktop.store.apply import apply
from bazar_desktop.store.folding import ChangeUnsound
from bazar_desktop.store.journal import encode
from bazar_desktop.store.tables import Attendance, BazaarDay, ChangeRow, Fact, OmzetEntry
from tests.stores import MORNING, MakeStore, all_changes, facts_digest

DAY = date(2023, 6, 22)
ROWS: list[tuple[type[Fact], dict[str, Any]]] = [
    (BazaarDay, {"bazaar_id": "b", "day": DAY, "opens": time(7, 30), "closes": time(16, 0, 5)}),
    (Attendance, {"participation_id": "100% 'Bu' \"Sri\" %s \\ ?", "day": DAY, "arrived_at": MORNING}),
    (OmzetEntry, {"participation_id": "Toko Ñ → 🍜", "cash": 2**40, "transactions": 7, "late": True}),
    (OmzetEntry, {"day": DAY, "cash": None, "state": "", "late": False}),
]


def change_of(cls: type[Fact], number: int, last: str, values: dict[str, Any]) -> Change:
    fields = {name: FieldChange(None, encode(item)) for name, item in {"withdrawn": False, **values}.items()}
    facts = dict.fromkeys(("officer", "action", "scope"), "x")
    return make_change(
        fields,
        frozenset(),
        "",
        origin="laptop",
        seq=number,
        schema=SCHEMA,
        at=f"{number:012x}-0000",
        entity=cls.__tablename__,
        row_id=f"row-{number}",
        reason=None,
        prev_hash=last,
        **facts,
    )


def chain() -> list[Change]:
    changes: list[Change] = []
    for number, (cls, values) in enumerate(ROWS, 1):
        changes.append(change_of(cls, number, changes[-1].hash if changes else GENESIS, values))
    return changes


def test_what_came_is_read_as_it_was_entered(make_store: MakeStore) -> None:
    db = make_store("A")
    with db.write("o", "test", MORNING) as session:
        assert apply(session, chain(), MORNING).new == len(ROWS)
    with db.read() as session:
        for number, (cls, values) in enumerate(ROWS, 1):
            row = session.get_one(cls, f"row-{number}")
            assert {name: getattr(row, name) for name in values} == values
            assert not row.withdrawn
    assert sorted(all_changes(db), key=lambda change: change.seq) == chain()


def test_a_change_of_what_is_here_is_written_over_it(make_store: MakeStore) -> None:
    db, changes = make_store("A"), chain()
    with db.write("o", "test", MORNING) as session:
        apply(session, changes, MORNING)
    later = change_of(OmzetEntry, 5, changes[-1].hash, {"cash": 5, "participation_id": "bu sri's"})
    parents = {
        name: FieldChange(None, value, (("laptop", 3),)) for name, value in (("cash", 5), ("late", False))
    }
    fields = make_change(parents, frozenset(), "", **_members(later, row_id="row-3"))
    with db.write("o", "test", MORNING) as session:
        assert apply(session, [fields], MORNING).new == 1
    with db.read() as session:
        row = session.get_one(OmzetEntry, "row-3")
        assert (row.cash, row.late, row.transactions, row.changed_at) == (5, False, 7, later.at)
        untouched = session.get_one(OmzetEntry, "row-4")
        assert (untouched.cash, untouched.day) == (None, DAY)


def _members(change: Change, **more: Any) -> dict[str, Any]:
    made = {"fields", "personal", "salt", "digest", "hash"}
    return {name: getattr(change, name) for name in change.__slots__ if name not in made} | more


@pytest.mark.parametrize(
    ("cls", "values"),
    [
        (Attendance, {"day": "kemarin"}),
        (Attendance, {"day": 20230622}),
        (Attendance, {"arrived_at": "pagi"}),
        (BazaarDay, {"opens": "25.00"}),
        (OmzetEntry, {"late": "ya"}),
    ],
)
def test_a_value_that_no_column_holds_is_refused_and_changes_nothing(
    make_store: MakeStore, cls: type[Fact], values: dict[str, Any]
) -> None:
    db = make_store("A")
    with db.read() as session:
        before = facts_digest(session)
    with pytest.raises(ChangeUnsound), db.write("o", "test", MORNING) as session:
        apply(session, [change_of(cls, 1, GENESIS, values)], MORNING)
    with db.read() as session:
        assert facts_digest(session) == before
        assert session.execute(select(ChangeRow)).first() is None


def test_a_change_of_a_table_that_is_not_ours_is_refused(make_store: MakeStore) -> None:
    strange = change_of(OmzetEntry, 1, GENESIS, {"cash": 1})
    strange = make_change(
        {"cash": FieldChange(None, 1)}, frozenset(), "", **_members(strange, entity="change")
    )
    with pytest.raises(ChangeUnsound), make_store("A").write("o", "test", MORNING) as session:
        apply(session, [strange], MORNING)
