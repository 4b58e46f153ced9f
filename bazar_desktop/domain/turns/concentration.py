"""How stands are spread over people: are they always the same?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

TENTH = 10


@dataclass(frozen=True, slots=True)
class Concentration:
    """`stands` taken by `people`; the `top_people` most frequent (a tenth, rounded up) took `top_stands` of them.

    `gini` is 0 where everybody had as many and nears 1 where one had nearly all; `newcomers` came for the first time.
    """

    stands: int
    people: int
    top_people: int
    top_stands: int
    gini: float
    newcomers: int

    @property
    def top_share(self) -> float:
        """From 0 to 1."""
        return self.top_stands / self.stands if self.stands else 0.0


def concentrate(stands: Mapping[str, int], before: Collection[str] = frozenset()) -> Concentration:
    """Over stands a person; those with none do not count. `before`: who had taken part before the period.

    Gini after Sen (1973): with x sorted upwards, sum((2i - n - 1) x_i) / (n sum(x)).
    """
    counts = sorted(count for count in stands.values() if count > 0)
    whole, people = sum(counts), len(counts)
    top = -(-people // TENTH)
    spread = sum((2 * place - people - 1) * count for place, count in enumerate(counts, 1))
    return Concentration(
        stands=whole,
        people=people,
        top_people=top,
        top_stands=sum(counts[people - top :]),
        gini=spread / (people * whole) if whole else 0.0,
        newcomers=len({who for who, count in stands.items() if count > 0} - set(before)),
    )
