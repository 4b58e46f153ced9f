"""Lists from officers' files as use cases take them: the rows as read, and the bucket in which each of them ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, runtime_checkable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bazar_desktop.domain.bazaars.named_days import UNREAD, NamedDay
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.store.tables import Fact

NEW, SAME, CHANGED = "new", "same", "changed"
LOOK, REFUSED, NOT_VENDOR = "look", "refused", "not_vendor"
BUCKETS = (NEW, SAME, CHANGED, LOOK, REFUSED, NOT_VENDOR)

# Why a row needs a look, beside the flags of its cells and the codes of broken rules.
DUPLICATE_IN_FILE = "duplicate_in_file"
EMPTY_NAME = "empty_name"

Value = str | int | bool | None
Report = Callable[[int, int], object]
REPORT_EVERY = 500


class StoreMovedOn(BazarError):
    """What the plan was made against has changed since."""


class NothingToSave(BazarError):
    """No row of the list is new or changed."""


class ReadFlag(Protocol):
    """Something about a cell that a person should look at; `proposal` may be accepted in its place."""

    @property
    def field(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def read(self) -> str: ...
    @property
    def proposal(self) -> Value: ...


class ReadRow(Protocol):
    """A row of a list: understood `values` by field, `extras` by header, all `texts` as they stood."""

    @property
    def number(self) -> int: ...
    @property
    def values(self) -> Mapping[str, Value]: ...
    @property
    def extras(self) -> Mapping[str, str]: ...
    @property
    def flags(self) -> Sequence[ReadFlag]: ...
    @property
    def texts(self) -> Sequence[str]: ...


class RowBlock(Protocol):
    """Rows that follow one another, by column: `values` by field with None for blank, `texts` by column's index.

    `extras` are by header. The rows in the places `odd` are to be read alone, by `row`.
    """

    @property
    def numbers(self) -> Sequence[int]: ...
    @property
    def values(self) -> Mapping[str, Sequence[Value]]: ...
    @property
    def texts(self) -> Sequence[Sequence[str]]: ...
    @property
    def extras(self) -> Mapping[str, Sequence[str]]: ...
    @property
    def odd(self) -> frozenset[int]: ...
    @property
    def row(self) -> Callable[[int], ReadRow]: ...


@runtime_checkable
class InBlocks(Protocol):
    """Rows that can be taken by column too."""

    def blocks(self) -> Iterator[RowBlock]: ...


@dataclass(frozen=True, slots=True)
class ListColumn:
    """Where a field stands in the file: the column's index from 0 and its name."""

    index: int
    name: str


@dataclass(frozen=True, slots=True)
class OtherRow:
    """A row that is no vendor's; `reason` is title, header, total or footer."""

    number: int
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class ReadList:
    """A list that was read. `rows` + `others` + `blank` rows are the file's `height` rows.

    `columns` by field; a list of omzet with columns of several `days` has them as "total@h2", a key of the day behind.
    `totals`: what the rows of totals say by the same keys, a sequence a sheet. `row_days`: the days that rows of
    omzet name themselves, by row; UNREAD where one says a day that is not understood.
    """

    name: str
    rows: Sequence[ReadRow]
    columns: Mapping[str, ListColumn]
    others: tuple[OtherRow, ...]
    blank: int
    height: int
    days: tuple[NamedDay, ...] = ()
    totals: tuple[tuple[Mapping[str, int], ...], ...] = ()
    row_days: Mapping[int, NamedDay] = field(default_factory=dict)

    @property
    def is_of_days(self) -> bool:
        """Whether several days can be taken from it at once."""
        return len(self.days) > 1 or len({*self.row_days.values()} - {UNREAD}) > 1


@dataclass(frozen=True, slots=True)
class RowReason:
    """Why a row is where it is, or what is to be looked at in it. `row` is another row of the file, 0 for none.

    `read` and `known` may hold personal data: for the screen and the sender's own workbook only.
    """

    code: str
    field: str = ""
    column: int | None = None
    read: str = ""
    proposal: Value = None
    row: int = 0
    known: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field whose value in the list differs from what is known; `day` where the list is of several days."""

    field: str
    before: Value
    after: Value
    day: date | None = None


@dataclass(frozen=True, slots=True)
class ListChoices:
    """What the officer decided. `accepted`: codes of flags whose proposals are taken.

    `rows` decides rows that need a look: NEW, or the id of what the row is. `look_as_new` decides all others.
    `all_days`: of a list of omzet with columns of several days, all are taken and not the day in hand alone.
    """

    accepted: frozenset[str] = frozenset()
    rows: Mapping[int, str] = field(default_factory=dict)
    look_as_new: bool = False
    all_days: bool = False

    def of(self, number: int) -> str:
        """NEW, an id, or "" where nothing was decided."""
        return self.rows.get(number, NEW if self.look_as_new else "")


UNDECIDED = ListChoices()


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import wrote, in rows of the list."""

    new: int
    changed: int


def proposal_of(flag: ReadFlag) -> Value:
    """Tell what may be accepted in place of the cell; None where there is nothing ("-" is how a rule says so)."""
    return None if flag.proposal == "-" else flag.proposal


def reason_of(flag: ReadFlag, columns: Mapping[str, ListColumn]) -> RowReason:
    column = columns.get(flag.field)
    return RowReason(flag.code, flag.field, column.index if column else None, flag.read, proposal_of(flag))


def store_mark(session: Session, *classes: type[Fact]) -> str:
    """Give the state of these tables, to see later whether they moved on: rows and the clock of the last change."""
    parts = []
    for cls in classes:
        count, last = session.execute(select(func.count(), func.max(cls.changed_at)).select_from(cls)).one()
        parts.append(f"{cls.__tablename__}:{count}:{last or ''}")
    return "|".join(parts)


def require_unmoved(session: Session, mark: str, *classes: type[Fact]) -> None:
    """Refuse, by StoreMovedOn, where `mark` is no longer the state of these tables."""
    if store_mark(session, *classes) != mark:
        raise StoreMovedOn()
