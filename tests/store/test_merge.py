"""Two stores change everything at once and are merged in both orders, on both databases; faults are caught."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.journal import merging
from bazar_desktop.domain.journal.merging import FieldState, Head
from bazar_desktop.store import rows
from bazar_desktop.store.apply import ChainForked, GapInChain, apply
from bazar_desktop.store.bulk import enter_many
from bazar_desktop.store.database import Database
from bazar_desktop.store.folding import ChangeUnsound
from bazar_desktop.store.rows import decide, enter, find
from bazar_desktop.store.tables import Attendance, ChangeRow, Fact, OmzetEntry, Setting, Vendor, natural_id
from bazar_desktop.store.undo import FieldMovedOn, NothingToUndo, undo_action
from tests.stores import MORNING, MakeStore, all_changes, conflicts, facts_digest

DAY = date(2023, 3, 20)


@dataclass
class Laptop:
    """A store, its officer and a clock that goes on by a second an action."""

    db: Database
    officer: str
    at: datetime = MORNING

    def act(self, verb: Any) -> str:
        """Run `verb(session)` as one action; returns the action's id."""
        self.at += timedelta(seconds=1)
        with self.db.write(self.officer, "test", self.at) as session:
            verb(session)
            action = session.info["act"].action
        return str(action)

    def take(self, other: Laptop) -> None:
        self.act(lambda session: apply(session, all_changes(other.db), self.at))

    def omzet(self, who: str, **values: Any) -> str:
        key = {"bazaar_id": "b", "participation_id": who, "day": DAY, "session": 1}
        return self.act(lambda session: enter(session, OmzetEntry, who, DAY, 1, **key, **values))

    def arrive(self, who: str, hour: int, **values: Any) -> str:
        key = {"bazaar_id": "b", "participation_id": who, "day": DAY, "session": 1}
        arrived = MORNING.replace(hour=hour)
        return self.act(
            lambda session: enter(session, Attendance, who, DAY, 1, arrived_at=arrived, **key, **values)
        )

    def withdraw(self, cls: type[Fact], *key: object) -> str:
        def verb(session: Session) -> None:
            row = find(session, cls, *key)
            assert row is not None
            rows.withdraw(session, row)

        return self.act(verb)

    def undo(self, action: str) -> str:
        return self.act(lambda session: undo_action(session, action))


def omzet_id(who: str) -> str:
    return natural_id("omzet_entry", who, DAY, 1)


def make_history(laptop: Laptop, two: Laptop) -> None:
    """Every kind of change, first seen by both, then made by both at once."""
    for who in ("same", "differ", "apart", "gone", "back", "undone", "edited", "settled", "triple", "twice"):
        laptop.omzet(who, state="reported", cash=100)
    undo_me = laptop.omzet("undo-me", state="reported", cash=5)
    laptop.act(lambda session: enter(session, Setting, "cut_off", key="cut_off", value='"09.30"'))
    two.take(laptop)

    laptop.omzet("same", cash=250)
    two.omzet("same", cash=250)
    laptop.omzet("differ", cash=300)
    two.omzet("differ", cash=400)
    laptop.omzet("apart", cash=111)
    two.omzet("apart", qris=222)
    laptop.withdraw(OmzetEntry, "gone", DAY, 1)
    two.omzet("gone", cash=777)
    laptop.withdraw(OmzetEntry, "twice", DAY, 1)
    two.withdraw(OmzetEntry, "twice", DAY, 1)
    laptop.undo(laptop.omzet("back", cash=150))  # 100 again, and on: one laptop alone is no conflict
    laptop.omzet("back", cash=900)
    laptop.undo(undo_me)
    two.omzet("undo-me", cash=6)  # grew out of the entry that is undone elsewhere
    laptop.undo(laptop.arrive("gate", 8, status="present"))
    two.arrive("gate", 9, status="present")  # on its own: no conflict
    laptop.arrive("early", 8, status="present")
    two.arrive("early", 7, status="present")
    laptop.arrive("mark", 8, status="present")
    two.arrive("mark", 8, status="excused")
    laptop.act(lambda session: enter(session, Setting, "cut_off", key="cut_off", value='"10.00"'))
    two.act(lambda session: enter(session, Setting, "cut_off", key="cut_off", value='"09.00"'))
    laptop.omzet("settled", cash=1)
    two.omzet("settled", cash=2)
    laptop.omzet("triple", cash=2000)  # both write 2000, then one sees both and goes on
    two.omzet("triple", cash=2000)
    vendors = [{"id": f"v{n}", "name": f"Nama {n}", "business": f"Usaha {n}"} for n in range(50)]
    laptop.act(lambda session: enter_many(session, Vendor, vendors))
    two.act(lambda session: enter(session, Vendor, name="Marni", business="Dapur Bu Marni"))

    laptop.take(two)

    def settle(session: Session) -> None:
        row = session.get_one(OmzetEntry, omzet_id("settled"))
        decide(session, row, "cash", 2)

    laptop.act(settle)
    laptop.omzet("triple", cash=3000)


EXPECTED_CASH = {
    "same": 250,
    "apart": 111,
    "back": 900,
    "settled": 2,
    "triple": 3000,
}
EXPECTED_CONFLICTS = {
    ("omzet_entry", omzet_id("differ"), "cash"),
    ("omzet_entry", omzet_id("gone"), "cash"),
    ("omzet_entry", omzet_id("undo-me"), "cash"),
    ("attendance", natural_id("attendance", "mark", DAY, 1), "status"),
}


def check(session: Session) -> tuple[str, set[tuple[str, str, str]]]:
    """The merged facts are those a person would expect; returns what makes two stores equal."""
    cash = {
        who: session.get_one(OmzetEntry, omzet_id(who)).cash  # one row each
        for who in EXPECTED_CASH
    }
    assert cash == EXPECTED_CASH
    assert session.get_one(OmzetEntry, omzet_id("apart")).qris == 222
    assert find(session, OmzetEntry, "twice", DAY, 1) is None
    early = find(session, Attendance, "early", DAY, 1)
    assert early is not None
    assert early.arrived_at == MORNING.replace(hour=7)
    gate = find(session, Attendance, "gate", DAY, 1)
    assert gate is not None
    assert gate.arrived_at == MORNING.replace(hour=9)
    cut_off = find(session, Setting, "cut_off")
    assert cut_off is not None
    assert cut_off.value == '"10.00"'  # the later clock
    found = conflicts(session)
    assert found == EXPECTED_CONFLICTS
    return facts_digest(session), found


def run_scenario(make_store: MakeStore) -> None:
    one, two = Laptop(make_store("A"), "officer-1"), Laptop(make_store("B"), "officer-2")
    make_history(one, two)
    first, second = Laptop(make_store("C"), "office"), Laptop(make_store("D"), "office")
    first.take(one)
    first.take(two)
    second.take(two)
    second.take(one)
    two.take(one)
    results = set()
    for laptop in (one, two, first, second):
        laptop.take(one)  # again: nothing changes
        with laptop.db.read() as session:
            digest, found = check(session)
            results.add((digest, tuple(sorted(found))))
    assert len(results) == 1


def test_the_same_changes_give_the_same_facts_and_conflicts_in_any_order(make_store: MakeStore) -> None:
    run_scenario(make_store)


def before_rule(entries: list[merging.Entry], rule: str) -> FieldState:
    """The fault: two changes conflict where their *before* values are the same."""
    ordered = sorted(entries, key=lambda entry: (entry[1], *entry[0]))
    id_, at, last = ordered[-1]
    clash = any(
        a[2].before == b[2].before and a[2].after != b[2].after
        for a in ordered
        for b in ordered
        if a[0][0] != b[0][0]
    )
    return FieldState((Head(id_, at, last.after, last.never),), last.after, clash and rule == merging.ASK)


def last_write_wins(entries: list[merging.Entry], rule: str) -> FieldState:
    id_, at, last = max(entries, key=lambda entry: (entry[1], *entry[0]))
    return FieldState((Head(id_, at, last.after, last.never),), last.after, False)


def withdraw_only_itself(session: Session, row: Fact, *, never: bool = False) -> None:
    row.withdrawn = True


@pytest.mark.parametrize("fault", ["before rule", "last write wins", "one parent only", "lost withdrawal"])
def test_a_fault_in_the_merge_is_caught(
    make_store: MakeStore, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = merging.parents_of_edit
    if fault == "before rule":
        monkeypatch.setattr(merging, "fold_field", before_rule)
    elif fault == "last write wins":
        monkeypatch.setattr(merging, "fold_field", last_write_wins)
    elif fault == "one parent only":
        monkeypatch.setattr(merging, "parents_of_edit", lambda *given: right(*given)[:1])
    else:
        monkeypatch.setattr(rows, "withdraw", withdraw_only_itself)
    with pytest.raises((AssertionError, FieldMovedOn)):
        run_scenario(make_store)


def test_a_decision_settles_and_a_later_unseen_edit_brings_the_conflict_back(make_store: MakeStore) -> None:
    laptop, two = Laptop(make_store("A"), "officer-1"), Laptop(make_store("B"), "officer-2")
    laptop.omzet("x", cash=1)
    two.take(laptop)
    laptop.omzet("x", cash=10)
    two.omzet("x", cash=20)
    laptop.take(two)
    laptop.act(lambda session: decide(session, session.get_one(OmzetEntry, omzet_id("x")), "cash", 20))
    with laptop.db.read() as session:
        assert conflicts(session) == set()
    two.omzet("x", cash=30)
    laptop.take(two)
    with laptop.db.read() as session:
        assert conflicts(session) == {("omzet_entry", omzet_id("x"), "cash")}


def test_a_decision_made_elsewhere_settles_the_conflict_in_every_store_that_saw_it(
    make_store: MakeStore,
) -> None:
    laptop, two = Laptop(make_store("A"), "officer-1"), Laptop(make_store("B"), "officer-2")
    laptop.omzet("x", cash=1)
    two.take(laptop)
    laptop.omzet("x", cash=10)
    two.omzet("x", cash=20)
    laptop.take(two)
    two.take(laptop)
    laptop.act(lambda session: decide(session, session.get_one(OmzetEntry, omzet_id("x")), "cash", 20))
    two.take(laptop)
    with two.db.read() as session:
        assert conflicts(session) == set()
        assert session.get_one(OmzetEntry, omzet_id("x")).cash == 20


def test_a_gap_a_fork_and_a_rewritten_change_are_refused_and_change_nothing(make_store: MakeStore) -> None:
    from dataclasses import replace

    laptop, two = Laptop(make_store("A"), "officer-1"), Laptop(make_store("B"), "officer-2")
    for amount in (1, 2, 3):
        laptop.omzet("x", cash=amount)
    changes = sorted(all_changes(laptop.db), key=lambda change: change.seq)
    with two.db.read() as session:
        before = facts_digest(session)
    with pytest.raises(GapInChain):
        two.act(lambda session: apply(session, [changes[0], changes[2]], two.at))
    edited = replace(changes[1], fields=changes[1].fields.replace("2", "9"))
    with pytest.raises(ChangeUnsound):
        two.act(lambda session: apply(session, [changes[0], edited], two.at))
    with two.db.read() as session:
        assert facts_digest(session) == before
        assert session.execute(select(ChangeRow)).first() is None
    two.act(lambda session: apply(session, changes, two.at))
    forked = _forked(changes[2])
    with pytest.raises(ChainForked):
        two.act(lambda session: apply(session, [*changes[:2], forked], two.at))


def _forked(change: Any) -> Any:
    from dataclasses import replace

    from bazar_desktop.domain.journal.changes import change_hash

    other = replace(change, fields=change.fields.replace("3", "8"))
    return replace(other, hash=change_hash(other))


def test_undo_refuses_where_the_field_has_moved_on(make_store: MakeStore) -> None:
    laptop = Laptop(make_store("A"), "officer-1")
    first = laptop.omzet("x", cash=1)
    second = laptop.omzet("x", cash=2)
    with pytest.raises(FieldMovedOn):
        laptop.undo(first)
    laptop.undo(second)
    redo = laptop.undo(first)
    with laptop.db.read() as session:
        assert find(session, OmzetEntry, "x", DAY, 1) is None
    laptop.undo(redo)
    with laptop.db.read() as session:
        entry = find(session, OmzetEntry, "x", DAY, 1)
        assert entry is not None
        assert entry.cash == 1


def test_undo_knows_only_this_officers_actions(make_store: MakeStore) -> None:
    laptop = Laptop(make_store("A"), "officer-1")
    action = laptop.omzet("x", cash=1)
    laptop.officer = "officer-2"
    with pytest.raises(NothingToUndo):
        laptop.undo(action)
