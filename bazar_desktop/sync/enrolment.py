"""How a laptop joins: the office's preparation (`.siap`) goes out, the laptop's answer (`.daftar`) comes back.

A laptop has no keys yet that the office knows, so the preparation is locked with a transfer code that the
office's screen shows and the officer types. The code also proves the office's keys: they are part of what the lock
covers, so nobody without the code can put other keys around the same content.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from msgspec import Meta

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.journal.changes import SCHEMA, Change
from bazar_desktop.store.passwords import FIELD_COST, Cost, stretch
from bazar_desktop.sync import payload, signed, zipped
from bazar_desktop.sync.answers import BadSignature, PackageDamaged, SampleData, TooBig, TooNew, TooOld
from bazar_desktop.sync.device_keys import DeviceKeys, KeysUnreadable, PublicKeys, check_public
from bazar_desktop.sync.envelope import MANIFEST, SIGNATURE, SealedMember, SizeLimits, sign_members
from bazar_desktop.sync.payload import Control, Run
from bazar_desktop.sync.strict import Instant, Name, Origin, Uuid, check_format, decode, encode
from bazar_desktop.sync.sums import Sums

FORMAT = 1
PREPARATION, ANSWER = "bazar-siap", "bazar-daftar"
LOCKED = "payload.chacha20"
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
_CODE_LENGTH = 12

Letter = Annotated[str, Meta(pattern=r"^[A-Z]{1,3}\Z")]
Salt = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}\Z")]
Nonce = Annotated[str, Meta(pattern=r"^[0-9a-f]{24}\Z")]


class WrongTransferCode(BazarError):
    """The code typed does not open this preparation, or somebody changed who it comes from."""


class AnswerToAnother(BazarError):
    """The laptop's answer belongs to a preparation that this office did not make."""


class Lock(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the content is locked: salt and nonce in hex, and the cost of one guess at the code."""

    salt: Salt
    nonce: Nonce
    cost: Cost


class PreparationManifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a preparation says openly: whose it is, for which device, how it is locked."""

    kind: Literal["bazar-siap"]
    format: int
    schema: Annotated[int, Meta(ge=0, le=1_000_000)]
    preparation: Uuid
    office: PublicKeys
    spare: str | None
    sudin: Name
    name: Name
    letter: Letter
    runs: Annotated[list[Run], Meta(min_length=1, max_length=10_000)]
    lock: Lock
    payload: SealedMember | None
    made_at: Instant
    sample: bool


@dataclass(frozen=True, slots=True)
class Preparation:
    """An opened preparation: the office's keys, this laptop's name and letter, and what it starts with."""

    manifest: PreparationManifest
    runs: tuple[tuple[tuple[Change, ...], Control], ...]


class Enrolment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The laptop's answer: its public keys, its name and letter, and the preparation it answers.

    `origin` is the chain it writes, which from then on nobody else can claim; laptops before 0.3 did not tell it.
    """

    kind: Literal["bazar-daftar"]
    format: int
    preparation: Uuid
    keys: PublicKeys
    name: Name
    letter: Letter
    made_at: Instant
    sample: bool
    origin: Origin | msgspec.UnsetType = msgspec.UNSET


def new_transfer_code() -> str:
    """Make twelve letters and digits in three groups (60 bits), to be read over the phone: `7KQX-9M2P-4TBA`."""
    code = "".join(secrets.choice(_LETTERS) for _ in range(_CODE_LENGTH))
    return "-".join(code[at : at + 4] for at in range(0, _CODE_LENGTH, 4))


def make_preparation(
    runs: Sequence[tuple[Sequence[Change], Sums]],
    *,
    code: str,
    keys: DeviceKeys,
    spare: str | None,
    sudin: str,
    name: str,
    letter: str,
    preparation: str,
    made_at: str,
    sample: bool = False,
    cost: Cost = FIELD_COST,
    packed: bytes | None = None,
) -> bytes:
    """Make the preparation of one laptop, locked with `code`.

    Each of `runs` is part of one origin's journal with the sums before it; `spare` is the office's spare age
    recipient; `preparation` is a new UUID; `packed` are the same runs packed, where several laptops are given them.
    Raises NothingToPack, BrokenRun.
    """
    manifest = PreparationManifest(
        kind="bazar-siap",
        format=FORMAT,
        schema=SCHEMA,
        preparation=preparation,
        office=keys.public,
        spare=spare,
        sudin=sudin,
        name=name,
        letter=letter,
        runs=[payload.run_of(changes) for changes, _ in runs],
        lock=Lock(secrets.token_hex(16), secrets.token_hex(12), cost),
        payload=None,
        made_at=made_at,
        sample=sample,
    )
    locked = _cipher(manifest.lock, code).encrypt(
        bytes.fromhex(manifest.lock.nonce), packed or payload.pack(runs), encode(manifest)
    )
    part = SealedMember(len(locked), hashlib.sha256(locked).hexdigest())
    members = sign_members(msgspec.structs.replace(manifest, payload=part), keys)
    return zipped.join(members | {LOCKED: locked})


def look_at_preparation(data: bytes, limits: SizeLimits | None = None) -> tuple[PreparationManifest, bytes]:
    """Tell what a preparation says openly, and its locked content: to show whose it is before the code is typed.

    Raises TooBig, PackageDamaged, TooNew, TooOld, BadSignature.
    """
    limits = limits or SizeLimits()
    if len(data) > limits.package:
        raise TooBig(what="preparation", limit=limits.package)
    caps = {MANIFEST: 4 * 1024 * 1024, SIGNATURE: 64, LOCKED: limits.payload}
    members = zipped.split(data, caps.get)
    if list(members) != [MANIFEST, SIGNATURE, LOCKED]:
        raise PackageDamaged(what="members")
    text, locked = members[MANIFEST], members[LOCKED]
    check_format(text, PREPARATION, FORMAT)
    manifest = decode(text, PreparationManifest, MANIFEST)
    _check_keys(manifest.office)
    if not manifest.office.signed(members[SIGNATURE], text):
        raise BadSignature(name=manifest.sudin)
    if manifest.schema > SCHEMA:
        raise TooNew(found=manifest.schema, known=SCHEMA)
    if manifest.schema < payload.OLDEST_SCHEMA:
        raise TooOld(found=manifest.schema, known=payload.OLDEST_SCHEMA)
    if SealedMember(len(locked), hashlib.sha256(locked).hexdigest()) != manifest.payload:
        raise PackageDamaged(what=LOCKED)
    return manifest, locked


def open_preparation(data: bytes, code: str, limits: SizeLimits | None = None) -> Preparation:
    """The whole preparation. `code` may be typed in small letters, without dashes, with O for 0 and I or L for 1.

    Raises what `look_at_preparation` raises, and WrongTransferCode.
    """
    manifest, locked = look_at_preparation(data, limits)
    covered = encode(msgspec.structs.replace(manifest, payload=None))
    try:
        plain = _cipher(manifest.lock, code).decrypt(bytes.fromhex(manifest.lock.nonce), locked, covered)
    except InvalidTag:
        raise WrongTransferCode() from None
    return Preparation(manifest, payload.unpack(plain, manifest.runs, (limits or SizeLimits()).inside))


def make_enrolment(
    preparation: PreparationManifest, *, keys: DeviceKeys, made_at: str, origin: str = ""
) -> bytes:
    """Make the signed answer to `preparation` of the laptop that writes the chain `origin` ("": not told)."""
    answer = Enrolment(
        kind="bazar-daftar",
        format=FORMAT,
        preparation=preparation.preparation,
        keys=keys.public,
        name=preparation.name,
        letter=preparation.letter,
        made_at=made_at,
        sample=preparation.sample,
        origin=origin or msgspec.UNSET,
    )
    return signed.sign(answer, keys)


def read_enrolment(data: bytes, *, preparations: frozenset[str], sample: bool = False) -> Enrolment:
    """Read a laptop's answer to one of `preparations` (their UUIDs), signed by the keys it brings.

    That they are the keys of that laptop only the six words tell (`device_keys.comparison_words`). Raises TooBig,
    PackageDamaged, TooNew, TooOld, BadSignature, SampleData, AnswerToAnother.
    """
    answer, proof = signed.read(data, ANSWER, FORMAT, Enrolment)
    _check_keys(answer.keys)
    proof.prove(answer.keys, answer.name)
    if answer.sample != sample:
        raise SampleData()
    if answer.preparation not in preparations:
        raise AnswerToAnother(name=answer.name)
    return answer


def _cipher(lock: Lock, code: str) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(stretch(_tidy(code), bytes.fromhex(lock.salt), lock.cost))


def _tidy(code: str) -> str:
    plain = re.sub(r"[^0-9A-Z]", "", code.upper())
    return plain.translate(str.maketrans("OIL", "011"))


def _check_keys(keys: PublicKeys) -> None:
    try:
        check_public(keys)
    except KeysUnreadable:
        raise PackageDamaged(what="keys") from None
