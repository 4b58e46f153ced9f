"""Papan lokasi: for every bazaar day, how far it has come to the office, and what it says so far."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.bazaars.course import is_entered
from bazar_desktop.domain.bazaars.owed import DueRule
from bazar_desktop.domain.bazaars.since_seal import changed_since
from bazar_desktop.domain.bazaars.taking_place import took_place
from bazar_desktop.domain.closing.proofs import named_sum
from bazar_desktop.domain.day.halts import GOES_ON, DayCourse
from bazar_desktop.domain.day.model import PARTNER, SealMismatch
from bazar_desktop.domain.figures.day import day_figures
from bazar_desktop.services.bazaars.bazaars import BazaarFacts, list_bazaars
from bazar_desktop.services.day.register_at import BazaarsAt
from bazar_desktop.services.exchange.packages import DAY_ENTITIES
from bazar_desktop.services.journal.undecided import decisions_by_scope
from bazar_desktop.services.office.laptops import DeviceFacts, laptops_in_use
from bazar_desktop.services.reports.coverage import waiting_laptops
from bazar_desktop.services.reports.seal_fit import unfit_seals
from bazar_desktop.services.reports.sealed_period import sealed_rows, whole_covers
from bazar_desktop.services.reports.turnover import PeriodRows, read_period
from bazar_desktop.store.chains import chain_ends
from bazar_desktop.store.tables import COUNTED, OF_A_BAZAAR, ChangeRow, DayClose, Intake

NOTHING, DRAFT, CLOSED, RECEIVED, REVISED = "nothing", "draft", "closed", "received", "revised"
STATES = (NOTHING, DRAFT, CLOSED, RECEIVED, REVISED)  # belum, draf, tutup, diterima, revisi
MERGED_ANSWERS = ("MERGED", "MERGED_LATE")


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One lokasi on one day.

    `state`: nothing has come; draft (open); closed (sealed, but the seal covers changes that are not here yet);
    received (sealed and whole); revised (the same, from the second seal on). `late` counts changes that the seal
    does not cover. `present` of `registered`, `answered` of `asked` and the rupiah are the day's figures, rupiah None
    where nobody answered. `laptops` are the names of those prepared for it, `contacts` whom to call about them;
    `last_package` is when the last one was read.

    `omzet` is that of vendors as the papers and reports have it: where the day is sealed and whole here
    (`from_seal`), what the seal covers; else what has come so far. `live` is what all entries here say now, so
    `since_seal` came after the seal, of the participations `changed`. `sealed` is the sum the seal itself names, None
    where no seal stands or it names no answer. `undecided` above 0 makes the sums *sementara*.
    Where the code of the seal is not that of the rows it claims (`seal_mismatch`: *segel tidak cocok*, or a usul
    waits), its total is not taken and the day counts as a draft.
    `waiting` are the laptops prepared for it that have not handed it in since it was over: with one it is not complete.
    They are late only where the day `is_due`, as in the year. A day whose `course` says that it was called off owes
    nothing and holds no figure; a sealed one counts, whatever was said of it.
    """

    bazaar_id: str
    code: str
    name: str
    lokasi: str
    kecamatan: str
    kota: str
    programme: str
    day: date
    state: str
    revision: int
    seal: str
    present: int | None
    registered: int
    asked: int
    answered: int
    omzet: int | None
    partners: int | None
    undecided: int
    late: int
    laptops: tuple[str, ...]
    last_package: datetime | None
    contacts: tuple[str, ...] = ()
    from_seal: bool = False
    live: int | None = None
    sealed: int | None = None
    seal_mismatch: SealMismatch = SealMismatch.NONE
    waiting: tuple[str, ...] = ()
    took_place: bool = False
    course: DayCourse = GOES_ON
    changed: tuple[str, ...] = ()

    @property
    def is_off(self) -> bool:
        """Whether the day was called off, by itself or with its bazaar."""
        return self.course.is_off

    def is_due(self, today: date) -> bool:
        """Whether the day is over, by date or seal, or took place; else it is still to come, today's too.

        A day that was called off is neither.
        """
        return not self.is_off and (self.took_place or self.from_seal or self.day < today)

    @property
    def is_complete(self) -> bool:
        """Sealed, whole here, and no laptop is waited for."""
        return self.state in {RECEIVED, REVISED} and not self.waiting

    def hours_late(self, rule: DueRule, now: datetime) -> int | None:
        """How many whole hours the office has waited in vain; None where it waits for nothing, or not yet in vain."""
        return None if self.is_off or self.is_complete else rule.hours_late(self.day, now)

    @property
    def since_seal(self) -> int:
        """Rupiah by which the entries of now differ from what the seal covers."""
        return (self.live or 0) - (self.omzet or 0) if self.from_seal else 0


@dataclass(frozen=True, slots=True)
class MadeOf:
    """Of what a total of the board is made: days that are over or took place, their laptops and participants.

    Of `days` are `sealed` whole here; of `laptops` are `waiting` not in; of `asked` vendors have `answered`. What came
    since the seals is `since_seal` rupiah of `changed` vendors on `days_since_seal` days; `undecided` counts the fields
    in conflict.
    """

    days: int
    sealed: int
    laptops: int
    waiting: int
    asked: int
    answered: int
    since_seal: int
    changed: int
    days_since_seal: int
    undecided: int


def made_of(rows: Iterable[BoardRow], today: date) -> MadeOf:
    """Tell of what the total of these rows of the board is made; what is off or to come is no part of it."""
    due = [row for row in rows if row.is_due(today)]
    changed = [row for row in due if row.changed]
    return MadeOf(
        days=len(due),
        sealed=sum(row.from_seal for row in due),
        laptops=len({name for row in due for name in row.laptops}),
        waiting=len({name for row in due for name in row.waiting}),
        asked=sum(row.asked for row in due),
        answered=sum(row.answered for row in due),
        since_seal=sum(row.since_seal for row in changed),
        changed=len({who for row in changed for who in row.changed}),
        days_since_seal=len(changed),
        undecided=sum(row.undecided for row in due),
    )


def board(
    session: Session, *, since: date | None = None, until: date | None = None, check_seals: bool = False
) -> list[BoardRow]:
    """Give every bazaar day from `since` to `until`, by day (latest first) and lokasi.

    `check_seals` makes the code of every seal again from the rows it claims.
    """
    bazaars = [
        (bazaar, day)
        for bazaar in list_bazaars(session)
        for day in bazaar.days
        if (since is None or day.day >= since) and (until is None or day.day <= until)
    ]
    known = _Known(session, [(bazaar, day.day) for bazaar, day in bazaars], check_seals)
    rows = [replace(known.row(bazaar, day.day), course=day.course) for bazaar, day in bazaars]
    return sorted(rows, key=lambda row: (-row.day.toordinal(), row.lokasi, row.code))


def count_states(rows: Iterable[BoardRow]) -> dict[str, int]:
    """Tell how many rows stand in each state, all states named; a day that was called off is in none."""
    counts = dict.fromkeys(STATES, 0)
    for row in rows:
        counts[row.state] += not row.is_off
    return counts


class _Known:
    """What the board needs of all its days, read set-wise."""

    def __init__(self, session: Session, bazaars: list[tuple[BazaarFacts, date]], check_seals: bool) -> None:
        ids = sorted({bazaar.id for bazaar, _ in bazaars})
        self.period: PeriodRows = read_period(session, ids)
        self.covered = sealed_rows(session, {(bazaar.id, day): bazaar for bazaar, day in bazaars})
        self.seals = _latest_seals(session)
        self.unfit: dict[tuple[str, date], SealMismatch] = {}
        if check_seals:
            shown = {(bazaar.id, day) for bazaar, day in bazaars}
            standing = {
                day: seal for day, seal in self.seals.items() if day in shown and not seal.reopened_at
            }
            by_id = {bazaar.id: bazaar for bazaar, _ in bazaars}
            self.unfit = unfit_seals(session, by_id, standing, {**self.period.days, **self.covered})
        self.then = self._bazaars_then(session, bazaars)
        self.undecided = decisions_by_scope(session)
        self.ends = chain_ends(session)
        self.entered = _entered(session)
        self.packages = _last_packages(session)
        self.waiting = waiting_laptops(session, [(bazaar.id, day) for bazaar, day in bazaars])
        devices = laptops_in_use(session)
        self.laptops = _by_bazaar(devices, lambda device: device.name)
        self.contacts = _by_bazaar(devices, lambda device: device.contact)

    def _bazaars_then(
        self, session: Session, bazaars: list[tuple[BazaarFacts, date]]
    ) -> dict[tuple[str, date], BazaarFacts]:
        """The bazaars as the standing seals of their days cover them, as papers and the year name them."""
        standing = {place: seal for place, seal in self.seals.items() if not seal.reopened_at}
        places = {(bazaar.id, day) for bazaar, day in bazaars} - self.unfit.keys()
        covers = whole_covers(session, {place: seal for place, seal in standing.items() if place in places})
        known = BazaarsAt(session, {bazaar.id: bazaar for bazaar, _ in bazaars})
        return {place: known.at(place[0], reach) for place, reach in covers.items()}

    def row(self, bazaar: BazaarFacts, day: date) -> BoardRow:
        bazaar = self.then.get((bazaar.id, day), bazaar)
        scope = f"{bazaar.id}/{day.isoformat()}"
        seal = self.seals.get((bazaar.id, day))
        standing = seal if seal is not None and not seal.reopened_at else None
        if mismatch := self.unfit.get((bazaar.id, day), SealMismatch.NONE):
            standing = None
        entered = self.entered.get(scope, {})
        covers: dict[str, int] = json.loads(standing.covers or "{}") if standing else {}
        state = self._state(standing, entered, covers)
        live = self.period.days.get((bazaar.id, day), ())
        shown = live if mismatch else self.covered.get((bazaar.id, day), live)
        umkm = day_figures(shown)
        return BoardRow(
            bazaar_id=bazaar.id,
            code=bazaar.label,
            name=bazaar.name,
            lokasi=bazaar.lokasi,
            kecamatan=bazaar.kecamatan,
            kota=bazaar.kota,
            programme=bazaar.programme,
            day=day,
            state=state,
            revision=(seal.revision or 0) if seal else 0,
            seal=(standing.seal or "") if standing else "",
            present=umkm.present if standing or is_entered(shown) else None,
            registered=umkm.registered,
            asked=umkm.asked,
            answered=umkm.answered,
            omzet=umkm.omzet,
            partners=day_figures(shown, party=PARTNER).omzet,
            undecided=self.undecided.get(scope, 0),
            late=_late(entered, covers) if standing else 0,
            laptops=self.laptops.get(bazaar.id, ()),
            last_package=self.packages.get(scope),
            contacts=self.contacts.get(bazaar.id, ()),
            from_seal=state in {RECEIVED, REVISED},
            live=day_figures(live).omzet,
            sealed=_named_by(standing),
            seal_mismatch=mismatch,
            waiting=self.waiting.get((bazaar.id, day), ()),
            changed=tuple(sorted(changed_since(live, shown))) if state in {RECEIVED, REVISED} else (),
            took_place=took_place(shown, named_sum(standing.totals).answered if standing else 0),
        )

    def _state(
        self, seal: DayClose | None, entered: Mapping[str, list[int]], covers: Mapping[str, int]
    ) -> str:
        if seal is None:
            return DRAFT if entered else NOTHING
        if any(self.ends.get(origin, 0) < seq for origin, seq in covers.items()):
            return CLOSED
        return REVISED if (seal.revision or 0) > 1 else RECEIVED


def _named_by(seal: DayClose | None) -> int | None:
    """The vendors' omzet that the seal itself names; None where it names no answer."""
    return named_sum(seal.totals).omzet if seal else None


def _latest_seals(session: Session) -> dict[tuple[str, date], DayClose]:
    rows = session.execute(select(DayClose).where(DayClose.withdrawn.is_(False))).scalars()
    closes: dict[tuple[str, date], DayClose] = {}
    for row in sorted(rows, key=lambda item: item.revision or 0):
        closes[row.bazaar_id, row.day] = row
    return closes


def _entered(session: Session) -> dict[str, dict[str, list[int]]]:
    """The numbers of what happened on each day, by scope and origin; placing vendors beforehand is not the day."""
    query = select(ChangeRow.scope, ChangeRow.origin, ChangeRow.seq)
    query = query.where(
        OF_A_BAZAAR, COUNTED, ChangeRow.entity.in_([item for item in DAY_ENTITIES if item != "allocation"])
    )
    numbers: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for scope, origin, seq in session.execute(query):
        numbers[scope][origin].append(seq)
    return numbers


def _last_packages(session: Session) -> dict[str, datetime]:
    """When the last package that touched each bazaar day was read."""
    moments: dict[str, datetime] = {}
    query = select(Intake.scopes, Intake.read_at).where(Intake.answer.in_(MERGED_ANSWERS))
    for row in session.execute(query.order_by(Intake.read_at)):
        moments.update(dict.fromkeys(json.loads(row.scopes), row.read_at))
    return moments


def _by_bazaar(devices: list[DeviceFacts], told: Callable[[DeviceFacts], str]) -> dict[str, tuple[str, ...]]:
    """What the laptops of each bazaar that are in use tell, each thing once."""
    found: dict[str, list[str]] = defaultdict(list)
    for device in devices:
        for bazaar in device.bazaars:
            found[bazaar].append(told(device))
    return {bazaar: tuple(sorted({name for name in names if name})) for bazaar, names in found.items()}


def _late(entered: Mapping[str, list[int]], covers: Mapping[str, int]) -> int:
    """How many changes of the day came after its seal."""
    return sum(sum(seq > covers.get(origin, 0) for seq in numbers) for origin, numbers in entered.items())
