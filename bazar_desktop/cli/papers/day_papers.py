"""day print, day export, day hand-over, day press."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from bazar_desktop.cli.closing import day
from bazar_desktop.cli.context import DAY, FILE, TO_FOLDER, CliContext, command
from bazar_desktop.jobs.exchange.export_to_usb import hand_over, handed_over_words
from bazar_desktop.jobs.exchange.usb_parts import backup_to, package_to
from bazar_desktop.jobs.papers.day_files import export_day
from bazar_desktop.jobs.papers.day_papers import note_saved, print_day, read_day
from bazar_desktop.language import N_, _
from bazar_desktop.phrases.press import chat_text, press_text
from bazar_desktop.printing.bundle import Choices
from bazar_desktop.printing.toolkit.pen import SIZES
from bazar_desktop.services.bazaars.bazaars import find_bazaar
from bazar_desktop.services.papers.press import press_facts

BAZAAR = click.option("--bazaar", "code", required=True, help=N_("kode bazar"))
ON = click.option("--day", "on", type=DAY, required=True)
TO = click.option("--to", type=TO_FOLDER, required=True, help=N_("folder"))
STICK = click.option("--to", type=FILE, required=True, help=N_("folder yang sudah ada"))
PAPER = click.option("--paper", type=click.Choice(tuple(SIZES)), default="A4")


@command(
    day, "print", N_("Menulis kertas hari itu sebagai PDF, dan semuanya dalam satu berkas untuk difotokopi.")
)
@BAZAAR
@ON
@TO
@PAPER
def print_(context: CliContext, code: str, on: date, to: Path, paper: str) -> None:
    """Write the day's papers as PDFs, and all of them in one file for photocopying."""
    bazaar_id = _bazaar_id(context, code)
    made = print_day(
        context.store,
        bazaar_id,
        on,
        to,
        at=context.now(),
        choices=Choices(paper),
        report=context.progress,
    )
    lines = [
        _("{path}: {title}, {pages} halaman").format(
            path=paper_made.path, title=paper_made.title, pages=paper_made.pages
        )
        for paper_made in made
    ]
    context.answer({"papers": made, "paper": paper}, lines)


@command(
    day,
    "export",
    N_("Menulis berkas CSV hari itu (untuk Excel dan program lain), paket data dan buku kerja."),
)
@BAZAAR
@ON
@TO
def export(context: CliContext, code: str, on: date, to: Path) -> None:
    """Write the day's CSV files (for Excel and for programs), data package and workbook."""
    made = export_day(
        context.store,
        _bazaar_id(context, code),
        on,
        to,
        at=context.now(),
        report=context.progress,
    )
    words = _("{count} berkas di {folder}").format(count=len(made.files), folder=made.folder)
    context.answer({"folder": made.folder, "files": made.files}, words)


@command(
    day,
    "hand-over",
    N_(
        "Menaruh kertas, berkas, paket untuk kantor dan cadangan teruji di folder atau flashdisk "
        "yang sudah ada."
    ),
)
@BAZAAR
@ON
@STICK
@PAPER
def hand_over_(context: CliContext, code: str, on: date, to: Path, paper: str) -> None:
    """Put papers, files, the office's package and a checked backup onto a folder or stick that is there."""
    at = context.now()
    with context.read() as session:
        bazaar_id = find_bazaar(session, code).id
        read = read_day(session, bazaar_id=bazaar_id, day=on, officer=context.store.officer.name, at=at)
    done = hand_over(
        context.progress,
        read=read,
        to=to,
        choices=Choices(paper),
        package=package_to(context.store, at),
        backup=backup_to(context.store, at),
    )
    note_saved(context.store, read, at, Choices(paper))
    context.answer(done, handed_over_words(done))


@command(day, "press", N_("Teks tentang hari itu untuk pers: hanya hitungan dan jumlah."))
@BAZAAR
@ON
@click.option("--chat", is_flag=True, help=N_("baris pendek untuk obrolan"))
def press(context: CliContext, code: str, on: date, chat: bool) -> None:
    """A text about the day for the press: counts and sums only."""
    with context.read() as session:
        read = read_day(session, bazaar_id=find_bazaar(session, code).id, day=on, at=context.now())
    facts = press_facts(read.sheet)
    text = chat_text(facts) if chat else press_text(facts)
    context.answer({"facts": facts, "text": text}, text)


def _bazaar_id(context: CliContext, code: str) -> str:
    with context.read() as session:
        return find_bazaar(session, code).id
