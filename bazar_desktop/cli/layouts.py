"""layout generate, layout show, layout reuse."""

from __future__ import annotations

import click

from bazar_desktop.cli.door import Door, command
from bazar_desktop.cli.root import root
from bazar_desktop.domain.layout import READING, SNAKE, flaws
from bazar_desktop.language import _
from bazar_desktop.services.bazaars import find_bazaar
from bazar_desktop.services.layouts import (
    LayoutFacts,
    clone_layout,
    generate_layout,
    layout_of,
    layout_of_bazaar,
)


@root.group()
def layout() -> None:
    """The plan of a lokasi: tents, booths, fixtures."""


def _answer(door: Door, facts: LayoutFacts, words: str) -> None:
    found = {"id": facts.id, "name": facts.name, "tents": facts.tents, "partner_booths": facts.partner_booths}
    door.answer({**found, "plan": facts.plan, "flaws": flaws(facts.plan)}, words)


def _words(facts: LayoutFacts) -> str:
    return _("{name}: {tents} tenda, {booths} booth, {mitra} di antaranya untuk mitra.").format(
        name=facts.name, tents=facts.tents, booths=len(facts.plan.booths), mitra=facts.partner_booths
    )


@command(layout, "generate")
@click.option("--bazaar", "code", required=True)
@click.option("--tents", type=int, default=15, show_default=True)
@click.option("--per-tent", type=int, default=2, show_default=True, help="booths in a tent: 1, 2 or 4")
@click.option("--mitra", type=int, default=3, show_default=True, help="booths for partners")
@click.option("--sockets", type=int, default=1, show_default=True, help="booths with power in a tent")
@click.option("--order", type=click.Choice([READING, SNAKE]), default=READING, show_default=True)
def generate(door: Door, code: str, tents: int, per_tent: int, mitra: int, sockets: int, order: str) -> None:
    """Lay out the bazaar's lokasi; a booth that keeps its number keeps its holder."""
    with door.write("layouts.generate_layout") as session:
        made = generate_layout(
            session,
            bazaar_id=find_bazaar(session, code).id,
            tents=tents,
            booths_per_tent=per_tent,
            mitra=mitra,
            sockets_per_tent=sockets,
            order=order,
        )
        session.flush()
        facts = layout_of(session, made)
    _answer(door, facts, _words(facts))


@command(layout, "show")
@click.option("--bazaar", "code", required=True)
def show(door: Door, code: str) -> None:
    """The bazaar's layout, and what is wrong with it."""
    with door.read() as session:
        facts = layout_of_bazaar(session, find_bazaar(session, code).id)
    _answer(door, facts, _words(facts))


@command(layout, "reuse")
@click.option("--bazaar", "code", required=True)
@click.option("--from", "other", required=True, help="code of the bazaar whose layout is copied")
def reuse(door: Door, code: str, other: str) -> None:
    """Let a bazaar stand on a copy of another bazaar's layout."""
    with door.write("layouts.clone_layout") as session:
        source = layout_of_bazaar(session, find_bazaar(session, other).id)
        made = clone_layout(session, source.id, bazaar_id=find_bazaar(session, code).id)
        session.flush()
        facts = layout_of(session, made)
    _answer(door, facts, _words(facts))
