"""A package: one run of its maker's journal, signed, encrypted to those it is for, in a ZIP anyone can open."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from bazar_desktop.domain.journal.changes import SCHEMA, Change
from bazar_desktop.sync import agefile, payload, zipped
from bazar_desktop.sync.answers import (
    BadSignature,
    DeviceRevoked,
    ForeignOrigin,
    NotForUs,
    PackageDamaged,
    SampleData,
    TooBig,
    TooNew,
    TooOld,
    UnknownDevice,
)
from bazar_desktop.sync.attachments import pack_files, read_files
from bazar_desktop.sync.device_keys import DeviceKeys, PublicKeys, recipient_id
from bazar_desktop.sync.payload import Caps, Control, Run
from bazar_desktop.sync.strict import (
    Count,
    Hash,
    Instant,
    KeyId,
    Name,
    Origin,
    Seq,
    Uuid,
    check_format,
    decode,
    encode,
)
from bazar_desktop.sync.sums import MONEY, Sums

FORMAT = 1
KIND = "bazar-paket"
MOST_HEARD = 400  # other chains that a manifest names
MANIFEST, SIGNATURE, PAYLOAD, FILES = "manifest.json", "manifest.sig", "payload.age", "files.age"


class SealedMember(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One encrypted member: its bytes and their SHA-256."""

    size: Count
    sha256: Hash


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a package says openly. Nothing personal, no sums.

    `heard` is how far its maker holds all other chains (number and hash): what it needs not be told again, and on
    which copies of them it was built. Parents are named by number, so a cloned laptop would be missed otherwise.
    """

    kind: Literal["bazar-paket"]
    format: int
    schema: Annotated[int, Meta(ge=0, le=1_000_000)]
    package: Uuid
    device: KeyId
    name: Name
    run: Run
    payload: SealedMember
    files: SealedMember | None
    recipients: Annotated[list[KeyId], Meta(min_length=1, max_length=agefile.MOST_RECIPIENTS)]
    made_at: Instant
    sample: bool
    heard: Annotated[dict[Origin, tuple[Seq, Hash]], Meta(max_length=MOST_HEARD)] = {}


@dataclass(frozen=True, slots=True)
class KnownDevice:
    """A laptop or an office as this store knows it; `revoked` where its keys are no longer to be believed."""

    keys: PublicKeys
    name: str
    revoked: bool = False


@dataclass(frozen=True, slots=True)
class SizeLimits:
    """The greatest sizes in bytes that are read at all."""

    package: int = 160 * 1024 * 1024
    manifest: int = 64 * 1024
    payload: int = 96 * 1024 * 1024
    files: int = 64 * 1024 * 1024
    inside: Caps = field(default_factory=Caps)


@dataclass(frozen=True, slots=True)
class Package:
    """A package whose every check on its own content has passed. `files` maps SHA-256 to JPEG bytes.

    What only a store can tell is still open: whether `changes` follow on what it has, and `control.before` fits.
    """

    manifest: Manifest
    changes: tuple[Change, ...]
    control: Control
    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class OpenedPackage:
    """A package as far as it can be checked without a key to open it."""

    manifest: Manifest
    payload: bytes
    files: bytes | None


def make_package(
    changes: Sequence[Change],
    *,
    keys: DeviceKeys,
    name: str,
    recipients: Sequence[str],
    before: Sums,
    package: str,
    made_at: str,
    sample: bool = False,
    files: Sequence[bytes] = (),
    heard: Mapping[str, tuple[int, str]] | None = None,
    money: Mapping[str, tuple[str, ...]] = MONEY,
) -> bytes:
    """Make the package of `changes`, a run of one origin, for `recipients` (age1…).

    `before` are the sums of this origin's changes before the run; `package` is a new UUID; `made_at` is ISO 8601;
    `name` is the device's; `files` are JPEGs; `heard` is how far we hold all other chains.
    Raises NothingToPack, BrokenRun, FilesTooBig.
    """
    run = payload.run_of(changes)
    sealed = agefile.encrypt(payload.pack([(changes, before)], money), recipients)
    attached = agefile.encrypt(pack_files(files), recipients) if files else None
    manifest = Manifest(
        kind="bazar-paket",
        format=FORMAT,
        schema=max(change.schema for change in changes),
        package=package,
        device=keys.public.id,
        name=name,
        run=run,
        payload=_part(sealed),
        files=None if attached is None else _part(attached),
        recipients=sorted({recipient_id(recipient) for recipient in recipients}),
        made_at=made_at,
        sample=sample,
        heard=dict(sorted((heard or {}).items())[:MOST_HEARD]),
    )
    members = sign_members(manifest, keys) | {PAYLOAD: sealed}
    return zipped.join(members if attached is None else members | {FILES: attached})


def open_package(
    data: bytes, known: Mapping[str, KnownDevice], limits: SizeLimits | None = None
) -> OpenedPackage:
    """Make the checks that need no key of ours: size, members, manifest, device, signature, version, hashes.

    A laptop checks with it what it has written for others; a Sudin, what it hands on unopened. `known` is by key
    id. Raises TooBig, PackageDamaged, TooNew, TooOld, UnknownDevice, BadSignature, DeviceRevoked.
    """
    limits = limits or SizeLimits()
    if len(data) > limits.package:
        raise TooBig(what="package", limit=limits.package)
    caps = {MANIFEST: limits.manifest, SIGNATURE: 64, PAYLOAD: limits.payload, FILES: limits.files}
    members = zipped.split(data, caps.get)
    if list(members) not in ([MANIFEST, SIGNATURE, PAYLOAD], [MANIFEST, SIGNATURE, PAYLOAD, FILES]):
        raise PackageDamaged(what="members")
    text = members[MANIFEST]
    check_format(text, KIND, FORMAT)
    manifest = decode(text, Manifest, MANIFEST)
    _check_maker(manifest, text, members[SIGNATURE], known)
    if manifest.schema > SCHEMA:
        raise TooNew(found=manifest.schema, known=SCHEMA)
    if manifest.schema < payload.OLDEST_SCHEMA:
        raise TooOld(found=manifest.schema, known=payload.OLDEST_SCHEMA)
    attached = members.get(FILES)
    if attached is not None and _part(attached) != manifest.files:
        raise PackageDamaged(what=FILES)
    if _part(members[PAYLOAD]) != manifest.payload:
        raise PackageDamaged(what=PAYLOAD)
    return OpenedPackage(manifest, members[PAYLOAD], attached)


def read_package(
    data: bytes,
    *,
    known: Mapping[str, KnownDevice],
    identities: Sequence[str],
    origins: Mapping[str, str] | None = None,
    sample: bool = False,
    limits: SizeLimits | None = None,
    money: Mapping[str, tuple[str, ...]] = MONEY,
) -> Package:
    """Read everything in `data`, proven as far as bytes can prove it; nothing is written anywhere.

    `known` is by key id; `identities` are our age identities; `origins` tells which device (key id) an origin
    already seen belongs to; `sample` is whether ours is a training store. Raises what `open_package` raises, and
    SampleData, ForeignOrigin, NotForUs.
    """
    limits = limits or SizeLimits()
    opened = open_package(data, known, limits)
    manifest = opened.manifest
    if manifest.sample != sample:
        raise SampleData()
    if (origins or {}).get(manifest.run.origin, manifest.device) != manifest.device:
        raise ForeignOrigin(name=manifest.name)
    if not _ours(identities) & set(manifest.recipients):
        raise NotForUs(name=manifest.name)
    plain = agefile.decrypt(opened.payload, identities)
    ((changes, control),) = payload.unpack(plain, [manifest.run], limits.inside, money)
    files = read_files(agefile.decrypt(opened.files, identities)) if opened.files is not None else {}
    return Package(manifest, changes, control, files)


def file_name(lokasi: str, day: date, device: str, run: Run) -> str:
    """Give `<lokasi>_<date>_<device>_<origin, 4 characters>_<from>-<to>.bazar`, safe on every file system."""
    origin = _safe(run.origin.replace("-", ""), 4)
    return f"{_safe(lokasi, 40)}_{day.isoformat()}_{_safe(device, 20)}_{origin}_{run.first}-{run.last}.bazar"


def sign_members(manifest: msgspec.Struct, keys: DeviceKeys) -> dict[str, bytes]:
    """Sign `manifest` and give it as the first two members of a signed ZIP."""
    text = encode(manifest)
    return {MANIFEST: text, SIGNATURE: keys.sign(text)}


def _check_maker(manifest: Manifest, text: bytes, signature: bytes, known: Mapping[str, KnownDevice]) -> None:
    device = known.get(manifest.device)
    if device is None:
        raise UnknownDevice(device=manifest.device)
    if not device.keys.signed(signature, text):
        raise BadSignature(name=device.name)
    if device.revoked:
        raise DeviceRevoked(name=device.name)


def _ours(identities: Sequence[str]) -> set[str]:
    return {recipient_id(recipient) for recipient in agefile.recipients_of(identities)}


def _part(data: bytes) -> SealedMember:
    return SealedMember(len(data), hashlib.sha256(data).hexdigest())


def _safe(text: str, length: int) -> str:
    """ASCII letters, digits and single dashes of `text`."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:length].strip("-") or "x"
