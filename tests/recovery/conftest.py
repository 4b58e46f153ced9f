"""A store that is made once and copied for each test; and what broke off with a stopped server is nobody's to close."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from bazar_desktop import app
from bazar_desktop.store import engine
from bazar_desktop.ui import theme
from bazar_desktop.ui.frame.sidebar import NavEntry
from bazar_desktop.ui.page import Page
from bazar_desktop.ui.pages import entries
from tests.recovery.damages import OFFICER, Place, make_template
from tests.recovery.doors import officer_in_environment


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.filterwarnings("ignore:.*psycopg.Connection.*:ResourceWarning"))


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes, str]:
    """A store, the laptop's secret, and the same store killed with its last entries in the log alone."""
    folder = tmp_path_factory.mktemp("recovery")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BAZAR_SECRET_DIR", str(folder / "secret"))
        key, digest = make_template(folder)
    return folder, key, digest


@pytest.fixture
def place(
    template: tuple[Path, bytes, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> Place:
    made, key, digest = template
    for name in ("store", "secret"):
        shutil.copytree(made / name, tmp_path / name)
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    monkeypatch.setattr(engine, "WAIT", 0.1)
    officer_in_environment(monkeypatch, OFFICER)
    if not qapp.styleSheet():
        theme.apply(qapp)
    place = Place(tmp_path / "store", key, digest, made / "killed")
    bare = [NavEntry("home", "Beranda", "layout-dashboard", lambda desk: Page(desk, "Beranda"))]
    # A page that reads nothing, for speed: building Beranda costs more than all else of a cell together.
    monkeypatch.setattr(app, "entries", lambda kind: entries(kind)[:1] if place.reads_home else bare)
    return place
