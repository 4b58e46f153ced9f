"""register correct: what the register says of a vendor also holds for days that were sealed before."""

from __future__ import annotations

import click

from bazar_desktop.cli.context import CliContext, command
from bazar_desktop.cli.register.vendors import register
from bazar_desktop.language import N_, _
from bazar_desktop.phrases.reports import category_namer, changes_words
from bazar_desktop.services.reports.correcting import correct_sealed_days, sealed_differences
from bazar_desktop.services.settings.values import categories


@command(
    register,
    "correct",
    N_(
        "Data pelaku UMKM yang sekarang berlaku juga untuk hari tersegelnya; segel dan kertas "
        "tetap, laporan menyebut bedanya."
    ),
)
@click.argument("vendor_id")
@click.option("--reason", default="", help=N_("alasan; kosong: hanya ditunjukkan hari tersegel yang berbeda"))
def correct(context: CliContext, vendor_id: str, reason: str) -> None:
    """Let a vendor's data of now also count on its sealed days; seals and papers stay, reports name the difference."""
    if not reason.strip():
        with context.read() as session:
            found = sealed_differences(session, vendor_id)
            category_name = category_namer(categories(session))
        lines = [
            f"{item.code}  {item.day:%d/%m/%Y}  {changes_words(item.changes, category_name)}"
            for item in found
        ]
        context.answer({"days": found}, lines or [_("Tidak ada hari tertutup yang memakai data lain.")])
        return
    officer, at = context.store.officer.id, context.now()
    with context.write(correct_sealed_days) as session:
        corrected = correct_sealed_days(session, vendor_id, reason=reason, officer=officer, at=at)
    words = _("Dibetulkan setelah segel: {n} hari.").format(n=len(corrected))
    context.answer({"corrected": corrected}, words)
