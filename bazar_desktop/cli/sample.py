"""demo DIR: the whole way on generated data, with all papers, files and a picture of every page."""

from __future__ import annotations

from pathlib import Path

import click

from bazar_desktop.cli.context import CliContext, command
from bazar_desktop.cli.root import root
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.jobs.sample import demo as story
from bazar_desktop.language import N_, _
from bazar_desktop.phrases.figures import marked_or_none


class FolderNotEmpty(BazarError):
    """The demonstration is built in an empty folder. Facts: folder."""


@command(root, "demo", N_("Kantor, laptopnya, harinya, flashdisk, tanda terima dan laporan tahunnya."))
@click.argument("to", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--lokasi", type=click.IntRange(1, 300), default=2)
@click.option("--vendors", type=click.IntRange(4, 300), default=30)
@click.option("--days", type=click.IntRange(1, 7), default=2)
@click.option("--seed", type=int, default=7)
@click.option("--pictures/--no-pictures", default=True, help=N_("gambar tiap halaman"))
def demo(
    context: CliContext, to: Path, lokasi: int, vendors: int, days: int, seed: int, pictures: bool
) -> None:
    """An office, its laptops, their days, sticks, receipts and the year's report."""
    if to.exists() and any(to.iterdir()):
        raise FolderNotEmpty(folder=str(to))
    made = story.demo(to, lokasi=lokasi, vendors=vendors, days=days, seed=seed, say=_say)
    drawn: list[Path] = []
    if pictures:
        from bazar_desktop.ui.pictures import (
            draw_pages,
        )  # Qt takes half a second that other commands need not pay

        for folder, name in ((made.laptops[0], "laptop"), (made.office, "kantor")):
            officer = story.OFFICE_OFFICER if name == "kantor" else story.FIELD_OFFICER
            drawn += draw_pages(folder, officer, story.PIN, to / "gambar" / name, made.until)
    summary = {
        "folder": to,
        "bazaars": made.bazaars,
        "days": made.days,
        "papers": made.papers,
        "pictures": len(drawn),
        "omzet": made.report.vendors.omzet,
    }
    words = _("Selesai: {papers} kertas di {files}, {pictures} gambar di {images}. Omzet UMKM {omzet}.")
    context.answer(
        summary,
        words.format(
            papers=made.papers,
            files=to / "berkas",
            pictures=len(drawn),
            images=to / "gambar",
            omzet=marked_or_none(made.report.vendors.omzet, made.report.undecided),
        ),
    )


def _say(line: str) -> None:
    click.echo(line, err=True)
