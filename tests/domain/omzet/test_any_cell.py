"""Whatever stands in a cell is read, or refused by name: nothing else may come out of a rule."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from bazar_desktop.domain.attendance.cards import read_bazaar_code, read_card
from bazar_desktop.domain.bazaars.regions import find_kecamatan, find_kelurahan, find_kota, load_regions
from bazar_desktop.domain.calendar import parse_date, parse_time
from bazar_desktop.domain.closing.proofs import read_seal_code
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.identifiers import Cell, read_halal, read_nib, read_nik, read_phone, read_pirt
from bazar_desktop.domain.money import parse_rupiah, rupiah_from_number

REGIONS = load_regions(
    (Path(__file__).resolve().parents[3] / "resources" / "regions" / "dki.json").read_text(encoding="utf-8")
)
TRADE = st.text("0123456789.,+-/:*x() rpbjtkwicnodmhua'", max_size=30)
TEXTS = st.one_of(st.text(max_size=40), TRADE)
OF_TEXT: list[Callable[[str], object]] = [
    parse_rupiah,
    parse_date,
    parse_time,
    read_card,
    read_bazaar_code,
    read_seal_code,
    lambda text: find_kota(REGIONS, text),
    lambda text: find_kecamatan(REGIONS, text),
    lambda text: find_kelurahan(REGIONS, text),
]
OF_NUMBER: list[Callable[[float], object]] = [rupiah_from_number]
OF_CELL: list[Callable[[Cell], object]] = [read_nik, read_nib, read_pirt, read_halal, read_phone]


@given(TEXTS)
@settings(max_examples=300, deadline=None)
@pytest.mark.parametrize("rule", OF_TEXT)
def test_any_text_is_read_or_refused_by_name(rule: Callable[[str], object], text: str) -> None:
    with suppress(BazarError):
        rule(text)


@given(st.one_of(st.floats(), st.integers()))
@settings(max_examples=200, deadline=None)
@pytest.mark.parametrize("rule", OF_NUMBER)
def test_any_number_is_read_or_refused_by_name(rule: Callable[[float], object], number: float) -> None:
    with suppress(BazarError):
        rule(number)


@given(st.one_of(st.none(), st.floats(), st.integers(), TEXTS))
@settings(max_examples=200, deadline=None)
@pytest.mark.parametrize("rule", OF_CELL)
def test_any_cell_is_read_or_refused_by_name(rule: Callable[[Cell], object], cell: Cell) -> None:
    with suppress(BazarError):
        rule(cell)


@given(st.text("0123456789 .-", min_size=9, max_size=24))
@settings(max_examples=200, deadline=None)
@pytest.mark.parametrize("rule", OF_TEXT + OF_CELL)
def test_no_refusal_repeats_a_long_number(rule: Callable[[str], object], text: str) -> None:
    if sum(character.isdigit() for character in text) < 9:
        return
    try:
        rule(text)
    except BazarError as refusal:
        for fact in refusal.facts.values():
            assert sum(character.isdigit() for character in str(fact)) < 9
