"""What may never be: each rule says whom it concerns and which booths it leaves them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bazar_desktop.domain.day import PARTNER
from bazar_desktop.domain.layout import MITRA, Booth
from bazar_desktop.domain.placement.request import Party

POWER, WATER, OPEN_FIRE, WHEELCHAIR, SIZE = "power", "water", "open_fire", "wheelchair", "size"
PINNED, BLOCKED, MITRA_ZONE, VENDOR_ZONE = "pinned", "blocked", "mitra_zone", "vendor_zone"


@dataclass(frozen=True, slots=True)
class HardRule:
    """`concerns` a party or not; `fits`: the booth is allowed for a party that it concerns.

    Both also take whether the plan has mitra booths at all.
    """

    code: str
    concerns: Callable[[Party, bool], bool]
    fits: Callable[[Party, Booth], bool]


def _is_partner(party: Party, has_zone: bool) -> bool:
    return has_zone and party.kind == PARTNER


def _is_other(party: Party, has_zone: bool) -> bool:
    return has_zone and party.kind != PARTNER


HARD_RULES: tuple[HardRule, ...] = (
    HardRule(BLOCKED, lambda party, zone: True, lambda party, booth: not booth.blocked),
    HardRule(PINNED, lambda party, zone: bool(party.pinned), lambda party, booth: booth.id in party.pinned),
    HardRule(POWER, lambda party, zone: party.needs_power, lambda party, booth: booth.power),
    HardRule(WATER, lambda party, zone: party.needs_water, lambda party, booth: booth.water),
    HardRule(OPEN_FIRE, lambda party, zone: party.open_fire, lambda party, booth: booth.open_fire),
    HardRule(WHEELCHAIR, lambda party, zone: party.wheelchair, lambda party, booth: booth.accessible),
    HardRule(
        SIZE,
        lambda party, zone: party.min_width > 0,
        lambda party, booth: (
            (booth.width if booth.facing in "ns" else booth.depth) + 0.005 >= party.min_width
        ),
    ),
    HardRule(MITRA_ZONE, _is_partner, lambda party, booth: booth.zone == MITRA),
    HardRule(VENDOR_ZONE, _is_other, lambda party, booth: booth.zone != MITRA),
)


def broken_rules(party: Party, booth: Booth, has_zone: bool) -> tuple[str, ...]:
    """Codes of the hard rules that this party in this booth would break."""
    return tuple(
        rule.code for rule in HARD_RULES if rule.concerns(party, has_zone) and not rule.fits(party, booth)
    )


def needs(party: Party, has_zone: bool) -> tuple[str, ...]:
    """Codes of the rules that concern this party beyond what concerns everybody."""
    return tuple(rule.code for rule in HARD_RULES if rule.code != BLOCKED and rule.concerns(party, has_zone))
