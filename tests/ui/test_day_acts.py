"""The window is left open over midnight: whatever takes the day in hand asks first, from any page or open dialog."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

import bazar_desktop.jobs
import bazar_desktop.services
from bazar_desktop.domain.day.in_hand import DayLeft, DayNotSettled
from bazar_desktop.jobs.imports.plan import OMZET, Wish, save_omzet
from bazar_desktop.services.day.activity import activity
from bazar_desktop.services.papers.printed import RECAP
from bazar_desktop.store.actions import named_actions
from bazar_desktop.store.database import Database
from bazar_desktop.ui.day_acts import UNASKED
from bazar_desktop.ui.frame.sidebar import NavEntry
from bazar_desktop.ui.frame.window import MainWindow
from bazar_desktop.ui.imports.dialog import ImportDialog
from bazar_desktop.ui.kit.forms import FormDialog
from bazar_desktop.ui.papers.page import PapersPage
from tests.bazaar_day import DAYS
from tests.drivers.papers import Chooser, PapersDriver, PaperTray
from tests.omzet_day import OmzetDay, open_day
from tests.ui.attendance.desk import Clock, desk_on
from tests.ui.over_midnight import KEEP, MOVE, asked

FIRST, SECOND = DAYS
UI = Path(importlib.import_module("bazar_desktop.ui").__file__ or "").parent
# Work beside the window that does not write or print the day in hand, each with why.
BESIDE = {
    "_write": "the undian of a bazaar, of no day",
    "join_up": "joins an office: the whole store",
    "job": "backups and packages: the whole store",
    "make_all_ready": "prepares laptops",
    "make_news": "the whole store",
    "make_ready": "prepares laptops",
    "make_receipt": "the whole store",
    "pack_up": "the whole store",
    "read_file": "reads a list",
    "plan_list_of_programme": "plans a list and writes nothing",
    "read_in": "reads packages, each of the days it names",
    "read_introduction": "who a laptop is",
    "read_pasted_text": "reads a list",
    "read_programme": "reads a list",
    "save_calls": "the days that are owed, as a file",
    "save_programme": "the bazaars of a programme, of no day that is in hand",
    "save_register": "the register, of no day",
    "send_copy": "a package that was made",
    "search_duplicates": "the register, of no day",
    "take_back": "takes back an action by its name",
    "understand_anew": "plans a list and writes nothing",
    "work_out": "works out a placement and writes nothing",
    "write_report": "the year",
}


@pytest.fixture
def day(db: Database) -> OmzetDay:
    return open_day(db, vendors=3, partners=1)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def acts_of_a_day() -> list[tuple[str, Callable[..., Any]]]:
    """Every action that a use case has, and that takes a day."""
    for package in (bazar_desktop.services, bazar_desktop.jobs):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    return sorted(
        (name, act) for name, act in named_actions().items() if "day" in inspect.signature(act).parameters
    )


def test_every_act_that_takes_a_day_is_asked_about_at_the_first_of_another_date_or_is_named(
    day: OmzetDay, clock: Clock, tmp_path: Path
) -> None:
    desk = desk_on(day.field, tmp_path, clock)
    questions: list[str] = []
    desk.ask_by(lambda: bool(questions.append("asked")))
    acts = acts_of_a_day()
    assert {name for name, _act in acts} > {
        "attendance.check_in",
        "activity.tell_activity",
        "ledger.set_goods",
    }
    assert not desk.asks_for(acts[0][1], bazaar_id=day.field.bazaar_id, day=FIRST)
    clock.now += timedelta(days=1)
    for name, act in acts:
        facts = {"bazaar_id": day.field.bazaar_id, "day": FIRST}
        assert desk.asks_for(act, **facts) == (name not in UNASKED), name
        if name not in UNASKED:
            with pytest.raises(DayNotSettled):
                desk.perform(act, **facts)
    assert len(questions) == len([name for name, _act in acts if name not in UNASKED])
    with pytest.raises(DayNotSettled):
        desk.perform(save_omzet, None, None, Wish(OMZET, day.field.bazaar_id, FIRST))
    desk.keep_day()
    assert not desk.asks_for(acts[0][1], bazaar_id=day.field.bazaar_id, day=FIRST)


def test_the_list_of_acts_that_do_not_ask_names_no_act_that_is_not_there() -> None:
    acts_of_a_day()
    assert set(UNASKED) <= set(named_actions())
    assert all(UNASKED.values())


def test_a_form_of_a_day_that_was_left_is_refused_whatever_it_writes(
    day: OmzetDay, clock: Clock, tmp_path: Path
) -> None:
    desk = desk_on(day.field, tmp_path, clock)
    clock.now += timedelta(days=1)
    desk.choose(day.field.bazaar_id, SECOND)
    for name, act in acts_of_a_day():
        if name not in UNASKED:
            with pytest.raises(DayLeft):
                desk.perform(act, bazaar_id=day.field.bazaar_id, day=FIRST)
    desk.choose(day.field.bazaar_id, FIRST)
    assert not desk.asks_day()  # taken by hand today


def calls(name: str) -> Iterator[tuple[Path, ast.Call]]:
    for path in sorted(UI.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == name:
                yield path, node


def test_work_beside_the_window_asks_first_unless_it_is_named() -> None:
    jobs = {
        ast.unparse(call.args[1]): path.name
        for name in ("run", "run_search")
        for path, call in calls(name)
        if len(call.args) > 1
        and ast.unparse(call.func) in {f"{page}.{name}" for page in ("page", "self", "self._page")}
    }
    assert set(jobs) == set(BESIDE), jobs
    asking = {ast.unparse(call.args[1]) for _path, call in calls("run_of_day")}
    assert asking >= {"save_one", "write_bundle", "write_files", "hand_over", "print_papers", "write_changed"}


def test_no_page_opens_a_write_of_its_own() -> None:
    doors = {
        path.relative_to(UI).as_posix() for path, call in calls("write") if "db" in ast.unparse(call.func)
    }
    assert doors == {"store_session.py"}


@pytest.fixture
def papers(day: OmzetDay, clock: Clock, tmp_path: Path, qtbot: QtBot) -> Iterator[PapersDriver]:
    tray, chooser = PaperTray(), Chooser(tmp_path)
    entry = NavEntry("reports", "Cetak", "printer", lambda desk: PapersPage(desk, tray, chooser))
    window = MainWindow(desk_on(day.field, tmp_path, clock), [entry])
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window or window.isVisible(), timeout=5_000)
    driver = PapersDriver(window, qtbot, tray, chooser)
    driver.settle()
    yield driver
    driver.settle()
    window.close()


def told(day: OmzetDay, on: date) -> str:
    return day.field.ask(activity, bazaar_id=day.field.bazaar_id, day=on).weather


def wrote(dialog: FormDialog | None, weather: str) -> FormDialog:
    assert dialog is not None
    field = dialog.fields["weather"]
    if isinstance(field, QLineEdit):
        field.setText(weather)
    else:
        field.setCurrentText(weather)  # type: ignore[attr-defined]
    return dialog


def test_a_form_kept_open_over_midnight_writes_nothing_unasked_and_never_to_the_day_that_was_left(
    papers: PapersDriver, day: OmzetDay, clock: Clock
) -> None:
    dialog = wrote(papers.papers.doing.tell_activity(), "Cerah")
    clock.now += timedelta(days=1)
    with asked(MOVE):
        dialog.submit()
    assert (told(day, FIRST), told(day, SECOND), dialog.isVisible()) == ("", "", True)
    assert papers.papers.desk.day == SECOND
    dialog.submit()
    assert (told(day, FIRST), told(day, SECOND), dialog.isVisible()) == ("", "", True)
    dialog.reject()
    wrote(papers.papers.doing.tell_activity(), "Hujan").submit()
    assert (told(day, FIRST), told(day, SECOND)) == ("", "Hujan")


def test_who_stays_writes_the_form_to_the_day_before(
    papers: PapersDriver, day: OmzetDay, clock: Clock
) -> None:
    clock.now += timedelta(days=1)
    with asked(KEEP):
        dialog = wrote(papers.papers.doing.tell_activity(), "Cerah")
    dialog.submit()
    assert (told(day, FIRST), told(day, SECOND)) == ("Cerah", "")
    assert papers.papers.day_in_hand.isHidden()  # papers name their day; only the form writes, and it asked


def test_a_print_of_the_next_morning_asks_for_the_day(papers: PapersDriver, clock: Clock) -> None:
    papers.papers.papers.pick(RECAP)
    papers.settle()
    clock.now += timedelta(days=1)
    with asked(MOVE):
        papers.papers.doing.print_this()
    assert papers.tray.sent == []
    assert papers.papers.desk.day == SECOND
    papers.settle()
    papers.papers.doing.print_this()
    papers.settle()
    assert len(papers.tray.sent) == 1


def test_an_import_kept_open_over_midnight_asks_before_it_is_saved(
    papers: PapersDriver, day: OmzetDay, clock: Clock, qtbot: QtBot
) -> None:
    page = papers.papers
    dialog = ImportDialog(page.desk, OMZET, day.field.bazaar_id, FIRST)
    qtbot.addWidget(dialog)
    dialog.page.list, dialog.page.plan = object(), object()  # type: ignore[assignment]
    clock.now += timedelta(days=1)
    with asked(MOVE):
        dialog.page.save()
    assert dialog.page.task is None
    assert page.desk.day == SECOND
