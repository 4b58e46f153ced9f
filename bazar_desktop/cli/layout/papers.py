"""layout print, layout signs, layout changes: the papers of the denah as PDF."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from bazar_desktop.cli.context import DAY, CliContext, command, writes_file
from bazar_desktop.cli.layout.plans import BAZAAR, layout
from bazar_desktop.jobs.papers.day_papers import DayToPrint, draw_paper, read_day
from bazar_desktop.language import N_, _
from bazar_desktop.printing.bundle import Choices
from bazar_desktop.printing.layout.poster import GRIDS
from bazar_desktop.printing.toolkit.pen import SIZES
from bazar_desktop.services.bazaars.bazaars import find_bazaar
from bazar_desktop.services.layout.layouts import NoLayoutYet
from bazar_desktop.services.papers.printed import CHANGES, PLAN, SAVED, SIGNS, note_printed
from bazar_desktop.store.files import write_whole

POSTERS = {f"{across}x{down}": (across, down) for across, down in GRIDS}
ON = click.option("--day", "on", type=DAY, required=True)
TO = writes_file("--to", required=True, help_=N_("BERKAS.pdf"))
PAPER = click.option("--paper", type=click.Choice(tuple(SIZES)), default="A4", show_default=True)


@command(
    layout,
    "print",
    N_("Menulis denah berskala dengan keterangan, dan daftar menurut booth dan menurut nama."),
)
@BAZAAR
@ON
@TO
@PAPER
@click.option(
    "--poster", type=click.Choice(tuple(POSTERS)), help=N_("lembar ke samping dan ke bawah, untuk direkatkan")
)
def print_(context: CliContext, code: str, on: date, to: Path, paper: str, poster: str | None) -> None:
    """Write the denah to scale, with its legend and its index by booth and by name."""
    read = _read(context, code, on)
    if read.plan is None:
        raise NoLayoutYet(name=code)
    _write(context, read, PLAN, to, Choices(paper, poster=POSTERS[poster] if poster else None))
    _note(context, read, PLAN)


@command(layout, "signs", N_("Menulis nomor untuk digantung di tenda, dua per lembar."))
@BAZAAR
@ON
@TO
@PAPER
@click.option("--all", "every", is_flag=True, help=N_("juga untuk booth yang tidak dipakai"))
def signs(context: CliContext, code: str, on: date, to: Path, paper: str, every: bool) -> None:
    """Write the numbers to hang on the tents, two on a sheet."""
    read = _read(context, code, on)
    _write(context, read, SIGNS, to, Choices(paper, empty_signs=every))
    _note(context, read, SIGNS)


@command(
    layout,
    "changes",
    N_("Hanya yang pindah sejak denah terakhir dicetak di sini, dan tempat yang berganti pemakai."),
)
@BAZAAR
@ON
@writes_file("--to", help_=N_("BERKAS.pdf"))
@PAPER
def changes(context: CliContext, code: str, on: date, to: Path | None, paper: str) -> None:
    """Only what moved since the denah was last printed here, and stands that changed hands."""
    read = _read(context, code, on)
    sheet = read.sheet
    if to is not None and (sheet.moves or sheet.changes):
        write_whole(
            to, draw_paper(_quiet, read=read, code=CHANGES, choices=Choices(paper)), make_folder=False
        )
    lines = [
        _("{business}: {before} ke {after}").format(
            business=move.business or move.name, before=move.before or "-", after=move.after or "-"
        )
        for move in sheet.moves
    ]
    found = {"moves": sheet.moves, "since": sheet.moves_since, "changes": sheet.changes}
    context.answer(found, lines or _("Tidak ada yang pindah sejak denah dicetak."))


def _read(context: CliContext, code: str, on: date) -> DayToPrint:
    with context.read() as session:
        bazaar_id = find_bazaar(session, code).id
        officer = context.store.officer.name
        return read_day(session, bazaar_id=bazaar_id, day=on, officer=officer, at=context.now())


def _write(context: CliContext, read: DayToPrint, code: str, to: Path, choices: Choices) -> None:
    pdf = draw_paper(_quiet, read=read, code=code, choices=choices)
    write_whole(to, pdf, make_folder=False)
    context.answer(
        {"path": to, "paper": choices.paper, "bytes": len(pdf)}, _("Ditulis ke {path}.").format(path=to)
    )


def _note(context: CliContext, read: DayToPrint, code: str) -> None:
    with context.write(note_printed) as session:
        note_printed(
            session,
            bazaar_id=read.bazaar_id,
            sheet=read.sheet,
            plan=read.plan,
            codes=[code],
            how=SAVED,
            at=context.now(),
        )


def _quiet(done: int, of: int, what: str = "") -> bool:
    return True
