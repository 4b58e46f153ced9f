"""An act asks little of the database: how many statements it takes is bounded here, and cannot creep up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bazar_desktop.domain.day.model import CHANNELS
from bazar_desktop.jobs.papers.day_papers import print_day
from bazar_desktop.services.attendance.check_in import check_in, check_in_participation
from bazar_desktop.services.attendance.roll_call import roll_call
from bazar_desktop.services.bazaars.participants import list_participants
from bazar_desktop.services.closing.seal import closing_state
from bazar_desktop.services.omzet.entry import PastedCell, paste_block
from bazar_desktop.services.omzet.grid import grid
from bazar_desktop.store.database import Database
from tests.omzet_day import OmzetDay, open_day
from tests.papers_day import DAY, EVENING, PapersDay, Progress, close, papers_day, sell_more
from tests.services.attendance.gate import open_gate, people, where
from tests.statements import Statements, statements


def hold(counted: Statements, act: str, most: int) -> None:
    """Print what `act` took, and refuse more than `most`."""
    print(f"{act}: {counted.count} statements (at most {most})\n{counted.told()}")
    assert counted.count <= most, counted.told()


def test_a_scan_takes_few_statements(db: Database) -> None:
    field = open_gate(db, vendors=30)
    card = people(field)["Batik Betawi Terogong"].card
    with statements(db) as counted:
        arrival = field.do(check_in, **where(field), code=card, at=field.at)
    assert arrival.business == "Batik Betawi Terogong"
    hold(counted, "a scan", 11)


def test_somebody_picked_from_the_list_takes_few_statements(db: Database) -> None:
    field = open_gate(db, vendors=30)
    id_ = people(field)["Batik Betawi Terogong"].id
    with statements(db) as counted:
        field.do(check_in_participation, **where(field), participation_id=id_, at=field.at, session_no=1)
    hold(counted, "picked from the list", 12)


def test_the_list_of_the_gate_takes_few_statements_however_many_come(db: Database) -> None:
    field = open_gate(db, vendors=30)
    with statements(db) as counted:
        roll = field.ask(roll_call, field.bazaar_id, DAY)
    assert len(roll.rows) == 31
    hold(counted, "the list", 11)


@pytest.fixture
def make_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., PapersDay]]:
    """`make_day(**how)`: a day with its papers, as `papers_day`."""
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    made: list[PapersDay] = []

    def make(**how: bool) -> PapersDay:
        made.append(papers_day(tmp_path / "store", **how))
        return made[-1]

    yield make
    for day in made:
        day.store.db.close()


def printed(day: PapersDay, to: Path) -> Statements:
    with statements(day.store.db) as counted:
        print_day(day.store, day.bazaar_id, DAY, to, at=EVENING, report=Progress())
    return counted


def test_a_print_of_an_open_day_takes_few_statements(
    make_day: Callable[..., PapersDay], tmp_path: Path
) -> None:
    hold(printed(make_day(sealed=False), tmp_path / "out"), "a print of an open day", 34)


def test_a_print_of_a_sealed_day_takes_few_statements(
    make_day: Callable[..., PapersDay], tmp_path: Path
) -> None:
    hold(printed(make_day(), tmp_path / "out"), "a print of a sealed day", 39)


def test_a_print_of_a_corrected_day_takes_few_statements(
    make_day: Callable[..., PapersDay], tmp_path: Path
) -> None:
    day = make_day()
    sell_more(day, 3, 1_000)
    close(day)
    hold(
        printed(day, tmp_path / "out"), "a print of a corrected day", 47
    )  # the day beside it as sealed, whose word signed


def test_a_close_takes_few_statements(db: Database) -> None:
    day = open_day(db, vendors=12)
    for number in range(12):
        day.sell(number, cash=50_000 + number)
    with statements(db) as counted:
        day.close()
    hold(counted, "a close", 37)  # two of them for what is odd against the vendors' own past
    with statements(db) as counted:
        state = day.field.ask(closing_state, day.field.bazaar_id, day.day, at=day.field.at)
    assert state.standing is not None
    hold(
        counted, "what the page reads after a close", 37
    )  # five for the figures of the seal, two for what is odd


def pasted(day: OmzetDay, numbers: range) -> Statements:
    cells = [PastedCell(day.ids[number], 1, CHANNELS[0], "125000", "") for number in numbers]
    with statements(day.field.db) as counted:
        day.field.do(paste_block, bazaar_id=day.field.bazaar_id, day=day.day, cells=cells)
    return counted


def test_a_typed_cell_takes_few_statements(db: Database) -> None:
    day = open_day(db, vendors=12)
    hold(pasted(day, range(1)), "a typed cell", 11)
    hold(pasted(day, range(1, 11)), "ten pasted cells", 11)


def test_the_grid_takes_few_statements_however_many_sell(db: Database) -> None:
    day = open_day(db, vendors=30)
    assert len(day.field.ask(list_participants, day.field.bazaar_id)) == 31
    with statements(db) as counted:
        assert len(day.field.ask(grid, day.field.bazaar_id, day.day).rows) == 31
    hold(counted, "the grid", 19)
