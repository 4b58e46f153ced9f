"""The draws of a bazaar as they were kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.changes import canonical
from bazar_desktop.domain.turns.draw import EQUALS, DrawEntry, DrawRecord, Lot
from bazar_desktop.services.officers import officer_names
from bazar_desktop.store.tables import Draw


def records_of(session: Session, bazaar_id: str) -> tuple[DrawRecord, ...]:
    """The bazaar's draws, the one that holds last. A draw of which only a part has come is left out."""
    query = select(Draw).where(Draw.bazaar_id == bazaar_id, Draw.withdrawn.is_(False))
    names = officer_names(session)
    found = [_record(row, names) for row in session.execute(query).scalars() if row.seed and row.entries]
    return tuple(sorted(found, key=lambda one: one.number))


def lot_of(records: Sequence[DrawRecord]) -> Lot | None:
    """The last of these draws as the order uses it; None where there is none."""
    if not records:
        return None
    last = records[-1]
    return Lot(last.seed, last.mode, frozenset(one.code for one in last.entries))


def entries_as_text(entries: Sequence[DrawEntry]) -> str:
    """JSON of the entries as a row keeps them."""
    return canonical([asdict(one) for one in entries])


def _record(row: Draw, names: dict[str, str]) -> DrawRecord:
    return DrawRecord(
        number=row.number or 1,
        seed=row.seed,
        mode=row.mode or EQUALS,
        places=row.places or 0,
        drawn_at=row.drawn_at,
        drawn_by=names.get(row.drawn_by or "", row.drawn_by or ""),
        digest=row.digest or "",
        entries=tuple(DrawEntry(**one) for one in json.loads(row.entries)),
        reason=row.reason or "",
    )
