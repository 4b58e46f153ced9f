"""Looking into the register: words as they are typed, facets, orders. Quick with 400,000 vendors, not only with 400."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from rapidfuzz import fuzz, process
from sqlalchemy import Select, TextClause, and_, func, or_, select, text
from sqlalchemy.orm import Session

from bazar_desktop.services.vendors import VendorFacts, agency_names, vendors_by_ids
from bazar_desktop.store.tables import Agency, BazaarDay, Participation, Registration, Vendor

CURATION = "kurasi"
NEVER, THIS_YEAR, EARLIER = "never", "year", "earlier"  # when a vendor last took part
YEAR = timedelta(days=365)
SORTS = ("business", "name", "product", "category", "agency", "kecamatan")
NEAR, NEAR_TERMS = 72.0, 3  # how alike a mistyped word is, and how many are tried for it
_WORD = re.compile(r"[^\W_]+")


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
        return not (
            _WORD.search(self.words)
            or self.kecamatan
            or self.agency_id
            or self.category
            or self.curation
            or self.took_part
        )


@dataclass(frozen=True, slots=True)
class Found:
    """Ids in order. `more`: there are more than were asked for. `near` are words that were taken for a mistyped one."""

    ids: list[str]
    more: bool = False
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facet:
    """A value that vendors can be narrowed to, its name, and how many have it."""

    value: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    kecamatan: tuple[Facet, ...]
    agencies: tuple[Facet, ...]
    categories: tuple[Facet, ...]
    curations: tuple[Facet, ...]


def search_vendors(
    session: Session, words: str = "", *, limit: int = 200, offset: int = 0
) -> list[VendorFacts]:
    """Vendors whose business, name, product or phone hold every one of `words`, by business."""
    ids = vendor_ids(session, VendorFilter(words), limit=limit, offset=offset)
    return vendors_by_ids(session, ids)


def vendor_ids(
    session: Session, wanted: VendorFilter, *, limit: int | None = None, offset: int = 0
) -> list[str]:
    """The ids of all vendors that fit, in order: cheap for a long list."""
    return find_vendors(session, wanted, limit=None if limit is None else limit + offset).ids[offset:]


def count_vendors(session: Session) -> int:
    """How many vendors the register has."""
    if _is_sqlite(session):
        return int(session.execute(text("SELECT count(*) FROM vendor_search_order")).scalar_one())
    return session.execute(select(func.count()).where(Vendor.withdrawn.is_(False))).scalar_one()


def find_vendors(session: Session, wanted: VendorFilter, *, limit: int | None = None) -> Found:
    """The vendors that fit. Where no one does, a word may have been mistyped: the most alike ones are tried.

    With `limit` a broad search stops there: of those found, not of all, the order is then right.
    """
    if wanted.everybody and wanted.sort == "business" and _is_sqlite(session):
        ids = _whole_order(session, limit)
        return Found(ids[:limit], limit is not None and len(ids) > limit)
    tokens = _WORD.findall(re.sub(r"\+62\s*", "0", wanted.words.casefold()))
    ids = _fitting(session, wanted, [[token] for token in tokens], limit)
    near: tuple[str, ...] = ()
    if not ids and tokens and _is_sqlite(session):
        spread = [_near(session, token) for token in tokens]
        near = tuple(
            dict.fromkeys(
                word for words, token in zip(spread, tokens, strict=True) for word in words if word != token
            )
        )
        if near:
            ids = _fitting(session, wanted, spread, limit)
        if not ids:
            near = ()
            ids = _by_digits_within(session, wanted, tokens, limit)
    return Found(ids[:limit], limit is not None and len(ids) > limit, near)


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def _whole_order(session: Session, limit: int | None) -> list[str]:
    statement = text("SELECT id FROM vendor_search_order ORDER BY shown, vendor LIMIT :most")
    most = -1 if limit is None else limit + 1
    return list(session.execute(statement, {"most": most}).scalars())


def _fitting(session: Session, wanted: VendorFilter, words: list[list[str]], limit: int | None) -> list[str]:
    """Ids of those who have, for each of `words`, one of its spellings; one more than `limit`, if there are."""
    query = _narrowed(wanted)
    if not _is_sqlite(session):
        for token, *_more in words:
            query = query.where(_like(token))
        return list(
            session.execute(_ordered(query, wanted).limit(None if limit is None else limit + 1)).scalars()
        )
    if not words:
        return list(
            session.execute(_ordered(query, wanted).limit(None if limit is None else limit + 1)).scalars()
        )
    # A broad search stops at the limit only where nothing else narrows what was found.
    stop = f" LIMIT {limit + 1}" if limit is not None and _bare(wanted) and _is_one(words) else ""
    texts = [spellings for spellings in words if not _may_be_phone(spellings[0])]
    if texts:
        match = " AND ".join(f"({' OR '.join(map(_prefix, spellings))})" for spellings in texts)
        query = query.where(text(f"vendor.rowid IN ({_MATCHING}{stop})").bindparams(match=match))
    for at, (token, *_more) in enumerate(words):
        if _may_be_phone(token):
            query = query.where(_digits(token, at, stop))
    return list(
        session.execute(_ordered(query, wanted).limit(None if limit is None else limit + 1)).scalars()
    )


_MATCHING = "SELECT rowid FROM vendor_search WHERE vendor_search MATCH :match"


def _is_one(words: list[list[str]]) -> bool:
    """Whether one condition finds all: texts together, or one run of digits."""
    digits = sum(_may_be_phone(spellings[0]) for spellings in words)
    return digits == 0 or len(words) == 1


def _may_be_phone(token: str) -> bool:
    return token.isdecimal() and len(token) >= 3


def _bare(wanted: VendorFilter) -> bool:
    return VendorFilter(kecamatan=wanted.kecamatan, agency_id=wanted.agency_id, category=wanted.category,
                        curation=wanted.curation, took_part=wanted.took_part).everybody  # fmt: skip


def _prefix(token: str) -> str:
    return f'"{token}"*'


def _digits(token: str, at: int, stop: str) -> TextClause:
    """Digits: a word of a name, the beginning of a phone, or its end. All values are bound; `stop` holds a number."""
    parts = [_A_WORD.format(at=at, stop=stop)]
    facts = {f"word{at}": _prefix(token)}
    national = token.removeprefix("62") if token.startswith("62") else token.removeprefix("0")
    if token[0] in "068" and national:
        parts.append(_A_BEGINNING.format(at=at, stop=stop))
        facts |= {f"low{at}": f"+62{national}", f"high{at}": f"+62{national}:"}  # ":" stands after 9
    if len(token) > 4:
        parts.append(_AN_END.format(at=at))
        facts |= {f"last{at}": f'"{token[-4:]}"', f"end{at}": f"%{token.removeprefix('0')}"}
    return text("vendor.rowid IN (" + " UNION ".join(parts) + ")").bindparams(**facts)


_A_WORD = "SELECT rowid FROM (SELECT rowid FROM vendor_search WHERE vendor_search MATCH :word{at}{stop})"
_A_BEGINNING = (
    "SELECT rowid FROM (SELECT rowid FROM vendor WHERE phone >= :low{at} AND phone < :high{at}{stop})"
)
_AN_END = (
    "SELECT v.rowid FROM vendor_search s JOIN vendor v ON v.rowid = s.rowid"
    " WHERE s.vendor_search MATCH :last{at} AND v.phone LIKE :end{at}"
)


def _like(token: str) -> Any:
    columns = (Vendor.business, Vendor.name, Vendor.product)
    digits = token.removeprefix("0")
    by_phone = [Vendor.phone.like(f"%{digits}%")] if token.isdecimal() and len(token) >= 3 else []
    return or_(*(column.ilike(f"%{token}%") for column in columns), *by_phone)


def _by_digits_within(
    session: Session, wanted: VendorFilter, tokens: list[str], limit: int | None
) -> list[str]:
    """Digits from the middle of a phone: every phone is looked at, where nothing else was found."""
    digits = [token for token in tokens if token.isdecimal() and len(token) >= 3]
    if not digits or len(digits) < len(tokens):
        return []
    query = _narrowed(wanted).where(
        and_(*(Vendor.phone.like(f"%{one.removeprefix('0')}%") for one in digits))
    )
    return list(
        session.execute(_ordered(query, wanted).limit(None if limit is None else limit + 1)).scalars()
    )


def _near(session: Session, token: str) -> list[str]:
    """`token`, and the words of the register that it may have been meant for: those of the same first letter."""
    if len(token) < 4 or token.isdecimal():
        return [token]
    terms = session.execute(
        text("SELECT term FROM vendor_search_terms WHERE term >= :first AND term < :after"),
        {"first": token[0], "after": chr(ord(token[0]) + 1)},
    ).scalars()
    # The word may not be typed to its end: only as much of each term is compared.
    known = {term: term[: len(token) + 1] for term in terms}
    alike = process.extract(token, known, scorer=fuzz.ratio, score_cutoff=NEAR, limit=NEAR_TERMS)
    return [token, *(term for _cut, _score, term in alike)]


def _narrowed(wanted: VendorFilter) -> Select[Any]:
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
    """Whether a vendor's last bazaar was never, within a year of `today`, or earlier."""
    lasts = (
        select(Participation.vendor_id)
        .join(BazaarDay, BazaarDay.bazaar_id == Participation.bazaar_id)
        .where(
            Participation.withdrawn.is_(False),
            BazaarDay.withdrawn.is_(False),
            Participation.vendor_id.is_not(None),
        )
        .where(Participation.status == "confirmed")
    )
    if wanted.took_part == NEVER:
        return Vendor.id.not_in(lasts)
    recent = lasts.where(BazaarDay.day >= (wanted.today or date.max) - YEAR)
    return (
        Vendor.id.in_(recent)
        if wanted.took_part == THIS_YEAR
        else and_(Vendor.id.in_(lasts), Vendor.id.not_in(recent))
    )


def _ordered(query: Select[Any], wanted: VendorFilter) -> Select[Any]:
    shown = func.lower(func.coalesce(func.nullif(Vendor.business, ""), Vendor.name))
    name = wanted.sort.removeprefix("-")
    if name == "agency":
        query = query.outerjoin(Agency, Agency.id == Vendor.agency_id)
        column: Any = func.lower(Agency.name)
    else:
        column = shown if name == "business" else func.lower(getattr(Vendor, name))
    blank = or_(column.is_(None), column == "")  # blank ones last, whichever way
    return query.order_by(blank, column.desc() if wanted.sort.startswith("-") else column, shown, Vendor.id)


def facets(session: Session) -> Facets:
    """What vendors can be narrowed to, the most frequent first. One walk over the register."""
    names = agency_names(session)
    count = func.count()
    kinds = (Vendor.kecamatan, Vendor.agency_id, Vendor.category)
    counted: tuple[Counter[str], ...] = (Counter(), Counter(), Counter())
    for *values, several in session.execute(
        select(*kinds, count).where(Vendor.withdrawn.is_(False)).group_by(*kinds)
    ):
        for counter, value in zip(counted, values, strict=True):
            if value:
                counter[value] += several
    kecamatan, agencies, categories = (
        tuple(
            Facet(value, value, n) for value, n in sorted(one.items(), key=lambda pair: (-pair[1], pair[0]))
        )
        for one in counted
    )
    grade = func.coalesce(Registration.grade, "")
    passed = Registration.kind == CURATION, Registration.withdrawn.is_(False)
    grades = session.execute(select(grade, count).where(*passed).group_by(grade).order_by(grade))
    return Facets(
        kecamatan,
        tuple(replace(one, name=names.get(one.value, one.value)) for one in agencies),
        categories,
        tuple(Facet(value, value, n) for value, n in grades if value),
    )
