"""What a usul takes out or lets in moves the rupiah of all who told them, and the preview says by how much."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from bazar_desktop.domain.money import signed_rupiah
from bazar_desktop.phrases.proposals import brought_words, proposal_words
from bazar_desktop.services.exchange.proposals import LaptopProposal, proposals
from bazar_desktop.services.exchange.taking_back import brought_by, take_back
from bazar_desktop.services.reports.board import board
from bazar_desktop.store.rows import withdraw
from bazar_desktop.store.tables import Bazaar, Participation
from bazar_desktop.ui.exchange.proposals_panel import effect_words
from tests.authority.liar import Liar
from tests.authority.test_hostile_shapes import answer_all, bring, supervise
from tests.authority.test_stray_entries import LATER, add_a_day
from tests.offices import Post


def told(post: Post) -> int:
    """What the board has of all its days."""
    with post.store.db.read() as session:
        return sum(row.omzet or 0 for row in board(session))


def waiting(post: Post) -> list[LaptopProposal]:
    with post.store.db.read() as session:
        return proposals(session)


def falls(post: Post, since: datetime) -> tuple[int, int]:
    """What taking back the laptop's work since then is said to take out: in all, and the days' sum."""
    with post.store.db.read() as session:
        brought = brought_by(session, laptop="Laptop 1", since=since)
    assert brought_words(brought)
    return brought.rupiah, sum(day.rupiah for day in brought.days)


def take_out(liar: Liar, cls: type[Bazaar] | type[Participation], ids: list[str]) -> None:
    """The laptop withdraws these rows."""
    with liar.post.store.db.write(liar.post.store.officer.id, "test.take_out", liar.post.tick()) as session:
        for row_id in ids:
            withdraw(session, session.get_one(cls, row_id))


def test_a_usul_that_takes_out_a_bazaar_says_by_how_much_the_total_falls(
    world: tuple[Post, Liar], tmp_path: Path
) -> None:
    office, liar = world
    office.sell(dict.fromkeys(liar.post.parties()[:2], 30_000))
    before, since = told(office), liar.post.tick()
    take_out(liar, Bazaar, [liar.own])
    bring(office, liar, tmp_path)
    (usul,) = waiting(office)
    assert usul.rupiah <= -60_000
    amount = signed_rupiah(usul.rupiah)
    assert f"Jumlah rupiah {amount} (mitra ikut)." in proposal_words(usul)
    assert f"Jumlah rupiah {amount} (mitra ikut)." in effect_words([usul, usul])
    answer_all(office, yes=True)
    assert told(office) - before == usul.rupiah
    assert falls(office, since) == (usul.rupiah, usul.rupiah)
    facts = {"laptop": "Laptop 1", "since": since, "reason": "salah pakai"}
    supervise(office, "proposals.take_back", take_back, **facts)
    assert told(office) == before


def test_taking_back_withdrawn_parties_says_what_of_theirs_counts_again(
    world: tuple[Post, Liar], tmp_path: Path
) -> None:
    office, liar = world
    office.sell(dict.fromkeys(liar.post.parties()[:2], 30_000))
    before, since = told(office), liar.post.tick()
    take_out(liar, Participation, liar.post.parties())
    bring(office, liar, tmp_path)
    moved = told(office) - before
    assert moved <= -60_000
    assert falls(office, since) == (moved, moved)
    facts = {"laptop": "Laptop 1", "since": since, "reason": "salah pakai"}
    supervise(office, "proposals.take_back", take_back, **facts)
    assert told(office) == before


def test_taking_back_a_day_says_what_others_sold_on_it(world: tuple[Post, Liar], tmp_path: Path) -> None:
    office, liar = world
    before, since = told(office), liar.post.tick()
    add_a_day(liar.post)
    bring(office, liar, tmp_path)
    answer_all(office, yes=True)
    office.sell({liar.post.parties()[0]: 8_000}, LATER)
    assert told(office) == before + 8_000
    assert falls(office, since) == (8_000, 8_000)
    facts = {"laptop": "Laptop 1", "since": since, "reason": "salah pakai"}
    supervise(office, "proposals.take_back", take_back, **facts)
    assert told(office) == before
