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
    """Which changes each change put out of force, by hash, as its officer saw the field when writing.

    `makers` tells at which store each chain is written, 0 for the office. Settings are the office's; what a laptop
    writes of them counts at that laptop, and elsewhere once the office has said so.
    """

    replaced: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    makers: dict[str, int] = field(default_factory=dict)

    def wrote(self, change: Change, held: Iterable[Change], place: int) -> None:
        """`change` was written at the store `place` that held `held`."""
        all_held = list(held)
        counts = self.counting(all_held, place)
        before = _by_field(item for item in all_held if item.row_id == change.row_id)
        values = field_changes(change)
        whole = "withdrawn" in values or change.action.startswith("decisions.decide")
        for name, value in values.items():
            heads = self._heads(name, before.get((change.entity, change.row_id, name), []), counts)
            asks = merge_rules(facts()[change.entity]).get(name, ASK) == ASK
            gone = [item.hash for item, seen in heads if whole or not asks or seen.after == value.before]
            self.replaced[change.hash, name] = frozenset(gone)

    def counting(self, held: Iterable[Change], place: int) -> frozenset[str]:
        """The hashes of those of `held` that count at the store `place`."""
        all_held = list(held)
        words = self._words(all_held)
        return frozenset(change.hash for change in all_held if self._counts(change, words, place))

    def _counts(self, change: Change, words: list[dict[str, Value]], place: int) -> bool:
        maker = self.makers[change.origin]
        if maker == 0:
            return True
        about = [word for word in words if word["origin"] == change.origin and _reaches(word, change.seq)]
        if any("taken_by" in word for word in about):
            return False
        if change.entity != "setting":
            return True
        return bool(about[-1]["accepted"]) if about else maker == place

    def _words(self, held: list[Change]) -> list[dict[str, Value]]:
        """What the office has said and not withdrawn, the latest last."""
        said = [change for change in held if change.entity in {"verdict", "take_back"}]
        everything = frozenset(change.hash for change in said)
        rows: dict[str, dict[str, Value]] = defaultdict(dict)
        for (_, row_id, name), entries in _by_field(said).items():
            heads = self._heads(name, entries, everything)
            rows[row_id][name] = max(heads, key=_rank)[1].after
            latest = max((change.at for change, _ in entries))
            rows[row_id]["said"] = max(str(rows[row_id].get("said") or ""), latest)
        words = [
            row | {"id": row_id}
            for row_id, row in rows.items()
            if not row.get("withdrawn") and "origin" in row
        ]
        return sorted(
            words, key=lambda word: (int(str(word.get("revision") or 0)), str(word["said"]), str(word["id"]))
        )

    def wanted(self, held: Iterable[Change], place: int) -> Wanted:
        """What the store `place` should list and show when it holds exactly `held`."""
        all_held = list(held)
        counts = self.counting(all_held, place)
        conflicts, shown = set(), {}
        for key, entries in _by_field(all_held).items():
            entity, _, name = key
            heads = self._heads(name, entries, counts)
            if not heads or merge_rules(facts()[entity]).get(name, ASK) != ASK:
                continue
            if len({(value.never, value.after) for _, value in heads}) > 1:
                conflicts.add(key)
            shown[key] = max(heads, key=_rank)[1].after
        return Wanted(frozenset(conflicts), shown)

    def _heads(
        self, name: str, entries: list[tuple[Change, FieldChange]], counts: frozenset[str]
    ) -> list[tuple[Change, FieldChange]]:
        counted = [entry for entry in entries if entry[0].hash in counts]
        gone = {old for change, _ in counted for old in self._put_out(change.hash, name, counts)}
        heads = [entry for entry in counted if entry[0].hash not in gone]
        living = [self._ancestors(change.hash, name, counts) for change, value in heads if not value.never]
        if not living:
            return heads
        return [
            (change, value)
            for change, value in heads
            if not value.never or any(self._put_out(change.hash, name, counts) & family for family in living)
        ]

    def _put_out(self, hash_: str, name: str, counts: frozenset[str]) -> frozenset[str]:
        """What a change put out of force, and what those of it that do not count had put out."""
        found: set[str] = set()
        waiting = list(self.replaced.get((hash_, name), ()))
        while waiting:
            old = waiting.pop()
            if old in counts:
                found.add(old)
            else:
                waiting += self.replaced.get((old, name), ())
        return frozenset(found)

    def _ancestors(self, hash_: str, name: str, counts: frozenset[str]) -> frozenset[str]:
        found: set[str] = set()
        waiting = [hash_]
        while waiting:
            for item in self._put_out(waiting.pop(), name, counts):
                if item not in found:
                    found.add(item)
                    waiting.append(item)
        return frozenset(found)


def _rank(entry: tuple[Change, FieldChange]) -> tuple[str, str, int]:
    return (entry[0].at, entry[0].origin, entry[0].seq)


def _reaches(word: dict[str, Value], seq: int) -> bool:
    last = word.get("last")
    return int(word["first"] or 0) <= seq and (last is None or seq <= int(last))


def _by_field(held: Iterable[Change]) -> dict[Field, list[tuple[Change, FieldChange]]]:
    found: dict[Field, list[tuple[Change, FieldChange]]] = defaultdict(list)
    for change in held:
        for name, value in field_changes(change).items():
            found[change.entity, change.row_id, name].append((change, value))
    return found
