"""Spoilt files of every kind handed to real stores: each is answered by name, and nothing that counts changes."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.journal.changes import canonical
from bazar_desktop.jobs.exchange.forwarding import TO_ABOVE, hand_on
from bazar_desktop.jobs.exchange.intake import REFUSED
from bazar_desktop.jobs.office.identity import own_keys
from bazar_desktop.jobs.office.introductions import admit, introduce, set_above
from bazar_desktop.messages import answer as words_for, sentence
from bazar_desktop.services.office.laptops import trusted_devices
from bazar_desktop.store.chains import chain_changes
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.store.own_facts import get_fact
from bazar_desktop.store.tables import StoreFact
from bazar_desktop.sync.answers import Answer, PackageRefused
from tests.jobs.exchange.test_forwarding import meet, second_office
from tests.offices import Post, World
from tests.stores import all_changes, facts_digest
from tests.sync import conftest as keyed
from tests.sync.test_hostile import NEWS_WAYS, SIGNED_WAYS, WAYS, Spoil, damages

AT_ONCE = 50
OWN_BUSINESS = (
    "clock",
    "backed_up_seq",
)  # what reading anything at all moves: the clock, and a backup before it
Count = Callable[[int, int], int]


def everything(post: Post) -> tuple[str, list[str], dict[str, str], list[str]]:
    """The digest of all fact tables, every change as it stands, what the store knows, and the files beside it."""
    with post.store.db.read() as session:
        digest = facts_digest(session)
        known = {row.key: row.value for row in session.query(StoreFact) if row.key not in OWN_BUSINESS}
    beside = sorted(path.name for path in post.store.folder.iterdir() if "wal" not in path.name)
    changes = sorted(
        canonical([change.hash, change.personal, change.salt]) for change in all_changes(post.store.db)
    )
    return digest, changes, known, beside


def keyed_world(maker: Post, reader: Post, kind: type[keyed.World] = keyed.World) -> keyed.World:
    """The maker with its true keys and journal, so that bad content can be signed as only it could."""
    with maker.store.db.read() as session:
        keys, changes = own_keys(session), chain_changes(session, get_fact(session, "origin"))
    with reader.store.db.read() as session:
        return kind(keys, own_keys(session), changes)


@dataclass(frozen=True)
class Kind:
    """One kind of file that a reader takes: a good one of it, and the ways it can be spoilt."""

    suffix: str
    good: bytes
    maker: keyed.World
    ways: tuple[Spoil, ...]

    def spoilt(self, number: int, dice: random.Random) -> bytes:
        part = None
        while part is None:
            part = damages(self.ways[number % len(self.ways)], self.maker, self.good, dice)
        return part


def hand_in_spoilt(
    world: World, reader: Post, kinds: Iterable[Kind], wanted: int, answers: Iterable[str]
) -> None:
    """Read `wanted` spoilt files of `kinds` in turn: an answer and a sentence each, and nothing changed."""
    before, dice, turn = everything(reader), random.Random(20230622), tuple(kinds)
    allowed = set(answers)
    for start in range(0, wanted, AT_ONCE):
        stick = world.stick(f"rusak {start}")
        for number in range(start, min(start + AT_ONCE, wanted)):
            kind = turn[number % len(turn)]
            (stick / f"{number}{kind.suffix}").write_bytes(kind.spoilt(number // len(turn), dice))
        batch = reader.read(stick)
        assert len(batch.files) == min(AT_ONCE, wanted - start)
        for file in batch.files:
            assert file.answer in allowed, file
            assert file.new == 0, file
            assert words_for(file).endswith("."), file
        assert everything(reader) == before


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files would be left."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.chdir(folder)
    return folder


def test_an_office_answers_every_spoilt_package_and_answer_and_changes_nothing(
    world: World, scratch: Path, count: Count
) -> None:
    laptop = world.join("Laptop 1")
    laptop.sell(dict.fromkeys(laptop.parties(), 125_000))
    made = laptop.pack(world.stick("baik"))
    assert world.office.answers(made.file) == ["MERGED"]
    joined = next(world.stick("siap Laptop 1").glob("*.daftar"))
    true = keyed_world(laptop, world.office)
    package = Kind(".bazar", made.file.read_bytes(), true, WAYS)
    answer = Kind(".daftar", joined.read_bytes(), true, SIGNED_WAYS)
    turn = (package, package, package, answer)
    hand_in_spoilt(world, world.office, turn, count(500, 20_000), {*Answer, REFUSED})
    assert list(scratch.iterdir()) == []
    assert world.office.answers(made.file) == ["DUPLICATE"]


def test_a_laptop_answers_every_spoilt_kabar_receipt_and_package_and_changes_nothing(
    world: World, scratch: Path, count: Count
) -> None:
    laptop = world.join("Laptop 1")
    laptop.sell(dict.fromkeys(laptop.parties(), 125_000))
    stick = world.stick("baik")
    laptop.pack(stick)
    world.office.read(stick)
    hand_on(world.office.store, to=stick, at=world.office.tick(), everything=True)
    from_office = world.office.pack(world.stick("kantor"), everything=True).file.read_bytes()
    news, receipt = next(stick.glob("*.kabar")), next(stick.glob("*.terima"))
    assert laptop.answers(stick) == ["MERGED", "DUPLICATE", "CONFIRMED"]
    true = keyed_world(world.office, laptop)
    told = keyed_world(world.office, laptop, keyed.NewsWorld)
    turn = (
        Kind(".kabar", single_chapter(world.office, told), told, NEWS_WAYS),
        Kind(".terima", receipt.read_bytes(), true, SIGNED_WAYS),
        Kind(".bazar", from_office, true, WAYS),
    )
    hand_in_spoilt(world, laptop, turn, count(160, 6_000), Answer)
    assert list(scratch.iterdir()) == []
    assert laptop.answers(news) == ["DUPLICATE"]


def single_chapter(office: Post, world: keyed.World) -> bytes:
    """The office's own chain as news, as the ways to spoil them expect."""
    return world.package(name=office.store.name)


def test_the_office_above_answers_every_spoilt_kabar_and_introduction_and_changes_nothing(
    world: World, scratch: Path, tmp_path: Path, count: Count
) -> None:
    dinas = second_office(tmp_path / "dinas", world.office.at)
    meet(world, world.office, dinas, "pusat")
    stick = world.stick("serah")
    hand_on(world.office.store, to=stick, at=world.office.tick(), only=TO_ABOVE)
    assert dinas.answers(stick) == ["MERGED"]
    told = keyed_world(world.office, dinas, keyed.NewsWorld)
    kabar = Kind(".kabar", single_chapter(world.office, told), told, NEWS_WAYS)
    hand_in_spoilt(world, dinas, (kabar,), count(80, 4_000), Answer)
    introduced = introduce(world.office.store, to=stick, at=world.office.at).read_bytes()
    kantor = Kind(".kantor", introduced, told, SIGNED_WAYS)
    before, dice = everything(dinas), random.Random(20230624)
    for number in range(count(33, 2_000)):
        for believe in (admit, set_above):
            assert refusal_of(believe, dinas.store, kantor.spoilt(number, dice), dinas) in set(Answer)
    assert everything(dinas) == before
    assert list(scratch.iterdir()) == []
    assert dinas.answers(next(stick.glob("*.kabar"))) == ["DUPLICATE"]
    with dinas.store.db.read() as session:
        assert [device.name for device in trusted_devices(session)] == [world.office.store.name]
    dinas.store.db.close()


def refusal_of(
    believe: Callable[..., object], store: OpenStore, data: bytes, post: Post
) -> Answer | type[BazarError]:
    """The answer by which an introduction is refused, which has a sentence."""
    with pytest.raises(PackageRefused) as exception_info:
        believe(store, data, at=post.at)
    assert sentence(exception_info.value).endswith(".")
    return exception_info.value.answer
