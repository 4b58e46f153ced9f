"""The fold: what a row's changes add up to, whatever order they came in.

A field's state is its heads: the changes that no other change of the field names as parent. One head, or several
of the same value, is that value; two heads of different values are a conflict. Comparing *before* values instead
would call an undo and redo on one store a conflict and miss real ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter

from bazar_desktop.domain.journal.changes import Change, ChangeId, FieldChange, Value, field_changes

ASK, EARLIEST, LATEST = "ask", "earliest", "latest"


@dataclass(frozen=True, slots=True)
class Head:
    """A change that still speaks for its field."""

    id: ChangeId
    at: str
    value: Value
    never: bool

    @property
    def rank(self) -> tuple[str, str, int]:
        return (self.at, *self.id)


@dataclass(frozen=True, slots=True)
class FieldState:
    """The heads of a field, the value to show and whether the heads disagree on a field that asks."""

    heads: tuple[Head, ...]
    value: Value
    conflict: bool


@dataclass(frozen=True, slots=True)
class RowState:
    fields: dict[str, FieldState]
    changed_at: str

    def values(self) -> dict[str, Value]:
        return {name: state.value for name, state in self.fields.items()}


Entry = tuple[ChangeId, str, FieldChange]
_rank = attrgetter("rank")


def heads_of(entries: list[Entry]) -> tuple[Head, ...]:
    """The heads among all changes of one field, oldest first."""
    if len(entries) == 1:
        id_, at, field = entries[0]
        return (Head(id_, at, field.after, field.never),)
    named = {parent for _, _, field in entries for parent in field.parents}
    heads = [Head(id_, at, field.after, field.never) for id_, at, field in entries if id_ not in named]
    if not heads:  # they name each other in a circle, which no program writes: the last of them speaks
        heads = [max((Head(id_, at, field.after, field.never) for id_, at, field in entries), key=_rank)]
    return tuple(sorted(_without_undone_entries(heads, entries), key=lambda head: head.rank))


def _without_undone_entries(heads: list[Head], entries: list[Entry]) -> list[Head]:
    """Leave out an undone first entry where another store entered the field on its own.

    If that other head grew out of the entry that was undone, both stay: it is a conflict.
    """
    if len(heads) < 2 or not any(head.never for head in heads):
        return heads
    parents = {id_: field.parents for id_, _, field in entries}
    living = {head.id: _ancestors(head.id, parents) for head in heads if not head.never}
    if not living:
        return heads
    kept = []
    for head in heads:
        undone = set(parents[head.id])
        if not head.never or any(undone & family for family in living.values()):
            kept.append(head)
    return kept


def _ancestors(start: ChangeId, parents: Mapping[ChangeId, tuple[ChangeId, ...]]) -> set[ChangeId]:
    seen: set[ChangeId] = set()
    waiting = list(parents.get(start, ()))
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting.extend(parents.get(one, ()))
    return seen


def fold_field(entries: list[Entry], rule: str) -> FieldState:
    """The state of one field; `entries` are all its changes, `rule` is ask, earliest or latest."""
    heads = heads_of(entries)
    if len(heads) == 1:
        return FieldState(heads, heads[0].value, False)
    distinct = {(head.never, head.value) for head in heads}
    shown = heads[-1].value
    if len(distinct) > 1 and rule == EARLIEST:
        known = [str(head.value) for head in heads if head.value is not None and not head.never]
        shown = min(known) if known else None
    return FieldState(heads, shown, len(distinct) > 1 and rule == ASK)


def fold_row(changes: Iterable[Change], rules: Mapping[str, str]) -> RowState:
    """The state of one row from all of its changes, in any order. `rules`: merge rule by field, `ask` if absent."""
    entries: dict[str, list[Entry]] = {}
    last, undone = "", False
    for change in changes:
        last = max(last, change.at)
        for name, field in field_changes(change).items():
            undone = undone or field.never
            entries.setdefault(name, []).append((change.id, change.at, field))
    fields = {name: fold_field(found, rules.get(name, ASK)) for name, found in entries.items()}
    return RowState(_without_undone_values(fields) if undone else fields, last)


def _without_undone_values(fields: dict[str, FieldState]) -> dict[str, FieldState]:
    """A row that another store keeps alive has nothing of a first entry that was undone: that field is empty."""
    alive = fields.get("withdrawn")
    if alive is None or alive.value is not False:
        return fields
    return {
        name: FieldState(state.heads, None, False) if all(head.never for head in state.heads) else state
        for name, state in fields.items()
    }


def parents_of_edit(state: FieldState | None, overwritten: Value, rule: str) -> tuple[ChangeId, ...]:
    """The parents of an edit of a field in `state`: all heads whose value it overwrites.

    A field that merges by itself has one value for the officer, so an edit replaces all of its heads.
    """
    if state is None:
        return ()
    return tuple(head.id for head in state.heads if rule != ASK or head.value == overwritten)


def parents_of_decision(state: FieldState | None) -> tuple[ChangeId, ...]:
    """The parents of a decision, or of a change of the whole row: all heads."""
    return tuple(head.id for head in state.heads) if state else ()
