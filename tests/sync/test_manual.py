"""The recipe of the manual, run as it is written, by programs that are not ours."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import msgspec
import pytest

from bazar_desktop.language import RESOURCES
from bazar_desktop.store.passwords import Cost
from bazar_desktop.sync import attachments, payload, signed
from bazar_desktop.sync.agefile import MOST_RECIPIENTS
from bazar_desktop.sync.answers import Answer
from bazar_desktop.sync.device_keys import PublicKeys
from bazar_desktop.sync.enrolment import Enrolment, Lock, PreparationManifest
from bazar_desktop.sync.envelope import (
    MOST_HEARD,
    KnownDevice,
    Manifest,
    SealedMember,
    SizeLimits,
    read_package,
)
from bazar_desktop.sync.news import Chapter, Introduction, NewsManifest, read_introduction, read_news
from bazar_desktop.sync.payload import Run
from bazar_desktop.sync.receipt import PackageAnswer, Receipt, ReceivedChain, make_receipt
from bazar_desktop.sync.sums import ChainPoint, sums_of
from tests.sync.conftest import MADE_AT, ORIGIN, World
from tests.sync.test_envelope import PHOTO

MANUAL = RESOURCES / "manual" / "format-paket.md"
EXAMPLE = RESOURCES / "manual" / "contoh"


def recipes() -> list[str]:
    return re.findall(r"```sh\n(.*?)```", MANUAL.read_text("utf-8"), re.DOTALL)


def follow(recipe: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-eu", "-o", "pipefail", "-c", recipe],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def laid_out(world: World, folder: Path) -> Path:
    (folder / "paket.bazar").write_bytes(world.package(files=[PHOTO]))
    (folder / "laptop.pem").write_text(world.laptop.public.pem())
    (folder / "kunci-kantor.txt").write_text(world.office.identity + "\n")
    return folder


@pytest.mark.neighbour("age")
def test_ordinary_programs_open_verify_and_read_a_package_by_the_manuals_recipe(
    world: World, tmp_path: Path
) -> None:
    completed_process = follow(recipes()[0], laid_out(world, tmp_path))
    assert completed_process.returncode == 0, completed_process.stderr
    assert "Signature Verified Successfully" in completed_process.stdout
    lines = [json.loads(line) for line in (tmp_path / "perubahan.jsonl").read_text("utf-8").splitlines()]
    assert [line["hash"] for line in lines[:-1]] == [change.hash for change in world.changes]
    assert lines[-1]["control"]["after"]["rupiah"] == 2_600_000


@pytest.mark.neighbour("age")
def test_the_recipe_fails_where_the_maker_is_another(world: World, tmp_path: Path) -> None:
    laid_out(world, tmp_path)
    (tmp_path / "laptop.pem").write_text(world.office.public.pem())
    assert follow(recipes()[0], tmp_path).returncode != 0


@pytest.mark.neighbour("age")
def test_the_stored_example_opens_by_the_recipe(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True)
    completed_process = follow(recipes()[0], tmp_path)
    assert completed_process.returncode == 0, completed_process.stderr


def test_the_stored_example_of_format_1_still_reads() -> None:
    keys = PublicKeys(**json.loads((EXAMPLE / "laptop.json").read_text()))
    package = read_package(
        (EXAMPLE / "paket.bazar").read_bytes(),
        known={keys.id: KnownDevice(keys, "Laptop 3")},
        identities=[(EXAMPLE / "kunci-kantor.txt").read_text().strip()],
        sample=True,
    )
    assert package.control.after.rupiah == 2_600_000
    assert [change.seq for change in package.changes] == [1, 2, 3, 4, 5]


@pytest.mark.neighbour("age")
def test_the_stored_news_and_introduction_open_by_their_recipes(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True)
    news = follow(recipes()[2], tmp_path)
    assert news.returncode == 0, news.stderr
    assert "Signature Verified Successfully" in news.stdout
    assert f"{ORIGIN} no. 1-5, dari {keys_of_example().id}" in news.stdout
    assert "no. 1-2, dari ?" in news.stdout
    lines = [json.loads(line) for line in (tmp_path / "kabar.jsonl").read_text("utf-8").splitlines()]
    sums = [line["control"]["after"]["rupiah"] for line in lines if "control" in line]
    assert sums == [2_600_000, 40_000]
    met = follow(recipes()[3], tmp_path)
    assert met.returncode == 0, met.stderr
    assert "Signature Verified Successfully" in met.stdout
    assert "Sudin Contoh: age1" in met.stdout


@pytest.mark.neighbour("age")
@pytest.mark.parametrize(("number", "file"), [(2, "kantor.kabar"), (3, "sudin.kantor")])
def test_the_recipes_fail_where_a_byte_was_changed(tmp_path: Path, number: int, file: str) -> None:
    shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True)
    text = (tmp_path / file).read_bytes()
    (tmp_path / file).write_bytes(text.replace(b"Sudin Contoh", b"Sudin Cantoh"))
    assert follow(recipes()[number], tmp_path).returncode != 0


def keys_of_example() -> PublicKeys:
    return PublicKeys(**json.loads((EXAMPLE / "laptop.json").read_text()))


def test_the_stored_news_and_introduction_of_format_1_still_read() -> None:
    introduction = read_introduction((EXAMPLE / "sudin.kantor").read_bytes(), sample=True)
    assert introduction.keys.pem() == (EXAMPLE / "kantor.pem").read_text()
    news = read_news(
        (EXAMPLE / "kantor.kabar").read_bytes(),
        offices={introduction.keys.id: KnownDevice(introduction.keys, introduction.name)},
        identities=[(EXAMPLE / "kunci-laptop.txt").read_text().strip()],
        sample=True,
    )
    assert [len(changes) for changes, _ in news.parts] == [5, 2]
    assert [chapter.maker for chapter in news.manifest.chapters] == [keys_of_example().id, None]


def members_told(heading: str) -> set[str]:
    """The words in code type of one part of the page."""
    part = MANUAL.read_text("utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return {word for code in re.findall(r"`([^`]+)`", part) for word in re.findall(r"[a-z_0-9]+", code)}


@pytest.mark.parametrize(
    ("heading", "shapes"),
    [
        (
            "`.bazar`",
            (Manifest, Run, SealedMember, payload._Line, payload._Entry, payload._Counted, payload._Control),
        ),
        ("`.terima`", (Receipt, ReceivedChain, PackageAnswer)),
        ("`.kabar` and `.kantor`", (NewsManifest, Chapter, Introduction, PublicKeys)),
        ("`.siap` and `.daftar`", (PreparationManifest, Lock, Cost, Enrolment, PublicKeys)),
    ],
)
def test_the_page_names_every_member_of_every_file(
    heading: str, shapes: tuple[type[msgspec.Struct], ...]
) -> None:
    told = members_told(heading)
    for shape in shapes:
        names = set(shape.__struct_encode_fields__)
        assert names <= told, (shape.__name__, names - told)


def test_the_page_names_every_answer_and_the_limits_of_the_code() -> None:
    page = MANUAL.read_text("utf-8")
    assert [answer for answer in Answer if answer not in page] == []
    limits = SizeLimits()
    told = {
        f"{limits.package // 2**20} MiB",
        f"{limits.payload // 2**20} MiB",
        f"{limits.files // 2**20} MiB",
        f"{limits.manifest // 2**10} KiB",
        f"{limits.inside.unpacked // 2**20} MiB",
        f"{limits.inside.ratio} times",
        f"{limits.inside.changes:,} changes",
        f"{MOST_RECIPIENTS} key ids",
        f"{MOST_HEARD} of them",
        f"{signed.GREATEST // 2**20} MiB",
        f"{attachments.GREATEST // 2**10} KiB",
        f"{attachments.MOST} in all",
    }
    assert {item for item in told if item not in page} == set()


@pytest.mark.neighbour("openssl")
def test_the_recipe_for_receipts_verifies_and_reads_one(world: World, tmp_path: Path) -> None:
    point = ChainPoint(ORIGIN, 5, world.changes[-1].hash, sums_of(world.changes))
    answers = [PackageAnswer(Answer.MERGED)]
    data = make_receipt([point], answers, keys=world.office, sudin="Sudin", made_at=MADE_AT)
    (tmp_path / "kantor.terima").write_bytes(data)
    (tmp_path / "kantor.pem").write_text(world.office.public.pem())
    completed_process = follow(recipes()[1], tmp_path)
    assert completed_process.returncode == 0, completed_process.stderr
    assert f"{ORIGIN} s.d. no. 5: Rp2600000" in completed_process.stdout
