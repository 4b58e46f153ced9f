"""Quantities of goods: read as they are typed, kept as whole thousandths, written back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from bazar_desktop.domain.ledger.quantities import (
    KILOGRAM,
    LITRE,
    MOST,
    PACKET,
    HalfAPacket,
    NotAQuantity,
    UnknownUnit,
    check_quantity,
    format_quantity,
    read_quantity,
    read_unit,
)


@pytest.mark.parametrize(
    ("text", "thousandths"),
    [("12,5", 12_500), ("1.500", 1_500_000), ("7 kg", 7_000), ("0,125", 125), ("", None), ("-", None)],
)
def test_a_quantity_is_read_as_it_is_meant(text: str, thousandths: int | None) -> None:
    assert read_quantity(text) == thousandths


@pytest.mark.parametrize("text", ["x", "1.5", "1,2345", "-3", "1 000", "99999999999"])
def test_what_is_no_quantity_is_refused(text: str) -> None:
    with pytest.raises(NotAQuantity):
        read_quantity(text)


@given(st.integers(0, MOST))
@settings(max_examples=200, deadline=None)
def test_what_is_written_is_read_back(thousandths: int) -> None:
    assert read_quantity(format_quantity(thousandths)) == thousandths


def test_units_have_several_names_and_packets_are_whole() -> None:
    assert [read_unit(item) for item in ("Kg", "ltr.", "PAK")] == [KILOGRAM, LITRE, PACKET]
    with pytest.raises(UnknownUnit):
        read_unit("ember")
    assert check_quantity(2_000, PACKET) == 2_000
    with pytest.raises(HalfAPacket):
        check_quantity(500, PACKET)
    assert format_quantity(-1_500) == "-1,5"
