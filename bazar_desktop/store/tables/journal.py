"""What is not a fact of the trade: the journal itself, and what only this store knows of itself and others."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from bazar_desktop.domain.journal.authority import COUNTING, STORE, ChangeStanding
from bazar_desktop.store.tables.base import Base

OF_A_BAZAAR = text(f"scope <> '{STORE}'")  # of the journal; written out, so that the index is found


class ChangeRow(Base):
    """One entry of the journal, columns as in `domain.journal.changes.Change`. Triggers refuse update and delete.

    Actions are looked up within one origin only. By origin first, what comes in a package lies together in the index;
    alone, their random ends would touch another page of it with every change. Days are looked for by scope: the
    register's Changes, many times as many, have none and are left out.
    """

    __tablename__ = "change"
    origin: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    schema: Mapped[int]
    at: Mapped[str]
    officer: Mapped[str]
    action: Mapped[str]
    scope: Mapped[str]
    entity: Mapped[str]
    row_id: Mapped[str]
    fields: Mapped[str]
    personal: Mapped[str | None]
    salt: Mapped[str | None]
    digest: Mapped[str]
    reason: Mapped[str | None]
    prev_hash: Mapped[str]
    hash: Mapped[str]
    __table_args__ = (
        Index("ix_change_row", "row_id", "entity"),
        Index("ix_change_action", "origin", "action"),
        Index(
            "ix_change_scope",
            *("scope", "entity", "origin", "seq"),
            sqlite_where=OF_A_BAZAAR,
            postgresql_where=OF_A_BAZAAR,
        ),
    )


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


class AsideChange(Base):
    """A change that is not plainly within its maker's authority, and how it stands (`domain.journal.authority`).

    Follows from the journal alone, as facts do; kept so that reading a row need not judge it again.
    """

    __tablename__ = "aside"
    origin: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    entity: Mapped[str]
    row_id: Mapped[str]
    standing: Mapped[str]


_LEFT_OUT = ", ".join(f"'{item}'" for item in sorted(set(ChangeStanding) - COUNTING))
_COUNTED = (
    "NOT EXISTS (SELECT 1 FROM aside WHERE aside.origin = change.origin AND aside.seq = change.seq"
    " AND aside.standing IN ({}))"
)
COUNTED = text(_COUNTED.format(_LEFT_OUT))  # of a query over the journal: only what the fold is made of


class AttachmentFile(Base):
    """The bytes of a photo that an `Attachment` names: a small JPEG."""

    __tablename__ = "attachment_file"
    sha256: Mapped[str] = mapped_column(primary_key=True)
    photo: Mapped[bytes]


class StoreFact(Base):
    """What this store knows of itself: kind, origin, clock, device letter, keys, whether it is sample data."""

    __tablename__ = "store_fact"
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class ChainNote(Base):
    """What this store knows of an origin's chain besides its end: whose it is, and its control sums up to `seq`.

    `device` is the key id of its maker, "" where nobody has said so yet. `counts` is JSON: changes by entity.
    """

    __tablename__ = "chain_note"
    origin: Mapped[str] = mapped_column(primary_key=True)
    device: Mapped[str]
    seq: Mapped[int]
    counts: Mapped[str]
    rupiah: Mapped[int] = mapped_column(BigInteger)


class Parcel(Base):
    """A package that this store made: dibuat → dibawa → diterima. `scopes` is JSON: the bazaar days it touches."""

    __tablename__ = "parcel"
    id: Mapped[str] = mapped_column(primary_key=True)
    origin: Mapped[str]
    first: Mapped[int]
    last: Mapped[int]
    file_name: Mapped[str]
    folder: Mapped[str]
    sha256: Mapped[str]
    rupiah: Mapped[int] = mapped_column(BigInteger)
    scopes: Mapped[str]
    made_at: Mapped[datetime]
    carried_at: Mapped[datetime | None]
    received_at: Mapped[datetime | None]


class Intake(Base):
    """A file that was read and how it was answered. A held package keeps its bytes until the gap arrives.

    `device` is its maker's key id, `maker` its name. `facts` is JSON: what the words for the answer need.
    """

    __tablename__ = "intake"
    id: Mapped[str] = mapped_column(primary_key=True)
    file_name: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    device: Mapped[str]
    maker: Mapped[str]
    package: Mapped[str]
    origin: Mapped[str] = mapped_column(index=True)
    first: Mapped[int]
    last: Mapped[int]
    answer: Mapped[str]
    facts: Mapped[str]
    scopes: Mapped[str]
    officer: Mapped[str]
    read_at: Mapped[datetime] = mapped_column(index=True)
    held: Mapped[bytes | None]
