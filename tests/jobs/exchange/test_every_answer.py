"""Every answer that reading can give is reached on real stores, with a sentence in both languages and a way out."""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bazar_desktop.domain.journal.changes import canonical
from bazar_desktop.jobs.exchange.forwarding import hand_on
from bazar_desktop.jobs.exchange.intake import (
    CONFIRMED,
    DIFFERS,
    ENROLLED,
    NOT_OURS,
    REFUSED,
    UNREADABLE,
    ReadFile,
)
from bazar_desktop.jobs.office.identity import chain_point, own_keys
from bazar_desktop.language import use_language
from bazar_desktop.messages import answer as words_for
from bazar_desktop.services.exchange.packages import list_intake
from bazar_desktop.services.office.laptops import revoke
from bazar_desktop.store.opening import open_store
from bazar_desktop.store.own_facts import get_fact
from bazar_desktop.sync.answers import Answer
from bazar_desktop.sync.device_keys import generate
from bazar_desktop.sync.receipt import make_receipt
from tests.hostile.liar import liar_of
from tests.jobs.exchange.test_reading import days_of_packages
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


def broken_content(world: World, laptop: Post) -> Path:
    world.office.read(sent(world, laptop))
    liar = liar_of(laptop)
    lie = liar.says("omzet_entry", "baris-baru", {"cash": 10**15})
    return liar.package(world.stick("dusta") / "1.bazar", world.office, [lie])


SITUATIONS: tuple[Callable[[World, Post], Path], ...] = (
    merged, duplicate, held, merged_late, damaged, bad_signature, unknown_device, revoked, not_for_us, fork, too_new,
    too_old, too_big, clock_odd, sample, broken_content,
)  # fmt: skip


def test_no_answer_is_left_out() -> None:
    assert {item.__name__.upper() for item in SITUATIONS} == set(Answer)


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda item: item.__name__)
def test_the_answer_is_reached_and_says_what_to_do(
    world: World, situation: Callable[[World, Post], Path]
) -> None:
    file = situation(world, world.join("Laptop 1"))
    (read_file,) = world.office.read(file).files
    wanted = Answer[situation.__name__.upper()]
    if wanted == Answer.CLOCK_ODD:
        assert (read_file.answer, read_file.clock_odd) == (Answer.MERGED, True)
    else:
        assert read_file.answer == wanted
    said = [in_words(read_file, language) for language in ("id", "en")]
    assert said[0] != said[1]
    with world.office.store.db.read() as session:
        kept = list_intake(session)[0]
    assert words_for(kept) == said[0]


# -- the other kinds of files --------------------------------------------------------------------------------------


def enrolled(world: World) -> tuple[Post, Path]:
    world.open_preparation("Laptop 2").store.db.close()
    return world.office, next(world.stick("siap Laptop 2").glob("*.daftar"))


def answered_by_two(world: World) -> tuple[Post, Path]:
    """The same preparation answered once more, by other keys."""
    office, answer = enrolled(world)
    office.read(answer)
    body = json.loads(json.loads(answer.read_bytes())["signed"])
    keys = generate()
    text = canonical(body | {"keys": {"sign": keys.public.sign, "age": keys.public.age}}).encode()
    signature = base64.b64encode(keys.sign(text)).decode()
    answer.write_bytes(canonical({"signature": signature, "signed": text.decode()}).encode() + b"\n")
    return office, answer


def received(world: World) -> tuple[Post, Path]:
    laptop = world.laptops[0]
    file = sent(world, laptop)
    world.office.read(file)
    return laptop, next(file.parent.glob("*.terima"))


def receipt_of_another(world: World) -> tuple[Post, Path]:
    _laptop, receipt = received(world)
    return world.join("Laptop 2"), receipt


def other_figures(world: World) -> tuple[Post, Path]:
    laptop, receipt = received(world)
    with laptop.store.db.read() as session:
        point = replace(chain_point(session, get_fact(session, "origin")), hash="0" * 64)
        device = own_keys(session).public.id
    with world.office.store.db.read() as session:
        keys = own_keys(session)
    made = {"sudin": "Sudin", "made_at": "2023-03-21T09:00:00+07:00", "device": device}
    receipt.write_bytes(make_receipt([point], [], keys=keys, **made))  # type: ignore[arg-type]
    return laptop, receipt


def news(world: World) -> tuple[Post, Path]:
    world.office.sell({world.office.parties()[0]: 5_000})
    made = hand_on(world.office.store, to=world.stick("kabar"), at=world.office.tick(), everything=True)
    return world.laptops[0], made.file


def news_again(world: World) -> tuple[Post, Path]:
    laptop, file = news(world)
    laptop.read(file)
    return laptop, file


def news_of_a_sealed_day(world: World) -> tuple[Post, Path]:
    laptop = world.laptops[0]
    laptop.seal()
    return news(world)


def unreadable(world: World) -> tuple[Post, Path]:
    return world.office, world.stick("kosong") / "hilang.bazar"


OTHERS: tuple[tuple[Callable[[World], tuple[Post, Path]], str], ...] = (
    (enrolled, ENROLLED), (answered_by_two, REFUSED), (received, CONFIRMED), (receipt_of_another, NOT_OURS),
    (other_figures, DIFFERS), (news, "MERGED"), (news_again, "DUPLICATE"), (news_of_a_sealed_day, "MERGED_LATE"),
    (unreadable, UNREADABLE),
)  # fmt: skip


@pytest.mark.parametrize(
    ("situation", "wanted"), OTHERS, ids=lambda item: getattr(item, "__name__", str(item))
)
def test_every_answer_to_other_files_is_reached_and_says_what_to_do(
    world: World, situation: Callable[[World], tuple[Post, Path]], wanted: str
) -> None:
    world.join("Laptop 1")
    reader, file = situation(world)
    (read_file,) = reader.read(file).files
    assert read_file.answer == wanted, read_file
    said = [in_words(read_file, language) for language in ("id", "en")]
    assert said[0] != said[1]


def in_words(file: ReadFile, language: str) -> str:
    use_language(language)
    try:
        words = words_for(file)
    finally:
        use_language("id")
    assert words.endswith(".") or file.words  # the six words to compare stand last
    assert "{" not in words
    return words
