from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings, strategies as st

from bazar_desktop.domain.attendance.cards import (
    ALPHABET,
    CITY_LETTERS,
    DEVICE_LETTERS,
    BazaarCodeMalformed,
    CardDamaged,
    DeviceLetterMalformed,
    NotACard,
    NumberOutOfRange,
    VendorCard,
    check_character,
    make_bazaar_code,
    make_card,
    read_bazaar_code,
    read_card,
    read_issued_code,
)

LONGEST_CARD = 24  # what a QR of 30 mm holds at five dots a module
BAZAARS = st.text(ALPHABET, min_size=2, max_size=8)
CARDS = st.builds(
    VendorCard, BAZAARS, st.sampled_from(DEVICE_LETTERS), st.integers(1, 99_999), st.integers(1, 99)
)


def code_of(card: VendorCard) -> str:
    return make_card(card.bazaar, card.device, card.number, card.serial)


@given(CARDS)
@settings(max_examples=200, deadline=None)
def test_a_card_is_read_back_as_it_was_made(card: VendorCard) -> None:
    code = code_of(card)
    assert len(code) <= LONGEST_CARD
    assert set(code) <= set(ALPHABET) | {"."}
    assert read_card(code) == card
    assert read_card(f" {code.lower()}\n") == card


@given(CARDS, st.data())
@settings(max_examples=300, deadline=None)
def test_any_one_wrong_character_is_caught(card: VendorCard, data: st.DataObject) -> None:
    code = code_of(card)
    place = data.draw(st.integers(0, len(code) - 1))
    wrong = data.draw(st.sampled_from([letter for letter in ALPHABET + ".-" if letter != code[place]]))
    with pytest.raises((NotACard, CardDamaged)):
        read_card(code[:place] + wrong + code[place + 1 :])


@given(st.text(ALPHABET, min_size=2, max_size=20), st.data())
@settings(max_examples=200, deadline=None)
def test_the_check_character_sees_swapped_neighbours(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text) - 2))
    first, second = text[place], text[place + 1]
    swapped = text[:place] + second + first + text[place + 2 :]
    if first != second and {first, second} != {"0", "Z"}:
        assert check_character(swapped) != check_character(text)


def test_the_check_character_makes_the_luhn_sum_divide_by_32() -> None:
    assert check_character("0") == "0"
    assert check_character("1") == "Y"  # 1 doubled is 2, 30 are missing
    assert check_character("Z") == "1"  # 31 doubled is 62, its digits 1 and 30 make 31, 1 is missing


def test_letters_that_look_like_figures_are_read_as_those() -> None:
    card = make_card("T236P01", "A", 10, 1)
    assert read_card(card.replace("0", "O").replace("1", "l")) == VendorCard("T236P01", "A", 10, 1)


@pytest.mark.parametrize(
    "text",
    ["", "Bu Sari", "3171061203850001", "https://contoh.id", "BZ", "BX.T236P01.A12.1A", "0812 3456 1234"],
)
def test_what_does_not_begin_as_a_card_is_no_card(text: str) -> None:
    with pytest.raises(NotACard) as caught:
        read_card(text)
    assert "3171061203850001" not in str(caught.value)
    assert "3456" not in str(caught.value)


@pytest.mark.parametrize(
    "text", ["BZ.", "BZ.T236P01", "BZ.T236P01.A12.1", "BZ.T236P01.12.1A", "BZ.T236P01.A0.1A", "BZ.U1.A1.1A"]
)
def test_a_torn_card_is_damaged(text: str) -> None:
    with pytest.raises(CardDamaged):
        read_card(text)


def test_a_card_is_made_of_lawful_parts_only() -> None:
    with pytest.raises(BazaarCodeMalformed):
        make_card("UTARA", "A", 1)
    with pytest.raises(BazaarCodeMalformed):
        make_card("ABCDEFGHJ", "A", 1)
    with pytest.raises(DeviceLetterMalformed):
        make_card("T236P01", "7", 1)
    with pytest.raises(DeviceLetterMalformed):
        make_card("T236P01", "", 1)
    for number, serial in ((0, 1), (100_000, 1), (1, 0), (1, 100)):
        with pytest.raises(NumberOutOfRange):
            make_card("T236P01", "A", number, serial)


def test_a_bazaar_code_tells_city_day_and_number() -> None:
    assert make_bazaar_code("31.75", date(2023, 6, 22), 1) == "T236P01"
    assert make_bazaar_code("31.75", date(2023, 6, 22), 64, "B") == "T236P64B"
    assert make_bazaar_code("31.72", date(2023, 12, 31), 2) == "R23CZ02"
    assert make_bazaar_code("33.72", date(2023, 1, 9), 2) == "X231902"


def test_a_bazaar_number_has_two_digits() -> None:
    with pytest.raises(NumberOutOfRange) as caught:
        make_bazaar_code("31.75", date(2023, 6, 22), 100)
    assert caught.value.facts == {"number": 100, "largest": 99}
    with pytest.raises(DeviceLetterMalformed):
        make_bazaar_code("31.75", date(2023, 6, 22), 1, "U")


@given(
    st.sampled_from(sorted(CITY_LETTERS)),
    st.dates(date(2020, 1, 1), date(2099, 12, 31)),
    st.integers(1, 99),
    st.sampled_from(["", *DEVICE_LETTERS]),
)
@settings(max_examples=200, deadline=None)
def test_every_bazaar_code_is_lawful_and_fits_the_longest_card(
    kota: str, day: date, number: int, device: str
) -> None:
    code = make_bazaar_code(kota, day, number, device)
    assert read_bazaar_code(code.lower()) == code
    assert len(make_card(code, "Z", 99_999, 99)) <= LONGEST_CARD


@pytest.mark.parametrize("text", ["", "A", "ABC-1", "BAZAR U", "123456789"])
def test_another_bazaar_code_is_refused(text: str) -> None:
    with pytest.raises(BazaarCodeMalformed):
        read_bazaar_code(text)


@pytest.mark.parametrize("device", ["", "B"])
@pytest.mark.parametrize(("kota", "day"), [("31.72", date(2023, 3, 12)), ("31.75", date(2024, 12, 31))])
def test_an_issued_bazaar_code_gives_its_city_and_first_day_back(kota: str, day: date, device: str) -> None:
    assert read_issued_code(make_bazaar_code(kota, day, 7, device)) == (kota, day)


@pytest.mark.parametrize("code", ["PASAR", "P2360101", "P23ZZ01", "Q233C01", "", "P232Z01"])
def test_a_code_that_an_office_chose_itself_gives_nothing(code: str) -> None:
    assert read_issued_code(code) is None
