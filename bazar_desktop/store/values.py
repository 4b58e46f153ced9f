"""What the columns of the model may hold, asked at every door by the kinds that they declare (`tables.base.fact`).

The rules of a table are gathered once. What a person enters is refused by ValueRefused before it is written; what
comes from elsewhere by ContentBroken, with the place, before anything of it is taken in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.journal.changes import Change, ChangeId, Value
from bazar_desktop.domain.values.kinds import WRONG_SHAPE, ByRow, Kind, Words, normal_text
from bazar_desktop.domain.values.members import broken_clock, broken_member
from bazar_desktop.store.tables import Fact, facts

UNKNOWN_ENTITY, UNKNOWN_FIELD = "unknown_entity", "unknown_field"
NOT_BEFORE, GOES_ROUND = "not_before", "goes_round"  # of the changes that a change names

Key = tuple[str, str]  # entity and row id
Check = Callable[[Value], str | None]


class ValueRefused(BazarError):
    """A value that its field cannot hold. Facts: entity, field, rule."""


class ContentBroken(BazarError):
    """A change that came from elsewhere says what no field can hold. Facts: origin, seq, entity, field, rule."""


@dataclass(frozen=True)
class Columns:
    """The rules of one table: what each column may hold, which are words, and which depend on the row."""

    checks: Mapping[str, Check]
    words: tuple[str, ...]
    by_row: Mapping[str, ByRow]

    def check_of(self, row_id: str, name: str) -> Check | None:
        """What asks a value of this field in this row; None where the table has no such field."""
        if self.by_row and name in self.by_row:
            return self.by_row[name].of_row(row_id).broken
        return self.checks.get(name)


def kinds_of(cls: type[Fact]) -> dict[str, Kind]:
    """What each field of a fact may hold."""
    return {column.key: column.info["kind"] for column in cls.__table__.columns if "kind" in column.info}


@cache
def columns_of(cls: type[Fact]) -> Columns:
    """Gather the rules of a table."""
    kinds = kinds_of(cls)
    return Columns(
        {name: kind.broken for name, kind in kinds.items()},
        tuple(name for name, kind in kinds.items() if isinstance(kind, Words)),
        {name: kind for name, kind in kinds.items() if isinstance(kind, ByRow)},
    )


# -- what is entered here -------------------------------------------------------------------------------------


def put_words_in_order(row: Fact) -> None:
    """Compose the words of a row that is about to be written, and leave out what is no character."""
    for name in columns_of(type(row)).words:
        value = getattr(row, name)
        if isinstance(value, str) and not (value.isascii() and value.isprintable()):
            plain = normal_text(value)
            if plain != value:
                setattr(row, name, plain)


def require_sound(cls: type[Fact], row_id: str, values: Mapping[str, Value]) -> None:
    """Raise ValueRefused for the first of `values` that its column cannot hold."""
    columns = columns_of(cls)
    for name, value in values.items():
        check = columns.check_of(row_id, name)
        rule = check(value) if check is not None and value is not None else None
        if rule is not None:
            raise ValueRefused(entity=cls.__tablename__, field=name, rule=rule)


def require_sound_clock(at: str) -> None:
    """Raise ValueRefused where the clock of this laptop stands in a year that cannot be."""
    rule = broken_clock(at)
    if rule is not None:
        raise ValueRefused(entity="change", field="at", rule=rule)


def sound_columns(
    cls: type[Fact], ids: Sequence[str], names: Sequence[str], values: Sequence[Sequence[Any]]
) -> list[Sequence[Any]]:
    """Give many rows by column, as `names`, with their words composed. Raises ValueRefused."""
    columns = columns_of(cls)
    sound: list[Sequence[Any]] = []
    for name, column in zip(names, values, strict=True):
        if name in columns.words:
            column = _composed(column)
        if name in columns.by_row:
            for row_id, value in zip(ids, column, strict=True):
                require_sound(cls, row_id, {name: value})
        else:
            check = columns.checks[name]
            for value in column:
                if value is not None and (rule := check(value)) is not None:
                    raise ValueRefused(entity=cls.__tablename__, field=name, rule=rule)
        sound.append(column)
    return sound


def _composed(column: Sequence[Any]) -> Sequence[Any]:
    odd = any(
        isinstance(value, str) and not (value.isascii() and value.isprintable()) for value in set(column)
    )
    return [normal_text(value) if isinstance(value, str) else value for value in column] if odd else column


# -- what comes from elsewhere --------------------------------------------------------------------------------


class _Entry(msgspec.Struct):
    p: list[tuple[str, int]] = []
    a: str | int | bool | UnsetType | None = UNSET
    b: str | int | bool | UnsetType | None = UNSET
    n: int = 0
    u: tuple[str, int] | UnsetType = UNSET


_ERASED = (None, None)
_entries = msgspec.json.Decoder(dict[str, _Entry]).decode
_pairs = msgspec.json.Decoder(dict[str, tuple[str | int | bool | None, str | int | bool | None]]).decode


def require_sound_content(changes: Iterable[Change]) -> set[Key]:
    """Raise ContentBroken for the first of `changes` that says what cannot be.

    Returns the rows of which a change names one of another chain as its parent: only there can parents go round.
    """
    known, crossing = facts(), set[Key]()
    for change in changes:
        member = broken_member(change)
        if member is not None:
            raise _broken(change, *member)
        cls = known.get(change.entity)
        if cls is None:
            raise _broken(change, "entity", UNKNOWN_ENTITY)
        if _read_fields(change, columns_of(cls)):
            crossing.add((change.entity, change.row_id))
    return crossing


def _read_fields(change: Change, columns: Columns) -> bool:
    """Look at every field of `change`; whether one names a parent in another chain. Raises ContentBroken."""
    try:
        entries = _entries(change.fields)
        hidden = _pairs(change.personal) if change.personal is not None else {}
    except (ValueError, RecursionError):
        raise _broken(change, "fields", WRONG_SHAPE) from None
    crossing = False
    for name, entry in entries.items():
        check = columns.check_of(change.row_id, name)
        if check is None:
            raise _broken(change, name, UNKNOWN_FIELD)
        after, before = entry.a, entry.b
        if after is UNSET:
            before, after = hidden.get(name, _ERASED)
        if after is not None and (rule := check(after)) is not None:
            raise _broken(change, name, rule)
        if before is not UNSET and before is not None and (rule := check(before)) is not None:
            raise _broken(change, name, rule)
        if entry.p or entry.u is not UNSET:
            crossing = _crosses(change, name, entry) or crossing
    return crossing


def _crosses(change: Change, name: str, entry: _Entry) -> bool:
    """Whether a parent stands in another chain. Raises ContentBroken for one of its own that comes later."""
    named: list[ChangeId] = [*entry.p] if entry.u is UNSET else [*entry.p, entry.u]
    for origin, seq in named:
        if seq < 1 or (origin == change.origin and seq >= change.seq):
            raise _broken(change, name, NOT_BEFORE)
    return any(origin != change.origin for origin, _ in entry.p)


def _broken(change: Change, field: str, rule: str) -> ContentBroken:
    """The refusal with its place. Names that are none of ours are not repeated: they may hold anything."""
    entity = change.entity if change.entity in facts() else "change"
    field = "fields" if rule == UNKNOWN_FIELD else field
    return ContentBroken(origin=change.origin, seq=change.seq, entity=entity, field=field, rule=rule)
