"""package make, package read, package list, package held, package let-go."""

from __future__ import annotations

from pathlib import Path

import click

from bazar_desktop.cli.context import FILE, TO_FOLDER, CliContext, command
from bazar_desktop.cli.root import root
from bazar_desktop.jobs.exchange.packing import pack
from bazar_desktop.jobs.exchange.reading import read_files
from bazar_desktop.language import N_, _
from bazar_desktop.messages import answer as words_for, state_words
from bazar_desktop.phrases.figures import control_sum_words
from bazar_desktop.phrases.proposals import held_package_words
from bazar_desktop.phrases.reports import seal_mismatch_name
from bazar_desktop.services.exchange.held_packages import held_packages, let_go
from bazar_desktop.services.exchange.packages import day_states, list_intake, list_parcels, own_chain


@root.group(help=N_("Paket: cara angka berjalan tanpa jaringan."))
def package() -> None:
    """Packages: how figures travel without a network."""


@command(package, "make", N_("Menulis yang belum ditandaterimakan kantor."))
@click.option("--to", type=TO_FOLDER, required=True, help=N_("folder atau flashdisk"))
@click.option("--everything", is_flag=True, help=N_("sejak perubahan pertama"))
def make(context: CliContext, to: Path, everything: bool) -> None:
    """Write what the office has not acknowledged yet."""
    made = pack(context.store, to=context.ready(to), at=context.now(), everything=everything)
    line = _("Dibuat dan diperiksa: {file}, no. {first}–{last}, {rupiah}.")
    words = line.format(
        file=made.file, first=made.first, last=made.last, rupiah=control_sum_words(made.rupiah)
    )
    context.answer(made, words)


@command(
    package,
    "read",
    N_("Membaca paket, tanda terima dan jawaban laptop: berkas, folder atau flashdisk, urutan bebas."),
)
@click.argument("paths", type=FILE, nargs=-1, required=True)
@click.option("--receipts", type=TO_FOLDER, help=N_("tempat tanda terima; di samping paket bila tidak diisi"))
def read(context: CliContext, paths: tuple[Path, ...], receipts: Path | None) -> None:
    """Read packages, receipts and laptops' answers: files, folders or sticks, in any order."""
    if receipts is not None:
        context.ready(receipts)
    batch = read_files(context.store, paths, at=context.now(), receipts=receipts, progress=context.progress)
    lines = [f"{file.file}: {words_for(file)}" for file in batch.files]
    lines += [_("Tanda terima: {file}").format(file=receipt) for receipt in batch.receipts]
    counts: dict[str, int] = {}
    for file in batch.files:
        counts[file.answer] = counts.get(file.answer, 0) + 1
    files = [{**_plain(file), "message": words_for(file)} for file in batch.files]
    context.answer(
        {"files": files, "answers": counts, "new": batch.merged, "receipts": batch.receipts}, lines
    )


def _plain(one: object) -> dict[str, object]:
    return {name: getattr(one, name) for name in one.__dataclass_fields__}  # type: ignore[attr-defined]


@command(
    package,
    "list",
    N_("Apa yang dibuat dan dibaca di sini, dan sampai mana tiap hari: dibuat, dibawa, diterima."),
)
def list_(context: CliContext) -> None:
    """What was made and what was read here, and how far each day has come: dibuat, dibawa, diterima."""
    with context.read() as session:
        chain = own_chain(session)
        parcels, days, intake = list_parcels(session), day_states(session), list_intake(session)
    lines = [f"{parcel.file_name}  {state_words(parcel.state)}" for parcel in parcels]
    for day in days:
        unfit = f"  {seal_mismatch_name(day.mismatch)}" if day.mismatch else ""
        lines.append(f"{day.bazaar} {day.day.isoformat()}  {state_words(day.state)}{unfit}")
    made = [{**_plain(parcel), "state": parcel.state} for parcel in parcels]
    context.answer(
        {"chain": chain, "packages": made, "days": days, "read": intake}, lines or [_("Belum ada paket.")]
    )


@command(
    package,
    "held",
    N_(
        "Paket yang menunggu nomor sebelumnya, yang terlama lebih dulu, masing-masing dengan id untuk let-go."
    ),
)
def held(context: CliContext) -> None:
    """Packages that wait for numbers before their own, the longest first, each with the id that let-go takes."""
    with context.read() as session:
        waiting = held_packages(session, context.now())
    lines = [f"{item.id}  {held_package_words(item)}" for item in waiting]
    context.answer({"held": waiting}, lines or [_("Tidak ada paket yang menunggu.")])


@command(package, "let-go", N_("Tidak lagi menyimpan paket ber-id itu."))
@click.argument("id_", metavar="ID")
def let_go_(context: CliContext, id_: str) -> None:
    """Hold the package with this ID no longer."""
    context.perform(let_go, intake_id=id_)
    context.answer({"let_go": id_}, _("Paket itu tidak ditunggu lagi. Bila perlu, minta dibawa lagi."))
