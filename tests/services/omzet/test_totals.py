"""For any set of entries, edits, undos, seals and late answers, the sheet's totals are a naive sum."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings, strategies as st

from bazar_desktop.domain.closing.proofs import totals
from bazar_desktop.domain.day.model import CHANNELS, NIL
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.services.closing.seal import reopen
from bazar_desktop.services.closing.verify import verify
from bazar_desktop.services.day.undo_guard import undo
from bazar_desktop.services.omzet.entry import set_omzet
from bazar_desktop.store.undo import NothingToUndo
from tests.omzet_day import OmzetDay, open_day
from tests.stores import sqlcipher_store

STANDS = 3
AMOUNT = st.one_of(st.none(), st.integers(0, 5_000_000))
ENTRY = st.tuples(
    st.just("enter"),
    st.integers(0, STANDS - 1),
    st.one_of(
        st.dictionaries(st.sampled_from(CHANNELS), AMOUNT, min_size=1, max_size=3),
        st.sampled_from([{"state": NIL}, {"state": "declined"}, {"state": "blank"}]),
    ),
)
OTHER = st.sampled_from([("undo", 0, {}), ("close", 0, {}), ("reopen", 0, {})])
STEPS = st.lists(st.one_of(ENTRY, ENTRY, OTHER), min_size=3, max_size=14)


@dataclass
class Ledger:
    """What the officer believes: one plain dict a stand, and the past to go back to."""

    stands: list[dict[str, int | None]] = field(default_factory=lambda: [{} for _ in range(STANDS)])
    past: list[tuple[str, int, dict[str, int | None]]] = field(default_factory=list)

    def enter(self, action: str, number: int, values: dict[str, Any]) -> None:
        self.past.append((action, number, dict(self.stands[number])))
        if "state" in values:
            self.stands[number] = {}
        else:
            self.stands[number].update(values)

    def total(self) -> int:
        return sum(value or 0 for stand in self.stands for value in stand.values())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_the_sheet_adds_up_to_a_naive_sum_whatever_was_done(steps: list[tuple[str, int, Any]]) -> None:
    with TemporaryDirectory() as folder:
        db = sqlcipher_store(Path(folder), "A")
        day, ledger, codes = open_day(db, vendors=STANDS, partners=0), Ledger(), {}
        for number, step in enumerate(steps):
            code = take(day, ledger, step, f"step{number}")
            if code:
                codes[code] = ledger.total()
        proven = totals(day.rows())
        assert proven.vendors.total == ledger.total()
        for code, sum_then in codes.items():
            verified = day.field.ask(verify, code)
            assert verified.matches
            assert (verified.facts.vendors_total or 0) == sum_then
            assert totals(verified.sheet.rows).vendors.total == sum_then
        db.close()


def take(day: OmzetDay, ledger: Ledger, step: tuple[str, int, Any], name: str) -> str:
    """Do one step; the ledger follows only where the program accepted. Returns the code of a new seal."""
    what, number, values = step
    try:
        if what == "enter":
            act(day, name, number, values)
            ledger.enter(f"omzet/{name}", number, values)
        elif what == "undo" and ledger.past:
            action, stand, before = ledger.past[-1]
            with day.field.db.write(day.field.officer, "history.undo", day.field.at) as session:
                undo(session, action)
            ledger.stands[stand] = before
            ledger.past.pop()
        elif what == "close":
            return day.close().seal
        elif what == "reopen":
            facts = {"bazaar_id": day.field.bazaar_id, "day": day.day, "reason": "salah catat"}
            day.field.do(reopen, officer=day.field.officer, at=day.field.at, **facts)
    except NothingToUndo:
        ledger.past.pop()  # it had changed nothing
    except BazarError as error:
        assert error.code in {"day_is_closed", "already_closed", "day_not_closed"}  # noqa: PT017
    return ""


def act(day: OmzetDay, name: str, number: int, values: dict[str, Any]) -> None:
    day.field.at += timedelta(seconds=1)
    where = {"bazaar_id": day.field.bazaar_id, "day": day.day, "participation_id": day.ids[number]}
    with day.field.db.write(day.field.officer, "omzet", day.field.at, action_id=name) as session:
        set_omzet(session, **where, **values)
