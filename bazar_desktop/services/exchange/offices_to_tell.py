"""Offices below that have not been told what this office said of their laptops' changes."""

from __future__ import annotations

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.services.office.laptops import OFFICE, SENT, office_origins, trusted_devices
from bazar_desktop.store.authority import key_id
from bazar_desktop.store.chains import chain_owners
from bazar_desktop.store.changes import changes_of_rows
from bazar_desktop.store.own_facts import get_fact
from bazar_desktop.store.tables import ChangeRow, Device, Verdict


def offices_to_tell(session: Session) -> tuple[str, ...]:
    """The names of admitted offices whose laptops' usul were answered here since news were written for them last."""
    offices = {item.key_id: item for item in trusted_devices(session) if item.role == OFFICE}
    below = {key: item for key, item in offices.items() if item.state == "enrolled"}
    if not below:
        return ()
    sent = {key: json.loads(get_fact(session, f"{SENT}:{key}", "{}")) for key in below}
    owners, prepared = chain_owners(session), _prepared_by(session)
    query = select(Verdict.origin, ChangeRow.origin, ChangeRow.seq).join(
        Verdict, Verdict.id == ChangeRow.row_id
    )
    own = (
        ChangeRow.entity == Verdict.__tablename__,
        ChangeRow.origin.in_(sorted(office_origins(session))),
    )
    untold = set()
    for answered, origin, seq in session.execute(query.where(*own)):
        office = prepared.get(owners.get(answered, ""), "")
        if office in below and seq > sent[office].get(origin, 0):
            untold.add(below[office].name)
    return tuple(sorted(untold))


def _prepared_by(session: Session) -> dict[str, str]:
    """By the key id of each laptop that of the office which prepared it."""
    owners = chain_owners(session)
    rows = session.execute(select(Device.id, Device.sign_key).where(Device.sign_key.is_not(None))).all()
    changes = changes_of_rows(session, [(Device.__tablename__, row_id) for row_id, _key in rows])
    first = {
        row_id: min(of_row, key=lambda item: item.at) for (_, row_id), of_row in changes.items() if of_row
    }
    return {
        key_id(sign_key): owners.get(first[row_id].origin, "") for row_id, sign_key in rows if row_id in first
    }
