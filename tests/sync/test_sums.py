"""The control sum of a journal is the rupiah that stands in the end, however often a figure was changed."""

from __future__ import annotations

from hypothesis import given, strategies as st

from bazar_desktop.domain.journal.changes import GENESIS, Change, FieldChange, make_change
from bazar_desktop.sync.sums import Sums, sums_of
from tests.sync.conftest import ORIGIN, PERSONAL

CELLS = st.tuples(
    st.sampled_from("abc"), st.sampled_from(["cash", "qris"]), st.none() | st.integers(0, 10**9)
)
Edit = tuple[str, str, int | None]


def edits(cells: list[Edit]) -> tuple[list[Change], int]:
    """The journal of these edits, and the naive sum of what the cells say after them."""
    standing: dict[tuple[str, str], int | None] = {}
    changes: list[Change] = []
    for seq, (row, name, amount) in enumerate(cells, 1):
        values = {
            name: FieldChange(standing.get((row, name)), amount),
            "transactions": FieldChange(None, 7),
            "state": FieldChange(None, "reported"),
        }
        standing[row, name] = amount
        facts = {
            "at": f"2023-06-22T08:00:00.{seq:06d}",
            "officer": "p-1",
            "action": f"a-{seq}",
            "scope": "b:d",
        }
        changes.append(
            make_change(
                values, PERSONAL, salt="s", origin=ORIGIN, seq=seq, schema=1, **facts, entity="omzet_entry",
                row_id=row, reason=None, prev_hash=changes[-1].hash if changes else GENESIS,
            )
        )  # fmt: skip
    return changes, sum(amount or 0 for amount in standing.values())


@given(st.lists(CELLS, max_size=12), st.integers(0, 12))
def test_raised_lowered_and_emptied_figures_leave_the_naive_sum(cells: list[Edit], cut: int) -> None:
    changes, standing = edits(cells)
    whole = sums_of(changes)
    assert whole.rupiah == standing
    assert whole.counts == ({"omzet_entry": len(cells)} if cells else {})
    assert sums_of(changes[:cut]).plus(sums_of(changes[cut:])) == whole


def test_nothing_sums_to_nothing() -> None:
    assert sums_of([]) == Sums()
