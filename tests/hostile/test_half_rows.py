"""Rows of which a part has not come yet stand in a store: every command that reads and every page goes on."""

from __future__ import annotations

import inspect
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click
import pytest
from PySide6.QtCore import QThreadPool
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
from tests.hostile.poison import (
    NOW,
    Poison,
    emptied,
    laptop,
    new_rows,
    nulls_here,
    office_of,
    strangers_here,
    take_in,
)

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


WHERE: tuple[tuple[str, Poison], ...] = (
    ("laptop", new_rows), ("office", nulls_here),
    ("office", new_rows), ("laptop", nulls_here), ("laptop", strangers_here), ("office", strangers_here),
    ("laptop", emptied), ("office", emptied),
)  # fmt: skip


@contextmanager
def poisoned(clean: Clean, folder: Path, where: tuple[str, Poison]) -> Iterator[OpenStore]:
    """A copy of one of the two stores that has taken the poison in."""
    kind, poison = where
    shutil.copytree(getattr(clean, kind), folder)
    store = open_store(folder, OFFICER, SAMPLE_PIN)
    assert take_in(store, poison) > 10
    yield store
    store.db.close()


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


def test_every_command_that_reads_goes_on(
    clean: Clean,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    count: Callable[[int, int], int],
) -> None:
    monkeypatch.setenv("BAZAR_OFFICER", OFFICER)
    monkeypatch.setenv("BAZAR_PIN", SAMPLE_PIN)
    broken, ran = [], 0
    for number, where in enumerate(WHERE[: count(2, len(WHERE))]):
        with poisoned(clean, tmp_path / str(number), where) as store:
            with store.db.read() as session:
                bazaars = known_words(session)[: count(1, 4)]
            for known in bazaars:
                for words, command in reading_commands():
                    needed = given(command, known, tmp_path)
                    if needed is None:
                        continue
                    ran += 1
                    ended = main([*words, *needed, "--store", str(store.folder)])
                    if ended == 1:  # our own fault
                        broken.append((words, ended, capsys.readouterr().err[-200:]))
    assert broken == []
    assert ran > 60


def test_every_page_goes_on(
    clean: Clean, tmp_path: Path, qtbot: QtBot, count: Callable[[int, int], int]
) -> None:
    broken, looked = [], 0
    for number, where in enumerate(WHERE[: count(2, len(WHERE))]):
        with poisoned(clean, tmp_path / str(number), where) as store:
            window = MainWindow(StoreSession(store, lambda: NOW), entries(store.kind))
            qtbot.addWidget(window)
            window.show()
            for bazaar in window.desk.bazaars()[: count(2, 6)]:
                window.desk.choose(bazaar.id, bazaar.days[0] if bazaar.days else None)
                window.show_desk()
                for entry in entries(store.kind):
                    looked += 1
                    window.go(entry.key)
                    QApplication.processEvents()
                    if window.page.fault_card.isVisibleTo(window.page):
                        broken.append((entry.key, window.page.fault_card.report[-400:]))
            QThreadPool.globalInstance().waitForDone(5_000)
            QApplication.processEvents()
            window.close()
            window.deleteLater()
    assert broken == []
    assert looked >= 30
