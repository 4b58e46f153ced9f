"""Many lokasi at once: the sticks come in any order, twice, some damaged; the office's totals are the field's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from bazar_desktop.services.reports.board import RECEIVED, board
from bazar_desktop.store.opening import open_store
from tests.commands import PIN, Shell
from tests.merge_day import OFFICER, live_a_day, totals


def test_one_command_adds_a_whole_day_of_the_city_up(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    count: Callable[[int, int], int],
) -> None:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    monkeypatch.setenv("BAZAR_OFFICER", OFFICER)
    monkeypatch.setenv("BAZAR_PIN", PIN)
    city = live_a_day(tmp_path, lokasi=count(8, 64), vendors=count(12, 30))
    office = Shell(city.folder, capsys)
    found = office.run("package", "read", city.stick)
    answers = Counter(item["answer"] for item in found["files"])
    damaged = answers.pop("DAMAGED", 0) + answers.pop("BAD_SIGNATURE", 0)
    assert damaged >= city.damaged
    assert set(answers) == {"MERGED", "DUPLICATE"}
    assert found["new"] == city.changes
    assert len(list(city.stick.rglob("*.terima"))) == len(found["receipts"]) > 0
    assert office.run("package", "read", city.stick)["new"] == 0
    store = open_store(city.folder, OFFICER, PIN)
    with store.db.read() as session:
        assert totals(session) == city.typed
        assert {row.state for row in board(session)} == {RECEIVED}
    store.db.close()
