"""Undian: drawing lots once, in the open, and keeping who drew what and when."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.turns.choosing import drawn_entries, open_to_lot
from bazar_desktop.domain.turns.draw import (
    EQUALS,
    MODES,
    DrawRecord,
    Lot,
    UnknownDrawMode,
    list_digest,
    read_seed,
)
from bazar_desktop.services.turns.draw_records import entries_as_text, records_of
from bazar_desktop.services.turns.turn_list import proposal_without_draw
from bazar_desktop.store.actions import action
from bazar_desktop.store.journal import act_of
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import Draw


class NothingToDraw(BazarError):
    """No equals stand at the edge of the places: a lot would decide nothing."""


class DrawnAlready(BazarError):
    """The bazaar was drawn; to draw again needs a reason, and both stand on the paper. Facts: seed, number."""


class NotDrawnYet(BazarError):
    """There is no draw of this bazaar. Facts: name."""


@action("turns.draw")
def draw_lots(
    session: Session, *, bazaar_id: str, seed: str, mode: str = EQUALS, reason: str = ""
) -> DrawRecord:
    """Draw among those whom it is about, with a seed said aloud; kept for good, also where it is drawn again.

    Raises UnknownDrawMode, SeedMissing, SeedMalformed, DrawnAlready, NothingToDraw, and as `turn_list`.
    """
    if mode not in MODES:
        raise UnknownDrawMode(mode=mode, known=", ".join(MODES))
    said = read_seed(seed)
    before = records_of(session, bazaar_id)
    if before and not reason.strip():
        raise DrawnAlready(seed=before[-1].seed, number=before[-1].number)
    open_now = open_to_lot(proposal_without_draw(session, bazaar_id=bazaar_id), mode)
    codes = frozenset(standing.applicant.code for standing in open_now)
    if len(codes) < 2:
        raise NothingToDraw()
    proposal = proposal_without_draw(session, bazaar_id=bazaar_id, lot=Lot(said, mode, codes))
    entries = drawn_entries(proposal, codes, mode)
    act = act_of(session)
    enter(
        session,
        Draw,
        bazaar_id=bazaar_id,
        seed=said,
        mode=mode,
        places=proposal.places,
        drawn_at=act.at,
        drawn_by=act.officer,
        digest=list_digest((entry.group, entry.code) for entry in entries),
        entries=entries_as_text(entries),
        reason=reason.strip() or None,
    )
    session.flush()
    return records_of(session, bazaar_id)[-1]
