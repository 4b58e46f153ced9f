"""office owed: which bazaar days the office still waits for, whom to call, on paper and as a text for a chat."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from bazar_desktop.cli.context import DAY, CliContext, command, writes_file
from bazar_desktop.cli.office.enrolment import office
from bazar_desktop.jobs.office.call_list import read_call_list, write_call_list
from bazar_desktop.language import N_, _
from bazar_desktop.phrases.owed import owed_line, owed_text
from bazar_desktop.services.office.laptops import require_office
from bazar_desktop.services.reports.board import board


@command(
    office,
    "owed",
    N_(
        "Yang belum: hari bazar yang masih ditunggu kantor, yang paling terlambat di atas, dan siapa yang ditelepon."
    ),
)
@click.option("--since", type=DAY)
@click.option("--until", type=DAY)
@click.option("--text", "as_text", is_flag=True, help=N_("tulis sebagai teks untuk grup WhatsApp"))
@writes_file("--pdf", help_=N_("tulis sebagai daftar telepon untuk dicetak"))
def owed(
    context: CliContext, since: date | None, until: date | None, as_text: bool, pdf: Path | None
) -> None:
    """What the office still waits for, the latest first, and whom to call about it."""
    with context.read() as session:
        require_office(session)
        rows = board(session, since=since, until=until, check_seals=True)
        calls = read_call_list(session, rows, context.now(), is_sample=context.store.is_sample)
    if pdf is not None:
        write_call_list(calls, pdf)
    text = owed_text(calls.days, calls.office, calls.at)
    late = sum(day.is_late for day in calls.days)
    said = _("{n} hari ditunggu, {late} di antaranya terlambat.").format(n=len(calls.days), late=late)
    lines = [*map(owed_line, calls.days), said]
    if pdf is not None:
        lines.append(_("Daftar telepon tersimpan: {file}").format(file=pdf))
    answer = {"days": [asdict(day) for day in calls.days], "late": late, "text": text, "pdf": pdf}
    context.answer(answer, text if as_text else lines)
