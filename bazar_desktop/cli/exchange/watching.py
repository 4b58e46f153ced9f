"""office watch: a folder that is read by itself."""

from __future__ import annotations

import time
from pathlib import Path

import click

from bazar_desktop.cli.context import TO_FOLDER, CliContext, command
from bazar_desktop.cli.office.enrolment import office
from bazar_desktop.jobs.exchange.watching import look_into_folder, watch_folder
from bazar_desktop.language import N_, _
from bazar_desktop.messages import answer as words_for
from bazar_desktop.phrases.watching import waiting_words, watched_words
from bazar_desktop.services.exchange.watched_folder import watched_folder


@command(
    office,
    "watch",
    N_("Folder yang diawasi: yang masuk dibaca sendiri, tanda terima ditaruh di sampingnya."),
)
@click.option("--set", "to", type=TO_FOLDER, help=N_("mulai mengawasi folder ini di komputer ini"))
@click.option("--off", is_flag=True, help=N_("berhenti mengawasi"))
@click.option("--once", is_flag=True, help=N_("baca sekarang apa yang baru, lalu selesai; untuk pewaktu"))
def watch(context: CliContext, to: Path | None, off: bool, once: bool) -> None:
    """A folder that is watched: what comes in is read by itself, receipts are laid beside it."""
    if off or to is not None:
        watch_folder(context.store, None if off else to, at=context.now())
    if not once:
        with context.read() as session:
            folder = watched_folder(session)
        context.answer({"folder": folder}, watched_words(folder))
        return
    found = look_into_folder(context.store, at=context.now(), now=time.time(), progress=context.progress)
    files = found.batch.files if found.batch is not None else ()
    receipts = found.batch.receipts if found.batch is not None else ()
    lines = [f"{file.file}: {words_for(file)}" for file in files]
    lines += [_("Tanda terima: {file}").format(file=receipt) for receipt in receipts]
    lines += [waiting_words(found.waiting)] if found.waiting else []
    answer = {
        "folder": found.folder,
        "files": [{"file": file.file, "answer": file.answer, "new": file.new} for file in files],
        "receipts": receipts,
        "waiting": found.waiting,
    }
    context.answer(answer, lines or [_("Tidak ada yang baru di {folder}.").format(folder=found.folder)])
