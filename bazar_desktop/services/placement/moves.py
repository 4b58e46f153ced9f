"""What an officer does to the placement by hand: swap, move, free, pin, block."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.layout.editing import set_flags
from bazar_desktop.domain.layout.model import Booth, booth_labelled, find_booth
from bazar_desktop.domain.placement.model import score
from bazar_desktop.domain.placement.moves import breaches, effect_of_swap
from bazar_desktop.domain.placement.request import BoothBlocked, BoothTaken
from bazar_desktop.services.bazaars.bazaars import bazaar_of
from bazar_desktop.services.bazaars.participants import (
    CONFIRMED,
    UnknownParticipant,
    list_participants,
    participation,
)
from bazar_desktop.services.day.seal_guard import open_days_from, require_open
from bazar_desktop.services.layout.layouts import layout_of_bazaar, save_plan
from bazar_desktop.services.placement.board import Board, holders_on, placement_board
from bazar_desktop.services.placement.search import put_holder
from bazar_desktop.store.actions import action
from bazar_desktop.store.tables import Participation


class BoothInUse(BazarError):
    """A booth that somebody holds cannot be blocked. Facts: booth, holder."""


class BoothEmpty(BazarError):
    """Nobody holds this booth. Facts: booth."""


class BoothNotPinned(BazarError):
    """Nobody is pinned to this booth. Facts: booth."""


class HolderPinned(BazarError):
    """Whoever is pinned stays until the pin is taken away. Facts: holder, booth."""


class SameBooth(BazarError):
    """A booth cannot be exchanged with itself. Facts: booth."""


class NotConfirmed(BazarError):
    """Only confirmed participants get a booth. Facts: name."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One participant and the booth it now has, "" for none."""

    participation_id: str
    business: str
    booth: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A hard rule that a move by hand breaks: its code of `domain.placement.hard_rules`, for the officer to see."""

    business: str
    booth: str
    rule: str


@dataclass(frozen=True, slots=True)
class MoveFacts:
    """What moved, on which days, what it breaks, and how many points it costs (below 0: it got better)."""

    moved: tuple[Moved, ...]
    days: tuple[date, ...]
    broken: tuple[Broken, ...]
    points: int


@action("booth_moves.swap")
def swap(
    session: Session, *, bazaar_id: str, here: str, there: str, day: date, later: bool = True
) -> MoveFacts:
    """Exchange whoever holds two booths (ids); into an empty one it is a move.

    `later`: also on the open days after it where the same people hold the two. Raises DayIsClosed, BoothUnknown,
    SameBooth, BoothEmpty where both are, BoothBlocked, HolderPinned.
    """
    require_open(session, bazaar_id, day)
    board = placement_board(session, bazaar_id, day)
    one, two = find_booth(board.layout.plan, here), find_booth(board.layout.plan, there)
    if one.id == two.id:
        raise SameBooth(booth=one.label)
    if here not in board.holders and there not in board.holders:
        raise BoothEmpty(booth=one.label)
    for booth in (one, two):
        _require_loose(board, booth)
    effect = effect_of_swap(board.model, board.holders, here, there)
    days = _write(session, board, (here, there), effect.arrangement, later=later)
    return MoveFacts(
        moved=tuple(
            Moved(who, _name(board, who), board.model.label(booth))
            for booth in (there, here)
            if (who := effect.arrangement.get(booth)) is not None
        ),
        days=days,
        broken=tuple(
            Broken(_name(board, b.party), board.model.label(b.booth), b.rule) for b in effect.broken
        ),
        points=effect.after.total - effect.before.total,
    )


@action("booth_moves.move")
def move(
    session: Session, *, bazaar_id: str, participation_id: str, booth: str, day: date, later: bool = True
) -> MoveFacts:
    """Give a participant the free booth with this number, as typed; who wants two keeps the other.

    Raises DayIsClosed, UnknownParticipant, NotConfirmed, BoothUnknown, BoothBlocked, BoothTaken, HolderPinned.
    """
    require_open(session, bazaar_id, day)
    board = placement_board(session, bazaar_id, day)
    target = booth_labelled(board.layout.plan.booths, booth)
    row = participation(session, participation_id)
    if row.bazaar_id != bazaar_id:
        raise UnknownParticipant()
    if participation_id not in board.people or row.status != CONFIRMED:
        raise NotConfirmed(name=_name_of(session, bazaar_id, participation_id))
    holder = board.holders.get(target.id)
    if target.blocked:
        raise BoothBlocked(booth=target.label)
    if holder is not None and holder != participation_id:
        raise BoothTaken(booth=target.label, holder=_name(board, holder))
    after, left = _given(board, participation_id, target)
    days = _write(session, board, tuple({*left, target.id}), after, later=later)
    before_points, after_points = (_points(board, item) for item in (board.holders, after))
    return MoveFacts(
        moved=(Moved(participation_id, _name(board, participation_id), target.label),),
        days=days,
        broken=_broken(board, after, target, participation_id),
        points=after_points - before_points,
    )


@action("booth_moves.free")
def free(session: Session, *, bazaar_id: str, booth_id: str, day: date, later: bool = True) -> MoveFacts:
    """Take the booth from whoever holds it. Raises DayIsClosed, BoothUnknown, BoothEmpty, HolderPinned."""
    require_open(session, bazaar_id, day)
    board = placement_board(session, bazaar_id, day)
    booth = find_booth(board.layout.plan, booth_id)
    who = board.holders.get(booth_id)
    if who is None:
        raise BoothEmpty(booth=booth.label)
    _require_loose(board, booth)
    after = {item: holder for item, holder in board.holders.items() if item != booth_id}
    days = _write(session, board, (booth_id,), after, later=later)
    points = _points(board, after) - _points(board, board.holders)
    return MoveFacts((Moved(who, _name(board, who), ""),), days, (), points)


@action("booth_moves.pin")
def pin(session: Session, *, bazaar_id: str, booth_id: str, day: date) -> str:
    """Let whoever holds the booth stay there in every later placement; returns the participation.

    Raises BoothUnknown, BoothEmpty, HolderPinned where somebody else is pinned there.
    """
    board = placement_board(session, bazaar_id, day)
    booth = find_booth(board.layout.plan, booth_id)
    who = board.holders.get(booth_id)
    if who is None:
        raise BoothEmpty(booth=booth.label)
    row = participation(session, who)
    for other in _pinned_to(session, bazaar_id, booth_id):
        if other.id != who:
            raise HolderPinned(holder=_name_of(session, bazaar_id, other.id), booth=booth.label)
    if row.pinned_booth_id != booth_id:
        row.pinned_booth_id = booth_id
    return who


@action("booth_moves.unpin")
def unpin(session: Session, *, bazaar_id: str, booth_id: str) -> tuple[str, ...]:
    """Take the pins to this booth away; returns the participations. Raises BoothUnknown, BoothNotPinned."""
    booth = find_booth(layout_of_bazaar(session, bazaar_id).plan, booth_id)
    rows = _pinned_to(session, bazaar_id, booth_id)
    if not rows:
        raise BoothNotPinned(booth=booth.label)
    for row in rows:
        row.pinned_booth_id = None
    return tuple(row.id for row in rows)


def _pinned_to(session: Session, bazaar_id: str, booth_id: str) -> list[Participation]:
    query = select(Participation).where(
        Participation.bazaar_id == bazaar_id,
        Participation.pinned_booth_id == booth_id,
        Participation.withdrawn.is_(False),
    )
    return list(session.execute(query).scalars())


@action("booth_moves.block")
def block(session: Session, *, bazaar_id: str, booth_id: str, blocked: bool = True) -> str:
    """Close a booth to everybody, or open it again; returns its number.

    Raises NoLayoutYet, BoothUnknown, BoothInUse where somebody holds it on an open day.
    """
    bazaar = bazaar_of(session, bazaar_id)
    layout = layout_of_bazaar(session, bazaar_id)
    booth = find_booth(layout.plan, booth_id)
    if blocked:
        for day in open_days_from(session, bazaar):
            who = holders_on(session, bazaar_id, day).get(booth_id)
            if who is not None:
                raise BoothInUse(booth=booth.label, holder=_name_of(session, bazaar_id, who))
    save_plan(session, layout.id, set_flags(layout.plan, [booth_id], blocked=blocked))
    return booth.label


# -- within ----------------------------------------------------------------------------------------------------


def _require_loose(board: Board, booth: Booth) -> None:
    who = board.holders.get(booth.id)
    if who is not None and board.people[who].pinned_booth_id == booth.id:
        raise HolderPinned(holder=_name(board, who), booth=booth.label)


def _given(board: Board, who: str, target: Booth) -> tuple[dict[str, str], tuple[str, ...]]:
    """The arrangement with `who` in `target`, and the booths left for it."""
    after = dict(board.holders)
    held = sorted(booth for booth, holder in after.items() if holder == who and booth != target.id)
    left: tuple[str, ...] = ()
    if len(held) >= board.people[who].booth_count:
        leaving = find_booth(board.layout.plan, held[-1])
        _require_loose(board, leaving)
        left = (leaving.id,)
        del after[leaving.id]
    after[target.id] = who
    return after, left


def _write(
    session: Session, board: Board, booths: tuple[str, ...], after: Mapping[str, str], *, later: bool
) -> tuple[date, ...]:
    """Write these booths on the board's day, and on later open days on which they stood the same before."""
    before = {booth: board.holders.get(booth) for booth in booths}
    concerned = {*before.values(), *(after.get(booth) for booth in booths)} - {None}

    def part(holders: Mapping[str, str]) -> dict[str, str]:
        return {booth: who for booth, who in holders.items() if booth in before or who in concerned}

    days = [board.day]
    if later:
        days += [
            day
            for day in open_days_from(session, board.bazaar, board.day)
            if day > board.day and part(holders_on(session, board.bazaar.id, day)) == part(board.holders)
        ]
    for day in days:
        for booth in booths:
            if before[booth] != after.get(booth):
                put_holder(session, board.bazaar.id, booth, day, after.get(booth))
    return tuple(days)


def _broken(board: Board, after: Mapping[str, str], booth: Booth, who: str) -> tuple[Broken, ...]:
    return tuple(
        Broken(_name(board, who), booth.label, breach.rule)
        for breach in breaches(board.model, after)
        if breach.booth == booth.id
    )


def _points(board: Board, arrangement: Mapping[str, str]) -> int:
    return score(board.model, arrangement).total


def _name(board: Board, who: str) -> str:
    return board.people[who].business or board.people[who].name


def _name_of(session: Session, bazaar_id: str, who: str) -> str:
    participants = [
        participant for participant in list_participants(session, bazaar_id) if participant.id == who
    ]
    return (participants[0].business or participants[0].name) if participants else "-"
