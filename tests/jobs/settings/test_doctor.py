"""The doctor finds what is wrong with a laptop, and has words for everything it can find."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from string import Formatter

import pytest
from sqlalchemy import func, select

from bazar_desktop.jobs.settings import doctor, examination
from bazar_desktop.jobs.settings.backup import back_up
from bazar_desktop.jobs.settings.doctor import Check, examine
from bazar_desktop.messages import FINDINGS, finding
from bazar_desktop.services.journal.examination import folded_rows
from bazar_desktop.services.recovery.key_sheet import check_sheet, note_sheet
from bazar_desktop.services.register.vendors import add_vendor
from bazar_desktop.services.settings.values import put_setting
from bazar_desktop.store.backup import put_second_place
from bazar_desktop.store.opening import STORE_FILE, OpenStore
from bazar_desktop.store.tables import facts
from bazar_desktop.ui.home import page
from tests.stores import MORNING
from tests.ui.day import open_sample


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenStore]:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    made = open_sample(tmp_path / "store")
    yield made
    made.db.close()


def found(store: OpenStore, at: datetime = MORNING, **more: object) -> dict[str, Check]:
    return {check.topic: check for check in examine(store, at, **more)}  # type: ignore[arg-type]


def test_a_laptop_that_is_ready_passes_everything(store: OpenStore, tmp_path: Path) -> None:
    with store.db.write("o1", "test", MORNING) as session:
        add_vendor(session, name="Marni")
        put_setting(session, "register_date", "10/3/2023")
        put_second_place(session, tmp_path / "stick")
        note_sheet(session, places=(1, 2), words=("kopi", "madu"), at=MORNING)
        check_sheet(session, words=("kopi", "madu"), at=MORNING)
    back_up(store, MORNING)
    checks = found(store, MORNING + timedelta(minutes=12), printers=["Canon G2010"])
    assert [check.code for check in checks.values() if not check.good] == []
    assert finding(checks["backup"]) == "Cadangan 12 menit lalu, teruji"
    assert finding(checks["register"]) == "Daftar induk 1 pelaku UMKM, berumur 10 hari"
    assert finding(checks["printer"]) == "Printer Canon G2010 siap"


def test_an_old_backup_and_one_of_today_are_told_apart(store: OpenStore) -> None:
    back_up(store, MORNING)
    assert found(store, MORNING + timedelta(hours=3))["backup"].code == "backup_today"
    assert found(store, MORNING + timedelta(hours=25))["backup"].code == "backup_old"


def test_a_clock_that_was_set_back_or_far_ahead_is_seen(store: OpenStore) -> None:
    behind = found(store, MORNING - timedelta(days=1))["clock"]
    assert behind.code == "clock_behind"
    assert "Bila jam itu benar, tidak ada yang perlu disetel" in finding(behind)
    assert found(store, MORNING + timedelta(days=400))["clock"].code == "clock_ahead"
    assert found(store, MORNING + timedelta(days=30))["clock"].good


def test_an_old_register_and_an_empty_one_want_a_look(store: OpenStore) -> None:
    assert found(store)["register"].code == "register_empty"
    with store.db.write("o1", "test", MORNING) as session:
        add_vendor(session, name="Marni")
    assert found(store)["register"].code == "register_undated"
    with store.db.write("o1", "test", MORNING) as session:
        put_setting(session, "register_date", "2023-02-01")
    assert found(store)["register"].code == "register_old"


def test_a_pulled_stick_no_printer_and_a_full_disk_are_said(
    store: OpenStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.db.write("o1", "test", MORNING) as session:
        put_second_place(session, tmp_path / "stick")
    monkeypatch.setattr(doctor, "ROOM_MB", 10**12)
    checks = found(store, printers=[])
    assert (checks["second"].code, checks["printer"].code, checks["room"].code) == (
        "second_gone",
        "printer_none",
        "room_short",
    )


def test_a_second_place_that_would_take_no_copy_is_said(store: OpenStore, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "kunci.json").write_text("kunci lemari")
    with store.db.write("o1", "test", MORNING) as session:
        put_second_place(session, stick)
    second = found(store)["second"]
    assert second.code == "second_refused"
    assert "kunci.json yang tidak terbaca" in finding(second)


def test_missing_fonts_and_settings_that_do_not_hold_are_seen(
    store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "FONTS", ("Hilang.ttf",))
    monkeypatch.setattr(doctor, "SETTINGS", {"synchronous": 1})
    checks = found(store)
    assert checks["fonts"].facts == {"names": "Hilang.ttf"}
    assert checks["settings"].facts == {"names": "synchronous"}


def test_damage_is_found_by_the_deep_look(store: OpenStore) -> None:
    store.db.close()
    file = store.folder / STORE_FILE
    data = bytearray(file.read_bytes())
    data[-2000] ^= 1
    file.write_bytes(data)
    checks = found(store)
    assert (checks["database"].code, checks["database"].good) == ("database_damaged", False)
    assert "encryption" not in checks


def test_the_offices_server_is_judged_as_one(store: OpenStore) -> None:
    store.db.engine.dialect.name = "postgresql"
    try:
        codes = {check.code for check in doctor._file(store, deep=True)} | {
            doctor._backup(store, MORNING).code
        }
    finally:
        store.db.engine.dialect.name = "sqlite"
    assert codes == {"database_server", "encryption_server", "backup_server"}


def test_every_finding_has_words_and_no_words_are_left_over() -> None:
    sources = [
        ast.parse(Path(module_type.__file__).read_text("utf-8"))
        for module_type in (doctor, examination, page)
    ]
    texts = {
        node.value
        for source in sources
        for node in ast.walk(source)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(FINDINGS) <= texts
    topics = (
        "database",
        "encryption",
        "settings",
        "backup",
        "second",
        "room",
        "clock",
        "register",
        "fonts",
        "printer",
        "lock",
        "place",
        "keys",
        "secret",
        "chain",
        "fold",
        "seals",
        "backups",
    )
    used = {
        text
        for text in texts
        if text.startswith(tuple(f"{topic}_" for topic in topics)) and text != "register_date"
    }
    assert used <= set(FINDINGS)
    assert all(
        name for words in FINDINGS.values() for _, name, _, _ in Formatter().parse(words) if name is not None
    )


def test_what_is_only_sampled_says_how_many_of_how_many(store: OpenStore) -> None:
    with store.db.write("o1", "test", MORNING) as session:
        for number in range(150):
            add_vendor(session, name=f"Marni {number}")
    with store.db.read() as session:
        folded = folded_rows(session)
        every = sum(
            session.execute(select(func.count()).select_from(cls)).scalar_one() for cls in facts().values()
        )
    assert folded.of == every > folded.looked >= 60
    owner = (store.officer, store.key)
    store.db.close()
    checks = {
        check.topic: check for check in examination.examine_folder(store.folder, lambda: owner, MORNING)
    }
    assert f"{folded.looked} dari {every} baris dicoba" in finding(checks["fold"])
    assert "0 dari 0 hari tertutup dicoba" in finding(checks["seals"])
