"""The stands to give, and what each quota allows and still lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bazar_desktop.domain.turns.ranking import Applicant
from bazar_desktop.domain.turns.rules import DIMENSIONS, NEW, NEWCOMER, Quota

PLACES_FULL, QUOTA_FULL = "places_full", "quota_full"

Group = tuple[str, str]  # one of DIMENSIONS, and the group in small letters


@dataclass(frozen=True, slots=True)
class Why:
    """One reason: its code, what it is about (a document, a code, a quota's group) and the limit."""

    code: str
    about: str = ""
    by: str = ""
    limit: int = 0


@dataclass(frozen=True, slots=True)
class Unmet:
    """A quota's least that the list cannot give: `got` of `least` stands."""

    by: str
    group: str
    least: int
    got: int


class Seats:
    """The stands to give, and how many each quota's groups have got."""

    def __init__(self, quotas: Sequence[Quota], fixed: Sequence[Applicant], places: int) -> None:
        stands = places + sum(applicant.stands for applicant in fixed)
        self.room = places
        self._limits: dict[Group, tuple[int, int | None]] = {}
        self._names: dict[Group, str] = {}
        for quota in sorted(quotas, key=lambda item: (item.by, item.group, item.percent)):
            least, most = quota.limits(stands)
            key = (quota.by, NEW if quota.by == NEWCOMER else quota.group.casefold())
            before = self._limits.get(key, (0, None))
            mosts = [number for number in (most, before[1]) if number is not None]
            self._limits[key] = max(least, before[0]), min(mosts) if mosts else None
        self.got: Counter[Group] = Counter()
        for applicant in fixed:
            self._count(applicant)

    def sit(self, applicant: Applicant) -> None:
        """Give the applicant the stands they want."""
        self.room -= applicant.stands
        self._count(applicant)

    def against(self, applicant: Applicant) -> tuple[Why, ...]:
        """Why there is no place for them now; nothing where there is."""
        whies = [
            Why(QUOTA_FULL, self._names[key], key[0], most)
            for key in self.groups_of(applicant)
            if (most := self.limit(key)[1]) is not None and self.got[key] + applicant.stands > most
        ]
        if applicant.stands > self.room:
            whies.append(Why(PLACES_FULL, limit=self.room))
        return tuple(whies)

    def unmet(self) -> tuple[Unmet, ...]:
        """Leasts that were not reached, of groups that are named or that somebody belongs to."""
        keys = {key for key in self._limits if key[1]} | set(self._names)
        return tuple(
            Unmet(key[0], self._names.get(key, key[1]), least, self.got[key])
            for key in sorted(keys)
            if self.got[key] < (least := self.limit(key)[0])
        )

    def limit(self, key: Group) -> tuple[int, int | None]:
        """Least and most of a group: its own quota, or the one that holds for each."""
        return self._limits.get(key) or self._limits.get((key[0], ""), (0, None))

    def groups_of(self, applicant: Applicant) -> list[Group]:
        """The groups that the applicant counts for."""
        groups = []
        for by in DIMENSIONS:
            name = str(getattr(applicant, by))
            if name:
                groups.append((by, name.casefold()))
                self._names.setdefault((by, name.casefold()), name)
        return groups

    def _count(self, applicant: Applicant) -> None:
        for key in self.groups_of(applicant):
            self.got[key] += applicant.stands
