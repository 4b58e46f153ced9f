"""What differs from office to office: letterhead, signatories, categories, the cut-off. Data, never code."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, inspect, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from bazar_desktop.domain.day.model import CHANNELS, Category, Letterhead, Signatory
from bazar_desktop.domain.journal.changes import canonical
from bazar_desktop.domain.journal.merging import fold_row
from bazar_desktop.language import RESOURCES
from bazar_desktop.store.chains import chain_owners
from bazar_desktop.store.changes import changes_of_rows
from bazar_desktop.store.fields import merge_rules
from bazar_desktop.store.own_facts import get_fact
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import Setting, StoreFact, natural_id

FIGURE_SETTINGS = ("omzet_channels", "categories")  # what figures and their names depend on
OWN_SETTINGS = "own_settings"  # the store fact of an office that reads other offices


@lru_cache(maxsize=1)
def defaults() -> Mapping[str, Any]:
    """Give the settings a new office starts from."""
    loaded: dict[str, Any] = json.loads((RESOURCES / "settings" / "defaults.json").read_text("utf-8"))
    return loaded


_settings, _facts = Setting.__table__.c, StoreFact.__table__.c
_KEPT = select(_settings.id, _settings.value).where(
    _settings.id.in_(bindparam("ids", expanding=True)), _settings.withdrawn.is_(False)
)
_KEPT_AND_OWN = _KEPT.union_all(select(_facts.key, _facts.value).where(_facts.key == OWN_SETTINGS))


def get_setting(session: Session, key: str) -> Any:
    """The value of `key`, or the one a new office starts from. Raises KeyError for a key nobody knows."""
    return get_settings(session, key)[key]


def get_settings(session: Session, *keys: str) -> dict[str, Any]:
    """The values of `keys` as `get_setting` gives them, read at once. Raises KeyError for a key nobody knows."""
    if session.autoflush:
        session.flush()
    ids = {natural_id(Setting.__tablename__, key): key for key in keys}
    rows = session.connection().execute(_KEPT_AND_OWN, {"ids": list(ids)})
    kept = {name: value for name, value in rows}
    if kept.pop(OWN_SETTINGS, ""):
        own = _own_settings(session)
    else:
        own = {ids[row_id]: json.loads(value) for row_id, value in kept.items() if value}
    return {key: own[key] if key in own else defaults()[key] for key in keys}


def all_settings(session: Session) -> dict[str, Any]:
    if get_fact(session, OWN_SETTINGS, ""):
        return {**defaults(), **_own_settings(session)}
    rows = session.execute(select(Setting).where(Setting.withdrawn.is_(False))).scalars()
    return {**defaults(), **{row.key: json.loads(row.value) for row in rows if row.key and row.value}}


def _own_settings(session: Session) -> dict[str, Any]:
    """What this office set itself: settings that came with another office's figures are that office's."""
    origins = _our_origins(session)
    keys = [(Setting.__tablename__, row_id) for row_id in session.execute(select(Setting.id)).scalars()]
    found = {}
    for changes in changes_of_rows(session, keys).values():
        ours = [change for change in changes if change.origin in origins]
        values = fold_row(ours, merge_rules(Setting)).values()
        if isinstance(values.get("key"), str) and isinstance(values.get("value"), str):
            found[str(values["key"])] = json.loads(str(values["value"]))
    return found


def _our_origins(session: Session) -> set[str]:
    own = get_fact(session, "device_id", "")
    origins = {item for item, owner in chain_owners(session).items() if own and owner == own}
    return origins | {get_fact(session, "origin")}


def setting_origins(session: Session) -> set[str]:
    """The chains whose settings alone count where this office sealed a day; none where it reads no other office."""
    return _our_origins(session) if get_fact(session, OWN_SETTINGS, "") else set()


def put_setting(session: Session, key: str, value: Any) -> None:
    """Keep `value` (anything JSON can hold) under `key`."""
    row = enter(session, Setting, key, key=key, value=canonical(value))
    if get_fact(session, OWN_SETTINGS, "") and inspect(row).persistent:
        for name in (
            "key",
            "value",
        ):  # another office may have set the same: ours must stand in our own chain
            flag_modified(row, name)


@dataclass(frozen=True, slots=True)
class PaperSettings:
    """What every paper of an office says: its kop, who signs, its kinds of goods, the channels it asks for."""

    letterhead: Letterhead
    signatories: tuple[Signatory, ...]
    categories: tuple[Category, ...]
    asked: tuple[str, ...]


def paper_settings(session: Session, own_letterhead: str | None = None) -> PaperSettings:
    """What the papers of a bazaar say of the office, read at once; `own_letterhead` (JSON) is a bazaar's own kop."""
    values = get_settings(session, "letterhead", "signatories", "categories", "omzet_channels")
    return PaperSettings(
        _letterhead(json.loads(own_letterhead) if own_letterhead else values["letterhead"]),
        tuple(Signatory(**item) for item in values["signatories"]),
        categories_of(values),
        asked_of(values),
    )


def letterhead(session: Session, own: str | None = None) -> Letterhead:
    """The office's kop, or a bazaar's `own` (JSON)."""
    return _letterhead(json.loads(own) if own else get_setting(session, "letterhead"))


def _letterhead(value: Mapping[str, Any]) -> Letterhead:
    return Letterhead(tuple(value["lines"]), None, value.get("footer", ""))


def signatories(session: Session) -> tuple[Signatory, ...]:
    return tuple(Signatory(**item) for item in get_setting(session, "signatories"))


def categories(session: Session) -> tuple[Category, ...]:
    return categories_of(get_settings(session, "categories"))


def asked_channels(session: Session) -> tuple[str, ...]:
    """The channels that every vendor is asked for here, in the order of CHANNELS. A setting."""
    return asked_of(get_settings(session, "omzet_channels"))


def asked_of(values: Mapping[str, Any]) -> tuple[str, ...]:
    """The channels that everybody is asked for by these settings, or by those a new office starts from."""
    channels: Collection[str] = values.get("omzet_channels", defaults()["omzet_channels"])
    return tuple(name for name in CHANNELS if name in channels) or CHANNELS[:1]


def category_names(session: Session) -> dict[str, str]:
    """Give what the office calls each kind of goods, by its key."""
    return {category.key: category.name for category in categories(session)}


def categories_of(values: Mapping[str, Any]) -> tuple[Category, ...]:
    """The kinds of goods by these settings, or by those a new office starts from."""
    return tuple(Category(**item) for item in values.get("categories", defaults()["categories"]))
