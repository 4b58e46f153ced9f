"""Which papers of a day were printed or saved here, when, and whether what they say has changed since.

Kept by this store alone: a paper lies beside the laptop that printed it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import DaySheet
from bazar_desktop.domain.journal.changes import canonical
from bazar_desktop.domain.layout.model import Plan
from bazar_desktop.store.actions import action
from bazar_desktop.store.own_facts import get_fact, set_fact

PLAN, LIST, CHANGES, CARDS, SIGNS, SLIPS = "DN", "DH", "LP", "KP", "NB", "SO"
RECAP, PARTNERS, WHOLE, MINUTES = "RO", "LM", "RB", "BA"
CORRECTIONS, ACTIVITY, SUMMARY, DRAW = "DK", "LK", "RK", "BU"
# the papers' codes, in print order
ORDER = (
    *(PLAN, LIST, CHANGES, CARDS, SIGNS, SLIPS),
    *(RECAP, PARTNERS, WHOLE, MINUTES),
    *(CORRECTIONS, ACTIVITY, SUMMARY, DRAW),
)
AGENCY_LIST = "DI"  # the sheet of agencies and officers, where the daftar hadir has them apart
Key = tuple[str, int]  # participation id, session
Pages = tuple[tuple[Key, ...], ...]  # who stands on each page
PRINTED, SAVED = "printed", "saved"
NO_PAGES: Mapping[str, Pages] = MappingProxyType({})

_SAID = {
    PLAN: ("booth", "business", "name", "category"),
    LIST: ("booth", "name", "business", "product", "agency", "phone"),
    CHANGES: (),
    CARDS: ("card", "booth", "business", "name", "category", "agency"),
    SIGNS: ("booth", "business", "name", "product", "category"),
    SLIPS: ("card", "booth", "business", "name"),
    PARTNERS: (),
    RECAP: ("booth", "business", "agency", "category", "attendance", "omzet", "amounts", "note"),
    WHOLE: (),
    MINUTES: ("attendance", "omzet", "amounts", "first_time", "person"),
    DRAW: (),
    CORRECTIONS: (),
    ACTIVITY: ("attendance", "omzet", "amounts", "first_time", "person"),
    SUMMARY: ("attendance", "arrived_at", "omzet", "amounts", "category", "agency", "first_time", "person"),
}
_WITH_PEOPLE = ("attendance", "arrived_at")
_FIGURES = (RECAP, PARTNERS, MINUTES, ACTIVITY, SUMMARY)
_WITHOUT_ROWS = (CHANGES, PARTNERS, WHOLE, CORRECTIONS, DRAW)


@dataclass(frozen=True, slots=True)
class Printed:
    """The last time a paper was made. `how`: printed or saved; `changed`: it would say something else today."""

    at: datetime
    how: str
    changed: bool


def papers_of(sheet: DaySheet) -> tuple[str, ...]:
    """Give the papers of the day in print order.

    A lembar perubahan only where somebody was substituted or moved, a lembar mitra only where a mitra has a ledger, a
    rekap bazar where there are several days, a daftar koreksi from revision 2 on. The berita acara undian belongs to
    the first day of a bazaar whose participants were drawn. Of a day that was called off there is nothing to tell but
    that: a berita acara says it, and the rekap bazar.
    """
    if sheet.off is not None:
        return tuple(code for code in ORDER if code == MINUTES or (code == WHOLE and len(sheet.whole) > 1))
    has = {
        CHANGES: bool(sheet.changes or sheet.moves),
        PARTNERS: bool(sheet.goods),
        WHOLE: len(sheet.whole) > 1,
        CORRECTIONS: sheet.reopening is not None,
        DRAW: sheet.draw is not None and sheet.day_number <= 1,
    }
    return tuple(code for code in ORDER if has.get(code, True))


def printed_papers(
    session: Session, bazaar_id: str, sheet: DaySheet, plan: Plan | None
) -> dict[str, Printed]:
    """The papers of the day that were made here, by code."""
    return {
        code: Printed(
            datetime.fromisoformat(item["at"]),
            item["how"],
            item["mark"] != _mark(code, sheet, plan, item["filled"]),
        )
        for code, item in _noted(session, bazaar_id, sheet.day).items()
        if code in _SAID
    }


@action("printed.note_printed")
def note_printed(
    session: Session,
    *,
    bazaar_id: str,
    sheet: DaySheet,
    plan: Plan | None,
    codes: Iterable[str],
    how: str,
    at: datetime,
    filled: bool = False,
    pages: Mapping[str, Pages] = NO_PAGES,
) -> None:
    """Remember that these papers were made as `sheet` and `plan` stand.

    For the daftar hadir: `filled` is the one with who came, `pages` who stands on each of its pages, by page code.
    """
    noted = _noted(session, bazaar_id, sheet.day)
    for code in codes:
        noted[code] = {
            "at": at.isoformat(),
            "how": how,
            "filled": filled,
            "pages": dict(pages) if code == LIST else {},
            "mark": _mark(code, sheet, plan, filled),
            "stands": [
                [row.participation_id, row.session, booth] for row in sheet.rows for booth in row.booths
            ]
            if code == PLAN
            else [],
        }
    set_fact(session, _key(bazaar_id, sheet.day), canonical(noted))


def pages_printed(session: Session, bazaar_id: str, day: date) -> dict[str, Pages]:
    """Who stands on each page of the daftar hadir as it was last made here, by the code on its pages (DH, DI)."""
    noted = _noted(session, bazaar_id, day).get(LIST, {}).get("pages", {})
    return {
        code: tuple(tuple((str(who), int(number)) for who, number in page) for page in pages)
        for code, pages in noted.items()
    }


def stands_printed(
    session: Session, bazaar_id: str, day: date
) -> tuple[datetime, tuple[tuple[str, int, str], ...]] | None:
    """When the denah was last made here, and who stood where on it (participation, session, booth); None where not."""
    noted = _noted(session, bazaar_id, day).get(PLAN)
    if noted is None or not noted.get("stands"):
        return None
    stands = tuple((str(who), int(number), str(booth)) for who, number, booth in noted["stands"])
    return datetime.fromisoformat(noted["at"]), stands


def _key(bazaar_id: str, day: date) -> str:
    return f"printed/{bazaar_id}/{day.isoformat()}"


def _noted(session: Session, bazaar_id: str, day: date) -> dict[str, dict[str, Any]]:
    noted: dict[str, dict[str, Any]] = json.loads(get_fact(session, _key(bazaar_id, day), "{}"))
    return noted


def _mark(code: str, sheet: DaySheet, plan: Plan | None, filled: object) -> str:
    """A short digest of everything that the paper says of the day."""
    fields = (*_SAID[code], "party", "session", *(_WITH_PEOPLE if code == LIST and filled else ()))
    said = [
        (sheet.bazaar_name, sheet.lokasi, sheet.address, sheet.kecamatan, sheet.kota, sheet.days),
        (sheet.letterhead, sheet.signatories, sheet.categories),
        [tuple(getattr(row, field) for field in fields) for row in sheet.rows if code not in _WITHOUT_ROWS],
        plan if code == PLAN else None,
        (sheet.changes, sheet.moves) if code == CHANGES else None,
        sheet.goods if code == PARTNERS else None,
        sheet.draw if code == DRAW else None,
        (sheet.seal, sheet.revision, sheet.undecided) if code in _FIGURES else None,
        *_more(code, sheet),
    ]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def _more(code: str, sheet: DaySheet) -> list[object]:
    """What the later papers say besides rows."""
    if code == WHOLE:
        fields = _SAID[RECAP]
        rows = [
            [tuple(getattr(row, field) for field in fields) for row in day_sheet.rows]
            for day_sheet in sheet.whole
        ]
        return [
            (day_sheet.day, day_sheet.seal, day_sheet.undecided, said)
            for day_sheet, said in zip(sheet.whole, rows, strict=True)
        ]
    if code == SUMMARY:
        return [sheet.omzet_by_day]
    if code == CORRECTIONS:
        return [sheet.seal, sheet.reopening, sheet.corrections]
    if code == ACTIVITY:
        activity = sheet.activity
        photos = [(photo.sha256, photo.caption, photo.data is None) for photo in activity.photos]
        return [activity.weather, activity.visitors, activity.obstacles, activity.notes, photos]
    return []
