"""Serahkan: papers, files, package and backup of a day on one stick."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bazar_desktop.jobs.account import account_of, account_words
from bazar_desktop.jobs.exchange.export_to_usb import (
    BACKUP,
    FILES,
    PACKAGE,
    PAPERS,
    HandedOver,
    NoSuchFolder,
    Stick,
    StickGone,
    hand_over,
    handed_over_words,
)
from bazar_desktop.jobs.exchange.usb_parts import backup_to, package_to
from bazar_desktop.jobs.papers.day_papers import DayToPrint, read_day
from bazar_desktop.messages import sentence
from bazar_desktop.store.backup import SHARES, Report, check
from bazar_desktop.store.files import DiskFull, OutputFailed, write_whole
from bazar_desktop.store.outputs import FILE_LIST
from tests.jobs.papers.test_day_papers import small_files
from tests.offices import Post, World
from tests.papers_day import DAY, EVENING, PapersDay, Progress, papers_day
from tests.stores import facts_digest

DISKS = (Path("/dev/shm"), Path("/var/tmp"))  # noqa: S108 - memory is a file system of its own


@pytest.fixture
def day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PapersDay]:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    made = papers_day(tmp_path / "store")
    yield made
    made.store.db.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    made = tmp_path / "stick"
    made.mkdir()
    return made


def package(report: Report, to: Path) -> list[Path]:
    write_whole(to / "P233M01A.bazar", b"sealed")
    report(1, 1, "paket")
    return [to / "P233M01A.bazar"]


def handed(day: PapersDay, to: Path, report: Report | None = None) -> HandedOver:
    backup = backup_to(day.store, EVENING)
    return hand_over(report or Progress(), read=day.read, to=to, package=package, backup=backup)


def test_everything_stands_on_the_stick_and_the_answer_says_where(day: PapersDay, stick: Path) -> None:
    progress = Progress()
    done = handed(day, stick, progress)
    assert [item.kind for item in done.carried] == [PAPERS, FILES, PACKAGE, BACKUP]
    files = {path for item in done.carried for path in item.files}
    here = {path for path in stick.rglob("*") if path.is_file()}
    assert sorted(path.name for path in here - files) == sorted([FILE_LIST, FILE_LIST, "kunci.json"])
    assert done.carried[-1].folder.name.startswith("cadangan_Laptop-A_")
    assert files <= here
    assert sum(item.size for item in done.carried) == sum(path.stat().st_size for path in files)
    assert check(done.carried[-1].files[0], day.store.key).seq > 0
    assert len({what for _done, _total, what in progress.told}) > 6


def test_a_second_hand_over_replaces_the_first(day: PapersDay, stick: Path) -> None:
    first, second = handed(day, stick), handed(day, stick)
    assert second == first


def test_a_folder_that_is_not_there_is_refused_before_anything_is_written(
    day: PapersDay, tmp_path: Path
) -> None:
    with pytest.raises(NoSuchFolder) as gone:
        handed(day, tmp_path / "no" / "stick")
    assert str(tmp_path / "no" / "stick") in sentence(gone.value)
    assert not (tmp_path / "no").exists()


def test_a_pulled_stick_is_said_and_nothing_is_written_beside_it(day: PapersDay, stick: Path) -> None:
    told: list[str] = []

    def pull(_done: int, _total: int, what: str) -> None:
        told.append(what)
        if what == "CSV dan Excel":  # while the files are begun
            shutil.rmtree(stick)

    with pytest.raises((StickGone, OutputFailed)):
        handed(day, stick, pull)
    assert "CSV dan Excel" in told


def test_a_hand_over_that_breaks_off_tells_what_stands_and_is_finished_by_trying_again(
    day: PapersDay, stick: Path
) -> None:
    def fail() -> None:
        raise OutputFailed(file="RO.pdf", folder=str(stick), reason="I/O error")

    with pytest.raises(OutputFailed) as broken:
        handed(day, stick, Progress(stop_at=4, act=fail))
    account = account_of(broken.value)
    assert account is not None
    assert len(account.done) == 3
    assert len(list(stick.rglob("*.pdf"))) == 3
    assert account.left[-3:] == ("CSV dan Excel", "paket", "cadangan")
    words = account_words(broken.value)
    assert all(part in words for part in (*account.done, *account.left))
    whole = handed(day, stick)
    assert [item.kind for item in whole.carried] == [PAPERS, FILES, PACKAGE, BACKUP]
    assert not [path for path in stick.rglob("*") if "(2)" in path.name]


def test_a_stick_pulled_at_the_fourth_paper_is_never_made_again_on_the_laptop(
    day: PapersDay, stick: Path
) -> None:
    with pytest.raises(StickGone) as gone:
        handed(day, stick, Progress(stop_at=4, act=lambda: shutil.rmtree(stick)))
    assert not stick.exists()
    account = account_of(gone.value)
    assert account is not None
    assert len(account.done) == 3


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small disk")
def test_an_empty_mount_point_is_not_the_stick_that_was_chosen(day: PapersDay, stick: Path) -> None:
    if not mounted(stick, 20_000):
        pytest.skip("this machine mounts nothing")
    chosen = Stick.at(stick)
    subprocess.run(["umount", str(stick)], check=True)
    with pytest.raises(StickGone):
        hand_over(Progress(), read=day.read, to=stick, package=package, stick=chosen)
    assert list(stick.iterdir()) == []
    assert mounted(stick, 20_000)  # plugged in again, as another device
    try:
        assert hand_over(Progress(), read=day.read, to=stick, package=package, stick=chosen).carried
    finally:
        subprocess.run(["umount", str(stick)], check=False)


def test_a_person_file_on_the_stick_stays_and_the_new_paper_stands_beside_it(
    day: PapersDay, stick: Path
) -> None:
    papers = handed(day, stick).carried[0]
    papers.files[0].write_bytes(b"ditandai petugas")
    again = handed(day, stick).carried[0]
    assert papers.files[0].read_bytes() == b"ditandai petugas"
    assert again.files[0].name == f"{papers.files[0].stem} (2).pdf"
    assert again.files[1:] == papers.files[1:]


def test_a_stick_that_vanishes_between_two_parts_is_gone(day: PapersDay, stick: Path) -> None:
    def pull(report: Report, to: Path) -> list[Path]:
        shutil.rmtree(to)
        return [to / "paket.bazar"]

    with pytest.raises(StickGone) as gone:
        hand_over(Progress(), read=day.read, to=stick, package=pull)
    assert str(stick) in sentence(gone.value)
    assert not stick.exists()


def test_a_folder_of_the_same_name_on_another_disk_is_not_the_stick(day: PapersDay, tmp_path: Path) -> None:
    stick, here = tmp_path / "stick", tmp_path.stat().st_dev
    other_disk = next((disk for disk in DISKS if disk.is_dir() and disk.stat().st_dev != here), None)
    if other_disk is None:
        pytest.skip("this machine has no second file system at hand")
    with tempfile.TemporaryDirectory(dir=other_disk) as other:
        stick.symlink_to(other)

        def pull(report: Report, to: Path) -> list[Path]:
            stick.unlink()
            stick.mkdir()
            return []

        with pytest.raises(StickGone):
            hand_over(Progress(), read=day.read, to=stick, package=pull, backup=backup_to(day.store, EVENING))
    assert list(stick.iterdir()) == []


def test_a_full_stick_holds_whole_parts_only(day: PapersDay, stick: Path) -> None:
    with small_files(60_000), pytest.raises(DiskFull):
        handed(day, stick)
    written = [path for path in stick.rglob("*") if path.is_file()]
    written = [path for path in written if path.name != FILE_LIST]
    assert all(path.suffix == ".pdf" and path.read_bytes().endswith(b"%%EOF\n") for path in written)


def mounted(stick: Path, kilobytes: int) -> bool:
    """Whether a small disk stands at `stick` now; one that stands there already gets that size."""
    how = f"remount,size={kilobytes}k" if os.path.ismount(stick) else f"size={kilobytes}k"
    words = ["mount", "-t", "tmpfs", "-o", how, "tmpfs", str(stick)]
    return subprocess.run(words, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small disk")
def test_a_small_stick_that_fills_half_way_loses_nothing_and_takes_all_once_there_is_room(
    world: World,
) -> None:
    laptop = world.join("Laptop A")
    laptop.sell({who: 250_000 for who in laptop.parties()})
    with laptop.store.db.read() as session:
        read = read_day(session, bazaar_id=laptop.bazaar_id, day=DAY)
    before = digest(laptop)
    stick = world.stick("serah")
    papers, files = room_of(read, world.stick("lega"))
    if not mounted(stick, papers // 3):
        pytest.skip("this machine mounts nothing")
    try:
        reached = set()
        for kilobytes in (papers // 3, papers + files // 2, papers + files + 200):
            assert mounted(stick, kilobytes)
            full = refused(laptop, read, stick)
            assert str(stick) in sentence(full)
            assert whole_files(stick, laptop.store.key)
            assert digest(laptop) == before
            reached.add(str(full.facts["file"]).rpartition(".")[2])
        assert {"pdf", "bazardb"} <= reached
        assert reached & {"csv", "json", "xlsx"}
        assert mounted(stick, 20_000)
        done = give(laptop, read, stick)
        assert [item.kind for item in done.carried] == [PAPERS, FILES, PACKAGE, BACKUP]
        assert whole_files(stick, laptop.store.key)
        assert world.office.answers(stick) == ["MERGED"]
    finally:
        subprocess.run(["umount", str(stick)], check=False)


def room_of(read: DayToPrint, to: Path) -> tuple[int, int]:
    """Kilobytes that papers and files take on a disk of blocks of 4 KB."""
    carried = hand_over(Progress(), read=read, to=to).carried
    papers, files = (sum(-(-path.stat().st_size // 4096) * 4 for path in item.files) for item in carried)
    return papers, files


def refused(laptop: Post, read: DayToPrint, to: Path) -> DiskFull:
    """How a hand-over that does not fit ends."""
    with pytest.raises(DiskFull) as full:
        give(laptop, read, to)
    return full.value


def give(laptop: Post, read: DayToPrint, to: Path) -> HandedOver:
    at = laptop.tick()
    parts = {"package": package_to(laptop.store, at), "backup": backup_to(laptop.store, at)}
    return hand_over(Progress(), read=read, to=to, **parts)


def digest(laptop: Post) -> str:
    with laptop.store.db.read() as session:
        return facts_digest(session)


def whole_files(stick: Path, key: bytes) -> bool:
    """Every file that stands under a final name is complete, and nothing half-made lies beside it."""
    files = [path for path in stick.rglob("*") if path.is_file()]
    assert not [path for path in stick.rglob("*") if path.name.startswith(".")]
    for path in files:
        data = path.read_bytes()
        if path.suffix == ".pdf":
            assert data.endswith(b"%%EOF\n")
        elif path.suffix == ".csv":
            assert data.endswith(b"\r\n")
        elif path.suffix in {".xlsx", ".bazar"}:
            with zipfile.ZipFile(path) as archive:
                assert archive.testzip() is None
        elif path.name == FILE_LIST:
            assert data.endswith(b"\n")
        elif path.suffix == ".json":
            json.loads(data)
        else:
            assert check(path, key).seq > 0
    folders = {path.parent.parent for path in files if path.suffix == ".csv"}
    assert all(len([path for path in folder.rglob("*") if path.is_file()]) == 13 for folder in folders)
    return True


def test_the_bar_of_a_hand_over_only_goes_forward(day: PapersDay, stick: Path) -> None:
    progress = Progress()
    handed(day, stick, progress)
    done = [number / total for number, total, _what in progress.told]
    assert done == sorted(done)
    assert done[-1] == 1
    assert {total for _number, total, _what in progress.told} == {SHARES}, "the bar counts nothing by itself"
    assert any(re.search(r"\(1 dari \d+\)$", what) for _number, _total, what in progress.told), "papers are"


def test_a_laptop_without_an_office_hands_over_no_package(day: PapersDay) -> None:
    assert package_to(day.store, EVENING) is None


def test_the_office_reads_the_package_of_a_hand_over_and_the_next_has_nothing_new(world: World) -> None:
    laptop = world.join("Laptop A")
    laptop.sell({laptop.parties()[0]: 250_000})
    stick = world.stick("serah")
    at = laptop.tick()
    with laptop.store.db.read() as session:
        read = read_day(session, bazaar_id=laptop.bazaar_id, day=DAY)
    done = hand_over(Progress(), read=read, to=stick, package=package_to(laptop.store, at))
    sent = done.carried[-1]
    assert (sent.kind, len(sent.files)) == (PACKAGE, 1)
    assert world.office.answers(stick) == ["MERGED"]
    assert "CONFIRMED" in laptop.answers(stick)
    again = hand_over(Progress(), read=read, to=stick, package=package_to(laptop.store, laptop.tick()))
    assert again.carried[-1].files == ()
    assert "paket: tidak ada yang baru" in handed_over_words(again)
