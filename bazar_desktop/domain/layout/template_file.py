"""A plan as one line of JSON: how templates travel between lokasi and laptops.

`{"format": "bazar-layout", "version": 1, "width", "depth", "north", "booths": [...], "fixtures": [...]}`, with the
fields of Booth and Fixture. Fields that a reader does not know are passed over; a newer version is refused.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, asdict, fields
from math import isfinite
from typing import Any, TypeVar

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.journal.changes import canonical
from bazar_desktop.domain.layout.model import SIDES, Booth, Fixture, Plan

FORMAT, VERSION = "bazar-layout", 1
LONGEST = 10_000.0  # metres; beyond this a figure is a mistake

Item = TypeVar("Item", Booth, Fixture)


class LayoutUnreadable(BazarError):
    """This is no plan, or one of a newer version: where, the first part that cannot be read."""


def plan_to_json(plan: Plan) -> str:
    """The same text for the same plan everywhere, without its picture; lengths in metres with up to three decimals."""
    document = {"format": FORMAT, "version": VERSION, **_rounded(asdict(plan))}
    del document["picture"]
    return canonical(document)


def plan_from_json(text: str) -> Plan:
    """The inverse of `plan_to_json`. Raises LayoutUnreadable."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise LayoutUnreadable(where="JSON") from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise LayoutUnreadable(where="format")
    if document.get("version") != VERSION:
        raise LayoutUnreadable(where="version")
    booths = _items(document, "booths", Booth)
    fixtures = _items(document, "fixtures", Fixture)
    _distinct([booth.id for booth in booths] + [fixture.id for fixture in fixtures], "id")
    _distinct([booth.label for booth in booths], "label")
    for index, booth in enumerate(booths):
        if booth.facing not in SIDES:
            raise LayoutUnreadable(where=f"booths[{index}].facing")
    return Plan(
        width=_number(document.get("width"), "width", at_least=0.1),
        depth=_number(document.get("depth"), "depth", at_least=0.1),
        booths=booths,
        fixtures=fixtures,
        north=_number(document.get("north", 0.0), "north"),
    )


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _rounded(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(item) for item in value]
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return round(float(value), 3) + 0.0
    return value


def _items(document: dict[str, Any], name: str, kind: type[Item]) -> tuple[Item, ...]:
    rows = document.get(name, [])
    if not isinstance(rows, list):
        raise LayoutUnreadable(where=name)
    return tuple(_item(row, f"{name}[{index}]", kind) for index, row in enumerate(rows))


def _item(row: object, where: str, kind: type[Item]) -> Item:
    if not isinstance(row, dict):
        raise LayoutUnreadable(where=where)
    values: dict[str, Any] = {}
    for field in fields(kind):
        spot = f"{where}.{field.name}"
        if field.name not in row:
            if field.default is MISSING:
                raise LayoutUnreadable(where=spot)
            continue
        values[field.name] = _value(row[field.name], str(field.type), field.name, spot)
    return kind(**values)


def _value(value: object, kind: str, name: str, where: str) -> object:
    if kind == "float":
        return _number(value, where, at_least=0.1 if name in ("width", "depth") else -LONGEST)
    if not isinstance(value, bool if kind == "bool" else str):
        raise LayoutUnreadable(where=where)
    return value


def _number(value: object, where: str, at_least: float = -LONGEST) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise LayoutUnreadable(where=where)
    if not isfinite(value) or not at_least <= value <= LONGEST:
        raise LayoutUnreadable(where=where)
    return float(value)


def _distinct(names: list[str], where: str) -> None:
    if "" in names or len(set(names)) != len(names):
        raise LayoutUnreadable(where=where)
