"""laptop join: a laptop that worked alone joins an office with its days."""

from __future__ import annotations

from pathlib import Path

import click

from bazar_desktop.cli.context import FILE, TO_FOLDER, CliContext, command
from bazar_desktop.cli.office.enrolment import laptop
from bazar_desktop.jobs.exchange.joining import join_office
from bazar_desktop.language import N_, _
from bazar_desktop.phrases.figures import control_sum_words


@command(
    laptop,
    "join",
    N_("Menggabungkan laptop yang bekerja sendiri ke kantor, dengan semua harinya."),
)
@click.argument("file", type=FILE)
@click.option("--code", required=True, help=N_("kode serah terima yang ditunjukkan kantor"))
@click.option("--to", type=TO_FOLDER, help=N_("tempat jawaban dan paket untuk kantor ditulis"))
def join(context: CliContext, file: Path, code: str, to: Path | None) -> None:
    """Let this laptop join the office that wrote the preparation FILE, with all its days."""
    made = join_office(
        context.store,
        file,
        code=code,
        at=context.now(),
        to=context.ready(to) if to is not None else None,
    )
    lines = [
        _("Bergabung dengan {sudin}.").format(sudin=made.sudin),
        _("Bawa kedua berkas ini ke kantor: {answer}, {package}").format(
            answer=made.answer, package=made.package.file
        ),
        _("Isinya: no. {first}–{last}, {rupiah}.").format(
            first=made.package.first, last=made.package.last, rupiah=control_sum_words(made.package.rupiah)
        ),
        _("Cocokkan enam kata ini lewat telepon: {words}").format(words=" ".join(made.words)),
    ]
    facts = {
        "sudin": made.sudin,
        "device": made.store.name,
        "letter": made.store.letter,
        "answer": made.answer,
        "package": made.package.file,
        "rupiah": made.package.rupiah,
        "words": made.words,
    }
    context.answer(facts, lines)
