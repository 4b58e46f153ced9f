"""A key from a short secret, by Argon2id: the same recipe for officers' PINs and for transfer codes."""

from __future__ import annotations

from typing import Annotated

import msgspec
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from msgspec import Meta


class Cost(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one guess costs: memory in KiB, passes, lanes. The bounds keep a forged file from costing us more."""

    memory_kib: Annotated[int, Meta(ge=128, le=512 * 1024)] = 64 * 1024
    passes: Annotated[int, Meta(ge=1, le=10)] = 3
    lanes: Annotated[int, Meta(ge=1, le=16)] = 4


FIELD_COST = Cost()


def stretch(secret: str, salt: bytes, cost: Cost, pepper: bytes | None = None) -> bytes:
    """Derive 32 bytes from `secret`; `pepper` is a second secret, kept elsewhere. RFC 9106."""
    engine = Argon2id(
        salt=salt,
        length=32,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
        secret=pepper,
    )
    return engine.derive(secret.encode())
