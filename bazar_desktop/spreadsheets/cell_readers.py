"""The cells of one column read quickly: what is plainly in order, and what came before, needs no rule again."""

from __future__ import annotations

import re
from collections.abc import Callable

from bazar_desktop.domain.identifiers import read_nik
from bazar_desktop.domain.regions import Regions
from bazar_desktop.spreadsheets.cells import MoneyStyle, Understood, understand
from bazar_desktop.spreadsheets.fields import (
    AS_COUNTER,
    AS_NIB,
    AS_NIK,
    AS_PHONE,
    AS_REGION,
    AS_STATUS,
    AS_TEXT,
    AS_YES_NO,
    Field,
)
from bazar_desktop.spreadsheets.sheets import TEXT

CellReader = Callable[[str, str], Understood]  # a cell's text, and what it arrived as
_REMEMBERED = 20_000
_PLAIN_PHONE = re.compile(r"08[0-9]{7,11}")
_PLAIN_NIB = re.compile(r"[0-9]{13}")
_PLAIN_NIK = re.compile(r"[0-9]{16}")


def reader_of(field: Field, style: MoneyStyle, regions: Regions | None) -> CellReader:
    """What `understand` gives for a cell of this column that is not blank."""

    def read(text: str, kind: str) -> Understood:
        return understand(field, text, kind, style, regions)

    if field.reads in (AS_TEXT, AS_COUNTER):
        return _as_it_stands
    if field.reads in (AS_REGION, AS_YES_NO, AS_STATUS):
        return _remembering(read)
    if field.reads == AS_PHONE:
        return _plain(read, _PLAIN_PHONE, lambda text: "+62" + text[1:])
    if field.reads == AS_NIB:
        return _plain(read, _PLAIN_NIB, str)
    if field.reads == AS_NIK:
        return _niks(read)
    return read


def _as_it_stands(text: str, kind: str) -> Understood:
    return Understood(text.strip())


def _remembering(read: CellReader) -> CellReader:
    """For columns whose cells say the same few things."""
    known: dict[tuple[str, str], Understood] = {}

    def quick(text: str, kind: str) -> Understood:
        found = known.get((text, kind))
        if found is None:
            found = read(text, kind)
            if len(known) < _REMEMBERED:
                known[text, kind] = found
        return found

    return quick


def _plain(read: CellReader, shape: re.Pattern[str], normal: Callable[[str], str]) -> CellReader:
    """For numbers that mostly stand as they should: digits typed as text."""

    def quick(text: str, kind: str) -> Understood:
        if kind == TEXT and shape.fullmatch(text):
            return Understood(normal(text))
        return read(text, kind)

    return quick


def _niks(read: CellReader) -> CellReader:
    born: dict[str, bool] = {}  # by the six digits of a birth date: whether it can be

    def quick(text: str, kind: str) -> Understood:
        if kind != TEXT or not _PLAIN_NIK.fullmatch(text):
            return read(text, kind)
        birth = text[6:12]
        can_be = born.get(birth)
        if can_be is None:
            can_be = born[birth] = not read_nik(text).warnings
        return Understood(text) if can_be else read(text, kind)

    return quick
