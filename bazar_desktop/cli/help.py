"""The help of every command in the language in use: click knows its own words in English only, and takes ours as given.

A command's help stands at its `command(group, name, …)` and an option's at its `help`, both marked by N_.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from textwrap import shorten
from typing import Any

import click

from bazar_desktop.language import N_, _, use_language

LANGUAGES = ("id", "en")
# What stands for a value in the usage of a command; a command takes it in whatever language.
VALUES: dict[str, str] = {
    "APPLICANT": N_("PENDAFTAR"),
    "BOOTH": N_("BOOTH"),
    "A:D": N_("A:D"),
    "C": N_("KOLOM"),
    "C=FIELD": N_("KOLOM=ISIAN"),
    "C=TEXT": N_("KOLOM=TEKS"),
    "CARD": N_("KARTU"),
    "CARDS": N_("KARTU"),
    "CODE": N_("KODE"),
    "CONTACT": N_("KONTAK"),
    "DAY": N_("TANGGAL"),
    "DIR": N_("FOLDER"),
    "DIRECTORY": N_("FOLDER"),
    "ENTITY": N_("JENIS"),
    "FIELD": N_("ISIAN"),
    "FIELD=1000": N_("ISIAN=1000"),
    "FILE": N_("BERKAS"),
    "FLOAT": N_("ANGKA"),
    "HERE": N_("BOOTH-INI"),
    "ID": N_("ID"),
    "IDENTITY": N_("ID"),
    "INTEGER": N_("ANGKA"),
    "INTEGER RANGE": N_("ANGKA"),
    "KINDS": N_("DOKUMEN"),
    "LAPTOP": N_("LAPTOP"),
    "LAYOUT_ID": N_("ID-TEMPLAT"),
    "MOMENT": N_("SAAT"),
    "NAME=CODE,CODE;CONTACT": N_("NAMA=KODE,KODE;KONTAK"),
    "NAME": N_("NAMA"),
    "NEW": N_("YANG-BARU"),
    "NUMBER": N_("NOMOR"),
    "OLD": N_("YANG-LAMA"),
    "ONE": N_("YANG-SATU"),
    "OTHER": N_("YANG-LAIN"),
    "PARTICIPANT": N_("ID-PESERTA"),
    "PATH": N_("BERKAS"),
    "PATHS": N_("BERKAS-ATAU-FOLDER"),
    "PLACE": N_("TEMPAT"),
    "ROW": N_("BARIS"),
    "RULE=POINTS": N_("ATURAN=POIN"),
    "SEAL": N_("KODE-SEGEL"),
    "TEXT": N_("TEKS"),
    "THERE": N_("BOOTH-ITU"),
    "THINGS": N_("BENDA"),
    "TO": N_("FOLDER"),
    "VALUE": N_("NILAI"),
    "VENDOR_ID": N_("ID-PELAKU"),
    "WHO": N_("SIAPA"),
    "WORDS": N_("KATA"),
    "YEAR": N_("TAHUN"),
}


def speak(_context: click.Context, _option: click.Parameter, lang: str | None) -> str | None:
    """Take the language before other words are read, so that what is wrong with them is said in it."""
    if lang is not None:
        use_language(lang)
    return lang


def language_in(given: list[str]) -> str:
    """Find the language that is asked for anywhere in `given`: help may be asked for before it is named."""
    for word, following in zip_longest(given, given[1:], fillvalue=""):
        language = following if word == "--lang" else word.removeprefix("--lang=") if "=" in word else ""
        if language in LANGUAGES:
            return language
    return LANGUAGES[0]


def value_word(parameter: click.Parameter, context: click.Context) -> str:
    """What stands for the value of an option or argument, as click brackets it."""
    metavar = parameter.make_metavar(context)
    name = metavar.strip("[].")
    return metavar.replace(name, _(VALUES[name])) if name in VALUES else metavar


class Command(click.Command):
    """A command whose help is in the language in use."""

    def get_short_help_str(self, limit: int = 45) -> str:
        return shorten(_(self.help), limit, placeholder=" …") if self.help else ""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        arguments = [value_word(part, ctx) for part in self.params if isinstance(part, click.Argument)]
        return [_("[PILIHAN]"), *arguments]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=_("Pemakaian:") + " ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.help:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(_(self.help))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(_("Pilihan")):
            formatter.write_dl(list(_options(self, ctx)))

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = N_("tunjukkan bantuan ini, lalu berhenti")
        return option


class Group(Command, click.Group):
    """A group of commands whose help is in the language in use."""

    command_class = Command
    group_class = type

    def __init__(self, *given: Any, **facts: Any) -> None:
        super().__init__(*given, **facts)
        self.params.append(
            click.Option(
                ["--lang"],
                type=click.Choice(LANGUAGES),
                is_eager=True,
                expose_value=False,
                callback=speak,
            )
        )

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return [*super().collect_usage_pieces(ctx), _("PERINTAH [ISI]...")]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        names = self.list_commands(ctx)
        limit = formatter.width - 6 - max(map(len, names))
        with formatter.section(_("Perintah")):
            formatter.write_dl([(name, self.commands[name].get_short_help_str(limit)) for name in names])


def _options(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    """Each option as it is written, with what it does."""
    for option in command.get_params(context):
        if isinstance(option, click.Option):
            written = " / ".join(", ".join(names) for names in (option.opts, option.secondary_opts) if names)
            if not option.is_flag:
                written += f" {value_word(option, context)}"
            yield written, _explained(option, context)


def _explained(option: click.Option, context: click.Context) -> str:
    told = option.get_help_extra(context)
    more = []
    if "default" in told:
        more.append(_("bawaan: {value}").format(value=told["default"]))
    if "range" in told:
        more.append(told["range"])
    if "required" in told:
        more.append(_("wajib"))
    words = _(option.help) if option.help else ""
    return f"{words}  [{'; '.join(more)}]".strip() if more else words
