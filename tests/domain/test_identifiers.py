from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from bazar_desktop.domain.identifiers import (
    DAMAGED_BY_SPREADSHEET,
    LOST_ZERO,
    ODD_BIRTH_DATE,
    ODD_LENGTH,
    ODD_SHAPE,
    Cell,
    NikNotDigits,
    NikWrongLength,
    PhoneMalformed,
    Reading,
    SeveralPhones,
    mask_nik,
    mask_phone,
    normal_phone,
    plain_characters,
    read_halal,
    read_nib,
    read_nik,
    read_phone,
    read_pirt,
    safe_excerpt,
)

MAN = "3171061203850001"
WOMAN = "3171065203850002"
BLANK = Reading(None)


@pytest.mark.parametrize(
    "text", [MAN, f" {MAN} ", f"'{MAN}", "3171 0612 0385 0001", "3171.06.120385.0001", "\uff13" + MAN[1:]]
)
def test_a_nik_is_sixteen_digits_of_text(text: str) -> None:
    assert read_nik(text) == Reading(MAN)


def test_a_womans_day_of_birth_has_forty_added() -> None:
    assert read_nik(WOMAN).warnings == ()
    assert read_nik("3171067203850002").warnings == (ODD_BIRTH_DATE,)


@pytest.mark.parametrize(
    "birth", ["000385", "320385", "121385", "120085", "310285", "720385", "290285", "400385"]
)
def test_an_impossible_birth_date_is_a_warning_and_no_refusal(birth: str) -> None:
    nik = f"317106{birth}0001"
    assert read_nik(nik) == Reading(nik, (ODD_BIRTH_DATE,))


@pytest.mark.parametrize("birth", ["290284", "690200", "290200", "710385"])
def test_a_leap_day_of_either_century_is_no_warning(birth: str) -> None:
    assert read_nik(f"317106{birth}0001").warnings == ()


@pytest.mark.parametrize(("text", "digits"), [("317106120385000", 15), (MAN + "1", 17), ("3", 1)])
def test_a_nik_of_another_length_is_refused_with_the_count(text: str, digits: int) -> None:
    with pytest.raises(NikWrongLength) as caught:
        read_nik(text)
    assert caught.value.facts == {"digits": digits}


def test_a_nik_with_letters_is_refused_without_repeating_it() -> None:
    with pytest.raises(NikNotDigits) as caught:
        read_nik("3171O61203850001")
    assert "3171" not in str(caught.value)


@pytest.mark.parametrize(
    "cell",
    [3171061203850000, 3171061203850000.0, 3.17106e15, "3,17106E+15", "3.17106e+15", "3171061203850000.0"],
)
def test_a_nik_that_arrived_as_a_number_is_flagged_and_never_repaired(cell: Cell) -> None:
    assert read_nik(cell) == Reading(None, (DAMAGED_BY_SPREADSHEET,))


@pytest.mark.parametrize("cell", [None, "", "  ", "-", "'"])
def test_an_empty_cell_is_blank(cell: Cell) -> None:
    for read in (read_nik, read_nib, read_pirt, read_halal, read_phone):
        assert read(cell) == BLANK


@pytest.mark.parametrize(
    ("cell", "reading"),
    [
        ("9120001234567", Reading("9120001234567")),
        ("NIB: 9120001234567", Reading("9120001234567")),
        ("9120 0012 34567", Reading("9120001234567")),
        (9120001234567.0, Reading("9120001234567")),
        (220001234567.0, Reading(None, (LOST_ZERO,), "0220001234567")),
        ("9,12E+12", Reading(None, (DAMAGED_BY_SPREADSHEET,))),
        ("12345", Reading("12345", (ODD_LENGTH,))),
        ("proses", Reading("proses", (ODD_SHAPE,))),
    ],
)
def test_a_nib_has_thirteen_digits(cell: Cell, reading: Reading) -> None:
    assert read_nib(cell) == reading


@pytest.mark.parametrize(
    ("cell", "reading"),
    [
        ("2063171010001-27", Reading("2063171010001-27")),
        ("206317101000127", Reading("2063171010001-27")),
        ("P-IRT No. 2063171010001-27", Reading("2063171010001-27")),
        ("PIRT 206317101000127", Reading("2063171010001-27")),
        ("2,06317E+14", Reading(None, (DAMAGED_BY_SPREADSHEET,))),
        ("2063171010001", Reading("2063171010001", (ODD_LENGTH,))),
        ("masih diurus", Reading("masih diurus", (ODD_SHAPE,))),
    ],
)
def test_a_pirt_number_is_written_thirteen_and_two(cell: Cell, reading: Reading) -> None:
    assert read_pirt(cell) == reading


@pytest.mark.parametrize(
    ("cell", "reading"),
    [
        ("ID31110000123450120", Reading("ID31110000123450120")),
        ("id 3111 0000 1234 50120", Reading("ID31110000123450120")),
        ("31110000123450120", Reading("31110000123450120", (ODD_SHAPE,))),
        (31110000123450120.0, Reading(None, (DAMAGED_BY_SPREADSHEET,))),
    ],
)
def test_a_halal_number_begins_with_id(cell: Cell, reading: Reading) -> None:
    assert read_halal(cell) == reading


@pytest.mark.parametrize(
    "text",
    [
        "081234561234",
        "0812-3456-1234",
        "0812 3456 1234",
        "(0812) 34561234",
        "+6281234561234",
        "+62 812 3456 1234",
        "+62 (0) 81234561234",
        "+62081234561234",
        "6281234561234",
        "006281234561234",
        "81234561234",
        "'081234561234",
        "HP. 081234561234",
        "WA: 081234561234",
        "０８１２３４５６１２３４",
    ],
)
def test_a_phone_is_kept_in_one_form_however_it_is_typed(text: str) -> None:
    assert read_phone(text) == Reading("+6281234561234")


def test_a_landline_is_a_phone() -> None:
    assert read_phone("021-3456789") == Reading("+62213456789")


@pytest.mark.parametrize("cell", [81234561234, 81234561234.0, "81234561234.0"])
def test_a_phone_that_lost_its_zero_as_a_number_is_proposed_and_not_taken(cell: Cell) -> None:
    assert read_phone(cell) == Reading(None, (LOST_ZERO,), "+6281234561234")


def test_a_number_that_begins_with_62_has_lost_nothing() -> None:
    assert read_phone(6281234561234.0) == Reading("+6281234561234")


def test_a_phone_in_scientific_notation_is_damaged() -> None:
    assert read_phone("8,12346E+10") == Reading(None, (DAMAGED_BY_SPREADSHEET,))


@pytest.mark.parametrize(
    "text",
    ["0812", "tidak ada", "0812••••1234", "08123456789012345", "+6591234567", "123456789", "0012345678"],
)
def test_what_is_no_indonesian_phone_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(PhoneMalformed) as caught:
        read_phone(text)
    assert str(caught.value) == ""


@pytest.mark.parametrize(
    "text", ["081234561234/081398765432", "081234561234 atau 0213456789", "081234561234;081398765432"]
)
def test_two_phones_in_one_cell_are_refused(text: str) -> None:
    with pytest.raises(SeveralPhones) as caught:
        read_phone(text)
    assert caught.value.facts == {"count": 2}


@given(st.sampled_from(["0", "62", "+62", "+62 0", ""]), st.from_regex(r"8[1-9][0-9]{7,10}", fullmatch=True))
@settings(max_examples=150, deadline=None)
def test_bringing_a_phone_into_its_form_twice_changes_nothing(prefix: str, rest: str) -> None:
    once = normal_phone(prefix + rest)
    assert once == "+62" + rest
    assert normal_phone(once) == once


@given(st.from_regex(r"\+62[2-9][0-9]{7,11}", fullmatch=True))
@settings(max_examples=150, deadline=None)
def test_a_masked_phone_hides_at_least_four_digits_and_keeps_the_last_four(phone: str) -> None:
    masked = mask_phone(phone)
    shown = sum(character.isdigit() for character in masked)
    assert len("0" + phone[3:]) - shown >= 4
    assert masked.endswith("••••" + phone[-4:])


def test_a_phone_is_masked_as_papers_show_it() -> None:
    assert mask_phone("+6281234561234") == "0812••••1234"
    assert mask_phone("+62213456789") == "02••••6789"
    assert mask_phone("081234561234") == "0812••••1234"
    assert mask_phone("12345") == "••••"
    assert mask_phone("") == ""


def test_a_masked_nik_keeps_only_its_last_four() -> None:
    assert mask_nik(MAN) == "••••••••••••0001"
    assert mask_nik("123") == "••••"
    assert mask_nik("") == ""


def test_a_superscript_is_not_taken_for_a_digit() -> None:
    assert plain_characters("gado²") == "gado²"
    assert plain_characters("１\u00a0−\u200b２") == "1 -2"


def test_an_excerpt_hides_long_numbers_and_is_short() -> None:
    assert safe_excerpt(f"NIK {MAN} lama") == "NIK •••• lama"
    assert safe_excerpt("0812-3456-1234") == "••••"
    assert safe_excerpt("Rp 3.300.00O") == "Rp 3.300.00O"
    assert len(safe_excerpt("panjang sekali " * 9)) <= 24
