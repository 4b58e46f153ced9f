"""Every answer that reading can give is reached on real stores, with a sentence in both languages and a way out."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bazar_desktop.jobs.identity import own_keys
from bazar_desktop.jobs.intake import ReadFile
from bazar_desktop.language import use_language
from bazar_desktop.messages import answer as words_for
from bazar_desktop.services.devices import revoke
from bazar_desktop.services.packages import list_intake
from bazar_desktop.store.opening import open_store
from bazar_desktop.sync.answers import Answer
from tests.jobs.test_reading import days_of_packages
from tests.offices import PIN, Post, World, found
from tests.sync.test_envelope import members_of, resigned


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """A small bazaar: fifteen of them are stood up here."""
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    made = found(tmp_path, vendors=2, reserves=0, partners=0)
    yield made
    made.close()


def sent(world: World, laptop: Post, name: str = "hari 1") -> Path:
    """A package of one sale."""
    laptop.sell({laptop.parties()[0]: 5_000})
    return laptop.pack(world.stick(name)).file


def merged(world: World, laptop: Post) -> Path:
    return sent(world, laptop)


def duplicate(world: World, laptop: Post) -> Path:
    file = sent(world, laptop)
    world.office.read(file)
    return file


def held(world: World, laptop: Post) -> Path:
    return days_of_packages(world, laptop, 2)[1]


def merged_late(world: World, laptop: Post) -> Path:
    laptop.seal()
    world.office.read(sent(world, laptop))
    laptop.sell({laptop.parties()[1]: 7_000})
    return laptop.pack(world.stick("susulan")).file


def damaged(world: World, laptop: Post) -> Path:
    file = sent(world, laptop)
    file.write_bytes(file.read_bytes()[:-9])
    return file


def edited(world: World, laptop: Post, **manifest: object) -> Path:
    file = sent(world, laptop)
    with laptop.store.db.read() as session:
        keys = own_keys(session)
    file.write_bytes(resigned(members_of(file.read_bytes()), keys, **manifest))
    return file


def bad_signature(world: World, laptop: Post) -> Path:
    file, other = sent(world, laptop), world.join("Laptop 2")
    with other.store.db.read() as session:
        keys = own_keys(session)
    file.write_bytes(resigned(members_of(file.read_bytes()), keys))
    return file


def unknown_device(world: World, laptop: Post) -> Path:
    return sent(world, world.join("Laptop 2", enrol=False))


def revoked(world: World, laptop: Post) -> Path:
    office = world.office
    with office.store.db.write(office.store.officer.id, "devices.revoke", office.tick()) as session:
        revoke(session, "Laptop 1", officer=office.store.officer.id, at=office.at)
    return sent(world, laptop)


def not_for_us(world: World, laptop: Post) -> Path:
    return edited(world, laptop, recipients=["0" * 16])


def fork(world: World, laptop: Post) -> Path:
    laptop.store.db.close()
    twin = world.folder / "kembaran"
    shutil.copytree(laptop.store.folder, twin)
    for folder, amount in ((laptop.store.folder, 5_000), (twin, 6_000)):
        post = replace(laptop, store=open_store(folder, laptop.store.officer.id, PIN))
        post.sell({post.parties()[0]: amount})
        file = post.pack(world.stick(f"kembar {amount}")).file
        post.store.db.close()
        if amount == 5_000:
            world.office.read(file)
    return file


def too_new(world: World, laptop: Post) -> Path:
    return edited(world, laptop, format=99)


def too_old(world: World, laptop: Post) -> Path:
    return edited(world, laptop, schema=0)


def too_big(world: World, laptop: Post) -> Path:
    file = sent(world, laptop)
    with file.open("r+b") as opened:
        opened.truncate(161 * 1024 * 1024)
    return file


def clock_odd(world: World, laptop: Post) -> Path:
    laptop.at += timedelta(days=40)
    return sent(world, laptop)


def sample(world: World, laptop: Post) -> Path:
    return edited(world, laptop, sample=True)


SITUATIONS: tuple[Callable[[World, Post], Path], ...] = (
    merged, duplicate, held, merged_late, damaged, bad_signature, unknown_device, revoked, not_for_us, fork, too_new,
    too_old, too_big, clock_odd, sample,
)  # fmt: skip


def test_no_answer_is_left_out() -> None:
    assert {one.__name__.upper() for one in SITUATIONS} == set(Answer)


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda one: one.__name__)
def test_the_answer_is_reached_and_says_what_to_do(
    world: World, situation: Callable[[World, Post], Path]
) -> None:
    file = situation(world, world.join("Laptop 1"))
    (found,) = world.office.read(file).files
    wanted = Answer[situation.__name__.upper()]
    if wanted == Answer.CLOCK_ODD:
        assert (found.answer, found.clock_odd) == (Answer.MERGED, True)
    else:
        assert found.answer == wanted
    said = [in_words(found, language) for language in ("id", "en")]
    assert said[0] != said[1]
    with world.office.store.db.read() as session:
        kept = list_intake(session)[0]
    assert words_for(kept) == said[0]


def in_words(found: ReadFile, language: str) -> str:
    use_language(language)
    try:
        words = words_for(found)
    finally:
        use_language("id")
    assert words.endswith(".")
    assert "{" not in words
    return words
