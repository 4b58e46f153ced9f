"""One entry of the journal as a plain value: what it says, how it is written on a line, how it is hashed.

The hash chain runs over a salted digest of the personal values, not over the values themselves, so that a
person can be erased (personal and salt set to None) while the chain still stands.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

Value = str | int | bool | None
ChangeId = tuple[str, int]  # (origin, seq)

SCHEMA = 3  # 2: the office's answers to what laptops propose; 3: events and days that are called off
_ERASED: list[Value] = [None, None]
GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one row: its value before and after, and the changes whose value this one replaces.

    `never` marks the undoing of a row's first entry: as if it had not been entered. `undoes` is the change that
    this one takes back.
    """

    before: Value
    after: Value
    parents: tuple[ChangeId, ...] = ()
    never: bool = False
    undoes: ChangeId | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Who did what to which fields of which row. `(origin, seq)` names it; `at` is a hybrid logical clock.

    `fields` and `personal` are canonical JSON: `fields` maps each changed field to
    `{"p": [[origin, seq], …], "b": before, "a": after, "n": 1, "u": [origin, seq]}`
    (`b` and `a` absent where personal, `p` where there are no parents, `b` where nothing stood there before, `n` only
    for *never*, `u` only for an undo: a first entry is the most frequent and says no more than its values); `personal`
    maps each personal field to `[before, after]`, and is None where there are none or
    where they were erased; `digest` is the salted SHA-256 of `personal` ("" where there are none).
    """

    origin: str
    seq: int
    schema: int
    at: str
    officer: str
    action: str
    scope: str
    entity: str
    row_id: str
    fields: str
    personal: str | None
    salt: str | None
    digest: str
    reason: str | None
    prev_hash: str
    hash: str

    @property
    def id(self) -> ChangeId:
        return (self.origin, self.seq)

    @property
    def erased(self) -> bool:
        return bool(self.digest) and self.personal is None


MEMBERS = tuple(field.name for field in fields(Change))
_text = json.encoder.encode_basestring


def as_row(change: Change) -> dict[str, Any]:
    """The members of `change` by name (`dataclasses.asdict` would copy each of them)."""
    return {name: getattr(change, name) for name in MEMBERS}


def canonical(value: object) -> str:
    """JSON with sorted keys and no spaces: the same bytes for the same value everywhere."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def personal_digest(personal: str | None, salt: str | None) -> str:
    if personal is None or salt is None:
        return ""
    return hashlib.sha256(f"{salt}|{personal}".encode()).hexdigest()


def change_hash(change: Change) -> str:
    """The link of the chain: SHA-256 over everything but the personal values, their salt and the hash.

    What is hashed is `canonical` of those members, written out here: every change of every package is proven so.
    """
    reason = "null" if change.reason is None else _text(change.reason)
    covered = (
        f'{{"action":{_text(change.action)},"at":{_text(change.at)},"digest":{_text(change.digest)}'
        f',"entity":{_text(change.entity)},"fields":{_text(change.fields)},"officer":{_text(change.officer)}'
        f',"origin":{_text(change.origin)},"prev_hash":{_text(change.prev_hash)},"reason":{reason}'
        f',"row_id":{_text(change.row_id)},"schema":{change.schema},"scope":{_text(change.scope)},"seq":{change.seq}}}'
    )
    return hashlib.sha256(covered.encode()).hexdigest()


def make_change(
    values: Mapping[str, FieldChange], personal_fields: frozenset[str], salt: str, **facts: Any
) -> Change:
    """A sealed Change of `values`; `facts` are its other members but `hash`."""
    entries: dict[str, object] = {}
    personal: dict[str, list[Value]] = {}
    for name, field in values.items():
        entry: dict[str, object] = {}
        if field.parents:
            entry["p"] = [list(parent) for parent in sorted(field.parents)]
        if field.never:
            entry["n"] = 1
        if field.undoes:
            entry["u"] = list(field.undoes)
        if name in personal_fields:
            personal[name] = [field.before, field.after]
        else:
            entry["a"] = field.after
            if field.before is not None:
                entry["b"] = field.before
        entries[name] = entry
    hidden = canonical(personal) if personal else None
    kept_salt = salt if personal else None
    change = Change(
        fields=canonical(entries),
        personal=hidden,
        salt=kept_salt,
        digest=personal_digest(hidden, kept_salt),
        hash="",
        **facts,
    )
    return replace(change, hash=change_hash(change))


def field_changes(change: Change) -> dict[str, FieldChange]:
    """What `change` did to each field; erased values read as None."""
    hidden: dict[str, list[Value]] = json.loads(change.personal) if change.personal else {}
    result = {}
    for name, entry in json.loads(change.fields).items():
        if "a" in entry:
            before, after = entry.get("b"), entry["a"]
        else:
            before, after = hidden.get(name, _ERASED)
        parents = tuple((origin, seq) for origin, seq in entry.get("p", ()))
        undoes = (entry["u"][0], entry["u"][1]) if "u" in entry else None
        result[name] = FieldChange(before, after, parents, bool(entry.get("n")), undoes)
    return result


def lone_values(change: Change) -> dict[str, Value] | None:
    """The values of a row whose only change is `change`; None where it undoes the row's first entry."""
    entries = json.loads(change.fields)
    hidden: dict[str, list[Value]] = json.loads(change.personal) if change.personal else {}
    if any("n" in entry for entry in entries.values()):
        return None
    return {
        name: entry["a"] if "a" in entry else hidden.get(name, _ERASED)[1] for name, entry in entries.items()
    }


def is_sound(change: Change) -> bool:
    """Whether the digest and the hash of `change` fit its content."""
    if not change.erased and personal_digest(change.personal, change.salt) != change.digest:
        return False
    return change_hash(change) == change.hash


def to_line(change: Change) -> str:
    """`change` as one line of JSON, readable by any JSON reader."""
    row = as_row(change)
    row["fields"] = json.loads(change.fields)
    row["personal"] = json.loads(change.personal) if change.personal is not None else None
    return canonical(row)
