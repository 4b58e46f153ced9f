"""Vendors' marks and answers as a reach of the journal has them: what counts of a sealed day, whoever asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import NIL, PRESENT, REPORTED
from bazar_desktop.services.day.register_at import Covers, fold_covered
from bazar_desktop.services.day.seal_reach import Place
from bazar_desktop.store.changes import changes_of_rows
from bazar_desktop.store.tables import Attendance, OmzetEntry, Participation

SLICE = 400
Counted = TypeVar("Counted", Attendance, OmzetEntry)


def rows_counted(
    session: Session,
    cls: type[Counted],
    vendors: Sequence[str],
    reach_of: Callable[[Place], Covers | None],
    holds: Callable[[Counted], bool],
) -> Iterator[tuple[str, Counted]]:
    """The rows of these vendors for which `holds`, each with its vendor, as the reach of its day has them.

    Days without a reach are left out, and so is whose participation was withdrawn within it.
    """
    columns = (cls.id, Participation.vendor_id, Participation.bazaar_id, cls.day)
    query = select(*columns).join(Participation, Participation.id == cls.participation_id)
    query = query.where(Participation.bazaar_id.is_not(None), cls.day.is_not(None))
    found: list[tuple[str, Counted, Covers]] = []
    for start in range(0, len(vendors), SLICE):
        part = query.where(Participation.vendor_id.in_(vendors[start : start + SLICE]))
        reaches = {
            row_id: (str(vendor), reach)
            for row_id, vendor, bazaar_id, day in session.execute(part)
            if (reach := reach_of((str(bazaar_id), day))) is not None
        }
        changes = changes_of_rows(session, [(cls.__tablename__, row_id) for row_id in reaches])
        for (_entity, row_id), of_row in changes.items():
            vendor, reach = reaches[row_id]
            row = fold_covered(cls, row_id, of_row, reach)
            if row is not None and not row.withdrawn and holds(row):
                found.append((vendor, row, reach))
    parties = sorted({row.participation_id for _vendor, row, _reach in found})
    of_parties = changes_of_rows(session, [(Participation.__tablename__, row_id) for row_id in parties])
    for vendor, row, reach in found:
        changes_of_party = of_parties[Participation.__tablename__, row.participation_id]
        party = fold_covered(Participation, row.participation_id, changes_of_party, reach)
        if party is not None and not party.withdrawn:
            yield vendor, row


def has_come(row: Attendance) -> bool:
    return row.status == PRESENT


def has_told(row: OmzetEntry) -> bool:
    """Whether an omzet was told: nihil, or an amount in a channel at least."""
    amounts = (row.cash, row.qris, row.noncash, row.marketplace)
    return row.state == NIL or (row.state == REPORTED and any(amount is not None for amount in amounts))
