"""Whatever officers, sticks and accidents do, stores that have seen the same changes hold the same and lose nothing."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from bazar_desktop.domain.journal import merging
from bazar_desktop.domain.journal.authority import ChangeStanding
from bazar_desktop.store import apply as applying, authority, folding
from bazar_desktop.store.authority import Bench
from bazar_desktop.store.tables import Base, facts
from bazar_desktop.store.undo import FieldMovedOn
from tests.schedules.machine import JOURNAL, OWN, Schedules
from tests.schedules.posts import Template, make_template
from tests.store.test_merge import before_rule, last_write_wins


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("acuan")
        patch.setenv("BAZAR_SECRET_DIR", str(folder / "secret"))
        return make_template(folder)


def run(template: Template, folder: Path, schedules: int, *, steps: int = 16) -> None:
    numbers = itertools.count()
    run_state_machine_as_test(
        lambda: Schedules(template, folder / str(next(numbers))),
        settings=settings(max_examples=schedules, stateful_step_count=steps, phases=[Phase.generate]),
    )


def test_stores_that_have_seen_the_same_changes_hold_the_same(
    template: Template, tmp_path: Path, count: Callable[[int, int], int]
) -> None:
    run(template, tmp_path, count(50, 2_000), steps=10)


def test_every_table_is_compared_but_those_of_one_list() -> None:
    assert set(Base.metadata.tables) - {*OWN, *JOURNAL} == set(facts())
    assert set(OWN) | set(JOURNAL) <= set(Base.metadata.tables)


def only_the_first(bench: Bench, origin: str, first: str, *_: str) -> None:
    bench._taken[origin].append((int(first), int(first)))


FAULTS = [
    "last write wins",
    "lost conflict",
    "order dependence",
    "before rule",
    "late news of the erased",
    "accept ignored",
    "verdict that comes later",
    "usul counted",
    "take-back partial",
]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_the_merge_is_found(
    template: Template, tmp_path: Path, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if fault == "last write wins":
        monkeypatch.setattr(merging, "fold_field", last_write_wins)
    elif fault == "before rule":
        monkeypatch.setattr(merging, "fold_field", before_rule)
    elif fault == "late news of the erased":
        monkeypatch.setattr(applying, "erase_what_came", lambda *_: 0)
    elif fault == "lost conflict":
        monkeypatch.setattr(folding, "settle_conflicts", lambda *_: [])
    elif fault == "accept ignored":
        monkeypatch.setattr(Bench, "_note_verdict", lambda *_: None)
    elif fault == "verdict that comes later":
        monkeypatch.setattr(
            applying, "judge_anew", lambda *_: set()
        )  # what is here already is not judged again
    elif fault == "usul counted":
        monkeypatch.setattr(authority, "judged", lambda *_: ChangeStanding.PLAIN)
    elif fault == "take-back partial":
        monkeypatch.setattr(Bench, "_note_take_back", only_the_first)
    else:
        monkeypatch.setattr(folding, "update_many", lambda *_: None)  # a row that is here is not folded anew
    with pytest.raises((AssertionError, FieldMovedOn)):
        run(template, tmp_path, 50)
