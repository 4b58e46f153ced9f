"""A ZIP with one possible spelling: stored members, no dates, no flags, no extras, in the given order.

Whoever can open a ZIP can open it. The reader takes the members out and demands that writing them again gives
the same bytes, so double names, hidden bytes, data descriptors and differing directories cannot exist.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Mapping

from bazar_desktop.sync.answers import PackageDamaged, TooBig

_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_ENTRY = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")
_VERSION, _NO_DATE = 20, 0x0021  # 2.0; 1 January 1980, the first date a ZIP can hold


def join(members: Mapping[str, bytes]) -> bytes:
    """Join `members` (ASCII names) into one ZIP file, in their order."""
    body: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for name, content in members.items():
        raw = name.encode("ascii")
        sizes = (zlib.crc32(content), len(content), len(content), len(raw), 0)
        body += [_LOCAL.pack(b"PK\3\4", _VERSION, 0, 0, 0, _NO_DATE, *sizes), raw, content]
        directory += [
            _ENTRY.pack(b"PK\1\2", _VERSION, _VERSION, 0, 0, 0, _NO_DATE, *sizes, 0, 0, 0, 0, offset),
            raw,
        ]
        offset += _LOCAL.size + len(raw) + len(content)
    size = sum(map(len, directory))
    end = _END.pack(b"PK\5\6", 0, 0, len(members), len(members), size, offset, 0)
    return b"".join([*body, *directory, end])


def split(data: bytes, caps: Callable[[str], int | None]) -> dict[str, bytes]:
    """Split `data` into its members; `caps` tells the greatest size of each in bytes, None where one may be missing.

    Raises TooBig, PackageDamaged.
    """
    members: dict[str, bytes] = {}
    offset = 0
    while data[offset : offset + 4] == b"PK\3\4":
        name, start, size = _next_member(data, offset)
        cap = caps(name)
        if cap is None:
            raise PackageDamaged(what="member")
        if size > cap:
            raise TooBig(what=name, limit=cap)
        members[name] = data[start : start + size]
        offset = start + size
    if join(members) != data:
        raise PackageDamaged(what="zip")
    return members


def _next_member(data: bytes, offset: int) -> tuple[str, int, int]:
    """Name, first byte and size of the member whose header stands at `offset`."""
    if len(data) < offset + _LOCAL.size:
        raise PackageDamaged(what="zip")
    *_, size, _whole, name_size, extra_size = _LOCAL.unpack_from(data, offset)
    start = offset + _LOCAL.size
    raw = data[start : start + name_size]
    if extra_size or not raw.isascii():
        raise PackageDamaged(what="zip")
    return raw.decode("ascii"), start + name_size, size
