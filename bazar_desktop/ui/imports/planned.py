"""A plan as the rows step shows it: its lines and counts, made beside the window because a list may be long."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.identifiers import safe_excerpt
from bazar_desktop.domain.money import format_number
from bazar_desktop.jobs.imports.source import Look
from bazar_desktop.language import _
from bazar_desktop.phrases.imports import DROPPED_NAMES, field_name, why
from bazar_desktop.phrases.journal import value_words
from bazar_desktop.services.imports.plan import ImportPlan, PlannedRow
from bazar_desktop.services.register.list_model import CHANGED, NEW, NOT_VENDOR, Difference, OtherRow


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row of the file as it is shown: its planned row, and the list in which it stands."""

    row: PlannedRow
    look: Look

    @property
    def place(self) -> str:
        return self.look.row_words(self.row.number)

    @property
    def because(self) -> str:
        return _because(self.row, self.look.row_words)


@dataclass(frozen=True, slots=True)
class Planned:
    """`buckets` add up to the file's rows. `flags` and `acceptable` count cells by the kind of their reason."""

    look: Look
    plan: ImportPlan
    lines: tuple[RowLine, ...]
    buckets: Mapping[str, int]
    flags: Mapping[str, int]
    acceptable: Mapping[str, int]

    @property
    def to_save(self) -> int:
        """How many rows *Simpan* would write."""
        return self.buckets[NEW] + self.buckets[CHANGED]


@dataclass(frozen=True, slots=True)
class Asked:
    """A list that asks something before it can be planned."""

    look: Look
    question: BazarError


def planned(look: Look, plan: ImportPlan) -> Planned:
    """All that is shown of `plan`, in one pass over its rows."""
    flags: Counter[str] = Counter()
    acceptable: Counter[str] = Counter()
    for row in plan.rows.alone:
        for reason in row.reasons:
            flags[reason.code] += 1
            if reason.proposal is not None:
                acceptable[reason.code] += 1
    rows = sorted([*plan.rows.shown(), *map(_left_out, plan.others)], key=lambda row: row.number)
    lines = tuple(RowLine(row, look) for row in rows)
    return Planned(look, plan, lines, plan.counts(), flags, acceptable)


def _left_out(other: OtherRow) -> PlannedRow:
    return PlannedRow(other.number, NOT_VENDOR, f"{_(DROPPED_NAMES[other.reason])}: {other.text}")


def _because(row: PlannedRow, row_words: Callable[[int], str]) -> str:
    changes = [
        f"{_field_of(change)}: {_value(change.field, change.before)} → {_value(change.field, change.after)}"
        for change in row.differences
    ]
    return "; ".join(dict.fromkeys([*(why(reason, row_words) for reason in row.reasons), *changes]))


def _field_of(change: Difference) -> str:
    name = field_name(change.field)
    return f"{name} {change.day:%d/%m}" if change.day is not None else name


def _value(field: str, value: object) -> str:
    if value is None:
        return _("kosong")
    if field == "state":
        return value_words(value)
    if field in {"nik", "phone"}:
        return "…" + str(value)[-4:]
    plain = isinstance(value, int) and not isinstance(value, bool)
    return format_number(int(str(value))) if plain else safe_excerpt(str(value))
