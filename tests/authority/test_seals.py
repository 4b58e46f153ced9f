"""A seal's code is made again from the rows it claims: one that does not fit is named, and its total is not taken."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bazar_desktop.domain.closing.proofs import seal_code
from bazar_desktop.domain.figures.day import day_figures
from bazar_desktop.jobs.exchange.forwarding import hand_on
from bazar_desktop.jobs.papers.day_papers import read_day, write_papers
from bazar_desktop.phrases.press import press_text
from bazar_desktop.services.closing.paper_sheet import paper_sheet
from bazar_desktop.services.closing.seal import close_day, closing_state
from bazar_desktop.services.day.as_sealed import sheet_at
from bazar_desktop.services.omzet.batch_check import check_batch
from bazar_desktop.services.omzet.grid import grid
from bazar_desktop.services.papers.press import press_facts
from bazar_desktop.services.register.vendor_page import type_vendor
from bazar_desktop.services.reports.board import DRAFT, RECEIVED, BoardRow, board
from bazar_desktop.services.reports.year import year_report, year_rows
from bazar_desktop.spreadsheets.writing.datapackage import datapackage
from bazar_desktop.store.chains import chain_ends
from bazar_desktop.store.tables import DayClose, Participation, Vendor, natural_id
from tests.authority.liar import Liar
from tests.authority.shapes import DAY
from tests.authority.test_hostile_shapes import answer_all, bring
from tests.bazaar_day import DAYS
from tests.offices import Post, found
from tests.printing.reading import whole_text


def sealed(liar: Liar, code: str = "", **more: Any) -> None:
    """The liar's seal of its own day, with the code that fits or another one."""
    with liar.post.store.db.read() as session:
        covers = more.pop("covers", None) or json.dumps(chain_ends(session))
        row = DayClose(bazaar_id=liar.own, day=DAYS[0], revision=1, covers=json.dumps(chain_ends(session)))
        right = seal_code(sheet_at(session, row))
    said = {"bazaar_id": liar.own, "day": DAY, "revision": 1, "covers": covers, "totals": "{}"}
    where = natural_id("day_close", liar.own, DAY, 1)
    liar.enter("day_close", where, {**said, "seal": code or right}, scope=f"{liar.own}/{DAY}")


def row_of(office: Post, liar: Liar, *, check: bool = True) -> BoardRow:
    with office.store.db.read() as session:
        rows = board(session, check_seals=check)
    return next(row for row in rows if (row.bazaar_id, row.day) == (liar.own, DAYS[0]))


def test_a_seal_that_fits_is_taken(world: tuple[Post, Liar], tmp_path: Path) -> None:
    office, liar = world
    sealed(liar)
    bring(office, liar, tmp_path)
    row = row_of(office, liar)
    assert (row.seal_mismatch, row.state) == (False, RECEIVED)


def test_a_seal_of_another_code_is_named_and_its_day_counts_as_open(
    world: tuple[Post, Liar], tmp_path: Path
) -> None:
    office, liar = world
    sealed(liar, code="AAAA-AAAA-A")
    bring(office, liar, tmp_path)
    row = row_of(office, liar)
    assert (row.seal_mismatch, row.state, row.seal, row.omzet) == (True, DRAFT, "", 150_000)
    assert row_of(office, liar, check=False).state == RECEIVED
    with office.store.db.read() as session:
        days = year_report(session, 2023, check_seals=True).days
    (day,) = [item for item in days if (item.bazaar_id, item.day) == (liar.own, DAYS[0])]
    assert (day.seal_mismatch, day.revision, day.omzet) == (True, 0, 150_000)


def test_a_seal_that_covers_what_has_not_come_cannot_be_checked_yet(
    world: tuple[Post, Liar], tmp_path: Path
) -> None:
    office, liar = world
    sealed(liar, code="AAAA-AAAA-A", covers='{"ffff0000ffff0000":99}')
    bring(office, liar, tmp_path)
    assert not row_of(office, liar).seal_mismatch


def test_no_proposal_hides_a_seal_of_another_code(world: tuple[Post, Liar], tmp_path: Path) -> None:
    """A harmless usul leaves a true seal as it is; a false one stays false beside it."""
    office, liar = world
    liar.write("vendor", liar.id("vendor"), {"phone": "+628129999000"})
    sealed(liar)
    bring(office, liar, tmp_path)
    assert not row_of(office, liar).seal_mismatch


def test_a_false_seal_beside_a_proposal_is_named(world: tuple[Post, Liar], tmp_path: Path) -> None:
    office, liar = world
    liar.write("vendor", liar.id("vendor"), {"phone": "+628129999000"})
    sealed(liar, code="AAAA-AAAA-A")
    bring(office, liar, tmp_path)
    row = row_of(office, liar)
    assert (row.seal_mismatch, row.state) == (True, DRAFT)


def test_every_place_counts_the_day_of_a_false_seal_as_it_stands(
    world: tuple[Post, Liar], tmp_path: Path
) -> None:
    """Grid, closing, gate, stack, papers, press, data package: no place prints the code or a total of the seal."""
    office, liar = world
    sealed(liar, code="AAAA-AAAA-A")
    bring(office, liar, tmp_path)
    day = {"bazaar_id": liar.own, "day": DAYS[0]}
    with office.store.db.read() as session:
        shown = grid(session, **day)
        state = closing_state(session, **day, today=DAYS[1])
        sheet = paper_sheet(session, **day, printed_at=office.at)
        batch = check_batch(session, **day, total=150_000)
    assert (shown.figures.omzet, shown.late, shown.sheet.seal_mismatch) == (150_000, None, True)
    assert (state.missing.umkm.omzet, state.seal_mismatch) == (150_000, True)
    assert (batch.here, batch.late) == (150_000, None)
    assert (sheet.seal, sheet.seal_mismatch) == ("", True)
    assert day_figures(sheet.rows, sheet.asked).omzet == 150_000
    assert "segel hari ini tidak cocok" in press_text(press_facts(sheet))
    described = json.loads(datapackage(sheet, ()))
    assert (described["segel"], described["sementara"], described["segel_tidak_cocok"]) == ("", True, True)
    with office.store.db.read() as session:
        read = read_day(session, **day, officer="Kepala Seksi", at=office.at)
    made = {paper.code: paper for paper in write_papers(lambda *_: True, read=read, to=tmp_path / "kertas")}
    for code in ("RK", "RO", "BA"):
        text = whole_text(made[code].path)
        assert "DRAF — segel tidak cocok" in text
        assert "Segel tidak cocok: kodenya bukan" in text
    assert not any("AAAA-AAAA-A" in whole_text(paper.path) for paper in made.values())


def test_a_usul_that_is_accepted_after_the_seal_of_another_laptop_leaves_that_seal_as_it_was(
    tmp_path: Path,
) -> None:
    world = found(tmp_path)
    office, first, second = world.office, world.join("satu"), world.join("dua")
    where = {"bazaar_id": office.bazaar_id, "day": DAYS[0]}
    known = hand_on(office.store, to=world.stick("awal"), at=office.tick(), everything=True)
    assert first.answers(known.file)[0].startswith("MERGED")
    first.sell({first.parties()[0]: 70_000})
    with first.store.db.read() as session:
        vendor = session.get_one(Participation, first.parties()[0]).vendor_id
    at = second.tick()
    with second.store.db.write(second.store.officer.id, "vendors.type_vendor", at) as session:
        type_vendor(session, {"business": "Nama Usulan"}, vendor_id=vendor)
    assert first.answers(second.pack(world.stick("antar")).file)[0].startswith("MERGED")
    at = first.tick()
    with first.store.db.write(first.store.officer.id, "day_close.close_day", at) as session:
        close_day(session, **where, officer=first.store.officer.id, at=at, accept_missing=True)
    office.answers(second.pack(world.stick("dua")).file, first.pack(world.stick("satu")).file)
    answer_all(office, yes=True)
    assert answer_all(office, yes=True) == 0
    news = hand_on(office.store, to=world.stick("kabar"), at=office.tick(), everything=True)
    assert first.answers(news.file)[0].startswith("MERGED")
    for post in (office, first):
        with post.store.db.read() as session:
            sheet = paper_sheet(session, **where)
            year = year_report(session, 2023, check_seals=True)
            rows = year_rows(session, 2023, check_seals=True)
            counted = {row.row.business for row in rows if row.day == DAYS[0]}
            now = session.get_one(Vendor, vendor).business
        assert (bool(sheet.seal), sheet.seal_mismatch) == (True, False)
        assert now == "Nama Usulan"
        assert now not in {row.business for row in sheet.rows}
        assert now not in counted
        assert not any(day.seal_mismatch for day in year.days)
