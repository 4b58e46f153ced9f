"""A supervisor's countersign of a reopened day: *belum diketahui* until it is given, here or at the office."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.services.bazaars.days import require_day
from bazar_desktop.services.closing.changes import RevisionUnknown
from bazar_desktop.services.closing.seal import SealFacts, seal_facts
from bazar_desktop.services.day.sheet import seal_rows, standing_seal
from bazar_desktop.services.journal.signers import signers_of
from bazar_desktop.services.settings.officers import require_supervisor
from bazar_desktop.store.actions import action


class NothingToCountersign(BazarError):
    """No reopening of the day waits for a countersign."""


class OwnReopening(BazarError):
    """A second person countersigns, never the one who reopened the day."""


@action("countersign.countersign")
def countersign(
    session: Session, *, bazaar_id: str, day: date, officer: str, at: datetime, revision: int | None = None
) -> SealFacts:
    """Sign, as the supervisor `officer`, for the reopening of `revision`; of the latest that waits where None.

    It changes no figure, so it is given to an open day and to a sealed one alike, and travels as every change does.
    Raises NotADayOfThisBazaar, SupervisorOnly, RevisionUnknown, NothingToCountersign, OwnReopening.
    """
    require_day(session, bazaar_id, day)
    require_supervisor(session, officer)
    rows = seal_rows(session, bazaar_id, day)
    if revision is not None:
        rows = [row for row in rows if row.revision == revision]
        if not rows:
            raise RevisionUnknown(revision=revision)
    row = next((close for close in rows if close.reopened_at and not close.countersigned_by), None)
    if row is None:
        raise NothingToCountersign()
    if row.reopened_by == officer:
        raise OwnReopening()
    row.countersigned_by, row.countersigned_at = officer, at
    session.flush()
    standing = standing_seal(session, bazaar_id, day)
    return seal_facts(row, signers_of(session, [row]), standing=row is standing)
