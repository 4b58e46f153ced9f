"""office receipt, news, introduce, admit, above: what an office gives to its laptops and to the office above it."""

from __future__ import annotations

from pathlib import Path

import click

from bazar_desktop.cli.context import FILE, TO_FOLDER, CliContext, command
from bazar_desktop.cli.office.enrolment import office
from bazar_desktop.jobs.exchange.forwarding import hand_on
from bazar_desktop.jobs.exchange.receipts import write_receipt
from bazar_desktop.jobs.office.introductions import Above, admit, introduce, known_offices, set_above
from bazar_desktop.language import N_, _
from bazar_desktop.messages import state_words
from bazar_desktop.phrases.offices import to_tell_words


@command(
    office, "receipt", N_("Menulis lagi tanda terima laptop itu: sampai mana kantor ini memegang catatannya.")
)
@click.argument("name")
@click.option("--to", type=TO_FOLDER, required=True, help=N_("folder atau flashdisk"))
def receipt(context: CliContext, name: str, to: Path) -> None:
    """Write the receipt of the laptop NAME again: how far this office has its journal."""
    file = write_receipt(context.store, device=name, to=context.ready(to), at=context.now())
    context.answer({"file": file}, _("Tanda terima: {file}").format(file=file))


@command(office, "news", N_("Menulis yang belum ada di laptop dan di kantor atasan."))
@click.option("--to", type=TO_FOLDER, required=True, help=N_("folder atau flashdisk"))
@click.option(
    "--for",
    "only",
    default="",
    help=N_("satu laptop atau kantor bawahan dengan nama, atau atasan untuk kantor di atas"),
)
@click.option("--everything", is_flag=True, help=N_("sejak perubahan pertama"))
def news(context: CliContext, to: Path, only: str, everything: bool) -> None:
    """Write what the laptops, and the office above, do not hold yet."""
    made = hand_on(context.store, to=context.ready(to), at=context.now(), only=only, everything=everything)
    words = _("Kabar: {file}, {changes} perubahan untuk {readers} pembaca.")
    lines = [words.format(file=made.file, changes=made.changes, readers=made.readers)]
    context.answer(made, [*lines, *filter(None, [to_tell_words(made.to_tell)])])


@command(
    office,
    "offices",
    N_("Kantor yang dikenal di sini: yang di atas dan yang meneruskan ke sini, dengan enam katanya."),
)
def offices(context: CliContext) -> None:
    """The offices known here: the one above, those that hand on to this one, with the six words."""
    with context.read() as session:
        known = known_offices(session)
    lines = [
        f"{other.name:<40} {_('atasan') if other.is_above else _('bawahan')}  {state_words(other.state)}  "
        + " ".join(other.words)
        for other in known
    ]
    none = [_("Belum ada kantor lain yang dikenal. Mulai dengan: office introduce")]
    context.answer({"offices": known}, lines or none)


@command(office, "introduce", N_("Menulis perkenalan kantor ini untuk kantor di atas atau di bawahnya."))
@click.option("--to", type=TO_FOLDER, required=True)
def introduce_(context: CliContext, to: Path) -> None:
    """Write this office's introduction, for the office above or below."""
    file = introduce(context.store, to=context.ready(to), at=context.now())
    context.answer({"file": file}, _("Perkenalan kantor ini: {file}").format(file=file))


@command(office, "admit", N_("Sejak sekarang membaca yang diteruskan kantor yang diperkenalkan berkas itu."))
@click.argument("file", type=FILE)
def admit_(context: CliContext, file: Path) -> None:
    """Read, from now on, what the office introduced by FILE hands on."""
    _say(context, admit(context.store, file.read_bytes(), at=context.now()))


@command(office, "above", N_("Sejak sekarang meneruskan kepada kantor yang diperkenalkan berkas itu."))
@click.argument("file", type=FILE)
def above(context: CliContext, file: Path) -> None:
    """Hand on, from now on, to the office introduced by FILE."""
    _say(context, set_above(context.store, file.read_bytes(), at=context.now()))


def _say(context: CliContext, found: Above) -> None:
    lines = [
        _("Dikenal: {name}.").format(name=found.name),
        _("Cocokkan enam kata ini lewat telepon: {words}").format(words=" ".join(found.words)),
    ]
    context.answer(found, lines)
