"""A little model of the world, written from the page of definitions alone: facts in, every labelled figure out.

It never looks at how the program computes: it imports nothing of it. A `View` is what one store knows.
"""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from fractions import Fraction

from tests.truth.sums import (
    ALPA,
    BELUM,
    DIISI,
    HADIR,
    IZIN,
    MENOLAK,
    NIHIL,
    Value,
    figures_of,
    half_up,
    known_sum,
    median,
)

VENDOR, PARTNER = "vendor", "partner"
CONFIRMED, RESERVE = "confirmed", "reserve"
CALLED_OFF = ("reserve", "cancelled", "rejected")
NO_AMOUNTS: tuple[int | None, ...] = (None, None, None, None)
BILLION = 1_000_000_000  # what no stall sells in a day
TWO_SEALS = ("", 0, 0)  # what is undecided of a day that two laptops have sealed
FEWEST_SELLERS = 3  # a sum of fewer is not told to the press

DayKey = tuple[str, date]  # bazaar and day
Place = tuple[str, int]  # participation and session


@dataclass(frozen=True)
class Register:
    """What the register says of a vendor, or of the agency that stands for itself."""

    name: str
    business: str
    category: str
    agency: str
    product: str = ""


@dataclass(frozen=True)
class Party:
    """Somebody at a bazaar; `person` is the vendor. `for_one_day`: came by chance or in another's place."""

    id: str
    bazaar: str
    kind: str
    person: str
    status: str = CONFIRMED
    for_one_day: bool = False

    @property
    def listed(self) -> bool:
        """Confirmed by the list, so on every day."""
        return self.status == CONFIRMED and not self.for_one_day


@dataclass(frozen=True)
class Answer:
    """What was said of the omzet: its state, rupiah a channel, how many sales; `late`: after the seal."""

    state: str = BELUM
    amounts: tuple[int | None, ...] = NO_AMOUNTS
    sales: int | None = None
    late: bool = False

    @property
    def rupiah(self) -> Value:
        filled = [amount for amount in self.amounts if amount is not None]
        if self.state == NIHIL:
            return 0
        return sum(filled) if self.state == DIISI and filled else None


@dataclass(frozen=True)
class Goods:
    """One kind of goods of a mitra: thousandths of a unit, rupiah a unit."""

    opening: int | None = None
    price: int | None = None
    sold: int | None = None

    @property
    def rupiah(self) -> Value:
        if self.price is None or self.sold is None:
            return None
        return half_up(Fraction(self.price * self.sold, 1000))


@dataclass(frozen=True)
class Line:
    """A party on one day; `marks`, `answers` and `booths` are those of its `sessions`. `person` is who it is of all."""

    party: Party
    register: Register
    person: str
    newcomer: bool
    sessions: tuple[int, ...]
    marks: tuple[str, ...]
    answers: tuple[Answer, ...]
    booths: tuple[str, ...]
    came: tuple[datetime | None, ...]

    @property
    def mark(self) -> str:
        return next((mark for mark in (HADIR, IZIN, ALPA) if mark in self.marks), "")

    @property
    def rupiah(self) -> Value:
        return known_sum(answer.rupiah for answer in self.answers)

    @property
    def told(self) -> bool:
        return self.rupiah is not None

    @property
    def refused(self) -> bool:
        return not self.told and any(answer.state == MENOLAK for answer in self.answers)

    @property
    def took_part(self) -> bool:
        return self.mark == HADIR or self.told


@dataclass(frozen=True)
class Office:
    """What the office has set: the channels everybody is asked for, and how kinds of goods are called."""

    asked: tuple[int, ...] = (0, 1)
    categories: tuple[tuple[str, str], ...] = ()

    def category(self, key: str) -> str:
        return dict(self.categories).get(key, key)


Ledger = dict[tuple[str, str], Goods]  # mitra and goods


@dataclass
class Seal:
    """What was true when the day was sealed; `corrections` are those of the register that it takes in.

    `days` are those of the bazaar that it knows, `omzet` is that of the vendors on each that was not called off, as it
    was told then, and `closed` the days that a seal stood on then, this one too.
    """

    lines: tuple[Line, ...]
    goods: Ledger
    office: Office
    omzet: Mapping[date, Value]
    at: datetime
    corrections: frozenset[int] = frozenset()
    reason: str = ""  # why it was closed with facts that exclude each other
    reopened: bool = False
    closed: frozenset[date] = frozenset()
    days: tuple[date, ...] = ()
    register: Mapping[str, Register] = field(default_factory=dict)


@dataclass
class Day:
    """What is known of one day of one bazaar."""

    stands: dict[Place, str] = field(default_factory=dict)  # the booth's id
    marks: dict[Place, str] = field(default_factory=dict)
    came: dict[Place, datetime] = field(default_factory=dict)
    answers: dict[Place, Answer] = field(default_factory=dict)
    goods: Ledger = field(default_factory=dict)
    seals: list[Seal] = field(default_factory=list)
    undecided: set[tuple[str, int, int]] = field(default_factory=set)
    replaced: set[str] = field(default_factory=set)  # whose stand somebody took over

    def copy(self) -> Day:
        fields = (self.stands, self.marks, self.came, self.answers, self.goods)
        seals = [copy.copy(seal) for seal in self.seals]
        sets = {"undecided": set(self.undecided), "replaced": set(self.replaced)}
        return Day(*(dict(known) for known in fields), seals=seals, **sets)  # type: ignore[arg-type]

    def lets_in(self, place: Place, status: str) -> bool:
        """Whether the gate takes somebody of this status: not whom the list called off, nor without the own stand."""
        if place in self.stands:
            return status in {CONFIRMED, RESERVE}
        return status == CONFIRMED and place[0] not in self.replaced

    @property
    def seal(self) -> Seal | None:
        return self.seals[-1] if self.seals and not self.seals[-1].reopened else None


@dataclass(frozen=True)
class Correction:
    """A correction of the register that reaches back: of whom, to which sealed days, and what they say now."""

    number: int
    person: str
    days: frozenset[DayKey]
    register: Register
    reason: str


@dataclass
class View:
    """All that one store knows. `online` are bazaars that are not held at a lokasi; `same` are ids of one person.

    `halted` is how a bazaar was called off as a whole (postponed, cancelled); `fell_out` are days that did alone.
    """

    online: frozenset[str]
    register: dict[str, Register]
    parties: dict[str, Party]
    days: dict[DayKey, Day]
    booths: dict[str, str]
    office: Office
    same: frozenset[frozenset[str]] = frozenset()
    corrections: tuple[Correction, ...] = ()
    halted: Mapping[str, str] = field(default_factory=dict)
    fell_out: frozenset[DayKey] = frozenset()
    dropped: dict[DayKey, Day] = field(
        default_factory=dict
    )  # taken out, though an older seal may speak of them
    _memo: dict[object, object] | None = field(default=None, compare=False)

    def copy(self) -> View:
        return replace(
            self,
            register=dict(self.register),
            parties=dict(self.parties),
            days={key: day.copy() for key, day in self.days.items()},
            booths=dict(self.booths),
            dropped=dict(self.dropped),
        )

    def remembering(self) -> View:
        """The same, as long as nothing is done: what is asked twice is computed once."""
        return replace(self, _memo={})

    @property
    def rupiah(self) -> dict[tuple[DayKey, Place], int]:
        """What each row holds, all channels together, mitra too."""
        return {
            (key, place): sum(amount or 0 for amount in answer.amounts)
            for key, day in self.days.items()
            for place, answer in day.answers.items()
        }

    def drop_day(self, key: DayKey) -> None:
        """A day is taken out of its bazaar."""
        self.dropped[key] = self.days.pop(key)

    def day(self, key: DayKey) -> Day:
        """What is known of a day, also of one that was taken out."""
        return self.days.get(key) or self.dropped[key]

    def is_off(self, key: DayKey) -> bool:
        """Whether the day does not take place: it was called off, alone or with its bazaar, and never sealed."""
        return (key[0] in self.halted or key in self.fell_out) and not self.day(key).seals

    def state_of(self, bazaar: str) -> str:
        """How the bazaar was called off, "" where it was not: a sealed day says that it was held."""
        keys = [key for key in self.days if key[0] == bazaar]
        if any(self.days[key].seals for key in keys):
            return ""
        return self.halted.get(bazaar) or ("cancelled" if all(key in self.fell_out for key in keys) else "")

    @property
    def on(self) -> list[DayKey]:
        """The days that take place, or will."""
        return [key for key in self.days if not self.is_off(key)]

    def days_of(self, bazaar: str) -> tuple[date, ...]:
        """The days of a bazaar, in their order."""
        return tuple(sorted(day for name, day in self.days if name == bazaar))

    # -- what is done ---------------------------------------------------------------------------------------------

    def answer(self, key: DayKey, place: Place, **given: object) -> None:
        """Amounts (`a0` … `a3`), `sales` or a `state` are entered; what is not named stays."""
        day = self.days[key]
        before = day.answers.get(place, Answer())
        amounts = tuple(given.get(f"a{at}", amount) for at, amount in enumerate(before.amounts))
        new_amount = any(given.get(f"a{at}") is not None for at in range(4))
        state = given.get("state")
        if state is None:
            holds = any(amount is not None for amount in amounts)
            state = DIISI if new_amount or (before.state == DIISI and holds) else before.state
            state = BELUM if state == DIISI and not holds else state
        if state != DIISI:
            amounts = NO_AMOUNTS
        sales = given.get("sales", before.sales)
        if given.get("state") in {NIHIL, MENOLAK} and "sales" not in given:
            sales = None
        late = (
            before.late if day.seal is None else (state != BELUM and (before.late or before.state == BELUM))
        )
        day.answers[place] = Answer(str(state), amounts, sales, late)  # type: ignore[arg-type]

    def mark(self, key: DayKey, place: Place, status: str, at: datetime | None = None) -> None:
        """Somebody is marked; who came, came at some time, and who is marked otherwise did not."""
        day = self.days[key]
        day.marks[place] = status
        day.came.pop(place, None)
        if at is not None:
            day.came[place] = at

    def seal(self, key: DayKey, at: datetime, sealed: Seal | None = None, reason: str = "") -> Seal:
        """Seal what is known now, or take over the seal that another store has made."""
        day = self.days[key]
        if sealed is None:
            day.answers = {place: replace(answer, late=False) for place, answer in day.answers.items()}
            known = frozenset(correction.number for correction in self.corrections)
            omzet = self.omzet_of_days(key[0])
            sealed = Seal(self.lines_now(key), dict(day.goods), self.office, omzet, at, known, reason)
            sealed.days, sealed.register = self.days_of(key[0]), self.register_of(key)
            sealed.closed = self.closed_days(key[0]) | {key[1]}
        else:  # what it covers is late no longer
            covered = _heard(sealed.lines)
            day.answers = {
                place: replace(answer, late=False) if place in covered else answer
                for place, answer in day.answers.items()
            }
        day.seals.append(copy.copy(sealed))
        return sealed

    def take_seal(self, key: DayKey, sealed: Seal) -> None:
        """Of two seals of one revision the one that was made later stands, until it is decided."""
        day = self.days[key]
        day.undecided.add(TWO_SEALS)
        if day.seal is None:
            day.seals.append(copy.copy(sealed))
        elif sealed.at > day.seal.at:
            day.seals[-1] = copy.copy(sealed)

    # -- who it is ------------------------------------------------------------------------------------------------

    def person(self, vendor: str) -> str:
        """One id for everybody who is one person."""
        return min(self._family(vendor))

    def _family(self, vendor: str) -> set[str]:
        family = {vendor}
        while more := {other for pair in self.same if pair & family for other in pair} - family:
            family |= more
        return family

    def _first_begins(self) -> Mapping[str, date]:
        """When the earliest bazaar began in which each person took part."""
        begins: dict[str, date] = {}
        first = {name: self.days_of(name)[0] for name, _day in self.days}
        for name, date_ in self.on:
            for who in _who_took_part(self.days[name, date_]):
                person = self.person(self.parties[who].person)
                begins[person] = min(first[name], begins.get(person, first[name]))
        return begins

    # -- what is true ---------------------------------------------------------------------------------------------

    def lines_now(self, key: DayKey) -> tuple[Line, ...]:
        """Who is on the day's list: confirmed by the list, holding a stand, or marked or heard that day."""
        day = self.day(key)
        if self.is_off(key):  # nobody takes part in what does not take place
            return ()
        places = {*day.stands, *day.marks, *day.answers}
        on_list = {who for who, _session in places} | {
            party.id for party in self.parties.values() if party.bazaar == key[0] and party.listed
        }
        began, begins = self.days_of(key[0])[0], self._first_begins()
        register = self.register_of(key)
        lines = []
        for who in sorted(on_list):
            party = self.parties[who]
            sessions = tuple(sorted({session for other, session in places if other == who})) or (1,)
            own = [(who, session) for session in sessions]
            person = self.person(party.person)
            lines.append(
                Line(
                    party,
                    register[party.person],
                    person,
                    party.kind == VENDOR and begins.get(person, began) >= began,
                    sessions,
                    tuple(day.marks.get(place, "") for place in own),
                    tuple(day.answers.get(place, Answer()) for place in own),
                    tuple(self.booths[day.stands[place]] if place in day.stands else "" for place in own),
                    tuple(day.came.get(place) for place in own),
                )
            )
        return tuple(lines)

    def register_of(self, key: DayKey) -> dict[str, Register]:
        """What a day that stands open says of everybody: once it was sealed, what the last seal said and corrected."""
        last = self.day(key).seals[-1] if self.day(key).seals else None
        if last is None or not last.reopened:
            return dict(self.register)
        since = [
            item for item in self.corrections if key in item.days and item.number not in last.corrections
        ]
        corrected = {item.person: item.register for item in sorted(since, key=lambda item: item.number)}
        return {**self.register, **last.register, **corrected}

    def lines(self, key: DayKey) -> tuple[Line, ...]:
        """The day as it is shown: what the standing seal covers, else what is known now."""
        if self._memo is not None and key in self._memo:
            return self._memo[key]  # type: ignore[return-value]
        seal = self.day(key).seal
        lines = seal.lines if seal else self.lines_now(key)
        if self._memo is not None:
            self._memo[key] = lines
        return lines

    def vendors(self, key: DayKey) -> list[Line]:
        return [line for line in self.lines(key) if line.party.kind == VENDOR]

    def goods(self, key: DayKey) -> Ledger:
        seal = self.day(key).seal
        return {} if self.is_off(key) else seal.goods if seal else self.day(key).goods

    def office_of(self, key: DayKey) -> Office:
        """What the office had set when the day was sealed, or has set now."""
        seal = self.day(key).seal
        return seal.office if seal else self.office

    def figures(self, key: DayKey) -> dict[str, Value]:
        """Every figure of the day."""
        day, asked = self.day(key), self.office_of(key).asked
        mitra = self.mitra(key)
        covered = _heard(day.seal.lines) if day.seal else {*day.answers}
        late = [
            answer.rupiah
            for place, answer in day.answers.items()
            if (answer.late or place not in covered) and self.parties[place[0]].kind == VENDOR
            if not self.is_off(key)
        ]
        return {
            **figures_of(self.vendors(key), asked),
            "partners_registered": mitra["registered"],
            "partners_expected": mitra["expected"],
            "partners_blank": mitra["blank"],
            "partners_present": mitra["present"],
            "partner_omzet": mitra["omzet"],
            "partner_cash": mitra["cash"],
            "partner_cashless": mitra["cashless"],
            "partner_goods": known_sum(goods.rupiah for goods in self.goods(key).values()),
            "late": known_sum(late),
        }

    def omzet_of_days(self, bazaar: str) -> dict[date, Value]:
        """What the vendors told on each day of a bazaar, as it stands."""
        return {key[1]: self.figures(key)["omzet"] for key in sorted(self.on) if key[0] == bazaar}

    def closed_days(self, bazaar: str) -> frozenset[date]:
        """The days of a bazaar that a seal stands on."""
        return frozenset(day for day in self.days_of(bazaar) if self.day((bazaar, day)).seal is not None)

    def mitra(self, key: DayKey) -> dict[str, Value]:
        """The same figures of the mitra, which never count as vendors."""
        lines = [line for line in self.lines(key) if line.party.kind == PARTNER]
        return figures_of(lines, self.office_of(key).asked)

    def group(self, key: DayKey, by: str) -> dict[str, dict[str, Value]]:
        """The figures of the vendors by `category` or `agency`, as the register said when it was sealed."""
        lines, asked = self.vendors(key), self.office_of(key).asked
        names = {str(getattr(line.register, by)) for line in lines}
        return {
            name: figures_of((line for line in lines if getattr(line.register, by) == name), asked)
            for name in names
        }

    def together(self, bazaar: str) -> dict[str, Value]:
        """The sums of all days of a bazaar."""
        of_days = [self.figures(key) for key in self.on if key[0] == bazaar]
        return {
            name: known_sum(day[name] for day in of_days)
            for name in ("omzet", "partner_omzet", "present", "registered")
        }

    def excludes(self, key: DayKey) -> list[str]:
        """Which pairs of facts of the day exclude each other."""
        day = self.day(key)
        pairs = []
        for place, answer in day.answers.items():
            if day.marks.get(place) in {IZIN, ALPA} and answer.state != BELUM:
                pairs.append("away_but_told")
            if (answer.state == NIHIL and answer.sales) or (answer.rupiah and answer.sales == 0):
                pairs.append("nil_but_sales")
            here = day.marks.get(place) == HADIR or answer.state != BELUM
            if self.parties[place[0]].status in CALLED_OFF and here:
                pairs.append("called_off_but_here")
        for who in {who for who, _goods in day.goods}:
            sold = known_sum(goods.rupiah for (other, _n), goods in day.goods.items() if other == who)
            told = known_sum(answer.rupiah for (other, _s), answer in day.answers.items() if other == who)
            if sold is not None and told is not None and sold != told:
                pairs.append("ledger_not_grid")
        for goods in day.goods.values():
            if goods.opening is not None and goods.sold is not None and goods.sold > goods.opening:
                pairs.append("oversold")
        return pairs

    def median_of_kind(self, key: DayKey, category: str) -> Value:
        """The middle of what the vendors of a kind told that day; nothing of fewer than two."""
        kind = [line for line in self.vendors(key) if line.register.category == category]
        told = [line.rupiah for line in kind if line.rupiah is not None]
        return median(told) if len(told) > 1 else None

    def before_per_day(self, bazaar: str, who: str) -> list[tuple[str, int]]:
        """What a person told a day at the last three bazaars that began before this one, the latest first."""
        person, began = self.person(self.parties[who].person), self.days_of(bazaar)[0]
        told: dict[tuple[date, str], list[int]] = defaultdict(list)
        for key in self.on:
            first = self.days_of(key[0])[0]
            of_person = (line for line in self.vendors(key) if self.person(line.party.person) == person)
            rupiah = known_sum(line.rupiah for line in of_person)
            if first < began and rupiah is not None:
                told[first, key[0]].append(rupiah)
        last = sorted(told, reverse=True)[:3]
        return [(at[1], half_up(Fraction(sum(told[at]), len(told[at])))) for at in last]

    def far_off(self, key: DayKey) -> int:
        """How many rows of vendors tell a billion or more: on a first day too these are tinted."""
        answers = self.day(key).answers.items()
        told = [answer.rupiah or 0 for (who, _), answer in answers if self.parties[who].kind == VENDOR]
        return 0 if self.is_off(key) else sum(amount >= BILLION for amount in told)

    def told_to_press(self, key: DayKey) -> bool:
        """Whether enough vendors sold something for their sum to be told outside."""
        return sum(bool(line.rupiah) for line in self.vendors(key)) >= FEWEST_SELLERS


def _who_took_part(day: Day) -> set[str]:
    """Who came or told an omzet: on a sealed day as its seal has it, what came later waits for the next one."""
    if day.seal:
        return {line.party.id for line in day.seal.lines if line.took_part}
    came = {who for (who, _session), mark in day.marks.items() if mark == HADIR}
    return came | {who for (who, _session), answer in day.answers.items() if answer.rupiah is not None}


def _heard(lines: tuple[Line, ...]) -> set[Place]:
    """The places of which a seal covers an answer; what came from another store after it is late."""
    return {
        (line.party.id, session)
        for line in lines
        for session, answer in zip(line.sessions, line.answers, strict=True)
        if answer.state != BELUM
    }
