"""Entering cells of a mitra's ledger as they were typed or pasted: a name, a unit, quantities, a price."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.ledger.quantities import KILOGRAM, read_quantity
from bazar_desktop.domain.money import parse_rupiah
from bazar_desktop.services.ledger.goods import (
    LONGEST_NAME,
    GoodsNameMissing,
    drop_goods,
    rename_goods,
    set_goods,
)
from bazar_desktop.store.actions import action

GOODS, UNIT, OPENING, PRICE, SOLD = "goods", "unit", "opening", "price", "sold"
COLUMNS = (GOODS, UNIT, OPENING, PRICE, SOLD)


@dataclass(frozen=True, slots=True)
class LedgerCell:
    """The text for one cell. `goods` is what the row is called, "" where it is new; `line` tells rows apart.

    `entered`: the row is on disk, not only remembered from an earlier day.
    """

    participation_id: str
    line: int
    goods: str
    entered: bool
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class LedgerAnswer:
    """What became of one cell; `error` says why it was refused."""

    error: BazarError | None = None


@action("partner_cells.put_cells")
def put_cells(
    session: Session, *, bazaar_id: str, day: date, cells: Sequence[LedgerCell]
) -> tuple[LedgerAnswer, ...]:
    """Enter cells one after the other as one action; new goods are called what the same row names first.

    A name made blank takes the goods out.
    """
    names: dict[tuple[str, int], str] = {}
    answers = []
    for cell in cells:
        key = (cell.participation_id, cell.line)
        where = {"bazaar_id": bazaar_id, "day": day, "participation_id": cell.participation_id}
        try:
            names[key] = _put(session, where, cell, names.get(key, cell.goods))
            answers.append(LedgerAnswer())
        except BazarError as error:
            answers.append(LedgerAnswer(error))
    return tuple(answers)


def _put(session: Session, where: dict[str, Any], cell: LedgerCell, name: str) -> str:
    """Enter one cell; returns what the goods are called now."""
    words = cell.text.strip()
    if cell.column == GOODS:
        return _put_name(session, where, cell, words)
    if not name:
        raise GoodsNameMissing(largest=LONGEST_NAME)
    value: Any = words or KILOGRAM
    if cell.column == PRICE:
        amount = parse_rupiah(words)
        value = None if amount is None else amount.value
    elif cell.column != UNIT:
        value = read_quantity(words)
    set_goods(session, **where, goods=name, **{cell.column: value})
    return name


def _put_name(session: Session, where: dict[str, Any], cell: LedgerCell, words: str) -> str:
    if words and cell.entered:
        rename_goods(session, **where, goods=cell.goods, to=words)
    elif words:
        set_goods(session, **where, goods=words)
    elif cell.entered:
        drop_goods(session, **where, goods=cell.goods)
    return words
