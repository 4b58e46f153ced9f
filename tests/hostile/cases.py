"""Every odd value that a field of the model can be given, made from the kinds that its columns declare.

No case is written by hand: a column that is added tomorrow is covered by its own declaration.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import singledispatch
from typing import Any

from bazar_desktop.domain.journal.changes import Value, canonical
from bazar_desktop.domain.values.kinds import (
    NOT_NORMAL,
    OUT_OF_RANGE,
    TOO_LONG,
    UNKNOWN_WORD,
    WRONG_FORM,
    WRONG_SHAPE,
    WRONG_TYPE,
    ByRow,
    Day,
    Form,
    Kind,
    MomentText,
    OneOf,
    Reference,
    TimeOfDay,
    Whole,
    Words,
    YesNo,
)
from bazar_desktop.domain.values.shapes import (
    Anything,
    Each,
    JsonOf,
    MapOf,
    Members,
    Number,
    Plain,
    Shape,
)
from bazar_desktop.store.tables import Fact, facts
from bazar_desktop.store.values import kinds_of

MERGES = ""  # the rule of a value that is stored: null, and the id of a row that has not come
GIANT = "x" * 800_000
Odd = tuple[str, Value, str]  # what is odd, the value, the rule that refuses it


@dataclass(frozen=True)
class Case:
    """One odd value in one field of a row that is sound otherwise; `rule` refuses it, MERGES where none does."""

    entity: str
    field: str
    what: str
    value: Value
    rule: str


def cases() -> list[Case]:
    """Every case, entity by entity, field by field."""
    return [
        Case(entity, name, what, value, rule)
        for entity, cls in sorted(facts().items())
        for name, kind in kinds_of(cls).items()
        for what, value, rule in (*odd_values(kind), ("null", None, MERGES))
    ]


# -- what is odd, by kind -------------------------------------------------------------------------------------

_NO_TEXT: tuple[Odd, ...] = (("number", 7, WRONG_TYPE), ("truth", True, WRONG_TYPE))


@singledispatch
def odd_values(kind: Kind) -> Iterator[Odd]:
    """The odd values of a kind. A kind that has none here is a fault of this module."""
    raise NotImplementedError(type(kind).__name__)


@odd_values.register
def _words(kind: Words) -> Iterator[Odd]:
    yield from _NO_TEXT
    yield "too long", "x" * (kind.longest + 1), TOO_LONG
    yield "giant", GIANT, TOO_LONG
    yield "bell", "a\x07b", NOT_NORMAL


@odd_values.register
def _whole(kind: Whole) -> Iterator[Odd]:
    yield "text", "7", WRONG_TYPE
    yield "truth", True, WRONG_TYPE
    yield "below", kind.least - 1, OUT_OF_RANGE
    yield "above", kind.most + 1, OUT_OF_RANGE
    yield "far above", 2**53 - 1, OUT_OF_RANGE


@odd_values.register
def _yes_no(_kind: YesNo) -> Iterator[Odd]:
    yield "text", "ya", WRONG_TYPE
    yield "number", 2, WRONG_TYPE


@odd_values.register
def _one_of(_kind: OneOf) -> Iterator[Odd]:
    yield from _NO_TEXT
    yield "unknown word", "takada", UNKNOWN_WORD


@odd_values.register
def _form(kind: Form) -> Iterator[Odd]:
    yield from _NO_TEXT
    yield "giant", GIANT, TOO_LONG
    yield "other form", "?" * kind.longest, WRONG_FORM


@odd_values.register
def _reference(kind: Reference) -> Iterator[Odd]:
    yield from _form(kind)
    yield "dangling", "tidak-ada-di-sini", MERGES


@odd_values.register
def _day(kind: Day) -> Iterator[Odd]:
    yield from _NO_TEXT
    yield "no day", "2023-02-30", WRONG_FORM
    yield "words", "kemarin", WRONG_FORM
    yield "long ago", f"{kind.first - 1:04d}-12-31", OUT_OF_RANGE
    if kind.last < 9999:
        yield "far ahead", f"{kind.last + 1:04d}-01-01", OUT_OF_RANGE


@odd_values.register
def _time(_kind: TimeOfDay) -> Iterator[Odd]:
    yield from _NO_TEXT
    yield "no time", "25:00:00", WRONG_FORM
    yield "short", "9.30", WRONG_FORM


@odd_values.register
def _moment(kind: MomentText) -> Iterator[Odd]:
    yield from _NO_TEXT
    yield "without zone", "2023-03-20T09:30:00", WRONG_FORM
    yield "no moment", "2023-02-30T09:30:00+07:00", WRONG_FORM
    yield "long ago", f"{kind.first - 1:04d}-12-31T00:00:00+07:00", OUT_OF_RANGE
    yield "far ahead", f"{kind.last + 1:04d}-01-01T00:00:00+07:00", OUT_OF_RANGE


@odd_values.register
def _json(kind: JsonOf) -> Iterator[Odd]:
    yield from _NO_TEXT
    yield "no JSON", "{", WRONG_SHAPE
    yield "no number", "[NaN]", WRONG_SHAPE
    yield "member twice", '{"a":1,"a":1}', WRONG_SHAPE
    yield "too deep", "[" * 50_000 + "]" * 50_000, WRONG_SHAPE
    yield "giant", f'"{GIANT}"', TOO_LONG
    for text in ("null", "7", '"x"', "[]", "{}", "[[]]", '[{"a":[]}]', '{"a":{"b":[]}}', '{"vendors":[]}'):
        rule = kind.broken(text)
        if rule is not None:
            yield f"shape {text}", text, rule


@odd_values.register
def _by_row(kind: ByRow) -> Iterator[Odd]:
    yield from odd_values(kind.other)


# -- what is sound, by kind -----------------------------------------------------------------------------------


def sound_row(cls: type[Fact], known: Mapping[str, str]) -> dict[str, Value]:
    """A value for every field of a row of `cls`; references name rows that are `known`, by entity."""
    values = {name: sound_value(kind, known) for name, kind in kinds_of(cls).items()}
    return {**values, "withdrawn": False}


def sound_value(kind: Kind, known: Mapping[str, str]) -> Value:
    """A value that `kind` takes."""
    value = _sound(kind, known)
    assert value is None or kind.broken(value) is None, (kind, value)
    return value


def _sound(kind: Kind, known: Mapping[str, str]) -> Value:
    return next(make(kind, known) for of, make in _SOUND if isinstance(kind, of))


_FORMS = (
    "3171010101800001", "+6281234567890", "31.71.02", "P233K99", "K", "a" * 64, "age1" + "q" * 58, "#a0b0c0", "3-9",
)  # fmt: skip


_SOUND: tuple[tuple[type, Callable[[Any, Mapping[str, str]], Value]], ...] = (
    (Reference, lambda kind, known: known.get(kind.entity)),
    (Words, lambda kind, _known: "Sesuatu"[: kind.longest]),
    (Whole, lambda kind, _known: max(kind.least, min(3, kind.most))),
    (YesNo, lambda _kind, _known: True),
    (OneOf, lambda kind, _known: kind.words[0] or kind.words[-1]),
    (Day, lambda _kind, _known: "2023-03-20"),
    (TimeOfDay, lambda _kind, _known: "09:30:00"),
    (MomentText, lambda _kind, _known: "2023-03-20T09:30:00+07:00"),
    (JsonOf, lambda kind, known: canonical(_sound_json(kind.shape, known))),
    (ByRow, lambda kind, known: _sound(kind.other, known)),
    (Form, lambda kind, _known: next(text for text in _FORMS if kind.broken(text) is None)),
)


def _sound_json(shape: Shape, known: Mapping[str, str]) -> object:
    match shape:
        case Plain():
            return _sound(shape.kind, known)
        case Each():
            return [_sound_json(shape.shape, known)]
        case MapOf():
            return {"a": _sound_json(shape.shape, known)}
        case Members():
            return {
                name: _sound_json(part, known)
                for name, part in (*shape.needed.items(), *shape.others.items())
            }
        case Number():
            return shape.least
        case Anything():
            return {}
    raise NotImplementedError(type(shape).__name__)
