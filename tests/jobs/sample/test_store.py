"""The sample store is there whole, or it is made anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from bazar_desktop.jobs.sample import store as made
from bazar_desktop.store.opening import StoreExists, open_store
from bazar_desktop.store.unlocking import has_store
from tests.commands import CHEAP
from tests.stores import MORNING


class Killed(BaseException):
    """The program ends here."""


def test_a_first_start_that_was_killed_is_begun_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def end(*_facts: object) -> None:
        raise Killed

    folder = tmp_path / "contoh"
    monkeypatch.setattr(made, "_past_bazaar", lambda *_facts: None)
    monkeypatch.setattr(made, "_bazaar_to_come", lambda *_facts: None)
    monkeypatch.setattr(made, "_bazaar_in_hand", end)
    with pytest.raises(Killed):
        made.sample_store(folder, MORNING, CHEAP)
    assert has_store(folder)
    assert not made.has_sample(folder)

    monkeypatch.setattr(made, "_bazaar_in_hand", lambda *_facts: None)
    made.sample_store(folder, MORNING, CHEAP).db.close()
    assert made.has_sample(folder)
    open_store(folder, made.OFFICER, made.SAMPLE_PIN).db.close()


def test_a_store_that_stands_is_never_cleared_for_a_sample(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(made, "_bazaar_in_hand", lambda *_facts: None)
    monkeypatch.setattr(made, "_past_bazaar", lambda *_facts: None)
    monkeypatch.setattr(made, "_bazaar_to_come", lambda *_facts: None)
    folder = tmp_path / "contoh"
    made.sample_store(folder, MORNING, CHEAP).db.close()
    with pytest.raises(StoreExists):
        made.sample_store(folder, MORNING, CHEAP)
    assert made.has_sample(folder)
