"""What a value may be: each kind takes its bounds and refuses one step beyond, by the rule's code."""

from __future__ import annotations

import pytest

from bazar_desktop.domain.journal.changes import Value
from bazar_desktop.domain.values.documents import DRAWN, LETTERHEAD, REACH, TOTALS
from bazar_desktop.domain.values.kinds import (
    ENTRY,
    MONEY,
    TRUTH,
    Day,
    Kind,
    MomentText,
    OneOf,
    Reference,
    TimeOfDay,
    Words,
    hexadecimal,
    normal_text,
)
from bazar_desktop.domain.values.shapes import IDS, JsonOf


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (MONEY, (0, ENTRY)),
        (TRUTH, (True, False)),
        (Words(3), ("", "abc", "a\nb", "ñ")),
        (OneOf(("a", "b")), ("a", "b")),
        (Day(), ("2000-01-01", "2099-12-31", "2024-02-29")),
        (TimeOfDay(), ("00:00:00", "23:59:59")),
        (MomentText(), ("2023-03-20T09:30:00+07:00", "2023-03-20T09:30:00Z")),
        (Reference(entity="vendor"), ("a", "0b5f3c1e-7a44-4d0e-9a33-5f2f8f6f0a01", "officer-1")),
        (hexadecimal(4), ("0af9",)),
        (JsonOf(IDS), ("[]", '["a","b-1"]')),
        (JsonOf(REACH), ("{}", '{"0b5f":7}')),
        (JsonOf(TOTALS), ("{}", '{"vendors":{"total":5,"counts":{"answered":1}}}')),
        (JsonOf(LETTERHEAD), ('{"lines":["PEMERINTAH"]}',)),
    ],
)
def test_a_kind_takes_what_it_names(kind: Kind, values: tuple[Value, ...]) -> None:
    assert [value for value in values if kind.broken(value) is not None] == []


@pytest.mark.parametrize(
    ("kind", "value", "rule"),
    [
        (MONEY, -1, "out_of_range"),
        (MONEY, ENTRY + 1, "out_of_range"),
        (MONEY, True, "wrong_type"),
        (TRUTH, 1, "wrong_type"),
        (Words(3), "abcd", "too_long"),
        (Words(3), "a\x00", "not_normal"),
        (Words(3), "\ud800", "not_normal"),
        (OneOf(("a",)), "A", "unknown_word"),
        (Day(), "2023-02-29", "wrong_form"),
        (Day(), "20-03-2023", "wrong_form"),
        (Day(), "1999-12-31", "out_of_range"),
        (TimeOfDay(), "24:00:00", "wrong_form"),
        (MomentText(), "2023-03-20T09:30:00", "wrong_form"),
        (MomentText(), "2100-01-01T00:00:00+07:00", "out_of_range"),
        (Reference(entity="vendor"), "", "wrong_form"),
        (Reference(entity="vendor"), "a" * 65, "too_long"),
        (Reference(entity="vendor"), "a\n", "wrong_form"),
        (hexadecimal(4), "0AF9", "wrong_form"),
        (JsonOf(IDS), '["a",7]', "wrong_shape"),
        (JsonOf(IDS), '["a"', "wrong_shape"),
        (JsonOf(REACH), '{"a":1,"a":1}', "wrong_shape"),
        (JsonOf(REACH), '{"a":NaN}', "wrong_shape"),
        (JsonOf(REACH), '{"a":true}', "wrong_shape"),
        (JsonOf(TOTALS), '{"vendors":{}}', "wrong_shape"),
        (JsonOf(DRAWN), '[{"code":"a"}]', "wrong_shape"),
        (JsonOf(LETTERHEAD), '{"lines":"x"}', "wrong_shape"),
        (JsonOf(REACH, longest=5), '{"abc":1}', "too_long"),
    ],
)
def test_a_kind_names_the_rule_that_a_value_breaks(kind: Kind, value: Value, rule: str) -> None:
    assert kind.broken(value) == rule


def test_words_are_composed_and_control_characters_become_spaces() -> None:
    assert normal_text("Cafe\u0301\x07Ibu") == "Café Ibu"
    assert normal_text("baris\nbaru\tlagi") == "baris\nbaru\tlagi"
    assert normal_text("\ud800") == " "
