"""Who of the register is the same person twice: certain by a number, likely by names that are nearly the same.

Linear in the number of vendors: under a number only so many vendors are looked at, and names are compared with their
nearest neighbours in four orders of the register (a typo cannot hide in all four).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from rapidfuzz import fuzz
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bazar_desktop.services.register.entry import JAKPRENEUR
from bazar_desktop.services.register.name_keys import name_key
from bazar_desktop.services.register.vendors import people
from bazar_desktop.store.tables import OtherPerson, Registration, Vendor

SAME_NIK, SAME_PHONE, SAME_NUMBER = "same_nik", "same_phone", "same_number"
NIK_OTHER_NAME, PHONE_OTHER_NAME, NUMBER_OTHER_NAME = (
    "nik_other_name",
    "phone_other_name",
    "number_other_name",
)
ALIKE = "alike"
MOST_ALIKE = 50  # vendors looked at under one number: a phone typed for everybody says nothing
NEIGHBOURS = 8
NAMES_AGREE = 85.0  # per cent of letters: two typos in a name of thirteen letters
WHOLE_AGREES = 88.0
TYPOS_IN_NIK = 2
REPORT_EVERY = 5_000
SLICE = 500
Report = Callable[[int, int], object]


class Pair(NamedTuple):
    """Two vendor ids, the smaller first, why they are one person, and how alike their names are (0 to 100)."""

    first: str
    second: str
    reason: str
    alike: float


@dataclass(frozen=True, slots=True)
class Duplicates:
    """`certain` pairs to join, `likely` ones to ask about, the most alike first, among `vendors`."""

    certain: tuple[Pair, ...]
    likely: tuple[Pair, ...]
    vendors: int


class _Person(NamedTuple):
    """`name` and `business` as typed, in small letters; `sorted_` with their words in the order of letters."""

    id: str
    name: str
    business: str
    sorted_name: str
    sorted_business: str
    kecamatan: str
    nik: str
    phone: str

    @property
    def whole(self) -> str:
        return f"{self.name} {self.business}"

    @property
    def sorted_whole(self) -> str:
        return f"{self.sorted_name} {self.sorted_business}"


def find_duplicates(session: Session, report: Report | None = None) -> Duplicates:
    """All pairs that are not joined yet and were not said to be two people; nothing is written.

    `report(done, of)` is called often and may raise to stop.
    """
    tell = report or (lambda _done, _of: None)
    tell(0, 0)
    found = _Found(people(session), _told_apart(session))
    everybody = _read(session)
    of = 5 * len(everybody)
    _by_numbers(session, everybody, found)
    tell(len(everybody), of)
    for turn, order in enumerate(_ORDERS, start=1):
        _by_neighbours(everybody, order, found, partial(_tell_from, tell, turn * len(everybody), of))
    tell(of, of)
    likely = sorted(found.to_ask(), key=lambda pair: (-pair.alike, pair.first, pair.second))
    return Duplicates(tuple(found.certain.values()), tuple(likely), len(everybody))


def certain_of(session: Session, ids: Collection[str]) -> tuple[Pair, ...]:
    """The pairs with one of these vendors that are certainly one person by their numbers; nothing is written."""
    found = _Found(people(session), _told_apart(session))
    _by_numbers(session, _read(session), found)
    return tuple(pair for pair in found.certain.values() if pair.first in ids or pair.second in ids)


def _tell_from(tell: Report, before: int, of: int, done: int) -> None:
    tell(before + done, of)


class _Found:
    """The pairs found so far; each once, a certain one is not likely as well."""

    def __init__(self, groups: dict[str, str], apart: set[tuple[str, str]]) -> None:
        self._groups, self._apart = groups, apart
        self.certain: dict[tuple[str, str], Pair] = {}
        self.likely: dict[tuple[str, str], Pair] = {}

    def add(self, one: str, other: str, reason: str, alike: float, *, certain: bool) -> None:
        pair = (one, other) if one < other else (other, one)
        group = self._groups.get(one)
        if pair in self.certain or pair in self._apart or (group and group == self._groups.get(other)):
            return
        if certain:
            self.certain[pair] = Pair(*pair, reason, alike)
            self.likely.pop(pair, None)
        else:
            self.likely.setdefault(pair, Pair(*pair, reason, alike))

    def to_ask(self) -> list[Pair]:
        """The likely pairs that are not one person already, once the certain ones are joined."""
        stands_for = dict(self._groups)

        def person(one: str) -> str:
            while stands_for.get(one, one) != one:
                one = stands_for[one]
            return one

        for pair in self.certain.values():
            stands_for[person(pair.first)] = person(pair.second)
        return [pair for pair in self.likely.values() if person(pair.first) != person(pair.second)]


def find_walk_in_duplicates(session: Session) -> Duplicates:
    """The pairs of `find_duplicates` in which one was entered at a bazaar: what laptops wrote without each other.

    Looked at are those, and who of the register shares a number with them or bears the same name; so it is quick.
    """
    walk_ins = set(
        session.execute(
            select(Vendor.id).where(Vendor.walk_in.is_(True), Vendor.withdrawn.is_(False))
        ).scalars()
    )
    if not walk_ins:
        return Duplicates((), (), 0)
    everybody = _read(session, _near(session, walk_ins))
    found = _Found(people(session), _told_apart(session))
    _by_numbers(session, everybody, found)
    for order in _ORDERS:
        _by_neighbours(everybody, order, found, lambda _done: None)
    for group in _groups((person.name, person) for person in everybody):
        _by_name_alone(group, walk_ins, found)
    certain = [pair for pair in found.certain.values() if not walk_ins.isdisjoint(pair[:2])]
    likely = [pair for pair in found.to_ask() if not walk_ins.isdisjoint(pair[:2])]
    likely.sort(key=lambda pair: (-pair.alike, pair.first, pair.second))
    return Duplicates(tuple(certain), tuple(likely), len(walk_ins))


def _by_name_alone(group: list[_Person], walk_ins: set[str], found: _Found) -> None:
    """People of one name of whom one was entered at a bazaar, where nobody types a kecamatan: that says nothing."""
    for at, person in enumerate(group):
        for other in group[:at]:
            pair = (person, other)
            if any(item.id in walk_ins and not item.kecamatan for item in pair) and _may_be_one(
                *(item._replace(kecamatan="") for item in pair)
            ):
                found.add(person.id, other.id, ALIKE, _alike(person, other), certain=False)


def _near(session: Session, walk_ins: set[str]) -> set[str]:
    """The ids of these vendors, and of all who share a NIK, a phone, a number of Jakpreneur or the name with them."""
    near = set(walk_ins)
    for some in _sliced(walk_ins):
        mine = select(Vendor).where(Vendor.id.in_(some)).subquery()
        for column in (Vendor.nik, Vendor.phone):
            same = select(mine.c[column.key]).where(mine.c[column.key].is_not(None), mine.c[column.key] != "")
            near.update(session.execute(select(Vendor.id).where(column.in_(same))).scalars())
        named = select(func.lower(mine.c.name)).where(mine.c.name != "")
        near.update(session.execute(select(Vendor.id).where(func.lower(Vendor.name).in_(named))).scalars())
        numbers = select(Registration.number).where(
            Registration.vendor_id.in_(some),
            Registration.kind == JAKPRENEUR,
            Registration.withdrawn.is_(False),
        )
        query = select(Registration.vendor_id).where(Registration.number.in_(numbers))
        near.update(item for item in session.execute(query).scalars() if item)
    return near


def _sliced(ids: Iterable[str]) -> Iterator[list[str]]:
    """The ids in pieces that one statement takes."""
    rest = sorted(ids)
    for start in range(0, len(rest), SLICE):
        yield rest[start : start + SLICE]


def _told_apart(session: Session) -> set[tuple[str, str]]:
    query = select(OtherPerson.first_id, OtherPerson.second_id).where(OtherPerson.withdrawn.is_(False))
    return {(first, second) for first, second in session.execute(query)}


def _read(session: Session, ids: Iterable[str] | None = None) -> list[_Person]:
    """Everybody in the register, or those with `ids`."""
    columns = (Vendor.id, Vendor.name, Vendor.business, Vendor.kecamatan, Vendor.nik, Vendor.phone)
    query = select(*columns).where(Vendor.withdrawn.is_(False))
    if ids is None:
        return [_person(*row) for row in session.execute(query)]
    return [
        _person(*row) for some in _sliced(ids) for row in session.execute(query.where(Vendor.id.in_(some)))
    ]


def _person(id_: str, *texts: str | None) -> _Person:
    name, business, kecamatan = map(name_key, texts[:3])
    return _Person(
        id_, name, business, _sorted(name), _sorted(business), kecamatan, texts[3] or "", texts[4] or ""
    )


def _sorted(name: str) -> str:
    """The words of a name in the order of letters: "suryani marni" is "marni suryani"."""
    return " ".join(sorted(name.split()))


# -- by numbers -------------------------------------------------------------------------------------------------


def _by_numbers(session: Session, everybody: list[_Person], found: _Found) -> None:
    for group in _groups((person.nik, person) for person in everybody):
        _judge_group(group, found, SAME_NIK, NIK_OTHER_NAME)
    for group in _groups((person.phone, person) for person in everybody):
        _judge_group(group, found, SAME_PHONE, PHONE_OTHER_NAME)
    by_id = {person.id: person for person in everybody}
    numbers = select(Registration.number, Registration.vendor_id).where(
        Registration.withdrawn.is_(False), Registration.kind == JAKPRENEUR
    )
    known = ((name_key(number), by_id[item]) for number, item in session.execute(numbers) if item in by_id)
    for group in _groups(known):
        _judge_group(group, found, SAME_NUMBER, NUMBER_OTHER_NAME)


def _groups(keyed: Iterable[tuple[str, _Person]]) -> Iterator[list[_Person]]:
    """The vendors that share a key; of very many only the first."""
    first: dict[str, _Person] = {}
    groups: dict[str, list[_Person]] = defaultdict(list)
    for key, person in keyed:
        if not key:
            continue
        if key in first:
            group = groups[key] or groups[key]
            if not group:
                group.append(first[key])
            if len(group) < MOST_ALIKE:
                group.append(person)
        else:
            first[key] = person
    return iter(groups.values())


def _judge_group(group: list[_Person], found: _Found, certain: str, asked: str) -> None:
    """Each with the first one that it agrees with; with the very first where it agrees with none."""
    for at, person in enumerate(group[1:], start=1):
        if any(person.id == other.id for other in group[:at]):
            continue
        agreeing = next((other for other in group[:at] if _names_agree(person, other)), None)
        if agreeing is not None and (certain == SAME_NIK or not _niks_differ(person, agreeing)):
            found.add(person.id, agreeing.id, certain, _alike(person, agreeing), certain=True)
        else:
            other = agreeing or group[0]
            found.add(person.id, other.id, asked, _alike(person, other), certain=False)


def _names_agree(person: _Person, other: _Person) -> bool:
    """The person's name, or the business's alone."""
    return bool(person.name and other.name and _name_agrees(person, other)) or bool(
        person.business and other.business and _business_agrees(person, other)
    )


def _name_agrees(person: _Person, other: _Person) -> bool:
    return _agree(person.name, other.name) or _agree(person.sorted_name, other.sorted_name)


def _business_agrees(person: _Person, other: _Person) -> bool:
    return _agree(person.business, other.business) or _agree(person.sorted_business, other.sorted_business)


def _agree(mine: str, theirs: str) -> bool:
    return fuzz.ratio(mine, theirs, score_cutoff=NAMES_AGREE) > 0


def _niks_differ(person: _Person, other: _Person, typos: int = 0) -> bool:
    """Two NIKs that are not one, beyond so many mistyped digits."""
    if not person.nik or not other.nik:
        return False
    return sum(mine != theirs for mine, theirs in zip(person.nik, other.nik, strict=False)) > typos


def _alike(person: _Person, other: _Person) -> float:
    return round(fuzz.ratio(person.whole, other.whole), 1)


# -- by names ---------------------------------------------------------------------------------------------------


def _by_neighbours(
    everybody: list[_Person], order: _Order, found: _Found, tell: Callable[[int], object]
) -> None:
    """Compare each vendor with those that stand next to it in one order."""
    ordered = sorted(everybody, key=order.key)
    wholes = [order.whole(person) for person in ordered]
    ratio = fuzz.ratio
    for at, person in enumerate(ordered):
        if at % REPORT_EVERY == 0:
            tell(at)
        mine = wholes[at]
        for near in range(at + 1, min(at + 1 + NEIGHBOURS, len(ordered))):
            score = ratio(mine, wholes[near], score_cutoff=WHOLE_AGREES)
            if score and _may_be_one(person, ordered[near]):
                found.add(person.id, ordered[near].id, ALIKE, round(score, 1), certain=False)


def _may_be_one(person: _Person, other: _Person) -> bool:
    """Names, business and kecamatan agree, and no number speaks against it."""
    if person.kecamatan != other.kecamatan or _niks_differ(person, other, TYPOS_IN_NIK):
        return False
    if person.name and other.name and not _name_agrees(person, other):
        return False
    return not person.business or not other.business or _business_agrees(person, other)


class _Order(NamedTuple):
    """An order of the register, and what of its vendors is compared."""

    key: Callable[[_Person], str]
    whole: Callable[[_Person], str]


_ORDERS = (
    _Order(
        lambda item: f"{item.kecamatan}|{item.sorted_name}|{item.business}",
        lambda person: person.sorted_whole,
    ),
    _Order(lambda item: f"{item.kecamatan}|{item.business}|{item.name}", lambda person: person.whole),
    _Order(lambda item: f"{item.kecamatan}|{item.name[::-1]}|{item.business}", lambda person: person.whole),
    _Order(
        lambda item: f"{item.kecamatan}|{item.sorted_business[::-1]}|{item.sorted_name}",
        lambda person: person.sorted_whole,
    ),
)
