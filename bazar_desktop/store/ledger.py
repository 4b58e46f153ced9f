"""Reading and moving what the store knows of itself: its facts and the ends of the chains."""

from __future__ import annotations

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from bazar_desktop.domain.changes import GENESIS
from bazar_desktop.store.tables import Chain, StoreFact


def get_fact(session: Session, key: str, default: str | None = None) -> str:
    """What the store knows of itself under `key`. Raises KeyError where it knows nothing and has no default."""
    value = session.execute(select(StoreFact.value).where(StoreFact.key == key)).scalar_one_or_none()
    if value is None:
        if default is None:
            raise KeyError(key)
        return default
    return value


def set_fact(session: Session, key: str, value: str) -> None:
    known = session.execute(select(StoreFact.key).where(StoreFact.key == key)).first()
    if known:
        session.execute(update(StoreFact).where(StoreFact.key == key).values(value=value))
    else:
        session.execute(insert(StoreFact).values(key=key, value=value))


def chain_end(session: Session, origin: str) -> tuple[int, str]:
    """The last contiguous (seq, hash) of `origin` here; (0, GENESIS) where nothing has come."""
    found = session.execute(select(Chain.seq, Chain.hash).where(Chain.origin == origin)).first()
    return (found.seq, found.hash) if found else (0, GENESIS)


def set_chain_end(session: Session, origin: str, seq: int, hash_: str) -> None:
    if chain_end(session, origin)[0]:
        session.execute(update(Chain).where(Chain.origin == origin).values(seq=seq, hash=hash_))
    else:
        session.execute(insert(Chain).values(origin=origin, seq=seq, hash=hash_))
