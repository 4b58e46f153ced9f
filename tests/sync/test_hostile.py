"""Packages spoilt in every way we could think of: each is refused by name, and leaves nothing behind."""

from __future__ import annotations

import base64
import gzip
import json
import random
import re
import tracemalloc
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from bazar_desktop.domain.journal.changes import canonical
from bazar_desktop.sync import agefile, enrolment, payload, zipped
from bazar_desktop.sync.answers import Answer, PackageRefused
from bazar_desktop.sync.device_keys import generate
from bazar_desktop.sync.envelope import MANIFEST, PAYLOAD, SIGNATURE, read_package
from bazar_desktop.sync.news import make_introduction, read_introduction, read_news
from bazar_desktop.sync.receipt import make_receipt, read_receipt
from bazar_desktop.sync.sums import ChainPoint, Sums
from tests.sync.conftest import MADE_AT, PACKAGE, NewsWorld, World, chain
from tests.sync.test_enrolment import CHEAP
from tests.sync.test_envelope import PHOTO, line_edits, members_of, rehashed, resigned, with_payload

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
    other = members_of(replace(world, changes=chain([dice.randrange(9_000_000)])).package())
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
    says_nothing = odd == found[name] or (name == "files" and odd is None) or (name == "name" and odd)
    if says_nothing or dice.randrange(2):
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


def out_of_range(world: World, data: bytes, dice: random.Random) -> bytes:
    """Numbers that no field may hold; every hash, sum and signature is right again."""
    lines = gzip.decompress(payload.pack([(world.changes, Sums())])).splitlines()
    odd = dice.choice((b"9007199254740993", b"-9007199254740993", b"1.5", b"1e400", b"-0.0", b"[7]"))
    held = re.search(rb'"a":[^,}]+', lines[-2])
    assert held is not None
    spoilt = rehashed(lines[-2], held[0], b'"a":' + odd)
    plain = b"".join(line + b"\n" for line in (*lines[:-2], spoilt, lines[-1]))
    return with_payload(world, gzip.compress(plain), **world.ending(json.loads(spoilt)["hash"]))


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
    odd_json, bomb, out_of_range, odd_gzip, odd_age,
)  # fmt: skip


def odd_chapters(world: World, data: bytes, dice: random.Random) -> bytes:
    """News whose chapters lie: doubled, lacking, one too many, of odd numbers, of an odd maker."""
    (chapter,) = json.loads(members_of(data)[MANIFEST])["chapters"]
    run = chapter["run"]
    other = chapter | {"run": run | {"origin": "lain-lain"}}
    odd = (
        [chapter, chapter],
        [chapter, other],
        [other],
        [other, chapter],
        [chapter] * 10_001,
        [chapter | {"maker": "Laptop 3"}],
        [chapter | {"run": run | {"from": 0}}],
        [chapter | {"run": run | {"from": run["to"] + 1}}],
        [chapter | {"run": run | {"to": 2**53}}],
        [chapter | {"run": run | {"to": 2**50}}],
        [chapter | {"run": run | {"to": run["to"] - 1}}],
        [chapter | {"run": run | {"hash_before": "1" * 64}}],
        [chapter | {"lebih": 1}],
    )
    return resigned(members_of(data), world.laptop, chapters=dice.choice(odd))


NEWS_WAYS = (*WAYS, odd_chapters)

# -- signed JSON: receipts, answers of laptops, introductions of offices -----------------------------------------


def body_of(data: bytes) -> dict[str, object]:
    """The signed text of a file, as an object."""
    body: dict[str, object] = json.loads(json.loads(data)["signed"])
    return body


def covered(text: bytes, signature: bytes) -> bytes:
    signed = base64.b64encode(signature).decode()
    return canonical({"signed": text.decode(), "signature": signed}).encode() + b"\n"


def odd_body(world: World, data: bytes, dice: random.Random) -> bytes:
    """A value of no sense, signed as it should be."""
    body = body_of(data)
    name = dice.choice(sorted(set(body) - {"name", "sudin"}))
    odd = dice.choice((-1, 2**63, 1.5, "", "x" * 100_000, [[]], {"x": 1}, "\x00", True))
    wrong = 99 if odd == body[name] else odd
    text = canonical(body | {name: wrong}).encode()
    return covered(text, world.laptop.sign(text))


def odd_text(world: World, data: bytes, dice: random.Random) -> bytes:
    """Other spellings of the text, doubled keys, too many of them, too large; signed as they should be."""
    text = json.loads(data)["signed"].encode()
    spoilt = dice.choice(
        (
            text.replace(b'"format":1', b'"format":1,"format":1'),
            text.replace(b'"format":1', b'"format":1e0'),
            text.replace(b'"format":1', b'"format":' + b"9" * 6000),
            text.replace(b'"format":1', b'"format":2'),
            text.replace(b'"format":1', b'"format":0'),
            text.replace(b'"kind":"bazar-', b'"kind":"bazar-lain-'),
            text[:-1] + b',"zz":1}',
            text + b" ",
            json.dumps(json.loads(text)).encode(),
            b"[" * 60_000,
            b"null",
            b"",
            b'"' + b"x" * 5_000_000 + b'"',
        )
    )
    return covered(spoilt, world.laptop.sign(spoilt))


def odd_cover(world: World, data: bytes, dice: random.Random) -> bytes:
    """The right text under another spelling of its cover, or a signature that is spelt otherwise."""
    cover = json.loads(data)
    signature = cover["signature"]
    spare = signature[:-3] + chr(ord(signature[-3]) + 1) + "=="
    odd = (
        canonical(cover | {"signature": spare}),
        canonical(cover | {"signature": signature.rstrip("=")}),
        canonical(cover | {"signature": signature + "\n"}),
        canonical(cover | {"signature": ""}),
        canonical(cover | {"lebih": 1}),
        json.dumps(cover),
        canonical(cover)[:-1] + ',"signed":"{}"}',
        f"[{canonical(cover)}]",
    )
    return dice.choice(odd).encode()


def signed_by_another(world: World, data: bytes, dice: random.Random) -> bytes:
    text = json.loads(data)["signed"].encode()
    return covered(text, generate().sign(text))


SIGNED_WAYS: tuple[Spoil, ...] = (
    flip, cut, cut_front, splice, noise, appended, prefixed, odd_body, odd_text, odd_cover, signed_by_another,
)  # fmt: skip


def damages(way: Spoil, world: World, data: bytes, dice: random.Random) -> bytes | None:
    """`data` spoilt in that way; None where it says the same as before (a line feed at the end says nothing)."""
    spoilt = way(world, data, dice)
    return None if spoilt.removesuffix(b"\n") == data.removesuffix(b"\n") else spoilt


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


def test_every_spoilt_news_are_refused_by_name_in_bounded_memory(world: World, count: Count) -> None:
    maker = NewsWorld(world.laptop, world.office, world.changes)
    data, dice = maker.package(), random.Random(20230623)
    assert read_news(data, offices=maker.known, identities=[maker.office.identity])
    answers: set[Answer] = set()
    for number in range(count(500, 10_000)):
        spoilt = damages(NEWS_WAYS[number % len(NEWS_WAYS)], maker, data, dice)
        if spoilt is None:
            continue
        measured = number % 29 == 0
        if measured:
            tracemalloc.start()
        with pytest.raises(PackageRefused) as refusal:
            read_news(spoilt, offices=maker.known, identities=[maker.office.identity])
        answers.add(refusal.value.answer)
        if measured:
            assert tracemalloc.get_traced_memory()[1] < 24_000_000
            tracemalloc.stop()
    wanted = {Answer.DAMAGED, Answer.TOO_BIG, Answer.BAD_SIGNATURE, Answer.UNKNOWN_DEVICE, Answer.TOO_NEW}
    assert wanted <= answers


def receipt_of(world: World) -> tuple[bytes, Callable[[bytes], object]]:
    point = ChainPoint("0b5f", 4, "a" * 64)
    data = make_receipt([point], [], keys=world.laptop, sudin="S", made_at=MADE_AT, device="0" * 16)
    return data, lambda spoilt: read_receipt(spoilt, offices=world.known)


def introduction_of(world: World) -> tuple[bytes, Callable[[bytes], object]]:
    return make_introduction(world.laptop, "Sudin", MADE_AT), read_introduction


def answer_of(world: World) -> tuple[bytes, Callable[[bytes], object]]:
    manifest, _ = enrolment.look_at_preparation(preparation_of(world))
    data = enrolment.make_enrolment(manifest, keys=world.laptop, made_at=MADE_AT)
    return data, lambda spoilt: enrolment.read_enrolment(spoilt, preparations=frozenset([PACKAGE]))


def preparation_of(world: World) -> bytes:
    return enrolment.make_preparation(
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


@pytest.mark.parametrize("kind", [receipt_of, introduction_of, answer_of], ids=lambda item: item.__name__)
def test_every_spoilt_signed_file_is_refused_by_name(
    world: World, kind: Callable[[World], tuple[bytes, Callable[[bytes], object]]], count: Count
) -> None:
    dice = random.Random(7)
    data, read = kind(world)
    assert read(data)
    for number in range(count(220, 4_400)):
        spoilt = damages(SIGNED_WAYS[number % len(SIGNED_WAYS)], world, data, dice)
        if spoilt is not None:
            with pytest.raises((PackageRefused, enrolment.AnswerToAnother)):
                read(spoilt)


PREPARATION_WAYS = (
    flip, cut, cut_front, splice, noise, appended, prefixed, shuffled, extra_member, other_zip, doubled_member,
    lying_sizes,
)  # fmt: skip


@pytest.mark.parametrize("way", PREPARATION_WAYS)
def test_every_spoilt_preparation_is_refused_by_name(world: World, way: Spoil, count: Count) -> None:
    dice = random.Random(8)
    data = preparation_of(world)
    for _ in range(count(20, 1_000)):
        spoilt = way(world, data, dice)
        if spoilt != data:
            with pytest.raises(PackageRefused):
                enrolment.open_preparation(spoilt, "A")


def test_a_good_package_is_read_so_the_tests_above_can_fail(world: World) -> None:
    assert read_package(zipped.join(members_of(world.package())), **world.reading())  # type: ignore[arg-type]
