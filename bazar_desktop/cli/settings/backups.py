"""backup make, list, restore, restore-keys and second."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from bazar_desktop.cli.context import FILE, CliContext, command
from bazar_desktop.cli.root import root
from bazar_desktop.domain.backups import RestorePoint
from bazar_desktop.domain.calendar import format_date
from bazar_desktop.jobs.settings.backup import back_up
from bazar_desktop.jobs.settings.restoring import restore_keys, restore_points, restore_store
from bazar_desktop.language import N_, _, language
from bazar_desktop.phrases.backups import no_second_copy_words
from bazar_desktop.phrases.restoring import lost_words, megabytes, pins_that_count, tested_words
from bazar_desktop.store.backup import list_backups, list_set_aside, put_second_place
from bazar_desktop.store.backup_places import require_second_place
from bazar_desktop.store.opening import backup_folder


@root.group(help=N_("Cadangan data terenkripsi yang sudah diperiksa."))
def backup() -> None:
    """Checked copies of the encrypted store."""


@command(backup, "make", N_("Membuat cadangan sekarang, membukanya dan memeriksanya."))
def make(context: CliContext) -> None:
    """Make a backup now, open it and check it."""
    done = back_up(context.store, context.now(), lambda now, of, what: context.progress(now, of, what))
    facts = {
        "file": done.made.path,
        "size": done.made.size,
        "second": done.second,
        "trouble": done.trouble,
        "thinned": done.thinned,
    }
    lines = [_("Cadangan dibuat dan teruji: {file}").format(file=done.made.path)]
    if done.fault is not None:
        lines.append(no_second_copy_words(done.fault))
    context.answer(facts, lines)


@command(
    backup,
    "list",
    N_(
        "Semua cadangan dan data yang disisihkan, yang terbaru lebih dulu; dibaca dan diuji bila "
        "petugasnya disebut."
    ),
)
def list_(context: CliContext) -> None:
    """All backups and what was set aside, the latest first; read and tested where an officer is named."""
    if context.names_officer:
        _owner, key = context.unlock()
        found = restore_points(context.folder, key)
        lines = [point_line(item) for item in found.backups]
        context.answer(
            {"present": found.present, "backups": found.backups}, lines or [_("Belum ada cadangan.")]
        )
        return
    place = backup_folder(context.folder)
    backups = [*list_backups(place), *list_set_aside(place)]
    lines = [f"{moment(item.made_at)}  {item.path.name}" for item in backups]
    context.answer({"backups": backups}, lines or [_("Belum ada cadangan.")])


def moment(at: datetime) -> str:
    """A date and a time in the language in use."""
    return f"{format_date(at.date(), language())} {at:%H.%M}"


def point_line(point: RestorePoint) -> str:
    """What one file holds and what the present store has besides, in a line."""
    if point.last_change is None:
        return f"{moment(point.made_at)}  {point.path.name}  {tested_words(point)}"
    return _(
        "{made}  {file}  {size}, perubahan terakhir {last}, {days} hari tertutup, {tested}. {lost}"
    ).format(
        made=moment(point.made_at),
        file=point.path.name,
        size=megabytes(point.size),
        last=moment(point.last_change),
        days=point.sealed,
        tested=tested_words(point),
        lost=lost_words(point),
    )


@command(
    backup,
    "restore",
    N_(
        "Menaruh cadangan di tempat data, bagaimanapun keadaannya; yang tadinya di situ disimpan "
        "di antara cadangan."
    ),
)
@click.argument("file", type=FILE)
@click.option(
    "--yes", is_flag=True, required=True, help=N_("isian sesudah cadangan itu hilang dari laptop ini")
)
def restore(context: CliContext, file: Path, yes: bool) -> None:
    """Put a backup in the place of the store, in whatever state it is; what was there is kept among the backups."""
    owner, key = context.unlock()
    done = restore_store(context.folder, owner, key, file, context.now())
    context.answer(
        done, _("Data dipulihkan dari {file}. Data sebelumnya tetap ada di cadangan.").format(file=file.name)
    )


@command(
    backup,
    "restore-keys",
    N_(
        "Mengembalikan berkas kunci yang hilang atau rusak dari salinannya di antara cadangan, "
        "atau dari berkas yang disebut."
    ),
)
@click.argument("file", type=FILE, required=False)
def restore_keys_(context: CliContext, file: Path | None) -> None:
    """Bring a missing or damaged key file back from its copy among the backups, or from FILE."""
    done = restore_keys(context.folder, context.now(), file)
    facts = {"from": done.source, "written": done.written, "officers": done.officers}
    words = _("Berkas kunci dikembalikan dari {file}.").format(file=done.source)
    context.answer(facts, [words, pins_that_count(done.written, done.officers)])


@command(backup, "second", N_("Menyalin tiap cadangan juga ke tempat lain; tanpa tempat, tidak lagi."))
@click.argument("place", type=FILE, required=False)
def second(context: CliContext, place: Path | None) -> None:
    """Copy each backup to PLACE as well; without it, no longer."""
    if place is not None:
        require_second_place(place.absolute(), context.folder, context.store.key)
    context.perform(put_second_place, place.absolute() if place else None)
    words = _("Cadangan kedua: {folder}").format(folder=place) if place else _("Tanpa cadangan kedua.")
    context.answer({"second": place}, words)
