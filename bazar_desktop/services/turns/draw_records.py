"""The draws of a bazaar as they were kept."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.journal.changes import canonical
from bazar_desktop.domain.turns.draw import (
    EQUALS,
    DrawEntry,
    DrawnParty,
    DrawPaper,
    DrawRecord,
    Lot,
    OfficersWord,
)
from bazar_desktop.services.bazaars.participants import party_words, vendors_of
from bazar_desktop.services.journal.signers import Signers, signers_of
from bazar_desktop.services.turns.facts import draw_code
from bazar_desktop.store.tables import Bazaar, Draw, Participation, TurnOverride, row_of


def records_of(session: Session, bazaar_id: str) -> tuple[DrawRecord, ...]:
    """Give the bazaar's draws, the one that holds last. A draw of which only a part has come is left out."""
    query = select(Draw).where(Draw.bazaar_id == bazaar_id, Draw.withdrawn.is_(False))
    rows = [row for row in session.execute(query).scalars() if row.seed and row.entries and row.drawn_at]
    if not rows:
        return ()
    signers = signers_of(session, rows)
    rows.sort(key=lambda row: (row.drawn_at, row.changed_at, row.id))
    return tuple(_record(row, number, signers) for number, row in enumerate(rows, 1))


def lot_of(records: Sequence[DrawRecord]) -> Lot | None:
    """Give the last of these draws as the order uses it; None where there is none."""
    if not records:
        return None
    last = records[-1]
    return Lot(last.seed, last.mode, frozenset(entry.code for entry in last.entries))


def entries_as_text(entries: Sequence[DrawEntry]) -> str:
    """Give JSON of the entries as a row keeps them."""
    return canonical([asdict(entry) for entry in entries])


def _record(row: Draw, number: int, signers: Signers) -> DrawRecord:
    return DrawRecord(
        number=number,
        seed=row.seed,
        mode=row.mode or EQUALS,
        places=row.places or 0,
        drawn_at=row.drawn_at,
        drawn_by=signers.of(row, "drawn_by"),
        digest=row.digest or "",
        entries=tuple(DrawEntry(**load) for load in json.loads(row.entries)),
        reason=row.reason or "",
    )


def drawn_parties(session: Session, bazaar_id: str) -> DrawPaper | None:
    """Give the draw that holds with the names of whom it was about; None where there was none."""
    records = records_of(session, bazaar_id)
    if not records:
        return None
    rows = {
        row.id: row
        for row in session.execute(
            select(Participation).where(Participation.bazaar_id == bazaar_id)
        ).scalars()
    }
    kept = vendors_of(session, list(rows.values()))  # held here, so that each name is read from memory
    parties = tuple(_party(session, entry, rows.get(entry.participation_id)) for entry in records[-1].entries)
    del kept
    return DrawPaper(records[-1], parties, records[:-1], _decisions(session, bazaar_id, rows))


def _party(session: Session, entry: DrawEntry, row: Participation | None) -> DrawnParty:
    if row is None:
        return DrawnParty(entry, "", "")
    words = party_words(session, row)
    return DrawnParty(entry, words.name, words.business)


def _decisions(
    session: Session, bazaar_id: str, rows: Mapping[str, Participation]
) -> tuple[OfficersWord, ...]:
    bazaar = row_of(session, Bazaar, bazaar_id)
    query = select(TurnOverride).where(TurnOverride.bazaar_id == bazaar_id, TurnOverride.withdrawn.is_(False))
    overrides = session.execute(query).scalars().all()
    signers = signers_of(session, overrides)
    words = [
        OfficersWord(
            code=draw_code((bazaar.code if bazaar else "") or "", rows[override.participation_id]),
            business=party_words(session, rows[override.participation_id]).business,
            kind=override.kind or "",
            place=override.place or 0,
            reason=override.reason or "",
            by=signers.of(override, "decided_by"),
            at=override.decided_at,
        )
        for override in overrides
        if override.participation_id in rows
    ]
    return tuple(sorted(words, key=lambda word: word.code))
