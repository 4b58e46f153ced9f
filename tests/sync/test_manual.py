"""The recipe of the manual, run as it is written, by programs that are not ours."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bazar_desktop.language import RESOURCES
from bazar_desktop.sync.answers import Answer
from bazar_desktop.sync.device_keys import PublicKeys
from bazar_desktop.sync.envelope import KnownDevice, read_package
from bazar_desktop.sync.receipt import PackageAnswer, make_receipt
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
    found = follow(recipes()[0], laid_out(world, tmp_path))
    assert found.returncode == 0, found.stderr
    assert "Signature Verified Successfully" in found.stdout
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
    found = follow(recipes()[0], tmp_path)
    assert found.returncode == 0, found.stderr


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


@pytest.mark.neighbour("openssl")
def test_the_recipe_for_receipts_verifies_and_reads_one(world: World, tmp_path: Path) -> None:
    point = ChainPoint(ORIGIN, 5, world.changes[-1].hash, sums_of(world.changes))
    answers = [PackageAnswer(Answer.MERGED)]
    data = make_receipt([point], answers, keys=world.office, sudin="Sudin", made_at=MADE_AT)
    (tmp_path / "kantor.terima").write_bytes(data)
    (tmp_path / "kantor.pem").write_text(world.office.public.pem())
    found = follow(recipes()[1], tmp_path)
    assert found.returncode == 0, found.stderr
    assert f"{ORIGIN} s.d. no. 5: Rp2600000" in found.stdout
