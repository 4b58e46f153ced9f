"""What every fact table has: an id, the clock of its last change, a merge rule a column."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any, ClassVar, TypeVar

from sqlalchemy import BigInteger, Dialect, Integer, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, Session, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator

from bazar_desktop.domain.journal.authority import HOUSE, STORE, is_id
from bazar_desktop.domain.journal.merging import ASK
from bazar_desktop.domain.values.kinds import TRUTH, Kind


def new_id(near: str | None = None) -> str:
    """A random id for a row that is first written here; one `near` another begins as that does.

    So an id tells to which bazaar it belongs (`domain.journal.authority`), and what belongs to one lies together in
    every index by id. With ids that are random from their first
    character each new row touches a page of its own, and a large encrypted file pays for pages.
    """
    made = str(uuid.uuid4())
    return near[:HOUSE] + made[HOUSE:] if near and is_id(near) else made


def new_ids(count: int) -> list[str]:
    """Make random ids in ascending order: rows entered together then lie together in the file."""
    digits = secrets.token_hex(16 * count)
    ids = []
    for at in range(0, len(digits), 32):
        one = digits[at : at + 32]
        variant = "89ab"[int(one[16], 16) & 3]
        ids.append(f"{one[:8]}-{one[8:12]}-4{one[13:16]}-{variant}{one[17:20]}-{one[20:]}")
    return sorted(ids)


class Moment(TypeDecorator[datetime]):
    """An aware point in time, kept as ISO 8601 text with its offset, to the second."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return None if value is None else value.isoformat(timespec="seconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class Base(DeclarativeBase):
    """The root of all tables. Every text is compared by its bytes, on both databases alike."""

    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text().with_variant(Text(collation="C"), "postgresql"),
        datetime: Moment(),
        int: Integer(),
    }


def fact(
    kind: Kind, *, merge: str = ASK, personal: bool = False, index: bool = False, big: bool = False
) -> MappedColumn[Any]:
    """Declare a column of a fact table: what it may hold, how it merges and whether it is about a person.

    Always nullable: a change of a row may reach a store before the row's first entry does. A kind may be widened at
    any time; narrowing one needs a migration that puts right what the new kind forbids, and readers of what earlier
    programs still send.
    """
    info = {"kind": kind, "merge": merge, "personal": personal}
    if big:
        return mapped_column(BigInteger, nullable=True, index=index, info=info)
    return mapped_column(nullable=True, index=index, info=info)


class Fact(Base):
    """A row whose every change stands in the journal.

    `changed_at` is the clock of the row's last change: a write over a row that has moved on since it was read
    raises instead of losing the other's entry. Facts are withdrawn, never deleted.
    """

    __abstract__ = True

    id: Mapped[str] = mapped_column(primary_key=True)
    changed_at: Mapped[str] = mapped_column()
    withdrawn: Mapped[bool] = mapped_column(
        default=False, info={"kind": TRUTH, "merge": ASK, "personal": False}
    )

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.changed_at, "version_id_generator": False}

    @property
    def scope(self) -> str:
        """The bazaar and day this fact belongs to, or "store"."""
        bazaar = getattr(self, "bazaar_id", None)
        day = getattr(self, "day", None)
        if bazaar is None:
            return STORE
        return f"{bazaar}/{day.isoformat()}" if day is not None else str(bazaar)


AnyFact = TypeVar("AnyFact", bound=Fact)


@cache
def facts() -> Mapping[str, type[Fact]]:
    """Give all fact classes by their table's name, which is the entity's name in the journal."""
    return {cls.__tablename__: cls for cls in _leaves(Fact)}


def _leaves(cls: type[Fact]) -> list[type[Fact]]:
    found = []
    for child in cls.__subclasses__():
        found.extend(_leaves(child) if child.__dict__.get("__abstract__") else [child])
    return found


def row_of(session: Session, cls: type[AnyFact], id_: str | None) -> AnyFact | None:
    """The row of `cls` with this id unless it is withdrawn."""
    row = session.get(cls, id_) if id_ else None
    return None if row is None or row.withdrawn else row
