"""No command ends in a traceback, whatever is wrong with the database it is sent to: each ends in a sentence."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from bazar_desktop.cli.main import main
from bazar_desktop.messages import sentence
from bazar_desktop.store import engine
from bazar_desktop.store.engine import postgres_engine
from bazar_desktop.store.faults import DatabaseAddressWrong, ServerPartMissing
from tests.cli.test_every_command import EVERY, NAMES, value_for
from tests.commands import PIN, Shell, shell
from tests.postgres import running_postgres
from tests.stores import postgres_url

__all__ = ["shell"]
NO_ADDRESS = (
    "nonsense",
    "",
    "mysql://kantor",
    "sqlite:///bazar.db",
    "postgresql+psycopg://server:abc/kantor",
    "postgresql+psycopg://server/kantor?port=abc",
    f"postgresql+psycopg://{'x' * 70}/kantor",
    "postgresql+psycopg://server/kantor?sslmode",
    "http://server/kantor",
)
UNREACHABLE = "postgresql+psycopg://bazar@127.0.0.1:1/kantor"
CONNECTS_BADLY = "postgresql+psycopg://bazar@127.0.0.1:1/kantor?connect_timeout=lama"


SMALL_DEMO = (
    "--lokasi",
    "1",
    "--vendors",
    "4",
    "--days",
    "1",
    "--no-pictures",
)  # it is made whatever the database


def given(words: tuple[str, ...], command: click.Command, folder: Path) -> list[str]:
    """The words of a command with all that it needs."""
    line = [*words, *(SMALL_DEMO if words == ("demo",) else ())]
    for parameter in command.params:
        if not parameter.required:
            continue
        if isinstance(parameter, click.Option) and parameter.is_flag:
            line.append(parameter.opts[0])
        else:
            value = "PIN_BARU" if parameter.name == "variable" else value_for(parameter, folder)
            line += [parameter.opts[0], value] if isinstance(parameter, click.Option) else [value]
    return line


@pytest.mark.parametrize(("words", "command"), EVERY, ids=NAMES)
def test_it_ends_in_a_sentence_where_no_server_answers(
    shell: Shell,
    words: tuple[str, ...],
    command: click.Command,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PIN_BARU", PIN)
    before = {path: path.read_bytes() for path in shell.store.iterdir() if path.suffix in {".db", ".json"}}
    for database in ("nonsense", UNREACHABLE, CONNECTS_BADLY):
        line = [*given(words, command, tmp_path), "--store", str(shell.store), "--database", database]
        shell.capture.readouterr()
        code = main(line)
        said = shell.capture.readouterr()
        assert code in {0, 2, 3, 4}, said.err
        assert "Traceback" not in said.out + said.err
        assert "Program menemui kesalahan" not in said.err
        assert (said.out + said.err).strip()
    if words not in {("store", "free"), ("store", "take-over"), ("recovery", "new-pin")}:
        assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize("database", [address for address in NO_ADDRESS if address])
def test_what_is_no_address_of_a_server_is_told_so_and_not_repeated(
    shell: Shell, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIN_BARU", PIN)
    office = Shell(tmp_path / "office", shell.capture)
    found = ["office", "init", "--name", "Sudin", "--officer", "Kepala", "--pin-from-env", "PIN_BARU"]
    for there, words in ((shell, ["officer", "list"]), (office, found)):
        code = there.failed(*words, "--database", database)
        assert code in {"database_address_wrong", "server_unreachable"}
    assert not (tmp_path / "office").exists()
    assert database not in sentence(DatabaseAddressWrong())


@pytest.mark.neighbour("initdb", "pg_ctl")
def test_founding_an_office_says_what_is_wrong_with_the_server_and_makes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PIN_BARU", PIN)
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    office = Shell(tmp_path / "office", capsys)
    words = ["office", "init", "--name", "Sudin", "--officer", "Kepala", "--pin-from-env", "PIN_BARU"]
    with running_postgres() as socket:
        wrong = {
            UNREACHABLE: "server_unreachable",
            postgres_url(Path("/nowhere"), "kantor"): "server_unreachable",
            postgres_url(socket, "missing"): "server_lacks_database",
            postgres_url(socket, "postgres").replace("bazar@", "nobody@"): "server_refuses",
            CONNECTS_BADLY: "database_address_wrong",
        }
        for database, code in wrong.items():
            assert office.failed(*words, "--database", database) == code
            assert not (tmp_path / "office").exists()
        assert office.run(*words, "--database", postgres_url(socket, "postgres"))["name"] == "Sudin"


def test_a_program_without_its_part_for_servers_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def lacking(*_given: object, **_more: object) -> None:
        raise ModuleNotFoundError("psycopg")

    monkeypatch.setattr(engine, "create_engine", lacking)
    with pytest.raises(ServerPartMissing):
        postgres_engine("postgresql+psycopg://server/kantor")
