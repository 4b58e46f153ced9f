"""The other laptops at a bazaar, as a laptop knows them: of which of them nothing of a day has come here."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.services.office.laptops import LAPTOP, trusted_devices
from bazar_desktop.store.chains import chain_owners
from bazar_desktop.store.own_facts import get_fact
from bazar_desktop.store.tables import OF_A_BAZAAR, ChangeRow

ENTERED = ("attendance", "omzet_entry")  # placing vendors beforehand is not the day


def silent_laptops(session: Session, bazaar_id: str, day: date) -> tuple[str, ...]:
    """Give the names of the other laptops that the office prepared for the bazaar and that gave nothing of `day`.

    None at an office, which has its board for that, and none at a laptop that no office prepared.
    """
    own = get_fact(session, "preparation", "")
    if not own:
        return ()
    others = [
        device
        for device in trusted_devices(session)
        if device.role == LAPTOP
        and device.state != "revoked"
        and device.preparation != own
        and bazaar_id in device.bazaars
    ]
    if not others:
        return ()
    scope = f"{bazaar_id}/{day.isoformat()}"
    query = select(ChangeRow.origin).where(
        OF_A_BAZAAR, ChangeRow.scope == scope, ChangeRow.entity.in_(ENTERED)
    )
    owners = chain_owners(session)
    came = {
        maker
        for origin in session.execute(query.distinct()).scalars()
        for maker in (origin, owners.get(origin))
    }
    return tuple(device.name for device in others if not came & {device.key_id, *device.origins})
