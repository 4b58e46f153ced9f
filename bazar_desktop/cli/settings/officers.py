"""store init, take-over and free, officer add, list, pin and off."""

from __future__ import annotations

import os

import click

from bazar_desktop.cli.context import CliContext, command
from bazar_desktop.cli.root import root
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.jobs.settings.officers import dismiss_officer, enter_officer, set_pin, start_store
from bazar_desktop.language import N_, _
from bazar_desktop.phrases.restoring import megabytes
from bazar_desktop.services.settings.officers import PETUGAS, SUPERVISOR, find_named, list_officers
from bazar_desktop.store.ballast import free_ballast
from bazar_desktop.store.holds import computer_in, take_over

PIN = click.option(
    "--pin-from-env", "variable", required=True, metavar="NAME", help=N_("variabel yang berisi PIN")
)


class PinNotGiven(BazarError):
    """A PIN never stands in a command line, where others can read it."""


def pin_from(variable: str) -> str:
    """The PIN in the environment variable of that name. Raises PinNotGiven."""
    pin = os.environ.get(variable, "")
    if not pin:
        raise PinNotGiven(variable=variable)
    return pin


@root.group(help=N_("Data terenkripsi laptop atau kantor ini."))
def store() -> None:
    """The encrypted store of this laptop or office."""


@command(store, "init", N_("Membuat data baru yang kosong."))
@click.option("--name", required=True, help=N_("petugas pertama, seorang supervisor"))
@click.option("--nip", default="")
@PIN
@click.option("--kind", type=click.Choice(["laptop", "office"]), default="laptop")
@click.option("--letter", default="A", help=N_("huruf perangkat, A sampai Z"))
@click.option("--device", default="", help=N_("nama perangkat"))
@click.option("--sample", is_flag=True, help=N_("data contoh tidak pernah bercampur dengan data sungguhan"))
def init(
    context: CliContext, name: str, nip: str, variable: str, kind: str, letter: str, device: str, sample: bool
) -> None:
    """Make a new, empty store."""
    made = start_store(
        context.folder,
        officer=name,
        nip=nip,
        pin=pin_from(variable),
        at=context.now(),
        kind=kind,
        letter=letter,
        name=device,
        is_sample=sample,
        database=context.database,
    )
    made.db.close()
    facts = {"folder": made.folder, "kind": made.kind, "letter": made.letter, "officer": made.officer.id}
    words = _("Data baru dibuat di {folder}. Supervisor: {name}.")
    context.answer(facts, words.format(folder=made.folder, name=made.officer.name))


@command(
    store,
    "take-over",
    N_("Membuka data di sini walaupun jendela di komputer lain meninggalkan catatannya di folder."),
)
@click.option("--yes", is_flag=True, required=True, help=N_("komputer lain itu tidak lagi membukanya"))
def take_over_(context: CliContext, yes: bool) -> None:
    """Open the store here although a window on another computer left its note in the folder."""
    known = computer_in(context.folder)
    take_over(context.folder)
    context.answer(
        {"from": known}, _("Data di {folder} dibuka di komputer ini.").format(folder=context.folder)
    )


@command(
    store,
    "free",
    N_("Melepas ruang cadangan, supaya hari ini dapat diselesaikan pada penyimpanan yang penuh."),
)
def free(context: CliContext) -> None:
    """Let the ballast go, so that a full disk has room for the rest of the day."""
    freed = free_ballast(context.folder)
    words = _("Ruang cadangan dilepas: {size}. Selesaikan pekerjaan, lalu kosongkan penyimpanan laptop.")
    nothing = _(
        "Tidak ada ruang cadangan yang dapat dilepas: sudah dilepas, atau belum pernah ada karena ruang laptop kurang. "
        "Hapus berkas yang tidak perlu."
    )
    context.answer({"bytes": freed}, words.format(size=megabytes(freed)) if freed else nothing)


@root.group(help=N_("Siapa yang bekerja di laptop ini."))
def officer() -> None:
    """Who works at this laptop."""


@command(officer, "add", N_("Menambah petugas dengan PIN; untuk supervisor."))
@click.option("--name", required=True)
@click.option("--nip", default="")
@click.option("--role", type=click.Choice([PETUGAS, SUPERVISOR]), default=PETUGAS)
@PIN
def add(context: CliContext, name: str, nip: str, role: str, variable: str) -> None:
    """Add an officer with a PIN; a supervisor's command."""
    made = enter_officer(context.store, context.now(), name=name, nip=nip, role=role, pin=pin_from(variable))
    context.answer(made, _("Petugas {name} ditambahkan.").format(name=made.name))


@command(officer, "list", N_("Semua petugas, masing-masing dengan id bila beberapa bernama sama."))
def list_(context: CliContext) -> None:
    """All officers, each with the id that names them where several have one name."""
    with context.read() as session:
        officers = list_officers(session)
    lines = [
        f"{item.name}  {item.role}  {'' if item.active else _('tidak aktif')}  {item.id}" for item in officers
    ]
    context.answer({"officers": officers}, lines)


@command(officer, "pin", N_("Memasang PIN baru: milik sendiri, atau sebagai supervisor milik siapa saja."))
@click.option("--officer", "name", default="", help=N_("id atau nama; diri sendiri bila tidak diisi"))
@PIN
def pin(context: CliContext, name: str, variable: str) -> None:
    """Set a new PIN: one's own, or as a supervisor anybody's."""
    whose = _named(context, name) if name else context.store.officer.id
    facts = set_pin(context.store, context.now(), whose, pin_from(variable))
    context.answer(facts, _("PIN {name} sudah diganti.").format(name=facts.name))


@command(officer, "off", N_("Petugas itu tidak lagi dapat membuka laptop ini; untuk supervisor."))
@click.argument("name")
def off(context: CliContext, name: str) -> None:
    """Let an officer (id or name) no longer open this laptop; a supervisor's command."""
    facts = dismiss_officer(context.store, context.now(), _named(context, name))
    context.answer(facts, _("{name} tidak dapat lagi membuka data di laptop ini.").format(name=facts.name))


def _named(context: CliContext, name: str) -> str:
    """The id of an officer, whether or not they have a PIN here."""
    with context.read() as session:
        return find_named(session, name).id
