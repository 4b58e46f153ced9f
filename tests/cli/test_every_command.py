"""What holds for every command: wrong input ends with 2, a sentence and a way out, and nothing is changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from bazar_desktop.cli.main import main
from bazar_desktop.cli.root import root
from tests.commands import Shell, shell

__all__ = ["shell"]


def commands(
    group: click.Group, before: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from commands(command, (*before, name))
        else:
            yield (*before, name), command


EVERY = list(commands(root))
NAMES = [" ".join(words) for words, _ in EVERY]
# What each needed option or argument is given, so that only the bazaar is wrong.
WRONG = {
    "bazaar": "TAKADA",
    "to": "keluar",
    "name": "Nama",
    "kecamatan": "Sawah Besar",
    "lokasi": "Rusun",
    "year": "2023",
}


@pytest.mark.parametrize(("words", "command"), EVERY, ids=NAMES)
def test_an_unknown_option_is_refused(shell: Shell, words: tuple[str, ...], command: click.Command) -> None:
    assert shell.refused(*words, "--tidak-ada") == "wrong_usage"


@pytest.mark.parametrize(("words", "command"), EVERY, ids=NAMES)
def test_it_speaks_json_and_takes_a_store(words: tuple[str, ...], command: click.Command) -> None:
    options = {option for parameter in command.params for option in parameter.opts}
    assert {"--json", "--store", "--lang"} <= options


def wanting_a_bazaar() -> list[tuple[tuple[str, ...], click.Command]]:
    return [
        (words, command)
        for words, command in EVERY
        if any(p.name in {"bazaar", "code"} and p.required for p in command.params)
    ]


@pytest.mark.parametrize(
    ("words", "command"), wanting_a_bazaar(), ids=[" ".join(words) for words, _ in wanting_a_bazaar()]
)
def test_an_unknown_bazaar_is_refused(
    shell: Shell, words: tuple[str, ...], command: click.Command, tmp_path: Path
) -> None:
    given: list[str] = list(words)
    for parameter in command.params:
        if not parameter.required:
            continue
        value = value_for(parameter, tmp_path)
        given += [parameter.opts[0], value] if isinstance(parameter, click.Option) else [value]
    assert shell.refused(*given) in {
        "unknown_bazaar",
        "nothing_proposed",
        "seal_code_mistyped",
        "seal_unknown",
        "wrong_transfer_code",
        "package_damaged",
        "not_an_office",
        "pin_not_given",
        "nothing_to_set",
    }


def value_for(parameter: click.Parameter, folder: Path) -> str:
    file = folder / "daftar.csv"
    file.write_text("Nama;Usaha;Booth;Tunai\nMarni;Dapur Bu Marni;A-01;1000\n", "utf-8")
    if isinstance(parameter.type, click.Choice):
        return str(parameter.type.choices[0])
    if isinstance(parameter.type, click.Path):
        return str(file) if parameter.name != "to" else str(folder / "keluar")
    if parameter.type is click.INT or isinstance(parameter.type, click.IntRange):
        return "1"
    if parameter.type.name == "day":
        return "20/3/2023"
    return WRONG.get(str(parameter.name), "TAKADA")


def test_help_is_given_without_a_store(capsys: pytest.CaptureFixture[str]) -> None:
    for words, _ in EVERY:
        assert main([*words, "--help"]) == 0
    assert "Pemakaian" in capsys.readouterr().out
