"""What a laptop beside others changes that is the office's to change, and the office's yes or no to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from bazar_desktop.services.exchange.proposals import accept, proposals, reject
from bazar_desktop.services.omzet.entry import set_omzet
from bazar_desktop.store.tables import AsideChange
from tests.truth import office_acts
from tests.truth.model import View
from tests.truth.office_acts import NobodyHere, require_authority

if TYPE_CHECKING:
    from tests.truth.histories import Desk, Run

CASH = (0, 1, 12_345, 150_000, 1_000_000_000)


@dataclass
class Proposal:
    """A usul: it counts at its maker alone until the office says yes; after a no it is undone there."""

    desk: Desk
    about: tuple[str, ...]
    effect: Callable[[View], None]
    revert: Callable[[View], None]
    last: tuple[str, int]  # the number of its last change
    has_travelled: bool = False  # the others hold it, and leave it aside

    def is_known_at(self, desk: Desk) -> bool:
        return self.has_travelled or self.desk is desk


def of_this(
    desk: Desk, about: tuple[str, ...], effect: Callable[[View], None], revert: Callable[[View], None]
) -> list[Proposal]:
    """The proposal that was just written at this store; none where it says only what was so before."""
    before, mine = desk.proposed, _proposed(desk)
    desk.proposed = len(mine)
    return [Proposal(desk, about, effect, revert, mine[-1])] if len(mine) > before else []


def _proposed(desk: Desk) -> list[tuple[str, int]]:
    """The numbers of what counts at this store alone."""
    query = select(AsideChange.origin, AsideChange.seq).where(AsideChange.standing == "proposed")
    with desk.post.store.db.read() as session:
        return sorted((origin, seq) for origin, seq in session.execute(query))


def propose(run: Run, desk: Desk, kind: int, *numbers: int) -> None:
    """A laptop that has heard of everything changes what is the office's to change."""
    if desk.post.store.kind != "laptop":
        raise NobodyHere()
    run.merge()
    run.is_proposing = True
    try:
        PROPOSED[kind % len(PROPOSED)](run, desk, *numbers)
    finally:
        run.is_proposing = False


def _register(run: Run, desk: Desk, *numbers: int) -> None:
    run.register(desk, *numbers)


def _elsewhere(run: Run, desk: Desk, who: int, cash: int, *_more: int) -> None:
    """Cash at a bazaar of before, which no laptop was prepared for."""
    key = ("lampau", run.known.days["lampau"][0])
    parties = run.known.parties[key[0]]
    party, amount = parties[who % len(parties)], CASH[cash % len(CASH)]
    about, place = ("omzet", party), (party, 1)
    require_authority(run, desk, *about)
    facts = {"bazaar_id": run.known.bazaars[key[0]], "day": key[1]}
    run.perform(desk, set_omzet, **facts, participation_id=party, cash=amount)
    before = desk.view.days[key].answers.get(place)

    def revert(view: View) -> None:
        view.days[key].answers.pop(place)
        if before is not None:
            view.days[key].answers[place] = before

    run.say(desk, about, lambda view: view.answer(key, place, a0=amount), revert)


PROPOSED: tuple[Callable[..., None], ...] = (
    _register,
    _elsewhere,
    _register,
    office_acts.join,
    office_acts.ask_channels,
    _elsewhere,
    office_acts.name_category,
    office_acts.add_day,
    office_acts.halt,
)


def reply(run: Run, desk: Desk, choice: int, no: int, first: int, second: int) -> None:
    """The office's supervisor says yes or no to what a laptop proposes, and all hear of it."""
    office = run.desks[0]
    if office.post.store.kind != "office":
        raise NobodyHere()
    if not run.waiting:
        propose(run, run.sealer, choice, no, first, second)
    run.merge()
    with office.post.store.db.read() as session:
        listed = proposals(session)
    if len(listed) != len(run.waiting):
        run.wrong.append(f"{len(listed)} proposals wait, should be {len(run.waiting)}")
    if not run.waiting:
        raise NobodyHere()
    proposal = run.waiting[choice % len(run.waiting)]
    item = next(item for item in listed if (item.origin, item.last) == proposal.last)
    facts = {"origin": item.origin, "first": item.first, "last": item.last, "reason": "diperiksa"}
    verb = reject if no % 3 == 0 else accept
    run.perform(office, verb, **facts, officer=office.post.store.officer.id, at=run.now)
    office.undoable.clear()
    run.waiting.remove(proposal)
    run.merge()
    proposal.desk.proposed = len(_proposed(proposal.desk))
    if verb is reject:
        proposal.revert(proposal.desk.view)
        return
    for other in run.desks:
        if other is not proposal.desk:
            proposal.effect(other.view)


ACTS = {"propose": propose, "reply": reply}
WEIGHTS = {"propose": 3, "reply": 2}
