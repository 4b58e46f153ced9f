"""What changes about a bazaar besides its figures: who takes part, who is who, days, booths, settings, corrections."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.services.attendance.cards import reissue_card
from bazar_desktop.services.bazaars.days import add_days, withdraw_day
from bazar_desktop.services.bazaars.halts import halt_bazaar, halt_day, resume_bazaar, resume_day
from bazar_desktop.services.bazaars.participants import change_participation
from bazar_desktop.services.register.vendor_page import join_vendors, part_vendors
from bazar_desktop.services.reports.correcting import NothingToCorrect, correct_sealed_days
from bazar_desktop.services.settings.editing import put_categories
from bazar_desktop.services.settings.values import categories, put_setting
from bazar_desktop.store.tables import Booth
from tests.truth.model import CONFIRMED, RESERVE, Correction, Day, DayKey, View
from tests.truth.period import said_now

if TYPE_CHECKING:
    from tests.truth.histories import Desk, Run

STATUSES = (CONFIRMED, RESERVE, "cancelled")
CHANNELS = ("cash", "qris", "noncash", "marketplace")
ASKED = ((0,), (0, 1), (0, 1, 2), (1, 3))
HALTS = ("postponed", "cancelled")
NAMES = ("Makanan", "Kuliner", "Aneka pangan")
FEWEST_LABEL, LABELS = 10, 80


class NobodyHere(BazarError):
    """The history names somebody or something that is not here."""


def require_first(run: Run, desk: Desk) -> None:
    """What belongs to no day is changed in one store alone, so that nobody has to decide between two."""
    if desk is not run.desks[0]:
        raise NobodyHere()


def require_authority(run: Run, desk: Desk, *about: str) -> None:
    """What is the office's is changed there, or at a laptop that is alone; elsewhere it can only be proposed.

    `about` is what would be changed: nobody else touches it while a proposal about it waits.
    """
    if about in {proposal.about for proposal in run.waiting}:
        raise NobodyHere()
    if run.is_proposing:
        return
    require_first(run, desk)
    if len(run.desks) > 1 and desk.post.store.kind != "office":
        raise NobodyHere()


def put_status(run: Run, desk: Desk, who: int, where: int, how: int, *_more: int) -> None:
    """Somebody is cancelled, put on the reserve list, or confirmed again."""
    _facts, key = run.where(where)
    mine = run.mine(desk, [*run.known.parties[key[0]], *run.known.reserves[key[0]]])
    if not mine:
        raise NobodyHere()
    party, status = mine[who % len(mine)], STATUSES[how % len(STATUSES)]
    run.perform(desk, change_participation, participation_id=party, status=status)
    run.effect(
        desk, lambda view: view.parties.__setitem__(party, replace(view.parties[party], status=status))
    )


def reissue(run: Run, desk: Desk, who: int, where: int, *_more: int) -> None:
    """Somebody lost a card: no figure changes."""
    _facts, key = run.where(where)
    run.perform(desk, reissue_card, participation_id=run.party(desk, key, who))


def join(run: Run, desk: Desk, who: int, other: int, *_more: int) -> None:
    """Two ids of the register are one person."""
    require_authority(run, desk, "same")
    vendors = run.known.vendors
    first = vendors[who % len(vendors)]
    second = vendors[(who + 1 + other % (len(vendors) - 1)) % len(vendors)]
    pair = frozenset((first, second))
    if pair in desk.view.same:
        raise NobodyHere()
    run.perform(desk, join_vendors, one=first, other=second)
    run.say(
        desk,
        ("same",),
        lambda view: setattr(view, "same", view.same | {pair}),
        lambda view: setattr(view, "same", view.same - {pair}),
    )


def part(run: Run, desk: Desk, who: int, *_more: int) -> None:
    """A joining of two ids is taken back."""
    require_authority(run, desk, "same")
    if not desk.view.same:
        join(run, desk, who, 0)
    pairs = sorted(map(sorted, desk.view.same))
    first, second = pairs[who % len(pairs)]
    run.perform(desk, part_vendors, one=first, other=second)
    run.effect(desk, lambda view: setattr(view, "same", view.same - {frozenset((first, second))}))


def rename_booth(run: Run, desk: Desk, who: int, where: int, number: int, *_more: int) -> None:
    """A booth is called otherwise; sealed days keep its name."""
    require_first(run, desk)
    _facts, key = run.where(where)
    booths = run.known.booths[key[0]]
    booth, label = booths[who % len(booths)], f"B-{FEWEST_LABEL + number % LABELS}"
    if label in {desk.view.booths[other] for other in booths}:
        raise NobodyHere()

    def rename(session: Session) -> None:
        session.get_one(Booth, booth).label = label

    run.perform(desk, rename)
    run.effect(desk, lambda view: view.booths.__setitem__(booth, label))


def add_day(run: Run, desk: Desk, *_numbers: int) -> None:
    """The bazaar stands a day longer."""
    require_authority(run, desk, "days")
    name = run.past.bazaars[0]
    key: DayKey = (name, desk.view.days_of(name)[-1] + timedelta(days=1))
    run.perform(desk, add_days, bazaar_id=run.known.bazaars[name], days=[key[1]])
    run.say(
        desk,
        ("days",),
        lambda view: view.days.__setitem__(key, Day()),
        lambda view: view.days.__delitem__(key),
    )


def drop_day(run: Run, desk: Desk, *_numbers: int) -> None:
    """A day that was added is taken out again."""
    require_authority(run, desk, "days")
    name = run.past.bazaars[0]
    day = desk.view.days_of(name)[-1]
    if day in run.known.days[name]:
        raise NobodyHere()
    run.perform(desk, withdraw_day, bazaar_id=run.known.bazaars[name], day=day)

    def drop(view: View) -> None:
        view.drop_day((name, day))

    run.effect(desk, drop)


def halt(run: Run, desk: Desk, which: int, how: int, *_numbers: int) -> None:
    """A bazaar is postponed or cancelled as a whole."""
    name = run.past.bazaars[which % len(run.past.bazaars)]
    require_authority(run, desk, "halt", name)
    state, before = HALTS[how % len(HALTS)], dict(desk.view.halted)
    facts: dict[str, Any] = {"state": state, "reason": "jalan ditutup", "on": run.now.date()}
    run.perform(desk, halt_bazaar, bazaar_id=run.known.bazaars[name], **facts)
    run.say(desk, ("halt", name), _halting(name, state), _halting(name, before.get(name)))


def resume(run: Run, desk: Desk, which: int, *_numbers: int) -> None:
    """A bazaar that was called off goes on."""
    halted = sorted(desk.view.halted)
    if not halted:
        halt(run, desk, which, which // 3)
        halted = sorted(desk.view.halted)
    name = halted[which % len(halted)]
    require_authority(run, desk, "halt", name)
    before = desk.view.halted[name]
    run.perform(desk, resume_bazaar, bazaar_id=run.known.bazaars[name])
    run.say(desk, ("halt", name), _halting(name, None), _halting(name, before))


def _halting(name: str, state: str | None) -> Callable[[View], None]:
    def say(view: View) -> None:
        others = {other: word for other, word in view.halted.items() if other != name}
        view.halted = others | ({name: state} if state else {})

    return say


def rain(run: Run, desk: Desk, _who: int, where: int, *_numbers: int) -> None:
    """A day falls out: the laptop that stands there says so."""
    if desk is not run.sealer:
        raise NobodyHere()
    facts, key = run.where(where)
    run.perform(desk, halt_day, **facts, reason="hujan", on=run.now.date())
    run.effect(desk, lambda view: setattr(view, "fell_out", view.fell_out | {key}))


def dry_up(run: Run, desk: Desk, who: int, where: int, *_numbers: int) -> None:
    """A day that fell out takes place after all."""
    if desk is not run.sealer:
        raise NobodyHere()
    if not desk.view.fell_out:
        rain(run, desk, who, where)
    out = sorted(desk.view.fell_out)
    key = out[who % len(out)]
    run.perform(desk, resume_day, bazaar_id=run.known.bazaars[key[0]], day=key[1])
    run.effect(desk, lambda view: setattr(view, "fell_out", view.fell_out - {key}))


def ask_channels(run: Run, desk: Desk, choice: int, *_numbers: int) -> None:
    """The office asks everybody for other ways of paying."""
    require_authority(run, desk, "channels")
    asked, before = ASKED[choice % len(ASKED)], desk.view.office.asked
    run.perform(desk, put_setting, key="omzet_channels", value=[CHANNELS[at] for at in asked])
    run.say(desk, ("channels",), _asking(asked), _asking(before))


def _asking(asked: tuple[int, ...]) -> Callable[[View], None]:
    return lambda view: setattr(view, "office", replace(view.office, asked=asked))


def name_category(run: Run, desk: Desk, choice: int, *_numbers: int) -> None:
    """A kind of goods is called otherwise."""
    require_authority(run, desk, "categories")
    name = NAMES[choice % len(NAMES)]
    with desk.post.store.db.read() as session:
        kinds = [replace(kind, name=name) if kind.key == "kuliner" else kind for kind in categories(session)]
    run.perform(desk, put_categories, categories=kinds)
    called, before = tuple((kind.key, kind.name) for kind in kinds), desk.view.office.categories
    run.say(desk, ("categories",), _calling(called), _calling(before))


def _calling(categories: tuple[tuple[str, str], ...]) -> Callable[[View], None]:
    return lambda view: setattr(view, "office", replace(view.office, categories=categories))


def correct(run: Run, desk: Desk, who: int, what: int, value: int, *_more: int) -> None:
    """What the register says of a vendor now is let count on its sealed days too."""
    require_authority(run, desk)
    if not any(differing_days(desk.view, vendor) for vendor in run.known.vendors):
        run.register(desk, who, what, value)
    view, vendors = desk.view, run.known.vendors
    moved = [vendor for vendor in vendors if differing_days(view, vendor)]
    vendor = (moved or vendors)[who % len(moved or vendors)]
    require_authority(run, desk, "vendor", vendor)
    said, days = view.register[vendor], differing_days(view, vendor)
    run.corrections += 1
    number, reason = run.corrections, f"salah ketik {run.corrections}"
    facts: dict[str, Any] = {"officer": desk.post.store.officer.id, "at": run.now}
    try:
        run.perform(desk, correct_sealed_days, vendor_id=vendor, reason=reason, **facts)
    except NothingToCorrect:
        if days:
            run.wrong.append(f"nothing to correct, but {len(days)} sealed days say otherwise of a vendor")
        raise
    if not days:
        run.wrong.append("corrected sealed days that say nothing else")
    made = Correction(number, vendor, days, said, reason)
    run.effect(desk, lambda view: setattr(view, "corrections", (*view.corrections, made)))


def differing_days(view: View, vendor: str) -> frozenset[DayKey]:
    """The sealed days that say of a vendor something else than the register says now."""
    return frozenset(
        key
        for key, day in view.days.items()
        if day.seal
        for line in day.seal.lines
        if line.party.person == vendor and said_now(view, key, line) != view.register[vendor]
    )


ACTS = {
    "status": put_status, "reissue": reissue, "join": join, "part": part, "rename_booth": rename_booth,
    "add_day": add_day, "drop_day": drop_day, "channels": ask_channels, "category": name_category,
    "correct": correct, "halt": halt, "resume": resume, "rain": rain, "dry_up": dry_up,
}  # fmt: skip
WEIGHTS = {
    "status": 2, "reissue": 1, "join": 2, "part": 2, "rename_booth": 1, "add_day": 1, "drop_day": 2, "channels": 1,
    "category": 1, "correct": 3, "halt": 1, "resume": 1, "rain": 2, "dry_up": 1,
}  # fmt: skip
