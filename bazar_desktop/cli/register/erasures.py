"""office erase, office erasures: a person asked for it."""

from __future__ import annotations

import click

from bazar_desktop.cli.context import CliContext, command
from bazar_desktop.cli.office.enrolment import office
from bazar_desktop.domain.calendar import format_date, to_wib
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.language import N_, _
from bazar_desktop.phrases.proposals import waiting_erasure_words
from bazar_desktop.services.register.erasures import erase_person, erasures, look_at_erasure


class ErasureNotConfirmed(BazarError):
    """What is erased does not come back, so the command wants a second word."""


@command(
    office,
    "erase",
    N_("Menghapus orang dari data ini, dan dengan paket berikutnya dari semua yang lain; jumlah tetap."),
)
@click.argument("vendor_id")
@click.option("--reason", required=True, help=N_("atas permintaan apa, misalnya nomor surat; tanpa nama"))
@click.option("--yes", "is_sure", is_flag=True, help=N_("ini tidak dapat diurungkan"))
def erase(context: CliContext, vendor_id: str, reason: str, is_sure: bool) -> None:
    """Erase a person from this store, and with the next packages from every other; totals stay."""
    with context.read() as session:
        look_at_erasure(session, vendor_id=vendor_id)
    if not is_sure:
        raise ErasureNotConfirmed()
    officer, at = context.store.officer.id, context.now()
    erased = context.perform(erase_person, vendor_id=vendor_id, reason=reason, officer=officer, at=at)
    if erased.waits:
        context.answer(erased, [waiting_erasure_words()])
        return
    line = _("Dihapus: {ids} identitas, {permits} izin. {places} keikutsertaan tetap dihitung.")
    words = line.format(ids=len(erased.vendors), permits=erased.registrations, places=erased.participations)
    context.answer(erased, [words, _("Buat paket ke semua laptop agar terhapus juga di sana.")])


@command(office, "erasures", N_("Semua penghapusan: kapan, oleh siapa, atas dasar apa."))
def erasures_(context: CliContext) -> None:
    """Every erasure: when, by whom, on what grounds."""
    with context.read() as session:
        found = erasures(session)
    lines = [
        f"{format_date(to_wib(item.at).date())}  {item.officer}  {item.reason}  {item.vendor_id}"
        for item in found
    ]
    context.answer({"erasures": found}, lines or [_("Belum ada data yang dihapus.")])
