from __future__ import annotations

import hashlib
import json
import os
import stat
from pathlib import Path

import pytest

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.pins import PinTooLong, PinTooShort
from bazar_desktop.messages import SENTENCES, sentence
from bazar_desktop.store import key_file, keys
from bazar_desktop.store.key_file import Owner
from bazar_desktop.store.passwords import FIELD_COST, Cost, stretch
from bazar_desktop.sync.device_keys import generate

CHEAP = Cost(memory_kib=128, passes=1, lanes=1)
SITI = Owner("p-1", "Siti", "supervisor")
BUDI = Owner("p-2", "Budi", "petugas")
SECRET = b"s" * 32


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / keys.FILE_NAME


@pytest.fixture
def key(path: Path) -> bytes:
    return keys.create(path, SITI, "1234", SECRET, CHEAP)


def says(error: type[BazarError], exception_info: pytest.ExceptionInfo[BazarError]) -> None:
    assert type(exception_info.value) is error
    assert exception_info.value.code in SENTENCES
    assert sentence(exception_info.value)


def test_a_new_store_has_a_random_key_that_its_officers_pin_opens(
    path: Path, key: bytes, tmp_path: Path
) -> None:
    assert len(key) == 32
    assert key != keys.create(tmp_path / "other.json", SITI, "1234", SECRET, CHEAP)
    assert keys.open_with_pin(path, "p-1", "1234", SECRET) == key
    assert keys.officers(path) == (SITI,)
    assert key.hex() not in path.read_text()
    assert list(tmp_path.glob(".*")) == []


def test_the_field_cost_is_64_mib_three_passes_four_lanes() -> None:
    assert Cost(65536, 3, 4) == FIELD_COST
    assert len(stretch("1234", bytes(16), FIELD_COST)) == 32


def test_stretching_depends_on_secret_salt_and_the_laptops_own_part() -> None:
    base = stretch("1234", bytes(16), CHEAP, b"a" * 32)
    others = [
        stretch("1235", bytes(16), CHEAP, b"a" * 32),
        stretch("1234", bytes(15) + b"x", CHEAP, b"a" * 32),
        stretch("1234", bytes(16), CHEAP, b"b" * 32),
        stretch("1234", bytes(16), CHEAP),
    ]
    assert len({base, *others}) == 5


def test_a_second_officer_opens_the_same_key_and_can_be_removed(path: Path, key: bytes) -> None:
    keys.put_officer(path, key, BUDI, "abcd", SECRET, CHEAP)
    assert keys.open_with_pin(path, "p-2", "abcd", SECRET) == key
    assert keys.officers(path) == (SITI, BUDI)
    keys.remove_officer(path, "p-1")
    assert keys.officers(path) == (BUDI,)
    with pytest.raises(keys.LastOfficer) as exception_info:
        keys.remove_officer(path, "p-2")
    says(keys.LastOfficer, exception_info)


def test_replacing_a_slot_keeps_its_place_and_ends_the_old_pin(path: Path, key: bytes) -> None:
    keys.put_officer(path, key, BUDI, "abcd", SECRET, CHEAP)
    keys.put_officer(path, key, Owner("p-1", "Siti A", "petugas"), "9999", SECRET, CHEAP)
    assert [owner.name for owner in keys.officers(path)] == ["Siti A", "Budi"]
    with pytest.raises(keys.WrongPin) as exception_info:
        keys.open_with_pin(path, "p-1", "1234", SECRET)
    says(keys.WrongPin, exception_info)


@pytest.mark.parametrize(
    ("pin", "error"), [("123", PinTooShort), ("   1  ", PinTooShort), ("1" * 13, PinTooLong)]
)
def test_pins_have_4_to_12_characters(path: Path, key: bytes, pin: str, error: type[BazarError]) -> None:
    with pytest.raises(error) as exception_info:
        keys.put_officer(path, key, BUDI, pin, SECRET, CHEAP)
    says(error, exception_info)
    assert keys.officers(path) == (SITI,)


def test_unknown_officers_other_laptops_and_other_stores_are_told_apart(
    path: Path, key: bytes, tmp_path: Path
) -> None:
    with pytest.raises(keys.UnknownOfficer) as unknown:
        keys.open_with_pin(path, "p-9", "1234", SECRET)
    says(keys.UnknownOfficer, unknown)
    with pytest.raises(keys.UnknownOfficer):
        keys.remove_officer(path, "p-9")
    with pytest.raises(keys.OtherLaptop) as other:
        keys.open_with_pin(path, "p-1", "1234", b"t" * 32)
    says(keys.OtherLaptop, other)
    with pytest.raises(keys.OtherStore) as store:
        keys.put_officer(path, bytes(32), BUDI, "1234", SECRET, CHEAP)
    says(keys.OtherStore, store)
    with pytest.raises(keys.KeysExist) as exist:
        keys.create(path, BUDI, "1234", SECRET, CHEAP)
    says(keys.KeysExist, exist)


def test_either_office_key_opens_the_store_and_others_do_not(path: Path, key: bytes) -> None:
    office, spare, stranger = generate(), generate(), generate()
    keys.put_office_keys(path, key, {"kantor": office.public.age, "cadangan": spare.public.age})
    for device_keys in (office, spare):
        assert keys.open_with_office_key(path, device_keys.identity) == key
    for identity in (stranger.identity, "bukan kunci"):
        with pytest.raises(keys.NotAnOfficeKey) as exception_info:
            keys.open_with_office_key(path, identity)
        says(keys.NotAnOfficeKey, exception_info)
    with pytest.raises(keys.NotAnOfficeKey):
        keys.put_office_keys(path, key, {"kantor": "age1"})
    keys.put_officer(path, key, SITI, "5678", SECRET, CHEAP)
    assert keys.open_with_office_key(path, spare.identity) == key


def test_recovery_gives_a_slot_on_another_laptop(path: Path, key: bytes) -> None:
    office = generate()
    keys.put_office_keys(path, key, {"kantor": office.public.age})
    part = keys.open_with_office_key(path, office.identity)
    keys.put_officer(path, part, SITI, "4321", b"t" * 32, CHEAP)
    assert keys.open_with_pin(path, "p-1", "4321", b"t" * 32) == key


def test_nobody_becomes_supervisor_by_editing_the_file(path: Path, key: bytes) -> None:
    keys.put_officer(path, key, BUDI, "abcd", SECRET, CHEAP)
    path.write_text(path.read_text().replace('"petugas"', '"supervisor"'))
    with pytest.raises(keys.KeysDamaged):
        keys.officers(path)
    slots = json.loads(path.read_text())["slots"]
    path.write_text(json.dumps({"format": 1, "slots": slots, "sum": _sum(slots)}))
    assert keys.officers(path)[1].role == "supervisor"
    with pytest.raises(keys.WrongPin):
        keys.open_with_pin(path, "p-2", "abcd", SECRET)


def _sum(slots: object) -> str:
    return hashlib.sha256(json.dumps(slots, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def test_every_damage_of_the_file_is_noticed(path: Path, key: bytes) -> None:
    good = path.read_bytes()
    for at in range(0, len(good), 3):
        spoilt = bytearray(good)
        spoilt[at] ^= 4
        path.write_bytes(bytes(spoilt))
        try:
            assert keys.open_with_pin(path, "p-1", "1234", SECRET) == key
        except (keys.KeysDamaged, key_file.KeysTooNew):
            continue
        assert good[at : at + 1].isspace() or spoilt[at : at + 1].isspace()
    for content in (b"", good[:-9], b"[" * 100_000, good * 2):
        path.write_bytes(content)
        with pytest.raises(keys.KeysDamaged) as exception_info:
            keys.officers(path)
        says(keys.KeysDamaged, exception_info)
    path.unlink()
    with pytest.raises(keys.KeysDamaged):
        keys.officers(path)


def test_a_newer_file_is_left_alone(path: Path, key: bytes) -> None:
    path.write_text('{"format": 3, "slots": "other"}')
    with pytest.raises(key_file.KeysTooNew) as exception_info:
        keys.officers(path)
    says(key_file.KeysTooNew, exception_info)
    assert path.read_text() == '{"format": 3, "slots": "other"}'


def test_the_laptops_secret_is_made_once_and_kept_private(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "bazar"
    secret = keys.laptop_secret(folder)
    assert len(secret) == 32
    assert keys.laptop_secret(folder) == secret
    if os.name == "posix":
        assert stat.S_IMODE((folder / keys.SECRET_NAME).stat().st_mode) == 0o600


def test_a_write_that_fails_leaves_the_old_file_and_no_other(
    path: Path, key: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    before = path.read_bytes()
    monkeypatch.setattr(key_file.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        keys.put_officer(path, key, BUDI, "abcd", SECRET, CHEAP)
    assert path.read_bytes() == before
    assert [found.name for found in path.parent.iterdir()] == [keys.FILE_NAME]
