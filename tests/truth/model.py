"""A little model of the world, written from the page of definitions alone: facts in, every labelled figure out.

It never looks at how the program computes: it imports nothing of it. A `View` is what one store knows.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from math import floor

VENDOR, PARTNER = "vendor", "partner"
HADIR, IZIN, ALPA = "present", "excused", "absent"
BELUM, NIHIL, DIISI, MENOLAK = "blank", "nil", "reported", "declined"
NO_AMOUNTS: tuple[int | None, ...] = (None, None, None, None)
ASKED = (0, 1)  # the channels everybody is asked for here: tunai and QRIS
BILLION = 1_000_000_000  # what no stall sells in a day
FEWEST_SELLERS = 3  # a sum of fewer is not told to the press

Value = int | None
DayKey = tuple[str, date]  # bazaar and day
Place = tuple[str, int]  # participation and session


@dataclass(frozen=True)
class Register:
    """What the register says of a vendor, or of the agency that stands for itself."""

    name: str
    business: str
    category: str
    agency: str


@dataclass(frozen=True)
class Party:
    """Somebody at a bazaar. `listed`: confirmed by its list, so on every day; `person` is the vendor."""

    id: str
    bazaar: str
    kind: str
    person: str
    listed: bool


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
    """A party on one day, all its sessions together."""

    party: Party
    register: Register
    newcomer: bool
    marks: tuple[str, ...]
    answers: tuple[Answer, ...]

    @property
    def mark(self) -> str:
        return next((mark for mark in (HADIR, IZIN, ALPA) if mark in self.marks), "")

    @property
    def rupiah(self) -> Value:
        known = [answer.rupiah for answer in self.answers if answer.rupiah is not None]
        return sum(known) if known else None

    @property
    def told(self) -> bool:
        return self.rupiah is not None

    @property
    def refused(self) -> bool:
        return not self.told and any(answer.state == MENOLAK for answer in self.answers)

    @property
    def took_part(self) -> bool:
        return self.mark == HADIR or self.told


@dataclass
class Seal:
    """What was true when the day was sealed."""

    lines: tuple[Line, ...]
    goods: tuple[Value, ...]
    reopened: bool = False


@dataclass
class Day:
    """What is known of one day of one bazaar."""

    stands: set[Place] = field(default_factory=set)
    marks: dict[Place, str] = field(default_factory=dict)
    answers: dict[Place, Answer] = field(default_factory=dict)
    goods: dict[tuple[str, str], Goods] = field(default_factory=dict)
    left: set[Place] = field(default_factory=set)
    seals: list[Seal] = field(default_factory=list)
    undecided: set[tuple[str, int, int]] = field(default_factory=set)

    @property
    def seal(self) -> Seal | None:
        return self.seals[-1] if self.seals and not self.seals[-1].reopened else None


@dataclass
class View:
    """All that one store knows. `online` are bazaars that are not held at a lokasi."""

    first_days: dict[str, date]
    online: frozenset[str]
    register: dict[str, Register]
    parties: dict[str, Party]
    days: dict[DayKey, Day]

    def copy(self) -> View:
        return copy.deepcopy(self)

    @property
    def rupiah(self) -> dict[tuple[DayKey, Place], int]:
        """What each row holds, all channels together, mitra too."""
        return {
            (key, place): sum(amount or 0 for amount in answer.amounts)
            for key, day in self.days.items()
            for place, answer in day.answers.items()
        }

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

    def seal(self, key: DayKey, sealed: Seal | None = None) -> Seal:
        """Seal what is known now, or take over the seal that another store has made."""
        day = self.days[key]
        if sealed is None:
            day.answers = {place: replace(answer, late=False) for place, answer in day.answers.items()}
            sealed = Seal(self.lines_now(key), self.goods_now(key))
        day.seals.append(copy.copy(sealed))
        return sealed

    # -- what is true ---------------------------------------------------------------------------------------------

    def lines_now(self, key: DayKey) -> tuple[Line, ...]:
        """Who is on the day's list: confirmed by the list, holding a stand, or marked or heard that day."""
        day = self.days[key]
        places = {*day.stands, *day.marks, *day.answers}
        on_list = {who for who, _session in places} | {
            party.id for party in self.parties.values() if party.bazaar == key[0] and party.listed
        }
        lines = []
        for who in sorted(on_list):
            party = self.parties[who]
            sessions = sorted({session for other, session in places if other == who})
            lines.append(
                Line(
                    party,
                    self.register[party.person],
                    party.kind == VENDOR and not self._came_before(party),
                    tuple(day.marks.get((who, session), "") for session in sessions),
                    tuple(day.answers.get((who, session), Answer()) for session in sessions),
                )
            )
        return tuple(lines)

    def goods_now(self, key: DayKey) -> tuple[Value, ...]:
        return tuple(goods.rupiah for goods in self.days[key].goods.values())

    def _came_before(self, party: Party) -> bool:
        """Whether the person took part in a bazaar that began before this one."""
        same = [other for other in self.parties.values() if other.person == party.person]
        begins = self.first_days[party.bazaar]
        return any(
            self._took_part(other.id, day)
            for other in same
            for key, day in self.days.items()
            if self.first_days[key[0]] < begins
        )

    @staticmethod
    def _took_part(who: str, day: Day) -> bool:
        """Whether a party took part: on a sealed day as its seal has it, a later answer waits for the next one."""
        if day.seal:
            return any(line.party.id == who and line.took_part for line in day.seal.lines)
        came = any(mark == HADIR for (other, _session), mark in day.marks.items() if other == who)
        return came or any(
            answer.rupiah is not None for (other, _session), answer in day.answers.items() if other == who
        )

    def lines(self, key: DayKey) -> tuple[Line, ...]:
        """The day as it is shown: what the standing seal covers, else what is known now."""
        seal = self.days[key].seal
        return seal.lines if seal else self.lines_now(key)

    def figures(self, key: DayKey) -> dict[str, Value]:
        """Every figure of the day."""
        day = self.days[key]
        lines = self.lines(key)
        mitra = [line for line in lines if line.party.kind == PARTNER]
        goods = [amount for amount in self.goods_now(key) if amount is not None]
        late = [
            answer.rupiah
            for (who, _session), answer in day.answers.items()
            if answer.late and self.parties[who].kind == VENDOR
        ]
        return {
            **figures_of(line for line in lines if line.party.kind == VENDOR),
            "partners_registered": len(mitra),
            "partners_expected": sum(line.mark == "" for line in mitra),
            "partners_blank": figures_of(mitra)["blank"],
            "partners_present": sum(line.mark == HADIR for line in mitra),
            "partner_omzet": known_sum(line.rupiah for line in mitra),
            "partner_goods": sum(goods) if goods else None,
            "late": known_sum(late),
        }

    def group(self, key: DayKey, by: str) -> dict[str, dict[str, Value]]:
        """The figures of the vendors by `category` or `agency`, as the register said when it was sealed."""
        lines = [line for line in self.lines(key) if line.party.kind == VENDOR]
        names = {str(getattr(line.register, by)) for line in lines}
        return {
            name: figures_of(line for line in lines if getattr(line.register, by) == name) for name in names
        }

    def together(self, bazaar: str) -> dict[str, Value]:
        """The sums of all days of a bazaar."""
        of_days = [self.figures(key) for key in self.days if key[0] == bazaar]
        return {name: known_sum(day[name] for day in of_days) for name in ("omzet", "partner_omzet")}

    def _first_begins(self, keys: list[DayKey]) -> dict[str, date]:
        """When the earliest bazaar began in which each vendor took part on one of these days."""
        begins: dict[str, date] = {}
        for key in keys:
            for line in self.lines(key):
                if line.took_part and line.party.kind == VENDOR:
                    began = self.first_days[key[0]]
                    begins[line.party.person] = min(began, begins.get(line.party.person, began))
        return begins

    def year(self, year: int) -> dict[str, Value]:
        """The figures of a year that is over: its days as their seals have them; online ones are no bazaar."""
        keys = [key for key in self.days if key[1].year == year]
        held = [key for key in keys if any(line.took_part for line in self.lines(key))]
        here = [key for key in held if key[0] not in self.online]
        there = [key for key in held if key[0] in self.online]
        planned = {bazaar for bazaar, _day in keys if bazaar not in self.online}
        lines = [line for key in keys for line in self.lines(key) if line.party.kind == VENDOR]
        came = [line for line in lines if line.took_part]
        first = self._first_begins(keys)
        ever = self._first_begins([key for key in self.days if key[1].year <= year])
        before = {person for person in first if ever[person] < first[person]}
        people = {line.party.person for line in came}
        of_days = [self.figures(key) for key in keys]
        return {
            "bazaars": len({bazaar for bazaar, _day in here}),
            "bazaar_days": len(here),
            "others": len({bazaar for bazaar, _day in there}),
            "other_days": len(there),
            "not_held": len(planned - {bazaar for bazaar, _day in here}),
            "sealed_days": sum(self.days[key].seal is not None for key in keys),
            "days": len(keys),
            "unanswered": sum(day["answered"] == 0 for day in of_days),
            "people": len(people),
            "participations": len({line.party.id for line in came}),
            "newcomers": len(people - before),
            **{key: sum(day[key] or 0 for day in of_days) for key in ("asked", "answered", "blank")},
            "omzet": known_sum(day["omzet"] for day in of_days),
            "sales": known_sum(day["sales"] for day in of_days),
        }

    def excludes(self, key: DayKey) -> list[str]:
        """Which pairs of facts of the day exclude each other."""
        day = self.days[key]
        pairs = []
        for place, answer in day.answers.items():
            if day.marks.get(place) in {IZIN, ALPA} and answer.state != BELUM:
                pairs.append("away_but_told")
            if (answer.state == NIHIL and answer.sales) or (answer.rupiah and answer.sales == 0):
                pairs.append("nil_but_sales")
        for who in {who for who, _goods in day.goods}:
            sold = [goods.rupiah for (other, _n), goods in day.goods.items() if other == who]
            told = [
                answer.rupiah
                for (other, _s), answer in day.answers.items()
                if other == who and answer.rupiah is not None
            ]
            known = [amount for amount in sold if amount is not None]
            if known and told and sum(known) != sum(told):
                pairs.append("ledger_not_grid")
        for goods in day.goods.values():
            if goods.opening is not None and goods.sold is not None and goods.sold > goods.opening:
                pairs.append("oversold")
        return pairs

    def far_off(self, key: DayKey) -> int:
        """How many rows of vendors tell a billion or more: on a first day too these are tinted."""
        answers = self.days[key].answers.items()
        told = [answer.rupiah or 0 for (who, _), answer in answers if self.parties[who].kind == VENDOR]
        return sum(amount >= BILLION for amount in told)

    def told_to_press(self, key: DayKey) -> bool:
        """Whether enough vendors sold something for their sum to be told outside."""
        sellers = [line for line in self.lines(key) if line.party.kind == VENDOR and line.rupiah]
        return len(sellers) >= FEWEST_SELLERS


def figures_of(lines: Iterable[Line]) -> dict[str, Value]:
    """The figures of these parties of one day, each party once, by the sentences of the definitions."""
    listed = list(lines)
    waited = [line for line in listed if line.mark == HADIR or line.told or line.refused]
    told = [line for line in waited if line.told]
    omzet = [line.rupiah or 0 for line in told]
    answers = [answer for line in told for answer in line.answers]
    cash, *others = (known_sum(_channel(answer, at) for answer in answers) for at in range(4))
    cashless = known_sum(others)
    sales = [answer.sales for line in told for answer in line.answers if answer.sales is not None]
    total = sum(omzet)
    return {
        "registered": len(listed),
        "present": sum(line.mark == HADIR for line in listed),
        "excused": sum(line.mark == IZIN for line in listed),
        "absent": sum(line.mark == ALPA for line in listed),
        "expected": sum(line.mark == "" for line in listed),
        "newcomers": len({line.party.person for line in listed if line.newcomer and line.took_part}),
        "took_part": len({line.party.person for line in listed if line.took_part}),
        "asked": len(waited),
        "answered": len(told),
        "nil": sum(line.rupiah == 0 for line in told),
        "partly": sum(_is_partly(line) for line in told),
        "declined": sum(line.refused for line in waited),
        "blank": sum(not line.told and not line.refused for line in waited),
        "omzet": total if told else None,
        "cash": cash,
        "cashless": cashless,
        "cashless_share": half_up(Fraction(1000 * cashless, total))
        if total and cashless is not None
        else None,
        "average": half_up(Fraction(total, len(told))) if told else None,
        "median": _median(omzet),
        "sales": sum(sales) if sales else None,
    }


def _channel(answer: Answer, at: int) -> Value:
    """What was paid in one way: nothing where nobody said, nought where nothing was sold."""
    return 0 if answer.state == NIHIL else answer.amounts[at]


def _is_partly(line: Line) -> bool:
    return any(
        answer.state == DIISI
        and answer.rupiah is not None
        and any(answer.amounts[at] is None for at in ASKED)
        for answer in line.answers
    )


def _median(amounts: Sequence[int]) -> Value:
    if not amounts:
        return None
    ordered = sorted(amounts)
    return half_up(Fraction(ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2], 2))


def half_up(amount: Fraction) -> int:
    return floor(amount + Fraction(1, 2))


def known_sum(amounts: Iterable[Value]) -> Value:
    """The sum of what is known; nothing where nothing is: blank is never nought."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


# -- how a value is written ---------------------------------------------------------------------------------------

RUPIAH, NUMBER, PERCENT, RAW = (
    "rupiah",
    "number",
    "percent",
    "raw",
)  # Rp1.000 · 1.000 · 39,6% · as programs read it


def written(value: Value, style: str) -> str:
    """A value as the house writes it; a dash where there is none, in files nothing."""
    if style == RAW:
        return "" if value is None else str(value)
    if value is None:
        return "–"
    if style == PERCENT:
        return f"{value // 10},{value % 10}%"
    grouped = f"{value:,}".replace(",", ".")
    return f"Rp{grouped}" if style == RUPIAH else grouped


@dataclass(frozen=True)
class Shown:
    """One figure as a reader found it: where, which, the text, and how it is written there."""

    place: str
    key: str
    text: str
    style: str


def differences(truth: dict[str, Value], found: Iterable[Shown]) -> list[str]:
    """Every figure that a place shows otherwise than the model has it, in words."""
    return [
        f"{shown.place}: {shown.key} is {shown.text!r}, should be {written(truth[shown.key], shown.style)!r}"
        for shown in found
        if shown.text.rstrip("*") != written(truth[shown.key], shown.style)
    ]
