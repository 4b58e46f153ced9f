"""Taking back by what the office's own clock says: a laptop dates its lies as it likes, but not when they came."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bazar_desktop.domain.day.model import BLANK
from bazar_desktop.phrases.proposals import brought_words
from bazar_desktop.phrases.stray_entries import stray_words
from bazar_desktop.services.day.sheet import day_sheet
from bazar_desktop.services.exchange.stray_entries import NO_ENTRY, stray_entries
from bazar_desktop.services.exchange.taking_back import Brought, Clock, NothingBrought, brought_by, take_back
from bazar_desktop.services.omzet.entry import set_omzet
from bazar_desktop.services.reports.board import board
from bazar_desktop.store.tables import OmzetEntry
from tests.authority.liar import Liar, digest
from tests.authority.shapes import DAY
from tests.authority.test_hostile_shapes import bring, supervise
from tests.bazaar_day import DAYS
from tests.offices import Post

LONG_AGO = timedelta(days=7)


def lie(liar: Liar, cash: int) -> None:
    """The laptop's own omzet is raised, as if it had been a week ago."""
    entry = liar.id("omzet_entry", bazaar_id=liar.own)
    liar.write("omzet_entry", entry, {"cash": cash}, scope=f"{liar.own}/{DAY}", earlier=LONG_AGO)


def omzet(post: Post, bazaar: str) -> list[int | None]:
    query = select(OmzetEntry.cash).where(OmzetEntry.bazaar_id == bazaar).order_by(OmzetEntry.cash)
    with post.store.db.read() as session:
        return list(session.execute(query).scalars())


def brought(post: Post, since: datetime, by: Clock) -> Brought:
    with post.store.db.read() as session:
        return brought_by(session, laptop="Laptop 1", since=since, by=by)


def test_a_back_dated_lie_is_taken_back_by_when_it_was_read(world: tuple[Post, Liar], tmp_path: Path) -> None:
    office, liar = world
    liar.post.sell({liar.post.parties()[1]: 60_000})  # honest, and read before
    bring(office, liar, tmp_path / "jujur")
    before, amounts = digest(office), omzet(office, liar.own)
    since = office.tick()
    liar.post.at = max(liar.post.at, office.at)
    lie(liar, 900_000)
    bring(office, liar, tmp_path / "bohong")
    assert omzet(office, liar.own) != amounts
    written, read = (brought(office, since, by) for by in (Clock.WRITTEN, Clock.READ))
    assert (written.changes, written.read_since, written.packages) == (0, 1, ())
    assert "1 perubahan lain juga baru dibaca di sini sejak itu" in brought_words(written)[1]
    assert (read.changes, read.read_since) == (1, 0)
    (package,) = read.packages
    assert package.first == package.last == read.chains[0][1]
    assert "Jumlah rupiah +Rp" in brought_words(read)[0]
    assert "Omzet +Rp" not in brought_words(read)[0]
    assert any(package.file_name in words for words in brought_words(read))
    what = {"laptop": "Laptop 1", "since": since, "reason": "dicuri"}
    with pytest.raises(NothingBrought):
        supervise(office, "proposals.take_back", take_back, **what)
    supervise(office, "proposals.take_back", take_back, **what, by=Clock.READ)
    assert (digest(office), omzet(office, liar.own)) == (before, amounts)
    assert brought(office, since, Clock.READ).is_taken_back


def test_a_package_that_says_all_again_brings_only_what_is_new(
    world: tuple[Post, Liar], tmp_path: Path
) -> None:
    office, liar = world
    whole = brought(office, liar.post.at.replace(year=2000), Clock.READ)
    since = office.tick()
    liar.post.at = max(liar.post.at, office.at)
    lie(liar, 900_000)
    made = liar.post.pack(tmp_path / "semua", everything=True)
    assert office.answers(made.file, made.file)[0] in {"MERGED", "MERGED_LATE"}
    read = brought(office, since, Clock.READ)
    assert (read.changes, read.packages[0].first) == (1, whole.changes + 1)
    assert brought(office, office.tick(), Clock.READ).changes == 0  # the same file once more brought nothing


def told(post: Post) -> int:
    """What the board has of all its days."""
    with post.store.db.read() as session:
        return sum(row.omzet or 0 for row in board(session))


def enter_at(post: Post, party: str, **values: object) -> None:
    """Somebody enters one party's omzet of the first day, as the page does."""
    with post.store.db.write(post.store.officer.id, "omzet.set_omzet", post.tick()) as session:
        where = {"bazaar_id": post.bazaar_id, "day": DAYS[1], "participation_id": party}
        set_omzet(session, **where, **values)


def test_what_others_corrected_in_its_entries_is_in_the_preview_and_named_afterwards(
    world: tuple[Post, Liar], tmp_path: Path
) -> None:
    office, liar = world
    before, since = told(office), liar.post.tick()
    first, second, third = liar.post.parties()[:3]
    liar.post.sell(dict.fromkeys((first, second, third), 50_000), DAYS[1])
    bring(office, liar, tmp_path)
    enter_at(office, first, cash=70_000, qris=5_000)
    enter_at(office, second, cash=90_000)
    assert told(office) - before == 215_000
    what = brought(office, since, Clock.WRITTEN)
    assert (what.rupiah, [day.rupiah for day in what.days]) == (215_000, [215_000])
    facts = {"laptop": "Laptop 1", "since": since, "reason": "salah pakai"}
    supervise(office, "proposals.take_back", take_back, **facts)
    assert told(office) == before
    with office.store.db.read() as session:
        (stray,) = stray_entries(session)
        lines = {row.participation_id: row for row in day_sheet(session, liar.own, DAYS[1]).rows}
    assert (stray.lacks, stray.day, stray.count, stray.rupiah) == (NO_ENTRY, DAYS[1], 2, 165_000)
    assert len(stray.names) == 2
    assert "2 isian tidak dihitung, jumlah rupiah Rp165.000 (mitra ikut). Isian pertamanya" in stray_words(
        stray
    )
    assert lines[first].omzet == BLANK
    enter_at(office, first, cash=70_000, seen="")  # as the page does where it shows nothing
    assert told(office) == before + 70_000
    with office.store.db.read() as session:
        (stray,) = stray_entries(session)
    assert (stray.count, stray.rupiah) == (1, 90_000)
