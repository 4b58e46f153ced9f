"""Ways back by telephone in the key file, and wrong PINs that make the next one wait."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from bazar_desktop.domain.recovery.phone import answer_to
from bazar_desktop.messages import sentence
from bazar_desktop.store import keys, phone_slots, tries
from bazar_desktop.store.key_file import Owner
from tests.store.test_keys import BUDI, CHEAP, SECRET, SITI

AGREED = b"r" * 32


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / keys.FILE_NAME


@pytest.fixture
def key(path: Path) -> bytes:
    made = keys.create(path, SITI, "739158", SECRET, CHEAP)
    keys.put_officer(path, made, BUDI, "7391", SECRET, CHEAP)
    return made


def keep(path: Path, key: bytes, used: str = "") -> bool:
    return phone_slots.keep_ways_by_phone(path, key, secret=AGREED, laptop="ab12", used=used)


def test_a_file_without_ways_by_phone_is_as_earlier_programs_wrote_it(path: Path, key: bytes) -> None:
    assert json.loads(path.read_text())["format"] == 1
    assert keep(path, key)
    assert json.loads(path.read_text())["format"] == 2
    assert not keep(path, key)


def test_the_answer_to_an_officers_request_opens_the_store_once(path: Path, key: bytes) -> None:
    keep(path, key)
    request = phone_slots.request_of(path, BUDI.id)
    answer = answer_to(request, "budi", AGREED)
    assert phone_slots.open_with_answer(path, BUDI.id, answer) == key
    with pytest.raises(phone_slots.AnswerDoesNotFit):
        phone_slots.open_with_answer(path, SITI.id, answer)
    keep(path, key, used=BUDI.id)
    assert phone_slots.request_of(path, BUDI.id) != request
    with pytest.raises(phone_slots.AnswerDoesNotFit) as used:
        phone_slots.open_with_answer(path, BUDI.id, answer)
    assert phone_slots.request_of(path, BUDI.id) in sentence(used.value)


def test_a_new_pin_keeps_the_request_and_a_new_role_or_name_makes_another(path: Path, key: bytes) -> None:
    keep(path, key)
    request = phone_slots.request_of(path, BUDI.id)
    keys.put_officer(path, key, BUDI, "5209", SECRET, CHEAP)
    keep(path, key)
    assert phone_slots.request_of(path, BUDI.id) == request
    keys.put_officer(path, key, Owner(BUDI.id, "Budi", "supervisor"), "520913", SECRET, CHEAP)
    with pytest.raises(phone_slots.NoWayByPhone):
        phone_slots.request_of(path, BUDI.id)
    keep(path, key)
    assert phone_slots.request_of(path, BUDI.id) != request
    keys.remove_officer(path, BUDI.id)
    with pytest.raises(phone_slots.NoWayByPhone):
        phone_slots.request_of(path, BUDI.id)
    keep(path, key)
    assert BUDI.name not in path.read_text()


def test_whoever_has_no_way_by_phone_is_told_the_others(path: Path, key: bytes) -> None:
    with pytest.raises(phone_slots.NoWayByPhone) as none:
        phone_slots.request_of(path, SITI.id)
    assert "Siti" in sentence(none.value)
    assert "lembar kunci" in sentence(none.value)


def test_the_key_the_secret_and_the_answers_stand_nowhere_in_the_file(path: Path, key: bytes) -> None:
    keep(path, key)
    answer = answer_to(phone_slots.request_of(path, SITI.id), SITI.name, AGREED)
    text = path.read_text()
    assert not any(item.hex() in text for item in (key, AGREED, answer))


def test_the_fourth_try_after_three_wrong_ones_waits_over_a_restart_and_a_right_one_ends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _wrong in range(3):
        tries.require_patience(tmp_path, "p-1", "Siti")
        tries.note_wrong(tmp_path, "p-1")
    with pytest.raises(tries.PinMustWait) as waits:
        tries.require_patience(tmp_path, "p-1", "Siti")
    assert 0 < int(str(waits.value.facts["seconds"])) <= 5
    assert "Tunggu" in sentence(waits.value)
    tries.require_patience(tmp_path, "p-2", "Budi")
    later = time.time() + 6
    monkeypatch.setattr(tries.time, "time", lambda: later)
    tries.require_patience(tmp_path, "p-1", "Siti")
    tries.note_wrong(tmp_path, "p-1")
    monkeypatch.setattr(tries.time, "time", lambda: later - 86_400)
    with pytest.raises(tries.PinMustWait) as back:
        tries.require_patience(tmp_path, "p-1", "Siti")
    assert int(str(back.value.facts["seconds"])) <= 16
    tries.forget_tries(tmp_path, "p-1")
    tries.require_patience(tmp_path, "p-1", "Siti")


@pytest.mark.parametrize("content", ["", "[]", "{", '{"p-1": 3}', '{"p-1": ["a", "b"]}'])
def test_a_damaged_count_keeps_nobody_out(tmp_path: Path, content: str) -> None:
    (tmp_path / tries.FILE_NAME).write_text(content)
    tries.require_patience(tmp_path, "p-1", "Siti")
    tries.note_wrong(tmp_path, "p-1")


def test_a_folder_that_cannot_hold_the_count_keeps_nobody_out(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    tries.note_wrong(tmp_path / "file", "p-1")
