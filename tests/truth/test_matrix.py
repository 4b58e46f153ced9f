"""Every figure stands somewhere, every place is read, and no label with a number is left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from bazar_desktop.domain.figures.definitions import BY_KEY
from bazar_desktop.ui import theme
from tests.truth.labels import NO_FIGURE, SHOWS, retired, unlisted
from tests.truth.matrix import NOT_YET, PAGE, found_in, nowhere, page
from tests.truth.pages import close_pages
from tests.truth.stores import make_template


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> dict[str, set[str]]:
    if not qapp.styleSheet():
        theme.apply(qapp)
    folder: Path = tmp_path_factory.mktemp("matrix")
    found = found_in(make_template(folder / "template"), folder)
    close_pages()
    return found


def test_the_page_of_the_developers_shows_what_the_readers_read(places: dict[str, set[str]]) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(places), "write it anew: python -m tests.truth.matrix"


def test_every_figure_is_read_somewhere(places: dict[str, set[str]]) -> None:
    assert nowhere(places) == NOT_YET


def test_no_label_with_a_number_is_left_out() -> None:
    assert unlisted() == []


def test_no_figure_comes_back_under_a_name_that_was_retired() -> None:
    assert retired() == []


def test_a_label_shows_figures_of_the_list_or_says_why_it_shows_none() -> None:
    assert {key for keys in SHOWS.values() for key in keys.split()} <= BY_KEY.keys()
    assert all(NO_FIGURE.values())
    assert not SHOWS.keys() & NO_FIGURE.keys()
