from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import replace
from datetime import date

import msgspec
import pyrage
import pytest

from bazar_desktop.domain.journal.changes import SCHEMA, canonical, change_hash, to_line
from bazar_desktop.messages import SENTENCES, sentence
from bazar_desktop.sync import agefile, payload, zipped
from bazar_desktop.sync.answers import (
    Answer,
    BadSignature,
    DeviceRevoked,
    ForeignOrigin,
    NotForUs,
    PackageDamaged,
    PackageRefused,
    SampleData,
    TooBig,
    TooNew,
    TooOld,
    UnknownDevice,
)
from bazar_desktop.sync.attachments import FilesTooBig
from bazar_desktop.sync.device_keys import DeviceKeys, generate, recipient_id
from bazar_desktop.sync.envelope import (
    FILES,
    MANIFEST,
    PAYLOAD,
    SIGNATURE,
    KnownDevice,
    SealedMember,
    SizeLimits,
    file_name,
    make_package,
    open_package,
    read_package,
)
from bazar_desktop.sync.payload import BrokenRun, Caps, NothingToPack
from bazar_desktop.sync.sums import Sums, sums_of
from tests.sync.conftest import MADE_AT, ORIGIN, PACKAGE, World, chain

PHOTO = b"\xff\xd8\xff\xe0" + b"grey" * 50


def run(first: int, last: int) -> dict[str, object]:
    return {"origin": ORIGIN, "from": first, "to": last, "hash_before": "0" * 64, "hash_after": "0" * 64}


def members_of(data: bytes) -> dict[str, bytes]:
    return zipped.split(data, lambda name: 10**9)


def resigned(members: dict[str, bytes], keys: DeviceKeys, **edited: object) -> bytes:
    """The members with an edited manifest, signed again by `keys`: what a maker of bad faith can do."""
    sealed = members[PAYLOAD]
    manifest = json.loads(members[MANIFEST]) | {
        "payload": {"size": len(sealed), "sha256": hashlib.sha256(sealed).hexdigest()}
    }
    text = canonical(manifest | edited).encode()
    return zipped.join(members | {MANIFEST: text, SIGNATURE: keys.sign(text)})


def refused(world: World, data: bytes, kind: type[PackageRefused], **reading: object) -> PackageRefused:
    with pytest.raises(kind) as exception_info:
        read_package(data, **world.reading(**reading))  # type: ignore[arg-type]
    assert type(exception_info.value) is kind
    assert sentence(exception_info.value)
    assert exception_info.value.code in SENTENCES
    return exception_info.value


def with_payload(world: World, plain: bytes, **edited: object) -> bytes:
    members = members_of(world.package())
    return resigned(
        members | {PAYLOAD: agefile.encrypt(plain, [world.office.public.age])}, world.laptop, **edited
    )


def test_a_package_reads_back_as_the_changes_it_was_made_of(world: World) -> None:
    package = read_package(world.package(files=[PHOTO]), **world.reading())  # type: ignore[arg-type]
    assert list(package.changes) == world.changes
    assert package.control.after == Sums({"omzet_entry": 4, "vendor": 1}, 2_600_000)
    assert package.files == {hashlib.sha256(PHOTO).hexdigest(): PHOTO}
    assert package.manifest.run.first == 1
    assert package.manifest.run.last == 5


def test_a_package_holds_the_same_bytes_whichever_system_makes_it(world: World) -> None:
    sealed = members_of(world.package())[PAYLOAD]
    plain = agefile.decrypt(sealed, world.reading()["identities"])  # type: ignore[arg-type]
    assert plain[9] == 255  # made nowhere; zlib says 3 on Linux, 10 on Windows


def test_a_later_run_carries_the_sums_from_the_first_change_on(world: World) -> None:
    early, late = world.changes[:3], world.changes[3:]
    facts = {"keys": world.laptop, "name": "L", "recipients": [world.office.public.age], "made_at": MADE_AT}
    data = make_package(late, before=sums_of(early), package=PACKAGE, **facts)  # type: ignore[arg-type]
    control = read_package(data, **world.reading()).control  # type: ignore[arg-type]
    assert control.before == sums_of(early)
    assert control.after == sums_of(world.changes)


def test_a_first_change_that_points_before_itself_is_refused(world: World) -> None:
    data = World(world.laptop, world.office, chain([1], prev="a" * 64)).package()
    refused(world, data, PackageDamaged)


def test_a_manifest_that_names_another_last_hash_is_refused(world: World) -> None:
    data = resigned(members_of(world.package()), world.laptop, run=run(1, 5))
    refused(world, data, PackageDamaged)


def test_an_erased_person_leaves_a_chain_that_still_reads(world: World) -> None:
    erased = [replace(world.changes[0], personal=None, salt=None), *world.changes[1:]]
    data = World(world.laptop, world.office, erased).package()
    assert read_package(data, **world.reading()).changes[0].erased  # type: ignore[arg-type]


def test_manifest_and_zip_hold_no_personal_word(world: World) -> None:
    assert b"Siti" not in world.package()
    assert b"2500000" not in world.package()


def test_photos_may_be_left_behind_but_not_exchanged(world: World) -> None:
    members = members_of(world.package(files=[PHOTO]))
    without = {name: content for name, content in members.items() if name != FILES}
    assert not read_package(zipped.join(without), **world.reading()).files  # type: ignore[arg-type]
    other = agefile.encrypt(b"x", [world.office.public.age])
    refused(world, zipped.join(members | {FILES: other}), PackageDamaged)
    strangers = members_of(world.package(files=[PHOTO + b"other"]))[FILES]
    refused(world, zipped.join(members | {FILES: strangers}), PackageDamaged)
    for name in ("a.jpg", "0" * 64 + ".jpg"):
        foreign = agefile.encrypt(zipped.join({name: PHOTO}), [world.office.public.age])
        part = msgspec.to_builtins(SealedMember(len(foreign), hashlib.sha256(foreign).hexdigest()))
        refused(world, resigned(members | {FILES: foreign}, world.laptop, files=part), PackageDamaged)


@pytest.mark.parametrize("files", [[b"no jpeg"], [PHOTO + bytes(310_000)], [PHOTO] * 201])
def test_photos_that_are_too_big_too_many_or_no_jpeg_are_refused(world: World, files: list[bytes]) -> None:
    with pytest.raises(FilesTooBig) as exception_info:
        world.package(files=files)
    assert sentence(exception_info.value)


def test_the_files_name_tells_place_day_device_and_numbers_in_safe_letters(world: World) -> None:
    whole = payload.run_of(world.changes)
    name = file_name("Rusun Jatinegara / Bar: ‘é’", date(2023, 6, 22), "Laptop 3", whole)
    assert name == "Rusun-Jatinegara-Bar-e_2023-06-22_Laptop-3_0b5f_1-5.bazar"
    assert file_name("…", date(2023, 6, 22), "", whole).startswith("x_")


def test_the_runs_of_a_package_must_be_whole(world: World) -> None:
    with pytest.raises(NothingToPack) as nothing:
        World(world.laptop, world.office, []).package()
    assert sentence(nothing.value)
    first, second, third, *_ = world.changes
    for bad in (
        [first, third],
        [second, first],
        [first, replace(second, officer="x")],
        [first, chain([1], "else")[1]],
    ):
        with pytest.raises(BrokenRun) as broken:
            World(world.laptop, world.office, bad).package()
        assert sentence(broken.value)


def test_an_unknown_or_revoked_maker_is_refused(world: World) -> None:
    refused(world, world.package(), UnknownDevice, known={})
    gone = {world.laptop.public.id: KnownDevice(world.laptop.public, "Laptop 3", revoked=True)}
    assert refused(world, world.package(), DeviceRevoked, known=gone).answer == Answer.REVOKED


def test_a_foreign_or_missing_signature_is_refused(world: World) -> None:
    members = members_of(world.package())
    for signature in (bytes(64), b"", generate().sign(members[MANIFEST])):
        refused(world, zipped.join(members | {SIGNATURE: signature}), BadSignature)


def test_one_laptop_cannot_speak_for_the_journal_of_another(world: World) -> None:
    package_refused = refused(world, world.package(), ForeignOrigin, origins={ORIGIN: "0" * 16})
    assert package_refused.answer == Answer.BAD_SIGNATURE
    read_package(world.package(), **world.reading(origins={ORIGIN: world.laptop.public.id}))  # type: ignore[arg-type]


def test_a_package_for_somebody_else_is_refused(world: World) -> None:
    refused(world, world.package(), NotForUs, identities=[generate().identity])
    elsewhere = agefile.encrypt(b"", [generate().public.age])
    refused(world, resigned(members_of(world.package()) | {PAYLOAD: elsewhere}, world.laptop), PackageDamaged)


@pytest.mark.parametrize(
    ("edit", "kind"),
    [
        ({"format": 2, "unheard": "of"}, TooNew),
        ({"format": 0}, TooOld),
        ({"schema": 99}, TooNew),
        ({"schema": 0}, TooOld),
        ({"sample": True}, SampleData),
        ({"kind": "bazar-terima"}, PackageDamaged),
        ({"extra": 1}, PackageDamaged),
        ({"made_at": "kemarin"}, PackageDamaged),
        ({"package": "6a1d7f04-2f5b-4b5f-8a55-0b9d9a5b1c11\n"}, PackageDamaged),
        ({"recipients": []}, PackageDamaged),
        (
            {"run": {"origin": ORIGIN, "from": 0, "to": 5, "hash_before": "0" * 64, "hash_after": "0" * 64}},
            PackageDamaged,
        ),
        (
            {
                "run": {
                    "origin": ORIGIN,
                    "from": 1,
                    "to": 2**60,
                    "hash_before": "0" * 64,
                    "hash_after": "0" * 64,
                }
            },
            PackageDamaged,
        ),
        (
            {
                "run": {
                    "origin": ORIGIN,
                    "from": 1,
                    "to": 2**50,
                    "hash_before": "0" * 64,
                    "hash_after": "0" * 64,
                }
            },
            TooBig,
        ),
        (
            {"run": {"origin": ORIGIN, "from": 5, "to": 1, "hash_before": "0" * 64, "hash_after": "0" * 64}},
            PackageDamaged,
        ),
        ({"payload": {"size": 1.5, "sha256": "0" * 64}}, PackageDamaged),
        ({"payload": {"size": 1, "sha256": "0" * 64}}, PackageDamaged),
    ],
)
def test_an_odd_manifest_is_refused_even_where_its_maker_signed_it(
    world: World, edit: dict[str, object], kind: type[PackageRefused]
) -> None:
    refused(world, resigned(members_of(world.package()), world.laptop, **edit), kind)


def test_training_packages_are_read_only_by_training_stores(world: World) -> None:
    data = world.package(sample=True)
    refused(world, data, SampleData)
    assert read_package(data, **world.reading(sample=True)).manifest.sample  # type: ignore[arg-type]


def test_a_manifest_with_a_doubled_key_is_refused(world: World) -> None:
    members = members_of(world.package())
    text = members[MANIFEST].replace(b'"sample":false', b'"sample":true,"sample":false')
    refused(
        world, zipped.join(members | {MANIFEST: text, SIGNATURE: world.laptop.sign(text)}), PackageDamaged
    )


def line_edits(world: World) -> list[bytes]:
    """The lines of the package, each set spoilt in one way."""
    good = payload.pack([(world.changes, Sums())])
    lines = gzip.decompress(good).splitlines(keepends=True)
    swap = [lines[1], lines[0], *lines[2:]]
    double = [lines[0].replace(b'"seq":1', b'"seq":9,"seq":1'), *lines[1:]]
    money = [*lines[:1], lines[1].replace(b"100000", b"900000"), *lines[2:]]
    sums = [*lines[:-1], lines[-1].replace(b"2600000", b"2600001")]
    before = [*lines[:-1], lines[-1].replace(b'"rupiah":0', b'"rupiah":5').replace(b"2600000", b"2600005")]
    spaced = [lines[0].replace(b'"seq":1', b'"seq": 1'), *lines[1:]]
    deep = [b"[" * 100_000 + b"\n", *lines[1:]]
    huge = [lines[0].replace(b'"seq":1', b'"seq":' + b"9" * 5000), *lines[1:]]
    real = [*lines[:1], lines[1].replace(b"100000", b"1e5"), *lines[2:]]
    salted = [lines[0], lines[1].replace(b'"salt":null', b'"salt":"x"'), *lines[2:]]
    utf8 = [lines[0].replace(b"Siti", b"S\xff\xfei"), *lines[1:]]
    return [
        b"".join(edited)
        for edited in (
            swap, double, money, sums, before, spaced, deep, huge, real, salted, utf8,
            lines[:-1], lines[1:], lines + lines, [*lines, b"\n"], [*lines, b"rest"], [], [b"\n"],
        )
    ]  # fmt: skip


def test_edited_lines_are_refused_even_where_their_maker_signed_them(world: World) -> None:
    for plain in line_edits(world):
        refused(world, with_payload(world, gzip.compress(plain)), PackageDamaged)


def rehashed(line: bytes, old: bytes, new: bytes) -> bytes:
    """An edited change whose hash is right again."""
    assert old in line
    row = json.loads(line.replace(old, new))
    row["hash"] = ""
    flat = row | {"fields": canonical(row["fields"])}
    for name in ("personal", "salt", "hash"):
        del flat[name]
    row["hash"] = hashlib.sha256(canonical(flat).encode()).hexdigest()
    return canonical(row).encode()


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (b'"a":100000', b'"a":9007199254740993', PackageDamaged),
        (b'"a":100000', b'"a":1.5', PackageDamaged),
        (b'"a":100000', b'"a":[1]', PackageDamaged),
        (b'"a":100000', b"", PackageDamaged),
        (b'{"a":100000}', b'{"b":null}', PackageDamaged),
        (b'"officer":"p-1"', b'"officer":"\\u0000"', PackageDamaged),
        (b'"schema":1', b'"schema":%d' % (SCHEMA + 1), TooNew),
        (b'"schema":1', b'"schema":0', PackageDamaged),
        (b'"seq":2', b'"seq":-2', PackageDamaged),
        (b'"a":100000', b'"a":100000,"p":[["x",0]]', PackageDamaged),
        (b'"a":100000', b'"a":100000,"n":2', PackageDamaged),
    ],
)
def test_a_change_out_of_range_is_refused_even_with_its_hash_right(
    world: World, old: bytes, new: bytes, kind: type[PackageRefused]
) -> None:
    line = to_line(world.changes[1])
    with pytest.raises(kind):
        payload.read_change(rehashed(line.encode(), old, new))
    assert payload.read_change(rehashed(line.encode(), b'"a":100000', b'"a":7'))


def test_bombs_and_great_sizes_are_refused_under_the_caps(world: World) -> None:
    bomb = gzip.compress(bytes(80_000_000))
    refused(world, with_payload(world, bomb), TooBig)
    small = SizeLimits(inside=Caps(unpacked=100))
    refused(world, world.package(), TooBig, limits=small)
    refused(world, world.package(), TooBig, limits=SizeLimits(inside=Caps(line=50)))
    refused(world, world.package(), TooBig, limits=SizeLimits(package=100))
    refused(world, world.package(), TooBig, limits=SizeLimits(payload=100))
    refused(world, world.package(), TooBig, limits=SizeLimits(inside=Caps(changes=4)))


def test_passphrases_and_armour_never_reach_the_decrypter(world: World) -> None:
    plain = gzip.compress(b"")
    scrypt = agefile.MAGIC + b"-> scrypt " + b"A" * 22 + b" 30\n" + b"A" * 43 + b"\n--- " + b"A" * 43 + b"\n"
    armoured = pyrage.encrypt(
        plain, [pyrage.x25519.Recipient.from_str(world.office.public.age)], armored=True
    )
    for sealed in (scrypt, armoured, b"", agefile.MAGIC, agefile.MAGIC + b"--- " + b"A" * 43 + b"\n"):
        members = members_of(world.package()) | {PAYLOAD: sealed}
        refused(world, resigned(members, world.laptop), PackageDamaged)


def test_an_age_header_has_a_bounded_number_of_stanzas() -> None:
    stanza = b"-> X25519 " + b"A" * 43 + b"\n" + b"A" * 43 + b"\n"
    end = b"--- " + b"A" * 43 + b"\n"
    agefile.check_header(agefile.MAGIC + stanza * agefile.MOST_RECIPIENTS + end)
    for odd in (stanza * (agefile.MOST_RECIPIENTS + 1), stanza + b"-> a-grease\n\n" * 5):
        with pytest.raises(PackageDamaged):
            agefile.check_header(agefile.MAGIC + odd + end)


def test_a_file_for_more_readers_than_anybody_reads_is_never_written(world: World) -> None:
    many = [generate().public.age for _ in range(agefile.MOST_RECIPIENTS + 1)]
    with pytest.raises(agefile.TooManyReaders) as exception_info:
        world.package(recipients=many)
    assert "401" in sentence(exception_info.value)
    read_package(world.package(recipients=[*many[2:], world.office.public.age]), **world.reading())  # type: ignore[arg-type]


def test_what_a_laptop_wrote_for_others_is_checked_without_their_key(world: World) -> None:
    opened = open_package(world.package(), world.known)
    assert opened.manifest.device == world.laptop.public.id
    assert opened.manifest.recipients == [recipient_id(world.office.public.age)]


def test_hashes_written_here_are_those_of_the_journal(world: World) -> None:
    assert all(change.hash == change_hash(change) for change in world.changes)
