"""The papers and files of a day, from a real store, read back."""

from __future__ import annotations

import csv
import os
import re
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import zxingcpp
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import select

from bazar_desktop.domain.day.model import VENDOR
from bazar_desktop.jobs.account import account_of
from bazar_desktop.jobs.papers.day_files import export_day
from bazar_desktop.jobs.papers.day_papers import PaperMade, print_day, write_bundle, write_papers
from bazar_desktop.printing.bundle import Choices
from bazar_desktop.services.attendance.check_in import AlreadyPresent, check_in
from bazar_desktop.services.bazaars.participants import list_participants
from bazar_desktop.services.papers.attachments import list_pages
from bazar_desktop.services.papers.printed import (
    LIST,
    PLAN,
    RECAP,
    SAVED,
    Printed,
    note_printed,
    printed_papers,
)
from bazar_desktop.spreadsheets.writing.day_tables import PARTIES
from bazar_desktop.store.files import DiskFull
from bazar_desktop.store.outputs import FILE_LIST
from bazar_desktop.store.tables import Vendor
from tests.papers_day import DAY, EVENING, PapersDay, Progress, papers_day, sell, sell_more
from tests.printing.reading import page_sizes, page_texts, pictures, whole_text

UMKM = PARTIES[VENDOR]
CODES = ["DN", "DH", "KP", "NB", "SO", "RO", "RB", "BA", "LK", "RK", "BH"]


@pytest.fixture
def day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PapersDay]:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    made = papers_day(tmp_path / "store")
    yield made
    made.store.db.close()


def printed(day: PapersDay, to: Path, paper: str = "A4") -> dict[str, PaperMade]:
    made = print_day(day.store, day.bazaar_id, DAY, to, at=EVENING, choices=Choices(paper), report=Progress())
    return {paper_made.code: paper_made for paper_made in made}


def test_every_paper_is_written_and_says_how_many_pages_it_has(day: PapersDay, tmp_path: Path) -> None:
    papers = printed(day, tmp_path / "out")
    assert list(papers) == CODES
    for paper in papers.values():
        assert len(page_texts(paper.path)) == paper.pages
    assert papers["BH"].pages == 1 + sum(papers[code].pages for code in CODES[:-1])
    names = [paper.path.name for paper in papers.values()]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted([*names, FILE_LIST])
    assert {name.rpartition("-")[2] for name in names} == {"R1.pdf"}


@pytest.mark.parametrize(("paper", "size"), [("A4", (210, 297)), ("F4", (215, 330)), ("A3", (297, 420))])
def test_papers_have_the_size_asked_for(
    day: PapersDay, tmp_path: Path, paper: str, size: tuple[int, int]
) -> None:
    papers = printed(day, tmp_path, paper)
    for code in ("DH", "RO", "BA", "KP"):
        assert set(page_sizes(papers[code].path)) == {size}
    assert {tuple(sorted(each)) for each in page_sizes(papers["DN"].path)} == {size}


def test_recap_sheet_csv_and_workbook_have_one_total(day: PapersDay, tmp_path: Path) -> None:
    recap = whole_text(printed(day, tmp_path)["RO"].path)
    match = re.search(r"Jumlah omzet UMKM ([\d.]+) ([\d.]+) ([\d.]+)", recap)
    assert match
    on_paper = int(match[3].replace(".", ""))
    rows = [row for row in day.read.sheet.rows if row.party == VENDOR]
    assert on_paper == sum(row.total or 0 for row in rows) > 0
    files = export_day(day.store, day.bazaar_id, DAY, tmp_path, at=EVENING, report=Progress())
    assert on_paper == data_total(files.folder / "data")
    assert on_paper == book_total(next(files.folder.glob("*.xlsx")))


def data_total(folder: Path) -> int:
    people, omzet = (
        [*csv.DictReader((folder / name).read_text(encoding="utf-8").splitlines())]
        for name in ("peserta.csv", "omzet.csv")
    )
    vendors = {row["id_peserta"] for row in people if row["pihak"] == UMKM}
    return sum(int(row["jumlah"] or 0) for row in omzet if row["id_peserta"] in vendors)


def book_total(path: Path) -> int:
    book = openpyxl.load_workbook(path, data_only=True)
    people, omzet = (book_rows(book[name]) for name in ("Peserta", "Omzet"))
    vendors = {row["ID peserta"] for row in people if row["Pihak"] == UMKM}
    return sum(row["Jumlah"] or 0 for row in omzet if row["ID peserta"] in vendors)


def book_rows(sheet: Worksheet) -> list[dict[str, Any]]:
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def test_printed_cards_check_their_vendors_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    day = papers_day(tmp_path / "store", came=False, sealed=False)
    cards = printed(day, tmp_path)["KP"].path
    codes = [barcode.text for page in pictures(cards, 150) for barcode in zxingcpp.read_barcodes(page)]
    assert sorted(codes) == sorted(row.card for row in day.read.sheet.rows)
    arrived = {
        day.field.do(check_in, bazaar_id=day.bazaar_id, day=DAY, code=code, at=day.field.at).participation_id
        for code in codes
    }
    assert arrived == {row.participation_id for row in day.read.sheet.rows}
    with pytest.raises(AlreadyPresent):
        day.field.do(check_in, bazaar_id=day.bazaar_id, day=DAY, code=codes[0], at=day.field.at)
    day.store.db.close()


def test_a_sample_says_so_on_every_page_of_every_paper(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    day = papers_day(tmp_path / "store", is_sample=True)
    for paper_made in printed(day, tmp_path / "out").values():
        assert all("CONTOH" in text for text in page_texts(paper_made.path)), paper_made.code
    day.store.db.close()


def test_no_paper_and_no_file_holds_a_nik_or_a_whole_phone(day: PapersDay, tmp_path: Path) -> None:
    with day.store.db.read() as session:
        vendors = session.execute(select(Vendor.nik, Vendor.phone)).all()
    hidden = {item for nik, phone in vendors for item in (nik, phone, phone[1:], phone[3:])}
    papers = printed(day, tmp_path)
    export_day(day.store, day.bazaar_id, DAY, tmp_path, at=EVENING, report=Progress())
    texts = [whole_text(paper.path).replace(" ", "") for paper in papers.values()]
    files = [path for path in tmp_path.rglob("*") if path.suffix in (".csv", ".json", ".pdf", ".xlsx")]
    texts += [path.read_bytes().decode("latin-1") for path in files]
    texts += [sheet_text(path) for path in files if path.suffix == ".xlsx"]
    assert len(texts) > 15
    assert not [secret for secret in hidden for text in texts if secret in text]
    assert sum("••••" in text for text in texts) >= 2


def sheet_text(path: Path) -> str:
    book = openpyxl.load_workbook(path)
    return " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)


def test_papers_follow_the_day_until_they_are_printed_again(day: PapersDay, tmp_path: Path) -> None:
    assert known(day) == {}
    printed(day, tmp_path)
    assert {code: item.changed for code, item in known(day).items()} == dict.fromkeys(CODES[:-1], False)
    assert known(day)[RECAP].at == EVENING
    assert known(day)[RECAP].how == SAVED
    sell_more(day, 4, 9_000_000)
    changed = known(day)
    assert changed[RECAP].changed
    assert not changed[PLAN].changed
    assert not changed[LIST].changed
    printed(day, tmp_path)
    assert not known(day)[RECAP].changed


def test_only_the_papers_that_say_something_else_have_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    day = papers_day(tmp_path / "store", sealed=False)
    printed(day, tmp_path)
    sell(day, day.read.sheet.rows[4].participation_id, cash=9_000_000)
    assert changed(day) == {"RO", "RB", "BA", "LK", "RK"}
    printed(day, tmp_path)
    vendor = day.field.ask(list_participants, day.bazaar_id)[0].vendor_id
    day.field.do(lambda session: setattr(session.get_one(Vendor, vendor), "product", "Lontong sayur"))
    assert changed(day) == {"DH", "NB"}
    printed(day, tmp_path)
    day.field.do(lambda session: setattr(session.get_one(Vendor, vendor), "business", "Dapur Marni"))
    assert changed(day) == {"DN", "DH", "KP", "NB", "SO", "RO", "RB"}
    day.store.db.close()


def changed(day: PapersDay) -> set[str]:
    return {code for code, item in known(day).items() if item.changed}


def test_a_filled_attendance_sheet_changes_with_who_came(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    day = papers_day(tmp_path / "store", came=False, sealed=False)
    for filled in (False, True):
        read = day.read
        day.field.do(
            note_printed, bazaar_id=day.bazaar_id, sheet=read.sheet, plan=read.plan, codes=[LIST], how=SAVED,
            at=day.field.at, filled=filled,
        )  # fmt: skip
        who = day.read.sheet.rows[3 + filled]
        day.field.do(check_in, bazaar_id=day.bazaar_id, day=DAY, code=who.card, at=day.field.at)
        assert known(day)[LIST].changed is filled
    day.store.db.close()


def known(day: PapersDay) -> dict[str, Printed]:
    read = day.read
    with day.store.db.read() as session:
        return printed_papers(session, day.bazaar_id, read.sheet, read.plan)


def test_cancel_stops_between_two_papers(day: PapersDay, tmp_path: Path) -> None:
    class Stopped(BaseException):
        pass

    def stop() -> None:
        raise Stopped

    with pytest.raises(Stopped) as stopped:
        write_papers(Progress(stop_at=3, act=stop), read=day.read, to=tmp_path / "out")
    written = sorted((tmp_path / "out").glob("*.pdf"))
    assert [path.name[:2] for path in written] == ["DH", "DN"]
    assert all(page_texts(path) for path in written)
    account = account_of(stopped.value)
    assert account is not None
    assert (len(account.done), len(account.left)) == (2, len(CODES) - 2)


@contextmanager
def small_files(most: int) -> Iterator[None]:
    """No file may grow beyond `most` bytes, as on a disk that is nearly full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_leaves_nothing_half_made_and_what_was_there(day: PapersDay, tmp_path: Path) -> None:
    to = tmp_path / "out"
    to.mkdir()
    earlier = write_bundle(Progress(), read=day.read, to=to).path
    before = earlier.read_bytes()
    sell_more(day, 4, 9_000_000)
    read = day.read
    with small_files(len(before) // 2), pytest.raises(DiskFull) as full:
        write_bundle(Progress(), read=read, to=to)
    assert full.value.facts["file"] == "BH-P233M01A-20230320.pdf"  # reopened, so without a revision
    assert earlier.read_bytes() == before
    assert [path.name for path in to.iterdir()] == [earlier.name]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small disk")
def test_a_small_stick_that_fills_up_holds_whole_papers_only(day: PapersDay, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(stick)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this machine mounts nothing")
    try:
        with pytest.raises(DiskFull):
            write_papers(Progress(), read=day.read, to=stick)
        written = list(stick.iterdir())
        assert written
        assert all(page_texts(path) for path in written if path.suffix == ".pdf")
        assert {path.suffix for path in written} <= {".pdf", Path(FILE_LIST).suffix}
        with pytest.raises(DiskFull):
            export_day(day.store, day.bazaar_id, DAY, stick, at=EVENING, report=Progress())
        assert sorted(stick.iterdir()) == sorted(written)
    finally:
        subprocess.run(["umount", str(stick)], check=True)


def test_the_pages_that_were_saved_are_those_that_a_photo_can_be_added_to(
    day: PapersDay, tmp_path: Path
) -> None:
    papers = printed(day, tmp_path / "out")
    pages = day.field.ask(list_pages, bazaar_id=day.bazaar_id, day=DAY)
    assert [key for keys in pages.values() for key in keys] == [
        (row.participation_id, row.session) for row in day.read.sheet.rows
    ]
    text = whole_text(papers[LIST].path)
    assert all(code in text for code in pages)
