"""Which laptop writes which chain, by the name that people use for it."""

from __future__ import annotations

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.store.authority import key_id
from bazar_desktop.store.chains import chain_owners
from bazar_desktop.store.own_facts import get_fact
from bazar_desktop.store.tables import Device


def device_names(session: Session) -> dict[str, str]:
    """By origin, the laptop that writes it: as its packages were signed, or as the office has noted it. Not our own."""
    devices = list(session.execute(select(Device)).scalars())
    by_key = {key_id(row.sign_key or ""): row.name for row in devices}
    owners = chain_owners(session)
    names = {origin: by_key[owner] for origin, owner in owners.items() if owner and owner in by_key}
    for row in devices:
        names.update(dict.fromkeys(json.loads(row.origins or "[]"), row.name))
    own = get_fact(session, "device_id", "")
    here = get_fact(session, "origin")
    return {
        origin: name
        for origin, name in names.items()
        if origin != here and (not own or owners.get(origin) != own)
    }
