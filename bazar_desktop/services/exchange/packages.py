"""Packages as the officer sees them: what was made here (dibuat, dibawa, diterima) and what was read here."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import SealMismatch
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.services.bazaars.bazaars import bazaar_of, label_of
from bazar_desktop.services.bazaars.codes import shared_codes
from bazar_desktop.services.bazaars.days import STANDS
from bazar_desktop.services.day.as_sealed import standing_mismatch
from bazar_desktop.services.office.laptops import own_bazaars
from bazar_desktop.store.actions import action
from bazar_desktop.store.chains import chain_ends, chain_owners
from bazar_desktop.store.own_facts import get_fact, set_fact
from bazar_desktop.store.tables import OF_A_BAZAAR, Bazaar, BazaarDay, ChangeRow, DayClose, Intake, Parcel

MADE, CARRIED, RECEIVED = "made", "carried", "received"
OPEN_DAY, UNSENT = "open", "unsent"
ON_ITS_WAY = (UNSENT, MADE, CARRIED, RECEIVED)
DEVICE_ID = "device_id"  # the store fact that keeps our own key id
ACKNOWLEDGED = "acknowledged"  # the store fact that keeps how far the office has our chain
MADE_AT = "made_at"  # the fact of a read package: when it was made, by its maker's clock
BEFOREHAND = ("allocation", "bazaar_day")  # what is settled of a day before it is there
DAY_ENTITIES = ("attendance", "omzet_entry", "allocation", "substitution")


class UnknownParcel(BazarError):
    """No package with this id was made here."""


@dataclass(frozen=True, slots=True)
class ParcelFacts:
    """A package made here; `state` is made, carried or received. `rupiah` is the control sum up to `last`."""

    id: str
    origin: str
    file_name: str
    folder: str
    first: int
    last: int
    rupiah: int
    made_at: datetime
    carried_at: datetime | None
    received_at: datetime | None

    @property
    def state(self) -> str:
        if self.received_at:
            return RECEIVED
        return CARRIED if self.carried_at else MADE


@dataclass(frozen=True, slots=True)
class DayState:
    """How far one bazaar day has come on its way to the office.

    `state`: unsent (changes that are in no package), made, carried, received, or open where nothing was entered:
    whoever is placed for tomorrow has handed in nothing of tomorrow. `mismatch`: whether the seal on a day of this
    laptop's own bazaars is that of the rows it claims.
    """

    bazaar: str
    lokasi_id: str | None
    name: str
    day: date
    state: str
    sealed: bool
    mismatch: SealMismatch = SealMismatch.NONE


def answer_code(kind: str, answer: str) -> str:
    """Tell under what `bazar_desktop.messages` has the sentence for the answer to a file that was not refused."""
    return f"news_{answer.lower()}" if kind == "news" else answer.lower()


@dataclass(frozen=True, slots=True)
class IntakeFacts:
    """One reading of one file; `facts` are what the words for its answer need."""

    id: str
    file_name: str
    kind: str
    maker: str
    origin: str
    first: int
    last: int
    answer: str
    facts: dict[str, Any]
    scopes: tuple[str, ...]
    read_at: datetime
    waiting: bool

    @property
    def code(self) -> str:
        """Under what `bazar_desktop.messages` has the sentence for this answer, with `facts`."""
        return self.facts.get("error") or answer_code(self.kind, self.answer)


@dataclass(frozen=True, slots=True)
class OwnChain:
    """Where this store's own journal stands: its last number, how far it is packed, how far the office has it.

    `unsent` counts the changes that are in no package and not at the office, of earlier lives of the store too.
    """

    last: int
    packed: int
    acknowledged: int
    unsent: int


def own_origins(session: Session) -> list[str]:
    """The chains this store has written: those of its earlier lives (before a restore) first, its own last."""
    current, own = get_fact(session, "origin"), get_fact(session, DEVICE_ID, "")
    earlier = {origin for origin, owner in chain_owners(session).items() if own and owner == own}
    return [*sorted(earlier - {current}), current]


def own_chain(session: Session) -> OwnChain:
    """Tell how much of what was entered here is not yet in a package, or not yet acknowledged."""
    ends, packed = chain_ends(session), _packed(session)
    unsent = sum(
        max(0, ends.get(item, 0) - max(packed.get(item, 0), acknowledged(session, item)))
        for item in own_origins(session)
    )
    origin = get_fact(session, "origin")
    return OwnChain(ends.get(origin, 0), packed.get(origin, 0), acknowledged(session, origin), unsent)


def _packed(session: Session) -> dict[str, int]:
    query = select(Parcel.origin, func.max(Parcel.last)).group_by(Parcel.origin)
    return {origin: last for origin, last in session.execute(query)}


def acknowledged(session: Session, origin: str) -> int:
    """The last number of our chain `origin` that the office has acknowledged, 0 for none."""
    return int(get_fact(session, f"{ACKNOWLEDGED}:{origin}", "0"))


@action("packages.make")
def note_parcel(session: Session, facts: ParcelFacts, *, sha256: str, scopes: Sequence[str]) -> None:
    """Keep that a package was made and read back whole."""
    values = {name: getattr(facts, name) for name in ParcelFacts.__dataclass_fields__}
    session.execute(insert(Parcel).values(**values, sha256=sha256, scopes=json.dumps(scopes)))


@action("packages.mark_carried")
def mark_carried(session: Session, parcel_id: str, at: datetime) -> None:
    """Mark a package as on its way to the office. Raises UnknownParcel."""
    found = session.execute(select(Parcel.id).where(Parcel.id == parcel_id)).first()
    if found is None:
        raise UnknownParcel()
    wanted = (Parcel.id == parcel_id, Parcel.carried_at.is_(None))
    session.execute(update(Parcel).where(*wanted).values(carried_at=at))


def mark_received(session: Session, origin: str, last: int, at: datetime) -> None:
    """Mark every package of our chain `origin` up to `last` as received by the office."""
    if last > acknowledged(session, origin):
        set_fact(session, f"{ACKNOWLEDGED}:{origin}", str(last))
    wanted = (Parcel.origin == origin, Parcel.last <= last, Parcel.received_at.is_(None))
    session.execute(update(Parcel).where(*wanted).values(received_at=at))


def take_back_received(session: Session, origin: str, last: int) -> None:
    """Mark what came after `last` of our chain `origin` as to be handed in again: the office has no more of it."""
    if last < acknowledged(session, origin):
        set_fact(session, f"{ACKNOWLEDGED}:{origin}", str(last))
        gone = (Parcel.origin == origin, Parcel.last > last)
        session.execute(update(Parcel).where(*gone).values(received_at=None))


def list_parcels(session: Session) -> list[ParcelFacts]:
    """List what was made here, the latest first."""
    names = list(ParcelFacts.__dataclass_fields__)
    rows = session.execute(select(Parcel).order_by(Parcel.made_at.desc(), Parcel.last.desc())).scalars()
    return [ParcelFacts(**{name: getattr(row, name) for name in names}) for row in rows]


def day_states(session: Session) -> list[DayState]:
    """dibuat, dibawa or diterima for every day of this laptop's bazaars, the latest first."""
    origins = own_origins(session)
    query = select(ChangeRow.scope, ChangeRow.origin, func.max(ChangeRow.seq))
    query = query.where(OF_A_BAZAAR, ChangeRow.entity.not_in(BEFOREHAND))
    query = query.group_by(ChangeRow.scope, ChangeRow.origin)
    last: dict[str, dict[str, int]] = defaultdict(dict)
    for scope, origin, seq in session.execute(query):
        if origin in origins:
            last[scope][origin] = seq
    parcels = list_parcels(session)
    done = {origin: acknowledged(session, origin) for origin in origins}
    days = select(BazaarDay.day, Bazaar).join(Bazaar, Bazaar.id == BazaarDay.bazaar_id)
    days = days.where(STANDS, Bazaar.withdrawn.is_(False))
    sealed, shared = _sealed(session), shared_codes(session)
    own = own_bazaars(session)
    return [
        DayState(
            bazaar=label_of(row.code or "", row.id, shared=row.code in shared),
            lokasi_id=row.lokasi_id,
            name=row.name,
            day=day,
            state=_state(last.get(f"{row.id}/{day.isoformat()}", {}), done, parcels),
            sealed=(row.id, day) in sealed,
            mismatch=(
                standing_mismatch(session, bazaar_of(session, row.id), day)
                if row.id in own and (row.id, day) in sealed
                else SealMismatch.NONE
            ),
        )
        for day, row in session.execute(days.order_by(BazaarDay.day.desc(), Bazaar.code))
        if not own or row.id in own or f"{row.id}/{day.isoformat()}" in last
    ]


def _sealed(session: Session) -> set[tuple[str, date]]:
    query = select(DayClose.bazaar_id, DayClose.day).where(
        DayClose.reopened_at.is_(None), DayClose.withdrawn.is_(False)
    )
    return {(row.bazaar_id, row.day) for row in session.execute(query)}


def _state(last: Mapping[str, int], done: Mapping[str, int], parcels: Sequence[ParcelFacts]) -> str:
    """The least that holds for all of our chains that have entries of the day."""
    if not last:
        return OPEN_DAY
    states = [_state_of(origin, seq, done.get(origin, 0), parcels) for origin, seq in last.items()]
    return min(states, key=ON_ITS_WAY.index)


def _state_of(origin: str, last: int, done: int, parcels: Sequence[ParcelFacts]) -> str:
    if last <= done:
        return RECEIVED
    holding = [
        parcel for parcel in parcels if parcel.origin == origin and parcel.first <= last <= parcel.last
    ]
    if not holding:
        return UNSENT
    return CARRIED if any(parcel.carried_at for parcel in holding) else MADE


# -- what was read ----------------------------------------------------------------------------------------------


_intake = Intake.__table__.c
_LOG = insert(Intake)
_WAITS = select(_intake.id).where(_intake.origin == bindparam("origin"), _intake.held.is_not(None)).limit(1)


def log_intake(session: Session, *, held: bytes | None = None, **values: Any) -> str:
    """Keep how one file was answered; returns the id of the entry. `facts` and `scopes` are plain values."""
    row_id = str(values.pop("id"))
    values["facts"] = json.dumps(values["facts"], sort_keys=True, default=str)
    values["scopes"] = json.dumps(list(values["scopes"]))
    session.connection().execute(_LOG, {"id": row_id, "held": held, **values})
    return row_id


def settle_intake(
    session: Session,
    intake_id: str,
    *,
    answer: str,
    scopes: Sequence[str],
    facts: Mapping[str, Any] | None = None,
) -> None:
    """Let go of the bytes of a held package: it was applied, or is held no longer, for which `facts` give the words."""
    values: dict[str, Any] = {"answer": answer, "scopes": json.dumps(list(scopes)), "held": None}
    if facts is not None:
        values["facts"] = json.dumps(dict(facts), sort_keys=True, default=str)
    session.execute(update(Intake).where(Intake.id == intake_id).values(**values))


def waits_for(session: Session, origin: str) -> bool:
    """Whether a package of this origin is held until a gap is filled."""
    return session.connection().execute(_WAITS, {"origin": origin}).first() is not None


def waiting_packages(session: Session, origin: str | None = None) -> list[tuple[str, bytes]]:
    """Give the held packages (of one origin), in the order of their numbers: intake id and bytes."""
    query = select(Intake.id, Intake.held).where(Intake.held.is_not(None))
    if origin is not None:
        query = query.where(Intake.origin == origin)
    return [
        (row.id, row.held) for row in session.execute(query.order_by(Intake.first, Intake.last, Intake.id))
    ]


def is_waiting(session: Session, sha256: str) -> bool:
    """Whether the very same file is held already."""
    query = select(Intake.id).where(Intake.sha256 == sha256, Intake.held.is_not(None))
    return session.execute(query).first() is not None


def list_intake(session: Session, limit: int = 500) -> list[IntakeFacts]:
    """List what was read here, the latest first."""
    columns = [column for column in Intake.__table__.columns if column.key != "held"]
    query = select(*columns, Intake.held.is_not(None).label("waiting"))
    rows = session.execute(query.order_by(Intake.read_at.desc(), Intake.file_name).limit(limit))
    return [
        IntakeFacts(
            id=row.id,
            file_name=row.file_name,
            kind=row.kind,
            maker=row.maker,
            origin=row.origin,
            first=row.first,
            last=row.last,
            answer=row.answer,
            facts=json.loads(row.facts),
            scopes=tuple(json.loads(row.scopes)),
            read_at=row.read_at,
            waiting=bool(row.waiting),
        )
        for row in rows
    ]
