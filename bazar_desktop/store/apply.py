"""The door for changes that come from elsewhere: they join the journal as they are, and their rows are folded anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import cast

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.journal.changes import MEMBERS, Change, is_sound
from bazar_desktop.domain.journal.clock import is_far_ahead
from bazar_desktop.store.authority import Bench
from bazar_desktop.store.bulk_upsert import insert_many
from bazar_desktop.store.changes import Key
from bazar_desktop.store.circles import require_no_circle
from bazar_desktop.store.erasing import erase_what_came
from bazar_desktop.store.folding import ChangeUnsound, anew_after, fold_rows, judge_anew
from bazar_desktop.store.guard import journal_door
from bazar_desktop.store.own_facts import chain_end, get_fact, set_chain_end, set_fact
from bazar_desktop.store.tables import ChangeRow
from bazar_desktop.store.values import require_sound_content

_journal = cast(Table, ChangeRow.__table__)
_members = attrgetter(*MEMBERS)
SLICE = 20_000  # changes inserted at once


class GapInChain(BazarError):
    """Changes are missing between what is here and what came: numbers `first` to `last` of `origin`."""


class ChainForked(BazarError):
    """The same origin and number with different content: a cloned laptop or a rewritten past."""


@dataclass(frozen=True, slots=True)
class Applied:
    """How many changes were new, how many were here already, and how many fields are now undecided."""

    new: int
    known: int
    conflicts: int
    clock_odd: bool = False


def apply(session: Session, changes: Iterable[Change], at: datetime) -> Applied:
    """Take in `changes` (any order; each origin's must be contiguous with what is here).

    Nothing is journaled again. The clock takes in what it receives, unless it is over 24 hours ahead of `at`.
    Raises GapInChain, ChainForked, ChangeUnsound or ContentBroken; then nothing may be committed.
    """
    session.flush()
    fresh, known = _fresh(session, sorted(changes, key=lambda change: change.id))
    if not fresh:
        return Applied(0, known, 0)
    require_no_circle(session.connection(), require_sound_content(fresh), fresh)
    with journal_door(session):
        conflicts = fold_rows(session, _by_row(fresh), Bench(session.connection()))
        for start in range(0, len(fresh), SLICE):
            rows = list(map(_members, fresh[start : start + SLICE]))
            insert_many(session.connection(), _journal, MEMBERS, rows)
    erase_what_came(session, fresh)
    judge_anew(session, anew_after(session, fresh))
    latest = max(change.at for change in fresh)
    odd = is_far_ahead(latest, at)
    if not odd and latest > get_fact(session, "clock"):
        set_fact(session, "clock", latest)
    session.expire_all()
    return Applied(len(fresh), known, conflicts, odd)


def _fresh(session: Session, changes: list[Change]) -> tuple[list[Change], int]:
    """The changes that are not here yet, each origin's chain checked and its end moved."""
    fresh: list[Change] = []
    known = 0
    for origin, run in groupby(changes, key=lambda change: change.origin):
        theirs = list(run)
        seq, hash_ = chain_end(session, origin)
        known_here = theirs[0].seq <= seq
        ours = _hashes(session, origin, theirs[0].seq, min(seq, theirs[-1].seq)) if known_here else {}
        for change in theirs:
            if not is_sound(change):
                raise ChangeUnsound(origin=origin, seq=change.seq)
            if change.seq <= seq:
                if ours.get(change.seq, change.hash) != change.hash:
                    raise ChainForked(origin=origin, seq=change.seq)
                known += 1
                continue
            if change.seq != seq + 1:
                raise GapInChain(origin=origin, first=seq + 1, last=change.seq - 1)
            if change.prev_hash != hash_:
                raise ChainForked(origin=origin, seq=change.seq)
            seq, hash_ = change.seq, change.hash
            fresh.append(change)
        if fresh and fresh[-1].origin == origin:
            set_chain_end(session, origin, seq, hash_)
    return fresh, known


def _hashes(session: Session, origin: str, first: int, last: int) -> dict[int, str]:
    """Hashes of what is here of `origin`, by number."""
    query = select(ChangeRow.seq, ChangeRow.hash).where(ChangeRow.origin == origin)
    return {row.seq: row.hash for row in session.execute(query.where(ChangeRow.seq.between(first, last)))}


def _by_row(fresh: list[Change]) -> dict[Key, list[Change]]:
    touched: dict[Key, list[Change]] = {}
    for change in fresh:
        touched.setdefault((change.entity, change.row_id), []).append(change)
    return touched
