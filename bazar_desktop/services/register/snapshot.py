"""A long list of vendors held in memory, so that each key typed over 400,000 of them needs the index alone."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest
from itertools import compress

from sqlalchemy import ColumnElement, FromClause, func, literal_column, select, text
from sqlalchemy.orm import Session

from bazar_desktop.services.register.search import (
    BY_ORDER,
    ORDER,
    Found,
    VendorFilter,
    count_vendors,
    find_vendors,
    ids_with_number,
    ids_within,
    in_order,
    is_short,
    is_sqlite,
    narrowed,
)
from bazar_desktop.services.register.search_terms import (
    candidates,
    holds,
    known_words,
    may_be_phone,
    meant_by,
    other_spellings,
    words_of,
    written,
)
from bazar_desktop.store.tables import Vendor

MANY = 1_000  # found vendors up to which all are put in order at once
STEP = 20_000  # places looked at in one go
HEAD = 500  # the first of the list, whose words are held too: with short words enough of them fit


@dataclass(frozen=True, slots=True)
class VendorSnapshot:
    """All vendors whom the facets of `wanted` leave, in order, as they were when it was read.

    `everybody` counts the whole register. `places` gives the place in `ids` by the vendor's row number, -1 for who is
    not there. `head` holds what is `written` of the first ones, `known` all words of the register.
    """

    wanted: VendorFilter
    everybody: int
    ids: Sequence[str]
    places: array[int]
    head: tuple[str, ...]
    known: tuple[str, ...]

    def answers(self, wanted: VendorFilter) -> bool:
        """Whether what `wanted` asks for is in this list, but for its words."""
        return replace(wanted, words="") == self.wanted


def last_change(session: Session) -> int:
    """A number that grows with whatever is changed in this store: while it stands, what was read is still so."""
    if not is_sqlite(session):
        return 0
    return int(session.execute(text("SELECT max(rowid) FROM change")).scalar() or 0)


def read_list(session: Session, wanted: VendorFilter) -> VendorSnapshot | None:
    """Read the list without the words of `wanted`; None on a server, which has no index of words."""
    if not is_sqlite(session):
        return None
    base = replace(wanted, words="")
    numbers, ids = _columns(session, base)
    places = array("i", [-1]) * (max(numbers, default=0) + 1)
    for place, number in enumerate(numbers):
        places[number] = place
    everybody = count_vendors(session)
    return VendorSnapshot(base, everybody, ids, places, _head(session, ids[:HEAD]), known_words(session))


def _columns(session: Session, wanted: VendorFilter) -> tuple[array[int], list[str]]:
    """Row numbers and ids. As one text each, not 400,000 rows: the window's thread is not held up meanwhile."""
    if wanted.bare and wanted.sort in BY_ORDER:
        every = select(ORDER.c.vendor, ORDER.c.id).order_by(text(BY_ORDER[wanted.sort]))
        ordered: FromClause = every.subquery()
    else:
        number: ColumnElement[int] = literal_column("vendor.rowid").label("vendor")
        ordered = in_order(narrowed(wanted).add_columns(number), wanted).subquery()
    together = [func.group_concat(ordered.c[name], " ") for name in ("vendor", "id")]
    numbers, ids = session.execute(select(*together)).one()
    return array("i", map(int, (numbers or "").split())), (ids or "").split()


def _head(session: Session, ids: Sequence[str]) -> tuple[str, ...]:
    texts = Vendor.business, Vendor.name, Vendor.product
    query = select(Vendor.id, Vendor.phone, *texts).where(Vendor.id.in_(ids))
    rows = {id_: written(several, phone) for id_, phone, *several in session.execute(query)}
    return tuple(rows[row_id] for row_id in ids)


def find_in(session: Session, whole: VendorSnapshot, typed: str, *, limit: int | None = None) -> Found | None:
    """Who of the list has what was typed. Of very many only `limit` come, with `more`, and not surely the first ones.

    None where digits from the middle of a phone may be meant: every phone would have to be looked at.
    """
    words = words_of(typed)
    if not words:
        return Found(whole.ids)
    numbers, more = _places(session, whole, [[word] for word in words], limit)
    for way in other_spellings(words) if limit is None or len(numbers) < limit else ():
        places, others_more = _places(session, whole, way, limit)
        numbers, more = sorted({*numbers, *places}), more or others_more
    if others := ids_with_number(session, typed):
        numbers = sorted({*numbers, *(place for place, id_ in enumerate(whole.ids) if id_ in others)})
        more = more or (limit is not None and len(numbers) > limit)
    meant: tuple[str, ...] = ()
    if not numbers and is_short(session) and (ids := ids_within(session, typed)):
        numbers = [place for place, id_ in enumerate(whole.ids) if id_ in ids]
        return Found(
            [whole.ids[place] for place in numbers[:limit]], limit is not None and len(numbers) > limit
        )
    if not numbers:
        spread, meant = meant_by(session, words, whole.known)
        numbers, more = _places(session, whole, spread, limit) if meant else ([], False)
        if not numbers:
            meant = ()
            if all(map(may_be_phone, words)):
                return None
    if more and limit is not None:
        numbers = _first(whole, words, limit) or nsmallest(limit, numbers)
    return Found([whole.ids[place] for place in sorted(numbers)], more, meant)


def find_all(session: Session, wanted: VendorFilter, *, held: VendorSnapshot | None = None) -> Found:
    """Find all who fit, out of the list where it is held and answers that."""
    found = find_in(session, held, wanted.words) if held is not None and held.answers(wanted) else None
    return found or find_vendors(session, wanted)


def _places(
    session: Session, whole: VendorSnapshot, spellings: Sequence[Sequence[str]], limit: int | None
) -> tuple[list[int], bool]:
    """Where those stand who fit, in no order; and whether there are more, as far as `limit` lets one know."""
    sql, bound = candidates(spellings, whole.known)
    stop = "" if limit is None else f" LIMIT {MANY}"
    numbers = (session.execute(text(_TOGETHER.format(sql + stop)), bound).scalar() or "").split()
    places, end = whole.places, len(whole.places)
    if len(numbers) > MANY:
        return _marked(whole, numbers), False
    met = {*map(int, numbers)}
    return [places[number] for number in met if number < end and places[number] >= 0], bool(stop) and len(
        numbers
    ) == MANY


def _marked(whole: VendorSnapshot, numbers: list[str]) -> list[int]:
    """The places of very many, in order. Step by step: one long step would hold the window's thread up."""
    places, end, marks = whole.places, len(whole.places), bytearray(len(whole.ids))
    for number in numbers:
        one = int(number)
        if one < end and places[one] >= 0:
            marks[places[one]] = 1
    found: list[int] = []
    for start in range(0, len(marks), STEP):
        found += compress(range(start, start + STEP), marks[start : start + STEP])
    return found


_TOGETHER = "SELECT group_concat(rowid, ' ') FROM ({})"


def _first(whole: VendorSnapshot, words: Sequence[str], limit: int) -> list[int]:
    """The first `limit` places, where the head of the list has so many."""
    fit = [place for place, line in enumerate(whole.head) if holds(words, line)]
    return fit[:limit] if len(fit) >= limit else []
