"""Wrong usage of a command in the language in use: click says it in English only."""

from __future__ import annotations

import click

from bazar_desktop.cli.help import value_word
from bazar_desktop.language import _


def usage_words(error: click.ClickException) -> str:
    """What is missing or mistyped in a command, in a sentence."""
    if isinstance(error, click.MissingParameter):
        return _("{name} belum diisi.").format(name=_name_of(error))
    if isinstance(error, click.BadParameter):
        return _bad_value(error)
    if isinstance(error, click.NoSuchOption):
        words = _("Pilihan {name} tidak ada.")
        if error.possibilities:
            words = _("Pilihan {name} tidak ada. Mungkin maksudnya {nearest}.")
        return words.format(name=error.option_name, nearest=", ".join(sorted(error.possibilities or ())))
    if isinstance(error, click.BadOptionUsage):
        return _("{name} tidak ditulis dengan benar: periksa apakah perlu isi.").format(
            name=error.option_name
        )
    if isinstance(error, click.FileError):
        return _("Berkas {name} tidak bisa dibuka.").format(name=error.ui_filename)
    return _of_command(error)


def _of_command(error: click.ClickException) -> str:
    """A command that is not there or not named, or words too many."""
    if not isinstance(error, click.UsageError) or error.ctx is None:
        return error.format_message()
    if isinstance(error.ctx.command, click.Group):
        known = ", ".join(error.ctx.command.list_commands(error.ctx))
        return _("Perintah di {group} yang ada: {known}.").format(group=error.ctx.command_path, known=known)
    return _("Ada kata yang tidak dikenal {command}.").format(command=error.ctx.command_path)


def _name_of(error: click.BadParameter) -> str:
    """What an option or argument is called on the command line."""
    if error.param_hint is None and isinstance(error.param, click.Argument) and error.ctx is not None:
        return value_word(error.param, error.ctx)
    hint = error.param_hint
    if hint is None and error.param is not None:
        hint = error.param.get_error_hint(error.ctx) if error.ctx is not None else error.param.name
    return (hint if isinstance(hint, str) else " / ".join(hint or ())).replace("'", "") or "?"


def _bad_value(error: click.BadParameter) -> str:
    name, kind = _name_of(error), error.param.type if error.param is not None else None
    if isinstance(kind, click.Choice):
        known = ", ".join(map(str, kind.choices))
        return _("{name} harus salah satu dari: {known}.").format(name=name, known=known)
    if isinstance(kind, click.IntRange | click.FloatRange) and None not in (kind.min, kind.max):
        return _("{name} harus angka dari {least} sampai {most}.").format(
            name=name, least=kind.min, most=kind.max
        )
    if isinstance(kind, click.types.IntParamType | click.types.FloatParamType):
        return _("{name} harus angka.").format(name=name)
    if isinstance(kind, click.Path | click.File):
        return _("{name}: berkas atau folder itu tidak ada atau tidak bisa dipakai.").format(name=name)
    return _("{name} tidak dapat dipakai: {why}.").format(name=name, why=error.message.rstrip("."))
