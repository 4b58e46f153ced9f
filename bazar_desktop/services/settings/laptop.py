"""What each laptop keeps for itself: it is nobody else's business and travels in no package."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bazar_desktop.store.actions import action
from bazar_desktop.store.own_facts import get_fact, set_fact

SOUND = "sound"


def sound_is_on(session: Session) -> bool:
    """Whether this laptop sounds at an answer of the gate; it does until somebody turns it off."""
    return get_fact(session, SOUND, "on") == "on"


@action("laptop.put_sound")
def put_sound(session: Session, *, on: bool) -> None:
    """Turn the sound of this laptop on or off."""
    set_fact(session, SOUND, "on" if on else "off")
