"""Who wrote which chain, what each laptop was prepared for, and what the office has said of its proposals.

All of it is read from facts that the office's own chains wrote, so every store that holds them judges alike.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Connection, text

from bazar_desktop.domain.journal.authority import (
    COUNTING,
    ChangeStanding,
    Maker,
    house_of,
    is_plainly_within,
    judged,
)
from bazar_desktop.domain.journal.changes import Change, Value, field_changes
from bazar_desktop.store.changes import rows_here
from bazar_desktop.store.tables import Bazaar, Device, Erasure, Setting, TakeBack, Verdict

OFFICE_WORDS = frozenset({Verdict.__tablename__, TakeBack.__tablename__})
LAPTOP, OFFICE = "laptop", "office"
ALONE_UNTIL = (
    "alone_until"  # store fact: by chain of ours, the last number written before an office was joined
)

_KNOWN = text(
    "SELECT 'fact' AS kind, key AS a, value AS b, '' AS c, '' AS d, '' AS e, '' AS f, '' AS g FROM store_fact"
    " WHERE key IN ('kind', 'office_id', 'origin', 'device_id', 'preparation', 'alone_until')"
    " UNION ALL SELECT 'note', origin, device, '', '', '', '', '' FROM chain_note WHERE device <> ''"
    " UNION ALL SELECT 'device', id, role, sign_key, origins, '', '', '' FROM device"
    " UNION ALL SELECT 'verdict', origin, CAST(first AS text), CAST(last AS text),"
    " CASE WHEN accepted THEN '1' ELSE '' END, changed_at, id, CAST(COALESCE(revision, 0) AS text)"
    " FROM verdict WHERE NOT withdrawn"
    " UNION ALL SELECT 'take_back', origin, CAST(first AS text), CAST(last AS text), '', '', '', ''"
    " FROM take_back WHERE NOT withdrawn"
)


@cache
def key_id(sign_key: str) -> str:
    """Tell how manifests name a maker: 16 hex digits of the SHA-256 of its signing key (hex); "" for none."""
    try:
        return hashlib.sha256(bytes.fromhex(sign_key)).hexdigest()[:16] if sign_key else ""
    except ValueError:
        return ""


@cache
def _ids(text_: str) -> tuple[str, ...]:
    """The ids in a JSON list; the same few lists are read again and again."""
    return tuple(json.loads(text_ or "[]"))


@dataclass(frozen=True, slots=True)
class _Word:
    """A verdict: which numbers it is about, and what tells whether it overrules another."""

    first: int
    last: int
    accepted: bool
    id: str
    order: tuple[int, str, str]  # as Verdict.order


class Bench:
    """Judges changes by what the store knows when it is made; for one act."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._facts: dict[str, str] = {}
        self._notes: dict[str, str] = {}
        self._devices: dict[str, tuple[str, str]] = {}  # by id: role and key id
        self._by_key: dict[str, str] = {}
        self._by_origin: dict[str, str] = {}
        self._verdicts: defaultdict[str, list[_Word]] = defaultdict(list)
        self._taken: defaultdict[str, list[tuple[int, int | None]]] = defaultdict(list)
        self._makers: dict[str, Maker] = {}
        self._by_chain: dict[str, Maker | None] = {}
        self._erased: dict[str, list[tuple[int, int]]] | None = None
        note: dict[str, Callable[..., None]] = {
            "fact": self._note_fact,
            "note": self._note_note,
            "device": self._note_device,
            "verdict": self._note_verdict,
            "take_back": self._note_take_back,
        }
        for kind, *values in connection.execute(_KNOWN):
            note[kind](*values)
        self.is_active = bool(self._facts.get("office_id"))
        self._alone: dict[str, int] = json.loads(self._facts.get(ALONE_UNTIL) or "{}")

    # -- what was read ----------------------------------------------------------------------------------------

    def _note_fact(self, key: str, value: str, *_: str) -> None:
        self._facts[key] = value or ""

    def _note_note(self, origin: str, device: str, *_: str) -> None:
        self._notes[origin] = device

    def _note_device(self, id_: str, role: str, sign_key: str, origins: str, *_: str) -> None:
        key = key_id(sign_key or "")
        self._devices[id_] = (role, key)
        if key:
            self._by_key[key] = min(id_, self._by_key.get(key, id_))
        for origin in _ids(origins or ""):
            self._by_origin[origin] = min(id_, self._by_origin.get(origin, id_))

    def _note_verdict(
        self, origin: str, first: str, last: str, accepted: str, at: str, id_: str, revision: str
    ) -> None:
        order = (int(revision), at, id_)
        self._verdicts[origin].append(_Word(int(first or 0), int(last or 0), bool(accepted), id_, order))

    def _note_take_back(self, origin: str, first: str, last: str, *_: str) -> None:
        self._taken[origin].append((int(first or 0), int(last) if last else None))

    # -- who ----------------------------------------------------------------------------------------------------

    @property
    def judges_own(self) -> bool:
        """Whether what is written here may be beyond this store's authority."""
        return self.is_active and self._facts.get("kind") == LAPTOP

    def is_own(self, origin: str) -> bool:
        own = self._facts.get("device_id", "")
        return origin == self._facts.get("origin") or bool(own and self._notes.get(origin) == own)

    def device_of(self, origin: str) -> str:
        """The id of the device (its preparation) that writes `origin`; "" where none is known to."""
        if self.is_own(origin):
            return self._facts.get("preparation", "")
        return self._by_origin.get(origin) or self._by_key.get(self._notes.get(origin, ""), "")

    def was_signed_by(self, origin: str, device: str) -> bool:
        """Whether the packages of `origin` came under the keys of this device."""
        key = self._notes.get(origin, "")
        return bool(key) and self._by_key.get(key) == device

    def origins_of(self, device: str) -> list[str]:
        """The chains that the device (its preparation) has written, as far as they are known."""
        named = {origin for origin, id_ in self._by_origin.items() if id_ == device}
        named |= {origin for origin in self._notes if self.device_of(origin) == device}
        return sorted(named)

    def maker_of(self, origin: str) -> Maker | None:
        """The laptop that writes `origin`; None for an office, for whom an office vouches, and without an office."""
        if origin not in self._by_chain:
            self._by_chain[origin] = self._find_maker(origin)
        return self._by_chain[origin]

    def _find_maker(self, origin: str) -> Maker | None:
        if not self.is_active or (self.is_own(origin) and not self.judges_own):
            return None
        device = self.device_of(origin)
        if self.is_own(origin):
            return self._maker(device or "-")
        if not device or self._devices.get(device, (LAPTOP, ""))[0] == OFFICE:
            return None
        return self._maker(device)

    def _maker(self, device: str) -> Maker:
        if device not in self._makers:
            told = self._told([(Device.__tablename__, device)], "bazaars")
            given = frozenset(item for text_ in told for item in json.loads(text_ or "[]"))
            self._makers[device] = Maker(device, given, self._layouts_of(given))
        return self._makers[device]

    def _layouts_of(self, bazaars: frozenset[str]) -> Callable[[], frozenset[str]]:
        known: list[frozenset[str]] = []

        def layouts() -> frozenset[str]:
            if not known:
                keys = [(Bazaar.__tablename__, item) for item in sorted(bazaars)]
                known.append(frozenset(house_of(item) for item in self._told(keys, "layout_id") if item))
            return known[0]

        return layouts

    def _told(self, keys: Sequence[tuple[str, str]], name: str) -> list[str]:
        """What offices have ever written into the field `name` of these rows."""
        values = []
        for row in rows_here(self._connection, keys).values():
            aside = row.aside
            for change in row.changes:
                if change.id in aside or self._is_of_a_laptop(change.origin):
                    continue
                field = field_changes(change).get(name)
                if field is not None and isinstance(field.after, str):
                    values.append(field.after)
        return values

    def _is_of_a_laptop(self, origin: str) -> bool:
        if self.is_own(origin):
            return self.judges_own
        device = self.device_of(origin)
        return bool(device) and self._devices.get(device, (LAPTOP, ""))[0] != OFFICE

    # -- how a change stands --------------------------------------------------------------------------------------

    def judges(self, changes: Iterable[Change]) -> bool:
        """Whether any of `changes` may stand otherwise than plain."""
        return self.is_active and any(
            change.entity in OFFICE_WORDS or self.maker_of(change.origin) is not None for change in changes
        )

    def is_plain(self, change: Change, values: Mapping[str, Value] | None) -> bool:
        """Whether the only change of a row is plainly within its maker's authority; a quick word for most of them."""
        if values is None or self._taken.get(change.origin):
            return False
        maker = self.maker_of(change.origin)
        return maker is not None and is_plainly_within(change, values, maker)

    def standings(self, row: Sequence[Change]) -> dict[tuple[str, int], ChangeStanding]:
        """How each change of a row stands, by id, where it is not plain; `row` are all that are here."""
        if not self.judges(row):
            return {}
        found = {change.id: self._standing(change, row) for change in row}
        return {id_: standing for id_, standing in found.items() if standing is not ChangeStanding.PLAIN}

    def _standing(self, change: Change, row: Sequence[Change]) -> ChangeStanding:
        if self.maker_of(change.origin) is None:
            return ChangeStanding.PLAIN if self._is_rightful(change, row) else ChangeStanding.UNSOUND
        if change.entity == Erasure.__tablename__ and self._was_accepted(change):
            return ChangeStanding.ACCEPTED  # what is erased cannot come back
        if any(first <= change.seq <= (last or change.seq) for first, last in self._taken[change.origin]):
            return ChangeStanding.TAKEN_BACK
        found = judged(change, row, self.maker_of)
        return found if found is ChangeStanding.PLAIN else self._answered(change, found)

    def _answered(self, change: Change, found: ChangeStanding) -> ChangeStanding:
        """How a change beyond its maker's authority stands by the office's last word, where there is one."""
        words = [word for word in self._verdicts[change.origin] if word.first <= change.seq <= word.last]
        is_own = self.is_own(change.origin) and change.entity != Erasure.__tablename__
        last = max(words, key=lambda word: word.order, default=None)
        if self._was_alone(change):
            if change.entity != Setting.__tablename__:  # settings are the office's from then on
                return ChangeStanding.ACCEPTED if last and last.accepted else ChangeStanding.PROPOSED
            if last is None:
                return found
        if last is None:
            return ChangeStanding.PROPOSED if is_own else found
        if found is ChangeStanding.UNSOUND:
            return found
        return ChangeStanding.ACCEPTED if last.accepted else ChangeStanding.REJECTED

    def _was_alone(self, change: Change) -> bool:
        """Whether this store wrote `change` before it had an office, and was its own authority."""
        return change.seq <= self._alone.get(change.origin, 0) and self.is_own(change.origin)

    def _was_accepted(self, change: Change) -> bool:
        """Whether the office has ever let this erasure be done."""
        if self._erased is None:
            self._erased = defaultdict(list)
            keys = [(Verdict.__tablename__, word.id) for words in self._verdicts.values() for word in words]
            for row in rows_here(self._connection, keys).values():
                said = [field_changes(item) for item in row.counted]
                about = {name: item.after for fields in said for name, item in fields.items()}
                accepted = any("accepted" in fields and fields["accepted"].after is True for fields in said)
                if accepted and "origin" in about:  # else its first entry has not come
                    numbers = (int(about.get("first") or 0), int(about.get("last") or 0))
                    self._erased[str(about["origin"])].append(numbers)
        return any(first <= change.seq <= last for first, last in self._erased.get(change.origin, ()))

    def _is_rightful(self, change: Change, row: Sequence[Change]) -> bool:
        """Whether an office's word over a laptop is of the office that prepared it, or of one above."""
        if change.entity not in OFFICE_WORDS:
            return True
        key = self._notes.get(change.origin, "")
        below = self._by_key.get(key, "")
        if not below or self.is_own(change.origin) or key == self._facts.get("office_id"):
            return True
        about = {name: field.after for item in row for name, field in field_changes(item).items()}
        device = self.device_of(str(about.get("origin")))
        told = rows_here(self._connection, [(Device.__tablename__, device)])[Device.__tablename__, device]
        return any(self._notes.get(item.origin) == key for item in told.changes)


_PUT = text(
    "INSERT INTO aside (origin, seq, entity, row_id, standing) VALUES (:origin, :seq, :entity, :row_id, :standing)"
    " ON CONFLICT (origin, seq) DO UPDATE SET standing = excluded.standing"
)
_DROP = text("DELETE FROM aside WHERE origin = :origin AND seq = :seq")


def keep_standings(
    connection: Connection,
    row: Sequence[Change],
    old: Mapping[tuple[str, int], ChangeStanding],
    new: Mapping[tuple[str, int], ChangeStanding],
) -> bool:
    """Write down how the changes of a row stand now; returns whether others count than did."""
    put, drop = [], []
    for change in row:
        now = new.get(change.id)
        if now is old.get(change.id):
            continue
        values = {"origin": change.origin, "seq": change.seq}
        if now is None:
            drop.append(values)
        else:
            put.append(values | {"entity": change.entity, "row_id": change.row_id, "standing": str(now)})
    if put:
        connection.execute(_PUT, put)
    if drop:
        connection.execute(_DROP, drop)
    left_out = ({id_ for id_, item in some.items() if item not in COUNTING} for some in (old, new))
    before, after = left_out
    return before != after
