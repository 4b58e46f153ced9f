"""The bazaars of one person: in which they took part and what they sold, and in which they did not or not yet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import ABSENT, CHANNELS, DECLINED, EXCUSED, NIL, PRESENT, REPORTED
from bazar_desktop.domain.figures.day import known_sum
from bazar_desktop.services.bazaars.bazaars import label_of
from bazar_desktop.services.bazaars.codes import shared_codes
from bazar_desktop.services.bazaars.days import days_of_each
from bazar_desktop.services.bazaars.participants import CANCELLED, REJECTED, RESERVE
from bazar_desktop.services.day.as_sealed import SealReachesFurther, require_covered
from bazar_desktop.services.day.register_at import folded
from bazar_desktop.services.day.seal_reach import covers_of
from bazar_desktop.services.day.sheet import seal_rows, standing_among
from bazar_desktop.services.journal.undecided import undecided_entries
from bazar_desktop.services.register.vendors import people
from bazar_desktop.store.tables import Attendance, Bazaar, OmzetEntry, Participation

TOLD, DECLINED_TO_TELL, NOT_TOLD = "told", "declined", "not_told"  # of who took part
EVENT_OFF = "event_off"
AHEAD, CALLED_OFF, WAS_EXCUSED, WAS_ABSENT, NOT_MARKED = (
    "ahead",
    "called_off",
    "excused",
    "absent",
    "not_marked",
)


@dataclass(frozen=True, slots=True)
class BazaarOfVendor:
    """A bazaar on whose list the vendor stands.

    `took_part`: present on a day, or told an omzet, as the seals have it where days are sealed. `outcome`: of who took
    part told, declined or not_told; of others declined, called_off (reserve, cancelled, rejected), ahead, excused,
    absent or not_marked. `omzet` in whole rupiah, None where nothing was told; `late` is what was told since the seal,
    which no figure counts yet. `undecided` counts fields in conflict: above 0 the omzet is *sementara*.
    """

    participation_id: str
    code: str
    name: str
    first_day: date | None
    status: str
    took_part: bool
    outcome: str
    omzet: int | None
    late: int | None
    undecided: int = 0


@dataclass
class _Stays:
    """What one participation's rows of its days say."""

    marks: set[str] = field(default_factory=set)
    totals: list[int] = field(default_factory=list)
    late: list[int] = field(default_factory=list)
    declined: bool = False


def vendor_bazaars(session: Session, vendor_id: str, *, today: date) -> tuple[BazaarOfVendor, ...]:
    """Read the bazaars of the person behind `vendor_id`, the latest first."""
    query = (
        select(Participation, Bazaar.code, Bazaar.name)
        .join(Bazaar, Bazaar.id == Participation.bazaar_id)
        .where(Participation.vendor_id.in_(_ids_of(session, vendor_id)), Participation.withdrawn.is_(False))
    )
    shared = shared_codes(session)
    found = [
        (row, label_of(code or "", row.bazaar_id, shared=code in shared), name or "")
        for row, code, name in session.execute(query)
    ]
    days = days_of_each(session, sorted({row.bazaar_id for row, *_names in found}))
    waiting = Counter[str]()
    for (who, _day, _session), count in undecided_entries(session).items():
        waiting[who] += count
    bazaars = []
    for row, code, name in found:
        own = [day.day for day in days[row.bazaar_id] if not day.is_off]
        fell_out = bool(days[row.bazaar_id]) and not own
        stays = _stays(session, row, own)
        took_part = PRESENT in stays.marks or bool(stays.totals)
        bazaars.append(
            BazaarOfVendor(
                participation_id=row.id,
                code=code,
                name=name,
                first_day=next((day.day for day in days[row.bazaar_id]), None),
                status=row.status or "",
                took_part=took_part,
                outcome=EVENT_OFF
                if fell_out
                else _outcome(stays, row.status or "", own, today, took_part=took_part),
                omzet=known_sum(stays.totals),
                late=known_sum(stays.late),
                undecided=waiting[row.id],
            )
        )
    return tuple(sorted(bazaars, key=lambda item: (item.first_day or date.min, item.code), reverse=True))


def _ids_of(session: Session, vendor_id: str) -> list[str]:
    groups = people(session)
    person = groups.get(vendor_id)
    return sorted({vendor_id, *(item for item, stands in groups.items() if person and stands == person)})


def _stays(session: Session, row: Participation, days: Collection[date]) -> _Stays:
    """The rows of the participation on these days: of a sealed day as its seal covers them."""
    stays = _Stays()
    by_day: dict[date, tuple[list[Attendance], list[OmzetEntry]]] = defaultdict(lambda: ([], []))
    for mark in session.execute(select(Attendance).where(Attendance.participation_id == row.id)).scalars():
        by_day[mark.day][0].append(mark)
    for entry in session.execute(select(OmzetEntry).where(OmzetEntry.participation_id == row.id)).scalars():
        by_day[entry.day][1].append(entry)
    for day, (marks, entries) in by_day.items():
        if day not in days:
            continue
        covers = _covers(session, row.bazaar_id, day)
        if covers is None:
            _count(stays, marks, entries)
            continue
        sealed = folded(session, OmzetEntry, [entry.id for entry in entries], covers)
        _count(stays, folded(session, Attendance, [mark.id for mark in marks], covers), sealed)
        heard = {entry.id for entry in sealed if _total(entry) is not None or entry.state == DECLINED}
        since = [_total(entry) for entry in entries if not entry.withdrawn and entry.id not in heard]
        stays.late += [total for total in since if total is not None]
    return stays


def _covers(session: Session, bazaar_id: str, day: date) -> dict[str, int] | None:
    """What the seal that stands on the day covers; None where none stands, or where its changes are not all here."""
    seal = standing_among(seal_rows(session, bazaar_id, day))
    if seal is None:
        return None
    try:
        require_covered(session, seal)
    except SealReachesFurther:
        return None
    return covers_of(seal)


def _count(stays: _Stays, marks: Iterable[Attendance], entries: Sequence[OmzetEntry]) -> None:
    stays.marks |= {mark.status or "" for mark in marks if not mark.withdrawn}
    told = [entry for entry in entries if not entry.withdrawn]
    stays.totals += [total for entry in told if (total := _total(entry)) is not None]
    stays.declined = stays.declined or any(entry.state == DECLINED for entry in told)


def _total(entry: OmzetEntry) -> int | None:
    if entry.state == NIL:
        return 0
    return known_sum(getattr(entry, name) for name in CHANNELS) if entry.state == REPORTED else None


def _outcome(stays: _Stays, status: str, days: Sequence[date], today: date, *, took_part: bool) -> str:
    """The first of these that holds."""
    holds = {
        TOLD: bool(stays.totals),
        DECLINED_TO_TELL: stays.declined,
        NOT_TOLD: took_part,
        CALLED_OFF: status in {CANCELLED, REJECTED, RESERVE},
        AHEAD: bool(days) and days[0] > today,
        WAS_EXCUSED: EXCUSED in stays.marks,
        WAS_ABSENT: ABSENT in stays.marks,
        NOT_MARKED: True,
    }
    return next(outcome for outcome, is_so in holds.items() if is_so)
