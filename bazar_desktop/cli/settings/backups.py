"""backup make, list, restore and second."""

from __future__ import annotations

from pathlib import Path

import click

from bazar_desktop.cli.context import FILE, CliContext, command
from bazar_desktop.cli.root import root
from bazar_desktop.domain.calendar import format_date
from bazar_desktop.jobs.settings.backup import back_up, restore_backup
from bazar_desktop.language import _, language
from bazar_desktop.store.backup import list_backups, put_second_place
from bazar_desktop.store.opening import backup_folder


@root.group()
def backup() -> None:
    """Checked copies of the encrypted store."""


@command(backup, "make")
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
    if done.trouble:
        lines.append(_("Salinan ke tempat kedua gagal. Pasang flashdisknya, lalu ulangi."))
    context.answer(facts, lines)


@command(backup, "list")
def list_(context: CliContext) -> None:
    """All backups beside the store, the latest first."""
    backups = list_backups(backup_folder(context.folder))
    lines = [
        f"{format_date(item.made_at.date(), language())} {item.made_at:%H.%M}  {item.path.name}"
        for item in backups
    ]
    context.answer({"backups": backups}, lines or [_("Belum ada cadangan.")])


@command(backup, "restore")
@click.argument("file", type=FILE)
@click.option(
    "--yes", is_flag=True, required=True, help="what was entered after the backup leaves this laptop"
)
def restore(context: CliContext, file: Path, yes: bool) -> None:
    """Put a backup in the place of the store; what was there becomes a backup itself."""
    done = restore_backup(context.store, file, context.now())
    context.answer(
        done, _("Data dipulihkan dari {file}. Data sebelumnya tetap ada di cadangan.").format(file=file.name)
    )


@command(backup, "second")
@click.argument("place", type=FILE, required=False)
def second(context: CliContext, place: Path | None) -> None:
    """Copy each backup to PLACE as well; without it, no longer."""
    context.perform(put_second_place, place.absolute() if place else None)
    words = _("Cadangan kedua: {folder}").format(folder=place) if place else _("Tanpa cadangan kedua.")
    context.answer({"second": place}, words)
