"""The office's server: what can be wrong with it has its sentence, changes nothing, and is recovered from."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import create_engine

from bazar_desktop.jobs.office.founding import office_init
from bazar_desktop.messages import sentence
from bazar_desktop.services.register.vendors import add_vendor
from bazar_desktop.services.settings.values import get_setting, put_setting
from bazar_desktop.store.faults import (
    ServerLacksDatabase,
    ServerOfOtherOffice,
    ServerRefuses,
    ServerStopped,
    ServerUnreachable,
)
from bazar_desktop.store.files import MachineError
from bazar_desktop.store.opening import OpenStore, open_store
from bazar_desktop.ui.frame.sidebar import NavEntry
from bazar_desktop.ui.frame.window import MainWindow
from bazar_desktop.ui.register.long_list import VendorList
from bazar_desktop.ui.register.page import VendorsPage
from bazar_desktop.ui.store_session import StoreSession
from tests.commands import CHEAP, PIN
from tests.drivers import click
from tests.postgres import find_program, running_postgres
from tests.recovery.damages import Place
from tests.recovery.doors import Person
from tests.stores import MORNING, facts_digest, postgres_url

pytestmark = [
    pytest.mark.neighbour("initdb", "pg_ctl"),
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
]


@pytest.fixture(scope="module")
def server() -> Iterator[Path]:
    """A server of this module's own: it is stopped and started here."""
    with running_postgres() as socket:
        yield socket


@pytest.fixture(autouse=True)
def secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))


def found_office(folder: Path, server: Path, database: str) -> OpenStore:
    admin = create_engine(postgres_url(server, "postgres"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {database}")
    admin.dispose()
    url = postgres_url(server, database)
    founded = office_init(
        folder, name="Sudin", officer="Kepala", pin=PIN, at=MORNING, cost=CHEAP, database=url
    )
    return founded.store


def control(server: Path, *words: str) -> None:
    as_user = (
        ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        if server.owner() == "postgres"
        else []
    )
    program = find_program("pg_ctl")
    assert program
    command = [*as_user, program, "-D", f"{server}/data", "-w", "-l", f"{server}/log", *words]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=server)


def digest(store: OpenStore) -> str:
    with store.db.read() as session:
        return facts_digest(session)


def test_what_is_wrong_with_the_address_is_told_apart_and_the_right_one_opens(
    server: Path, tmp_path: Path
) -> None:
    store = found_office(tmp_path / "office", server, "correct")
    before = digest(store)
    store.db.close()
    other = found_office(tmp_path / "other", server, "other")
    other_before = digest(other)
    other.db.close()
    wrong: dict[str, type[MachineError]] = {
        postgres_url(Path("/nowhere"), "correct"): ServerUnreachable,
        "postgresql+psycopg://bazar@127.0.0.1:1/correct": ServerUnreachable,
        postgres_url(server, "missing"): ServerLacksDatabase,
        postgres_url(server, "correct").replace("bazar@", "nobody@"): ServerRefuses,
        postgres_url(server, "other"): ServerOfOtherOffice,
    }
    for url, named in wrong.items():
        with pytest.raises(named) as caught:
            open_store(tmp_path / "office", "Kepala", PIN, database=url)
        assert "coba lagi" in sentence(caught.value)
    again = open_store(tmp_path / "office", "Kepala", PIN, database=postgres_url(server, "correct"))
    assert digest(again) == before
    again.db.close()
    other = open_store(tmp_path / "other", "Kepala", PIN, database=postgres_url(server, "other"))
    assert digest(other) == other_before
    other.db.close()


def test_a_wrong_password_is_told(server: Path, tmp_path: Path) -> None:
    store = found_office(tmp_path / "office", server, "guarded")
    with store.db.engine.connect() as connection:
        connection.exec_driver_sql("ALTER ROLE bazar PASSWORD 'benar'")
        connection.commit()
    store.db.close()
    rules = server / "data/pg_hba.conf"
    trusting = rules.read_text()
    rules.write_text("local all all scram-sha-256\n")
    control(server, "reload")
    try:
        url = postgres_url(server, "guarded")
        for given in (url, url.replace("bazar@", "bazar:salah@")):
            with pytest.raises(ServerRefuses):
                open_store(tmp_path / "office", "Kepala", PIN, database=given)
        right = url.replace("bazar@", "bazar:benar@")
        open_store(tmp_path / "office", "Kepala", PIN, database=right).db.close()
    finally:
        rules.write_text(trusting)
        control(server, "reload")


def test_a_restart_in_the_middle_of_an_action_saves_nothing_of_it_and_the_next_one_works(
    server: Path, tmp_path: Path
) -> None:
    store = found_office(tmp_path / "office", server, "restarted")
    before = digest(store)

    def interrupted() -> None:
        with store.db.write("o1", "test", MORNING) as session:
            put_setting(session, "cut_off", "10.45")
            session.flush()
            control(server, "-m", "fast", "restart", "-o", server_options(server))
            put_setting(session, "cut_off", "10.50")

    with pytest.raises(ServerStopped):
        interrupted()
    assert digest(store) == before
    with store.db.write("o1", "test", MORNING) as session:
        put_setting(session, "cut_off", "11.00")
    with store.db.read() as session:
        assert get_setting(session, "cut_off") == "11.00"
    store.db.close()


def test_a_server_that_is_down_is_told_and_found_again_when_it_is_up(server: Path, tmp_path: Path) -> None:
    store = found_office(tmp_path / "office", server, "stopped")
    before = digest(store)
    control(server, "-m", "fast", "stop")
    try:
        with pytest.raises((ServerUnreachable, ServerStopped)):
            digest(store)
        with pytest.raises(ServerUnreachable), store.db.write("o1", "test", MORNING) as session:
            put_setting(session, "cut_off", "10.45")
    finally:
        control(server, "-o", server_options(server), "start")
    assert digest(store) == before
    store.db.close()


def test_a_register_that_cannot_be_read_does_not_look_empty(
    server: Path, tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    store = found_office(tmp_path / "office", server, "unread")
    with store.db.write("o1", "test", MORNING) as session:
        add_vendor(session, name="Marni")
    place = Place(tmp_path / "office", store.key, "")
    with Person(place) as person:
        window = MainWindow(StoreSession(store), [NavEntry("vendors", "Halaman", "store", VendorsPage)])
        qtbot.addWidget(window)
        window.show()
        control(server, "-m", "fast", "stop")
        try:
            window.page.read_anew()
            assert window.page.fault_card.isVisible()
            assert "Server data kantor" in window.page.fault_card.words.text()
            assert not window.page.findChild(VendorList).isVisible()
        finally:
            control(server, "-o", server_options(server), "start")
        click(window.page.fault_card.again_button)
        assert not window.page.fault_card.isVisible()
        assert window.page.findChild(VendorList).isVisible()
    assert person.crashes == []
    window.stop_looking()
    window.close()
    store.db.close()


def server_options(server: Path) -> str:
    return f"-c listen_addresses='' -c unix_socket_directories='{server}' -c fsync=off"
