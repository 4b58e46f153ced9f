"""Which laptop writes which chain, by the name that people use for it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.store.authority import key_id
from bazar_desktop.store.chains import chain_owners
from bazar_desktop.store.own_facts import get_fact
from bazar_desktop.store.tables import Device


def device_names(session: Session) -> dict[str, str]:
    """By origin, the laptop that writes it: as its packages were signed, or as the office has noted it. Not our own.

    Where several have or had one name, the beginning of the key id stands behind it.
    """
    own = get_fact(session, "device_id", "")
    here, owners = get_fact(session, "origin"), chain_owners(session)
    return {
        origin: name
        for origin, name in _every_name(session, owners).items()
        if origin != here and (not own or owners.get(origin) != own)
    }


def laptop_of(session: Session, origin: str) -> str:
    """The laptop that writes the chain `origin`, our own too; "" where nobody has told, as of an office's chain."""
    name = _every_name(session, chain_owners(session)).get(origin, "")
    if not name and origin == get_fact(session, "origin"):
        own = session.get(
            Device, get_fact(session, "preparation", "")
        )  # its office has not told it its chain yet
        return (own.name or "") if own else ""
    return name


def _every_name(session: Session, owners: Mapping[str, str]) -> dict[str, str]:
    devices = list(session.execute(select(Device)).scalars())
    enrolled = {key: row.name or "" for row in devices if (key := key_id(row.sign_key or ""))}
    known = Counter(enrolled.values())
    by_key = {key: f"{name} ({key[:4]})" if known[name] > 1 else name for key, name in enrolled.items()}
    names = {origin: by_key[owner] for origin, owner in owners.items() if owner and owner in by_key}
    for row in devices:
        name = by_key.get(key_id(row.sign_key or ""), row.name or "")
        names.update(dict.fromkeys(json.loads(row.origins or "[]"), name))
    return names
