"""The rules of a turn as settings: the office's, and a bazaar's own where it has some."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from bazar_desktop.domain.bazaars.regions import find_kecamatan
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.turns.rules import (
    AGENCY,
    CATEGORY,
    KECAMATAN,
    Quota,
    TurnRules,
    check_rules,
    rules_as_json,
    rules_from_json,
    write_quota,
)
from bazar_desktop.services.settings.agencies import agency_names
from bazar_desktop.services.settings.regions import regions
from bazar_desktop.services.settings.values import categories, get_setting, put_setting
from bazar_desktop.store.actions import action
from bazar_desktop.store.rows import find, withdraw
from bazar_desktop.store.tables import Setting

KEY = "turn_rules"


class QuotaGroupUnknown(BazarError):
    """A quota for a kind of goods or an agency that the office does not have. Facts: quota, group, known."""


def office_rules(session: Session) -> TurnRules:
    """Tell what holds for every bazaar that has no rules of its own."""
    return rules_from_json(get_setting(session, KEY))


def rules_of(session: Session, bazaar_id: str) -> tuple[TurnRules, bool]:
    """Give the rules of a bazaar, and whether they are its own."""
    own = find(session, Setting, _key(bazaar_id))
    return (office_rules(session), False) if own is None else (rules_from_json(json.loads(own.value)), True)


@action("turns.rules")
def put_rules(session: Session, *, rules: TurnRules, bazaar_id: str = "") -> TurnRules:
    """Keep the rules, of the office or of one bazaar, and give them: a new quota's group as the office calls it.

    A group that nobody can belong to would count for nobody. Raises TurnRulesMalformed, QuotaMalformed,
    QuotaGroupUnknown, RegionUnknown, RegionAmbiguous.
    """
    check_rules(rules)
    kept = rules_of(session, bazaar_id)[0] if bazaar_id else office_rules(session)
    quotas = tuple(quota if quota in kept.quotas else _known(session, quota) for quota in rules.quotas)
    named = replace(rules, quotas=quotas)
    put_setting(session, _key(bazaar_id), rules_as_json(named))
    session.flush()
    return named


def _known(session: Session, quota: Quota) -> Quota:
    """The quota with its group as the office calls it. Raises as `put_rules`."""
    if quota.group and quota.by == CATEGORY:
        kinds = categories(session)
        names = {kind.name.casefold(): kind.key for kind in kinds} | {
            kind.key.casefold(): kind.key for kind in kinds
        }
        return _named(quota, names)
    if quota.group and quota.by == AGENCY:
        return _named(quota, {name.casefold(): name for name in agency_names(session).values() if name})
    if quota.group and quota.by == KECAMATAN:
        return replace(quota, group=find_kecamatan(regions(), quota.group).name)
    return quota


def _named(quota: Quota, names: Mapping[str, str]) -> Quota:
    name = names.get(quota.group.casefold())
    if name is None:
        known = ", ".join(sorted(set(names.values()))) or "-"
        raise QuotaGroupUnknown(quota=write_quota(quota), group=quota.group, known=known)
    return replace(quota, group=name)


def use_office_rules(session: Session, *, bazaar_id: str) -> None:
    """Let the bazaar follow the office's rules again."""
    own = find(session, Setting, _key(bazaar_id))
    if own is not None:
        withdraw(session, own)
        session.flush()


def _key(bazaar_id: str) -> str:
    return f"{KEY}/{bazaar_id}" if bazaar_id else KEY
