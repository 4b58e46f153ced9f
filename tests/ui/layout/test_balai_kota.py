"""A large layout made in the window by generator and drags, then printed on A3 and read back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint
from sqlalchemy.orm import Session

from bazar_desktop.domain.layout.checks import flaws
from bazar_desktop.jobs.papers.day_papers import draw_paper, read_day
from bazar_desktop.printing.bundle import Choices
from bazar_desktop.services.bazaars.participants import list_participants
from bazar_desktop.services.layout.layouts import layout_of_bazaar
from bazar_desktop.services.papers.printed import PLAN
from bazar_desktop.store.database import Database
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import Allocation
from tests.bazaar_day import DAYS, Field, stand_up
from tests.drivers.layout import LayoutDriver
from tests.printing.reading import overlaps, page_sizes, page_texts, text_boxes
from tests.ui.layout.conftest import MakeDenah


def seat_everybody(field: Field) -> None:
    """Give the booths to the participants in the order of both, on the first day."""
    plan = field.ask(layout_of_bazaar, field.bazaar_id).plan
    people = [
        participant
        for participant in field.ask(list_participants, field.bazaar_id)
        if participant.status == "confirmed"
    ]
    partners = [person.id for person in people if person.party == "partner"]
    vendors = [person.id for person in people if person.party == "vendor"]

    def seat(session: Session) -> None:
        for booth in plan.booths:
            waiting = partners if booth.zone else vendors
            key: dict[str, Any] = {"booth_id": booth.id, "day": DAYS[0], "session": 1}
            if waiting:
                enter(
                    session,
                    Allocation,
                    *key.values(),
                    **key,
                    bazaar_id=field.bazaar_id,
                    holder=waiting.pop(0),
                )

    field.do(seat)


def lay_out_balai_kota(desk: LayoutDriver) -> None:
    """72 tents in eight rows, the last one and a mitra moved apart, a point of its own where no cable reaches."""
    desk.click("Buat denah")
    desk.answer(tents=72, mitra=3, tents_per_row=9, aisle=4.0)
    desk.press("E")
    metre = desk.page.view.metre
    for label, across, down in (("M-3", 0.0, 3.0), ("J-08", 6.0, 0.0)):
        desk.drag(label, desk.spot(label) + QPoint(round(across * metre), round(down * metre)))
    assert desk.page.side.flaws.words.text() == "J-08 ditandai berlistrik tetapi jauh dari stop kontak"
    desk.press("S")
    desk.answer(kind="power", width=0.6, depth=0.6)
    assert not desk.page.side.flaws.isVisible()
    desk.drag_fixture("PINTU MASUK", 8.0, 0.0)


def test_balai_kota_with_144_booths_is_drawn_in_the_window_and_printed_whole_on_a3(
    db: Database, denah: MakeDenah, tmp_path: Path
) -> None:
    field = stand_up(db, vendors=144, reserves=0, partners=3)
    desk = denah(field)
    lay_out_balai_kota(desk)
    plan = desk.board.layout.plan
    assert len([booth for booth in plan.booths if not booth.zone]) == 144
    assert flaws(plan, 2.0) == ()
    gate = next(fixture for fixture in plan.fixtures if fixture.kind == "gate")
    assert gate.x == next(
        booth.x for booth in plan.booths if booth.label == "A-03"
    )  # it was caught by their edge
    seat_everybody(field)
    with field.db.read() as session:
        read = read_day(session, bazaar_id=field.bazaar_id, day=DAYS[0])
    path = tmp_path / "denah.pdf"
    path.write_bytes(draw_paper(lambda *_: None, read=read, code=PLAN, choices=Choices("A3")))
    assert page_sizes(path)[0] in {(420, 297), (297, 420)}
    first = page_texts(path)[0]
    held = [row for row in read.sheet.rows if row.booth]
    assert len(held) == 147
    for row in held:
        assert row.booth in first
        assert row.business in first
    assert overlaps(text_boxes(path)) == []
