"""A seal's code is made again from the rows it claims: one that does not fit is named, and its total is not taken."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bazar_desktop.cli.closing import show as show_, verify_
from bazar_desktop.cli.context import CliContext
from bazar_desktop.cli.office.enrolment import status
from bazar_desktop.cli.reports import year_
from bazar_desktop.domain.closing.proofs import seal_code, totals
from bazar_desktop.domain.day.model import PARTNER, VENDOR, SealMismatch
from bazar_desktop.domain.day.steps import CLOSE, DONE
from bazar_desktop.domain.figures.day import day_figures
from bazar_desktop.domain.journal.changes import canonical
from bazar_desktop.jobs.exchange.forwarding import hand_on
from bazar_desktop.jobs.papers.day_papers import read_day, write_papers
from bazar_desktop.phrases.press import press_text
from bazar_desktop.services.closing.paper_sheet import paper_sheet
from bazar_desktop.services.closing.seal import Sealed, SealedUnchanged, close_day, closing_state, reopen
from bazar_desktop.services.day.as_sealed import sheet_at
from bazar_desktop.services.day.sheet import day_sheet
from bazar_desktop.services.exchange.packages import day_states
from bazar_desktop.services.exchange.taking_back import take_back
from bazar_desktop.services.home.day_steps import home
from bazar_desktop.services.office.laptops import own_bazaars
from bazar_desktop.services.omzet.batch_check import check_batch
from bazar_desktop.services.omzet.grid import grid
from bazar_desktop.services.papers.press import press_facts
from bazar_desktop.services.register.vendor_page import type_vendor
from bazar_desktop.services.reports.board import DRAFT, RECEIVED, REVISED, BoardRow, board
from bazar_desktop.services.reports.year import year_report, year_rows
from bazar_desktop.spreadsheets.writing.datapackage import datapackage
from bazar_desktop.spreadsheets.writing.year_tables import year_tables
from bazar_desktop.store.chains import chain_ends
from bazar_desktop.store.tables import DayClose, Participation, Vendor, natural_id
from tests.authority.liar import Liar
from tests.authority.shapes import DAY
from tests.authority.test_hostile_shapes import answer_all, bring, supervise
from tests.authority.test_party_names import sell_under_a_new_name
from tests.bazaar_day import DAYS
from tests.offices import Post, found
from tests.printing.reading import whole_text


def sealed(liar: Liar, code: str = "", **more: Any) -> None:
    """The liar's seal of its own day, with the code that fits or another one."""
    with liar.post.store.db.read() as session:
        covers = more.pop("covers", None) or json.dumps(chain_ends(session))
        row = DayClose(bazaar_id=liar.own, day=DAYS[0], revision=1, covers=json.dumps(chain_ends(session)))
        sheet = sheet_at(session, row)
        right, sums = seal_code(sheet), canonical(asdict(totals(sheet.rows)))
    said = {
        "bazaar_id": liar.own,
        "day": DAY,
        "revision": 1,
        "covers": covers,
        "totals": more.pop("totals", sums),
    }
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
    assert (row.seal_mismatch, row.state) == (SealMismatch.NONE, RECEIVED)


@pytest.mark.parametrize("said", ['{"vendors":{"total":999999999,"counts":{"answered":3}}}', "{}"])
def test_a_seal_that_fits_but_names_another_total_is_named_too(
    world: tuple[Post, Liar], tmp_path: Path, said: str
) -> None:
    office, liar = world
    sealed(liar, totals=said)
    bring(office, liar, tmp_path)
    row = row_of(office, liar)
    assert (row.seal_mismatch, row.state, row.omzet) == (SealMismatch.DIFFERS, DRAFT, 150_000)
    assert lines_of(office, verify_, seal=standing_code(office, liar))[0].startswith("TIDAK COCOK")
    shown = lines_of(office, show_, code="P233M01", on=DAYS[0])[0]
    assert "Rp150.000" in shown


def test_a_seal_of_another_code_is_named_and_its_day_counts_as_open(
    world: tuple[Post, Liar], tmp_path: Path
) -> None:
    office, liar = world
    sealed(liar, code="AAAA-AAAA-A")
    bring(office, liar, tmp_path)
    row = row_of(office, liar)
    assert (row.seal_mismatch, row.state, row.seal, row.omzet) == (SealMismatch.DIFFERS, DRAFT, "", 150_000)
    assert row_of(office, liar, check=False).state == RECEIVED
    with office.store.db.read() as session:
        days = year_report(session, 2023, check_seals=True).days
    (day,) = [item for item in days if (item.bazaar_id, item.day) == (liar.own, DAYS[0])]
    assert (day.seal_mismatch, day.revision, day.omzet) == (SealMismatch.DIFFERS, 0, 150_000)


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
    assert (row.seal_mismatch, row.state) == (SealMismatch.DIFFERS, DRAFT)


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
        state = closing_state(session, **day, at=office.at)
        sheet = paper_sheet(session, **day, printed_at=office.at)
        batch = check_batch(session, **day, total=150_000)
    assert (shown.figures.omzet, shown.late, shown.sheet.seal_mismatch) == (
        150_000,
        None,
        SealMismatch.DIFFERS,
    )
    assert (state.missing.umkm.omzet, state.seal_mismatch) == (150_000, SealMismatch.DIFFERS)
    assert (batch.here, batch.late) == (150_000, None)
    assert (sheet.seal, sheet.seal_mismatch) == ("", SealMismatch.DIFFERS)
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
        assert (bool(sheet.seal), bool(sheet.seal_mismatch)) == (True, False)
        assert now == "Nama Usulan"
        assert now not in {row.business for row in sheet.rows}
        assert now not in counted
        assert not any(day.seal_mismatch for day in year.days)


def change_category(post: Post) -> None:
    with post.store.db.write(post.store.officer.id, "vendors.save", post.tick()) as session:
        vendor_id = session.get_one(Participation, post.parties()[0]).vendor_id
        session.get_one(Vendor, vendor_id).category = "kriya"


def mismatches(post: Post, liar: Liar) -> set[SealMismatch]:
    """How board, year, closing, grid and papers of a store call the seal of the day."""
    day = {"bazaar_id": liar.own, "day": DAYS[0]}
    with post.store.db.read() as session:
        days = year_report(session, 2023, check_seals=True).days
        return {
            row_of(post, liar).seal_mismatch,
            *(item.seal_mismatch for item in days if (item.bazaar_id, item.day) == (liar.own, DAYS[0])),
            *(item.mismatch for item in day_states(session) if item.day == DAYS[0] and own_bazaars(session)),
            closing_state(session, **day, at=post.at).seal_mismatch,
            grid(session, **day).sheet.seal_mismatch,
            paper_sheet(session, **day, printed_at=post.at).seal_mismatch,
        }


def standing_code(post: Post, liar: Liar) -> str:
    with post.store.db.read() as session:
        return session.get_one(DayClose, natural_id("day_close", liar.own, DAY, 1)).seal or ""


def lines_of(post: Post, said_by: Any, **arguments: Any) -> list[str]:
    """What a command says to people of this store."""
    said: list[str] = []
    context = CliContext(post.store.folder, as_json=False, _store=post.store)
    context.now = post.tick  # type: ignore[method-assign]
    context.answer = lambda _result, lines: said.extend(lines)  # type: ignore[method-assign]
    said_by.callback.__wrapped__(context, **arguments)
    return said


def tells_of_the_seal(post: Post, seal: str) -> tuple[str, str, str]:
    """How day verify, the words of report year and the days of its Excel call the seal."""
    told = lines_of(post, verify_, seal=seal)[0].partition(":")[0]
    years = [
        line
        for line in lines_of(post, year_, year=2023, cut=None, key=None, xlsx=None, replace=False)
        if "Segel" in line
    ]
    with post.store.db.read() as session:
        tables = {
            table.name: table for table in year_tables(year_report(session, 2023, check_seals=True), (), str)
        }
    days = tables["hari"]
    place = [column.name for column in days.columns].index("tanda")
    marks = {str(row[place]) for row in days.rows if row[place]}
    assert len(marks) == 1, marks
    (mark,) = marks
    assert len(years) == 1, years
    return told, years[0].partition(":")[0], mark


def close(post: Post, liar: Liar) -> Sealed:
    """The officer closes the day, as on the page: what is missing is accepted, an unchanged seal is not."""
    officer, at = post.store.officer.id, post.tick()
    where = {"bazaar_id": liar.own, "day": DAYS[0], "officer": officer, "at": at}
    with post.store.db.write(officer, "day_close.close_day", at) as session:
        return close_day(session, **where, accept_missing=True)


def closing_step(post: Post, liar: Liar) -> tuple[bool, str]:
    """Whether *Tutup hari* is done on the first page of this store, and what it says."""
    with post.store.db.read() as session:
        steps = home(session, liar.own, DAYS[0], now=post.at).steps
    return next((step.state == DONE, step.code) for step in steps if step.key == CLOSE)


def test_a_vendor_whose_row_waits_or_was_rejected_is_never_counted_with_the_mitra(
    world: tuple[Post, Liar], tmp_path: Path
) -> None:
    office, liar = world
    sell_under_a_new_name(liar.post, VENDOR)
    bring(office, liar, tmp_path)

    def groups(post: Post) -> set[str]:
        with post.store.db.read() as session:
            rows = day_sheet(session, liar.own, DAYS[0]).rows
            of_vendors = {row.category for row in rows if row.party == VENDOR}
            return {cut.key for cut in year_report(session, 2023).by_category} | of_vendors

    assert "mitra" not in groups(office)
    answer_all(office, yes=False)
    news = office.pack(tmp_path / "kabar")
    assert liar.post.answers(news.file) == ["MERGED"]
    assert "mitra" not in groups(office) | groups(liar.post)


PROPOSE: dict[str, Callable[[Post], object]] = {
    "a new mitra": lambda post: sell_under_a_new_name(post, PARTNER),
    "a new vendor": lambda post: sell_under_a_new_name(post, VENDOR),
    "another category": change_category,
}


@pytest.mark.parametrize("name", PROPOSE)
def test_an_honest_seal_over_a_usul_waits_for_its_answer_and_is_not_called_false(
    world: tuple[Post, Liar], tmp_path: Path, name: str
) -> None:
    office, liar = world
    PROPOSE[name](liar.post)
    close(liar.post, liar)
    bring(office, liar, tmp_path)
    assert mismatches(office, liar) == {SealMismatch.WAITS}
    seal = standing_code(office, liar)
    assert tells_of_the_seal(office, seal) == ("Menunggu usul", "Segel menunggu usul", "segel menunggu usul")
    assert "1 dari 2 hari sudah tertutup" in lines_of(office, status, since=None, until=None)[-1]
    assert "hari sudah tertutup" in lines_of(office, status, since=DAYS[1], until=None)[-1]
    row = row_of(office, liar)
    assert (row.state, row.seal, row.from_seal) == (DRAFT, "", False)
    with office.store.db.read() as session:
        sheet = paper_sheet(session, liar.own, DAYS[0], printed_at=office.at)
    assert "segel hari ini menunggu keputusan usul" in press_text(press_facts(sheet))
    assert json.loads(datapackage(sheet, ()))["segel_tidak_cocok"] is True
    answer_all(office, yes=True)
    assert mismatches(office, liar) == {SealMismatch.NONE}
    assert row_of(office, liar).state == RECEIVED


@pytest.mark.parametrize("name", PROPOSE)
def test_after_a_no_the_day_is_sealed_again_without_being_called_unchanged(
    world: tuple[Post, Liar], tmp_path: Path, name: str
) -> None:
    office, liar = world
    PROPOSE[name](liar.post)
    close(liar.post, liar)
    bring(office, liar, tmp_path)
    answer_all(office, yes=False)
    news = office.pack(tmp_path / "kabar")
    assert liar.post.answers(news.file) == ["MERGED"]
    for post in (office, liar.post):
        assert mismatches(post, liar) == {SealMismatch.DIFFERS}
        assert closing_step(post, liar) == (False, "seal_differs")
    officer, at = liar.post.store.officer.id, liar.post.tick()
    where = {"bazaar_id": liar.own, "day": DAYS[0], "officer": officer, "at": at}
    with liar.post.store.db.write(officer, "day_close.reopen", at) as session:
        reopen(session, **where, reason="usul ditolak")
    assert close(liar.post, liar).revision == 2
    assert mismatches(liar.post, liar) == {SealMismatch.NONE}
    assert closing_step(liar.post, liar) == (True, "closed")
    bring(office, liar, tmp_path / "lagi")
    assert mismatches(office, liar) == {SealMismatch.NONE}
    assert (row_of(office, liar).state, row_of(office, liar).revision) == (REVISED, 2)


@pytest.mark.parametrize("name", PROPOSE)
def test_no_proposal_makes_a_false_seal_one_that_waits(
    world: tuple[Post, Liar], tmp_path: Path, name: str
) -> None:
    office, liar = world
    PROPOSE[name](liar.post)
    sealed(liar, code="AAAA-AAAA-A")
    bring(office, liar, tmp_path)
    assert mismatches(office, liar) == {SealMismatch.DIFFERS}


def test_a_seal_that_still_fits_is_not_made_again_unasked(world: tuple[Post, Liar]) -> None:
    _office, liar = world
    close(liar.post, liar)
    officer, at = liar.post.store.officer.id, liar.post.tick()
    where = {"bazaar_id": liar.own, "day": DAYS[0], "officer": officer, "at": at}
    with liar.post.store.db.write(officer, "day_close.reopen", at) as session:
        reopen(session, **where, reason="dilihat lagi")
    with pytest.raises(SealedUnchanged):
        close(liar.post, liar)


def test_the_koreksi_names_what_was_taken_back_since_the_seal_before(tmp_path: Path) -> None:
    world = found(tmp_path)
    office, first, second = world.office, world.join("satu"), world.join("dua")
    where = {"bazaar_id": office.bazaar_id, "day": DAYS[0]}
    one, other, *_ = office.parties()
    known = hand_on(office.store, to=world.stick("awal"), at=office.tick(), everything=True)
    for post in (first, second):
        assert post.answers(known.file)[0].startswith("MERGED")
    second.sell({other: 750_000})
    assert first.answers(second.pack(world.stick("antar")).file) == ["MERGED"]
    first.sell({one: 100_000})
    seal_at(first)
    office.answers(second.pack(world.stick("dua")).file, first.pack(world.stick("satu")).file)
    since = office.at - timedelta(days=400)
    supervise(office, "proposals.take_back", take_back, laptop="dua", since=since, reason="laptop hilang")
    news = hand_on(office.store, to=world.stick("kabar"), at=office.tick(), everything=True)
    assert first.answers(news.file)[0].startswith("MERGED")
    officer, at = first.store.officer.id, first.tick()
    with first.store.db.write(officer, "day_close.reopen", at) as session:
        reopen(session, **where, officer=officer, at=at, reason="isian laptop hilang ditarik")
    seal_at(first)
    with first.store.db.read() as session:
        sheet = paper_sheet(session, **where)
    gone = {change.field: change for change in sheet.corrections if change.participation_id == other}
    assert (gone["cash"].before, gone["cash"].after) == (750_000, None)
    assert gone["cash"].reason == "isian laptop hilang ditarik"


def seal_at(post: Post) -> None:
    """The officer closes the first day; what is missing is accepted."""
    officer, at = post.store.officer.id, post.tick()
    with post.store.db.write(officer, "day_close.close_day", at) as session:
        close_day(
            session,
            bazaar_id=post.bazaar_id,
            day=DAYS[0],
            officer=officer,
            at=at,
            accept_missing=True,
            reason="dicatat dua laptop",
        )
