"""datapackage.json: describes every column of the day's data files, so that any program can check and join them."""

from __future__ import annotations

import json

from bazar_desktop.domain.day.model import DaySheet
from bazar_desktop.phrases.bazaars import off_words
from bazar_desktop.spreadsheets.writing.day_tables import (
    DATE,
    MOMENT,
    NUMBER,
    RUPIAH,
    TEXT,
    YES_NO,
    OutColumn,
    OutTable,
    is_provisional,
)

_TYPES = {
    TEXT: "string",
    NUMBER: "integer",
    RUPIAH: "integer",
    DATE: "date",
    MOMENT: "datetime",
    YES_NO: "boolean",
}


def datapackage(sheet: DaySheet, tables: tuple[OutTable, ...]) -> bytes:
    """The descriptor, after Frictionless Data Package 1.0. A moment carries its offset from UTC where it is known."""
    package = {
        "profile": "data-package",
        "name": "hari-bazar",
        "title": f"{sheet.bazaar_name}, {sheet.lokasi}, {sheet.day.isoformat()}",
        "bazar": sheet.shown_code,
        "lokasi": sheet.lokasi,
        "tanggal": sheet.day.isoformat(),
        "segel": sheet.seal,
        "revisi": sheet.revision,
        "contoh": sheet.is_sample,
        "sementara": is_provisional(sheet),
        "segel_tidak_cocok": bool(sheet.seal_mismatch),
        "perlu_keputusan": sheet.undecided,
        "tidak_berlangsung": off_words(sheet.off) if sheet.off is not None else "",
        "resources": [_resource(table) for table in tables],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _resource(table: OutTable) -> dict[str, object]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"fields": list(here), "reference": {"resource": other, "fields": list(there)}}
                for here, other, there in table.links
            ],
        },
    }


def _field(column: OutColumn) -> dict[str, object]:
    field: dict[str, object] = {"name": column.name, "title": column.title, "type": _TYPES[column.kind]}
    constraints: dict[str, object] = {}
    if column.description:
        field["description"] = column.description
    if column.kind == RUPIAH:
        field["unit"] = "IDR"
    if column.kind == MOMENT:
        field["format"] = "any"
    if column.kind in (RUPIAH, NUMBER):
        constraints["minimum"] = 0
    if column.required:
        constraints["required"] = True
    if column.one_of:
        constraints["enum"] = list(column.one_of)
    if constraints:
        field["constraints"] = constraints
    return field
