"""Real stores for tests, and what makes two of them equal."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from copy import deepcopy
from datetime import datetime, timedelta, timezone
from functools import cache, wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, create_engine, func, select
from sqlalchemy.orm import Session

from bazar_desktop.domain.journal.changes import Change, canonical
from bazar_desktop.store.creating import create
from bazar_desktop.store.database import Database
from bazar_desktop.store.engine import postgres_engine, sqlite_engine
from bazar_desktop.store.fields import field_names
from bazar_desktop.store.journal import encode
from bazar_desktop.store.migration import migrate
from bazar_desktop.store.tables import ChangeRow, Conflict, facts

P = ParamSpec("P")
T = TypeVar("T")
MakeStore = Callable[[str], Database]
WIB = timezone(timedelta(hours=7))
MORNING = datetime(2023, 3, 20, 7, 42, tzinfo=WIB)


def sqlcipher_store(folder: Path, letter: str, **more: object) -> Database:
    """A store of its own; its empty tables are copied, because laying them out takes longer than most tests."""
    file = folder / f"{letter}-{secrets.token_hex(4)}.bazardb"
    empty, key = _laid_out()
    file.write_bytes(empty)
    return _created(sqlite_engine(file, key), letter, **more)


@cache
def _laid_out() -> tuple[bytes, bytes]:
    """An encrypted file with empty tables, and its key."""
    key = secrets.token_bytes(32)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "empty.bazardb"
        engine = sqlite_engine(file, key)
        migrate(engine)
        engine.dispose()
        return file.read_bytes(), key


_lone: WeakKeyDictionary[Database, Path] = WeakKeyDictionary()
_made: dict[tuple[object, ...], tuple[bytes, Any, object]] = {}


def lone_store(folder: Path, letter: str) -> Database:
    """The only store of a test: what is `made_once` in it may be a copy, with the identity of the first one."""
    db = sqlcipher_store(folder, letter)
    [_lone[db]] = folder.glob(f"{letter}-*.bazardb")
    return db


def made_once(build: Callable[Concatenate[Database, P], T]) -> Callable[Concatenate[Database, P], T]:
    """Let `build(db, …)` fill a lone empty store once a test process; later ones get a copy of its file."""

    @wraps(build)
    def make(db: Database, *args: P.args, **facts: P.kwargs) -> T:
        file = _lone.pop(db, None)  # what `build` itself builds is part of the copy
        if file is None or not _is_empty(db):
            return build(db, *args, **facts)
        key = build.__qualname__, args, tuple(sorted(facts.items()))
        if key in _made:
            db.engine.dispose()
            file.write_bytes(_made[key][0])
        else:
            result, anybody = build(db, *args, **facts), object()
            db.engine.dispose()  # moves the log into the file
            _made[key] = file.read_bytes(), deepcopy(result, {id(db): anybody}), anybody
        _content, result, anybody = _made[key]
        return deepcopy(result, {id(anybody): db})

    return make


def _is_empty(db: Database) -> bool:
    with db.read() as session:
        return session.scalar(select(func.count()).select_from(ChangeRow)) == 0


def postgres_store(socket: Path, letter: str, **more: object) -> Database:
    """A database of its own; its empty tables are the server's copy of those of the first."""
    name = postgres_database(socket, _laid_out_at(socket))
    return _created(postgres_engine(postgres_url(socket, name)), letter, **more)


@cache
def _laid_out_at(socket: Path) -> str:
    """The name of a database with empty tables, which nobody is connected to."""
    name = postgres_database(socket)
    engine = postgres_engine(postgres_url(socket, name))
    migrate(engine)
    engine.dispose()
    return name


def postgres_database(socket: Path, template: str = "template1") -> str:
    """Make a database, a copy of `template`, which is empty by default; returns its name."""
    name = f"store_{secrets.token_hex(4)}"
    admin = create_engine(postgres_url(socket, "postgres"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template}")
    admin.dispose()
    return name


def postgres_url(socket: Path, name: str) -> str:
    return f"postgresql+psycopg://bazar@/{name}?host={socket}"


def _created(engine: Engine, letter: str, **more: object) -> Database:
    facts = {"kind": "laptop", "name": f"Laptop {letter}", "is_sample": False, "at": MORNING, **more}
    return create(engine, letter=letter, **facts)  # type: ignore[arg-type]


def facts_digest(session: Session) -> str:
    """One hash over every fact row; equal where two stores hold the same facts."""
    digest = hashlib.sha256()
    for entity, cls in sorted(facts().items()):
        for row in session.execute(select(cls.__table__).order_by(cls.id)):
            values = [row.id, row.changed_at, *(encode(getattr(row, name)) for name in field_names(cls))]
            digest.update(canonical([entity, *values]).encode())
    return digest.hexdigest()


def conflicts(session: Session) -> set[tuple[str, str, str]]:
    query = select(Conflict.entity, Conflict.row_id, Conflict.field)
    return {(row.entity, row.row_id, row.field) for row in session.execute(query)}


def all_changes(db: Database) -> list[Change]:
    with db.read() as session:
        return [Change(**row._mapping) for row in session.execute(select(ChangeRow.__table__))]


def last_action(session: Session, officer: str, origin: str) -> str | None:
    """The latest action of `officer` in this store."""
    query = select(ChangeRow.action).where(ChangeRow.officer == officer, ChangeRow.origin == origin)
    return session.execute(query.order_by(ChangeRow.seq.desc()).limit(1)).scalar_one_or_none()
