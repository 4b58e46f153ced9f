"""Whoever sold under a name that only a laptop proposed is called by that name, marked, on every page and paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from bazar_desktop.domain.closing.proofs import sealed_figures
from bazar_desktop.domain.day.model import PARTNER, PRESENT, REPORTED, VENDOR
from bazar_desktop.jobs.exchange.forwarding import hand_on
from bazar_desktop.jobs.papers.day_papers import read_day, write_papers
from bazar_desktop.services.attendance.roll_call import roll_call
from bazar_desktop.services.bazaars.participants import add_participation, list_participants
from bazar_desktop.services.closing.paper_sheet import paper_sheet
from bazar_desktop.services.exchange.decisions import party_name
from bazar_desktop.services.exchange.taking_back import take_back
from bazar_desktop.services.omzet.grid import grid
from bazar_desktop.services.reports.year import year_rows
from bazar_desktop.services.settings.agencies import agency_id
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import Attendance, OmzetEntry, Vendor
from tests.authority.liar import Liar
from tests.authority.test_hostile_shapes import answer_all, bring, supervise
from tests.bazaar_day import DAYS
from tests.offices import Post
from tests.printing.reading import whole_text

NAMES = {PARTNER: ("PT Baru", "PT Baru"), VENDOR: ("Bu Siti", "Warung Siti")}


def sell_under_a_new_name(post: Post, party: str) -> str:
    """A new mitra or vendor takes part on the laptop and sells; returns the participation."""
    with post.store.db.write(post.store.officer.id, "participants.add", post.tick()) as session:
        if party == PARTNER:
            who = {"agency_id": agency_id(session, "PT Baru", "partner"), "party": PARTNER}
        else:
            vendor = enter(session, Vendor, name="Bu Siti", business="Warung Siti", category="kuliner")
            session.flush()
            who = {"vendor_id": vendor.id}
        session.flush()
        row = add_participation(session, post.bazaar_id, **who)  # type: ignore[arg-type]
        key = {"bazaar_id": post.bazaar_id, "participation_id": row, "day": DAYS[0], "session": 1}
        enter(session, Attendance, row, DAYS[0], 1, **key, status=PRESENT)
        enter(session, OmzetEntry, row, DAYS[0], 1, **key, state=REPORTED, cash=120_000)
    return row


def called(post: Post, row_id: str) -> set[tuple[str, str]]:
    """How grid, gate, list, year, sheet and decisions call the party."""
    day = {"bazaar_id": post.bazaar_id, "day": DAYS[0]}
    with post.store.db.read() as session:
        rows = [
            *grid(session, **day).sheet.rows,
            *roll_call(session, **day).rows,
            *paper_sheet(session, **day, printed_at=post.at).rows,
            *(item.row for party in (PARTNER, VENDOR) for item in year_rows(session, 2023, "party", party)),
        ]
        names = {(row.name, row.business) for row in rows if row.participation_id == row_id}
        listed = list_participants(session, post.bazaar_id)
        names |= {(item.name, item.business) for item in listed if item.id == row_id}
        business = party_name(session, row_id)
    assert len({business for _, business in names} | {business}) == 1
    return names


@pytest.mark.parametrize("is_sealed", [False, True], ids=["open", "sealed"])
@pytest.mark.parametrize("party", [PARTNER, VENDOR])
def test_a_new_party_is_called_by_its_laptops_word_until_it_counts(
    world: tuple[Post, Liar], tmp_path: Path, party: str, is_sealed: bool
) -> None:
    office, liar = world
    name, business = NAMES[party]
    row = sell_under_a_new_name(liar.post, party)
    assert called(liar.post, row) == {(name, business)}
    if is_sealed:
        liar.post.seal()
    bring(office, liar, tmp_path)
    assert called(office, row) == {(name, f"{business} (usul)")}
    answer_all(office, yes=False)
    assert called(office, row) == {(name, f"{business} (ditolak)")}
    (tmp_path / "kabar").mkdir()
    news = hand_on(office.store, to=tmp_path / "kabar", at=office.tick(), everything=True)
    assert liar.post.answers(news.file) == ["MERGED"]
    assert called(liar.post, row) == {(name, f"{business} (ditolak)")}
    with office.store.db.read() as session:
        read = read_day(
            session, bazaar_id=office.bazaar_id, day=DAYS[0], officer="Kepala Seksi", at=office.at
        )
    made = write_papers(lambda *_: True, read=read, to=tmp_path / "kertas")
    assert any(f"{business} (ditolak)" in whole_text(paper.path) for paper in made)


def test_an_accepted_party_has_its_name_without_a_mark(world: tuple[Post, Liar], tmp_path: Path) -> None:
    office, liar = world
    row = sell_under_a_new_name(liar.post, PARTNER)
    bring(office, liar, tmp_path)
    answer_all(office, yes=True)
    assert called(office, row) == {("PT Baru", "PT Baru")}


def test_a_name_that_was_taken_back_says_so(world: tuple[Post, Liar], tmp_path: Path) -> None:
    office, liar = world
    row = sell_under_a_new_name(liar.post, PARTNER)
    bring(office, liar, tmp_path)
    with office.store.db.read() as session:
        sheet = paper_sheet(session, office.bazaar_id, DAYS[0], printed_at=office.at)
    what = {"laptop": "Laptop 1", "since": liar.post.at.replace(year=2000), "reason": "hilang"}
    supervise(office, "proposals.take_back", take_back, **what)
    with office.store.db.read() as session:
        assert party_name(session, row) == ""  # the participation is taken back with it
    assert "(usul)" not in sealed_figures(sheet.bazaar_code, DAYS[0], 1, sheet.rows)
