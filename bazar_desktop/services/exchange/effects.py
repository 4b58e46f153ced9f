"""What changes of a laptop would move: told from what stands here without them, never from what they say was there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import CHANNELS
from bazar_desktop.domain.journal.changes import Change, Value
from bazar_desktop.domain.journal.counting import counted
from bazar_desktop.domain.journal.merging import fold_row
from bazar_desktop.store.changes import Key, RowChanges, rows_here
from bazar_desktop.store.fields import merge_rules
from bazar_desktop.store.tables import OmzetEntry, facts

OMZET = OmzetEntry.__tablename__


@dataclass(frozen=True, slots=True)
class Effect:
    """A row as it would stand `without` some changes and `counting` them: values by field, as the journal has them."""

    without: Mapping[str, Value]
    counting: Mapping[str, Value]

    @property
    def rupiah(self) -> int:
        """By how many rupiah an omzet moves."""
        return _told(self.counting) - _told(self.without)


def effects_of(
    session: Session, changes: Sequence[Change], held: Mapping[Key, RowChanges] | None = None
) -> dict[Key, Effect]:
    """The effect of `changes` on each of their rows; `held` are those rows, where they were read."""
    keys = list(dict.fromkeys((change.entity, change.row_id) for change in changes))
    known = held if held is not None else rows_here(session.connection(), keys)
    ids = {change.id for change in changes}
    return {key: _effect(key[0], known[key], ids) for key in keys if key in known and key[0] in facts()}


def rupiah_by_scope(session: Session, changes: Sequence[Change]) -> Counter[str]:
    """By how many rupiah these changes move the omzet, UMKM and mitra alike, by the scope that they belong to."""
    omzet = [change for change in changes if change.entity == OMZET]
    scopes = {change.row_id: change.scope for change in omzet}
    moved: Counter[str] = Counter()
    for (_entity, row_id), effect in effects_of(session, omzet).items():
        moved[scopes[row_id]] += effect.rupiah
    return moved


def _effect(entity: str, row: RowChanges, ids: Iterable[tuple[str, int]]) -> Effect:
    chosen = set(ids)
    rules = merge_rules(facts()[entity])
    without, counting = (
        fold_row(counted(row.changes, aside), rules).values()
        for aside in (row.aside | chosen, row.aside - chosen)
    )
    return Effect(without, counting)


def _told(values: Mapping[str, Value]) -> int:
    if values.get("withdrawn"):
        return 0
    return sum(value for name in CHANNELS if isinstance(value := values.get(name), int) and value is not True)
