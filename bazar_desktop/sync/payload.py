"""The inside of a package: changes as JSON Lines under gzip, one control line after each origin's run.

Every line must be spelt canonically (sorted keys, no spaces): so doubled keys, odd numbers and two readings of
one text cannot exist, and the text that was hashed is the text that was read.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.journal.changes import GENESIS, SCHEMA, Change, canonical, is_sound, to_line
from bazar_desktop.sync.answers import PackageDamaged, TooBig, TooNew, TooOld
from bazar_desktop.sync.strict import Count, Hash, Name, Number, Origin, Seq, decode, encode
from bazar_desktop.sync.sums import MONEY, Sums, sums_of

OLDEST_SCHEMA = 1
_SYSTEM = 9  # the byte of a gzip's head that says where it was made
_CHUNK = 256 * 1024

Text = Annotated[str, Meta(max_length=900_000)]
Plain = bool | Number | Text | None


class NothingToPack(BazarError):
    """There is no change after the last one that the office has acknowledged."""


class BrokenRun(BazarError):
    """The changes offered for a package are no contiguous, sound run of one journal."""


class Run(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"first": "from", "last": "to"}):
    """A contiguous part of one origin's journal: its numbers, and the hashes before and after it."""

    origin: Origin
    first: Seq
    last: Seq
    hash_before: Hash
    hash_after: Hash


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    p: list[tuple[Origin, Seq]] | UnsetType = UNSET
    a: Plain | UnsetType = UNSET
    b: Plain | UnsetType = UNSET
    n: Annotated[int, Meta(ge=1, le=1)] | UnsetType = UNSET
    u: tuple[Origin, Seq] | UnsetType = UNSET


class _Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    origin: Origin
    seq: Seq
    schema: Annotated[int, Meta(ge=1, le=1_000_000)]
    at: Annotated[str, Meta(min_length=1, max_length=64)]
    officer: Annotated[str, Meta(max_length=80)]
    action: Name
    scope: Annotated[str, Meta(max_length=120)]
    entity: Name
    row_id: Name
    fields: dict[Name, _Entry]
    personal: dict[Name, tuple[Plain, Plain]] | None
    salt: Annotated[str, Meta(max_length=128)] | None
    digest: Annotated[str, Meta(pattern=r"^([0-9a-f]{64})?\Z")]
    reason: Text | None
    prev_hash: Hash
    hash: Hash


class _Counted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    counts: dict[Name, Count]
    rupiah: Number


class _Control(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    before: _Counted
    after: _Counted


class _ControlLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    control: _Control


@dataclass(frozen=True, slots=True)
class Control:
    """The sums of changes 1 to `from` − 1 of the origin, and of 1 to `to`."""

    before: Sums
    after: Sums


@dataclass(frozen=True, slots=True)
class Caps:
    """The most a payload may hold: bytes unpacked, bytes out for one in, bytes a line, changes."""

    unpacked: int = 512 * 1024 * 1024
    ratio: int = 200
    line: int = 1024 * 1024
    changes: int = 1_000_000


def run_of(changes: Sequence[Change]) -> Run:
    """Tell what `changes` are a run of, judged by their numbers and links. Raises NothingToPack, BrokenRun."""
    if not changes:
        raise NothingToPack()
    first, last = changes[0], changes[-1]
    previous = first.prev_hash
    for number, change in enumerate(changes, first.seq):
        if (change.origin, change.seq, change.prev_hash) != (first.origin, number, previous):
            raise BrokenRun(origin=first.origin, number=number)
        previous = change.hash
    return Run(first.origin, first.seq, last.seq, first.prev_hash, last.hash)


def pack(
    runs: Sequence[tuple[Sequence[Change], Sums]], money: Mapping[str, tuple[str, ...]] = MONEY
) -> bytes:
    """gzip of the lines of `runs`; each comes with the sums of its origin's changes before the run.

    Raises BrokenRun for a change that a reader would refuse.
    """
    lines: list[str] = []
    for changes, before in runs:
        lines += [_proven_line(change) for change in changes]
        after = before.plus(sums_of(changes, money))
        lines.append(canonical({"control": {"before": _plain(before), "after": _plain(after)}}))
    packed = bytearray(gzip.compress("".join(line + "\n" for line in lines).encode(), mtime=0))
    packed[_SYSTEM] = 255  # of no system: the same changes give the same bytes on Windows
    return bytes(packed)


def unpack(
    data: bytes, runs: Sequence[Run], caps: Caps, money: Mapping[str, tuple[str, ...]] = MONEY
) -> tuple[tuple[tuple[Change, ...], Control], ...]:
    """The changes and control sums of each of `runs`, in order. Raises PackageDamaged, TooBig, TooNew, TooOld."""
    if sum(run.last - run.first + 1 for run in runs) > caps.changes:
        raise TooBig(what="changes", limit=caps.changes)
    lines = _lines(data, caps)
    found = tuple(_read_run(lines, run, money) for run in runs)
    if next(lines, None) is not None:
        raise PackageDamaged(what="lines")
    return found


def _proven_line(change: Change) -> str:
    """The line of `change`, which every reader will accept. Raises BrokenRun."""
    line = to_line(change)
    try:
        same = read_change(line.encode()) == change
    except (PackageDamaged, TooNew, TooOld, UnicodeError):
        same = False
    if not same:
        raise BrokenRun(origin=change.origin, number=change.seq)
    return line


def _plain(sums: Sums) -> dict[str, object]:
    return {"counts": dict(sums.counts), "rupiah": sums.rupiah}


def _lines(data: bytes, caps: Caps) -> Iterator[bytes]:
    """The lines under the gzip of `data`, inflated piece by piece under `caps`."""
    engine = zlib.decompressobj(wbits=31)
    room = min(caps.unpacked, max(caps.ratio * len(data), caps.line))
    rest = b""
    pending = data
    try:
        while not engine.eof:
            piece = engine.decompress(pending, _CHUNK)
            pending = engine.unconsumed_tail
            room -= len(piece)
            if not piece and not pending and not engine.eof:
                raise PackageDamaged(what="gzip")
            *whole, rest = (rest + piece).split(b"\n")
            if room < 0 or max(map(len, (*whole, rest))) > caps.line:
                raise TooBig(what="payload", limit=caps.unpacked)
            yield from whole
    except zlib.error:
        raise PackageDamaged(what="gzip") from None
    if rest or engine.unused_data:
        raise PackageDamaged(what="gzip")


def _read_run(
    lines: Iterator[bytes], run: Run, money: Mapping[str, tuple[str, ...]]
) -> tuple[tuple[Change, ...], Control]:
    changes: list[Change] = []
    previous = run.hash_before
    for number in range(run.first, run.last + 1):
        change = read_change(next(lines, b""))
        if (change.origin, change.seq, change.prev_hash) != (run.origin, number, previous):
            raise PackageDamaged(what="chain")
        previous = change.hash
        changes.append(change)
    if previous != run.hash_after:
        raise PackageDamaged(what="chain")
    control = _read_control(next(lines, b""))
    begins = run.first > 1 or (run.hash_before == GENESIS and control.before == Sums())
    if not begins or control.before.plus(sums_of(changes, money)) != control.after:
        raise PackageDamaged(what="sums")
    return tuple(changes), control


def read_change(line: bytes) -> Change:
    """Read one change from its line, with its types, ranges, digest and hash proven.

    Raises PackageDamaged, TooNew, TooOld.
    """
    row = decode(line, _Line, "change")
    if row.schema > SCHEMA:
        raise TooNew(found=row.schema, known=SCHEMA)
    if row.schema < OLDEST_SCHEMA:
        raise TooOld(found=row.schema, known=OLDEST_SCHEMA)
    facts = {name: getattr(row, name) for name in _Line.__struct_fields__}
    facts["fields"] = encode(row.fields).decode()
    facts["personal"] = None if row.personal is None else encode(row.personal).decode()
    change = Change(**facts)
    if not _hides_rightly(row) or not is_sound(change):
        raise PackageDamaged(what="change")
    return change


def _hides_rightly(row: _Line) -> bool:
    """Whether exactly the fields without values are those kept apart as personal, or erased."""
    hidden = {name for name, entry in row.fields.items() if entry.a is UNSET}
    if any(row.fields[name].b is not UNSET for name in hidden):
        return False
    if row.personal is None:
        return row.salt is None and bool(hidden) == bool(row.digest)
    return hidden == set(row.personal)


def _read_control(line: bytes) -> Control:
    control = decode(line, _ControlLine, "sums").control
    before, after = (Sums(counted.counts, counted.rupiah) for counted in (control.before, control.after))
    return Control(before, after)
