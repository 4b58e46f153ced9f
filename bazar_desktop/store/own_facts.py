"""Reading and moving what the store knows of itself: its facts and the ends of the chains.

Each is one statement, written once: reading a package asks and tells the ledger a dozen times.
"""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import bindparam, exists, select, text
from sqlalchemy.orm import Session

from bazar_desktop.domain.journal.changes import GENESIS
from bazar_desktop.store.tables import Chain, StoreFact

_facts, _chains = StoreFact.__table__.c, Chain.__table__.c
_FACT = select(_facts.value).where(_facts.key == bindparam("key"))
_PUT_FACT = text(
    "INSERT INTO store_fact (key, value) VALUES (:key, :value)"
    " ON CONFLICT (key) DO UPDATE SET value = excluded.value"
)
_END = select(_chains.seq, _chains.hash).where(_chains.origin == bindparam("origin"))
_kind, _office = StoreFact.__table__.alias("kind"), StoreFact.__table__.alias("office")
_IS_JUDGED = exists(
    select(_kind.c.key).where(
        _kind.c.key == "kind",
        _kind.c.value == "laptop",
        select(_office.c.key).where(_office.c.key == "office_id", _office.c.value != "").exists(),
    )
)
_OWN_END = (
    select(_facts.value.label("origin"), _chains.seq, _chains.hash, _IS_JUDGED.label("is_judged"))
    .outerjoin(Chain.__table__, _chains.origin == _facts.value)
    .where(_facts.key == "origin")
)
_PUT_END = text(
    "INSERT INTO chain (origin, seq, hash) VALUES (:origin, :seq, :hash)"
    " ON CONFLICT (origin) DO UPDATE SET seq = excluded.seq, hash = excluded.hash"
)


class OwnEnd(NamedTuple):
    """The last contiguous number and hash of this store's own chain, and its origin.

    `is_judged`: this is a laptop with an office, whose changes may be beyond its authority.
    """

    origin: str
    seq: int
    hash: str
    is_judged: bool


def get_fact(session: Session, key: str, default: str | None = None) -> str:
    """Tell what the store knows of itself under `key`. Raises KeyError where it knows nothing and has no default."""
    value: str | None = session.connection().execute(_FACT, {"key": key}).scalar_one_or_none()
    if value is None:
        if default is None:
            raise KeyError(key)
        return default
    return value


def set_fact(session: Session, key: str, value: str) -> None:
    session.connection().execute(_PUT_FACT, {"key": key, "value": value})


def chain_end(session: Session, origin: str) -> tuple[int, str]:
    """Give the last contiguous (seq, hash) of `origin` here; (0, GENESIS) where nothing has come.

    What is entered and not yet flushed has no number yet.
    """
    found = session.connection().execute(_END, {"origin": origin}).first()
    return (found.seq, found.hash) if found else (0, GENESIS)


def own_end(session: Session) -> OwnEnd:
    """The origin of this store and where its chain ends, (0, GENESIS) before the first change; as `chain_end`."""
    row = session.connection().execute(_OWN_END).one()
    return OwnEnd(row.origin, row.seq or 0, row.hash or GENESIS, bool(row.is_judged))


def set_chain_end(session: Session, origin: str, seq: int, hash_: str) -> None:
    session.connection().execute(_PUT_END, {"origin": origin, "seq": seq, "hash": hash_})
