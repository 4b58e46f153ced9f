"""bazaar programme: a programme's lokasi, days, layouts and participants from one list."""

from __future__ import annotations

from pathlib import Path

import click

from bazar_desktop.cli.bazaars import bazaar
from bazar_desktop.cli.context import FILE, CliContext, command, writes_file
from bazar_desktop.cli.imports import RejectsOverSource
from bazar_desktop.jobs.imports.programme import ProgrammeFile, look_at_programme, save_programme_rejects
from bazar_desktop.jobs.settings.backup import back_up_own
from bazar_desktop.language import N_, _
from bazar_desktop.phrases.imports import ACCEPTABLE, why
from bazar_desktop.phrases.programmes import (
    place_line,
    programme_made_words,
    programme_plan_words,
)
from bazar_desktop.services.imports.programme import (
    ProgrammeMade,
    ProgrammePlan,
    import_programme,
    plan_programme,
)
from bazar_desktop.services.register.list_model import LOOK, REFUSED, ListChoices

MOST_LINES = 40


@command(
    bazaar,
    "programme",
    N_("Membuat semua bazar satu program, dengan hari, denah, dan pesertanya, dari satu daftar."),
)
@click.argument("file", type=FILE)
@click.option("--name", default="", help=N_("nama program; kosong bila daftarnya punya kolom Program"))
@click.option(
    "--accept",
    multiple=True,
    type=click.Choice(sorted(ACCEPTABLE)),
    help=N_("terima saran ini, atau nyatakan bahwa ini sudah dilihat"),
)
@click.option("--look-as-new", is_flag=True, help=N_("baris yang perlu dilihat dianggap baru"))
@writes_file("--rejects", help_=N_("BERKAS.xlsx untuk baris yang tidak diambil"))
@click.option("--dry-run", is_flag=True, help=N_("hanya sebutkan apa yang akan dilakukan"))
def programme(
    context: CliContext,
    file: Path,
    name: str,
    accept: tuple[str, ...],
    look_as_new: bool,
    rejects: Path | None,
    dry_run: bool,
) -> None:
    """Make all bazaars of a programme, with days, layouts and participants, from one list."""
    if rejects is not None and rejects.resolve() == file.resolve():
        raise RejectsOverSource(name=file.name)
    found = look_at_programme(file)
    choices = ListChoices(frozenset(accept), look_as_new=look_as_new)
    with context.read() as session:
        plan = plan_programme(session, found.listing, name, choices, context.progress)
    not_taken = plan.rows_of(LOOK, REFUSED)
    given_back = save_programme_rejects(rejects, found, plan) if rejects is not None and not_taken else 0
    made = None
    if plan.writes and not dry_run:
        back_up_own(context.store, context.now())
        made = context.perform(import_programme, plan)
    context.answer(_answer(found, plan, made, given_back), _lines(found, plan, made))


def _answer(
    found: ProgrammeFile, plan: ProgrammePlan, made: ProgrammeMade | None, given_back: int
) -> dict[str, object]:
    return {
        "programme": plan.programme,
        "lokasi": plan.place_counts(),
        "rows": plan.row_counts(),
        "skipped": plan.skipped,
        "places": [
            {
                "row": place.asked.label,
                "lokasi": place.asked.lokasi,
                "kecamatan": place.kecamatan,
                "bucket": place.bucket,
                "days": place.asked.days,
                "added": place.added,
                "tents": place.asked.tents if place.makes_layout else 0,
                "participants": people,
                "reason": place.fault.code if place.fault is not None else "",
            }
            for place, people in zip(plan.places, plan.people, strict=True)
        ],
        "not_taken": [
            {
                "row": found.row_words(row.number),
                "bucket": row.bucket,
                "reasons": [reason.code for reason in row.reasons],
            }
            for row in plan.rows_of(LOOK, REFUSED)
        ],
        "written": made,
        "rejects": given_back,
    }


def _lines(found: ProgrammeFile, plan: ProgrammePlan, made: ProgrammeMade | None) -> list[str]:
    row_words = _("Baris {row}")
    lines = [
        place_line(place, people, lambda label: row_words.format(row=label))
        for place, people in zip(plan.places, plan.people, strict=True)
    ]
    not_taken = plan.rows_of(LOOK, REFUSED)
    lines += [
        _("Baris {row}: {why}").format(
            row=found.row_words(row.number),
            why="; ".join(why(reason, found.row_words) for reason in row.reasons),
        )
        for row in not_taken[:MOST_LINES]
    ]
    if len(not_taken) > MOST_LINES:
        left = len(not_taken) - MOST_LINES
        lines.append(_("… dan {count} baris lagi; simpan dengan --rejects.").format(count=left))
    lines.append(f"{plan.programme}: {programme_plan_words(plan)}.")
    lines.append(programme_made_words(made) if made is not None else _("Tidak ada yang disimpan."))
    return lines
