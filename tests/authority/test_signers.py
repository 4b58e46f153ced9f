"""Who closed, opened again, countersigned, decided or drew: a laptop names who signs there, on its own word."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bazar_desktop.domain.journal.authority import SIGNED_BY
from bazar_desktop.printing.corrections import _lifting
from bazar_desktop.services.closing.paper_sheet import paper_sheet
from bazar_desktop.services.closing.seal import SealFacts, reopen, seals
from bazar_desktop.services.exchange.proposals import reject
from bazar_desktop.services.turns.facts import _overrides as overrides
from bazar_desktop.store.journal import act_of
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import TurnOverride, facts
from bazar_desktop.store.undo import undo_action
from tests.authority.liar import Liar
from tests.authority.shapes import DAY
from tests.authority.test_hostile_shapes import bring, supervise
from tests.authority.test_officers import numbers, waiting
from tests.offices import Post

ON = date.fromisoformat(DAY)


def reopened(liar: Liar) -> str:
    """The laptop closes its day, opens it again and closes it once more; returns the seal that was lifted."""
    post = liar.post
    post.seal(ON)
    at, officer = post.tick(), post.store.officer.id
    with post.store.db.write(officer, "day_close.reopen", at) as session:
        reopen(session, bazaar_id=liar.own, day=ON, officer=officer, at=at, reason="salah ketik")
    post.seal(ON, revision=2)
    return liar.id("day_close", bazaar_id=liar.own, revision=1)


def countersign(liar: Liar, seal: str, whose: str, signed_as: str) -> None:
    said = {"countersigned_by": whose, "countersigned_at": liar.post.at.isoformat(timespec="seconds")}
    liar.write("day_close", seal, said, scope=f"{liar.own}/{DAY}", officer=signed_as)


def lifted(post: Post, bazaar: str) -> SealFacts:
    with post.store.db.read() as session:
        return next(seal for seal in seals(session, bazaar, ON) if seal.revision == 1)


def test_no_field_that_says_who_did_it_is_left_out() -> None:
    named = {
        column.key
        for cls in facts().values()
        for column in cls.__table__.columns
        if column.key.endswith("_by")
    }
    assert named == SIGNED_BY


def test_a_countersign_in_the_name_of_somebody_who_does_not_sign_is_a_usul(
    world: tuple[Post, Liar], tmp_path: Path
) -> None:
    office, liar = world
    boss, seal = office.store.officer.id, reopened(liar)
    bring(office, liar, tmp_path / "tutup")
    assert waiting(office) == []
    countersign(liar, seal, boss, "")
    bring(office, liar, tmp_path / "paraf")
    (proposal,) = waiting(office)
    assert {(field.field, field.after) for field in proposal.fields} >= {("countersigned_by", "Kepala Seksi")}
    assert lifted(office, liar.own).awaits_countersign
    supervise(office, "proposals.reject", reject, **numbers(proposal))
    assert lifted(office, liar.own).awaits_countersign


def test_who_signs_at_a_laptop_is_that_laptops_word_on_screen_and_paper(
    world: tuple[Post, Liar], tmp_path: Path
) -> None:
    office, liar = world
    boss, seal = office.store.officer.id, reopened(liar)
    countersign(liar, seal, boss, boss)
    bring(office, liar, tmp_path)
    assert waiting(office) == []
    here, there = lifted(office, liar.own), lifted(liar.post, liar.own)
    assert here.countersigned_by == "Kepala Seksi (menurut Laptop 1)"
    assert here.closed_by == here.reopened_by == "Vicky Ramadhan (menurut Laptop 1)"
    assert there.closed_by == "Vicky Ramadhan"
    with office.store.db.read() as session:
        sheet = paper_sheet(session, liar.own, ON)
    assert sheet.reopening is not None
    printed = " ".join(words for line in _lifting(sheet.reopening, sheet) for words in line)
    assert "Kepala Seksi (menurut Laptop 1)" in printed


def decide(post: Post, bazaar: str, party: str, officer: str, kind: str) -> str:
    """An officer at the laptop lets their word stand over the order; returns the act's name."""
    at = post.tick()
    with post.store.db.write(officer, "turns.override", at) as session:
        word = {"kind": kind, "reason": "mitra", "decided_by": officer, "decided_at": at}
        enter(session, TurnOverride, party, bazaar_id=bazaar, participation_id=party, **word)
        return act_of(session).action


def test_an_officer_may_put_back_what_another_had_decided_at_that_laptop(
    world: tuple[Post, Liar], tmp_path: Path
) -> None:
    office, liar = world
    post, party = liar.post, liar.post.parties()[0]
    boss = office.store.officer.id
    decide(post, liar.own, party, post.store.officer.id, "in")
    action = decide(post, liar.own, party, boss, "out")
    with post.store.db.write(boss, "history.undo", post.tick()) as session:
        undo_action(session, action)
    bring(office, liar, tmp_path)
    assert waiting(office) == []
    with office.store.db.read() as session:
        word = overrides(session, liar.own)[party]
    assert (word.kind, word.by) == ("in", "Vicky Ramadhan (menurut Laptop 1)")
