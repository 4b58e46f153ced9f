"""Whether the seals of many days fit the rows they claim: *segel tidak cocok* where one does not.

A seal comes with its own code and totals, which a lying or broken laptop may make up. The code is made again from the
rows that the seal covers here; what a report has read already is tried first, and only a day that does not fit by it is
folded up to its seal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from bazar_desktop.domain.closing.proofs import TotalsDisagree
from bazar_desktop.domain.day.model import DayRow, SealMismatch
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.services.bazaars.bazaars import BazaarFacts
from bazar_desktop.services.day.as_sealed import fits_rows, mismatch_of, sheet_at
from bazar_desktop.store.tables import DayClose

_Day = tuple[str, date]


def unfit_seals(
    session: Session,
    bazaars: Mapping[str, BazaarFacts],
    seals: Mapping[_Day, DayClose],
    rows: Mapping[_Day, Sequence[DayRow]],
) -> dict[_Day, SealMismatch]:
    """The days of which the standing seal does not fit, and how; `rows` are theirs as a report has read them.

    A seal that covers what has not come yet cannot be checked: it is not among them. One over what waits for the
    office's word does not fit until that counts: else a laptop could hide a false seal behind any proposal.
    """
    doubtful = [
        day
        for day, seal in seals.items()
        if day[0] in bazaars and not fits_rows(seal, bazaars[day[0]].code, day[1], rows.get(day, ()))
    ]
    found = {day: _mismatch(session, seals[day], bazaars[day[0]]) for day in doubtful}
    return {day: mismatch for day, mismatch in found.items() if mismatch}


def _mismatch(session: Session, seal: DayClose, bazaar: BazaarFacts) -> SealMismatch:
    try:
        rows = sheet_at(session, seal).rows
    except TotalsDisagree:
        return SealMismatch.DIFFERS
    except BazarError:  # it reaches further than what is here
        return SealMismatch.NONE
    return mismatch_of(session, seal, bazaar, rows)
