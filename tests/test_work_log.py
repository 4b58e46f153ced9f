"""The log of work: what was done in counts, durations and codes, and nothing about a person."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

import pytest

from bazar_desktop import work_log
from bazar_desktop.domain.calendar import WIB
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.jobs.imports.source import known_regions
from bazar_desktop.jobs.sample.data import sample_vendors
from bazar_desktop.jobs.sample.demo import OFFICE_OFFICER, RESERVES, demo
from bazar_desktop.work_log import logged, note, start_log, stop_log
from tests.commands import Shell, shell

__all__ = ["shell"]


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    handler = start_log(tmp_path / "log")
    yield tmp_path / "log" / work_log.WINDOW
    stop_log(handler)


def written(log: Path) -> list[str]:
    """What was said, without time and place."""
    return [line.partition("bazar_desktop.work: ")[2] for line in log.read_text("utf-8").splitlines()]


def test_a_whole_day_is_told_without_a_name_a_nik_or_a_phone(log: Path, tmp_path: Path) -> None:
    made = demo(tmp_path / "demo", lokasi=1, vendors=8, days=1, say=lambda _line: None)
    told = "\n".join(written(log))
    for work in (
        "import begins",
        "import ends ms=",
        "papers ends ms=",
        "packing ends ms=",
        "backup ends ms=",
    ):
        assert work in told, work
    assert "intake kind=package answer=MERGED" in told
    assert f"new={8 + RESERVES}" in told
    everything = log.read_text("utf-8").lower()
    people = sample_vendors(8 + RESERVES, 7, known_regions())
    for person in people:
        for secret in (person.name, person.business, person.nik, person.phone, person.phone[-8:]):
            assert secret.lower() not in everything, secret
    assert OFFICE_OFFICER.lower() not in everything
    for name in (path.name for path in (made.folder / "daftar").iterdir()):
        assert name.lower() not in everything, name


class NoRoom(BazarError):
    """A rule that only this test knows."""


def test_work_that_is_refused_leaves_its_code(log: Path) -> None:
    @logged("lunch")
    def eat(guest: str) -> None:
        raise NoRoom(name=guest)

    with pytest.raises(NoRoom):
        eat("Bu Marni")
    begins, ends = written(log)
    assert begins == "lunch begins"
    assert ends.startswith("lunch ends ms=")
    assert ends.endswith("refused=no_room")


@pytest.mark.parametrize("fact", ["Marni", "Bu Marni", "0812-3456-7890", "daftar peserta.xlsx", 1.5, ["a"]])
def test_a_fact_that_is_neither_number_nor_code_is_hidden(log: Path, fact: object) -> None:
    note("meal", rows=3, code="draw_not_undone", answer="MERGED_LATE", guest=fact)
    assert written(log) == ["meal rows=3 code=draw_not_undone answer=MERGED_LATE guest=…"]


def test_commands_write_a_log_of_their_own_that_doctor_shows(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BAZAR_LOG_DIR", str(tmp_path / "log"))
    shell.run("backup", "make")
    shell.refused("day", "verify", "salah")
    shown = shell.examine()["log"]
    assert any("command backup.make ends ms=" in line for line in shown)
    assert any("command refused code=seal_code_mistyped exit=2" in line for line in shown)
    assert logging.getLogger("bazar_desktop").handlers == []


def test_log_and_crash_notes_survive_the_next_starts(tmp_path: Path) -> None:
    dying = "import faulthandler, sys; from pathlib import Path; from bazar_desktop.work_log import note, start_log;"
    dying += "start_log(Path(sys.argv[1])); note('before death'); faulthandler._sigsegv()"
    ended = subprocess.run([sys.executable, "-c", dying, str(tmp_path)], capture_output=True, check=False)
    assert ended.returncode != 0
    for _start in range(3):
        stop_log(start_log(tmp_path))
    (kept,) = tmp_path.glob("macet_*.log")
    assert "Segmentation fault" in kept.read_text("utf-8")
    told = (tmp_path / work_log.WINDOW).read_text("utf-8")
    assert "before death" in told
    assert told.count("window died before") == 1


def test_only_the_latest_crash_notes_are_kept(tmp_path: Path) -> None:
    for day in range(10, 18):
        (tmp_path / work_log.LAST_WORDS).write_text(f"died {day}")
        moment = datetime(2026, 11, day, 12, tzinfo=WIB).timestamp()
        os.utime(tmp_path / work_log.LAST_WORDS, (moment, moment))
        stop_log(start_log(tmp_path))
    assert [path.read_text() for path in sorted(tmp_path.glob("macet_*.log"))] == [
        f"died {day}" for day in range(13, 18)
    ]


def test_a_log_that_cannot_be_set_aside_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    handler = start_log(tmp_path)
    assert isinstance(handler, RotatingFileHandler)
    handler.maxBytes = 300
    note("first", rows=1)

    def held(*_names: object) -> None:
        raise PermissionError(13, "is open in another program")

    monkeypatch.setattr(os, "rename", held)
    for number in range(10):
        note("line", rows=number)
    stop_log(handler)
    told = (tmp_path / work_log.WINDOW).read_text("utf-8")
    assert "first rows=1" in told
    assert "line rows=9" in told


def test_the_last_lines_of_both_files_come_in_the_order_of_their_times(tmp_path: Path) -> None:
    (tmp_path / work_log.WINDOW).write_text(
        "2026-11-30 08:00:00,000 INFO a\n2026-11-30 10:00:00,000 INFO c\n  place\n"
    )
    (tmp_path / work_log.COMMANDS).write_text("2026-11-30 09:00:00,000 INFO b\n")
    assert work_log.last_lines(tmp_path, 3) == [
        "2026-11-30 09:00:00,000 INFO b",
        "2026-11-30 10:00:00,000 INFO c",
        "  place",
    ]
