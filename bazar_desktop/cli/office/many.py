"""office prepare-all and enrol: all laptops of a big day at once, and the answers of a whole folder."""

from __future__ import annotations

from pathlib import Path

import click

from bazar_desktop.cli.context import FILE, TO_FOLDER, CliContext, command, writes_file
from bazar_desktop.cli.office.enrolment import office
from bazar_desktop.domain.bazaars.laptop_list import parse_laptops
from bazar_desktop.jobs.exchange.reading import NothingToRead, find_files, read_files
from bazar_desktop.jobs.office.enrolment import ANSWERED, office_enrol
from bazar_desktop.jobs.office.preparing import prepare_all
from bazar_desktop.language import N_, _
from bazar_desktop.messages import answer
from bazar_desktop.services.office.preparing import suggested_laptops


@command(
    office,
    "prepare-all",
    N_(
        "Menulis persiapan semua laptop ke satu folder, dan lembar tiap laptop dengan kodenya sebagai satu PDF."
    ),
)
@click.option("--programme", default="", help=N_("hanya bazar program ini"))
@click.option(
    "--laptop",
    "lines",
    multiple=True,
    metavar="NAME=CODE,CODE;CONTACT",
    help=N_("laptop ini; tanpa ini satu laptop untuk tiap bazar yang belum punya"),
)
@click.option("--to", type=TO_FOLDER, required=True)
@writes_file("--sheets", help_=N_("BERKAS.pdf untuk lembarnya, di luar folder persiapan"), required=True)
@click.option("--dry-run", is_flag=True, help=N_("hanya sebutkan apa yang akan dilakukan"))
def prepare_all_(
    context: CliContext, programme: str, lines: tuple[str, ...], to: Path, sheets: Path, dry_run: bool
) -> None:
    """Write the preparations of all laptops into one folder, and a sheet a laptop with its code as one PDF."""
    with context.read() as session:
        laptops = suggested_laptops(session, context.now().date(), programme)
    if lines:
        laptops = parse_laptops("\n".join(lines))
    if dry_run:
        said = [f"{laptop.name} = {', '.join(laptop.codes)}" for laptop in laptops]
        context.answer({"laptops": laptops, "written": None}, said or [_("Semua bazar sudah punya laptop.")])
        return
    made = prepare_all(
        context.store,
        laptops,
        to=context.ready(to),
        sheets=sheets,
        at=context.now(),
        report=context.progress,
    )
    facts = [
        {"name": item.name, "letter": item.letter, "file": item.file, "preparation": item.preparation}
        for item in made.laptops
    ]
    said = [f"{item.name:<34} {item.letter:<2} {item.file.name}" for item in made.laptops]
    words = _("{n} laptop disiapkan di {folder}. Cetak lembarnya: {sheets}")
    said.append(words.format(n=len(facts), folder=made.folder, sheets=made.sheets))
    context.answer({"laptops": facts, "folder": made.folder, "sheets": made.sheets}, said)


@command(office, "enrol", N_("Mengambil jawaban laptop, satu berkas atau semua yang ada di satu folder."))
@click.argument("file", type=FILE)
def enrol(context: CliContext, file: Path) -> None:
    """Take a laptop's answer FILE, or all answers in a folder; their packages are read from then on."""
    if not file.is_dir():
        made = office_enrol(context.store, file.read_bytes(), at=context.now())
        line = _("{name} terdaftar. Cocokkan enam kata ini lewat telepon: {words}")
        context.answer(made, line.format(name=made.name, words=" ".join(made.words)))
        return
    files = find_files([file], [ANSWERED])
    if not files:
        raise NothingToRead()
    batch = read_files(context.store, files, at=context.now(), progress=context.progress)
    facts = [
        {"file": item.file, "name": item.maker, "answer": item.answer, "words": item.words}
        for item in batch.files
    ]
    context.answer({"answers": facts}, [f"{item.file}: {answer(item)}" for item in batch.files])
