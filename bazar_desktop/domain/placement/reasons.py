"""Why a party stands where it stands, as codes with facts; the words are made where they are drawn."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bazar_desktop.domain.layout.neighbours import BEHIND, BESIDE
from bazar_desktop.domain.placement.hard_rules import BLOCKED, HARD_RULES, PINNED, VENDOR_ZONE, needs
from bazar_desktop.domain.placement.model import Arrangement, Model
from bazar_desktop.domain.placement.request import Party, product_key
from bazar_desktop.domain.placement.soft_rules import PAIR_RULES, is_smelly, is_textile

# A need that the booth does not meet is the reason against it of this code.
LACKS = {code: f"no_{code}" for code in ("power", "water", "open_fire", "wheelchair", "size", "mitra_zone")}
LACKS |= {BLOCKED: "closed", VENDOR_ZONE: "in_mitra_zone", PINNED: "pinned_elsewhere"}
_same_product, _same_category = PAIR_RULES["same_product"], PAIR_RULES["same_category"]
_smell_near_textile = PAIR_RULES["smell_near_textile"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: `code`, whether it speaks for the booth (`good`) or against it, and its facts by name.

    good: pinned, power, water, open_fire, wheelchair, size, mitra_zone (facts: booth); only_booth;
    kept_booth, kept_yesterday (booth); preferred (booth); apart_from_product (product, rivals: how many);
    category_mixed (category); away_from_smell, away_from_textile; front_turn, corner_turn (times, of);
    fits (booth), where there is nothing else to say.
    Against: the codes of LACKS (booth; of pinned_elsewhere the booth of the pin), beside_product (product, names),
    behind_product (product, names), beside_category (names), near_smell (names), left_booth, left_yesterday (booth),
    not_preferred, front_again, corner_again (times, of).
    """

    code: str
    good: bool
    facts: Mapping[str, object] = field(default_factory=dict)


def reasons_for(model: Model, arrangement: Arrangement, party_id: str) -> tuple[Reason, ...]:
    """The reasons of one party in this arrangement, hard rules first; none where it has no booth."""
    party = model.party_of[party_id]
    held = [booth for booth, holder in arrangement.items() if holder == party_id]
    booths = sorted(held, key=lambda booth: _by_number(model.label(booth)))
    if not booths:
        return ()
    reasons = (
        *_hard(model, party, booths),
        *_kept(model, party, booths),
        *_neighbours(model, arrangement, party, booths),
        *_turns(model, party, booths),
    )
    return reasons or (Reason("fits", True, {"booth": _labels(model, booths)}),)


def _hard(model: Model, party: Party, booths: list[str]) -> list[Reason]:
    """What the booths have that the party needs, and what they lack; each is looked at."""
    reasons = []
    for rule in HARD_RULES:
        if rule.code == PINNED or not rule.concerns(party, model.has_zone):
            continue
        fit = [booth for booth in booths if rule.fits(party, model.booth(booth))]
        unfit = [booth for booth in booths if booth not in fit]
        if fit and rule.code not in (BLOCKED, VENDOR_ZONE):
            reasons.append(Reason(rule.code, True, {"booth": _labels(model, fit)}))
        if unfit:
            reasons.append(Reason(LACKS[rule.code], False, {"booth": _labels(model, unfit)}))
    for pin in party.pinned:
        code = PINNED if pin in booths else LACKS[PINNED]
        reasons.insert(0, Reason(code, pin in booths, {"booth": model.label(pin)}))
    return [*reasons, *_only(model, party, booths)]


def _only(model: Model, party: Party, booths: list[str]) -> list[Reason]:
    """That there is no other booth for it, where it needs something and is not pinned."""
    if party.pinned or len(booths) != 1 or not set(needs(party, model.has_zone)) - {VENDOR_ZONE}:
        return []
    row = model.allowed[model.seats.index(party)]
    is_only = sum(row) == 1 and bool(row[model.booth_index[booths[0]]])
    return [Reason("only_booth", True, {"booth": model.label(booths[0])})] if is_only else []


def _by_number(label: str) -> list[tuple[str, int]]:
    """What sorts M-2 before M-10."""
    parts = re.findall(r"(\D*)(\d*)", label)
    return [(words, int(digits or 0)) for words, digits in parts]


def _labels(model: Model, booths: list[str]) -> str:
    return ", ".join(model.label(booth) for booth in booths)


def _kept(model: Model, party: Party, booths: list[str]) -> list[Reason]:
    reasons = []
    for wanted, kept, left in (
        (party.current, "kept_booth", "left_booth"),
        (party.yesterday, "kept_yesterday", "left_yesterday"),
    ):
        ordered = sorted(wanted, key=lambda booth: _by_number(model.label(booth)))
        for code, is_good in ((kept, True), (left, False)):
            of_code = [booth for booth in ordered if (booth in booths) == is_good]
            if of_code:
                reasons.append(Reason(code, is_good, {"booth": _labels(model, of_code)}))
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
    placed = [
        model.party_of[who] for who in sorted(set(arrangement.values()) - {party.id}) if who in model.party_of
    ]
    return [
        *_product(model, near, party, placed),
        *_category(model, near, party),
        *_smell(model, near, party, placed),
    ]


def _product(model: Model, near: dict[str, list[Party]], party: Party, placed: list[Party]) -> list[Reason]:
    reasons = []
    for kind, others in near.items():
        rivals = [other for other in others if _same_product(model.request, party, other)]
        if rivals:
            code = "behind_product" if kind == BEHIND else "beside_product"
            reasons.append(Reason(code, False, {"product": party.product, "names": _names(rivals)}))
    others = [other for other in placed if _same_product(model.request, party, other)]
    if others and not reasons:
        facts = {"product": product_key(party.product), "rivals": len(others)}
        reasons.append(Reason("apart_from_product", True, facts))
    return reasons


def _category(model: Model, near: dict[str, list[Party]], party: Party) -> list[Reason]:
    """Neighbours of the same kind; that all are of another only where each has a kind, behind as well."""
    alike = [other for other in near[BESIDE] if _same_category(model.request, party, other)]
    if alike:
        return [Reason("beside_category", False, {"names": _names(alike)})]
    around = [*near[BESIDE], *near[BEHIND]]
    differ = all(other.category and other.category != party.category for other in around)
    if party.category and near[BESIDE] and differ:
        return [Reason("category_mixed", True, {"category": party.category})]
    return []


def _smell(model: Model, near: dict[str, list[Party]], party: Party, placed: list[Party]) -> list[Reason]:
    request = model.request
    around = {other.id: other for others in near.values() for other in others}
    clash = [other for other in around.values() if _smell_near_textile(request, party, other)]
    if clash:
        return [Reason("near_smell", False, {"names": _names(clash)})]
    if is_smelly(request, party) and any(is_textile(request, other) for other in placed):
        return [Reason("away_from_textile", True)]
    if is_textile(request, party) and any(is_smelly(request, other) for other in placed):
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
