"""For random histories every figure, wherever it is shown, is what the model says; and each kind of lie is noticed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from bazar_desktop.ui import theme
from tests.truth.check import wrong_at
from tests.truth.histories import History, Run, history, smaller, told
from tests.truth.pages import OFFICE_PAGES, PAGES, close_pages
from tests.truth.places import CHEAP, OFFICE, PAPERS, Reader
from tests.truth.stores import Template, make_template

# A history is looked at in one store on one day; one of ROUNDS of them everywhere, the others where it costs little.
ROUNDS = 5
QUICK = {name: CHEAP[name] for name in ("data", "press", "omzet list", "day show")} | {
    name: PAGES[name] for name in ("gate", "omzet", "closing")
}
EVERYWHERE = CHEAP | PAGES | OFFICE | OFFICE_PAGES | PAPERS


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    return make_template(tmp_path_factory.mktemp("truth"))


@pytest.fixture(scope="module", autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    if not qapp.styleSheet():
        theme.apply(qapp)
    yield
    close_pages()


def wrong_after(
    template: Template, past: History, folder: Path, number: int, readers: Mapping[str, Reader]
) -> list[str]:
    """What is wrong after a history, in the store and on the day that its number picks."""
    run = Run(template, past, folder)
    try:
        run.run()
        desk = run.desks[number % len(run.desks)]
        key = run.keys[number // 3 % len(run.keys)]
        return [*run.wrong, *wrong_at(run, desk, key, folder / "files", readers)]
    finally:
        run.close()
        shutil.rmtree(folder, ignore_errors=True)


def explained(template: Template, past: History, tmp_path: Path, number: int, wrong: list[str]) -> str:
    """The smallest history that still fails, and what fails after it."""
    tries = iter(range(10_000))

    def fails(fewer: History) -> bool:
        return bool(wrong_after(template, fewer, tmp_path / f"try {next(tries)}", number, EVERYWHERE))

    small = smaller(past, fails)
    return "\n".join([f"history {number}:", *wrong[:5], "smallest:", *told(small)])


@pytest.mark.parametrize("part", range(8))
def test_every_figure_is_the_same_wherever_it_is_shown(
    template: Template, tmp_path: Path, count: Callable[[int, int], int], part: int
) -> None:
    for number in range(part, count(200, 5000), 8):
        past = history(number)
        readers = EVERYWHERE if number // 8 % ROUNDS == 0 else QUICK
        wrong = wrong_after(template, past, tmp_path / f"{number}", number, readers)
        assert not wrong, explained(template, past, tmp_path, number, wrong)
