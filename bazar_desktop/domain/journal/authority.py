"""Who may change what: one table of entity and field, and what a laptop's change says beyond it.

An office may change everything in its house. A laptop may change what belongs to the bazaars it was prepared for, and
little else; what it writes beyond that waits at the office as a *usul* (`ChangeStanding`). Nothing here looks at when a
change came: what stands follows from the changes alone, so the merge stays a function of their set.

The id of a row tells whose it is. What belongs to a bazaar has an id that begins as the bazaar's own, and an id made of
its key cannot be made for another key, so no change needs to be believed when it says where it belongs.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from bazar_desktop.domain.journal.changes import Change, ChangeId, FieldChange, Value, field_changes

NAMESPACE = uuid.UUID("6f0d5c1e-9b0f-5a0e-8d7c-1b5a2a52b1f3")
_SPACE = NAMESPACE.bytes
HOUSE = 8  # characters of an id that it shares with what it belongs to
STORE = "store"  # the scope of what belongs to no bazaar


class Level(StrEnum):
    """Who may write a field: the office alone, or also a laptop as far as the level says."""

    WORD = "word"  # the office, and no laptop even with its consent: what everything else is judged by
    OFFICE = "office"  # the office; a laptop may propose it
    BAZAAR = "bazaar"  # a laptop, for the bazaars it was prepared for
    WALK_IN = "walk_in"  # a laptop, for people whom it first wrote down at one of its bazaars
    OWN_OFFICER = "own_officer"  # a laptop, for officers whom it first wrote down, and for no supervisor
    MAKER = "maker"  # a laptop of that bazaar, but what another has signed it may only repeat
    OWN_WORD = "own_word"  # whoever wrote the row first


class ChangeStanding(StrEnum):
    """Whether a change counts. PLAIN is within its maker's authority; PROPOSED counts at its maker alone."""

    PLAIN = "plain"
    WAITING = "waiting"
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    TAKEN_BACK = "taken_back"
    UNSOUND = "unsound"  # says of its own row what cannot be; nobody's word lets it count


COUNTING = frozenset({ChangeStanding.PLAIN, ChangeStanding.PROPOSED, ChangeStanding.ACCEPTED})
ANY = "*"  # every field that is not named beside it

_BAZAAR = {ANY: Level.BAZAAR}
AUTHORITY: Mapping[str, Mapping[str, Level]] = {
    "bazaar": {ANY: Level.OFFICE, "layout_id": Level.BAZAAR, "note": Level.BAZAAR},
    "bazaar_day": {
        ANY: Level.OFFICE,
        "opens": Level.BAZAAR,
        "cut_off": Level.BAZAAR,
        "closes": Level.BAZAAR,
        "halt": Level.BAZAAR,  # it rains where the laptop stands; the event as a whole is the office's
    },
    "layout": _BAZAAR,
    "tent": _BAZAAR,
    "booth": _BAZAAR,
    "fixture": _BAZAAR,
    "participation": _BAZAAR,
    "allocation": _BAZAAR,
    "attendance": _BAZAAR,
    "refused_try": _BAZAAR,
    "substitution": _BAZAAR,
    "omzet_entry": _BAZAAR,
    "partner_stock": _BAZAAR,
    "attachment": _BAZAAR,
    "day_activity": _BAZAAR,
    "day_close": {
        ANY: Level.BAZAAR,
        "seal": Level.MAKER,
        "totals": Level.MAKER,
        "covers": Level.MAKER,
        "without": Level.MAKER,
        "closed_at": Level.MAKER,
        "closed_by": Level.MAKER,
    },
    "turn_override": _BAZAAR,
    "draw": {ANY: Level.MAKER},
    "vendor": {ANY: Level.WALK_IN},
    "registration": {ANY: Level.WALK_IN},
    "officer": {ANY: Level.OWN_OFFICER},
    "reveal": {ANY: Level.OWN_WORD},
    "agency": {ANY: Level.OFFICE},
    "device": {ANY: Level.WORD},
    "erasure": {ANY: Level.OFFICE},
    "lokasi": {ANY: Level.OFFICE},
    "other_person": {ANY: Level.OFFICE},
    "programme": {ANY: Level.OFFICE},
    "same_person": {ANY: Level.OFFICE},
    "sealed_correction": {ANY: Level.OFFICE},
    "setting": {ANY: Level.OFFICE},
    "take_back": {ANY: Level.WORD},
    "verdict": {ANY: Level.WORD},
}
IN_BAZAAR = {Level.BAZAAR, Level.MAKER}  # what is judged by the bazaar that a row's id names

# The natural keys of what a laptop writes: the id of such a row is made of these fields.
KEYS: Mapping[str, tuple[str, ...]] = {
    "bazaar_day": ("bazaar_id", "day"),
    "allocation": ("booth_id", "day", "session"),
    "attendance": ("participation_id", "day", "session"),
    "omzet_entry": ("participation_id", "day", "session"),
    "attachment": ("bazaar_id", "day", "kind", "page_code"),
    "day_activity": ("bazaar_id", "day"),
    "day_close": ("bazaar_id", "day", "revision"),
    "turn_override": ("participation_id",),
}
# Fields that name a row of the same bazaar; another bazaar's must not be reached by them.
WITHIN = (
    "participation_id", "holder", "left_id", "joined_id", "booth_id", "pinned_booth_id", "tent_id", "layout_id",
)  # fmt: skip
_WITHIN = frozenset(WITHIN)
HAS_BAZAAR = frozenset({
    "bazaar_day", "participation", "allocation", "attendance", "refused_try", "substitution", "omzet_entry",
    "partner_stock", "attachment", "day_activity", "day_close", "sealed_correction", "turn_override", "draw",
})  # fmt: skip
SUPERVISOR = "supervisor"
# Fields that say who did it: a laptop may name the officer who signs the change, and nobody else.
SIGNED_BY = frozenset({
    "closed_by", "reopened_by", "countersigned_by", "corrected_by", "decided_by", "drawn_by", "taken_by",
})  # fmt: skip


def level_of(entity: str, name: str) -> Level:
    """Tell who may write the field `name` of `entity`; what the table does not know is the office's."""
    levels = AUTHORITY.get(entity, {})
    return levels.get(name) or levels.get(ANY) or Level.OFFICE


def house_of(row_id: str) -> str:
    """The beginning of an id, which it shares with the id of what it belongs to."""
    return row_id[:HOUSE]


def natural_id(entity: str, *key: object) -> str:
    """Give the id of a row with a natural key; it begins as the first part of its key where that is an id."""
    made = _uuid5("|".join([entity, *map(str, key)]))
    first = str(key[0])
    return first[:HOUSE] + made[HOUSE:] if is_id(first) else made


def _uuid5(name: str) -> str:
    """The text of `uuid.uuid5(NAMESPACE, name)`, made without the object: each first entry of a day needs one."""
    head = bytearray(hashlib.sha1(_SPACE + name.encode(), usedforsecurity=False).digest()[:16])
    head[6], head[8] = head[6] & 0x0F | 0x50, head[8] & 0x3F | 0x80
    digits = head.hex()
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def is_id(text: str) -> bool:
    return len(text) == 36 and text[HOUSE] == "-"


@dataclass(frozen=True)
class Maker:
    """A laptop as its office's chain describes it: the ids of the bazaars it was ever prepared for.

    `layouts` gives the houses of the plans that the office laid out for these bazaars; asked only where needed.
    """

    device: str
    bazaars: frozenset[str]
    layouts: Callable[[], frozenset[str]] = frozenset
    houses: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "houses", frozenset(map(house_of, self.bazaars)))

    def may_enter(self, row_id: str) -> bool:
        """Whether a row with this id belongs to one of the bazaars."""
        house = house_of(row_id)
        return house in self.houses or house in self.layouts()

    def is_at_home(self, row_id: str) -> bool:
        """Whether a row with this id is of one of the bazaars, or of this laptop's own people."""
        house = house_of(row_id)
        return house in self.houses or house == house_of(self.device)


WHOLLY_BAZAAR = frozenset(entity for entity, levels in AUTHORITY.items() if levels is _BAZAAR)


def is_plainly_within(change: Change, values: Mapping[str, Value], maker: Maker) -> bool:
    """Whether the only change of a row is within its maker's authority, seen by its `values` alone.

    Never true where `judged` says otherwise; it is what nearly every change of a day is, and asked first.
    """
    house = house_of(change.row_id)
    if change.entity not in WHOLLY_BAZAAR or change.entity not in HAS_BAZAAR or house not in maker.houses:
        return False
    bazaar, _, day = change.scope.partition("/")
    if bazaar not in maker.bazaars or values.get("bazaar_id") != bazaar or values.get("day") != (day or None):
        return False
    names = KEYS.get(change.entity)
    if names and natural_id(change.entity, *map(values.get, names)) != change.row_id:
        return False
    if any(values[name] not in {None, change.officer} for name in SIGNED_BY.intersection(values)):
        return False
    named = (values[name] for name in _WITHIN.intersection(values))
    return bazaar[:HOUSE] == house and all(
        value is None or (isinstance(value, str) and value[:HOUSE] in maker.houses) for value in named
    )


MakerOf = Callable[[str], Maker | None]  # by origin; None: no laptop's chain


def judged(change: Change, row: Sequence[Change], maker_of: MakerOf) -> ChangeStanding:
    """PLAIN, WAITING or UNSOUND for a change of a laptop; `row` are all changes of its row that are here."""
    maker = maker_of(change.origin)
    if maker is None:
        return ChangeStanding.PLAIN
    fields = field_changes(change)
    if level_of(change.entity, ANY) is Level.WORD or not _is_sound(change, fields, row):
        return ChangeStanding.UNSOUND
    levels = {name: level_of(change.entity, name) for name in fields}
    within = all(
        _is_within(change, name, value, levels[name], row, maker_of) and _is_signed(change, name, value, row)
        for name, value in fields.items()
    )
    return ChangeStanding.PLAIN if within and _stays_inside(change, fields, maker) else ChangeStanding.WAITING


def _is_within(
    change: Change, name: str, value: FieldChange, level: Level, row: Sequence[Change], maker_of: MakerOf
) -> bool:
    maker = maker_of(change.origin)
    if maker is None or level is Level.OFFICE:
        return maker is None
    if level is Level.BAZAAR:
        return maker.may_enter(change.row_id)
    if level is Level.MAKER:
        return maker.may_enter(change.row_id) and _repeats(name, value, row, maker, maker_of)
    if level is Level.WALK_IN:
        return _is_of_a_walk_in(change, row, maker, maker_of)
    if level is Level.OWN_OFFICER and (name, value.after) == ("role", SUPERVISOR):
        return False
    return owner_of(row, maker_of) == maker.device


def _repeats(name: str, value: FieldChange, row: Sequence[Change], maker: Maker, maker_of: MakerOf) -> bool:
    """Whether a signed value replaces only the maker's own, or says again what one that it replaces said."""
    replaced = {change.id: change for change in row if change.id in value.parents}
    others = [
        item
        for item in replaced.values()
        if _device(item, maker_of) != maker.device and not _is_undone(item, name)
    ]
    if len(replaced) < len(value.parents):
        return False  # judged again when that change has come
    return not others or any(
        name in (said := field_changes(item)) and said[name].after == value.after
        for item in replaced.values()
    )


def _is_signed(change: Change, name: str, value: FieldChange, row: Sequence[Change]) -> bool:
    """Whether a field that says who did it names who signs the change, nobody, or whoever had signed it before."""
    if name not in SIGNED_BY or value.after in {None, change.officer}:
        return True
    return any(
        item.id != change.id and item.officer == value.after and _says(item, name, value.after)
        for item in row
    )


def _says(change: Change, name: str, value: Value) -> bool:
    fields = field_changes(change)
    return name in fields and fields[name].after == value


def _is_undone(change: Change, name: str) -> bool:
    """Whether `change` took its row back, so that nothing signed stands in it any more."""
    fields = field_changes(change)
    taken = fields.get("withdrawn")
    return (name in fields and fields[name].never) or (taken is not None and taken.after is True)


def _device(change: Change, maker_of: MakerOf) -> str:
    maker = maker_of(change.origin)
    return maker.device if maker else ""


def owner_of(row: Iterable[Change], maker_of: MakerOf) -> str:
    """Which laptop wrote a row first; "" for the office, where its first entry is not here, or where two claim it.

    Of several first entries the office's comes before those of laptops whose bazaar or own preparation the row's id
    names, then others. A moment is its maker's word, so that it decides nothing between strangers: nobody honest
    enters a row under an id that another laptop made up.
    """
    first = _first_entry(row, maker_of)
    return _device(first, maker_of) if first is not None else ""


def _first_entry(row: Iterable[Change], maker_of: MakerOf) -> Change | None:
    entries = [change for change in row if is_first_entry(change)]
    first = min(entries, key=lambda change: _precedence(change, maker_of), default=None)
    if first is None or _precedence(first, maker_of)[0] < _STRANGER:
        return first
    return first if len({_device(change, maker_of) for change in entries}) == 1 else None


_OFFICE, _AT_HOME, _STRANGER = range(3)


def _precedence(change: Change, maker_of: MakerOf) -> tuple[int, str, ChangeId]:
    maker = maker_of(change.origin)
    rank = _OFFICE if maker is None else _AT_HOME if maker.is_at_home(change.row_id) else _STRANGER
    return (rank, change.at, change.id)


def is_first_entry(change: Change) -> bool:
    """Whether `change` enters its row and builds on nothing that was there."""
    entered = field_changes(change).get("withdrawn")
    return entered is not None and entered.after is False and not entered.parents


def _is_of_a_walk_in(change: Change, row: Sequence[Change], maker: Maker, maker_of: MakerOf) -> bool:
    """Whether the row is of somebody first written down at one of the maker's bazaars, or by the maker itself."""
    first = _first_entry(row, maker_of)
    owner = None if first is None else maker_of(first.origin)
    if first is None or owner is None:
        return False
    fields = field_changes(first)
    if change.entity == "registration":
        whose = fields.get("vendor_id")
        return (
            whose is not None
            and house_of(str(whose.after)) == house_of(change.row_id)
            and house_of(change.row_id) in maker.houses
        )
    walked_in = fields.get("walk_in")
    if walked_in is None or walked_in.after is not True:
        return False
    changed = field_changes(change).get("walk_in")
    if changed is not None and changed.after is not True:
        return False
    return owner.device == maker.device or house_of(change.row_id) in maker.houses & owner.houses


def _is_sound(change: Change, fields: Mapping[str, FieldChange], row: Sequence[Change]) -> bool:
    """Whether what a change says of its row (key, bazaar, scope) fits the row's id and what is known of it."""
    if not _fits(change, fields):
        return False
    if change.entity not in HAS_BAZAAR or "bazaar_id" in fields or "day" in fields:
        return True
    entries = ((item, field_changes(item)) for item in row if item.id != change.id and is_first_entry(item))
    scopes = {item.scope for item, said in entries if _fits(item, said)}
    return not scopes or change.scope in scopes


def _fits(change: Change, fields: Mapping[str, FieldChange]) -> bool:
    """Whether the id and the scope of a change fit what it says itself."""
    names = KEYS.get(change.entity)
    if names and any(name in fields for name in names):
        key = [fields[name].after for name in names if name in fields]
        if len(key) < len(names) or natural_id(change.entity, *key) != change.row_id:
            return False
    if change.entity not in HAS_BAZAAR:
        return change.scope == STORE
    bazaar, _, day = change.scope.partition("/")
    if any(name in fields and fields[name].after != value for name, value in _said(bazaar, day)):
        return False
    return change.entity == "allocation" or house_of(bazaar) == house_of(change.row_id)


def _said(bazaar: str, day: str) -> tuple[tuple[str, Value], ...]:
    """What a scope says of the fields of its row."""
    return (("bazaar_id", bazaar), ("day", day or None))


def _stays_inside(change: Change, fields: Mapping[str, FieldChange], maker: Maker) -> bool:
    """Whether what the change names belongs to the maker's bazaars too."""
    is_of_bazaar = change.entity in HAS_BAZAAR and level_of(change.entity, "bazaar_id") in IN_BAZAAR
    if is_of_bazaar and change.scope.partition("/")[0] not in maker.bazaars:
        return False
    named: list[Value] = [fields[name].after for name in WITHIN if name in fields]
    return all(value is None or (isinstance(value, str) and maker.may_enter(value)) for value in named)
