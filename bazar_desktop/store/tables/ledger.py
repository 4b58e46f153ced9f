"""What is not a fact of the trade: the journal itself, and what only this store knows of itself and others."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from bazar_desktop.store.tables.base import Base


class ChangeRow(Base):
    """One entry of the journal, columns as in `domain.changes.Change`. Triggers refuse update and delete."""

    __tablename__ = "change"
    origin: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    schema: Mapped[int]
    at: Mapped[str]
    officer: Mapped[str]
    action: Mapped[str] = mapped_column(index=True)
    scope: Mapped[str] = mapped_column(index=True)
    entity: Mapped[str]
    row_id: Mapped[str]
    fields: Mapped[str]
    personal: Mapped[str | None]
    salt: Mapped[str | None]
    digest: Mapped[str]
    reason: Mapped[str | None]
    prev_hash: Mapped[str]
    hash: Mapped[str]
    __table_args__ = (Index("ix_change_row", "row_id", "entity"),)


class Chain(Base):
    """How far each origin's chain has come here: its last contiguous seq and hash."""

    __tablename__ = "chain"
    origin: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int]
    hash: Mapped[str]


class Conflict(Base):
    """A field whose heads disagree: kept by the fold, one row a field, so that the list is quick to read."""

    __tablename__ = "conflict"
    entity: Mapped[str] = mapped_column(primary_key=True)
    row_id: Mapped[str] = mapped_column(primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(index=True)


class StoreFact(Base):
    """What this store knows of itself: kind, origin, clock, device letter, keys, whether it is sample data."""

    __tablename__ = "store_fact"
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class Device(Base):
    """A laptop or office whose packages this store reads. `origins` is JSON: the chains it has made."""

    __tablename__ = "device"
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    letter: Mapped[str]
    role: Mapped[str]
    sign_key: Mapped[str]
    age_key: Mapped[str]
    origins: Mapped[str]
    enrolled_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class Parcel(Base):
    """A package that this store made: dibuat → dibawa → diterima."""

    __tablename__ = "parcel"
    id: Mapped[str] = mapped_column(primary_key=True)
    origin: Mapped[str]
    first: Mapped[int]
    last: Mapped[int]
    file_name: Mapped[str]
    sha256: Mapped[str]
    rupiah: Mapped[int] = mapped_column(BigInteger)
    made_at: Mapped[datetime]
    carried_at: Mapped[datetime | None]
    received_at: Mapped[datetime | None]


class Intake(Base):
    """What was read and how it was answered. A held package keeps its bytes until the gap arrives."""

    __tablename__ = "intake"
    id: Mapped[str] = mapped_column(primary_key=True)
    file_name: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    device: Mapped[str]
    origin: Mapped[str]
    first: Mapped[int]
    last: Mapped[int]
    answer: Mapped[str]
    read_at: Mapped[datetime]
    held: Mapped[bytes | None]
