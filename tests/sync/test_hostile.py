"""Packages spoilt in every way we could think of: each is refused by name, and leaves nothing behind."""

from __future__ import annotations

import gzip
import json
import random
import tracemalloc
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from bazar_desktop.sync import agefile, enrolment, payload, zipped
from bazar_desktop.sync.answers import Answer, PackageRefused
from bazar_desktop.sync.device_keys import generate
from bazar_desktop.sync.envelope import MANIFEST, PAYLOAD, SIGNATURE, read_package
from bazar_desktop.sync.receipt import make_receipt, read_receipt
from bazar_desktop.sync.sums import ChainPoint, Sums
from tests.sync.conftest import MADE_AT, PACKAGE, World, chain
from tests.sync.test_enrolment import CHEAP
from tests.sync.test_envelope import PHOTO, line_edits, members_of, resigned, with_payload

Count = Callable[[int, int], int]
Spoil = Callable[[World, bytes, random.Random], bytes]


def flip(world: World, data: bytes, dice: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 50))):
        spoilt[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    return bytes(spoilt)


def cut(world: World, data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(len(data))]


def cut_front(world: World, data: bytes, dice: random.Random) -> bytes:
    return data[dice.randrange(1, len(data)) :]


def splice(world: World, data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data))
    piece = data[at : at + dice.randrange(1, 400)]
    to = dice.randrange(len(data))
    return data[:to] + piece + data[to + dice.choice((0, len(piece))) :]


def noise(world: World, data: bytes, dice: random.Random) -> bytes:
    return dice.choice((b"", b"PK\3\4", b"PK\5\6" + bytes(18))) + dice.randbytes(dice.randrange(3000))


def appended(world: World, data: bytes, dice: random.Random) -> bytes:
    return data + dice.choice((b"\0", data, dice.randbytes(100)))


def prefixed(world: World, data: bytes, dice: random.Random) -> bytes:
    return dice.choice((b"MZ", b"\0", data)) + data


def swap_members(world: World, data: bytes, dice: random.Random) -> bytes:
    """Members of two packages that are both good."""
    other = members_of(World(world.laptop, world.office, chain([dice.randrange(9_000_000)])).package())
    members = members_of(data)
    name = dice.choice((MANIFEST, SIGNATURE, PAYLOAD))
    return zipped.join(members | {name: other[name]})


def shuffled(world: World, data: bytes, dice: random.Random) -> bytes:
    names = list(members_of(data).items())
    return zipped.join(dict(names[1:] + names[:1]))


def lacking(world: World, data: bytes, dice: random.Random) -> bytes:
    members = members_of(data)
    del members[dice.choice((MANIFEST, SIGNATURE, PAYLOAD))]
    return zipped.join(members)


def extra_member(world: World, data: bytes, dice: random.Random) -> bytes:
    names = (
        "../../kunci.json",
        "/etc/passwd",
        "C:\\x",
        "a/b",
        "manifest.json ",
        "",
        "x" * 500,
        "MANIFEST.JSON",
    )
    return zipped.join(members_of(data) | {dice.choice(names): b"x"})


def other_zip(world: World, data: bytes, dice: random.Random) -> bytes:
    """The right members, written by an ordinary ZIP program: doubled, deflated, streamed, commented."""
    members, out = list(members_of(data).items()), BytesIO()
    way = dice.randrange(5)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if way == 0 else zipfile.ZIP_STORED) as file:
        for name, content in members:
            if way == 1:
                with file.open(zipfile.ZipInfo(name), "w", force_zip64=True) as stream:
                    stream.write(content)
            else:
                file.writestr(zipfile.ZipInfo(name), content)
        if way == 2:
            file.comment = b"halo"
        if way == 3:
            file.mkdir("sub")
    raw = out.getvalue()
    return raw.replace(b"manifest.sig", b"manifest.json"[:12]) if way == 4 else raw


def doubled_member(world: World, data: bytes, dice: random.Random) -> bytes:
    raw = zipped.join(members_of(data) | {"manifest.jsoX": members_of(data)[MANIFEST]})
    return raw.replace(b"manifest.jsoX", b"manifest.json")


def lying_sizes(world: World, data: bytes, dice: random.Random) -> bytes:
    at = dice.choice((18, 22, 26, 28))
    return data[:at] + dice.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\1\0\0\0")) + data[at + 4 :]


def edited_content(world: World, data: bytes, dice: random.Random) -> bytes:
    """Content of bad faith, encrypted, hashed and signed as it should be."""
    return with_payload(world, gzip.compress(dice.choice(line_edits(world))))


def edited_bytes(world: World, data: bytes, dice: random.Random) -> bytes:
    plain = bytearray(gzip.decompress(payload.pack([(world.changes, Sums())])))
    plain[dice.randrange(len(plain))] ^= 1 << dice.randrange(8)
    return with_payload(world, gzip.compress(bytes(plain)))


def encrypted_by_another(world: World, data: bytes, dice: random.Random) -> bytes:
    """Our public key lets anybody encrypt to us, but not sign."""
    sealed = agefile.encrypt(payload.pack([(chain([1]), Sums())]), [world.office.public.age])
    return resigned(members_of(data) | {PAYLOAD: sealed}, generate())


def foreign_maker(world: World, data: bytes, dice: random.Random) -> bytes:
    stranger = generate()
    claimed = dice.choice((stranger.public.id, world.laptop.public.id))
    return resigned(members_of(data), stranger, device=claimed)


def odd_manifest(world: World, data: bytes, dice: random.Random) -> bytes:
    found = json.loads(members_of(data)[MANIFEST])
    name = dice.choice(sorted(found))
    odd = dice.choice((None, -1, 2**63, 1.5, "", "x" * 100_000, [], {}, True, "\x00"))
    if odd == found[name] or (name == "files" and odd is None) or (name == "name" and odd):
        name, odd = "format", 99
    return resigned(members_of(data), world.laptop, **{name: odd})


def odd_json(world: World, data: bytes, dice: random.Random) -> bytes:
    members = members_of(data)
    text = members[MANIFEST]
    spoilt = dice.choice(
        (
            b"[" * 60_000,
            b'{"a":' * 10_000,
            text.replace(b'"format":1', b'"format":1,"format":1'),
            text.replace(b'"format":1', b'"format":01'),
            text.replace(b'"format":1', b'"format":1e0'),
            text.replace(b'"format":1', b'"format":NaN'),
            text.replace(b'"format":1', b'"format":' + b"9" * 6000),
            text + b" ",
            b"\xef\xbb\xbf" + text,
            text.decode().encode("utf-16"),
            json.dumps(json.loads(text)).encode(),
            b"null",
            b"",
        )
    )
    return zipped.join(members | {MANIFEST: spoilt, SIGNATURE: world.laptop.sign(spoilt)})


def bomb(world: World, data: bytes, dice: random.Random) -> bytes:
    piece = dice.choice((b"\0", b"\n", b"{}\n", b'{"a":[[[['))
    return with_payload(world, gzip.compress(piece * (8_000_000 // len(piece)), 1))


def odd_gzip(world: World, data: bytes, dice: random.Random) -> bytes:
    good = payload.pack([(world.changes, Sums())])
    odd = (
        good + good,
        good + b"x",
        good[:-4],
        good[:-9],
        b"",
        gzip.compress(b""),
        b"plain",
        good[:10] + good,
    )
    return with_payload(world, dice.choice(odd))


def odd_age(world: World, data: bytes, dice: random.Random) -> bytes:
    members = members_of(data)
    head, _, body = members[PAYLOAD].partition(b"\n--- ")
    stanza = b"\n-> X25519 " + b"A" * 43 + b"\n" + b"A" * 43
    odd = (
        head + stanza * 500 + b"\n--- " + body,
        head + b"\n-> scrypt " + b"A" * 22 + b" 30\n" + b"A" * 43 + b"\n--- " + body,
        head + b"\n-> plugin-x abc\n" + b"A" * 43 + b"\n--- " + body,
        head.replace(b"/v1", b"/v2") + b"\n--- " + body,
        agefile.MAGIC + b"-> X25519 " + b"A" * 300_000,
        agefile.MAGIC + b"-> a-grease\n" * 100_000,
        members[PAYLOAD][:-1],
        members[PAYLOAD] + b"x",
    )
    return resigned(members | {PAYLOAD: dice.choice(odd)}, world.laptop)


WAYS: tuple[Spoil, ...] = (
    flip, cut, cut_front, splice, noise, appended, prefixed, swap_members, shuffled, lacking, extra_member, other_zip,
    doubled_member, lying_sizes, edited_content, edited_bytes, encrypted_by_another, foreign_maker, odd_manifest,
    odd_json, bomb, odd_gzip, odd_age,
)  # fmt: skip


def test_every_spoilt_package_is_refused_by_name_in_bounded_memory_and_leaves_no_file(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: Count
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    dice = random.Random(20230622)
    data = world.package(files=[PHOTO])
    accepted, answers = [], set()
    for number in range(count(500, 20_000)):
        way = WAYS[number % len(WAYS)]
        spoilt = way(world, data, dice)
        if spoilt == data:
            continue
        measured = number % 29 == 0
        if measured:
            tracemalloc.start()
        try:
            read_package(spoilt, **world.reading())  # type: ignore[arg-type]
            accepted.append(way.__name__)
        except PackageRefused as refusal:
            answers.add(refusal.answer)
        if measured:
            assert tracemalloc.get_traced_memory()[1] < 24_000_000
            tracemalloc.stop()
    assert accepted == []
    assert {
        Answer.DAMAGED,
        Answer.TOO_BIG,
        Answer.BAD_SIGNATURE,
        Answer.UNKNOWN_DEVICE,
        Answer.TOO_NEW,
    } <= answers
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("way", [flip, cut, cut_front, splice, noise, appended, prefixed])
def test_every_spoilt_receipt_is_refused_by_name(world: World, way: Spoil, count: Count) -> None:
    dice = random.Random(7)
    data = make_receipt([ChainPoint("0b5f", 4, "a" * 64)], [], keys=world.office, sudin="S", made_at=MADE_AT)
    for _ in range(count(25, 1_000)):
        spoilt = way(world, data, dice)
        if spoilt.removesuffix(b"\n") != data.removesuffix(b"\n"):
            with pytest.raises(PackageRefused):
                read_receipt(spoilt, offices=world.offices)


@pytest.mark.parametrize("way", [flip, cut, cut_front, splice, noise, appended, prefixed])
def test_every_spoilt_preparation_is_refused_by_name(world: World, way: Spoil, count: Count) -> None:
    dice = random.Random(8)
    data = enrolment.make_preparation(
        [(world.changes, Sums())],
        code="A",
        keys=world.office,
        spare=None,
        sudin="S",
        name="L",
        letter="C",
        preparation=PACKAGE,
        made_at=MADE_AT,
        cost=CHEAP,
    )
    for _ in range(count(25, 1_000)):
        spoilt = way(world, data, dice)
        if spoilt != data:
            with pytest.raises(PackageRefused):
                enrolment.open_preparation(spoilt, "A")


def test_a_good_package_is_read_so_the_tests_above_can_fail(world: World) -> None:
    assert read_package(zipped.join(members_of(world.package())), **world.reading())  # type: ignore[arg-type]
