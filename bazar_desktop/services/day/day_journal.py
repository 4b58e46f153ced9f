"""What the journal tells of a day, read once and folded up to any seal: rows, parties, settings, ledgers, words."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

from sqlalchemy import literal, select, union_all
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import Activity, DayRow
from bazar_desktop.domain.journal.changes import Change, field_changes
from bazar_desktop.domain.journal.merging import fold_row
from bazar_desktop.services.bazaars.bazaars import BazaarFacts
from bazar_desktop.services.bazaars.participants import business_of
from bazar_desktop.services.bazaars.party_names import PartyWords, uncounted_names
from bazar_desktop.services.day.activity import activity_of
from bazar_desktop.services.day.newcomers import newcomers_at, persons_at
from bazar_desktop.services.day.register_at import Covers, SealReach, bazaar_then, fold_covered, is_covered
from bazar_desktop.services.day.seal_reach import covers_of
from bazar_desktop.services.day.sheet import DayRead, arranged
from bazar_desktop.services.settings.values import (
    FIGURE_SETTINGS,
    setting_origins,
)
from bazar_desktop.store.changes import changes_of_rows
from bazar_desktop.store.fields import merge_rules
from bazar_desktop.store.folding import decode
from bazar_desktop.store.tables import (
    Agency,
    Allocation,
    AnyFact,
    AsideChange,
    Attachment,
    Attendance,
    Bazaar,
    BazaarDay,
    Booth,
    ChangeRow,
    DayActivity,
    DayClose,
    Fact,
    Lokasi,
    OmzetEntry,
    Participation,
    PartnerStock,
    SealedCorrection,
    Setting,
    Substitution,
    Vendor,
    natural_id,
)

RowKey = tuple[str, str]  # entity and row id
# the facts of a day that its papers show
_OF_A_DAY = (
    Allocation,
    Attachment,
    Attendance,
    DayActivity,
    DayClose,
    OmzetEntry,
    PartnerStock,
    SealedCorrection,
    Substitution,
)
ReadChanges = Callable[[Session, Sequence[RowKey]], dict[RowKey, list[Change]]]
_Marked = TypeVar("_Marked", Attendance, OmzetEntry)


def rows_with_newcomers(session: Session, journal: DayJournal, covers: Covers) -> tuple[DayRow, ...]:
    """The rows up to `covers`, with who was new then and which ids were one person."""
    vendors = _vendors_of(journal)
    persons = persons_at(session, vendors, covers)
    new = newcomers_at(session, journal.bazaar.id, vendors, covers, persons)
    return rows_at(journal, covers, newcomers=new, persons=persons)


@dataclass(frozen=True)
class DayJournal:
    """Every change of the rows that a day stands on, read once and folded up to any seal of it.

    `changes` are by entity and row id, those of the register, the bazaar itself, its booths, the day's seals and the
    settings that its figures depend on with them. `uncounted` names parties whose vendor or agency does not count.
    """

    bazaar: BazaarFacts
    day: date
    changes: Mapping[RowKey, list[Change]]
    uncounted: Mapping[str, PartyWords]


def read_journal(
    session: Session, bazaar: BazaarFacts, day: date, *, read: ReadChanges = changes_of_rows
) -> DayJournal:
    """Read what the journal holds of the day: the rows of now tell which, withdrawn ones too.

    `read` tells which changes: those that count, or `store.changes` with others among them.
    """
    keys = _keys_of(session, bazaar.id, day)
    if read is not changes_of_rows:
        keys = list(dict.fromkeys([*keys, *_keys_aside(session, bazaar.id, day)]))
    changes = read(session, keys)
    named = {(Vendor.__tablename__, row_id) for row_id in _named(changes, Participation, "vendor_id")}
    named |= {(Lokasi.__tablename__, row_id) for row_id in _named(changes, Bazaar, "lokasi_id")}
    for cls in (Allocation, Substitution):
        named |= {(Booth.__tablename__, row_id) for row_id in _named(changes, cls, "booth_id")}
    changes.update(read(session, sorted(named)))
    if read is not changes_of_rows:  # of an agency that only waits there is no row of now
        agencies = _named(changes, Participation, "agency_id") | _named(changes, Vendor, "agency_id")
        changes.update(read(session, [(Agency.__tablename__, row_id) for row_id in sorted(agencies)]))
    return DayJournal(bazaar, day, changes, _uncounted(session, changes))


def _uncounted(session: Session, changes: Mapping[RowKey, list[Change]]) -> dict[str, PartyWords]:
    """How parties are called of whose vendor or agency no change counts."""
    known = {row_id for (_entity, row_id), of_row in changes.items() if of_row}
    ids = [row_id for entity, row_id in changes if entity == Participation.__tablename__]
    named = _named(changes, Participation, "vendor_id") | _named(changes, Participation, "agency_id")
    if named <= known:
        return {}
    rows = session.execute(select(Participation).where(Participation.id.in_(ids))).scalars()
    return uncounted_names(session, rows, known, {})


def _keys_of(session: Session, bazaar_id: str, day: date) -> list[RowKey]:
    """The rows of a day but its vendors, its booths and its lokasi: entity and id."""
    parts = [
        select(literal(Participation.__tablename__), Participation.id).where(
            Participation.bazaar_id == bazaar_id
        )
    ]
    parts += [
        select(literal(cls.__tablename__), cls.id).where(cls.bazaar_id == bazaar_id, cls.day == day)
        for cls in _OF_A_DAY
    ]
    parts.append(
        select(literal(BazaarDay.__tablename__), BazaarDay.id).where(BazaarDay.bazaar_id == bazaar_id)
    )
    parts.append(select(literal(Agency.__tablename__), Agency.id))
    keys = [(entity, row_id) for entity, row_id in session.execute(union_all(*parts))]
    settings = [(Setting.__tablename__, natural_id(Setting.__tablename__, key)) for key in FIGURE_SETTINGS]
    return [*keys, *settings, (Bazaar.__tablename__, bazaar_id)]


def _keys_aside(session: Session, bazaar_id: str, day: date) -> list[RowKey]:
    """The rows of the day of which no change counts: what waits, was rejected or taken back has no row of now."""
    query = (
        select(AsideChange.entity, AsideChange.row_id)
        .join(ChangeRow, (ChangeRow.origin == AsideChange.origin) & (ChangeRow.seq == AsideChange.seq))
        .where(ChangeRow.scope.in_([bazaar_id, f"{bazaar_id}/{day.isoformat()}"]))
    )
    return [(entity, row_id) for entity, row_id in session.execute(query.distinct())]


def _named(changes: Mapping[RowKey, list[Change]], cls: type[Fact], field: str) -> set[str]:
    """The ids that a field of the rows of `cls` has ever held."""
    return {
        value.after
        for (entity, _), of_row in changes.items()
        if entity == cls.__tablename__
        for change in of_row
        if (value := field_changes(change).get(field)) is not None and isinstance(value.after, str)
    }


def rows_at(
    journal: DayJournal,
    covers: Covers,
    *,
    newcomers: Collection[str] = (),
    persons: Mapping[str, str] = MappingProxyType({}),
) -> tuple[DayRow, ...]:
    """The rows of a day folded from the changes up to `covers` alone; `newcomers` are marked as such."""
    participations = {row.id: row for row in facts_at(journal, Participation, covers)}
    _put_cards_of_now(journal, participations, covers)
    vendors = {row.id: row for row in folded_at(journal, Vendor, covers)}
    labels = {row.id: row.label or "" for row in folded_at(journal, Booth, covers)}
    booths: dict[tuple[str, int], list[str]] = defaultdict(list)
    for place in facts_at(journal, Allocation, covers):
        if place.holder and place.booth_id in labels:
            booths[place.holder, place.session].append(labels[place.booth_id])
    known = DayRead(
        booths=booths,
        attendance=_by_key(facts_at(journal, Attendance, covers)),
        omzet=_by_key(facts_at(journal, OmzetEntry, covers)),
        participations=participations,
        vendors=vendors,
        agencies={row.id: row.name or "" for row in folded_at(journal, Agency, covers)},
        newcomers=set(newcomers),
        persons=persons,
        uncounted=journal.uncounted,
    )
    return arranged(journal.bazaar.code, known)


def party_at(journal: DayJournal, covers: Covers, participation_id: str | None) -> PartyWords:
    """How a party of the day was called as `covers` covers it; "" where its vendor or agency had not come."""
    row = fact_at(journal, Participation, participation_id, covers)
    vendor = fact_at(journal, Vendor, row.vendor_id, covers) if row else None
    if vendor is not None:
        return PartyWords(vendor.name or "", business_of(vendor) or vendor.name or "")
    agency = fact_at(journal, Agency, row.agency_id, covers) if row else None
    name = (agency.name if agency else "") or ""
    return journal.uncounted.get(row.id if row else "", PartyWords(name, name))


def _put_cards_of_now(
    journal: DayJournal, participations: Mapping[str, Participation], covers: Covers
) -> None:
    """Let cards and slips carry the code that the gate takes: a card is for use now, not a word of the seal."""
    for row in participations.values():
        changes = journal.changes[Participation.__tablename__, row.id]
        if not all(is_covered(change, covers) for change in changes):
            values = fold_row(changes, merge_rules(Participation)).values()
            row.card_serial = decode(Participation, "card_serial", values.get("card_serial"))


def days_at(journal: DayJournal, covers: Covers) -> tuple[date, ...]:
    """The days of the bazaar as `covers` covers them; none where that of the journal is not among them."""
    days = tuple(sorted(row.day for row in facts_at(journal, BazaarDay, covers)))
    return days if journal.day in days else ()


def is_off_at(journal: DayJournal, covers: Covers) -> bool:
    """Tell whether the day of the journal was called off as `covers` covers it, alone or with its bazaar."""
    if facts_at(journal, DayClose, covers):
        return False
    alone = any(row.halt for row in facts_at(journal, BazaarDay, covers) if row.day == journal.day)
    bazaar = fact_at(journal, Bazaar, journal.bazaar.id, covers)
    return alone or (bazaar is not None and bazaar.halt is not None)


def settings_at(session: Session, journal: DayJournal, seal: DayClose) -> dict[str, Any]:
    """The settings that figures depend on, as `seal` covers them.

    An office that reads other offices goes by its own settings where it sealed the day itself.
    """
    covers, ours, entered = covers_of(seal), setting_origins(session), entry_of(journal, seal)
    if entered is not None and entered.origin in ours:
        covers = SealReach({origin: seq for origin, seq in covers.items() if origin in ours}, covers.without)
    rows = facts_at(journal, Setting, covers)
    return {row.key: json.loads(row.value) for row in rows if row.key and row.value}


def entry_of(journal: DayJournal, seal: DayClose) -> Change | None:
    """The change by which `seal` was entered: of two seals of one revision, that of the one which stands.

    Two that say and cover the same are told apart by when they were made.
    """
    entered = []
    for change in journal.changes.get((DayClose.__tablename__, seal.id), []):
        fields = field_changes(change)
        if {"seal", "covers", "closed_at"} <= fields.keys() and not fields["seal"].parents:
            same = tuple(
                decode(DayClose, name, fields[name].after) == getattr(seal, name)
                for name in ("seal", "covers", "closed_at")
            )
            entered.append((same, change))
    said = [(same, change) for same, change in entered if same[0]]
    return max(said, key=lambda found: found[0])[1] if said else None


def lifted_at(journal: DayJournal, lifted: DayClose, covers: Covers) -> DayClose:
    """A seal of the day and its reopening as a later one covers them; the countersign may follow at any time."""
    then = fact_at(journal, DayClose, lifted.id, covers)
    if then is None:
        return lifted
    then.countersigned_by, then.countersigned_at = lifted.countersigned_by, lifted.countersigned_at
    return then


def bazaar_at(journal: DayJournal, covers: Covers) -> BazaarFacts:
    """The bazaar of the day as `covers` covers it."""
    places = {row.id: row for row in folded_at(journal, Lokasi, covers)}
    rows = folded_at(journal, Bazaar, covers)
    return (
        bazaar_then(journal.bazaar, rows[0], places.get(rows[0].lokasi_id or "")) if rows else journal.bazaar
    )


def _vendors_of(journal: DayJournal) -> set[str]:
    return {row_id for entity, row_id in journal.changes if entity == Vendor.__tablename__}


def activity_at(session: Session, journal: DayJournal, covers: Covers) -> Activity:
    """What was told of the day as `covers` covers it."""
    told = [row for row in folded_at(journal, DayActivity, covers) if not row.withdrawn]
    return activity_of(session, told[0] if told else None, folded_at(journal, Attachment, covers))


def stocks_at(journal: DayJournal, covers: Covers) -> dict[str, list[PartnerStock]]:
    """What each mitra's ledger held as the changes up to `covers` alone leave it, by participation."""
    stocks: dict[str, list[PartnerStock]] = defaultdict(list)
    for row in facts_at(journal, PartnerStock, covers):
        stocks[row.participation_id].append(row)
    return dict(stocks)


def _by_key(rows: list[_Marked]) -> dict[tuple[str, int], _Marked]:
    return {(row.participation_id, row.session): row for row in rows}


def facts_at(journal: DayJournal, cls: type[AnyFact], covers: Covers) -> list[AnyFact]:
    """The rows of `cls` that stood on the day as `covers` covers it; they belong to no session."""
    return [row for row in folded_at(journal, cls, covers) if not row.withdrawn]


def fact_at(journal: DayJournal, cls: type[AnyFact], row_id: str | None, covers: Covers) -> AnyFact | None:
    """One row, withdrawn or not, as `covers` covers it; None where nothing of it is covered."""
    changes = journal.changes.get((cls.__tablename__, row_id or ""), [])
    return fold_covered(cls, row_id or "", changes, covers)


def folded_at(journal: DayJournal, cls: type[AnyFact], covers: Covers) -> list[AnyFact]:
    """The rows as the covered changes leave them; they belong to no session. Rows entered later are left out."""
    rows = (
        fold_covered(cls, row_id, changes, covers)
        for (entity, row_id), changes in journal.changes.items()
        if entity == cls.__tablename__
    )
    return [row for row in rows if row is not None]
