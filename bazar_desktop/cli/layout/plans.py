"""layout generate, show, check, reuse, starts, keep, drop, export, import, aisle, picture: the layout as a whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import click

from bazar_desktop.cli.context import FILE, CliContext, command, writes_file
from bazar_desktop.cli.root import root
from bazar_desktop.domain.layout.blocks import BACK_TO_BACK, FACINGS, Measures
from bazar_desktop.domain.layout.checks import flaws
from bazar_desktop.domain.layout.model import READING, SNAKE
from bazar_desktop.domain.layout.template_file import LayoutUnreadable, plan_from_json, plan_to_json
from bazar_desktop.jobs.papers.photos import grey_photo
from bazar_desktop.language import N_, _
from bazar_desktop.services.bazaars.bazaars import find_bazaar
from bazar_desktop.services.layout.layouts import (
    LayoutFacts,
    NoLayoutYet,
    generate_layout,
    layout_of,
    layout_of_bazaar,
    least_aisle,
    plan_of,
    put_least_aisle,
)
from bazar_desktop.services.layout.templates import (
    clone_layout,
    drop_template,
    keep_template,
    lay_picture,
    layout_choices,
    take_plan,
)
from bazar_desktop.store.files import write_whole

Function = TypeVar("Function", bound=Callable[..., object])

BAZAAR = click.option("--bazaar", "code", required=True, help=N_("kode bazar"))


@root.group(help=N_("Denah lokasi: tenda, booth, fasilitas."))
def layout() -> None:
    """The plan of a lokasi: tents, booths, fixtures."""


def answer(context: CliContext, facts: LayoutFacts, words: str | list[str], **more: object) -> None:
    """The layout and what is wrong with it."""
    with context.read() as session:
        least = least_aisle(session)
    found = {"id": facts.id, "name": facts.name, "tents": facts.tents, "partner_booths": facts.partner_booths}
    context.answer({**found, "plan": facts.plan, "flaws": flaws(facts.plan, least), **more}, words)


def words_of(facts: LayoutFacts) -> str:
    """The layout in one sentence."""
    return _("{name}: {tents} tenda, {booths} booth, {mitra} di antaranya untuk mitra.").format(
        name=facts.name, tents=facts.tents, booths=len(facts.plan.booths), mitra=facts.partner_booths
    )


def shape_options(function: Function) -> Function:
    """The options of rows and blocks: how many tents, how far apart, which way they look."""
    usual = Measures()
    for option in (
        click.option(
            "--booth-depth", type=float, default=usual.booth_depth, show_default=True, help=N_("meter")
        ),
        click.option(
            "--booth-width", type=float, default=usual.booth_width, show_default=True, help=N_("meter")
        ),
        click.option(
            "--gap", type=float, default=usual.tent_gap, show_default=True, help=N_("meter di antara tenda")
        ),
        click.option(
            "--aisle", type=float, default=usual.aisle, show_default=True, help=N_("meter di antara blok")
        ),
        click.option("--facing", type=click.Choice(FACINGS), default=BACK_TO_BACK, show_default=True),
        click.option(
            "--sockets", type=int, default=1, show_default=True, help=N_("booth berlistrik per tenda")
        ),
        click.option("--row", "tents_per_row", type=click.IntRange(1, 50), help=N_("tenda sebaris")),
        click.option(
            "--per-tent", type=int, default=2, show_default=True, help=N_("booth per tenda: 1, 2 atau 4")
        ),
    ):
        function = option(function)
    return function


def measures_of(aisle: float, gap: float, booth_width: float, booth_depth: float) -> Measures:
    """What the options say, in metres."""
    return Measures(aisle=aisle, tent_gap=gap, booth_width=booth_width, booth_depth=booth_depth)


@command(layout, "generate", N_("Menyusun denah lokasi bazar; booth yang nomornya tetap, pemakainya tetap."))
@BAZAAR
@click.option("--tents", type=int, default=15, show_default=True)
@click.option("--mitra", type=int, default=3, show_default=True, help=N_("booth untuk mitra"))
@click.option("--order", type=click.Choice([READING, SNAKE]), default=READING, show_default=True)
@shape_options
def generate(
    context: CliContext,
    code: str,
    tents: int,
    mitra: int,
    order: str,
    per_tent: int,
    tents_per_row: int | None,
    sockets: int,
    facing: str,
    aisle: float,
    gap: float,
    booth_width: float,
    booth_depth: float,
) -> None:
    """Lay out the bazaar's lokasi; a booth that keeps its number keeps its holder."""
    with context.write(generate_layout) as session:
        made = generate_layout(
            session,
            bazaar_id=find_bazaar(session, code).id,
            tents=tents,
            booths_per_tent=per_tent,
            mitra=mitra,
            sockets_per_tent=sockets,
            tents_per_row=tents_per_row,
            order=order,
            facing=facing,
            measures=measures_of(aisle, gap, booth_width, booth_depth),
        )
        session.flush()
        facts = layout_of(session, made)
    answer(context, facts, words_of(facts))


@command(layout, "show", N_("Denah bazar, dan apa yang salah di dalamnya."))
@BAZAAR
def show(context: CliContext, code: str) -> None:
    """The bazaar's layout, and what is wrong with it."""
    with context.read() as session:
        facts = layout_of_bazaar(session, find_bazaar(session, code).id)
    answer(context, facts, words_of(facts))


@command(
    layout,
    "check",
    N_("Apa yang salah pada denah: bertumpuk, di luar lahan, listrik tidak sampai, lorong sempit."),
)
@BAZAAR
def check(context: CliContext, code: str) -> None:
    """What is wrong with the layout: overlaps, things outside, power out of reach, narrow aisles."""
    with context.read() as session:
        plan = layout_of_bazaar(session, find_bazaar(session, code).id).plan
        least = least_aisle(session)
    found = flaws(plan, least)
    names = {booth.id: booth.label for booth in plan.booths} | {
        fixture.id: fixture.label for fixture in plan.fixtures
    }
    lines = [
        f"{flaw.code}: {', '.join(names[each] for each in flaw.ids)}"
        + (f" ({flaw.metres} m)" if flaw.metres else "")
        for flaw in found
    ]
    said = [
        {"code": flaw.code, "names": [names[each] for each in flaw.ids], "metres": flaw.metres}
        for flaw in found
    ]
    context.answer({"flaws": said, "aisle_least": least}, lines or _("Tidak ada yang salah pada denah ini."))


@command(
    layout,
    "reuse",
    N_("Memakai salinan denah lain untuk bazar: kalau tidak disebut, yang biasa di lokasinya."),
)
@BAZAAR
@click.option("--from", "other", help=N_("kode bazar yang denahnya disalin"))
@click.option("--template", "layout_id", help=N_("id templat, seperti di `layout starts`"))
def reuse(context: CliContext, code: str, other: str | None, layout_id: str | None) -> None:
    """Let a bazaar stand on a copy of another layout: by default what its lokasi usually has."""
    with context.write(clone_layout) as session:
        bazaar_id = find_bazaar(session, code).id
        if other:
            source = layout_of_bazaar(session, find_bazaar(session, other).id).id
        else:
            choices = layout_choices(session, bazaar_id)
            source = layout_id or next((choice.id for choice in choices if choice.same_lokasi), "")
            if not source:
                raise NoLayoutYet(name=code)
        made = clone_layout(session, source, bazaar_id=bazaar_id)
        session.flush()
        facts = layout_of(session, made)
    answer(context, facts, words_of(facts))


@command(layout, "starts", N_("Dari apa denah bazar dapat dimulai: templat lokasinya, denah bazar lain."))
@BAZAAR
def starts(context: CliContext, code: str) -> None:
    """What the bazaar can start from: templates of its lokasi, the layouts of other bazaars."""
    with context.read() as session:
        choices = layout_choices(session, find_bazaar(session, code).id)
    lines = [
        _("{id}  {lokasi}: {name}, {booths} booth").format(
            id=choice.id, lokasi=choice.lokasi, name=choice.name, booths=choice.booths
        )
        for choice in choices
    ]
    context.answer({"starts": choices}, lines or _("Belum ada templat atau denah bazar lain."))


@command(layout, "keep", N_("Menyimpan salinan denah bazar sebagai templat lokasinya."))
@BAZAAR
@click.option("--name", required=True)
@click.option("--usual", is_flag=True, help=N_("tawarkan lebih dulu untuk bazar berikutnya di lokasi ini"))
def keep(context: CliContext, code: str, name: str, usual: bool) -> None:
    """Keep a copy of the bazaar's layout as a template of its lokasi."""
    with context.write(keep_template) as session:
        made = keep_template(session, bazaar_id=find_bazaar(session, code).id, name=name, usual=usual)
    context.answer(
        {"id": made, "name": name}, _("Templat {name} disimpan untuk lokasi ini.").format(name=name)
    )


@command(layout, "drop", N_("Membuang templat; denah bazar tetap."))
@click.argument("layout_id")
def drop(context: CliContext, layout_id: str) -> None:
    """Throw a template away; the layouts of bazaars stay."""
    name = context.perform(drop_template, layout_id=layout_id)
    context.answer({"id": layout_id, "name": name}, _("Templat {name} dibuang.").format(name=name))


@command(layout, "export", N_("Menulis denah ke berkas yang dapat dibaca laptop lain."))
@BAZAAR
@writes_file("--to", required=True, help_=N_("BERKAS.json"))
def export(context: CliContext, code: str, to: Path) -> None:
    """Write the layout to a file that another laptop can take in."""
    with context.read() as session:
        plan = layout_of_bazaar(session, find_bazaar(session, code).id).plan
    write_whole(to, plan_to_json(plan).encode(), make_folder=False)
    words = _("{count} booth ditulis ke {path}.").format(count=len(plan.booths), path=to)
    context.answer({"path": to, "booths": len(plan.booths)}, words)


@command(layout, "import", N_("Mengambil denah dari berkas; booth yang nomornya tetap, pemakainya tetap."))
@BAZAAR
@click.argument("file", type=FILE)
def import_(context: CliContext, code: str, file: Path) -> None:
    """Take a layout from a file; a booth that keeps its number keeps its holder."""
    with context.write(take_plan) as session:
        bazaar_id = find_bazaar(session, code).id
        made = take_plan(session, bazaar_id=bazaar_id, plan=plan_from_json(text_of(file)))
        session.flush()
        facts = layout_of(session, made)
    answer(context, facts, words_of(facts))


def text_of(file: Path) -> str:
    """What a file says. Raises LayoutUnreadable where there is no such text."""
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LayoutUnreadable(where=file.name) from error


@command(layout, "aisle", N_("Menentukan berapa meter harus kosong di depan tiap meja, untuk semua denah."))
@click.option("--metres", type=float, required=True, help=N_("0: lorong tidak diperiksa"))
def aisle(context: CliContext, metres: float) -> None:
    """Set how many metres must be free before every counter, for all layouts."""
    context.perform(put_least_aisle, metres=metres)
    context.answer({"aisle_least": metres}, _("Lorong paling sempit: {metres} m.").format(metres=metres))


@command(layout, "ground", N_("Menentukan ukuran lahan dan arah utara."))
@BAZAAR
@click.option("--width", type=float, help=N_("meter"))
@click.option("--depth", type=float, help=N_("meter"))
@click.option("--north", type=click.IntRange(0, 359), help=N_("arah tepi atas, derajat searah jarum jam"))
def ground(
    context: CliContext, code: str, width: float | None, depth: float | None, north: int | None
) -> None:
    """Set the size of the ground and where north is."""
    with context.write(take_plan) as session:
        bazaar_id = find_bazaar(session, code).id
        plan = layout_of_bazaar(session, bazaar_id).plan
        plan = replace(
            plan,
            width=width if width is not None else plan.width,
            depth=depth if depth is not None else plan.depth,
            north=float(north if north is not None else plan.north),
        )
        made = take_plan(session, bazaar_id=bazaar_id, plan=plan_from_json(plan_to_json(plan)))
        session.flush()
        facts = layout_of(session, made)
    answer(context, facts, words_of(facts))


@command(
    layout,
    "picture",
    N_("Menaruh foto atau peta di bawah denah, mulai sudut kiri atas."),
)
@BAZAAR
@click.argument("file", type=FILE)
@click.option("--width", type=float, help=N_("lebar gambar dalam meter; kosong: selebar denah"))
@click.option("--depth", type=float, help=N_("panjang gambar dalam meter; kosong: sepanjang denah"))
def picture(context: CliContext, code: str, file: Path, width: float | None, depth: float | None) -> None:
    """Lay a photo or map below the layout, from its upper left corner."""
    with context.write(lay_picture) as session:
        facts = layout_of_bazaar(session, find_bazaar(session, code).id)
        wide, deep = width or facts.plan.width, depth or facts.plan.depth
        sha256 = lay_picture(session, layout_id=facts.id, photo=grey_photo(file), width=wide, depth=deep)
        session.flush()
        plan = plan_of(session, facts.id)
    words = _("Gambar {width} x {depth} m ada di bawah denah.").format(width=wide, depth=deep)
    context.answer({"sha256": sha256, "picture": plan.picture}, words)
