"""The folder that an office has watched: which one at this computer, and what of it was read already."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping

from sqlalchemy.orm import Session

from bazar_desktop.services.office.laptops import require_office
from bazar_desktop.store.actions import action
from bazar_desktop.store.own_facts import get_fact, set_fact


def _key(what: str) -> str:
    """The store fact of this computer: several desks of one office each have a folder of their own."""
    return f"{what}:{platform.node()}"


def watched_folder(session: Session) -> str:
    """Give the folder that is watched at this computer; "" where none is."""
    return get_fact(session, _key("watched"), "")


@action("settings.watched_folder")
def put_watched_folder(session: Session, *, folder: str) -> None:
    """Have that folder watched at this computer from now on; "" for none. Raises NotAnOffice."""
    require_office(session)
    if folder != watched_folder(session):
        set_fact(session, _key("watch_seen"), "{}")
    set_fact(session, _key("watched"), folder)


def seen_files(session: Session) -> dict[str, str]:
    """Give what was read of the folder, by the file's name in it: its mark of then."""
    found: dict[str, str] = json.loads(get_fact(session, _key("watch_seen"), "{}"))
    return found


@action("packages.watched")
def note_seen(session: Session, *, seen: Mapping[str, str]) -> None:
    """Keep what was read of the folder."""
    set_fact(session, _key("watch_seen"), json.dumps(dict(seen), sort_keys=True))
