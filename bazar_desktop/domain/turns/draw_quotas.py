"""What a paper must say of quotas so that anyone can recompute whom a draw gave a place."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from bazar_desktop.domain.turns.choosing import CHOSEN
from bazar_desktop.domain.turns.draw import DrawEntry, DrawQuotas, LimitedGroup
from bazar_desktop.domain.turns.quotas import by_turn, fill
from bazar_desktop.domain.turns.ranking import Applicant
from bazar_desktop.domain.turns.rules import Quota
from bazar_desktop.domain.turns.seats import Seats


def quotas_of_draw(
    entries: Sequence[DrawEntry],
    drawn: Sequence[Applicant],
    others: Sequence[Applicant],
    quotas: Sequence[Quota],
    stands: int,
) -> DrawQuotas | None:
    """Work out the quotas over those who were `drawn`, in their order; `others` have their places of all `stands`.

    None where no quota speaks of any of them.
    """
    seats = Seats(quotas, others, max(0, stands - sum(other.stands for other in others)))
    members: dict[tuple[str, str], list[str]] = {}
    names: dict[tuple[str, str], str] = {}
    for applicant in drawn:
        for key in seats.groups_of(applicant):
            names.setdefault(key, str(getattr(applicant, key[0])))
            if seats.limit(key) != (0, None):
                members.setdefault(key, []).append(applicant.code)
    groups = tuple(
        LimitedGroup(key[0], names[key], *seats.limit(key), seats.got[key], tuple(members[key]))
        for key in sorted(members)
    )
    if not groups:
        return None
    chosen = {entry.code for entry in entries if entry.outcome == CHOSEN}
    return DrawQuotas(seats.room, groups, _given_to(drawn, seats) == chosen and len(drawn) == len(entries))


def _given_to(drawn: Sequence[Applicant], seats: Seats) -> set[str]:
    alone = deepcopy(seats)
    first = by_turn(drawn, alone)
    seated = fill(drawn, seats, first) if alone.unmet() else first
    return {applicant.code for applicant in seated}
