"""What every command shares: which store, who, how to answer; a broken rule becomes words and exit code 2."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, is_dataclass
from datetime import date, datetime, time
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import click

from bazar_desktop.cli.help import LANGUAGES, speak
from bazar_desktop.domain.calendar import WIB, parse_date
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.jobs.recovery.sign_in import admitted
from bazar_desktop.language import N_, _
from bazar_desktop.store.actions import name_of
from bazar_desktop.store.backup import SHARES
from bazar_desktop.store.database import Session
from bazar_desktop.store.faults import has_no_room, machine_faults_named
from bazar_desktop.store.key_file import Owner
from bazar_desktop.store.opening import STORE_FILE, OpenStore, default_folder, open_with_key
from bazar_desktop.store.outputs import FileThere, make_last
from bazar_desktop.store.traces import require_no_traces
from bazar_desktop.store.unlocking import NoStoreHere, unlock
from bazar_desktop.work_log import logged

P = ParamSpec("P")
T = TypeVar("T")
Commanded = TypeVar("Commanded", bound=Callable[..., Any])


class OfficerNotNamed(BazarError):
    """Commands take BAZAR_OFFICER and BAZAR_PIN."""


@dataclass
class CliContext:
    """The store that a command works on, opened at the first need, and the way it answers."""

    folder: Path
    as_json: bool
    database: str | None = None
    exit_code: int = 0  # what the command ends with where it did its work and found something wrong
    _store: OpenStore | None = None

    @property
    def store(self) -> OpenStore:
        """The open store. Raises OfficerDismissed and what `unlock` and `open_with_key` raise."""
        if self._store is None:
            self._store = admitted(open_with_key(self.folder, *self.unlock(), database=self.database))
            if not self.database and not self.as_json and has_no_room(self.folder):
                self.warn(
                    _("Ruang penyimpanan laptop penuh: data dapat dibaca, dan belum ada yang dapat disimpan.")
                )
        return self._store

    def unlock(self) -> tuple[Owner, bytes]:
        """Give who is named and the store's key, without touching the store.

        Raises OfficerNotNamed and what `store.unlocking.unlock` raises.
        """
        officer, pin = os.environ.get("BAZAR_OFFICER"), os.environ.get("BAZAR_PIN")
        if not officer or not pin:
            raise OfficerNotNamed()
        return unlock(self.folder, officer, pin)

    @property
    def names_officer(self) -> bool:
        """Whether somebody is named who may open the store."""
        return bool(os.environ.get("BAZAR_OFFICER"))

    def now(self) -> datetime:
        return datetime.now(WIB)

    def read(self) -> AbstractContextManager[Session]:
        return self.store.db.read()

    def write(
        self, function: Callable[..., object], reason: str | None = None
    ) -> AbstractContextManager[Session]:
        """One action of the officer named by BAZAR_OFFICER, now; `function` gives its name in the journal."""
        return self.store.db.write(self.store.officer.id, name_of(function), self.now(), reason=reason)

    def perform(
        self, function: Callable[Concatenate[Session, P], T], /, *args: P.args, **facts: P.kwargs
    ) -> T:
        """Do `function(session, **facts)` as one action, where a command needs nothing else of the store."""
        with self.write(function) as session:
            return function(session, *args, **facts)

    def answer(self, result: object, words: str | list[str]) -> None:
        """Print `result` as one JSON object where --json was given, else `words`."""
        if self.as_json:
            click.echo(json.dumps(plain(result), ensure_ascii=False, sort_keys=True))
        else:
            click.echo(words if isinstance(words, str) else "\n".join(words))

    def ready(self, folder: Path) -> Path:
        """Give `folder` to write to. Only its last part is made: a stick that is not there stays away."""
        return make_last(folder)

    def warn(self, words: str) -> None:
        """Print a sentence on stderr: something was done, and wants a look."""
        click.echo(words, err=True)

    def progress(self, done: int, of: int, what: str = "") -> bool:
        """Show how far a job is, on stderr of a terminal; a job goes on while this is true."""
        if not self.as_json and sys.stderr.isatty():
            so_far = f"{100 * done // SHARES} %" if of == SHARES else f"{done}/{of}"
            click.echo(f"\r{what} {so_far}", nl=done >= of, err=True)
        return True


def plain(value: object) -> Any:
    """`value` as JSON can hold it: dataclasses as objects, dates as ISO 8601."""
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return str(value) if isinstance(value, Path) else value


def command(group: click.Group, name: str, help_: str) -> Callable[[Callable[..., None]], click.Command]:
    """Register a function as the command `name` of `group`; its first argument is the CliContext."""

    def register(function: Callable[..., None]) -> click.Command:
        @group.command(name, help=help_)
        @click.option("--store", "folder", type=TO_FOLDER, envvar="BAZAR_STORE", help=N_("folder"))
        @click.option("--database", envvar="BAZAR_DATABASE", help="postgresql+psycopg://…")
        @click.option("--json", "as_json", is_flag=True)
        @click.option("--lang", type=click.Choice(LANGUAGES), default=None, is_eager=True, callback=speak)
        @wraps(function)
        def run(
            folder: Path | None, database: str | None, as_json: bool, lang: str | None, **arguments: Any
        ) -> None:
            context = CliContext(folder or default_folder(), as_json, database)
            try:
                with machine_faults_named(context.folder / STORE_FILE):
                    logged(f"command {group.name}.{name}".replace("-", "_"))(function)(context, **arguments)
            except NoStoreHere:
                require_no_traces(context.folder, database)  # where a server is named, an office is somewhere
                raise
            finally:
                if context._store is not None:
                    context._store.db.close()
            if context.exit_code:
                raise click.exceptions.Exit(context.exit_code)

        return run

    return register


class DayType(click.ParamType[date]):
    """A date as an officer types it: 20/3/2023, 20 Maret 2023 or 2023-03-20."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        day = parse_date(str(value))
        if day is None:
            self.fail(_("tanggal kosong"), param, ctx)
        return day


def writes_file(*names: str, help_: str, required: bool = False) -> Callable[[Commanded], Commanded]:
    """Give a command the option of a file to write, and --replace, without which a file that is there is left alone.

    The command then raises FileThere before it does anything.
    """
    key = next((name for name in names if not name.startswith("-")), names[0].lstrip("-").replace("-", "_"))

    def around(function: Commanded) -> Commanded:
        @click.option(*names, type=FILE, required=required, help=help_)
        @click.option("--replace", is_flag=True, help=N_("ganti berkas yang sudah ada"))
        @wraps(function)
        def run(context: CliContext, *, replace: bool, **arguments: Any) -> None:
            path = arguments[key]
            if path is not None and not replace and os.path.lexists(path):
                raise FileThere(file=path.name, folder=str(path.absolute().parent))
            function(context, **arguments)

        return run  # type: ignore[return-value]

    return around


DAY = DayType()
FILE = click.Path(path_type=Path)
TO_FOLDER = click.Path(path_type=Path, file_okay=False)
