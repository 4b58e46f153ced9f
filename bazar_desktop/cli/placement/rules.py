"""place rules, needs and why: what placing goes by, and why each stands where they stand."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from typing import Any

import click

from bazar_desktop.cli.context import DAY, CliContext, command
from bazar_desktop.cli.placement.search import open_day, place
from bazar_desktop.domain.attendance.cards import read_card
from bazar_desktop.domain.placement.request import Rules
from bazar_desktop.language import N_, _
from bazar_desktop.phrases.placement import RULES_AT_LENGTH, reason_words
from bazar_desktop.services.bazaars.bazaars import find_bazaar
from bazar_desktop.services.bazaars.participants import participation_by_card
from bazar_desktop.services.day.sheet import booth_order
from bazar_desktop.services.placement.board import placement_board
from bazar_desktop.services.placement.needs import Needs, put_needs
from bazar_desktop.services.placement.rules import (
    LISTS,
    placement_rules,
    put_placement_rules,
    usual_rules,
    weighed,
    words_of,
)


@command(
    place,
    "rules",
    N_(
        "Menunjukkan bobot tiap aturan lunak dan siapa yang berbau atau menjual tekstil; dengan "
        "pilihan, mengubahnya."
    ),
)
@click.option("--weight", "weights", multiple=True, metavar="RULE=POINTS", help=N_("0 mematikan aturan itu"))
@click.option("--smelly", help=N_("kata produk yang berbau, dipisah koma"))
@click.option("--textile", help=N_("kata produk yang menyerap bau, dipisah koma"))
@click.option("--smelly-category", "smelly_categories", multiple=True)
@click.option("--textile-category", "textile_categories", multiple=True)
@click.option("--usual", is_flag=True, help=N_("kembali ke aturan awal kantor baru"))
def rules(
    context: CliContext,
    weights: tuple[str, ...],
    smelly: str | None,
    textile: str | None,
    smelly_categories: tuple[str, ...],
    textile_categories: tuple[str, ...],
    usual: bool,
) -> None:
    """Show how much each soft rule weighs and who smells or sells textiles; with options, set it."""
    points = dict(_weight(text) for text in weights)
    lists = {
        "smelly_products": None if smelly is None else words_of(smelly),
        "textile_products": None if textile is None else words_of(textile),
        "smelly_categories": frozenset(smelly_categories) or None,
        "textile_categories": frozenset(textile_categories) or None,
    }
    given: dict[str, Any] = {name: words for name, words in lists.items() if words is not None}
    if not (points or given or usual):
        with context.read() as session:
            found = placement_rules(session)
    else:
        with context.write(put_placement_rules) as session:
            found = usual_rules() if usual else placement_rules(session)
            found = replace(weighed(found, points), **given)
            put_placement_rules(session, rules=found)
    context.answer(_plain(found), _lines(found))


def _weight(text: str) -> tuple[str, int]:
    rule, _sign, points = text.partition("=")
    if not points.strip().isdecimal():
        raise click.BadParameter(f"{text}: {_('ATURAN=POIN')}", param_hint="--weight")
    return rule.strip(), int(points)


def _plain(found: Rules) -> dict[str, Any]:
    return {"weights": asdict(found.weights), **{name: sorted(getattr(found, name)) for name in LISTS}}


def _lines(found: Rules) -> list[str]:
    lines = [
        f"{points:>4}  {rule:<20} {_(RULES_AT_LENGTH[rule])}"
        for rule, points in asdict(found.weights).items()
    ]
    smelly = sorted(found.smelly_categories | found.smelly_products)
    textile = sorted(found.textile_categories | found.textile_products)
    lines.append(_("Berbau atau berasap: {words}").format(words=", ".join(smelly) or "-"))
    lines.append(_("Kain: {words}").format(words=", ".join(textile) or "-"))
    return lines


@command(
    place,
    "needs",
    N_(
        "Menyebut semua yang diperlukan peserta dengan kartu ini dari booth; yang tidak disebut "
        "tidak diperlukan."
    ),
)
@click.option("--bazaar", "code", required=True)
@click.option("--power", is_flag=True)
@click.option("--water", is_flag=True)
@click.option("--fire", is_flag=True, help=N_("memasak dengan api terbuka"))
@click.option("--wheelchair", is_flag=True)
@click.option("--width", type=int, default=0, help=N_("lebar meja, dalam sentimeter"))
@click.argument("card")
def needs(
    context: CliContext,
    code: str,
    power: bool,
    water: bool,
    fire: bool,
    wheelchair: bool,
    width: int,
    card: str,
) -> None:
    """Say all that the participant with this card needs of a booth; what is not named is not needed."""
    wanted = Needs(power, water, fire, wheelchair, width)
    with context.write(put_needs) as session:
        row = participation_by_card(session, find_bazaar(session, code).id, read_card(card))
        put_needs(session, row.id, needs=wanted)
    context.answer({"card": card, **asdict(wanted)}, _("Kebutuhan booth disimpan."))


@command(place, "why", N_("Mengapa tiap orang di tempatnya, dalam kata-kata."))
@click.option("--bazaar", "code", required=True)
@click.option("--day", type=DAY, help=N_("hari ini bila terbuka, kalau tidak hari terbuka pertama"))
def why(context: CliContext, code: str, day: date | None) -> None:
    """Why everybody stands where they stand, in words."""
    with context.read() as session:
        bazaar = find_bazaar(session, code)
        on = day or open_day(session, bazaar, context.now().date())
        board = placement_board(session, bazaar.id, on)
    seats = sorted((board.model.label(booth), who) for booth, who in board.holders.items())
    found = [
        {
            "booth": booth,
            "business": board.people[who].business or board.people[who].name,
            "good": [reason_words(reason) for reason in board.reasons(who) if reason.good],
            "bad": [reason_words(reason) for reason in board.reasons(who) if not reason.good],
        }
        for booth, who in sorted(seats, key=lambda seat: booth_order(seat[0]))
    ]
    context.answer({"seats": found}, [_why(item) for item in found])


def _why(one: dict[str, Any]) -> str:
    parts = ["; ".join(one["good"])]
    if one["bad"]:
        parts.append(_("kurang baik: {reasons}").format(reasons="; ".join(one["bad"])))
    return f"{one['booth']:<6} {one['business']}: " + ". ".join(part for part in parts if part)
