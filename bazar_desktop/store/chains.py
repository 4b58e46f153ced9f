"""The chains of the journal as packages need them: runs of changes, whose they are, what they add up to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import bindparam, select, text
from sqlalchemy.orm import Session

from bazar_desktop.domain.journal.changes import GENESIS, Change
from bazar_desktop.store.tables import Chain, ChainNote, ChangeRow

_notes = ChainNote.__table__
_NOTE = select(_notes).where(_notes.c.origin == bindparam("origin"))
_PUT_NOTE = text(
    "INSERT INTO chain_note (origin, device, seq, counts, rupiah) VALUES (:origin, :device, :seq, :counts, :rupiah)"
    " ON CONFLICT (origin) DO UPDATE SET"
    " device = excluded.device, seq = excluded.seq, counts = excluded.counts, rupiah = excluded.rupiah"
)


@dataclass(frozen=True, slots=True)
class Note:
    """Whose an origin's chain is (key id, "" unknown), and its control sums from 1 to `seq`."""

    device: str = ""
    seq: int = 0
    counts: Mapping[str, int] | None = None
    rupiah: int = 0


def chain_changes(session: Session, origin: str, first: int = 1, last: int | None = None) -> list[Change]:
    """Give the changes `first` to `last` (to the end where None) of `origin`, in order."""
    table = ChangeRow.__table__
    query = select(table).where(ChangeRow.origin == origin, ChangeRow.seq >= first)
    if last is not None:
        query = query.where(ChangeRow.seq <= last)
    return [Change(**row._mapping) for row in session.execute(query.order_by(ChangeRow.seq))]


def chain_hash(session: Session, origin: str, seq: int) -> str | None:
    """Give the hash of change `seq` of `origin`; that before the first; None where it is not here."""
    if seq == 0:
        return GENESIS
    query = select(ChangeRow.hash).where(ChangeRow.origin == origin, ChangeRow.seq == seq)
    return session.execute(query).scalar_one_or_none()


def chain_ends(session: Session) -> dict[str, int]:
    """Give the last contiguous number of every origin here."""
    return {row.origin: row.seq for row in session.execute(select(Chain.origin, Chain.seq))}


def chain_points(session: Session) -> dict[str, tuple[int, str]]:
    """Give the last contiguous number of every origin here, and its hash."""
    query = select(Chain.origin, Chain.seq, Chain.hash)
    return {row.origin: (row.seq, row.hash) for row in session.execute(query)}


def chain_note(session: Session, origin: str) -> Note:
    """Tell what is known of `origin`; an empty Note where nothing is."""
    row = session.connection().execute(_NOTE, {"origin": origin}).first()
    return Note(row.device, row.seq, json.loads(row.counts), row.rupiah) if row else Note()


def put_chain_note(session: Session, origin: str, note: Note) -> None:
    values = {
        "origin": origin,
        "device": note.device,
        "seq": note.seq,
        "counts": json.dumps(dict(note.counts or {}), sort_keys=True),
        "rupiah": note.rupiah,
    }
    session.connection().execute(_PUT_NOTE, values)


def chain_owners(session: Session, device: str | None = None) -> dict[str, str]:
    """Give the key id of each origin's maker, where it is known; with `device`, of that maker's origins alone."""
    query = select(ChainNote.origin, ChainNote.device)
    query = query.where(ChainNote.device != "" if device is None else ChainNote.device == device)
    return {row.origin: row.device for row in session.execute(query)}
