"""Acts of a usul that are told by their own words and never accepted unnamed: whoever says yes should know them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from bazar_desktop.domain.journal.changes import Change, Value, field_changes
from bazar_desktop.services.exchange.subjects import subject_of
from bazar_desktop.services.settings.officers import SUPERVISOR
from bazar_desktop.store.tables import Bazaar, BazaarDay, Erasure, Officer, Vendor


class HeavyAct(StrEnum):
    """What cannot be taken back easily, or decides who decides."""

    DISMISSED = "dismissed"
    NEW_SUPERVISOR = "new_supervisor"
    DEMOTED = "demoted"
    REINSTATED = "reinstated"
    ERASED = "erased"
    BAZAAR_WITHDRAWN = "bazaar_withdrawn"
    DAY_WITHDRAWN = "day_withdrawn"


@dataclass(frozen=True, slots=True)
class ToldAct:
    """One such act: of which kind, and about whom or what (the beginning of its id where nobody gives a name)."""

    kind: HeavyAct
    name: str


def told_acts(session: Session, changes: Sequence[Change]) -> tuple[ToldAct, ...]:
    """The acts among `changes` of one usul, in their order, each once."""
    found = [
        ToldAct(kind, _name(session, change, changes))
        for change in changes
        if (kind := _kind(session, change)) is not None
    ]
    return tuple(dict.fromkeys(found))


def _kind(session: Session, change: Change) -> HeavyAct | None:
    """What a change does by what stands here: what was before by the laptop's word is not believed."""
    said = {name: value.after for name, value in field_changes(change).items()}
    if change.entity == Erasure.__tablename__:
        return None if said.get("withdrawn") is True else HeavyAct.ERASED
    if change.entity == Bazaar.__tablename__:
        return HeavyAct.BAZAAR_WITHDRAWN if said.get("withdrawn") is True else None
    if change.entity == BazaarDay.__tablename__:
        return HeavyAct.DAY_WITHDRAWN if said.get("withdrawn") is True else None
    return _of_an_officer(session, change.row_id, said) if change.entity == Officer.__tablename__ else None


def _of_an_officer(session: Session, officer: str, said: Mapping[str, Value]) -> HeavyAct | None:
    row = session.get(Officer, officer)
    is_gone = row is not None and (row.withdrawn or row.active is False)
    if said.get("withdrawn") is True or said.get("active") is False:
        return HeavyAct.DISMISSED
    if said.get("role") == SUPERVISOR:
        return HeavyAct.NEW_SUPERVISOR
    if row is not None and "role" in said and row.role == SUPERVISOR:
        return HeavyAct.DEMOTED
    return HeavyAct.REINSTATED if is_gone and {"active", "withdrawn"} & said.keys() else None


def _name(session: Session, change: Change, changes: Sequence[Change]) -> str:
    """Whom or what an act is about: as it is called here, else as the usul calls it."""
    if change.entity == Erasure.__tablename__:
        vendor_id = next(
            (str(value.after) for name, value in field_changes(change).items() if name == "vendor_id"), ""
        )
        vendor = session.get(Vendor, vendor_id)
        return (vendor.business or vendor.name or "" if vendor else "") or (vendor_id or change.row_id)[:8]
    if change.entity == BazaarDay.__tablename__:
        return subject_of(session, change) or change.row_id[:8]
    is_officer = change.entity == Officer.__tablename__
    row = session.get(Officer, change.row_id) if is_officer else session.get(Bazaar, change.row_id)
    told = [
        str(value.after)
        for item in changes
        if item.row_id == change.row_id
        for name, value in field_changes(item).items()
        if name == "name" and value.after
    ]
    return (row.name or "" if row else "") or (told[0] if told else change.row_id[:8])
