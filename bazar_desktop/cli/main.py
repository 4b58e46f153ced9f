"""Finds every command below this folder, runs the one that was asked for, and ends with its code.

0 done, 1 our fault, 2 a broken rule or wrong usage, 3 the machine's, 4 done and something wrong was found (doctor).
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys

import click

from bazar_desktop import cli
from bazar_desktop.cli.context import plain
from bazar_desktop.cli.help import language_in
from bazar_desktop.cli.root import root
from bazar_desktop.cli.streams import settle_streams
from bazar_desktop.cli.usage import usage_words
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.jobs.account import account_words
from bazar_desktop.language import _, use_language
from bazar_desktop.messages import sentence
from bazar_desktop.messages.values import system_words
from bazar_desktop.store.files import MachineError
from bazar_desktop.work_log import (
    COMMANDS,
    LOG,
    code_of,
    default_log_folder,
    note,
    places_of,
    start_log,
    stop_log,
)

for subject in pkgutil.walk_packages(
    cli.__path__, f"{cli.__name__}."
):  # importing hangs commands on the root
    if subject.name.rpartition(".")[2] not in {"main", "__main__"}:
        importlib.import_module(subject.name)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    use_language(language_in(given))
    settle_streams(as_json="--json" in given)
    log = start_log(default_log_folder(), COMMANDS)
    try:
        return _run(given)
    finally:
        stop_log(log)


def _run(given: list[str]) -> int:
    try:
        ended = root.main(given, prog_name="bazar", standalone_mode=False)
    except (BazarError, click.ClickException, click.Abort, MachineError, OSError) as error:
        code, words, exit_code = _ending(error)
        words = f"{words} {account_words(error)}".rstrip()
        note("command refused", code=code, exit=exit_code)
        if "--json" in given:
            lists = plain(error.lists) if isinstance(error, BazarError) else {}
            words = json.dumps({"error": {"code": code, "message": words, **lists}}, ensure_ascii=False)
        click.echo(words, err=True)
        return exit_code
    except Exception as error:
        return _ended_by_fault(given, error)
    return ended if isinstance(ended, int) else 0


def _ended_by_fault(given: list[str], error: Exception) -> int:
    """Say in a sentence that the program went wrong; the log of work has the kind of the fault and its place."""
    note("command fault", fault=code_of(error), exit=1)
    LOG.error("%s", places_of(error))
    words = _(
        "Program menemui kesalahan ({kind}) dan perintah ini berhenti. Yang sudah tersimpan tetap aman. Jalankan "
        "bazar doctor, lalu kirimkan catatan kerja ke kantor."
    ).format(kind=type(error).__name__)
    if "--json" in given:
        words = json.dumps({"error": {"code": "fault", "message": words}}, ensure_ascii=False)
    click.echo(words, err=True)
    return 1


def _ending(error: BaseException) -> tuple[str, str, int]:
    """The code, the words and the exit code for what stopped a command."""
    if isinstance(error, BazarError):
        return error.code, sentence(error), 2
    if isinstance(error, MachineError):
        return error.code, sentence(error), 3
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return "wrong_usage", error.ctx.get_help() if error.ctx else "", 2
    if isinstance(error, click.ClickException):
        words = _("Perintah tidak lengkap atau salah tulis: {why} Lihat --help.")
        return "wrong_usage", words.format(why=usage_words(error)), 2
    if isinstance(error, click.Abort):
        return "cancelled", _("Dibatalkan. Tidak ada yang diubah."), 2
    words = _("Perangkat menolak: {why}. Yang sudah tersimpan tetap aman.")
    return "machine", words.format(why=system_words(error)), 3
