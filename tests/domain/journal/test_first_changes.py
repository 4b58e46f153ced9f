"""Changes of new rows, sealed quickly: not a byte different from those of the ordinary way."""

from __future__ import annotations

from hypothesis import given, settings, strategies as st

from bazar_desktop.domain.journal.changes import (
    GENESIS,
    MEMBERS,
    SCHEMA,
    Change,
    FieldChange,
    is_sound,
    make_change,
)
from bazar_desktop.domain.journal.first_changes import FirstChanges, InCommon, first_changes

NAMES = ("zeta", "name", "kecamatan", "walk_in", "count")
PERSONAL = frozenset({"name", "zeta"})
VALUES = st.one_of(st.none(), st.text(max_size=12), st.booleans(), st.integers(-9, 2**40))


@settings(max_examples=100)
@given(
    st.lists(st.tuples(st.text(max_size=6), st.lists(VALUES, min_size=5, max_size=5)), max_size=4),
    st.one_of(st.none(), st.text(max_size=5)),
    st.text(max_size=6),
)
def test_a_first_change_is_what_the_ordinary_way_makes(
    rows: list[tuple[str, list[str | int | bool | None]]], reason: str | None, scope: str
) -> None:
    act = {"at": "2023-03-20T00:42:00.000Z-0000-A", "officer": 'Ibu "Sri"', "action": "x/1", "reason": reason}
    common = InCommon("vendor", NAMES, tuple(PERSONAL), "A1", **act)  # type: ignore[arg-type]
    press = FirstChanges(common, 7, GENESIS)
    columns = [[values[at] for _id, values in rows] for at in range(len(NAMES))]
    row_ids, scopes = [row_id for row_id, _values in rows], [scope] * len(rows)
    sealed = first_changes(common, 7, GENESIS, row_ids, scopes, press.seal(row_ids, scopes, columns))
    before = GENESIS
    for number, (made, (row_id, values)) in enumerate(zip(sealed, rows, strict=True), start=8):
        quick = Change(**dict(zip(MEMBERS, made, strict=True)))  # type: ignore[arg-type]
        fields = {
            name: FieldChange(None, item)
            for name, item in zip(NAMES, values, strict=True)
            if item is not None
        }
        facts = {"origin": "A1", "seq": number, "schema": SCHEMA, "scope": scope, "entity": "vendor", **act}
        slow = make_change(fields, PERSONAL, quick.salt or "", row_id=row_id, prev_hash=before, **facts)
        assert quick == slow
        assert is_sound(quick)
        before = quick.hash
    assert (press.seq, press.hash) == (7 + len(rows), before)
