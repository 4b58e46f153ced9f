"""Why a party stands where it stands, as codes with facts; the words are made where they are drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bazar_desktop.domain.layout.model import BEHIND
from bazar_desktop.domain.placement.hard_rules import PINNED, needs
from bazar_desktop.domain.placement.model import Arrangement, Model
from bazar_desktop.domain.placement.request import Party, product_key
from bazar_desktop.domain.placement.soft_rules import (
    is_smelly,
    is_textile,
    same_category,
    same_product,
    smell_near_textile,
)


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: `code`, whether it speaks for the booth (`good`) or against it, and its facts by name.

    good: pinned, power, water, open_fire, wheelchair, size, mitra_zone (facts: booth); only_booth;
    kept_booth, kept_yesterday (booth); preferred (booth); apart_from_product (product, rivals: how many);
    category_mixed (category); away_from_smell, away_from_textile; front_turn, corner_turn (times, of).
    Against: beside_product (product, names), behind_product (product, names), beside_category (names),
    near_smell (names), left_booth, left_yesterday (booth), not_preferred, front_again, corner_again (times, of).
    """

    code: str
    good: bool
    facts: Mapping[str, object] = field(default_factory=dict)


def reasons_for(model: Model, arrangement: Arrangement, party_id: str) -> tuple[Reason, ...]:
    """The reasons of one party in this arrangement, hard rules first; none where it has no booth."""
    party = model.party_of[party_id]
    booths = sorted(booth for booth, holder in arrangement.items() if holder == party_id)
    if not booths:
        return ()
    labels = ", ".join(model.label(booth) for booth in booths)
    return (
        *_hard(model, party, labels),
        *_kept(model, party, booths),
        *_neighbours(model, arrangement, party, booths),
        *_turns(model, party, booths),
    )


def _hard(model: Model, party: Party, labels: str) -> list[Reason]:
    codes = [code for code in needs(party, model.has_zone) if code != "vendor_zone"]
    reasons = [Reason(code, True, {"booth": labels}) for code in codes]
    seat = model.seats.index(party)
    if sum(model.allowed[seat]) == 1 and PINNED not in codes:
        reasons.append(Reason("only_booth", True, {"booth": labels}))
    return reasons


def _kept(model: Model, party: Party, booths: list[str]) -> list[Reason]:
    reasons = []
    for wanted, kept, left in (
        (party.current, "kept_booth", "left_booth"),
        (party.yesterday, "kept_yesterday", "left_yesterday"),
    ):
        for booth in wanted:
            code = kept if booth in booths else left
            reasons.append(Reason(code, booth in booths, {"booth": model.label(booth)}))
    if party.preferred:
        met = [booth for booth in booths if booth in party.preferred]
        facts = {"booth": model.label(met[0])} if met else {}
        reasons.append(Reason("preferred" if met else "not_preferred", bool(met), facts))
    return reasons


def _near(model: Model, arrangement: Arrangement, party: Party, booths: list[str]) -> dict[str, list[Party]]:
    near: dict[str, list[Party]] = {}
    for kind, table in model.near.items():
        held = (arrangement.get(model.booths[i].id) for b in booths for i in table[model.booth_index[b]])
        others = {holder for holder in held if holder is not None and holder != party.id}
        near[kind] = [model.party_of[holder] for holder in sorted(others)]
    return near


def _neighbours(model: Model, arrangement: Arrangement, party: Party, booths: list[str]) -> list[Reason]:
    near = _near(model, arrangement, party, booths)
    return [
        *_product(model, near, party),
        *_category(model, near, party),
        *_smell(model, near, party),
    ]


def _product(model: Model, near: dict[str, list[Party]], party: Party) -> list[Reason]:
    reasons = []
    for kind, others in near.items():
        rivals = [other for other in others if same_product(model.request, party, other)]
        if rivals:
            code = "behind_product" if kind == BEHIND else "beside_product"
            reasons.append(Reason(code, False, {"product": party.product, "names": _names(rivals)}))
    others = [
        item for item in model.parties if item.id != party.id and same_product(model.request, party, item)
    ]
    if others and not reasons:
        facts = {"product": product_key(party.product), "rivals": len(others)}
        reasons.append(Reason("apart_from_product", True, facts))
    return reasons


def _category(model: Model, near: dict[str, list[Party]], party: Party) -> list[Reason]:
    alike = [other for other in near["beside"] if same_category(model.request, party, other)]
    if alike:
        return [Reason("beside_category", False, {"names": _names(alike)})]
    if party.category and near["beside"]:
        return [Reason("category_mixed", True, {"category": party.category})]
    return []


def _smell(model: Model, near: dict[str, list[Party]], party: Party) -> list[Reason]:
    request = model.request
    clash = [
        other for others in near.values() for other in others if smell_near_textile(request, party, other)
    ]
    if clash:
        return [Reason("near_smell", False, {"names": _names(clash)})]
    if is_smelly(request, party) and any(is_textile(request, other) for other in model.parties):
        return [Reason("away_from_textile", True)]
    if is_textile(request, party) and any(is_smelly(request, other) for other in model.parties):
        return [Reason("away_from_smell", True)]
    return []


def _turns(model: Model, party: Party, booths: list[str]) -> list[Reason]:
    reasons = []
    for name, places, times in (
        ("front", model.request.front, party.times_front),
        ("corner", model.request.corner, party.times_corner),
    ):
        if any(booth in places for booth in booths):
            code = f"{name}_again" if times else f"{name}_turn"
            reasons.append(Reason(code, not times, {"times": times, "of": party.times_placed}))
    return reasons


def _names(parties: list[Party]) -> str:
    return ", ".join(party.name for party in parties)
