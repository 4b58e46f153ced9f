"""How a party is called where its vendor or agency does not count here: as the laptop gave it, and what became of that.

A participation that a laptop enters counts at once, a new mitra or vendor of its list is a *usul*: without its name the
office would read rupiah of nobody. It is for people alone: no cut and no seal is made of it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bazar_desktop.domain.journal.authority import ChangeStanding
from bazar_desktop.domain.journal.changes import field_changes
from bazar_desktop.language import _
from bazar_desktop.store.changes import RowChanges, rows_here
from bazar_desktop.store.tables import Agency, Participation, Vendor


@dataclass(frozen=True, slots=True)
class PartyWords:
    """How a party is called: a person and a business, or an agency twice."""

    name: str
    business: str


def uncounted_names(
    session: Session, rows: Iterable[Participation], vendors: Container[str], agencies: Mapping[str, str]
) -> dict[str, PartyWords]:
    """How those parties are called whose vendor or agency is not among `vendors` and `agencies`, by participation."""
    keys = {
        row.id: key
        for row in rows
        if (key := _party_key(row)) and key[1] not in vendors and not agencies.get(key[1])
    }
    held = rows_here(session.connection(), sorted(set(keys.values()))) if keys else {}
    words = {key: found for key, changes in held.items() if (found := _words(changes)) is not None}
    return {row_id: words[key] for row_id, key in keys.items() if key in words}


def _party_key(row: Participation) -> tuple[str, str] | None:
    if row.vendor_id:
        return (Vendor.__tablename__, row.vendor_id)
    return (Agency.__tablename__, row.agency_id) if row.agency_id else None


def _words(row: RowChanges) -> PartyWords | None:
    """What a laptop wrote last into the names of a row that does not count, marked; None where it wrote none."""
    said: dict[str, str] = {}
    standing = None
    for change in row.changes:
        stands = row.standings.get(change.id)
        for name, value in field_changes(change).items():
            if stands in _MARKS and name in {"name", "business"} and isinstance(value.after, str):
                said[name], standing = value.after, stands
    if standing is None or not any(said.values()):
        return None
    name = said.get("name") or said["business"]
    return PartyWords(name, _marked(said.get("business") or name, standing))


_MARKS = {ChangeStanding.WAITING, ChangeStanding.REJECTED, ChangeStanding.TAKEN_BACK}


def _marked(name: str, standing: ChangeStanding) -> str:
    words = {
        ChangeStanding.WAITING: _("{name} (usul)"),
        ChangeStanding.REJECTED: _("{name} (ditolak)"),
    }.get(standing, _("{name} (ditarik kembali)"))
    return words.format(name=name)
