"""Every help and every wrong usage is in the language in use, down to what stands for a value."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest

from bazar_desktop.cli.help import VALUES
from bazar_desktop.cli.main import main
from bazar_desktop.cli.root import root
from tests.catalogues import read_english

Words = tuple[str, ...]
CLICK = re.compile(
    r"Usage|Options|Commands|Error|\bTry\b|Missing|No such|Invalid|Show this|\[required\]|default:|COMMAND|ARGS|"
    r"\bTEXT\b|\bPATH\b|\bINTEGER\b|\bFLOAT\b|\bDIRECTORY\b|is not|\brange\b|Choose|\bfile\b|\bdoes\b"
)
ENGLISH = re.compile(
    r"\b(the|of|and|an|for|is|are|that|with|from|their|what|who|where|whose|which|its|by|take|let|make|write|show|"
    r"without|all|name|day|metres|booths|stands|variable|one|two|whether|or|not|left|out|new|be|set)\b",
    re.IGNORECASE,
)
INDONESIAN = re.compile(
    r"\b(yang|dan|dengan|untuk|dari|atau|ini|itu|semua|hari|tidak|berkas|menulis|satu|kosong|wajib|bawaan|"
    r"pilihan|perintah|pemakaian|tunjukkan|meter|adalah|bila)\b",
    re.IGNORECASE,
)
TOKENS = re.compile(  # what is typed as it stands: options, choices, names of variables, other commands, words of ours
    r"(?<=bawaan: )\w+|"
    r"--[\w-]+|\[[\w|.\s-]+\]|`[^`]+`|category:kuliner:-50% \w+ kecamatan::-3|points,\w+,\w+,\w+|BAZAR_\w+|"
    r"cash, qris, noncash (or|atau) marketplace|accept (and|dan) reject|let-go|janji beli|pesanan lanjutan|nihil|"
    r"belum, draf, tutup, diterima, revisi|dibuat, dibawa, diterima|data (dan|hari)(?= utuh)|berita acara undian|"
    r"daftar hadir|s\.d\.|atasan|izin|alpa|party|usul"
)


def groups(group: click.Group, before: Words = ()) -> Iterator[tuple[Words, click.Command]]:
    yield before, group
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from groups(command, (*before, name))
        else:
            yield (*before, name), command


EVERY = list(groups(root))
KNOWN = {message.id for message in read_english() if message.id}
IDS = [" ".join(("bazar", *words)) for words, _ in EVERY]
every = pytest.mark.parametrize(("words", "command"), EVERY, ids=IDS)


def help_of(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(list(words)) == 0
    return capsys.readouterr().out


def prose_of(page: str, command: click.Command) -> str:
    """A page of help without what is typed as it stands: names of commands, options and choices."""
    _title, _line, rest = page.partition("\n")
    if isinstance(command, click.Group):
        names = "|".join(map(re.escape, command.commands))
        rest = re.sub(rf"^  ({names})  ", "  ", rest, flags=re.MULTILINE)
    return TOKENS.sub(" ", rest)


@every
def test_help_in_indonesian_holds_no_english(
    words: Words, command: click.Command, capsys: pytest.CaptureFixture[str]
) -> None:
    page = help_of(capsys, *words, "--help")
    assert page.startswith("Pemakaian: bazar")
    assert CLICK.findall(page) == []
    assert ENGLISH.findall(prose_of(page, command)) == []


@every
def test_help_in_english_holds_no_indonesian(
    words: Words, command: click.Command, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("--help", "--lang", "en") if len(words) == 1 else ("--lang=en", "--help")
    page = help_of(capsys, *words, *asked)
    assert page.startswith("Usage: bazar")
    assert INDONESIAN.findall(prose_of(page, command)) == []


@every
def test_each_word_of_help_is_one_of_the_catalogue(words: Words, command: click.Command) -> None:
    """So it has both languages, and is no English that was forgotten in a place that no pattern knows."""
    context = click.Context(command)
    assert command.help in KNOWN
    for part in command.params:
        told = getattr(part, "help", None)
        assert told in KNOWN or not told or re.fullmatch(r"[a-z+]+://…|[\w,]+", told), told
        takes_value = isinstance(part, click.Argument) or not getattr(part, "is_flag", False)
        if takes_value and not isinstance(part.type, click.Choice):
            assert part.make_metavar(context).strip("[].") in VALUES


def wrong_ways(command: click.Command) -> Iterator[list[str]]:
    """What is wrong after a command: an option that is not there, nothing of what it needs, a value of a wrong kind."""
    yield ["--tidak-ada"]
    yield ["--lang", "xx"]
    if isinstance(command, click.Group):
        yield ["tidak-ada"]
        yield []
        return
    if any(part.required for part in command.params):
        yield []
    yield ["--store"]
    kinds = {part.type.name: part for part in command.params if isinstance(part, click.Option)}
    for kind in kinds.keys() & {"integer", "integer range", "float", "day", "moment", "choice"}:
        yield [kinds[kind].opts[0], "x y"]


@every
def test_wrong_usage_is_told_in_the_language_asked_for(
    words: Words, command: click.Command, capsys: pytest.CaptureFixture[str]
) -> None:
    for given in wrong_ways(command):
        if words == ("place",) and given[:1] == ["--tidak-ada"]:
            continue  # without a verb, place places everybody
        assert main([*words, *given]) == 2, given
        said = capsys.readouterr().err
        assert said.strip(), given
        assert CLICK.findall(TOKENS.sub(" ", said)) == [], given
    assert main([*words, "--lang=en", "--tidak-ada"]) == 2
    assert INDONESIAN.findall(TOKENS.sub(" ", capsys.readouterr().err)) == []
