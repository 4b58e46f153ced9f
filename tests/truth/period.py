"""The figures of a year, a month and a bazaar in the model: days as their seals have them, and what came since."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tests.truth.model import PARTNER, VENDOR, Correction, DayKey, Line, Register, View
from tests.truth.sums import Value, figures_of, known_sum

ALL = (0, 1, 2, 3)  # a year asks nobody: what is partly told is no figure of it
CUTS = {
    "kind": "by_kind", "kota": "by_kota", "kecamatan": "by_kecamatan", "agency": "by_agency",
    "category": "by_category", "party": "parties",
}  # fmt: skip
OF_A_BAZAAR = ("kind", "kota", "kecamatan")


@dataclass(frozen=True)
class Where:
    """A bazaar as the year cuts it: the code on its papers, its kind and place."""

    code: str
    kind: str
    lokasi: str
    kecamatan: str
    kota: str


@dataclass(frozen=True)
class PeriodLine:
    """A party on one day of the period, with the correction that reaches back to it."""

    key: DayKey
    line: Line
    correction: Correction | None = None

    @property
    def register(self) -> Register:
        return self.correction.register if self.correction else self.line.register


@dataclass(frozen=True)
class Year:
    """A year as one store has it today. `entered` is which laptop handed in which day, `waited` who should."""

    view: View
    year: int
    today: date
    places: Mapping[str, Where]
    waited: Mapping[str, Collection[str]]
    entered: frozenset[tuple[str, DayKey]]

    @property
    def keys(self) -> list[DayKey]:
        """The days of the year that take place, or will."""
        return [key for key in self.view.on if key[1].year == self.year]

    @property
    def called_off(self) -> list[DayKey]:
        return [key for key in self.view.days if key[1].year == self.year and self.view.is_off(key)]

    def took_place(self, key: DayKey) -> bool:
        return any(line.took_part for line in self.view.lines(key))

    def due(self) -> list[DayKey]:
        """The days that are over by date or seal, or took place before their date."""
        return [key for key in self.keys if self.is_due(key)]

    def is_due(self, key: DayKey) -> bool:
        return key[1] < self.today or self.took_place(key) or self.view.days[key].seal is not None

    def rows(self) -> list[PeriodLine]:
        """Every party of every day of the year, with what a correction says of it."""
        return [
            PeriodLine(key, line, correction_of(self.view, key, line.party.person))
            for key in self.keys
            for line in self.view.lines(key)
        ]

    # -- the headline ---------------------------------------------------------------------------------------------

    def figures(self) -> dict[str, Value]:
        keys, due = self.keys, self.due()
        held = [key for key in keys if self.took_place(key)]
        planned = {name for name, _day in keys if name not in self.view.online}
        vendors = [row for row in self.rows() if row.line.party.kind == VENDOR]
        counts = self._counts(held)
        since = [amount for key in keys if (amount := since_seal(self.view, key)) is not None]
        states = [self.view.state_of(name) for name in {name for name, _day in [*keys, *self.called_off]}]
        return {
            **counts,
            **self._sums(vendors),
            "postponed": states.count("postponed"),
            "cancelled": states.count("cancelled"),
            "days_off": sum(not self.view.state_of(name) for name, _day in self.called_off),
            "not_held": len(planned - {name for name, _day in held}),
            "sealed_days": sum(self.view.days[key].seal is not None for key in due),
            "due": len(due),
            "unanswered": sum(
                not any(line.told for line in self.view.vendors(key)) for key in due if key[1] != self.today
            ),
            "to_come": len(keys) - len(due),
            "waiting": len(self.waiting(due)),
            "laptops": sum(any(key[0] in bazaars for key in due) for bazaars in self.waited.values()),
            "changed": len({who for key in keys for who in changed_since(self.view, key)}),
            "since_seal": sum(since) if since else None,
            "days_since_seal": len(since),
        }

    def waiting(self, due: list[DayKey]) -> list[str]:
        """The laptops that were prepared for a day that is due and gave no entry of it."""
        return [
            laptop
            for laptop, bazaars in self.waited.items()
            if any(key[0] in bazaars and (laptop, key) not in self.entered for key in due)
        ]

    def _counts(self, held: Iterable[DayKey]) -> dict[str, Value]:
        here = [key for key in held if key[0] not in self.view.online]
        there = [key for key in held if key[0] in self.view.online]
        return {
            "bazaars": len({name for name, _day in here}),
            "bazaar_days": len(here),
            "others": len({name for name, _day in there}),
            "other_days": len(there),
        }

    def _sums(self, rows: Collection[PeriodLine]) -> dict[str, Value]:
        """What rows add up to: each party once a day, people once a year."""
        by_day: dict[DayKey, list[Line]] = defaultdict(list)
        for row in rows:
            by_day[row.key].append(row.line)
        of_days = [figures_of(lines, ALL) for lines in by_day.values()]
        came = [row for row in rows if row.line.took_part]
        people = {self._person(row) for row in came}
        return {
            "people": len(people),
            "participations": len({row.line.party.id for row in came}),
            "newcomers": len(people - self._veterans()),
            **{name: sum(day[name] or 0 for day in of_days) for name in ("asked", "answered", "blank")},
            "omzet": known_sum(day["omzet"] for day in of_days),
            "sales": known_sum(day["sales"] for day in of_days),
        }

    def spread(self) -> dict[str, Value]:
        """How often each person took part, and how that is spread."""
        came = [row for row in self.rows() if row.line.party.kind == VENDOR and row.line.took_part]
        often = Counter(person for person, _bazaar in {(self._person(row), row.key[0]) for row in came})
        times, people = sorted(often.values()), len(often)
        if not people:
            return {"times": 0, "top_share": "0.0", "gini": "0.0"}
        top = sum(times[people - -(-people // 10) :])
        apart = sum(abs(one - other) for one in times for other in times)
        return {
            "times": sum(times),
            "top_share": str(round(top / sum(times), 4)),
            "gini": str(round(apart / (2 * people * sum(times)), 4)),
        }

    def _person(self, row: PeriodLine) -> str:
        """Who is one person is known today for all days alike."""
        return self.view.person(row.line.party.person)

    def _veterans(self) -> set[str]:
        """Who took part, in a bazaar that began before all those of this year in which it took part."""
        first = self._first_begins(self.keys)
        ever = self._first_begins(self.view.on)
        return {person for person in first if ever[person] < first[person]}

    def _first_begins(self, keys: Iterable[DayKey]) -> dict[str, date]:
        begins: dict[str, date] = {}
        for key in keys:
            began = self.view.days_of(key[0])[0]
            for line in self.view.lines(key):
                if line.took_part:
                    person = self.view.person(line.party.person)
                    begins[person] = min(began, begins.get(person, began))
        return begins

    # -- its cuts -------------------------------------------------------------------------------------------------

    def cut(self, by: str) -> dict[str, dict[str, Value]]:
        """The figures of each group of a cut, corrections of the register taken in."""
        groups: dict[str, list[PeriodLine]] = defaultdict(list)
        moved: dict[str, list[tuple[DayKey, int]]] = defaultdict(list)
        rows = self.rows()
        for row in rows if by == "party" else [row for row in rows if row.line.party.kind == VENDOR]:
            now, before = self._group(by, row, row.register), self._group(by, row, row.line.register)
            groups[now].append(row)
            if now != before:
                for answer in row.line.answers:
                    moved[now].append((row.key, answer.rupiah or 0))
                    moved[before].append((row.key, -(answer.rupiah or 0)))
        held = [key for key in self.keys if self.took_place(key)]
        names = {*groups, *moved}
        if by in OF_A_BAZAAR:
            names |= {getattr(self.places[name], by) for name, _day in held}
        elif by == "party":
            names |= {VENDOR, PARTNER, "coach"}
        return {name: self._of_group(by, name, groups[name], moved[name], held) for name in names}

    def _of_group(
        self,
        by: str,
        name: str,
        rows: list[PeriodLine],
        moved: list[tuple[DayKey, int]],
        held: list[DayKey],
    ) -> dict[str, Value]:
        came = {row.key for row in rows if row.line.took_part}
        if by in OF_A_BAZAAR:
            came = {key for key in held if getattr(self.places[key[0]], by) == name}
        sums = self._sums(rows)
        counts = self._counts(came & set(held))
        if by == "party" and name != VENDOR:
            sums["newcomers"] = None
        return {
            **sums,
            **counts,
            "joined": counts["bazaars"],
            "moved": sum(rupiah for _key, rupiah in moved) if moved else None,
            "moved_days": len({key for key, _rupiah in moved}) or None,
        }

    def _group(self, by: str, row: PeriodLine, register: Register) -> str:
        if by in OF_A_BAZAAR:
            return str(getattr(self.places[row.key[0]], by))
        return row.line.party.kind if by == "party" else str(getattr(register, by))


def correction_of(view: View, key: DayKey, person: str) -> Correction | None:
    """The latest correction that reaches back to a sealed day and that its seal does not take in."""
    seal = view.days[key].seal
    if seal is None:
        return None
    reaching = [
        item
        for item in view.corrections
        if item.person == person and key in item.days and item.number not in seal.corrections
    ]
    return reaching[-1] if reaching else None


def said_now(view: View, key: DayKey, line: Line) -> Register:
    """What the year counts of a party on a sealed day: the seal's words, or those of a later correction."""
    correction = correction_of(view, key, line.party.person)
    return correction.register if correction else line.register


def changed_since(view: View, key: DayKey) -> set[str]:
    """Of which participations the answers of now differ from those that the seal covers."""
    seal = view.days[key].seal
    if seal is None:
        return set()
    now, sealed = (_answers(lines) for lines in (view.lines_now(key), seal.lines))
    return {place[0] for place in {*now, *sealed} if now.get(place) != sealed.get(place)}


def since_seal(view: View, key: DayKey) -> Value:
    """By how much the entries of now differ from what the seal covers; nothing where no answer does."""
    seal = view.days[key].seal
    if seal is None:
        return None
    now, sealed = (_answers(lines) for lines in (view.lines_now(key), seal.lines))
    if all(now.get(place) == sealed.get(place) for place in {*now, *sealed}):
        return None
    return sum(amount or 0 for amount in now.values()) - sum(amount or 0 for amount in sealed.values())


def _answers(lines: Iterable[Line]) -> dict[tuple[str, int], Value]:
    return {
        (line.party.id, session): answer.rupiah
        for line in lines
        if line.party.kind == VENDOR
        for session, answer in zip(line.sessions, line.answers, strict=True)
    }


def month(view: View, day: date) -> dict[str, Value]:
    """The sums of the days of one month, all bazaars together."""
    keys = [key for key in view.on if (key[1].year, key[1].month) == (day.year, day.month)]
    of_days = [view.figures(key) for key in keys]
    return {
        **{
            name: known_sum(figures[name] for figures in of_days)
            for name in ("omzet", "present", "registered", "asked", "answered")
        },
        "since_seal": sum(since_board(view, key) for key in keys),
        "changed": len({who for key in keys for who in changed_since(view, key)}),
    }


def since_board(view: View, key: DayKey) -> int:
    """By how much the vendors' sum of now differs from that of the seal; 0 on an open day."""
    if view.days[key].seal is None:
        return 0
    lines = [line for line in view.lines_now(key) if line.party.kind == VENDOR]
    now = known_sum(line.rupiah for line in lines)
    return (now or 0) - (view.figures(key)["omzet"] or 0)
