"""The rules of a turn as settings: the office's, and a bazaar's own where it has some."""

from __future__ import annotations

import json

from sqlalchemy.orm import Session

from bazar_desktop.domain.turns.rules import TurnRules, check_rules, rules_as_json, rules_from_json
from bazar_desktop.services.settings.values import get_setting, put_setting
from bazar_desktop.store.actions import action
from bazar_desktop.store.rows import find, withdraw
from bazar_desktop.store.tables import Setting

KEY = "turn_rules"


def office_rules(session: Session) -> TurnRules:
    """Tell what holds for every bazaar that has no rules of its own."""
    return rules_from_json(get_setting(session, KEY))


def rules_of(session: Session, bazaar_id: str) -> tuple[TurnRules, bool]:
    """Give the rules of a bazaar, and whether they are its own."""
    own = find(session, Setting, _key(bazaar_id))
    return (office_rules(session), False) if own is None else (rules_from_json(json.loads(own.value)), True)


@action("turns.rules")
def put_rules(session: Session, *, rules: TurnRules, bazaar_id: str = "") -> None:
    """Keep the rules, of the office or of one bazaar. Raises TurnRulesMalformed, QuotaMalformed."""
    check_rules(rules)
    put_setting(session, _key(bazaar_id), rules_as_json(rules))
    session.flush()


def use_office_rules(session: Session, *, bazaar_id: str) -> None:
    """Let the bazaar follow the office's rules again."""
    own = find(session, Setting, _key(bazaar_id))
    if own is not None:
        withdraw(session, own)
        session.flush()


def _key(bazaar_id: str) -> str:
    return f"{KEY}/{bazaar_id}" if bazaar_id else KEY
