"""One row of omzet: what may be entered into it, what an entry makes of it, and what it reads as."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import BLANK, CHANNELS, DECLINED, NIL, REPORTED
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.identifiers import safe_excerpt
from bazar_desktop.domain.money import LARGEST, AmountTooLarge, NegativeAmount
from bazar_desktop.domain.omzet.cells import (
    BEST_PRODUCT,
    FOLLOW_UP,
    NOTE,
    PROMISED,
    TRANSACTIONS,
    check_count,
    check_note,
)
from bazar_desktop.services.bazaars.participants import UnknownParticipant
from bazar_desktop.services.day.seal_guard import DayIsClosed
from bazar_desktop.store.rows import enter_over, kept_many, require_seen, rows_of, unless_withdrawn
from bazar_desktop.store.tables import DayClose, OmzetEntry, Participation, natural_id

MOST_SESSIONS = 9


class Keep(Enum):
    """Leave this value as it is; None would make it blank."""

    AS_IS = "as_is"


KEEP = Keep.AS_IS
Amount = int | None | Keep


class SessionOutOfRange(BazarError):
    """A day has sessions 1 to MOST_SESSIONS. Facts: session, largest."""


class AmountWithoutReport(BazarError):
    """Nihil, declined and blank hold no amount. Facts: state."""


class NothingReported(BazarError):
    """A row is *diisi* only with at least one amount."""


class UnknownOmzetState(BazarError):
    """A state is blank, nil, reported or declined. Facts: state."""


@dataclass(frozen=True, slots=True)
class OmzetInput:
    """What to enter for one party; KEEP leaves a value as it is, None makes it blank.

    `state`: nil and declined clear amounts and transactions, blank clears the amounts; an amount makes it reported.
    `promised` and `follow_up` (janji, pesanan lanjutan) stand beside the omzet whatever its state.
    `seen` is the row's clock when the officer saw it ("" where there was no row), KEEP for no such check.
    """

    participation_id: str
    session_no: int = 1
    cash: Amount = KEEP
    qris: Amount = KEEP
    noncash: Amount = KEEP
    marketplace: Amount = KEEP
    transactions: Amount = KEEP
    state: str | Keep = KEEP
    note: str | Keep | None = KEEP
    seen: str | Keep = KEEP
    best_product: str | Keep | None = KEEP
    promised: Amount = KEEP
    follow_up: Amount = KEEP


@dataclass(frozen=True, slots=True)
class OmzetFacts:
    """One row of omzet as it stands. `seen` is its clock, to give back with the next entry."""

    row_id: str
    participation_id: str
    session_no: int
    state: str
    amounts: tuple[int | None, int | None, int | None, int | None]
    transactions: int | None
    note: str
    late: bool
    seen: str
    best_product: str = ""
    promised: int | None = None
    follow_up: int | None = None
    confirmed: int | None = None


@dataclass
class RowsRead:
    """What entries into rows of a day meet, read at once: the parties and their rows of omzet, withdrawn ones too.

    `touched` are the ids of the rows that were entered meanwhile.
    """

    bazaar_id: str
    day: date
    parties: dict[str, Participation]
    rows: dict[str, OmzetEntry]
    touched: set[str] = field(default_factory=set)


def read_rows(session: Session, bazaar_id: str, day: date, entries: Iterable[tuple[str, int]]) -> RowsRead:
    """Read what entries for these participations and sessions meet."""
    keys = set(entries)
    return RowsRead(
        bazaar_id,
        day,
        parties=rows_of(session, Participation, {who for who, _number in keys}),
        rows=kept_many(session, OmzetEntry, [(who, day, number) for who, number in keys]),
    )


def enter_row(session: Session, read: RowsRead, entry: OmzetInput, seal: DayClose | None) -> OmzetEntry:
    """Enter one row of a day that `seal` covers, where it has one. A refused entry leaves no trace in a block of many.

    Raises UnknownParticipant, SessionOutOfRange, MovedOn, DayIsClosed, NegativeAmount, AmountTooLarge, NotACount,
    NoteTooLong, AmountWithoutReport, NothingReported, UnknownOmzetState.
    """
    party = read.parties.get(entry.participation_id)
    if party is None or party.withdrawn or party.bazaar_id != read.bazaar_id:
        raise UnknownParticipant()
    if not 1 <= entry.session_no <= MOST_SESSIONS:
        raise SessionOutOfRange(session=entry.session_no, largest=MOST_SESSIONS)
    key = (entry.participation_id, read.day, entry.session_no)
    row_id = natural_id(OmzetEntry.__tablename__, *key)
    if row_id in read.touched and not isinstance(entry.seen, Keep):
        session.flush()  # what was entered just now moves the row's clock
    kept = read.rows.get(row_id)
    row = unless_withdrawn(kept)
    if not isinstance(entry.seen, Keep) and row is not None:
        require_seen(row, entry.seen)
    values = _after(row, entry)
    if seal is not None:
        values["late"] = _late(row, values, seal)
    entered = enter_over(
        session,
        kept,
        OmzetEntry,
        *key,
        bazaar_id=read.bazaar_id,
        participation_id=entry.participation_id,
        day=read.day,
        session=entry.session_no,
        **values,
    )
    read.rows[row_id] = entered
    read.touched.add(row_id)
    return entered


def _late(row: OmzetEntry | None, values: dict[str, Any], seal: DayClose) -> bool | None:
    """Whether the row is a late answer now. Raises DayIsClosed where a figure that the seal covers would change.

    Words, and figures beside the omzet that were blank, are no figures that the seal covers.
    """
    if row is None or row.late or not _is_answered(row):
        count = () if values["state"] in {NIL, DECLINED} else (TRANSACTIONS,)  # these clear the count
        if row is not None and not row.late and _would_change(row, values, (*count, PROMISED, FOLLOW_UP)):
            raise _closed(seal)
        return None if values["state"] == BLANK else True
    same = all(getattr(row, name) == values[name] for name in ("state", *CHANNELS, TRANSACTIONS))
    if not same or _would_change(row, values, (PROMISED, FOLLOW_UP)):
        raise _closed(seal)
    return row.late


def _would_change(row: OmzetEntry, values: dict[str, Any], names: Iterable[str]) -> bool:
    """Whether a figure that is there would be another."""
    return any(getattr(row, name) is not None and getattr(row, name) != values[name] for name in names)


def _closed(seal: DayClose) -> DayIsClosed:
    return DayIsClosed(day=seal.day.strftime("%d/%m/%Y"), revision=seal.revision, seal=seal.seal or "")


def _is_answered(row: OmzetEntry) -> bool:
    return (row.state or BLANK) != BLANK or any(getattr(row, name) is not None for name in CHANNELS)


def _after(row: OmzetEntry | None, entry: OmzetInput) -> dict[str, Any]:
    """All figures of the row as they will stand."""
    given = {name: _checked(getattr(entry, name)) for name in CHANNELS}
    amounts = {
        name: (getattr(row, name) if row is not None else None) if isinstance(value, Keep) else value
        for name, value in given.items()
    }
    has_new = any(not isinstance(value, Keep) and value is not None for value in given.values())
    state = _state_after(row, entry.state, amounts, has_new=has_new)
    if state != REPORTED:
        amounts = dict.fromkeys(amounts)
    values: dict[str, Any] = {**amounts, "state": state}
    values[TRANSACTIONS] = _transactions_after(row, entry, state)
    for name in (PROMISED, FOLLOW_UP):
        values[name] = _kept(row, name, _checked(getattr(entry, name)))
    for name in (NOTE, BEST_PRODUCT):
        text = _kept(row, name, getattr(entry, name))
        values[name] = check_note(text.strip()) or None if text else None
    return values


def _kept(row: OmzetEntry | None, name: str, given: Any) -> Any:
    """What the officer gave, or what stands already."""
    if not isinstance(given, Keep):
        return given
    return None if row is None else getattr(row, name)


def _state_after(row: OmzetEntry | None, asked: str | Keep, amounts: dict[str, Any], *, has_new: bool) -> str:
    holds = any(value is not None for value in amounts.values())
    if isinstance(asked, Keep):
        before = (row.state if row is not None else None) or BLANK
        if has_new or (before == REPORTED and holds):
            return REPORTED
        return BLANK if before == REPORTED else before
    if asked not in {BLANK, NIL, REPORTED, DECLINED}:
        raise UnknownOmzetState(state=safe_excerpt(asked))
    if asked == REPORTED and not holds:
        raise NothingReported()
    if asked != REPORTED and has_new:
        raise AmountWithoutReport(state=asked)
    return asked


def _transactions_after(row: OmzetEntry | None, entry: OmzetInput, state: str) -> int | None:
    if isinstance(entry.transactions, Keep):
        cleared = entry.state in {NIL, DECLINED}
        return None if row is None or cleared else row.transactions
    return None if entry.transactions is None else check_count(entry.transactions)


def _checked(value: Amount) -> Amount:
    if isinstance(value, int):
        if value < 0:
            raise NegativeAmount(text=str(value))
        if value > LARGEST:
            raise AmountTooLarge(text=str(value))
    return value


def facts_of(row: OmzetEntry) -> OmzetFacts:
    """The row as plain facts; a half-arrived row reads as blank."""
    return OmzetFacts(
        row_id=row.id,
        participation_id=row.participation_id or "",
        session_no=row.session or 1,
        state=row.state or BLANK,
        amounts=(row.cash, row.qris, row.noncash, row.marketplace),
        transactions=row.transactions,
        note=row.note or "",
        late=bool(row.late),
        seen=row.changed_at,
        best_product=row.best_product or "",
        promised=row.promised,
        follow_up=row.follow_up,
        confirmed=row.confirmed,
    )
