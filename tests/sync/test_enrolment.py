from __future__ import annotations

import base64
import json

import msgspec
import pytest

from bazar_desktop.domain.journal.changes import SCHEMA, canonical
from bazar_desktop.domain.recovery.words import WORDS
from bazar_desktop.messages import sentence
from bazar_desktop.store.passwords import Cost
from bazar_desktop.sync import zipped
from bazar_desktop.sync.answers import BadSignature, PackageDamaged, SampleData, TooBig, TooNew, TooOld
from bazar_desktop.sync.device_keys import (
    DeviceKeys,
    KeysUnreadable,
    PublicKeys,
    check_public,
    comparison_words,
    from_text,
    generate,
    to_text,
)
from bazar_desktop.sync.enrolment import (
    LOCKED,
    AnswerToAnother,
    WrongTransferCode,
    look_at_preparation,
    make_enrolment,
    make_preparation,
    new_transfer_code,
    open_preparation,
    read_enrolment,
)
from bazar_desktop.sync.envelope import MANIFEST, SIGNATURE, SizeLimits
from bazar_desktop.sync.payload import BrokenRun, NothingToPack
from bazar_desktop.sync.sums import Sums, sums_of
from tests.sync.conftest import MADE_AT, PACKAGE, World, chain

CHEAP = Cost(memory_kib=128, passes=1, lanes=1)
CODE = "7KQX-9M2P-4TBA"


def preparation(world: World, code: str = CODE, **changed: object) -> bytes:
    other = chain([5], "other-origin")
    facts: dict[str, object] = {
        "code": code,
        "keys": world.office,
        "spare": generate().public.age,
        "sudin": "Sudin PPKUKM Jakarta Timur",
        "name": "Laptop 3",
        "letter": "C",
        "preparation": PACKAGE,
        "made_at": MADE_AT,
        "cost": CHEAP,
    }
    runs = [(world.changes, Sums()), (other[1:], sums_of(other[:1]))]
    return make_preparation(runs, **(facts | changed))  # type: ignore[arg-type]


def members_of(data: bytes) -> dict[str, bytes]:
    return zipped.split(data, lambda name: 10**9)


def resigned(data: bytes, keys: DeviceKeys, **edited: object) -> bytes:
    members = members_of(data)
    text = canonical(json.loads(members[MANIFEST]) | edited).encode()
    return zipped.join(members | {MANIFEST: text, SIGNATURE: keys.sign(text)})


def test_a_preparation_opens_with_its_code_however_it_is_typed(world: World) -> None:
    for typed in (CODE, "7kqx9m2p4tba", " 7KQX 9M2P 4TBA "):
        found = open_preparation(preparation(world), typed)
        assert [change for changes, _ in found.runs for change in changes][:5] == world.changes
        assert found.runs[1][1].before == Sums({"vendor": 1})
        assert found.manifest.office == world.office.public
        assert found.manifest.letter == "C"
    assert open_preparation(preparation(world, "1010-AAAA-0000"), "loIO-aaaa-oooo")


def test_another_code_does_not_open_it_and_shows_nothing(world: World) -> None:
    data = preparation(world)
    with pytest.raises(WrongTransferCode) as exception_info:
        open_preparation(data, "7KQX-9M2P-4TBB")
    assert sentence(exception_info.value)
    assert b"Siti" not in data


def test_the_code_also_proves_whose_preparation_it_is(world: World) -> None:
    thief = generate()
    stolen = resigned(preparation(world), thief, office=msgspec.to_builtins(thief.public))
    assert look_at_preparation(stolen)[0].office == thief.public
    with pytest.raises(WrongTransferCode):
        open_preparation(stolen, CODE)


@pytest.mark.parametrize(
    ("edit", "kind"),
    [
        ({"format": 2}, TooNew),
        ({"format": 0}, TooOld),
        ({"schema": SCHEMA + 1}, TooNew),
        ({"schema": 0}, TooOld),
        ({"kind": "bazar-paket"}, PackageDamaged),
        ({"letter": "c/.."}, PackageDamaged),
        ({"payload": None}, PackageDamaged),
        ({"office": {"sign": "zz", "age": "age1"}}, PackageDamaged),
        ({"lock": {"salt": "00", "nonce": "00", "cost": {}}}, PackageDamaged),
        (
            {
                "lock": {
                    "salt": "0" * 32,
                    "nonce": "0" * 24,
                    "cost": {"memory_kib": 2**30, "passes": 3, "lanes": 4},
                }
            },
            PackageDamaged,
        ),
    ],
)
def test_an_odd_preparation_is_refused(world: World, edit: dict[str, object], kind: type[Exception]) -> None:
    with pytest.raises(kind):
        open_preparation(resigned(preparation(world), world.office, **edit), CODE)


def test_a_preparation_by_the_wrong_hand_or_too_big_is_refused(world: World) -> None:
    with pytest.raises(BadSignature):
        look_at_preparation(resigned(preparation(world), generate()))
    with pytest.raises(TooBig):
        look_at_preparation(preparation(world), SizeLimits(package=10))
    members = members_of(preparation(world))
    with pytest.raises(PackageDamaged):
        look_at_preparation(zipped.join({MANIFEST: members[MANIFEST], LOCKED: members[LOCKED]}))


def test_only_whole_runs_can_be_prepared(world: World) -> None:
    with pytest.raises(NothingToPack):
        make_preparation([([], Sums())], **{**_facts(world)})  # type: ignore[arg-type]
    with pytest.raises(BrokenRun):
        make_preparation([(world.changes[::2], Sums())], **{**_facts(world)})  # type: ignore[arg-type]


def _facts(world: World) -> dict[str, object]:
    return {
        "code": CODE,
        "keys": world.office,
        "spare": None,
        "sudin": "S",
        "name": "L",
        "letter": "A",
        "preparation": PACKAGE,
        "made_at": MADE_AT,
        "cost": CHEAP,
    }


def test_the_laptops_answer_brings_its_keys_and_both_sides_see_the_same_words(world: World) -> None:
    opened = open_preparation(preparation(world), CODE)
    data = make_enrolment(opened.manifest, keys=world.laptop, made_at=MADE_AT)
    answer = read_enrolment(data, preparations=frozenset({PACKAGE}))
    assert answer.keys == world.laptop.public
    assert (answer.name, answer.letter) == ("Laptop 3", "C")
    at_laptop = comparison_words(opened.manifest.office, world.laptop.public)
    assert at_laptop == comparison_words(world.office.public, answer.keys)
    assert len(at_laptop) == 6
    assert at_laptop != comparison_words(world.office.public, generate().public)
    assert at_laptop != comparison_words(generate().public, world.laptop.public)


def test_an_answer_that_is_not_ours_is_refused(world: World) -> None:
    opened = look_at_preparation(preparation(world))[0]
    data = make_enrolment(opened, keys=world.laptop, made_at=MADE_AT)
    with pytest.raises(AnswerToAnother) as exception_info:
        read_enrolment(data, preparations=frozenset())
    assert sentence(exception_info.value)
    with pytest.raises(SampleData):
        read_enrolment(data, preparations=frozenset({PACKAGE}), sample=True)
    cover = json.loads(data)
    stranger = cover | {"signature": base64.b64encode(generate().sign(cover["signed"].encode())).decode()}
    with pytest.raises(BadSignature):
        read_enrolment(canonical(stranger).encode(), preparations=frozenset({PACKAGE}))
    with pytest.raises(PackageDamaged):
        read_enrolment(canonical(cover | {"signature": "?"}).encode(), preparations=frozenset())
    with pytest.raises(TooBig):
        read_enrolment(bytes(5_000_000), preparations=frozenset())


def test_transfer_codes_are_long_and_without_letters_that_look_like_numbers() -> None:
    codes = {new_transfer_code() for _ in range(50)}
    assert len(codes) == 50
    assert all(len(code) == 14 and not set(code) & set("ILOU") for code in codes)


def test_keys_survive_as_text_and_spoilt_text_is_refused(world: World) -> None:
    assert from_text(to_text(world.laptop)) == world.laptop
    assert world.laptop.signing not in repr(world.laptop)
    for text in ("", "{}", '{"identity":"AGE","signing":"00"}', to_text(world.laptop).replace("AGE", "EGA")):
        with pytest.raises(KeysUnreadable) as exception_info:
            from_text(text)
        assert sentence(exception_info.value)
    for keys in (
        PublicKeys("00", world.laptop.public.age),
        PublicKeys(world.laptop.public.sign.upper(), "age1"),
    ):
        with pytest.raises(KeysUnreadable):
            check_public(keys)


def test_the_words_to_compare_are_256_plain_words_that_nobody_confuses() -> None:
    assert len(WORDS) == 256
    assert len({word[:4] for word in WORDS}) == 256
    assert all(word.isascii() and word.islower() and 4 <= len(word) <= 7 for word in WORDS)
