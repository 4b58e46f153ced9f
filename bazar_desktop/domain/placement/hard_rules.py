"""What may never be: each rule says whom it concerns and which booths it leaves them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bazar_desktop.domain.day.model import PARTNER
from bazar_desktop.domain.layout.model import MITRA, Booth
from bazar_desktop.domain.placement.request import Party

POWER, WATER, OPEN_FIRE, WHEELCHAIR, SIZE = "power", "water", "open_fire", "wheelchair", "size"
PINNED, BLOCKED, MITRA_ZONE, VENDOR_ZONE = "pinned", "blocked", "mitra_zone", "vendor_zone"
_HAIR = 0.005  # metres: less than this is rounding


@dataclass(frozen=True, slots=True)
class HardRule:
    """`concerns` a party or not; `fits`: the booth is allowed for a party that it concerns.

    Both also take whether the plan has mitra booths at all.
    """

    code: str
    concerns: Callable[[Party, bool], bool]
    fits: Callable[[Party, Booth], bool]


def open_to_all(party: Party, booth: Booth) -> bool:
    """Nobody stands in a closed booth."""
    return not booth.blocked


def as_pinned(party: Party, booth: Booth) -> bool:
    """Whoever is pinned stands there and nowhere else."""
    return booth.id in party.pinned


def has_power(party: Party, booth: Booth) -> bool:
    return booth.power


def has_water(party: Party, booth: Booth) -> bool:
    return booth.water


def allows_fire(party: Party, booth: Booth) -> bool:
    return booth.open_fire


def is_reached(party: Party, booth: Booth) -> bool:
    """A wheelchair reaches the booth."""
    return booth.accessible


def is_wide_enough(party: Party, booth: Booth) -> bool:
    """The side with the counter is as wide as the stand."""
    counter = booth.width if booth.facing in "ns" else booth.depth
    return counter + _HAIR >= party.min_width


def in_mitra_zone(party: Party, booth: Booth) -> bool:
    return booth.zone == MITRA


def outside_mitra_zone(party: Party, booth: Booth) -> bool:
    return booth.zone != MITRA


def _everybody(party: Party, has_zone: bool) -> bool:
    return True


def _is_partner(party: Party, has_zone: bool) -> bool:
    return has_zone and party.kind == PARTNER


def _is_other(party: Party, has_zone: bool) -> bool:
    return has_zone and party.kind != PARTNER


HARD_RULES: tuple[HardRule, ...] = (
    HardRule(BLOCKED, _everybody, open_to_all),
    HardRule(PINNED, lambda party, zone: bool(party.pinned), as_pinned),
    HardRule(POWER, lambda party, zone: party.needs_power, has_power),
    HardRule(WATER, lambda party, zone: party.needs_water, has_water),
    HardRule(OPEN_FIRE, lambda party, zone: party.open_fire, allows_fire),
    HardRule(WHEELCHAIR, lambda party, zone: party.wheelchair, is_reached),
    HardRule(SIZE, lambda party, zone: party.min_width > 0, is_wide_enough),
    HardRule(MITRA_ZONE, _is_partner, in_mitra_zone),
    HardRule(VENDOR_ZONE, _is_other, outside_mitra_zone),
)


def broken_rules(party: Party, booth: Booth, has_zone: bool) -> tuple[str, ...]:
    """Codes of the hard rules that this party in this booth would break."""
    return tuple(
        rule.code for rule in HARD_RULES if rule.concerns(party, has_zone) and not rule.fits(party, booth)
    )


def needs(party: Party, has_zone: bool) -> tuple[str, ...]:
    """Codes of the rules that concern this party beyond what concerns everybody."""
    return tuple(rule.code for rule in HARD_RULES if rule.code != BLOCKED and rule.concerns(party, has_zone))
