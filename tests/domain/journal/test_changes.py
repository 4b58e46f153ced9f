"""A change's hash covers its canonical text, and a row with one change is what that change says."""

from __future__ import annotations

import hashlib

from hypothesis import given, settings, strategies as st

from bazar_desktop.domain.journal.changes import (
    GENESIS,
    MEMBERS,
    SCHEMA,
    Change,
    FieldChange,
    canonical,
    change_hash,
    lone_values,
    make_change,
)
from bazar_desktop.domain.journal.merging import fold_row

TEXTS = st.text(max_size=8)
VALUES = st.one_of(st.none(), TEXTS, st.booleans(), st.integers(-(2**53), 2**53))
PERSONAL = frozenset({"nik", "phone"})
FIELDS = st.dictionaries(
    st.sampled_from(["name", "nik", "phone", "cash", "withdrawn"]),
    st.builds(FieldChange, VALUES, VALUES, never=st.booleans()),
    max_size=5,
)


def make(fields: dict[str, FieldChange], text: str, reason: str | None) -> Change:
    facts = dict.fromkeys(("origin", "at", "officer", "action", "scope", "entity", "row_id"), text)
    return make_change(
        fields, PERSONAL, "garam", seq=3, schema=SCHEMA, reason=reason, prev_hash=GENESIS, **facts
    )


@settings(max_examples=100)
@given(FIELDS, TEXTS, st.one_of(st.none(), TEXTS))
def test_the_hash_is_that_of_the_canonical_text_of_what_it_covers(
    fields: dict[str, FieldChange], text: str, reason: str | None
) -> None:
    change = make(fields, text, reason)
    covered = {name: getattr(change, name) for name in MEMBERS if name not in {"personal", "salt", "hash"}}
    assert change_hash(change) == hashlib.sha256(canonical(covered).encode()).hexdigest() == change.hash


@settings(max_examples=200)
@given(FIELDS, st.booleans())
def test_a_row_with_one_change_has_the_values_of_that_change(
    fields: dict[str, FieldChange], erased: bool
) -> None:
    change = make(fields, "x", None)
    if erased:
        members = {name: getattr(change, name) for name in MEMBERS}
        change = Change(**members | {"personal": None, "salt": None})
    values = lone_values(change)
    if any(field.never for field in fields.values()):
        assert values is None
    else:
        assert values == fold_row([change], {}).values()
