"""The rules of a fair turn, all of them settings: requirements, points, order of criteria, quotas, places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bazar_desktop.domain.errors import BazarError

CATEGORY, AGENCY, KECAMATAN = "category", "agency", "kecamatan"
NEWCOMER, NEW = (
    "newcomer",
    "baru",
)  # who never took part, as a criterion and as the one group of its dimension
DIMENSIONS = (CATEGORY, AGENCY, KECAMATAN, NEWCOMER)
CURATION = "kurasi"
DOCUMENTS = (CURATION, "NIB", "P-IRT", "halal", "Jakpreneur", "e-order", "e-katalog")
POINTS, SINCE, FEWEST = "points", "since", "fewest"
CRITERIA = (POINTS, NEWCOMER, SINCE, FEWEST)
MOST_POINTS, MOST_PLACES = 99, 9999


class TurnRulesMalformed(BazarError):
    """The rules cannot hold as they are. Facts: what."""


class QuotaMalformed(BazarError):
    """A quota that no list can satisfy, or of an unknown kind. Facts: quota."""


@dataclass(frozen=True, slots=True)
class Quota:
    """Limits for the stands of one group, or where `group` is "" for each group of that kind on its own.

    Of newcomers there is one group, whatever `group` says. `least` and `most` are stands, or where `percent` parts of
    a hundred of all stands; None for no limit.
    """

    by: str
    group: str = ""
    least: int | None = None
    most: int | None = None
    percent: bool = False

    def limits(self, stands: int) -> tuple[int, int | None]:
        """Least and most in stands, of `stands` in all: a share is rounded up for the least, down for the most."""
        least, most = self.least or 0, self.most
        if self.percent:
            least = -(-least * stands // 100)
            most = None if most is None else max(least, most * stands // 100)
        return least, most


@dataclass(frozen=True, slots=True)
class TurnRules:
    """How a turn is decided.

    `places`: stands to give, None for the free booths of the layout; `reserves`: how many wait, None for all others.
    `required`: kinds of registration that must be valid on all days. A point counts against: `turn_points` for each
    bazaar of this year, `excused_points` for one with izin, `absent_points` for one with alpa. `order`: CRITERIA from
    the first to the last: fewest points, never took part, longest since the last time, fewest in all.
    """

    places: int | None = None
    reserves: int | None = None
    required: tuple[str, ...] = ()
    turn_points: int = 2
    excused_points: int = 1
    absent_points: int = 4
    order: tuple[str, ...] = CRITERIA
    quotas: tuple[Quota, ...] = ()


def check_rules(rules: TurnRules) -> None:
    """Raises TurnRulesMalformed, QuotaMalformed."""
    numbers = {
        "places": (rules.places, MOST_PLACES),
        "reserves": (rules.reserves, MOST_PLACES),
        "turn_points": (rules.turn_points, MOST_POINTS),
        "excused_points": (rules.excused_points, MOST_POINTS),
        "absent_points": (rules.absent_points, MOST_POINTS),
    }
    for what, (number, most) in numbers.items():
        if number is not None and not 0 <= number <= most:
            raise TurnRulesMalformed(what=f"{what} {number}")
    if not rules.order or len(set(rules.order)) != len(rules.order) or set(rules.order) - set(CRITERIA):
        raise TurnRulesMalformed(what=f"order {', '.join(rules.order)}")
    unknown = sorted(set(rules.required) - set(DOCUMENTS))
    if unknown:
        raise TurnRulesMalformed(what=", ".join(unknown))
    for quota in rules.quotas:
        _check_quota(quota)


def _check_quota(quota: Quota) -> None:
    top = 100 if quota.percent else MOST_PLACES
    numbers = [number for number in (quota.least, quota.most) if number is not None]
    sound = (
        quota.by in DIMENSIONS
        and numbers
        and all(0 <= number <= top for number in numbers)
        and (len(numbers) < 2 or numbers[0] <= numbers[1])
    )
    if not sound:
        raise QuotaMalformed(quota=write_quota(quota))


def read_quota(text: str) -> Quota:
    """`kind:group:least-most`, as `category:kuliner:-50%`, `kecamatan::-3` (each), `agency:PPAPP:2-`, `newcomer::5-`.

    Raises QuotaMalformed.
    """
    by, _, rest = text.strip().partition(":")
    group, colon, limits = rest.rpartition(":")
    percent = limits.endswith("%")
    least, dash, most = limits.removesuffix("%").partition("-")
    if (
        not colon
        or not dash
        or not all(item == "" or (item.isascii() and item.isdigit()) for item in (least, most))
    ):
        raise QuotaMalformed(quota=text)
    quota = Quota(by, group.strip(), int(least) if least else None, int(most) if most else None, percent)
    _check_quota(quota)
    return quota


def write_quota(quota: Quota) -> str:
    """The text that `read_quota` reads."""
    least = "" if quota.least is None else quota.least
    most = "" if quota.most is None else quota.most
    return f"{quota.by}:{quota.group}:{least}-{most}{'%' if quota.percent else ''}"


def rules_as_json(rules: TurnRules) -> dict[str, Any]:
    """The rules as a setting keeps them."""
    return {
        "places": rules.places,
        "reserves": rules.reserves,
        "required": list(rules.required),
        "turn_points": rules.turn_points,
        "excused_points": rules.excused_points,
        "absent_points": rules.absent_points,
        "order": list(rules.order),
        "quotas": [write_quota(quota) for quota in rules.quotas],
    }


def rules_from_json(value: Mapping[str, Any]) -> TurnRules:
    """The rules that a setting keeps; what it does not name is as usual. Raises TurnRulesMalformed, QuotaMalformed."""
    usual = rules_as_json(TurnRules())
    told = {name: value.get(name, usual[name]) for name in usual}
    rules = TurnRules(
        **{**told, "required": tuple(told["required"]), "order": tuple(told["order"]), "quotas": ()}
    )
    check_rules(rules)
    return TurnRules(**{**_fields(rules), "quotas": tuple(read_quota(item) for item in told["quotas"])})


def _fields(rules: TurnRules) -> dict[str, Any]:
    return {name: getattr(rules, name) for name in TurnRules.__dataclass_fields__}
