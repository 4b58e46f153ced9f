"""Who stands elsewhere than the denah says that was last printed."""

from __future__ import annotations

from typing import Any

from bazar_desktop.domain.day.model import DaySheet, StandMove
from bazar_desktop.services.attendance.stand_changes import with_moves
from bazar_desktop.services.closing.paper_sheet import paper_sheet
from bazar_desktop.services.papers.printed import LIST, PLAN, SAVED, note_printed, papers_of, stands_printed
from bazar_desktop.services.placement.moves import free, swap
from bazar_desktop.store.database import Database
from tests.bazaar_day import DAYS, Field
from tests.services.placement.placed import booth, placed, standing
from tests.stores import MORNING


def moved(field: Field) -> DaySheet:
    def read(session: Any) -> DaySheet:
        return with_moves(session, field.bazaar_id, paper_sheet(session, field.bazaar_id, DAYS[0]))

    return field.ask(read)


def print_papers(field: Field, *codes: str) -> None:
    sheet = field.ask(paper_sheet, field.bazaar_id, DAYS[0])
    facts = {"bazaar_id": field.bazaar_id, "sheet": sheet, "plan": None, "how": SAVED, "at": MORNING}
    field.do(note_printed, codes=codes, **facts)


def said(sheet: DaySheet) -> set[tuple[str, str, str]]:
    return {(move.business, move.before, move.after) for move in sheet.moves}


def test_nobody_moved_before_a_denah_was_printed(db: Database) -> None:
    field = placed(db)
    assert moved(field).moves == ()
    print_papers(field, LIST)
    assert field.ask(stands_printed, field.bazaar_id, DAYS[0]) is None
    assert moved(field).moves_since is None


def test_a_swap_after_printing_is_told_of_both_and_gone_when_it_is_swapped_back(db: Database) -> None:
    field = placed(db)
    print_papers(field, PLAN, LIST)
    before = standing(field)
    one, two = list(before)[:2]
    facts = {
        "bazaar_id": field.bazaar_id,
        "here": booth(field, one),
        "there": booth(field, two),
        "day": DAYS[0],
    }
    field.do(swap, **facts)
    sheet = moved(field)
    assert said(sheet) == {(before[one], one, two), (before[two], two, one)}
    assert sheet.moves_since == MORNING
    assert "LP" in papers_of(sheet)
    field.do(swap, **facts)
    assert moved(field).moves == ()


def test_who_lost_the_booth_is_told_with_none_and_a_new_denah_ends_it(db: Database) -> None:
    field = placed(db)
    print_papers(field, PLAN)
    label, business = next(iter(standing(field).items()))
    field.do(free, bazaar_id=field.bazaar_id, booth_id=booth(field, label), day=DAYS[0])
    sheet = moved(field)
    assert [type(move) for move in sheet.moves] == [StandMove]
    assert said(sheet) == {(business, label, "")}
    print_papers(field, PLAN)
    assert moved(field).moves == ()
