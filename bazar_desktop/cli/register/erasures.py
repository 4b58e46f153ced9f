"""office erase, office erasures: a person asked for it."""

from __future__ import annotations

import click

from bazar_desktop.cli.context import CliContext, command
from bazar_desktop.cli.office.enrolment import office
from bazar_desktop.domain.calendar import format_date, to_wib
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.language import _
from bazar_desktop.services.register.erasures import erase_person, erasures, look_at_erasure


class ErasureNotConfirmed(BazarError):
    """What is erased does not come back, so the command wants a second word."""


@command(office, "erase")
@click.argument("vendor_id")
@click.option("--reason", required=True, help="whose wish it was, for instance a letter's number; no name")
@click.option("--yes", "is_sure", is_flag=True, help="this cannot be undone")
def erase(context: CliContext, vendor_id: str, reason: str, is_sure: bool) -> None:
    """Erase a person from this store, and with the next packages from every other; totals stay."""
    with context.read() as session:
        look_at_erasure(session, vendor_id=vendor_id)
    if not is_sure:
        raise ErasureNotConfirmed()
    officer, at = context.store.officer.id, context.now()
    erased = context.perform(erase_person, vendor_id=vendor_id, reason=reason, officer=officer, at=at)
    line = _("Dihapus: {ids} identitas, {permits} izin. {places} keikutsertaan tetap dihitung.")
    words = line.format(ids=len(erased.vendors), permits=erased.registrations, places=erased.participations)
    context.answer(erased, [words, _("Buat paket ke semua laptop agar terhapus juga di sana.")])


@command(office, "erasures")
def erasures_(context: CliContext) -> None:
    """Every erasure: when, by whom, on what grounds."""
    with context.read() as session:
        found = erasures(session)
    lines = [
        f"{format_date(to_wib(item.at).date())}  {item.officer}  {item.reason}  {item.vendor_id}"
        for item in found
    ]
    context.answer({"erasures": found}, lines or [_("Belum ada data yang dihapus.")])
