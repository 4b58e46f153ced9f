"""Sheets of cards instead of rows: one vendor below another, the field's name beside each value."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from bazar_desktop.spreadsheets.reading.fields import BY_WORDS, PERSON, plain_header
from bazar_desktop.spreadsheets.reading.tables import SourceColumn, Table

LOOKED_AT, LEAST_FIELDS, MOSTLY = 2_000, 3, 0.6
_OF_A_PERSON = {field.key for field in PERSON} - {"counter", "owner", "business", "category", "note"}
_LONGEST = 60


class Cards(NamedTuple):
    """`column` names the fields downwards; `labels` are the words it has for them."""

    column: SourceColumn
    labels: tuple[str, ...]


def cards_of(table: Table) -> Cards | None:
    """The column that names the fields of cards; None where the rows are rows."""
    sheet = next(sheet for sheet in table.source.sheets if sheet.name == table.sheet)
    rows = sheet.rows[:LOOKED_AT]
    for column in table.columns:
        texts = [text for row in rows if (text := row.text(column.index).strip())]
        labels = Counter(text.strip(" :") for text in texts if _field_of(text))
        fields = {_field_of(label) for label in labels}
        if len(fields) >= LEAST_FIELDS and fields & _OF_A_PERSON and labels.total() >= MOSTLY * len(texts):
            return Cards(column, tuple(labels))
    return None


def is_label(text: str) -> bool:
    """Whether a text is the name of a field, or no word at all, and so nobody's name."""
    return text.strip(" :.").casefold() in BY_WORDS or not any(map(str.isalnum, text))


def _field_of(text: str) -> str:
    """The field that a cell names, "" where it names none."""
    field = (
        BY_WORDS.get(plain_header(text)) if len(text) <= _LONGEST and any(map(str.isalpha, text)) else None
    )
    return field.key if field is not None else ""
