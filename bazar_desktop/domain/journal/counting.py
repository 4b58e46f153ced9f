"""The changes that count: what the fold is made of where some changes of a row stand aside.

A change that does not count gives no head. Where a counted change replaced it, that change replaces what it had
replaced: otherwise what stood before would speak again beside its successor.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import replace

from bazar_desktop.domain.journal.changes import Change, ChangeId, canonical, field_changes

Parents = dict[tuple[ChangeId, str], tuple[ChangeId, ...]]  # by change and field


def counted(changes: Sequence[Change], aside: Collection[ChangeId]) -> list[Change]:
    """Give `changes` of one row without those that stand `aside`; parents that name one lead on to its own parents.

    The result is for the fold: where parents were led on, the hash of a change does not cover them.
    """
    if not aside:
        return list(changes)
    left_out: Parents = {
        (change.id, name): field.parents
        for change in changes
        if change.id in aside
        for name, field in field_changes(change).items()
    }
    return [_led_on(change, aside, left_out) for change in changes if change.id not in aside]


def _led_on(change: Change, aside: Collection[ChangeId], left_out: Parents) -> Change:
    fields = json.loads(change.fields)
    moved = False
    for name, entry in fields.items():
        named = [(origin, seq) for origin, seq in entry.get("p", ())]
        if any(parent in aside for parent in named):
            moved = True
            parents = _behind(named, name, aside, left_out)
            entry.pop("p")
            if parents:
                entry["p"] = [list(parent) for parent in parents]
    return replace(change, fields=canonical(fields)) if moved else change


def _behind(
    named: list[ChangeId], name: str, aside: Collection[ChangeId], left_out: Parents
) -> list[ChangeId]:
    """The counted changes that `named` lead to for the field `name`."""
    reached: set[ChangeId] = set()
    seen: set[ChangeId] = set()
    waiting = list(named)
    while waiting:
        parent = waiting.pop()
        if parent in seen:
            continue
        seen.add(parent)
        if parent in aside:
            waiting.extend(left_out.get((parent, name), ()))
        else:
            reached.add(parent)
    return sorted(reached)
