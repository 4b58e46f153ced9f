"""What merged stores should hold, told from what each officer had before them when they wrote: an independent judge.

It knows who had seen which change, by hash, and never looks at the parents that the journal recorded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from bazar_desktop.domain.journal.changes import Change, FieldChange, Value, field_changes
from bazar_desktop.domain.journal.merging import ASK
from bazar_desktop.store.fields import merge_rules
from bazar_desktop.store.tables import facts

Field = tuple[str, str, str]  # entity, row, field


@dataclass(frozen=True)
class Wanted:
    """The fields in conflict, and the value each field that asks should show."""

    conflicts: frozenset[Field]
    shown: dict[Field, Value]


@dataclass
class Truth:
    """Which changes each change put out of force, by hash, as its officer saw the field when writing."""

    replaced: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    def wrote(self, change: Change, held: Iterable[Change]) -> None:
        """`change` was written at a store that held `held`."""
        before = _by_field(held)
        values = field_changes(change)
        whole = "withdrawn" in values or change.action.startswith("decisions.decide")
        for name, value in values.items():
            heads = self._heads(name, before.get((change.entity, change.row_id, name), []))
            asks = merge_rules(facts()[change.entity]).get(name, ASK) == ASK
            gone = [item.hash for item, seen in heads if whole or not asks or seen.after == value.before]
            self.replaced[change.hash, name] = frozenset(gone)

    def wanted(self, held: Iterable[Change]) -> Wanted:
        """What a store that holds exactly `held` should list and show."""
        conflicts, shown = set(), {}
        for key, entries in _by_field(held).items():
            entity, _, name = key
            if merge_rules(facts()[entity]).get(name, ASK) != ASK:
                continue
            heads = self._heads(name, entries)
            if len({(value.never, value.after) for _, value in heads}) > 1:
                conflicts.add(key)
            shown[key] = max(heads, key=lambda head: (head[0].at, head[0].origin, head[0].seq))[1].after
        return Wanted(frozenset(conflicts), shown)

    def _heads(
        self, name: str, entries: list[tuple[Change, FieldChange]]
    ) -> list[tuple[Change, FieldChange]]:
        gone = {old for change, _ in entries for old in self.replaced[change.hash, name]}
        heads = [entry for entry in entries if entry[0].hash not in gone]
        living = [self._ancestors(change.hash, name) for change, value in heads if not value.never]
        if not living:
            return heads
        return [
            (change, value)
            for change, value in heads
            if not value.never or any(self.replaced[change.hash, name] & family for family in living)
        ]

    def _ancestors(self, hash_: str, name: str) -> frozenset[str]:
        found: set[str] = set()
        waiting = [hash_]
        while waiting:
            for item in self.replaced.get((waiting.pop(), name), ()):
                if item not in found:
                    found.add(item)
                    waiting.append(item)
        return frozenset(found)


def _by_field(held: Iterable[Change]) -> dict[Field, list[tuple[Change, FieldChange]]]:
    found: dict[Field, list[tuple[Change, FieldChange]]] = defaultdict(list)
    for change in held:
        for name, value in field_changes(change).items():
            found[change.entity, change.row_id, name].append((change, value))
    return found
