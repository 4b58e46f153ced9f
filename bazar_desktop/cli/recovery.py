"""recovery request, answer and new-pin; key-sheet, check-sheet and drill; restore, move and stay."""

from __future__ import annotations

import os
from pathlib import Path

import click

from bazar_desktop.cli.context import FILE, CliContext, command
from bazar_desktop.cli.root import root
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.jobs.recovery.elsewhere import cancel_move, move_office, restore_here
from bazar_desktop.jobs.recovery.key_sheet import drill, new_key_sheet
from bazar_desktop.jobs.recovery.new_pin import new_pin_by_answer, new_pin_by_key
from bazar_desktop.jobs.recovery.phone import (
    answer_request,
    request_for,
    require_folder,
    save_answer,
    words_in,
)
from bazar_desktop.language import N_, _
from bazar_desktop.services.recovery.key_sheet import check_sheet

PIN = click.option(
    "--pin-from-env", "pin_variable", required=True, metavar="NAME", help=N_("variabel yang berisi PIN baru")
)
SHEET = click.option(
    "--key-from-env", "key_variable", metavar="NAME", help=N_("variabel yang berisi kata di lembar kunci")
)


class SecretNotGiven(BazarError):
    """Words of an answer or a key never stand in a command line, where others can read them. Fact: `variable`."""


def secret_from(variable: str) -> str:
    """What the environment variable of that name holds. Raises SecretNotGiven."""
    words = os.environ.get(variable, "")
    if not words:
        raise SecretNotGiven(variable=variable)
    return words


@root.group(help=N_("Jalan kembali: PIN terlupa, lembar kunci, komputer lain."))
def recovery() -> None:
    """Ways back: a forgotten PIN, the key sheet, another computer."""


@command(
    recovery,
    "request",
    N_(
        "Menunjukkan permintaan petugas yang lupa PIN, untuk dibacakan ke kantor; tidak ada yang perlu masuk."
    ),
)
@click.option("--officer", "who", required=True, help=N_("id atau nama"))
def request_(context: CliContext, who: str) -> None:
    """Show the request of an officer who forgot the PIN, to read to the office; nobody needs to sign in."""
    request = request_for(context.folder, who)
    words = _("Bacakan kode ini ke kantor: {request}. Kantor menjawab dengan dua belas kata.")
    context.answer({"officer": who, "request": request}, words.format(request=request))


@command(
    recovery, "answer", N_("Menjawab permintaan laptop dengan dua belas kata; di kantor, untuk supervisor.")
)
@click.argument("laptop")
@click.option("--officer", "who", required=True, help=N_("dengan nama, seperti di laptop"))
@click.option("--request", "request", required=True, help=N_("seperti dibacakan petugas"))
@click.option(
    "--to", type=click.Path(path_type=Path, file_okay=False), help=N_("folder untuk jawaban sebagai berkas")
)
def answer(context: CliContext, laptop: str, who: str, request: str, to: Path | None) -> None:
    """Answer the request of LAPTOP with twelve words; at the office, a supervisor's."""
    if to is not None:
        require_folder(to)
    made = answer_request(context.store, laptop=laptop, request=request, officer=who, at=context.now())
    file = save_answer(made, to) if to is not None else None
    lines = [_("Jawaban, satu kali pakai: {words}").format(words=" ".join(made.words))]
    if file is not None:
        lines.append(_("Jawaban tersimpan: {file}").format(file=file.name))
    facts = {"laptop": made.laptop, "officer": made.officer, "request": made.request, "words": made.words}
    context.answer(facts | {"file": file}, lines)


@command(
    recovery,
    "new-pin",
    N_(
        "Memberi petugas PIN baru dengan jawaban kantor, atau dengan lembar kunci; tidak ada yang "
        "perlu masuk."
    ),
)
@click.option("--officer", "who", required=True, help=N_("id atau nama"))
@PIN
@click.option(
    "--words-from-env", "variable", metavar="NAME", help=N_("variabel yang berisi dua belas kata dari kantor")
)
@click.option("--answer", "file", type=FILE, help=N_("jawaban kantor sebagai berkas"))
@SHEET
def new_pin(
    context: CliContext,
    who: str,
    pin_variable: str,
    variable: str | None,
    file: Path | None,
    key_variable: str | None,
) -> None:
    """Give an officer a new PIN by the office's answer, or by the key sheet; nobody needs to sign in."""
    pin = secret_from(pin_variable)
    if key_variable is not None:
        made = new_pin_by_key(
            context.folder,
            who,
            pin,
            key_text=secret_from(key_variable),
            at=context.now(),
            database=context.database,
        )
    else:
        words = words_in(file) if file is not None else secret_from(variable or "--words-from-env")
        made = new_pin_by_answer(context.folder, who, pin, words=words, at=context.now())
    made.db.close()
    words = _("PIN baru {name} berlaku sekarang.").format(name=made.officer.name)
    context.answer({"officer": made.officer.id, "name": made.officer.name}, words)


@command(
    recovery,
    "key-sheet",
    N_(
        "Membuat kunci cadangan baru untuk kantor atau laptop tunggal ini, dengan lembarnya "
        "sebagai berkas PDF; lembar lama tidak berlaku."
    ),
)
@click.argument("file", type=FILE)
def key_sheet(context: CliContext, file: Path) -> None:
    """Make a new spare key for this office or lone laptop, with its sheet as the PDF FILE; the old sheet ends."""
    made = new_key_sheet(context.store, file, context.now())
    words = _("Lembar kunci tertulis di {file}. Cetak, lalu ketik kembali kata ke-{first} dan ke-{second}.")
    context.answer(made, words.format(file=made.file, first=made.places[0], second=made.places[1]))


@command(recovery, "check-sheet", N_("Mengetik kembali dua kata dari lembar kunci yang tercetak."))
@click.option(
    "--words-from-env",
    "variable",
    required=True,
    metavar="NAME",
    help=N_("variabel yang berisi dua kata itu"),
)
def check_sheet_(context: CliContext, variable: str) -> None:
    """Type two words back from the printed key sheet."""
    known = context.perform(check_sheet, words=secret_from(variable).split(), at=context.now())
    context.answer(
        {"checked": known.checked}, _("Kedua kata cocok. Simpan lembarnya di brankas, hapus berkasnya.")
    )


@command(recovery, "drill", N_("Mencoba seluruh kunci di lembar pada kantor ini, seperti sesudah kebakaran."))
@click.option(
    "--key-from-env", "variable", required=True, metavar="NAME", help=N_("variabel yang berisi semua kata")
)
def drill_(context: CliContext, variable: str) -> None:
    """Try the whole key of the sheet on this office, as after a fire."""
    known = drill(context.store, secret_from(variable), context.now())
    context.answer({"drilled": known.drilled}, _("Latihan berhasil: lembar kunci membuka data ini."))


@command(recovery, "restore", N_("Membuat data komputer ini dari cadangan di tempat itu dan lembar kunci."))
@click.argument("place", type=FILE)
@click.option("--officer", "who", required=True, help=N_("id atau nama yang mendapat PIN baru"))
@PIN
@click.option(
    "--key-from-env",
    "variable",
    required=True,
    metavar="NAME",
    help=N_("variabel yang berisi kata di lembar kunci itu"),
)
@click.option("--backup", "file", type=FILE, help=N_("satu cadangan; kosong: yang terbaru yang utuh"))
def restore(
    context: CliContext, place: Path, who: str, pin_variable: str, variable: str, file: Path | None
) -> None:
    """Make the store of this computer from a backup in PLACE and the key sheet."""
    made = restore_here(
        place,
        folder=context.folder,
        officer=who,
        pin=secret_from(pin_variable),
        key_text=secret_from(variable),
        at=context.now(),
        backup=file,
    )
    made.db.close()
    words = _("{name} dipulihkan di {folder}. Masuk sebagai {officer} dengan PIN baru.")
    facts = {"folder": made.folder, "name": made.name, "officer": made.officer.id}
    context.answer(facts, words.format(name=made.name, folder=made.folder, officer=made.officer.name))


@command(recovery, "move", N_("Menulis kantor ini ke folder untuk komputer lain; untuk supervisor."))
@click.argument("to", type=click.Path(path_type=Path, file_okay=False))
@click.option("--yes", is_flag=True, required=True, help=N_("sesudah ini tempat ini hanya dapat dibaca"))
def move(context: CliContext, to: Path, yes: bool) -> None:
    """Write this office into the folder TO for another computer; a supervisor's."""
    made = move_office(context.store, to, context.now())
    words = _(
        "Kantor siap dipindahkan: {file}. Di komputer baru pilih Pulihkan di komputer ini. Di sini hanya dibaca."
    )
    context.answer({"file": made.path}, words.format(file=made.path))


@command(recovery, "stay", N_("Tempat ini menulis lagi, bila pemindahannya batal; untuk supervisor."))
def stay(context: CliContext) -> None:
    """Let this place write again, where the move came to nothing; a supervisor's."""
    cancel_move(context.store, context.now())
    context.answer({"moved": False}, _("Pemindahan dibatalkan. Kantor ini dapat dipakai lagi di sini."))
