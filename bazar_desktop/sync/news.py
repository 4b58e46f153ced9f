"""News (`.kabar`): parts of several chains that an office hands on, to its laptops or to the office above it.

The office signs for the whole; each part is proven by its own hash chain and control sums. Photos stay behind.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from bazar_desktop.domain.journal.changes import SCHEMA, Change
from bazar_desktop.sync import agefile, payload, signed, zipped
from bazar_desktop.sync.answers import (
    BadSignature,
    DeviceRevoked,
    NotForUs,
    PackageDamaged,
    SampleData,
    TooBig,
    TooNew,
    TooOld,
    UnknownDevice,
)
from bazar_desktop.sync.device_keys import DeviceKeys, KeysUnreadable, PublicKeys, check_public, recipient_id
from bazar_desktop.sync.envelope import (
    MANIFEST,
    PAYLOAD,
    SIGNATURE,
    KnownDevice,
    SealedMember,
    SizeLimits,
    sign_members,
)
from bazar_desktop.sync.payload import Control, Run
from bazar_desktop.sync.strict import Instant, KeyId, Name, Uuid, check_format, decode
from bazar_desktop.sync.sums import Sums

FORMAT = 1
KIND, SUFFIX = "bazar-kabar", ".kabar"
INTRODUCTION, INTRODUCED = "bazar-kantor", ".kantor"
_MANIFEST_CAP = 4 * 1024 * 1024


class Chapter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One part: a run, and the key id of whoever wrote that chain, null where the office does not know."""

    run: Run
    maker: KeyId | None


class NewsManifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What news say openly."""

    kind: Literal["bazar-kabar"]
    format: int
    schema: Annotated[int, Meta(ge=0, le=1_000_000)]
    package: Uuid
    device: KeyId
    name: Name
    chapters: Annotated[list[Chapter], Meta(min_length=1, max_length=10_000)]
    payload: SealedMember
    recipients: Annotated[list[KeyId], Meta(min_length=1, max_length=agefile.MOST_RECIPIENTS)]
    made_at: Instant
    sample: bool


class Introduction(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An office's public keys and name, for another office that will hear from it or that it will hand on to."""

    kind: Literal["bazar-kantor"]
    format: int
    keys: PublicKeys
    name: Name
    made_at: Instant
    sample: bool


@dataclass(frozen=True, slots=True)
class News:
    """Opened news; `parts` stand in the order of the manifest's chapters."""

    manifest: NewsManifest
    parts: tuple[tuple[tuple[Change, ...], Control], ...]


def make_news(
    runs: Sequence[tuple[Sequence[Change], Sums]],
    makers: Sequence[str],
    *,
    keys: DeviceKeys,
    name: str,
    recipients: Sequence[str],
    package: str,
    made_at: str,
    sample: bool = False,
) -> bytes:
    """Make the news of `runs` (each with the sums before it) whose chains `makers` wrote (key ids, "" unknown).

    Raises NothingToPack, BrokenRun.
    """
    chapters = [
        Chapter(payload.run_of(changes), maker or None)
        for (changes, _), maker in zip(runs, makers, strict=True)
    ]
    sealed = agefile.encrypt(payload.pack(runs), recipients)
    manifest = NewsManifest(
        kind="bazar-kabar",
        format=FORMAT,
        schema=max(change.schema for changes, _ in runs for change in changes),
        package=package,
        device=keys.public.id,
        name=name,
        chapters=chapters,
        payload=SealedMember(len(sealed), hashlib.sha256(sealed).hexdigest()),
        recipients=sorted({recipient_id(recipient) for recipient in recipients}),
        made_at=made_at,
        sample=sample,
    )
    return zipped.join(sign_members(manifest, keys) | {PAYLOAD: sealed})


def read_news(
    data: bytes,
    *,
    offices: Mapping[str, KnownDevice],
    identities: Sequence[str],
    sample: bool = False,
    limits: SizeLimits | None = None,
) -> News:
    """Read everything in `data`, from one of `offices` (by key id), proven; nothing is written anywhere.

    Raises TooBig, PackageDamaged, TooNew, TooOld, UnknownDevice, BadSignature, DeviceRevoked, SampleData, NotForUs.
    """
    limits = limits or SizeLimits()
    if len(data) > limits.package:
        raise TooBig(what="package", limit=limits.package)
    caps = {MANIFEST: _MANIFEST_CAP, SIGNATURE: 64, PAYLOAD: limits.payload}
    members = zipped.split(data, caps.get)
    if list(members) != [MANIFEST, SIGNATURE, PAYLOAD]:
        raise PackageDamaged(what="members")
    manifest = _manifest(members, offices)
    if SealedMember(len(members[PAYLOAD]), hashlib.sha256(members[PAYLOAD]).hexdigest()) != manifest.payload:
        raise PackageDamaged(what=PAYLOAD)
    if manifest.sample != sample:
        raise SampleData()
    ours = {recipient_id(item) for item in agefile.recipients_of(identities)}
    if not ours & set(manifest.recipients):
        raise NotForUs(name=manifest.name)
    plain = agefile.decrypt(members[PAYLOAD], identities)
    runs = [chapter.run for chapter in manifest.chapters]
    return News(manifest, payload.unpack(plain, runs, limits.inside))


def _manifest(members: Mapping[str, bytes], offices: Mapping[str, KnownDevice]) -> NewsManifest:
    text = members[MANIFEST]
    check_format(text, KIND, FORMAT)
    manifest = decode(text, NewsManifest, MANIFEST)
    office = offices.get(manifest.device)
    if office is None:
        raise UnknownDevice(device=manifest.device)
    if not office.keys.signed(members[SIGNATURE], text):
        raise BadSignature(name=office.name)
    if office.revoked:
        raise DeviceRevoked(name=office.name)
    if manifest.schema > SCHEMA:
        raise TooNew(found=manifest.schema, known=SCHEMA)
    if manifest.schema < payload.OLDEST_SCHEMA:
        raise TooOld(found=manifest.schema, known=payload.OLDEST_SCHEMA)
    if len({chapter.run.origin for chapter in manifest.chapters}) < len(manifest.chapters):
        raise PackageDamaged(what="chapters")
    return manifest


def make_introduction(keys: DeviceKeys, name: str, made_at: str, *, sample: bool = False) -> bytes:
    """Make the signed introduction of an office."""
    body = Introduction("bazar-kantor", FORMAT, keys.public, name, made_at, sample)
    return signed.sign(body, keys)


def read_introduction(data: bytes, *, sample: bool = False) -> Introduction:
    """Read another office's introduction, signed by the keys it brings: only the six words tell whose they are.

    Raises TooBig, PackageDamaged, TooNew, TooOld, BadSignature, SampleData.
    """
    introduction, proof = signed.read(data, INTRODUCTION, FORMAT, Introduction)
    try:
        check_public(introduction.keys)
    except KeysUnreadable:
        raise PackageDamaged(what="keys") from None
    proof.prove(introduction.keys, introduction.name)
    if introduction.sample != sample:
        raise SampleData()
    return introduction
