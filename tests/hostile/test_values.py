"""Impossible values, correctly signed by an enrolled laptop: each is answered by name, and no fact changes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from bazar_desktop.domain.day.model import COACH
from bazar_desktop.domain.journal.changes import Change
from bazar_desktop.domain.journal.clock import wall
from bazar_desktop.jobs.exchange.forwarding import hand_on
from bazar_desktop.jobs.exchange.intake import ReadFile
from bazar_desktop.messages import answer as words_for
from bazar_desktop.services.exchange.packages import list_intake
from bazar_desktop.store.tables import facts
from bazar_desktop.sync.answers import Answer
from tests.hostile.cases import MERGES, Case, cases, sound_row
from tests.hostile.liar import Liar, liar_of
from tests.offices import Post, World, found
from tests.stores import facts_digest

AT_ONCE = 100
Count = Callable[[int, int], int]
CASES = cases()


@dataclass(frozen=True)
class Stage:
    """An office, the laptop that lies to it, and another that hears of it by the office's news."""

    world: World
    liar: Liar
    listener: Post
    known: dict[str, str]


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    world = found(tmp_path_factory.mktemp("kantor"), vendors=4, reserves=1, partners=1)
    maker, listener = world.join("Laptop 1"), world.join("Laptop 2")
    maker.sell(dict.fromkeys(maker.parties(), 125_000))
    assert world.office.answers(maker.pack(world.stick("baik")).file) == ["MERGED"]
    hand_on(world.office.store, to=world.stick("kabar"), at=world.office.tick())
    assert listener.answers(world.stick("kabar")) == ["MERGED"]
    listener.sell({listener.parties()[0]: 50_000})
    assert world.office.answers(listener.pack(world.stick("juga baik")).file) == ["MERGED"]
    yield Stage(world, liar_of(maker), listener, one_row_of_each(world.office))
    world.close()


def one_row_of_each(post: Post) -> dict[str, str]:
    """The id of a row of each entity that has any, for references."""
    with post.store.db.read() as session:
        ids = {
            entity: session.execute(select(cls.id).order_by(cls.id).limit(1)).scalar()
            for entity, cls in facts().items()
        }
    return {entity: row_id for entity, row_id in ids.items() if row_id}


def lie(stage: Stage, case: Case) -> Change:
    """A new row, sound but for the one value."""
    row = sound_row(facts()[case.entity], stage.known)
    return stage.liar.says(case.entity, "baris-baru", {**row, case.field: case.value})


def digest(post: Post) -> str:
    with post.store.db.read() as session:
        return facts_digest(session)


def chosen(count: Count) -> list[Case]:
    """The refused ones: all with --full, else so many, spread over all fields."""
    refused = [case for case in CASES if case.rule != MERGES]
    wanted = count(600, len(refused))
    return [refused[at * len(refused) // wanted] for at in range(wanted)]


def require_refused(file: ReadFile, case: Case) -> None:
    assert file.answer in {Answer.BROKEN_CONTENT, Answer.DAMAGED}, (case, file)
    assert file.new == 0
    assert words_for(file).endswith("."), file
    assert "{" not in words_for(file)
    if file.answer == Answer.BROKEN_CONTENT:
        said = file.facts
        assert (said["entity"], said["field"], said["rule"]) == (case.entity, case.field, case.rule), case
    if isinstance(case.value, str) and len(case.value) > 2:
        assert case.value[:40] not in json.dumps(file.facts, default=str)


def read_all(
    reader: Post, stage: Stage, name: str, files: Sequence[Callable[[Path], Path]]
) -> list[ReadFile]:
    """Read what `files` make, many at once, and give the answers in their order."""
    answers: list[ReadFile] = []
    for start in range(0, len(files), AT_ONCE):
        stick = stage.world.stick(f"{name} {start}")
        for number, make in enumerate(files[start : start + AT_ONCE]):
            make(stick / f"{number}{'.kabar' if name == 'kabar' else '.bazar'}")
        batch = reader.read(stick).files
        assert len(batch) == len(files[start : start + AT_ONCE])
        answers += sorted(batch, key=lambda file: int(file.file.split(".")[0]))
    return answers


def test_an_office_answers_every_impossible_value_by_name_and_changes_nothing(
    stage: Stage, count: Count
) -> None:
    office, wanted = stage.world.office, chosen(count)
    before = digest(office)
    files = [lambda path, case=case: stage.liar.package(path, office, [lie(stage, case)]) for case in wanted]
    for case, file in zip(wanted, read_all(office, stage, "dusta", files), strict=True):
        require_refused(file, case)
    assert digest(office) == before
    with office.store.db.read() as session:
        kept = list_intake(session, len(wanted))
    assert len(kept) == len(wanted)
    assert all("Sesuatu" not in json.dumps(line.facts) for line in kept)


def test_another_laptop_answers_every_impossible_value_in_news(stage: Stage, count: Count) -> None:
    office, listener, wanted = stage.world.office, stage.listener, chosen(count)[:: count(4, 1)]
    before = digest(listener)
    files = [
        lambda path, case=case: stage.liar.news(path, office, listener, [lie(stage, case)]) for case in wanted
    ]
    for case, file in zip(wanted, read_all(listener, stage, "kabar", files), strict=True):
        require_refused(file, case)
    assert digest(listener) == before


def test_every_column_of_the_model_is_lied_about() -> None:
    lied = {(case.entity, case.field) for case in CASES if case.rule != MERGES}
    columns = {
        (entity, column.key)
        for entity, cls in facts().items()
        for column in cls.__table__.columns
        if column.key not in {"id", "changed_at"}
    }
    assert lied == columns
    assert {case.what for case in CASES} >= {"null", "dangling", "unknown word", "member twice", "too deep"}


MEMBERS = [
    ({"at": "besok"}, "at", "wrong_form"),
    ({"at": "ffffffffffff-0000"}, "at", "out_of_range"),
    ({"at": wall(datetime(1999, 12, 31, tzinfo=UTC))}, "at", "out_of_range"),
    ({"at": "0187022dee00-00001"}, "at", "wrong_form"),
    ({"scope": "bazar: semua"}, "scope", "wrong_form"),
    ({"officer": "o\x07"}, "officer", "not_normal"),
    ({"action": "x\x07"}, "action", "not_normal"),
    ({"reason": "r" * 9_000}, "reason", "too_long"),
    ({"row_id": "spasi di sini"}, "row_id", "wrong_form"),
]


@pytest.mark.parametrize(("members", "field", "rule"), MEMBERS)
def test_a_member_of_a_change_that_cannot_be_is_named(
    stage: Stage, tmp_path: Path, members: dict[str, str], field: str, rule: str
) -> None:
    office = stage.world.office
    before = digest(office)
    row_id = members.pop("row_id", "baris-baru")
    change = stage.liar.says("agency", row_id, {"name": "Bulog", "withdrawn": False}, **members)
    (file,) = office.read(stage.liar.package(tmp_path / "1.bazar", office, [change])).files
    # what the form of packages refuses already is DAMAGED
    assert file.answer in {Answer.BROKEN_CONTENT, Answer.DAMAGED}
    if file.answer == Answer.BROKEN_CONTENT:
        assert (file.facts["field"], file.facts["rule"]) == (field, rule)
    assert digest(office) == before


def test_an_entity_and_a_field_that_the_model_has_not_are_named_without_repeating_them(
    stage: Stage, tmp_path: Path
) -> None:
    office = stage.world.office
    for entity, field, rule in (
        ("rahasia", "name", "unknown_entity"),
        ("agency", "rahasia", "unknown_field"),
    ):
        change = stage.liar.says(entity, "baris-baru", {field: "Bulog"})
        (file,) = office.read(stage.liar.package(tmp_path / "1.bazar", office, [change])).files
        assert (file.answer, file.facts["rule"]) == (Answer.BROKEN_CONTENT, rule)
        assert "rahasia" not in words_for(file)


def test_a_parent_that_comes_later_is_refused(stage: Stage, tmp_path: Path) -> None:
    office, last = stage.world.office, stage.liar.changes[-1]
    for number in (last.seq + 1, last.seq + 7):
        change = stage.liar.says(
            "agency", stage.known["agency"], {"name": "B"}, parents=[(last.origin, number)]
        )
        (file,) = office.read(stage.liar.package(tmp_path / "1.bazar", office, [change])).files
        assert (file.answer, file.facts["rule"]) == (Answer.BROKEN_CONTENT, "not_before")


def test_two_chains_whose_changes_follow_each_other_are_refused(stage: Stage, tmp_path: Path) -> None:
    """The laptop names a change of the listener's that is to come, and the listener's names it back."""
    office, liar, other = stage.world.office, stage.liar, liar_of(stage.listener)
    row_id, before = "lingkaran-1", digest(office)
    first = liar.says(
        "agency", row_id, {"name": "A", "role": COACH}, parents=[(other.origin, other.changes[-1].seq + 1)]
    )
    second = other.says("agency", row_id, {"name": "B", "role": COACH}, parents=[(liar.origin, first.seq)])
    copy = stage.world.folder / "lingkaran"
    post = copied(office, copy)
    assert post.answers(liar.package(tmp_path / "1.bazar", office, [first])) == ["MERGED"]
    standing = digest(post)
    (file,) = post.read(other.package(tmp_path / "2.bazar", office, [second])).files
    assert (file.answer, file.facts["rule"]) == (Answer.BROKEN_CONTENT, "goes_round")
    assert digest(post) == standing
    assert digest(office) == before
    post.store.db.close()


def copied(post: Post, to: Path) -> Post:
    """The same store in another folder, as it stands now."""
    import shutil

    from bazar_desktop.store.opening import open_store
    from tests.offices import PIN

    officer = post.store.officer.id
    post.store.db.close()
    shutil.copytree(post.store.folder, to)
    post.store = open_store(post.store.folder, officer, PIN)
    return Post(open_store(to, officer, PIN), post.at, post.bazaar_id)
