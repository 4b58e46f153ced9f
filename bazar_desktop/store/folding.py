"""Folding rows: what came and what the journal has of them become facts, as far as it counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, cast

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, text
from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.journal.changes import Change, Value, field_changes, lone_values
from bazar_desktop.domain.journal.merging import RowState, fold_row
from bazar_desktop.store.authority import OFFICE_WORDS, Bench, keep_standings
from bazar_desktop.store.bulk_upsert import Stored, insert_many, stored_forms, update_many
from bazar_desktop.store.changes import Key, RowChanges, rows_here
from bazar_desktop.store.erasing import erase_what_came
from bazar_desktop.store.fields import field_names, merge_rules
from bazar_desktop.store.guard import journal_door
from bazar_desktop.store.tables import Conflict, Fact, Moment, facts

SLICE = 20_000  # rows folded at once: keeps a large merge in bounded memory


class ChangeUnsound(BazarError):
    """A change whose hash does not fit its content, or whose content fits no table of ours."""


def fold_rows(session: Session, touched: Mapping[Key, list[Change]], bench: Bench) -> int:
    """Fold the rows named by `touched` with what came of each; returns how many fields are undecided.

    The changes that came are judged, and those that stand aside written down. Raises ChangeUnsound.
    """
    conflicts = 0
    keys = sorted(touched)
    for start in range(0, len(keys), SLICE):
        conflicts += _fold_slice(session, keys[start : start + SLICE], touched, bench)
    return conflicts


@dataclass
class _Rows:
    """What is written of one table."""

    inserts: list[Stored] = field(default_factory=list)
    updates: list[Stored] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


def _fold_slice(session: Session, keys: list[Key], touched: Mapping[Key, list[Change]], bench: Bench) -> int:
    conflicts = 0
    connection = session.connection()
    known, held = facts(), rows_here(connection, keys)
    by_entity: dict[str, list[Key]] = {}
    for key in keys:
        by_entity.setdefault(key[0], []).append(key)
    for entity, some in by_entity.items():
        cls = known.get(entity)
        if cls is None:
            raise unsound(touched[some[0]])
        written, form = _Rows(), _RowForm(cls, connection.dialect.name, _undecided_rows(session, entity))
        for key in some:
            conflicts += _fold_one(session, form, held[key], touched[key], bench, written)
        _store(connection, form, written)
    return conflicts


def _fold_one(
    session: Session, form: _RowForm, held: RowChanges, came: list[Change], bench: Bench, written: _Rows
) -> int:
    """Fold one row into what is `written`; returns how many of its fields are undecided."""
    row = RowChanges([*held.changes, *came], {})
    moved = False
    alone = lone_values(came[0]) if len(came) == 1 and not held.changes else None
    if (held.standings or bench.judges(row.changes)) and not bench.is_plain(row.changes[0], alone):
        row.standings = bench.standings(row.changes)
        if row.standings or held.standings:
            moved = keep_standings(session.connection(), row.changes, held.standings, row.standings)
    if not came and not moved:
        return 0
    existed, counts = held.counted, row.counted
    first = (came or row.changes)[0]
    if not counts:
        if existed:
            written.gone.append(first.row_id)
            settle_conflicts(session, form.cls, first.row_id, first.scope, RowState({}, ""))
        return 0
    conflicts = 0
    values = alone if alone is not None or len(counts) > 1 or existed else lone_values(counts[0])
    if values is None:
        state = fold_row(counts, form.rules)
        values = state.values()
        known = first.row_id in form.undecided or held.standings or row.standings
        if known or any(len(item.heads) > 1 for item in state.fields.values()):
            scope = max(counts, key=lambda change: change.at).scope
            conflicts = len(settle_conflicts(session, form.cls, first.row_id, scope, state))
    changed_at = max(change.at for change in counts)
    (written.updates if existed else written.inserts).append(
        form.row(first.row_id, changed_at, values, came or counts)
    )
    return conflicts


def _undecided_rows(session: Session, entity: str) -> set[str]:
    """The rows with a field in conflict until now: what came may be the decision that leaves one head everywhere."""
    query = select(Conflict.row_id).where(Conflict.entity == entity)
    return set(session.execute(query).scalars())


class _RowForm:
    """How rows of `cls` are written: the fields, then the clock of the last change and the id.

    `undecided` are the rows of `cls` that are on the list of conflicts.
    """

    def __init__(self, cls: type[Fact], dialect: str, undecided: set[str]) -> None:
        self.cls, self.undecided = cls, undecided
        self.table = cast(Table, cls.__table__)
        self.fields = field_names(cls)
        self.rules = merge_rules(cls)
        self._forms = stored_forms(self.table, self.fields, dialect)
        self._withdrawn = self.fields.index("withdrawn")

    def row(self, row_id: str, changed_at: str, values: Mapping[str, Value], came: list[Change]) -> Stored:
        """Raises ChangeUnsound for a value that its column cannot hold."""
        row: list[Value] = [values.get(name) for name in self.fields]
        row[self._withdrawn] = bool(row[self._withdrawn])
        try:
            for at, form in self._forms:
                if row[at] is not None:
                    row[at] = form(row[at])
        except (KeyError, TypeError, ValueError) as error:
            raise unsound(came) from error
        return [*row, changed_at, row_id]


def _store(connection: Connection, form: _RowForm, written: _Rows) -> None:
    names = [*form.fields, "changed_at"]
    insert_many(connection, form.table, [*names, "id"], written.inserts)
    update_many(connection, form.table, names, written.updates)
    if written.gone:
        query = delete(form.table).where(form.table.c.id == bindparam("gone"))
        connection.execute(query, [{"gone": row_id} for row_id in written.gone])


def unsound(changes: Sequence[Change]) -> ChangeUnsound:
    return ChangeUnsound(origin=changes[0].origin, seq=changes[0].seq)


def settle_conflicts(
    session: Session, cls: type[Fact], row_id: str, scope: str, state: RowState
) -> list[str]:
    """Keep the list of undecided fields of one row in step with its fold; returns the fields."""
    session.execute(delete(Conflict).where(Conflict.entity == cls.__tablename__, Conflict.row_id == row_id))
    fields = sorted(name for name, field_state in state.fields.items() if field_state.conflict)
    if fields:
        rows = [
            {"entity": cls.__tablename__, "row_id": row_id, "field": name, "scope": scope} for name in fields
        ]
        session.execute(insert(Conflict), rows)
    return fields


def decode(cls: type[Fact], name: str, value: Value) -> Any:
    """Give the inverse of `journal.encode` for the column `name` of `cls`."""
    if value is None or not isinstance(value, str):
        return value
    kind = cls.__table__.columns[name].type
    if isinstance(kind, Moment):
        return datetime.fromisoformat(value)
    python_type = kind.python_type
    if python_type is date:
        return date.fromisoformat(value)
    if python_type is time:
        return time.fromisoformat(value)
    return value


# -- judging anew -------------------------------------------------------------------------------------------------


@dataclass
class Anew:
    """Which changes are to be judged anew: whole chains, ranges of them, and rows that stand aside.

    `whole` maps an origin to the numbers (first, last or None) of which every change is judged; `aside` the same for
    those alone that stand aside already: what the office gives can only let more of them count.
    """

    whole: list[tuple[str, int, int | None]] = field(default_factory=list)
    aside: list[tuple[str, int, int | None]] = field(default_factory=list)
    entities: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.whole or self.aside or self.entities)


_OF_CHAIN = text(
    "SELECT DISTINCT entity, row_id FROM change WHERE origin = :origin AND seq BETWEEN :first AND :last"
)
_OF_ASIDE = text(
    "SELECT DISTINCT entity, row_id FROM aside WHERE origin = :origin AND seq BETWEEN :first AND :last"
)
_LAST = 2**53


def judge_anew(session: Session, anew: Anew) -> set[Key]:
    """Judge and fold again what `anew` names, in this transaction; returns the rows that were looked at.

    Offices' words are judged before what they are about: whether they are words at all may have changed too.
    """
    connection = session.connection()
    if not anew or not (bench := Bench(connection)).is_active:
        return set()
    keys = _keys_of(connection, anew)
    words = {key for key in keys if key[0] in OFFICE_WORDS}
    if words:
        fold_anew(session, words, bench)
        about = Anew()
        for (entity, _), row in rows_here(connection, sorted(words)).items():
            _after_a_word(about, entity, row.changes)
        keys |= _keys_of(connection, about)
        bench = Bench(connection)
    fold_anew(session, keys - words, bench)
    return keys


def _keys_of(connection: Connection, anew: Anew) -> set[Key]:
    """The rows that `anew` names."""
    keys: set[Key] = set()
    for query, ranges in ((_OF_CHAIN, anew.whole), (_OF_ASIDE, anew.aside)):
        for origin, first, last in ranges:
            numbers = {"origin": origin, "first": first, "last": last or _LAST}
            keys.update((row.entity, row.row_id) for row in connection.execute(query, numbers))
    for entity in sorted(anew.entities):
        query = text("SELECT DISTINCT entity, row_id FROM aside WHERE entity = :entity")
        keys.update((row.entity, row.row_id) for row in connection.execute(query, {"entity": entity}))
    return keys


def fold_anew(session: Session, keys: Iterable[Key], bench: Bench) -> None:
    """Judge and fold these rows again; whoever is erased stays so."""
    ordered = sorted(keys)
    for start in range(0, len(ordered), SLICE):
        part = ordered[start : start + SLICE]
        held = rows_here(session.connection(), part)
        with journal_door(session):
            _fold_slice(session, part, {key: [] for key in part}, bench)
        erase_what_came(session, [change for row in held.values() for change in row.changes])


PLANS = frozenset(
    {"layout", "tent", "booth", "fixture", "allocation", "bazaar", "participation", "substitution"}
)


def anew_after(session: Session, changes: Iterable[Change]) -> Anew:
    """What must be judged anew because of `changes`, which are in the journal now."""
    anew = Anew()
    rows: dict[Key, set[str]] = {}
    for change in changes:
        if change.entity in {"device", "verdict", "take_back", "bazaar"}:
            rows.setdefault((change.entity, change.row_id), set()).update(field_changes(change))
    if not rows:
        return anew
    held = rows_here(session.connection(), list(rows))
    bench = Bench(session.connection())
    for (entity, row_id), names in rows.items():
        if entity == "device":
            _after_a_device(anew, bench, row_id, names)
            anew.entities |= OFFICE_WORDS  # of an office which, as is known now, prepared the laptop
        elif entity == "bazaar":
            anew.entities |= PLANS if "layout_id" in names else frozenset()
        else:
            _after_a_word(anew, entity, held[entity, row_id].changes)
    return anew


def _after_a_word(anew: Anew, entity: str, changes: Sequence[Change]) -> None:
    """Note what must be judged anew because of these changes of an office's word."""
    wide = anew.whole if entity == "take_back" else anew.aside
    wide += _about(changes)


def _after_a_device(anew: Anew, bench: Bench, device: str, names: set[str]) -> None:
    """Note what must be judged anew because these fields of a laptop have changed."""
    chains: list[tuple[str, int, int | None]] = [(origin, 1, None) for origin in bench.origins_of(device)]
    if names & {"sign_key", "role", "withdrawn"}:
        anew.whole += chains
    elif "origins" in names:  # a chain that its packages have shown to be the laptop's was judged so
        anew.whole += [item for item in chains if not bench.was_signed_by(item[0], device)]
    if "bazaars" in names:
        anew.aside += chains


def _about(changes: Sequence[Change]) -> list[tuple[str, int, int | None]]:
    """Which numbers of which chain a verdict or take-back has ever named, in one range each."""
    values: dict[str, list[Any]] = {}
    for change in changes:
        for name, item in field_changes(change).items():
            values.setdefault(name, []).append(item.after)
    firsts = [item for item in values.get("first", ()) if isinstance(item, int)]
    lasts = values.get("last", [None])
    last = None if None in lasts or not lasts else max(lasts)
    return [
        (str(origin), min(firsts, default=1), last)
        for origin in sorted(set(map(str, values.get("origin", ()))))
    ]
