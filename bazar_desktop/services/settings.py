"""What differs from office to office: letterhead, signatories, categories, the cut-off. Data, never code."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.changes import canonical
from bazar_desktop.domain.day import Category, Letterhead, Signatory
from bazar_desktop.language import RESOURCES
from bazar_desktop.store.rows import enter, find
from bazar_desktop.store.tables import Setting


@lru_cache(maxsize=1)
def defaults() -> Mapping[str, Any]:
    """The settings a new office starts from."""
    loaded: dict[str, Any] = json.loads((RESOURCES / "settings" / "defaults.json").read_text("utf-8"))
    return loaded


def get_setting(session: Session, key: str) -> Any:
    """The value of `key`, or the one a new office starts from. Raises KeyError for a key nobody knows."""
    row = find(session, Setting, key)
    return defaults()[key] if row is None else json.loads(row.value)


def all_settings(session: Session) -> dict[str, Any]:
    rows = session.execute(select(Setting).where(Setting.withdrawn.is_(False))).scalars()
    return {**defaults(), **{row.key: json.loads(row.value) for row in rows}}


def put_setting(session: Session, key: str, value: Any) -> None:
    """Keep `value` (anything JSON can hold) under `key`."""
    enter(session, Setting, key, key=key, value=canonical(value))


def letterhead(session: Session, own: str | None = None) -> Letterhead:
    """The office's kop, or a bazaar's `own` (JSON)."""
    value = json.loads(own) if own else get_setting(session, "letterhead")
    return Letterhead(tuple(value["lines"]), None, value.get("footer", ""))


def signatories(session: Session) -> tuple[Signatory, ...]:
    return tuple(Signatory(**one) for one in get_setting(session, "signatories"))


def categories(session: Session) -> tuple[Category, ...]:
    return tuple(Category(**one) for one in get_setting(session, "categories"))
