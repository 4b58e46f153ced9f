"""The office's key sheet: a real PDF, its code and words read back, checked, drilled, and made anew."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import zxingcpp
from sqlalchemy import select

from bazar_desktop.domain.recovery.key_sheet import key_from
from bazar_desktop.domain.recovery.words import WORDS
from bazar_desktop.jobs.office.founding import Founded, office_init
from bazar_desktop.jobs.office.identity import recipients
from bazar_desktop.jobs.recovery.elsewhere import find_backups, restore_here
from bazar_desktop.jobs.recovery.key_sheet import (
    SheetFileExists,
    SheetFolderMissing,
    drill,
    new_key_sheet,
    write_key_sheet,
)
from bazar_desktop.jobs.recovery.new_pin import new_pin_by_key
from bazar_desktop.jobs.settings.backup import back_up
from bazar_desktop.jobs.settings.doctor import examine
from bazar_desktop.jobs.settings.officers import start_store
from bazar_desktop.messages import finding, sentence
from bazar_desktop.services.office.laptops import NotAnOffice
from bazar_desktop.services.recovery.key_sheet import NoKeySheet, SheetWordsDiffer, check_sheet, key_sheet
from bazar_desktop.store.files import OutputFailed
from bazar_desktop.store.keys import NoOfficeKeys, NotAnOfficeKey, open_with_office_key
from bazar_desktop.store.opening import OpenStore, backup_folder
from bazar_desktop.store.tables import Reveal
from bazar_desktop.store.unlocking import key_path
from tests.offices import CHEAP, PIN, SUDIN, found
from tests.printing.reading import metadata, overlaps, page_sizes, pictures, text_boxes, whole_text
from tests.stores import MORNING


@pytest.fixture
def founded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Founded]:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    made = office_init(tmp_path / "kantor", name=SUDIN, officer="Kepala", pin=PIN, at=MORNING, cost=CHEAP)
    yield made
    made.store.db.close()


def words_on_paper(file: Path) -> list[str]:
    """The words of the sheet in the order of their numbers, as somebody reads them off the paper."""
    text = whole_text(file).split()
    start = text.index("Baris")
    return [word for word in text[start : text.index("Cukup")] if word in WORDS]


def test_the_sheet_carries_the_key_as_code_as_words_and_as_text(founded: Founded, tmp_path: Path) -> None:
    file = tmp_path / "lembar.pdf"
    write_key_sheet(founded.store, founded.spare, file, MORNING)
    assert page_sizes(file) == [(210, 297)]
    for dpi in (110, 200):
        assert [code.text for code in zxingcpp.read_barcodes(pictures(file, dpi)[0])] == [founded.spare]
    words = words_on_paper(file)
    assert len(words) == 36
    assert key_from(" ".join(words)) == founded.spare
    assert founded.spare in whole_text(file)
    assert SUDIN in whole_text(file)
    assert overlaps(text_boxes(file)) == []
    assert founded.spare not in str(metadata(file))
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(key_path(founded.store.folder).stat().st_mode) == 0o600
        back_up(founded.store, MORNING)
        assert stat.S_IMODE((backup_folder(founded.store.folder) / "kunci.json").stat().st_mode) == 0o600


def test_two_words_from_the_paper_prove_it_and_a_drill_tries_all_of_them(
    founded: Founded, tmp_path: Path
) -> None:
    store, file = founded.store, tmp_path / "lembar.pdf"
    with (
        pytest.raises(NoKeySheet),
        store.db.write(store.officer.id, "recovery.check_sheet", MORNING) as session,
    ):
        check_sheet(session, words=["kopi", "madu"], at=MORNING)
    made = write_key_sheet(store, founded.spare, file, MORNING)
    paper = words_on_paper(file)
    wanted = [paper[place - 1] for place in made.places]

    def check(words: list[str]) -> None:
        with store.db.write(store.officer.id, "recovery.check_sheet", MORNING) as session:
            check_sheet(session, words=words, at=MORNING)

    for words in (
        [],
        wanted[:1],
        wanted[::-1] if wanted[0] != wanted[1] else ["x", "y"],
        [wanted[0], "zzzz"],
    ):
        with pytest.raises(SheetWordsDiffer) as wrong:
            check(words)
        assert f"ke-{made.places[0]}, {made.places[1]}" in sentence(wrong.value)
    check([word[:4].upper() for word in wanted])
    with pytest.raises(NotAnOfficeKey):
        drill(store, "AGE-SECRET-KEY-1GQ9778VQXMMJVE8SK7J6VT8UJ4HDQAJUVSFCWCM02D8GEWQ72PVQ2Y5J33", MORNING)
    later = MORNING + timedelta(days=300)
    assert drill(store, " ".join(paper), later).drilled == later.isoformat(timespec="seconds")
    with store.db.read() as session:
        said = list(session.execute(select(Reveal.reason).where(Reveal.field == "key")).scalars())
        facts = key_sheet(session)
    assert said == [
        "Lembar kunci dibuat",
        "Lembar kunci dicek: dua kata cocok",
        "Latihan kunci: lembar membuka data",
    ]
    assert facts is not None
    assert founded.spare not in str(facts)


def test_the_doctor_asks_for_sheet_check_and_a_drill_once_a_year(founded: Founded, tmp_path: Path) -> None:
    def finds(days: int) -> str:
        at = MORNING + timedelta(days=days)
        (check,) = [item for item in examine(founded.store, at, deep=False) if item.topic == "key_sheet"]
        assert finding(check)
        return check.code

    assert finds(0) == "key_sheet_none"
    file = tmp_path / "lembar.pdf"
    made = write_key_sheet(founded.store, founded.spare, file, MORNING)
    assert finds(0) == "key_sheet_unchecked"
    paper = words_on_paper(file)
    with founded.store.db.write(founded.store.officer.id, "recovery.check_sheet", MORNING) as session:
        check_sheet(session, words=[paper[place - 1] for place in made.places], at=MORNING)
    assert finds(364) == "key_sheet_tried"
    assert finds(366) == "key_drill_due"
    drill(founded.store, founded.spare, MORNING + timedelta(days=366))
    assert finds(367) == "key_sheet_tried"


def test_a_new_sheet_takes_the_place_of_the_old_everywhere(founded: Founded, tmp_path: Path) -> None:
    store = founded.store
    back_up(store, MORNING)
    file = tmp_path / "baru.pdf"
    new_key_sheet(store, file, MORNING)
    spare = key_from(" ".join(words_on_paper(file)))
    assert spare != founded.spare
    for place in (store.folder, backup_folder(store.folder)):
        assert open_with_office_key(place / "kunci.json", spare) == store.key
        with pytest.raises(NotAnOfficeKey):
            open_with_office_key(place / "kunci.json", founded.spare)
    with store.db.read() as session:
        assert len(recipients(session)) == 2
    store.db.close()
    again = new_pin_by_key(
        store.folder, "Kepala", "509183", key_text=" ".join(words_on_paper(file)), at=MORNING, cost=CHEAP
    )
    again.db.close()


def test_a_sheet_that_cannot_be_written_leaves_the_old_key(
    founded: Founded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = key_path(founded.store.folder).read_bytes()
    taken = tmp_path / "ada.pdf"
    taken.write_text("milik orang")
    with pytest.raises(SheetFileExists):
        new_key_sheet(founded.store, taken, MORNING)
    with pytest.raises(SheetFolderMissing):
        new_key_sheet(founded.store, tmp_path / "tidak" / "ada.pdf", MORNING)
    from bazar_desktop.store import key_file

    def broken(_path: Path, _content: bytes) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(key_file, "write", broken)
        with pytest.raises(OutputFailed):
            new_key_sheet(founded.store, tmp_path / "baru.pdf", MORNING)
    assert taken.read_text() == "milik orang"
    assert key_path(founded.store.folder).read_bytes() == before
    with founded.store.db.read() as session:
        assert key_sheet(session) is None


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenStore]:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    made = start_store(tmp_path / "laptop", officer="Rini", nip="", pin=PIN, at=MORNING, cost=CHEAP)
    yield made
    made.db.close()


def test_a_laptop_that_stands_alone_opens_with_its_own_sheet(alone: OpenStore, tmp_path: Path) -> None:
    def finds() -> str:
        (check,) = [item for item in examine(alone, MORNING, deep=False) if item.topic == "key_sheet"]
        return check.code

    assert finds() == "key_sheet_none"
    back_up(alone, MORNING)
    with pytest.raises(NoOfficeKeys):
        open_with_office_key(key_path(alone.folder), "AGE-SECRET-KEY-1")
    with pytest.raises(NoOfficeKeys) as refused:
        find_backups(backup_folder(alone.folder))
    assert "belum pernah dibuat" in sentence(refused.value)
    file = tmp_path / "lembar.pdf"
    made = new_key_sheet(alone, file, MORNING)
    paper = words_on_paper(file)
    assert "Laptop A, Rini" in whole_text(file)
    assert "kantor" not in whole_text(file).casefold().replace("pengaturan, kantor", "")
    with alone.db.write(alone.officer.id, "recovery.check_sheet", MORNING) as session:
        check_sheet(session, words=[paper[place - 1] for place in made.places], at=MORNING)
    assert finds() == "key_sheet_tried"
    alone.db.close()
    again = new_pin_by_key(alone.folder, "Rini", "509183", key_text=" ".join(paper), at=MORNING, cost=CHEAP)
    back_up(again, MORNING + timedelta(hours=1))
    again.db.close()
    elsewhere = restore_here(
        backup_folder(alone.folder),
        folder=tmp_path / "lain",
        officer="Rini",
        pin="740185",
        key_text=" ".join(paper),
        at=MORNING + timedelta(hours=2),
        cost=CHEAP,
    )
    assert elsewhere.key == alone.key
    elsewhere.db.close()


def test_a_laptop_of_an_office_makes_no_sheet_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    world = found(tmp_path)
    store = world.join("Laptop 1").store
    with pytest.raises(NotAnOffice):
        new_key_sheet(store, tmp_path / "lembar.pdf", MORNING)
    assert not (tmp_path / "lembar.pdf").exists()
    world.close()
