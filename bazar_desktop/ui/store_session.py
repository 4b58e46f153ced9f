"""The desk over a real store: one officer, one bazaar in hand, one transaction an action."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from bazar_desktop.domain.calendar import WIB, format_numeric_date
from bazar_desktop.domain.day.in_hand import (
    BazaarDays,
    DayInHand,
    DayLeft,
    DayNotSettled,
    DayOffer,
    day_to_offer,
    needs_asking,
    settled_day,
    usual_bazaar,
    usual_day,
)
from bazar_desktop.jobs.settings.backup import last_backup, restore_backup
from bazar_desktop.language import _
from bazar_desktop.services.bazaars.bazaars import BazaarFacts, UnknownBazaar, list_bazaars
from bazar_desktop.services.day.undo_guard import undo
from bazar_desktop.services.home.day_steps import parcels_on_the_way
from bazar_desktop.services.office.laptops import OFFICE, own_bazaars
from bazar_desktop.services.settings.officers import SUPERVISOR, require_active
from bazar_desktop.services.settings.values import get_setting
from bazar_desktop.store.actions import name_of
from bazar_desktop.store.database import Session
from bazar_desktop.store.files import MachineError
from bazar_desktop.store.journal import act_of
from bazar_desktop.store.key_file import Owner
from bazar_desktop.store.opening import OpenStore, change_officer, reopen, require_keys_of
from bazar_desktop.store.unlocking import officers_of
from bazar_desktop.ui.app_session import BazaarInHand, DataState, Done, OfficerAtDesk
from bazar_desktop.ui.day_acts import DayTaken, day_taken

P = ParamSpec("P")
T = TypeVar("T")


class StoreSession:
    """The window's door to an open store; `clock` gives the moment (aware)."""

    def __init__(self, store: OpenStore, clock: Callable[[], datetime] | None = None) -> None:
        self._store = store
        self._clock = clock or (lambda: datetime.now(WIB))
        self._bazaars = self._read_bazaars()
        self._in_hand = ""
        self._day: date | None = None
        self._settled = self._clock()
        self._left: set[tuple[str, date | None]] = set()  # bazaars and days that were in hand before
        self._question: Callable[[], bool] | None = None
        self._office = self.read(lambda session: str(get_setting(session, "office_name")))
        self._take_usual()

    @property
    def _today(self) -> date:
        return self._clock().date()

    @property
    def store(self) -> OpenStore:
        return self._store

    @property
    def office(self) -> str:
        return self._office

    @property
    def is_sample(self) -> bool:
        return self._store.is_sample

    @property
    def officer(self) -> OfficerAtDesk:
        return _at_desk(self._store.officer)

    @property
    def bazaar(self) -> BazaarInHand | None:
        return next((bazaar for bazaar in self._bazaars if bazaar.id == self._in_hand), None)

    @property
    def day(self) -> date | None:
        return self._day

    def clock(self) -> datetime:
        return self._clock()

    def officers(self) -> tuple[OfficerAtDesk, ...]:
        require_keys_of(self._store)
        owners = officers_of(self._store.folder)
        return tuple(
            _at_desk(owner) for owner in sorted(owners, key=lambda item: item.id != self._store.officer.id)
        )

    def sign_in(self, officer_id: str, pin: str) -> None:
        changed = change_officer(self._store, officer_id, pin)
        self.read(require_active, officer=officer_id)
        self._store = changed

    def bazaars(self) -> tuple[BazaarInHand, ...]:
        self._bazaars = self._read_bazaars()
        return self._bazaars

    def choose(self, bazaar_id: str, day: date | None = None) -> None:
        chosen = next((bazaar for bazaar in self.bazaars() if bazaar.id == bazaar_id), None)
        if chosen is None:
            raise UnknownBazaar(code=bazaar_id[:8])
        taken = (bazaar_id, day if day in chosen.days else usual_day(chosen.days, self._today, chosen.off))
        if taken != (self._in_hand, self._day):
            self._settled = self._clock()
            self._left.add((self._in_hand, self._day))
            self._left.discard(taken)
        self._in_hand, self._day = taken

    def day_offer(self) -> DayOffer | None:
        in_hand = self._day_in_hand()
        return day_to_offer(in_hand, self._own_days(), self._today) if in_hand is not None else None

    def asks_day(self) -> bool:
        in_hand = self._day_in_hand()
        if in_hand is None or in_hand.settled_on == self._today:
            return False
        return needs_asking(in_hand, self._own_days(), self._today)

    def asks_for(
        self, function: Callable[Concatenate[Session, P], T], /, *args: P.args, **facts: P.kwargs
    ) -> bool:
        taken = day_taken(function, args, facts)
        return taken is not None and taken.day == self._day and self.asks_day()

    def ask_by(self, question: Callable[[], bool]) -> None:
        self._question = question

    def keep_day(self) -> None:
        self._settled = self._clock()

    def _require_day(self, taken: DayTaken | None) -> None:
        """Raise DayNotSettled where nobody said that the day in hand is meant, DayLeft where it no longer is."""
        if taken is None or self._day is None:
            return
        here = taken.day == self._day
        if here and self.asks_day() and not (self._question is not None and self._question()):
            if taken.day == self._day:
                raise DayNotSettled()
            here = False
        if not here and (taken.bazaar_id, taken.day) in self._left:
            raise DayLeft(day=format_numeric_date(taken.day), other=format_numeric_date(self._day))

    def _day_in_hand(self) -> DayInHand | None:
        if self._day is None:
            return None
        return DayInHand(self._in_hand, self._day, settled_day(self._settled, self._clock()))

    def take_store(self, store: OpenStore) -> None:
        self._store = store
        self._bazaars = self._read_bazaars()
        self._office = self.read(lambda session: str(get_setting(session, "office_name")))

    def restore(self, backup: Path) -> None:
        try:
            restore_backup(self._store, backup, self._clock())
        except BaseException:
            with suppress(MachineError):  # what was there may be what could not be opened
                self._store = reopen(self._store)
            raise
        self._store = reopen(self._store)
        self._bazaars = self._read_bazaars()
        self._in_hand, self._day = "", None
        self._take_usual()

    def data_state(self) -> DataState:
        last = (
            last_backup(self._store, self._clock())
            if self._store.db.engine.dialect.name == "sqlite"
            else None
        )
        way = self.read(parcels_on_the_way)
        received = bool(way.received) and not way.made + way.carried
        return DataState(
            True,
            last.made_at if last else None,
            way.made,
            way.carried,
            received,
            way.unsent,
            self._store.kind == OFFICE,
        )

    def read(self, function: Callable[Concatenate[Session, P], T], /, *args: P.args, **facts: P.kwargs) -> T:
        with self._store.db.read() as session:
            return function(session, *args, **facts)

    def perform(
        self,
        function: Callable[Concatenate[Session, P], T],
        /,
        *args: P.args,
        **facts: P.kwargs,
    ) -> Done[T]:
        return self._perform(self._store.officer.id, function, *args, **facts)

    def perform_as(
        self,
        officer_id: str,
        pin: str,
        function: Callable[Concatenate[Session, P], T],
        /,
        *args: P.args,
        **facts: P.kwargs,
    ) -> Done[T]:
        other = change_officer(self._store, officer_id, pin).officer.id
        self.read(require_active, officer=other)
        return self._perform(other, function, *args, **facts)

    def _perform(
        self,
        officer: str,
        function: Callable[Concatenate[Session, P], T],
        /,
        *args: P.args,
        **facts: P.kwargs,
    ) -> Done[T]:
        self._require_day(day_taken(function, args, facts))
        with self._store.db.write(officer, name_of(function), self._clock()) as session:
            result = function(session, *args, **facts)
            act = act_of(session)
        return Done(result, act.action if act.wrote else "")

    def undo(self, action: str) -> str:
        return self._perform(self._store.officer.id, undo, action).action

    def _read_bazaars(self) -> tuple[BazaarInHand, ...]:
        return tuple(_in_hand(bazaar) for bazaar in self.read(list_bazaars))

    def _own_days(self) -> list[BazaarDays]:
        """The bazaars that this laptop was prepared for, or all where it was prepared for none."""
        own = set(self.read(own_bazaars))
        return [
            BazaarDays(bazaar.id, bazaar.days, bazaar.off)
            for bazaar in self._bazaars
            if not own or bazaar.id in own
        ]

    def _take_usual(self) -> None:
        bazaar_id = usual_bazaar(self._own_days(), self._today)
        if bazaar_id:
            self.choose(bazaar_id)


def _at_desk(owner: Owner) -> OfficerAtDesk:
    supervisor = owner.role == SUPERVISOR
    return OfficerAtDesk(
        owner.id, owner.name, _("Supervisor") if supervisor else _("Petugas lapangan"), supervisor
    )


def _in_hand(facts: BazaarFacts) -> BazaarInHand:
    days = tuple(day.day for day in facts.days)
    off = frozenset(day.day for day in facts.days if day.is_off)
    return BazaarInHand(facts.id, facts.label, facts.name, facts.lokasi, facts.kecamatan, days, off)
