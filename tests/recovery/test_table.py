"""Damage by door: the sentence, the way out, and that going it ends with the data. No cell is a traceback or mute."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bazar_desktop import app
from bazar_desktop.services.settings.values import put_setting
from bazar_desktop.store import engine
from bazar_desktop.store.backup import list_backups, put_second_place
from bazar_desktop.store.opening import backup_folder, open_store
from bazar_desktop.ui.kit.task import wait_for_tasks
from tests.commands import PIN
from tests.recovery.damages import (
    DAMAGES,
    OFFICER,
    Place,
    do_nothing,
    file_read_only,
    fill,
    on_disk,
    overwrite,
)
from tests.recovery.doors import Person, Prompt, start_window
from tests.stores import facts_digest
from tests.ui.day import NOW

# What is said in each cell, by words that its sentence must hold; "": nothing is wrong there and nothing is said.
SAYS = {
    "missing": "bazar.db) tidak ada",
    "empty": "bazar.db) rusak",
    "halved": "bazar.db) rusak",
    "page 1": "bazar.db) rusak",
    "all of page 1": "bazar.db) rusak",
    "page n": "bazar.db) rusak",
    "log": "bazar.db-wal) rusak",
    "key file missing": "kunci.json) tidak ada",
    "data and key missing": "yang masih ada 1 cadangan",
    "key file damaged": "kunci.json) rusak",
    "key file foreign": "milik data",
    "key file of a namesake": "milik data",
    "key file of the same officer": "milik data",
    "foreign": "bukan data laptop ini",
    "lock blank": "Terakhir kali laptop mati",
    "other computer": "LAPTOP-LAMA",
    "secret gone": "Rahasia laptop",
    "disk full": "penuh",
    "read-only": "hanya dapat dibaca",
    "busy": "dipakai program lain",
    "newer": "lebih baru",
}
OPEN_SAYS = {  # in a window that is open already
    "missing": "tidak lagi di",
    "data and key missing": "tidak lagi di",
    "foreign": "tidak lagi di",
    "lock blank": "",
    "other computer": "",  # its own note stands there
    "log": "bazar.db) rusak",
    "newer": "",  # what brings a store up to date is refused while a window has it open
}
COMMAND_SAYS = {"lock blank": ""}  # an empty lock holds nobody, so it is only noted in the log
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
OPENS_ANYWAY = {"disk full"}  # reading works; what is said comes with the first entry


def digest_of(place: Place) -> str:
    store = open_store(place.folder, OFFICER, PIN)
    try:
        with store.db.read() as session:
            return facts_digest(session)
    finally:
        store.db.close()


damages = pytest.mark.parametrize("damage", DAMAGES)


@damages
def test_a_window_says_it_before_or_at_the_sign_in_and_ends_with_the_data(
    place: Place, damage: str, qtbot: QtBot
) -> None:
    with DAMAGES[damage](place):
        with Person(place) as person:
            window = start_window(place, qtbot)
            assert window is not None, person.said
            said = "\n".join([*person.said, window.page.banner.words])
        assert person.crashes == []
        assert SAYS[damage] in said
        with window.desk.store.db.read() as session:
            assert facts_digest(session) == place.digest
        app.shut(window)
        window.close()


@contextmanager
def filled(place: Place) -> Iterator[None]:
    fill(place)
    yield


@contextmanager
def log_in_use(place: Place) -> Iterator[None]:
    """What the window's last entries stand in is damaged under it."""
    with place.windows[-1].desk.store.db.write("o1", "test", NOW) as session:
        put_setting(session, "office_name", "Sudin")
    log = place.file.with_name(f"{place.file.name}-wal")
    for frame in range(log.stat().st_size // (engine.PAGE + 24)):
        overwrite(log, 32 + 24 + frame * (engine.PAGE + 24) + 100, b"\xa5" * 100)
    with place.windows[-1].desk.store.db.read() as session:
        session.connection().exec_driver_sql("PRAGMA shrink_memory")
    yield


# How the damage comes about while a window is open; the others as they do elsewhere.
STRUCK = {"disk full": filled, "read-only": file_read_only, "log": log_in_use}


@damages
def test_an_open_window_says_it_and_ends_with_the_data(place: Place, damage: str, qtbot: QtBot) -> None:
    with ExitStack() as stack:
        if damage == "disk full":
            stack.enter_context(on_disk(place, megabytes=12))
        person = stack.enter_context(Person(place))
        place.reads_home = True
        window = start_window(place, qtbot)
        assert window is not None
        assert wait_for_tasks()
        if damage != "log":
            window.desk.store.db.engine.dispose()  # as for work beside the window: its connection is its own
        stack.enter_context(STRUCK.get(damage, DAMAGES[damage])(place))
        window.page.read_anew()
        window.page.perform(put_second_place, folder=None)
        if damage.startswith(("key file", "secret")):
            window.change_officer()
            qtbot.waitUntil(lambda: bool(person.said) and QApplication.activeModalWidget() is None)
        said = "\n".join([*person.said, window.page.banner.words])
        assert person.crashes == []
        assert OPEN_SAYS.get(damage, SAYS[damage]) in said
        place.mend()
        place.mend = do_nothing
        app.shut(window)
        window.close()
        place.reads_home = False
        again = start_window(place, qtbot)
        assert again is not None, person.said
        with again.desk.store.db.read() as session:
            assert facts_digest(session) == place.digest
        app.shut(again)
        again.close()
        assert person.crashes == []


@damages
def test_a_command_says_it_and_what_it_names_ends_with_the_data(
    place: Place, damage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with DAMAGES[damage](place):
        prompt = Prompt(place, capsys)
        if damage in OPENS_ANYWAY:
            prompt.follow("agency", "add", "--name", "Dinas", "--role", "coach")
        else:
            prompt.follow("officer", "list")
            assert digest_of(place) == place.digest
        assert COMMAND_SAYS.get(damage, SAYS[damage]) in "\n".join(prompt.said)


@damages
def test_the_doctor_says_it_and_ends_with_4(
    place: Place, damage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with DAMAGES[damage](place):
        prompt = Prompt(place, capsys)
        assert prompt.run("doctor") == 4  # its clock is years ahead of the store's
        wanted = {"disk full": "Ruang penyimpanan tinggal", "lock blank": "Catatan pembuka data kosong"}
        assert wanted.get(damage, SAYS[damage]) in prompt.said[-1]


@damages
def test_a_restore_works_or_says_why_not_and_ends_with_the_data(
    place: Place, damage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with DAMAGES[damage](place):
        prompt = Prompt(place, capsys)
        latest = list_backups(backup_folder(place.folder))[0].path
        prompt.follow("backup", "restore", str(latest), "--yes")
        place.mend()
        assert digest_of(place) == place.digest
        assert all(said.split(": ", 1)[1] for said in prompt.said)
        assert ".lihat" not in "\n".join(prompt.said)  # a name of ours says nothing to a person
        if damage == "read-only":
            assert SAYS[damage] in prompt.said[0]
