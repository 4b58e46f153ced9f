"""Changes of a row that name each other in a circle are found; however long a straight line is, it is none."""

from __future__ import annotations

from dataclasses import replace

from bazar_desktop.domain.journal.ancestry import first_circle
from bazar_desktop.domain.journal.changes import Change, ChangeId, FieldChange, make_change
from bazar_desktop.domain.journal.merging import fold_row


def change(origin: str, seq: int, *parents: ChangeId) -> Change:
    facts = dict.fromkeys(("officer", "action", "scope", "entity", "row_id", "prev_hash"), "x")
    fields = {"name": FieldChange(None, f"{origin}{seq}", tuple(parents))}
    made = make_change(
        fields, frozenset(), "", origin=origin, seq=seq, schema=1, at=f"{seq:012x}-0000", reason=None, **facts
    )
    return replace(made, hash="")


def test_a_line_of_changes_goes_round_nowhere() -> None:
    line = [change("a", 1), *(change("a", seq, ("a", seq - 1)) for seq in range(2, 3_000))]
    assert first_circle(line) is None
    assert first_circle([change("a", 1), change("b", 1), change("a", 2, ("a", 1), ("b", 1))]) is None


def test_a_parent_that_has_not_come_is_no_circle() -> None:
    assert first_circle([change("a", 1, ("b", 7))]) is None


def test_two_that_follow_each_other_and_their_heirs_are_found() -> None:
    round_ = [change("a", 1, ("b", 1)), change("b", 1, ("a", 1))]
    assert first_circle([*round_, change("c", 1), change("c", 2, ("a", 1))]) is not None


def test_a_circle_is_folded_all_the_same_and_in_any_order() -> None:
    round_ = [change("a", 1, ("b", 1)), change("b", 1, ("a", 1))]
    assert fold_row(round_, {}).values() == fold_row(round_[::-1], {}).values() == {"name": "b1"}
