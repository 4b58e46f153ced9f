"""Rows of which a part has not come yet stand in a store: every command that reads and every page goes on."""

from __future__ import annotations

import inspect
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.cli.main import main
from bazar_desktop.cli.root import root
from bazar_desktop.jobs.sample.store import OFFICER, SAMPLE_PIN
from bazar_desktop.store.opening import OpenStore, open_store
from bazar_desktop.store.tables import Bazaar, BazaarDay, Vendor
from bazar_desktop.ui.frame.window import MainWindow
from bazar_desktop.ui.pages import entries
from bazar_desktop.ui.store_session import StoreSession
from tests.cli.test_every_command import commands
from tests.hostile.poison import NOW, POISONS, laptop, office_of, take_in

WRITES = ("context.perform(", "context.write(", "ask_pin", "read_files(", "create_store")
SLOW = {"demo", "place all", "place why"}  # of their own tests


@dataclass(frozen=True)
class Clean:
    """The two stores as they are before anybody lies to them."""

    laptop: Path
    office: Path


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Clean:
    folder = tmp_path_factory.mktemp("bersih")
    sample = laptop(folder / "laptop")
    office_of(sample, folder / "kantor").db.close()
    sample.db.close()
    return Clean(folder / "laptop", folder / "kantor")


@pytest.fixture
def poisoned(request: pytest.FixtureRequest, clean: Clean, tmp_path: Path) -> Iterator[OpenStore]:
    kind, poison = request.param
    shutil.copytree(getattr(clean, kind), tmp_path / "store")
    store = open_store(tmp_path / "store", OFFICER, SAMPLE_PIN)
    assert take_in(store, poison) > 10
    yield store
    store.db.close()


EVERY = pytest.mark.parametrize(
    "poisoned",
    [(kind, poison) for kind in ("laptop", "office") for poison in POISONS],
    ids=[f"{kind}-{poison.__name__}" for kind in ("laptop", "office") for poison in POISONS],
    indirect=True,
)


def reading_commands() -> list[tuple[tuple[str, ...], click.Command]]:
    """The commands that change nothing in the store."""
    found = []
    for words, command in commands(root):
        callback = command.callback
        source = inspect.getsource(inspect.unwrap(callback)) if callback else ""
        if " ".join(words) not in SLOW and not any(mark in source for mark in WRITES):
            found.append((words, command))
    return found


def given(command: click.Command, known: dict[str, str], folder: Path) -> list[str] | None:
    """Words for what a command needs; None where it needs a file."""
    words: list[str] = []
    for parameter in command.params:
        if not parameter.required:
            continue
        if isinstance(parameter.type, click.Path) and parameter.name not in {"to", "path"}:
            return None
        places = {"to": str(folder / "keluar"), "path": str(folder / "keluar.csv")}
        name = str(parameter.name)
        value = places.get(name) or known.get(name, "2023")
        words += [parameter.opts[0], value] if isinstance(parameter, click.Option) else [value]
    return words


def known_words(session: Session) -> list[dict[str, str]]:
    """What commands are told of: each bazaar that can be named, on its first day."""
    vendor = session.execute(select(Vendor.id)).scalars().first()
    days = session.execute(
        select(BazaarDay).where(BazaarDay.day.is_not(None)).order_by(BazaarDay.day)
    ).scalars()
    first = {row.bazaar_id: row.day.isoformat() for row in reversed(list(days))}
    codes = session.execute(select(Bazaar).where(Bazaar.code.is_not(None)).order_by(Bazaar.code)).scalars()
    return [
        {"code": row.code, "bazaar": row.code, "day": first[row.id], "on": first[row.id]}
        | {"vendor_id": str(vendor), "words": "dapur", "seal": "AAAA", "name": "Laptop"}
        for row in codes
        if row.id in first
    ][:4]


@EVERY
def test_every_command_that_reads_goes_on(
    poisoned: OpenStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BAZAR_OFFICER", OFFICER)
    monkeypatch.setenv("BAZAR_PIN", SAMPLE_PIN)
    with poisoned.db.read() as session:
        everything = known_words(session)
    assert everything
    broken = []
    for known in everything:
        for words, command in reading_commands():
            needed = given(command, known, tmp_path)
            if needed is None:
                continue
            capsys.readouterr()
            ended = main([*words, *needed, "--store", str(poisoned.folder)])
            said = capsys.readouterr()
            if ended not in {0, 2}:
                broken.append((" ".join([*words, *needed]), ended, said.err))
    assert broken == []


@EVERY
def test_every_page_goes_on(poisoned: OpenStore, qtbot: QtBot) -> None:
    broken = []
    window = MainWindow(StoreSession(poisoned, lambda: NOW), entries(poisoned.kind))
    qtbot.addWidget(window)
    window.show()
    for bazaar in window.desk.bazaars()[:4]:
        for day in bazaar.days[:2] or (None,):
            window.desk.choose(bazaar.id, day)
            window.show_desk()
            for entry in entries(poisoned.kind):
                window.go(entry.key)
                QApplication.processEvents()
                if window.page.fault_card.isVisibleTo(window.page):
                    broken.append((entry.key, bazaar.code, day, window.page.fault_card.report[-600:]))
    assert broken == []
