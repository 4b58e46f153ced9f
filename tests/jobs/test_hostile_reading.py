"""Spoilt packages handed to a real office: each is answered by name, and nothing that counts changes."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from bazar_desktop.domain.changes import canonical
from bazar_desktop.jobs.identity import own_keys
from bazar_desktop.messages import answer as words_for
from bazar_desktop.store.chains import chain_changes
from bazar_desktop.store.ledger import get_fact
from bazar_desktop.sync.answers import Answer
from tests.offices import Post, World
from tests.stores import all_changes, facts_digest
from tests.sync import conftest as keyed
from tests.sync.test_hostile import WAYS

AT_ONCE = 50


def everything(post: Post) -> tuple[str, list[str]]:
    """The digest of all fact tables, and every change as it stands."""
    with post.store.db.read() as session:
        digest = facts_digest(session)
    return digest, sorted(canonical([one.hash, one.personal, one.salt]) for one in all_changes(post.store.db))


def keyed_world(laptop: Post, office: Post) -> keyed.World:
    """The laptop with its true keys and journal, so that bad content can be signed as only it could."""
    with laptop.store.db.read() as session:
        keys, changes = own_keys(session), chain_changes(session, get_fact(session, "origin"))
    with office.store.db.read() as session:
        return keyed.World(keys, own_keys(session), changes)


def test_an_office_answers_every_spoilt_package_and_changes_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, count: Callable[[int, int], int]
) -> None:
    laptop = world.join("Laptop 1")
    laptop.sell(dict.fromkeys(laptop.parties(), 125_000))
    made = laptop.pack(world.stick("baik"))
    data = made.file.read_bytes()
    assert world.office.answers(made.file) == ["MERGED"]
    before, true = everything(world.office), keyed_world(laptop, world.office)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    dice = random.Random(20230622)
    wanted = count(500, 20_000)
    for start in range(0, wanted, AT_ONCE):
        stick = world.stick(f"rusak {start}")
        for number in range(start, min(start + AT_ONCE, wanted)):
            spoilt = WAYS[number % len(WAYS)](true, data, dice)
            (stick / f"{number}.bazar").write_bytes(spoilt)
        batch = world.office.read(stick)
        assert len(batch.files) == min(AT_ONCE, wanted - start)
        for one in batch.files:
            assert one.answer in set(Answer), one
            assert one.new == 0, one
            assert words_for(one).endswith("."), one
        assert everything(world.office) == before
    assert list(scratch.iterdir()) == []
    assert world.office.answers(made.file) == ["DUPLICATE"]
