"""register import, search, show; participants import, list; omzet import."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from bazar_desktop.cli.context import DAY, CliContext, command, plain
from bazar_desktop.cli.imports import import_options, run_import
from bazar_desktop.cli.omzet import omzet
from bazar_desktop.cli.root import root
from bazar_desktop.jobs.imports.plan import Wish
from bazar_desktop.language import N_, _
from bazar_desktop.phrases.bazaars import sold_words
from bazar_desktop.phrases.imports import field_name
from bazar_desktop.services.bazaars.bazaars import find_bazaar
from bazar_desktop.services.bazaars.days import require_day
from bazar_desktop.services.bazaars.participants import list_participants
from bazar_desktop.services.day.vendor_bazaars import vendor_bazaars
from bazar_desktop.services.register.search import count_vendors, search_vendors
from bazar_desktop.services.register.vendor_page import vendor_page
from bazar_desktop.spreadsheets.reading.fields import OMZET, PARTICIPANTS, REGISTER


@root.group(help=N_("Daftar induk pelaku UMKM."))
def register() -> None:
    """The register of vendors."""


@root.group(help=N_("Siapa yang ikut bazar."))
def participants() -> None:
    """Who takes part in a bazaar."""


@command(register, "import", N_("Mengambil daftar pelaku UMKM ke dalam daftar induk."))
@import_options
def import_register(context: CliContext, file: Path, **options: Any) -> None:
    """Take a list of vendors into the register."""
    run_import(context, file, lambda choices: Wish(REGISTER, choices=choices), **options)


@command(participants, "import", N_("Mengambil daftar peserta ke dalam bazar."))
@click.option("--bazaar", "code", required=True)
@import_options
def import_participants(context: CliContext, file: Path, code: str, **options: Any) -> None:
    """Take a list of participants into a bazaar."""
    with context.read() as session:
        bazaar = find_bazaar(session, code).id
    run_import(context, file, lambda choices: Wish(PARTICIPANTS, bazaar, choices=choices), **options)


@command(omzet, "import", N_("Mengambil daftar penjualan ke dalam satu hari."))
@click.option("--bazaar", "code", required=True)
@click.option("--day", type=DAY, required=True)
@import_options
def import_omzet(context: CliContext, file: Path, code: str, day: date, **options: Any) -> None:
    """Take a list of what was sold into a day."""
    with context.read() as session:
        bazaar = find_bazaar(session, code).id
        require_day(session, bazaar, day)
    run_import(context, file, lambda choices: Wish(OMZET, bazaar, day, choices), **options)


@command(
    register, "search", N_("Mencari pelaku UMKM dengan awal kata dari usaha, nama, produk atau telepon.")
)
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 1000), default=50)
def search(context: CliContext, words: tuple[str, ...], limit: int) -> None:
    """Vendors by the beginnings of words of business, name, product or phone."""
    with context.read() as session:
        vendors = search_vendors(session, " ".join(words), limit=limit)
        count = count_vendors(session)
    lines = [
        f"{vendor.business or '-':<32} {vendor.name:<28} {vendor.phone:<14} {vendor.kecamatan}"
        for vendor in vendors
    ]
    context.answer({"vendors": vendors, "register": count}, lines or [_("Tidak ada yang cocok.")])


@command(register, "show", N_("Satu pelaku UMKM: data, dokumen, bazar; NIK dan telepon disamarkan."))
@click.argument("vendor_id")
def show(context: CliContext, vendor_id: str) -> None:
    """One vendor: facts, registrations, bazaars; NIK and phone masked."""
    with context.read() as session:
        page = vendor_page(session, vendor_id)
        bazaars = vendor_bazaars(session, vendor_id, today=context.now().date())
    facts = page.facts
    lines = [f"{facts.business or facts.name}", f"{facts.name}  {facts.phone}  {facts.kecamatan}"]
    lines += [f"{registration.kind}: {registration.number}" for registration in page.registrations]
    lines += [f"{_(field_name('note'))}: {page.note}"] if page.note else []
    lines += [f"{title}: {said}" for title, said in page.extra]
    lines += [
        f"{bazaar.code}  {bazaar.name}  {bazaar.status}  {sold_words(bazaar)}".rstrip() for bazaar in bazaars
    ]
    context.answer({**plain(page), "bazaars": bazaars}, lines)


@command(participants, "list", N_("Semua yang ikut bazar."))
@click.option("--bazaar", "code", required=True)
def list_(context: CliContext, code: str) -> None:
    """Everybody who takes part in a bazaar."""
    with context.read() as session:
        found = list_participants(session, find_bazaar(session, code).id)
    lines = [f"{item.card:<20} {item.business:<32} {item.name:<28} {item.status}" for item in found]
    context.answer({"participants": found}, lines or [_("Belum ada peserta.")])
