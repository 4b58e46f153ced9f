"""place, and by hand: place swap, move, free, pin, block."""

from __future__ import annotations

from datetime import date

import click

from bazar_desktop.cli.context import DAY, CliContext, command
from bazar_desktop.cli.help import Group
from bazar_desktop.cli.root import root
from bazar_desktop.domain.attendance.cards import read_card
from bazar_desktop.domain.calendar import format_date
from bazar_desktop.domain.layout.model import booth_labelled
from bazar_desktop.language import N_, _, language
from bazar_desktop.phrases.placement import (
    RULES_AT_LENGTH,
    compared_words,
    from_start_words,
    proof_words,
    unfit_words,
)
from bazar_desktop.services.bazaars.bazaars import BazaarFacts, find_bazaar
from bazar_desktop.services.bazaars.participants import participation_by_card
from bazar_desktop.services.day.seal_guard import require_open_days
from bazar_desktop.services.layout.layouts import layout_of_bazaar
from bazar_desktop.services.placement import moves as booth_moves
from bazar_desktop.services.placement.moves import MoveFacts
from bazar_desktop.services.placement.search import DayPlaced, PlacementFacts, place_now
from bazar_desktop.store.database import Session


class PlaceGroup(Group):
    """`place --bazaar …` without a verb places everybody."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0].startswith("-") and not args[0].startswith(("--help", "--lang")):
            args = ["all", *args]
        return super().parse_args(ctx, args)


@root.group(cls=PlaceGroup, help=N_("Memberi peserta booth."))
def place() -> None:
    """Give participants their booths."""


@command(place, "all", N_("Menempatkan semua peserta terkonfirmasi pada semua hari yang terbuka."))
@click.option("--bazaar", "code", required=True)
@click.option(
    "--seed", type=int, required=True, help=N_("angka yang sama memberi hasil yang sama di tiap komputer")
)
@click.option("--day", "days", type=DAY, multiple=True, help=N_("hari ini saja; ulangi untuk hari lain"))
@click.option("--fresh", is_flag=True, help=N_("abaikan tempat mereka sekarang"))
def all_(context: CliContext, code: str, seed: int, days: tuple[date, ...], fresh: bool) -> None:
    """Place all confirmed participants on all open days."""
    with context.write(place_now) as session:
        facts = place_now(
            session,
            bazaar_id=find_bazaar(session, code).id,
            seed=seed,
            days=days or None,
            fresh=fresh,
            progress=lambda done, of: context.progress(done, of, _("Menempatkan")),
        )
    context.answer(facts, _placed(facts))


def _placed(facts: PlacementFacts) -> list[str]:
    """The days that came out alike together, else one after the other."""
    groups: list[list[DayPlaced]] = []
    for placed in facts.by_day:
        if groups and _day_lines(placed, "") == _day_lines(groups[-1][0], ""):
            groups[-1].append(placed)
        else:
            groups.append([placed])
    lines: list[str] = []
    for group in groups:
        days = ", ".join(format_date(placed.day, language()) for placed in group)
        lines += [*([f"{days}:"] if len(groups) > 1 else []), *_day_lines(group[0], days)]
    return [*lines, proof_words(facts.by_day), *from_start_words(facts), *unfit_words(facts.unfit)]


def _day_lines(placed: DayPlaced, days: str) -> list[str]:
    lines = [f"{seat.booth:<6} {seat.business}" for seat in placed.seats]
    changed = [
        f"{_(RULES_AT_LENGTH[rule.rule])}: {rule.before} -> {rule.after}"
        for rule in placed.rules
        if (rule.before, rule.points_before) != (rule.after, rule.points_after)
    ]
    lines += [compared_words(placed), *changed] if changed else []
    same = RULES_AT_LENGTH["same_product"]
    last = _("{count} booth terisi untuk {days}. {rule}: {same}. Listrik: {met} dari {needed}.")
    words = last.format(
        count=len(placed.seats),
        days=days,
        rule=_(same),
        same=placed.after.same_product,
        met=placed.after.power_met,
        needed=placed.after.power_needed,
    )
    return [*lines, words]


def open_day(session: Session, bazaar: BazaarFacts, today: date) -> date:
    """Choose the day of a command that names none: today where it is open, else the first open day.

    Raises what `require_open_days` raises.
    """
    still = require_open_days(session, bazaar)
    return today if today in still else still[0]


def _booth(session: Session, bazaar: BazaarFacts, label: str) -> str:
    return booth_labelled(layout_of_bazaar(session, bazaar.id).plan.booths, label).id


def _moved(facts: MoveFacts) -> list[str]:
    lines = [
        _("{business} sekarang di {booth}.").format(business=item.business, booth=item.booth)
        if item.booth
        else _("{business} tidak punya booth lagi.").format(business=item.business)
        for item in facts.moved
    ]
    lines += [
        _("Perhatikan: {booth} tidak memenuhi kebutuhan {business}.").format(
            booth=broken.booth, business=broken.business
        )
        for broken in facts.broken
    ]
    return lines


@command(place, "swap", N_("Menukar pemakai dua booth."))
@click.option("--bazaar", "code", required=True)
@click.option("--day", type=DAY, help=N_("hari ini bila terbuka, kalau tidak hari terbuka pertama"))
@click.option("--only", is_flag=True, help=N_("hari itu saja, tanpa hari sesudahnya"))
@click.argument("here")
@click.argument("there")
def swap(context: CliContext, code: str, day: date | None, only: bool, here: str, there: str) -> None:
    """Exchange whoever holds two booths."""
    with context.write(booth_moves.swap) as session:
        bazaar = find_bazaar(session, code)
        done = booth_moves.swap(
            session,
            bazaar_id=bazaar.id,
            here=_booth(session, bazaar, here),
            there=_booth(session, bazaar, there),
            day=day or open_day(session, bazaar, context.now().date()),
            later=not only,
        )
    context.answer(done, _moved(done))


@command(place, "free", N_("Mengosongkan booth dari pemakainya."))
@click.option("--bazaar", "code", required=True)
@click.option("--day", type=DAY)
@click.option("--only", is_flag=True)
@click.argument("booth")
def free(context: CliContext, code: str, day: date | None, only: bool, booth: str) -> None:
    """Take a booth from whoever holds it."""
    with context.write(booth_moves.free) as session:
        bazaar = find_bazaar(session, code)
        done = booth_moves.free(
            session,
            bazaar_id=bazaar.id,
            booth_id=_booth(session, bazaar, booth),
            day=day or open_day(session, bazaar, context.now().date()),
            later=not only,
        )
    context.answer(done, _moved(done))


@command(place, "move", N_("Memberi peserta dengan kartu ini booth yang kosong."))
@click.option("--bazaar", "code", required=True)
@click.option("--day", type=DAY)
@click.option("--only", is_flag=True)
@click.argument("card")
@click.argument("booth")
def move(context: CliContext, code: str, day: date | None, only: bool, card: str, booth: str) -> None:
    """Give the participant with this card a free booth."""
    with context.write(booth_moves.move) as session:
        bazaar = find_bazaar(session, code)
        row = participation_by_card(session, bazaar.id, read_card(card))
        done = booth_moves.move(
            session,
            bazaar_id=bazaar.id,
            participation_id=row.id,
            booth=booth,
            day=day or open_day(session, bazaar, context.now().date()),
            later=not only,
        )
    context.answer(done, _moved(done))


@command(place, "pin", N_("Pemakai booth ini tetap di situ pada tiap penempatan berikutnya."))
@click.option("--bazaar", "code", required=True)
@click.option("--day", type=DAY)
@click.option("--off", is_flag=True, help=N_("lepas pakunya"))
@click.argument("booth")
def pin(context: CliContext, code: str, day: date | None, off: bool, booth: str) -> None:
    """Let whoever holds the booth stay there in every later placement."""
    with context.write(booth_moves.unpin if off else booth_moves.pin) as session:
        bazaar = find_bazaar(session, code)
        target = _booth(session, bazaar, booth)
        if off:
            booth_moves.unpin(session, bazaar_id=bazaar.id, booth_id=target)
        else:
            on = day or open_day(session, bazaar, context.now().date())
            booth_moves.pin(session, bazaar_id=bazaar.id, booth_id=target, day=on)
    words = _("Kunci booth {booth} dilepas.") if off else _("Booth {booth} dikunci.")
    context.answer({"booth": booth, "pinned": not off}, words.format(booth=booth))


@command(place, "block", N_("Menutup booth untuk semua orang."))
@click.option("--bazaar", "code", required=True)
@click.option("--off", is_flag=True, help=N_("buka lagi"))
@click.argument("booth")
def block(context: CliContext, code: str, off: bool, booth: str) -> None:
    """Close a booth to everybody."""
    with context.write(booth_moves.block) as session:
        bazaar = find_bazaar(session, code)
        label = booth_moves.block(
            session, bazaar_id=bazaar.id, booth_id=_booth(session, bazaar, booth), blocked=not off
        )
    words = _("Booth {booth} dibuka lagi.") if off else _("Booth {booth} ditutup.")
    context.answer({"booth": label, "blocked": not off}, words.format(booth=label))
