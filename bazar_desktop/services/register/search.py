"""Looking into the register: words as they are typed, facets, orders. Quick with 400,000 vendors, not only with 400."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Integer, Select, String, and_, column, func, or_, select, table, text, union_all
from sqlalchemy.orm import Session

from bazar_desktop.domain.identifiers import folded
from bazar_desktop.services.bazaars.taking_part import CAME, TOLD
from bazar_desktop.services.register.search_terms import (
    WHOLE_NUMBER,
    candidates,
    may_be_phone,
    meant_by,
    number_in,
    other_spellings,
    words_of,
)
from bazar_desktop.services.register.vendors import VendorFacts, vendors_by_ids
from bazar_desktop.store.query_timeout import TooSlow, at_most
from bazar_desktop.store.tables import Agency, Attendance, OmzetEntry, Participation, Registration, Vendor

CURATION = "kurasi"
NEVER, THIS_YEAR, EARLIER = "never", "year", "earlier"  # when a vendor last took part
YEAR = timedelta(days=365)
LOOKED_THROUGH, LEAST_WITHIN = 20_000, 3  # vendors; letters of a word that is looked for within texts
SORTS = ("business", "name", "product", "category", "agency", "kecamatan")


@dataclass(frozen=True, slots=True)
class VendorFilter:
    """Which vendors to list: beginnings of words (or of a phone, or its last digits), and facets; "" for all.

    `curation` is a grade, or "any"; `took_part` NEVER, THIS_YEAR or EARLIER, seen from `today`. `sort` is one of
    SORTS, "-" before it turns the order round.
    """

    words: str = ""
    kecamatan: str = ""
    agency_id: str = ""
    category: str = ""
    curation: str = ""
    took_part: str = ""
    today: date | None = None
    sort: str = "business"

    @property
    def everybody(self) -> bool:
        """Whether nothing narrows the list."""
        return not words_of(self.words) and self.bare

    @property
    def bare(self) -> bool:
        """Whether no facet narrows the list."""
        return not (self.kecamatan or self.agency_id or self.category or self.curation or self.took_part)

    @property
    def is_common(self) -> bool:
        """Whether the facets leave many: a category, a pengampu, those who never took part."""
        return not (self.kecamatan or self.curation) and self.took_part in {"", NEVER}


@dataclass(frozen=True, slots=True)
class Found:
    """Ids in order. `more`: there are more than were asked for. `near` are words that were taken for a mistyped one."""

    ids: Sequence[str]
    more: bool = False
    near: tuple[str, ...] = ()


def search_vendors(
    session: Session, words: str = "", *, limit: int = 200, offset: int = 0
) -> list[VendorFacts]:
    """Vendors whose business, name, product or phone hold every one of `words`, by business."""
    ids = vendor_ids(session, VendorFilter(words), limit=limit, offset=offset)
    return vendors_by_ids(session, ids)


def vendor_ids(
    session: Session, wanted: VendorFilter, *, limit: int | None = None, offset: int = 0
) -> list[str]:
    """Give the ids of all vendors that fit, in order: cheap for a long list."""
    return list(find_vendors(session, wanted, limit=None if limit is None else limit + offset).ids[offset:])


def count_vendors(session: Session, most: int | None = None) -> int:
    """Tell how many vendors the register has; `most` where there are more, which is quick however long it is."""
    if is_sqlite(session):
        some = select(ORDER.c.vendor).limit(most).subquery()
        return session.execute(select(func.count()).select_from(some)).scalar_one()
    return session.execute(select(func.count()).where(Vendor.withdrawn.is_(False))).scalar_one()


def find_vendors(session: Session, wanted: VendorFilter, *, limit: int | None = None) -> Found:
    """Find the vendors that fit, or the first `limit` of them. Where no one does, a word may have been mistyped.

    The most alike words of the register are then tried.
    """
    words = words_of(wanted.words)
    most = None if limit is None else limit + 1
    ids = _fitting(session, wanted, [[word] for word in words], most)
    meant: tuple[str, ...] = ()
    if is_sqlite(session) and (most is None or len(ids) < most):
        others = ids_with_number(session, wanted.words) | _spelt_otherwise(session, wanted, words, most)
        if others - set(ids):
            query = narrowed(wanted).where(Vendor.id.in_({*ids, *others}))
            ids = list(session.execute(in_order(query, wanted).limit(most)).scalars())
    if not ids and words and is_sqlite(session) and is_short(session):
        ids = _by_text_within(session, wanted, most)
    if not ids and words and is_sqlite(session):
        spread, meant = meant_by(session, words)
        if meant:
            ids = _fitting(session, wanted, spread, most)
        if not ids:
            meant = ()
            ids = _by_digits_within(session, wanted, words, most) or _by_text_within(session, wanted, most)
    return Found(ids[:limit], limit is not None and len(ids) > limit, meant)


def _spelt_otherwise(session: Session, wanted: VendorFilter, words: list[str], most: int | None) -> set[str]:
    """Ids of those whose name has an apostrophe or a gap where `words` have none, or the other way round."""
    return {id_ for way in other_spellings(words) for id_ in _fitting(session, wanted, way, most)}


def first_vendors(session: Session, wanted: VendorFilter, *, limit: int, seconds: float) -> Found | None:
    """`find_vendors`, or any who have the words where it would take longer than that; None where nobody is known yet.

    They then come with `more`, not surely the first ones of the list.
    """
    try:
        with at_most(session, seconds):
            return find_vendors(session, wanted, limit=limit)
    except TooSlow:
        words = words_of(wanted.words)
    if not words or not wanted.bare or not is_sqlite(session):
        return None
    sql, bound = candidates([[word] for word in words])
    some = text(f"vendor.rowid IN ({sql} LIMIT {int(limit)})").bindparams(**bound)
    return Found(list(session.execute(in_order(narrowed(wanted).where(some), wanted)).scalars()), more=True)


def is_sqlite(session: Session) -> bool:
    """Whether the store is a file, with the index and the order that only a file has."""
    return session.get_bind().dialect.name == "sqlite"


def _fitting(
    session: Session, wanted: VendorFilter, spellings: list[list[str]], most: int | None
) -> list[str]:
    """Ids of those who have, for each of `spellings`, one of its words; at most `most`."""
    query = narrowed(wanted)
    if not is_sqlite(session):
        query = query.where(*(_like(word) for word, *_more in spellings))
    elif wanted.bare and wanted.sort in BY_ORDER:
        return _in_order(session, wanted, spellings, most)
    elif spellings:
        sql, bound = candidates(spellings)
        query = query.where(text(f"vendor.rowid IN ({sql})").bindparams(**bound))
    elif most is not None and wanted.is_common and wanted.sort in BY_ORDER:
        return _walked(session, wanted, most)
    return list(session.execute(in_order(query, wanted).limit(most)).scalars())


def _in_order(
    session: Session, wanted: VendorFilter, spellings: list[list[str]], most: int | None
) -> list[str]:
    """Ids out of the narrow table that has all vendors in the order of the list."""
    query = select(ORDER.c.id).order_by(text(BY_ORDER[wanted.sort])).limit(most)
    if spellings:
        sql, bound = candidates(spellings)
        query = query.where(text(f"vendor_search_order.vendor IN ({sql})").bindparams(**bound))
    return list(session.execute(query).scalars())


def _walked(session: Session, wanted: VendorFilter, most: int) -> list[str]:
    """The first `most` where many fit: walking in order until there are enough is quicker than sorting them all."""
    fits = narrowed(wanted).where(text("vendor.rowid = vendor_search_order.vendor")).exists()
    walked = select(ORDER.c.id).where(fits).order_by(text(BY_ORDER[wanted.sort])).limit(most)
    return list(session.execute(walked).scalars())


ORDER = table("vendor_search_order", column("vendor", Integer), column("id", String))
BY_ORDER = {
    "business": "shown, vendor",
    "-business": "shown DESC, vendor DESC",
}  # sorts that the order table has


def _like(token: str) -> Any:
    columns = (*_unaccented(), *_unquoted())
    digits = token.removeprefix("0")
    by_phone = [Vendor.phone.like(f"%{digits}%")] if may_be_phone(token) else []
    by_phone += [_extra_digits().like(f"%{number}%")] if (number := number_in(token)) else []
    return or_(*(column.ilike(f"%{token}%") for column in columns), *by_phone)


def _unaccented() -> list[Any]:
    """The texts as PostgreSQL has them, without the accents that names here have."""
    several = (Vendor.business, Vendor.name, Vendor.product)
    return [
        func.translate(func.lower(column), "áàâäãåéèêëíìîïóòôöõúùûüçñ", "aaaaaaeeeeiiiiooooouuuucn")
        for column in several
    ]


def _by_digits_within(
    session: Session, wanted: VendorFilter, words: list[str], most: int | None
) -> list[str]:
    """Digits from the middle of a phone: every phone is looked at, where nothing else was found."""
    if not all(map(may_be_phone, words)):
        return []
    within = and_(*(Vendor.phone.like(f"%{word.removeprefix('0')}%") for word in words))
    if number := number_in(wanted.words):
        within = or_(within, _extra_digits().like(f"%{number}%"))
    query = narrowed(wanted).where(within)
    return list(session.execute(in_order(query, wanted).limit(most)).scalars())


def is_short(session: Session) -> bool:
    """Whether the register is so short that all of it may be looked through before words are taken for mistyped."""
    return count_vendors(session, LOOKED_THROUGH + 1) <= LOOKED_THROUGH


def _by_text_within(session: Session, wanted: VendorFilter, most: int | None) -> list[str]:
    """Words within names, apostrophes aside, or in the other columns of a list: where nothing else was found."""
    texts = _within(wanted.words)
    if not texts:
        return []
    return list(session.execute(in_order(narrowed(wanted).where(*texts), wanted).limit(most)).scalars())


def ids_within(session: Session, typed: str) -> set[str]:
    """Give the ids of all who have what was typed within their names or in other columns of their list."""
    texts = _within(typed)
    if not texts:
        return set()
    return set(session.execute(narrowed(VendorFilter()).where(*texts)).scalars())


def ids_with_number(session: Session, typed: str) -> set[str]:
    """Give the ids of all who have the phone that was typed to its end in other columns of their list.

    Of a long register nobody: there it is looked for where no first phone is so.
    """
    number = number_in(typed)
    if len(number) < WHOLE_NUMBER or not is_short(session):
        return set()
    query = narrowed(VendorFilter()).where(_extra_digits().like(f"%{number}%"))
    return set(session.execute(query).scalars())


def _extra_digits() -> Any:
    """The other columns of a list with their numbers in one piece: 0813-9000-0002 as 081390000002."""
    joined: Any = func.coalesce(Vendor.extra, "")
    for mark in " -.()–":
        joined = func.replace(joined, mark, "")
    return joined


def _within(typed: str) -> list[Any]:
    words = folded(typed).split()
    if not any(len(word) >= LEAST_WITHIN for word in words):
        return []
    marks = str.maketrans({"%": r"\%", "_": r"\_", "\\": r"\\"})
    likes = [f"%{word.translate(marks)}%" for word in words]
    return [or_(*(column.like(like, escape="\\") for column in _unquoted())) for like in likes]


def _unquoted() -> list[Any]:
    columns = [
        func.lower(func.coalesce(column, "")) for column in (Vendor.business, Vendor.name, Vendor.product)
    ]
    for mark in "'`’‘ʼ":
        columns = [func.replace(column, mark, "") for column in columns]
    return [*columns, func.lower(func.coalesce(Vendor.extra, ""))]


def narrowed(wanted: VendorFilter) -> Select[Any]:
    """Ids of those whom the facets of `wanted` leave."""
    query = select(Vendor.id).where(Vendor.withdrawn.is_(False))
    for name in ("kecamatan", "agency_id", "category"):
        if value := getattr(wanted, name):
            query = query.where(getattr(Vendor, name) == value)
    if wanted.curation:
        passed = select(Registration.vendor_id).where(
            Registration.kind == CURATION, Registration.withdrawn.is_(False)
        )
        if wanted.curation != "any":
            passed = passed.where(Registration.grade == wanted.curation)
        query = query.where(Vendor.id.in_(passed))
    if wanted.took_part:
        query = query.where(_took_part(wanted))
    return query


def _took_part(wanted: VendorFilter) -> Any:
    """Whether a vendor last took part never, within a year of `today`, or earlier: present, or told an omzet."""
    since = (wanted.today or date.max) - YEAR
    lasts = Vendor.id.in_(union_all(*_stands()))
    recent = Vendor.id.in_(union_all(*_stands(since)))
    if wanted.took_part == NEVER:
        return ~lasts
    return recent if wanted.took_part == THIS_YEAR else and_(lasts, ~recent)


def _stands(since: date | None = None) -> list[Select[Any]]:
    """Ids of the vendors who were present, and of those who told an omzet, from the day `since` on."""
    query = []
    for cls, holds in ((Attendance, CAME), (OmzetEntry, TOLD)):
        stands = (
            select(Participation.vendor_id)
            .join(cls, cls.participation_id == Participation.id)
            .where(Participation.withdrawn.is_(False), cls.withdrawn.is_(False), holds)
            .where(Participation.vendor_id.is_not(None))
        )
        query.append(stands if since is None else stands.where(cls.day >= since))
    return query


def in_order(query: Select[Any], wanted: VendorFilter) -> Select[Any]:
    """Give `query` in the order of `wanted`; blank ones stand last, whichever way."""
    shown = func.lower(func.coalesce(func.nullif(Vendor.business, ""), Vendor.name))
    name = wanted.sort.removeprefix("-")
    if name == "agency":
        query = query.outerjoin(Agency, Agency.id == Vendor.agency_id)
        column: Any = func.lower(Agency.name)
    else:
        column = shown if name == "business" else func.lower(getattr(Vendor, name))
    blank = or_(column.is_(None), column == "")
    return query.order_by(blank, column.desc() if wanted.sort.startswith("-") else column, shown, Vendor.id)
