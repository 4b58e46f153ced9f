"""Keys and answers as words: read back as said, and every slip of ear or hand noticed."""

from __future__ import annotations

import secrets

import pyrage
import pytest
from hypothesis import given, strategies as st

from bazar_desktop.domain.recovery.age_text import identity_secret, identity_text, recipient_key
from bazar_desktop.domain.recovery.key_sheet import KeyTextMistyped, key_from, sheet_lines
from bazar_desktop.domain.recovery.phone import (
    RequestMistyped,
    agreed_secret,
    answer_to,
    answer_words,
    heard_answer,
    new_request,
    read_request,
)
from bazar_desktop.domain.recovery.spoken import WordsMiscounted, WordsMisheard, WordUnknown, heard, spoken
from bazar_desktop.domain.recovery.words import WORDS
from bazar_desktop.messages import sentence


@given(st.binary(min_size=32, max_size=32))
def test_a_key_is_the_same_from_its_words_its_first_letters_and_its_text(secret: bytes) -> None:
    identity = identity_text(secret)
    assert str(pyrage.x25519.Identity.from_str(identity)) == identity
    lines = sheet_lines(identity)
    assert [len(line) for line in lines] == [9, 9, 9, 9]
    assert key_from("\n".join(" ".join(line) for line in lines)) == identity
    assert key_from(", ".join(word[:4].upper() for line in lines for word in line)) == identity
    assert key_from(f" {identity.lower()} ") == identity


def test_the_bytes_of_age_keys_are_read_as_age_has_them() -> None:
    identity = pyrage.x25519.Identity.generate()
    assert len(recipient_key(str(identity.to_public()))) == 32
    for text in ("", "age1", str(identity.to_public()), str(identity)[:-1], "AGE-SECRET-KEY-1" + "Q" * 58):
        with pytest.raises(ValueError, match="no key of age"):
            identity_secret(text)


def test_each_slip_in_the_words_of_a_key_is_told_with_its_place() -> None:
    lines = [list(line) for line in sheet_lines(identity_text(bytes(range(32))))]
    other = next(word for word in WORDS if word != lines[2][4])
    with pytest.raises(WordsMisheard) as misheard:
        key_from(
            " ".join(
                word
                for at, line in enumerate(lines)
                for word in (line if at != 2 else [*line[:4], other, *line[5:]])
            )
        )
    assert "baris 3" in sentence(misheard.value)
    with pytest.raises(WordsMiscounted) as miscounted:
        key_from(" ".join(word for line in lines[:3] for word in line))
    assert "27 kata, seharusnya 36" in sentence(miscounted.value)
    with pytest.raises(WordUnknown) as unknown:
        key_from("kopi kopx")
    assert "ke-2 (kopx)" in sentence(unknown.value)
    with pytest.raises(KeyTextMistyped):
        key_from("AGE-SECRET-KEY-1ABC")
    swapped = [lines[1], lines[0], *lines[2:]]
    with pytest.raises(WordsMisheard):
        key_from(" ".join(word for line in swapped for word in line))


def test_a_wrong_word_of_an_answer_passes_once_in_256_at_most() -> None:
    words = list(answer_words(bytes(range(11))))
    passed = 0
    for at in range(12):
        for word in WORDS:
            if word != words[at]:
                try:
                    heard_answer(" ".join([*words[:at], word, *words[at + 1 :]]))
                    passed += 1
                except WordsMisheard:
                    pass
    assert passed / (12 * 255) < 2 / 256


def test_a_request_is_read_however_it_is_typed_and_only_for_its_laptop_and_officer() -> None:
    request = new_request(secrets.token_bytes(6), laptop="ab12", officer="Budi Santoso")
    assert [len(part) for part in request.split("-")] == [4, 4, 4]
    sloppy = request.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert read_request(sloppy, laptop="ab12", officer="budi  santoso") == request
    for laptop, officer in (("ab13", "Budi Santoso"), ("ab12", "Siti")):
        with pytest.raises(RequestMistyped) as refused:
            read_request(request, laptop=laptop, officer=officer)
    assert "Siti" in sentence(refused.value)
    for text in ("", request[:-1], request + "A"):
        with pytest.raises(RequestMistyped):
            read_request(text, laptop="ab12", officer="Budi Santoso")


def test_an_answer_fits_one_request_of_one_officer_under_one_secret() -> None:
    secret = agreed_secret(bytes(32), office="age1o", laptop="age1l")
    answers = {
        answer_to("AAAA-AAAA-AAAA", "Budi", secret),
        answer_to("AAAA-AAAA-AAAB", "Budi", secret),
        answer_to("AAAA-AAAA-AAAA", "Siti", secret),
        answer_to("AAAA-AAAA-AAAA", "Budi", agreed_secret(bytes(32), office="age1o", laptop="age1m")),
    }
    assert len(answers) == 4
    assert {len(answer) * 8 for answer in answers} == {88}
    assert heard("".join(f"{word} " for word in spoken(b"abc", 3)[0]), 3, 3) == b"abc"
