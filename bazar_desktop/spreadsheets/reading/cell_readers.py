"""The cells of one column read quickly: what is plainly in order, and what came before, needs no rule again."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bazar_desktop.domain.bazaars.regions import Regions
from bazar_desktop.domain.identifiers import read_nik
from bazar_desktop.spreadsheets.reading.cells import MoneyStyle, Understood, Value, understand
from bazar_desktop.spreadsheets.reading.fields import (
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
from bazar_desktop.spreadsheets.reading.sheets import TEXT

CellReader = Callable[[str, str], Understood]  # a cell's text, and what it arrived as
_REMEMBERED = 20_000
_PHONE, _NIB, _NIK = r"08[0-9]{7,11}", r"[0-9]{13}", r"[0-9]{16}"
_REPEATS = ("product", "category", "agency")  # texts that are the same in many rows


class Quick:
    """Reads the cells of one column that are plainly in order. A cell gives None where rules must look."""

    def __call__(self, text: str, kind: str) -> Value:
        """The value of one cell that is not blank."""
        return None

    def column(self, texts: Sequence[str], kinds: str) -> list[Value]:
        """The values of many cells at once, blank ones too: those may give None or ""."""
        return list(map(self, texts, kinds))


def readers_of(field: Field, style: MoneyStyle, regions: Regions | None) -> tuple[Quick, CellReader]:
    """For the cells of this column that are not blank: together they give what `understand` gives."""

    def read(text: str, kind: str) -> Understood:
        return understand(field, text, kind, style, regions)

    if field.reads in (AS_TEXT, AS_COUNTER):
        return (_KeptOnce() if field.key in _REPEATS else AsItStands()), read
    if field.reads in (AS_REGION, AS_YES_NO, AS_STATUS):
        remembering = _Remembering(read)
        return remembering, remembering.read
    if field.reads == AS_PHONE:
        return _PlainPhones(), read
    if field.reads == AS_NIB:
        return _Matching(_NIB), read
    return (_PlainNiks() if field.reads == AS_NIK else Quick()), read


class AsItStands(Quick):
    """The text without blanks around it."""

    def __call__(self, text: str, kind: str) -> str:
        return text.strip()


class _KeptOnce(Quick):
    """Equal texts become one, so that a long list holds each only once."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def __call__(self, text: str, kind: str) -> str:
        found = self._known.get(text)
        if found is None:
            found = text.strip()
            if len(self._known) < _REMEMBERED:
                self._known[text] = found
        return found

    def column(self, texts: Sequence[str], kinds: str) -> list[Value]:
        found: list[Value] = list(map(self._known.get, texts))
        return list(map(self, texts, kinds)) if None in found else found


class _Remembering(Quick):
    """For columns whose cells say the same few things: what was in order once is so again."""

    def __init__(self, read: CellReader) -> None:
        self._read = read
        self._in_order: dict[tuple[str, str], Value] = {}
        self._known: dict[tuple[str, str], Understood] = {}

    def __call__(self, text: str, kind: str) -> Value:
        return self._in_order.get((text, kind))

    def column(self, texts: Sequence[str], kinds: str) -> list[Value]:
        return list(map(self._in_order.get, zip(texts, kinds, strict=True)))

    def read(self, text: str, kind: str) -> Understood:
        """What the rules say."""
        understood = self._known.get((text, kind))
        if understood is None:
            understood = self._read(text, kind)
            if len(self._known) < _REMEMBERED:
                self._known[text, kind] = understood
                if not understood.flags:
                    self._in_order[text, kind] = understood.value
        return understood


class _Matching(Quick):
    """Cells that arrived as text and are of one plain form."""

    def __init__(self, form: str) -> None:
        self._one, self._many = re.compile(form), re.compile(rf"(?:{form}\n)*+")

    def __call__(self, text: str, kind: str) -> str | None:
        return self._read(text) if kind == TEXT and self._one.fullmatch(text) else None

    def column(self, texts: Sequence[str], kinds: str) -> list[Value]:
        joined = "\n".join([*texts, ""])
        if kinds.count(TEXT) == len(texts) == joined.count("\n") and self._many.fullmatch(joined):
            return list(map(self._read, texts))
        return list(map(self, texts, kinds))

    def _read(self, text: str) -> str | None:
        return text


class _PlainPhones(_Matching):
    def __init__(self) -> None:
        super().__init__(_PHONE)

    def _read(self, text: str) -> str:
        return "+62" + text[1:]


class _PlainNiks(_Matching):
    def __init__(self) -> None:
        super().__init__(_NIK)
        self._born: dict[str, bool] = {}  # by the six digits of a birth date: whether it can be

    def _read(self, text: str) -> str | None:
        birth = text[6:12]
        can_be = self._born.get(birth)
        if can_be is None:
            can_be = self._born[birth] = not read_nik(text).warnings
        return text if can_be else None
