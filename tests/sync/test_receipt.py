from __future__ import annotations

from dataclasses import replace

import pytest

from bazar_desktop.sync.answers import Answer, BadSignature, DeviceRevoked, SampleData, UnknownDevice
from bazar_desktop.sync.device_keys import generate
from bazar_desktop.sync.envelope import KnownDevice
from bazar_desktop.sync.receipt import PackageAnswer, make_receipt, read_receipt
from bazar_desktop.sync.sums import ChainPoint, Sums, sums_of
from tests.sync.conftest import MADE_AT, ORIGIN, PACKAGE, World


def point(world: World) -> ChainPoint:
    return ChainPoint(ORIGIN, 5, world.changes[-1].hash, sums_of(world.changes))


def receipt(world: World, **changed: object) -> bytes:
    answers = [
        PackageAnswer(Answer.MERGED, PACKAGE, ORIGIN, 1, 5),
        PackageAnswer(Answer.HELD, PACKAGE, ORIGIN, 9, 12, missing=[(6, 8)]),
        PackageAnswer(Answer.DAMAGED, file="rusak.bazar"),
    ]
    facts: dict[str, object] = {"keys": world.office, "sudin": "Sudin Jakarta Timur", "made_at": MADE_AT}
    return make_receipt([point(world)], answers, **(facts | changed))  # type: ignore[arg-type]


def test_a_receipt_says_what_the_office_holds_and_what_became_of_each_package(world: World) -> None:
    found = read_receipt(receipt(world, device=world.laptop.public.id), offices=world.offices)
    assert found.chains[0].point == point(world)
    assert found.chains[0].rupiah == 2_600_000
    assert [answer.answer for answer in found.packages] == [Answer.MERGED, Answer.HELD, Answer.DAMAGED]
    assert found.packages[1].missing == [(6, 8)]


def test_a_receipt_agrees_only_where_hash_counts_and_rupiah_do(world: World) -> None:
    found = read_receipt(receipt(world), offices=world.offices)
    ours = point(world)
    assert found.agrees(ours) is True
    assert found.agrees(replace(ours, hash="0" * 64)) is False
    assert found.agrees(replace(ours, sums=Sums(ours.sums.counts, 2_600_001))) is False
    assert found.agrees(replace(ours, last=4)) is None
    assert found.agrees(replace(ours, origin="else")) is None


def test_only_our_office_can_sign_a_receipt(world: World) -> None:
    with pytest.raises(UnknownDevice):
        read_receipt(receipt(world, keys=generate()), offices=world.offices)
    key = world.office.public.id
    with pytest.raises(BadSignature):
        read_receipt(receipt(world), offices={key: KnownDevice(generate().public, "palsu")})
    with pytest.raises(DeviceRevoked):
        read_receipt(receipt(world), offices={key: KnownDevice(world.office.public, "lama", revoked=True)})
    with pytest.raises(SampleData):
        read_receipt(receipt(world, sample=True), offices=world.offices)
