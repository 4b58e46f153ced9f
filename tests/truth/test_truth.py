"""For random histories every figure, wherever it is shown, is what the model says; and each kind of lie is noticed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QApplication

from bazar_desktop.ui import theme
from tests.truth.check import wrong_at
from tests.truth.histories import Act, History, Run, history, smaller, told
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
        readers = EVERYWHERE if number // 8 % ROUNDS == 0 else QUICK
        wrong = wrong_after(template, past, tmp_path / f"{number}", number, readers)
        assert not wrong, explained(template, past, tmp_path, number, readers, wrong)


# -- each kind of lie, put into the program -----------------------------------------------------------------------

ALL_COME, SEAL = Act("all_come", 0, (0, 0, 0, 0)), Act("seal", 0, (0, 0, 1, 0))


def _enter(who: int, amount: int) -> Act:
    """The omzet of one vendor, the `amount`th of AMOUNTS, in cash alone."""
    return Act("enter", 0, (who, 0, amount + 10 * (amount % 3 == 0), 3))


def _sealed_away(patch: pytest.MonkeyPatch) -> History:
    """1: somebody marked alpa has sold, and the day is sealed without a reason."""
    patch.setattr("bazar_desktop.services.ledger.clashes.contradictions", lambda *_facts, **_more: ())
    away = Act("away", 0, (1, 0, 1, 1))
    return History((1,), ("satu",), (ALL_COME, _enter(1, 4), away, Act("seal", 0, (0, 0, 0, 0))))


def _cut_average(patch: pytest.MonkeyPatch) -> History:
    """2: the average is cut, not rounded."""
    patch.setattr("bazar_desktop.domain.figures.day.half_up", lambda amount, by: amount // by)
    return History((1,), ("satu",), (ALL_COME, _enter(1, 2), _enter(2, 1), SEAL))


def _blank_is_nought(patch: pytest.MonkeyPatch) -> History:
    """3: where nobody answered, Rp0 is shown."""
    for module in ("printing.recap", "ui.omzet.figures", "printing.minutes", "ui.home.page"):
        patch.setattr(
            f"bazar_desktop.{module}.rupiah_or_none",
            lambda amount: "Rp" + f"{amount or 0:,}".replace(",", "."),
        )
    return History((1,), ("satu",), (ALL_COME,))


def _register_of_today(patch: pytest.MonkeyPatch) -> History:
    """4: the year reads the register as it is today."""
    patch.setattr("bazar_desktop.services.reports.sealed_period.RegisterAt.moved", lambda *_facts: [])
    change = Act("register", 0, (1, 0, 1, 0))  # Kerak Telor Bang Jali is said to be fesyen
    return History((1,), ("satu",), (ALL_COME, _enter(1, 4), SEAL, change))


def _day_kept(patch: pytest.MonkeyPatch) -> History:
    """5: the window does not ask after midnight, and writes to yesterday."""
    patch.setattr("bazar_desktop.domain.day.in_hand.needs_asking", lambda *_facts: False)
    return History((1,), ("dua",), (ALL_COME, Act("midnight", 0, (0, 0, 0, 0)), ALL_COME, _enter(1, 4)))


def _online_counted(patch: pytest.MonkeyPatch) -> History:
    """6: an online bazaar is counted in *Bazar*."""
    patch.setattr("bazar_desktop.services.reports.year.is_bazaar", lambda _kind: True)
    return History((1,), ("daring",), (ALL_COME,))


def _number_cut(patch: pytest.MonkeyPatch) -> History:
    """7: a number loses its digits instead of shrinking."""
    patch.setattr("bazar_desktop.ui.kit.cards._shrink", lambda *_facts: None)
    patch.setattr("tests.truth.pages.WIDTH", 260)
    billion = tuple(Act("enter", 0, (who, 0, 9, 3)) for who in (1, 2, 3))
    return History((1,), ("satu",), (ALL_COME, *billion))


def _first_day_believed(patch: pytest.MonkeyPatch) -> History:
    """8: Rp1.000.000.000 on the first day is not tinted."""
    patch.setattr("bazar_desktop.domain.omzet.oddness.oddness", lambda *_facts, **_more: None)
    small = tuple(_enter(who, 4) for who in (0, 1, 2, 3, 4, 5))
    return History((1,), ("satu",), (ALL_COME, *small, Act("enter", 0, (6, 0, 9, 3))))


def _sealed_unchanged(patch: pytest.MonkeyPatch) -> History:
    """9: a revision is sealed in which nothing differs, unasked."""
    late = SimpleNamespace(late=True)
    patch.setattr("bazar_desktop.services.closing.seal._late_answers", lambda *_facts: [late])
    reopened = Act("reopen", 0, (0, 0, 0, 0))
    return History((1,), ("satu",), (ALL_COME, _enter(1, 4), SEAL, reopened, SEAL))


FAULTS = (
    _sealed_away,
    _cut_average,
    _blank_is_nought,
    _register_of_today,
    _day_kept,
    _online_counted,
    _number_cut,
    _first_day_believed,
    _sealed_unchanged,
)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__.strip("_"))
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
