"""What differs from office to office: letterhead, signatories, categories, the cut-off. Data, never code."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from bazar_desktop.domain.day.model import CHANNELS, Category, Letterhead, Signatory
from bazar_desktop.domain.journal.changes import canonical
from bazar_desktop.domain.journal.merging import fold_row
from bazar_desktop.language import RESOURCES
from bazar_desktop.store.chains import chain_owners
from bazar_desktop.store.journal import changes_of_rows, merge_rules
from bazar_desktop.store.ledger import get_fact
from bazar_desktop.store.rows import enter, find
from bazar_desktop.store.tables import Setting

OWN_SETTINGS = "own_settings"  # the store fact of an office that reads other offices


@lru_cache(maxsize=1)
def defaults() -> Mapping[str, Any]:
    """The settings a new office starts from."""
    loaded: dict[str, Any] = json.loads((RESOURCES / "settings" / "defaults.json").read_text("utf-8"))
    return loaded


def get_setting(session: Session, key: str) -> Any:
    """The value of `key`, or the one a new office starts from. Raises KeyError for a key nobody knows."""
    if get_fact(session, OWN_SETTINGS, ""):
        return _own_settings(session).get(key, defaults()[key])
    row = find(session, Setting, key)
    return defaults()[key] if row is None else json.loads(row.value)


def all_settings(session: Session) -> dict[str, Any]:
    if get_fact(session, OWN_SETTINGS, ""):
        return {**defaults(), **_own_settings(session)}
    rows = session.execute(select(Setting).where(Setting.withdrawn.is_(False))).scalars()
    return {**defaults(), **{row.key: json.loads(row.value) for row in rows}}


def _own_settings(session: Session) -> dict[str, Any]:
    """What this office set itself: settings that came with another office's figures are that office's."""
    own = get_fact(session, "device_id", "")
    origins = {item for item, owner in chain_owners(session).items() if own and owner == own}
    origins.add(get_fact(session, "origin"))
    keys = [(Setting.__tablename__, row_id) for row_id in session.execute(select(Setting.id)).scalars()]
    found = {}
    for changes in changes_of_rows(session, keys).values():
        ours = [change for change in changes if change.origin in origins]
        values = fold_row(ours, merge_rules(Setting)).values()
        if isinstance(values.get("key"), str) and isinstance(values.get("value"), str):
            found[str(values["key"])] = json.loads(str(values["value"]))
    return found


def put_setting(session: Session, key: str, value: Any) -> None:
    """Keep `value` (anything JSON can hold) under `key`."""
    row = enter(session, Setting, key, key=key, value=canonical(value))
    if get_fact(session, OWN_SETTINGS, "") and inspect(row).persistent:
        for name in (
            "key",
            "value",
        ):  # another office may have set the same: ours must stand in our own chain
            flag_modified(row, name)


def letterhead(session: Session, own: str | None = None) -> Letterhead:
    """The office's kop, or a bazaar's `own` (JSON)."""
    value = json.loads(own) if own else get_setting(session, "letterhead")
    return Letterhead(tuple(value["lines"]), None, value.get("footer", ""))


def signatories(session: Session) -> tuple[Signatory, ...]:
    return tuple(Signatory(**item) for item in get_setting(session, "signatories"))


def categories(session: Session) -> tuple[Category, ...]:
    return tuple(Category(**item) for item in get_setting(session, "categories"))


def asked_channels(session: Session) -> tuple[str, ...]:
    """The channels that every vendor is asked for here, in the order of CHANNELS. A setting."""
    asked = get_setting(session, "omzet_channels")
    return tuple(name for name in CHANNELS if name in asked) or CHANNELS[:1]
