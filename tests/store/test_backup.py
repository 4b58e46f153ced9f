"""Backups are whole, checked and thinned; one taken back begins a new life of the store."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bazar_desktop.jobs.settings.backup import (
    NoOwnBackup,
    back_up,
    back_up_if_due,
    last_backup,
    restore_backup,
)
from bazar_desktop.messages import sentence
from bazar_desktop.services.settings.values import get_setting, put_setting
from bazar_desktop.store import backup as backup_module
from bazar_desktop.store.backup import (
    BackupBroken,
    check,
    list_backups,
    list_set_aside,
    make_backup,
    put_second_place,
    thin,
)
from bazar_desktop.store.backup_places import BackupPlaceTaken, BackupPlaceUnclear
from bazar_desktop.store.damage import PAGE
from bazar_desktop.store.faults import StoreUnreadable
from bazar_desktop.store.files import OutputFailed
from bazar_desktop.store.key_copies import forget_copy, keep_copies_alike
from bazar_desktop.store.key_file import Owner
from bazar_desktop.store.opening import (
    STORE_FILE,
    OpenStore,
    StoreFileMissing,
    backup_folder,
    create_store,
    open_store,
)
from bazar_desktop.store.own_facts import chain_end, get_fact
from bazar_desktop.store.restoring import BackupUnusable
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import ChangeRow, DayClose
from tests.commands import CHEAP, PIN
from tests.stores import MORNING


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenStore]:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    owner = Owner("o1", "Vicky", "supervisor")
    made = create_store(
        tmp_path / "store", owner, PIN, kind="laptop", letter="A", name="A", at=MORNING, cost=CHEAP
    )
    write(made, "09.15")
    yield made
    made.db.close()


def write(store: OpenStore, cut_off: str) -> None:
    with store.db.write("o1", "test", MORNING) as session:
        put_setting(session, "cut_off", cut_off)


def cut_off(store: OpenStore) -> str:
    with store.db.read() as session:
        return str(get_setting(session, "cut_off"))


def test_a_backup_holds_what_the_open_store_held_and_nothing_readable(store: OpenStore) -> None:
    seen: list[tuple[int, int]] = []
    done = back_up(store, MORNING, lambda now, of, what: seen.append((now, of)))
    content = check(done.made.path, store.key)
    with store.db.read() as session:
        assert (content.seq, content.hash) == chain_end(session, get_fact(session, "origin"))
    assert content.rows["setting"] == 1
    assert seen[-1][0] == seen[-1][1]
    assert b"SQLite format" not in done.made.path.read_bytes()
    assert {path.name for path in backup_folder(store.folder).iterdir()} == {
        "cadangan_2023-03-20_07.42.00.bazardb",
        "kunci.json",
    }


def test_it_is_due_at_the_start_and_after_half_an_hour_of_change(store: OpenStore) -> None:
    assert back_up_if_due(store, MORNING) is not None
    later = MORNING + timedelta(minutes=31)
    assert back_up_if_due(store, later) is None
    write(store, "09.45")
    assert back_up_if_due(store, MORNING + timedelta(minutes=29)) is None
    assert back_up_if_due(store, later) is not None
    last = last_backup(store, later)
    assert last is not None
    assert last.made_at == later


def test_it_is_due_at_once_when_a_day_was_sealed(store: OpenStore) -> None:
    back_up(store, MORNING)
    soon = MORNING + timedelta(minutes=1)
    assert back_up_if_due(store, soon) is None
    with store.db.write("o1", "test", MORNING) as session:
        enter(session, DayClose, "b", MORNING.date(), 1, bazaar_id="b", day=MORNING.date(), revision=1)
    assert back_up_if_due(store, soon) is not None
    assert back_up_if_due(store, soon + timedelta(minutes=1)) is None


def test_a_second_place_gets_its_own_checked_copy_and_a_pulled_stick_is_told(
    store: OpenStore, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    with store.db.write("o1", "test", MORNING) as session:
        put_second_place(session, stick)
    done = back_up(store, MORNING)
    assert done.second is not None
    assert check(done.second, store.key).seq == 1
    (stick / "x").write_text("")
    with store.db.write("o1", "test", MORNING) as session:
        put_second_place(session, stick / "x" / "gone")
    again = back_up(store, MORNING + timedelta(hours=1))
    assert again.second is None
    assert again.trouble == "second_place_gone"
    assert again.made.path.exists()


def test_stopping_leaves_no_file(store: OpenStore) -> None:
    class Stopped(BaseException):
        pass

    def stop(done: int, of: int, what: str) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        back_up(store, MORNING, stop)
    assert list(backup_folder(store.folder).iterdir()) == []


def test_a_copy_that_fails_its_check_is_thrown_away(
    store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = backup_module._copy

    def faulty(source: object, part: Path, key: bytes, report: object) -> None:
        whole(source, part, key, None)
        data = bytearray(part.read_bytes())
        data[len(data) // 2] ^= 1
        part.write_bytes(data)

    monkeypatch.setattr(backup_module, "_copy", faulty)
    with pytest.raises(BackupBroken):
        back_up(store, MORNING)
    assert list_backups(backup_folder(store.folder)) == []


def test_a_copy_of_a_damaged_page_is_told_as_the_stores_damage(store: OpenStore) -> None:
    file = store.folder / STORE_FILE
    store.db.close()
    with file.open("rb+") as stream:
        stream.seek(PAGE * (file.stat().st_size // PAGE // 2) + 500)
        stream.write(b"\xa5" * 300)
    with pytest.raises(StoreUnreadable) as damaged:
        make_backup(file, store.key, backup_folder(store.folder), MORNING)
    assert "rusak" in sentence(damaged.value)
    assert "Data asli aman" not in sentence(damaged.value)
    assert list_backups(backup_folder(store.folder)) == []


def test_a_folder_that_cannot_be_made_is_named(store: OpenStore, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputFailed):
        make_backup(store.folder / STORE_FILE, store.key, tmp_path / "file" / "in", MORNING)


def test_old_backups_go_and_other_files_stay(store: OpenStore) -> None:
    folder = backup_folder(store.folder)
    for days in (0, 1, 2, 3, 4, 20, 70):
        make_backup(store.folder / STORE_FILE, store.key, folder, MORNING - timedelta(days=days))
    (folder / "catatan.txt").write_text("milik petugas")
    for name in (
        ".cadangan_2023-03-18_07.42.00.bazardb.part",
        ".cadangan_2023-03-20_07.40.00.bazardb.part-wal",
    ):
        (folder / name).write_text("")
    assert [path.name[9:19] for path in thin(folder, MORNING, store.key)] == ["2023-01-09"]
    assert len(list_backups(folder)) == 6
    assert (folder / "catatan.txt").exists()
    assert [path.name[10:20] for path in folder.glob(".*")] == ["2023-03-20"]
    assert list_backups(folder / "nowhere") == []


def test_an_old_backup_that_cannot_be_deleted_is_left_and_none_is_made_every_minute(
    store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    for days in (0, 1, 2, 3, 4, 20, 70):
        at = MORNING - timedelta(days=days)
        make_backup(store.folder / STORE_FILE, store.key, backup_folder(store.folder), at)
    write(store, "10.00")

    def denied(_path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "is open in another program")

    with monkeypatch.context() as stuck:
        stuck.setattr(Path, "unlink", denied)
        assert thin(backup_folder(store.folder), MORNING, store.key) == []
    noon, made = MORNING + timedelta(hours=4), 0
    old = backup_folder(store.folder) / "cadangan_2023-01-09_07.42.00.bazardb"
    old.unlink()
    old.mkdir()  # what cannot be unlinked, also by root
    for minute in range(5):
        made += back_up_if_due(store, noon + timedelta(minutes=minute)) is not None
    assert made == 1
    assert old.exists()


def test_a_clock_that_leaps_a_year_ahead_thins_nothing_of_the_last_day_of_each_day(store: OpenStore) -> None:
    folder = backup_folder(store.folder)
    days = [MORNING - timedelta(days=day) for day in range(6)]
    for at in days:
        make_backup(store.folder / STORE_FILE, store.key, folder, at)
    leaped = MORNING + timedelta(days=365)
    back_up(store, leaped)  # nothing was entered: the journal's clock stands
    assert {item.made_at for item in list_backups(folder)} == {leaped, *days}
    with store.db.write("o1", "test", leaped + timedelta(hours=1)) as session:
        put_setting(session, "cut_off", "11.00")
    done = back_up(store, leaped + timedelta(hours=1))
    assert done.thinned == 0
    assert set(days) <= {item.made_at for item in list_backups(folder)}
    later = back_up_if_due(store, MORNING + timedelta(hours=1))  # the clock was set right
    assert later is None
    write(store, "11.30")
    assert back_up_if_due(store, MORNING + timedelta(hours=1)) is not None
    write(store, "11.45")
    assert back_up_if_due(store, MORNING + timedelta(hours=1, minutes=1)) is None


def another_laptop(tmp_path: Path) -> OpenStore:
    owner = Owner("o2", "Ani", "supervisor")
    return create_store(
        tmp_path / "lain", owner, PIN, kind="laptop", letter="B", name="B", at=MORNING, cost=CHEAP
    )


def test_a_folder_with_the_backups_of_another_laptop_is_left_alone(store: OpenStore, tmp_path: Path) -> None:
    shared = tmp_path / "bersama"
    make_backup(store.folder / STORE_FILE, store.key, shared, MORNING)
    other = another_laptop(tmp_path)
    before = (shared / "kunci.json").read_bytes()
    for there in (before, None):  # a key file that is gone does not make the backups beside it ours
        if there is None:
            (shared / "kunci.json").unlink()
        with pytest.raises(BackupPlaceTaken) as taken:
            make_backup(other.folder / STORE_FILE, other.key, shared, MORNING + timedelta(hours=1))
        assert str(shared) in sentence(taken.value)
        assert (shared / "kunci.json").exists() == (there is not None)
        assert len(list_backups(shared)) == 1
    other.db.close()


def cut_short(keys: bytes) -> bytes:
    return keys[:100]


def of_a_newer_program(keys: bytes) -> bytes:
    return keys.replace(b'"format": 1', b'"format": 3')


def of_a_person(_keys: bytes) -> bytes:
    return b"kunci lemari: laci kiri"


@pytest.mark.parametrize("made", [cut_short, of_a_newer_program, of_a_person])
def test_a_key_file_that_cannot_be_read_is_never_written_over(
    store: OpenStore, tmp_path: Path, made: Callable[[bytes], bytes]
) -> None:
    other = another_laptop(tmp_path)
    stick = tmp_path / "stick"
    stick.mkdir()
    there = made((other.folder / "kunci.json").read_bytes())
    (stick / "kunci.json").write_bytes(there)
    with pytest.raises(BackupPlaceUnclear) as unclear:
        make_backup(store.folder / STORE_FILE, store.key, stick, MORNING)
    assert "tidak ditulis apa-apa" in sentence(unclear.value)
    with store.db.write("o1", "test", MORNING) as session:
        put_second_place(session, stick)
    assert back_up(store, MORNING).trouble == "backup_place_unclear"
    keep_copies_alike(store.folder, store.db, store.key)
    assert {path.name: path.read_bytes() for path in stick.iterdir()} == {"kunci.json": there}
    make_backup(other.folder / STORE_FILE, other.key, tmp_path / "his", MORNING)
    (tmp_path / "his" / "kunci.json").write_bytes(there)
    with pytest.raises(BackupPlaceTaken):  # the backups beside it tell whose it is
        make_backup(store.folder / STORE_FILE, store.key, tmp_path / "his", MORNING)
    assert (tmp_path / "his" / "kunci.json").read_bytes() == there
    other.db.close()


@pytest.mark.parametrize("made", [cut_short, of_a_newer_program, of_a_person])
@pytest.mark.parametrize("is_own", [True, False])
def test_beside_own_backups_an_unreadable_key_file_is_set_aside_and_a_sound_copy_comes(
    store: OpenStore, tmp_path: Path, made: Callable[[bytes], bytes], is_own: bool
) -> None:
    place = backup_folder(store.folder) if is_own else tmp_path / "stick"
    make_backup(store.folder / STORE_FILE, store.key, place, MORNING)
    own = (store.folder / "kunci.json").read_bytes()
    there = made(own)
    (place / "kunci.json").write_bytes(there)
    make_backup(store.folder / STORE_FILE, store.key, place, MORNING + timedelta(hours=1))
    assert (place / "kunci.json").read_bytes() == own
    assert [path.read_bytes() for path in place.glob("disisihkan_*_kunci.json")] == [there]


def test_a_foreign_key_file_beside_an_open_store_takes_no_copys_place(
    store: OpenStore, tmp_path: Path
) -> None:
    back_up(store, MORNING)
    own = (store.folder / "kunci.json").read_bytes()
    other = another_laptop(tmp_path)
    (store.folder / "kunci.json").write_bytes((other.folder / "kunci.json").read_bytes())
    other.db.close()
    back_up(store, MORNING + timedelta(hours=1))
    keep_copies_alike(store.folder, store.db, store.key)
    assert (backup_folder(store.folder) / "kunci.json").read_bytes() == own


def test_what_was_never_finished_takes_no_key_file_with_it_that_is_not_its_own(store: OpenStore) -> None:
    place = backup_folder(store.folder)
    place.mkdir(exist_ok=True)
    (place / "kunci.json").write_bytes(b"{")
    forget_copy(store.folder)
    assert (place / "kunci.json").read_bytes() == b"{"


def test_backups_of_another_laptop_among_ours_are_neither_thinned_nor_counted(
    store: OpenStore, tmp_path: Path
) -> None:
    other = another_laptop(tmp_path)
    folder = backup_folder(store.folder)
    for days in (0, 1, 2, 3, 4, 20, 70):
        at = MORNING - timedelta(days=days)
        make_backup(store.folder / STORE_FILE, store.key, folder, at - timedelta(minutes=5))
        his = make_backup(other.folder / STORE_FILE, other.key, tmp_path / "his", at).path
        his.rename(folder / his.name)
    other.db.close()
    assert [path.name[9:] for path in thin(folder, MORNING, store.key)] == ["2023-01-09_07.37.00.bazardb"]
    assert len(list_backups(folder)) == 13
    last = last_backup(store, MORNING)
    assert last is not None
    assert last.made_at == MORNING - timedelta(minutes=5)


def test_a_restored_store_begins_a_new_life_that_names_the_last_known_change(store: OpenStore) -> None:
    backup = back_up(store, MORNING).made
    with store.db.read() as session:
        old = get_fact(session, "origin")
        end = chain_end(session, old)
    write(store, "10.00")
    restored = restore_backup(store, backup.path, MORNING + timedelta(hours=1))
    assert (restored.last_origin, restored.last_seq, restored.last_hash) == (old, *end)
    again = open_store(store.folder, "o1", PIN)
    assert cut_off(again) == "09.15"
    write(again, "10.30")
    with again.db.read() as session:
        began = json.loads(str(get_fact(session, "restored_from")))
        assert (began["origin"], began["seq"], began["hash"]) == (old, *end)
        chains = session.execute(select(ChangeRow.origin, ChangeRow.seq).order_by(ChangeRow.at)).all()
    assert [tuple(row) for row in chains] == [(old, 1), (restored.origin, 1)]
    again.db.close()
    kept = list_backups(backup_folder(store.folder))[0]  # what was there became a backup itself
    assert check(kept.path, store.key).seq == 2


def test_a_damaged_store_is_set_aside_and_the_backup_takes_its_place(store: OpenStore) -> None:
    backup = back_up(store, MORNING).made
    store.db.close()
    file = store.folder / STORE_FILE
    file.write_bytes(b"not a store" * 1000)
    backup.path.chmod(0o400)
    file.with_name("bazar.db-wal").write_bytes(b"left over")
    restore_backup(store, backup.path, MORNING + timedelta(hours=1))
    again = open_store(store.folder, "o1", PIN)
    assert cut_off(again) == "09.15"
    again.db.close()
    aside = list_set_aside(backup_folder(store.folder))
    assert [backup.path.read_bytes()[:11] for backup in aside] == [b"not a store"]
    assert backup.path.with_name(f"{aside[0].path.name}-wal").read_bytes() == b"left over"


@pytest.mark.parametrize("leap", [timedelta(days=-330), timedelta(0), timedelta(days=370)])
def test_no_leap_of_the_clock_deletes_what_was_set_aside(store: OpenStore, leap: timedelta) -> None:
    backup = back_up(store, MORNING).made
    for said in (b"not a store", b"nor is this"):
        store.db.close()
        (store.folder / STORE_FILE).write_bytes(said * 1000)
        restore_backup(store, backup.path, MORNING + timedelta(hours=1) + min(leap, timedelta(0)))
        store = open_store(store.folder, "o1", PIN)
    for at in (MORNING + timedelta(hours=2) + max(leap, timedelta(0)), MORNING + timedelta(hours=3)):
        back_up(store, at)
        aside = list_set_aside(backup_folder(store.folder))
        assert {old.path.read_bytes()[:11] for old in aside} == {b"not a store", b"nor is this"}
    store.db.close()


@pytest.mark.parametrize("content", [b"", b"x" * 5000])
def test_what_is_no_backup_is_refused_and_the_store_stays(
    store: OpenStore, tmp_path: Path, content: bytes
) -> None:
    other = tmp_path / "other.bazardb"
    other.write_bytes(content)
    with pytest.raises(BackupUnusable):
        restore_backup(store, other, MORNING)
    assert cut_off(open_store(store.folder, "o1", PIN)) == "09.15"


def test_a_missing_data_file_is_never_replaced_by_an_empty_one(store: OpenStore) -> None:
    store.db.close()
    (store.folder / STORE_FILE).unlink()
    with pytest.raises(StoreFileMissing):
        open_store(store.folder, "o1", PIN)
    assert not (store.folder / STORE_FILE).exists()


def test_a_backup_is_made_before_the_schema_changes(
    store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bazar_desktop.store import opening

    order: list[str] = []
    store.db.close()
    monkeypatch.setattr(opening, "needs_migration", lambda engine: True)
    monkeypatch.setattr(
        opening, "migrate", lambda engine: order.append(f"{len(list_backups(backup_folder(store.folder)))}")
    )
    open_store(store.folder, "o1", PIN).db.close()
    assert order == ["1"]


def test_the_offices_server_makes_its_own_backups(store: OpenStore) -> None:
    store.db.engine.dialect.name = "postgresql"
    try:
        assert back_up_if_due(store, MORNING) is None
        with pytest.raises(NoOwnBackup):
            back_up(store, MORNING)
    finally:
        store.db.engine.dialect.name = "sqlite"
