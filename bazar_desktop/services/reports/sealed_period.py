"""Many days as their seals cover them: what came after a seal waits for the next one in every report too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import DayRow
from bazar_desktop.services.bazaars.bazaars import BazaarFacts
from bazar_desktop.services.bazaars.days import is_on_a_day
from bazar_desktop.services.day.day_journal import read_journal, rows_at
from bazar_desktop.services.day.register_at import (
    BazaarsAt,
    Correction,
    Covers,
    PartyAt,
    RegisterAt,
    corrections_beside,
    has_moved,
)
from bazar_desktop.services.day.seal_reach import covers_of, ends, is_within
from bazar_desktop.services.reports.turnover import PeriodRows
from bazar_desktop.store.tables import (
    COUNTED,
    OF_A_BAZAAR,
    Agency,
    Allocation,
    Attendance,
    ChangeRow,
    DayClose,
    OmzetEntry,
    Participation,
    Vendor,
)

_Day = tuple[str, date]
_FIGURES = tuple(cls.__tablename__ for cls in (Allocation, Attendance, OmzetEntry, Participation))


def sealed_rows(session: Session, days: Mapping[_Day, BazaarFacts]) -> dict[_Day, Sequence[DayRow]]:
    """Give the sealed rows of those `days` (bazaar id, day) on which a figure has changed since the standing seal.

    Only these are folded anew from the journal. A day whose seal covers more than this store holds is left out.
    """
    seals = {day: seal for day, seal in standing_seals(session).items() if day in days}
    bazaars = {bazaar.id: bazaar for bazaar in days.values()}
    return _folded_days(session, bazaars, whole_covers(session, seals))


def whole_covers(session: Session, seals: Mapping[_Day, DayClose]) -> dict[_Day, Covers]:
    """What those of `seals` cover of which everything is in this store."""
    covers, here = {day: covers_of(seal) for day, seal in seals.items()}, ends(session)
    return {day: reach for day, reach in covers.items() if is_within(reach, here)}


def _folded_days(
    session: Session, bazaars: Mapping[str, BazaarFacts], covers: Mapping[_Day, Covers]
) -> dict[_Day, Sequence[DayRow]]:
    """The rows as sealed of the days whose figures have moved since; who was new then is left out of sums."""
    last = _last_figures(session) if covers else {}
    return {
        (bazaar_id, day): rows_at(read_journal(session, bazaars[bazaar_id], day), reach)
        for (bazaar_id, day), reach in covers.items()
        if any(
            has_moved(last.get(scope, {}), reach) for scope in (bazaar_id, f"{bazaar_id}/{day.isoformat()}")
        )
    }


@dataclass(frozen=True, slots=True)
class Corrected:
    """A row of a sealed day as a later correction of the register has it, and that correction."""

    row: DayRow
    correction: Correction


@dataclass(frozen=True, slots=True)
class SealedPeriod:
    """The sealed days of a period that are whole here, where they differ from the rows of now.

    `rows` are as the seals cover them and `bazaars` too; `corrected` are rows that a correction beside the seal
    changes, by participation and session; `whole` are all sealed days that are whole here.
    """

    rows: Mapping[_Day, Sequence[DayRow]]
    parties: Mapping[str, PartyAt]
    bazaars: Mapping[_Day, BazaarFacts]
    corrected: Mapping[_Day, Mapping[tuple[str, int], Corrected]]
    whole: frozenset[_Day]


def sealed_period(
    session: Session,
    period: PeriodRows,
    bazaars: Mapping[str, BazaarFacts],
    seals: Mapping[_Day, DayClose],
) -> SealedPeriod:
    """Every day of `seals` with the register as its seal covers it, and what was corrected since."""
    covers = whole_covers(session, {day: seal for day, seal in seals.items() if day[0] in bazaars})
    rows = _folded_days(session, bazaars, covers)
    parties = {**period.parties, **_missing_parties(session, period, rows)}
    register = RegisterAt(session, period.vendors, period.agencies)
    then = BazaarsAt(session, {id_: bazaars[id_] for id_, _ in covers})
    sealed = {**_patched(register, period, covers, rows), **rows}
    return SealedPeriod(
        rows=sealed,
        parties=parties,
        bazaars={day: then.at(day[0], reach) for day, reach in covers.items()},
        corrected=_corrected(session, register, period, covers, parties, sealed),
        whole=frozenset(covers),
    )


def _patched(
    register: RegisterAt, period: PeriodRows, covers: Mapping[_Day, Covers], folded_days: Collection[_Day]
) -> dict[_Day, Sequence[DayRow]]:
    """The days whose figures stand as sealed but whose parties moved since: only those rows are put back."""
    moved: dict[_Day, set[int]] = defaultdict(set)
    ids: set[str] = set()
    for day, reach in covers.items():
        for place, row in enumerate(period.days.get(day, ())) if day not in folded_days else ():
            if changed := register.moved(period.parties[row.participation_id], reach):
                moved[day].add(place)
                ids.update(changed)
    register.read(Vendor, ids & period.vendors.keys())
    register.read(Agency, ids & period.agencies.keys())
    return {
        day: [
            register.says(row, period.parties[row.participation_id], covers[day]) if place in places else row
            for place, row in enumerate(period.days[day])
        ]
        for day, places in moved.items()
    }


def _corrected(
    session: Session,
    register: RegisterAt,
    period: PeriodRows,
    covers: Mapping[_Day, Covers],
    parties: Mapping[str, PartyAt],
    sealed: Mapping[_Day, Sequence[DayRow]],
) -> dict[_Day, dict[tuple[str, int], Corrected]]:
    """The rows that a correction beside their seal says otherwise than the seal."""
    corrected: dict[_Day, dict[tuple[str, int], Corrected]] = defaultdict(dict)
    for day, corrections in corrections_beside(session, covers).items():
        for row in sealed.get(day, period.days.get(day, ())):
            party = parties.get(row.participation_id, PartyAt(None, None))
            correction = corrections.get(party.vendor_id or "")
            if correction is not None:
                now = register.says(row, party, correction.register)
                if now != row:
                    corrected[day][row.participation_id, row.session] = Corrected(now, correction)
    return corrected


def _missing_parties(
    session: Session, period: PeriodRows, rows: Mapping[_Day, Sequence[DayRow]]
) -> dict[str, PartyAt]:
    """Who stands behind rows of a seal whose participation was withdrawn since."""
    ids = {row.participation_id for sealed in rows.values() for row in sealed} - period.parties.keys()
    query = select(Participation).where(Participation.id.in_(sorted(ids)))
    return (
        {row.id: PartyAt(row.vendor_id, row.agency_id) for row in session.execute(query).scalars()}
        if ids
        else {}
    )


def standing_seals(session: Session) -> dict[_Day, DayClose]:
    """The latest seal of each day of a bazaar, unless it was reopened."""
    query = select(DayClose).where(DayClose.withdrawn.is_(False), is_on_a_day(DayClose))
    query = query.order_by(DayClose.revision.nulls_first())
    latest = {(row.bazaar_id, row.day): row for row in session.execute(query).scalars()}
    return {day: row for day, row in latest.items() if not row.reopened_at}


def _last_figures(session: Session) -> Mapping[str, Mapping[str, int]]:
    """By scope, the last seq of each origin that touched a figure of it."""
    query = (
        select(ChangeRow.scope, ChangeRow.origin, func.max(ChangeRow.seq))
        .where(OF_A_BAZAAR, COUNTED, ChangeRow.entity.in_(_FIGURES))
        .group_by(ChangeRow.scope, ChangeRow.origin)
    )
    numbers: dict[str, dict[str, int]] = defaultdict(dict)
    for scope, origin, seq in session.execute(query):
        numbers[scope][origin] = seq
    return numbers
