"""How much each rule of placing weighs, and who smells or sells textiles: the office's settings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.placement.request import Rules, Weights
from bazar_desktop.services.settings.values import categories, defaults, get_setting, put_setting
from bazar_desktop.store.actions import action

MOST_POINTS = 999
SETTING = "placement"
WEIGHTS = tuple(field.name for field in fields(Weights))
LISTS = ("smelly_categories", "smelly_products", "textile_categories", "textile_products")


class WeightOutOfRange(BazarError):
    """A weight is a whole number from 0. Facts: rule, most."""


class PlacementRuleUnknown(BazarError):
    """No rule of placing has this name. Facts: rule, known."""


class CategoryUnknown(BazarError):
    """The office has no such kind of goods. Facts: category, known."""


def placement_rules(session: Session) -> Rules:
    """Give the rules as the office set them; what is missing or damaged is as in a new office."""
    return _read(get_setting(session, SETTING))


def usual_rules() -> Rules:
    """Give the rules of a new office."""
    return _read(defaults()[SETTING])


@action("placement.rules")
def put_placement_rules(session: Session, *, rules: Rules) -> None:
    """Keep the rules. Raises WeightOutOfRange, CategoryUnknown."""
    weights = asdict(rules.weights)
    for rule, points in weights.items():
        if not _is_weight(points):
            raise WeightOutOfRange(rule=rule, most=MOST_POINTS)
    known = {category.key for category in categories(session)}
    for key in sorted(rules.smelly_categories | rules.textile_categories):
        if key not in known:
            raise CategoryUnknown(category=key, known=", ".join(sorted(known)))
    lists = {name: sorted(getattr(rules, name)) for name in LISTS}
    put_setting(session, SETTING, {"weights": weights, **lists})
    session.flush()


def weighed(rules: Rules, points: Mapping[str, int]) -> Rules:
    """Give the rules with other weights. Raises PlacementRuleUnknown for a name that is no rule's."""
    for rule in points:
        if rule not in WEIGHTS:
            raise PlacementRuleUnknown(rule=rule, known=", ".join(WEIGHTS))
    return Rules(Weights(**{**asdict(rules.weights), **points}), *(getattr(rules, name) for name in LISTS))


def words_of(text: str | Iterable[str]) -> frozenset[str]:
    """Products as typed, with commas or blanks between them: each a word in small letters."""
    joined = text if isinstance(text, str) else " ".join(text)
    return frozenset(re.findall(r"[^\W\d_]+", joined.casefold()))


def _is_weight(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_POINTS


def _read(value: Any) -> Rules:
    usual = defaults()[SETTING]
    kept = value if isinstance(value, dict) else {}
    weights = {**usual["weights"], **_sound_weights(kept.get("weights"))}
    lists = []
    for name in LISTS:
        found = kept.get(name, usual[name])
        sound = found if isinstance(found, list) else usual[name]
        lists.append(frozenset(item for item in sound if isinstance(item, str) and item))
    return Rules(Weights(**weights), *lists)


def _sound_weights(value: Any) -> dict[str, int]:
    if not isinstance(value, dict):
        return {}
    return {rule: points for rule, points in value.items() if rule in WEIGHTS and _is_weight(points)}
