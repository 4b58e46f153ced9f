"""The cells of one column read quickly: what is plainly in order, and what came before, needs no rule again."""

from __future__ import annotations

import re
from collections.abc import Callable

from bazar_desktop.domain.identifiers import read_nik
from bazar_desktop.domain.regions import Regions
from bazar_desktop.spreadsheets.cells import MoneyStyle, Understood, Value, understand
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
Quick = Callable[[str, str], Value]  # a cell that is plainly in order; None where rules must look
_REMEMBERED = 20_000
_PLAIN_PHONE = re.compile(r"08[0-9]{7,11}")
_PLAIN_NIB = re.compile(r"[0-9]{13}")
_PLAIN_NIK = re.compile(r"[0-9]{16}")
_REPEATS = ("product", "category", "agency")  # texts that are the same in many rows


def readers_of(field: Field, style: MoneyStyle, regions: Regions | None) -> tuple[Quick, CellReader]:
    """For the cells of this column that are not blank: together they give what `understand` gives."""

    def read(text: str, kind: str) -> Understood:
        return understand(field, text, kind, style, regions)

    if field.reads in (AS_TEXT, AS_COUNTER):
        return (_kept_once() if field.key in _REPEATS else as_it_stands), read
    if field.reads in (AS_REGION, AS_YES_NO, AS_STATUS):
        return _remembering(read)
    if field.reads == AS_PHONE:
        return _plain_phone, read
    if field.reads == AS_NIB:
        return _plain_nib, read
    return (_plain_niks() if field.reads == AS_NIK else _never), read


def _never(text: str, kind: str) -> None:
    return None


def as_it_stands(text: str, kind: str) -> str:
    """The text without blanks around it."""
    return text.strip()


def _kept_once() -> Quick:
    """Equal texts become one, so that a long list holds each only once."""
    known: dict[str, str] = {}

    def quick(text: str, kind: str) -> str:
        found = known.get(text)
        if found is None:
            found = text.strip()
            if len(known) < _REMEMBERED:
                known[text] = found
        return found

    return quick


def _remembering(read: CellReader) -> tuple[Quick, CellReader]:
    """For columns whose cells say the same few things: what was in order once is so again."""
    in_order: dict[tuple[str, str], Value] = {}
    known: dict[tuple[str, str], Understood] = {}

    def quick(text: str, kind: str) -> Value:
        return in_order.get((text, kind))

    def remembering(text: str, kind: str) -> Understood:
        found = known.get((text, kind))
        if found is None:
            found = read(text, kind)
            if len(known) < _REMEMBERED:
                known[text, kind] = found
                if not found.flags:
                    in_order[text, kind] = found.value
        return found

    return quick, remembering


def _plain_phone(text: str, kind: str) -> str | None:
    return "+62" + text[1:] if kind == TEXT and _PLAIN_PHONE.fullmatch(text) else None


def _plain_nib(text: str, kind: str) -> str | None:
    return text if kind == TEXT and _PLAIN_NIB.fullmatch(text) else None


def _plain_niks() -> Quick:
    born: dict[str, bool] = {}  # by the six digits of a birth date: whether it can be

    def quick(text: str, kind: str) -> str | None:
        if kind != TEXT or not _PLAIN_NIK.fullmatch(text):
            return None
        birth = text[6:12]
        can_be = born.get(birth)
        if can_be is None:
            can_be = born[birth] = not read_nik(text).warnings
        return text if can_be else None

    return quick
