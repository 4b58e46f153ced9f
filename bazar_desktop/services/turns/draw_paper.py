"""What the berita acara undian says: the draw that holds, and the quotas it was under."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from bazar_desktop.domain.turns.choosing import CHOSEN, FIXED
from bazar_desktop.domain.turns.draw import DrawPaper, DrawQuotas
from bazar_desktop.domain.turns.draw_quotas import quotas_of_draw
from bazar_desktop.services.bazaars.days import BazaarNeedsDays
from bazar_desktop.services.turns.draw_records import drawn_parties
from bazar_desktop.services.turns.free_places import PlacesUnknown
from bazar_desktop.services.turns.turn_list import turn_list


def draw_paper_of(session: Session, bazaar_id: str) -> DrawPaper | None:
    """Tell what the berita acara of the bazaar's undian says; None where there was none."""
    paper = drawn_parties(session, bazaar_id)
    return None if paper is None else replace(paper, quotas=_quotas(session, bazaar_id, paper))


def _quotas(session: Session, bazaar_id: str, paper: DrawPaper) -> DrawQuotas | None:
    try:
        turns = turn_list(session, bazaar_id=bazaar_id)
    except (BazaarNeedsDays, PlacesUnknown):
        return None
    if not turns.rules.quotas:
        return None
    standings = {line.standing.applicant.code: line.standing for line in turns.lines}
    entries = paper.record.entries
    codes = {entry.code for entry in entries}
    return quotas_of_draw(
        entries,
        [standings[entry.code].applicant for entry in entries if entry.code in standings],
        [
            standing.applicant
            for code, standing in standings.items()
            if code not in codes and standing.outcome in (FIXED, CHOSEN)
        ],
        turns.rules.quotas,
        turns.places,
    )
