"""Shapes of JSON in a column of text: what its readers count on, and no more, so that a later program may add."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from bazar_desktop.domain.journal.changes import Value
from bazar_desktop.domain.values.kinds import ID, TOO_LONG, WRONG_SHAPE, WRONG_TYPE, Form, Kind, Words

LONG = 400_000  # characters of one JSON text


class Shape(Protocol):
    """What a part of JSON looks like."""

    def fits(self, value: Any) -> bool:
        """Whether `value`, read from JSON, has this shape."""


@dataclass(frozen=True, slots=True)
class Anything:
    """JSON of any shape."""

    def fits(self, value: Any) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Plain:
    """A plain value of a kind; None too where it is `optional`."""

    kind: Kind
    optional: bool = False

    def fits(self, value: Any) -> bool:
        if value is None:
            return self.optional
        return isinstance(value, str | int) and self.kind.broken(value) is None


@dataclass(frozen=True, slots=True)
class Number:
    """A number from `least` to `most`, with decimals or without."""

    least: float
    most: float

    def fits(self, value: Any) -> bool:
        return type(value) in (int, float) and self.least <= value <= self.most


@dataclass(frozen=True, slots=True)
class Each:
    """A list of at most `most` of one shape."""

    shape: Shape
    most: int = 20_000

    def fits(self, value: Any) -> bool:
        return isinstance(value, list) and len(value) <= self.most and all(map(self.shape.fits, value))


@dataclass(frozen=True, slots=True)
class MapOf:
    """An object whose members, however they are called, are of one shape."""

    shape: Shape
    names: Kind = field(default_factory=Words)

    def fits(self, value: Any) -> bool:
        if not isinstance(value, dict):
            return False
        return all(self.names.broken(name) is None for name in value) and all(
            map(self.shape.fits, value.values())
        )


@dataclass(frozen=True, slots=True)
class Members:
    """An object that has the members `needed`; those of `others` may be absent. `closed`: it has no more."""

    needed: Mapping[str, Shape] = field(default_factory=dict)
    others: Mapping[str, Shape] = field(default_factory=dict)
    closed: bool = False

    def fits(self, value: Any) -> bool:
        if not isinstance(value, dict) or not value.keys() >= self.needed.keys():
            return False
        known = {**self.needed, **self.others}
        if self.closed and not value.keys() <= known.keys():
            return False
        return all(known[name].fits(item) for name, item in value.items() if name in known)


IDS = Each(Plain(Form(ID, 64)))


@dataclass(frozen=True, slots=True)
class JsonOf:
    """Text that is JSON of one shape: no member twice, no NaN, and not deeper than anybody reads."""

    shape: Shape
    longest: int = LONG

    def broken(self, value: Value) -> str | None:
        if not isinstance(value, str):
            return WRONG_TYPE
        if len(value) > self.longest:
            return TOO_LONG
        try:
            read = json.loads(value, object_pairs_hook=_once, parse_constant=_refuse)
            value.encode()
        except (ValueError, RecursionError):
            return WRONG_SHAPE
        return None if self.shape.fits(read) else WRONG_SHAPE


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object none of whose members comes twice."""
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError
    return members


def _refuse(_constant: str) -> Any:
    raise ValueError
