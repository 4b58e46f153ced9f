"""What changes of a laptop would move: told from what stands here without them, never from what they say was there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import CHANNELS, REPORTED
from bazar_desktop.domain.journal.changes import Change, Value
from bazar_desktop.domain.journal.counting import counted
from bazar_desktop.domain.journal.merging import fold_row
from bazar_desktop.store.changes import Key, RowChanges, rows_here
from bazar_desktop.store.fields import field_names, merge_rules
from bazar_desktop.store.journal import encode
from bazar_desktop.store.rows import rows_of
from bazar_desktop.store.tables import Bazaar, BazaarDay, OmzetEntry, Participation, facts

OMZET = OmzetEntry.__tablename__
BAZAAR, DAY, PARTY = Bazaar.__tablename__, BazaarDay.__tablename__, Participation.__tablename__
MOVING = frozenset({OMZET, BAZAAR, DAY, PARTY})  # what rupiah lie in or under
SLICE = 500


@dataclass(frozen=True, slots=True)
class Effect:
    """A row as it would stand `without` some changes and `counting` them: values by field, as the journal has them."""

    without: Mapping[str, Value]
    counting: Mapping[str, Value]


def effects_of(
    session: Session, changes: Sequence[Change], held: Mapping[Key, RowChanges] | None = None
) -> dict[Key, Effect]:
    """The effect of `changes` on each of their rows; `held` are those rows, where they were read."""
    keys = list(dict.fromkeys((change.entity, change.row_id) for change in changes))
    known = held if held is not None else rows_here(session.connection(), keys)
    ids = {change.id for change in changes}
    return {key: _effect(key[0], known[key], ids) for key in keys if key in known and key[0] in facts()}


@dataclass(frozen=True, slots=True)
class Move:
    """By how many rupiah an omzet entry moves; `scope` is its bazaar and day. `is_own`: the changes write it."""

    row_id: str
    scope: str
    rupiah: int
    is_own: bool


def rupiah_by_scope(session: Session, changes: Sequence[Change]) -> Counter[str]:
    """By how many rupiah these changes move what is told, UMKM and mitra alike, by bazaar and day.

    That of others counts too: what they corrected in an entry of these changes, or entered under what these bring.
    """
    moved: Counter[str] = Counter()
    telling = [change for change in changes if change.entity in MOVING]
    for move in moves_of(session, effects_of(session, telling)):
        moved[move.scope] += move.rupiah
    return moved


def moves_of(session: Session, effects: Mapping[Key, Effect]) -> list[Move]:
    """Every entry whose rupiah count on one side of these effects and not, or otherwise, on the other."""
    parents = _parents_of(effects)
    own = {row_id: effect for (entity, row_id), effect in effects.items() if entity == OMZET}
    entries = [(row_id, effect.without, effect.counting) for row_id, effect in own.items()]
    under = dict(_entries_under(session, parents))
    entries += [(row_id, values, values) for row_id, values in under.items() if row_id not in own]
    held = [values for _row_id, *sides in entries for values in sides if values.get("day")]
    stands = _standing_here(session, held)
    moves = []
    for row_id, without, counting in entries:
        before = _told(without, stands | {key: side[0] for key, side in parents.items()})
        after = _told(counting, stands | {key: side[1] for key, side in parents.items()})
        if before != after:
            named = counting if counting.get("day") else without
            scope = f"{named.get('bazaar_id')}/{named.get('day')}"
            moves.append(Move(row_id, scope, after - before, row_id in own))
    return moves


def _effect(entity: str, row: RowChanges, ids: Iterable[tuple[str, int]]) -> Effect:
    chosen = set(ids)
    rules = merge_rules(facts()[entity])
    without, counting = (
        fold_row(counted(row.changes, aside), rules).values()
        for aside in (row.aside | chosen, row.aside - chosen)
    )
    return Effect(without, counting)


def _told(values: Mapping[str, Value], stands: Mapping[Key, bool]) -> int:
    """The rupiah that the figures have of an entry with these values: none where what it lies under does not stand."""
    if values.get("withdrawn") or values.get("state") != REPORTED or not values.get("day"):
        return 0
    if not all(stands.get(key, False) for key in _lies_under(values)):
        return 0
    return sum(value for name in CHANNELS if isinstance(value := values.get(name), int) and value is not True)


def _lies_under(values: Mapping[str, Value]) -> tuple[Key, Key, Key]:
    bazaar, party = str(values.get("bazaar_id") or ""), str(values.get("participation_id") or "")
    return (BAZAAR, bazaar), (PARTY, party), (DAY, f"{bazaar}/{values.get('day')}")


def _parents_of(effects: Mapping[Key, Effect]) -> dict[Key, tuple[bool, bool]]:
    """What entries lie under, where it stands on one side of an effect alone: whether without it, whether with it."""
    sides: dict[Key, tuple[bool, bool]] = {}
    for (entity, row_id), effect in effects.items():
        if entity in {BAZAAR, PARTY, DAY}:
            place = row_id
            if entity == DAY:
                named = effect.counting if effect.counting.get("day") else effect.without
                place = f"{named.get('bazaar_id')}/{named.get('day')}"
            sides[entity, place] = _stands(entity, effect.without), _stands(entity, effect.counting)
    return {key: side for key, side in sides.items() if side[0] != side[1]}


def _stands(entity: str, values: Mapping[str, Value]) -> bool:
    """Whether entries count under a row with these values; a day on which there are any stands though withdrawn."""
    if entity == DAY:
        return bool(values.get("day"))
    whole = bool(values) if entity == BAZAAR else bool(values.get("bazaar_id"))
    return whole and not values.get("withdrawn")


def _entries_under(session: Session, parents: Iterable[Key]) -> Iterator[tuple[str, dict[str, Value]]]:
    """The entries here that lie under any of `parents`, with their values as the journal has them."""
    places: dict[str, set[str]] = {BAZAAR: set(), PARTY: set(), DAY: set()}
    for entity, place in parents:
        places[entity].add(place)
    bazaars = sorted(places[BAZAAR] | {place.partition("/")[0] for place in places[DAY]})
    told = select(OmzetEntry).where(OmzetEntry.withdrawn.is_(False), OmzetEntry.state == REPORTED)
    for column, ids in (
        (OmzetEntry.bazaar_id, bazaars),
        (OmzetEntry.participation_id, sorted(places[PARTY])),
    ):
        for start in range(0, len(ids), SLICE):
            for row in session.execute(told.where(column.in_(ids[start : start + SLICE]))).scalars():
                values = {name: encode(getattr(row, name)) for name in field_names(OmzetEntry)}
                if values["day"] and any(place in places[entity] for entity, place in _lies_under(values)):
                    yield row.id, values


def _standing_here(session: Session, entries: Sequence[Mapping[str, Value]]) -> dict[Key, bool]:
    """Whether what these entries lie under stands now."""
    keys = {key for values in entries for key in _lies_under(values)}
    bazaars = {place for entity, place in keys if entity == BAZAAR}
    parties = {place for entity, place in keys if entity == PARTY}
    stands = {(BAZAAR, row.id): not row.withdrawn for row in rows_of(session, Bazaar, bazaars).values()}
    for party in rows_of(session, Participation, parties).values():
        stands[PARTY, party.id] = not party.withdrawn and party.bazaar_id is not None
    for start in range(0, len(bazaars), SLICE):
        some = sorted(bazaars)[start : start + SLICE]
        query = select(BazaarDay.bazaar_id, BazaarDay.day).where(BazaarDay.bazaar_id.in_(some))
        for bazaar, day in session.execute(query.where(BazaarDay.day.is_not(None))):
            stands[DAY, f"{bazaar}/{day.isoformat()}"] = True
    return stands
