"""Whether a seal code still fits the figures it covers, and what has changed since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.closing.proofs import named_sum, read_seal_code, seal_code, sum_of
from bazar_desktop.domain.day.model import CellChange, DaySheet, SealMismatch
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.journal.changes import field_changes
from bazar_desktop.services.bazaars.bazaars import bazaar_of
from bazar_desktop.services.closing.changes import changed_since
from bazar_desktop.services.closing.seal import SealFacts, seal_facts
from bazar_desktop.services.day.as_sealed import mismatch_of, sheet_at
from bazar_desktop.services.day.sheet import standing_seal
from bazar_desktop.services.journal.signers import signers_of
from bazar_desktop.store.changes import changes_of_rows
from bazar_desktop.store.folding import decode
from bazar_desktop.store.tables import ChangeRow, DayClose


class SealUnknown(BazarError):
    """No seal of this store has this code. Facts: code."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What a seal code stands for here.

    `matches`: the journal up to the seal still gives this very code; `seal_mismatch`: if not, whether it would
    with what waits for the office's word. `changed`: figures that differ now.
    """

    bazaar_id: str
    bazaar_code: str
    day: date
    facts: SealFacts
    matches: bool
    seal_mismatch: SealMismatch
    sheet: DaySheet
    changed: tuple[CellChange, ...]


def verify(session: Session, code: str) -> Verified:
    """Whether the figures that a seal covers still give its code, and what has changed since.

    Recategorising or renaming after the seal changes nothing in what it covers.
    Raises SealCodeMistyped, SealUnknown, SealReachesFurther.
    """
    wanted = read_seal_code(code)
    row = _find_seal(session, wanted)
    sheet = sheet_at(session, row)
    standing = standing_seal(session, row.bazaar_id, row.day)
    is_standing = standing is not None and standing.seal == wanted
    bazaar = bazaar_of(session, row.bazaar_id)
    matches = seal_code(sheet) == wanted and named_sum(row.totals) == sum_of(sheet.rows)
    mismatch = SealMismatch.NONE if matches else mismatch_of(session, row, bazaar, sheet.rows)
    facts = seal_facts(row, signers_of(session, [row]), standing=is_standing)
    return Verified(
        bazaar_id=row.bazaar_id,
        bazaar_code=bazaar.label,
        day=row.day,
        facts=facts,
        matches=matches,
        seal_mismatch=mismatch,
        sheet=sheet,
        changed=changed_since(session, row),
    )


def _find_seal(session: Session, code: str) -> DayClose:
    """The seal with this code, or as it was written, where two laptops sealed the same day. Raises SealUnknown."""
    query = select(DayClose).where(DayClose.seal == code, DayClose.withdrawn.is_(False))
    row = session.execute(query).scalars().first()
    if row is not None:
        return row
    entity = DayClose.__tablename__
    written = select(ChangeRow.row_id).where(ChangeRow.entity == entity)
    keys = [(entity, row_id) for row_id in sorted(set(session.execute(written).scalars()))]
    for (_, row_id), changes in changes_of_rows(session, keys).items():
        for change in changes:
            fields = field_changes(change)
            if "seal" in fields and fields["seal"].after == code:
                values = {
                    name: decode(DayClose, name, field_change.after) for name, field_change in fields.items()
                }
                kept = session.get(DayClose, row_id)
                where = {"bazaar_id": kept.bazaar_id, "day": kept.day} if kept else {}
                return DayClose(**{**where, **values, "id": row_id, "changed_at": change.at})
    raise SealUnknown(code=code)
