"""What differs between two states of a day, in all that its papers show: who changed it last, when and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from bazar_desktop.domain.calendar import format_time_on
from bazar_desktop.domain.day.model import CHANNELS, CellChange, DayRow, StandChange
from bazar_desktop.domain.day.stands import held_changes
from bazar_desktop.domain.journal.changes import Change, Value, field_changes
from bazar_desktop.domain.ledger.quantities import format_quantity
from bazar_desktop.services.attendance.stand_changes import stand_changes_at
from bazar_desktop.services.bazaars.bazaars import BazaarFacts
from bazar_desktop.services.bazaars.participants import CONFIRMED, INVITED
from bazar_desktop.services.day.activity import photos_among
from bazar_desktop.services.day.day_journal import (
    DayJournal,
    bazaar_at,
    days_at,
    fact_at,
    folded_at,
    rows_with_newcomers,
    stocks_at,
)
from bazar_desktop.services.day.register_at import Covers, is_covered
from bazar_desktop.services.journal.history import moment_of
from bazar_desktop.services.ledger.goods import goods_key
from bazar_desktop.services.settings.officers import officer_called
from bazar_desktop.store.tables import (
    Agency,
    Attachment,
    Attendance,
    Bazaar,
    BazaarDay,
    DayActivity,
    Fact,
    Lokasi,
    OmzetEntry,
    Participation,
    PartnerStock,
    SealedCorrection,
    Substitution,
    Vendor,
    natural_id,
)

Key = tuple[str, int]  # participation id, session
GoodsKey = tuple[str, str]  # participation id, name of the goods as they are told apart
_TOLD = ("weather", "visitors", "obstacles", "notes")
_STOCK = ("unit", "opening", "price", "sold")
# of a row that is in one state alone these are not told: it came or went as a whole
_OF_BOTH = (
    *("booth", "business", "name", "product", "category", "agency", "phone", "card"),
    *("arrived_at", "left_at", "first_time", "person"),
)
_OF_VENDOR = {name: name for name in ("name", "business", "product", "category", "phone")} | {
    "agency": "agency_id"
}
_OF_BAZAAR: Mapping[str, Sequence[tuple[type[Fact], str]]] = {
    "name": [(Bazaar, "name")],
    "lokasi": [(Bazaar, "lokasi_id"), (Bazaar, "place"), (Lokasi, "name")],
    "address": [(Bazaar, "lokasi_id"), (Lokasi, "address")],
    "kecamatan": [(Bazaar, "lokasi_id"), (Lokasi, "kecamatan")],
    "kota": [(Bazaar, "lokasi_id"), (Lokasi, "kota")],
}
_OF_ATTENDANCE = {"attendance": "status", "arrived_at": "arrived_at", "left_at": "left_at"}
_OF_OMZET = {"omzet": "state"} | {
    name: name for name in (*CHANNELS, "transactions", "note", "best_product", "promised", "follow_up")
}


@dataclass(frozen=True)
class DayOnPaper:
    """All that papers show of a day, as the changes up to `covers` leave it.

    `statuses` are those of the participations; `stands` are by the row that tells of them; `photos` are the captions of
    the laporan kegiatan by the row of the photo.
    """

    covers: Covers
    rows: tuple[DayRow, ...]
    statuses: Mapping[str, str]
    stocks: Mapping[GoodsKey, PartnerStock]
    stands: Mapping[str, StandChange]
    told: DayActivity | None
    photos: Mapping[str, str]
    bazaar: BazaarFacts
    days: tuple[date, ...]


def state_at(
    session: Session, journal: DayJournal, covers: Covers, rows: tuple[DayRow, ...] | None = None
) -> DayOnPaper:
    """The day as the changes up to `covers` leave it; its `rows`, where they were read."""
    if rows is None:
        rows = rows_with_newcomers(session, journal, covers)
    told = [row for row in folded_at(journal, DayActivity, covers) if not row.withdrawn]
    stands = stand_changes_at(session, journal, covers)
    held = held_changes(tuple(stands.values()), rows)
    return DayOnPaper(
        covers=covers,
        rows=rows,
        statuses={
            row.id: row.status for row in folded_at(journal, Participation, covers) if not row.withdrawn
        },
        stocks={
            (participation, goods_key(stock.goods or "")): stock
            for participation, stocks in stocks_at(journal, covers).items()
            for stock in stocks
        },
        stands={row_id: change for row_id, change in stands.items() if change in held},
        told=told[0] if told else None,
        photos={row.id: row.caption or "" for row in photos_among(folded_at(journal, Attachment, covers))},
        bazaar=bazaar_at(journal, covers),
        days=days_at(journal, covers),
    )


def differences(
    journal: DayJournal, names: Mapping[str, str], old: DayOnPaper, new: DayOnPaper
) -> tuple[CellChange, ...]:
    """Everything in which `new` differs from `old`, with the last change of it in between.

    Rows come first, in the order of the day, then statuses, stands, the ledgers of mitra, what was told of the day and
    what its bazaar is called.
    `names` are those of the officers.
    """
    between = _Between(journal, names, old, new)
    return (
        *between.cells(),
        *between.statuses(),
        *between.stands(),
        *between.goods(),
        *between.told(),
        *between.bazaar(),
    )


@dataclass(frozen=True)
class _Source:
    """Where in the journal a value stands: the row and its column, "" for any."""

    cls: type[Fact]
    row_id: str
    column: str = ""


@dataclass(frozen=True)
class _Between:
    """Two states of one day, and the journal that leads from one to the other."""

    journal: DayJournal
    names: Mapping[str, str]
    old: DayOnPaper
    new: DayOnPaper

    def cells(self) -> Iterator[CellChange]:
        """The figures and words of the rows."""
        before, after = ({row.key: row for row in state.rows} for state in (self.old, self.new))
        were, are = (_others(state.rows) for state in (self.old, self.new))
        for key in sorted({*before, *after}, key=lambda key: _place(key, before, after)):
            was, now = before.get(key), after.get(key)
            row = now or was
            if row is not None:
                for field, item, other in _differences(
                    was, now, self.journal.day, were.get(key), are.get(key)
                ):
                    yield self._change(row, field, item, other, self._source(row, field))

    def statuses(self) -> Iterator[CellChange]:
        """Who takes part no longer, or again; that who was invited has accepted is no difference."""
        rows = {row.participation_id: row for row in reversed((*self.new.rows, *self.old.rows))}
        for participation, row in sorted(rows.items(), key=lambda item: item[1].booth):
            was, now = (state.statuses.get(participation) for state in (self.old, self.new))
            if was and now and was != now and {was, now} != {CONFIRMED, INVITED}:
                source = _Source(Participation, participation, "status")
                yield self._change(row, "status", was, now, source)

    def stands(self) -> Iterator[CellChange]:
        """The booths that went from one party to another, or back."""
        for row_id in dict.fromkeys((*self.old.stands, *self.new.stands)):
            was, now = self.old.stands.get(row_id), self.new.stands.get(row_id)
            if (was is None) == (now is None):
                continue
            stand = now or was
            if stand is None:
                continue
            before, after = stand.left_business, stand.joined_business
            row = _Party(stand.joined_id, stand.session, stand.booth, stand.joined_business)
            before, after = (before, after) if now is not None else (after, before)
            yield self._change(row, "stand", before, after, _Source(Substitution, row_id))

    def goods(self) -> Iterator[CellChange]:
        """The lines of the mitra's ledgers."""
        parties = {row.participation_id: row for row in reversed((*self.new.rows, *self.old.rows))}
        for key in sorted({*self.old.stocks, *self.new.stocks}):
            was, now = self.old.stocks.get(key), self.new.stocks.get(key)
            party = parties.get(key[0])
            row = party or _Party(key[0], 1, "", "")
            name = ((now or was or PartnerStock()).goods) or ""
            row_id = natural_id(PartnerStock.__tablename__, key[0], self.journal.day, key[1])
            pairs = [(field, _stocked(was, field), _stocked(now, field)) for field in _STOCK]
            if was is None or now is None:
                pairs = [("goods", was is not None, now is not None), *pairs[1:]]
            for field, item, other in pairs:
                if item != other:
                    source = _Source(PartnerStock, row_id, "" if field == "goods" else field)
                    yield self._change(row, field, item, other, source, goods=name)

    def bazaar(self) -> Iterator[CellChange]:
        """What the head of the papers says of the bazaar: its name, its place, its days."""
        day = _Party("", 1, "", "")
        for field, sources in _OF_BAZAAR.items():
            was, now = (getattr(state.bazaar, field) for state in (self.old, self.new))
            if was != now:
                yield self._change(day, f"bazaar_{field}", was, now, self._latest(sources))
        was, now = (", ".join(f"{item:%d/%m/%Y}" for item in state.days) for state in (self.old, self.new))
        if was != now:
            yield self._change(day, "bazaar_days", was, now, self._latest([(BazaarDay, "")]))

    def _latest(self, columns: Iterable[tuple[type[Fact], str]]) -> _Source | None:
        """The one of all rows in which one of these columns changed last."""
        sources = [
            _Source(cls, row_id, column)
            for cls, column in columns
            for entity, row_id in self.journal.changes
            if entity == cls.__tablename__
        ]
        changed = [(change.at, change.id, source) for source in sources if (change := self._last(source))]
        return max(changed, key=lambda item: item[:2])[2] if changed else None

    def told(self) -> Iterator[CellChange]:
        """The words and photos of the laporan kegiatan."""
        row_id = natural_id(DayActivity.__tablename__, self.journal.bazaar.id, self.journal.day)
        day = _Party("", 1, "", "")
        for field in _TOLD:
            was, now = (
                getattr(state.told, field) if state.told is not None else None
                for state in (self.old, self.new)
            )
            if was != now:
                yield self._change(day, field, was, now, _Source(DayActivity, row_id, field))
        for photo in dict.fromkeys((*self.old.photos, *self.new.photos)):
            was, now = (_photo(state.photos.get(photo)) for state in (self.old, self.new))
            if was != now:
                yield self._change(day, "photo", was, now, _Source(Attachment, photo))

    def _change(
        self,
        row: DayRow | _Party,
        field: str,
        before: Value,
        after: Value,
        source: _Source | None,
        goods: str = "",
    ) -> CellChange:
        change = self._last(source)
        return CellChange(
            row.participation_id,
            row.session,
            row.booth,
            row.business,
            field,
            before,
            after,
            officer_called(self.names, change.officer) if change else "",
            moment_of(change.at) if change else None,
            (change.reason or "") if change else "",
            goods,
            row.party,
        )

    def _source(self, row: DayRow, field: str) -> _Source | None:
        """Where the journal keeps `field` of `row`; None for where it stands, and for what is worked out."""
        if field in _OF_VENDOR:
            return self._of_register(row, field)
        if field == "row":
            return _Source(Participation, row.participation_id, "status")
        for cls, columns in ((Attendance, _OF_ATTENDANCE), (OmzetEntry, _OF_OMZET)):
            if field in columns:
                row_id = natural_id(cls.__tablename__, row.participation_id, self.journal.day, row.session)
                return _Source(cls, row_id, columns[field])
        return None

    def _of_register(self, row: DayRow, field: str) -> _Source | None:
        """Where the register keeps what `row` says of its vendor: of a pengampu the vendor's, else its own name.

        Where the data of now were let reach back to this day, that named act is the source: it has the reason.
        """
        party = fact_at(self.journal, Participation, row.participation_id, self.new.covers)
        vendor = fact_at(self.journal, Vendor, party.vendor_id, self.new.covers) if party else None
        if party is None:
            return None
        sources = (
            [self._correction(vendor.id), _Source(Vendor, vendor.id, _OF_VENDOR[field])] if vendor else []
        )
        if vendor is None or field == "agency":
            sources.append(_Source(Agency, (vendor.agency_id if vendor else party.agency_id) or "", "name"))
        return next((source for source in sources if self._last(source) is not None), None)

    def _correction(self, vendor_id: str) -> _Source:
        key = (self.journal.bazaar.id, self.journal.day, vendor_id)
        return _Source(SealedCorrection, natural_id(SealedCorrection.__tablename__, *key))

    def _last(self, source: _Source | None) -> Change | None:
        """The last change in between of what stands there."""
        if source is None:
            return None
        between = [
            change
            for change in self.journal.changes.get((source.cls.__tablename__, source.row_id), ())
            if not is_covered(change, self.old.covers)
            and is_covered(change, self.new.covers)
            and (not source.column or source.column in field_changes(change))
        ]
        return max(between, key=lambda change: (change.at, *change.id)) if between else None


@dataclass(frozen=True)
class _Party:
    """Whom a difference concerns that has no row; nobody where it is of the day itself."""

    participation_id: str
    session: int
    booth: str
    business: str
    party: str = ""


def _place(key: Key, before: Iterable[Key], after: Iterable[Key]) -> tuple[int, Key]:
    order = list(after) or list(before)
    return (order.index(key) if key in order else len(order), key)


def _others(rows: Sequence[DayRow]) -> dict[Key, str]:
    """For each row of a person who takes part under several ids the businesses of the others: they count as one."""
    of_person: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        if row.person:
            of_person[row.person][row.participation_id] = row.business
    return {
        row.key: ", ".join(sorted(words))
        for row in rows
        if (words := [name for who, name in of_person[row.person].items() if who != row.participation_id])
    }


def _cells(row: DayRow | None, day: date, others: str | None) -> dict[str, Value]:
    if row is None:
        return {"row": False}
    cells: dict[str, Value] = {
        "row": True,
        "attendance": row.attendance,
        "omzet": row.omzet,
        **dict(zip(CHANNELS, row.amounts, strict=True)),
        "transactions": row.transactions,
    }
    cells.update({name: getattr(row, name) or None for name in ("note", "best_product")})
    cells.update({name: getattr(row, name) for name in ("promised", "follow_up")})
    cells.update({name: getattr(row, name) for name in _OF_BOTH if name != "person"})
    cells["person"] = others
    cells.update({name: _moment(getattr(row, name), day) for name in ("arrived_at", "left_at")})
    return cells


def _differences(
    was: DayRow | None, now: DayRow | None, day: date, were: str | None, are: str | None
) -> list[tuple[str, Value, Value]]:
    """What differs between two states of a row; `were` and `are` name who else was the same person."""
    old, new = _cells(was, day, were), _cells(now, day, are)
    empty: Mapping[str, Value] = {"row": False, "omzet": "blank", "attendance": "expected"}
    names = [name for name in {**old, **new} if not (name in _OF_BOTH and None in (was, now))]
    pairs = [(name, old.get(name, empty.get(name)), new.get(name, empty.get(name))) for name in names]
    changed = [pair for pair in pairs if pair[1] != pair[2]]
    if any(name == "attendance" for name, _old, _new in changed):  # the hour goes with the mark
        changed = [pair for pair in changed if pair[0] not in {"arrived_at", "left_at"}]
    return changed


def _moment(at: datetime | None, day: date) -> str | None:
    """The hour, with its date where that is another than `day`."""
    return None if at is None else format_time_on(at, day)


def _stocked(stock: PartnerStock | None, field: str) -> Value:
    value: str | int | None = getattr(stock, field) if stock is not None else None
    return format_quantity(value) if field in {"opening", "sold"} and isinstance(value, int) else value


def _photo(caption: str | None) -> Value:
    """A photo by its caption; True where it has none, False where there is no photo."""
    return False if caption is None else caption or True
