"""The journal says who did what, when and why; its chain holds; persons can be erased; rows are what it adds up to."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bazar_desktop.domain.journal.changes import (
    GENESIS,
    Change,
    FieldChange,
    canonical,
    change_hash,
    field_changes,
    is_sound,
    make_change,
    to_line,
)
from bazar_desktop.domain.journal.merging import fold_row, parents_of_decision, parents_of_edit
from bazar_desktop.store.bulk import enter_many
from bazar_desktop.store.database import Database
from bazar_desktop.store.fields import field_names, merge_rules
from bazar_desktop.store.folding import decode
from bazar_desktop.store.guard import journal_door
from bazar_desktop.store.rows import enter, find, withdraw
from bazar_desktop.store.tables import ChangeRow, OmzetEntry, Setting, Vendor, facts
from bazar_desktop.store.undo import undo_action
from tests.stores import MORNING, MakeStore, all_changes

DAY = date(2023, 3, 20)
KEY = {"bazaar_id": "b", "participation_id": "p", "day": DAY, "session": 1}


def chain(db: Database) -> list[Change]:
    return sorted(all_changes(db), key=lambda change: (change.origin, change.seq))


def test_a_change_says_who_when_what_before_after_and_why(make_store: MakeStore) -> None:
    db = make_store("A")
    with db.write("o1", "omzet.report", MORNING) as session:
        enter(session, OmzetEntry, "p", DAY, 1, **KEY, cash=100)
    later = MORNING + timedelta(minutes=5)
    with db.write("o2", "omzet.report", later, reason="salah ketik") as session:
        row = find(session, OmzetEntry, "p", DAY, 1)
        assert row is not None
        row.cash = 250
    first, second = chain(db)
    assert (second.officer, second.reason, second.scope) == ("o2", "salah ketik", "b/2023-03-20")
    assert second.action.startswith("omzet.report/")
    assert second.at > first.at
    assert field_changes(second) == {"cash": FieldChange(100, 250, (first.id,))}
    assert field_changes(first)["cash"] == FieldChange(None, 100)


def test_an_action_that_changes_nothing_writes_nothing(db: Database) -> None:
    for _ in range(2):
        with db.write("o1", "x", MORNING) as session:
            enter(session, Setting, "a", key="a", value="1")
    assert len(all_changes(db)) == 1


def fail_half_way(session: Session) -> None:
    enter(session, Setting, "b", key="b", value="1")
    session.flush()
    raise ZeroDivisionError


def test_an_action_that_fails_leaves_no_gap(make_store: MakeStore) -> None:
    db = make_store("A")
    with db.write("o1", "x", MORNING) as session:
        enter(session, Setting, "a", key="a", value="1")
    with pytest.raises(ZeroDivisionError), db.write("o1", "x", MORNING) as session:
        fail_half_way(session)
    with db.write("o1", "x", MORNING) as session, session.begin_nested() as inner:
        enter(session, Setting, "c", key="c", value="1")
        session.flush()
        inner.rollback()
        session.expire_all()
    with db.write("o1", "x", MORNING) as session:
        enter(session, Setting, "d", key="d", value="1")
    assert [change.seq for change in chain(db)] == [1, 2]


def test_the_chain_holds_and_shows_a_rewrite(make_store: MakeStore) -> None:
    db = make_store("A")
    with db.write("o1", "x", MORNING) as session:
        enter_many(session, Vendor, [{"id": f"v{n}", "name": f"Nama {n}"} for n in range(20)])
    with db.write("o1", "x", MORNING) as session:
        enter(session, OmzetEntry, "p", DAY, 1, **KEY, cash=100)
    last = GENESIS
    for change in chain(db):
        assert is_sound(change)
        assert change.prev_hash == last
        last = change.hash
    rewritten = replace(change, fields=change.fields.replace("100", "900"))
    assert not is_sound(rewritten)
    resealed = replace(rewritten, hash=change_hash(rewritten))
    assert resealed.hash != change.hash  # what is printed on the day's papers no longer fits


def test_a_change_travels_as_a_line_and_comes_back_equal(db: Database) -> None:
    with db.write("o1", "x", MORNING, reason="é “kutip”\n") as session:
        enter(session, Vendor, name="Nur Aini", business='Hijab "Nyai"', phone="+628123456789")
    (change,) = chain(db)
    travelled = json.loads(to_line(change))
    for inner in ("fields", "personal"):
        travelled[inner] = canonical(travelled[inner])
    assert Change(**travelled) == change
    assert "\n" not in to_line(change)


PERSON = {
    "name": "Marni Suryani",
    "business": "Dapur Bu Marni",
    "nik": "3171010101800001",
    "phone": "+628123456789",
    "email": "marni@example.org",
    "address": "Jalan Rajawali 7",
}


def test_what_is_about_a_person_stands_in_one_place_that_can_be_emptied(make_store: MakeStore) -> None:
    db = make_store("A")
    with db.write("o1", "x", MORNING) as session:
        vendor = enter(session, Vendor, **PERSON, product="Nasi uduk").id
    with db.write("o1", "x", MORNING) as session:
        session.get_one(Vendor, vendor).phone = "+628111111111"
    for change in chain(db):
        rest = to_line(replace(change, personal=None, salt=None))
        assert not [value for value in (*PERSON.values(), "+628111111111") if value in rest]
    with db.write("o1", "erase", MORNING) as session, journal_door(session):
        session.execute(update(ChangeRow).where(ChangeRow.row_id == vendor).values(personal=None, salt=None))
    last = GENESIS
    for change in chain(db):
        assert change.erased
        assert is_sound(change)
        assert change.prev_hash == last
        last = change.hash


def test_only_emptying_is_allowed_once_it_is_empty_nothing_comes_back(make_store: MakeStore) -> None:
    db = make_store("A")
    with db.write("o1", "x", MORNING) as session:
        enter(session, Vendor, **PERSON)
    for values in ({"personal": "{}", "salt": None}, {"personal": None, "salt": None, "officer": "x"}):
        with (
            pytest.raises(Exception, match="append-only"),
            db.write("o1", "x", MORNING) as session,
            journal_door(session),
        ):
            session.execute(update(ChangeRow).values(**values))
    assert not chain(db)[0].erased


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["cash", "qris", "note", "withdraw", "undo"]),
        st.sampled_from(["p", "q"]),
        st.integers(0, 3),
    ),
    max_size=12,
)


@settings(max_examples=15, deadline=None)
@given(STEPS)
def test_a_row_is_the_fold_of_its_changes_after_any_history(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Any]
) -> None:
    from tests.stores import sqlcipher_store

    db = sqlcipher_store(tmp_path_factory.mktemp("fold"), "A")
    actions: list[str] = []
    for number, step in enumerate(steps):
        with db.write("o1", "step", MORNING + timedelta(seconds=number)) as session:
            if take(session, *step, actions):
                actions.append(session.info["act"].action)
    with db.read() as session:
        rows_are_their_folds(session)
    db.close()


def take(session: Session, what: str, who: str, value: int, actions: list[str]) -> bool:
    row = find(session, OmzetEntry, who, DAY, 1)
    if what == "undo":
        if not actions:
            return False
        undo_action(session, actions.pop())
        return False
    if what == "withdraw":
        if row is not None:
            withdraw(session, row)
        return row is not None
    if row is not None and getattr(row, what) == (str(value) if what == "note" else value):
        return False
    key = {**KEY, "participation_id": who}
    enter(session, OmzetEntry, who, DAY, 1, **key, **{what: str(value) if what == "note" else value})
    return True


def rows_are_their_folds(session: Session) -> None:
    changes = [Change(**row._mapping) for row in session.execute(select(ChangeRow.__table__))]
    for entity, cls in facts().items():
        for row in session.execute(select(cls)).scalars():
            own = [change for change in changes if (change.entity, change.row_id) == (entity, row.id)]
            state = fold_row(own, merge_rules(cls))
            assert state.changed_at == row.changed_at
            assert not any(field.conflict for field in state.fields.values())
            for name in field_names(cls):
                folded = state.values().get(name)
                assert getattr(row, name) == decode(cls, name, folded), name


EDITS = st.lists(
    st.tuples(
        st.integers(0, 2), st.sampled_from(["edit", "see", "decide"]), st.integers(0, 2), st.integers(0, 2)
    ),
    max_size=14,
)


@settings(max_examples=300, deadline=None)
@given(EDITS, st.randoms(use_true_random=False))
def test_heads_are_exactly_the_changes_nobody_knew_of_when_overwriting(steps: list[Any], chance: Any) -> None:
    """Three stores edit one field, see each other now and then. The fold against a brute-force model."""
    seen: list[list[Change]] = [[], [], []]
    knew: dict[tuple[str, int], set[tuple[str, int]]] = {}  # what each change's author saw and replaced
    made: list[Change] = []
    for number, (store, what, value, other) in enumerate(steps):
        if what == "see":
            known = {change.id for change in seen[store]}
            seen[store] += [change for change in seen[other] if change.id not in known]
            continue
        state = fold_row(seen[store], {}).fields.get("x")
        shown = state.value if state else None
        if what == "edit" and state is not None and shown == value:
            continue
        parents = parents_of_decision(state) if what == "decide" else parents_of_edit(state, shown, "ask")
        change = a_change(store, number, FieldChange(shown, value, parents))
        knew[change.id] = {
            item.id
            for item in seen[store]
            if what == "decide" or value_of(item) == shown or replaced(item.id, knew, seen[store], shown)
        }
        seen[store].append(change)
        made.append(change)
    everything = [*made, *chance.sample(made, len(made) // 2)]
    chance.shuffle(everything)
    assert heads(fold_row(made, {})) == heads(fold_row({item.id: item for item in everything}.values(), {}))
    model = {item.id for item in made if not any(item.id in over for over in knew.values())}
    assert {head[0] for head in heads(fold_row(made, {}))} == model


def replaced(
    one: tuple[str, int], knew: dict[tuple[str, int], set[tuple[str, int]]], seen: list[Change], shown: Any
) -> bool:
    """Whether what the author saw had replaced `one` already."""
    return any(one in knew[other.id] for other in seen)


def value_of(change: Change) -> Any:
    return field_changes(change)["x"].after


def heads(state: Any) -> list[Any]:
    field = state.fields.get("x")
    return [(head.id, head.value) for head in field.heads] if field else []


def a_change(store: int, number: int, field: FieldChange) -> Change:
    return make_change(
        {"x": field},
        frozenset(),
        "",
        origin=f"o{store}",
        seq=number,
        schema=1,
        at=f"{number:012x}-0000",
        officer="o",
        action="a",
        scope="store",
        entity="omzet_entry",
        row_id="r",
        reason=None,
        prev_hash=GENESIS,
    )
