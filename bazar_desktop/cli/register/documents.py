"""register documents, document, history, save."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from bazar_desktop.cli.context import DAY, CliContext, command, writes_file
from bazar_desktop.cli.register.vendors import register
from bazar_desktop.jobs.register.save import save_register
from bazar_desktop.language import N_, _
from bazar_desktop.phrases.register import change_name
from bazar_desktop.services.register.documents import (
    KINDS,
    count_documents,
    documents,
    put_document,
    remove_document,
)
from bazar_desktop.services.register.history import vendor_history
from bazar_desktop.services.register.search import VendorFilter
from bazar_desktop.services.register.vendor_page import vendor_page


@command(
    register,
    "documents",
    N_(
        "Dokumen pelaku UMKM dan apa yang habis masa berlakunya atau kurang; tanpa id, berapa "
        "orang punya yang mana."
    ),
)
@click.argument("vendor_id", required=False)
def show_documents(context: CliContext, vendor_id: str | None) -> None:
    """A vendor's documents with what has run out or is missing; without VENDOR_ID how many have which."""
    today = context.now().date()
    with context.read() as session:
        if vendor_id is None:
            counts = count_documents(session, today=today)
            lines = [
                f"{count.kind:<12} {count.vendors:>8} {count.soon:>6} {count.expired:>6}" for count in counts
            ]
            context.answer({"counts": counts}, lines)
            return
        vendor_page(session, vendor_id)
        found = documents(session, vendor_id, today=today)
    lines = [f"{item.kind:<12} {item.number:<20} {item.until or '-'!s:<12} {item.state}" for item in found]
    context.answer({"documents": found}, lines or [_("Belum ada dokumen.")])


@command(register, "document", N_("Menambah, mengubah atau menarik kembali dokumen pelaku UMKM."))
@click.argument("vendor_id")
@click.option("--kind", type=click.Choice(KINDS), required=True)
@click.option("--number", default="")
@click.option("--since", type=DAY)
@click.option("--until", type=DAY)
@click.option("--grade", default="")
@click.option("--change", "document_id", default="", help=N_("id dokumen yang diubah"))
@click.option("--remove", is_flag=True, help=N_("tarik kembali dokumen pada --change"))
def put(
    context: CliContext,
    vendor_id: str,
    kind: str,
    number: str,
    since: date | None,
    until: date | None,
    grade: str,
    document_id: str,
    remove: bool,
) -> None:
    """Enter, change or take back a document of a vendor."""
    if remove:
        context.perform(remove_document, document_id)
        context.answer({"removed": document_id}, _("Dokumen dicabut."))
        return
    made = context.perform(
        put_document,
        vendor_id,
        kind=kind,
        number=number,
        since=since,
        until=until,
        grade=grade,
        document_id=document_id,
    )
    context.answer({"document": made}, _("Dokumen disimpan."))


@command(
    register,
    "history",
    N_("Semua perubahan isian dan dokumen pelaku UMKM, yang terbaru lebih dulu; NIK dan telepon disamarkan."),
)
@click.argument("vendor_id")
def history(context: CliContext, vendor_id: str) -> None:
    """Every change of a vendor's fields and documents, the latest first; NIK and phone masked."""
    with context.read() as session:
        changes = vendor_history(session, vendor_id)
    lines = [
        f"{change.at:%d/%m/%Y %H.%M} {change.officer}: {change_name(change)}: "
        f"{change.before or '-'} -> {change.after or '-'}"
        for change in changes
    ]
    context.answer({"changes": changes}, lines)


@command(register, "save", N_("Daftar induk sebagai Excel, NIK dan telepon disamarkan."))
@writes_file("--to", "path", required=True, help_=N_("BERKAS.xlsx"))
@click.option("--words", default="")
@click.option("--kecamatan", default="")
def save(context: CliContext, path: Path, words: str, kecamatan: str) -> None:
    """The register as Excel, NIK and phone masked."""
    wanted = VendorFilter(words, kecamatan)
    count = save_register(context.progress, store=context.store, wanted=wanted, path=path, at=context.now())
    context.answer(
        {"file": path, "vendors": count}, _("{file}: {count} pelaku UMKM").format(file=path, count=count)
    )
