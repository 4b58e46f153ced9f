from __future__ import annotations

import pytest

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.pins import PinTooLong, PinTooPlain, PinTooShort, check_pin, is_plain, wait_after
from bazar_desktop.messages import sentence


@pytest.mark.parametrize(
    "pin",
    ["0000", "1111", "1234", "123456", "4321", "987654", "0123", "7890", "1212", "123123", "112233", "1985", "2001",
     "170845", "450817", "17081945", "19450817", "abcdef", "ABCD", "qwerty", "１２３４", " 1234 ", "aaaa"],
)  # fmt: skip
def test_a_pin_that_anybody_would_try_first_is_refused_in_words(pin: str) -> None:
    with pytest.raises((PinTooPlain, PinTooShort)) as refused:
        check_pin(pin, supervisor=False)
    assert type(refused.value) is PinTooPlain
    assert "mudah ditebak" in sentence(refused.value)


@pytest.mark.parametrize("pin", ["2468", "7391", "503918", "kopi7!", "314159", "9034"])
def test_other_pins_are_taken(pin: str) -> None:
    check_pin(pin, supervisor=False)


@pytest.mark.parametrize(
    ("pin", "supervisor", "error"),
    [
        ("739", False, PinTooShort),
        ("73915", True, PinTooShort),
        ("  7  ", False, PinTooShort),
        ("7392" * 4, True, PinTooLong),
    ],
)
def test_a_supervisors_pin_has_six_characters_and_a_petugas_four(
    pin: str, supervisor: bool, error: type[BazarError]
) -> None:
    with pytest.raises(error) as refused:
        check_pin(pin, supervisor=supervisor)
    assert sentence(refused.value)
    check_pin("739158" if supervisor else "7391", supervisor=supervisor)


def test_the_rule_leaves_most_pins() -> None:
    assert sum(is_plain(f"{number:04d}") for number in range(10_000)) < 300
    assert sum(is_plain(f"{number:06d}") for number in range(0, 1_000_000, 7)) / (1_000_000 / 7) < 0.07


def test_wrong_pins_make_the_next_try_wait_ever_longer_up_to_ten_minutes() -> None:
    waits = [wait_after(wrong) for wrong in range(30)]
    assert waits[:4] == [0, 0, 0, 5]
    assert waits == sorted(waits)
    assert waits[-1] == 600
    assert sum(waits[:20]) > 6_000
