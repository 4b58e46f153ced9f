from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.money import (
    LARGEST,
    Amount,
    AmountAmbiguous,
    AmountTooLarge,
    CentsNotAllowed,
    NegativeAmount,
    NotAnAmount,
    format_number,
    format_rupiah,
    parse_rupiah,
    rupiah_from_number,
    terbilang,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("3300000", 3_300_000),
        ("Rp 3.300.000", 3_300_000),
        ("Rp3.300.000", 3_300_000),
        ("Rp. 3.300.000", 3_300_000),
        ("rp.1.500", 1_500),
        ("IDR 25.000", 25_000),
        ("1.500", 1_500),
        ("1.500,-", 1_500),
        ("280.000;-", 280_000),
        ("25.000 rupiah", 25_000),
        ("2.500.000,00", 2_500_000),
        ("2.500.000,0", 2_500_000),
        ("Rp 1.500.000,00", 1_500_000),
        ("1500,00", 1_500),
        ("250rb", 250_000),
        ("250 RB", 250_000),
        ("250 ribu", 250_000),
        ("75k", 75_000),
        ("1,5jt", 1_500_000),
        ("1.5jt", 1_500_000),
        ("2 juta", 2_000_000),
        ("Rp 2,25 juta", 2_250_000),
        ("0,5jt", 500_000),
        ("\uff12\uff15\uff10\uff52\uff42", 250_000),
        ("Rp\u00a03.300.000", 3_300_000),
        ("\u20091.500\u200b", 1_500),
    ],
)
def test_a_plain_amount_is_read_without_asking(text: str, value: int) -> None:
    assert parse_rupiah(text) == Amount(value, shown_back=False)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3,300,000", 3_300_000),
        ("28,000", 28_000),
        (" Rp1,500 ", 1_500),
        ("2,500,000.00", 2_500_000),
        ("1500.00", 1_500),
        ("1 500 000", 1_500_000),
        ("3,3 M", 3_300_000_000),
        ("3,3 miliar", 3_300_000_000),
        ("1 milyar", 1_000_000_000),
        ("0,9 triliun", 900_000_000_000),
        ("50+75rb", 125_000),
        ("50rb + 75rb", 125_000),
        ("50.000+75rb", 125_000),
        ("500-50rb", 450_000),
        ("500rb-50rb", 450_000),
        ("500rb−50rb", 450_000),
        ("1,5+2jt", 3_500_000),
        ("10+20+30rb", 60_000),
        ("1.500+2.500", 4_000),
        ("=7500*5", 37_500),
        ("3x25rb", 75_000),
        ("25rbx3", 75_000),
        ("25rbx3+2jt", 2_075_000),
        ("1 juta 250 ribu", 1_250_000),
        ("3x25+2jt", 2_000_075),
        ("1jt+250", 1_000_250),
        ("2jt 500rb", 2_500_000),
        ("50000-50000", 0),
    ],
)
def test_an_amount_that_could_be_read_otherwise_is_shown_back(text: str, value: int) -> None:
    assert parse_rupiah(text) == Amount(value, shown_back=True)


@pytest.mark.parametrize("text", ["", "  ", "-", " - ", "–", "Rp -", "Rp", "\u00a0"])
def test_blank_is_never_zero(text: str) -> None:
    assert parse_rupiah(text) is None


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("1,5", CentsNotAllowed),
        ("1.5", CentsNotAllowed),
        ("1.500,50", CentsNotAllowed),
        ("2,500.75", CentsNotAllowed),
        ("1,2345rb", CentsNotAllowed),
        ("0,5+0,5", CentsNotAllowed),
        ("-5000", NegativeAmount),
        ("Rp -5.000", NegativeAmount),
        ("(50.000)", NegativeAmount),
        ("50rb-75rb", AmountAmbiguous),
        ("1234567890123456", AmountTooLarge),
        ("1000 triliun", AmountTooLarge),
        ("9" * 70, AmountTooLarge),
        ("1.250jt", AmountAmbiguous),
        ("1.000 triliun", AmountAmbiguous),
        ("1,250rb", AmountAmbiguous),
        ("nasi", NotAnAmount),
        ("12.34.567", NotAnAmount),
        ("1500.000", NotAnAmount),
        ("1500,000", NotAnAmount),
        ("1.500.00", NotAnAmount),
        ("1.500,000", NotAnAmount),
        ("50 75", NotAnAmount),
        ("0.500", NotAnAmount),
        ("081234567", NotAnAmount),
        ("5rb5", NotAnAmount),
        ("rb", NotAnAmount),
        ("5+", NotAnAmount),
        ("2jtx3rb", NotAnAmount),
        ("+5", NotAnAmount),
        ("gado²", NotAnAmount),
        ("2²", NotAnAmount),
        ("9" * 90, NotAnAmount),
    ],
)
def test_what_is_no_whole_amount_of_rupiah_is_refused_by_name(text: str, refusal: type[BazarError]) -> None:
    with pytest.raises(refusal) as caught:
        parse_rupiah(text)
    assert type(caught.value) is refusal


def test_an_ambiguous_amount_names_both_readings() -> None:
    with pytest.raises(AmountAmbiguous) as caught:
        parse_rupiah("1.250jt")
    assert caught.value.facts["small"] == "Rp1.250.000"
    assert caught.value.facts["large"] == "Rp1.250.000.000"


def test_a_phone_typed_as_an_amount_does_not_reach_the_facts() -> None:
    for text in ("081234567890", "0812 3456 7890", "3171234567890123x"):
        with pytest.raises(NotAnAmount) as caught:
            parse_rupiah(text)
        assert not any(character.isdigit() for character in str(caught.value))


@given(st.integers(0, LARGEST))
@settings(max_examples=200, deadline=None)
def test_what_is_written_is_read_back(value: int) -> None:
    assert parse_rupiah(format_rupiah(value)) == Amount(value)
    assert parse_rupiah(format_number(value)) == Amount(value)
    assert parse_rupiah(str(value)) == Amount(value)
    english = parse_rupiah(f"{value:,}")
    assert english is not None
    assert english.value == value


@given(st.text(alphabet="0123456789.,+-*x rbjtmkp=()'", max_size=24))
@settings(max_examples=500, deadline=None)
def test_any_text_is_an_amount_a_blank_or_a_named_refusal(text: str) -> None:
    try:
        amount = parse_rupiah(text)
    except BazarError:
        return
    assert amount is None or 0 <= amount.value <= LARGEST


def test_a_number_of_a_sheet_is_whole_rupiah() -> None:
    assert rupiah_from_number(1_500_000.0) == 1_500_000
    assert rupiah_from_number(0.1 * 3 * 10_000) == 3_000
    assert rupiah_from_number(7) == 7


@pytest.mark.parametrize(
    ("number", "refusal"),
    [
        (1.5, CentsNotAllowed),
        (-1.0, NegativeAmount),
        (1e15, AmountTooLarge),
        (float("nan"), NotAnAmount),
        (float("inf"), NotAnAmount),
        (True, NotAnAmount),
    ],
)
def test_a_number_that_is_no_rupiah_is_refused_by_name(number: float, refusal: type[BazarError]) -> None:
    with pytest.raises(refusal):
        rupiah_from_number(number)


def test_rupiah_is_written_without_a_space() -> None:
    assert format_rupiah(3_300_000) == "Rp3.300.000"
    assert format_rupiah(0) == "Rp0"
    assert format_rupiah(-500) == "-Rp500"
    assert format_number(1_950) == "1.950"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "nol"),
        (1, "satu"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (200, "dua ratus"),
        (1_000, "seribu"),
        (1_100, "seribu seratus"),
        (2_023, "dua ribu dua puluh tiga"),
        (11_000, "sebelas ribu"),
        (100_000, "seratus ribu"),
        (101_000, "seratus satu ribu"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (
            167_473_750,
            "seratus enam puluh tujuh juta empat ratus tujuh puluh tiga ribu tujuh ratus lima puluh",
        ),
        (3_300_000_000, "tiga miliar tiga ratus juta"),
        (1_000_000_000_000, "satu triliun"),
        (10**15, "satu kuadriliun"),
        (-5, "minus lima"),
    ],
)
def test_a_sum_is_spelled_out(value: int, words: str) -> None:
    assert terbilang(value) == words


def test_a_sum_beyond_the_words_is_refused() -> None:
    with pytest.raises(AmountTooLarge):
        terbilang(10**18)


@given(st.integers(0, 999_999_999_999), st.integers(0, 999_999_999_999))
@settings(max_examples=200, deadline=None)
def test_two_sums_never_share_their_words(first: int, second: int) -> None:
    assert (terbilang(first) == terbilang(second)) == (first == second)
    assert "  " not in terbilang(first)
