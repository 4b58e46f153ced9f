"""For random histories every figure, wherever it is shown, is what the model says; and each kind of lie is noticed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from bazar_desktop.ui import theme
from tests.truth.check import wrong_at
from tests.truth.faults import KINDS, SUBTLE
from tests.truth.histories import BETWEEN, WEIGHTS, Act, History, Run, history, smaller, told
from tests.truth.office_places import OFFICE, OFFICE_PAGES
from tests.truth.pages import PAGES, close_pages
from tests.truth.papers import PAPERS
from tests.truth.places import CHEAP
from tests.truth.seen import Reader
from tests.truth.stores import Template, make_template

EVERYWHERE = CHEAP | PAGES | OFFICE | OFFICE_PAGES | PAPERS
# A history is looked at in one store on one day: always where it costs little, and in some of the other places.
ALWAYS = ("data", "press", "omzet list", "day show", "ledger list", "gate", "omzet", "closing", "row details")
OTHERS = sorted(EVERYWHERE.keys() - PAPERS.keys() - set(ALWAYS))
PLANNED = ("rencana", date(2023, 9, 1))
PAPERS_EACH, OTHERS_EACH = 2, 2


def readers_of(number: int) -> dict[str, Reader]:
    """The places that are read after the history of that number."""
    dice = Random(number)
    names = [*ALWAYS, *dice.sample(sorted(PAPERS), PAPERS_EACH), *dice.sample(OTHERS, OTHERS_EACH)]
    return {name: EVERYWHERE[name] for name in names}


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
        keys = run.keys_at(desk)
        wrong = [*run.wrong]
        if keys:
            key = keys[number // 3 % len(keys)]
            wrong += wrong_at(run, desk, key, folder / "files", readers)
        if "row details" in readers and PLANNED in run.desks[0].view.days:
            later = {"row details": readers["row details"]}  # which has all that was done behind it
            wrong += wrong_at(run, run.desks[0], PLANNED, folder / "files", later)
        return wrong
    finally:
        run.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # no event loop runs that would
        shutil.rmtree(folder, ignore_errors=True)


def explained(
    template: Template,
    past: History,
    folder: Path,
    number: int,
    readers: Mapping[str, Reader],
    wrong: list[str],
) -> str:
    """The smallest history that still fails, and what fails after it. Only readers that failed are asked again."""
    failing = {
        name: reader
        for name, reader in readers.items()
        if wrong_after(template, past, folder / f"with {name}", number, {name: reader})
    }
    tries = iter(range(10_000))

    def fails(fewer: History) -> bool:
        return bool(wrong_after(template, fewer, folder / f"try {next(tries)}", number, failing))

    return "\n".join([f"history {number}:", *wrong[:5], "smallest:", *told(smaller(past, fails))])


@pytest.mark.parametrize("part", range(8))
def test_every_figure_is_the_same_wherever_it_is_shown(
    template: Template, tmp_path: Path, count: Callable[[int, int], int], part: int
) -> None:
    for number in range(part, count(200, 5000), 8):
        past = history(number)
        readers = readers_of(number)
        wrong = wrong_after(template, past, tmp_path / f"{number}", number, readers)
        assert not wrong, explained(template, past, tmp_path, number, readers, wrong)


# -- what histories have found ------------------------------------------------------------------------------------

NOBODY = (0, 0, 0, 0)
ONCE_WRONG = {
    "a decision of the office ends the conflict at the laptops too": History(
        (0, 1, 2), ("satu",), (Act("enter", 1, (2, 0, 4, 3)), Act("decide", 0, (2, 0, 1, 2)))
    ),
    "who stands in two sessions came once": History((1,), ("satu",), (Act("all_come", 0, NOBODY),)),
    "who is alpa in one of two sessions is alpa in the rekap bazar": History(
        (1,), ("dua",), (Act("substitute", 0, NOBODY),)
    ),
    "of a day that fell out only that is told": History(
        (1,), ("satu",), (Act("all_come", 0, NOBODY), Act("enter", 0, (2, 0, 4, 3)), Act("rain", 0, NOBODY))
    ),
    "a day that fell out is no yesterday": History(
        (1,), ("dua",), (Act("enter", 0, (2, 0, 4, 3)), Act("rain", 0, NOBODY))
    ),
    "a sealed day compares itself with no day that fell out": History(
        (1,),
        ("dua",),
        (
            Act("enter", 0, (2, 0, 4, 3)),
            Act("rain", 0, NOBODY),
            Act("midnight", 0, NOBODY),
            Act("all_come", 0, NOBODY),
            Act("seal", 0, NOBODY),
        ),
    ),
    "of two seals that are alike the reason is that of the later one": History(
        (0, 1, 2),
        ("satu",),
        (
            Act("all_come", 1, NOBODY),
            Act("enter", 1, (2, 0, 4, 3)),
            Act("away", 1, (2, 0, 1, 1)),
            Act("two_seals", 1, NOBODY),
        ),
    ),
}


@pytest.mark.parametrize("past", ONCE_WRONG.values(), ids=ONCE_WRONG.keys())
def test_what_was_once_told_in_two_ways_is_told_in_one(
    template: Template, tmp_path: Path, past: History
) -> None:
    for number in range(len(past.stores)):
        assert not wrong_after(template, past, tmp_path / f"{number}", number, EVERYWHERE)


def test_every_act_of_the_histories_is_taken_by_the_program(template: Template, tmp_path: Path) -> None:
    taken: set[str] = set()
    for number in range(100):
        past = history(number)
        if {act.name for act in past.acts} <= taken:
            continue
        run = Run(template, past, tmp_path / f"{number}")
        try:
            taken |= {act.name for act in past.acts if run.do(act)}
        finally:
            run.close()
    assert taken == {*WEIGHTS, *BETWEEN}


# -- each kind of lie, put into the program -----------------------------------------------------------------------


@pytest.mark.parametrize("fault", [*KINDS, *SUBTLE], ids=lambda fault: fault.__name__.strip("_"))
def test_each_kind_of_lie_is_noticed(
    template: Template, tmp_path: Path, fault: Callable[[pytest.MonkeyPatch], History]
) -> None:
    close_pages()
    with pytest.MonkeyPatch.context() as patch:
        past = fault(patch)
        lies = wrong_after(template, past, tmp_path / "lie", 0, EVERYWHERE)
    close_pages()
    assert lies
    assert not wrong_after(template, past, tmp_path / "truth", 0, EVERYWHERE)
