"""Proving a store against its own journal: every link of every chain, and facts against what the journal folds to."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bazar_desktop.domain.journal.changes import GENESIS, Change, is_sound
from bazar_desktop.domain.journal.merging import fold_row
from bazar_desktop.store.chains import chain_points
from bazar_desktop.store.changes import changes_of_rows
from bazar_desktop.store.fields import field_names, merge_rules
from bazar_desktop.store.folding import decode
from bazar_desktop.store.tables import ChangeRow, Fact, facts

SAMPLE = 60  # rows of each kind of fact


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """The first change of a chain that does not fit its hash, or the one before it."""

    origin: str
    seq: int


def proven_links(session: Session) -> tuple[int, BrokenLink | None]:
    """Check every change against its hash and the one before it, chain by chain to its noted end.

    Returns how many were proven, and where the first fault is.
    """
    proven = 0
    for origin, (last, end) in sorted(chain_points(session).items()):
        hash_, seq = GENESIS, 0
        query = select(ChangeRow.__table__).where(ChangeRow.origin == origin, ChangeRow.seq <= last)
        for row in session.execute(query.order_by(ChangeRow.seq).execution_options(yield_per=2_000)):
            change = Change(**row._mapping)
            if change.seq != seq + 1 or change.prev_hash != hash_ or not is_sound(change):
                return proven, BrokenLink(origin, change.seq)
            hash_, seq = change.hash, change.seq
            proven += 1
        if (seq, hash_) != (last, end):
            return proven, BrokenLink(origin, seq + 1)
    return proven, None


@dataclass(frozen=True, slots=True)
class Folded:
    """How many of all rows were folded, and those of them that hold something else."""

    looked: int
    of: int
    differing: tuple[tuple[str, str], ...]


def folded_rows(session: Session, sample: int = SAMPLE) -> Folded:
    """Fold about `sample` rows of each kind, spread over all of them.

    A row that nobody's counted change speaks of holds something else too.
    """
    looked, total, differing = 0, 0, []
    for entity, cls in sorted(facts().items()):
        count, ids = _spread(session, cls, sample)
        total += count
        changes = changes_of_rows(session, [(entity, row_id) for row_id in ids])
        for start in range(0, len(ids), 400):
            for row in session.execute(select(cls).where(cls.id.in_(ids[start : start + 400]))).scalars():
                looked += 1
                if not _fits(cls, row, changes[entity, row.id]):
                    differing.append((entity, row.id))
    return Folded(looked, total, tuple(differing))


def _spread(session: Session, cls: type[Fact], sample: int) -> tuple[int, list[str]]:
    """How many rows of the kind there are, and the ids of those to look at."""
    count = session.execute(select(func.count()).select_from(cls)).scalar_one()
    ids = session.execute(select(cls.id).order_by(cls.id)).scalars()
    step = max(1, count // sample)
    return count, [row_id for number, row_id in enumerate(ids) if number % step == 0]


def _fits(cls: type[Fact], row: Fact, changes: list[Change]) -> bool:
    if not changes:
        return False
    values = fold_row(changes, merge_rules(cls)).values()
    return all(getattr(row, name) == decode(cls, name, values.get(name)) for name in field_names(cls))
