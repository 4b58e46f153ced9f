"""What lies under a parent that does not count is in no figure, and is named with its rupiah until it counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import PRESENT
from bazar_desktop.jobs.exchange.forwarding import hand_on
from bazar_desktop.phrases.proposals import proposal_words
from bazar_desktop.phrases.stray_entries import stray_names, stray_words
from bazar_desktop.services.bazaars.bazaars import bazaar_of, change_bazaar
from bazar_desktop.services.bazaars.days import NotADayOfThisBazaar
from bazar_desktop.services.bazaars.participants import add_participation
from bazar_desktop.services.day.sheet import day_sheet
from bazar_desktop.services.exchange.breaches import breaches
from bazar_desktop.services.exchange.proposals import proposals
from bazar_desktop.services.exchange.stray_entries import (
    NO_BAZAAR,
    NO_DAY,
    NO_PARTY,
    StrayEntries,
    stray_entries,
)
from bazar_desktop.services.register.search import NEVER, VendorFilter, narrowed
from bazar_desktop.services.reports.board import board
from bazar_desktop.services.reports.concentration import concentration
from bazar_desktop.services.reports.year import year_report, year_rows
from bazar_desktop.services.turns.participation_facts import stands_taken
from bazar_desktop.store.rows import enter, withdraw
from bazar_desktop.store.tables import Bazaar, DayClose, Participation, Vendor, natural_id
from bazar_desktop.ui.exchange.decisions_page import DecisionsPage
from bazar_desktop.ui.exchange.proposals_panel import effect_words
from bazar_desktop.ui.frame.window import MainWindow
from tests.authority.liar import Liar
from tests.authority.test_hostile_shapes import answer_all, bring
from tests.bazaar_day import DAYS
from tests.drivers import words_on
from tests.offices import Post
from tests.ui.office_window import window

__all__ = ["window"]  # a fixture

LATER = date(2023, 3, 22)  # a day that the bazaar does not have


def strays(post: Post) -> list[StrayEntries]:
    with post.store.db.read() as session:
        return stray_entries(session)


def figures(post: Post, bazaar_id: str) -> tuple[object, ...]:
    """What every report over many days says of 2023 and of one bazaar."""
    with post.store.db.read() as session:
        report = year_report(session, 2023, check_seals=True)
        rows = board(session, check_seals=True)
        return (
            report.vendors.omzet,
            report.bazaar_days,
            report.by_category,
            [(row.day, row.omzet) for row in rows if row.bazaar_id == bazaar_id],
            len(year_rows(session, 2023)),
            concentration(session, first=date(2020, 1, 1), last=date(2026, 12, 31)),
        )


def add_a_day(post: Post) -> None:
    """The officer at the laptop lets the bazaar stand a day longer: a usul."""
    with post.store.db.write(post.store.officer.id, "bazaars.change", post.tick()) as session:
        facts = bazaar_of(session, post.bazaar_id)
        change_bazaar(session, post.bazaar_id, name=facts.name, days=[*DAYS, LATER])


def tell_laptop(office: Post, liar: Liar, to: Path) -> None:
    (to / "kabar").mkdir()
    news = hand_on(office.store, to=to / "kabar", at=office.tick(), everything=True)
    assert liar.post.answers(news.file) == ["MERGED"]


def test_a_day_that_waits_counts_nowhere_and_is_named_until_it_is_accepted(
    world: tuple[Post, Liar], tmp_path: Path
) -> None:
    office, liar = world
    before = figures(office, liar.own)
    add_a_day(liar.post)
    liar.post.sell(dict.fromkeys(liar.post.parties(), 60_000), LATER)
    liar.post.seal(LATER)
    bring(office, liar, tmp_path)
    assert figures(office, liar.own) == before
    (stray,) = strays(office)
    assert (stray.day, stray.lacks, stray.is_proposed, stray.rupiah) == (LATER, NO_DAY, True, 180_000)
    assert stray.laptops == ("Laptop 1",)
    assert stray_words(stray).endswith(
        "22 Maret 2023: 6 isian tidak dihitung, jumlah rupiah Rp180.000 (mitra ikut). "
        "Hari itu baru usul: dihitung bila usulnya diterima."
    )
    with office.store.db.read() as session:
        waiting = proposals(session)
    assert [usul.rupiah for usul in waiting if "bazaar_day" in usul.entities] == [180_000]
    assert "Jumlah rupiah +Rp180.000 (mitra ikut)." in " ".join(map(proposal_words, waiting))
    assert "Jumlah rupiah +Rp180.000 (mitra ikut)." in effect_words([*waiting, *waiting])
    answer_all(office, yes=True)
    assert strays(office) == []
    with office.store.db.read() as session:
        assert sum(row.omzet or 0 for row in board(session) if row.day == LATER) == 180_000
        assert year_report(session, 2023, check_seals=True).vendors.omzet == 470_000


def test_after_a_no_every_store_leaves_the_day_out_and_names_what_lies_on_it(
    world: tuple[Post, Liar], tmp_path: Path
) -> None:
    office, liar = world
    before = figures(office, liar.own)
    add_a_day(liar.post)
    liar.post.sell(dict.fromkeys(liar.post.parties(), 60_000), LATER)
    liar.post.seal(LATER)
    bring(office, liar, tmp_path)
    answer_all(office, yes=False)
    tell_laptop(office, liar, tmp_path)
    for post in (office, liar.post):
        assert figures(post, liar.own) == before
        (stray,) = strays(post)
        assert (stray.lacks, stray.is_proposed, stray.rupiah) == (NO_DAY, False, 180_000)
        assert "Hari itu bukan hari bazar ini." in stray_words(stray)
        with post.store.db.read() as session, pytest.raises(NotADayOfThisBazaar):
            day_sheet(session, liar.own, LATER)


@pytest.mark.parametrize("day", [date(2020, 1, 1), date(2023, 12, 25), date(2026, 12, 25)])
def test_what_is_signed_for_a_day_that_never_was_is_in_no_year(
    world: tuple[Post, Liar], tmp_path: Path, day: date
) -> None:
    """Nor does it make a veteran, a stand or a place in the order of turns."""
    office, liar = world
    before = figures(office, liar.own)
    liar.post.sell({liar.post.parties()[0]: 777_777}, day)
    where = natural_id("day_close", liar.own, day.isoformat(), 1)
    said = {"bazaar_id": liar.own, "day": day.isoformat(), "revision": 1, "covers": "{}", "totals": "{}"}
    scope = f"{liar.own}/{day.isoformat()}"
    liar.enter("day_close", where, {**said, "seal": "AAAA-AAAA-A"}, scope=scope)
    bring(office, liar, tmp_path)
    assert figures(office, liar.own) == before
    with office.store.db.read() as session:
        assert session.get_one(DayClose, where).day == day
        wrong = year_report(session, day.year, check_seals=True)
        assert day.year == 2023 or (wrong.vendors.omzet, wrong.bazaars, wrong.days) == (None, 0, ())
        assert year_rows(session, day.year) == [] or day.year == 2023
        vendor = session.get_one(Participation, liar.post.parties()[0]).vendor_id or ""
        assert (vendor, liar.own, day) not in set(stands_taken(session, date(2030, 1, 1), [vendor]))
        assert [item for item in breaches(session) if item.day == day] == []
    (stray,) = strays(office)
    assert (stray.day, stray.lacks, stray.rupiah) == (day, NO_DAY, 777_777)


def test_only_days_of_a_bazaar_make_somebody_who_took_part(world: tuple[Post, Liar], tmp_path: Path) -> None:
    office, liar = world
    with office.store.db.write(office.store.officer.id, "vendors.save", office.tick()) as session:
        vendor = enter(session, Vendor, name="Orang Baru", business="Usaha Baru").id
        session.flush()
        party = add_participation(session, liar.own, vendor_id=vendor)
    with office.store.db.read() as session:
        never = VendorFilter(took_part=NEVER, today=LATER)
        before = set(session.execute(narrowed(never)).scalars())
    assert vendor in before
    key = {"bazaar_id": liar.own, "participation_id": party, "day": "2023-01-02", "session": 1}
    row = natural_id("attendance", party, "2023-01-02", 1)
    liar.enter("attendance", row, {**key, "status": PRESENT}, scope=f"{liar.own}/2023-01-02")
    bring(office, liar, tmp_path)
    with office.store.db.read() as session:
        assert set(session.execute(narrowed(never)).scalars()) == before


def withdraw_party(session: Session, liar: Liar) -> None:
    withdraw(session, session.get_one(Participation, liar.post.parties()[0]))


def withdraw_bazaar(session: Session, liar: Liar) -> None:
    withdraw(session, session.get_one(Bazaar, liar.own))


@pytest.mark.parametrize(
    ("lacks", "take_out"), [(NO_PARTY, withdraw_party), (NO_BAZAAR, withdraw_bazaar)], ids=["party", "bazaar"]
)
def test_what_was_entered_of_a_party_or_bazaar_that_the_office_took_out_is_named(
    world: tuple[Post, Liar], tmp_path: Path, lacks: str, take_out: Callable[[Session, Liar], None]
) -> None:
    office, liar = world
    with office.store.db.write(office.store.officer.id, "test.take_out", office.tick()) as session:
        take_out(session, liar)
    there = figures(office, liar.own)
    liar.post.sell({liar.post.parties()[0]: 66_000}, DAYS[1])
    bring(office, liar, tmp_path)
    assert figures(office, liar.own) == there
    found = {item.day: item for item in strays(office)}
    assert (found[DAYS[1]].lacks, found[DAYS[1]].rupiah) == (lacks, 66_000)
    assert {item.lacks for item in found.values()} == {lacks}


def test_the_office_sees_what_does_not_count_on_perlu_keputusan(
    world: tuple[Post, Liar],
    tmp_path: Path,
    window: Callable[..., MainWindow],
) -> None:
    office, liar = world
    liar.post.sell({liar.post.parties()[0]: 777_777}, date(2026, 12, 25))
    bring(office, liar, tmp_path)
    frame = window(office.store, "sync")
    QApplication.processEvents()
    page = frame.findChild(DecisionsPage)
    assert page is not None
    words = words_on(page)
    assert "25 Desember 2026: 2 isian tidak dihitung, jumlah rupiah Rp777.777 (mitra ikut)" in words
    assert "Hari itu bukan hari bazar ini." in words
    assert stray_names(strays(office)[0]) in words
    assert not page.nothing.isVisible()
