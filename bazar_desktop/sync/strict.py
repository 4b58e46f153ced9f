"""JSON with one possible spelling: declared members only, keys sorted, no spaces, plain UTF-8."""

from __future__ import annotations

import re
from collections.abc import Hashable
from functools import cache
from typing import Annotated, Any, TypeVar, cast

import msgspec
from msgspec import Meta

from bazar_desktop.sync.answers import PackageDamaged, TooNew, TooOld

MOST = 2**53 - 1  # every JSON reader holds whole numbers up to here

Hash = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
KeyId = Annotated[str, Meta(pattern=r"^[0-9a-f]{16}\Z")]
Uuid = Annotated[str, Meta(pattern=r"^[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}\Z")]
Origin = Annotated[str, Meta(pattern=r"^[A-Za-z0-9-]{4,64}\Z")]
Seq = Annotated[int, Meta(ge=1, le=MOST)]
Count = Annotated[int, Meta(ge=0, le=MOST)]
Number = Annotated[int, Meta(ge=-MOST, le=MOST)]
Name = Annotated[str, Meta(min_length=1, max_length=120)]
Instant = Annotated[str, Meta(pattern=r"^20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:.]{5,15}([+-][0-9:]{5}|Z)?\Z")]

_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
_T = TypeVar("_T")


def encode(value: object) -> bytes:
    """Give the one spelling of `value`; the same bytes as `domain.journal.changes.canonical`."""
    return msgspec.json.encode(value, order="sorted")


def decode(data: bytes, kind: type[_T], what: str) -> _T:
    """Give `data` as a `kind`. Raises PackageDamaged(what) for any other spelling, member, type or range.

    A zero character is refused too: PostgreSQL cannot store one.
    """
    try:
        value: _T = _decoder(cast(Hashable, kind)).decode(data)
    except (ValueError, RecursionError):
        raise PackageDamaged(what=what) from None
    if encode(value) != data or (b"\\u0000" in data and _NUL.search(data)):
        raise PackageDamaged(what=what)
    return value


class _Kept(msgspec.Struct):
    kind: str
    format: int


def check_format(data: bytes, kind: str, newest: int) -> None:
    """Whether `data` calls itself a `kind` of a format that we read: asked before its members are looked at.

    Raises PackageDamaged, TooNew, TooOld.
    """
    try:
        head = _decoder(_Kept).decode(data)
    except (ValueError, RecursionError):
        raise PackageDamaged(what="json") from None
    if head.kind != kind:
        raise PackageDamaged(what="kind")
    if head.format > newest:
        raise TooNew(found=head.format, known=newest)
    if head.format < 1:
        raise TooOld(found=head.format, known=1)


@cache
def _decoder(kind: Hashable) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(cast(type, kind))
