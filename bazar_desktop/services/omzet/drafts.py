"""What was being typed when the program stopped: kept in this store alone, encrypted, never in the journal."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import delete
from sqlalchemy.orm import Session

from bazar_desktop.store.actions import action
from bazar_desktop.store.own_facts import get_fact, set_fact
from bazar_desktop.store.tables import StoreFact


@dataclass(frozen=True, slots=True)
class Draft:
    """A cell of the omzet grid and the text that stood in it, not entered yet."""

    participation_id: str
    session_no: int
    column: str
    text: str


@action("drafts.keep_draft")
def keep_draft(session: Session, *, bazaar_id: str, day: date, draft: Draft) -> None:
    """Keep `draft` as the one of this day; an earlier one is forgotten."""
    set_fact(session, _key(bazaar_id, day), json.dumps(asdict(draft)))


def find_draft(session: Session, bazaar_id: str, day: date) -> Draft | None:
    """What was being typed on this day."""
    kept = get_fact(session, _key(bazaar_id, day), "")
    return Draft(**json.loads(kept)) if kept else None


@action("drafts.drop_draft")
def drop_draft(session: Session, bazaar_id: str, day: date) -> None:
    """Forget it: it was entered, or given up."""
    session.execute(delete(StoreFact).where(StoreFact.key == _key(bazaar_id, day)))


def _key(bazaar_id: str, day: date) -> str:
    return f"draft/omzet/{bazaar_id}/{day.isoformat()}"
