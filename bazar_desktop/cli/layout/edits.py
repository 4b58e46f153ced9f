"""layout tent, booth, block, fixture, move, turn, face, copy, remove, set, align, spread, number, rename, paste."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click

from bazar_desktop.cli.context import FILE, CliContext, command, writes_file
from bazar_desktop.cli.layout.plans import BAZAAR, answer, layout, measures_of, shape_options, text_of
from bazar_desktop.domain.layout.aligning import ACROSS, DOWN, EDGES, align, spread
from bazar_desktop.domain.layout.blocks import lay_block
from bazar_desktop.domain.layout.editing import relabel, renumber, set_flags
from bazar_desktop.domain.layout.model import (
    FIXTURE_KINDS,
    MITRA,
    READING,
    SNAKE,
    Fixture,
    Plan,
    booth_labelled,
)
from bazar_desktop.domain.layout.parts import (
    below,
    clipping,
    copied,
    faced,
    pasted,
    removed,
    shifted,
    turned,
    usual_reach,
    with_block,
    with_booth,
    with_fixture,
    with_tent,
)
from bazar_desktop.domain.layout.widening import widened
from bazar_desktop.language import N_, _
from bazar_desktop.phrases.fixtures import FIXTURES
from bazar_desktop.services.bazaars.bazaars import find_bazaar
from bazar_desktop.services.layout.layouts import layout_of, layout_of_bazaar, save_plan
from bazar_desktop.store.files import write_whole

MARGIN, AISLE = 2.0, 3.5  # metres left of and above a new block
THINGS = click.argument("things", nargs=-1, required=True)
TENTS = click.option("--tent", "whole", is_flag=True, help=N_("bersama booth lain di tendanya"))
X = click.option("--x", type=float, help=N_("meter dari tepi kiri ke tengahnya; kosong: tengah denah"))
Y = click.option("--y", type=float, help=N_("meter dari tepi atas ke tengahnya; kosong: tengah denah"))


def edit(context: CliContext, code: str, change: Callable[[Plan], Plan]) -> None:
    """Change the bazaar's plan as one action, and answer with what it is now."""
    with context.write(save_plan) as session:
        facts = layout_of_bazaar(session, find_bazaar(session, code).id)
        saved = save_plan(session, facts.id, change(facts.plan))
        session.flush()
        after = layout_of(session, facts.id)
    words = _("{added} ditambah, {changed} diubah, {removed} dihapus.").format(
        added=saved.added, changed=saved.changed, removed=saved.removed
    )
    counts = {"added": saved.added, "changed": saved.changed, "removed": saved.removed}
    answer(context, after, words, **counts)


def ids_of(plan: Plan, things: tuple[str, ...], whole: bool = False) -> list[str]:
    """The ids of booths (A-07, a7) and fixtures (by their words). Raises BoothUnknown."""
    fixtures = {item.label.casefold(): item.id for item in plan.fixtures}
    found = []
    for thing in things:
        found.append(fixtures.get(thing.casefold()) or booth_labelled(plan.booths, thing).id)
    if whole:
        tents = {booth.tent for booth in plan.booths if booth.id in found and booth.tent}
        found += [booth.id for booth in plan.booths if booth.tent in tents and booth.id not in found]
    return found


def spot_of(plan: Plan, x: float | None, y: float | None) -> tuple[float, float]:
    return (plan.width / 2 if x is None else x), (plan.depth / 2 if y is None else y)


@command(layout, "tent", N_("Menambah tenda dengan 1, 2 atau 4 booth di lahan kosong terdekat."))
@BAZAAR
@X
@Y
@click.option("--booths", type=click.Choice(["1", "2", "4"]), default="2", show_default=True)
def tent(context: CliContext, code: str, x: float | None, y: float | None, booths: str) -> None:
    """Add a tent of 1, 2 or 4 booths on the free ground nearest to a place."""
    edit(context, code, lambda plan: with_tent(plan, *spot_of(plan, x, y), int(booths))[0])


@command(layout, "booth", N_("Menambah booth lepas di lahan kosong terdekat."))
@BAZAAR
@X
@Y
@click.option("--mitra", is_flag=True, help=N_("untuk mitra"))
def booth(context: CliContext, code: str, x: float | None, y: float | None, mitra: bool) -> None:
    """Add a free-standing booth on the free ground nearest to a place."""
    zone = MITRA if mitra else ""
    edit(context, code, lambda plan: with_booth(plan, *spot_of(plan, x, y), zone=zone)[0])


@command(layout, "block", N_("Menambah baris tenda; lahan melebar bila perlu."))
@BAZAAR
@click.option("--tents", type=int, default=5, show_default=True)
@click.option("--mitra", is_flag=True, help=N_("untuk mitra"))
@click.option("--x", type=float, default=MARGIN, show_default=True, help=N_("meter dari tepi kiri"))
@click.option("--y", type=float, help=N_("meter dari tepi atas; kosong: di bawah semua yang ada"))
@shape_options
def block(
    context: CliContext,
    code: str,
    tents: int,
    mitra: bool,
    x: float,
    y: float | None,
    per_tent: int,
    tents_per_row: int | None,
    sockets: int,
    facing: str,
    aisle: float,
    gap: float,
    booth_width: float,
    booth_depth: float,
) -> None:
    """Add rows of tents; the ground grows where it must."""

    def change(plan: Plan) -> Plan:
        made = lay_block(
            tents,
            per_tent,
            tents_per_row=tents_per_row,
            facing=facing,
            sockets_per_tent=sockets,
            measures=measures_of(aisle, gap, booth_width, booth_depth),
        )
        top = below(plan) + AISLE if y is None else y
        return with_block(plan, made, x, top, MITRA if mitra else "")[0]

    edit(context, code, change)


@command(
    layout,
    "fixture",
    N_(
        "Menambah panggung, gerbang, genset, titik listrik, toilet, zona …; titik listrik "
        "mendapat jangkauan biasa."
    ),
)
@BAZAAR
@click.option("--kind", type=click.Choice(FIXTURE_KINDS), required=True)
@click.option("--label", help=N_("katanya; kosong: nama jenisnya"))
@X
@Y
@click.option("--width", type=float, default=4.0, show_default=True, help=N_("meter"))
@click.option("--depth", type=float, default=2.0, show_default=True, help=N_("meter"))
@click.option("--reach", type=float, help=N_("meter kabel, untuk genset atau titik listrik"))
def fixture(
    context: CliContext,
    code: str,
    kind: str,
    label: str | None,
    x: float | None,
    y: float | None,
    width: float,
    depth: float,
    reach: float | None,
) -> None:
    """Add a stage, gate, genset, power point, toilet, zone …; a power point has its usual reach."""
    metres = usual_reach(kind) if reach is None else reach
    made = Fixture("", kind, label or _(FIXTURES[kind]).upper(), 0.0, 0.0, width, depth, metres)
    edit(context, code, lambda plan: with_fixture(plan, made, *spot_of(plan, x, y))[0])


@command(layout, "move", N_("Menggeser booth dan fasilitas sekian meter."))
@BAZAAR
@THINGS
@TENTS
@click.option("--right", type=float, default=0.0, show_default=True, help=N_("meter; di bawah 0: ke kiri"))
@click.option("--down", type=float, default=0.0, show_default=True, help=N_("meter; di bawah 0: ke atas"))
def move(
    context: CliContext, code: str, things: tuple[str, ...], whole: bool, right: float, down: float
) -> None:
    """Shift booths and fixtures by metres."""
    edit(context, code, lambda plan: shifted(plan, ids_of(plan, things, whole), right, down))


@command(layout, "turn", N_("Memutar booth dan fasilitas bersama seperempat putaran searah jarum jam."))
@BAZAAR
@THINGS
@TENTS
def turn(context: CliContext, code: str, things: tuple[str, ...], whole: bool) -> None:
    """Turn booths and fixtures together a quarter clockwise."""
    edit(context, code, lambda plan: turned(plan, ids_of(plan, things, whole)))


@command(layout, "face", N_("Memutar arah meja booth satu sisi searah jarum jam."))
@BAZAAR
@THINGS
def face(context: CliContext, code: str, things: tuple[str, ...]) -> None:
    """Let the counters of booths look one side further clockwise."""
    edit(context, code, lambda plan: faced(plan, ids_of(plan, things)))


@command(layout, "copy", N_("Menyalin booth dan fasilitas ke sampingnya, dengan nomor sendiri."))
@BAZAAR
@THINGS
@TENTS
@writes_file("--to", help_=N_("BERKAS.json: tulis ke situ, untuk ditempel di denah lain"))
def copy(context: CliContext, code: str, things: tuple[str, ...], whole: bool, to: Path | None) -> None:
    """Copy booths and fixtures beside themselves, with numbers of their own."""
    if to is None:
        edit(context, code, lambda plan: copied(plan, ids_of(plan, things, whole))[0])
        return
    with context.read() as session:
        plan = layout_of_bazaar(session, find_bazaar(session, code).id).plan
    ids = ids_of(plan, things, whole)
    write_whole(to, clipping(plan, ids).encode(), make_folder=False)
    context.answer(
        {"path": to, "copied": len(ids)}, _("{count} ditulis ke {path}.").format(count=len(ids), path=to)
    )


@command(layout, "paste", N_("Menempelkan yang ditulis `layout copy --to` di dekat satu titik."))
@BAZAAR
@click.argument("file", type=FILE)
@X
@Y
def paste(context: CliContext, code: str, file: Path, x: float | None, y: float | None) -> None:
    """Add what `layout copy --to` wrote, near a place."""
    edit(context, code, lambda plan: pasted(plan, text_of(file), *spot_of(plan, x, y))[0])


@command(layout, "remove", N_("Menghapus booth dan fasilitas."))
@BAZAAR
@THINGS
@TENTS
def remove(context: CliContext, code: str, things: tuple[str, ...], whole: bool) -> None:
    """Take booths and fixtures away."""
    edit(context, code, lambda plan: removed(plan, ids_of(plan, things, whole)))


@command(layout, "set", N_("Menentukan apa yang ada di booth dan untuk siapa; yang tidak disebut tetap."))
@BAZAAR
@THINGS
@click.option("--power/--no-power", default=None)
@click.option("--water/--no-water", default=None)
@click.option("--fire/--no-fire", "open_fire", default=None, help=N_("apakah api terbuka boleh"))
@click.option(
    "--wheelchair/--no-wheelchair", "accessible", default=None, help=N_("apakah terjangkau kursi roda")
)
@click.option("--mitra/--no-mitra", default=None, help=N_("apakah hanya untuk mitra"))
@click.option("--blocked/--open", default=None, help=N_("apakah tidak boleh dipakai"))
@click.option(
    "--width", type=float, help=N_("panjang sisi meja jual dalam meter; yang di sampingnya bergeser")
)
def set_(
    context: CliContext,
    code: str,
    things: tuple[str, ...],
    mitra: bool | None,
    width: float | None,
    **flags: bool | None,
) -> None:
    """Set what booths have and for whom they are; what is not named stays."""
    wanted: dict[str, bool | str] = {name: value for name, value in flags.items() if value is not None}
    if mitra is not None:
        wanted["zone"] = MITRA if mitra else ""

    def change(plan: Plan) -> Plan:
        ids = booths_of(plan, things)
        plan = set_flags(plan, ids, **wanted)
        return plan if width is None else widened(plan, ids, width)

    edit(context, code, change)


def booths_of(plan: Plan, things: tuple[str, ...]) -> list[str]:
    """The ids of booths alone. Raises BoothUnknown."""
    return [booth_labelled(plan.booths, thing).id for thing in things]


@command(
    layout,
    "align",
    N_("Meratakan booth (dengan tendanya) dan fasilitas pada satu tepi atau satu garis tengah."),
)
@BAZAAR
@THINGS
@click.option("--edge", type=click.Choice(EDGES), default=EDGES[0], show_default=True)
def align_(context: CliContext, code: str, things: tuple[str, ...], edge: str) -> None:
    """Let booths (with their tents) and fixtures share an edge or a middle."""
    edit(context, code, lambda plan: align(plan, ids_of(plan, things, whole=True), edge))


@command(layout, "spread", N_("Menyamakan jarak antara booth (dengan tendanya) dan fasilitas."))
@BAZAAR
@THINGS
@click.option("--way", type=click.Choice([ACROSS, DOWN]), default=ACROSS, show_default=True)
def spread_(context: CliContext, code: str, things: tuple[str, ...], way: str) -> None:
    """Make the gaps between booths (with their tents) and fixtures equal."""
    edit(context, code, lambda plan: spread(plan, ids_of(plan, things, whole=True), way))


@command(layout, "number", N_("Menomori semua booth dari awal; pemakainya tetap di tempatnya."))
@BAZAAR
@click.option("--order", type=click.Choice([READING, SNAKE]), default=READING, show_default=True)
@click.option("--per-letter", type=click.IntRange(1, 99), default=15, show_default=True)
def number(context: CliContext, code: str, order: str, per_letter: int) -> None:
    """Number all booths anew; who stands there stays there."""
    edit(context, code, lambda plan: renumber(plan, order=order, per_letter=per_letter))


@command(layout, "rename", N_("Memberi booth nomor lain, atau fasilitas kata lain."))
@BAZAAR
@click.argument("old")
@click.argument("new")
def rename(context: CliContext, code: str, old: str, new: str) -> None:
    """Give a booth another number, or a fixture other words."""

    def change(plan: Plan) -> Plan:
        wanted = new.strip()
        for item in plan.fixtures:
            if item.label.casefold() == old.casefold():
                fixtures = tuple(
                    replace(each, label=wanted) if each is item else each for each in plan.fixtures
                )
                return replace(plan, fixtures=fixtures)
        return relabel(plan, booth_labelled(plan.booths, old).id, wanted)

    edit(context, code, change)
